"""Opening, transactions, ids: what every other part of storage relies on."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from bot.storage.store import StorageProblem, Store
from bot.storage.tables import notes


async def test_a_transaction_that_fails_leaves_nothing_behind(store: Store) -> None:
    async def fail_halfway() -> None:
        async with store.transaction() as tx:
            await tx.run(insert(notes).values(name="half", value={}))
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        await fail_halfway()
    async with store.reading() as tx:
        assert await tx.one(select(notes)) is None


async def test_writers_take_turns_and_none_loses_what_another_wrote(store: Store) -> None:
    """Twenty read-then-write transactions at once count to twenty: each saw the one before it."""
    async with store.transaction() as tx:
        await tx.run(insert(notes).values(name="n", value=0))

    async def raise_by_one() -> None:
        async with store.transaction() as tx:
            seen = await tx.scalar(select(notes.c.value))
            await asyncio.sleep(0)
            await tx.run(notes.update().values(value=seen + 1))

    await asyncio.gather(*(raise_by_one() for _ in range(20)))
    async with store.reading() as tx:
        assert await tx.scalar(select(notes.c.value)) == 20


async def test_two_programs_on_one_database_take_turns_as_well(store: Store, url: str) -> None:
    other = await Store.open(url)
    try:
        async with store.transaction() as tx:
            waiting = asyncio.create_task(_write(other, "second"))
            await tx.run(insert(notes).values(name="first", value={}))
        await waiting
    finally:
        await other.close()
    async with store.reading() as tx:
        assert sorted(await tx.column(select(notes.c.name))) == ["first", "second"]


async def _write(store: Store, name: str) -> None:
    async with store.transaction() as tx:
        await tx.run(insert(notes).values(name=name, value={}))


async def test_a_reader_sees_one_moment_and_does_not_wait_for_a_writer(store: Store) -> None:
    async with store.reading() as reader:
        assert await reader.one(select(notes)) is None
        await _write(store, "later")
        assert await reader.one(select(notes)) is None
    async with store.reading() as reader:
        assert await reader.scalar(select(notes.c.name)) == "later"


async def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"):
        async with store.reading() as tx:
            await tx.run(insert(notes).values(name="no", value={}))


async def test_ids_are_never_given_out_twice_even_by_another_program(store: Store, url: str) -> None:
    other = await Store.open(url)
    try:
        mine, theirs = await store.reserve_ids(5), await other.reserve_ids(5)
        given = [mine() for _ in range(5)] + [theirs() for _ in range(5)]
        more = await store.reserve_ids(3000)
        given += [more() for _ in range(3000)]
    finally:
        await other.close()
    assert len(set(given)) == len(given)


async def test_running_out_of_ids_is_an_error_and_not_a_wrong_id(store: Store) -> None:
    ids = await store.reserve_ids(1)
    for _ in range(ids.left):
        ids()
    with pytest.raises(LookupError):
        ids()


async def test_sqlite_writes_survive_a_power_cut(sqlite_template: Path) -> None:
    """The connection that writes is in WAL mode with full synchronisation (SQLite documents this as durable)."""
    store = await Store.open(f"sqlite:///{sqlite_template}")
    try:
        async with store.transaction() as tx:
            pragmas = [
                (await tx.connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            ]
    finally:
        await store.close()
    assert pragmas == ["wal", 2, 1]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("", "database-url-unreadable"),
        ("youshi.db", "database-url-unreadable"),
        ("mysql://root@localhost/youshi", "database-url-unreadable"),
        ("sqlite://", "database-in-memory"),
        ("sqlite:///:memory:", "database-in-memory"),
        ("sqlite:///{folder}", "database-not-openable"),
        ("sqlite:///{folder}/none/youshi.db", "database-not-openable"),
        ("sqlite:///{folder}/text.db", "database-not-a-database"),
        ("postgresql://nobody@127.0.0.1:1/youshi", "database-unreachable"),
    ],
)
async def test_an_unusable_database_is_named_by_a_key(url: str, key: str, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("This is a letter, and not at all a database. " * 40)
    with pytest.raises(StorageProblem) as caught:
        await Store.open(url.format(folder=tmp_path))
    assert caught.value.key == key


@pytest.mark.postgres
async def test_a_missing_postgresql_database_is_named_by_a_key(postgres: object) -> None:
    uri = postgres.get_uri("nowhere")  # type: ignore[attr-defined]
    with pytest.raises(StorageProblem) as caught:
        await Store.open(uri)
    assert caught.value.key == "database-missing"


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("statement", "key"),
    [
        ("SET TRANSACTION READ ONLY; UPDATE notes SET name = name", "database-read-only"),
        ("SET LOCAL statement_timeout = '10ms'; SELECT pg_sleep(20)", "database-locked"),
        ("DO $$ BEGIN RAISE SQLSTATE '53200'; END $$", "database-exhausted"),
        ("DO $$ BEGIN RAISE SQLSTATE '57P05'; END $$", "database-unreachable"),
        ("DO $$ BEGIN RAISE SQLSTATE '08006'; END $$", "database-unreachable"),
    ],
)
async def test_what_passes_by_itself_on_a_server_is_trouble_and_no_fault_of_the_act(
    postgres_url: str, statement: str, key: str
) -> None:
    """A server that has become a standby, one that is short of memory or takes too long: the update comes again."""
    store = await Store.open(postgres_url)

    async def ask() -> None:
        async with store.transaction() as tx:
            for part in [statement] if "$$" in statement else statement.split("; "):
                await tx.run(text(part))

    with pytest.raises(StorageProblem, match=key):
        await ask()
    await store.close()


async def test_a_file_somebody_else_has_locked_is_named_by_a_key(
    sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.store._BUSY_SECONDS", 0)
    holder = sqlite3.connect(sqlite_template, isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageProblem) as caught:
            await Store.open(f"sqlite:///{sqlite_template}")
    finally:
        holder.close()
    assert caught.value.key == "database-locked"
