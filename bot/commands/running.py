"""What an operator types: `run`, `migrate`, `doctor`.

The bot and its database are imported by the commands that need them: nobody else waits for them to load.
"""

import asyncio

import typer

from bot.commands.console import Exit, out, progress, words


def run_command() -> None:
    """Run until told to stop; an empty database is made ready, an older one is left to `migrate`."""
    from bot import app
    from bot.commands.database import refuse_old
    from bot.settings import read_days, read_settings

    settings = read_settings()
    read_days(settings.holidays_file)
    asyncio.run(refuse_old(settings.database_url))
    asyncio.run(app.run(settings))


def migrate_command() -> None:
    """Bring the database to this program's version, after a copy of an SQLite file."""
    from bot.clock import RealClock
    from bot.commands.database import migrate
    from bot.settings import read_settings

    settings = read_settings()
    with progress(words("cli-migrating")):
        done = asyncio.run(migrate(settings.database_url, RealClock().now()))
    if done.copy is not None:
        out(words("cli-copied", file=str(done.copy)))
    out(words("cli-migrated") if done.changed else words("cli-current"))


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
