"""Importing a roll: what the rows of a file change in the units, the households, the owners and the totals.

Reading a file is left to `deliberation.roll.rows`, who is one owner to `deliberation.roll.ownership`, storing owners to
`owner_import`, the offices a roll names to `roll_offices`, reading the roll to `roll`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select, update

from bot.deliberation.desk import Ids
from bot.deliberation.house import Household, ancestors
from bot.deliberation.roll.ownership import owners_of
from bot.deliberation.roll.rows import RollRow, RowProblem
from bot.storage.dialect import upsert
from bot.storage.owner_import import end_owners, store_owners
from bot.storage.owners import count_owners
from bot.storage.records import values_of
from bot.storage.roll import count_below, count_residents, households_below
from bot.storage.roll_offices import store_offices
from bot.storage.scopes import below, ensure_scopes
from bot.storage.store import Tx
from bot.storage.tables import communities, households, residents, rolls, scopes, units

Place = tuple[int, str]
"""(scope, door): what a unit or household is unique by."""


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """What an import did to owners, by name. `unseated`: who votes for them is another name now. `voteless`: how many
    have nobody named to vote for them."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    unseated: tuple[str, ...] = ()
    voteless: int = 0
    heads: int = 0
    area: int = 0


@dataclass(frozen=True, slots=True)
class RollChange:
    """What an import came to: doors of households by what happened to them, and the roll's new totals.

    `unseated` are doors whose representative is another name now: who was bound as representative no
    longer is, until confirmed again. `units` are the doors of units that are new, other or gone.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    ended: tuple[str, ...]
    unseated: tuple[str, ...]
    version: int
    heads: int
    area: int
    owners: OwnerChange = OwnerChange()
    units: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        owners = self.owners
        return any((self.added, self.changed, self.ended, self.units, owners.added, owners.changed, owners.ended))


async def import_roll(tx: Tx, scope_id: int, rows: Sequence[RollRow], next_id: Ids) -> RollChange:
    """Make the roll of a scope, and of all under it, be these rows; raises LookupError for an unknown scope.

    Households and owners no longer on it end, with the bindings of their people, and keep their history. Takes at most
    six ids a row. The version rises where anything has changed.
    """
    path = await tx.scalar(select(scopes.c.path).where(scopes.c.id == scope_id))
    if path is None:
        raise LookupError(f"no scope {scope_id}")
    known = {name: there[0] for name, there in (await _standing(tx, path, rows)).items()}
    names = sorted({row.building for row in rows} - {"", *known})
    buildings = await ensure_scopes(tx, scope_id, "building", names, next_id) if names else {}
    scope_of = {name: found.id for name, found in buildings.items()} | known | {"": scope_id}
    placed = [(scope_of[row.building], row) for row in rows]
    before = {(held.scope_id, held.door): held for held in await households_below(tx, path, ended=True)}
    after = _households(before, placed, next_id)
    fresh = [values_of(held) for place, held in after.items() if before.get(place) != held]
    await tx.run(upsert(tx, households), fresh)
    await _move_out(tx, [held.id for place, held in after.items() if held.ended and not before[place].ended])
    homes = {place: held.id for place, held in after.items()}
    named, _ = owners_of(rows)
    stored = await store_owners(tx, scope_id, path, named, next_id)
    of_unit = {(scope_of[building], door): owner for (building, door), owner in stored.of_unit.items()}
    touched = await _store_units(tx, path, placed, homes, of_unit, next_id)
    gone = await end_owners(tx, stored.scope_id)
    offices = await store_offices(tx, path, placed, homes, stored.scope_id, next_id)
    counted = OwnerChange(stored.added, stored.changed, gone, stored.unseated, sum(not one.voter for one in named))
    moved = bool(touched or fresh or offices or stored.added or stored.changed or gone)
    await _recount(tx, scope_id, path, moved)
    await _mark_community(tx, path)
    totals = await tx.one(select(rolls).where(rolls.c.scope_id == scope_id))
    assert totals is not None
    counted = replace(counted, heads=totals.owners, area=totals.owned)
    return replace(_change(before, after, totals), owners=counted, units=touched)


async def building_problems(tx: Tx, scope_id: int, rows: Sequence[RollRow]) -> list[RowProblem]:
    """Rows whose building the tree has more than once under this scope, so that nobody knows which is meant."""
    path = await tx.scalar(select(scopes.c.path).where(scopes.c.id == scope_id))
    several = {name for name, there in (await _standing(tx, path or "/", rows)).items() if len(there) > 1}
    return [
        RowProblem(row.line, "building", "roll-building-several", {"building": row.building})
        for row in rows
        if row.building in several
    ]


async def _standing(tx: Tx, path: str, rows: Iterable[RollRow]) -> dict[str, list[int]]:
    """name → the buildings of that name that are in the tree already, at or under a path; one right under it is meant
    before all others."""
    found = await tx.rows(
        select(scopes.c.id, scopes.c.name, scopes.c.path)
        .where(below(path), scopes.c.kind == "building", scopes.c.name.in_({row.building for row in rows} - {""}))
        .order_by(scopes.c.id)
    )
    standing: dict[str, list[int]] = {}
    for row in found:
        standing.setdefault(row.name, []).append(row.id)
    near = {row.name: [row.id] for row in found if row.path == f"{path}{row.id}/"}
    return standing | near


async def _move_out(tx: Tx, household_ids: Collection[int]) -> None:
    """Whoever was bound to a household that is no longer on the roll is so no more; what they cast stays cast."""
    here = residents.c.household_id.in_(household_ids) & residents.c.state.in_(("bound", "asked"))
    await tx.run(update(residents).where(here).values(state="ended"))


def _households(
    before: dict[Place, Household], rows: Iterable[tuple[int, RollRow]], next_id: Ids
) -> dict[Place, Household]:
    """The households as these rows have them. A representative stays bound only under the same name."""
    named: dict[Place, list[RollRow]] = {}
    for scope_id, row in rows:
        if row.household:
            named.setdefault((scope_id, row.household), []).append(row)
    after = dict[Place, Household]()
    for place, theirs in named.items():
        known = before.get(place)
        name = next((row.representative for row in theirs if row.representative), "")
        tenant = next((row.tenant for row in theirs if row.tenant), "")
        stated = [row.residents for row in theirs if row.residents is not None]
        adults = sum(stated) if stated else None
        if known is None:
            after[place] = Household(next_id(), *place, name, tenant=tenant, residents=adults)
            continue
        same = not known.ended and known.representative == name
        voter = known.representative_id if same else None
        after[place] = replace(
            known, representative=name, representative_id=voter, ended=False, tenant=tenant, residents=adults
        )
    for place, known in before.items():
        if place not in after:
            after[place] = replace(known, representative_id=None, ended=True)
    return after


async def _store_units(
    tx: Tx,
    path: str,
    rows: Iterable[tuple[int, RollRow]],
    homes: dict[Place, int],
    of_unit: dict[Place, int],
    next_id: Ids,
) -> tuple[str, ...]:
    """Store the units of these rows and let go of those no longer on the roll; the doors of what has changed."""
    found = await tx.rows(select(*units.c).join(scopes, scopes.c.id == units.c.scope_id).where(below(path)))
    before: dict[Place, dict[str, Any]] = {(row.scope_id, row.door): dict(row._mapping) for row in found}
    after = {place: {**row, "household_id": None, "owner_id": None} for place, row in before.items()}
    for scope_id, row in rows:
        place = (scope_id, row.unit)
        known = before.get(place) or {"id": next_id(), "scope_id": scope_id, "door": row.unit}
        after[place] = {
            **known, "area": row.area, "use": row.use, "owner": row.owner,
            "household_id": homes.get((scope_id, row.household)), "owner_id": of_unit.get(place),
        }  # fmt: skip
    changed = [row for place, row in after.items() if row != before.get(place)]
    await tx.run(upsert(tx, units), changed)
    return tuple(sorted(row["door"] for row in changed))


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
            lived, owned, adults = [await count(tx, where) for count in (count_below, count_owners, count_residents)]
            values = {
                "scope_id": id_, "version": version + 1, "heads": lived.heads, "area": lived.area,
                "owners": owned.heads, "owned": owned.area, "residents": adults.heads or None,
            }  # fmt: skip
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
