"""The people one can play, with what they are in this community."""

from typing import Any

from bot.i18n import Words
from bot.rehearsal.page.house import House
from bot.rehearsal.script import PersonSetting


def people_json(house: House, words: Words) -> list[dict[str, Any]]:
    """Everybody of the story, in its order; generated households come last."""
    settings = house.script.people
    doors = {line.representative: line.unit for line in house.script.households_filled()}
    found = []
    for name, user in house.cast.people.items():
        setting = settings.get(name, PersonSetting(binds=doors.get(name, "")))
        if not user.is_bot:
            found.append({"id": user.id, "name": name, "part": _part(house, name, setting, words)})
    return found


def _part(house: House, name: str, setting: PersonSetting, words: Words) -> str:
    """What somebody is: an office, a place in a household, or nobody the bot knows yet."""
    if setting.role is not None:
        return words(f"role-{setting.role}")
    if setting.binds:
        return words("page-part-resident", door=setting.binds)
    if setting.tenant:
        return words("page-part-tenant", door=setting.tenant)
    if setting.family:
        return words("page-part-family", door=setting.family)
    if house.cast.people[name] is house.cast.owner:
        return words("page-part-owner")
    return words("page-part-stranger")
