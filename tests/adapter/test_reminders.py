"""Reminders reach those who have not acted, by day, and nobody else; a group is left in peace."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.rehearsal.emulator.model import User

from .town import Town, founded

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        await town.set_up()
        for neighbour in town.neighbours:
            await town.starts(neighbour)
            await town.says(neighbour, "/status")
        yield town


async def until(town: Town, text: str) -> None:
    await town.conductor.advance(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI))
    await town.rest()


def reminders(town: Town, person: User) -> int:
    """How many times this person was reminded of a vote."""
    return sum("投不投" in text for text in town.said(town.private(person)))


async def a_vote(town: Town, flow: str = "jue-kuai") -> None:
    """Open from nine in the morning of 7 December; reminded of half-way and two hours before the close."""
    await town.says(town.chair, f"/open {flow} 楼道装灯,同意吗?")
    await town.confirm_opening()


async def test_only_those_who_have_not_voted_are_reminded_and_the_group_gets_a_count(town: Town) -> None:
    await a_vote(town)
    voter, silent, _ = town.neighbours
    await town.presses(voter, "同意")
    await until(town, "2026-12-07 21:30")
    assert (reminders(town, voter), reminders(town, silent)) == (0, 1)
    counted = [text for text in town.said() if "⏰" in text]
    assert len(counted) == 1
    assert "1" in counted[0]
    assert not any(person.first_name in counted[0] for person in town.neighbours)


async def test_who_asked_not_to_be_reminded_is_not(town: Town) -> None:
    await a_vote(town)
    muting, silent, _ = town.neighbours
    await until(town, "2026-12-07 21:30")
    answer = await town.presses(muting, "别再提醒", town.private(muting))
    assert answer.text
    await until(town, "2026-12-08 08:30")
    assert (reminders(town, muting), reminders(town, silent)) == (1, 2)


async def test_who_votes_between_a_reminder_and_the_morning_is_not_reminded(town: Town) -> None:
    await a_vote(town)
    voter, silent, _ = town.neighbours
    # due at seven, held back until half past
    await until(town, "2026-12-08 07:10")
    await town.presses(voter, "同意", town.group)
    await until(town, "2026-12-08 08:30")
    assert (reminders(town, voter), reminders(town, silent)) == (1, 2)


async def test_nobody_is_reminded_in_the_morning_of_what_closed_at_night(town: Town) -> None:
    await a_vote(town, "jue-ye")
    # half-way at eight in the evening; the second is due at five, and the vote closes at seven
    await until(town, "2026-12-08 09:00")
    assert [reminders(town, person) for person in town.neighbours] == [1, 1, 1]
    assert sum("⏰" in text for text in town.said()) == 1


async def test_p14_a_group_gets_three_posts_a_day_and_the_fourth_the_next_morning(town: Town) -> None:
    for number in range(1, 5):
        await town.says(town.chair, f"/announce 第{number}条通知")
    assert sum("条通知" in text for text in town.said()) == 3
    await until(town, "2026-12-08 07:00")
    assert sum("条通知" in text for text in town.said()) == 3
    await until(town, "2026-12-08 08:00")
    assert sum("条通知" in text for text in town.said()) == 4


async def test_the_nudge_for_a_finished_task_is_not_sent(town: Town) -> None:
    await town.opens("zhiban")
    await town.says(town.chair, "/assign + 其他 装便袋箱")
    await town.says(town.chair, "/assign 1 @chair")
    await town.passes(timedelta(days=1))
    await town.says(town.chair, "/done 1 装好了 80元")
    posts = len(town.said(town.private(town.chair)))
    await town.passes(timedelta(days=14))
    assert not any("便袋箱" in text and "怎么样" in text for text in town.said(town.private(town.chair))[posts:])
