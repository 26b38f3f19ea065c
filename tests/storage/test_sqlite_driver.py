"""What a write transaction asks of SQLite costs no visit to the connection's thread, unless it may wait or is large."""

import contextlib
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.storage.sqlite_driver import Connection
from bot.storage.store import StorageProblem, Store, Tx
from bot.storage.tables import notes


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The name of everything a thread is asked to do."""
    asked: list[str] = []
    visit = aiosqlite.Connection._execute

    async def counted(self: aiosqlite.Connection, work: Any, *args: Any, **more: Any) -> Any:
        asked.append(work.__name__)
        return await visit(self, work, *args, **more)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
    return asked


@pytest.fixture
async def migrated(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Store]:
    path = shutil.copy(sqlite_template, tmp_path / "youshi.db")
    store = await Store.open(f"sqlite:///{path}")
    yield store
    await store.close()


def log_size(store: Store) -> int:
    """The bytes of the log beside a database file."""
    return Path(f"{store._writer.url.database}-wal").stat().st_size


async def test_only_beginning_and_ending_a_write_transaction_visit_the_thread(
    migrated: Store, visits: list[str]
) -> None:
    async with migrated.transaction() as tx:
        begun = list(visits)
        await tx.run(notes.insert(), [{"name": "a", "value": {}}, {"name": "b", "value": {}}])
        async with tx.savepoint():
            assert await tx.run(notes.update().values(value={"x": 1})) == 2
        assert await tx.scalar(select(notes.c.value).where(notes.c.name == "b")) == {"x": 1}
        assert visits == begun
    assert "commit" in visits[len(begun) :]


async def test_a_statement_read_only_is_one_visit(migrated: Store, visits: list[str]) -> None:
    async with migrated.reading() as tx:
        begun = len(visits)
        assert await tx.rows(select(notes)) == []
        assert len(visits) == begun + 1


async def test_many_rows_at_once_are_left_to_the_thread(migrated: Store, visits: list[str]) -> None:
    async with migrated.transaction() as tx:
        begun = len(visits)
        await tx.run(notes.insert(), [{"name": str(number), "value": {}} for number in range(1001)])
        assert len(visits) == begun + 1


async def test_what_is_refused_on_the_spot_undoes_the_transaction(migrated: Store) -> None:
    async def twice() -> None:
        async with migrated.transaction() as tx:
            for _ in range(2):
                await tx.run(notes.insert().values(name="a", value={}))

    with pytest.raises(IntegrityError):
        await twice()
    async with migrated.reading() as tx:
        assert await tx.rows(select(notes)) == []


async def test_a_log_that_cannot_be_emptied_just_then_is_emptied_later_and_what_was_committed_is_kept(
    migrated: Store,
) -> None:
    """A question of the same connection that is not read to its end holds the log; nobody is told that nothing was
    kept, and the patience of the connection is afterwards what it was."""
    async with migrated.transaction() as tx:
        driver = (await tx.connection.get_raw_connection()).driver_connection
        assert isinstance(driver, Connection)
        (patience,) = driver._conn.execute("PRAGMA busy_timeout").fetchone()
        await tx.run(notes.insert(), [{"name": "a", "value": {}}, {"name": "b", "value": {}}])
        half_read = driver._conn.execute("SELECT name FROM notes")
        assert half_read.fetchone()
        tx.leaves_traces = True
    assert log_size(migrated)
    half_read.close()
    assert driver._conn.execute("PRAGMA busy_timeout").fetchone() == (patience,)
    async with migrated.transaction() as tx:
        assert sorted(await tx.column(select(notes.c.name))) == ["a", "b"]
    assert not log_size(migrated)


async def test_after_a_full_disk_has_undone_a_transaction_nothing_of_it_is_written_on_its_own(migrated: Store) -> None:
    async with migrated.transaction() as tx:
        pages = (await tx.connection.exec_driver_sql("PRAGMA page_count")).scalar()
        await tx.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    async def fill(tx: Tx) -> None:
        for number in range(10_000):
            async with tx.savepoint():
                await tx.run(notes.insert().values(name=f"fill {number}", value={"with": "x" * 3000}))

    async def go_on_regardless() -> None:
        async with migrated.transaction() as tx:
            with contextlib.suppress(OperationalError):
                await fill(tx)
            with contextlib.suppress(OperationalError):
                await tx.run(notes.insert().values(name="afterwards", value={}))

    with pytest.raises(StorageProblem, match="database-disk-full"):
        await go_on_regardless()
    async with migrated.transaction() as tx:
        assert await tx.rows(select(notes)) == []
        await tx.run(notes.insert().values(name="a", value={}))
    async with migrated.reading() as tx:
        assert await tx.column(select(notes.c.name)) == ["a"]
