"""Every row of a database, out of it and into an empty one, in a form both databases share.

A row is a mapping of its columns as they are kept: moments as numbers, JSON as what it says. Tables are asked of the
database itself and not of `tables`, so that an older database can be taken along as well. Files, checksums and where
it is all written are left to `bot.backup`.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Iterable
from typing import Any

from sqlalchemy import JSON, Connection, MetaData, Table, func, select, tuple_, update

from bot.storage import migrations
from bot.storage.store import Tx
from bot.storage.tables import journal, owed

PAGE = 2_000
"""Rows read or written at a time."""
Row = dict[str, Any]


async def revision(tx: Tx) -> str | None:
    """The revision of this database; None where it has no tables."""
    return await tx.connection.run_sync(migrations.revision)


async def tables_of(tx: Tx) -> list[Table]:
    """The tables there are, each behind those it refers to."""
    return await tx.connection.run_sync(_reflected)


def _reflected(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type.none_as_null = True  # nothing there is not the same as a JSON null
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


async def count(tx: Tx, table: Table) -> int:
    rows: int = await tx.scalar(select(func.count()).select_from(table))
    return rows


async def pages_of(tx: Tx, table: Table) -> AsyncIterator[list[Row]]:
    """The rows of a table in the order of its key, `PAGE` at a time, however many there are."""
    key = list(table.primary_key.columns)
    page = select(table).order_by(*key).limit(PAGE)
    after = page
    while found := await tx.rows(after):
        yield [dict(row._mapping) for row in found]
        last = found[-1]._mapping
        after = page.where(tuple_(*key) > tuple_(*(last[column.name] for column in key)))


async def make_tables(tx: Tx, at: str) -> list[Table]:
    """The tables of this revision in an empty database, without the rows the revisions put there."""
    await tx.connection.run_sync(migrations.upgrade, at)
    made = await tables_of(tx)
    for table in reversed(made):
        await tx.run(table.delete())
    return made


async def insert(tx: Tx, table: Table, rows: Iterable[Row]) -> None:
    await tx.run(table.insert(), list(rows))


async def finish(tx: Tx) -> None:
    """Bring what was put in to this program's version, and doubt what it owes.

    Whatever was owed when the rows were read may have been sent since by the program that went on running: it is
    sent marked, as after a crash.
    """
    await tx.connection.run_sync(migrations.upgrade)
    doubted = {"state": "owed", "sending_since": None, "sender": None, "interrupted": True}
    await tx.run(update(owed).where(owed.c.state.in_(("owed", "sending"))).values(doubted))


async def journal_digest(tx: Tx) -> str:
    """One SHA-256 over the last row of every chain of the minutes: with a row changed, missing or added it differs."""
    ends = select(journal.c.chain, func.max(journal.c.seq).label("seq")).group_by(journal.c.chain).subquery()
    last = (journal.c.chain == ends.c.chain) & (journal.c.seq == ends.c.seq)
    found = await tx.rows(select(journal.c.chain, journal.c.seq, journal.c.hash).join(ends, last))
    return hashlib.sha256(json.dumps(sorted(map(list, found))).encode()).hexdigest()
