"""Importing a roll: what the rows of a file change in the units, the households and the totals.

Reading CSV is left to `deliberation.roll_csv`, reading the roll to `roll`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select, update

from bot.deliberation.desk import Ids
from bot.deliberation.house import Household, ancestors
from bot.deliberation.roll_csv import RollRow
from bot.storage.dialect import upsert
from bot.storage.records import values_of
from bot.storage.roll import count_below, households_below
from bot.storage.scopes import below, ensure_scopes
from bot.storage.store import Tx
from bot.storage.tables import communities, households, rolls, scopes, units

Place = tuple[int, str]
"""(scope, door): what a unit or household is unique by."""


@dataclass(frozen=True, slots=True)
class RollChange:
    """What an import came to: doors of households by what happened to them, and the roll's new totals.

    `unseated` are doors whose representative is another name now: who was bound as representative no
    longer is, until confirmed again.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    ended: tuple[str, ...]
    unseated: tuple[str, ...]
    version: int
    heads: int
    area: int


async def import_roll(tx: Tx, scope_id: int, rows: Sequence[RollRow], next_id: Ids) -> RollChange:
    """Make the roll of a scope, and of all under it, be these rows; raises LookupError for an unknown scope.

    Households no longer on it end and keep their history. Takes at most three ids a row. The version
    rises where anything has changed.
    """
    path = await tx.scalar(select(scopes.c.path).where(scopes.c.id == scope_id))
    if path is None:
        raise LookupError(f"no scope {scope_id}")
    names = sorted({row.building for row in rows} - {""})
    buildings = await ensure_scopes(tx, scope_id, "building", names, next_id) if names else {}
    scope_of = {name: found.id for name, found in buildings.items()} | {"": scope_id}
    before = {(held.scope_id, held.door): held for held in await households_below(tx, path, ended=True)}
    after = _households(before, [(scope_of[row.building], row) for row in rows], next_id)
    fresh = [values_of(held) for place, held in after.items() if before.get(place) != held]
    await tx.run(upsert(tx, households), fresh)
    homes = {place: held.id for place, held in after.items()}
    touched = await _store_units(tx, path, [(scope_of[row.building], row) for row in rows], homes, next_id)
    await _recount(tx, scope_id, path, touched or bool(fresh))
    await _mark_community(tx, path)
    totals = await tx.one(select(rolls).where(rolls.c.scope_id == scope_id))
    assert totals is not None
    return _change(before, after, totals)


def _households(
    before: dict[Place, Household], rows: Iterable[tuple[int, RollRow]], next_id: Ids
) -> dict[Place, Household]:
    """The households as these rows have them. A representative stays bound only under the same name."""
    named: dict[Place, str] = {}
    for scope_id, row in rows:
        place = (scope_id, row.household)
        named[place] = named.get(place) or row.representative
    after = dict[Place, Household]()
    for place, name in named.items():
        known = before.get(place)
        if known is None:
            after[place] = Household(next_id(), *place, name)
        elif known.ended or known.representative != name:
            after[place] = replace(known, representative=name, representative_id=None, ended=False)
        else:
            after[place] = known
    for place, known in before.items():
        if place not in after:
            after[place] = replace(known, representative_id=None, ended=True)
    return after


async def _store_units(
    tx: Tx, path: str, rows: Iterable[tuple[int, RollRow]], homes: dict[Place, int], next_id: Ids
) -> bool:
    """Store the units of these rows and let go of those no longer on the roll; whether anything changed."""
    found = await tx.rows(select(*units.c).join(scopes, scopes.c.id == units.c.scope_id).where(below(path)))
    before: dict[Place, dict[str, Any]] = {(row.scope_id, row.door): dict(row._mapping) for row in found}
    after = {place: {**row, "household_id": None} for place, row in before.items()}
    for scope_id, row in rows:
        place = (scope_id, row.unit)
        known = before.get(place) or {"id": next_id(), "scope_id": scope_id, "door": row.unit, "use": "home"}
        after[place] = {
            **known, "area": row.area, "owner": row.owner, "household_id": homes[scope_id, row.household]
        }  # fmt: skip
    changed = [row for place, row in after.items() if row != before.get(place)]
    await tx.run(upsert(tx, units), changed)
    return bool(changed)


async def _recount(tx: Tx, scope_id: int, path: str, changed: bool) -> None:
    """New totals for this roll and for those above and under it, whose households are partly the same."""
    related = await tx.rows(
        select(rolls, scopes.c.path)
        .join(scopes, scopes.c.id == rolls.c.scope_id)
        .where(scopes.c.path.in_(ancestors(path)) | below(path))
    )
    versions = {(row.scope_id, row.path): row.version for row in related}
    versions.setdefault((scope_id, path), 0)
    for (id_, where), version in versions.items():
        if changed or not version:
            totals = await count_below(tx, where)
            values = {"scope_id": id_, "version": version + 1, "heads": totals.heads, "area": totals.area}
            await tx.run(upsert(tx, rolls).values(values))


async def _mark_community(tx: Tx, path: str) -> None:
    """The nearest community has a roll now, and so have those under this scope."""
    found = await tx.rows(
        select(communities.c.id, scopes.c.path)
        .join(scopes, scopes.c.id == communities.c.scope_id)
        .where(scopes.c.path.in_(ancestors(path)) | below(path))
        .order_by(func.length(scopes.c.path))
    )
    nearest = [row.id for row in found if path.startswith(row.path)][-1:]
    marked = nearest + [row.id for row in found if row.path.startswith(path)]
    await tx.run(update(communities).where(communities.c.id.in_(marked)).values(has_roll=True))


def _change(before: dict[Place, Household], after: dict[Place, Household], totals: Any) -> RollChange:
    old = {place: held for place, held in before.items() if not held.ended}
    new = {place: held for place, held in after.items() if not held.ended}
    changed = {place for place in new.keys() & old.keys() if new[place] != old[place]}
    return RollChange(
        _doors(new.keys() - old.keys()),
        _doors(changed),
        _doors(old.keys() - new.keys()),
        _doors({place for place in changed if old[place].representative_id is not None}),
        totals.version,
        totals.heads,
        totals.area,
    )


def _doors(places: Collection[Place]) -> tuple[str, ...]:
    return tuple(sorted(door for _, door in places))
