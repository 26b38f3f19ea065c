"""The roll handed in: made to be these rows, or only looked at; every version with its author and its reason.

Reading a file is left to whoever hands it in, what the rows change to `storage.roll_import`. While a vote is announced
the roll may be corrected, with a reason; while one is open it holds still, for its opening has fixed who votes
(domain.md P8). What is found wrong afterwards is corrected for the recount of an upheld objection.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.clerk.office import Office
from bot.clerk.reconfirming import look_again
from bot.deliberation.desk import JournalEntry
from bot.deliberation.journal import community_chain
from bot.deliberation.model import Community, RoundState
from bot.deliberation.ownership import owners_of
from bot.deliberation.refusal import Refused
from bot.deliberation.roll_rows import RollRow, RowProblem
from bot.storage import duties, journal, lookups, roll_import
from bot.storage.roll_import import RollChange
from bot.storage.store import Tx

REASON_CHARS = 200


class _Undone(Exception):
    """Takes back what was only tried."""


async def replace_roll(
    tx: Tx,
    office: Office,
    community: Community,
    rows: Sequence[RollRow],
    by: int | None,
    at: datetime,
    reason: str = "",
) -> RollChange | Sequence[RowProblem]:
    """Make the roll of a community be these rows, or say what is wrong with them and change nothing.

    `by` is None for the operator. Raises `Refused` while a vote on it is open, and without a reason while one is
    announced.
    """
    if await lookups.votes_on_roll(tx, community.id, RoundState.OPEN):
        raise Refused("roll-in-use")
    if not reason.strip() and await lookups.votes_on_roll(tx, community.id, RoundState.ANNOUNCED):
        raise Refused("roll-reason-needed")
    if len(reason) > REASON_CHARS:
        raise Refused("text-too-long", limit=REASON_CHARS, length=len(reason))
    _, problems = owners_of(rows)
    if problems:
        return problems
    change = await roll_import.import_roll(tx, community.scope_id, rows, office.next_id)
    public = {"version": change.version, "heads": change.heads, "area": change.area}
    public |= {"owners": change.owners.heads, "owned": change.owners.area}
    content = {"person": by, "reason": reason.strip(), "added": change.added, "ended": change.ended}
    entry = JournalEntry("roll-imported", at, public, content)
    await journal.append(tx, [(community_chain(community.id), entry)], office.salt)
    await duties.set_due(tx, [look_again(community.id, at)])
    return change


async def try_roll(
    tx: Tx, office: Office, community: Community, rows: Sequence[RollRow]
) -> RollChange | Sequence[RowProblem]:
    """What `replace_roll` would change: it is done and undone, also while a vote is open."""
    found: RollChange | Sequence[RowProblem] = owners_of(rows)[1]
    if found:
        return found
    try:
        async with tx.savepoint():
            found = await roll_import.import_roll(tx, community.scope_id, rows, office.next_id)
            raise _Undone
    except _Undone:
        return found
