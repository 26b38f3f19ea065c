"""The judge of the bot's calls can fail: it knows a wrong call from a right one, however it was sent."""

import json
from typing import Any

import pytest
from judge import Judge, problems

from bot.rehearsal.emulator import Emulator, RecordedCall
from emulator.town import START, Town, keyboard, picture


def call(method: str, *files: str, **parameters: Any) -> RecordedCall:
    return RecordedCall(START, method, parameters, files, in_answer=False)


RIGHT = [
    call("sendMessage", chat_id=1, text="好", reply_markup=keyboard([("好", "1")])),
    call("SENDMESSAGE", chat_id="1", text="{", reply_markup=json.dumps(keyboard([("好", "1")]))),
    call("sendPhoto", "photo", chat_id="1", caption="图"),
    call("sendMediaGroup", "p0", chat_id=1, media='[{"type": "photo", "media": "attach://p0"}]'),
    call("setMyCommands", commands='[{"command": "ti", "description": "提"}]', scope='{"type": "default"}'),
    call("getUpdates", offset="5", allowed_updates='["message"]'),
    call("setMessageReaction", chat_id=1, message_id=2, reaction=[{"type": "emoji", "emoji": "👍"}]),
]
WRONG = [
    (call("sendPidgeon"), "sendPidgeon: no such method"),
    (call("sendMessage", chat_id=1, text="好", mood="good"), "sendMessage.mood: no such parameter"),
    (call("sendMessage", chat_id=1), "sendMessage.text: Field required"),
    (call("sendMessage", chat_id=1, text=5), "sendMessage.text: Input should be a valid string"),
    (
        call("sendMessage", chat_id=1, text="好", reply_parameters={"message_id": 1, "loud": True}),
        "sendMessage.reply_parameters.loud: no such field",
    ),
    (call("setMyCommands", commands=[], scope={"type": "street"}), "setMyCommands.scope: Input tag 'street'"),
    (call("sendMessage", "stray", chat_id=1, text="好"), "sendMessage.stray: no such parameter"),
]


@pytest.mark.parametrize("right", RIGHT, ids=lambda call: call.method)
def test_right_calls_pass(right: RecordedCall) -> None:
    assert problems(right) == []


@pytest.mark.parametrize(("wrong", "words"), WRONG, ids=[words for _, words in WRONG])
def test_wrong_calls_are_found(wrong: RecordedCall, words: str) -> None:
    assert any(problem.startswith(words) for problem in problems(wrong))


async def test_every_call_any_emulator_gets_is_heard_as_it_was_sent(town: Town) -> None:
    judge = Judge()
    Emulator.call_observers.append(judge.hear)
    try:
        await town.raw("sendMessage", chat_id=town.yard.id, text="好", mood="good")
        await town.raw("sendPhoto", {"photo": ("p.png", picture(8, 8))}, chat_id=str(town.yard.id))
    finally:
        Emulator.call_observers.remove(judge.hear)
    assert judge.problems() == ["sendMessage.mood: no such parameter"]
    assert [(one.method, one.files) for one in town.emulator.calls] == [("sendMessage", ()), ("sendPhoto", ("photo",))]
