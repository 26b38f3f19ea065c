"""The roll 名册 as it is read: households, where a person sits, and how many may vote.

Owners are in `owners`; changing the roll is left to `roll_import`, binding people to households to `claims`.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping

from sqlalchemy import case, func, select

from bot.deliberation.desk import Seat
from bot.deliberation.figures import Figures
from bot.deliberation.house import Household, ancestors
from bot.deliberation.roll.rows import tidy_door
from bot.storage.owners import count_owners
from bot.storage.records import columns_of, record
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import households, residents, roles, roll_offices, rolls, scopes, units


async def electorate(tx: Tx, path: str, kind: str = "household") -> tuple[Figures, int]:
    """Heads and area (0.01 m²) of the households, owners, residents or delegates of a scope, and the roll's version.

    Zeros without a roll, or where it does not say them. A scope above several rolls has the sum of them; one below a
    roll has what lies in it. Delegates are those of the scope and of all above it, whether bound yet or not.
    """
    found = await tx.rows(
        select(rolls, scopes.c.path)
        .join(scopes, scopes.c.id == rolls.c.scope_id)
        .where(scopes.c.path.in_(ancestors(path)) | below(path))
        .order_by(func.length(scopes.c.path))
    )
    here = [row for row in found if row.path.startswith(path)]
    topmost = [row for row in here if not any(row.path != o.path and row.path.startswith(o.path) for o in here)]
    version = sum(row.version for row in topmost) if here else sum(row.version for row in found[-1:])
    if kind == "delegate":
        return Figures(await _count_seats(tx, path, kind)), version
    if not here:
        return (await _COUNTS[kind](tx, path) if found else Figures()), version
    if kind == "resident":
        stated = all(row.residents for row in topmost)
        return Figures(sum(row.residents for row in topmost) if stated else 0), version
    heads, area = ("owners", "owned") if kind == "owner" else ("heads", "area")
    return Figures(sum(row._mapping[heads] for row in topmost), sum(row._mapping[area] for row in topmost)), version


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


async def count_residents(tx: Tx, path: str) -> Figures:
    """Residents of age at or under a path, by the roll; zero where it does not say it of every household."""
    row = await tx.one(
        select(
            func.count().label("homes"),
            func.count(households.c.residents).label("stated"),
            func.coalesce(func.sum(households.c.residents), 0).label("residents"),
        )
        .select_from(households)
        .join(scopes, scopes.c.id == households.c.scope_id)
        .where(below(path), ~households.c.ended)
    )
    return Figures(int(row.residents)) if row and row.homes == row.stated else Figures()


async def _count_seats(tx: Tx, path: str, role: str) -> int:
    """How many seats a role has for a scope: who holds it there or above, and whom a roll names but nobody is yet."""
    holders: int = await tx.scalar(
        select(func.count(roles.c.person_id.distinct()))
        .join(scopes, scopes.c.id == roles.c.scope_id)
        .where(scopes.c.path.in_(ancestors(path)), roles.c.role == role, roles.c.ended_at.is_(None))
    )
    named: int = await tx.scalar(
        select(func.count(roll_offices.c.id))
        .join(scopes, scopes.c.id == roll_offices.c.scope_id)
        .where(scopes.c.path.in_(ancestors(path)), roll_offices.c.role == role, roll_offices.c.person_id.is_(None))
    )
    return holders + named


_COUNTS: Mapping[str, Callable[[Tx, str], Awaitable[Figures]]] = {
    "household": count_below,
    "owner": count_owners,
    "resident": count_residents,
}


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


async def households_at(tx: Tx, path: str, door: str, ended: bool = False) -> list[Household]:
    """The households with this door number, however it was typed: more than one where buildings share it.

    The door of a unit that belongs to another household finds that household. With `ended` also those no longer on the
    roll.
    """
    wanted = tidy_door(door)
    on_it = [] if ended else [~households.c.ended]
    found = await tx.rows(
        select(*columns_of(households, Household))
        .join(scopes, scopes.c.id == households.c.scope_id)
        .outerjoin(units, units.c.household_id == households.c.id)
        .where(below(path), *on_it, (households.c.door == wanted) | (units.c.door == wanted))
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
