"""Ephemeral messages: one person sees them, others and ordinary methods do not."""

from typing import Any

import pytest

from bot.rehearsal.emulator import Press
from bot.rehearsal.emulator.events import EphemeralDeleted, EphemeralEdited, EphemeralPosted, Event, Posted
from emulator.town import Town, keyboard

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def pressed(town: Town) -> Press:
    card = await town.sent(town.yard, reply_markup=keyboard([("同意", "1")]))
    return town.emulator.people.press(town.neighbour, town.yard, card.id, "1")


def to(user_id: int, press: str | None = None) -> dict[str, Any]:
    parameters: dict[str, Any] = {"receiver_user_id": user_id}
    return {"ephemeral_message_parameters": parameters | ({"callback_query_id": press} if press else {})}


async def test_a_receipt_is_shown_to_one_person_changed_and_taken_away(town: Town) -> None:
    seen: list[Event] = []
    town.emulator.on_event(seen.append)
    press = await pressed(town)
    await town.call("answerCallbackQuery", callback_query_id=press.id)
    before = town.yard.last_message_id
    town.later(seconds=15)
    sent = await town.call(
        "sendMessage",
        chat_id=town.yard.id,
        text="记上了:同意",
        reply_markup=keyboard([("撤回", "undo")]),
        **to(town.neighbour.id, press.id),
    )
    assert (sent["message_id"], sent["receiver_user"]["id"]) == (0, town.neighbour.id)
    assert town.yard.last_message_id == before
    [shown] = [event for event in seen if isinstance(event, EphemeralPosted)]
    assert (shown.receiver_id, shown.press_id, shown.shown.text) == (town.neighbour.id, press.id, "记上了:同意")
    assert not any(isinstance(event, Posted) and "记上了" in event.shown.text for event in seen)

    await town.confirm_all()
    ephemeral_id = sent["ephemeral_message_id"]
    undo = town.emulator.people.press_ephemeral(town.neighbour, town.yard, ephemeral_id, "undo")
    [update] = await town.news()
    query = update["callback_query"]
    assert (query["id"], query["message"]["ephemeral_message_id"]) == (undo.id, ephemeral_id)
    it: dict[str, Any] = {
        "chat_id": town.yard.id,
        "receiver_user_id": town.neighbour.id,
        "ephemeral_message_id": ephemeral_id,
    }
    assert await town.call("editEphemeralMessageText", **it, text="已撤回") is True
    assert await town.call("editEphemeralMessageReplyMarkup", **it) is True
    assert [e.shown.text for e in seen if isinstance(e, EphemeralEdited)] == ["已撤回"] * 2
    assert await town.call("deleteEphemeralMessage", **it) is True
    assert isinstance(seen[-1], EphemeralDeleted)
    response = await town.raw("deleteEphemeralMessage", **it)
    assert response.json()["description"] == "Bad Request: MESSAGE_ID_INVALID"


async def test_who_may_be_shown_one(town: Town) -> None:
    press = await pressed(town)
    robot = town.emulator.people.new("机器人", is_bot=True)
    town.emulator.places.add(town.yard, robot)

    async def refusal(chat_id: int, parameters: dict[str, Any]) -> str:
        response = await town.raw("sendMessage", chat_id=chat_id, text="好", **parameters)
        return str(response.json()["description"]).removeprefix("Bad Request: ")

    assert await refusal(town.neighbour.id, to(town.neighbour.id)) == "BOT_NOT_ADMIN"
    assert await refusal(town.stairs.id, to(town.neighbour.id)) == "BOT_NOT_ADMIN"
    assert await refusal(town.yard.id, to(town.stranger.id)) == "USER_NOT_PARTICIPANT"
    assert await refusal(town.yard.id, to(robot.id)) == "USER_IS_BOT"
    assert await refusal(town.yard.id, to(town.owner.id, press.id)) == TOO_OLD
    words = "object expected as ephemeral message parameters"
    assert await refusal(town.yard.id, {"ephemeral_message_parameters": [1]}) == words
    town.later(seconds=16)
    assert await refusal(town.yard.id, to(town.neighbour.id, press.id)) == TOO_OLD
    await town.call("sendMessage", chat_id=town.yard.id, text="管理员随时可以", **to(town.neighbour.id))


async def test_a_plain_member_needs_a_fresh_press(town: Town) -> None:
    card = await town.sent(town.stairs, reply_markup=keyboard([("同意", "1")]))
    press = town.emulator.people.press(town.neighbour, town.stairs, card.id, "1")
    sent = await town.call("sendMessage", chat_id=town.stairs.id, text="好", **to(town.neighbour.id, press.id))
    assert sent["ephemeral_message_id"] == 1


@pytest.mark.parametrize("method", ["deleteEphemeralMessage", "editEphemeralMessageText"])
async def test_a_server_that_does_not_know_them_shows_them_to_all(town: Town, method: str) -> None:
    """An unknown parameter is passed over, so a bot must look first: the methods are not there."""
    town.emulator.ephemeral_messages = False
    it: dict[str, Any] = {"chat_id": town.yard.id, "receiver_user_id": 1, "ephemeral_message_id": 1, "text": "好"}
    response = await town.raw(method, **it)
    assert response.json() == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    sent = await town.call("sendMessage", chat_id=town.yard.id, text="好", **to(town.neighbour.id))
    assert town.yard.message(sent["message_id"]) is not None
