"""What one person does in the browser: speak, press, send a picture, open a link, block the bot.

Asked for in JSON, and done as the person by the emulator, which allows what a Telegram client would. What follows is
seen by everybody through `visitors`.
"""

import base64
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.rehearsal import picture
from bot.rehearsal.emulator import Chat, Message, NotPossible, User
from bot.rehearsal.page.house import House
from bot.rehearsal.page.sight import sees

PHOTO_BYTES = 6 * 1024 * 1024
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class _Doing(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    me: int


class Say(_Doing):
    does: Literal["say"]
    chat: int
    text: Annotated[str, Field(min_length=1, max_length=4096)]
    reply: int | None = None


class Photo(_Doing):
    """`picture`: a PNG or JPEG in base64; without one a plain sample is sent."""

    does: Literal["photo"]
    chat: int
    picture: Annotated[str, Field(max_length=PHOTO_BYTES * 4 // 3 + 4)] = ""
    caption: Annotated[str, Field(max_length=1024)] = ""
    reply: int | None = None


class Press(_Doing):
    does: Literal["press"]
    chat: int
    message: int
    data: Annotated[str, Field(min_length=1, max_length=64)]


class Follow(_Doing):
    """Open a deep link of the bot: one on a button, in a text or in the answer to a press."""

    does: Literal["follow"]
    url: Annotated[str, Field(max_length=512)]


class Start(_Doing):
    does: Literal["start"]


class Block(_Doing):
    does: Literal["block"]
    blocked: bool


Doing = Annotated[Say | Photo | Press | Follow | Start | Block, Field(discriminator="does")]
DOING: TypeAdapter[Doing] = TypeAdapter(Doing)


async def do(house: House, doing: Doing) -> None:
    """Do it, and return when the bot has dealt with it; NotPossible for what no client would let them do."""
    user = _user(house, doing.me)
    people = house.emulator.people
    async with house.tempo.act():
        match doing:
            case Say():
                chat = _chat(house, user, doing.chat)
                people.say(user, chat, doing.text, reply_to=_replied(chat, doing.reply))
            case Photo():
                chat = _chat(house, user, doing.chat)
                content = _picture(doing.picture)
                people.send_photo(user, chat, content, doing.caption, reply_to=_replied(chat, doing.reply))
            case Press():
                chat = _chat(house, user, doing.chat)
                if doing.message < 0:
                    people.press_ephemeral(user, chat, -doing.message, doing.data)
                else:
                    people.press(user, chat, doing.message, doing.data)
            case Follow():
                people.follow(user, doing.url)
            case Start():
                people.start(user)
            case Block():
                (people.block if doing.blocked else people.unblock)(user)


def _user(house: House, user_id: int) -> User:
    found = next((user for user in house.cast.people.values() if user.id == user_id and not user.is_bot), None)
    if found is None:
        raise NotPossible("nobody of this story")
    return found


def _chat(house: House, user: User, chat_id: int) -> Chat:
    chat = house.emulator.chats.get(chat_id)
    if chat is None or not sees(user, chat):
        raise NotPossible(f"{user.first_name} is not in that chat")
    return chat


def _replied(chat: Chat, message_id: int | None) -> Message | None:
    return None if message_id is None else chat.message(message_id)


def _picture(encoded: str) -> bytes:
    if not encoded:
        return picture.plain()
    try:
        content = base64.b64decode(encoded, validate=True)
    except ValueError:  # also what is no ASCII at all
        raise NotPossible("the picture cannot be read") from None
    if not content.startswith(_PICTURES):
        raise NotPossible("only PNG and JPEG pictures can be sent")
    return content
