"""The pretended Telegram's state, and the few ways it changes.

Every change goes through here: it tells the observers and queues the updates the bot is entitled to. Whether
the bot may ask for a change is decided by `methods`; what people do is played by `people` and `places`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from bot.rehearsal.emulator import events, objects
from bot.rehearsal.emulator.changes import Changes
from bot.rehearsal.emulator.faults import Faults
from bot.rehearsal.emulator.flood import FloodLimits
from bot.rehearsal.emulator.keyboards import Markup
from bot.rehearsal.emulator.model import (
    ANONYMOUS_ADMINISTRATOR_ID,
    CHANNEL_BOT_ID,
    SERVICE_ACCOUNT_ID,
    Button,
    Chat,
    ChatKind,
    FileKind,
    Keyboard,
    Member,
    Message,
    Origin,
    PressAnswer,
    StoredFile,
    User,
)
from bot.rehearsal.emulator.text import NO_TEXT, FormattedText
from bot.rehearsal.emulator.updates import PRESS_LIFE, Lane, Update, UpdateQueue
from bot.rehearsal.emulator.visibility import bot_sees
from bot.rehearsal.emulator.webhook import Deliveries

_FIRST_USER_ID = 7_000_000_001
_FIRST_GROUP_ID = -4_000_000_001
_FIRST_SUPERGROUP_ID = -1_002_000_000_001


@dataclass(slots=True, eq=False)
class OpenPress:
    """A press as Telegram keeps it; `on_answer` is told the bot's answer."""

    id: str
    user: User
    chat: Chat
    message_id: int
    pressed_at: datetime
    on_answer: Callable[[PressAnswer], None]
    answered: bool = False


@dataclass(slots=True)
class Draft:
    """What somebody is about to post to a chat."""

    sender: User
    body: FormattedText = NO_TEXT
    media: StoredFile | None = None
    markup: Markup = field(default_factory=Markup)
    reply_to: Message | None = None
    thread_id: int | None = None
    sender_chat: Chat | None = None
    signature: str | None = None
    service: dict[str, Any] | None = None
    silent: bool = False
    protected: bool = False
    origin: Origin | None = None
    automatic: bool = False
    album: str | None = None


class World:
    """Users, chats, files, presses, the bot's own settings and its queue of updates."""

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        token: str,
        name: str,
        username: str,
        privacy_mode: bool,
        flood_limits: bool,
        loopback_webhooks: bool,
        ephemeral_messages: bool,
    ) -> None:
        self.now = now
        self.token = token
        self.privacy_mode = privacy_mode
        self.loopback_webhooks = loopback_webhooks
        self.ephemeral_messages = ephemeral_messages
        self.changes = Changes()
        self.faults = Faults()
        self.updates = UpdateQueue(now, self.changes, self.faults)
        self.deliveries = Deliveries(now, self.changes, self.updates, self.faults)
        self.flood = FloodLimits(flood_limits)
        self.bot = User(int(token.partition(":")[0]), name, username, is_bot=True)
        self.anonymous = User(ANONYMOUS_ADMINISTRATOR_ID, "Group", "GroupAnonymousBot", is_bot=True)
        self.channel_bot = User(CHANNEL_BOT_ID, "Channel", "Channel_Bot", is_bot=True)
        self.service_account = User(SERVICE_ACCOUNT_ID, "Telegram")
        known = (self.bot, self.anonymous, self.channel_bot, self.service_account)
        self.users: dict[int, User] = {user.id: user for user in known}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.paths: dict[str, StoredFile] = {}
        self.presses: dict[str, OpenPress] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        """The bot's menus by scope (as canonical JSON) and language."""
        self.profile: dict[tuple[str, str], str] = {}
        """The bot's name and descriptions by field and language."""
        self.observers: list[Callable[[events.Event], None]] = []
        self._user_ids = count(_FIRST_USER_ID)
        self._group_ids = count(_FIRST_GROUP_ID, -1)
        self._supergroup_ids = count(_FIRST_SUPERGROUP_ID, -1)
        self._press_ids = count(4_000_000_000_000_001)
        self._file_ids = count(1)
        self._album_ids = count(13_000_000_000_000_001)

    def next_album(self) -> str:
        return str(next(self._album_ids))

    def tell(self, event: events.Event) -> None:
        for observer in self.observers:
            observer(event)
        self.changes.happened()

    # People and chats

    def add_user(self, first_name: str, username: str | None, language_code: str | None, is_bot: bool) -> User:
        """A new person, and the private chat with the bot that they have not opened yet."""
        user = User(next(self._user_ids), first_name, username, language_code, is_bot)
        self.users[user.id] = user
        self.chats[user.id] = Chat(user.id, "private", peer=user)
        return user

    def add_group(self, title: str, kind: ChatKind, is_forum: bool = False) -> Chat:
        chat_id = next(self._group_ids if kind == "group" else self._supergroup_ids)
        chat = self.chats[chat_id] = Chat(chat_id, kind, title, is_forum=is_forum)
        return chat

    def shares_group_with_bot(self, user: User) -> bool:
        return any(
            not chat.is_private and chat.member(user).present and chat.member(self.bot).present
            for chat in self.chats.values()
        )

    def change_member(self, chat: Chat, new: Member, by: User) -> list[Update]:
        """Give somebody a new standing in a chat; the bot hears of itself, and as administrator of others."""
        old = chat.member(new.user)
        chat.members[new.user.id] = new
        self.tell(
            events.MembershipChanged(self.now(), chat.id, new.user.id, new.user.first_name, old.status, new.status)
        )
        about_bot = new.user is self.bot
        if not about_bot and not chat.member(self.bot).administers:
            return []
        payload = objects.membership_json(chat, by, self.now(), old, new)
        if about_bot:
            return self.offer("my_chat_member", payload, ("own place", chat.id))
        return self.offer("chat_member", payload, ("membership", new.user.id))

    def let_restrictions_end(self, chat: Chat) -> None:
        """Restrictions and bans whose time is over are gone; no update tells of it."""
        for member in list(chat.members.values()):
            if member.until is not None and member.until <= self.now():
                there = member.status == "restricted" and member.inside
                chat.members[member.user.id] = Member(member.user, "member" if there else "left")

    def change_block(self, user: User, blocked: bool) -> list[Update]:
        """A person blocks or unblocks the bot in their private chat."""
        chat = self.chats[user.id]
        before = Member(self.bot, "kicked" if user.blocked else "member")
        user.blocked = blocked
        after = Member(self.bot, "kicked" if blocked else "member")
        self.tell(
            events.MembershipChanged(self.now(), chat.id, self.bot.id, self.bot.first_name, before.status, after.status)
        )
        payload = objects.membership_json(chat, user, self.now(), before, after)
        return self.offer("my_chat_member", payload, ("own place", chat.id))

    # Messages

    def post(self, chat: Chat, draft: Draft) -> Message:
        """Put a message into a chat and tell the observers; the bot is told by `offer_message`."""
        chat.last_message_id += 1
        message = Message(
            chat,
            chat.last_message_id,
            self.now(),
            draft.sender,
            body=draft.body,
            media=draft.media,
            sender_chat=draft.sender_chat,
            signature=draft.signature,
            reply_to=draft.reply_to,
            keyboard=draft.markup.keyboard,
            reply_keyboard=draft.markup.reply_keyboard,
            thread_id=draft.thread_id,
            service=draft.service,
            silent=draft.silent,
            protected=draft.protected,
            origin=draft.origin,
            automatic=draft.automatic,
            album=draft.album,
            reply_thread=_reply_thread(chat, draft.reply_to),
        )
        chat.messages[message.id] = message
        self.tell(
            events.Posted(
                self.now(),
                chat.id,
                message.id,
                author_id=message.sender.id,
                author=events.author(message),
                by_bot=message.sender is self.bot,
                shown=events.shown(message),
                reply_to=message.reply_to.id if message.reply_to else None,
                thread_id=message.thread_id,
                silent=message.silent,
                service=next(iter(message.service)) if message.service else None,
            )
        )
        return message

    def revise(self, message: Message, body: FormattedText, keyboard: Keyboard) -> None:
        message.body, message.keyboard, message.edited_at = body, keyboard, self.now()
        self.tell(
            events.Edited(
                self.now(),
                message.chat.id,
                message.id,
                by_bot=message.sender is self.bot,
                shown=events.shown(message),
            )
        )

    def remove(self, message: Message, by: User) -> None:
        message.deleted = True
        if message in message.chat.pinned:
            message.chat.pinned.remove(message)
        self.tell(events.Deleted(self.now(), message.chat.id, message.id, by_bot=by is self.bot))

    def pin(self, message: Message, by: User, silent: bool) -> list[Update]:
        """Pin a message; the service message about it reaches the bot even where the bot pinned."""
        chat = message.chat
        if message in chat.pinned:
            return []
        chat.pinned.append(message)
        self.tell(events.Pinned(self.now(), chat.id, message.id, by_bot=by is self.bot, silent=silent))
        return self.post_service(chat, by, {"pinned_message": objects.message_json(message, nested=True)})[1]

    def unpin(self, message: Message, by: User) -> None:
        message.chat.pinned.remove(message)
        self.tell(events.Unpinned(self.now(), message.chat.id, message.id, by_bot=by is self.bot))

    def post_service(
        self, chat: Chat, by: User, service: dict[str, Any], thread_id: int | None = None
    ) -> tuple[Message, list[Update]]:
        message = self.post(chat, Draft(by, service=service, thread_id=thread_id, silent=True))
        return message, self.offer_message(message)

    def offer_message(self, message: Message, *, edited: bool = False) -> list[Update]:
        """Queue a message for the bot where it is entitled to see it."""
        if not bot_sees(message, self.bot, privacy_mode=self.privacy_mode):
            return []
        kind = "channel_post" if message.chat.kind == "channel" else "message"
        payload = objects.message_json(message)
        return self.offer(f"edited_{kind}" if edited else kind, payload, ("messages", message.chat.id))

    def offer(self, kind: str, payload: dict[str, Any], lane: Lane) -> list[Update]:
        update = self.updates.offer(kind, payload, lane)
        return [] if update is None else [update]

    # Files

    def store(self, kind: FileKind, content: bytes, **facts: Any) -> StoredFile:
        """Keep a file under new ids; `facts` are further fields of StoredFile."""
        number = next(self._file_ids)
        folder, suffix = {"photo": ("photos", "jpg"), "voice": ("voice", "oga")}.get(kind, ("documents", "bin"))
        facts.setdefault("thumbnail_id", f"AgAD-{number:08}-thumb" if kind == "photo" else None)
        path = f"{folder}/file_{number}.{suffix}"
        stored = StoredFile(f"AgAD-{number:08}", f"AQAD{number:08}", path, content, kind, **facts)
        self.files[stored.file_id] = self.paths[stored.path] = stored
        if stored.thumbnail_id is not None:
            self.files[stored.thumbnail_id] = stored
        return stored

    # Presses

    def press(
        self,
        user: User,
        chat: Chat,
        message: Message | int,
        data: str,
        button: Button | None,
        on_answer: Callable[[PressAnswer], None],
    ) -> tuple[OpenPress, list[Update]]:
        """A person presses; of a message that is gone (given by its id) the bot sees no more than the id."""
        message_id = message if isinstance(message, int) else message.id
        press = OpenPress(str(next(self._press_ids)), user, chat, message_id, self.now(), on_answer)
        self.presses[press.id] = press
        self.tell(events.Pressed(self.now(), chat.id, press.id, message_id, user.id, user.first_name, data, button))
        payload = {
            "id": press.id,
            "from": objects.user_json(user),
            "message": (
                objects.inaccessible_json(chat, message) if isinstance(message, int) else objects.message_json(message)
            ),
            "chat_instance": str(-chat.id * 7919),
            "data": data,
        }
        return press, self.offer("callback_query", payload, ("presses", user.id))

    def answer(self, press_id: str, answer: PressAnswer) -> bool:
        """Show the bot's answer to whoever pressed; False where the press is unknown, answered or too old."""
        press = self.presses.get(press_id)
        if press is None or press.answered or self.now() - press.pressed_at >= PRESS_LIFE:
            return False
        press.answered = True
        press.on_answer(answer)
        self.tell(
            events.Answered(self.now(), press.chat.id, press_id, press.user.id, answer.text, answer.alert, answer.url)
        )
        return True


def _reply_thread(chat: Chat, reply_to: Message | None) -> int | None:
    """Replies in a supergroup carry the id of the first message of their thread, though it is no topic."""
    if chat.kind != "supergroup" or chat.is_forum or reply_to is None:
        return None
    return reply_to.reply_thread or reply_to.id
