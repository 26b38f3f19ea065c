"""表决 vote (民决): a timed ballot on fixed motions under the stage's rule.

Announced (text and roll frozen, hash posted), opened (heads and areas fixed), closed at its deadline, when
the running count is compared with a recount from the ballots. Casting a ballot is left to `standing`, the
arithmetic to `voting`.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Due, Urgency
from bot.deliberation.figures import Figures, area_text
from bot.deliberation.flow import Vote
from bot.deliberation.hours import result_time
from bot.deliberation.model import Decision, Motion, Round, RoundState
from bot.deliberation.refusal import Refused
from bot.deliberation.transitions import ON_TIME, close_round, extend_round, leave, set_close, window_end
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.decide import decide
from bot.deliberation.voting.tally import Tally, Verdict


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
    round_.state, round_.opens_at = RoundState.ANNOUNCED, desk.now + stage.notice.exact()
    set_close(case, round_, _close_time(stage, round_.opens_at, desk), desk)
    desk.set_due(Due(f"round:{round_.id}:open", round_.opens_at, "open", case.session.id, round_.id))
    case.post(desk, "vote-announced", Urgency.OPENING, round=round_.id)
    case.show_board(desk)


def fix_electorate(case: CaseFile, motion: Motion) -> None:
    """The heads and area of the roll as it is now; a vote of the chat's members is on no roll."""
    assert motion.vote_round_id is not None
    if case.stage_as(case.rounds[motion.vote_round_id], Vote).rule.electorate != "member":
        motion.heads, motion.area = case.electorate.heads, case.electorate.area
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


def tally_of(case: CaseFile, motion: Motion, *, recounted: bool = False) -> Tally:
    """The figures of a motion, from the running count or from the ballots themselves."""
    assert motion.vote_round_id is not None
    rule = case.stage_as(case.rounds[motion.vote_round_id], Vote).rule
    counted = (case.recount if recounted else case.counts).get(("ballot", motion.id, motion.vote_round_id), {})
    options = {name: counted.get(name, Figures()) for name in METHODS[rule.options].options(())}
    return Tally(
        participating=sum(options.values(), Figures()),
        options=options,
        electorate=Figures(motion.heads, motion.area) if rule.electorate != "member" else None,
    )


def _close(case: CaseFile, round_: Round, at: datetime, desk: Desk) -> None:
    stage = case.stage_as(round_, Vote)
    motions = [motion for motion in case.motions_in(round_) if motion.state == "voting"]
    if any(tally_of(case, m) != tally_of(case, m, recounted=True) for m in motions):
        round_.state = RoundState.FROZEN
        desk.record("count-differs", {"round": round_.id})
        for person in case.scrutineers():
            desk.tell(person, "escalated", session=case.session.id, kind="count", round=round_.id)
        case.show(desk, round_)
        return
    verdicts = {m.id: decide(stage.rule, tally_of(case, m)) for m in motions}
    if any(v.outcome == "inquorate" for v in verdicts.values()) and can_extend(case, round_):
        _extend(case, round_, at, desk)
        return
    announce_at = result_time(at, stage.announce.result, case.quiet_hours(), desk.calendar)
    for motion in motions:
        decision = _decide(case, round_, motion, verdicts[motion.id], at, announce_at, desk)
        outcomes = dict.fromkeys(motion.issues, decision.outcome)
        noticed = leads_to_notice(case, round_, decision.outcome)
        if not noticed:
            case.post(desk, "result", Urgency.RESULT, not_before=announce_at, decision=decision.id)
        leave(case, round_, outcomes, desk, decision.id)
    without = {issue.id: "failed" for issue in case.members(round_)}
    close_round(case, round_, without, desk, at, outcome=_joint({v.outcome for v in verdicts.values()}))


def can_extend(case: CaseFile, round_: Round) -> bool:
    """Whether the rule still has an extension for too small a turnout."""
    extend = case.stage_as(round_, Vote).rule.extend
    return extend is not None and round_.extended < extend.max


def _extend(case: CaseFile, round_: Round, start: datetime, desk: Desk) -> None:
    extend = case.stage_as(round_, Vote).rule.extend
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
    verdict: Verdict,
    at: datetime,
    announce_at: datetime,
    desk: Desk,
) -> Decision:
    motion.state = "decided"
    tally = tally_of(case, motion)
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
    )
    case.decisions[decision.id] = decision
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
    }


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {}
