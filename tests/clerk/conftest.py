"""A database of its own for every test of the clerk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.seal import Seal
from bot.storage.store import Store
from clerk.making import Desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    store = await Store.open(f"sqlite:///{tmp_path}/youshi.db")
    await store.migrate()
    store.seal = Seal.stated("a key for tests")
    flows = tmp_path / "flows"
    flows.mkdir()
    yield Desk(store, flows)
    await store.close()
