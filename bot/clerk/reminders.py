"""Reminders: a private word to electors who have not acted, and whether it still is due when it is delivered.

When reminders fall due is said by the flow; what they say is left to `chat.cards`, when they may go to `outbox`.
"""

from collections.abc import Sequence
from typing import Any

from bot.deliberation.ballots.bag import TURN
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Desk, Owed, Urgency
from bot.deliberation.flow import Evaluate, Stage, Vote
from bot.deliberation.model import Round, RoundState
from bot.storage import ballots
from bot.storage.store import Tx


async def owe_reminders(tx: Tx, case: CaseFile, round_: Round, desk: Desk) -> None:
    """One for every elector whose act is missing, but for those who asked to be left alone."""
    if round_.state is not RoundState.OPEN:
        return
    motions = [motion.id for motion in case.motions_in(round_)]
    card = "remind-vote" if round_.kind == "vote" else "remind-rate"
    for person_id in await _whom(tx, round_, case.stage(round_), motions, case.community.has_roll):
        args: dict[str, Any] = {"session": case.session.id, "round": round_.id}
        key = f"{card}:{round_.id}:{person_id}"
        desk.owe(Owed("post", card, args, person_id=person_id, key=key, urgency=Urgency.PRIVATE))


async def is_due(tx: Tx, round_id: int, person_id: int | None) -> bool:
    """Whether a reminder of this round still helps: it is open, and this person's act is still missing.

    Without a person, for the count in a group: whether it is open.
    """
    box = (await ballots.load_boxes(tx, [round_id])).get(round_id)
    if box is None or box.round.state is not RoundState.OPEN:
        return False
    if person_id is None:
        return True
    return bool(await _whom(tx, box.round, box.stage, list(box.motions), box.community.has_roll, person_id))


async def _whom(
    tx: Tx, round_: Round, stage: Stage, motions: Sequence[int], has_roll: bool, only: int | None = None
) -> list[int]:
    match stage:
        case Vote():
            kind = "ballot" if stage.rule.linkable else TURN
            return await ballots.electors_without(tx, round_.id, kind, motions, stage.rule.electorate, only)
        case Evaluate():
            electorate = stage.electorate if has_roll else "member"
            return await ballots.electors_without(tx, round_.id, "rating", [round_.id], electorate, only)
        case _:
            return []
