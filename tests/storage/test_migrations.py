"""Migrations bring a database to where `tables` is, and a newer database is left alone."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.storage.store import StorageProblem, Store
from bot.storage.tables import metadata


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


async def test_the_revisions_make_exactly_the_tables(empty_url: str) -> None:
    store = await Store.open(empty_url)
    try:
        assert not await store.is_current()
        await store.migrate()
        assert await store.is_current()
        async with store.reading() as tx:
            assert await tx.connection.run_sync(_differences) == []
    finally:
        await store.close()


async def test_migrating_again_changes_nothing(store: Store) -> None:
    ids = await store.reserve_ids(1)
    first = ids()
    await store.migrate()
    assert await store.is_current()
    assert ids() == first + 1


async def test_a_database_of_a_newer_program_is_refused_and_not_touched(store: Store, url: str) -> None:
    async with store.transaction() as tx:
        await tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageProblem) as caught:
        await Store.open(url)
    assert (caught.value.key, caught.value.params["revision"]) == ("database-too-new", "9999")
