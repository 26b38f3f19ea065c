"""A household's code typed into a group is taken away, ended and replaced."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.rehearsal.emulator.model import Chat
from bot.storage.tables import codes, journal, residents

from .town import Town, founded

ROLL = "unit,household,area,owner,representative\n2-101,2-101,89.50,业主,业主\n2-102,2-102,90.00,邻居,邻居"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        await town.set_up()
        await town.says(town.chair, "/roll\n" + ROLL)
        yield town


def digits_in(town: Town, chat: Chat) -> str:
    found: list[str] = re.findall(r"[0-9]{8}", town.last(chat))
    return found[-1]


async def a_code(town: Town) -> str:
    await town.says(town.chair, "/roll codes 2-101")
    return digits_in(town, town.private(town.chair))


@pytest.mark.parametrize("written", ["{} 2-101", "2-101 {}", "/join {} 2-101", "我家的码是 {}"])
async def test_a_code_in_the_group_is_deleted_and_replaced_and_the_person_told(town: Town, written: str) -> None:
    person = town.neighbours[0]
    await town.starts(person)
    code = await a_code(town)
    act = await town.says(person, written.format(f"{code[:4]} {code[4:]}"))
    assert act.message is not None
    assert act.message.deleted
    assert "作废" in town.last(town.private(person))
    new = digits_in(town, town.private(town.chair))
    assert new != code
    assert not any(code in text for text in town.said())
    private = town.private(person)
    await town.says(person, f"/join {code} 2-101", private)
    async with town.app.store.reading() as tx:
        assert await tx.rows(residents.select()) == []
    await town.says(person, f"/join {new} 2-101", private)
    async with town.app.store.reading() as tx:
        assert [row.state for row in await tx.rows(residents.select())] == ["bound"]


async def test_who_has_no_private_chat_is_told_in_the_group_without_the_code(town: Town) -> None:
    code = await a_code(town)
    await town.says(town.neighbours[0], f"{code} 2-101")
    assert "作废" in town.last()
    assert code not in town.last()


async def test_a_telephone_number_in_the_group_is_talk(town: Town) -> None:
    await a_code(town)
    posts = town.said()
    async with town.app.store.reading() as tx:
        before = len(await tx.rows(journal.select()))
    act = await town.says(town.neighbours[0], "居委会电话 63021234,有事打")
    assert act.message is not None
    assert not act.message.deleted
    async with town.app.store.reading() as tx:
        assert len(await tx.rows(journal.select())) == before
        assert {row.tries for row in await tx.rows(codes.select())} == {0}
    assert town.said() == posts


async def test_a_mistyped_code_in_the_group_is_deleted_and_binds_nobody(town: Town) -> None:
    code = await a_code(town)
    wrong = f"{(int(code) + 1) % 10**8:08}"
    act = await town.says(town.neighbours[0], f"/join {wrong} 2-101")
    assert act.message is not None
    assert act.message.deleted
    assert "私聊" in town.last()
    async with town.app.store.reading() as tx:
        assert {row.tries for row in await tx.rows(codes.select())} == {0}


async def test_without_the_right_to_delete_the_code_ends_all_the_same(town: Town) -> None:
    person = town.neighbours[0]
    await town.starts(person)
    code = await a_code(town)
    town.emulator.places.demote(town.group, town.emulator.bot, by=town.chair)
    await town.says(person, f"/join {code} 2-101")
    assert "请把刚才那条删掉" in town.last(town.private(person))
    assert digits_in(town, town.private(town.chair)) != code
