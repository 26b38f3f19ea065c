"""今天请人代: a moderator hands the day's tasks to another moderator of the same community, until midnight.

Rights are not handed over: whoever is asked has them in that community already.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.clerk.standpoint import Standpoint
from bot.deliberation import acts
from bot.deliberation.desk import Answer
from bot.deliberation.model import Community
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import MODERATING
from bot.storage import covers, people, scopes


async def of_today(at: Standpoint) -> dict[str, Any]:
    """What `/manage` says of it: `covering` whom, `covered` by whom (0 for nobody), whether there is anybody to ask."""
    now, me = at.submission.at, at.person.id
    return {
        "covering": await covers.covering(at.tx, me, now),
        "covered": await covers.covered_by(at.tx, me, now) or 0,
        "others": bool(await candidates(at)),
    }


async def candidates(at: Standpoint) -> dict[int, list[Community]]:
    """Who else moderates where this person does: person → the communities they share."""
    held = (await people.roles_of(at.tx, [at.person.id]))[at.person.id]
    found: dict[int, list[Community]] = {}
    for community in await scopes.communities_below(at.tx, [one.path for one in held if one.role in MODERATING]):
        scope = await scopes.scope(at.tx, community.scope_id)
        assert scope is not None
        for other in await people.holders(at.tx, scope.path, MODERATING):
            if other != at.person.id:
                found.setdefault(other, []).append(community)
    return found


async def _ask_cover(at: Standpoint, act: acts.AskCover) -> Answer:
    if not act.person_id:
        before = await covers.covered_by(at.tx, at.person.id, at.submission.at)
        await covers.end(at.tx, at.person.id)
        if before is not None:
            await at.tell(before, "cover-ended", person=at.person.id)
        return Answer("cover-ended")
    shared = (await candidates(at)).get(act.person_id)
    if not shared:
        raise Refused("cover-not-moderator")
    if await covers.covered_by(at.tx, act.person_id, at.submission.at) is not None:
        raise Refused("cover-away")
    until = _midnight(at.submission.at, shared[0])
    await covers.cover(at.tx, at.person.id, act.person_id, until)
    for community in shared:
        at.community = community
        await at.record("cover", {"until": until.isoformat()}, cover=act.person_id)
    await at.tell(act.person_id, "cover-asked", person=at.person.id, community=shared[0].id)
    asked = await people.person(at.tx, act.person_id)
    return Answer("cover-asked", {"person": asked.name if asked else ""})


def _midnight(now: datetime, community: Community) -> datetime:
    zone = ZoneInfo(community.timezone)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone).astimezone(UTC)


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {acts.AskCover: _ask_cover}
