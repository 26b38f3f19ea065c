"""A database that is locked or full: nothing is acknowledged that is not kept, and all goes on by itself afterwards."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.deliberation.acts import Stand
from bot.storage import notes
from bot.storage.store import StorageProblem, Store
from bot.storage.tables import journal, standing_acts
from clerk.making import Desk, opened


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    """A clerk that does not wait for locks."""
    monkeypatch.setattr("bot.storage.store._BUSY_SECONDS", 0)
    store = await Store.open(f"sqlite:///{tmp_path}/youshi.db")
    await store.migrate()
    yield Desk(store, tmp_path)
    await store.close()


async def kept(desk: Desk) -> tuple[int, int]:
    """How many ballots stand, and how many rows the minutes have."""
    async with desk.store.reading() as tx:
        return len(await tx.rows(select(standing_acts))), len(await tx.rows(select(journal.c.seq)))


async def vote_together(desk: Desk, motion: int, vote: int) -> list[object]:
    ballots = (desk.do(user, Stand("ballot", motion, vote, "agree")) for user in range(2, 12))
    return list(await asyncio.gather(*ballots, return_exceptions=True))


async def fill(store: Store) -> None:
    """Write until there is no room."""
    for number in count():
        async with store.transaction() as tx:
            await notes.set_note(tx, f"fill {number}", {"with": "x" * 3000})


async def test_while_another_program_has_the_file_locked_nothing_is_taken_and_afterwards_everything(
    desk: Desk, tmp_path: Path
) -> None:
    motion, vote = await opened(desk)
    before = await kept(desk)
    other = sqlite3.connect(tmp_path / "youshi.db", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        problems = await vote_together(desk, motion, vote)
        assert {getattr(problem, "key", problem) for problem in problems} == {"database-locked"}
        with pytest.raises(StorageProblem, match="database-locked"):
            await desk.clerk.close_next_due(desk.now)
        assert await kept(desk) == before
    finally:
        other.close()
    answers = await vote_together(desk, motion, vote)
    assert {getattr(answer, "key", answer) for answer in answers} == {"ballot-recorded"}
    assert await kept(desk) == (10, before[1] + 10)


async def test_whoever_finds_no_connection_free_is_told_so_by_a_key(desk: Desk) -> None:
    async with desk.store.transaction():
        with pytest.raises(StorageProblem, match="database-locked"):
            async with desk.store.transaction():
                raise AssertionError("there are two writers")


async def test_on_a_full_disk_nothing_is_taken_and_with_room_again_everything(desk: Desk) -> None:
    motion, vote = await opened(desk)
    async with desk.store.transaction() as tx:
        pages = (await tx.connection.exec_driver_sql("PRAGMA page_count")).scalar()
        await tx.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageProblem, match="database-disk-full"):
        await fill(desk.store)
    before = await kept(desk)
    problems = await vote_together(desk, motion, vote)
    full = [problem for problem in problems if getattr(problem, "key", "") == "database-disk-full"]
    stood, minutes = await kept(desk)
    # what still found room on a page is kept whole, and everything else not at all
    assert full
    assert (stood, minutes - before[1]) == (10 - len(full), 10 - len(full))
    async with desk.store.transaction() as tx:
        await tx.connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    answers = await vote_together(desk, motion, vote)
    assert {getattr(answer, "key", answer) for answer in answers} <= {"ballot-recorded", "ballot-unchanged"}
    assert (await kept(desk))[0] == 10


async def test_a_close_for_which_the_disk_has_no_room_is_neither_half_done_nor_put_off(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await desk.pass_time(timedelta(hours=24) - timedelta(seconds=1))
    close = await desk.clerk.next_due_at()
    assert close is not None
    async with desk.store.transaction() as tx:
        pages = (await tx.connection.exec_driver_sql("PRAGMA page_count")).scalar()
        await tx.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageProblem, match="database-disk-full"):
        await fill(desk.store)
    ballots = (desk.do(2, Stand("ballot", motion, vote, ("agree", "oppose")[turn % 2])) for turn in count())
    with pytest.raises(StorageProblem, match="database-disk-full"):
        [await ballot for ballot in ballots]
    with pytest.raises(StorageProblem, match="database-disk-full"):
        await desk.clerk.close_next_due(close)
    assert await desk.clerk.next_due_at() == close
    async with desk.store.transaction() as tx:
        await tx.connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert await desk.clerk.close_next_due(close)
    [decision] = (await desk.case()).decisions.values()
    assert decision.closed_at == close
