"""Which updates of the platform have taken effect: remembered in the transaction that made it so."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.dialect import insert
from bot.storage.store import Tx
from bot.storage.tables import updates


async def seen(tx: Tx, ids: Collection[int]) -> set[int]:
    """Those of these updates whose effects are committed already."""
    return set(await tx.column(select(updates.c.update_id).where(updates.c.update_id.in_(ids)))) if ids else set()


async def remember(tx: Tx, ids: Collection[int], at: datetime) -> None:
    """Remember updates with their effects; one that is known is left as it is."""
    rows = [{"update_id": id_, "at": at} for id_ in sorted(set(ids))]
    await tx.run(insert(tx, updates).on_conflict_do_nothing(), rows)


async def forget(tx: Tx) -> None:
    """Forget them all: another bot's updates are numbered by themselves."""
    await tx.run(delete(updates))


async def prune(tx: Tx, before: datetime) -> int:
    """Forget updates older than this (the platform repeats none after a day); how many went."""
    return await tx.run(delete(updates).where(updates.c.at < before))
