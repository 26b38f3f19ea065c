"""getUpdates: offsets, the wait, kinds asked for, two polls at once, how long updates live."""

import asyncio
from typing import Any

import pytest

from bot.rehearsal.emulator.updates import pace
from emulator.town import Town, keyboard


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def say(town: Town, *lines: str) -> None:
    chat = town.emulator.people.private_chat(town.neighbour)
    for line in lines:
        town.emulator.people.say(town.neighbour, chat, line)


async def test_an_offset_confirms_all_before_it(town: Town) -> None:
    await town.confirm_all()
    await say(town, "一", "二", "三")
    first = await town.updates()
    assert texts(first) == ["一", "二", "三"]
    assert town.emulator.undelivered == 3
    rest = await town.updates(offset=first[1]["update_id"])
    assert texts(rest) == ["二", "三"]
    assert town.emulator.undelivered == 2
    await town.updates(offset=first[2]["update_id"] + 1, limit=1, timeout=0)
    assert town.emulator.undelivered == 0


async def test_unconfirmed_updates_come_again(town: Town) -> None:
    await town.confirm_all()
    await say(town, "一")
    offset = 5
    assert texts(await town.updates(offset=offset)) == texts(await town.updates(offset=offset)) == ["一"]


async def test_a_negative_offset_keeps_only_the_newest(town: Town) -> None:
    await town.confirm_all()
    await say(town, "一", "二", "三")
    assert texts(await town.updates(offset=-2)) == ["二", "三"]
    assert town.emulator.undelivered == 2


async def test_limit_is_obeyed_and_kept_within_1_and_100(town: Town) -> None:
    await town.confirm_all()
    await say(town, *map(str, range(101)))
    assert len(await town.updates(offset=1, limit=7)) == 7
    assert len(await town.updates(offset=2, limit=1000)) == 100
    assert len(await town.updates(offset=3, limit=-1)) == 1


@pytest.mark.parametrize(
    ("since", "expected"),
    [(None, (100, 0)), (0.4, (1, 3)), (0.5, (100, 3)), (2.9, (100, 3)), (3.0, (100, 0))],
)
def test_repeating_an_offset_in_haste_gives_little_and_late(since: float | None, expected: tuple[int, int]) -> None:
    assert pace(100, 0, since) == expected


async def test_a_long_poll_returns_as_soon_as_something_happens(town: Town) -> None:
    await town.confirm_all()
    poll = asyncio.create_task(town.updates(offset=1, timeout=50))
    await town.emulator.changes.until(lambda: town.emulator.polling)
    assert town.emulator.requests_in_flight == 0
    await say(town, "一")
    assert texts(await poll) == ["一"]
    assert not town.emulator.polling


async def test_an_empty_poll_ends_with_its_timeout(town: Town) -> None:
    await town.confirm_all()
    assert await town.updates(offset=1, timeout=1) == []


async def test_the_older_of_two_polls_fails(town: Town) -> None:
    await town.confirm_all()
    older = asyncio.create_task(town.raw("getUpdates", offset=1, timeout=50))
    await town.emulator.changes.until(lambda: town.emulator.polling)
    newer = asyncio.create_task(town.raw("getUpdates", offset=2, timeout=50))
    answer = await older
    assert (answer.status_code, answer.json()["description"]) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await say(town, "一")
    assert texts((await newer).json()["result"]) == ["一"]


async def test_a_poll_whose_caller_goes_away_stands_open_no_longer(town: Town) -> None:
    await town.confirm_all()
    poll = asyncio.create_task(town.updates(offset=1, timeout=50))
    await town.emulator.changes.until(lambda: town.emulator.polling)
    poll.cancel()
    await town.emulator.changes.until(lambda: not town.emulator.polling)


async def test_kinds_not_asked_for_do_not_come(town: Town) -> None:
    """chat_member must be asked for by name; the list is remembered; an empty one means the default."""
    await town.confirm_all()
    people, places = town.emulator.people, town.emulator.places

    async def kinds_after_a_join() -> list[str]:
        places.add(town.yard, people.new("新邻居"))
        kinds = [next(key for key in update if key != "update_id") for update in await town.updates()]
        await town.call("deleteWebhook", drop_pending_updates=True)
        return kinds

    assert await kinds_after_a_join() == ["message"]
    await town.updates(allowed_updates=["chat_member"], offset=6)
    assert await kinds_after_a_join() == ["chat_member"]
    await town.updates(allowed_updates=[], offset=7)
    assert await kinds_after_a_join() == ["message"]


async def test_presses_live_150_seconds_and_messages_a_day(town: Town) -> None:
    await town.confirm_all()
    card = await town.sent(town.yard, reply_markup=keyboard([("同意", "1")]))
    press = town.emulator.people.press(town.neighbour, town.yard, card.id, "1")
    await say(town, "一")
    town.later(seconds=149)
    assert town.emulator.undelivered == 2
    town.later(seconds=1)
    assert town.emulator.undelivered == 1
    await press.confirmed()
    town.later(days=1)
    assert town.emulator.undelivered == 0


async def test_an_act_is_confirmed_by_the_next_offset(town: Town) -> None:
    await town.confirm_all()
    act = town.emulator.people.say(town.neighbour, town.yard, "/ti 牵绳")
    waiting = asyncio.create_task(act.confirmed())
    [update] = await town.updates()
    assert not waiting.done()
    await town.updates(offset=update["update_id"] + 1, limit=1)
    await waiting


async def test_an_update_can_be_delivered_twice(town: Town) -> None:
    """Even a confirmed one comes again with its old id, as delivery is at least once."""
    await town.confirm_all()
    act = town.emulator.people.say(town.neighbour, town.yard, "/ti 牵绳")
    [update] = await town.updates()
    town.emulator.people.repeat(act)
    assert town.emulator.undelivered == 2
    again = await town.updates(offset=update["update_id"] + 1)
    assert again == [update]
    assert town.emulator.undelivered == 1
    town.later(seconds=1)
    await town.updates(offset=update["update_id"] + 2, timeout=0)
    assert town.emulator.undelivered == 0
