"""Corrections 更正 of a roll that a vote rests on: until when, what it takes, and who is told what.

A vote that is announced rests on the roll as it is then; whoever is on it wrongly is put right until its opening, or
until the flow's `roll_closes` before it, and everybody is told the new whole. The opening fixes heads and areas
(domain.md P8): who sells after it votes as the owner the roll names, and who buys does not. From then on only an
upheld objection to who may vote opens the roll again, once for each ruling. Changing the roll is left to
`storage.roll_import`, taking out a ballot that should not be there to the ruling.

`facts` of the round: `corrections`, how often the roll was corrected while the vote was open.
"""

from datetime import datetime

from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Desk, Urgency
from bot.deliberation.flow import Vote
from bot.deliberation.model import Motion, Round, RoundState
from bot.deliberation.refusal import Refused
from bot.deliberation.stages.vote import fix_electorate

_ON_ROLL = ("household", "owner", "resident", "delegate")


def votes_on_roll(case: CaseFile) -> list[Round]:
    """The votes that run and rest on the roll."""
    running = (r for r in case.open_rounds("vote") if r.state is not RoundState.PRELIMINARY)
    return [round_ for round_ in running if _motions(case, round_)]


def _motions(case: CaseFile, round_: Round) -> list[Motion]:
    if case.stage_as(round_, Vote).rule.electorate not in _ON_ROLL:
        return []
    return [motion for motion in case.motions_in(round_) if motion.state == "voting"]


def last_moment(case: CaseFile, round_: Round) -> datetime:
    """Until when the roll of an announced vote can be corrected."""
    closes = case.stage_as(round_, Vote).roll_closes
    return round_.opens_at - closes.exact() if closes else round_.opens_at


def check(case: CaseFile, reason: str, now: datetime) -> None:
    """Raise `Refused` unless the roll may be corrected now for this reason, as far as this session goes."""
    for round_ in votes_on_roll(case):
        if round_.state is RoundState.ANNOUNCED and now >= last_moment(case, round_):
            raise Refused("roll-closed")
        if round_.state is not RoundState.ANNOUNCED and not _rulings_left(case, round_):
            raise Refused("roll-in-use")
        if not reason.strip():
            raise Refused("roll-reason-needed")


def _rulings_left(case: CaseFile, round_: Round) -> int:
    """Upheld objections to who may vote that nothing has been corrected for yet."""
    upheld = [e for e in case.entries_in(round_, "objection") if e.choice == "eligibility" and e.state == "upheld"]
    return len(upheld) - int(round_.facts.get("corrections", 0))


def corrected(case: CaseFile, desk: Desk) -> None:
    """The roll is another version now: what these votes rest on is fixed anew, and told."""
    for round_ in votes_on_roll(case):
        if round_.state is not RoundState.ANNOUNCED:
            round_.facts["corrections"] = int(round_.facts.get("corrections", 0)) + 1
        for motion in _motions(case, round_):
            fix_electorate(case, motion)
            now = {"heads": motion.heads, "area": motion.area, "version": motion.roll_version}
            desk.record("roll-corrected", {"round": round_.id, "motion": motion.id, **now})
        case.post(desk, "roll-corrected", Urgency.RESULT, round=round_.id)
        case.show(desk, round_)
