"""What happens in the pretended Telegram, as small frozen records in the order it happens.

Transcripts, the browser page and expectations are made from these; nobody needs to look into the world.
`at` is the emulator's clock, aware UTC.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.rehearsal.emulator.model import Button, Keyboard, Message
from bot.rehearsal.emulator.text import Entity


@dataclass(frozen=True, slots=True)
class Shown:
    """What a message shows: its text or caption, its buttons by row, and the kind of file it carries."""

    text: str
    entities: tuple[Entity, ...]
    keyboard: Keyboard
    media: str | None
    file_id: str | None


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    chat_id: int


@dataclass(frozen=True, slots=True)
class Posted(Event):
    message_id: int
    author_id: int
    author: str
    by_bot: bool
    shown: Shown
    reply_to: int | None
    thread_id: int | None
    silent: bool
    service: str | None
    """For a service message, the name of its Bot API field, e.g. `new_chat_members`."""


@dataclass(frozen=True, slots=True)
class Edited(Event):
    message_id: int
    by_bot: bool
    shown: Shown


@dataclass(frozen=True, slots=True)
class Deleted(Event):
    message_id: int
    by_bot: bool


@dataclass(frozen=True, slots=True)
class Pinned(Event):
    message_id: int
    by_bot: bool
    silent: bool


@dataclass(frozen=True, slots=True)
class Unpinned(Event):
    message_id: int
    by_bot: bool


@dataclass(frozen=True, slots=True)
class Pressed(Event):
    press_id: str
    message_id: int
    user_id: int
    user: str
    data: str
    button: Button | None
    """The button pressed; nothing for a forged press."""


@dataclass(frozen=True, slots=True)
class Answered(Event):
    press_id: str
    user_id: int
    text: str
    alert: bool
    url: str | None


@dataclass(frozen=True, slots=True)
class Reacted(Event):
    message_id: int
    emoji: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MembershipChanged(Event):
    user_id: int
    user: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Migrated(Event):
    new_chat_id: int


@dataclass(frozen=True, slots=True)
class CallRefused(Event):
    """A call of the bot that failed; `chat_id` is 0 where the call named no chat that is known."""

    method: str
    status: int
    description: str


@dataclass(frozen=True, slots=True)
class EphemeralPosted(Event):
    """The bot shows something in a group to one person alone."""

    ephemeral_id: int
    receiver_id: int
    receiver: str
    press_id: str | None
    shown: Shown


@dataclass(frozen=True, slots=True)
class EphemeralEdited(Event):
    ephemeral_id: int
    receiver_id: int
    shown: Shown


@dataclass(frozen=True, slots=True)
class EphemeralDeleted(Event):
    ephemeral_id: int
    receiver_id: int


def author(message: Message) -> str:
    """Who a message is from, as people read it."""
    as_chat = message.sender_chat is not None and message.sender_chat is not message.chat
    if message.sender_chat is not None and (as_chat or message.chat.kind == "channel"):
        return message.sender_chat.title or ""
    return message.sender.first_name


def shown(message: Message) -> Shown:
    media = message.media
    return Shown(
        text=message.body.text,
        entities=message.body.entities,
        keyboard=message.keyboard,
        media=media.kind if media else None,
        file_id=media.file_id if media else None,
    )


__all__ = [
    "Answered",
    "Button",
    "CallRefused",
    "Deleted",
    "Edited",
    "Entity",
    "EphemeralDeleted",
    "EphemeralEdited",
    "EphemeralPosted",
    "Event",
    "MembershipChanged",
    "Migrated",
    "Pinned",
    "Posted",
    "Pressed",
    "Reacted",
    "Shown",
    "Unpinned",
    "author",
    "shown",
]
