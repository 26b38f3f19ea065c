"""The nouns of the pretended Telegram: people, chats, messages, files, presses.

Data only; `world` changes it and `objects` writes it as Bot API JSON.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.rehearsal.emulator.text import NO_TEXT, FormattedText

ChatKind = Literal["private", "group", "supergroup"]
FileKind = Literal["photo", "voice", "document"]
Status = Literal["creator", "administrator", "member", "left", "kicked"]

ANONYMOUS_ADMINISTRATOR_ID = 1087968824
SERVICE_THREAD_ID = 1

ADMINISTRATOR_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
)
"""Every right of a group administrator, as Bot API 10.3 names them."""

USUAL_RIGHTS = frozenset({"can_manage_chat", "can_delete_messages", "can_invite_users", "can_pin_messages"})
"""What people usually tick when they make a bot administrator."""


@dataclass(slots=True, eq=False)
class User:
    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    deactivated: bool = False
    started: bool = False
    """Whether the person has ever opened the private chat with the bot."""
    blocked: bool = False
    """Whether the person has blocked the bot."""


@dataclass(frozen=True, slots=True)
class Member:
    user: User
    status: Status
    rights: frozenset[str] = frozenset()
    anonymous: bool = False
    title: str | None = None

    @property
    def present(self) -> bool:
        return self.status in ("creator", "administrator", "member")

    @property
    def administers(self) -> bool:
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button; `extra` holds the fields that neither press nor open anything here (style, icon)."""

    text: str
    callback_data: str | None = None
    url: str | None = None
    extra: tuple[tuple[str, Any], ...] = ()


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    unique_id: str
    path: str
    content: bytes
    kind: FileKind
    width: int = 0
    height: int = 0
    seconds: int = 0
    name: str | None = None
    mime_type: str | None = None
    thumbnail_id: str | None = None
    """For a photo: the file id of its smaller size, which has the same content here."""


@dataclass(slots=True)
class Topic:
    thread_id: int
    name: str
    closed: bool = False


@dataclass(slots=True, eq=False)
class Message:
    chat: "Chat"
    id: int
    sent_at: datetime
    sender: User
    body: FormattedText = NO_TEXT
    """The text, or the caption where `media` is set."""
    media: StoredFile | None = None
    sender_chat: "Chat | None" = None
    signature: str | None = None
    reply_to: "Message | None" = None
    keyboard: Keyboard = ()
    reply_keyboard: dict[str, Any] | None = None
    """A reply keyboard, its removal or a forced reply: shown to people, never told back to the bot."""
    thread_id: int | None = None
    service: dict[str, Any] | None = None
    """For a service message, its one Bot API field and value."""
    edited_at: datetime | None = None
    deleted: bool = False
    silent: bool = False
    protected: bool = False
    reactions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.body.text

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All inline buttons, row by row."""
        return tuple(button for row in self.keyboard for button in row)


@dataclass(slots=True, eq=False)
class Chat:
    id: int
    kind: ChatKind
    title: str | None = None
    peer: User | None = None
    """The person of a private chat."""
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[Message] = field(default_factory=list)
    """Pinned messages, the newest last."""
    topics: dict[int, Topic] = field(default_factory=dict)
    is_forum: bool = False
    members_may_send: bool = True
    deleted: bool = False
    migrated_to: "Chat | None" = None
    last_message_id: int = 0

    @property
    def is_private(self) -> bool:
        return self.kind == "private"

    def member(self, user: User) -> Member:
        return self.members.get(user.id) or Member(user, "left")

    def message(self, message_id: int) -> Message | None:
        """The message of that id, unless it is deleted or never was."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message


@dataclass(frozen=True, slots=True)
class PressAnswer:
    """What the bot answered to a press: a toast, an alert, an address to open, or nothing visible."""

    text: str
    alert: bool
    url: str | None
