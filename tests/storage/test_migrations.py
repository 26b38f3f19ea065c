"""Migrations bring a database to where `tables` is, and a newer database is left alone."""

from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from bot.storage.store import StorageProblem, Store
from bot.storage.tables import metadata


def _schema(connection: Connection) -> dict[str, Any]:
    """Everything the database knows of its tables, in an order of its own."""
    inspector = inspect(connection)
    return {
        table: {
            "columns": [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in inspector.get_columns(table)],
            "key": inspector.get_pk_constraint(table),
            "references": inspector.get_foreign_keys(table),
            "unique": sorted(inspector.get_unique_constraints(table), key=str),
            "indexes": sorted(inspector.get_indexes(table), key=str),
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


async def test_the_revisions_make_exactly_the_tables(empty_urls: list[str]) -> None:
    migrated, created = [await Store.open(url) for url in empty_urls]
    try:
        assert not await migrated.is_current()
        await migrated.migrate()
        assert await migrated.is_current()
        async with created.transaction() as tx:
            await tx.connection.run_sync(metadata.create_all)
            wanted = await tx.connection.run_sync(_schema)
        async with migrated.reading() as tx:
            found = await tx.connection.run_sync(_schema)
    finally:
        await migrated.close()
        await created.close()
    assert found.keys() == wanted.keys()
    for table in wanted:
        assert found[table] == wanted[table]


async def test_migrating_again_changes_nothing(store: Store) -> None:
    ids = await store.reserve_ids(1)
    first = ids()
    await store.migrate()
    assert await store.is_current()
    assert ids() == first + 1


async def test_a_database_of_a_newer_program_is_refused_and_not_touched(empty_urls: list[str]) -> None:
    store = await Store.open(empty_urls[0])
    await store.migrate()
    async with store.transaction() as tx:
        await tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await store.close()
    with pytest.raises(StorageProblem) as caught:
        await Store.open(empty_urls[0])
    assert (caught.value.key, caught.value.params["revision"]) == ("database-too-new", "9999")
