"""`youshi bench`: runs the bench and prints its figures. It fails only where there are none."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from bot.bench.run import QUICK, BenchBroken, Plan, measure
from bot.bench.run import Progress as Told
from bot.i18n import MASTER, Words


def bench_command(
    as_json: Annotated[bool, typer.Option("--json")] = False,
    quick: Annotated[bool, typer.Option("--quick")] = False,
    locale: Annotated[str, typer.Option("--locale")] = MASTER,
) -> None:
    """Measure votes a second beside a bare bot, and whether their cost stays flat."""
    words = Words(locale)
    shown = Console(stderr=True)
    try:
        with _progress(shown, words) as told:
            report = asyncio.run(measure(QUICK if quick else Plan(), told))
    except BenchBroken as broken:
        shown.print(words("bench-broken"), str(broken), sep="\n", markup=False, highlight=False)
        raise typer.Exit(1) from None
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        Console().print(report.as_table(words))


@contextmanager
def _progress(console: Console, words: Words) -> Iterator[Told]:
    """Bars on a terminal, nothing elsewhere."""
    bars: dict[str, TaskID] = {}
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:

        def told(what: str, done: int, of: int) -> None:
            if what not in bars:
                bars[what] = progress.add_task(words(f"bench-doing-{what}"), total=of)
            progress.update(bars[what], completed=done)

        yield told
