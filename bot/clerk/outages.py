"""After an outage: votes that were open while no program ran are given the lost time back (DESIGN.md §6.6).

Every program on the database notes regularly that it is alive, so a silence is one of all of them: that one is
stopped, killed or cut off from the database while another serves is no outage. Neither is a restart: the last thing a
program does is to note that it was alive, and the next is there before a press has died.
"""

from datetime import datetime, timedelta

from bot.clerk import cases
from bot.clerk.office import Office
from bot.deliberation.desk import CLOCK
from bot.deliberation.stages import vote
from bot.storage import cases as stored
from bot.storage import housekeeping, lookups
from bot.storage.store import Tx

PRESS_LIFE = timedelta(seconds=150)
"""How long Telegram keeps a press: a shorter silence loses nobody's ballot."""


def is_silence(since: datetime, now: datetime) -> bool:
    """Whether so much time without a sign of life may have lost somebody's press."""
    return now - since > PRESS_LIFE


async def beat(tx: Tx, office: Office, now: datetime) -> None:
    """Note that a program is alive, after making up for the time in which none was."""
    await recover(tx, office, await housekeeping.last_beat(tx), now)
    await housekeeping.beat(tx, now)


async def recover(tx: Tx, office: Office, stopped_at: datetime | None, now: datetime) -> int:
    """Extend every vote the silence since `stopped_at` touched; how many sessions had one.

    To be run before the first update or deadline is taken.
    """
    if stopped_at is None or not is_silence(stopped_at, now):
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
