"""What falls due and when: the database decides, a clock only wakes.

Due moments of rounds and the recurring posts of chats; what happens at them is left to `clerk`.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update

from bot.deliberation.desk import Due
from bot.deliberation.house import Schedule
from bot.storage.dialect import upsert
from bot.storage.records import insert_records, record, values_of
from bot.storage.store import Tx
from bot.storage.tables import due, schedules


async def set_due(tx: Tx, moments: Iterable[Due]) -> None:
    """Set moments; one with a key already there moves it, and the last of several counts."""
    latest = {moment.key: values_of(moment) for moment in moments}
    await tx.run(upsert(tx, due), [{**row, "args": dict(row["args"])} for row in latest.values()])


async def drop_due(tx: Tx, prefixes: Iterable[str]) -> None:
    """Drop moments whose key is a prefix or continues it after a colon: `round:1` keeps `round:12:close`."""
    conditions = [_under(prefix) for prefix in dict.fromkeys(prefixes)]
    if conditions:
        await tx.run(delete(due).where(or_(*conditions)))


def _under(prefix: str) -> ColumnElement[bool]:
    stem = prefix.removesuffix(":")
    return (due.c.key == prefix) | due.c.key.startswith(f"{stem}:", autoescape=True)


async def next_due(tx: Tx, now: datetime) -> Due | None:
    """The earliest moment that has come, None while nothing is due; locked until the transaction ends, and passed
    over where another has it."""
    earliest = select(due).where(due.c.at <= now).order_by(due.c.at, due.c.key).limit(1)
    row = await tx.one(earliest.with_for_update(skip_locked=True))
    return None if row is None else record(Due, row)


async def next_due_at(tx: Tx) -> datetime | None:
    """When to wake: the earliest moment of all, which may be past."""
    at: datetime | None = await tx.scalar(select(due.c.at).order_by(due.c.at).limit(1))
    return at


async def coming(tx: Tx, limit: int) -> list[Due]:
    """The next moments of the whole deployment, earliest first."""
    return [record(Due, row) for row in await tx.rows(select(due).order_by(due.c.at, due.c.key).limit(limit))]


async def due_moments(tx: Tx, session_id: int) -> list[Due]:
    """Everything a session still waits for, earliest first."""
    query = select(due).where(due.c.session_id == session_id).order_by(due.c.at, due.c.key)
    return [record(Due, row) for row in await tx.rows(query)]


# --- recurring posts -------------------------------------------------------------------------------


async def add_schedule(tx: Tx, schedule: Schedule) -> None:
    await insert_records(tx, schedules, [schedule])


async def schedule(tx: Tx, schedule_id: int) -> Schedule | None:
    row = await tx.one(select(schedules).where(schedules.c.id == schedule_id))
    return None if row is None else record(Schedule, row)


async def schedules_in(tx: Tx, chat_id: int) -> list[Schedule]:
    """The recurring posts of a chat that are on."""
    query = select(schedules).where(schedules.c.chat_id == chat_id, schedules.c.state == "on")
    return [record(Schedule, row) for row in await tx.rows(query.order_by(schedules.c.id))]


async def move_schedule(tx: Tx, schedule_id: int, next_at: datetime) -> None:
    """Note when it posts next."""
    await tx.run(update(schedules).where(schedules.c.id == schedule_id).values(next_at=next_at))


async def pass_schedules(tx: Tx, community_id: int, person_id: int, to: int | None) -> None:
    """The recurring posts somebody has made in a community are another's from now on."""
    mine = (schedules.c.community_id == community_id, schedules.c.made_by == person_id)
    await tx.run(update(schedules).where(*mine).values(made_by=to))


async def end_schedule(tx: Tx, schedule_id: int) -> None:
    await tx.run(update(schedules).where(schedules.c.id == schedule_id).values(state="off", next_at=None))
