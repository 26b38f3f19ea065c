"""The short torture, and what it rests on: a commit is on the disk when it returns."""

from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage.store import Store

from .run import Plan, torture

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def judged() -> None:
    """What the program asks of Telegram is judged in the tests of each part."""


async def test_whatever_moment_it_is_killed_at_nothing_acknowledged_is_lost_or_counted_twice(tmp_path: Path) -> None:
    """`make torture` does the same for longer."""
    report = await torture(Plan(kills=4, seed=20, groups=2, neighbours=5, vote_seconds=15), tmp_path, lambda _: None)
    assert report.problems == []
    assert sum(report.kills.values()) == 4
    assert report.acknowledged > 0
    assert report.questions >= 2


async def test_every_connection_that_writes_waits_for_the_disk_on_sqlite(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'youshi.db'}")
    try:
        async with store.transaction() as tx:
            assert await tx.scalar(text("PRAGMA synchronous")) == 2
            assert await tx.scalar(text("PRAGMA journal_mode")) == "wal"
    finally:
        await store.close()


@pytest.mark.postgres
async def test_every_connection_that_writes_waits_for_the_disk_on_postgresql(postgres_url: str) -> None:
    """Also where the database is set otherwise."""
    other = create_async_engine(postgres_url.replace("postgresql:", "postgresql+asyncpg:"))
    name = make_url(postgres_url).database
    for value in ("off", "DEFAULT"):
        async with other.begin() as connection:
            await connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = {value}'))
        store = await Store.open(postgres_url)
        try:
            async with store.transaction() as tx:
                assert await tx.scalar(text("SHOW synchronous_commit")) == "on"
                assert await tx.scalar(text("SHOW fsync")) == "on"
        finally:
            await store.close()
    await other.dispose()
