"""How issues move between stages: leaving a round with an outcome, waiting for each other, arriving.

Nothing here knows what a stage kind does. Rounds are opened by `sessions.settle`, which calls the kind of the
stage that issues arrive at; the moves themselves are decided here.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from bot.deliberation.casefile import Arrival, CaseFile
from bot.deliberation.desk import Desk, Due, Handover, Urgency
from bot.deliberation.durations import Duration, after
from bot.deliberation.flow import StageBase, Transition
from bot.deliberation.hours import closing_time
from bot.deliberation.model import IssueState, Round, RoundState, SessionState
from bot.deliberation.refusal import Refused

ON_TIME = timedelta(seconds=150)
"""What begins so little after its hour begins on it: more would be an outage (DESIGN.md §6.6)."""


def moment_after(desk: Desk, start: datetime, duration: Duration) -> datetime:
    """Exact durations by the clock; days of a period, working days and months by the calendar."""
    return desk.calendar.end_of_period(start, duration)


def window_end(
    desk: Desk, start: datetime, window: Duration, close_at: str | None, *, touch_weekend: bool = False
) -> datetime:
    """When a window begun at `start` closes: to the second, or with `close_at` at that time of the day it ends on.

    A moment takes effect a little after it is due. Where the window would end within that little after
    `close_at`, it ends at `close_at` and not a whole day later.
    """
    zone = desk.calendar.zone
    if close_at is None:
        return closing_time(start, window, zone, at=None)
    at = time.fromisoformat(close_at)
    end = after(start, window)
    late = end - datetime.combine(end.astimezone(zone).date(), at, zone)
    if timedelta() < late < ON_TIME:
        start -= late
    return closing_time(start, window, zone, at=at, touch_weekend=touch_weekend)


def close_round(
    case: CaseFile, round_: Round, outcomes: Mapping[int, str], desk: Desk, at: datetime, outcome: str = ""
) -> None:
    """End a round: every member still here leaves with its outcome, a round without members with `outcome`.

    `at` stamps the close: its deadline where that was the cause (DESIGN.md §6.2).
    """
    round_.state, round_.closed_at = RoundState.CLOSED, at
    came_to = set(outcomes.values())
    round_.outcome = outcome or (came_to.pop() if len(came_to) == 1 else "mixed")
    desk.drop_due(f"round:{round_.id}:")
    desk.record(
        "round-closed",
        {
            "round": round_.id,
            "stage": round_.stage_id,
            "outcome": round_.outcome,
            "closed_at": at.isoformat(),
        },
    )
    case.retire(desk, round_)
    if round_.members:
        leave(case, round_, outcomes, desk)
    else:
        route(case, round_, (), round_.outcome, desk)


def leave(
    case: CaseFile, round_: Round, outcomes: Mapping[int, str], desk: Desk, decision_id: int | None = None
) -> None:
    """Let members leave the round, together where they share an outcome."""
    groups: dict[str, list[int]] = {}
    for issue_id, outcome in outcomes.items():
        if round_.members.get(issue_id, "gone") is not None:
            continue
        round_.members[issue_id] = outcome
        groups.setdefault(outcome, []).append(issue_id)
    for outcome, issues in groups.items():
        route(case, round_, issues, outcome, desk, decision_id)


def route(
    case: CaseFile,
    round_: Round,
    issues: Iterable[int],
    outcome: str,
    desk: Desk,
    decision_id: int | None = None,
) -> None:
    """Send issues where the flow says this outcome leads; an outcome without a way out ends there."""
    issues = tuple(issues)
    transition = case.stage(round_).next.get(outcome)
    if transition is None:
        for issue_id in issues:
            if case.issues[issue_id].state is IssueState.RAISED:
                case.issues[issue_id].state = IssueState.CLOSED
        return
    if transition.flow is not None:
        _hand_over(case, issues, transition, desk)
    elif (target := _target(case, issues, transition)) is not None:
        case.arrivals.append(Arrival(target, issues, decision_id or round_.decision_id))


def _target(case: CaseFile, issues: tuple[int, ...], transition: Transition) -> str | None:
    if transition.max_loops is None or transition.goto is None:
        return transition.goto
    return transition.otherwise if laps(case, transition.goto, issues) > transition.max_loops else transition.goto


def laps(case: CaseFile, stage_id: str, issues: Iterable[int]) -> int:
    """How often these issues (or a session without issues) have entered a stage."""
    wanted = set(issues)
    return sum(
        1
        for r in case.rounds.values()
        if r.stage_id == stage_id
        and r.state is not RoundState.VOID
        and (not wanted or not wanted.isdisjoint(r.members))
    )


def _hand_over(case: CaseFile, issues: tuple[int, ...], transition: Transition, desk: Desk) -> None:
    assert transition.flow is not None
    for issue_id in issues:
        issue = case.issues[issue_id]
        issue.state, issue.handed_to = IssueState.HANDED, transition.flow
        desk.record("issue-handed", {"issue": issue_id, "flow": transition.flow})
    desk.handovers.append(Handover(transition.flow, issues, case.session.id, transition.return_ or ""))


def new_round(
    case: CaseFile,
    stage: StageBase,
    kind: str,
    issues: Iterable[int],
    desk: Desk,
    decision_id: int | None = None,
) -> Round:
    """A round of this stage, entered now; its kind then says when it opens and is due."""
    issues = tuple(issues)
    round_ = Round(
        id=desk.next_id(),
        session_id=case.session.id,
        stage_id=stage.id,
        kind=kind,
        lap=laps(case, stage.id, issues) + 1,
        state=RoundState.OPEN,
        entered_at=desk.now,
        opens_at=desk.now,
        members=dict.fromkeys(issues),
        decision_id=decision_id,
    )
    case.rounds[round_.id] = round_
    desk.record("round-entered", {"round": round_.id, "stage": stage.id, "lap": round_.lap, "issues": list(issues)})
    return round_


def set_close(case: CaseFile, round_: Round, due_at: datetime, desk: Desk) -> None:
    """Fix when a round is due, with the reminders its stage asks for."""
    round_.due_at = due_at
    session_id = case.session.id
    desk.set_due(Due(f"round:{round_.id}:close", due_at, "close", session_id, round_.id))
    desk.drop_due(f"round:{round_.id}:remind:")
    for index, text in enumerate(case.stage(round_).remind):
        at = _reminder_time(text, round_.opens_at, due_at)
        if desk.now < at < due_at:
            desk.set_due(Due(f"round:{round_.id}:remind:{index}", at, "remind", session_id, round_.id))


def _reminder_time(text: str, opens_at: datetime, due_at: datetime) -> datetime:
    if text.endswith("%"):
        return opens_at + (due_at - opens_at) * int(text[:-1]) / 100
    return due_at - Duration.parse(text[1:]).exact()


def still_open(round_: Round, now: datetime) -> None:
    """Refuse what comes at or after the close, even where nothing has closed the round yet."""
    if round_.state is not RoundState.OPEN or (round_.due_at is not None and now >= round_.due_at):
        raise Refused("round-closed")


def extend_round(
    case: CaseFile, round_: Round, due_at: datetime, why: str, desk: Desk, *, counted: bool = True
) -> None:
    """Move the close later: ballots stand and may be changed until the new close (P22).

    `counted`: it uses up one of the extensions the flow allows; time given back after an outage does not.
    """
    round_.extended += counted
    set_close(case, round_, due_at, desk)
    desk.record("round-extended", {"round": round_.id, "due_at": due_at.isoformat(), "why": why})
    case.post(desk, "round-extended", Urgency.RESULT, round=round_.id, why=why)
    case.show(desk, round_)


def end_session(case: CaseFile, desk: Desk) -> None:
    """Close the session once nothing of it is open or waiting; issues that came from another flow go back.

    What was merged, returned or rejected here has come to its end here.
    """
    case.session.state, case.session.closed_at = SessionState.CLOSED, desk.now
    desk.record("session-closed", {"session": case.session.id})
    desk.drop_due(f"session:{case.session.id}:")
    home = case.session.came_from
    came = [case.issues[i] for i in home.get("issues", ()) if i in case.issues]
    back = tuple(i.id for i in came if i.state in (IssueState.RAISED, IssueState.CLOSED))
    if back:
        desk.handovers.append(Handover("", back, int(home["session"]), str(home["stage"])))
