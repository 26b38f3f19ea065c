"""One session in several groups: which groups a draft is to be opened in, and over which scope it then is.

That scope is the lowest one above all its groups, and whoever opens has to be able to open there: a moderator of one
building carries nothing into another's group. Whatever else is a community's — time zone, hours, language, calendar,
the numbers of sessions and issues, issues that wait — is that of the session's own community, which is the first
group's; only when a group is spoken to, and how often, is each group's own. What was chosen is kept as places of the
draft; posting anything there is left to its opening.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from bot.clerk import arrival, cases
from bot.clerk.standpoint import Standpoint
from bot.deliberation import acts, sessions
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Owed
from bot.deliberation.electorates import check_electorates
from bot.deliberation.house import Scope, ancestors
from bot.deliberation.model import Place, SessionState
from bot.deliberation.offer import Offered
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import may_open
from bot.storage import cards_shown, chats, people, scopes
from bot.storage import cases as stored

MOST = 40
"""Groups one session may live in."""
VIEW = "open-groups"


async def _take_to(at: Standpoint, act: acts.TakeTo) -> Answer:
    case = await cases.load(at.tx, act.session_id)
    if case.session.state is not SessionState.DRAFT:
        raise Refused("button-stale")
    await _need_opener(at, case, "not-moderator")
    before = stored.snapshot(case)
    first = case.places[0].chat_id
    held = next((place for place in case.places if place.chat_id == act.chat_id), None)
    if act.taken and held is None:
        await _add(at, case, act.chat_id)
    elif held is not None and held.chat_id != first and not act.taken:
        case.places.remove(held)
        await stored.leave_place(at.tx, held.id)
    await _stand_over(at, case)
    desk = at.office.desk(case.community, at.submission.at, await cases.actor(at.tx, case, at.submission, at.person))
    desk.record("session-groups", {"session": case.session.id, "groups": [place.chat_id for place in case.places]})
    for chat, person in ((first, None), (None, at.person.id)):
        key = arrival.preview_key(case.session.id, chat, person)
        if await cards_shown.is_live(at.tx, key):
            desk.owe(Owed("card", "opening-preview", {"session": case.session.id}, chat, person, key))
    desk.owe(shown(at.person.id, {"session": case.session.id, "group": act.chat_id}))
    await cases.store(at.tx, at.office, case, before, desk)
    return Answer("groups-chosen", {"count": len(case.places)})


def shown(person_id: int, args: Mapping[str, Any]) -> Owed:
    """The card on which the groups of a draft are chosen, in the private chat of who chooses."""
    key = f"card:p{person_id}:{VIEW}:{args['session']}"
    return Owed("card", VIEW, args, person_id=person_id, key=key)


async def _need_opener(at: Standpoint, case: CaseFile, key: str, **params: str) -> None:
    if not may_open(case, await cases.actor(at.tx, case, at.submission, at.person)):
        raise Refused(key, **params)


async def _add(at: Standpoint, case: CaseFile, chat_id: int) -> None:
    chat = await chats.chat(at.tx, chat_id)
    community = await scopes.community(at.tx, chat.community_id or 0) if chat is not None else None
    if chat is None or chat.scope_id is None or community is None or chat.state != "active":
        raise Refused("button-stale")
    if community.self_run or case.community.self_run:
        raise Refused("groups-self-run")
    there = [await chats.chat(at.tx, place.chat_id) for place in case.places]
    if any(one is not None and one.platform_id == chat.platform_id for one in there):
        raise Refused("groups-twice")
    if len(case.places) >= MOST:
        raise Refused("groups-many", limit=MOST)
    if community.has_roll != case.community.has_roll:
        raise Refused("groups-roll", name=community.name)
    case.places.append(Place(at.office.next_id(), case.session.id, chat.id, chat.scope_id))


async def _stand_over(at: Standpoint, case: CaseFile) -> None:
    """Let the session be over the lowest scope above all its groups, and ask everything of it anew: who may open it
    there, whether the flow may be held on that level, and who has the say."""
    found = [await scopes.scope(at.tx, place.scope_id) for place in case.places]
    scope = await _lowest_above(at, [one.path for one in found if one is not None])
    case.session.scope_id = scope.id
    case.offices = await people.offices(at.tx, scope.id)
    await _need_opener(at, case, "groups-not-yours", scope=scope.name)
    sessions.check_level(case.flow, scope.kind)
    await stored.load_electorates(at.tx, case, scope.path)
    await stored.load_funds(at.tx, case, scope.path)
    offered = Offered.from_stored(case.session.offered)
    sessions.check_opening(case.flow, case.community, case.session.question, offered, case.funds)
    check_electorates(case)


async def _lowest_above(at: Standpoint, paths: Sequence[str]) -> Scope:
    """The lowest scope above these; raises `Refused` where they stand in no tree together."""
    shared = set.intersection(*(set(ancestors(path)) for path in paths))
    lowest = max(shared, key=len, default="")
    scope = await scopes.scope(at.tx, int(lowest.strip("/").rpartition("/")[2])) if lowest else None
    if scope is None:
        raise Refused("groups-apart")
    return scope


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {acts.TakeTo: _take_to}
