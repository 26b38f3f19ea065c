"""After an outage: votes that were open while no program ran are given the lost time back (DESIGN.md §6.6)."""

from datetime import datetime, timedelta

from bot.clerk import cases
from bot.clerk.office import Office
from bot.deliberation.desk import CLOCK
from bot.deliberation.stages import vote
from bot.storage import cases as stored
from bot.storage import lookups
from bot.storage.store import Tx

PRESS_LIFE = timedelta(seconds=150)
"""How long Telegram keeps a press: a shorter silence loses nobody's ballot."""


async def recover(tx: Tx, office: Office, stopped_at: datetime | None, now: datetime) -> int:
    """Extend every vote the silence since `stopped_at` touched; how many sessions had one.

    To be run before the first update or deadline is taken.
    """
    if stopped_at is None or now - stopped_at <= PRESS_LIFE:
        return 0
    touched = await lookups.sessions_voting(tx)
    for session_id in touched:
        case = await cases.load(tx, session_id)
        before = stored.snapshot(case)
        desk = office.desk(case.community, now, CLOCK)
        for round_ in case.open_rounds("vote"):
            vote.give_back(case, round_, stopped_at, desk)
        await cases.store(tx, office, case, before, desk)
    return len(touched)
