"""The log of deliveries in the database, and at a close how many to whom a vote was delivered have cast nothing.

One row an elector and round, the last word; every word stands in the minutes. What counts as delivered is said by
`deliberation.ballots.delivering`.
"""

from collections.abc import Sequence

from sqlalchemy import exists, func, select

from bot.deliberation.ballots.striking import STRUCK
from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Vote
from bot.deliberation.minutes.silence import Delivery
from bot.storage.dialect import upsert
from bot.storage.records import columns_of, record, values_of
from bot.storage.store import Tx
from bot.storage.tables import deliveries, standing_acts

_RETURNED = ("ballot", STRUCK)
"""A ballot that was struck came back all the same."""


async def keep(tx: Tx, delivered: Sequence[Delivery]) -> None:
    """Keep these, each in the place of what was known of its elector."""
    last = {(one.round_id, one.elector): values_of(one) for one in delivered}
    await tx.run(upsert(tx, deliveries), list(last.values()))


async def of_round(tx: Tx, round_id: int, *electors: str) -> dict[str, Delivery]:
    """elector → what was delivered to it; of these electors alone, where any are named."""
    query = select(*columns_of(deliveries, Delivery)).where(deliveries.c.round_id == round_id)
    found = await tx.rows(query.where(deliveries.c.elector.in_(electors)) if electors else query)
    return {row.elector: record(Delivery, row) for row in found}


async def load_silent(tx: Tx, case: CaseFile) -> None:
    """For a close or a recount: who was given a ballot and has cast none, on every motion whose rule counts silence."""
    for round_ in case.rounds.values():
        stage = case.stage(round_)
        if not isinstance(stage, Vote) or stage.rule.silence == "none":
            continue
        for motion in (m for m in case.motions.values() if m.vote_round_id == round_.id):
            returned = exists().where(
                standing_acts.c.kind.in_(_RETURNED),
                standing_acts.c.what == motion.id,
                standing_acts.c.round_id == round_.id,
                standing_acts.c.elector == deliveries.c.elector,
            )
            row = await tx.one(
                select(func.count(), func.coalesce(func.sum(deliveries.c.area), 0)).where(
                    deliveries.c.round_id == round_.id, deliveries.c.way != "", ~returned
                )
            )
            case.silent[motion.id, round_.id] = Figures(*map(int, row)) if row else Figures()
