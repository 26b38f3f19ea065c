"""Binding people to the owners they vote for: claims a moderator settles, and codes whose name fits the roll.

One person votes for an owner. A binding makes somebody its voter only where the roll names a person of that very
name, or where a moderator says so; one person may vote for any number of owners.
"""

from datetime import datetime

from sqlalchemy import select, update

from bot.deliberation.desk import Ids
from bot.deliberation.house import Owner, OwnerClaim, Person
from bot.deliberation.roll.rows import tidy_name
from bot.storage.dialect import upsert
from bot.storage.records import columns_of, record, values_of
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import owner_claims, owners, scopes


async def claim(tx: Tx, claim_id: int) -> OwnerClaim | None:
    row = await tx.one(select(owner_claims).where(owner_claims.c.id == claim_id))
    return None if row is None else record(OwnerClaim, row)


async def open_claims(tx: Tx, path: str) -> list[OwnerClaim]:
    """Claims on owners of rolls at or under a path that nobody has settled, oldest first."""
    found = await tx.rows(
        select(*columns_of(owner_claims, OwnerClaim))
        .join(owners, owners.c.id == owner_claims.c.owner_id)
        .join(scopes, scopes.c.id == owners.c.scope_id)
        .where(below(path), owner_claims.c.state == "asked", ~owners.c.ended)
        .order_by(owner_claims.c.at, owner_claims.c.id)
    )
    return [record(OwnerClaim, row) for row in found]


async def ask(tx: Tx, owner_id: int, person_id: int, way: str, at: datetime, next_id: Ids) -> OwnerClaim:
    """Enter «等核对»; who is bound already stays bound, who was refused may ask again."""
    known = await _known(tx, owner_id, person_id)
    if known is not None and known.state in ("asked", "bound"):
        return known
    return await _store(tx, OwnerClaim(known.id if known else next_id(), owner_id, person_id, "asked", way, at))


async def settle(tx: Tx, asked: OwnerClaim, confirmed: bool, by: int | None, at: datetime) -> None:
    """A moderator's yes, which makes the person the owner's voter, or no."""
    asked.state, asked.confirmed_by, asked.at = "bound" if confirmed else "refused", by, at
    await _store(tx, asked)
    if confirmed:
        await make_voter(tx, asked.owner_id, asked.person_id)


async def use(tx: Tx, owner: Owner, person: Person, way: str, at: datetime, next_id: Ids) -> OwnerClaim:
    """A code was used: bound at once where the roll names a voter of that very name, otherwise a claim to be settled.

    The name compared is the one the platform shows; nobody who votes for the owner already is put aside.
    """
    named = bool(owner.representative) and tidy_name(person.name) == owner.representative
    if owner.representative_id is not None or not named:
        return await ask(tx, owner.id, person.id, way, at, next_id)
    known = await _known(tx, owner.id, person.id)
    bound = OwnerClaim(known.id if known else next_id(), owner.id, person.id, "bound", way, at)
    await make_voter(tx, owner.id, person.id)
    return await _store(tx, bound)


async def make_voter(tx: Tx, owner_id: int, person_id: int) -> None:
    """From now on this person's vote is the owner's."""
    await tx.run(update(owners).where(owners.c.id == owner_id).values(representative_id=person_id))


async def end_claim(tx: Tx, owner_id: int, person_id: int) -> None:
    """This person votes for the owner no more."""
    mine = (owner_claims.c.owner_id == owner_id) & (owner_claims.c.person_id == person_id)
    await tx.run(update(owner_claims).where(mine).values(state="ended"))
    held = (owners.c.id == owner_id) & (owners.c.representative_id == person_id)
    await tx.run(update(owners).where(held).values(representative_id=None))


async def _store(tx: Tx, held: OwnerClaim) -> OwnerClaim:
    await tx.run(upsert(tx, owner_claims).values(values_of(held)))
    return held


async def _known(tx: Tx, owner_id: int, person_id: int) -> OwnerClaim | None:
    mine = (owner_claims.c.owner_id == owner_id) & (owner_claims.c.person_id == person_id)
    row = await tx.one(select(owner_claims).where(mine))
    return None if row is None else record(OwnerClaim, row)
