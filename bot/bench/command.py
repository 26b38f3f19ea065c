"""`youshi bench`: runs the bench and prints its figures. It fails only where there are none.

The bench itself is imported when it is run: no other command waits for it to load.
"""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from bot.commands.console import Exit, Failed, out, words

if TYPE_CHECKING:
    from bot.bench.run import Progress as Told


def bench_command(
    as_json: Annotated[bool, typer.Option("--json", help=words("bench-help-json"))] = False,
    quick: Annotated[bool, typer.Option("--quick", help=words("bench-help-quick"))] = False,
) -> None:
    """Votes a second beside a bare bot, and whether their cost stays flat."""
    from bot.bench.run import QUICK, BenchBroken, Plan, measure

    try:
        with _progress() as told:
            report = asyncio.run(measure(QUICK if quick else Plan(), told))
    except BenchBroken as broken:
        raise Failed(f"{words('bench-broken')}\n{broken}", Exit.FAILED) from None
    if as_json:
        out(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        Console().print(report.as_table(words))


@contextmanager
def _progress() -> Iterator["Told"]:
    """A bar for each thing measured on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    bars: dict[str, TaskID] = {}
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:

        def told(what: str, done: int, of: int) -> None:
            if what not in bars:
                bars[what] = progress.add_task(words(f"bench-doing-{what}"), total=of)
            progress.update(bars[what], completed=done)

        yield told
