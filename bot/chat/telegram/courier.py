"""Carries messages to Telegram: HTML, no link previews, its refusals turned into the courier's exceptions.

When and why something is sent, and what to do about a refusal, is left to `outbox`.
"""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any, TypeVar

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.chat.courier import (
    Address,
    FileUnknown,
    Gone,
    Manner,
    Missing,
    Moved,
    NotCarried,
    NotModified,
    TooBig,
    TooMany,
    Unacceptable,
    Unreachable,
)
from bot.chat.message import Button, Message
from bot.chat.telegram.request import UPLOAD_SECONDS, NotConnected

TOAST_LIMIT = 200
WHISPER_SECONDS = 5.0
"""Nobody waits longer for what is only worth showing at once."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_GONE = {
    "bot was blocked by the user": "blocked",
    "user is deactivated": "deactivated",
    "bot can't initiate conversation with a user": "never_started",
    "bot was kicked": "kicked",
    "bot is not a member": "kicked",
    "the group chat was deleted": "kicked",
    "chat not found": "not_found",
    "not enough rights to send": "silenced",
    "have no rights to send": "silenced",
    "topic_closed": "topic_closed",
    "message thread not found": "topic_gone",
}
_MISSING = (
    "message to edit not found",
    "message to delete not found",
    "message to pin not found",
    "message can't be edited",
    "message can't be deleted",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
    "message_id_invalid",
)
_NO_FILE = ("wrong file identifier", "wrong file_id", "invalid file_id", "wrong remote file identifier")


class TelegramCourier:
    """The `Courier` of Telegram. `username` is the bot's, for links into its private chat."""

    def __init__(self, bot: Bot, username: str) -> None:
        self._bot = bot
        self._username = username

    async def post(self, to: Address, message: Message, manner: Manner) -> int:
        """Send it; the message id. A message replied to that is gone is answered all the same."""
        reply = None if manner.reply_to is None else ReplyParameters(manner.reply_to, allow_sending_without_reply=True)
        how: dict[str, Any] = {
            "parse_mode": ParseMode.HTML,
            "message_thread_id": to.thread_id or None,
            "reply_markup": self._keyboard(message),
            "reply_parameters": reply,
            "disable_notification": manner.silent,
            "protect_content": manner.protected,
        }
        if message.document is not None:
            made = await asyncio.to_thread(message.document.make, self._link)
            name = message.document.name
            sent = self._bot.send_document(to.chat_id, made, filename=name, caption=message.html, **how)
        elif message.file is None:
            sent = self._bot.send_message(to.chat_id, message.html, link_preview_options=_NO_PREVIEW, **how)
        else:
            send: dict[str, Any] = {
                "photo": self._bot.send_photo,
                "voice": self._bot.send_voice,
                "document": self._bot.send_document,
            }
            file = manner.upload or message.file.file_id
            sent = send[message.file.kind](to.chat_id, file, caption=message.html, **how)
        return (await _carried(sent)).message_id

    async def edit(self, to: Address, message_id: int, message: Message) -> None:
        if message.file is None:
            await _carried(
                self._bot.edit_message_text(
                    message.html,
                    to.chat_id,
                    message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=self._keyboard(message),
                    link_preview_options=_NO_PREVIEW,
                )
            )
        else:
            await _carried(
                self._bot.edit_message_caption(
                    to.chat_id,
                    message_id,
                    caption=message.html,
                    parse_mode=ParseMode.HTML,
                    reply_markup=self._keyboard(message),
                )
            )

    async def can_whisper(self, to: Address, user_id: int) -> bool:
        """Whether the server can show a message to one person alone. One that has never heard of it would show it to
        everybody, so it is asked to take away a message that is not there: only a server that can do that refuses."""
        nothing = {"chat_id": to.chat_id, "receiver_user_id": user_id, "ephemeral_message_id": 0}
        try:
            await self._bot.do_api_request("deleteEphemeralMessage", nothing, read_timeout=WHISPER_SECONDS)
        except EndPointNotFound:
            return False
        except BadRequest:
            return True
        except TelegramError as error:
            raise reason(error) from error
        return True

    async def whisper(self, to: Address, message: Message, user_id: int, press_id: str) -> bool:
        """Show it in a group to one person alone, who has just pressed. False where everybody was shown it after all;
        then it is taken away again."""
        sent = await _carried(
            self._bot.send_message(
                to.chat_id,
                message.html,
                parse_mode=ParseMode.HTML,
                message_thread_id=to.thread_id or None,
                reply_markup=self._keyboard(message),
                link_preview_options=_NO_PREVIEW,
                disable_notification=True,
                protect_content=True,
                read_timeout=WHISPER_SECONDS,
                api_kwargs={
                    "ephemeral_message_parameters": {"receiver_user_id": user_id, "callback_query_id": press_id}
                },
            )
        )
        if "ephemeral_message_id" in sent.to_dict():
            return True
        await self.delete(to, sent.message_id)
        return False

    async def pin(self, to: Address, message_id: int) -> None:
        await _carried(self._bot.pin_chat_message(to.chat_id, message_id, disable_notification=True))

    async def delete(self, to: Address, message_id: int) -> None:
        await _carried(self._bot.delete_message(to.chat_id, message_id))

    async def fetch(self, file_id: str) -> bytes:
        """What a file holds; Telegram hands out 20 MB at most. Raises TooBig, FileUnknown."""
        file = await _carried(self._bot.get_file(file_id))
        return bytes(await _carried(file.download_as_bytearray(read_timeout=UPLOAD_SECONDS)))

    async def answer(self, press_id: str, text: str, *, alert: bool = False, start: str = "") -> None:
        """Answer a press; with `start`, by opening the private chat with that payload."""
        shown, url = self._answered(text, start)
        await _carried(self._bot.answer_callback_query(press_id, shown, show_alert=alert, url=url))

    def answer_call(self, press_id: str, text: str, *, alert: bool = False, start: str = "") -> dict[str, Any]:
        """The same as a call that Telegram carries out when it is the answer to its delivery."""
        shown, url = self._answered(text, start)
        call = {"method": "answerCallbackQuery", "callback_query_id": press_id, "show_alert": alert}
        return call | ({"text": shown} if shown else {}) | ({"url": url} if url else {})

    def _answered(self, text: str, start: str) -> tuple[str | None, str | None]:
        shown = text if len(text) <= TOAST_LIMIT else text[: TOAST_LIMIT - 1] + "…"
        return shown or None, self._link(start) if start else None

    def _link(self, payload: str) -> str:
        return address(self._username, payload)

    def _keyboard(self, message: Message) -> InlineKeyboardMarkup | None:
        if not message.rows:
            return None
        return InlineKeyboardMarkup([[self._button(button) for button in row] for row in message.rows])

    def _button(self, button: Button) -> InlineKeyboardButton:
        if button.data:
            return InlineKeyboardButton(button.text, callback_data=button.data)
        return InlineKeyboardButton(button.text, url=button.url or self._link(button.start))


def address(username: str, payload: str = "") -> str:
    """The bot's private chat; with a payload, its deep link."""
    return f"https://t.me/{username}?start={payload}" if payload else f"https://t.me/{username}"


T = TypeVar("T")


async def _carried(call: Awaitable[T]) -> T:
    try:
        return await call
    except TelegramError as error:
        raise reason(error) from error


def reason(error: TelegramError) -> NotCarried:
    """Telegram's refusal as the courier's: by class where the library has one, else by Telegram's words."""
    words = error.message.lower()
    match error:
        case RetryAfter():
            after = error.retry_after
            return TooMany(after if isinstance(after, timedelta) else timedelta(seconds=after))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Gone(_gone(words) or "kicked")
        case BadRequest():
            return _bad_request(words)
        case NotConnected():
            return Unreachable(error.message, maybe_sent=False)
        case NetworkError():
            return Unreachable(error.message, maybe_sent=True)
        case _:
            # a refused token says nothing about the message: it goes out once the token works
            return Unreachable(error.message, maybe_sent=False)


def _bad_request(words: str) -> NotCarried:
    if "message is not modified" in words:
        return NotModified(words)
    if any(part in words for part in _MISSING):
        return Missing(words)
    if "file is too big" in words:
        return TooBig(words)
    if any(part in words for part in _NO_FILE):
        return FileUnknown(words)
    gone = _gone(words)
    return Gone(gone) if gone else Unacceptable(words)


def _gone(words: str) -> str:
    return next((why for part, why in _GONE.items() if part in words), "")
