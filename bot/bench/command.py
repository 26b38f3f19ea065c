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
    names: Annotated[list[str] | None, typer.Argument(help=words("bench-help-names"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=words("bench-help-json"))] = False,
    quick: Annotated[bool, typer.Option("--quick", help=words("bench-help-quick"))] = False,
) -> None:
    """How fast, how flat and how calm the bot is, beside what was aimed for."""
    from bot.bench.measurements import MEASUREMENTS
    from bot.bench.measuring import QUICK, Plan
    from bot.bench.programs import BenchBroken
    from bot.bench.run import measure

    if unknown := [name for name in names or () if name not in MEASUREMENTS]:
        raise Failed(words("bench-unknown", name=unknown[0], names=", ".join(MEASUREMENTS)), Exit.USAGE)
    try:
        with _progress() as told:
            report = asyncio.run(measure(QUICK if quick else Plan(), told, names or list(MEASUREMENTS)))
    except BenchBroken as broken:
        raise Failed(f"{words('bench-broken')}\n{broken}", Exit.FAILED) from None
    if as_json:
        out(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        Console().print(report.as_table(words))


@contextmanager
def _progress() -> Iterator["Told"]:
    """A bar for each measurement on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    bars: dict[str, TaskID] = {}
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:

        def told(name: str, done: int, of: int) -> None:
            if name not in bars:
                bars[name] = progress.add_task(words(f"bench-{name}"), total=of)
            progress.update(bars[name], completed=done, total=of)

        yield told
