"""The nouns of the pretended Telegram: people, chats, messages, files, presses.

Data only; `world` changes it and `objects` writes it as Bot API JSON.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.rehearsal.emulator.text import NO_TEXT, FormattedText

ChatKind = Literal["private", "group", "supergroup", "channel"]
FileKind = Literal["photo", "voice", "document"]
Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]

ANONYMOUS_ADMINISTRATOR_ID = 1087968824
CHANNEL_BOT_ID = 136817688
"""Whom the Bot API names as sender of what is posted in the name of a channel."""
SERVICE_ACCOUNT_ID = 777000
"""Whom it names as sender of a channel's post that Telegram put into the discussion group."""
GENERAL_THREAD_ID = 1

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

CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
"""What administrators of a channel may be given besides."""

SENDING: dict[FileKind | None, tuple[str, str]] = {
    None: ("can_send_messages", "text messages"),
    "photo": ("can_send_photos", "photos"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "document": ("can_send_documents", "documents"),
}
"""By kind of message: the permission it takes, and how refusals name it."""

PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
"""Every permission of a plain member, as Bot API 10.3 names them."""

USUAL_PERMISSIONS = frozenset(PERMISSIONS[:11])
"""What members of a new group may do here: write, and no more."""

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
    permissions: frozenset[str] = frozenset()
    """For a restricted member, what is left to them."""
    inside: bool = True
    """For a restricted member, whether they are in the chat."""
    until: datetime | None = None
    """When a restriction or ban ends by itself; None for never."""

    @property
    def present(self) -> bool:
        return self.status in ("creator", "administrator", "member") or (self.status == "restricted" and self.inside)

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


@dataclass(slots=True, eq=False)
class Topic:
    """A topic of a forum; the one with thread id 1 is General, which messages never name."""

    thread_id: int
    name: str
    closed: bool = False
    hidden: bool = False
    """Only General can be hidden."""
    founder: User | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a forwarded message came from: a person, or a chat in whose name it was posted."""

    sent_at: datetime
    user: User | None = None
    chat: "Chat | None" = None
    message_id: int = 0
    signature: str | None = None


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
    origin: Origin | None = None
    """Set for a forwarded message."""
    automatic: bool = False
    """Whether Telegram itself forwarded it, from a channel to its discussion group."""
    album: str | None = None
    reply_thread: int | None = None
    """In a supergroup without topics, the first message of the replies this one belongs to."""
    receiver: User | None = None
    """For an ephemeral message, the one person who sees it; `id` is then its ephemeral id."""

    @property
    def text(self) -> str:
        return self.body.text

    @property
    def whence(self) -> Origin:
        """What a forward of this message says of where it came from: where it first was."""
        if self.origin is not None:
            return self.origin
        if self.sender_chat is None:
            return Origin(self.sent_at, user=self.sender)
        return Origin(self.sent_at, chat=self.sender_chat, message_id=self.id, signature=self.signature)

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
    general: Topic = field(default_factory=lambda: Topic(GENERAL_THREAD_ID, "General"))
    is_forum: bool = False
    permissions: frozenset[str] = USUAL_PERMISSIONS
    """What members may do who are no administrators."""
    linked: "Chat | None" = None
    """A channel's discussion group; a discussion group's channel."""
    ephemeral: dict[tuple[int, int], Message] = field(default_factory=dict)
    """Ephemeral messages by receiver and ephemeral id."""
    deleted: bool = False
    migrated_to: "Chat | None" = None
    last_message_id: int = 0

    @property
    def is_private(self) -> bool:
        return self.kind == "private"

    def member(self, user: User) -> Member:
        return self.members.get(user.id) or Member(user, "left")

    def permits(self, user: User, permission: str) -> bool:
        """Whether somebody present may do this without being its administrator, or is one."""
        member = self.member(user)
        if member.administers or self.is_private:
            return True
        return permission in self.permissions and (member.status != "restricted" or permission in member.permissions)

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
