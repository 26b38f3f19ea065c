"""`demo` and `rehearse`: the real bot against an emulated Telegram. Nothing leaves this machine.

The emulator and the bot are imported by the commands that need them: nobody else waits for them to load.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.commands.console import Exit, Failed, words

if TYPE_CHECKING:
    from bot.rehearsal.running import Conditions, RunningBot


def demo_command(
    headless: Annotated[bool, typer.Option("--headless", help=words("cli-help-headless"))] = False,
) -> None:
    """One whole session in about a minute, or printed at once."""
    from bot.rehearsal import demo
    from bot.rehearsal.expectations import NotAsExpected

    try:
        asyncio.run(demo.demo(_start, Console(), headless=headless))
    except NotAsExpected as failed:
        raise Failed(f"{failed.mark}: {words(failed.key, **failed.params)}", Exit.FAILED) from None


def rehearse_command(
    scripts: Annotated[list[Path], typer.Argument(metavar="SCRIPT", help=words("cli-help-script"))],
    transcript: Annotated[bool, typer.Option("--transcript/--quiet", help=words("cli-help-transcript"))] = True,
) -> None:
    """Play scripts one after another; fails where an expectation does."""
    from bot.rehearsal import demo

    console = Console()
    passed = [asyncio.run(demo.rehearse(path, _start, console, words, transcript=transcript)) for path in scripts]
    if not all(passed):
        raise typer.Exit(Exit.FAILED)


async def _start(conditions: "Conditions") -> "RunningBot":
    from bot.app import App

    return await App.start(
        conditions.settings,
        conditions.clock,
        rest=conditions.rest,
        work=conditions.work,
        seed=conditions.seed,
        parallel=conditions.parallel,
    )
