"""Cancelling 取消: what has not taken effect is void and kept, and its issues are free (P10).

A decision that has taken effect stands with the money it was given: nobody undoes by a press what people have decided
and others may have begun to do, so that what it owes can still be paid, and the rest is released in the books.

Whoever opened a session may take it back alone within ten minutes; an open vote, or a result that is preliminary, takes
a second person, and stands on the record either way.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests import certifying, objections
from bot.deliberation.contests.preliminary import is_here
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
    counted = any(_unsettled_in(case, round_) for round_ in case.open_rounds())
    if (case.open_rounds("vote") or counted) and not alone:
        others = second_person(case, desk.by)
        session.cancel_asked_by, session.cancel_asked_reason = desk.by.person_id, act.reason.strip()
        desk.record("cancel-asked", {"session": session.id}, reason=act.reason)
        for person in others:
            desk.tell(person, "cancel-asked", session=session.id)
        return Answer("second-person-asked")
    _cancel(case, act.reason.strip(), desk)
    return Answer("session-cancelled")


def _unsettled_in(case: CaseFile, round_: Round) -> list[Decision]:
    """What waits in this vote, or is preliminary in this notice."""
    held = _held_in(case, round_)
    return held if round_.kind == "vote" else [d for d in held if certifying.is_preliminary(case, d)]


def _held_in(case: CaseFile, round_: Round) -> list[Decision]:
    """What has not taken effect yet: it waits in this vote, or in this notice."""
    if round_.kind == "vote":
        return [decision for decision in certifying.decided_in(case, round_) if is_here(round_, decision)]
    told = case.decisions.get(round_.decision_id or 0) if round_.kind == "notice" else None
    return [told] if told is not None and told.state != "void" else []


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
    for decision in [decision for round_ in case.open_rounds() for decision in _held_in(case, round_)]:
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
    objections.close_moot(case, reason, desk)
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
