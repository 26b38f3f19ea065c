"""aiosqlite with few visits to the connection's thread: each costs more than most statements do, for the thread has to
be woken, and then waits its turn while the rest of the program runs.

A statement is run, its rows are fetched and its cursor is closed in one visit (aiosqlite's own cursor pays four).
Inside a write transaction a small one is run on the spot: the lock is held, so there is nothing to wait for. What may
wait stays with the thread: taking the lock, and making a commit durable. SQLAlchemy sees an aiosqlite connection.

SQLite takes a whole transaction back by itself where the disk is full or fails. What is still asked of it then fails
in the same way: it would be kept on its own.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any

import aiosqlite

_SMALL = ("SELECT", "INSERT", "UPDATE", "SAVEPOINT", "RELEASE", "ROLLBACK TO")
"""What an act is made of; others empty tables, or look through the whole file."""
_MANY = 1000
"""So many rows at once are not small: somebody is waiting for the loop."""


_PATIENCE_MS = 100
"""How long readers are waited for before the log is cut off; they take milliseconds."""


class _Cursor:
    """What SQLAlchemy asks of an asynchronous cursor; everything but running a statement is answered at once."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> "_Cursor":
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        await self._connection.run(self, sql, parameters, many=False)

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
        await self._connection.run(self, sql, parameters, many=True)

    async def fetchall(self) -> Sequence[Any]:
        return self._rows

    async def close(self) -> None:
        self._rows = ()

    def take(self, cursor: sqlite3.Cursor) -> None:
        """Take everything a statement has given."""
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else ()
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        cursor.close()


class Connection(aiosqlite.Connection):
    """`writes`: its transactions hold the lock from their `BEGIN` on."""

    def __init__(self, path: str, *, writes: bool) -> None:
        super().__init__(lambda: sqlite3.connect(path, check_same_thread=False), iter_chunk_size=64)
        self._thread.daemon = True  # a program that ends does not wait for it
        self._writes = writes
        self._taken_back: sqlite3.Error | None = None

    def cursor(self) -> Any:
        return _Cursor(self)

    async def run(self, cursor: _Cursor, sql: str, parameters: Sequence[Any], *, many: bool) -> None:
        small = sql.startswith(_SMALL) and not (many and len(parameters) > _MANY)
        if small and self._writes and self._conn.in_transaction:
            self._run(cursor, sql, parameters, many)
        else:
            await self._execute(self._run, cursor, sql, parameters, many)  # type: ignore[no-untyped-call] # aiosqlite's own

    async def commit(self) -> None:
        if self._taken_back is not None:
            raise self._taken_back
        await super().commit()

    async def empty_log(self) -> bool:
        """Bring what is in the log into the file and cut the log off; False where somebody is reading from it."""
        return bool(await self._execute(self._empty_log))  # type: ignore[no-untyped-call] # aiosqlite's own

    def _empty_log(self) -> bool:
        (before,) = self._conn.execute("PRAGMA busy_timeout").fetchone()
        self._conn.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
        try:
            (busy, *_) = self._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            self._conn.execute(f"PRAGMA busy_timeout={before}")
        return not busy

    def _run(self, cursor: _Cursor, sql: str, parameters: Any, many: bool) -> None:
        if sql.startswith("BEGIN"):
            self._taken_back = None
        if self._taken_back is not None:
            raise self._taken_back
        begun = self._conn.in_transaction
        try:
            cursor.take(self._conn.executemany(sql, parameters) if many else self._conn.execute(sql, parameters))
        except sqlite3.Error as error:
            if begun and not self._conn.in_transaction:
                self._taken_back = error
            raise


async def connect(path: str, *, writes: bool) -> Connection:
    """Open a database file."""
    connection = Connection(path, writes=writes)
    await connection
    return connection
