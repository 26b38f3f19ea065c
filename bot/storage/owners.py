"""Owners 业主 as they are read: who they are, what they own where, and how many there are.

Which units are one owner's is decided by `deliberation.roll.ownership` and stored by `owner_import`; who votes for an
owner is bound in `owner_claims`.
"""

from collections.abc import Collection

from sqlalchemy import func, select

from bot.deliberation.desk import OwnerSeat
from bot.deliberation.figures import Figures
from bot.deliberation.house import Owner
from bot.deliberation.roll.rows import tidy_door
from bot.storage.records import columns_of, record
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import owners, scopes, units


async def owner(tx: Tx, owner_id: int) -> Owner | None:
    row = await tx.one(select(owners).where(owners.c.id == owner_id))
    return None if row is None else record(Owner, row)


async def owners_at(tx: Tx, path: str, door: str) -> list[Owner]:
    """The owners of the units with this door number, however it was typed."""
    found = await tx.rows(
        select(*columns_of(owners, Owner))
        .join(units, units.c.owner_id == owners.c.id)
        .join(scopes, scopes.c.id == units.c.scope_id)
        .where(below(path), ~owners.c.ended, units.c.door == tidy_door(door))
        .distinct()
        .order_by(owners.c.id)
    )
    return [record(Owner, row) for row in found]


async def owners_of(tx: Tx, household_id: int) -> list[Owner]:
    """Who owns the units a household lives in."""
    mine = select(units.c.owner_id).where(units.c.household_id == household_id, units.c.owner_id.is_not(None))
    found = await tx.rows(select(owners).where(owners.c.id.in_(mine), ~owners.c.ended).order_by(owners.c.id))
    return [record(Owner, row) for row in found]


async def owners_below(tx: Tx, path: str) -> list[Owner]:
    """Everybody who owns a unit at or under a path, each once."""
    found = await tx.rows(
        select(*columns_of(owners, Owner))
        .join(units, units.c.owner_id == owners.c.id)
        .join(scopes, scopes.c.id == units.c.scope_id)
        .where(below(path), ~owners.c.ended)
        .distinct()
        .order_by(owners.c.name, owners.c.id)
    )
    return [record(Owner, row) for row in found]


async def doors_of(tx: Tx, owner_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Every one of these owners → the doors of its units."""
    held: dict[int, tuple[str, ...]] = dict.fromkeys(owner_ids, ())
    found = await tx.rows(
        select(units.c.owner_id, units.c.door).where(units.c.owner_id.in_(held)).order_by(units.c.door)
    )
    for row in found:
        held[row.owner_id] += (row.door,)
    return held


async def count_owners(tx: Tx, path: str) -> Figures:
    """Owners with a unit at or under a path, each one head, and the area of their units there (P7)."""
    row = await tx.one(
        select(func.count(units.c.owner_id.distinct()), func.coalesce(func.sum(units.c.area), 0))
        .join(scopes, scopes.c.id == units.c.scope_id)
        .where(below(path), units.c.owner_id.is_not(None))
    )
    return Figures(*map(int, row)) if row else Figures()


async def owner_seats_of(tx: Tx, person_ids: Collection[int]) -> dict[int, tuple[OwnerSeat, ...]]:
    """Every one of these people → the owners they vote for, with what those have in each scope."""
    voters = set(person_ids)
    found = await tx.rows(
        select(
            owners.c.representative_id, owners.c.id, owners.c.name, scopes.c.path, func.sum(units.c.area).label("area")
        )
        .join(units, units.c.owner_id == owners.c.id)
        .join(scopes, scopes.c.id == units.c.scope_id)
        .where(owners.c.representative_id.in_(voters), ~owners.c.ended)
        .group_by(owners.c.representative_id, owners.c.id, owners.c.name, scopes.c.path)
        .order_by(owners.c.id, scopes.c.path)
    )
    areas: dict[tuple[int, int, str], list[tuple[str, int]]] = {}
    for row in found:
        areas.setdefault((row.representative_id, row.id, row.name), []).append((row.path, int(row.area)))
    seats: dict[int, tuple[OwnerSeat, ...]] = dict.fromkeys(voters, ())
    for (person, owner_id, name), held in areas.items():
        seats[person] += (OwnerSeat(owner_id, name, tuple(held)),)
    return seats
