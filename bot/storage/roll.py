"""The roll 名册 as it is read: households, where a person sits, and how many may vote.

Changing it is left to `roll_import`, binding people to households to `claims`.
"""

from collections.abc import Collection

from sqlalchemy import case, func, select

from bot.deliberation.desk import Seat
from bot.deliberation.figures import Figures
from bot.deliberation.house import Household, ancestors
from bot.deliberation.roll_csv import tidy_door
from bot.storage.records import columns_of, record
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import households, residents, rolls, scopes, units


async def electorate(tx: Tx, path: str) -> tuple[Figures, int]:
    """Heads (households) and area (0.01 m²) on the roll of a scope, and the roll's version; zeros without one.

    A scope above several rolls has the sum of them; one below a roll has the households that lie in it.
    """
    found = await tx.rows(
        select(rolls, scopes.c.path)
        .join(scopes, scopes.c.id == rolls.c.scope_id)
        .where(scopes.c.path.in_(ancestors(path)) | below(path))
        .order_by(func.length(scopes.c.path))
    )
    here = [row for row in found if row.path.startswith(path)]
    if not here:
        above = found[-1:]
        return (await count_below(tx, path), above[0].version) if above else (Figures(), 0)
    topmost = [row for row in here if not any(row.path != o.path and row.path.startswith(o.path) for o in here)]
    heads, area = sum(row.heads for row in topmost), sum(row.area for row in topmost)
    return Figures(heads, area), sum(row.version for row in topmost)


async def count_below(tx: Tx, path: str) -> Figures:
    """Households on the roll at or under a path and the area of their units, counted row by row."""
    row = await tx.one(
        select(func.count(households.c.id.distinct()), func.coalesce(func.sum(units.c.area), 0))
        .select_from(households)
        .join(scopes, scopes.c.id == households.c.scope_id)
        .outerjoin(units, units.c.household_id == households.c.id)
        .where(below(path), ~households.c.ended)
    )
    return Figures(*map(int, row)) if row else Figures()


async def seats_of(tx: Tx, person_ids: Collection[int]) -> dict[int, tuple[Seat, ...]]:
    """Every one of these people → the households they are bound to, by door; empty where to none."""
    seats: dict[int, list[Seat]] = {person: [] for person in person_ids}
    representative = case((households.c.representative_id == residents.c.person_id, True), else_=False)
    columns = (
        residents.c.person_id, households.c.id, households.c.scope_id, scopes.c.path, households.c.door,
        residents.c.relation, representative.label("representative"),
    )  # fmt: skip
    found = await tx.rows(
        select(*columns, func.coalesce(func.sum(units.c.area), 0).label("area"))
        .join(households, households.c.id == residents.c.household_id)
        .join(scopes, scopes.c.id == households.c.scope_id)
        .outerjoin(units, units.c.household_id == households.c.id)
        .where(residents.c.person_id.in_(seats), residents.c.state == "bound", ~households.c.ended)
        .group_by(*columns)
        .order_by(households.c.door, households.c.id)
    )
    for row in found:
        seats[row.person_id].append(
            Seat(
                household_id=row.id,
                scope_id=row.scope_id,
                scope_path=row.path,
                door=row.door,
                relation=row.relation,
                representative=bool(row.representative),
                area=int(row.area),
            )
        )
    return {person: tuple(held) for person, held in seats.items()}


async def household(tx: Tx, household_id: int) -> Household | None:
    row = await tx.one(select(households).where(households.c.id == household_id))
    return None if row is None else record(Household, row)


async def households_at(tx: Tx, path: str, door: str) -> list[Household]:
    """The households with this door number, however it was typed: more than one where buildings share it.

    The door of a unit that belongs to another household finds that household.
    """
    wanted = tidy_door(door)
    found = await tx.rows(
        select(*columns_of(households, Household))
        .join(scopes, scopes.c.id == households.c.scope_id)
        .outerjoin(units, units.c.household_id == households.c.id)
        .where(below(path), ~households.c.ended, (households.c.door == wanted) | (units.c.door == wanted))
        .distinct()
        .order_by(households.c.id)
    )
    return [record(Household, row) for row in found]


async def households_below(tx: Tx, path: str, ended: bool = False) -> list[Household]:
    """The households on the roll at or under a path, by door; with `ended` also those no longer on it."""
    query = select(*columns_of(households, Household)).join(scopes, scopes.c.id == households.c.scope_id)
    wanted = [below(path)] if ended else [below(path), ~households.c.ended]
    found = await tx.rows(query.where(*wanted).order_by(households.c.door, households.c.id))
    return [record(Household, row) for row in found]


async def households_unbound(tx: Tx, path: str) -> list[Household]:
    """Households nobody is bound to yet: whose code sheets are still needed."""
    bound = select(residents.c.household_id).where(residents.c.state == "bound")
    found = await tx.rows(
        select(*columns_of(households, Household))
        .join(scopes, scopes.c.id == households.c.scope_id)
        .where(below(path), ~households.c.ended, households.c.id.not_in(bound))
        .order_by(households.c.door, households.c.id)
    )
    return [record(Household, row) for row in found]
