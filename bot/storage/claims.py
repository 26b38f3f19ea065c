"""Binding people to households: claims a moderator settles, and the codes of a household's sheet.

A binding makes somebody representative only where the roll names a person of that very name, or where a
moderator says so; what may be asked and by whom is left to `clerk`.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update

from bot.deliberation.desk import Ids
from bot.deliberation.house import Household, Person, Resident
from bot.deliberation.roll_csv import tidy_door, tidy_name
from bot.storage.dialect import upsert
from bot.storage.records import columns_of, record, values_of
from bot.storage.roll import households_at
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import codes, households, residents, scopes

TRIES = 5
LIFE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The two codes of one household in clear: shown once, kept only as hashes."""

    household_id: int
    digits: str
    long: str


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
    bound = Resident(known.id if known else next_id(), household.id, person.id, relation, "bound", way, at)
    await tx.run(upsert(tx, residents).values(values_of(bound)))
    named = bool(household.representative) and tidy_name(person.name) == household.representative
    if named and household.representative_id is None:
        await make_representative(tx, household.id, person.id)
        return True
    return household.representative_id == person.id


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


async def make_representative(tx: Tx, household_id: int, person_id: int) -> None:
    """From now on this person's vote is the household's; they must be bound to it."""
    await tx.run(update(households).where(households.c.id == household_id).values(representative_id=person_id))


async def _known(tx: Tx, household_id: int, person_id: int) -> Resident | None:
    row = await tx.one(
        select(residents).where(residents.c.household_id == household_id, residents.c.person_id == person_id)
    )
    return None if row is None else record(Resident, row)


async def new_codes(tx: Tx, sheets: Iterable[Sheet], at: datetime, next_id: Ids) -> None:
    """Keep the codes of these sheets for fourteen days; earlier codes of the same households end."""
    made = list(sheets)
    await revoke_codes(tx, [sheet.household_id for sheet in made])
    rows = [
        {
            "id": next_id(), "household_id": sheet.household_id, "hash": _hash(way, secret, sheet.household_id),
            "way": way, "expires_at": at + LIFE, "tries": 0, "state": "live",
        }
        for sheet in made
        for way, secret in (("digits", sheet.digits), ("qr", sheet.long))
    ]  # fmt: skip
    await tx.run(upsert(tx, codes, "hash"), rows)


async def revoke_codes(tx: Tx, household_ids: Iterable[int]) -> None:
    """No code of these households works any more."""
    live = codes.c.household_id.in_(list(household_ids)) & (codes.c.state == "live")
    await tx.run(update(codes).where(live).values(state="revoked"))


async def use_digits(tx: Tx, path: str, door: str, digits: str, at: datetime) -> Household | None:
    """The household whose code was typed with its door number, None where they do not go together.

    A miss costs every live code of that door one of its five tries, so it must be committed as well; what
    opens one of several doors of that number costs the others nothing.
    """
    typed = "".join(tidy_door(digits).split("-"))
    found = {household.id: household for household in await households_at(tx, path, door)}
    mine = codes.c.household_id.in_(found) & (codes.c.way == "digits") & _live(at)
    secrets = [_hash("digits", typed, household_id) for household_id in found]
    hit = await tx.scalar(select(codes.c.household_id).where(mine, codes.c.hash.in_(secrets)))
    if hit is None:
        await tx.run(update(codes).where(mine).values(tries=codes.c.tries + 1))
    return found.get(hit)


async def household_of(tx: Tx, path: str, secrets: Collection[str], at: datetime) -> Household | None:
    """Whose living code one of these is, at or under a path, wherever it was said; looking costs no try."""
    rows = await tx.rows(
        select(*columns_of(households, Household), codes.c.hash, codes.c.way)
        .join(codes, codes.c.household_id == households.c.id)
        .join(scopes, scopes.c.id == households.c.scope_id)
        .where(below(path), _live(at), ~households.c.ended)
    )
    for row in rows:
        if row.hash in {_hash(row.way, secret, row.id) for secret in secrets}:
            return record(Household, row)
    return None


async def use_qr(tx: Tx, long: str, at: datetime) -> Household | None:
    """The household of a scanned code, None where it is unknown, used up, revoked or too old."""
    row = await tx.one(
        select(*columns_of(households, Household))
        .join(codes, codes.c.household_id == households.c.id)
        .where(codes.c.hash == _hash("qr", long), codes.c.way == "qr", _live(at), ~households.c.ended)
    )
    return None if row is None else record(Household, row)


def _live(at: datetime) -> ColumnElement[bool]:
    return (codes.c.state == "live") & (codes.c.expires_at > at) & (codes.c.tries < TRIES)


def _hash(way: str, secret: str, household_id: int = 0) -> str:
    """Digits are hashed with their household: the same eight digits may be given out twice."""
    return hashlib.sha256(f"{way}:{household_id if way == 'digits' else ''}:{secret}".encode()).hexdigest()
