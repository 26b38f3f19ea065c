"""Group chats and their topics: found by the platform's ids, bound to communities, moved with a migration.

Which sessions live in a chat is left to `lookups`, what is owed to it to `owing`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, insert, literal, select, update

from bot.deliberation.desk import Ids
from bot.deliberation.house import Chat
from bot.deliberation.model import Community
from bot.storage import news
from bot.storage.records import columns_of, insert_records, record
from bot.storage.store import Tx
from bot.storage.tables import cards, chats, communities, members, owed, places, schedules, scopes

Address = tuple[int, int]
"""(platform chat id, thread id), the thread being 0 outside topics."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A chat as an update shows it."""

    platform_id: int
    thread_id: int = 0
    kind: str = "supergroup"
    title: str = ""


async def meet_chats(tx: Tx, seen: Iterable[Seen], next_id: Ids) -> dict[Address, Chat]:
    """Address → chat, made where it is new and renamed where it has a new title.

    A new topic belongs to the community of its chat.
    """
    latest = {(one.platform_id, one.thread_id): one for one in seen}
    if not latest:
        return {}
    platform_ids = {platform_id for platform_id, _ in latest}
    query = select(*columns_of(chats, Chat)).where(chats.c.platform_id.in_(platform_ids))
    found = [record(Chat, row) for row in await tx.rows(query)]
    known = {(chat.platform_id, chat.thread_id): chat for chat in found}
    made, renamed = list[Chat](), list[dict[str, Any]]()
    for address, one in sorted(latest.items()):
        chat = known.get(address)
        if chat is None:
            main = known.get((one.platform_id, 0), Chat(0, one.platform_id))
            chat = Chat(next_id(), *address, one.kind, one.title, main.scope_id, main.community_id)
            known[address] = chat
            made.append(chat)
        elif (chat.title, chat.kind) != (one.title or chat.title, one.kind):
            chat.title, chat.kind = one.title or chat.title, one.kind
            renamed.append({"b_id": chat.id, "b_title": chat.title, "b_kind": chat.kind})
    await insert_records(tx, chats, made)
    for chat in made:
        twin = next((one for one in found if one.platform_id == chat.platform_id), None)
        if twin is not None:
            await _share_members(tx, twin.id, chat.id)
    new: dict[str, Any] = {"title": bindparam("b_title"), "kind": bindparam("b_kind")}
    await tx.run(update(chats).where(chats.c.id == bindparam("b_id")).values(new), renamed)
    return {address: known[address] for address in latest}


async def _share_members(tx: Tx, of: int, to: int) -> None:
    """Whoever is in a group is in its new topic."""
    known = select(literal(to), members.c.person_id, members.c.status, members.c.checked_at)
    columns = ["chat_id", "person_id", "status", "checked_at"]
    await tx.run(insert(members).from_select(columns, known.where(members.c.chat_id == of)))


async def chat(tx: Tx, chat_id: int) -> Chat | None:
    row = await tx.one(select(*columns_of(chats, Chat)).where(chats.c.id == chat_id))
    return None if row is None else record(Chat, row)


async def chat_by_platform(tx: Tx, platform_id: int, thread_id: int = 0) -> Chat | None:
    address = (chats.c.platform_id == platform_id, chats.c.thread_id == thread_id)
    row = await tx.one(select(*columns_of(chats, Chat)).where(*address))
    return None if row is None else record(Chat, row)


async def ids_at(tx: Tx, platform_id: int) -> list[int]:
    """A group and all its topics the bot has met."""
    return await tx.column(select(chats.c.id).where(chats.c.platform_id == platform_id).order_by(chats.c.id))


async def chats_of(tx: Tx, community_id: int) -> list[Chat]:
    """The chats of a community the bot is still in."""
    found = await tx.rows(
        select(*columns_of(chats, Chat))
        .where(chats.c.community_id == community_id, chats.c.state == "active")
        .order_by(chats.c.id)
    )
    return [record(Chat, row) for row in found]


async def chats_of_session(tx: Tx, session_id: int) -> list[Chat]:
    """The chats a session lives in."""
    found = await tx.rows(
        select(*columns_of(chats, Chat))
        .join(places, places.c.chat_id == chats.c.id)
        .where(places.c.session_id == session_id)
        .order_by(chats.c.id)
    )
    return [record(Chat, row) for row in found]


async def bind_chat(tx: Tx, chat_id: int, community: Community, scope_id: int | None = None) -> None:
    """From now on the chat, with its recurring posts, belongs to this community: to all of it, or to a scope in it."""
    values = {"community_id": community.id, "scope_id": scope_id or community.scope_id}
    await tx.run(update(chats).where(chats.c.id == chat_id).values(values))
    await tx.run(update(schedules).where(schedules.c.chat_id == chat_id).values(community_id=community.id))
    await news.spread(tx)


@dataclass(frozen=True, slots=True)
class Group:
    """A group an operator has set up, as somebody sees it who holds an office above it. `path` is its scope's."""

    chat_id: int
    platform_id: int
    title: str
    community_id: int
    path: str


async def groups_below(tx: Tx, path: str) -> list[Group]:
    """The groups at or under a path the bot is in, without those that run themselves; a forum is one."""
    found = await tx.rows(
        select(chats.c.id, chats.c.platform_id, chats.c.title, chats.c.community_id, scopes.c.path)
        .join(scopes, scopes.c.id == chats.c.scope_id)
        .join(communities, communities.c.id == chats.c.community_id)
        .where(
            scopes.c.path.startswith(path, autoescape=True), chats.c.thread_id == 0, chats.c.state == "active",
            ~communities.c.self_run,
        )
        .order_by(chats.c.title, chats.c.id)
    )  # fmt: skip
    return [Group(row.id, row.platform_id, row.title, row.community_id, row.path) for row in found]


async def set_chat_state(tx: Tx, chat_id: int, state: str) -> None:
    """`active`, `left` or `kicked`, for a chat with all its topics."""
    await tx.run(update(chats).where(_with_topics(chat_id)).values(state=state))


async def set_topic_state(tx: Tx, chat_id: int, state: str) -> None:
    """The state of this chat or topic alone; `closed` for a topic in which the bot may not write."""
    await tx.run(update(chats).where(chats.c.id == chat_id).values(state=state))


async def groups(tx: Tx) -> list[int]:
    """The platform's ids of the groups the bot is in."""
    query = select(chats.c.platform_id).where(chats.c.state == "active").distinct()
    return await tx.column(query.order_by(chats.c.platform_id))


async def set_rights(tx: Tx, chat_id: int, *, is_admin: bool, can_pin: bool = False, can_delete: bool = False) -> None:
    """What the platform lets the bot do in a chat and its topics."""
    values = {"is_admin": is_admin, "can_pin": can_pin, "can_delete": can_delete}
    await tx.run(update(chats).where(_with_topics(chat_id)).values(values))


def _with_topics(chat_id: int) -> ColumnElement[bool]:
    this = chats.alias("this")
    return chats.c.platform_id.in_(select(this.c.platform_id).where(this.c.id == chat_id))


async def move_chat(tx: Tx, old: int, new: int) -> None:
    """The platform gave a chat another id (a group became a supergroup). It stays the chat it was.

    An update from the new id may have come first, or one from the old id after the move, and have made a chat of
    its own: the one known longest is it, others are folded in. The live messages of what moves cannot be edited
    from there on: their cards are lost, and posted anew when next owed.
    """
    query = select(chats.c.id, chats.c.thread_id, chats.c.platform_id).where(chats.c.platform_id.in_((old, new)))
    by_thread: dict[int, list[tuple[int, int]]] = {}
    for row in await tx.rows(query.order_by(chats.c.id)):
        by_thread.setdefault(row.thread_id, []).append((row.id, row.platform_id))
    moving = [twins[0][0] for twins in by_thread.values() if twins[0][1] == old]
    for (kept, _), *doubles in by_thread.values():
        if doubles:
            await _fold(tx, [id_ for id_, _ in doubles], kept)
    await tx.run(update(chats).where(chats.c.id.in_(moving)).values(platform_id=new, kind="supergroup"))
    await tx.run(update(cards).where(cards.c.chat_id.in_(moving)).values(state="lost"))
    await news.spread(tx)


async def leave_topic(tx: Tx, topic_id: int, into: int) -> None:
    """A topic is no more: its sessions and schedules go on in another chat, where words still owed to it are said.
    Its live cards are lost with it."""
    here = select(places.c.session_id).where(places.c.chat_id == into)
    moving = (places.c.chat_id == topic_id, places.c.session_id.not_in(here))
    await tx.run(update(places).where(*moving).values(chat_id=into))
    await tx.run(delete(places).where(places.c.chat_id == topic_id))
    await tx.run(update(schedules).where(schedules.c.chat_id == topic_id).values(chat_id=into))
    waiting = (owed.c.chat_id == topic_id, owed.c.state == "owed")
    await tx.run(update(owed).where(*waiting, owed.c.what == "post").values(chat_id=into, reply_to=None))
    await tx.run(update(owed).where(*waiting).values(state="given_up", error="topic_gone"))
    await tx.run(update(cards).where(cards.c.chat_id == topic_id).values(state="lost"))
    await set_topic_state(tx, topic_id, "left")


async def _fold(tx: Tx, doubles: list[int], into: int) -> None:
    here = select(places.c.session_id).where(places.c.chat_id == into)
    await tx.run(
        update(places).where(places.c.chat_id.in_(doubles), places.c.session_id.not_in(here)).values(chat_id=into)
    )
    known = select(members.c.person_id).where(members.c.chat_id == into)
    await tx.run(
        update(members).where(members.c.chat_id.in_(doubles), members.c.person_id.not_in(known)).values(chat_id=into)
    )
    for table in (owed, cards, schedules):
        await tx.run(update(table).where(table.c.chat_id.in_(doubles)).values(chat_id=into))
    for table in (places, members):
        await tx.run(delete(table).where(table.c.chat_id.in_(doubles)))
    await tx.run(delete(chats).where(chats.c.id.in_(doubles)))
