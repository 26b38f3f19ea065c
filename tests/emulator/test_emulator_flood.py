"""Flood limits on a stepped clock: nothing waits, the clock is moved."""

from bot.rehearsal.emulator import Chat
from emulator.town import Town


async def post(town: Town, chat: Chat) -> int:
    """Post once; 0 where it went through, else the seconds to wait."""
    response = await town.raw("sendMessage", chat_id=chat.id, text="好")
    if response.status_code == 200:
        return 0
    answer = response.json()
    wait = int(answer["parameters"]["retry_after"])
    assert response.status_code == answer["error_code"] == 429
    assert answer["description"] == f"Too Many Requests: retry after {wait}"
    assert response.headers["Retry-After"] == str(wait)
    return wait


async def test_a_chat_takes_a_short_burst_and_then_one_a_second(town: Town) -> None:
    chat = town.emulator.people.private_chat(town.neighbour)
    assert [await post(town, chat) for _ in range(5)] == [0, 0, 0, 0, 1]
    town.later(seconds=1)
    assert [await post(town, chat) for _ in range(2)] == [0, 1]
    town.later(seconds=60)
    assert [await post(town, chat) for _ in range(5)] == [0, 0, 0, 0, 1]


async def test_a_group_takes_twenty_a_minute(town: Town) -> None:
    for _ in range(20):
        assert await post(town, town.yard) == 0
        town.later(seconds=1)
    assert await post(town, town.yard) == 40
    assert await post(town, town.stairs) == 0
    town.later(seconds=39)
    assert await post(town, town.yard) == 1
    town.later(seconds=1)
    assert await post(town, town.yard) == 0


async def test_edits_count_and_refused_calls_do_not(town: Town) -> None:
    chat = town.emulator.people.private_chat(town.neighbour)
    message = await town.sent(chat)
    for text in ("一", "一", "二", "三"):
        await town.raw("editMessageText", chat_id=chat.id, message_id=message.id, text=text)
    response = await town.raw("editMessageText", chat_id=chat.id, message_id=message.id, text="四")
    assert response.status_code == 429
    assert message.text == "三"


async def test_thirty_a_second_overall(town: Town) -> None:
    chats = [town.emulator.places.group(f"{n}号楼", owner=town.owner) for n in range(31)]
    assert [await post(town, chat) for chat in chats] == [0] * 30 + [1]
    town.later(seconds=1)
    assert await post(town, chats[-1]) == 0


async def test_limits_can_be_switched_off(town: Town) -> None:
    town.emulator.flood_limits = False
    assert [await post(town, town.yard) for _ in range(40)] == [0] * 40
