"""An anonymous vote of seven neighbours for tests, and what lies in its box."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.deliberation import acts
from bot.deliberation.offer import Offered
from bot.storage import tables
from clerk.making import Desk

FLOW = """
id: mipiao
name: {{zh-CN: 密, zh-TW: 密, en: Sealed}}
standing: consultation
stages:
  - {{id: jue, kind: vote, window: 24h, rule: {{electorate: member, secrecy: anonymous, {more}}},
     next: {{passed: end, failed: end, tied: end, inquorate: end{blocked}}}}}
  - {{id: end, kind: archive, gather: each}}
"""
VOTERS = range(2, 9)
DAY = timedelta(hours=24)


async def opened(desk: Desk, more: str = "options: approve", offered: Offered | None = None) -> tuple[int, int]:
    """An anonymous vote in a new group of seven neighbours; its motion and round."""
    desk.flows.joinpath("mipiao.yaml").write_text(
        FLOW.format(more=more, blocked=", budget_blocked: end" if "fund" in more else ""), "utf-8"
    )
    desk.take_up(desk.store)
    for user in VOTERS:
        await desk.do(user, acts.Ask("issues"))
    await desk.do(1, acts.OpenSession(0, "mipiao", "楼道装灯?", offered), "administrator")
    await desk.do(1, acts.ConfirmOpening((await desk.case()).session.id))
    (vote,) = (await desk.case()).open_rounds("vote")
    (motion,) = (await desk.case()).motions_in(vote)
    return motion.id, vote.id


async def cast(desk: Desk, motion: int, vote: int, said: Mapping[int, str]) -> None:
    for user, choice in said.items():
        await desk.do(user, acts.Stand("ballot", motion, vote, choice))


async def box(desk: Desk, kind: str = "ballot") -> list[Any]:
    table = tables.standing_acts
    async with desk.store.reading() as tx:
        return list(await tx.rows(select(table).where(table.c.kind == kind).order_by(table.c.elector)))


async def keys(desk: Desk) -> list[Any]:
    async with desk.store.reading() as tx:
        return list(await tx.rows(select(tables.ballot_keys)))
