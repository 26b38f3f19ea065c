"""Binding people to households: claims a moderator settles, and what using a code does.

A binding makes somebody representative only where the roll names a person of that very name, or where a
moderator says so; what may be asked and by whom is left to `clerk`, the codes themselves to `codes`.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from bot.deliberation.desk import Ids
from bot.deliberation.house import Household, Person, Resident
from bot.deliberation.roll.rows import tidy_name
from bot.storage.dialect import upsert
from bot.storage.records import columns_of, record, values_of
from bot.storage.roll_offices import take_offices
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import households, residents, scopes


async def resident(tx: Tx, resident_id: int) -> Resident | None:
    row = await tx.one(select(residents).where(residents.c.id == resident_id))
    return None if row is None else record(Resident, row)


async def residents_of(tx: Tx, household_id: int, state: str = "bound") -> list[Resident]:
    """The people of a household, in the order they came."""
    found = await tx.rows(
        select(residents)
        .where(residents.c.household_id == household_id, residents.c.state == state)
        .order_by(residents.c.at, residents.c.id)
    )
    return [record(Resident, row) for row in found]


async def open_claims(tx: Tx, path: str) -> list[Resident]:
    """Claims at or under a path that nobody has settled, oldest first."""
    found = await tx.rows(
        select(*columns_of(residents, Resident))
        .join(households, households.c.id == residents.c.household_id)
        .join(scopes, scopes.c.id == households.c.scope_id)
        .where(below(path), residents.c.state == "asked", ~households.c.ended)
        .order_by(residents.c.at, residents.c.id)
    )
    return [record(Resident, row) for row in found]


async def ask_claim(tx: Tx, household_id: int, person_id: int, relation: str, at: datetime, next_id: Ids) -> Resident:
    """Enter «等核对»; who is bound already stays bound, who was refused may ask again."""
    known = await _known(tx, household_id, person_id)
    if known is not None and known.state in ("asked", "bound"):
        return known
    fresh = Resident(known.id if known else next_id(), household_id, person_id, relation, "asked", "moderator", at)
    await tx.run(upsert(tx, residents).values(values_of(fresh)))
    return fresh


async def settle_claim(tx: Tx, claim: Resident, confirmed: bool, by: int | None, at: datetime) -> None:
    """A moderator's yes or no; making a representative is `make_representative`."""
    claim.state, claim.confirmed_by, claim.at = "bound" if confirmed else "refused", by, at
    await tx.run(upsert(tx, residents).values(values_of(claim)))


async def bind(
    tx: Tx, household: Household, person: Person, relation: str, way: str, at: datetime, next_id: Ids
) -> bool:
    """Bind a person at once (a code, a script). True where the roll's name makes them representative.

    The name compared is the one the platform shows; nobody who is representative already is put aside.
    """
    known = await _known(tx, household.id, person.id)
    shown = tidy_name(person.name)
    if household.tenant and shown == household.tenant:
        relation = "tenant"
    bound = Resident(known.id if known else next_id(), household.id, person.id, relation, "bound", way, at)
    await tx.run(upsert(tx, residents).values(values_of(bound)))
    named = bool(household.representative) and shown == household.representative
    if named and household.representative_id is None:
        await make_representative(tx, household.id, person.id)
    await take_offices(tx, household.id, at, next_id)
    return household.representative_id == person.id or (named and household.representative_id is None)


async def end_binding(tx: Tx, household_id: int, person_id: int) -> None:
    """Somebody has moved out: no longer bound, nor representative."""
    await tx.run(
        update(residents)
        .where(residents.c.household_id == household_id, residents.c.person_id == person_id)
        .values(state="ended")
    )
    await tx.run(
        update(households)
        .where(households.c.id == household_id, households.c.representative_id == person_id)
        .values(representative_id=None)
    )


async def to_ask(tx: Tx, path: str, before: datetime) -> list[Resident]:
    """Bindings at or under a path that have stood unchanged since before this moment, and were not asked about."""
    stood = (residents.c.at <= before) & (residents.c.state == "bound") & (residents.c.recheck == "")
    return await _bindings(tx, path, stood)


async def unanswered(tx: Tx, path: str, before: datetime) -> list[Resident]:
    """Bindings at or under a path that were asked about before this moment, without an answer; each is found until
    `checked` says that the moderators were told."""
    waiting = (residents.c.recheck == "asked") & (residents.c.checked_at <= before) & (residents.c.state == "bound")
    return await _bindings(tx, path, waiting)


async def _bindings(tx: Tx, path: str, wanted: ColumnElement[bool]) -> list[Resident]:
    found = await tx.rows(
        select(*columns_of(residents, Resident))
        .join(households, households.c.id == residents.c.household_id)
        .join(scopes, scopes.c.id == households.c.scope_id)
        .where(below(path), wanted, ~households.c.ended)
        .order_by(residents.c.id)
    )
    return [record(Resident, row) for row in found]


async def checked(tx: Tx, resident_ids: Collection[int], state: str, at: datetime) -> None:
    """Note that these bindings were asked about, or that the moderators were told."""
    here = residents.c.id.in_(list(resident_ids))
    await tx.run(update(residents).where(here).values(recheck=state, checked_at=at))


async def still_there(tx: Tx, resident_id: int, at: datetime) -> None:
    """They live there: the binding counts from now on."""
    await tx.run(update(residents).where(residents.c.id == resident_id).values(at=at, recheck="", checked_at=None))


async def make_representative(tx: Tx, household_id: int, person_id: int) -> None:
    """From now on this person's vote is the household's; they must be bound to it."""
    await tx.run(update(households).where(households.c.id == household_id).values(representative_id=person_id))


async def _known(tx: Tx, household_id: int, person_id: int) -> Resident | None:
    row = await tx.one(
        select(residents).where(residents.c.household_id == household_id, residents.c.person_id == person_id)
    )
    return None if row is None else record(Resident, row)
