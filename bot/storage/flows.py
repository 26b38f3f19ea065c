"""Effective flows by their hash. A body never changes, so one parsed is kept in memory for good."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from bot.deliberation.flow import VOCABULARY, Flow
from bot.storage.dialect import insert
from bot.storage.store import Tx
from bot.storage.tables import flows


async def store_flow(tx: Tx, flow: Flow, at: datetime) -> str:
    """Keep the effective flow; returns the hash a session refers to it by."""
    hash_ = flow.hash()
    row = {
        "hash": hash_, "flow_id": flow.id, "version": flow.version, "vocabulary": VOCABULARY,
        "body": flow.canonical(), "stored_at": at,
    }  # fmt: skip
    await tx.run(insert(tx, flows).values(row).on_conflict_do_nothing())
    return hash_


async def load_flows(tx: Tx, hashes: Iterable[str]) -> dict[str, Flow]:
    """Flows by hash; asks the database only for those not parsed yet. Raises KeyError for one not stored."""
    wanted = set(hashes)
    if missing := wanted - tx.flows.keys():
        for row in await tx.rows(select(flows.c.hash, flows.c.body).where(flows.c.hash.in_(missing))):
            tx.flows[row.hash] = Flow.model_validate_json(row.body)
    return {hash_: tx.flows[hash_] for hash_ in wanted}


async def load_flow(tx: Tx, hash_: str) -> Flow:
    """One flow; raises KeyError where it is not stored."""
    return (await load_flows(tx, [hash_]))[hash_]


async def flow_body(tx: Tx, hash_: str) -> str:
    """The stored text of a flow, which its hash is of."""
    body: str = await tx.scalar(select(flows.c.body).where(flows.c.hash == hash_))
    return body
