"""Opening the database, transactions on it, and the source of ids.

One writer at a time on both databases: SQLite by `BEGIN IMMEDIATE` on a single connection, PostgreSQL by
an advisory lock held to the end of the transaction, by whichever program writes. So no rule has to think about a
second writer: two ballots of one household that reach two programs at once meet one after the other, and a chain of
the minutes has one end. Locks on the rows of sessions instead would have to cover, besides a session, whatever else a
rule may touch (numbers of the community, the roll, offices, people met for the first time, the board of a chat with
several sessions), for a gain that is not there: many acts go into one commit, and one writer keeps 25,000 acts a
second, while Telegram takes 30 messages. What would gain by it, sending and waiting, never holds this lock, and what
may be sent is claimed beside it, by locks on the rows (`Store.claiming`).

A lock ends with the connection that held it. The server is asked to notice within seconds that the other end has gone
silent, and to break off a transaction nobody goes on with. What is read and written is left to the other modules here.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

from sqlalchemy import CursorResult, Executable, Row, event, func, make_url, select, update
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncTransaction, create_async_engine

from bot.deliberation.flow import Flow
from bot.storage import migrations, sqlite_driver
from bot.storage.problem import StorageProblem, problem_of
from bot.storage.seal import Seal
from bot.storage.tables import counters

__all__ = ["Ids", "OutOfIds", "StorageProblem", "Store", "Tx"]

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
_BUSY_SECONDS = 10
_WRITERS_LOCK = func.hashtextextended(func.current_schema(), 0x796F75736869)
"""Any number no other program of this database uses: `youshi` in ASCII, and the schema the tables are in, for another
bot may have another schema of the same database."""
_CONNECT_SECONDS = 10
_VIGILANCE = {
    "application_name": "youshi",
    # a vote the bot has confirmed must survive a power cut, however the server is set
    "synchronous_commit": "on",
    # a program that was stopped, or a machine that hangs, in the middle of a transaction
    "idle_in_transaction_session_timeout": "20s",
    # a machine or a line that is gone without a word
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
}
"""What a PostgreSQL server is told of each connection, so that its locks are free again within seconds."""
_BLOCK = 20_000
"""Ids reserved at a time, several times what one transaction may ask for: reserving them is a commit of its own."""

Params = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class Tx:
    """One transaction: a few ways to run a statement, and the flows parsed so far."""

    def __init__(self, connection: AsyncConnection, flows: dict[str, Flow], seal: Seal | None = None) -> None:
        self.connection = connection
        self.seal = seal
        """What sealed authors are closed and opened with; None for a program that has no key at hand."""
        self.flows = flows
        """Effective flows by hash. They never change, so one parsed in a transaction that fails may stay."""
        self.leaves_traces = False
        """Whether something was destroyed that must not be read out of the log of the database either."""

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.connection.dialect.name

    async def rows(self, statement: Executable, params: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        return (await self._execute(statement, params)).all()

    async def one(self, statement: Executable, params: Mapping[str, Any] | None = None) -> Row[Any] | None:
        """The first row, None where there is none."""
        return (await self._execute(statement, params)).first()

    async def scalar(self, statement: Executable, params: Mapping[str, Any] | None = None) -> Any:
        """The first column of the first row, None where there is none."""
        return (await self._execute(statement, params)).scalar()

    async def column(self, statement: Executable) -> list[Any]:
        """The first column of every row."""
        return list((await self._execute(statement, None)).scalars().all())

    async def run(self, statement: Executable, params: Params | None = None) -> int:
        """Run a write, once or (given a list) for every set of values in one round trip; the rows it touched.

        An empty list runs nothing.
        """
        if params is not None and not params:
            return 0
        return (await self._execute(statement, params)).rowcount

    def savepoint(self) -> AsyncTransaction:
        """`async with tx.savepoint():` what is written inside is kept or undone as one, whatever else is."""
        return self.connection.begin_nested()

    async def _execute(self, statement: Executable, params: Params | None) -> CursorResult[Any]:
        return await self.connection.execute(statement, params)


class OutOfIds(LookupError):
    """A transaction asks for more ids than were reserved for it."""


class Ids:
    """Ids for new records, given out without asking the database: `ids()` is the next one."""

    def __init__(self) -> None:
        self._next = self._end = 0

    @property
    def left(self) -> int:
        return self._end - self._next

    def __call__(self) -> int:
        if not self.left:
            raise OutOfIds("no ids left: reserve them before the transaction")
        self._next += 1
        return self._next - 1

    def refill(self, first: int, end: int) -> None:
        """Give out `first` … `end - 1` from now on; what was left of an adjoining block stays."""
        if self._end != first:
            self._next = first
        self._end = end


class Store:
    """The open database. Make one with `await Store.open(url)`, and close it."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer, self._reader = writer, reader
        self._flows: dict[str, Flow] = {}
        self._ids = Ids()
        self._traces = False
        self.seal: Seal | None = None
        """Given by `keyring.take_up`; without it nothing can be sealed, and sealed authors are nobody."""

    @classmethod
    async def open(cls, url: str) -> "Store":
        """Open `sqlite:///file.db` or `postgresql://user@host/name`; raises `StorageProblem` with what to mend.

        The tables may not be there yet, or be older: see `migrate`. A database newer than this program is refused.
        """
        target = _checked(url)
        if target.get_backend_name() == "sqlite":
            await asyncio.to_thread(_probe, str(target.database))
        store = cls(*_engines(target))
        try:
            async with store.transaction() as tx:
                await tx.connection.run_sync(migrations.refuse_newer)
        except StorageProblem:
            await store.close()
            raise
        except (OSError, DBAPIError) as error:
            await store.close()
            problem = problem_of(error) or StorageProblem("database-unreachable", detail=str(error))
            raise problem from error
        return store

    @property
    def shared(self) -> bool:
        """Whether other programs may be at work on this database: on PostgreSQL, never on SQLite."""
        return self._writer is self._reader

    def connect(self) -> AsyncConnection:
        """A connection for what lasts longer than a transaction; whoever takes it closes it."""
        return self._writer.connect()

    async def close(self) -> None:
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """A write transaction: all of it is kept, durably, or (on any exception) nothing. Not to be nested.

        Raises `StorageProblem` where the database is in trouble; nothing was kept then.
        """
        async with self._named(), self._writer.begin() as connection:
            if connection.dialect.name == "postgresql":
                await connection.execute(select(func.pg_advisory_xact_lock(_WRITERS_LOCK)))
            tx = Tx(connection, self._flows, self.seal)
            yield tx
        self._traces = self._traces or (tx.leaves_traces and not self.shared)
        if self._traces:
            await self._empty_log()

    async def _empty_log(self) -> None:
        """Have SQLite write its log into the file and begin it anew. Where somebody is reading just then, or the disk
        is in trouble, it is done after the next transaction: nobody waits for it, and what was committed is kept."""
        with suppress(sqlite3.Error, DBAPIError, NoConnectionFree, OSError):
            async with self._writer.connect() as connection:
                driver = (await connection.get_raw_connection()).driver_connection
                assert isinstance(driver, sqlite_driver.Connection)
                self._traces = not await driver.empty_log()

    @asynccontextmanager
    async def claiming(self) -> AsyncIterator[Tx]:
        """A write transaction beside the one writer, for rows that are locked one by one and passed over where they
        are locked already. It must change nothing else. SQLite has no other way to write than its writer."""
        async with self._named(), self._writer.begin() as connection:
            yield Tx(connection, self._flows, self.seal)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        """One consistent view of the database, which cannot be written through it and holds no writer up."""
        async with self._named(), self._reader.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = await connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            async with connection.begin() as transaction:
                yield Tx(connection, self._flows, self.seal)
                await transaction.rollback()

    @asynccontextmanager
    async def _named(self) -> AsyncIterator[None]:
        """Raise `StorageProblem` for what is the operator's to mend, or passes by itself."""
        try:
            yield
        except (DBAPIError, NoConnectionFree) as error:
            if problem := problem_of(error):
                raise problem from error
            raise
        except OSError as error:
            if not self.shared:
                raise
            # the driver leaves a server it cannot reach as the operating system names it
            raise StorageProblem("database-unreachable", detail=str(error)) from error

    async def migrate(self) -> None:
        """Bring the tables to this program's version; does nothing where they are."""
        async with self.transaction() as tx:
            await tx.connection.run_sync(migrations.upgrade)

    async def is_current(self) -> bool:
        """Whether the tables are at this program's version."""
        async with self.reading() as tx:
            return await tx.connection.run_sync(migrations.is_current)

    async def is_empty(self) -> bool:
        """Whether no program has made tables here yet."""
        async with self.reading() as tx:
            return await tx.connection.run_sync(migrations.is_empty)

    async def reserve_ids(self, wanted: int = 1) -> Ids:
        """The store's id source with at least `wanted` ids in it. Must not be called within a transaction.

        Ids left when the program ends are never used: a gap in ids means nothing.
        """
        if self._ids.left < wanted:
            block = max(_BLOCK, wanted)
            async with self.transaction() as tx:
                end = await tx.scalar(
                    update(counters)
                    .where(counters.c.name == "id")
                    .values(next=counters.c.next + block)
                    .returning(counters.c.next)
                )
            self._ids.refill(end - block, end)
        return self._ids


def _checked(url: str) -> URL:
    try:
        target = make_url(url)
        driver = _DRIVERS[target.get_backend_name()]
        target = target.set(drivername=driver)
        target.get_dialect()
    except (ArgumentError, KeyError, NoSuchModuleError, ValueError) as error:
        raise StorageProblem("database-url-unreadable") from error
    if driver.startswith("sqlite") and target.database in (None, "", ":memory:"):
        raise StorageProblem("database-in-memory")
    return target


def _probe(path: str) -> None:
    """Raise `StorageProblem` for a file that cannot be opened; the driver would leave a thread behind."""
    try:
        sqlite3.connect(path).close()
    except sqlite3.Error as error:
        raise StorageProblem("database-not-openable", detail=str(error)) from error


def _engines(target: URL) -> tuple[AsyncEngine, AsyncEngine]:
    """The engine that writes and the one that reads. SQLite has one connection that writes and some that read."""
    if target.get_backend_name() == "postgresql":
        asked = {"server_settings": _VIGILANCE, "timeout": _CONNECT_SECONDS}
        engine = create_async_engine(target, pool_size=8, pool_pre_ping=True, connect_args=asked)
        return engine, engine
    writing, reading = (partial(sqlite_driver.connect, str(target.database), writes=writes) for writes in (True, False))
    writer = create_async_engine(target, async_creator=writing, pool_size=1, max_overflow=0, pool_timeout=_BUSY_SECONDS)
    reader = create_async_engine(target, async_creator=reading, pool_size=4, max_overflow=4)
    event.listen(writer.sync_engine, "connect", _prepare_writer)
    event.listen(writer.sync_engine, "begin", _begin_writing)
    event.listen(reader.sync_engine, "connect", _prepare_reader)
    event.listen(reader.sync_engine, "begin", _begin_reading)
    return writer, reader


def _pragmas(dbapi_connection: Any, *pragmas: str) -> list[Any]:
    # Our own BEGIN, not the driver's: it would begin late, and as a reader.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    answers = []
    for pragma in (f"busy_timeout={_BUSY_SECONDS * 1000}", *pragmas):
        cursor.execute(f"PRAGMA {pragma}")
        answers.append(cursor.fetchone())
    cursor.close()
    return answers


def _prepare_writer(dbapi_connection: Any, _: object) -> None:
    *_, journal, synchronous = _pragmas(
        dbapi_connection,
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        # what is erased is overwritten: it must not be read out of the file afterwards
        "secure_delete=ON",
        "journal_mode",
        "synchronous",
    )
    # A vote the bot has confirmed must survive a power cut.
    if (journal, synchronous) != (("wal",), (2,)):
        raise StorageProblem("database-not-durable")


def _prepare_reader(dbapi_connection: Any, _: object) -> None:
    _pragmas(dbapi_connection, "query_only=ON")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
