"""Faults on demand befall the calls they are meant for, before or after these take effect."""

import asyncio

import httpx
import pytest

from bot.rehearsal.emulator import Chat
from emulator.town import Town


def texts(chat: Chat) -> list[str]:
    return [message.text for message in chat.messages.values() if message.text]


async def test_the_next_calls_that_match_fail_and_no_others(town: Town) -> None:
    fault = town.emulator.faults.add(
        "too_many_requests", method="sendMessage", chat_id=town.yard.id, times=2, retry_after=9
    )
    assert (await town.raw("sendMessage", chat_id=town.stairs.id, text="好")).status_code == 200
    assert (await town.raw("getMe")).status_code == 200
    for _ in range(2):
        response = await town.raw("sendMessage", chat_id=town.yard.id, text="好")
        assert response.json()["parameters"] == {"retry_after": 9}
        assert response.headers["Retry-After"] == "9"
    assert fault.left == 0
    assert texts(town.yard) == []
    await town.sent(town.yard)


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_server_error_may_hide_a_success(town: Town, after_effect: bool) -> None:
    town.emulator.faults.add("server_error", status=502, after_effect=after_effect)
    response = await town.raw("sendMessage", chat_id=town.yard.id, text="好")
    assert response.json() == {"ok": False, "error_code": 502, "description": "Bad Gateway"}
    assert texts(town.yard) == (["好"] if after_effect else [])


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_connection_can_be_cut(town: Town, after_effect: bool) -> None:
    town.emulator.faults.add("drop", after_effect=after_effect)
    with pytest.raises(httpx.TransportError):
        await town.raw("sendMessage", chat_id=town.yard.id, text="好")
    assert texts(town.yard) == (["好"] if after_effect else [])
    await town.sent(town.yard, "又好了")


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_call_can_hang_until_its_caller_gives_up(town: Town, after_effect: bool) -> None:
    town.emulator.faults.add("hang", after_effect=after_effect)
    call = asyncio.create_task(town.raw("sendMessage", chat_id=town.yard.id, text="好"))
    await town.emulator.changes.until(lambda: town.emulator.requests_in_flight == 1)
    call.cancel()
    await town.emulator.changes.until(lambda: town.emulator.requests_in_flight == 0)
    assert texts(town.yard) == (["好"] if after_effect else [])


async def test_faults_can_be_forgotten(town: Town) -> None:
    town.emulator.faults.add("drop", times=100)
    town.emulator.faults.clear()
    await town.sent(town.yard)
