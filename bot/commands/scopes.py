"""`scopes`: the tree of a whole district from a file, before communities and rolls are put on it; who is in office
above all communities, where nobody in a chat can appoint anybody yet.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.console import Exit, Failed, out, words

if TYPE_CHECKING:
    from bot.scope_files import ScopePath

scopes_commands = typer.Typer(no_args_is_help=True)


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


@scopes_commands.command("appoint", help=words("cli-help-scopes-appoint"))
def appoint_command(
    scope: Annotated[str, typer.Argument(metavar="SCOPE", help=words("cli-help-scopes-scope"))],
    person: Annotated[str, typer.Argument(metavar="PERSON", help=words("cli-help-scopes-person"))],
    role: Annotated[str, typer.Argument(metavar="ROLE", help=words("cli-help-scopes-role"))],
) -> None:
    """Give somebody who has written to the bot an office on a scope, and so on all below it."""
    from bot.chat.sentences import refusal_in_words
    from bot.deliberation.refusal import Refused

    try:
        asyncio.run(_appointed(scope.split("/"), person, role))
    except Refused as refused:
        raise Failed(refusal_in_words(refused.refusal, words), Exit.FAILED) from None
    out(words("scopes-appointed", scope=scope, person=person, role=role))


async def _appointed(way: list[str], person: str, role: str) -> None:
    from bot.clerk import register
    from bot.clerk.clerk import Clerk
    from bot.clerk.office import Office, unguessable
    from bot.clock import RealClock
    from bot.commands.database import opened
    from bot.flow_files import FlowLibrary
    from bot.settings import read_settings

    async with opened(read_settings(needs_token=False).database_url) as store:
        clerk = Clerk(store, Office(FlowLibrary(), unguessable))
        now = RealClock().now()
        await clerk.work(lambda tx, office: register.appoint(tx, office, way, person, role, now))


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
