"""受理 screen: every issue is accepted, merged, returned, rejected, transferred or sent to mediation.

Whoever raised it is always told what was decided, why, and where it went (P18). The round ends
by itself with its last decision; an overdue one climbs one level a working day and is then accepted.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Due, Urgency
from bot.deliberation.durations import Duration
from bot.deliberation.flow import Screen, in_locale
from bot.deliberation.model import Issue, IssueState, Round
from bot.deliberation.refusal import Refused
from bot.deliberation.transitions import close_round, leave, moment_after, route, set_close

_OUTCOME = {
    "accept": "accepted",
    "merge": "merged",
    "return": "returned",
    "reject": "rejected",
    "transfer": "transferred",
    "instant": "instant",
}
_STATE = {"merge": IssueState.MERGED, "return": IssueState.RETURNED, "reject": IssueState.REJECTED}
MATTER = "reason:matter."
"""A reason picked from buttons that cites an entry of `scope.matters_deny`, by its place there."""
_ONE_LEVEL = Duration.parse("1wd")


def enter(case: CaseFile, round_: Round, desk: Desk) -> None:
    stage = case.stage_as(round_, Screen)
    set_close(case, round_, moment_after(desk, desk.now, stage.sla), desk)
    for issue in case.members(round_):
        issue.screening, issue.reason, issue.handler = "", "", ""
    case.show(desk, round_)
    for person in case.moderators():
        desk.tell(person, "screen-list", session=case.session.id, round=round_.id)


def lapse(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    """Overdue: tell the next level; when all levels have been told, accept what nobody decided."""
    if due.kind != "close":
        return
    stage = case.stage_as(round_, Screen)
    told = int(round_.facts.get("level", 0))
    if told < len(stage.escalate):
        round_.facts["level"] = told + 1
        desk.record("screen-overdue", {"round": round_.id, "level": told + 1})
        for person in case.holders(stage.escalate[told]) or case.moderators():
            desk.tell(person, "escalated", session=case.session.id, kind="screen", round=round_.id)
        set_close(case, round_, moment_after(desk, desk.now, _ONE_LEVEL), desk)
        case.show(desk, round_)
        return
    for issue in undecided(case, round_):
        _decide(case, issue, "accept", desk)
    _close(case, round_, desk, due)


def advance(case: CaseFile, round_: Round, desk: Desk) -> Answer:
    waiting = len(undecided(case, round_))
    if waiting:
        raise Refused("screen-undecided", count=waiting)
    _close(case, round_, desk, None)
    return Answer("round-advanced")


def undecided(case: CaseFile, round_: Round) -> list[Issue]:
    return [issue for issue in case.members(round_) if not issue.screening]


def screen_issue(case: CaseFile, act: acts.ScreenIssue, desk: Desk) -> Answer:
    """Decide one issue; a decision can be changed until the round ends."""
    round_ = case.round(act.round_id)
    stage = case.stage_as(round_, Screen)
    issue = case.issues.get(act.issue_id)
    if round_.closed_at is not None or issue is None or round_.members.get(issue.id, "gone") is not None:
        raise Refused("button-stale")
    if act.decision not in stage.decisions:
        raise Refused("screening-not-offered")
    if act.decision in stage.reason_required and not act.reason.strip() and act.decision != "merge":
        raise Refused("reason-needed")
    if desk.by.person_id is not None and desk.by.person_id == issue.author_id and act.decision != "accept":
        raise Refused("own-issue")
    if act.decision == "merge":
        target = case.issues.get(act.into or 0)
        if target is None or target.id == issue.id or target.id not in round_.members:
            raise Refused("merge-target")
        if target.screening not in ("", "accept"):
            raise Refused("merge-target")
    _decide(case, issue, act.decision, desk, _reason(case, act.reason), act.handler.strip(), act.into)
    return _after(case, round_, desk, Answer("issue-screened", {"position": issue.position}))


def _reason(case: CaseFile, given: str) -> str:
    """The reason in words; an entry of the flow's list of what is not for it is cited in the community's language."""
    number = given.removeprefix(MATTER)
    if number == given:
        return given.strip()
    denied = case.flow.scope.matters_deny
    if not number.isdigit() or int(number) >= len(denied):
        raise Refused("button-stale")
    return in_locale(denied[int(number)], case.community.locale)


def accept_rest(case: CaseFile, act: acts.AcceptRest, desk: Desk) -> Answer:
    """Accept everything that has no decision yet."""
    round_ = case.round(act.round_id)
    case.stage_as(round_, Screen)
    if round_.closed_at is not None:
        raise Refused("button-stale")
    rest = undecided(case, round_)
    if not rest:
        raise Refused("nothing-to-screen")
    for issue in rest:
        _decide(case, issue, "accept", desk)
    return _after(case, round_, desk, Answer("issues-accepted", {"count": len(rest)}))


def _decide(
    case: CaseFile,
    issue: Issue,
    decision: str,
    desk: Desk,
    reason: str = "",
    handler: str = "",
    into: int | None = None,
) -> None:
    """Note a decision. What is merged into this issue goes with it, or is undecided again where it is not accepted."""
    issue.screening, issue.reason, issue.handler = decision, reason, handler
    issue.merged_into = into if decision == "merge" else None
    for other in case.issues.values():
        if other.merged_into == issue.id and other.screening == "merge" and decision == "merge":
            other.merged_into = into
        elif other.merged_into == issue.id and other.screening == "merge" and decision != "accept":
            other.merged_into, other.screening = None, ""
    desk.record(
        "issue-screened",
        {"issue": issue.id, "decision": decision, "into": issue.merged_into},
        reason=reason,
        handler=handler,
    )


def _after(case: CaseFile, round_: Round, desk: Desk, answer: Answer) -> Answer:
    if case.stage_as(round_, Screen).leave == "each":
        accepted = [issue for issue in case.members(round_) if issue.screening == "accept"]
        for issue in accepted:
            desk.tell_author(issue, "screening-told", session=case.session.id)
        leave(case, round_, {issue.id: "accepted" for issue in accepted}, desk)
    close_when_decided(case, round_, desk)
    if round_.closed_at is None:
        case.show(desk, round_)
    return answer


def close_when_decided(case: CaseFile, round_: Round, desk: Desk) -> None:
    """End the round with its last decision, but not while a screener still has a 背靠背 issue to pass into it."""
    checking = any(i.state is IssueState.HELD and i.screening != "own" for i in case.issues.values())
    if not undecided(case, round_) and not checking:
        _close(case, round_, desk, None)


def _close(case: CaseFile, round_: Round, desk: Desk, due: Due | None) -> None:
    """Everybody is told once, when the decisions are final; the group sees numbers and reasons, no authors."""
    members = case.members(round_)
    for issue in members:
        issue.state = _STATE.get(issue.screening, issue.state)
        desk.tell_author(issue, "screening-told", session=case.session.id)
    if round_.members:
        case.post(desk, "screened", Urgency.RESULT, round=round_.id)
    outcomes = {issue.id: _OUTCOME[issue.screening] for issue in members}
    left = {*outcomes.values(), *(outcome for outcome in round_.members.values() if outcome is not None)}
    outcome = "accepted" if "accepted" in left else "none_accepted"
    close_round(case, round_, outcomes, desk, due.at if due else desk.now, outcome=outcome)
    if round_.members and left <= {"merged", "returned", "rejected"}:
        route(case, round_, (), "none_accepted", desk)


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    acts.ScreenIssue: screen_issue,
    acts.AcceptRest: accept_rest,
}
