"""The shape of what Telegram sends, as far as the house reads it: kinds of values, and how large numbers may be.

The library takes whatever stands in a field; what has another shape than the Bot API documents is not read at all, so
that nothing behind the door meets a number no column can hold, or text no database can. What a field means is left to
`reading`.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _storable(text: str) -> str:
    """Raises ValueError for what some database takes no text to be: a NUL character, half of a pair of characters."""
    if b"\x00" in text.encode():
        raise ValueError("a NUL character")
    return text


Number = Annotated[int, Field(ge=0, lt=2**63)]
"""Of an update."""
Id = Annotated[int, Field(gt=-(2**52), lt=2**52)]
"""Of a person or chat: at most 52 significant bits, says the Bot API."""
Serial = Annotated[int, Field(ge=0, lt=2**31)]
"""Of a message or topic in its chat."""
Words = Annotated[str, AfterValidator(_storable)]


class Shape(BaseModel):
    """Fields the house does not read may be anything."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class User(Shape):
    id: Id
    is_bot: bool
    first_name: Words
    last_name: Words | None = None
    username: Words | None = None
    language_code: Words | None = None


class Chat(Shape):
    id: Id
    type: Literal["private", "group", "supergroup", "channel"]
    title: Words | None = None


class File(Shape):
    file_id: Words


class Pressed(Shape):
    """The message under a button; of one that is out of reach little is known."""

    message_id: Serial
    chat: Chat
    is_topic_message: bool | None = None
    message_thread_id: Serial | None = None


class CallbackQuery(Shape):
    id: Words
    sender: User = Field(alias="from")
    message: Pressed | None = None
    data: Words | None = None


class Message(Pressed):
    date: Annotated[int, Field(ge=0, lt=2**32)]
    sender: User | None = Field(None, alias="from")
    sender_chat: Chat | None = None
    text: Words | None = None
    caption: Words | None = None
    media_group_id: Words | None = None
    photo: list[File] | None = None
    voice: File | None = None
    document: File | None = None
    new_chat_members: list[User] | None = None
    left_chat_member: User | None = None
    migrate_to_chat_id: Id | None = None
    migrate_from_chat_id: Id | None = None
    reply_to_message: "Message | None" = None


class Place(Shape):
    """Somebody's place in a chat."""

    status: Words
    user: User
    is_member: bool | None = None
    can_pin_messages: bool | None = None
    can_delete_messages: bool | None = None


class PlaceChange(Shape):
    chat: Chat
    sender: User = Field(alias="from")
    new_chat_member: Place


class Update(Shape):
    update_id: Number
    message: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: PlaceChange | None = None
    chat_member: PlaceChange | None = None


def number_of(raw: Any) -> int | None:
    """The number of an update, None for what is no update at all."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    # a truth value is an int as well
    return number if type(number) is int and 0 <= number < 2**63 else None
