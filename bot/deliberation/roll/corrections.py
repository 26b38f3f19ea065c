"""Corrections 更正 of a roll that a vote rests on: until when, what it takes, and who is told what.

A vote that is announced rests on the roll as it is then; whoever is on it wrongly is put right until its opening, or
until the flow's `roll_closes` before it, and everybody is told the new whole. The opening fixes heads and areas
(P8): who sells after it votes as the owner the roll names, and who buys does not. From then on only an
upheld objection to who may vote opens the roll again, once for each ruling. The ballots of those whom the roll does not
name any more, or with another area, are struck with that ruling, and they are told to vote again where they may; what
was delivered to them is put right likewise. So nobody is counted who is not in the base. An anonymous ballot cannot be
found: whoever has left and taken part stays in the base. Changing the roll is left to `storage.roll_import`.

`facts` of the round: `corrections`, how often the roll was corrected while the vote was open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from bot.deliberation.ballots.bag import TURN
from bot.deliberation.ballots.delivering import TAKEN_BACK
from bot.deliberation.ballots.standing import PRESENCE
from bot.deliberation.ballots.striking import not_there, strike
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Desk, Urgency
from bot.deliberation.flow import Vote
from bot.deliberation.minutes.silence import DELIVERED, Delivery
from bot.deliberation.model import Entry, Motion, Round, RoundState, StandingAct
from bot.deliberation.refusal import Refused
from bot.deliberation.stages.vote import fix_electorate

_ON_ROLL = ("household", "owner", "resident", "delegate")


@dataclass(frozen=True, slots=True)
class Touched:
    """What in an open vote rests on what the roll no longer says. `now`: elector → what it holds (0.01 m²)."""

    now: Mapping[str, int]
    cast: Sequence[StandingAct] = ()
    delivered: Sequence[Delivery] = ()


def votes_on_roll(case: CaseFile) -> list[Round]:
    """The votes that run and rest on the roll."""
    running = (r for r in case.open_rounds("vote") if r.state is not RoundState.PRELIMINARY)
    return [round_ for round_ in running if _motions(case, round_)]


def _motions(case: CaseFile, round_: Round) -> list[Motion]:
    if case.stage_as(round_, Vote).rule.electorate not in _ON_ROLL:
        return []
    return case.voting_in(round_)


def last_moment(case: CaseFile, round_: Round) -> datetime:
    """Until when the roll of an announced vote can be corrected."""
    closes = case.stage_as(round_, Vote).roll_closes
    return round_.opens_at - closes.exact() if closes else round_.opens_at


def check(case: CaseFile, now: datetime) -> None:
    """Raise `Refused` unless the roll may be corrected now, as far as this session goes."""
    for round_ in votes_on_roll(case):
        if round_.state is RoundState.ANNOUNCED and now >= last_moment(case, round_):
            raise Refused("roll-closed")
        if round_.state is not RoundState.ANNOUNCED and not _rulings_left(case, round_):
            raise Refused("roll-in-use")


def check_reason(case: CaseFile, reason: str) -> None:
    """Raise `Refused` where a vote rests on the roll and nobody has said why it is corrected."""
    if votes_on_roll(case) and not reason.strip():
        raise Refused("roll-reason-needed")


def _rulings_left(case: CaseFile, round_: Round) -> list[Entry]:
    """Upheld objections to who may vote that nothing has been corrected for yet."""
    upheld = [e for e in case.entries_in(round_, "objection") if e.choice == "eligibility" and e.state == "upheld"]
    return upheld[int(round_.facts.get("corrections", 0)) :]


def put_right(
    case: CaseFile, round_: Round, motions: Sequence[Motion], touched: Touched, entry: Entry, desk: Desk
) -> None:
    """Let these motions rest on the roll as it is now, for an upheld objection to who may vote.

    What those have cast whom the correction is about is taken out, and what was delivered to them is logged anew. The
    minutes have a row for each, so that whoever counts from them comes to the same. After the close nobody votes again:
    who is still on the roll keeps their ballot, and counts in ballots and base alike with the area it was cast with.
    """
    about = {motion.id: motion.state == "voting" for motion in motions}
    stays = [act for act in touched.cast if act.elector in touched.now and not about.get(act.what, True)]
    case.ballots |= {(act.kind, act.what, act.round_id, act.elector): act for act in touched.cast}
    ballots = [act for act in touched.cast if act.kind == "ballot" and act.what in about and act not in stays]
    strike(case, entry, ballots, entry.answer, desk)
    for act in touched.cast:
        if act.kind == PRESENCE and (act.elector not in touched.now or any(about.values())):
            not_there(case, act, entry, desk)
    for one in touched.delivered:
        area = touched.now.get(one.elector)
        way = TAKEN_BACK if area is None else one.way
        put = replace(one, area=area or 0, way=way, at=desk.now, person_id=desk.by.person_id)
        desk.delivered.append(put)
        desk.record(DELIVERED, {"round": round_.id}, elector=put.elector, area=put.area, way=put.way)
    for motion in motions:
        fix_electorate(case, motion)
        motion.heads += sum(act.kind == TURN and act.what == motion.id for act in touched.cast)
        motion.area += sum(act.area - touched.now[act.elector] for act in stays if act.what == motion.id)


def corrected(case: CaseFile, desk: Desk, touched: Mapping[int, Touched] = MappingProxyType({})) -> None:
    """The roll is another version now: what these votes rest on is fixed anew, and told.

    `touched`: by open round, where anything there is.
    """
    for round_ in votes_on_roll(case):
        motions = _motions(case, round_)
        if round_.state is RoundState.ANNOUNCED:
            for motion in motions:
                fix_electorate(case, motion)
        else:
            entry = _rulings_left(case, round_)[0]
            put_right(case, round_, motions, touched.get(round_.id, Touched({})), entry, desk)
            round_.facts["corrections"] = int(round_.facts.get("corrections", 0)) + 1
        for motion in motions:
            now = {"heads": motion.heads, "area": motion.area, "version": motion.roll_version}
            desk.record("roll-corrected", {"round": round_.id, "motion": motion.id, **now})
        case.post(desk, "roll-corrected", Urgency.RESULT, round=round_.id)
        case.show(desk, round_)
