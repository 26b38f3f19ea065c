"""Cancelling 取消: what has not been decided is void and kept, and its issues are free (domain.md P10).

Whoever opened a session may take it back alone within ten minutes; an open vote, or a result that is preliminary, takes
a second person, and stands on the record either way.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.deliberation import acts, certifying
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Urgency
from bot.deliberation.handing import withdraw_cancelling
from bot.deliberation.model import Decision, IssueState, Round, RoundState, SessionState
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import moderators, second_person
from bot.deliberation.stages.vote import put_away
from bot.deliberation.transitions import still_open

WITHDRAW_WITHIN = timedelta(minutes=10)
"""How long whoever opened a session may take it back alone."""
CANCEL_REASON_CHARS = 5


def cancel(case: CaseFile, act: acts.CancelSession, desk: Desk) -> Answer:
    """Whoever opened it may withdraw within ten minutes; later an open vote takes a second person."""
    if case.session.state is not SessionState.OPEN:
        raise Refused("session-over")
    if len(act.reason.strip()) < CANCEL_REASON_CHARS:
        raise Refused("cancel-reason", chars=CANCEL_REASON_CHARS)
    _none_to_count(case, desk)
    session = case.session
    alone = session.opened_by == desk.by.person_id and desk.now - session.opened_at <= WITHDRAW_WITHIN
    counted = any(certifying.is_preliminary(case, d) for r in case.open_rounds() for d in _told_in(case, r))
    if (case.open_rounds("vote") or counted) and not alone:
        others = second_person(case, desk.by)
        session.cancel_asked_by, session.cancel_asked_reason = desk.by.person_id, act.reason.strip()
        desk.record("cancel-asked", {"session": session.id}, reason=act.reason)
        for person in others:
            desk.tell(person, "cancel-asked", session=session.id)
        return Answer("second-person-asked")
    _cancel(case, act.reason.strip(), desk)
    return Answer("session-cancelled")


def _told_in(case: CaseFile, round_: Round) -> list[Decision]:
    """What waits to take effect in this round."""
    return [d for d in case.decisions.values() if d.state != "void" and round_.id in (d.round_id, _notice_of(case, d))]


def _notice_of(case: CaseFile, decision: Decision) -> int:
    return next((r.id for r in case.open_rounds("notice") if r.decision_id == decision.id), 0)


def confirm_cancel(case: CaseFile, _act: acts.ConfirmCancel, desk: Desk) -> Answer:
    session = case.session
    if session.state is not SessionState.OPEN or session.cancel_asked_by is None:
        raise Refused("button-stale")
    _none_to_count(case, desk)
    if session.cancel_asked_by == desk.by.person_id:
        raise Refused("second-person")
    if session.cancel_asked_by not in moderators(case):
        withdraw_cancelling(case, desk)
        return Answer("asked-lapsed", alert=True)
    _cancel(case, session.cancel_asked_reason, desk)
    return Answer("session-cancelled")


def _none_to_count(case: CaseFile, desk: Desk) -> None:
    """Refuse to cancel a vote whose close has come: its ballots decide, even where nobody has counted them yet."""
    for round_ in case.open_rounds("vote"):
        if round_.state is RoundState.OPEN:
            still_open(round_, desk.now)


def _cancel(case: CaseFile, reason: str, desk: Desk) -> None:
    """Ballots are void but kept, due moments go, the group is told; issues are free for another session (P10).

    What was merged is free as well, for its target starts again; what waited for a check goes back to its author.
    """
    session = case.session
    void = {round_.id: _cast_in(case, round_) for round_ in case.open_rounds()}
    voted = sum(void.values())
    told = {d.id: d for r in case.open_rounds() for d in _told_in(case, r) if certifying.is_preliminary(case, d)}
    for decision in told.values():
        decision.state = "void"
        desk.record("decision-void", {"decision": decision.id})
    session.state, session.closed_at, session.cancel_reason = SessionState.CANCELLED, desk.now, reason
    desk.record("session-cancelled", {"session": session.id, "void_ballots": voted}, reason=reason)
    for round_ in case.open_rounds("vote"):
        put_away(case, round_, desk.now, desk)
    for round_ in case.open_rounds():
        round_.state, round_.closed_at = RoundState.VOID, desk.now
        round_.facts["void_ballots"] = void[round_.id]
        desk.drop_due(f"round:{round_.id}:")
        case.retire(desk, round_)
    for motion in case.motions.values():
        if motion.state in ("draft", "fixed", "voting"):
            motion.state = "void"
    free = {i.id for i in case.issues.values() if i.state is IssueState.RAISED and not session.question}
    for issue in case.issues.values():
        if issue.id in free or (issue.state is IssueState.MERGED and issue.merged_into in free):
            issue.state, issue.session_id, issue.merged_into = IssueState.RAISED, None, None
            issue.screening, issue.reason, issue.handler = "", "", ""
        elif issue.state is IssueState.RAISED:
            issue.state = IssueState.CLOSED
        elif issue.state is IssueState.HELD:
            issue.state, issue.reason, issue.held_until = IssueState.RETURNED, reason, None
            desk.drop_due(f"issue:{issue.id}:")
            desk.tell_author(issue, "issue-returned", session=session.id)
    for round_ in case.rounds.values():
        desk.drop_due(f"again:{round_.id}")
    session.waiting.clear()
    desk.drop_due(f"session:{session.id}:")
    case.post(desk, "session-cancelled", Urgency.RESULT)
    case.show_board(desk)


def _cast_in(case: CaseFile, round_: Round) -> int:
    """The ballots of a round that is not over."""
    counted = (found for (kind, _, of), found in case.counts.items() if kind == "ballot" and of == round_.id)
    return sum(figures.heads for found in counted for figures in found.values())


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    acts.CancelSession: cancel,
    acts.ConfirmCancel: confirm_cancel,
}
