"""Records to rows and back: a column carries the name of the field it holds.

Which rows are read and when they are written is left to the other modules; this one only knows the few
things a column cannot hold as it is: enumerations, and mappings whose keys are numbers.
"""

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar, get_origin, get_type_hints

from sqlalchemy import Row, Table

from bot.storage.store import Tx

Record = TypeVar("Record")
Values = dict[str, Any]

_INT_KEYED = ("members",)
"""Fields that map ids to something; JSON knows only text as keys."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """The fields of a kind of record, and for those a column cannot hold as they are how to read and write them."""

    names: tuple[str, ...]
    read: dict[str, Callable[[Any], Any]]
    write: dict[str, Callable[[Any], Any]]


_shapes: dict[Any, _Shape] = {}


def _shape(kind: Any) -> _Shape:
    if kind not in _shapes:
        hints = get_type_hints(kind)
        shape = _Shape(tuple(field.name for field in fields(kind)), {}, {})
        for name in shape.names:
            hint = hints[name]
            if name in _INT_KEYED:
                shape.read[name], shape.write[name] = _int_keys, _text_keys
            elif isinstance(hint, type) and issubclass(hint, StrEnum):
                shape.read[name], shape.write[name] = hint, str
            elif get_origin(hint) in (list, dict, Mapping):
                shape.write[name] = copy.deepcopy
        _shapes[kind] = shape
    return _shapes[kind]


def _int_keys(value: Mapping[str, Any]) -> dict[int, Any]:
    return {int(key): held for key, held in value.items()}


def _text_keys(value: Mapping[int, Any]) -> dict[str, Any]:
    return {str(key): held for key, held in value.items()}


def columns_of(table: Table, kind: type) -> list[Any]:
    """The columns that a record of this kind is made of, in the order of its fields."""
    return [table.c[name] for name in _shape(kind).names if name in table.c]


def record(kind: type[Record], row: Row[Any]) -> Record:
    """The record of a row that has its columns, and perhaps others."""
    shape, held = _shape(kind), row._mapping
    values = {name: held[name] for name in shape.names if name in held}
    for name in shape.read.keys() & values.keys():
        values[name] = shape.read[name](values[name])
    return kind(**values)


def values_of(held: Any) -> Values:
    """The row of a record: nothing in it changes when the record does."""
    shape = _shape(type(held))
    values = {name: getattr(held, name) for name in shape.names}
    for name, write in shape.write.items():
        values[name] = write(values[name])
    return values


async def insert_records(tx: Tx, table: Table, records: Iterable[Any]) -> None:
    """Insert records of one kind in one round trip."""
    await tx.run(table.insert(), [values_of(held) for held in records])
