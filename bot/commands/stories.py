"""`demo` and `rehearse`: the real bot against an emulated Telegram. Nothing leaves this machine."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.app import App
from bot.commands.console import Exit, Failed, words
from bot.rehearsal import demo
from bot.rehearsal.expectations import NotAsExpected
from bot.rehearsal.running import Conditions, RunningBot


def demo_command(
    headless: Annotated[bool, typer.Option("--headless", help=words("cli-help-headless"))] = False,
) -> None:
    """One whole session in about a minute, or printed at once."""
    try:
        asyncio.run(demo.demo(_start, Console(), headless=headless))
    except NotAsExpected as failed:
        raise Failed(f"{failed.mark}: {words(failed.key, **failed.params)}", Exit.FAILED) from None


def rehearse_command(
    scripts: Annotated[list[Path], typer.Argument(metavar="SCRIPT", help=words("cli-help-script"))],
    transcript: Annotated[bool, typer.Option("--transcript/--quiet", help=words("cli-help-transcript"))] = True,
) -> None:
    """Play scripts one after another; fails where an expectation does."""
    console = Console()
    passed = [asyncio.run(demo.rehearse(path, _start, console, words, transcript=transcript)) for path in scripts]
    if not all(passed):
        raise typer.Exit(Exit.FAILED)


async def _start(conditions: Conditions) -> RunningBot:
    return await App.start(
        conditions.settings,
        conditions.clock,
        rest=conditions.rest,
        work=conditions.work,
        seed=conditions.seed,
        parallel=conditions.parallel,
    )
