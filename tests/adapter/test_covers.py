"""今天请人代: the day's tasks of a moderator in the hands of another, until midnight."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from .town import Town, founded


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """The chair and 甲 moderate; there is one task to assign."""
    async with founded(tmp_path) as town:
        await town.set_up()
        for neighbour in town.neighbours:
            await town.starts(neighbour)
            await town.says(neighbour, "/status")
        await town.says(town.chair, "/role 甲 网格长")
        await town.opens("zhiban")
        yield town


async def manage(town: Town, who: int = -1) -> str:
    person = town.chair if who < 0 else town.neighbours[who]
    await town.says(person, "/manage", town.private(person))
    return town.last(town.private(person))


async def ask(town: Town) -> None:
    private = town.private(town.chair)
    await manage(town)
    await town.presses(town.chair, "今天请人代", private)
    answer = await town.presses(town.chair, "甲", private)
    assert "甲" in answer.text


async def test_the_one_asked_is_told_and_finds_the_tasks_in_their_list(town: Town) -> None:
    await ask(town)
    private = town.private(town.neighbours[0])
    assert "网格长" in town.last(private)
    await town.presses(town.neighbours[0], "今日待办", private)
    assert "代网格长" in town.last(private)
    assert "其中 1 件" in town.last(private)
    assert "由甲代办" in await manage(town)


async def test_it_ends_at_midnight(town: Town) -> None:
    await ask(town)
    await town.conductor.advance(datetime(2026, 12, 7, 23, 59, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert "由甲代办" in await manage(town)
    await town.conductor.advance(datetime(2026, 12, 8, 0, 1, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert "代办" not in await manage(town)
    assert "代网格长" not in await manage(town, 0)


async def test_who_comes_back_earlier_ends_it_and_the_other_is_told(town: Town) -> None:
    await ask(town)
    await manage(town)
    await town.presses(town.chair, "我自己来", town.private(town.chair))
    assert "回来了" in town.last(town.private(town.neighbours[0]))
    assert "代办" not in await manage(town)


async def test_only_a_moderator_of_the_community_can_be_asked(town: Town) -> None:
    await manage(town)
    private = town.private(town.chair)
    await town.presses(town.chair, "今天请人代", private)
    message, data = town.button("甲", private)
    assert [button.text for button in message.buttons] == ["甲"]
    stranger = town.neighbours[1]
    answer = await town.answer(town.emulator.people.forge_press(stranger, town.private(stranger), 1, data))
    assert answer.alert


async def test_who_is_away_cannot_be_asked(town: Town) -> None:
    await ask(town)
    other = town.neighbours[0]
    await manage(town, 0)
    await town.presses(other, "今天请人代", town.private(other))
    answer = await town.presses(other, "网格长", town.private(other))
    assert answer.alert
