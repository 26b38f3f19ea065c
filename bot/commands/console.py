"""The terminal's side of every command: its language, its exit codes, and errors told in one sentence.

What a command does is left to the modules beside this one.
"""

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from bot import logs
from bot.chat.courier import TokenRefused
from bot.deliberation.refusal import Refused
from bot.flow_problems import FlowErrors
from bot.i18n import Words, match
from bot.storage.problem import StorageProblem

if TYPE_CHECKING:
    from bot.settings import SettingsProblem


class Exit(IntEnum):
    """What a command leaves behind for scripts (documented in deploy/README.md)."""

    OK = 0
    FAILED = 1
    """A check found something, an expectation was not met, the doctor has something to mend."""
    USAGE = 2
    """The command line or the settings are wrong."""
    DATABASE = 3
    TELEGRAM = 4
    FAULT = 5
    """A fault of the program itself; `--debug` shows it."""
    INTERRUPTED = 130


class Failed(Exception):
    """Ends a command with this sentence on stderr and this code."""

    def __init__(self, sentence: str, code: Exit) -> None:
        super().__init__(sentence)
        self.sentence, self.code = sentence, code


def terminal_locale() -> str:
    """The language of the terminal: `YOUSHI_LOCALE`, else what the system says, else English."""
    for name in ("YOUSHI_LOCALE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if said := os.environ.get(name, "").split(".")[0]:
            return match(said) or "en"
    return "en"


words = Words(terminal_locale())


class Commands(TyperGroup):
    """Turns whatever goes wrong in a command into one sentence and an exit code, never a traceback."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with _told(debug="--debug" in args):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and self.get_command(ctx, args[0]) is None:
            raise Failed(words("cli-usage-command", name=args[0]), Exit.USAGE)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        with _told(debug=bool(ctx.params.get("debug"))):
            return super().invoke(ctx)


@contextmanager
def _told(*, debug: bool) -> Iterator[None]:
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except KeyboardInterrupt:
        typer.echo(words("cli-interrupted"), err=True)
        raise typer.Exit(Exit.INTERRUPTED) from None
    except BrokenPipeError:  # whoever reads has seen enough; what is left in the buffer has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(Exit.OK) from None
    except Exception as error:
        if debug:
            typer.echo(logs.mask(traceback.format_exc()), err=True)
        sentences, code = told(error)
        for sentence in sentences:
            typer.echo(sentence, err=True)
        raise typer.Exit(code) from None


def told(error: Exception) -> tuple[list[str], Exit]:
    """The sentences an error comes to, one for each thing that is wrong, and the exit code."""
    # here and not above: it brings a large library along, which most commands do without
    from bot.settings import SettingsRefused

    match error:
        case Failed():
            return [error.sentence], error.code
        case SettingsRefused():
            return [setting_problem(problem) for problem in error.problems], Exit.USAGE
        case FlowErrors():
            return [problem.printed(words) for problem in error.problems], Exit.FAILED
        case TokenRefused():
            return [words("cli-token-refused")], Exit.TELEGRAM
        case StorageProblem():
            return [words(f"storage-{error.key}", **error.params)], Exit.DATABASE
        case Refused():
            return [words(f"refusal-{error.refusal.key}", **error.refusal.params)], Exit.FAILED
    if hasattr(error, "format_message"):
        return [_usage(error)], Exit.USAGE
    return [words("cli-fault", what=logs.mask(f"{type(error).__name__}: {error}"))], Exit.FAULT


def setting_problem(problem: "SettingsProblem") -> str:
    """One thing wrong with the settings; a missing token comes with the way to one."""
    if problem.key == "settings-missing" and problem.params.get("name") == "YOUSHI_TOKEN":
        return words("cli-token-missing")
    return words(problem.key, **problem.params)


def _usage(error: Exception) -> str:
    """The library's error of usage in our words; it keeps its classes to itself, so they are known by their names."""
    said = str(error.format_message())  # type: ignore[attr-defined] # every one of them has it
    match type(error).__name__:
        case "NoArgsIsHelpError":
            return said
        case "MissingParameter":
            return words("cli-usage-missing", name=_parameter(error))
        case "NoSuchOption":
            return words("cli-usage-option", name=str(getattr(error, "option_name", "")))
        case "BadParameter":
            return words("cli-usage-value", name=_parameter(error), said=str(getattr(error, "message", said)))
    return words("cli-usage", said=said)


def _parameter(error: Exception) -> str:
    parameter = getattr(error, "param", None)
    return str(getattr(parameter, "metavar", None) or getattr(parameter, "name", "")).upper()


def out(text: str = "") -> None:
    typer.echo(text)


@contextmanager
def counting(sentence: str) -> Iterator[Callable[[int], None]]:
    """A bar for what has a known end: call what it gives with the per cent done; nothing where nobody watches."""
    console = Console(stderr=True)
    if not (console.is_terminal and sys.stdout.isatty()):
        yield lambda _: None
        return
    from rich.progress import Progress

    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(sentence, total=100)
        yield lambda done: bar.update(task, completed=done)


@contextmanager
def progress(sentence: str) -> Iterator[None]:
    """A turning sign while something long goes on; nothing where nobody watches."""
    console = Console(stderr=True)
    if console.is_terminal and sys.stdout.isatty():
        with console.status(sentence):
            yield
    else:
        yield
