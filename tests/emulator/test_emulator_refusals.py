"""What Telegram refuses is refused over HTTP, in its words, with its status."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.rehearsal.emulator import Chat
from emulator.town import Town, keyboard, picture

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

Arranged = dict[str, Any]


def send(**parameters: Any) -> Callable[[Town], Arranged]:
    """A sendMessage to the yard, with these parameters besides."""
    return lambda town: {"chat_id": town.yard.id, "text": "好"} | parameters


def markup(*rows: list[Any]) -> Callable[[Town], Arranged]:
    return send(reply_markup={"inline_keyboard": list(rows)})


def button(**fields: Any) -> Callable[[Town], Arranged]:
    return markup([{"text": "同意"} | fields])


def html(text: str) -> Callable[[Town], Arranged]:
    return send(text=text, parse_mode="HTML")


CONTENT = {
    "no chat": (lambda town: {"text": "好"}, "chat_id is empty"),
    "unknown chat": (send(chat_id=42), "chat not found"),
    "chat by an unknown name": (send(chat_id="@nowhere"), "chat not found"),
    "no text": (lambda town: {"chat_id": town.yard.id}, "message text is empty"),
    "white space alone": (send(text=" \n \u200b"), "message text is empty"),
    "only empty tags": (html("<b> </b>"), "message text is empty"),
    "4,097 characters": (send(text="字" * 4097), "message is too long"),
    "4,098 units in 2,049 emoji": (send(text="🐕" * 2049), "message is too long"),
    "half a character": (send(text="\ud83d"), "strings must be encoded in UTF-8"),
    "half a character on a button": (
        button(callback_data="\ud83d"),
        "strings must be encoded in UTF-8",
    ),
    "reply to nonsense": (
        send(reply_parameters=[1]),
        "object expected as reply parameters",
    ),
    "more than 32 KiB": (send(text="字" * 11_000), "text is too long"),
    "101 entities": (html("<b>字</b>x" * 101), "ENTITIES_TOO_LONG"),
    "unknown parse mode": (send(parse_mode="Textile"), "unsupported parse_mode"),
    "markup is text": (send(reply_markup="yes"), "can't parse reply keyboard markup JSON object"),
    "markup is a list": (send(reply_markup=[1]), "object expected as reply markup"),
    "rows are no lists": (
        send(reply_markup={"inline_keyboard": [{"text": "好"}]}),
        'field "inline_keyboard" of the InlineKeyboardMarkup should be an Array of Arrays',
    ),
    "65 bytes of data": (button(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
    "22 characters of 66 bytes": (button(callback_data="投" * 22), "BUTTON_DATA_INVALID"),
    "empty data": (
        button(callback_data=""),
        "can't parse inline keyboard button: text buttons are unallowed in the inline keyboard",
    ),
    "button without text": (
        markup([{"callback_data": "1"}]),
        "can't parse inline keyboard button: can't find field \"text\"",
    ),
    "wrong address": (
        button(url="ftp://example.com"),
        "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
    ),
    "address without a host": (
        button(url="门口"),
        "inline keyboard button URL '门口' is invalid: Wrong HTTP URL",
    ),
    "nine in a row": (markup([{"text": "同意", "callback_data": "1"}] * 9), "reply markup is too long"),
    "101 buttons": (markup(*[[{"text": "同意", "callback_data": "1"}]] * 101), "reply markup is too long"),
    "10 KiB of buttons": (
        markup(*[[{"text": "字" * 60, "callback_data": "x" * 60}]] * 45),
        "reply markup is too long",
    ),
    "reply to nothing": (send(reply_parameters={"message_id": 999}), "message to be replied not found"),
    "unknown topic": (send(message_thread_id=77), "message thread not found"),
    "the general topic by number": (send(message_thread_id=1), "message thread not found"),
}


@pytest.mark.parametrize(("arrange", "words"), CONTENT.values(), ids=CONTENT.keys())
async def test_bad_content_is_refused(town: Town, arrange: Callable[[Town], Arranged], words: str) -> None:
    response = await town.raw("sendMessage", **arrange(town))
    expected = {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}
    assert (response.status_code, response.json()) == (400, expected)
    assert not any(message.sender is town.emulator.bot and message.text for message in town.yard.messages.values())


HTML = {
    "<b>字</i>": 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"',
    "字</b>": "Unexpected end tag at byte offset 3",
    "字<b": "Unclosed start tag at byte offset 3",
    "<b>字": 'Can\'t find end tag corresponding to start tag "b"',
    "🐕<div>字</div>": 'Unsupported start tag "div" at byte offset 4',
    "<b>字</b": "Unclosed end tag at byte offset 6",
    "1 < 2": 'Unsupported start tag "" at byte offset 2',
    '<span class="red">字</span>': 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    '<a ="x">字</a>': 'Empty attribute name in the tag "a" at byte offset 0',
    "<a href=a/b>字</a>": "Unexpected end of name token at byte offset 8",
    '<a href="x': 'Unclosed start tag "a" at byte offset 0',
}


@pytest.mark.parametrize(("text", "words"), HTML.items(), ids=HTML.keys())
async def test_html_is_read_strictly(town: Town, text: str, words: str) -> None:
    response = await town.raw("sendMessage", chat_id=town.yard.id, text=text, parse_mode="HTML")
    assert response.json()["description"] == f"Bad Request: can't parse entities: {words}"


async def blocked(town: Town) -> Chat:
    town.emulator.people.block(town.neighbour)
    return town.emulator.chats[town.neighbour.id]


async def deactivated(town: Town) -> Chat:
    town.emulator.people.deactivate(town.neighbour)
    return town.emulator.chats[town.neighbour.id]


async def never_started(town: Town) -> Chat:
    return town.emulator.chats[town.owner.id]


async def never_met(town: Town) -> Chat:
    return town.emulator.chats[town.stranger.id]


async def kicked_from_group(town: Town) -> Chat:
    town.emulator.places.remove(town.stairs, town.emulator.bot, by=town.owner)
    return town.stairs


async def kicked_from_supergroup(town: Town) -> Chat:
    town.emulator.places.remove(town.yard, town.emulator.bot, by=town.owner)
    return town.yard


async def left(town: Town) -> Chat:
    await town.call("leaveChat", chat_id=town.yard.id)
    return town.yard


async def deleted_group(town: Town) -> Chat:
    town.emulator.places.delete(town.stairs)
    return town.stairs


async def closed_to_members(town: Town) -> Chat:
    town.emulator.places.let_members_send(town.stairs, False)
    return town.stairs


REACH = [
    (blocked, 403, "Forbidden: bot was blocked by the user"),
    (deactivated, 403, "Forbidden: user is deactivated"),
    (never_started, 403, "Forbidden: bot can't initiate conversation with a user"),
    (never_met, 400, "Bad Request: chat not found"),
    (kicked_from_group, 403, "Forbidden: bot was kicked from the group chat"),
    (kicked_from_supergroup, 403, "Forbidden: bot was kicked from the supergroup chat"),
    (left, 403, "Forbidden: bot is not a member of the supergroup chat"),
    (deleted_group, 403, "Forbidden: the group chat was deleted"),
    (closed_to_members, 400, "Bad Request: not enough rights to send text messages to the chat"),
]


@pytest.mark.parametrize(("arrange", "status", "words"), REACH, ids=[row[0].__name__ for row in REACH])
async def test_a_chat_out_of_reach_is_refused(town: Town, arrange: Any, status: int, words: str) -> None:
    chat = await arrange(town)
    response = await town.raw("sendMessage", chat_id=chat.id, text="好")
    assert (response.status_code, response.json()["description"]) == (status, words)


async def test_an_upgraded_group_names_its_successor(town: Town) -> None:
    """The refusal carries `migrate_to_chat_id`, and posting there works."""
    new = town.emulator.places.migrate(town.stairs, by=town.owner)
    response = await town.raw("sendMessage", chat_id=town.stairs.id, text="好")
    assert response.json() == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new.id},
    }
    await town.sent(new)


async def test_edits_are_refused_where_nothing_can_change(town: Town) -> None:
    mine = await town.sent(town.yard, "草稿", reply_markup=keyboard([("同意", "1")]))
    theirs = town.emulator.people.say(town.neighbour, town.yard, "大家好").message
    photo = await town.call("sendPhoto", {"photo": picture(8, 8)}, chat_id=town.yard.id)
    assert theirs is not None

    async def edit(method: str, message_id: int, **parameters: Any) -> str:
        response = await town.raw(method, chat_id=town.yard.id, message_id=message_id, **parameters)
        assert response.status_code == 400
        return str(response.json()["description"]).removeprefix("Bad Request: ")

    same = keyboard([("同意", "1")])
    assert await edit("editMessageText", mine.id, text="草稿", reply_markup=same) == NOT_MODIFIED
    assert await edit("editMessageReplyMarkup", mine.id, reply_markup=same) == NOT_MODIFIED
    assert await edit("editMessageText", 999, text="新") == "message to edit not found"
    assert await edit("editMessageText", 0, text="新") == "message identifier is not specified"
    assert await edit("editMessageText", theirs.id, text="新") == "message can't be edited"
    words = "there is no text in the message to edit"
    assert await edit("editMessageText", photo["message_id"], text="新") == words
    words = "there is no caption in the message to edit"
    assert await edit("editMessageCaption", mine.id, caption="新") == words
    words = "message caption is too long"
    assert await edit("editMessageCaption", photo["message_id"], caption="字" * 1025) == words


async def test_an_edit_without_markup_takes_the_buttons_away(town: Town) -> None:
    mine = await town.sent(town.yard, "草稿", reply_markup=keyboard([("同意", "1")]))
    await town.call("editMessageText", chat_id=town.yard.id, message_id=mine.id, text="草稿")
    assert mine.keyboard == ()


async def test_deleting_needs_a_young_message_and_rights(town: Town) -> None:
    old = await town.sent(town.yard)
    theirs = town.emulator.people.say(town.neighbour, town.stairs, "大家好").message
    assert theirs is not None
    response = await town.raw("deleteMessage", chat_id=town.stairs.id, message_id=theirs.id)
    assert response.json()["description"] == "Bad Request: message can't be deleted"
    town.later(hours=48)
    response = await town.raw("deleteMessage", chat_id=town.yard.id, message_id=old.id)
    assert response.json()["description"] == "Bad Request: message can't be deleted"
    young = await town.sent(town.yard)
    await town.call("deleteMessage", chat_id=town.yard.id, message_id=young.id)
    response = await town.raw("deleteMessage", chat_id=town.yard.id, message_id=young.id)
    assert response.json()["description"] == "Bad Request: message to delete not found"


async def test_pinning_in_a_group_needs_the_right(town: Town) -> None:
    message = await town.sent(town.stairs)
    response = await town.raw("pinChatMessage", chat_id=town.stairs.id, message_id=message.id)
    words = "Bad Request: not enough rights to manage pinned messages in the chat"
    assert response.json()["description"] == words
    response = await town.raw("pinChatMessage", chat_id=town.yard.id, message_id=999)
    assert response.json()["description"] == "Bad Request: message to pin not found"


async def test_a_press_is_answered_once_and_within_150_seconds(town: Town) -> None:
    card = await town.sent(town.yard, reply_markup=keyboard([("同意", "1")]))
    press = town.emulator.people.press(town.neighbour, town.yard, card.id, "1")
    too_long = await town.raw("answerCallbackQuery", callback_query_id=press.id, text="字" * 201)
    assert too_long.json()["description"] == "Bad Request: MESSAGE_TOO_LONG"
    elsewhere = await town.raw("answerCallbackQuery", callback_query_id=press.id, url="https://example.com/")
    assert elsewhere.json()["description"] == "Bad Request: URL_INVALID"
    await town.call("answerCallbackQuery", callback_query_id=press.id, text="记上了", show_alert=True)
    assert press.answer is not None
    assert (press.answer.text, press.answer.alert) == ("记上了", True)
    late = town.emulator.people.press(town.neighbour, town.yard, card.id, "1")
    town.later(seconds=150)
    for query in (press.id, late.id, "nonsense"):
        response = await town.raw("answerCallbackQuery", callback_query_id=query)
        assert response.json()["description"] == f"Bad Request: {TOO_OLD}"


HEAVY = picture(8, 8, padding=10 * 1024 * 1024)
FILES = {
    "no picture": (b"plain words", "IMAGE_PROCESS_FAILED"),
    "empty": (b"", "file must be non-empty"),
    "sides over 10,000": (picture(9_000, 1_001), "PHOTO_INVALID_DIMENSIONS"),
    "ratio over 20": (picture(2_100, 100), "PHOTO_INVALID_DIMENSIONS"),
    "over 10 MB": (
        HEAVY,
        f"file of size {len(HEAVY)} bytes is too big for a photo; the maximum size is 10485760 bytes",
    ),
}


@pytest.mark.parametrize(("content", "words"), FILES.values(), ids=FILES.keys())
async def test_bad_photos_are_refused(town: Town, content: bytes, words: str) -> None:
    files = {"photo": ("p.png", content, "image/png")}
    response = await town.raw("sendPhoto", files, chat_id=str(town.yard.id))
    assert response.json()["description"] == f"Bad Request: {words}"


async def test_uploads_over_50_mb_and_downloads_over_20_mb_are_refused(town: Town) -> None:
    files = {"document": ("big.bin", b"x" * (50 * 1024 * 1024 + 1))}
    response = await town.raw("sendDocument", files, chat_id=str(town.yard.id))
    assert (response.status_code, response.json()["description"]) == (413, "Request Entity Too Large")
    files = {"document": ("big.bin", b"x" * (20 * 1024 * 1024 + 1))}
    sent = await town.call("sendDocument", files, chat_id=str(town.yard.id))
    response = await town.raw("getFile", file_id=sent["document"]["file_id"])
    assert response.json()["description"] == "Bad Request: file is too big"


MENUS = {
    "capitals": ([{"command": "Ti", "description": "提"}], "BOT_COMMAND_INVALID"),
    "33 characters": ([{"command": "t" * 33, "description": "提"}], "BOT_COMMAND_INVALID"),
    "no description": ([{"command": "ti", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
    "257 characters": ([{"command": "ti", "description": "提" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
    "101 commands": ([{"command": "ti", "description": "提"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
}


@pytest.mark.parametrize(("commands", "words"), MENUS.values(), ids=MENUS.keys())
async def test_bad_menus_are_refused(town: Town, commands: list[dict[str, str]], words: str) -> None:
    response = await town.raw("setMyCommands", commands=commands)
    assert response.json()["description"] == f"Bad Request: {words}"


async def test_a_language_is_two_letters(town: Town) -> None:
    response = await town.raw("setMyCommands", commands=[], language_code="zh-hans")
    assert response.json()["description"] == "Bad Request: invalid language code specified"


async def test_unknown_methods_and_tokens(town: Town) -> None:
    response = await town.raw("sendPidgeon")
    assert response.json() == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    response = await town.http.get(f"{town.emulator.base_url}1:WRONG/getMe")
    words = "Unauthorized: invalid token specified"
    assert (response.status_code, response.json()["description"]) == (401, words)


@pytest.mark.parametrize(("text", "alert"), [("字" * 200, False), ("", True)])
async def test_limits_themselves_are_allowed(town: Town, text: str, alert: bool) -> None:
    """4,096 characters, 64 bytes of data, 100 buttons of 8 a row and a toast of 200 pass."""
    rows = [[("好", "x" * 64)] * 8] * 12 + [[("好", "1")] * 4]
    card = await town.sent(town.yard, "字" * 4096, reply_markup=keyboard(*rows))
    press = town.emulator.people.press(town.neighbour, town.yard, card.id, "x" * 64)
    await town.call("answerCallbackQuery", callback_query_id=press.id, text=text, show_alert=alert)
    assert press.answer is not None
    assert press.answer.text == text
