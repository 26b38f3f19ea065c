"""`scopes`: the tree of a whole district from a file, before communities and rolls are put on it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.console import Exit, Failed, out, words

if TYPE_CHECKING:
    from bot.scope_files import ScopePath

scopes_commands = typer.Typer(no_args_is_help=True)


@scopes_commands.callback()
def scopes_command() -> None:
    """Keeps `import` a word of its own, though there is no other yet."""


@scopes_commands.command("import", help=words("cli-help-scopes-import"))
def import_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=words("cli-help-scopes-file"))],
) -> None:
    """Add the scopes of this file to the tree; those that are there stay as they are."""
    from bot.scope_files import read_scopes

    try:
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise Failed(words("cli-cannot-read", path=str(file), why=str(error.strerror)), Exit.USAGE) from None
    except UnicodeDecodeError:
        raise Failed(words("cli-not-utf8", path=str(file)), Exit.USAGE) from None
    paths, problems = read_scopes(text)
    if problems:
        out("\n".join(f"{file}:{one.line}: {words(one.key, **one.params)}" for one in problems))
        raise Failed(words("scopes-problems", count=len(problems)), Exit.FAILED)
    out(words("scopes-imported", count=asyncio.run(_imported(paths))))


async def _imported(paths: "Sequence[ScopePath]") -> int:
    from bot.clerk.clerk import Clerk
    from bot.clerk.office import Office, unguessable
    from bot.commands.database import opened
    from bot.flow_files import FlowLibrary
    from bot.settings import read_settings
    from bot.storage.scopes import ensure_tree

    async with opened(read_settings(needs_token=False).database_url) as store:
        clerk = Clerk(store, Office(FlowLibrary(), unguessable))
        made: int = await clerk.work(lambda tx, office: ensure_tree(tx, paths, office.next_id))
        return made
