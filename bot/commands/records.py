"""`export`: the record of a session as data, public or sealed.

The database is imported when a record is asked for: nobody else waits for it to load.
"""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from bot.commands.console import Exit, Failed, out, words


def export_command(
    session: Annotated[str, typer.Argument(metavar="SESSION", help=words("cli-help-session"))],
    form: Annotated[Literal["json"], typer.Option("--format", help=words("cli-help-format"))] = "json",  # noqa: ARG001 - there is one form so far
    sealed: Annotated[bool, typer.Option("--sealed", help=words("cli-help-sealed"))] = False,
    by: Annotated[list[str] | None, typer.Option("--by", help=words("cli-help-by"))] = None,
    file: Annotated[Path | None, typer.Option("--output", "-o", dir_okay=False, help=words("cli-help-output"))] = None,
) -> None:
    """The public record to anybody; the sealed one to two scrutineers, entered in the minutes."""
    if sealed and len(by or ()) < 2:
        raise Failed(words("cli-sealed-by"), Exit.USAGE)
    if by and not sealed:
        raise Failed(words("cli-by-sealed"), Exit.USAGE)
    from bot.settings import read_settings

    record = asyncio.run(_record(read_settings(needs_token=False).database_url, session, by if sealed else None))
    text = json.dumps(record, ensure_ascii=False, indent=2)
    if file is None:
        out(text)
        return
    try:
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise Failed(words("cli-cannot-write", path=str(file), why=str(error.strerror)), Exit.USAGE) from None
    out(words("cli-written", path=str(file)))


async def _record(database_url: str, session: str, by: list[str] | None) -> dict[str, Any]:
    from bot.clerk.clerk import Clerk
    from bot.clerk.office import Office, unguessable
    from bot.clock import RealClock
    from bot.commands.database import opened
    from bot.documents.release import public_record, sealed_record
    from bot.flow_files import FlowLibrary

    async with opened(database_url) as store:
        if by is None:
            return await public_record(store, session)
        clerk = Clerk(store, Office(FlowLibrary(), unguessable))
        return await sealed_record(clerk, session, by, RealClock().now())
