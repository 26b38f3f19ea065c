"""Rulings 裁定: an objection is upheld or dismissed with reasons by somebody who is no party (P9).

Upheld, it has the effect the flow gives its ground: nothing more than the answer, mediation beside the decision,
ballots taken out, a recount, the vote repeated, or back to another stage. While a vote runs nothing is counted, so
ballots and roll are put right there; afterwards a recount says what it comes to, and where that takes the quorum away
the vote goes on with the extension it has left, counted from the ruling (P23). Taking objections is left to
`objections`, correcting the roll to `corrections`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.deliberation import acts
from bot.deliberation.ballots.striking import ballots_of, check_strike, readmit, strike
from bot.deliberation.casefile import Arrival, CaseFile
from bot.deliberation.contests import certifying, objections
from bot.deliberation.contests.preliminary import is_here, look_again
from bot.deliberation.desk import Answer, Desk, Handover, Urgency
from bot.deliberation.model import Audience, Decision, Entry, Issue, IssueState, Round, RoundState
from bot.deliberation.money import funding
from bot.deliberation.refusal import Refused
from bot.deliberation.roll import corrections
from bot.deliberation.stages import notice, vote
from bot.deliberation.transitions import close_round, leave
from bot.deliberation.voting.decide import decide
from bot.deliberation.voting.recorded import figures_of
from bot.deliberation.voting.tally import Tally, Verdict

MEDIATION = "tiaochu"
"""The flow a matter is handed to that a decision cannot settle between people."""
_TITLE_CHARS = 18


def rule_on(case: CaseFile, act: acts.RuleOn, desk: Desk) -> Answer:
    """Rule on an objection with reasons. Upheld, it has the effect the flow gives its ground."""
    entry = case.entries.get(act.entry_id)
    if entry is None or entry.kind != objections.OBJECTION or entry.state != "open":
        raise Refused("button-stale")
    round_, reason = case.round(entry.round_id), act.reason.strip()
    if desk.by.person_id == entry.person_id:
        raise Refused("own-objection")
    if desk.by.person_id in objections.parties(case, round_):
        raise Refused("is-party")
    if not reason:
        raise Refused("reason-needed")
    electors = (entry.elector,) if entry.elector and act.upheld else act.electors
    found = ballots_of(case, entry, electors)
    if electors:
        held = bool(_held(case, entry) or case.voting_in(round_))
        check_strike(case, entry, found, upheld=act.upheld, held=held)
    objections.settle(case, entry, act.upheld, reason, desk)
    strike(case, entry, found, reason, desk, barred=act.barred and not entry.elector)
    if act.upheld and entry.choice == "eligibility" and not found:
        readmit(case, entry, desk)
    case.post(desk, "ruling", Urgency.RESULT, entry=entry.id)
    said = objections.offered(case, round_)
    if act.upheld and said is not None:
        effects: Mapping[str, str] = {str(ground): effect for ground, effect in said.effects.items()}
        _effect(case, entry, effects.get(entry.choice, "answer"), desk, struck=bool(found))
    objections.close_moot(case, reason, desk)
    _look_again(case, entry, desk)
    return Answer("ruling-recorded")


def _held(case: CaseFile, entry: Entry) -> list[tuple[Round, Decision]]:
    """Where what an objection is about still waits to take effect: in its notice, or in its vote.

    It waits in its vote while it is preliminary, also where that has been frozen, or is open again for another motion.
    """
    round_ = case.rounds[entry.round_id]
    live = [r for r in case.open_rounds("notice") if r.decision_id is not None]
    if round_.kind == "notice":
        live = [r for r in live if r.id == round_.id]
        return [(r, case.decisions[r.decision_id or 0]) for r in live]
    found = {d.id: d for d in certifying.decided_in(case, round_)}
    held = [(r, found[r.decision_id]) for r in live if r.decision_id in found]
    noticed = {decision.id for _, decision in held}
    return held + [(round_, d) for d in found.values() if d.id not in noticed and is_here(round_, d)]


def _look_again(case: CaseFile, entry: Entry, desk: Desk) -> None:
    """What waited for this ruling goes on, and what is shown says how it stands now."""
    round_ = case.rounds[entry.round_id]
    if round_.kind == "vote":
        look_again(case, round_, desk)
        for held, _ in _held(case, entry):
            if held.kind == "notice":
                notice.look_again(case, held, desk)
    if round_.closed_at is None:
        case.show(desk, round_)


def _effect(case: CaseFile, entry: Entry, effect: str, desk: Desk, *, struck: bool) -> None:
    """To what is decided and waits, and to the vote where it runs; one that is open again may have both."""
    if effect == "mediate":
        _mediate(case, entry, desk)
    # what was taken out after the close has to be counted without
    decided = "recount" if struck else effect
    if decided == "recount" or case.flow.has_stage(decided):
        for held, decision in _held(case, entry):
            _upset(case, held, decision, entry, decided, desk, anew=not struck and _is_of_roll(case, entry))
    round_ = case.rounds[entry.round_id]
    if case.voting_in(round_) and case.flow.has_stage(effect):
        _void(case, round_, entry, effect, desk)


def _void(case: CaseFile, round_: Round, entry: Entry, target: str, desk: Desk) -> None:
    """The vote is void and its ballots are kept; it is repeated with new ones, or the matter goes back."""
    motions = case.voting_in(round_)
    cast = [case.counts.get(("ballot", motion.id, round_.id), {}) for motion in motions]
    void = sum(figures.heads for counted in cast for figures in counted.values())
    round_.state, round_.closed_at, round_.outcome = RoundState.VOID, desk.now, "objection_upheld"
    round_.facts["void_ballots"] = void
    desk.record("vote-void", {"round": round_.id, "entry": entry.id, "void_ballots": void})
    vote.put_away(case, round_, desk.now, desk)
    desk.drop_due(f"round:{round_.id}:")
    again = case.flow.stage(target).kind == "vote"
    for motion in motions:
        motion.state, motion.vote_round_id = ("fixed" if again else "returned"), None
    issues = [issue.id for issue in case.members(round_)]
    round_.members.update(dict.fromkeys(issues, "objection_upheld"))
    case.retire(desk, round_)
    case.arrivals.append(Arrival(target, tuple(issues)))


def _is_of_roll(case: CaseFile, entry: Entry) -> bool:
    """Whether what is upheld is that the roll itself was wrong: it names no ballot, and the roll was put right for it.

    A roll that changed before somebody objected has changed for another reason: the base stays as the opening fixed it.
    """
    known = objections.roll_at(case, entry)
    return entry.choice == "eligibility" and not entry.elector and known is not None and known < case.roll_version


def _on_corrected_roll(case: CaseFile, decision: Decision, entry: Entry, desk: Desk) -> None:
    """Let a decision rest on the roll as it was corrected. Where silence counts it does not: who was given a ballot was
    settled with the close."""
    motion, voted = case.motions[decision.motion_id], case.rounds[decision.round_id]
    if vote.rule_behind(case, decision).silence == "none":
        corrections.put_right(case, voted, [motion], case.touched or corrections.Touched({}), entry, desk)


def _upset(
    case: CaseFile, held: Round, decision: Decision, entry: Entry, effect: str, desk: Desk, *, anew: bool
) -> None:
    """What an upheld objection does to a decision that has not taken effect: a recount, or back to a stage."""
    issues = [issue for issue in decision.issues if held.members.get(issue, "gone") is None]
    target = effect
    if effect == "recount":
        before = decision.outcome
        if anew:
            _on_corrected_roll(case, decision, entry, desk)
        recount(case, decision, desk)
        if decision.outcome == before:
            return
        way = case.stage(held).next.get("objection_upheld")
        target = (way and way.goto) or ""
    upset(case, held, decision, issues, target, desk, entry, leads=effect != "recount")


def upset(
    case: CaseFile,
    held: Round,
    decision: Decision,
    issues: list[int],
    target: str,
    desk: Desk,
    entry: Entry | None = None,
    *,
    leads: bool = False,
) -> None:
    """A decision does not stand as it was told: the vote goes on, or its issues leave for what the flow says.

    `leads`: straight to the stage `target`. One that waits in its vote is what it has come to by the recount.
    """
    motion, voted = case.motions[decision.motion_id], case.rounds[decision.round_id]
    goes_on = decision.outcome == "inquorate" and vote.can_reopen(case, voted) and not leads
    if held.kind == "vote" and not goes_on and not leads:
        return
    decision.state = "void"
    desk.record("decision-void", {"decision": decision.id, **({"entry": entry.id} if entry else {})})
    if held.kind == "notice":
        close_round(case, held, {}, desk, desk.now, outcome="objection_upheld")
    if goes_on:
        if held.kind == "notice":
            held.members.update(dict.fromkeys(issues, "objection_upheld"))
        vote.reopen(case, voted, motion, desk)
        return
    again = case.flow.has_stage(target) and case.flow.stage(target).kind == "vote"
    if again:
        motion.state, motion.vote_round_id = "fixed", None
    if not leads or not case.flow.has_stage(target):
        leave(case, held, dict.fromkeys(issues, "objection_upheld"), desk)
    else:
        held.members.update(dict.fromkeys(issues, "objection_upheld"))
        case.arrivals.append(Arrival(target, tuple(issues)))


def recount(case: CaseFile, decision: Decision, desk: Desk) -> None:
    """Count again from the ballots; the decision keeps its number and says that it was recounted.

    The base stays, also where a ballot was struck: a unit whose voter was not entitled is still a unit. What
    scrutineers had signed were other figures, so they are asked again. Money is asked for again as well, so that none
    is promised twice.
    """
    motion = case.motions[decision.motion_id]
    before, rule = decision.figures, vote.rule_of(case, motion)
    funding.hold(case, decision, rule, back=True)
    budget = funding.at_recount(case, decision, rule)
    tally, verdict = counted(case, decision, budget)
    funding.enter(case, case.rounds[decision.round_id], motion, rule, budget, desk)
    decision.state, decision.outcome = "recounted", verdict.outcome
    decision.figures = figures_of(tally, verdict)
    decision.reason = {"key": verdict.reasons[0].key, **verdict.reasons[0].params}
    funding.hold(case, decision, rule)
    desk.record("recounted", {"decision": decision.id, "outcome": decision.outcome, "figures": decision.figures})
    if decision.figures != before:
        certifying.withdraw(case, decision)
        certifying.ask(case, case.rounds[decision.round_id], desk)


def counted(case: CaseFile, decision: Decision, budget: int) -> tuple[Tally, Verdict]:
    """The tally and verdict of a decision by its ballots as they are now; raises `Refused` for one it cannot read."""
    motion = case.motions[decision.motion_id]
    tally = vote.tally_of(case, motion, seed=decision.digest, budget=budget)
    return tally, decide(vote.rule_of(case, motion), tally)


def _mediate(case: CaseFile, entry: Entry, desk: Desk) -> None:
    """What was decided stands; what people have against each other goes to mediation as a matter of its own (E17).

    It is theirs and not the group's to see. Where nobody offers mediation it ends in the record.
    """
    case.community.last_number += 1
    issue = Issue(
        id=desk.next_id(),
        community_id=case.community.id,
        number=case.community.last_number,
        session_id=case.session.id,
        title=entry.text[:_TITLE_CHARS],
        text=entry.text,
        raised_at=desk.now,
        author_id=entry.person_id,
        state=IssueState.HANDED,
        audience=Audience.PARTIES,
        screening="instant",
        handed_to=MEDIATION,
    )
    case.issues[issue.id] = issue
    desk.record("issue-handed", {"issue": issue.id, "flow": MEDIATION, "entry": entry.id})
    desk.handovers.append(Handover(MEDIATION, (issue.id,), case.session.id))


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {acts.RuleOn: rule_on}
