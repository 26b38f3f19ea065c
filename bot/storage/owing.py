"""What the bot owes chats and people: rows written with their cause, claimed, sent and kept.

It says which row may be delivered next and remembers what came of it. Rendering and sending are left to
`outbox`, the messages that show a card to `cards_shown`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, update

from bot.deliberation.desk import Ids, Owed, Urgency
from bot.storage.dialect import insert
from bot.storage.store import Tx
from bot.storage.tables import Instant, chats, owed, people


@dataclass(frozen=True, slots=True)
class Delivery:
    """An owed row in delivery, with where it goes: a chat (`chat_id`) or a person's private chat."""

    id: int
    what: str
    card: str
    args: dict[str, Any]
    key: str
    """Empty for a message sent once."""
    urgency: Urgency
    chat_id: int | None
    person_id: int | None
    platform_id: int
    thread_id: int
    reply_to: int | None
    created_at: datetime
    attempts: int
    """Times it has failed so far."""
    generation: int
    interrupted: bool
    """An earlier send may have arrived all the same: mark it 重发."""


async def owe(tx: Tx, rows: Iterable[Owed], now: datetime, next_id: Ids) -> None:
    """Owe these messages. One with a key that is owed already takes its place and is delivered again.

    A later `not_before` of the row that is there holds. Of several with one key the last counts.
    """
    latest = {row.key or index: row for index, row in enumerate(rows)}
    statement = insert(tx, owed)
    new = statement.excluded
    replaced = {
        **{name: new[name] for name in ("what", "card", "args", "chat_id", "person_id", "urgency", "reply_to")},
        "generation": owed.c.generation + 1,
        # a row in delivery stays so: `sent` finds the new generation and owes it once more
        "state": case((owed.c.state == "sending", "sending"), else_="owed"),
        "created_at": case((owed.c.state == "owed", owed.c.created_at), else_=new.created_at),
        "attempts": case((owed.c.state == "sending", owed.c.attempts), else_=0),
        "not_before": case((_later(new.not_before), new.not_before), else_=owed.c.not_before),
        "interrupted": case((or_(owed.c.state == "owed", owed.c.state == "sending"), owed.c.interrupted), else_=False),
        "error": "",
    }
    await tx.run(
        statement.on_conflict_do_update(index_elements=["key"], set_=replaced),
        [_row(row, now, next_id()) for row in latest.values()],
    )


def _later(moment: Any) -> ColumnElement[bool]:
    return and_(moment.is_not(None), or_(owed.c.not_before.is_(None), owed.c.not_before < moment))


def _row(row: Owed, now: datetime, id_: int) -> dict[str, Any]:
    return {
        "id": id_, "what": row.what, "card": row.card, "args": dict(row.args), "chat_id": row.chat_id,
        "person_id": row.person_id, "key": row.key or None, "urgency": row.urgency.value,
        "not_before": row.not_before, "reply_to": row.reply_to, "created_at": now, "state": "owed",
        "attempts": 0, "generation": 1, "interrupted": False, "error": "",
    }  # fmt: skip


# --- delivery ------------------------------------------------------------------------------------


async def claim_next(tx: Tx, now: datetime, limit: int) -> list[Delivery]:
    """Take rows that may be sent now, oldest first, and mark them as in delivery.

    At most one a chat or person, and none where one is in delivery or a flood wait runs: what is said to one
    place arrives in order. Live cards come after what is said, for somebody is waiting for that.
    """
    waiting = owed.alias("waiting")
    silent = case((waiting.c.what.in_(("card", "retire")), 1), else_=0)
    turn = func.row_number().over(
        partition_by=(waiting.c.chat_id, waiting.c.person_id),
        order_by=(silent, waiting.c.created_at, waiting.c.id),
    )
    ready = (
        select(waiting.c.id, turn.label("turn"))
        .where(waiting.c.state == "owed", or_(waiting.c.not_before.is_(None), waiting.c.not_before <= now))
        .subquery()
    )
    free_at = func.coalesce(chats.c.next_send_at, people.c.next_send_at)
    query = (
        _deliveries()
        .join(ready, ready.c.id == owed.c.id)
        .where(ready.c.turn == 1, ~_place_busy(), or_(free_at.is_(None), free_at <= now))
        .order_by(owed.c.created_at, owed.c.id)
        .limit(limit)
    )
    taken = await tx.rows(query)
    await tx.run(
        update(owed).where(owed.c.id.in_([row.id for row in taken])).values(state="sending", sending_since=now)
    )
    return [_delivery(row) for row in taken]


def _place_busy() -> ColumnElement[bool]:
    """Something is in delivery to where this row goes."""
    busy = owed.alias("busy")
    same_place = or_(busy.c.chat_id == owed.c.chat_id, busy.c.person_id == owed.c.person_id)
    return exists().where(busy.c.state == "sending", same_place)


def _deliveries() -> Select[Any]:
    return (
        select(owed, chats.c.platform_id, chats.c.thread_id, people.c.user_id)
        .outerjoin(chats, chats.c.id == owed.c.chat_id)
        .outerjoin(people, people.c.id == owed.c.person_id)
    )


def _delivery(row: Any) -> Delivery:
    return Delivery(
        row.id,
        row.what,
        row.card,
        row.args,
        row.key or "",
        Urgency(row.urgency),
        row.chat_id,
        row.person_id,
        row.platform_id if row.chat_id is not None else row.user_id,
        row.thread_id or 0,
        row.reply_to,
        row.created_at,
        row.attempts,
        row.generation,
        row.interrupted,
    )


async def sent(tx: Tx, delivery: Delivery) -> None:
    """It arrived. Where it was owed again meanwhile it is owed once more."""
    again = owed.c.generation != delivery.generation
    values = {"state": case((again, "owed"), else_="sent"), "attempts": 0, "interrupted": False, "error": ""}
    await _end(tx, [delivery.id], **values)


async def given_up(tx: Tx, owed_id: int, error: str) -> None:
    """It cannot be delivered (blocked, gone, refused): nobody tries again, unless it is owed again."""
    await _end(tx, [owed_id], state="given_up", error=error)


async def postpone(
    tx: Tx, owed_id: int, until: datetime, error: str = "", *, tried: bool = False, interrupted: bool = False
) -> None:
    """Owe it again, not before `until`: night, a spent budget, a failure that may pass.

    `tried` counts a failure; `interrupted` says that it may have arrived all the same.
    """
    values: dict[str, Any] = {"state": "owed", "not_before": until, "error": error}
    if tried:
        values["attempts"] = owed.c.attempts + 1
    if interrupted:
        values["interrupted"] = True
    await _end(tx, [owed_id], **values)


async def owe_again(tx: Tx, owed_ids: Collection[int]) -> None:
    """Owe rows in delivery again, as if they had not been claimed: nothing was sent."""
    await _end(tx, owed_ids, state="owed")


async def _end(tx: Tx, owed_ids: Collection[int], **values: Any) -> None:
    await tx.run(update(owed).where(owed.c.id.in_(owed_ids)).values(sending_since=None, **values))


async def interrupted(tx: Tx, before: datetime) -> list[Delivery]:
    """Owe again what has been in delivery since `before` or longer, for whoever had it is gone.

    It may have arrived: the deliveries returned, and the next ones of these rows, are `interrupted`.
    """
    query = _deliveries().where(owed.c.state == "sending", owed.c.sending_since <= before).order_by(owed.c.id)
    found = [replace(_delivery(row), interrupted=True) for row in await tx.rows(query)]
    await _end(tx, [delivery.id for delivery in found], state="owed", interrupted=True)
    return found


async def next_ready_at(tx: Tx, now: datetime) -> datetime | None:
    """When the earliest owed row may be claimed, `now` where one may be already; None where waiting is of no use.

    Rows behind one in delivery do not count: they may go when that delivery ends.
    """
    free_at = func.coalesce(chats.c.next_send_at, people.c.next_send_at, owed.c.created_at)
    waits = func.coalesce(owed.c.not_before, owed.c.created_at)
    ready = case((free_at > waits, free_at), else_=waits)
    query = (
        select(func.min(ready, type_=Instant))
        .select_from(owed)
        .outerjoin(chats, chats.c.id == owed.c.chat_id)
        .outerjoin(people, people.c.id == owed.c.person_id)
        .where(owed.c.state == "owed", ~_place_busy())
    )
    at: datetime | None = await tx.scalar(query)
    return None if at is None else max(at, now)


async def count_owed(tx: Tx) -> int:
    """Rows owed or in delivery, whenever they may be sent."""
    count: int = await tx.scalar(select(func.count()).where(owed.c.state.in_(("owed", "sending"))))
    return count


async def prune(tx: Tx, before: datetime) -> int:
    """Forget finished rows without a key created before this; how many went."""
    finished = owed.c.state.in_(("sent", "given_up"))
    return await tx.run(owed.delete().where(finished, owed.c.key.is_(None), owed.c.created_at < before))


# --- flood state and budget ----------------------------------------------------------------------


async def hold_chat(tx: Tx, chat_id: int, until: datetime) -> None:
    """Send nothing more to a chat before `until`: its pace, or a 429."""
    await tx.run(update(chats).where(chats.c.id == chat_id).values(next_send_at=until))


async def hold_person(tx: Tx, person_id: int, until: datetime) -> None:
    """Send a person nothing more before `until`."""
    await tx.run(update(people).where(people.c.id == person_id).values(next_send_at=until))


async def posts_on(tx: Tx, chat_id: int, day: str) -> int:
    """Budgeted posts a chat has had on a day, which is an ISO date of the community."""
    count = await tx.scalar(select(chats.c.posts_today).where(chats.c.id == chat_id, chats.c.posts_day == day))
    return count or 0


async def count_post(tx: Tx, chat_id: int, day: str) -> None:
    """Count one budgeted post; the first of a day begins anew."""
    more = case((chats.c.posts_day == day, chats.c.posts_today + 1), else_=1)
    await tx.run(update(chats).where(chats.c.id == chat_id).values(posts_today=more, posts_day=day))
