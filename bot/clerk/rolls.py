"""The roll handed in: made to be these rows, or only looked at; every version with its author and its reason.

Reading a file is left to whoever hands it in, what the rows change to `storage.roll_import`, whether a vote that rests
on the roll lets it be corrected to `deliberation.roll.corrections`. What is found wrong after the close is corrected
for the recount of an upheld objection.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.clerk import cases
from bot.clerk.office import Office
from bot.clerk.reconfirming import look_again
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Actor, Answer, JournalEntry
from bot.deliberation.flow import Vote
from bot.deliberation.minutes.journal import community_chain
from bot.deliberation.model import Community, RoundState
from bot.deliberation.refusal import Refused
from bot.deliberation.roll import corrections
from bot.deliberation.roll.ownership import owners_of
from bot.deliberation.roll.rows import RollRow, RowProblem
from bot.storage import cases as stored_cases
from bot.storage import duties, journal, lookups, roll_import, scopes
from bot.storage.roll_import import RollChange
from bot.storage.store import Tx
from bot.storage.touched import HELD, touched_in

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
    sha256: str = "",
) -> RollChange | Sequence[RowProblem]:
    """Make the roll of a community be these rows, or say what is wrong with them and change nothing.

    `by` is None for the operator. Raises `Refused` where a vote on it is announced or open and does not let it be
    corrected, or not without a reason. Those who vote on it are told the new whole. `sha256` of the file it came from.
    """
    if len(reason) > REASON_CHARS:
        raise Refused("text-too-long", limit=REASON_CHARS, length=len(reason))
    voting = await votes_on(tx, community, at)
    for case in voting:
        corrections.check_reason(case, reason)
    if problems := await _problems(tx, community, rows):
        return problems
    change = await roll_import.import_roll(tx, community.scope_id, rows, office.next_id)
    public: dict[str, int | str] = {"version": change.version, "heads": change.heads, "area": change.area}
    public |= {"owners": change.owners.heads, "owned": change.owners.area}
    public |= {"sha256": sha256} if sha256 else {}
    content = {"person": by, "reason": reason.strip(), "added": change.added, "ended": change.ended}
    entry = JournalEntry("roll-imported", at, public, content)
    await journal.append(tx, [(community_chain(community.id), entry)], office.salt)
    await duties.set_due(tx, [look_again(community.id, at)])
    for case in voting if change.anything else ():
        await _corrected(tx, office, case.session.id, by, at)
    return change


async def _problems(tx: Tx, community: Community, rows: Sequence[RollRow]) -> Sequence[RowProblem]:
    """What of rows that can be read is wrong all the same: whose they are, or which building is meant."""
    return owners_of(rows)[1] or await roll_import.building_problems(tx, community.scope_id, rows)


def imported(change: RollChange) -> Answer:
    """What whoever handed it in is told."""
    return Answer(
        "roll-imported",
        {
            "heads": change.heads, "added": len(change.added), "ended": len(change.ended), "version": change.version,
            "owners": change.owners.heads, "voteless": change.owners.voteless,
        },
    )  # fmt: skip


async def votes_on(tx: Tx, community: Community, at: datetime) -> list[CaseFile]:
    """The sessions in which a vote rests on this roll; raises `Refused` where one does not let it be corrected."""
    running = [await cases.load(tx, session_id) for session_id in await lookups.sessions_on_roll(tx, community.id)]
    for case in running:
        corrections.check(case, at)
    return [case for case in running if corrections.votes_on_roll(case)]


async def _corrected(tx: Tx, office: Office, session_id: int, by: int | None, at: datetime) -> None:
    case = await cases.load(tx, session_id)
    before = stored_cases.snapshot(case)
    desk = office.desk(case.community, at, Actor(by))
    scope = await scopes.scope(tx, case.session.scope_id)
    assert scope is not None
    open_ = [round_ for round_ in corrections.votes_on_roll(case) if round_.state is not RoundState.ANNOUNCED]
    kinds = {round_.id: case.stage_as(round_, Vote).rule.electorate for round_ in open_}
    found = {one: await touched_in(tx, scope.path, kind, one) for one, kind in kinds.items() if kind in HELD}
    corrections.corrected(case, desk, found)
    await cases.store(tx, office, case, before, desk)


async def try_roll(
    tx: Tx, office: Office, community: Community, rows: Sequence[RollRow]
) -> RollChange | Sequence[RowProblem]:
    """What `replace_roll` would change: it is done and undone, also while a vote is open."""
    found: RollChange | Sequence[RowProblem] = await _problems(tx, community, rows)
    if found:
        return found
    try:
        async with tx.savepoint():
            found = await roll_import.import_roll(tx, community.scope_id, rows, office.next_id)
            raise _Undone
    except _Undone:
        return found
