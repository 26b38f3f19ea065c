"""The database as commands find it: opened and up to date, or a sentence that says what to do; with backups.

A database is migrated by `migrate`, and by `run` where it is empty; an SQLite file that holds anything is copied first.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer

from bot.commands.console import Exit, Failed, words
from bot.doctor import sqlite_file
from bot.storage import migrations, snapshot
from bot.storage.problem import StorageProblem
from bot.storage.store import Store

PASSING = frozenset({"database-unreachable", "database-locked", "database-too-many-connections", "database-exhausted"})
"""Problems that may be over in a while, without anybody doing anything about them."""
_PAUSE = 2.0


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[Store]:
    """The store of a database that exists and is of this program's version."""
    file = sqlite_file(database_url)
    if file is not None and not file.exists():
        raise Failed(words("cli-no-database", file=str(file)), Exit.DATABASE)
    store = await Store.open(database_url)
    try:
        if not await store.is_current():
            raise Failed(words("cli-database-old"), Exit.DATABASE)
        yield store
    finally:
        await store.close()


async def refuse_old(database_url: str) -> None:
    """For a program that starts: an empty database is welcome, one of an older version is for `migrate`."""
    store = await Store.open(database_url)
    try:
        if not await store.is_current() and not await store.is_empty():
            raise Failed(words("cli-database-old"), Exit.DATABASE)
    finally:
        await store.close()


async def wait_for(database_url: str) -> None:
    """`refuse_old`, once the database can be had: after a start of the whole machine its server may not be up yet.

    Why is said once, on standard error.
    """
    said = ""
    while True:
        try:
            return await refuse_old(database_url)
        except StorageProblem as problem:
            if problem.key not in PASSING:
                raise
            if problem.key != said:
                typer.echo(words(f"storage-{problem.key}", **problem.params), err=True)
                said = problem.key
        await asyncio.sleep(_PAUSE)


@dataclass(frozen=True, slots=True)
class Plan:
    """The revision a database is at, None for an empty one, and those it lacks, in order."""

    since: str | None
    missing: list[str]


async def planned(database_url: str) -> Plan:
    """What `migrate` would do."""
    store = await Store.open(database_url)
    try:
        async with store.reading() as tx:
            since = await snapshot.revision(tx)
        return Plan(since, migrations.missing(since))
    finally:
        await store.close()


async def migrate(database_url: str, now: datetime) -> Path | None:
    """Bring a database to this program's version; the copy made before, None where there was nothing to copy.

    Raises `StorageProblem`; the database is then as it was.
    """
    file = sqlite_file(database_url)
    store = await Store.open(database_url)
    try:
        copy = _copied(file, now) if file is not None and not await store.is_empty() else None
        await store.migrate()
        return copy
    finally:
        await store.close()


def _copied(file: Path, now: datetime) -> Path:
    """A whole copy beside the file, also while something else reads or writes it."""
    copy = file.with_name(f"{file.name}.before-{now:%Y%m%d-%H%M%S}")
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        raise StorageProblem("database-not-copied", file=str(copy), detail=str(error)) from error
    return copy
