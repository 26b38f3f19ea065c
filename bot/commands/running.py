"""What an operator types: `run`, `migrate`, `doctor`.

The bot and its database are imported by the commands that need them: nobody else waits for them to load.
"""

import asyncio
from typing import Annotated

import typer

from bot.commands.console import Exit, out, progress, words


def run_command() -> None:
    """Run until told to stop; an empty database is made ready, an older one is left to `migrate`."""
    from bot import app
    from bot.commands.database import wait_for
    from bot.settings import read_days, read_settings

    settings = read_settings()
    read_days(settings.holidays_file)
    asyncio.run(wait_for(settings.database_url))
    asyncio.run(app.run(settings))


def migrate_command(
    plan: Annotated[bool, typer.Option("--plan", help=words("cli-help-plan"))] = False,
) -> None:
    """Say what is to be done to the database, and do it, after a copy of an SQLite file."""
    from bot.clock import RealClock
    from bot.commands.database import migrate, planned
    from bot.settings import read_settings

    url = read_settings(needs_token=False).database_url
    found = asyncio.run(planned(url))
    if not found.missing:
        out(words("cli-current"))
        return
    out(words("cli-migrate-plan", since=found.since or "-", to=found.missing[-1], steps=len(found.missing)))
    if plan:
        return
    with progress(words("cli-migrating")):
        copy = asyncio.run(migrate(url, RealClock().now()))
    if copy is not None:
        out(words("cli-copied", file=str(copy)))
    out(words("cli-migrated"))


def doctor_command() -> None:
    """A line for everything that can be wrong, and how to mend it."""
    from bot.commands.checkup import examined, is_wrong, line

    with progress(words("cli-examining")):
        found = asyncio.run(examined())
    for finding in found:
        out(line(finding))
    wrong = sum(map(is_wrong, found))
    out(words("cli-doctor-count", wrong=wrong))
    if wrong:
        raise typer.Exit(Exit.FAILED)
