"""Rolls handed in as files and not decided on yet: their rows, from the reading to the word of whoever handed them in.

The file itself is kept nowhere. What is here are names and doors, so it goes with the decision, and at the latest with
the due moment that `clerk.roll_offers` sets.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from bot.deliberation.roll.rows import RollRow
from bot.storage.store import Tx
from bot.storage.tables import roll_offers


@dataclass(frozen=True, slots=True)
class RollOffer:
    """A file's rows as they were read. `sha256` is the file's, `version` the roll's it was compared with (0: not
    yet)."""

    id: int
    community_id: int
    person_id: int
    sha256: str
    version: int
    at: datetime
    rows: tuple[RollRow, ...]


async def offer(tx: Tx, offer_id: int) -> RollOffer | None:
    row = await tx.one(select(roll_offers).where(roll_offers.c.id == offer_id))
    if row is None:
        return None
    rows = tuple(_row(held) for held in row.rows)
    return RollOffer(row.id, row.community_id, row.person_id, row.sha256, row.version, row.at, rows)


async def is_open(tx: Tx, offer_id: int) -> bool:
    """Whether it still waits for a decision."""
    return await tx.scalar(select(roll_offers.c.id).where(roll_offers.c.id == offer_id)) is not None


async def keep(tx: Tx, held: RollOffer) -> None:
    """Keep an offer in place of whatever else its person had handed in for the community."""
    mine = (roll_offers.c.community_id == held.community_id) & (roll_offers.c.person_id == held.person_id)
    await tx.run(delete(roll_offers).where(mine))
    values = {
        "id": held.id, "community_id": held.community_id, "person_id": held.person_id, "sha256": held.sha256,
        "version": held.version, "at": held.at, "rows": [asdict(row) for row in held.rows],
    }  # fmt: skip
    await tx.run(roll_offers.insert(), [values])


async def compared(tx: Tx, offer_id: int, version: int) -> None:
    """Note which version of the roll it was compared with."""
    await tx.run(update(roll_offers).where(roll_offers.c.id == offer_id).values(version=version))


async def end(tx: Tx, offer_id: int) -> None:
    await tx.run(delete(roll_offers).where(roll_offers.c.id == offer_id))


def _row(held: dict[str, Any]) -> RollRow:
    """JSON has no tuples."""
    lists = {name: tuple(held[name]) for name in ("co_owners", "delegates", "party_members")}
    offices = tuple((role, who) for role, who in held["offices"])
    return RollRow(**{**held, **lists, "offices": offices})
