"""`paper`: what is printed of a session — the stairwell notice, the papers of its votes, the ledger of its tasks.

Telegram is asked for one thing, the bot's name, and only where a QR code leads there. The sheets of households are
handed out in the chat alone (`/roll codes`), to a moderator, and entered in the minutes.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.chat.courier import TokenRefused
from bot.commands.console import Exit, Failed, out, words

if TYPE_CHECKING:
    from bot.chat.message import Document
    from bot.deliberation.casefile import CaseFile
    from bot.settings import Settings
    from bot.storage.reader import Reader

_NOTICE = "notice"


def paper_command(
    session: Annotated[str, typer.Argument(metavar="SESSION", help=words("cli-help-session"))],
    paper: Annotated[str, typer.Argument(metavar="PAPER", help=words("cli-help-which-paper"))] = _NOTICE,
    decision: Annotated[str, typer.Option("--decision", help=words("cli-help-decision"))] = "",
    part: Annotated[int, typer.Option("--part", min=1, help=words("cli-help-part"))] = 1,
    form: Annotated[str, typer.Option("--format", help=words("cli-help-paper-format"))] = "",
    file: Annotated[Path | None, typer.Option("--output", "-o", dir_okay=False, help=words("cli-help-output"))] = None,
) -> None:
    """In the language of the community; without PAPER what is open in the session now, on one A4 page."""
    from bot.settings import read_settings

    settings = read_settings()
    document = asyncio.run(_made(settings.database_url, session, paper, decision, part, form))
    path = file or Path(document.name)
    try:
        path.write_bytes(document.make(_link(settings)))
    except OSError as error:
        raise Failed(words("cli-cannot-write", path=str(path), why=str(error.strerror)), Exit.USAGE) from None
    out(words("cli-written", path=str(path)))


async def _made(database_url: str, session: str, paper: str, decision: str, part: int, form: str) -> "Document":
    from bot.chat.cards.paper import stairwell
    from bot.chat.cards.papers.kinds import KINDS
    from bot.chat.cards.registry import Args
    from bot.commands.database import opened
    from bot.deliberation.refusal import Refused
    from bot.storage import lookups
    from bot.storage.reader import Reader

    if paper not in (_NOTICE, *KINDS):
        raise Failed(words("cli-paper-unknown", paper=paper, known=", ".join((_NOTICE, *KINDS))), Exit.USAGE)
    forms = KINDS[paper].forms if paper in KINDS else ("pdf",)
    if form and form not in forms:
        raise Failed(words("cli-paper-format", paper=paper, forms=", ".join(forms)), Exit.USAGE)
    async with opened(database_url) as store:
        async with store.reading() as tx:
            found = await lookups.session_named(tx, session)
        if found is None:
            raise Refused("session-unknown", session=session[:64])
        reader = Reader(store)
        case = await reader.case(found)
        if paper in KINDS:
            return await _of(reader, case, paper, decision, part, form or forms[0])
    document = stairwell(case, Args({}), words).document
    assert document is not None
    return document


async def _of(reader: "Reader", case: "CaseFile", paper: str, decision: str, part: int, form: str) -> "Document":
    """A paper of the newest vote or decision there is one of, or of the decision with this number."""
    from bot.chat.cards.papers import asked
    from bot.chat.cards.papers.kinds import KINDS, file_of

    kind = KINDS[paper]
    subjects = {
        "vote": sorted(case.rounds),
        "decision": sorted(d.id for d in case.decisions.values() if decision in ("", d.number)),
        "session": [0],
    }[kind.of]
    there = [subject for subject in subjects if kind.there_is(case, subject)]
    if not there:
        raise Failed(words("cli-paper-none", paper=paper, session=case.session.number), Exit.FAILED)
    return file_of(paper, form, await asked(reader, case, there[-1], paper, part))


def _link(settings: "Settings") -> Callable[[str], str]:
    """How to get to the bot; its name is asked for at the first QR code."""
    from bot.chat.telegram.courier import address

    known: list[str] = []

    def link(payload: str) -> str:
        if not known:
            known.append(asyncio.run(_username(settings)))
        return address(known[0], payload)

    return link


async def _username(settings: "Settings") -> str:
    from bot.chat.telegram.checkup import NotAnswering, TokenUnknown, check_up

    try:
        found_out = await check_up(settings.token.get_secret_value(), settings.api_base_url, ())
    except TokenUnknown:
        raise TokenRefused from None
    except NotAnswering as error:
        raise Failed(words("cli-paper-no-name", why=str(error)), Exit.FAILED) from None
    return found_out.account.username
