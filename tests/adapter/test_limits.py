"""Limits of a person and of a group: far above what anybody means, one quiet word, and nothing stored."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.chat.telegram.limiter import CODES, GROUP, MESSAGES, RAISED
from bot.rehearsal.emulator.model import User
from bot.storage.tables import codes, issues, standing_acts, updates

from .town import Town, founded

DOORS = [f"2-10{n}" for n in range(1, 9)]
ROLL = "unit,household,area,owner,representative\n" + "".join(f"{door},,89.50,业主{door},\n" for door in DOORS)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        yield town


async def rows(town: Town, table: Any) -> int:
    async with town.app.store.reading() as tx:
        return len(await tx.rows(table.select()))


async def flood(town: Town, who: User, texts: list[str], *, private: bool = False) -> None:
    chat = town.private(who) if private else town.group
    for text in texts:
        town.emulator.people.say(who, chat, text)
    await town.rest()


async def test_two_hundred_who_press_together_are_all_counted(town: Town) -> None:
    await town.open_quick_vote()
    crowd = [town.emulator.people.new(f"居民{n}") for n in range(200)]
    for one in crowd:
        town.emulator.places.add(town.group, one)
    await town.rest()
    message, data = town.button("同意")
    presses = [town.emulator.people.press(one, town.group, message.id, data) for one in crowd]
    await town.rest()
    assert ["已记" in press.answer.text for press in presses if press.answer] == [True] * 200
    assert await rows(town, standing_acts) == 200


async def test_whoever_presses_too_fast_is_told_that_it_was_not_counted(town: Town) -> None:
    await town.open_quick_vote()
    message, data = town.button("同意")
    presses = [town.emulator.people.press(town.neighbours[0], town.group, message.id, data) for _ in range(60)]
    await town.rest()
    told = [press.answer for press in presses if press.answer and "没有记上" in press.answer.text]
    assert [(answer.alert, answer.url) for answer in told] == [(False, None)]


async def test_whoever_floods_a_group_is_told_once_and_privately_and_nothing_is_stored(town: Town) -> None:
    await town.set_up()
    person = town.neighbours[0]
    await town.starts(person)
    before = await rows(town, updates)
    await flood(town, person, ["/status"] * 3 * MESSAGES.most)
    assert [text for text in town.said(town.private(person)) if "太快" in text] == [
        "说得太快,刚才这条没有记上。等一分钟再发一遍。"
    ]
    assert not [text for text in town.said() if "太快" in text]
    # those let through (the start was one of them), and the one that is told
    assert await rows(town, updates) - before == MESSAGES.most - 1 + 1


async def test_many_who_flood_one_group_together_are_held_back_and_another_group_is_not(town: Town) -> None:
    await town.set_up()
    before = await rows(town, updates)
    crowd = [town.emulator.people.new(f"账号{n}") for n in range(10)]
    for one in crowd:
        town.emulator.places.add(town.group, one)
    await town.rest()
    for _ in range(20):
        for one in crowd:
            town.emulator.people.say(one, town.group, "/status")
    await town.rest()
    taken = await rows(town, updates) - before
    assert taken <= GROUP.most + 2 * len(crowd)


async def test_issues_have_a_bound_an_hour_that_is_told(town: Town) -> None:
    await town.set_up()
    person = town.neighbours[0]
    for n in range(RAISED.most + 3):
        await town.says(person, f"/ti 第{n}件:楼道灯坏了")
        await town.passes(RAISED.pace / 100)
    told = [text for text in town.said() if "提得够多" in text]
    assert len(told) == 1
    assert await rows(town, issues) <= RAISED.most


async def test_one_account_cannot_lock_the_codes_of_a_whole_street(town: Town) -> None:
    await town.set_up()
    await town.says(town.chair, "/roll\n" + ROLL)
    await town.says(town.chair, "/roll codes")
    stranger = town.emulator.people.new("外人")
    await town.starts(stranger)
    for door in DOORS * 5:
        await town.says(stranger, f"/join 12345678 {door}", town.private(stranger))
        await town.passes(MESSAGES.pace)
    async with town.app.store.reading() as tx:
        tries = [row.tries for row in await tx.rows(codes.select().where(codes.c.way == "digits"))]
    assert sum(tries) <= CODES.most + 1
    said = [text for text in town.said(town.private(stranger)) if "试得太多" in text]
    assert len(said) == 1
