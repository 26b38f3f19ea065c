"""商议 deliberate (民议): recorded statements, concerns with their answers, and the motion text.

Ordinary talk is never recorded; only what is put through the bot enters the minutes. Position first, then
words, so many characters and times each (domain.md §2.10). A round that is due with a concern
unanswered waits a day, twice at most; then what has no motion leaves without consensus.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.deliberation import acts, choices, guards
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Due, Urgency
from bot.deliberation.flow import Deliberate, Review, StageBase
from bot.deliberation.minutes.journal import canonical
from bot.deliberation.model import Entry, Motion, Round
from bot.deliberation.money import funding
from bot.deliberation.offer import Offered
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import ESCALATED, LEGAL_ADVISER, moderators, second_person
from bot.deliberation.transitions import close_round, extend_round, set_close, window_end
from bot.deliberation.voting.rules import Rule

MOTION_CHARS = 1000
TITLE_CHARS = 18
_ONE_DAY = timedelta(days=1)
_WAITS = 2


def enter(case: CaseFile, round_: Round, desk: Desk) -> None:
    stage = case.stage_as(round_, Deliberate)
    set_close(case, round_, window_end(desk, desk.now, stage.limit, stage.close_at), desk)
    bring_back(case, round_, desk)
    case.show(desk, round_)


def bring_back(case: CaseFile, round_: Round, desk: Desk) -> None:
    """A motion that was not carried returns as a new draft, so that its text can be amended."""
    for old in list(case.motions.values()):
        if old.state in ("decided", "returned") and round_.lap > 1 and any(i in round_.members for i in old.issues):
            if any(m.round_id == round_.id and m.issues == old.issues for m in case.motions.values()):
                continue
            newer = max(m.version for m in case.motions.values() if m.issues == old.issues)
            if old.version == newer and not any("issue" in choice for choice in old.choices):
                again = _new_motion(case, round_, old.issues, old.text, old.version + 1, None, desk, None, None)
                first = case.motions.get(old.second_of or 0, old)
                again.choices, again.cost, again.budget = list(first.choices), old.cost, old.budget


def lapse(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    if due.kind != "close":
        return
    refusal = guards.unmet(case, round_, desk.now)
    if refusal is not None and drafts(case, round_) and int(round_.facts.get("waits", 0)) < _WAITS:
        round_.facts["waits"] = int(round_.facts.get("waits", 0)) + 1
        for person in case.holders(*ESCALATED[:1]) or case.moderators():
            desk.tell(person, "escalated", session=case.session.id, kind="concerns", round=round_.id)
        extend_round(case, round_, due.at + _ONE_DAY, "concerns", desk)
        return
    _close(case, round_, desk, due, consensus=refusal is None)


def advance(case: CaseFile, round_: Round, desk: Desk) -> Answer:
    if not drafts(case, round_):
        raise Refused("motion-missing")
    _close(case, round_, desk, None, consensus=True)
    return Answer("round-advanced")


def drafts(case: CaseFile, round_: Round) -> list[Motion]:
    """The motions of this round that are still drafts."""
    return [m for m in case.motions.values() if m.round_id == round_.id and m.state == "draft"]


def speak(case: CaseFile, act: acts.Speak, desk: Desk) -> Answer:
    """Enter a statement. A concern goes to whoever must answer it; questions likewise."""
    round_ = _open(case, act.round_id, desk)
    stage = case.stage_as(round_, Deliberate)
    if case.session.paused_until is not None and desk.now < case.session.paused_until:
        raise Refused("paused")
    if not act.text.strip():
        raise Refused("text-empty")
    if len(act.text) > stage.speech.max_chars:
        raise Refused("text-too-long", limit=stage.speech.max_chars, length=len(act.text))
    mine = [e for e in case.entries_in(round_, "speech", "concern", "question") if e.person_id == desk.by.person_id]
    if len(mine) >= stage.speech.times:
        raise Refused("spoken-enough", limit=stage.speech.times)
    kind = {"for": "speech", "concern": "concern", "ask": "question"}[act.position]
    entry = Entry(
        id=desk.next_id(),
        session_id=case.session.id,
        round_id=round_.id,
        kind=kind,
        about=f"round:{round_.id}",
        person_id=desk.by.person_id,
        at=desk.now,
        text=act.text,
        choice=act.position,
        state="noted" if kind == "speech" else "open",
    )
    case.entries[entry.id] = entry
    desk.record("statement", {"entry": entry.id, "position": act.position}, text=act.text)
    if kind != "speech":
        for person in case.moderators():
            desk.tell(person, "concern-to-answer", session=case.session.id, entry=entry.id)
    case.show(desk, round_)
    return Answer("statement-recorded")


def answer_concern(case: CaseFile, act: acts.AnswerConcern, desk: Desk) -> Answer:
    entry, round_ = _concern(case, act.entry_id, desk)
    if not act.text.strip():
        raise Refused("text-empty")
    entry.state, entry.answer = "answered", act.text
    entry.answered_by, entry.answered_at = desk.by.person_id, desk.now
    desk.record("concern-answered", {"entry": entry.id}, text=act.text)
    desk.tell(entry.person_id, "concern-answered", session=case.session.id, entry=entry.id)
    case.show(desk, round_)
    return Answer("concern-answered")


def override_concern(case: CaseFile, act: acts.OverrideConcern, desk: Desk) -> Answer:
    """Leave a concern unanswered: one moderator asks with a reason, another agrees; it is printed on the ballot."""
    entry, round_ = _concern(case, act.entry_id, desk)
    if entry.kind != "concern":
        raise Refused("button-stale")
    if entry.answered_by is None:
        if not act.reason.strip():
            raise Refused("reason-needed")
        others = second_person(case, desk.by)
        entry.answered_by, entry.answer = desk.by.person_id, act.reason
        desk.record("override-asked", {"entry": entry.id}, reason=act.reason)
        for person in others:
            desk.tell(person, "override-asked", session=case.session.id, entry=entry.id)
        return Answer("second-person-asked")
    if entry.answered_by == desk.by.person_id:
        raise Refused("second-person")
    if entry.answered_by not in moderators(case):
        entry.answered_by, entry.answer = None, ""
        desk.record("override-lapsed", {"entry": entry.id})
        return Answer("asked-lapsed", alert=True)
    entry.state, entry.answered_at = "overridden", desk.now
    desk.record("concern-overridden", {"entry": entry.id}, asked_by=entry.answered_by)
    case.show(desk, round_)
    return Answer("concern-overridden")


def draft_motion(case: CaseFile, act: acts.DraftMotion, desk: Desk) -> Answer:
    """A new motion for some issues (all that have none, where none are named), or a new text of one."""
    round_ = _open(case, act.round_id, desk, Deliberate, Review)
    stage = case.stage(round_)
    if isinstance(stage, Review) and not stage.drafts:
        raise Refused("button-stale")
    text = act.text.strip()
    if not text:
        raise Refused("text-empty")
    if len(text) > MOTION_CHARS:
        raise Refused("text-too-long", limit=MOTION_CHARS, length=len(text))
    if act.motion_id is not None:
        motion = case.motions.get(act.motion_id)
        if motion is None or motion.round_id != round_.id or motion.state != "draft":
            raise Refused("button-stale")
        choices.put(case, motion, act.offered, _rule(case, round_))
        motion.text, motion.version, motion.title = (
            text,
            motion.version + 1,
            motion_title(case, motion.issues, text),
        )
        motion.drafted_by, motion.drafted_at = desk.by.person_id, desk.now
        round_.facts.get("cleared", {}).pop(str(motion.id), None)
        desk.record("motion-drafted", {"motion": motion.id, "version": motion.version}, text=text)
    else:
        covered = {i for m in drafts(case, round_) for i in m.issues}
        here = [issue.id for issue in case.members(round_)]
        issues = [i for i in (act.issues or here) if i in here and i not in covered]
        if not issues:
            raise Refused("motion-issues")
        motion = _new_motion(case, round_, issues, text, 1, desk.by.person_id, desk, act.offered, _rule(case, round_))
    if isinstance(stage, Deliberate) and stage.legal_check:
        for person in case.holders(LEGAL_ADVISER):
            desk.tell(person, "motion-to-clear", session=case.session.id, motion=motion.id)
    if isinstance(stage, Review):
        _to_the_panel(case, round_, motion, desk)
    case.show(desk, round_)
    if motion.choices:
        return Answer("motion-drafted-choices", {"version": motion.version, "count": len(motion.choices)})
    return Answer("motion-drafted", {"version": motion.version})


def _to_the_panel(case: CaseFile, round_: Round, motion: Motion, desk: Desk) -> None:
    """A new text before a panel: what was said of the one before, under seal too, does not stand for it."""
    about = {f"issue:{issue}" for issue in motion.issues}
    for entry in case.entries_in(round_, "opinion"):
        if entry.about in about:
            entry.state = "withdrawn"
    for person in round_.facts.get("panel", ()):
        desk.tell(person, "review", session=case.session.id, round=round_.id)


def _rule(case: CaseFile, round_: Round) -> Rule | None:
    """The rule of the vote that motions of this round come to."""
    vote = choices.vote_ahead(case.flow, round_.stage_id)
    return vote.rule if vote else None


def _new_motion(
    case: CaseFile,
    round_: Round,
    issues: list[int],
    text: str,
    version: int,
    by: int | None,
    desk: Desk,
    offered: Offered | None,
    rule: Rule | None,
) -> Motion:
    motion = Motion(
        id=desk.next_id(),
        session_id=case.session.id,
        round_id=round_.id,
        issues=list(issues),
        title=motion_title(case, issues, text),
        text=text,
        version=version,
        drafted_by=by,
        drafted_at=desk.now,
    )
    choices.put(case, motion, offered, rule)
    case.motions[motion.id] = motion
    desk.record("motion-drafted", {"motion": motion.id, "version": version, "issues": list(issues)}, text=text)
    return motion


def motion_title(case: CaseFile, issues: list[int], text: str) -> str:
    """What a card calls the motion: its first issue, or the beginning of its text."""
    first = next((case.issues[i].title for i in issues if i in case.issues), "") or text.strip()
    return first if len(first) <= TITLE_CHARS else first[: TITLE_CHARS - 1] + "…"


def clear_motion(case: CaseFile, act: acts.ClearMotion, desk: Desk) -> Answer:
    """The legal adviser clears a draft or says what cannot stand; the word holds for this version only."""
    motion = case.motions.get(act.motion_id)
    if motion is None or motion.state != "draft":
        raise Refused("button-stale")
    round_ = case.round(motion.round_id)
    if not act.clear and not act.reason.strip():
        raise Refused("reason-needed")
    cleared: dict[str, bool] = round_.facts.setdefault("cleared", {})
    cleared[str(motion.id)] = act.clear
    desk.record(
        "motion-cleared",
        {"motion": motion.id, "version": motion.version, "clear": act.clear},
        reason=act.reason,
    )
    desk.tell(
        motion.drafted_by,
        "motion-cleared",
        session=case.session.id,
        motion=motion.id,
        clear=act.clear,
        reason=act.reason,
    )
    return Answer("motion-cleared")


def motion_hash(case: CaseFile, motion: Motion) -> str:
    """SHA-256 over the exact text, the numbers of its issues, and its choices in their order with all their sums, where
    it has any: what is posted and later compared."""
    numbers = ",".join(str(case.issues[i].number) for i in motion.issues if i in case.issues)
    more = [motion.choices, motion.cost, motion.budget]
    offered = f"\n{canonical(more)}" if any(more) else ""
    return hashlib.sha256(f"{numbers}\n{motion.text}{offered}".encode()).hexdigest()


def _stage_of(case: CaseFile, motion: Motion) -> str:
    """Where a motion was drafted; a question at the first stage."""
    drafted = case.rounds.get(motion.round_id)
    return drafted.stage_id if drafted is not None else case.flow.stages[0].id


def fix(case: CaseFile, motion: Motion, desk: Desk, **content: str) -> None:
    """From here on the text stands, and its choices in the order of the lot; the minutes say what it was drawn with."""
    seed = case.session.chain_head
    vote = choices.vote_ahead(case.flow, _stage_of(case, motion))
    funding.fill(case, motion, vote.rule if vote else None)
    choices.in_order_of_the_lot(motion, seed)
    motion.state, motion.hash = "fixed", motion_hash(case, motion)
    public = {"motion": motion.id, "version": motion.version, "hash": motion.hash}
    desk.record("motion-fixed", public | choices.noted(motion, seed), **content)


def _close(case: CaseFile, round_: Round, desk: Desk, due: Due | None, *, consensus: bool) -> None:
    ready = drafts(case, round_) if consensus else []
    if case.stage_as(round_, Deliberate).legal_check:
        cleared = round_.facts.get("cleared", {})
        if due is None and not all(cleared.get(str(m.id)) for m in ready):
            raise Refused("motion-not-cleared")
        ready = [m for m in ready if cleared.get(str(m.id))]
    overridden = [e.text for e in case.entries_in(round_, "concern") if e.state == "overridden"]
    outcomes = {issue.id: "no_consensus" for issue in case.members(round_)}
    for motion in ready:
        motion.unanswered = overridden
        fix(case, motion, desk)
        outcomes.update({i: "motion_ready" for i in motion.issues if i in outcomes})
    for motion in drafts(case, round_):
        motion.state = "void"
    if not ready:
        case.post(desk, "no-consensus", Urgency.RESULT, round=round_.id)
    close_round(case, round_, outcomes, desk, due.at if due else desk.now)


def _open(case: CaseFile, round_id: int, desk: Desk, *kinds: type[StageBase]) -> Round:
    round_ = case.round(round_id)
    if not isinstance(case.stage(round_), kinds or (Deliberate,)):
        raise Refused("button-stale")
    if round_.closed_at is not None or (round_.due_at is not None and desk.now >= round_.due_at):
        raise Refused("round-closed")
    return round_


def _concern(case: CaseFile, entry_id: int, desk: Desk) -> tuple[Entry, Round]:
    entry = case.entries.get(entry_id)
    if entry is None or entry.kind not in ("concern", "question") or entry.state != "open":
        raise Refused("button-stale")
    return entry, _open(case, entry.round_id, desk)


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    acts.Speak: speak,
    acts.AnswerConcern: answer_concern,
    acts.OverrideConcern: override_concern,
    acts.DraftMotion: draft_motion,
    acts.ClearMotion: clear_motion,
}
