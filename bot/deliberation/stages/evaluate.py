"""民评 evaluate: one rating a household in words, counted as satisfied or not; 整改 where it is not.

Rating is a standing act and left to `standing`, the arithmetic to `rating`. Too few answers extend the
round once; a matter that stays unsatisfied ends «已结,居民仍不满意», never with thanks (DESIGN.md §10).
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Due, Urgency
from bot.deliberation.figures import decimal_text
from bot.deliberation.flow import Evaluate
from bot.deliberation.model import Entry, Round
from bot.deliberation.rating import RATINGS, RatingResult, rate
from bot.deliberation.refusal import Refused
from bot.deliberation.transitions import close_round, extend_round, set_close, window_end

TEXT_CHARS = 300
_ABOUT = re.compile(r"|(?:round|task|decision|issue|motion):[0-9]{1,19}")


def enter(case: CaseFile, round_: Round, desk: Desk) -> None:
    stage = case.stage_as(round_, Evaluate)
    round_.facts["households"] = case.electorate.heads
    set_close(case, round_, window_end(desk, desk.now, stage.window, stage.close_at), desk)
    case.show(desk, round_)


def lapse(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    if due.kind != "close":
        return
    stage = case.stage_as(round_, Evaluate)
    result = result_of(case, round_, recounted=True)
    if result.outcome == "insufficient" and stage.extend is not None and not round_.extended:
        extend_round(case, round_, due.at + stage.extend.exact(), "insufficient", desk)
        return
    round_.facts.update(
        n=result.n,
        satisfied=result.satisfied,
        needed=result.needed,
        min_n=result.min_n,
        average=decimal_text(result.average) if result.average is not None else "",
    )
    desk.record("rated", {"round": round_.id, "outcome": result.outcome, **round_.facts})
    case.post(desk, "rating-result", Urgency.RESULT, round=round_.id)
    outcomes = {issue.id: result.outcome for issue in case.members(round_)}
    close_round(case, round_, outcomes, desk, due.at, outcome=result.outcome)


def result_of(case: CaseFile, round_: Round, *, recounted: bool = False) -> RatingResult:
    """What the ratings come to; `households` is the electorate at the round's opening."""
    counted = (case.recount if recounted else case.counts).get(("rating", round_.id, round_.id), {})
    counts = {r: counted[str(r)].heads for r in RATINGS if str(r) in counted}
    stage = case.stage_as(round_, Evaluate)
    households = int(round_.facts.get("households", 0)) or sum(counts.values())
    return rate(stage.rating, counts, households)


def advance(case: CaseFile, round_: Round, desk: Desk) -> Answer:
    """Ratings, like votes, are not cut short."""
    raise Refused("rating-not-early")


def remark(case: CaseFile, act: acts.Remark, desk: Desk) -> Answer:
    """Words with a rating, printed without a name; or «又坏了» about something shared."""
    round_ = case.round(act.round_id)
    if round_.kind not in ("evaluate", "archive") or not _ABOUT.fullmatch(act.about):
        raise Refused("button-stale")
    text = act.text.strip()
    if not text:
        raise Refused("text-empty")
    if len(text) > TEXT_CHARS:
        raise Refused("text-too-long", limit=TEXT_CHARS, length=len(text))
    said = [e for e in case.entries_in(round_, "remark") if e.person_id == desk.by.person_id]
    if len(said) >= 3:
        raise Refused("spoken-enough", limit=3)
    entry = Entry(
        id=desk.next_id(),
        session_id=case.session.id,
        round_id=round_.id,
        kind="remark",
        about=act.about or f"round:{round_.id}",
        person_id=desk.by.person_id,
        at=desk.now,
        text=text,
        state="noted",
    )
    case.entries[entry.id] = entry
    desk.record("remark", {"entry": entry.id}, text=text)
    if round_.closed_at is not None:
        for person in case.moderators():
            desk.tell(person, "remark-told", session=case.session.id, entry=entry.id)
    return Answer("remark-recorded")


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {acts.Remark: remark}
