"""The words and keyboards of a call: parsed, measured, refused."""

from collections.abc import Mapping
from typing import Any

from bot.rehearsal.emulator.calls import Call
from bot.rehearsal.emulator.keyboards import Markup, read_markup
from bot.rehearsal.emulator.markup import parse_html, read_entities
from bot.rehearsal.emulator.refusals import bad_request
from bot.rehearsal.emulator.text import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    FormattedText,
    clean,
    settle,
    utf16_length,
)


def message_text(call: Call) -> FormattedText:
    """`text` with its formatting, 1–4096 UTF-16 units after parsing. Raises ApiRefusal."""
    body = _formatted(call, "text", "entities")
    if not body.text:
        raise bad_request("message text is empty")
    if utf16_length(body.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return body


def caption(call: Call) -> FormattedText:
    """`caption` with its formatting, 0–1024 UTF-16 units after parsing. Raises ApiRefusal."""
    body = _formatted(call, "caption", "caption_entities")
    if utf16_length(body.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return body


def media_caption(item: Mapping[str, Any]) -> FormattedText:
    """The caption of one InputMedia, measured like any other. Raises ApiRefusal."""
    return caption(Call("", item))


def markup(call: Call) -> Markup:
    return read_markup(call.structure("reply_markup", "reply keyboard markup"))


def _formatted(call: Call, parameter: str, entities_parameter: str) -> FormattedText:
    text = clean(call.text(parameter))
    mode = call.text("parse_mode").lower()
    if mode == "html":
        return settle(*parse_html(text))
    if mode:
        raise bad_request("unsupported parse_mode")
    listed = call.structure(entities_parameter, "entities")
    return settle(text, read_entities(listed, text) if isinstance(listed, list) else [])
