"""What a chat platform tells of its chats and people, and what is said to it before an act is understood.

Each function is run by `Clerk.work`, so that it has its transaction. What people do with buttons and commands are
acts and are taken by the other modules.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from bot.clerk import arrival, handing
from bot.clerk.office import Office
from bot.clerk.standpoint import pending_of
from bot.clerk.submission import Sender, Where
from bot.deliberation.desk import Ids, Owed, Urgency
from bot.deliberation.house import INSIDE, Chat
from bot.deliberation.rights import TOLD
from bot.storage import cards_shown, chats, owing, people, scopes, updates
from bot.storage.chats import Seen
from bot.storage.people import Met
from bot.storage.store import Tx

Change = Callable[[Tx, Office], Awaitable[Any]]


def once(update_id: int, at: datetime, change: Change) -> Change:
    """The change as it is made once for this update, however often the platform brings that."""

    async def unless_made(tx: Tx, office: Office) -> None:
        if not await updates.seen(tx, [update_id]):
            await updates.remember(tx, [update_id], at)
            await change(tx, office)

    return unless_made


async def place_bot(
    tx: Tx, office: Office, where: Where, status: str, at: datetime, *, can_pin: bool, can_delete: bool
) -> None:
    """The bot's own place in a group has changed; a community whose group is lost has its moderators told."""
    before = await chats.chat_by_platform(tx, where.platform_id, where.thread_id)
    chat = await _met(tx, office, where)
    inside = status in INSIDE
    await chats.set_chat_state(tx, chat.id, "active" if inside else status)
    await chats.set_rights(tx, chat.id, is_admin=status == "administrator", can_pin=can_pin, can_delete=can_delete)
    if not inside and chat.state == "active":
        await tell_moderators(tx, office.next_id, chat.community_id, {"chat": chat.id, "why": "kicked"}, at)
    if inside:
        await arrival.greet(tx, office, chat.id, at)
        if chat.state not in ("active", "closed"):
            await cards_shown.lose_in(tx, await chats.ids_at(tx, where.platform_id))
            await arrival.show_anew(tx, office, where.platform_id, at)
        if before is not None and (before.can_pin, before.can_delete) != (can_pin, can_delete):
            await arrival.show_rights(tx, office, chat.id, at, can_pin=can_pin)


async def place_member(tx: Tx, office: Office, where: Where, who: Sender, status: str, at: datetime) -> None:
    """Somebody came to a group, left it or was removed."""
    await _met(tx, office, where)
    person = (await people.meet(tx, [Met(who.user_id, who.name, who.username)], office.next_id))[who.user_id]
    everywhere = await chats.ids_at(tx, where.platform_id)
    before = await people.insiders(tx, everywhere, [person.id])
    await people.set_memberships(tx, {(chat_id, person.id): status for chat_id in everywhere}, at)
    if before[person.id] and status not in INSIDE:
        await handing.left_group(tx, office, person.id, everywhere[0], at)


async def private_chat(tx: Tx, office: Office, who: Sender, *, is_open: bool) -> None:
    """A person opened the private chat, or closed it to the bot."""
    person = (await people.meet(tx, [Met(who.user_id, who.name, who.username)], office.next_id))[who.user_id]
    if is_open and not (person.dm_open and not person.blocked):
        await people.set_dm_open(tx, [person.id])
    if not is_open:
        await people.set_blocked(tx, person.id, True)


async def said(tx: Tx, who: Sender, awaited: Mapping[str, Any]) -> None:
    """What the private chat waited for has been said: it waits for nothing, unless that led to a new question."""
    person = await people.person_by_user(tx, who.user_id)
    if person is not None and person.awaiting == awaited:
        await people.set_awaiting(tx, person.id, pending_of(person))


async def answer(
    tx: Tx,
    office: Office,
    who: Sender | None,
    where: Where,
    at: datetime,
    card: str,
    key: str,
    params: Mapping[str, str | int],
) -> None:
    """Owe a message that answers one of which no act came (`card`: refusal or answer); in private `who` it is for."""
    args = {"key": key, "params": dict(params)}
    if not where.private:
        chat = await _met(tx, office, where)
        owed = Owed("post", card, args, chat_id=chat.id, reply_to=where.message_id or None)
    elif who is not None:
        met = await people.meet(tx, [Met(who.user_id, who.name, who.username)], office.next_id)
        owed = Owed("post", card, args, person_id=met[who.user_id].id)
    else:
        return
    await owing.owe(tx, [owed], at, office.next_id)


async def meet_chat(tx: Tx, office: Office, where: Where) -> None:
    """A group the bot was already in when it was first spoken to."""
    await _met(tx, office, where)


async def move_chat(tx: Tx, office: Office, old: int, new: int, at: datetime) -> None:
    """The platform has given a group another number; it stays the chat it was, and its live cards are posted anew."""
    await chats.move_chat(tx, old, new)
    await arrival.show_anew(tx, office, new, at)


async def topic_reopened(tx: Tx, where: Where, at: datetime) -> None:
    """What waits for a topic that was closed may go out."""
    chat = await chats.chat_by_platform(tx, where.platform_id, where.thread_id)
    if chat is not None and chat.state == "closed":
        await chats.set_topic_state(tx, chat.id, "active")
        await owing.hold_chat(tx, chat.id, at)


async def topic_gone(tx: Tx, next_id: Ids, topic: Chat, at: datetime) -> None:
    """A topic was deleted by hand: what lived in it goes on in the group itself, with its cards posted anew. A group
    of another community is nobody's refuge: there the sessions stay without a place to be seen in."""
    main = Seen(topic.platform_id, 0, topic.kind, topic.title)
    group = (await chats.meet_chats(tx, [main], next_id))[topic.platform_id, 0]
    why = "topic_gone"
    if group.community_id in (None, topic.community_id):
        why = "topic_moved"
        community = None if topic.community_id is None else await scopes.community(tx, topic.community_id)
        if community is not None and group.community_id is None:
            await chats.bind_chat(tx, group.id, community, topic.scope_id)
        await chats.leave_topic(tx, topic.id, group.id)
        await arrival.show_cards(tx, next_id, group.id, at)
    else:
        await chats.set_topic_state(tx, topic.id, "left")
    await tell_moderators(tx, next_id, topic.community_id, {"chat": topic.id, "why": why}, at)


async def tell_moderators(
    tx: Tx, next_id: Ids, community_id: int | None, args: Mapping[str, int | str], at: datetime, but: int | None = None
) -> None:
    """Owe the moderators of a community the card `not-delivered`; `args` name the chat or person and why."""
    community = await scopes.community(tx, community_id) if community_id is not None else None
    scope = await scopes.scope(tx, community.scope_id) if community is not None else None
    if scope is None:
        return
    about = f"{args.get('chat') or args.get('person')}:{args.get('about', '')}"
    notes = [
        Owed(
            "post",
            "not-delivered",
            {"community": community_id, **args},
            person_id=moderator,
            key=f"not-delivered:{moderator}:{about}",
            urgency=Urgency.PRIVATE,
        )
        for moderator in await people.holders(tx, scope.path, TOLD)
        if moderator != but
    ]
    await owing.owe(tx, notes, at, next_id)


async def _met(tx: Tx, office: Office, where: Where) -> Chat:
    seen = Seen(where.platform_id, where.thread_id, where.kind, where.title)
    return (await chats.meet_chats(tx, [seen], office.next_id))[where.platform_id, where.thread_id]
