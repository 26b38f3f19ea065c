"""审议 review: a named panel checks in (应到/实到) and decides on each issue before it.

Who sits on the panel is fixed when the round begins; attendance and approval are measured by the stage's rule
(domain.md §2.2, §3.3). The round ends by itself once every seat has an opinion on everything, else when its
time is up. Opinions are entries of the minutes: a panel is small, and answers for its words.

Where the flow says how long before (`notice`), the round is announced first: the text is sent to every seat, and the
panel sits after that. Where the panel writes the text itself (`drafts`), what it approves is fixed, and what was said
of an earlier text falls with it; drafting is left to `deliberate`.

Where the chair votes last (南塘十三条), their opinion may come at any time and stays sealed until the round is over: no
card, paper or record shows it, the minutes note it at the close.

`facts`: `panel`, the people of the seats; `sent_at`, when the text went to them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Due, JournalEntry, Urgency
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Review
from bot.deliberation.model import Entry, Motion, Round, RoundState
from bot.deliberation.refusal import Refused
from bot.deliberation.stages.deliberate import bring_back, drafts, fix
from bot.deliberation.transitions import close_round, moment_after, set_close
from bot.deliberation.voting.approve import AGREE, OPPOSE
from bot.deliberation.voting.decide import decide
from bot.deliberation.voting.tally import ABSTAIN, Tally, Verdict

_SIDE = {"approve": AGREE, "return": OPPOSE, "reject": OPPOSE, "abstain": ABSTAIN}
_REASON_CHARS = 500
SEALED = "sealed"
"""The state of what the chair has said as long as others may still speak."""


def enter(case: CaseFile, round_: Round, desk: Desk) -> None:
    stage = case.stage_as(round_, Review)
    if stage.drafts:
        bring_back(case, round_, desk)
        for person in case.moderators():
            desk.tell(person, "review-to-draft", session=case.session.id, round=round_.id)
    if stage.notice is not None:
        round_.state, round_.opens_at = RoundState.ANNOUNCED, desk.now + stage.notice.exact()
        round_.facts["sent_at"] = desk.now.isoformat()
        desk.set_due(Due(f"round:{round_.id}:open", round_.opens_at, "open", case.session.id, round_.id))
        texts = [{"motion": m.id, "hash": m.hash} for m in case.motions.values() if _is_before(m, round_)]
        desk.record("materials-sent", {"round": round_.id, "motions": texts, "opens_at": round_.opens_at.isoformat()})
    set_close(case, round_, moment_after(desk, round_.opens_at, stage.window), desk)
    case.show(desk, round_)
    _seat(case, round_)
    for person in seats(case, round_):
        desk.tell(person, "review", session=case.session.id, round=round_.id)
    if not seats(case, round_):
        for person in case.moderators():
            desk.tell(person, "escalated", session=case.session.id, kind="panel", round=round_.id)


def _is_before(motion: Motion, round_: Round) -> bool:
    return motion.state == "fixed" and any(issue in round_.members for issue in motion.issues)


def lapse(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    if due.kind == "open" and round_.state is RoundState.ANNOUNCED:
        round_.state = RoundState.OPEN
        _seat(case, round_)
        case.show(desk, round_)
        for person in seats(case, round_):
            desk.tell(person, "review", session=case.session.id, round=round_.id)
    elif due.kind == "close":
        _close(case, round_, desk, due)


def advance(case: CaseFile, round_: Round, desk: Desk) -> Answer:
    """A panel is not cut short: who has not spoken yet may still do so until the time is up."""
    raise Refused("review-not-early")


def seats(case: CaseFile, round_: Round) -> list[int]:
    """应到: the people of the panel as they are fixed in `facts["panel"]`, before that whoever would be on it now."""
    fixed: list[int] = round_.facts.get("panel") or case.holders(*case.stage_as(round_, Review).panel)
    return fixed


def _seat(case: CaseFile, round_: Round) -> None:
    """Fix who sits, as soon as there is anybody."""
    if sitting := seats(case, round_):
        round_.facts["panel"] = sitting


def present(case: CaseFile, round_: Round) -> list[int]:
    """实到: who of the panel has checked in."""
    return [e.person_id for e in case.entries_in(round_, "attendance") if e.person_id is not None]


def opinions(case: CaseFile, round_: Round, issue_id: int) -> list[Entry]:
    """The standing opinions on an issue, one a seat, that may be shown."""
    return [e for e in _said(case, round_, issue_id) if e.state == "noted"]


def opinion_of(case: CaseFile, round_: Round, issue_id: int, person_id: int | None) -> str:
    """What somebody has said themselves, for them to see; empty where that is nothing yet."""
    return next((e.choice for e in _said(case, round_, issue_id) if e.person_id == person_id), "")


def missing(case: CaseFile, round_: Round) -> list[int]:
    """Who of the panel has not spoken on everything yet, while it sits."""
    if round_.state is not RoundState.OPEN:
        return []
    issues = [issue.id for issue in case.members(round_)]
    return [
        person for person in seats(case, round_) if not all(opinion_of(case, round_, issue, person) for issue in issues)
    ]


def _said(case: CaseFile, round_: Round, issue_id: int) -> list[Entry]:
    states = ("noted", SEALED)
    return [e for e in case.entries_in(round_, "opinion") if e.about == f"issue:{issue_id}" and e.state in states]


def tally_of(case: CaseFile, round_: Round, issue_id: int) -> Tally:
    """The heads of the panel: those expected are its electorate, those present have checked in."""
    options = dict.fromkeys((AGREE, OPPOSE, ABSTAIN), Figures())
    for entry in opinions(case, round_, issue_id):
        options[_SIDE[entry.choice]] += Figures(1)
    expected = Figures(len(seats(case, round_)))
    return Tally(
        participating=sum(options.values(), Figures()),
        options=options,
        electorate=expected,
        expected=expected,
        present=Figures(len(present(case, round_))),
    )


def verdict_on(case: CaseFile, round_: Round, issue_id: int) -> Verdict:
    return decide(case.stage_as(round_, Review).rule, tally_of(case, round_, issue_id))


def check_in(case: CaseFile, act: acts.CheckIn, desk: Desk) -> Answer:
    round_ = _open(case, act.round_id, desk)
    if desk.by.person_id in present(case, round_):
        return Answer("panel-already-in")
    _attend(case, round_, desk)
    case.show(desk, round_)
    return Answer("panel-checked-in")


def judge(case: CaseFile, act: acts.Judge, desk: Desk) -> Answer:
    """Note an opinion with its reason; it may be changed until the round ends."""
    round_ = _open(case, act.round_id, desk)
    before = [issue.id for issue in case.members(round_)]
    subjects = before if act.issue_id == 0 else [i for i in before if i == act.issue_id]
    if not subjects:
        raise Refused("button-stale")
    reason = act.reason.strip()
    if act.opinion in ("return", "reject") and not reason:
        raise Refused("reason-needed")
    if act.opinion == "approve" and not _has_text(case, round_, subjects):
        raise Refused("review-no-text")
    if len(reason) > _REASON_CHARS:
        raise Refused("text-too-long", limit=_REASON_CHARS, length=len(reason))
    if desk.by.person_id not in present(case, round_):
        _attend(case, round_, desk)
    for issue_id in subjects:
        for earlier in _said(case, round_, issue_id):
            if earlier.person_id == desk.by.person_id:
                earlier.state = "withdrawn"
        entry = _note(case, round_, desk, "opinion", f"issue:{issue_id}", act.opinion, reason)
        if _presides(case, round_, desk.by.person_id):
            entry.state = SEALED
        else:
            desk.record("opinion", {"round": round_.id, "issue": issue_id}, choice=act.opinion, reason=reason)
    everyone = len(seats(case, round_))
    if all(len(_said(case, round_, issue_id)) == everyone for issue_id in before):
        _close(case, round_, desk, None)
    else:
        case.show(desk, round_)
    return Answer("opinion-recorded", {"choice": act.opinion})


def set_cause(case: CaseFile, act: acts.SetCause, desk: Desk) -> Answer:
    """动议事由 of an issue that is before a panel, for the forms of the record."""
    round_ = next((r for r in case.open_rounds("review") if r.members.get(act.issue_id, "gone") is None), None)
    if round_ is None:
        raise Refused("button-stale")
    case.issues[act.issue_id].cause = act.cause
    desk.record("cause", {"issue": act.issue_id, "cause": act.cause})
    case.show(desk, round_)
    return Answer("cause-recorded", {"cause": act.cause})


def _open(case: CaseFile, round_id: int, desk: Desk) -> Round:
    """The round, while it is open and whoever acts sits on its panel."""
    round_ = case.round(round_id)
    case.stage_as(round_, Review)
    if round_.closed_at is not None or (round_.due_at is not None and desk.now >= round_.due_at):
        raise Refused("round-closed")
    if desk.by.person_id not in seats(case, round_):
        raise Refused("panel-fixed")
    if round_.state is RoundState.ANNOUNCED:
        raise Refused("review-not-open")
    _seat(case, round_)
    return round_


def _has_text(case: CaseFile, round_: Round, issues: list[int]) -> bool:
    """Whether there is something to approve, where the text is written here."""
    covered = {issue for motion in drafts(case, round_) for issue in motion.issues}
    return not case.stage_as(round_, Review).drafts or covered.issuperset(issues)


def _attend(case: CaseFile, round_: Round, desk: Desk) -> None:
    _note(case, round_, desk, "attendance", f"round:{round_.id}")
    desk.record("attendance", {"round": round_.id})


def _presides(case: CaseFile, round_: Round, person_id: int | None) -> bool:
    """Whether this is the chair who votes last."""
    chair = case.stage_as(round_, Review).chair
    return chair is not None and person_id in case.holders(chair)


def _unseal(case: CaseFile, round_: Round, desk: Desk) -> None:
    """The others have spoken, or their time is over: what the chair has said counts and enters the minutes."""
    for entry in case.entries_in(round_, "opinion"):
        if entry.state == SEALED:
            entry.state = "noted"
            public = {"round": round_.id, "issue": int(entry.about.partition(":")[2])}
            content = {"person": entry.person_id, "choice": entry.choice, "reason": entry.text}
            desk.journal.append(JournalEntry("opinion", desk.now, public, content))


def _note(case: CaseFile, round_: Round, desk: Desk, kind: str, about: str, choice: str = "", text: str = "") -> Entry:
    entry = Entry(
        desk.next_id(), case.session.id, round_.id, kind, about, desk.by.person_id, desk.now, text, choice, "noted"
    )
    case.entries[entry.id] = entry
    return entry


def _close(case: CaseFile, round_: Round, desk: Desk, due: Due | None) -> None:
    _seat(case, round_)
    _unseal(case, round_, desk)
    outcomes = {issue.id: _decided(case, round_, issue.id, desk) for issue in case.members(round_)}
    for motion in case.motions.values():
        left = {outcomes[i] for i in motion.issues if i in outcomes}
        drafted = motion.state == "draft" and motion.round_id == round_.id
        if drafted and left == {"approved"}:
            fix(case, motion, desk)
        elif (
            left
            and left != {"approved"}
            and (drafted or (motion.state == "fixed" and left != _once_more(case, round_)))
        ):
            motion.state = "void" if left == {"rejected"} else "returned"
    if outcomes:
        case.post(desk, "reviewed", Urgency.RESULT, round=round_.id)
    for issue in case.members(round_):
        desk.tell_author(issue, "reviewed", session=case.session.id, round=round_.id)
    close_round(case, round_, outcomes, desk, due.at if due else desk.now, outcome="" if outcomes else "approved")


def _once_more(case: CaseFile, round_: Round) -> set[str]:
    """The outcome with which the same text comes before the same panel again: too few were there."""
    way = case.stage(round_).next.get("inquorate")
    return {"inquorate"} if way is not None and way.goto == round_.stage_id else set()


def _decided(case: CaseFile, round_: Round, issue_id: int, desk: Desk) -> str:
    """What the panel came to on one issue. Not approved is returned, unless more would rather reject it."""
    verdict = verdict_on(case, round_, issue_id)
    against = [entry.choice for entry in opinions(case, round_, issue_id)]
    rejected = against.count("reject") > against.count("return")
    outcome = {
        "passed": "approved",
        "failed": "rejected" if rejected else "returned",
        "tied": "tied",
    }.get(verdict.outcome, "inquorate")
    desk.record(
        "reviewed",
        {
            "round": round_.id,
            "issue": issue_id,
            "outcome": outcome,
            "expected": len(seats(case, round_)),
            "present": len(present(case, round_)),
            "motions": {
                str(m.id): m.hash for m in case.motions.values() if issue_id in m.issues and m.state == "fixed"
            },
            **{choice: against.count(choice) for choice in _SIDE},
        },
    )
    return outcome


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    acts.CheckIn: check_in,
    acts.Judge: judge,
    acts.SetCause: set_cause,
}
