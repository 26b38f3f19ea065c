"""今天请人代: who looks after whose tasks for the day. Who may be asked is left to `clerk`."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.dialect import upsert
from bot.storage.store import Tx
from bot.storage.tables import covers


async def cover(tx: Tx, person_id: int, cover_id: int, until: datetime) -> None:
    """From now until then `cover_id` looks after the tasks of `person_id`, and nobody else does."""
    await tx.run(upsert(tx, covers).values(person_id=person_id, cover_id=cover_id, until=until))


async def end(tx: Tx, person_id: int) -> None:
    """The person is back."""
    await tx.run(delete(covers).where(covers.c.person_id == person_id))


async def covered_by(tx: Tx, person_id: int, now: datetime) -> int | None:
    """Who looks after this person's tasks now; None where they do so themselves."""
    found: int | None = await tx.scalar(
        select(covers.c.cover_id).where(covers.c.person_id == person_id, covers.c.until > now)
    )
    return found


async def covering(tx: Tx, cover_id: int, now: datetime) -> list[int]:
    """Whose tasks this person looks after now beside their own."""
    query = select(covers.c.person_id).where(covers.c.cover_id == cover_id, covers.c.until > now)
    return await tx.column(query.order_by(covers.c.person_id))
