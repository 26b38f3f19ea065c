"""The fields of the six forms 四议两公开 登记表 as the record has them: what every meeting came to, every publication.

Pure functions of a case file. A round of `review` or `vote` is a 议; a round of `notice` with a duty is a 公开
(domain.md §2.2, §3.7: 动议事由, 会议形式, 应到, 实到, 比例, 内容, 公开情况, 监督意见). Nobody is named; who signed
is in the sealed export. Printing the forms is left to `chat.cards.papers`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import percent
from bot.deliberation.flow import LocaleText, Notice, Review, Vote, in_locale
from bot.deliberation.model import Audience, Decision, Issue, Motion, Round, RoundState
from bot.deliberation.publishing import OVERSIGHT, duties
from bot.deliberation.stages.review import opinions, present, seats

OPINIONS = ("approve", "return", "reject", "abstain")
Moment = Callable[[datetime | None], str | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the case file does not hold of publications: links of the group's own posts, and what photos hold."""

    links: Mapping[int, list[str]] = field(default_factory=dict)
    """round → links of the messages that show it"""
    photos: Mapping[str, str] = field(default_factory=dict)
    """the platform's name of a file → SHA-256 in hex"""


def meetings(case: CaseFile, at: Moment) -> list[dict[str, Any]]:
    """What every 议 came to, in the order they were held."""
    return [row for round_ in case.rounds.values() for row in held(case, round_, at)]


def held(case: CaseFile, round_: Round, at: Moment) -> list[dict[str, Any]]:
    """One for every issue a panel decided on, or for every decision of a vote; empty for a round of any other kind."""
    stage = case.stage(round_)
    if isinstance(stage, Review) and round_.state is not RoundState.VOID:
        return [_reviewed(case, round_, stage, issue, at) for issue in _issues(case, round_)]
    if isinstance(stage, Vote):
        decided = (d for d in case.decisions.values() if d.round_id == round_.id)
        return [_voted(case, round_, stage, decision, at) for decision in decided]
    return []


def _reviewed(case: CaseFile, round_: Round, stage: Review, issue: Issue, at: Moment) -> dict[str, Any]:
    there = on_panel(case, round_)
    said = [entry.choice for entry in opinions(case, round_, issue.id)]
    counts = {opinion: said.count(opinion) for opinion in OPINIONS}
    sent = round_.facts.get("sent_at")
    return {
        **_held(case, round_, stage.form, [issue], at),
        "text_sent_at": at(datetime.fromisoformat(sent)) if sent else None,
        **there,
        **counts,
        "approved_of_expected": percent(counts["approve"], there["expected"]),
        "content": _text(case, text_before(case, round_, issue), [issue]),
        "outcome": round_.members.get(issue.id) or "",
    }


def _voted(case: CaseFile, round_: Round, stage: Vote, decision: Decision, at: Moment) -> dict[str, Any]:
    figures = decision.figures
    issues = [case.issues[i] for i in decision.issues if i in case.issues]
    here = figures.get("present", figures["participating"])["heads"]
    agreed = figures.get("agree", {}).get("heads", 0)
    return {
        **_held(case, round_, stage.form, issues, at),
        "text_sent_at": None,
        **_attendance(figures["electorate"]["heads"], here),
        **{name: figures[name]["heads"] for name in ("agree", "oppose", "abstain") if name in figures},
        "approved_of_present": percent(agreed, here),
        "content": _text(case, case.motions[decision.motion_id], issues),
        "decision": decision.number,
        "outcome": decision.outcome,
    }


def _held(case: CaseFile, round_: Round, form: LocaleText, issues: list[Issue], at: Moment) -> dict[str, Any]:
    stage = case.stage(round_)
    return {
        "stage": stage.id,
        "label": _in_words(case, stage.label),
        "kind": round_.kind,
        "lap": round_.lap,
        "issues": [issue.number for issue in issues],
        "cause": next((issue.cause for issue in issues if issue.cause), ""),
        "form": _in_words(case, form) or _in_words(case, stage.label),
        "opened_at": at(round_.opens_at),
        "closed_at": at(round_.closed_at),
    }


def on_panel(case: CaseFile, round_: Round) -> dict[str, Any]:
    """应到, 实到 and 比例 of a panel."""
    return _attendance(len(seats(case, round_)), len(present(case, round_)))


def _attendance(expected: int, here: int) -> dict[str, Any]:
    return {"expected": expected, "present": here, "attendance": percent(here, expected)}


def publications(case: CaseFile, at: Moment, seen: Seen) -> list[dict[str, Any]]:
    """公开台账: every notice that had to be published, or that waited for the supervisors, with what shows it."""
    return [
        _published(case, round_, stage, at, seen)
        for round_ in case.rounds.values()
        if isinstance(stage := case.stage(round_), Notice) and (stage.publish or stage.remark)
    ]


def _published(case: CaseFile, round_: Round, stage: Notice, at: Moment, seen: Seen) -> dict[str, Any]:
    decision = case.decisions.get(round_.decision_id or 0)
    issues = _issues(case, round_)
    remarks = case.entries_in(round_, OVERSIGHT)
    return {
        "stage": stage.id,
        "label": _in_words(case, stage.label),
        "lap": round_.lap,
        "duty": stage.about,
        "decision": decision.number if decision else None,
        "issues": [issue.number for issue in issues],
        "opened_at": at(round_.opens_at),
        "ends_at": at(round_.due_at),
        "closed_at": at(round_.closed_at),
        "places": [_place(case, round_, duty, at, seen) for duty in duties(round_)],
        "overdue_levels": int(round_.facts.get("publish_level", 0)),
        "results": _results(case, round_) if stage.about == "result" else [],
        "remark_needed": stage.remark,
        "remarks": [{"text": entry.text, "at": at(entry.at)} for entry in remarks],
        "outcome": round_.outcome,
    }


def _place(case: CaseFile, round_: Round, duty: Mapping[str, Any], at: Moment, seen: Seen) -> dict[str, Any]:
    posted = duty["posted_at"]
    entry = case.entries.get(duty["entry"] or 0)
    files = [file["file"] for file in entry.attachments] if entry else []
    return {
        "place": duty["place"],
        "due": at(datetime.fromisoformat(duty["due"])),
        "posted_at": at(datetime.fromisoformat(posted)) if posted else None,
        "links": list(seen.links.get(round_.id, [])) if duty["place"] == "group" else [],
        "photos": [seen.photos[name] for name in files if name in seen.photos],
        "checked_by": "moderator" if entry else None,
        "checked_at": at(entry.at) if entry else None,
    }


def _results(case: CaseFile, round_: Round) -> list[dict[str, Any]]:
    """What was done about the issues of a round, as its notice told it."""
    working = {r.id for r in case.rounds.values() if r.kind == "implement" and set(r.members) & set(round_.members)}
    hidden = any(issue.audience is not Audience.PUBLIC for issue in _issues(case, round_))
    return [
        {
            "title": "" if hidden else task.title,
            "result": "" if hidden else task.result or task.not_achieved,
            "state": task.state,
            "cost": f"{task.cost // 100}.{task.cost % 100:02}",
        }
        for task in case.tasks.values()
        if task.round_id in working
    ]


def _issues(case: CaseFile, round_: Round) -> list[Issue]:
    return [case.issues[i] for i in round_.members if i in case.issues]


def text_before(case: CaseFile, round_: Round, issue: Issue) -> Motion | None:
    """The text that was before a panel: the newest on the issue when it closed, also one it has thrown out."""
    closed = round_.closed_at
    texts = [m for m in case.motions.values() if issue.id in m.issues and (closed is None or m.drafted_at <= closed)]
    return max(texts, key=lambda motion: motion.id, default=None)


def _text(case: CaseFile, motion: Motion | None, issues: list[Issue]) -> dict[str, Any]:
    """What was decided on: its title and the hash of its text; of what is not public nothing but the hash."""
    hidden = any(issue.audience is not Audience.PUBLIC for issue in issues)
    title = (motion.title if motion else "、".join(issue.title for issue in issues)) or case.session.question
    return {"title": "" if hidden else title, "motion_hash": motion.hash if motion else ""}


def _in_words(case: CaseFile, text: LocaleText) -> str:
    """In the community's language, the one that decides there."""
    return in_locale(text, case.community.locale)
