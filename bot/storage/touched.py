"""What a corrected roll has done to a vote that is open: whose ballots and deliveries rest on what it no longer says.

What becomes of them is decided by `deliberation.roll.corrections`.
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import func, select

from bot.deliberation.ballots.bag import TURN
from bot.deliberation.ballots.box import household_elector, owner_elector
from bot.deliberation.ballots.standing import PRESENCE
from bot.deliberation.model import StandingAct
from bot.deliberation.roll.corrections import Touched
from bot.storage import deliveries
from bot.storage.records import record
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import households, owners, scopes, standing_acts, units

HELD: Final = ("household", "owner")
"""Electorates that hold areas on the roll."""


async def touched_in(tx: Tx, path: str, electorate: str, round_id: int) -> Touched:
    """What those have cast in a round, and were given, whom the roll of a scope no longer names with their area."""
    now = await _holding(tx, path, electorate)
    held = standing_acts.c
    found = await tx.rows(
        select(standing_acts)
        .where(
            held.round_id == round_id,
            held.kind.in_(("ballot", PRESENCE, TURN)),
            held.elector.startswith(f"{electorate}:"),
        )
        .order_by(held.kind, held.what, held.elector)
    )
    cast = [record(StandingAct, row) for row in found]
    delivered = (await deliveries.of_round(tx, round_id)).values()
    return Touched(
        now,
        # who took part in an anonymous vote did so with no area
        tuple(
            act for act in cast if (act.elector not in now if act.kind == TURN else now.get(act.elector) != act.area)
        ),
        tuple(one for one in delivered if one.way and now.get(one.elector) != one.area),
    )


def _is_touched(act: StandingAct, now: Mapping[str, int]) -> bool:
    """Taking part in an anonymous vote has no area of its own."""
    return act.elector not in now or (act.kind != TURN and now[act.elector] != act.area)


async def _holding(tx: Tx, path: str, electorate: str) -> dict[str, int]:
    """elector → what every household or owner of a scope holds inside it (P7)."""
    area = func.coalesce(func.sum(units.c.area), 0).label("area")
    if electorate == "owner":
        owned = await tx.rows(
            select(owners.c.id, area)
            .join(units, units.c.owner_id == owners.c.id)
            .join(scopes, scopes.c.id == units.c.scope_id)
            .where(below(path), ~owners.c.ended)
            .group_by(owners.c.id)
        )
        return {owner_elector(row.id): int(row.area) for row in owned}
    lived = await tx.rows(
        select(households.c.id, area)
        .join(scopes, scopes.c.id == households.c.scope_id)
        .outerjoin(units, units.c.household_id == households.c.id)
        .where(below(path), ~households.c.ended)
        .group_by(households.c.id)
    )
    return {household_elector(row.id): int(row.area) for row in lived}
