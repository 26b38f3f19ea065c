"""Answering presses: a toast, an alert, or a deep link to open. These answers are not flood-limited."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.rehearsal.emulator.calls import Call
from bot.rehearsal.emulator.model import PressAnswer
from bot.rehearsal.emulator.refusals import bad_request
from bot.rehearsal.emulator.text import utf16_length
from bot.rehearsal.emulator.world import World

ANSWER_LIMIT = 200


def answer_callback_query(world: World, call: Call) -> bool:
    text, url = call.text("text"), call.text("url")
    if utf16_length(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    if url and not _opens_bot(world, url):
        raise bad_request("URL_INVALID")
    answer = PressAnswer(text, call.flag("show_alert"), url or None)
    if not world.answer(call.text("callback_query_id"), answer):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    return True


def _opens_bot(world: World, url: str) -> bool:
    """Apart from games a press may only open the bot's own private chat."""
    parts = urlsplit(url)
    return (
        parts.scheme == "https"
        and parts.netloc in ("t.me", "telegram.me")
        and parts.path.strip("/").lower() == (world.bot.username or "").lower()
        and "start" in parse_qs(parts.query)
    )


METHODS: Mapping[str, Callable[[World, Call], Any]] = {"answerCallbackQuery": answer_callback_query}
