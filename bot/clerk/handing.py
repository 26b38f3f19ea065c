"""A moderator goes: what they had in hand is handed to whoever moderates there still, or noticed one level up.

What of a session can be handed over is left to `deliberation.handing`; why somebody goes to whoever calls this.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.clerk import cases
from bot.clerk.office import Office
from bot.deliberation import handing
from bot.deliberation.desk import CLOCK, JournalEntry, Owed, Urgency
from bot.deliberation.handing import InHand
from bot.deliberation.house import Scope
from bot.deliberation.minutes.journal import community_chain
from bot.deliberation.model import Community
from bot.deliberation.rights import MODERATING
from bot.storage import cases as stored
from bot.storage import chats, duties, journal, lookups, owing, people, scopes
from bot.storage.store import Tx

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed over, to how many moderators of the community itself (0: to nobody there)."""

    open: InHand
    to: int


async def still_to_do(tx: Tx, person_id: int, communities: Iterable[Community]) -> InHand:
    """What would be handed over if this person went now."""
    found = InHand()
    for community in communities:
        for session in await lookups.open_sessions(tx, community.id):
            found += handing.in_hand(await cases.load(tx, session.id), person_id)
    return found


async def last_here(tx: Tx, person_id: int, communities: Iterable[Community]) -> list[Community]:
    """Those of these communities which nobody else moderates, neither there nor on a scope above."""
    alone = []
    for community in communities:
        scope = await _scope(tx, community)
        if set(await people.holders(tx, scope.path, MODERATING)) == {person_id}:
            alone.append(community)
    return alone


async def moderated(tx: Tx, person_id: int) -> list[Community]:
    """The communities a person moderates, by a role there, below or above."""
    held = (await people.roles_of(tx, [person_id]))[person_id]
    paths = [one.path for one in held if one.role in MODERATING]
    found = {community.id: community for community in await scopes.communities_below(tx, paths)}
    for path in paths:
        community = await scopes.community_of_scope(tx, path)
        if community is not None:
            found.setdefault(community.id, community)
    return list(found.values())


async def hand_over(tx: Tx, office: Office, person_id: int, community: Community, now: datetime) -> Handed:
    """Take from this person what they had in hand in a community; the others are told, or those above."""
    scope, found = await _scope(tx, community), InHand()
    for session in await lookups.open_sessions(tx, community.id):
        found += await release_in(tx, office, person_id, session.id, now)
    everybody = [one for one in await people.holders(tx, scope.path, MODERATING) if one != person_id]
    here = [one for one in await people.holders_within(tx, scope.path, MODERATING) if one != person_id]
    await duties.pass_schedules(tx, community.id, person_id, next(iter([*here, *everybody]), None))
    public = {"open": found.whole, "to": len(here), "above": len(set(everybody) - set(here))}
    entry = JournalEntry("handed-over", now, public, {"person": person_id})
    await journal.append(tx, [(community_chain(community.id), entry)], office.salt)
    about = {
        "community": community.id,
        "person": person_id,
        "issues": found.issues,
        "concerns": found.concerns,
        "objections": found.objections,
        "tasks": found.tasks,
        "last": not here,
    }
    told = [
        Owed("post", "handed-over", about, person_id=one, urgency=Urgency.PRIVATE)
        for one in dict.fromkeys([*here, *everybody])
    ]
    if not told:
        told = await _nobody_left(tx, community)
    await owing.owe(tx, told, now, office.next_id)
    return Handed(found, len(here))


async def left_group(tx: Tx, office: Office, person_id: int, chat_id: int, now: datetime) -> None:
    """A moderator is in no group of a community any more. In 本群自办 they moderated by being there, so that ends; an
    operator's office stays theirs until it is ended, and the others are told that they left."""
    chat = await chats.chat(tx, chat_id)
    community = await scopes.community(tx, chat.community_id) if chat and chat.community_id else None
    if community is None:
        return
    scope = await _scope(tx, community)
    held = (await people.roles_of(tx, [person_id]))[person_id]
    here = [one for one in held if one.role in MODERATING and one.path.startswith(scope.path)]
    rooms = [one.id for one in await chats.chats_of(tx, community.id)]
    if not here or (await people.insiders(tx, rooms, [person_id]))[person_id]:
        return
    if community.self_run:
        for one in here:
            await people.end_role(tx, person_id, one.scope_id, one.role, now)
        await hand_over(tx, office, person_id, community, now)
        return
    about = {"community": community.id, "person": person_id}
    others = [one for one in await people.holders(tx, scope.path, MODERATING) if one != person_id]
    notes = [Owed("post", "moderator-left", about, person_id=one, urgency=Urgency.PRIVATE) for one in others]
    await owing.owe(tx, notes, now, office.next_id)


async def release_in(tx: Tx, office: Office, person_id: int, session_id: int, now: datetime) -> InHand:
    """Take from this person what they had in hand in one session; returns what is open there."""
    case = await cases.load(tx, session_id)
    before, found = stored.snapshot(case), handing.in_hand(case, person_id)
    desk = office.desk(case.community, now, CLOCK)
    handing.release(case, person_id, desk)
    await cases.store(tx, office, case, before, desk)
    return found


async def _nobody_left(tx: Tx, community: Community) -> list[Owed]:
    """Nobody moderates here or above: the operator reads it in the log, the groups that they can help themselves."""
    _log.warning("a community has no moderator any more", community=community.id)
    return [
        Owed("post", "no-moderator", {"community": community.id}, chat_id=chat.id, urgency=Urgency.BUDGETED)
        for chat in await chats.chats_of(tx, community.id)
        if chat.thread_id == 0
    ]


async def _scope(tx: Tx, community: Community) -> Scope:
    scope = await scopes.scope(tx, community.scope_id)
    assert scope is not None
    return scope
