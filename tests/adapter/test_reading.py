"""What a press says is read straight from Telegram's JSON, and comes to what the library makes of it."""

from typing import Any

import pytest
from telegram import Bot, Message, Update

from bot.chat.telegram import reading
from bot.chat.telegram.reading import Press

BOT = Bot("123456:FAKE-TOKEN-FOR-TESTS")
GROUP = {"id": -1001, "type": "supergroup", "title": "幸福里"}
CARD = {"message_id": 7, "date": 1_790_000_000, "chat": GROUP, "text": "民决"}
USER = {"id": 42, "is_bot": False, "first_name": "小芳"}


def press(message: dict[str, Any] | None = CARD, user: dict[str, Any] = USER, **more: Any) -> dict[str, Any]:
    query = {"id": "99", "from": user, "chat_instance": "1", "data": "ballot", **more}
    return {"update_id": 5, "callback_query": query if message is None else {**query, "message": message}}


PRESSES = {
    "in a group": press(),
    "of somebody with two names": press(user={**USER, "last_name": "王", "username": "fang", "language_code": "zh"}),
    "in a topic": press({**CARD, "message_thread_id": 3, "is_topic_message": True}),
    "in a thread that is no topic": press({**CARD, "message_thread_id": 3}),
    "in private": press({**CARD, "chat": {"id": 42, "type": "private", "first_name": "小芳"}}),
    "on a card too old to be shown": press({"message_id": 7, "date": 0, "chat": GROUP}),
    "of a game": press(data=None, game_short_name="game"),
}


@pytest.mark.parametrize("raw", PRESSES.values(), ids=PRESSES.keys())
def test_a_press_is_read_as_the_library_reads_it(raw: dict[str, Any]) -> None:
    query = Update.de_json(raw, BOT).callback_query
    assert query is not None
    message = query.message
    assert message is not None
    where = (
        reading.place_of(message)
        if isinstance(message, Message)
        else reading.where_of(message.chat, message.message_id)
    )
    theirs = Press(5, query.id, reading.sender_of(query.from_user), where, query.data or "")
    assert reading.read(raw, BOT) == theirs
    assert reading.whose(theirs) == 42


UNTAKEN = {
    "by a bot": press(user={**USER, "is_bot": True}),
    "under a message of somebody's own": press(None),
    "on nothing": press({}),
    "by nobody": press(user={}),
    "that is none": {"update_id": 5, "callback_query": 1},
}


@pytest.mark.parametrize("raw", UNTAKEN.values(), ids=UNTAKEN.keys())
def test_a_press_that_cannot_be_taken_is_an_update_that_says_nothing(raw: dict[str, Any]) -> None:
    """It is confirmed all the same, and holds up nothing behind it."""
    assert reading.read(raw, BOT) == Update(5)


def test_everything_else_is_read_by_the_library() -> None:
    """As is what it does not know: a kind of update nobody has heard of says nothing."""
    said = reading.read({"update_id": 5, "message": {**CARD, "from": USER}}, BOT)
    assert isinstance(said, Update)
    assert said.message is not None
    assert said.message.text == "民决"
    assert reading.whose(said) == 42
    assert reading.read({"update_id": 6, "unheard_of": {}}, BOT) == Update(6)
