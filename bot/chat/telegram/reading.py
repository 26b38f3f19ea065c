"""What an update says, in the house's terms: who, where, which words and files. Pure: nothing is looked up.

What it means is left to `incoming`.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

import structlog
from telegram import Bot, Chat, Message, Update, User

from bot.chat.telegram import shapes
from bot.clerk.submission import Sender, Where
from bot.deliberation import house
from bot.deliberation.acts import Attachment

Kind = Literal["private", "group", "supergroup", "channel"]

_ALBUMS = 1000
_LONG = 3900
"""UTF-16 units: a message holds 4096, and clients cut at a space or the end of a line before that."""
_AT_ONCE = timedelta(seconds=3)
ANONYMOUS_ADMINISTRATOR = 1087968824
"""Who anonymous administrators post as; their presses carry their own account all the same."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Press:
    """A button somebody has pressed; `where` names the message it is under, `data` is what it carries."""

    update_id: int
    id: str
    sender: Sender
    where: Where
    data: str


Arrived = Update | Press
"""One update. A press is read straight from Telegram's JSON: the library would build the card it is under, with every
button of it, which costs more than all the rest of a ballot."""


def read(raw: Mapping[str, Any], bot: Bot) -> Arrived:
    """An update as Telegram sent it, with a number. One that cannot be read says nothing, and is logged by that."""
    try:
        sound = shapes.Update.model_validate(raw)
        return _press(sound.update_id, sound.callback_query) if sound.callback_query else Update.de_json(dict(raw), bot)
    except Exception:
        _log.exception("update passed over", update_id=raw["update_id"])
        return Update(raw["update_id"])


def _press(update_id: int, press: shapes.CallbackQuery) -> Arrived:
    """Nothing where a bot presses, or under a message sent in the name of a person."""
    presser, message = press.sender, press.message
    if presser.is_bot or message is None:
        return Update(update_id)
    name = " ".join(filter(None, (presser.first_name, presser.last_name)))
    sender = Sender(presser.id, name, presser.username or "", presser.language_code or "")
    thread_id = message.message_thread_id or 0 if message.is_topic_message else 0
    where = Where(message.chat.id, thread_id, message.chat.type, message.chat.title or "", message.message_id)
    return Press(update_id, press.id, sender, where, press.data or "")


def whose(arrived: Arrived) -> int:
    """Whose order is kept: the person's, else the chat's."""
    if isinstance(arrived, Press):
        return arrived.sender.user_id
    if arrived.effective_user is not None:
        return arrived.effective_user.id
    return arrived.effective_chat.id if arrived.effective_chat is not None else 0


def sender_of(user: User) -> Sender:
    return Sender(user.id, user.full_name, user.username or "", user.language_code or "")


def where_of(chat: Chat, message_id: int = 0, thread_id: int = 0) -> Where:
    return Where(chat.id, thread_id, cast(Kind, str(chat.type)), chat.title or "", message_id)


def known_place(chat: house.Chat) -> Where:
    """A group the house knows, as an act done in it would name it."""
    return Where(chat.platform_id, chat.thread_id, cast(Kind, chat.kind), chat.title)


def place_of(message: Message) -> Where:
    """The chat of a message, and its topic: a thread id counts only where the message says it is of a topic."""
    thread_id = message.message_thread_id if message.is_topic_message else None
    return where_of(message.chat, message.message_id, thread_id or 0)


def words_in(message: Message) -> str:
    return message.text or message.caption or ""


def attachments_of(message: Message) -> tuple[Attachment, ...]:
    """The files of a message by reference; of a photo's sizes the largest."""
    if message.photo:
        return (Attachment("photo", message.photo[-1].file_id),)
    if message.voice:
        return (Attachment("voice", message.voice.file_id),)
    if message.document:
        return (Attachment("document", message.document.file_id),)
    return ()


def is_anonymous(message: Message) -> bool:
    """Whether an administrator speaks in the name of the group, so that nobody can tell who it is."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


def from_nobody(message: Message) -> bool:
    """Posted by a bot or in the name of another channel: not somebody the house speaks with."""
    return message.from_user is None or message.from_user.is_bot or message.sender_chat is not None


def who_came_or_went(message: Message) -> list[tuple[User, str]]:
    """People a service message says have joined or left, which any bot is told even without rights."""
    came = [(user, "member") for user in message.new_chat_members if not user.is_bot]
    gone = message.left_chat_member
    return came if gone is None or gone.is_bot else [*came, (gone, "left")]


def is_long(message: Message) -> bool:
    """Whether a client may have cut this off, and the rest comes as messages of its own."""
    return len(words_in(message).encode("utf-16-le")) // 2 >= _LONG


class Pieces:
    """A text too long for one message arrives as several; the first stands for all, however often one is brought."""

    def __init__(self) -> None:
        self._cut: dict[tuple[int, int], tuple[int, datetime]] = {}

    def is_rest(self, message: Message) -> bool:
        """Whether this goes on with a long text of the same person a moment ago."""
        key = (message.chat.id, message.from_user.id if message.from_user is not None else 0)
        first, latest = self._cut.get(key, (message.message_id, message.date))
        rest = first != message.message_id and message.date - latest <= _AT_ONCE
        if is_long(message):
            self._cut = {who: cut for who, cut in self._cut.items() if message.date - cut[1] <= _AT_ONCE}
            self._cut[key] = (first if rest else message.message_id, message.date)
        return rest


class Albums:
    """Pictures sent together arrive one by one; the first stands for all, however often it is brought."""

    def __init__(self) -> None:
        self._first: OrderedDict[str, int] = OrderedDict()

    def is_further(self, message: Message) -> bool:
        """Whether another message of the same album has been here."""
        if message.media_group_id is None:
            return False
        first = self._first.setdefault(message.media_group_id, message.message_id)
        if len(self._first) > _ALBUMS:
            self._first.popitem(last=False)
        return first != message.message_id


def album_of(message: Message) -> int | None:
    """A number below zero that stands for all messages of an album, whichever program takes the first of them."""
    if message.media_group_id is None:
        return None
    return -1 - int.from_bytes(hashlib.sha256(message.media_group_id.encode()).digest()[:7], "big")
