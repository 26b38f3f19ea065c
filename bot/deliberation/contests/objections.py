"""Objections 异议: taken by ground while a vote is announced or open or a notice stands; late answers climb a level.

What is wrong with a vote can be said while it can still be put right, and what is wrong with a decision until its
notice ends. One that is open at the close of a vote keeps its result preliminary until somebody has ruled. Who rules,
and what an upheld one does, is left to `rulings`.

`facts` of the round: `rolls`, entry → the version of the roll when that was said.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.deliberation import acts, named
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Due
from bot.deliberation.flow import Notice, Objections, Vote
from bot.deliberation.model import Decision, Entry, Motion, Round, RoundState
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import ESCALATED, judges
from bot.deliberation.transitions import moment_after

OBJECTION = "objection"
"""The kind of the entries."""
_ROLLS = "rolls"
TEXT_CHARS = 500
NOT_MINE = "reason:not-mine"
"""The words of an objection somebody makes by saying that a ballot of theirs was not cast by them."""
RECONVENED = "reason:reconvened"
"""The answer to one made to a first meeting at which nothing was decided."""


def offered(case: CaseFile, round_: Round) -> Objections | None:
    """What may be said against the matter of this round; None where the flow says nothing of it."""
    stage = case.stage(round_)
    return stage.objections if isinstance(stage, Notice | Vote) else None


def takes(case: CaseFile, round_: Round, now: datetime) -> bool:
    """Whether objections can be made here now. A notice that waits for a ruling takes no more: it would never end."""
    ends = round_.facts.get("objections_until")
    until = datetime.fromisoformat(ends) if ends else round_.due_at
    live = round_.state in (RoundState.ANNOUNCED, RoundState.OPEN)
    return offered(case, round_) is not None and live and until is not None and now < until


def waiting(case: CaseFile, decision: Decision) -> list[Entry]:
    """What was said against the vote while it ran and nobody has ruled on yet: until then nothing takes effect."""
    return [e for e in case.entries_in(case.rounds[decision.round_id], OBJECTION) if e.state == "open"]


def parties(case: CaseFile, round_: Round) -> set[int]:
    """Who may not judge what this round came to (P9): who raised its issues, whom they are named as a dispute
    of, and whoever objected."""
    votes = {d.round_id for d in case.decisions.values() if d.id == round_.decision_id} | {round_.id}
    rounds = [r for r in case.rounds.values() if r.id in votes or _is_about(case, r, votes)]
    objecting = {e.person_id for r in rounds for e in case.entries_in(r, OBJECTION) if e.person_id is not None}
    return objecting | set(case.authors(round_.members)) | set(named.parties(case, round_.members))


def _is_about(case: CaseFile, round_: Round, votes: set[int]) -> bool:
    decision = case.decisions.get(round_.decision_id or 0)
    return round_.kind == "notice" and decision is not None and decision.round_id in votes


def object_to(case: CaseFile, act: acts.Object, desk: Desk) -> Answer:
    """Take an objection; one open objection per person and ground."""
    round_ = case.round(act.round_id)
    stage, said = case.stage(round_), offered(case, round_)
    if not isinstance(stage, Notice | Vote) or (isinstance(stage, Vote) and said is None):
        raise Refused("button-stale")
    if said is None or act.ground not in said.grounds:
        raise Refused("objection-not-offered")
    if not takes(case, round_, desk.now):
        raise Refused("notice-over" if isinstance(stage, Notice) else "objection-over")
    text = act.text.strip()
    if not text:
        raise Refused("reason-needed")
    if len(text) > TEXT_CHARS:
        raise Refused("text-too-long", limit=TEXT_CHARS, length=len(text))
    if _repeated(case, round_, act.ground, desk.by.person_id):
        raise Refused("objection-repeated")
    _enter(case, round_, act.ground, text, "", desk)
    return Answer("objection-taken")


def doubt(case: CaseFile, motion: Motion, elector: str, desk: Desk) -> bool:
    """«不是我点的», where the vote takes objections to who may vote: whoever rules can strike that very ballot.

    Whether it was taken as one; not twice, and not when the vote is over.
    """
    round_ = case.rounds[motion.vote_round_id or 0]
    said = offered(case, round_)
    if said is None or "eligibility" not in said.grounds or not takes(case, round_, desk.now):
        return False
    if _repeated(case, round_, "eligibility", desk.by.person_id):
        return False
    _enter(case, round_, "eligibility", NOT_MINE, elector, desk, about=f"motion:{motion.id}")
    return True


def _repeated(case: CaseFile, round_: Round, ground: str, person: int | None) -> bool:
    return any(
        entry.person_id == person and entry.choice == ground and entry.state == "open"
        for entry in case.entries_in(round_, OBJECTION)
    )


def _enter(case: CaseFile, round_: Round, ground: str, text: str, elector: str, desk: Desk, about: str = "") -> None:
    said = offered(case, round_)
    assert said is not None
    due_at = moment_after(desk, desk.now, said.answer_within)
    entry = Entry(
        id=desk.next_id(),
        session_id=case.session.id,
        round_id=round_.id,
        kind=OBJECTION,
        about=about or (f"decision:{round_.decision_id}" if round_.decision_id else f"round:{round_.id}"),
        person_id=desk.by.person_id,
        at=desk.now,
        text=text,
        choice=ground,
        due_at=due_at,
        elector=elector,
    )
    case.entries[entry.id] = entry
    round_.facts[_ROLLS] = {**round_.facts.get(_ROLLS, {}), str(entry.id): case.roll_version}
    desk.record("objection", {"entry": entry.id, "ground": ground}, text=text)
    desk.set_due(Due(_answer_key(entry, round_), due_at, "answer", case.session.id, round_.id, {"entry": entry.id}))
    for person in judges(case):
        if person != desk.by.person_id:
            desk.tell(person, "objection-to-rule", session=case.session.id, entry=entry.id)
    case.show(desk, round_)


def roll_at(case: CaseFile, entry: Entry) -> int | None:
    """The version of the roll when an objection was raised; None where that was not kept."""
    kept: int | None = case.rounds[entry.round_id].facts.get(_ROLLS, {}).get(str(entry.id))
    return kept


def _answer_key(entry: Entry, round_: Round) -> str:
    """What is said against a vote is to be answered also when the vote is over; a notice ends with its objections."""
    return f"answer:{entry.id}" if round_.kind == "vote" else f"round:{round_.id}:answer:{entry.id}"


def settle(case: CaseFile, entry: Entry, upheld: bool, reason: str, desk: Desk) -> None:
    """Write down a ruling: it ends the waiting for one, whatever it does."""
    desk.record("ruling", {"entry": entry.id, "ground": entry.choice, "upheld": upheld}, reason=reason)
    _end(case, entry, "upheld" if upheld else "dismissed", reason, desk)


def close_moot(case: CaseFile, reason: str, desk: Desk) -> None:
    """What else was said against a vote or in a notice of which nothing is left ends with it, answered by what ended
    it."""
    for entry in case.entries.values():
        if entry.kind == OBJECTION and entry.state == "open" and _is_moot(case, case.rounds[entry.round_id]):
            desk.record("objection-moot", {"entry": entry.id, "ground": entry.choice})
            _end(case, entry, "answered", reason, desk)


def _is_moot(case: CaseFile, round_: Round) -> bool:
    """Whether nothing is left of what this round was about: it is void, its decision does not stand, or a second
    meeting decides instead."""
    if round_.kind == "notice":
        return round_.state is RoundState.VOID or round_.outcome == "objection_upheld"
    if case.voting_in(round_):
        return False
    left = {decision.state for decision in case.decisions.values() if decision.round_id == round_.id}
    over = bool(left) or round_.closed_at is not None
    return round_.state is RoundState.VOID or (over and left <= {"void"})


def _end(case: CaseFile, entry: Entry, state: str, reason: str, desk: Desk) -> None:
    entry.state, entry.answer = state, reason
    entry.answered_by, entry.answered_at = desk.by.person_id, desk.now
    desk.drop_due(_answer_key(entry, case.rounds[entry.round_id]))
    desk.tell(entry.person_id, "ruling-told", session=case.session.id, entry=entry.id)


def overdue(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    """Nobody has ruled in time: those above are told, and the minutes say so (domain.md §4.2 E18)."""
    entry = case.entries[due.args["entry"]]
    if entry.state == "open":
        desk.record("objection-overdue", {"entry": entry.id})
        for person in case.holders(*ESCALATED) or case.moderators():
            desk.tell(person, "escalated", session=case.session.id, kind="objection", round=round_.id)


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {acts.Object: object_to}
