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
from bot.rehearsal.emulator.flood import FloodLimits
from bot.rehearsal.emulator.keyboards import Markup
from bot.rehearsal.emulator.model import (
    ANONYMOUS_ADMINISTRATOR_ID,
    Button,
    Chat,
    ChatKind,
    FileKind,
    Keyboard,
    Member,
    Message,
    PressAnswer,
    StoredFile,
    User,
)
from bot.rehearsal.emulator.text import NO_TEXT, FormattedText, stretch
from bot.rehearsal.emulator.updates import PRESS_LIFE, Update, UpdateQueue

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
    ) -> None:
        self.now = now
        self.token = token
        self.privacy_mode = privacy_mode
        self.changes = Changes()
        self.updates = UpdateQueue(now, self.changes)
        self.flood = FloodLimits(flood_limits)
        self.bot = User(int(token.partition(":")[0]), name, username, is_bot=True)
        self.anonymous = User(ANONYMOUS_ADMINISTRATOR_ID, "Group", "GroupAnonymousBot", is_bot=True)
        self.users: dict[int, User] = {self.bot.id: self.bot, self.anonymous.id: self.anonymous}
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
        return self._offer("my_chat_member" if about_bot else "chat_member", payload)

    def change_block(self, user: User, blocked: bool) -> list[Update]:
        """A person blocks or unblocks the bot in their private chat."""
        chat = self.chats[user.id]
        before = Member(self.bot, "kicked" if user.blocked else "member")
        user.blocked = blocked
        after = Member(self.bot, "kicked" if blocked else "member")
        self.tell(
            events.MembershipChanged(self.now(), chat.id, self.bot.id, self.bot.first_name, before.status, after.status)
        )
        return self._offer("my_chat_member", objects.membership_json(chat, user, self.now(), before, after))

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
        )
        chat.messages[message.id] = message
        self.tell(
            events.Posted(
                self.now(),
                chat.id,
                message.id,
                author_id=message.sender.id,
                author=message.sender.first_name,
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

    def offer_message(self, message: Message, kind: str = "message") -> list[Update]:
        """Queue a message for the bot where privacy mode lets the bot see it."""
        if not self._bot_sees(message):
            return []
        return self._offer(kind, objects.message_json(message))

    def _bot_sees(self, message: Message) -> bool:
        chat = message.chat
        if chat.is_private:
            return True
        bot = chat.member(self.bot)
        if not bot.present:
            return False
        if message.service is not None or not self.privacy_mode or bot.administers:
            return True
        if message.reply_to is not None and message.reply_to.sender is self.bot:
            return True
        return self._is_command_for_bot(message.body)

    def _is_command_for_bot(self, body: FormattedText) -> bool:
        for entity in body.entities:
            if entity.kind == "bot_command" and entity.offset == 0:
                _, _, addressee = stretch(body.text, entity).partition("@")
                return not addressee or addressee.lower() == (self.bot.username or "").lower()
        return False

    def _offer(self, kind: str, payload: dict[str, Any]) -> list[Update]:
        update = self.updates.offer(kind, payload)
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
        message_id: int,
        data: str,
        button: Button | None,
        on_answer: Callable[[PressAnswer], None],
    ) -> tuple[OpenPress, list[Update]]:
        """A person presses; the message may be gone, and then the bot sees no more than its id."""
        press = OpenPress(str(next(self._press_ids)), user, chat, message_id, self.now(), on_answer)
        self.presses[press.id] = press
        message = chat.message(message_id)
        self.tell(events.Pressed(self.now(), chat.id, press.id, message_id, user.id, user.first_name, data, button))
        shown = objects.message_json(message) if message else objects.inaccessible_json(chat, message_id)
        payload = {
            "id": press.id,
            "from": objects.user_json(user),
            "message": shown,
            "chat_instance": str(-chat.id * 7919),
            "data": data,
        }
        return press, self._offer("callback_query", payload)

    def answer(self, press_id: str, answer: PressAnswer) -> bool:
        """Show the bot's answer to whoever pressed; False where the press is unknown, answered or too old."""
        press = self.presses.get(press_id)
        if press is None or self.now() - press.pressed_at >= PRESS_LIFE:
            return False
        del self.presses[press_id]
        press.on_answer(answer)
        self.tell(
            events.Answered(self.now(), press.chat.id, press_id, press.user.id, answer.text, answer.alert, answer.url)
        )
        return True
