"""The terminal's side of every command: its language, its exit codes, and errors told in one sentence.

What a command does is left to the modules beside this one.
"""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from bot.deliberation.refusal import Refused
from bot.flow_problems import FlowErrors
from bot.i18n import Words, match
from bot.settings import SettingsRefused
from bot.storage.problem import StorageProblem


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

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort):
            raise
        except KeyboardInterrupt:
            raise typer.Exit(Exit.INTERRUPTED) from None
        except Exception as error:
            if ctx.params.get("debug"):
                traceback.print_exc()
            sentences, code = told(error)
            for sentence in sentences:
                typer.echo(sentence, err=True)
            raise typer.Exit(code) from None


def told(error: Exception) -> tuple[list[str], Exit]:
    """The sentences an error comes to, one for each thing that is wrong, and the exit code."""
    match error:
        case Failed():
            return [error.sentence], error.code
        case SettingsRefused():
            return [setting_problem(problem.key, problem.params) for problem in error.problems], Exit.USAGE
        case FlowErrors():
            return [problem.printed(words) for problem in error.problems], Exit.FAILED
        case StorageProblem():
            return [words(f"storage-{error.key}", **error.params)], Exit.DATABASE
        case Refused():
            return [words(f"refusal-{error.refusal.key}", **error.refusal.params)], Exit.FAILED
    if (format_message := getattr(error, "format_message", None)) is not None:
        return [_usage(error, str(format_message()))], Exit.USAGE
    return [words("cli-fault", what=f"{type(error).__name__}: {error}")], Exit.FAULT


def setting_problem(key: str, params: Any) -> str:
    if key == "settings-missing" and params.get("name") == "YOUSHI_TOKEN":
        return words("cli-token-missing")
    return words(key, **params)


def _usage(error: Exception, said: str) -> str:
    """The library's error of usage in our words; it is known by its class, for it keeps the classes to itself."""
    name = str(getattr(error, "option_name", "") or getattr(getattr(error, "param", None), "name", "") or "")
    match type(error).__name__:
        case "MissingParameter":
            return words("cli-usage-missing", name=name.upper())
        case "NoSuchOption":
            return words("cli-usage-option", name=name)
        case "BadParameter":
            return words("cli-usage-value", name=name.upper(), said=said.split(": ", 1)[-1])
    return words("cli-usage", said=said)


def out(text: str = "") -> None:
    typer.echo(text)


@contextmanager
def progress(sentence: str) -> Iterator[None]:
    """A turning sign while something long goes on; nothing where nobody watches."""
    console = Console(stderr=True)
    if console.is_terminal and sys.stdout.isatty():
        with console.status(sentence):
            yield
    else:
        yield
