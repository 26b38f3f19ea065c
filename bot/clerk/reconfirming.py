"""Once a year: «您还住在…吗?» Whoever has moved stops voting there, and who does not answer is told to the moderators.

Looked after once a month for each community with a roll. Nobody loses a binding by silence: only they themselves, the
roll or a moderator end it.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.clerk.office import Office
from bot.clerk.standpoint import Standpoint
from bot.deliberation import acts
from bot.deliberation.desk import Answer, Due, JournalEntry, Owed, Urgency
from bot.deliberation.minutes.journal import community_chain
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import MODERATING
from bot.storage import claims, duties, journal, owing, people, roll, roll_offices, scopes
from bot.storage.store import Tx

RECONFIRM = "reconfirm"
YEAR = timedelta(days=365)
ANSWER = timedelta(days=30)
_EVERY = timedelta(days=30)
_DOORS = 20


def look_again(community_id: int, now: datetime) -> Due:
    """When bindings of a community are looked at next."""
    return Due(f"{RECONFIRM}:{community_id}", now + _EVERY, RECONFIRM, args={"community": community_id})


async def lapse(tx: Tx, office: Office, due: Due, now: datetime) -> None:
    """Ask everybody bound a year ago, and tell the moderators who has not answered for a month."""
    community = await scopes.community(tx, due.args["community"])
    scope = await scopes.scope(tx, community.scope_id) if community else None
    if community is None or scope is None:
        return
    await duties.set_due(tx, [look_again(community.id, now)])
    silent = await claims.unanswered(tx, scope.path, now - ANSWER)
    asked = await claims.to_ask(tx, scope.path, now - YEAR)
    await claims.checked(tx, [one.id for one in silent], "told", now)
    await claims.checked(tx, [one.id for one in asked], "asked", now)
    owed = [
        Owed("post", "still-there", {"resident": one.id}, person_id=one.person_id, urgency=Urgency.PRIVATE)
        for one in asked
    ]
    if silent:
        homes = {one.household_id: await roll.household(tx, one.household_id) for one in silent[:_DOORS]}
        doors = [home.door for home in homes.values() if home]
        args = {"community": community.id, "count": len(silent), "doors": doors}
        keepers = await people.holders(tx, scope.path, MODERATING)
        owed += [Owed("post", "unconfirmed", args, person_id=one, urgency=Urgency.PRIVATE) for one in keepers]
    if asked:
        entry = JournalEntry("reconfirmation", now, {"asked": len(asked)}, {})
        await journal.append(tx, [(community_chain(community.id), entry)], office.salt)
    await owing.owe(tx, owed, now, office.next_id)


async def _still_there(at: Standpoint, act: acts.StillThere) -> Answer:
    """An answer for oneself alone; whoever has moved is bound there no more, and their ballots stay as they are."""
    held = await claims.resident(at.tx, act.resident_id)
    home = await roll.household(at.tx, held.household_id) if held else None
    if held is None or home is None or held.state != "bound" or held.person_id != at.person.id:
        raise Refused("button-stale")
    if act.yes:
        await claims.still_there(at.tx, held.id, at.submission.at)
        return Answer("still-there")
    await claims.end_binding(at.tx, home.id, at.person.id)
    await roll_offices.leave_offices(at.tx, home.id, at.person.id)
    scope = await scopes.scope(at.tx, home.scope_id)
    at.community = await scopes.community_of_scope(at.tx, scope.path) if scope else None
    await at.record("moved-out", {"household": home.id})
    for moderator in await at.moderators() if at.community else ():
        await at.tell(moderator, "moved-out", door=home.door)
    return Answer("moved-out", {"door": home.door})


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {
    acts.StillThere: _still_there,
}
