"""Records to rows and back: a column carries the name of the field it holds.

Which rows are read and when they are written is left to the other modules; this one only knows the few
things a column cannot hold as it is: enumerations, and mappings whose keys are numbers.
"""

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_type_hints

from sqlalchemy import Row, Table

from bot.storage.store import Tx

Record = TypeVar("Record")
Values = dict[str, Any]

_INT_KEYED = ("members",)
"""Fields that map ids to something; JSON knows only text as keys."""


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    """Fields whose column holds something simpler, and what makes the field of it."""
    readers: dict[str, Callable[[Any], Any]] = {
        name: hint for name, hint in get_type_hints(kind).items() if isinstance(hint, type) and issubclass(hint, StrEnum)
    }
    return readers | {name: _int_keys for name in _names(kind) if name in _INT_KEYED}


def _int_keys(value: Mapping[str, Any]) -> dict[int, Any]:
    return {int(key): held for key, held in value.items()}


def columns_of(table: Table, kind: type) -> list[Any]:
    """The columns that a record of this kind is made of, in the order of its fields."""
    return [table.c[name] for name in _names(kind) if name in table.c]


def record(kind: type[Record], row: Row[Any], **more: Any) -> Record:
    """A record of a row that has its columns; `more` gives fields that have none."""
    readers, values = _readers(kind), dict(row._mapping)
    wanted = {name: values[name] for name in _names(kind) if name in values}
    for name in readers.keys() & wanted.keys():
        wanted[name] = readers[name](wanted[name])
    return kind(**wanted, **more)


def values_of(held: Any) -> Values:
    """The row of a record: nothing in it changes when the record does."""
    values = {}
    for name in _names(type(held)):
        value = getattr(held, name)
        if isinstance(value, StrEnum):
            value = value.value
        elif value and isinstance(value, dict | list):
            value = copy.deepcopy(value)
            if name in _INT_KEYED:
                value = {str(key): kept for key, kept in value.items()}
        values[name] = value
    return values


async def insert_records(tx: Tx, table: Table, records: Iterable[Any]) -> None:
    """Insert records of one kind in one round trip."""
    await tx.run(table.insert(), [values_of(held) for held in records])
