"""The minutes in the database: chained, checkable, and whole after an erasure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from bot.deliberation.desk import JournalEntry
from bot.deliberation.minutes.journal import ChainRow, Content, Head, community_chain, session_chain, verify_chain
from bot.storage import journal, lookups
from bot.storage.store import Store
from storage.counting import statements
from storage.making import NOW, Town, a_town


def _salts() -> Callable[[], str]:
    numbers = count()
    return lambda: f"salt-{next(numbers)}"


def _entry(number: int) -> JournalEntry:
    public = {"what": number, "counts": {2: "b", 10: "a"}}
    return JournalEntry("ballot", NOW + timedelta(seconds=number), public, {"person": number, "words": "同意"})


async def _filled(store: Store, town: Town, size: int = 5) -> str:
    chain = session_chain(town.case.session.id)
    async with store.transaction() as tx:
        await journal.append(tx, [(chain, _entry(number)) for number in range(size)], _salts())
    return chain


async def test_a_chain_verifies_and_ends_where_the_session_says(store: Store) -> None:
    town = await a_town(store)
    chain = await _filled(store, town)
    async with store.transaction() as tx:
        await journal.append(tx, [(chain, _entry(9))], _salts())
        rows, contents = await journal.read_chain(tx, chain)
        session = await lookups.session(tx, town.case.session.id)
    assert session is not None
    assert [row.seq for row in rows] == [1, 2, 3, 4, 5, 6]
    assert verify_chain(rows, contents, Head(session.chain_seq, session.chain_head)) == []
    assert contents[6].content == {"person": 9, "words": "同意"}


async def test_an_erased_content_leaves_the_chain_whole_and_a_mark_in_it(store: Store) -> None:
    """The mark is a row of its own, which names in its content what is gone, and which cannot be erased."""
    town = await a_town(store)
    chain = session_chain(town.case.session.id)
    async with store.transaction() as tx:
        entries = [(chain, replace(_entry(number), kind="statement")) for number in range(5)]
        await journal.append(tx, entries, _salts())
        assert await journal.erase(tx, chain, [2, 4, 99], NOW, _salts()) == {2, 4}
        assert await journal.erase(tx, chain, [2, 6], NOW, _salts()) == frozenset()
        rows, contents = await journal.read_chain(tx, chain)
        head = await journal.read_head(tx, chain)
    assert sorted(contents) == [1, 3, 5, 6]
    assert (rows[-1].kind, rows[-1].public) == ("erased", {"rows": 2})
    assert contents[6].content == {"rows": {"2": {}, "4": {}}}
    assert verify_chain(rows, contents, head) == []


def _forge_kind(rows: list[ChainRow], contents: dict[int, Content]) -> None:
    rows[2] = replace(rows[2], kind="care")


def _forge_public(rows: list[ChainRow], contents: dict[int, Content]) -> None:
    rows[2] = replace(rows[2], public={"what": 99})


def _forge_time(rows: list[ChainRow], contents: dict[int, Content]) -> None:
    rows[2] = replace(rows[2], at=NOW)


def _forge_content(rows: list[ChainRow], contents: dict[int, Content]) -> None:
    contents[3] = replace(contents[3], content={"person": 2, "words": "反对"})


def _drop(rows: list[ChainRow], contents: dict[int, Content]) -> None:
    del rows[2]


def _cut_off(rows: list[ChainRow], contents: dict[int, Content]) -> None:
    del rows[4]


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (_forge_kind, {(3, "hash")}),
        (_forge_public, {(3, "hash")}),
        (_forge_time, {(3, "hash")}),
        (_forge_content, {(3, "commitment")}),
        (_drop, {(4, "gap"), (4, "prev")}),
        (_cut_off, {(5, "head")}),
    ],
)
async def test_tampering_is_found_where_it_was_done(
    store: Store,
    tamper: Callable[[list[ChainRow], dict[int, Content]], None],
    found: set[tuple[int, str]],
) -> None:
    town = await a_town(store)
    chain = await _filled(store, town)
    async with store.reading() as tx:
        rows, contents = await journal.read_chain(tx, chain)
        head = await journal.read_head(tx, chain)
    tamper(rows, contents)
    assert {(problem.seq, problem.key) for problem in verify_chain(rows, contents, head)} == found


async def test_an_erasure_asks_the_same_statements_however_long_the_minutes(store: Store) -> None:
    """A list of the rows would grow with them, and PostgreSQL takes 32,767 values in one statement."""
    asked = list[list[str]]()
    for number, size in enumerate((2, 300)):
        chain, entry = community_chain(number), replace(_entry(1), kind="statement")
        async with store.transaction() as tx:
            await journal.append(tx, [(chain, entry)] * size, _salts())
            with statements() as seen:
                assert len(await journal.erase(tx, chain, range(1, size + 1), NOW, _salts())) == size
        asked.append([statement for statement, _ in seen])
    assert asked[0] == asked[1]


async def test_chains_are_apart_and_a_known_head_saves_reading_it(store: Store) -> None:
    town = await a_town(store)
    mine, house = session_chain(town.case.session.id), community_chain(town.community.id)
    async with store.transaction() as tx:
        heads = await journal.append(tx, [(mine, _entry(1)), (house, _entry(2)), (mine, _entry(3))], _salts())
        with statements() as seen:
            after = await journal.append(tx, [(mine, _entry(4)), (house, _entry(5))], _salts(), heads)
        assert not any(statement.lstrip().startswith("SELECT") for statement, _ in seen)
        for chain, length in ((mine, 3), (house, 2)):
            rows, contents = await journal.read_chain(tx, chain)
            assert len(rows) == length
            assert verify_chain(rows, contents, after[chain]) == []
            assert await journal.read_head(tx, chain) == after[chain]


async def test_a_batch_takes_the_same_number_of_statements_whatever_its_size(store: Store) -> None:
    town = await a_town(store)
    chain, counted = session_chain(town.case.session.id), []
    for size in (1, 300):
        async with store.transaction() as tx:
            with statements() as seen:
                await journal.append(tx, [(chain, _entry(number)) for number in range(size)], _salts())
        counted.append(len(seen))
    assert counted[0] == counted[1]


async def test_nothing_to_enter_asks_nothing(store: Store) -> None:
    async with store.transaction() as tx:
        with statements() as seen:
            assert await journal.append(tx, [], _salts()) == {}
    assert seen == []
