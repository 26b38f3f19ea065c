"""What fails and never should: the resident learns a number and that nothing was recorded, the log has it in full."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from logbook import Written, written
from sqlalchemy import update

from bot.storage.tables import issues, rounds, standing_acts

from .town import Town, founded

NUMBER = re.compile(r"报修编号 ([2-9A-HJKMNP-Z]{6}) ")
SEALED = "三楼那家天天打孩子"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        yield town


@asynccontextmanager
async def damaged(town: Town) -> AsyncIterator[None]:
    """Rounds in a state there is none of, as a careless hand in the database would leave them."""
    async with town.app.store.reading() as tx:
        before = {row.id: row.state for row in await tx.rows(rounds.select())}
    async with town.app.store.transaction() as tx:
        await tx.run(update(rounds).values(state=SEALED))
    yield
    async with town.app.store.transaction() as tx:
        for id_, state in before.items():
            await tx.run(update(rounds).where(rounds.c.id == id_).values(state=state))


async def rows(town: Town, table: Any) -> int:
    async with town.app.store.reading() as tx:
        return len(await tx.rows(table.select()))


def incident(book: Written) -> dict[str, Any]:
    """The one line that has a number."""
    [line] = [line for line in book.lines if "incident" in line]
    return line


async def test_a_press_that_fails_is_answered_with_the_number_in_the_log_and_is_not_counted(town: Town) -> None:
    await town.open_quick_vote()
    message, data = town.button("同意")
    with written() as book:
        async with damaged(town):
            press = town.emulator.people.press(town.neighbours[0], town.group, message.id, data)
            answer = await press.answered()
        line = incident(book)
    assert answer.alert
    assert "没有记上" in answer.text
    assert NUMBER.findall(answer.text) == [line["incident"]]
    assert (line["event"], line["level"]) == ("a press failed", "error")
    assert "ValueError" in line["exception"]
    assert "bot/clerk/" in line["exception"]
    assert SEALED not in json.dumps(line, ensure_ascii=False)
    assert await rows(town, standing_acts) == 0
    assert "已记" in (await town.presses(town.neighbours[0], "同意")).text


async def test_a_message_that_fails_is_answered_so_too_and_nothing_of_it_is_kept(town: Town) -> None:
    await town.set_up()
    await town.opens("zhiti")
    with written() as book:
        async with damaged(town):
            act = town.emulator.people.say(town.neighbours[0], town.group, "/ti 楼道灯坏了,请换一盏")
            await act.confirmed()
        line = incident(book)
    await town.rest()
    assert NUMBER.findall(town.last()) == [line["incident"]]
    assert line["event"] == "a message failed"
    assert await rows(town, issues) == 0


async def test_the_log_of_a_whole_session_holds_neither_choices_nor_what_was_raised_sealed(town: Town) -> None:
    with written("debug") as book:
        await town.set_up()
        await town.opens("zhiti")
        person = town.neighbours[0]
        await town.starts(person)
        await town.presses(person, "悄悄提")
        await town.says(person, SEALED, town.private(person))
        await town.says(town.chair, "/open wumin-kuai 楼道装灯,同意吗?")
        await town.confirm_opening()
        await town.presses(person, "反对")
    assert await rows(town, standing_acts) == 1
    assert await rows(town, issues) == 2  # the question of the vote is one
    for secret in (SEALED, "oppose", "反对", town.emulator.token):
        assert secret not in book.text
