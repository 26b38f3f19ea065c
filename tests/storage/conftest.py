"""Tests of storage that ask for `store` run on SQLite and on a real PostgreSQL server, always on an empty database."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest
from server import empty, migrate

from bot.storage.seal import Seal
from bot.storage.store import Store

_numbers = count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


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
    asyncio.run(empty(address))
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
    opened.seal = Seal.stated("a key for tests")
    yield opened
    await opened.close()
