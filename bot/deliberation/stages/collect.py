"""征集 collect (民提): residents raise issues, named or 背靠背; caring sorts them, it never gates.

An issue sent 背靠背 waits, first for its author where its words may point at somebody, then for a
screener who does not see the author. Caring for an issue is a standing act and left to `standing`.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Due, Urgency
from bot.deliberation.flow import Collect
from bot.deliberation.model import Issue, IssueState, Round
from bot.deliberation.pointing import points_at, soften
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import ESCALATED
from bot.deliberation.stages.screen import close_when_decided
from bot.deliberation.transitions import close_round, moment_after, set_close, window_end

TITLE_CHARS = 18


def enter(case: CaseFile, round_: Round, desk: Desk) -> None:
    stage = case.stage_as(round_, Collect)
    set_close(case, round_, window_end(desk, desk.now, stage.window, stage.close_at), desk)
    case.show(desk, round_)


def lapse(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    if due.kind == "close":
        _close(case, round_, desk, due)
    elif due.kind == "check":
        _escalate_check(case, case.issues[due.args["issue"]], desk)


def advance(case: CaseFile, round_: Round, desk: Desk) -> Answer:
    _close(case, round_, desk, None)
    return Answer("round-advanced")


def _close(case: CaseFile, round_: Round, desk: Desk, due: Due | None) -> None:
    members = case.members(round_)
    checking = any(i.state is IssueState.HELD and i.screening != "own" for i in case.issues.values())
    if not members and not checking:
        case.post(desk, "session-empty", Urgency.RESULT)
    outcome = "ready" if members or checking else "empty"
    close_round(case, round_, dict.fromkeys(round_.members, "ready"), desk, due.at if due else desk.now, outcome)


def raise_issue(case: CaseFile, act: acts.RaiseIssue, desk: Desk) -> Answer:
    """Take an issue into the open round; 背靠背 waits for its check. Refuses too long, too many, repeated."""
    round_ = next((r for r in case.open_rounds("collect")), None)
    if round_ is None or (round_.due_at is not None and desk.now >= round_.due_at):
        raise Refused("collect-closed")
    stage = case.stage_as(round_, Collect)
    if not act.text.strip() and not act.attachments:
        raise Refused("text-empty")
    if act.mode not in case.flow.mechanism.anonymity:
        raise Refused("back-not-offered")
    if act.mode == "back" and act.attachments:
        raise Refused("back-text-only")
    if len(act.text) > stage.accepts.max_chars:
        raise Refused("text-too-long", limit=stage.accepts.max_chars, length=len(act.text))
    if stage.accepts.require_suggestion and not split_text(act.text)[1]:
        raise Refused("suggestion-needed")
    mine = [i for i in case.issues.values() if i.author_id == desk.by.person_id]
    if len(mine) >= stage.accepts.per_person:
        raise Refused("too-many-issues", limit=stage.accepts.per_person)
    if act.text.strip() and any(i.text == act.text for i in mine):
        raise Refused("issue-repeated")
    issue = new_issue(case, act, desk)
    if act.mode == "back":
        return _hold(case, issue, desk)
    round_.members[issue.id] = None
    _number(case, issue)
    case.show(desk, round_)
    return Answer("issue-raised", {"position": issue.position, "title": issue.title})


def new_issue(case: CaseFile, act: acts.RaiseIssue, desk: Desk) -> Issue:
    """An issue of this session with a number of the community; its text is kept as it was written."""
    case.community.last_number += 1
    session, community = case.session.id, case.community
    issue = issue_of(
        act, desk.next_id(), community.id, session, community.last_number, desk.by.person_id, desk.by.name, desk.now
    )
    case.issues[issue.id] = issue
    record = desk.record_nameless if act.mode == "back" else desk.record
    record(
        "issue-raised",
        {"issue": issue.id, "mode": act.mode, "channel": act.channel},
        text=act.text,
        attachments=issue.attachments,
        on_behalf_of=act.on_behalf_of,
    )
    desk.fetch(issue.attachments, session=session, issue=issue.id, chat=case.places[0].chat_id)
    return issue


def issue_of(
    act: acts.RaiseIssue,
    issue_id: int,
    community_id: int,
    session_id: int | None,
    number: int,
    author_id: int | None,
    author_name: str,
    at: datetime,
) -> Issue:
    """What somebody raised as a record; the name of whoever writes 背靠背 is not in it."""
    problem, suggestion = split_text(act.text)
    return Issue(
        id=issue_id,
        community_id=community_id,
        number=number,
        session_id=session_id,
        title=title_of(problem),
        text=act.text,
        suggestion=suggestion,
        raised_at=at,
        author_id=author_id,
        author_name=author_name if act.mode == "face" else "",
        mode=act.mode,
        channel=act.channel,
        on_behalf_of=act.on_behalf_of,
        attachments=[{"kind": a.kind, "file": a.file_id} for a in act.attachments],
    )


def split_text(text: str) -> tuple[str, str]:
    """1+1: the problem, and the suggestion after 「建议」 where the text has one."""
    for mark in ("建议", "建議"):
        problem, found, suggestion = text.partition(mark)
        if found and problem.strip():
            return problem.strip(" 。;；,，"), suggestion.strip(" :：。")
    return text.strip(), ""


def title_of(problem: str) -> str:
    """The first clause, short enough for a line of a card."""
    first = problem
    for mark in "。！？\n!?;；":
        first = first.split(mark)[0] or first
    first = first.strip()
    return first if len(first) <= TITLE_CHARS else first[: TITLE_CHARS - 1] + "…"


def _number(case: CaseFile, issue: Issue) -> None:
    issue.position = max((i.position for i in case.issues.values()), default=0) + 1


def _hold(case: CaseFile, issue: Issue, desk: Desk) -> Answer:
    issue.state = IssueState.HELD
    pointing = points_at(issue.text)
    if pointing:
        issue.screening = "own"
        desk.tell_author(issue, "issue-points", Urgency.REPLY, session=case.session.id, found=pointing)
        return Answer("issue-points")
    _to_screener(case, issue, desk)
    return Answer("issue-held")


def _to_screener(case: CaseFile, issue: Issue, desk: Desk) -> None:
    """The check has its time even where the collection closes before: what passes late waits for the next."""
    round_ = next(r for r in reversed(case.rounds.values()) if r.kind == "collect")
    issue.screening = ""
    issue.held_until = moment_after(desk, desk.now, case.stage_as(round_, Collect).check_within)
    args = {"issue": issue.id}
    desk.set_due(Due(f"issue:{issue.id}:check", issue.held_until, "check", case.session.id, round_.id, args))
    for person in case.moderators():
        desk.tell(person, "issue-check", session=case.session.id, issue=issue.id)


def settle_back(case: CaseFile, act: acts.SettleBack, desk: Desk) -> Answer:
    """The author answers the warning: soften the words, ask for mediation instead, or drop it."""
    issue = _held(case, act.issue_id)
    if issue.author_id != desk.by.person_id or issue.screening != "own":
        raise Refused("button-stale")
    if act.way == "drop":
        issue.state, issue.text, issue.title, issue.author_id = IssueState.CLOSED, "", "", None
        desk.record_nameless("issue-dropped", {"issue": issue.id})
        return Answer("issue-dropped")
    if act.way == "soften":
        issue.text = soften(issue.text, act.neutral)
        problem, issue.suggestion = split_text(issue.text)
        issue.title = title_of(problem)
    else:
        issue.category = "mediation"
    desk.record_nameless("issue-softened", {"issue": issue.id, "way": act.way}, text=issue.text)
    _to_screener(case, issue, desk)
    return Answer("issue-held")


def check_issue(case: CaseFile, act: acts.CheckIssue, desk: Desk) -> Answer:
    """A screener passes a 背靠背 issue to the group or returns it; who wrote it is not shown to them."""
    issue = _held(case, act.issue_id)
    if issue.screening == "own":
        raise Refused("button-stale")
    if issue.author_id == desk.by.person_id:
        raise Refused("own-issue")
    if not act.passed and not act.reason.strip():
        raise Refused("reason-needed")
    desk.drop_due(f"issue:{issue.id}:")
    issue.held_until = None
    if not act.passed:
        issue.state, issue.reason = IssueState.RETURNED, act.reason.strip()
        desk.record("issue-returned", {"issue": issue.id}, reason=act.reason)
        desk.tell_author(issue, "issue-returned", session=case.session.id)
        for screening in case.open_rounds("screen"):
            close_when_decided(case, screening, desk)
        return Answer("issue-returned")
    issue.state = IssueState.RAISED
    desk.record("issue-passed", {"issue": issue.id})
    desk.tell_author(issue, "issue-passed", session=case.session.id)
    round_ = _home(case)
    if round_ is None:
        issue.session_id = None
        return Answer("issue-next-time")
    round_.members[issue.id] = None
    _number(case, issue)
    case.show(desk, round_)
    return Answer("issue-passed", {"position": issue.position})


def _home(case: CaseFile) -> Round | None:
    """Where an issue that passed its check belongs: the open collection, or the screening after it."""
    return next((r for kind in ("collect", "screen") for r in case.open_rounds(kind)), None)


def _held(case: CaseFile, issue_id: int) -> Issue:
    issue = case.issues.get(issue_id)
    if issue is None or issue.state is not IssueState.HELD:
        raise Refused("button-stale")
    return issue


def _escalate_check(case: CaseFile, issue: Issue, desk: Desk) -> None:
    if issue.state is IssueState.HELD:
        desk.record("check-overdue", {"issue": issue.id})
        for person in case.holders(*ESCALATED) or case.moderators():
            desk.tell(person, "issue-check", session=case.session.id, issue=issue.id)


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    acts.RaiseIssue: raise_issue,
    acts.SettleBack: settle_back,
    acts.CheckIssue: check_issue,
}
