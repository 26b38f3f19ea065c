"""A session from its opening to its end: the one door through which acts and due moments reach a case file.

    take(case, act, desk)      an act of a person: rights, then the rule, then `settle`
    lapse(case, due, desk)     a moment that has come: the kind of the round decides, then `settle`
    settle(case, desk)         opens rounds for issues that have arrived, and ends the session after the last

Stage kinds are called through `stages.KINDS`; how issues move is in `transitions`.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from bot.deliberation import acts, cancelling, choices, guards, named, rights
from bot.deliberation.ballots import carried, delivering, proxies
from bot.deliberation.casefile import Arrival, CaseFile
from bot.deliberation.contests import certifying, objections, recusal, rulings, scrutiny
from bot.deliberation.desk import Answer, Desk, Due, Urgency
from bot.deliberation.durations import Duration
from bot.deliberation.electorates import check_electorates
from bot.deliberation.flaw import Flaw
from bot.deliberation.flow import Archive, Evaluate, Flow, Implement, Notice, Stage, Vote
from bot.deliberation.model import Community, Issue, IssueState, Motion, Round, RoundState, SessionState
from bot.deliberation.offer import Offered
from bot.deliberation.refusal import Refused
from bot.deliberation.stages import KINDS, TAKES, review
from bot.deliberation.stages.collect import title_of
from bot.deliberation.stages.deliberate import fix
from bot.deliberation.transitions import end_session, extend_round, new_round, still_open
from bot.deliberation.voting.budget import Envelope

QUESTION_CHARS = 1000
DRAFT_LIFE = timedelta(hours=24)
_LONGEST_PAUSE = 180
_OF_THEIR_OWN = ("deliberate", "review", "evaluate")
"""Rounds that a party does not end where somebody else can (P9)."""
_OUTLIVING = ("again", "check", "answer", certifying.DUE)
"""Due moments that come after the close of their round: a question asked again, an issue not yet checked, an objection
to a vote not yet answered, a result not yet signed."""


def take(case: CaseFile, act: acts.SessionAct, desk: Desk) -> Answer:
    """Take an act of a person in this session; raises `Refused` and then leaves nothing behind."""
    if case.session.state is SessionState.CANCELLED:
        raise Refused("session-cancelled")
    rights.require(case, act, desk.by)
    rule = _TAKES.get(type(act)) or TAKES[type(act)]
    answer = rule(case, act, desk)
    settle(case, desk)
    return answer


def lapse(case: CaseFile, due: Due, desk: Desk) -> None:
    """A due moment of this session has come."""
    if case.session.state is SessionState.CANCELLED:
        return
    if due.kind == "draft":
        if case.session.state is SessionState.DRAFT:
            case.session.state = SessionState.CANCELLED
        return
    if due.kind == "wait":
        _enter(case, str(due.args["stage"]), desk)
        settle(case, desk)
        return
    round_ = case.rounds.get(due.round_id or 0)
    if round_ is None:
        return
    if due.kind == "remind":
        _remind(case, round_, desk)
        return
    if round_.closed_at is None or due.kind in _OUTLIVING:
        KINDS[round_.kind].lapse(case, round_, due, desk)
    settle(case, desk)


def _remind(case: CaseFile, round_: Round, desk: Desk) -> None:
    """In the group one count, never names; the clerk owes a private word to electors who have not acted.

    A panel is few people: those who still have to speak are told, and the group is left alone.
    """
    if round_.kind == "review":
        for person in review.missing(case, round_):
            desk.tell(person, "remind-review", session=case.session.id, round=round_.id)
    elif round_.state is RoundState.OPEN:
        case.post(desk, "nudge-group", Urgency.BUDGETED, round=round_.id)


# --- opening and ending ---------------------------------------------------------------------------


def prepare(case: CaseFile, desk: Desk) -> None:
    """A draft session: its moderator sees the preview before anything opens."""
    offered = Offered.from_stored(case.session.offered)
    check_opening(case.flow, case.community, case.session.question, offered, case.funds)
    check_electorates(case)
    case.session.state = SessionState.DRAFT
    key = f"session:{case.session.id}:draft"
    desk.set_due(Due(key, desk.now + DRAFT_LIFE, "draft", case.session.id))
    desk.record("session-drafted", {"session": case.session.id, "flow": case.session.flow_hash})


def check_opening(
    flow: Flow,
    community: Community,
    question: str,
    offered: Offered | None = None,
    funds: Mapping[str, Envelope] = MappingProxyType({}),
) -> None:
    """Raise `Refused` unless a session of this flow can be opened here with this question and what it offers."""
    needs_roll = any(isinstance(s, Vote) and s.rule.electorate != "member" for s in flow.stages)
    if needs_roll and not community.has_roll:
        raise Refused("flow-needs-roll")
    first = flow.stages[0]
    if isinstance(first, Vote) and not question.strip():
        raise Refused("question-needed", flow=flow.id)
    if len(question) > QUESTION_CHARS:
        raise Refused("text-too-long", limit=QUESTION_CHARS, length=len(question))
    if isinstance(first, Vote):
        choices.check_question(first.rule, offered, funds)


def check_level(flow: Flow, level: str) -> None:
    """Raise `Refused` unless the flow may be opened on a scope of this kind."""
    if flow.scope.levels and level not in flow.scope.levels:
        raise Refused("flow-level", level=level, levels=",".join(flow.scope.levels))


def confirm_opening(case: CaseFile, act: acts.ConfirmOpening, desk: Desk) -> Answer:
    """Open the previewed session: its first stage begins now."""
    if case.session.state is not SessionState.DRAFT:
        raise Refused("button-stale")
    case.session.state, case.session.opened_at = SessionState.OPEN, desk.now
    case.session.opened_by = desk.by.person_id
    desk.drop_due(f"session:{case.session.id}:draft")
    desk.record("session-opened", {"session": case.session.id, "flow": case.session.flow_hash})
    case.post(desk, "session-opened", Urgency.OPENING)
    first = case.flow.stages[0]
    issues = _question(case, desk) if isinstance(first, Vote) else ()
    waiting = [i.id for i in case.issues.values() if i.state is IssueState.RAISED and not isinstance(first, Vote)]
    case.arrivals.append(Arrival(first.id, (*issues, *waiting)))
    desk.tell(desk.by.person_id, "opening-done", Urgency.REPLY, session=case.session.id)
    return Answer("session-opened")


def _question(case: CaseFile, desk: Desk) -> tuple[int, ...]:
    """A flow that begins with a vote: the question becomes an issue and the text of a motion."""
    text = case.session.question.strip()
    case.community.last_number += 1
    issue = Issue(
        id=desk.next_id(),
        community_id=case.community.id,
        number=case.community.last_number,
        session_id=case.session.id,
        title=title_of(text),
        text=text,
        raised_at=desk.now,
        author_id=desk.by.person_id,
        author_name=desk.by.name,
        position=1,
        screening="accept",
    )
    case.issues[issue.id] = issue
    motion = Motion(
        id=desk.next_id(),
        session_id=case.session.id,
        round_id=0,
        issues=[issue.id],
        title=issue.title,
        text=text,
        version=1,
        drafted_by=desk.by.person_id,
        drafted_at=desk.now,
    )
    case.motions[motion.id] = motion
    vote = choices.vote_ahead(case.flow, case.flow.stages[0].id)
    choices.put(case, motion, Offered.from_stored(case.session.offered), vote.rule if vote else None)
    fix(case, motion, desk, text=text)
    return (issue.id,)


def drop_opening(case: CaseFile, act: acts.DropOpening, desk: Desk) -> Answer:
    if case.session.state is not SessionState.DRAFT:
        raise Refused("button-stale")
    case.session.state = SessionState.CANCELLED
    desk.drop_due(f"session:{case.session.id}:")
    desk.record("session-dropped", {"session": case.session.id})
    return Answer("session-dropped")


def receive(case: CaseFile, stage_id: str, issues: tuple[int, ...], desk: Desk) -> None:
    """Issues that come from another flow, or back from it, arrive at a stage.

    Where this session has been cancelled meanwhile they are free for another one.
    """
    desk.record("issues-received", {"issues": list(issues), "stage": stage_id})
    for issue_id in issues:
        case.issues[issue_id].state = IssueState.RAISED
    if case.session.state is SessionState.CANCELLED:
        for issue_id in issues:
            case.issues[issue_id].session_id = None
        return
    case.session.state, case.session.closed_at = SessionState.OPEN, None
    case.arrivals.append(Arrival(stage_id, issues))
    settle(case, desk)


# --- acts on any open round --------------------------------------------------------------------------


def advance(case: CaseFile, act: acts.Advance, desk: Desk) -> Answer:
    """End a round now where its guards hold. The act names the round, so pressing twice never skips one."""
    round_ = case.round(act.round_id)
    still_open(round_, desk.now)
    refusal = guards.unmet(case, round_, desk.now, desk.by)
    if refusal is not None:
        raise Refused(refusal.key, **refusal.params)
    if round_.kind in _OF_THEIR_OWN:
        recusal.keep_party_out(case, set(round_.members), desk)
    return KINDS[round_.kind].advance(case, round_, desk)


def extend(case: CaseFile, act: acts.Extend, desk: Desk) -> Answer:
    """Move the close later by an exact duration; a ballot's close only where its rule says so by itself."""
    round_ = case.round(act.round_id)
    still_open(round_, desk.now)
    if round_.due_at is None or round_.kind in ("vote", "notice", "evaluate"):
        raise Refused("extend-not-here")
    try:
        by = Duration.parse(act.by).exact()
    except Flaw:
        raise Refused("duration-unreadable", text=act.by[:40]) from None
    if by > timedelta(days=14):
        raise Refused("extend-too-long", days=14)
    extend_round(case, round_, round_.due_at + by, "moderator", desk)
    return Answer("round-extended")


def pause(case: CaseFile, act: acts.Pause, desk: Desk) -> Answer:
    """休会: statements stop for some minutes; deadlines and ballots do not."""
    if case.session.state is not SessionState.OPEN:
        raise Refused("session-over")
    if not 1 <= act.minutes <= _LONGEST_PAUSE:
        raise Refused("pause-minutes", most=_LONGEST_PAUSE)
    case.session.paused_until = desk.now + timedelta(minutes=act.minutes)
    desk.record("paused", {"session": case.session.id, "minutes": act.minutes})
    for round_ in case.open_rounds("deliberate"):
        case.show(desk, round_)
    return Answer("paused", {"minutes": act.minutes})


_TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    acts.ConfirmOpening: confirm_opening,
    acts.DropOpening: drop_opening,
    acts.Advance: advance,
    acts.Extend: extend,
    acts.Pause: pause,
    acts.NameParty: named.name_party,
    **cancelling.TAKES,
    **objections.TAKES,
    **rulings.TAKES,
    **scrutiny.TAKES,
    **recusal.TAKES,
    **carried.TAKES,
    **delivering.TAKES,
    **proxies.TAKES,
}


# --- moving on ---------------------------------------------------------------------------------------


def settle(case: CaseFile, desk: Desk) -> None:
    """Let everything that has arrived enter its stage, alone or together, until nothing moves any more."""
    while case.arrivals or _enter_complete(case, desk):
        if case.arrivals:
            _arrive(case, case.arrivals.pop(0), desk)
    if not case.open_rounds() and not case.session.waiting and case.session.state is SessionState.OPEN:
        end_session(case, desk)
        case.show_board(desk)


def _arrive(case: CaseFile, arrival: Arrival, desk: Desk) -> None:
    """Issues come to a stage: in at once, or to wait there for the others."""
    stage = case.flow.stage(arrival.stage_id)
    if stage.gather == "each" or not arrival.issues:
        _open_round(case, stage, arrival.issues, desk, arrival.decision_id)
        return
    waiting = case.session.waiting.setdefault(stage.id, [])
    first = not waiting
    waiting.extend(i for i in arrival.issues if i not in waiting)
    if first and stage.wait is not None:
        at = desk.calendar.end_of_period(desk.now, stage.wait)
        key = f"session:{case.session.id}:wait:{stage.id}"
        desk.set_due(Due(key, at, "wait", case.session.id, None, {"stage": stage.id}))


def _enter_complete(case: CaseFile, desk: Desk) -> bool:
    """Let in the first group that nobody else can join any more; whether there was one."""
    for stage in case.flow.stages:
        if case.session.waiting.get(stage.id) and not _still_coming(case, stage):
            _enter(case, stage.id, desk)
            return True
    return False


def _enter(case: CaseFile, stage_id: str, desk: Desk) -> None:
    """Those who waited enter together; where the stage is about a decision, those of each decision."""
    issues = case.session.waiting.pop(stage_id, [])
    desk.drop_due(f"session:{case.session.id}:wait:{stage_id}")
    stage = case.flow.stage(stage_id)
    latest = {i: decision.id for decision in case.decisions.values() for i in decision.issues}
    about = dict.fromkeys(latest.get(i) for i in issues)
    if isinstance(stage, Notice) or (isinstance(stage, (Implement, Evaluate, Archive)) and len(about) == 1):
        for decision_id in about:
            _open_round(case, stage, tuple(i for i in issues if latest.get(i) == decision_id), desk, decision_id)
    elif issues:
        _open_round(case, stage, tuple(issues), desk)


def _open_round(
    case: CaseFile, stage: Stage, issues: tuple[int, ...], desk: Desk, decision_id: int | None = None
) -> None:
    round_ = new_round(case, stage, stage.kind, issues, desk, decision_id)
    KINDS[stage.kind].enter(case, round_, desk)


def _still_coming(case: CaseFile, stage: Stage) -> bool:
    """Whether an issue elsewhere in the session can still reach this stage without going back."""
    order = [s.id for s in case.flow.stages]
    target = order.index(stage.id)
    busy = {r.stage_id for r in case.open_rounds() if case.members(r)} | {
        name for name, issues in case.session.waiting.items() if issues and name != stage.id
    }
    return any(order.index(name) < target and _leads_to(case, name, stage.id, order) for name in busy)


def _leads_to(case: CaseFile, start: str, target: str, order: list[str]) -> bool:
    reached, frontier = {start}, [start]
    while frontier:
        here = frontier.pop()
        for transition in case.flow.stage(here).next.values():
            for name in (transition.goto, transition.otherwise):
                if name and name not in reached and order.index(name) > order.index(here):
                    reached.add(name)
                    frontier.append(name)
    return target in reached
