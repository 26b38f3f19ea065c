"""Where a group belongs: its scope in the tree, and with that its community.

A group that joins a community stands on a scope at or below that of the community; on a scope without one a community
is made. Whoever says so administers the group, and moderates that scope or knows the operator's code. Issues that wait
go along; what was decided stays with the community the group leaves, and one in which nothing was ever done goes.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.clerk import arrival, places
from bot.clerk.standpoint import Standpoint
from bot.deliberation import acts
from bot.deliberation.desk import Answer
from bot.deliberation.house import Chat, Scope
from bot.deliberation.model import Community
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import FOUNDER, MODERATING, keeps_house
from bot.storage import cards_shown, cases, chats, lookups, people, roll, scopes, tree


async def need_look(at: Standpoint, chat_id: int) -> Chat:
    """The group, for an administrator of it who may see the tree: in an operator's community, or with an office in
    one; raises `Refused` for everybody else."""
    chat = await places.need_chat(at, chat_id)
    await places.need_administrator(at, chat)
    home = await scopes.community(at.tx, chat.community_id or 0)
    if home is None:
        raise Refused("chat-not-set-up")
    if not home.self_run:
        await at.need_moderator(home.id)
        return chat
    held = (await people.roles_of(at.tx, [at.person.id]))[at.person.id]
    for one in held:
        there = await scopes.community_of_scope(at.tx, one.path) if one.role in MODERATING else home
        if there is None or not there.self_run:
            return chat
    raise Refused("belong-needs-code")


async def _belong(at: Standpoint, act: acts.Belong) -> Answer:
    chat = await places.need_chat(at, act.chat_id)
    await places.need_administrator(at, chat)
    coded = bool(act.operator_code) and at.office.is_operator_code(act.operator_code)
    if act.operator_code and not coded:
        raise Refused("operator-code")
    before = await scopes.community(at.tx, chat.community_id or 0)
    if before is None:
        raise Refused("chat-not-set-up")
    if not (before.self_run or coded):
        await at.need_moderator(before.id)
    scope = await scopes.scope(at.tx, act.scope_id)
    home = await scopes.community_of_scope(at.tx, scope.path) if scope is not None else None
    if scope is None or (home is not None and home.self_run):
        raise Refused("button-stale")
    if not (coded or keeps_house(await at.roles(scope.path))):
        raise Refused("belong-not-yours", scope=scope.name)
    if home is not None and (home.id, scope.id) == (chat.community_id, chat.scope_id):
        return Answer("belongs", {"name": home.name})
    rooms = [one for one in await _rooms(at, chat) if one.community_id in (None, before.id)]
    for room in rooms:
        for session in await lookups.sessions_in_chat(at.tx, room.id):
            raise Refused("belong-session-open", number=session.number)
    at.community = home or await _made_on(at, scope, before)
    for room in rooms:
        await chats.bind_chat(at.tx, room.id, at.community, scope.id)
    if coded:
        by, now = at.person.id, at.submission.at
        await people.grant(at.tx, by, scope.id, FOUNDER[False], by, now, at.office.next_id)
    if before.id != at.community.id:
        if not await chats.chats_of(at.tx, before.id):
            await cases.move_waiting(at.tx, before.id, at.community.id)
        await tree.remove_unused(at.tx, before, at.submission.at)
    await at.record("belongs", {"chat": chat.id, "community": at.community.id, "scope": scope.id})
    if await cards_shown.is_live(at.tx, arrival.setup_key(chat.id)):
        await at.owe(arrival.setup_card(chat.id))
    return Answer("belongs", {"name": at.community.name})


async def _rooms(at: Standpoint, chat: Chat) -> list[Chat]:
    """The group and its topics."""
    found = [await chats.chat(at.tx, one) for one in await chats.ids_at(at.tx, chat.platform_id)]
    return [room for room in found if room is not None]


async def _made_on(at: Standpoint, scope: Scope, before: Community) -> Community:
    """A community on a scope that has none at, above or below it, with the language and hours the group has had."""
    if await scopes.communities_below(at.tx, [scope.path]):
        raise Refused("belong-too-high", scope=scope.name)
    _, version = await roll.electorate(at.tx, scope.path)
    made = replace(
        before, id=at.office.next_id(), scope_id=scope.id, name=scope.name[:64], self_run=False, has_roll=version > 0,
        last_number=0, sessions=0,
    )  # fmt: skip
    await scopes.new_community(at.tx, made)
    return made


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {acts.Belong: _belong}
