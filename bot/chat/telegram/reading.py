"""What an update says, in the house's terms: who, where, which words and files. Pure: nothing is looked up.

What it means is left to `incoming`.
"""

from collections import deque
from datetime import datetime, timedelta
from typing import Literal, cast

from telegram import Chat, Message, User

from bot.clerk.submission import Sender, Where
from bot.deliberation import house
from bot.deliberation.acts import Attachment

Kind = Literal["private", "group", "supergroup", "channel"]

_LONG = 3900
"""UTF-16 units: a message holds 4096, and clients cut at a space or the end of a line before that."""
_AT_ONCE = timedelta(seconds=3)
ANONYMOUS_ADMINISTRATOR = 1087968824
"""Who anonymous administrators post as; their presses carry their own account all the same."""


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
    """A text too long for one message arrives as several; the first stands for all."""

    def __init__(self) -> None:
        self._cut: dict[tuple[int, int], datetime] = {}

    def is_rest(self, message: Message) -> bool:
        """Whether this goes on with a long text of the same person a moment ago."""
        key = (message.chat.id, message.from_user.id if message.from_user is not None else 0)
        began = self._cut.pop(key, None)
        rest = began is not None and message.date - began <= _AT_ONCE
        if is_long(message):
            self._cut = {who: at for who, at in self._cut.items() if message.date - at <= _AT_ONCE}
            self._cut[key] = message.date
        return rest


class Albums:
    """Pictures sent together arrive one by one; the first stands for all."""

    def __init__(self) -> None:
        self._seen: deque[str] = deque(maxlen=1000)

    def is_further(self, message: Message) -> bool:
        """Whether an earlier message of the same album has been here."""
        album = message.media_group_id
        if album is None:
            return False
        if album in self._seen:
            return True
        self._seen.append(album)
        return False
