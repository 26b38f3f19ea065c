"""表决 vote (民决): a timed ballot on fixed motions under the stage's rule.

Announced (text and roll frozen, hash posted), opened (heads and areas fixed), closed at its deadline, when
the running counts are compared with the ballots, and the ballots are counted. A run-off is a second ballot in the
same round; a second meeting (`reconvene`) a round of its own. Casting a ballot is left to `standing`, the arithmetic
to `voting`.

`facts`: `meeting`, 2 in the round of a second meeting; `scopes`, what a motion came to in each scope (`groups`).
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from bot.deliberation import acts, groups
from bot.deliberation.casefile import CaseFile
from bot.deliberation.choices import outcomes_of
from bot.deliberation.desk import Answer, Desk, Due, Urgency
from bot.deliberation.figures import Figures, area_text
from bot.deliberation.flow import Vote
from bot.deliberation.hours import result_time
from bot.deliberation.model import Decision, Motion, Round, RoundState
from bot.deliberation.refusal import Refused
from bot.deliberation.transitions import (
    ON_TIME,
    close_round,
    extend_round,
    leave,
    new_round,
    set_close,
    window_end,
)
from bot.deliberation.voting.decide import count, counters, decide
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.tally import Tally, Verdict

_SECOND = 2


def enter(case: CaseFile, round_: Round, desk: Desk) -> None:
    stage = case.stage_as(round_, Vote)
    for motion in case.motions.values():
        if motion.state == "fixed" and any(issue in round_.members for issue in motion.issues):
            motion.state, motion.vote_round_id = "voting", round_.id
            fix_electorate(case, motion)
    if not case.motions_in(round_):
        # an issue that came without a text to decide on: nothing to vote on, so nothing is carried
        close_round(case, round_, dict.fromkeys(round_.members, "failed"), desk, desk.now, outcome="failed")
        return
    if stage.notice is None:
        _open(case, round_, desk.now, desk)
        return
    _announce(case, round_, desk.now + stage.notice.exact(), desk)


def _announce(case: CaseFile, round_: Round, opens_at: datetime, desk: Desk) -> None:
    stage = case.stage_as(round_, Vote)
    round_.state, round_.opens_at = RoundState.ANNOUNCED, opens_at
    set_close(case, round_, _close_time(stage, opens_at, desk), desk)
    desk.set_due(Due(f"round:{round_.id}:open", round_.opens_at, "open", case.session.id, round_.id))
    case.post(desk, "vote-announced", Urgency.OPENING, round=round_.id)
    case.show_board(desk)


def fix_electorate(case: CaseFile, motion: Motion) -> None:
    """The heads and area of the roll as it is now; a vote of the chat's members is on no roll."""
    assert motion.vote_round_id is not None
    electorate = case.stage_as(case.rounds[motion.vote_round_id], Vote).rule.electorate
    if electorate != "member":
        base = case.base(electorate)
        motion.heads, motion.area = base.heads, base.area
        motion.roll_version = case.roll_version


def _close_time(stage: Vote, opens_at: datetime, desk: Desk) -> datetime:
    return window_end(desk, opens_at, stage.window, stage.close_at, touch_weekend=stage.touch_weekend)


def _open(case: CaseFile, round_: Round, opens_at: datetime, desk: Desk) -> None:
    """The electorate as it is now is the electorate of this vote; later corrections do not reach it (P8)."""
    stage = case.stage_as(round_, Vote)
    round_.state, round_.opens_at = RoundState.OPEN, opens_at
    for motion in case.motions_in(round_):
        fix_electorate(case, motion)
    desk.record(
        "vote-opened",
        {
            "round": round_.id,
            "motions": [{"motion": m.id, "hash": m.hash, "heads": m.heads} for m in case.motions_in(round_)],
        },
    )
    set_close(case, round_, _close_time(stage, opens_at, desk), desk)
    case.show(desk, round_)


def lapse(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    if due.kind == "open":
        if round_.state is RoundState.ANNOUNCED:
            _open(case, round_, due.at if desk.now - due.at < ON_TIME else desk.now, desk)
    elif due.kind == "close":
        _close(case, round_, due.at, desk)


def advance(case: CaseFile, round_: Round, desk: Desk) -> Answer:
    """A vote is never closed before its time: that would favour those who hurried."""
    raise Refused("vote-not-early")


def give_back(case: CaseFile, round_: Round, stopped_at: datetime, desk: Desk) -> None:
    """Extend an open vote by the time in which nobody could be reached: from `stopped_at` to now (DESIGN.md §6.6)."""
    stage = case.stage_as(round_, Vote)
    if round_.state is not RoundState.OPEN or round_.due_at is None or not stage.gives_time_back:
        return
    lost = min(desk.now, round_.due_at) - max(stopped_at, round_.opens_at)
    if lost > timedelta():
        extend_round(case, round_, max(round_.due_at, desk.now) + lost, "outage", desk, counted=False)


def rule_in(case: CaseFile, round_: Round) -> Rule:
    """The rule of this round: that of the stage, with the smaller quorum in a second meeting."""
    rule = case.stage_as(round_, Vote).rule
    return rule.second_meeting() if round_.facts.get("meeting") == _SECOND else rule


def rule_of(case: CaseFile, motion: Motion) -> Rule:
    """The rule a motion is decided by: that of its round; a second ballot is not followed by a third."""
    assert motion.vote_round_id is not None
    rule = rule_in(case, case.rounds[motion.vote_round_id])
    return rule if motion.second_of is None else rule.model_copy(update={"runoff": False})


def tally_of(case: CaseFile, motion: Motion, *, seed: str = "", budget: int = 0) -> Tally:
    """The figures of a motion, from its ballots; raises `Refused` for a ballot that cannot be read.

    `seed` is what a lot is drawn with, `budget` what there is to spend.
    """
    rule = rule_of(case, motion)
    electorate = Figures(motion.heads, motion.area) if rule.electorate != "member" else None
    found = case.recount.get(_key(motion), {})
    return count(rule, motion.paper, found, electorate=electorate, seed=seed, budget=budget)


def _key(motion: Motion) -> tuple[str, int, int]:
    assert motion.vote_round_id is not None
    return ("ballot", motion.id, motion.vote_round_id)


def _sound(case: CaseFile, motion: Motion) -> bool:
    """Whether every ballot can be read, and together they are what the running counts say (domain.md P15)."""
    try:
        tally_of(case, motion)
    except Refused:
        return False
    return counters(case.recount.get(_key(motion), {})) == case.counts.get(_key(motion), {})


def _count(case: CaseFile, motions: list[Motion]) -> dict[int, tuple[Tally, Verdict]]:
    """Every motion by its ballots; what one is given is gone for those after it on the agenda (domain.md P24)."""
    found = dict[int, tuple[Tally, Verdict]]()
    given = 0
    for motion in motions:
        budget = max(0, motion.budget - given)
        tally = tally_of(case, motion, seed=case.session.chain_head, budget=budget)
        verdict = decide(rule_of(case, motion), tally)
        if verdict.outcome == "passed":
            given += motion.cost + sum(motion.paper.by_id[option].cost for option in verdict.chosen)
        found[motion.id] = tally, verdict
    return found


def _close(case: CaseFile, round_: Round, at: datetime, desk: Desk) -> None:
    stage = case.stage_as(round_, Vote)
    motions = [motion for motion in case.motions_in(round_) if motion.state == "voting"]
    if not all(_sound(case, motion) for motion in motions):
        round_.state = RoundState.FROZEN
        desk.record("count-differs", {"round": round_.id})
        for person in case.scrutineers():
            desk.tell(person, "escalated", session=case.session.id, kind="count", round=round_.id)
        case.show(desk, round_)
        return
    counted = _count(case, motions)
    outcome_of = {motion: verdict.outcome for motion, (_, verdict) in counted.items()}
    if "inquorate" in outcome_of.values() and can_extend(case, round_):
        _extend(case, round_, at, desk)
        return
    again = rule_in(case, round_).reconvene is not None
    second = [motion for motion in motions if outcome_of[motion.id] == "runoff"]
    short = [motion for motion in motions if again and outcome_of[motion.id] == "inquorate"]
    announce_at = result_time(at, stage.announce.result, case.quiet_hours(), desk.calendar)
    for motion in motions:
        if motion in second or motion in short:
            continue
        decision = _decide(case, round_, motion, *counted[motion.id], at, announce_at, desk)
        every = case.motions.get(motion.second_of or 0, motion).choices
        outcomes = outcomes_of(motion, every, decision.outcome, counted[motion.id][1].chosen)
        noticed = leads_to_notice(case, round_, decision.outcome)
        if not noticed:
            case.post(desk, "result", Urgency.RESULT, not_before=announce_at, decision=decision.id)
        leave(case, round_, outcomes, desk, decision.id)
    for motion in second:
        _second_ballot(case, motion, *counted[motion.id], desk)
    if second:
        extend_round(case, round_, _close_time(stage, at, desk), "runoff", desk, counted=False)
        return
    if short:
        _reconvene(case, round_, short, at, desk)
    without = {issue.id: "failed" for issue in case.members(round_)}
    close_round(case, round_, without, desk, at, outcome=_joint(set(outcome_of.values())))


def _second_ballot(case: CaseFile, motion: Motion, tally: Tally, verdict: Verdict, desk: Desk) -> None:
    """The same text put to the vote again with the choices that are left, on ballots of its own."""
    motion.state = "runoff"
    choices = [choice for choice in motion.choices if choice["id"] in verdict.chosen]
    second = replace(motion, id=desk.next_id(), issues=list(motion.issues), choices=choices, second_of=motion.id)
    second.state = "voting"
    case.motions[second.id] = second
    public = {"motion": motion.id, "second": second.id, "figures": figures_of(tally, verdict)}
    desk.record("second-ballot", public)


def _reconvene(case: CaseFile, round_: Round, motions: list[Motion], at: datetime, desk: Desk) -> None:
    """Announce the second meeting, which asks for less turnout; ballots of the first do not count in it."""
    stage = case.stage_as(round_, Vote)
    reconvene = stage.rule.reconvene
    assert reconvene is not None
    issues = [issue for motion in motions for issue in motion.issues if round_.members.get(issue, "gone") is None]
    round_.members.update(dict.fromkeys(issues, "inquorate"))
    second = new_round(case, stage, "vote", issues, desk)
    second.state, second.facts["meeting"] = RoundState.ANNOUNCED, _SECOND
    for motion in motions:
        motion.vote_round_id = second.id
        fix_electorate(case, motion)
    _announce(case, second, at + reconvene.after.exact(), desk)


def can_extend(case: CaseFile, round_: Round) -> bool:
    """Whether the rule still has an extension for too small a turnout."""
    extend = rule_in(case, round_).extend
    return extend is not None and round_.extended < extend.max


def _extend(case: CaseFile, round_: Round, start: datetime, desk: Desk) -> None:
    extend = rule_in(case, round_).extend
    assert extend is not None
    extend_round(case, round_, start + extend.by.exact(), "inquorate", desk)


def reopen(case: CaseFile, round_: Round, motion: Motion, desk: Desk) -> None:
    """Open a closed vote again with its ballots, for one motion and the extension it has left (domain.md P23)."""
    round_.state, round_.closed_at, round_.outcome = RoundState.OPEN, None, ""
    round_.members.update(dict.fromkeys(motion.issues))
    motion.state = "voting"
    desk.record("vote-reopened", {"round": round_.id, "motion": motion.id})
    _extend(case, round_, desk.now, desk)


def leads_to_notice(case: CaseFile, round_: Round, outcome: str) -> bool:
    """Whether the result is told by the notice that follows, so that it is not told twice."""
    transition = case.stage(round_).next.get(outcome)
    return bool(transition and transition.goto and case.flow.stage(transition.goto).kind == "notice")


def _joint(outcomes: set[str]) -> str:
    return outcomes.pop() if len(outcomes) == 1 else "mixed"


def _decide(
    case: CaseFile,
    round_: Round,
    motion: Motion,
    tally: Tally,
    verdict: Verdict,
    at: datetime,
    announce_at: datetime,
    desk: Desk,
) -> Decision:
    motion.state = "decided"
    serial = sum(1 for d in case.decisions.values()) + 1
    decision = Decision(
        id=desk.next_id(),
        session_id=case.session.id,
        motion_id=motion.id,
        round_id=round_.id,
        issues=list(motion.issues),
        number=f"{case.session.number}-{serial}",
        label=case.flow.standing,
        outcome=verdict.outcome,
        reason={"key": verdict.reasons[0].key, **verdict.reasons[0].params},
        figures=figures_of(tally, verdict),
        opened_at=round_.opens_at,
        closed_at=at,
        announce_at=announce_at,
        extended=round_.extended,
        digest=case.session.chain_head,
    )
    case.decisions[decision.id] = decision
    _note_groups(case, round_, motion)
    desk.record(
        "decided",
        {
            "decision": decision.id,
            "motion": motion.id,
            "outcome": verdict.outcome,
            "figures": decision.figures,
        },
    )
    return decision


def _note_groups(case: CaseFile, round_: Round, motion: Motion) -> None:
    """Keep what the ballots of each scope came to, as far as that points at nobody; it decides nothing."""
    found = []
    for name, ballots in case.groups.get((motion.id, round_.id), {}).items():
        tally = count(rule_of(case, motion), motion.paper, ballots)
        found.append(groups.Group(name, tally.participating, tally.options))
    if kept := groups.noted(groups.told(found)):
        round_.facts["scopes"] = {**round_.facts.get("scopes", {}), str(motion.id): kept}


def figures_of(tally: Tally, verdict: Verdict) -> dict[str, Any]:
    """The record's figures: heads as integers, areas as decimal text of m², and each comparison made."""

    def both(figures: Figures) -> dict[str, Any]:
        return {"heads": figures.heads, "area": area_text(figures.area)}

    checks = {
        name: [
            {**asdict(check), "share": check.share.model_dump(), "met": check.met}
            for check in (verdict.quorum if name == "quorum" else verdict.passing)
        ]
        for name in ("quorum", "passing")
    }
    return {
        "electorate": both(tally.electorate or Figures()),
        "participating": both(tally.participating),
        **{name: both(figures) for name, figures in tally.options.items()},
        "quorum": {"met": all(c.met for c in verdict.quorum), "checks": checks["quorum"]},
        "passing": {"met": all(c.met for c in verdict.passing), "checks": checks["passing"]},
        **_course(tally, verdict),
    }


def _course(tally: Tally, verdict: Verdict) -> dict[str, Any]:
    """How the count went, where there is more to it than the sums: what was chosen, from how much, step by step."""
    steps = [{"key": step.key, **step.params} for step in verdict.steps]
    if not steps and not verdict.chosen and not tally.budget:
        return {}
    return {"count": {"chosen": list(verdict.chosen), "budget": tally.budget, "steps": steps}}


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {}
