"""What scrutineers do with a result: sign it, and have its ballots counted again.

Nobody signs or counts who moderates here or is a party (P9). A recount that differs from what was told
freezes what waits for it and calls the scrutineers (P15); the way out is a recount with its reason, by which the
ballots decide.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests import certifying, objections
from bot.deliberation.contests.preliminary import is_here, look_again
from bot.deliberation.contests.rulings import counted, recount, upset
from bot.deliberation.desk import Answer, Desk, Urgency
from bot.deliberation.flow import Vote
from bot.deliberation.model import Decision, Entry, Round, RoundState
from bot.deliberation.money import funding
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import counters as counting
from bot.deliberation.stages import notice, vote
from bot.deliberation.voting.decide import counters
from bot.deliberation.voting.recorded import figures_of

REASON_CHARS = 200


def certify(case: CaseFile, act: acts.Certify, desk: Desk) -> Answer:
    """Sign what a vote came to; with the last signature it is no longer preliminary."""
    round_ = case.round(act.round_id)
    found = certifying.decided_in(case, round_)
    if not case.stage_as(round_, Vote).certify or not found:
        raise Refused("button-stale")
    if case.community.self_run:
        raise Refused("certify-self-run")
    _impartial(case, round_, desk)
    if desk.by.person_id not in certifying.signers(case, round_):
        raise Refused(_why_not(case, round_, desk.by.person_id))
    if any(where.state is RoundState.FROZEN for where in (round_, *_holding(case, found))):
        raise Refused("count-frozen")
    open_ = certifying.unsigned(case, round_)
    if not open_:
        raise Refused("certified-already")
    mine = [d for d in open_ if desk.by.person_id not in {e.person_id for e in certifying.signatures(case, d)}]
    if not mine:
        raise Refused("signed-already")
    for decision in mine:
        _sign(case, round_, decision, desk)
    missing = certifying.unsigned(case, round_)
    if not missing:
        certifying.ask(case, round_, desk)
    for decision in mine:
        if decision not in missing:
            case.post(desk, "certified", Urgency.RESULT, not_before=decision.announce_at, decision=decision.id)
    look_again(case, round_, desk)
    for where in _holding(case, found):
        if where.kind == "notice":
            notice.look_again(case, where, desk)
            case.show(desk, where)
    return Answer("certified")


def _why_not(case: CaseFile, round_: Round, person: int | None) -> str:
    """Why somebody who counts here does not sign this result."""
    if person in case.helpers.get(round_.id, ()):
        return "certify-helped"
    moderates = person in (*case.moderators(), *counting(case), case.session.opened_by)
    return "certify-moderator" if moderates else "not-scrutineer"


def _sign(case: CaseFile, round_: Round, decision: Decision, desk: Desk) -> None:
    entry = Entry(
        id=desk.next_id(),
        session_id=case.session.id,
        round_id=round_.id,
        kind=certifying.CERTIFICATE,
        about=f"decision:{decision.id}",
        person_id=desk.by.person_id,
        at=desk.now,
        state="noted",
    )
    case.entries[entry.id] = entry
    signed = len(certifying.signatures(case, decision))
    public = {"decision": decision.id, "entry": entry.id, "signed": signed}
    desk.record("certified", {**public, "needed": certifying.needed(case, decision)})


def _impartial(case: CaseFile, round_: Round, desk: Desk) -> None:
    if desk.by.person_id in objections.parties(case, round_):
        raise Refused("is-party")


def _nobody_else(case: CaseFile, round_: Round) -> bool:
    """In a group that runs itself everybody who could count may be a party; counting again is still to be possible."""
    return case.community.self_run and objections.parties(case, round_) >= set(case.scrutineers())


def _holding(case: CaseFile, found: list[Decision]) -> list[Round]:
    """The notices in which these decisions wait to take effect."""
    wanted = {decision.id for decision in found}
    return [r for r in case.open_rounds("notice") if r.decision_id in wanted]


def count_again(case: CaseFile, act: acts.Recount, desk: Desk) -> Answer:
    """Count a vote again from its ballots, and say whether it is what was told; of a frozen one the ballots decide."""
    round_ = case.round(act.round_id)
    case.stage_as(round_, Vote)
    if not _nobody_else(case, round_):
        _impartial(case, round_, desk)
    if len(act.reason) > REASON_CHARS:
        raise Refused("text-too-long", limit=REASON_CHARS, length=len(act.reason))
    found = certifying.decided_in(case, round_)
    if round_.state is RoundState.FROZEN and case.voting_in(round_):
        return _thaw(case, round_, act.reason.strip(), desk)
    if not found or round_.state is RoundState.OPEN:
        raise Refused("recount-too-early")
    frozen = [where for where in (round_, *_holding(case, found)) if where.state is RoundState.FROZEN]
    if frozen:
        return _settle(case, round_, found, frozen, act.reason.strip(), desk)
    if not all(_is_as_told(case, decision) for decision in found):
        for where in (round_, *_holding(case, found)):
            if where.closed_at is None:
                vote.freeze(case, round_, where, desk)
        return Answer("recount-differs", alert=True)
    for decision in found:
        desk.record("counted-again", {"decision": decision.id, "round": round_.id})
        case.post(desk, "counted-again", Urgency.RESULT, decision=decision.id)
    return Answer("recount-same")


def _is_as_told(case: CaseFile, decision: Decision) -> bool:
    try:
        tally, verdict = counted(case, decision, funding.told(decision))
    except Refused:
        return False
    found = figures_of(tally, verdict)
    return all(found.get(name) == told for name, told in decision.figures.items() if name in found)


def _settled(case: CaseFile, round_: Round, reason: str, desk: Desk) -> None:
    """The ballots decide: what was counted beside them is made anew from them."""
    if not reason:
        raise Refused("reason-needed")
    desk.record("count-settled", {"round": round_.id}, reason=reason)
    desk.settled.append(round_.id)
    for key, found in case.recount.items():
        if key[0] == "ballot" and key[2] == round_.id:
            case.counts[key] = counters(found)


def _thaw(case: CaseFile, round_: Round, reason: str, desk: Desk) -> Answer:
    """A vote that froze at its close is counted after all, as of its close."""
    try:
        for motion in case.voting_in(round_):
            vote.tally_of(case, motion)
    except Refused:
        raise Refused("count-unreadable") from None
    _settled(case, round_, reason, desk)
    round_.state = RoundState.OPEN
    assert round_.due_at is not None
    vote.count_out(case, round_, round_.due_at, desk, since=desk.now)
    return Answer("recount-settled")


def _settle(
    case: CaseFile, round_: Round, found: list[Decision], frozen: list[Round], reason: str, desk: Desk
) -> Answer:
    """What differed from its ballots is what they say; where that is another outcome, the decision does not stand."""
    _settled(case, round_, reason, desk)
    for where in frozen:
        where.state = RoundState.PRELIMINARY if where.kind == "vote" else RoundState.OPEN
    for decision in found:
        if not _is_as_told(case, decision):
            before = decision.outcome
            recount(case, decision, desk)
            _follow(case, round_, decision, desk, changed=decision.outcome != before)
    objections.close_moot(case, reason, desk)
    look_again(case, round_, desk)
    for where in frozen:
        if where.kind == "notice" and where.closed_at is None:
            notice.look_again(case, where, desk)
        case.show(desk, where)
    return Answer("recount-settled")


def _follow(case: CaseFile, round_: Round, decision: Decision, desk: Desk, *, changed: bool) -> None:
    held = next(iter(_holding(case, [decision])), round_)
    case.post(desk, "recounted", Urgency.RESULT, decision=decision.id)
    if changed and held.closed_at is None and is_here(held, decision):
        issues = [issue for issue in decision.issues if held.members.get(issue, "gone") is None]
        way = case.stage(held).next.get("objection_upheld")
        upset(case, held, decision, issues, (way and way.goto) or "", desk)


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    acts.Certify: certify,
    acts.Recount: count_again,
}
