"""Which platform message shows what: live cards by their key, and any sent message by its number.

Sending and editing are left to `outbox`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from bot.storage.dialect import upsert
from bot.storage.records import record, values_of
from bot.storage.store import Tx
from bot.storage.tables import cards, messages


@dataclass(frozen=True, slots=True)
class Card:
    """A live message. `shown` is a hash of what it shows; state: live, retired, lost (deleted, cannot be edited)."""

    key: str
    chat_id: int | None
    person_id: int | None
    message_id: int
    shown: str
    state: str
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class About:
    """What a sent message was about: its card and the card's args."""

    card: str
    args: Mapping[str, Any]
    at: datetime


async def card(tx: Tx, key: str) -> Card | None:
    row = await tx.one(select(cards).where(cards.c.key == key))
    return None if row is None else record(Card, row)


async def card_posted(
    tx: Tx,
    key: str,
    chat_id: int | None,
    person_id: int | None,
    message_id: int,
    shown: str,
    at: datetime,
) -> None:
    """A new message shows the card from now on; an older one of that key is forgotten."""
    live = Card(key, chat_id, person_id, message_id, shown, "live", at)
    await tx.run(upsert(tx, cards).values(values_of(live)))


async def card_edited(tx: Tx, key: str, shown: str) -> None:
    await tx.run(update(cards).where(cards.c.key == key).values(shown=shown))


async def card_state(tx: Tx, key: str, state: str) -> None:
    """`retired` when its buttons are gone, `lost` when the message is."""
    await tx.run(update(cards).where(cards.c.key == key).values(state=state))


async def is_live(tx: Tx, key: str) -> bool:
    """Whether a message shows this card and can be changed."""
    found = await card(tx, key)
    return found is not None and found.state == "live"


async def lose_in(tx: Tx, chat_ids: Collection[int]) -> None:
    """The live messages of these chats cannot be changed any more: their cards are posted anew when next owed."""
    await tx.run(update(cards).where(cards.c.chat_id.in_(chat_ids), cards.c.state == "live").values(state="lost"))


async def lose_all(tx: Tx) -> None:
    """Likewise for every chat and every person."""
    await tx.run(update(cards).where(cards.c.state == "live").values(state="lost"))


async def remember_message(
    tx: Tx, platform_id: int, message_id: int, card: str, args: Mapping[str, Any], at: datetime
) -> None:
    """What a message was about, so that a reply to it is understood. `platform_id` is the platform's chat id."""
    row = {"chat_id": platform_id, "message_id": message_id, "card": card, "args": dict(args), "at": at}
    await tx.run(upsert(tx, messages).values(row))


async def message_about(tx: Tx, platform_id: int, message_id: int) -> About | None:
    """What a message of the bot was about; None for one it does not know."""
    where = (messages.c.chat_id == platform_id, messages.c.message_id == message_id)
    row = await tx.one(select(messages).where(*where))
    return None if row is None else record(About, row)


async def forget_messages(tx: Tx, before: datetime) -> int:
    """Forget messages older than this; how many went."""
    return await tx.run(messages.delete().where(messages.c.at < before))
