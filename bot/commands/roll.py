"""`roll`: a household roll from a file, for rolls longer than a message of the chat can hold."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.console import Exit, Failed, out, words

if TYPE_CHECKING:
    from bot.storage.roll_import import RollChange


def roll_command(
    community: Annotated[str, typer.Argument(metavar="COMMUNITY", help=words("cli-help-community"))],
    file: Annotated[Path, typer.Argument(metavar="FILE", help=words("cli-help-roll-file"))],
) -> None:
    """Make the roll of a community be the rows of this file; with any row wrong nothing changes."""
    try:
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise Failed(words("cli-cannot-read", path=str(file), why=str(error.strerror)), Exit.USAGE) from None
    except UnicodeDecodeError:
        raise Failed(words("cli-not-utf8", path=str(file)), Exit.USAGE) from None
    change = asyncio.run(_imported(community, file, text))
    counts = {"heads": change.heads, "added": len(change.added), "ended": len(change.ended)}
    out(words("answer-roll-imported", **counts, version=change.version))


async def _imported(name: str, file: Path, text: str) -> "RollChange":
    from bot.clerk.clerk import Clerk
    from bot.clerk.office import Office, unguessable
    from bot.clerk.register import replace_roll
    from bot.clock import RealClock
    from bot.commands.database import opened
    from bot.flow_files import FlowLibrary
    from bot.settings import read_settings
    from bot.storage import scopes
    from bot.storage.roll_import import RollChange

    async with opened(read_settings().database_url) as store:
        async with store.reading() as tx:
            named = [one for one in await scopes.communities(tx) if name in (one.name, str(one.id))]
        if len(named) != 1:
            raise Failed(words("cli-community-unknown", name=name[:64], count=len(named)), Exit.USAGE)
        clerk = Clerk(store, Office(FlowLibrary(), unguessable))
        now = RealClock().now()
        result = await clerk.work(lambda tx, office: replace_roll(tx, office, named[0], text, None, now))
    if not isinstance(result, RollChange):
        for problem in result:
            out(f"{file}:{problem.line}: {words(problem.key, **problem.params)}")
        raise Failed(words("roll-problems-head", count=len(result)), Exit.FAILED)
    return result
