"""The codes on the sheets of households and owners: made, kept as hashes, used.

Whom a code binds, and to what, is left to `claims`, `owner_claims` and `clerk`.
"""

import hashlib
import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update

from bot.deliberation.desk import Ids
from bot.deliberation.house import Household, Owner
from bot.deliberation.roll.rows import tidy_door
from bot.storage import owners, roll
from bot.storage.dialect import upsert
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import codes, households, scopes, units

TRIES = 5
LIFE = timedelta(days=14)

Holder = Household | Owner
"""Whose a code is."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The two codes of a household, or of an owner, in clear: shown once, kept only as hashes."""

    household_id: int
    """0 where they are an owner's"""
    digits: str
    long: str
    owner_id: int | None = None


async def new_codes(tx: Tx, sheets: Iterable[Sheet], at: datetime, next_id: Ids) -> None:
    """Keep the codes of these sheets for fourteen days; earlier codes of the same holders end."""
    made = list(sheets)
    await revoke_codes(tx, [sheet.household_id for sheet in made if sheet.owner_id is None])
    await revoke_owner_codes(tx, [sheet.owner_id for sheet in made if sheet.owner_id is not None])
    rows = [
        {
            "id": next_id(), "household_id": sheet.household_id, "owner_id": sheet.owner_id,
            "hash": _hash(way, secret, sheet.household_id, sheet.owner_id),
            "way": way, "expires_at": at + LIFE, "tries": 0, "state": "live",
        }
        for sheet in made
        for way, secret in (("digits", sheet.digits), ("qr", sheet.long))
    ]  # fmt: skip
    await tx.run(upsert(tx, codes, "hash"), rows)


async def revoke_codes(tx: Tx, household_ids: Iterable[int]) -> None:
    """No code of these households works any more."""
    await _revoke(tx, codes.c.household_id.in_(list(household_ids)) & codes.c.owner_id.is_(None))


async def revoke_owner_codes(tx: Tx, owner_ids: Iterable[int]) -> None:
    """No code of these owners works any more."""
    await _revoke(tx, codes.c.owner_id.in_(list(owner_ids)))


async def _revoke(tx: Tx, whose: ColumnElement[bool]) -> None:
    await tx.run(update(codes).where(whose, codes.c.state == "live").values(state="revoked"))


async def use_digits(tx: Tx, path: str, door: str, digits: str, at: datetime) -> Holder | None:
    """Whose code was typed with this door number: a household's, or that of the owner of a unit there.

    None where they do not go together: the miss costs every live code of that door one of its five tries, so it must
    be committed as well; what opens one of several doors of that number costs the others nothing.
    """
    typed = "".join(tidy_door(digits).split("-"))
    homes = {household.id: household for household in await roll.households_at(tx, path, door)}
    held = {owner.id: owner for owner in await owners.owners_at(tx, path, door)}
    whose = or_(codes.c.household_id.in_(homes) & codes.c.owner_id.is_(None), codes.c.owner_id.in_(held))
    mine = whose & (codes.c.way == "digits") & _live(at)
    secrets = [
        *(_hash("digits", typed, household_id, None) for household_id in homes),
        *(_hash("digits", typed, 0, owner_id) for owner_id in held),
    ]
    for row in await tx.rows(select(codes.c.household_id, codes.c.owner_id, codes.c.hash).where(mine)):
        if any(hmac.compare_digest(row.hash, secret) for secret in secrets):
            return homes[row.household_id] if row.owner_id is None else held[row.owner_id]
    await tx.run(update(codes).where(mine).values(tries=codes.c.tries + 1))
    return None


async def holder_of(tx: Tx, path: str, secrets: Collection[str], at: datetime) -> Holder | None:
    """Whose living code one of these is, at or under a path, wherever it was said; looking costs no try."""
    lived = (
        select(codes)
        .join(households, codes.c.household_id == households.c.id)
        .join(scopes, scopes.c.id == households.c.scope_id)
        .where(below(path), _live(at), codes.c.owner_id.is_(None), ~households.c.ended)
    )
    owned = (
        select(codes)
        .join(units, units.c.owner_id == codes.c.owner_id)
        .join(scopes, scopes.c.id == units.c.scope_id)
        .where(below(path), _live(at))
        .distinct()
    )
    for row in [*await tx.rows(lived), *await tx.rows(owned)]:
        if row.hash in {_hash(row.way, secret, row.household_id, row.owner_id) for secret in secrets}:
            return await _holder(tx, row)
    return None


async def use_qr(tx: Tx, long: str, at: datetime) -> Holder | None:
    """Whose a scanned code is, None where it is unknown, used up, revoked or too old."""
    row = await tx.one(select(codes).where(codes.c.hash == _hash("qr", long), codes.c.way == "qr", _live(at)))
    return await _holder(tx, row) if row is not None else None


async def _holder(tx: Tx, row: Any) -> Holder | None:
    """The household or owner of a row of codes, None where it is on the roll no more."""
    held: Holder | None
    held = await roll.household(tx, row.household_id) if row.owner_id is None else await owners.owner(tx, row.owner_id)
    return held if held is not None and not held.ended else None


def _live(at: datetime) -> ColumnElement[bool]:
    return (codes.c.state == "live") & (codes.c.expires_at > at) & (codes.c.tries < TRIES)


def _hash(way: str, secret: str, household_id: int = 0, owner_id: int | None = None) -> str:
    """Digits are hashed with whose they are: the same eight digits may be given out twice."""
    holder = "" if way != "digits" else household_id if owner_id is None else f"owner {owner_id}"
    return hashlib.sha256(f"{way}:{holder}:{secret}".encode()).hexdigest()
