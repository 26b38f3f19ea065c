"""`paper`: the stairwell notice of a session, to be printed.

Telegram is asked for one thing, the bot's name: the QR code leads there. The sheets of households are handed out in
the chat alone (`/roll codes`), to a moderator, and entered in the minutes.
"""

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.chat.courier import TokenRefused
from bot.commands.console import Exit, Failed, out, words

if TYPE_CHECKING:
    from bot.chat.message import Document
    from bot.settings import Settings


def paper_command(
    session: Annotated[str, typer.Argument(metavar="SESSION", help=words("cli-help-session"))],
    file: Annotated[Path | None, typer.Option("--output", "-o", dir_okay=False, help=words("cli-help-output"))] = None,
) -> None:
    """What is open in the session now, on one A4 page, in the language of its community."""
    from bot.chat.telegram.courier import address
    from bot.settings import read_settings

    settings = read_settings()
    document, username = asyncio.run(_made(settings, session))
    path = file or Path(document.name)
    try:
        path.write_bytes(document.make(partial(address, username)))
    except OSError as error:
        raise Failed(words("cli-cannot-write", path=str(path), why=str(error.strerror)), Exit.USAGE) from None
    out(words("cli-written", path=str(path)))


async def _made(settings: "Settings", session: str) -> "tuple[Document, str]":
    from bot.chat.cards.paper import stairwell
    from bot.chat.cards.registry import Args
    from bot.chat.telegram.checkup import NotAnswering, TokenUnknown, check_up
    from bot.commands.database import opened
    from bot.deliberation.refusal import Refused
    from bot.storage import lookups
    from bot.storage.reader import Reader

    async with opened(settings.database_url) as store:
        async with store.reading() as tx:
            found = await lookups.session_named(tx, session)
        if found is None:
            raise Refused("session-unknown", session=session[:64])
        case = await Reader(store).case(found)
    document = stairwell(case, Args({}), words).document
    assert document is not None
    try:
        found_out = await check_up(settings.token.get_secret_value(), settings.api_base_url, ())
    except TokenUnknown:
        raise TokenRefused from None
    except NotAnswering as error:
        raise Failed(words("cli-paper-no-name", why=str(error)), Exit.FAILED) from None
    return document, found_out.account.username
