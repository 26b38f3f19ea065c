"""A database as somebody sees it who has got hold of its file and of nothing else."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.storage.store import Store


def rows(file: Path) -> list[tuple[str, str, Any]]:
    """(table, column, value) of every field there is."""
    with closing(sqlite3.connect(file)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = []
        for table in names:
            cursor = db.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            found += [(table, column, value) for row in cursor for column, value in zip(columns, row, strict=True)]
        return found


def together(file: Path, *wanted: int) -> list[str]:
    """Tables with a row that has all of these numbers in it, also within JSON."""
    found = []
    with closing(sqlite3.connect(file)) as db:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in db.execute(f'SELECT * FROM "{table}"'):
                numbers = {number for value in row for number in _numbers(_read(value))}
                found += [table] if numbers >= set(wanted) else []
    return found


def _read(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _numbers(value: Any) -> list[int]:
    match value:
        case int():
            return [value]
        case list():
            return [number for one in value for number in _numbers(one)]
        case dict():
            return [number for one in value.values() for number in _numbers(one)]
    return []


def mentions(file: Path, *wanted: str) -> list[str]:
    """Where any of these is to be read: fields (also as JSON writes it), and the raw bytes of the file."""
    spelt = {*wanted, *(json.dumps(text)[1:-1] for text in wanted)}
    found = [f"{table}.{column}: {value}" for table, column, value in rows(file) if any(s in str(value) for s in spelt)]
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = file.read_bytes()
    return found + [f"raw: {text}" for text in sorted(spelt) if text.encode() in raw]


def file_of(store: Store) -> Path:
    return Path(str(store._writer.url.database))
