"""Who reads what is owed: where they are, in which language and at which hours they are spoken to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.chat.courier import Address
from bot.deliberation.house import Chat, Person
from bot.deliberation.model import Community
from bot.outbox.calm import Hours
from bot.storage import chats, lookups, people, scopes
from bot.storage.owing import Delivery
from bot.storage.store import Tx


@dataclass(frozen=True, slots=True)
class House:
    """What holds where no community is concerned: the deployment's own settings."""

    locale: str
    hours: Hours


@dataclass(frozen=True, slots=True)
class Recipient:
    """A chat or (with `chat` None) one person in private."""

    address: Address
    locale: str
    hours: Hours
    community_id: int | None
    chat: Chat | None = None
    person: Person | None = None


async def recipient_of(tx: Tx, delivery: Delivery, house: House) -> Recipient | None:
    """The reader of a delivery; None where the chat or the person is not known any more. What is only taken off the
    shelf has none, and goes nowhere."""
    if delivery.what == "discard":
        return Recipient(Address(0), house.locale, house.hours, None)
    if delivery.chat_id is not None:
        chat = await chats.chat(tx, delivery.chat_id)
        if chat is None:
            return None
        community = await _community(tx, chat.community_id)
        locale, hours = _manner(community, house)
        return Recipient(Address(chat.platform_id, chat.thread_id), locale, hours, chat.community_id, chat=chat)
    person = None if delivery.person_id is None else await people.person(tx, delivery.person_id)
    if person is None:
        return None
    community = await _community(tx, await _community_concerned(tx, delivery.args))
    locale, hours = _manner(community, house)
    return Recipient(
        Address(person.user_id), person.locale or locale, hours, community.id if community else None, person=person
    )


def _manner(community: Community | None, house: House) -> tuple[str, Hours]:
    if community is None:
        return house.locale, house.hours
    return community.locale, Hours.of(community.timezone, community.quiet_from, community.quiet_until)


async def _community(tx: Tx, community_id: int | None) -> Community | None:
    return None if community_id is None else await scopes.community(tx, community_id)


async def _community_concerned(tx: Tx, args: Mapping[str, Any]) -> int | None:
    """The community a private message is about."""
    if args.get("community"):
        return int(args["community"])
    session_id = await lookups.session_about(tx, args)
    session = await lookups.session(tx, session_id) if session_id else None
    return session.community_id if session else None
