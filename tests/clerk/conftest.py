"""A database of its own for every test of the clerk."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from server import migrate

from bot.storage.seal import Seal
from bot.storage.store import Store
from clerk.making import Desk


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file to copy."""
    path = tmp_path_factory.mktemp("clerk") / "template.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture
async def desk(tmp_path: Path, template: Path) -> AsyncIterator[Desk]:
    shutil.copy(template, tmp_path / "youshi.db")
    store = await Store.open(f"sqlite:///{tmp_path}/youshi.db")
    store.seal = Seal.stated("a key for tests")
    flows = tmp_path / "flows"
    flows.mkdir()
    yield Desk(store, flows)
    await store.close()
