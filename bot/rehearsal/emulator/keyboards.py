"""Reading `reply_markup` as strictly as Telegram does; what a button does when pressed is not known here."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.rehearsal.emulator.model import Button, Keyboard
from bot.rehearsal.emulator.refusals import ApiRefusal, bad_request

DATA_LIMIT_BYTES = 64
BUTTON_LIMIT = 100
ROW_LIMIT = 8
JSON_LIMIT_BYTES = 10 * 1024

_OTHER_ACTIONS = frozenset(
    {
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
_STYLES = frozenset({"danger", "success", "primary"})


@dataclass(frozen=True, slots=True)
class Markup:
    """What a reply markup comes to: an inline keyboard, or one of the keyboards that belong to the person."""

    keyboard: Keyboard = ()
    reply_keyboard: dict[str, Any] | None = None


def read_markup(value: Any) -> Markup:
    """Read a decoded `reply_markup`; None and an empty object are no markup. Raises ApiRefusal."""
    if value is None or value == {}:
        return Markup()
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if len(json.dumps(value, ensure_ascii=False).encode()) > JSON_LIMIT_BYTES:
        raise bad_request("reply markup is too long")
    if "inline_keyboard" in value:
        return Markup(keyboard=_inline_keyboard(value["inline_keyboard"]))
    if "keyboard" in value:
        _check_reply_keyboard(value["keyboard"])
        return Markup(reply_keyboard=value)
    if value.get("remove_keyboard") or value.get("force_reply"):
        return Markup(reply_keyboard=value)
    return Markup()


def keyboard_json(keyboard: Keyboard) -> dict[str, Any]:
    return {"inline_keyboard": [[_button_json(button) for button in row] for row in keyboard]}


def _button_json(button: Button) -> dict[str, Any]:
    result: dict[str, Any] = {"text": button.text}
    if button.callback_data is not None:
        result["callback_data"] = button.callback_data
    if button.url is not None:
        result["url"] = button.url
    return result | dict(button.extra)


def _inline_keyboard(rows: Any) -> Keyboard:
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup should be an Array of Arrays')
    for row in rows:
        if not isinstance(row, list):
            raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup should be an Array of Arrays')
    if sum(map(len, rows)) > BUTTON_LIMIT or any(len(row) > ROW_LIMIT for row in rows):
        raise bad_request("reply markup is too long")
    return tuple(tuple(_inline_button(button) for button in row) for row in rows if row)


def _inline_button(value: Any) -> Button:
    if not isinstance(value, dict):
        raise _bad_button("inline keyboard button must be an Object")
    if "text" not in value:
        raise _bad_button('can\'t find field "text"')
    text = value["text"]
    if not isinstance(text, str):
        raise _bad_button('field "text" must be of type String')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    extra = {key: value[key] for key in sorted(_OTHER_ACTIONS & value.keys())}
    if style := value.get("style"):
        if style not in _STYLES:
            raise bad_request("BUTTON_STYLE_INVALID")
        extra["style"] = style
    if url := value.get("url"):
        return Button(text, url=_address(url), extra=tuple(extra.items()))
    if data := value.get("callback_data"):
        if not isinstance(data, str):
            raise _bad_button('field "callback_data" must be of type String')
        if len(data.encode()) > DATA_LIMIT_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        return Button(text, callback_data=data, extra=tuple(extra.items()))
    if not _OTHER_ACTIONS & value.keys():
        raise _bad_button("text buttons are unallowed in the inline keyboard")
    return Button(text, extra=tuple(extra.items()))


def _address(url: Any) -> str:
    if not isinstance(url, str):
        raise _bad_button('field "url" must be of type String')
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in ("http", "https", "tg"):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if parts.scheme != "tg" and "." not in (parts.hostname or ""):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url if "://" in url else f"http://{url}"


def _check_reply_keyboard(rows: Any) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" of the ReplyKeyboardMarkup should be an Array of Arrays')
    if not any(rows):
        raise bad_request("reply keyboard is empty")
    for row in rows:
        for button in row:
            text = button if isinstance(button, str) else button.get("text") if isinstance(button, dict) else None
            if not isinstance(text, str) or not text:
                raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")


def _bad_button(words: str) -> ApiRefusal:
    return bad_request(f"can't parse inline keyboard button: {words}")
