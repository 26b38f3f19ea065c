"""The one construct SQLAlchemy spells per database: an insert that meets a row already there."""

from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.store import Tx


def insert(tx: Tx, table: Table) -> Any:
    """`INSERT` with `.on_conflict_do_update` and `.on_conflict_do_nothing`, the same on both databases."""
    return _insert(tx.dialect, table)


def _insert(dialect: str, table: Table) -> Any:
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


def upsert(tx: Tx, table: Table, *keys: str) -> Any:
    """An insert that replaces the row with the same `keys` (by default the primary key)."""
    return _upsert(tx.dialect, table, keys or tuple(table.primary_key.columns.keys()))


@cache
def _upsert(dialect: str, table: Table, unique: tuple[str, ...]) -> Any:
    statement = _insert(dialect, table)
    replaced = {column.name: statement.excluded[column.name] for column in table.c if column.name not in unique}
    return statement.on_conflict_do_update(index_elements=list(unique), set_=replaced)
