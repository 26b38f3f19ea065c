"""公示 notice: the decision is posted; until its period ends, anyone concerned may object by ground.

Objections are ruled on by someone who is not a party, with reasons (domain.md P9). An upheld one recounts,
sends the matter back to a stage the flow names, or is only answered. Late answers climb a level and the notice
waits for them: nothing takes effect with an objection open where the flow says so. Once the notice is over, by
its time or by another ruling, what is still open can only be answered.

`facts`: `objections_until`, the end of the period as an ISO moment.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.deliberation import acts, guards
from bot.deliberation.casefile import Arrival, CaseFile
from bot.deliberation.desk import Answer, Desk, Due, Urgency
from bot.deliberation.durations import Duration
from bot.deliberation.flow import Notice
from bot.deliberation.model import Decision, Entry, Round
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import ESCALATED, judges
from bot.deliberation.stages.vote import can_extend, figures_of, fix_electorate, reopen, rule_of, tally_of
from bot.deliberation.transitions import close_round, leave, moment_after, set_close
from bot.deliberation.voting.decide import decide

TEXT_CHARS = 500
_ONE_DAY = Duration.parse("1d")


def enter(case: CaseFile, round_: Round, desk: Desk) -> None:
    stage = case.stage_as(round_, Notice)
    until = moment_after(desk, desk.now, stage.period)
    round_.facts["objections_until"] = until.isoformat()
    set_close(case, round_, until, desk)
    case.show(desk, round_, not_before=_decision(case, round_).announce_at)


def lapse(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    if due.kind == "answer":
        entry = case.entries[due.args["entry"]]
        if entry.state == "open":
            desk.record("objection-overdue", {"entry": entry.id})
            for person in case.holders(*ESCALATED) or case.moderators():
                desk.tell(person, "escalated", session=case.session.id, kind="objection", round=round_.id)
    elif due.kind == "close":
        if guards.unmet(case, round_, desk.now) is not None:
            set_close(case, round_, moment_after(desk, desk.now, _ONE_DAY), desk)
            case.show(desk, round_)
            return
        _clear(case, round_, due, desk)


def advance(case: CaseFile, round_: Round, desk: Desk) -> Answer:
    """A notice period is never shortened by hand."""
    raise Refused("notice-not-early")


def _clear(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    decision = _decision(case, round_)
    decision.effective_at = due.at
    desk.record("decision-stands", {"decision": decision.id, "effective_at": due.at.isoformat()})
    case.post(desk, "decision-stands", Urgency.RESULT, decision=decision.id)
    close_round(case, round_, {i.id: "clear" for i in case.members(round_)}, desk, due.at, outcome="clear")


def _decision(case: CaseFile, round_: Round) -> Decision:
    decision = case.decisions.get(round_.decision_id or 0)
    if decision is None:
        raise Refused("button-stale")
    return decision


def object_to(case: CaseFile, act: acts.Object, desk: Desk) -> Answer:
    """Take an objection; one open objection per person and ground."""
    round_ = case.round(act.round_id)
    stage = case.stage_as(round_, Notice)
    if stage.objections is None or act.ground not in stage.objections.grounds:
        raise Refused("objection-not-offered")
    # a notice that waits for a ruling takes no further objections: it would never end
    if round_.closed_at is not None or desk.now >= datetime.fromisoformat(round_.facts["objections_until"]):
        raise Refused("notice-over")
    text = act.text.strip()
    if not text:
        raise Refused("reason-needed")
    if len(text) > TEXT_CHARS:
        raise Refused("text-too-long", limit=TEXT_CHARS, length=len(text))
    for entry in case.entries_in(round_, "objection"):
        if entry.person_id == desk.by.person_id and entry.choice == act.ground and entry.state == "open":
            raise Refused("objection-repeated")
    due_at = moment_after(desk, desk.now, stage.objections.answer_within)
    entry = Entry(
        id=desk.next_id(),
        session_id=case.session.id,
        round_id=round_.id,
        kind="objection",
        about=f"decision:{round_.decision_id}",
        person_id=desk.by.person_id,
        at=desk.now,
        text=text,
        choice=act.ground,
        due_at=due_at,
    )
    case.entries[entry.id] = entry
    desk.record("objection", {"entry": entry.id, "ground": act.ground}, text=text)
    key = f"round:{round_.id}:answer:{entry.id}"
    desk.set_due(Due(key, due_at, "answer", case.session.id, round_.id, {"entry": entry.id}))
    for person in judges(case):
        if person != desk.by.person_id:
            desk.tell(person, "objection-to-rule", session=case.session.id, entry=entry.id)
    case.show(desk, round_)
    return Answer("objection-taken")


def rule_on(case: CaseFile, act: acts.RuleOn, desk: Desk) -> Answer:
    """Rule on an objection with reasons. Upheld, it has the effect the flow gives its ground."""
    entry = case.entries.get(act.entry_id)
    if entry is None or entry.kind != "objection" or entry.state != "open":
        raise Refused("button-stale")
    round_ = case.round(entry.round_id)
    stage = case.stage_as(round_, Notice)
    if desk.by.person_id == entry.person_id:
        raise Refused("own-objection")
    if desk.by.person_id in set(case.authors(round_.members)):
        raise Refused("is-party")
    if not act.reason.strip():
        raise Refused("reason-needed")
    entry.state, entry.answer = ("upheld" if act.upheld else "dismissed"), act.reason.strip()
    entry.answered_by, entry.answered_at = desk.by.person_id, desk.now
    desk.drop_due(f"round:{round_.id}:answer:{entry.id}")
    desk.record("ruling", {"entry": entry.id, "ground": entry.choice, "upheld": act.upheld}, reason=act.reason)
    desk.tell(entry.person_id, "ruling-told", session=case.session.id, entry=entry.id)
    case.post(desk, "ruling", Urgency.RESULT, entry=entry.id)
    if round_.closed_at is not None:
        return Answer("ruling-recorded")
    if act.upheld and stage.objections is not None:
        effects: Mapping[str, str] = {str(ground): effect for ground, effect in stage.objections.effects.items()}
        _effect(case, round_, entry, effects.get(entry.choice, "answer"), desk)
    if case.members(round_):
        case.show(desk, round_)
    return Answer("ruling-recorded")


def _effect(case: CaseFile, round_: Round, entry: Entry, effect: str, desk: Desk) -> None:
    """What an upheld objection does: nothing more than the answer, a recount, or back to a stage."""
    if effect == "answer":
        return
    decision = _decision(case, round_)
    issues = [issue.id for issue in case.members(round_)]
    target = effect
    if effect == "recount":
        before = decision.outcome
        _recount(case, decision, entry, desk)
        if decision.outcome == before:
            return
        way = case.stage(round_).next.get("objection_upheld")
        target = (way and way.goto) or ""
    decision.state = "void"
    desk.record("decision-void", {"decision": decision.id, "entry": entry.id})
    close_round(case, round_, {}, desk, desk.now, outcome="objection_upheld")
    motion, vote = case.motions[decision.motion_id], case.rounds[decision.round_id]
    if decision.outcome == "inquorate" and can_extend(case, vote):
        round_.members.update(dict.fromkeys(issues, "objection_upheld"))
        reopen(case, vote, motion, desk)
        return
    if case.flow.has_stage(target) and case.flow.stage(target).kind == "vote":
        motion.state, motion.vote_round_id = "fixed", None
    if effect == "recount" or not case.flow.has_stage(effect):
        leave(case, round_, dict.fromkeys(issues, "objection_upheld"), desk)
    else:
        round_.members.update(dict.fromkeys(issues, "objection_upheld"))
        case.arrivals.append(Arrival(effect, tuple(issues)))


def _recount(case: CaseFile, decision: Decision, entry: Entry, desk: Desk) -> None:
    """Count again from the ballots; the decision keeps its number and says that it was recounted.

    An upheld objection to who may vote counts on the roll as it has been corrected since (domain.md P8).
    """
    motion = case.motions[decision.motion_id]
    if entry.choice == "eligibility":
        fix_electorate(case, motion)
    budget = int(decision.figures.get("count", {}).get("budget", 0))
    tally = tally_of(case, motion, seed=decision.digest, budget=budget)
    verdict = decide(rule_of(case, motion), tally)
    decision.state, decision.outcome = "recounted", verdict.outcome
    decision.figures = figures_of(tally, verdict)
    decision.reason = {"key": verdict.reasons[0].key, **verdict.reasons[0].params}
    desk.record("recounted", {"decision": decision.id, "outcome": decision.outcome, "figures": decision.figures})


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    acts.Object: object_to,
    acts.RuleOn: rule_on,
}
