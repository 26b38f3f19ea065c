"""`demo`, `practice` and `rehearse`: the real bot against an emulated Telegram. Nothing leaves this machine.

The emulator and the bot are imported by the commands that need them: nobody else waits for them to load.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.commands.console import Exit, Failed, out, words

if TYPE_CHECKING:
    from bot.rehearsal.page.house import Play
    from bot.rehearsal.running import Conditions, RunningBot


def demo_command(
    headless: Annotated[bool, typer.Option("--headless", help=words("cli-help-headless"))] = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help=words("cli-help-browser"))] = True,
) -> None:
    """A whole session to take part in, in a browser, or printed at once."""
    from bot.rehearsal import demo
    from bot.rehearsal.expectations import NotAsExpected
    from bot.rehearsal.page.plays import demo_play

    if not headless:
        _show(demo_play(), browser=browser)
        return
    try:
        asyncio.run(demo.demo(_start, Console()))
    except NotAsExpected as failed:
        raise Failed(f"{failed.mark}: {words(failed.key, **failed.params)}", Exit.FAILED) from None


def practice_command(
    flow: Annotated[str, typer.Argument(metavar="FLOW", help=words("cli-help-flow"))],
    roll: Annotated[Path | None, typer.Option("--roll", metavar="FILE", help=words("cli-help-roll"))] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help=words("cli-help-browser"))] = True,
) -> None:
    """The same with a flow, and if wanted a roll, of one's own; everything is marked as practice."""
    from bot.rehearsal.page.plays import RollRefused, practice_play

    try:
        text = None if roll is None else roll.read_text(encoding="utf-8-sig")
        play = practice_play(flow, text)
    except (OSError, UnicodeDecodeError):
        raise Failed(words("cli-no-roll", path=str(roll)), Exit.USAGE) from None
    except RollRefused as refused:
        lines = [words("roll-problem", line=str(p.line), what=words(p.key, **p.params)) for p in refused.problems]
        raise Failed("\n".join(lines), Exit.FAILED) from None
    _show(play, browser=browser)


def _show(play: "Play", *, browser: bool) -> None:
    from bot.rehearsal.page.show import show

    def tell(address: str) -> None:
        out(words("page-at-address", address=address))
        out(words("page-how-to-end"))

    asyncio.run(show(play, _start, tell, browse=browser))


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
        practice=conditions.practice,
    )
