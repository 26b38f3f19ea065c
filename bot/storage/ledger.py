"""The books of common funds in the database: entries, their sums, and what decisions have promised.

What may be entered and what it comes to is left to `deliberation.money.ledger`; whose a fund is, is a scope: a
community's or a street's.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select, update

from bot.deliberation.house import ancestors
from bot.deliberation.money.ledger import Grant, MoneyEntry, Sums, envelope
from bot.deliberation.money.ledger import ratio as stated_ratio
from bot.deliberation.voting.budget import Envelope
from bot.storage import tables
from bot.storage.dialect import upsert
from bot.storage.records import columns_of, insert_records, record, values_of
from bot.storage.store import Tx
from bot.storage.tables import ledger, scopes

STREET = "street"


async def entries(tx: Tx, scope_id: int) -> list[MoneyEntry]:
    """The whole books of a fund, in the order of entering."""
    found = await tx.rows(select(ledger).where(ledger.c.scope_id == scope_id).order_by(ledger.c.number))
    return [record(MoneyEntry, row) for row in found]


async def entry(tx: Tx, entry_id: int) -> MoneyEntry | None:
    row = await tx.one(select(ledger).where(ledger.c.id == entry_id))
    return None if row is None else record(MoneyEntry, row)


async def add(tx: Tx, new: Sequence[MoneyEntry]) -> None:
    await insert_records(tx, ledger, new)


async def settle(tx: Tx, settled: Sequence[MoneyEntry]) -> None:
    """Store who has confirmed or refused entries; nothing else of one ever changes."""
    new: dict[str, Any] = {name: bindparam(f"b_{name}") for name in ("state", "settled_by", "settled_at", "reason")}
    rows = [{f"b_{name}": getattr(entry, name) for name in ("id", *new)} for entry in settled]
    await tx.run(update(ledger).where(ledger.c.id == bindparam("b_id")).values(new), rows)


async def add_vouchers(tx: Tx, of: MoneyEntry, vouchers: Sequence[dict[str, str]]) -> None:
    await tx.run(update(ledger).where(ledger.c.id == of.id).values(vouchers=[*of.vouchers, *vouchers]))


async def next_number(tx: Tx, scope_id: int) -> int:
    """The number of the next entry of a fund."""
    last: int | None = await tx.scalar(select(func.max(ledger.c.number)).where(ledger.c.scope_id == scope_id))
    return (last or 0) + 1


async def grants(tx: Tx, scope_id: int) -> dict[int, Grant]:
    """decision → what it has promised of a fund."""
    found = await tx.rows(select(*columns_of(tables.grants, Grant)).where(tables.grants.c.scope_id == scope_id))
    return {row.decision_id: record(Grant, row) for row in found}


async def save_grants(tx: Tx, found: Sequence[Grant]) -> None:
    """Note what the decisions of a session promise now."""
    await tx.run(upsert(tx, tables.grants), [values_of(grant) for grant in found])


async def fund_scopes(tx: Tx, path: str, community_scope: int) -> dict[str, int]:
    """Whose funds a session at this path can decide on: `community` and, where the tree has one above it, `street`."""
    found = await tx.rows(select(scopes.c.id, scopes.c.kind).where(_reaching(path, community_scope)))
    return {_fund(row.id, community_scope): row.id for row in found}


async def has_books(tx: Tx, scope_id: int) -> bool:
    """Whether anything is confirmed in the books of a fund."""
    return bool(await tx.scalar(select(exists().where(ledger.c.scope_id == scope_id, ledger.c.state == "confirmed"))))


async def envelopes(tx: Tx, path: str, community_scope: int) -> dict[str, Envelope]:
    """What there is in each of those funds that has books."""
    total = func.sum(ledger.c.amount).label("total")
    found = await tx.rows(
        select(ledger.c.scope_id, ledger.c.kind, ledger.c.decision_id, total)
        .join(scopes, scopes.c.id == ledger.c.scope_id)
        .where(_reaching(path, community_scope), ledger.c.state == "confirmed")
        .group_by(ledger.c.scope_id, ledger.c.kind, ledger.c.decision_id)
    )
    by_scope: dict[int, list[Any]] = {}
    for row in found:
        by_scope.setdefault(row.scope_id, []).append(row)
    return {
        _fund(scope_id, community_scope): envelope(
            await _sums(tx, scope_id, rows), (await grants(tx, scope_id)).values()
        )
        for scope_id, rows in by_scope.items()
    }


async def _sums(tx: Tx, scope_id: int, rows: Collection[Any]) -> Sums:
    kinds: dict[str, int] = {}
    for row in rows:
        kinds[row.kind] = kinds.get(row.kind, 0) + int(row.total)
    against = [(row.kind, row.decision_id, int(row.total)) for row in rows if row.decision_id is not None]
    paid = {decision: total for kind, decision, total in against if kind == "payment"}
    released = {decision: total for kind, decision, total in against if kind == "release"}
    return Sums(kinds, paid, released, await _ratio(tx, scope_id) if "ratio" in kinds else 0)


async def _ratio(tx: Tx, scope_id: int) -> int:
    of = (ledger.c.scope_id == scope_id, ledger.c.kind == "ratio", ledger.c.state == "confirmed")
    return stated_ratio([record(MoneyEntry, row) for row in await tx.rows(select(ledger).where(*of))])


def _reaching(path: str, community_scope: int) -> ColumnElement[bool]:
    """The community's scope itself, and the streets it is in."""
    above = scopes.c.path.in_(ancestors(path))
    return or_(scopes.c.id == community_scope, above & (scopes.c.kind == STREET))


def _fund(scope_id: int, community_scope: int) -> str:
    return "community" if scope_id == community_scope else STREET


async def with_books(tx: Tx, scope_ids: Collection[int]) -> list[int]:
    """Which of these scopes have books, confirmed or waiting."""
    return await tx.column(
        select(ledger.c.scope_id).where(ledger.c.scope_id.in_(scope_ids)).distinct().order_by(ledger.c.scope_id)
    )
