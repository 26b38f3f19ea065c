"""Which programs are at work on this database, and which of them fetches the updates.

A program is here as long as a connection of its own is: it holds a lock with its number on it, which the server lets
go when the connection ends, however that comes about. So nobody's clock is compared with anybody's, and a program that
is killed is gone at once. What it had in delivery is taken back by `owing`. On SQLite there is one program, this one.
"""

import asyncio
from typing import Any

import structlog
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.dialect import insert
from bot.storage.store import StorageProblem, Store, Tx
from bot.storage.tables import counters

PROGRAM = "program"
"""The counter of programs that were ever started on this database."""
_HERE = func.hashtext(func.concat("youshi is here ", func.current_schema()))
_FETCHES = func.hashtextextended(func.current_schema(), 0x66657463)
"""Locks of this schema; another bot may have another schema of the same database."""
_ALIVE = text(
    "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2"
    " AND classid = hashtext(concat('youshi is here ', current_schema()))::oid"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_log = structlog.get_logger(__name__)


class Presence:
    """One program at work, once it has begun. `number` is nobody else's, ever."""

    def __init__(self, store: Store) -> None:
        self.number = 0
        self._store = store
        self._connection: AsyncConnection | None = None
        self._here = self._fetches = False
        self._asking = asyncio.Lock()

    async def begin(self) -> None:
        """Take a number and be here from now on. Raises StorageProblem."""
        async with self._store.transaction() as tx:
            new = insert(tx, counters).values(name=PROGRAM, next=0)
            await tx.run(new.on_conflict_do_nothing())
            raised = update(counters).where(counters.c.name == PROGRAM).values(next=counters.c.next + 1)
            self.number = await tx.scalar(raised.returning(counters.c.next))
        if not await self.renew():
            raise StorageProblem("database-unreachable", detail="")

    async def renew(self) -> bool:
        """Be here, again where the connection was lost: then others may have taken over what this program had in
        delivery. False where that cannot be had now."""
        if not self._store.shared:
            return True
        async with self._asking:
            if await self._said(select(1)) is None:
                try:
                    connection = await self._store.connect()
                    # no transaction stays open behind a statement
                    self._connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
                except (SQLAlchemyError, OSError) as error:
                    _log.warning("database in trouble; this program may be taken for gone", error=str(error))
            if not self._here:
                # the server may not have noticed yet that an earlier connection is lost: then that speaks for us
                self._here = await self._said(select(func.pg_try_advisory_lock(_HERE, self.number))) is True
            return self._here

    async def may_fetch(self) -> bool:
        """Whether this program is the one that fetches updates: the first to ask, until its connection ends."""
        if not self._store.shared:
            return True
        async with self._asking:
            question = select(1) if self._fetches else select(func.pg_try_advisory_lock(_FETCHES))
            self._fetches = bool(await self._said(question))
            return self._fetches

    async def end(self) -> None:
        """Be here no longer; who fetches is for the others to settle."""
        async with self._asking:
            await self._drop()

    async def _said(self, question: Any) -> Any:
        """The server's answer on this program's connection; None where that is gone."""
        if self._connection is None:
            return None
        try:
            return (await self._connection.execute(question)).scalar()
        except (SQLAlchemyError, OSError):
            await self._drop()
            return None

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        self._here = self._fetches = False
        if connection is not None:
            # back in the pool it would keep its locks
            await connection.invalidate()
            await connection.close()


async def alive(tx: Tx) -> set[int]:
    """The numbers of the programs at work now."""
    if tx.dialect == "postgresql":
        return set(await tx.column(_ALIVE))
    return {int(await tx.scalar(select(counters.c.next).where(counters.c.name == PROGRAM)) or 0)}
