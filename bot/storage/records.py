"""Records to rows and back: a column carries the name of the field it holds.

Which rows are read and when they are written is left to the other modules; this one only knows the few
things a column cannot hold as it is: enumerations, and mappings whose keys are numbers.
"""

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar, get_type_hints

from sqlalchemy import Row, Table

from bot.storage.store import Tx

Record = TypeVar("Record")
Values = dict[str, Any]

_INT_KEYED = ("members",)
"""Fields that map ids to something; JSON knows only text as keys."""


Readers = dict[str, Callable[[Any], Any]]
_shapes: dict[Any, tuple[tuple[str, ...], Readers]] = {}


def _shape(kind: Any) -> tuple[tuple[str, ...], Readers]:
    """The fields of a kind of record; and for those whose column holds something simpler what makes them of it."""
    if kind not in _shapes:
        names = tuple(field.name for field in fields(kind))
        readers: Readers = {
            name: hint
            for name, hint in get_type_hints(kind).items()
            if isinstance(hint, type) and issubclass(hint, StrEnum)
        }
        _shapes[kind] = names, readers | {name: _int_keys for name in names if name in _INT_KEYED}
    return _shapes[kind]


def _int_keys(value: Mapping[str, Any]) -> dict[int, Any]:
    return {int(key): held for key, held in value.items()}


def columns_of(table: Table, kind: type) -> list[Any]:
    """The columns that a record of this kind is made of, in the order of its fields."""
    return [table.c[name] for name in _shape(kind)[0] if name in table.c]


def record(kind: type[Record], row: Row[Any]) -> Record:
    """The record of a row that has its columns, and perhaps others."""
    names, readers = _shape(kind)
    values = row._mapping
    wanted = {name: values[name] for name in names if name in values}
    for name in readers.keys() & wanted.keys():
        wanted[name] = readers[name](wanted[name])
    return kind(**wanted)


def values_of(held: Any) -> Values:
    """The row of a record: nothing in it changes when the record does."""
    values = {}
    for name in _shape(type(held))[0]:
        value = getattr(held, name)
        if isinstance(value, StrEnum):
            value = value.value
        elif name in _INT_KEYED:
            value = {str(key): kept for key, kept in value.items()}
        elif isinstance(value, dict | list):
            value = copy.deepcopy(value)
        values[name] = value
    return values


async def insert_records(tx: Tx, table: Table, records: Iterable[Any]) -> None:
    """Insert records of one kind in one round trip."""
    await tx.run(table.insert(), [values_of(held) for held in records])
