"""What the bot owes chats and people: rows written with their cause, claimed, sent and kept.

It says which row may be delivered next and remembers what came of it. Rendering and sending are left to
`outbox`, the messages that show a card to `cards_shown`.

A row in delivery names the program that has it (`sender`, see `presence`). Where that program is gone the row is owed
again, marked; what it still has to say of the row counts as long as nobody else has taken it.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, literal, or_, select, update

from bot.deliberation.desk import Ids, Owed, Urgency
from bot.storage import presence
from bot.storage.dialect import insert
from bot.storage.store import Tx
from bot.storage.tables import Instant, chats, owed, people

SEALED = "sealed"
"""The card of a row that says neither to whom it goes nor about what (`Owed.sealed`)."""
_SEVERAL = 8
"""Rows looked at for each that may be taken: several of them may go to one place."""


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
    sender: int
    """The program that delivers it."""
    sealed: bool = False
    """To the author of something sent 背靠背: what it was about is not remembered."""


async def owe(tx: Tx, rows: Iterable[Owed], now: datetime, next_id: Ids) -> None:
    """Owe these messages. One with a key that is owed already replaces it and is delivered again.

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
        "rank": new.rank,
        "ready_at": case((_waits_longer(new.ready_at), owed.c.ready_at), else_=new.ready_at),
        "interrupted": case((or_(owed.c.state == "owed", owed.c.state == "sending"), owed.c.interrupted), else_=False),
        "error": "",
    }
    await tx.run(
        statement.on_conflict_do_update(index_elements=["key"], set_=replaced),
        [_row(tx, row, now, next_id()) for row in latest.values()],
    )


def _waits_longer(moment: Any) -> ColumnElement[bool]:
    return and_(owed.c.state == "owed", owed.c.ready_at > moment)


def _rank(row: Owed) -> int:
    """What goes first: words to a chat or asked for; then live cards; then what can wait: words to one person unasked,
    a board, buttons to be taken away. So a result is not held up by what changes with it in every group."""
    if row.what == "retire" or row.card == "board":
        return 2
    if row.what == "card":
        return 1
    if row.what in ("download", "discard", "read-roll"):
        return 2
    return 2 if row.urgency in (Urgency.PRIVATE, Urgency.RECEIPT) else 0


def _row(tx: Tx, row: Owed, now: datetime, id_: int) -> dict[str, Any]:
    if row.sealed:
        row = _closed(tx, row)
    return {
        "id": id_, "what": row.what, "card": row.card, "args": dict(row.args), "chat_id": row.chat_id,
        "person_id": row.person_id, "key": row.key or None, "urgency": row.urgency.value,
        "rank": _rank(row), "ready_at": row.not_before or now, "reply_to": row.reply_to, "created_at": now,
        "state": "owed", "attempts": 0, "generation": 1, "interrupted": False, "error": "",
    }  # fmt: skip


def _closed(tx: Tx, row: Owed) -> Owed:
    """To whom and about what in one token. Raises RuntimeError where no key is at hand."""
    if tx.seal is None:
        raise RuntimeError("a message cannot be sealed: this program has no seal key")
    token = tx.seal.close(json.dumps([row.person_id, row.card, dict(row.args)], ensure_ascii=False))
    return replace(row, card=SEALED, args={"sealed": token}, person_id=None)


async def is_known(tx: Tx, key: str) -> bool:
    """Whether a row with this key has ever been owed."""
    return await tx.scalar(select(owed.c.id).where(owed.c.key == key)) is not None


# --- delivery ------------------------------------------------------------------------------------


async def claim_next(tx: Tx, now: datetime, limit: int, sender: int) -> list[Delivery]:
    """Take rows that may be sent now, by rank and then oldest first, and mark them as in delivery by `sender`.

    At most one a chat or person, and none where one is in delivery or a flood wait runs: what is said to one
    place arrives in order. Only the head of the queue is read, however long it is. Rows that are being written at
    this moment are passed over; that no two programs claim at once, whoever holds `pace` sees to.
    """
    query = (
        _deliveries()
        .where(owed.c.state == "owed", owed.c.ready_at <= now, *_free(now))
        .order_by(owed.c.rank, owed.c.ready_at, owed.c.id)
        .limit(_SEVERAL * limit)
        .with_for_update(of=owed, skip_locked=True)
    )
    first = dict[tuple[int | None, int | None], Row[Any]]()
    for row in await tx.rows(query):
        first.setdefault((row.chat_id, row.person_id), row)
    taken = list(first.values())[:limit]
    begun = {"state": "sending", "sending_since": now, "sender": sender}
    await tx.run(update(owed).where(owed.c.id.in_([row.id for row in taken])).values(begun))
    return [await _opened(tx, replace(_delivery(row), sender=sender)) for row in taken]


def _free(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Where a row goes, nothing is in delivery and no wait runs."""
    free_at = func.coalesce(chats.c.next_send_at, people.c.next_send_at)
    return ~_place_busy(), or_(free_at.is_(None), free_at <= now)


def _place_busy() -> ColumnElement[bool]:
    """Something is in delivery to where this row goes."""
    busy = owed.alias("busy")
    in_delivery = exists().where(busy.c.state == "sending")
    return or_(
        in_delivery.where(busy.c.chat_id == owed.c.chat_id), in_delivery.where(busy.c.person_id == owed.c.person_id)
    )


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
        (row.platform_id if row.chat_id is not None else row.user_id) or 0,
        row.thread_id or 0,
        row.reply_to,
        row.created_at,
        row.attempts,
        row.generation,
        row.interrupted,
        row.sender or 0,
    )


async def _opened(tx: Tx, delivery: Delivery) -> Delivery:
    """A sealed row with its reader and its matter; one that cannot be opened (any more) has no reader."""
    if delivery.card != SEALED:
        return delivery
    opened = tx.seal.open(str(delivery.args.get("sealed", ""))) if tx.seal is not None else None
    if opened is None:
        return replace(delivery, sealed=True)
    person_id, card, args = json.loads(opened)
    user_id = await tx.scalar(select(people.c.user_id).where(people.c.id == person_id))
    return replace(delivery, card=card, args=args, person_id=person_id, platform_id=user_id or 0, sealed=True)


async def sent(tx: Tx, delivery: Delivery) -> None:
    """It arrived. Where it was owed again meanwhile it is owed once more."""
    values = {"state": _unless_again(delivery, "sent"), "attempts": 0, "interrupted": False, "error": ""}
    await _end(tx, [delivery], **values, **_nothing_kept())


async def given_up(tx: Tx, delivery: Delivery, error: str) -> None:
    """It cannot be delivered (blocked, gone, refused): nobody tries again, unless it is owed anew, or was meanwhile."""
    await _end(tx, [delivery], state=_unless_again(delivery, "given_up"), error=error, **_nothing_kept())


def _unless_again(delivery: Delivery, state: str) -> ColumnElement[str]:
    """This state; `owed` where what was delivered is not what is owed by now."""
    return case((owed.c.generation != delivery.generation, "owed"), else_=state)


def _nothing_kept() -> dict[str, Any]:
    """What a message sent once was about is nobody's business any more: there may be codes in it, or private words."""
    return {"args": case((owed.c.key.is_(None), literal({}, owed.c.args.type)), else_=owed.c.args)}


async def postpone(
    tx: Tx,
    delivery: Delivery,
    until: datetime | None,
    error: str = "",
    *,
    tried: bool = False,
    interrupted: bool = False,
) -> None:
    """Owe it again, not before `until` (None: it keeps its turn): night, a spent budget, a failure that may pass.

    `tried` counts a failure; `interrupted` says that it may have arrived all the same.
    """
    values: dict[str, Any] = {"state": "owed", "error": error}
    if until is not None:
        values["ready_at"] = until
    if tried:
        values["attempts"] = owed.c.attempts + 1
    if interrupted:
        values["interrupted"] = True
    await _end(tx, [delivery], **values)


async def owe_again(tx: Tx, deliveries: Collection[Delivery]) -> None:
    """Owe rows in delivery again, as if they had not been claimed: nothing was sent."""
    await _end(tx, deliveries, state="owed")


async def _end(tx: Tx, deliveries: Collection[Delivery], **values: Any) -> None:
    """End these deliveries, but for what another program has taken over and is delivering by now."""
    ids, senders = {one.id for one in deliveries}, {one.sender for one in deliveries}
    theirs = and_(owed.c.state == "sending", owed.c.sender.not_in(senders))
    await tx.run(update(owed).where(owed.c.id.in_(ids), ~theirs).values(sending_since=None, sender=None, **values))


async def interrupted(tx: Tx) -> list[Delivery]:
    """Owe again what was in delivery by programs that are gone.

    It may have arrived: the deliveries returned, and the next ones of these rows, are `interrupted`.
    """
    query = _deliveries().where(owed.c.state == "sending").order_by(owed.c.id)
    rows = await tx.rows(query.with_for_update(of=owed, skip_locked=True))
    # after the rows: whoever has taken one was here before, so who is not here now is gone
    here = await presence.alive(tx) if rows else set()
    left = [replace(_delivery(row), interrupted=True) for row in rows if row.sender not in here]
    await _end(tx, left, state="owed", interrupted=True)
    return [await _opened(tx, one) for one in left]


async def is_any_left(tx: Tx) -> bool:
    """Whether something is in delivery by a program that is gone."""
    senders = await tx.column(select(owed.c.sender).where(owed.c.state == "sending").distinct())
    return bool(senders) and not set(senders) <= await presence.alive(tx)


async def next_ready_at(tx: Tx, now: datetime) -> datetime | None:
    """When a row that cannot be claimed now may be; None where nothing is owed, or only behind a delivery.

    `now` where one may be claimed already.
    """
    head = _deliveries().where(owed.c.state == "owed", owed.c.ready_at <= now, *_free(now)).limit(1)
    if await tx.one(head) is not None:
        return now
    # one question, for it is asked after every commit
    ready = func.min(owed.c.ready_at, type_=Instant)
    moments = [select(ready).where(owed.c.state == "owed", owed.c.ready_at > now).scalar_subquery()]
    for table, place in ((chats, owed.c.chat_id), (people, owed.c.person_id)):
        waits_here = exists().where(place == table.c.id, owed.c.state == "owed", owed.c.ready_at <= now)
        free = func.min(table.c.next_send_at, type_=Instant)
        moments.append(select(free).where(table.c.next_send_at > now, waits_here).scalar_subquery())
    row = await tx.one(select(*(moment.label(f"moment_{n}") for n, moment in enumerate(moments))))
    return min((moment for moment in row or () if moment is not None), default=None)


async def waits_since(tx: Tx, now: datetime) -> datetime | None:
    """Since when the oldest row that could go out at this moment has been ready; None where none could.

    What one person can wait for is left out: a reminder to a whole quarter goes out for an hour.
    """
    head = select(owed.c.ready_at).outerjoin(chats, chats.c.id == owed.c.chat_id)
    head = head.outerjoin(people, people.c.id == owed.c.person_id)
    head = head.where(owed.c.state == "owed", owed.c.rank < 2, owed.c.ready_at <= now, *_free(now))
    since: datetime | None = await tx.scalar(head.order_by(owed.c.rank, owed.c.ready_at).limit(1))
    return since


async def count_owed(tx: Tx) -> int:
    """Rows owed or in delivery, whenever they may be sent."""
    count: int = await tx.scalar(select(func.count()).where(owed.c.state.in_(("owed", "sending"))))
    return count


@dataclass(frozen=True, slots=True)
class StillOwed:
    """What is owed, as anybody may know it: `private` says that it goes to one person, not to whom."""

    what: str
    card: str
    private: bool
    ready_at: datetime


async def still_owed(tx: Tx, limit: int) -> list[StillOwed]:
    """Rows owed or in delivery, the oldest first."""
    query = select(owed.c.what, owed.c.card, owed.c.person_id, owed.c.ready_at)
    query = query.where(owed.c.state.in_(("owed", "sending"))).order_by(owed.c.created_at, owed.c.id).limit(limit)
    return [
        StillOwed(row.what, row.card, row.person_id is not None or row.card == SEALED, row.ready_at)
        for row in await tx.rows(query)
    ]


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
