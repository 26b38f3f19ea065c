"""Delegates 居民代表, party members and seats of bodies whom a roll names: they hold the role once they are bound.

Roles that were given by somebody are in `people` and are left alone: those from a roll have nobody who granted them.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, exists, select, update

from bot.deliberation.desk import Ids
from bot.deliberation.roll.rows import RollRow, tidy_name
from bot.storage.people import grant
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import households, people, residents, roles, roll_offices, scopes

_Mark = tuple[int, str, str]
"""(household, role, name)"""


async def store_offices(
    tx: Tx,
    path: str,
    rows: Iterable[tuple[int, RollRow]],
    homes: Mapping[tuple[int, str], int],
    scope_id: int,
    next_id: Ids,
) -> bool:
    """Make the people named at or under a path be those of these rows; whether anything changed.

    `scope_id` is where they hold the role once they are bound.
    """
    found = await tx.rows(
        select(roll_offices)
        .join(households, households.c.id == roll_offices.c.household_id)
        .join(scopes, scopes.c.id == households.c.scope_id)
        .where(below(path))
    )
    before = {(row.household_id, row.role, row.name): row for row in found}
    after: dict[_Mark, None] = {}
    for place_id, row in rows:
        home = homes.get((place_id, row.household))
        if home is not None:
            after |= dict.fromkeys((home, "delegate", name) for name in row.delegates)
            after |= dict.fromkeys((home, "party_member", name) for name in row.party_members)
            after |= dict.fromkeys((home, role, name) for role, name in row.offices)
    gone = [row for mark, row in before.items() if mark not in after]
    held = [row.person_id for row in gone if row.person_id is not None]
    await tx.run(delete(roll_offices).where(roll_offices.c.id.in_([row.id for row in gone])))
    for role in sorted({row.role for row in gone}):
        await _end(tx, role, held)
    fresh = [
        {"id": next_id(), "household_id": home, "scope_id": scope_id, "role": role, "name": name, "person_id": None}
        for home, role, name in after
        if (home, role, name) not in before
    ]
    await tx.run(roll_offices.insert(), fresh)
    return bool(gone or fresh)


async def _end(tx: Tx, role: str, person_ids: Collection[int]) -> None:
    """Roles that came from a roll which no longer names these people anywhere."""
    still = exists().where(roll_offices.c.person_id == roles.c.person_id, roll_offices.c.role == role)
    from_roll = roles.c.granted_by.is_(None) & (roles.c.role == role) & roles.c.ended_at.is_(None)
    await tx.run(delete(roles).where(roles.c.person_id.in_(person_ids), from_roll, ~still))


async def leave_offices(tx: Tx, household_id: int, person_id: int) -> None:
    """Somebody has moved out: what the roll of that household named them for is free again."""
    mine = (roll_offices.c.household_id == household_id) & (roll_offices.c.person_id == person_id)
    held = set(await tx.column(select(roll_offices.c.role).where(mine)))
    await tx.run(update(roll_offices).where(mine).values(person_id=None))
    for role in sorted(held):
        await _end(tx, role, [person_id])


async def take_offices(tx: Tx, household_id: int, at: datetime, next_id: Ids) -> None:
    """Give people bound to a household the roles the roll names them for: by the name the platform shows, or as the
    representative of that name. To be called when somebody is bound or made representative."""
    found = await tx.rows(
        select(roll_offices, people.c.id.label("who"), people.c.name.label("shown"), households.c.representative,
               households.c.representative_id)
        .join(households, households.c.id == roll_offices.c.household_id)
        .join(residents, (residents.c.household_id == households.c.id) & (residents.c.state == "bound"))
        .join(people, people.c.id == residents.c.person_id)
        .where(households.c.id == household_id, roll_offices.c.person_id.is_(None))
        .order_by(roll_offices.c.id, residents.c.id)
    )  # fmt: skip
    taken = set[int]()
    for row in found:
        represents = row.representative == row.name and row.representative_id == row.who
        if row.id not in taken and (represents or tidy_name(row.shown) == row.name):
            taken.add(row.id)
            await tx.run(update(roll_offices).where(roll_offices.c.id == row.id).values(person_id=row.who))
            await grant(tx, row.who, row.scope_id, row.role, None, at, next_id)
