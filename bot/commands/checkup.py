"""The check-up as the terminal shows it: its settings read, its findings in words. Looking is left to `doctor`."""

from bot.clock import RealClock
from bot.commands.console import setting_problem, words
from bot.deliberation.calendar import Calendar
from bot.doctor import Finding, Level, bad, examine, examine_files
from bot.settings import SettingsRefused, read_days, read_settings


async def examined() -> list[Finding]:
    """Everything there is to find; with settings that cannot be read, what can be looked at without them."""
    try:
        settings = read_settings()
        days = read_days(settings.holidays_file)
    except SettingsRefused as refused:
        return [*(bad("settings", said=setting_problem(one)) for one in refused.problems), *examine_files(None)]
    return await examine(settings, Calendar(settings.timezone, days.rest, days.work), RealClock())


def is_wrong(finding: Finding) -> bool:
    return finding.level is Level.BAD


def line(finding: Finding) -> str:
    """`✔ sentence`, or where it is not well a second line with the way to mend it."""
    sign, params = finding.level.value, dict(finding.params)
    if finding.key == "settings":
        return f"{sign} {params['said']}"
    if finding.key == "database-problem":
        problem = params.pop("problem")
        return f"{sign} {words(f'storage-{problem}', **params)}"
    said = f"{sign} {words(f'doctor-{finding.key}', **params)}"
    if finding.level is Level.WELL:
        return said
    return f"{said}\n  → {words(f'mend-{finding.key}', **params)}"
