"""What an operator types: `run`, `migrate`, `doctor`."""

import asyncio

import typer

from bot import app
from bot.clock import RealClock
from bot.commands import database
from bot.commands.console import Exit, out, progress, setting_problem, words
from bot.deliberation.calendar import Calendar
from bot.doctor import Finding, Level, bad, examine, examine_files
from bot.settings import Settings, SettingsRefused, read_days, read_settings


def run_command() -> None:
    """Run until told to stop; an empty database is made ready, an older one is left to `migrate`."""
    settings = read_settings()
    read_days(settings.holidays_file)
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    await database.refuse_old(settings.database_url)
    await app.run(settings)


def migrate_command() -> None:
    """Bring the database to this program's version, after a copy of an SQLite file."""
    settings = read_settings()
    with progress(words("cli-migrating")):
        done = asyncio.run(database.migrate(settings.database_url, RealClock().now()))
    if done.copy is not None:
        out(words("cli-copied", file=str(done.copy)))
    out(words("cli-migrated") if done.changed else words("cli-current"))


def doctor_command() -> None:
    """A line for everything that can be wrong, and how to mend it."""
    with progress(words("cli-examining")):
        found = asyncio.run(_examine())
    for finding in found:
        out(_line(finding))
    wrong = sum(finding.level is Level.BAD for finding in found)
    out(words("cli-doctor-count", wrong=wrong))
    if wrong:
        raise typer.Exit(Exit.FAILED)


async def _examine() -> list[Finding]:
    try:
        settings = read_settings()
        days = read_days(settings.holidays_file)
    except SettingsRefused as refused:
        return [*(bad("settings", said=setting_problem(one)) for one in refused.problems), *examine_files(None)]
    return await examine(settings, Calendar(settings.timezone, days.rest, days.work), RealClock())


def _line(finding: Finding) -> str:
    if finding.key == "settings":
        return f"{finding.level.value} {finding.params['said']}"
    if finding.key == "database-problem":
        params = {name: said for name, said in finding.params.items() if name != "problem"}
        problem = words(f"storage-{finding.params['problem']}", **params)
        return f"{finding.level.value} {problem}"
    said = f"{finding.level.value} {words(f'doctor-{finding.key}', **finding.params)}"
    if finding.level is Level.WELL:
        return said
    return f"{said}\n  → {words(f'mend-{finding.key}', **finding.params)}"
