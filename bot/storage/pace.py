"""The pace of all chats together, kept for every program that sends with one token.

The row that holds it is locked by whoever begins deliveries: one program at a time claims, and counts its calls, while
any number of them send. How many calls a platform bears is left to `outbox`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.storage import notes as stored
from bot.storage.dialect import insert
from bot.storage.store import Tx
from bot.storage.tables import notes

_PACE = "pace"


async def take(tx: Tx, now: datetime, window: timedelta) -> list[datetime]:
    """Lock the pace to the end of the transaction; the calls of the last `window`, oldest first.

    A machine whose clock is ahead by less than the window counts; what lies further ahead was a clock put back.
    """
    row = select(notes.c.value).where(notes.c.name == _PACE).with_for_update()
    if (kept := await tx.scalar(row)) is None:
        await tx.run(insert(tx, notes).values(name=_PACE, value={}).on_conflict_do_nothing())
        kept = await tx.scalar(row)
    calls = sorted(datetime.fromisoformat(call) for call in dict(kept).get("calls", ()))
    return [call for call in calls if abs(call - now) < window]


async def keep(tx: Tx, calls: Iterable[datetime]) -> None:
    """The calls to be counted from now on, those taken note of before among them."""
    await stored.set_note(tx, _PACE, {"calls": [call.isoformat() for call in calls]})
