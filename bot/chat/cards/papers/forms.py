"""四议两公开 登记表: a sheet for every meeting that decided and every publication, whatever flow they are of.

A round of `review` or `vote` is a 议: why it was raised, when, in what form, who should have come and who did, what it
was about, room to sign. Its numbers and texts are those of the record (`documents.meetings`). A round of `notice` is a
公开: where it stood, and what the supervisors say (domain.md §2.2). How many there are is the flow's to say.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.chat.cards.papers.wording import (
    area_of_whole,
    counted,
    day_and_hour,
    figures_in,
    foot,
    is_shown,
    mark,
    of_whole,
    span,
    stage_title,
    title_of,
    unmarked,
)
from bot.chat.cards.results import outcome_words
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Notice, Review, Vote
from bot.deliberation.model import Decision, Issue, Motion, Round, RoundState
from bot.deliberation.publishing import OVERSIGHT, duties
from bot.deliberation.stages.vote import rule_in
from bot.documents.meetings import OPINIONS, held, on_panel, text_before
from bot.documents.paper.form import Facts, NewPage, Note, Paper, Part, Signed, parts_of
from bot.i18n import Words

KINDS = ("review", "vote", "notice")
_SIGNERS = 3
_TEXT = 600


def rounds_of(case: CaseFile) -> list[Round]:
    """The rounds a sheet is made of, in the order they were held; what is announced or void has not been."""
    gone = (RoundState.VOID, RoundState.ANNOUNCED)
    held = [r for r in case.rounds.values() if r.kind in KINDS and r.state not in gone]
    return sorted(held, key=lambda round_: (round_.entered_at, round_.id))


def forms(case: CaseFile, words: Words) -> Paper:
    """All sheets of a session, a page each."""
    return Paper(
        words.locale,
        words("papers-forms"),
        "",
        parts_of(*(_sheet(case, round_, words) for round_ in rounds_of(case))),
        foot(case, words),
    )


def _sheet(case: CaseFile, round_: Round, words: Words) -> Iterable[Part]:
    flow = words.pick(case.flow.name)
    numbered = [stage.id for stage in case.flow.stages if stage.kind in KINDS]
    number, title = numbered.index(round_.stage_id) + 1, stage_title(case, round_, words)
    yield NewPage(words("papers-form", number=number, stage=title, lap=round_.lap))
    yield Note(mark(case, words))
    yield Note(words("papers-form-of", community=case.community.name, flow=flow, number=case.session.number), "small")
    stage = case.stage(round_)
    match stage:
        case Review():
            yield Facts(tuple(_meeting(case, round_, stage, words)))
        case Vote():
            yield Facts(tuple(_ballot(case, round_, stage, words)))
        case Notice():
            yield Facts(tuple(_publication(case, round_, stage, words)))
    labels = ("chair", "clerk") if round_.kind != "notice" else ("posted", "checked")
    signers = [words(f"papers-form-{label}") for label in labels]
    yield Signed((*signers, *(words("papers-form-sign") for _ in range(_SIGNERS - 1)), words("papers-form-date")))


# --- 议 -----------------------------------------------------------------------------------------------------


def _meeting(case: CaseFile, round_: Round, stage: Review, words: Words) -> Iterable[tuple[str, str]]:
    yield from _before(case, round_, words.pick(stage.form), words)
    yield from _attendance(on_panel(case, round_), words)
    yield words("papers-form-content"), _content(case, round_, words)
    issues = (case.issues[i] for i in round_.members if i in case.issues)
    came_to = [_came_to(issue, row, words) for issue, row in zip(issues, held(case, round_, str), strict=True)]
    yield words("papers-form-result"), "\n".join(came_to) or "—"


def _ballot(case: CaseFile, round_: Round, stage: Vote, words: Words) -> Iterable[tuple[str, str]]:
    rule = rule_in(case, round_)
    decisions = [d for d in case.decisions.values() if d.round_id == round_.id]
    yield from _before(case, round_, words.pick(stage.form), words)
    for row in held(case, round_, str)[:1]:
        if row["expected"]:
            yield from _attendance(row, words)
        else:
            yield words("papers-form-came"), counted(rule, row["present"], words)
    for decision in decisions[:1] if rule.electorate == "owner" else ():
        here = "present" if "present" in decision.figures else "participating"
        whole, came = (figures_in(decision.figures, name).area for name in ("electorate", here))
        yield words("papers-came", measure="area", kind="owner"), area_of_whole(came, whole, words)
    yield words("papers-form-content"), _content(case, round_, words)
    yield words("papers-form-result"), "\n".join(_decided(case, decision, words) for decision in decisions) or "—"


def _before(case: CaseFile, round_: Round, form: str, words: Words) -> Iterable[tuple[str, str]]:
    yield words("papers-form-cause"), cause(case, round_, words)
    yield words("papers-form-time"), span(case, round_.opens_at, round_.closed_at or round_.due_at, words)
    yield words("papers-form-kind"), form or stage_title(case, round_, words)


def _attendance(row: Mapping[str, Any], words: Words) -> Iterable[tuple[str, str]]:
    yield words("papers-form-expected"), str(row["expected"])
    yield words("papers-form-came"), str(row["present"])
    yield words("papers-form-share"), of_whole(row["present"], row["expected"], words)


def cause(case: CaseFile, round_: Round, words: Words) -> str:
    """动议事由: as somebody has said it, else how what is decided on came up; never who raised it."""
    issues = [case.issues[i] for i in round_.members if i in case.issues]
    said = dict.fromkeys(issue.cause for issue in issues if issue.cause)
    if said:
        return words.enumeration(words(f"papers-cause-{one}") for one in said)
    if case.session.came_from:
        return words("papers-cause-handed")
    if not issues:
        return words("papers-cause-asked")
    helped = sum(1 for issue in issues if issue.on_behalf_of)
    return words("papers-cause-raised", count=len(issues), helped=helped)


def _content(case: CaseFile, round_: Round, words: Words) -> str:
    """The texts that were before the meeting; of what is not public nothing but that it was."""
    found = [_motion(case, motion, words) for motion in _motions(case, round_)]
    return "\n".join(found) or unmarked(words("issues-count", count=len(round_.members)))


def _motions(case: CaseFile, round_: Round) -> list[Motion]:
    """What is put to this vote, or the texts that were before this meeting."""
    if round_.kind == "vote":
        return sorted(case.motions_in(round_), key=lambda motion: motion.id)
    texts = [text_before(case, round_, case.issues[i]) for i in round_.members if i in case.issues]
    return list({motion.id: motion for motion in texts if motion is not None}.values())


def _motion(case: CaseFile, motion: Motion, words: Words) -> str:
    title = title_of(case, motion, words)
    text = " ".join(motion.text.split())
    if not is_shown(case, motion) or text == title:
        return title
    return words("papers-form-motion", title=title, text=text if len(text) <= _TEXT else f"{text[:_TEXT]}…")


def _came_to(issue: Issue, row: Mapping[str, Any], words: Words) -> str:
    """What a panel came to on an issue, in numbers."""
    numbers = {opinion: row[opinion] for opinion in OPINIONS}
    outcome = row["outcome"] or "open"
    return words("papers-form-reviewed", number=issue.position or issue.number, outcome=outcome, **numbers)


def _decided(case: CaseFile, decision: Decision, words: Words) -> str:
    return words("papers-form-decided", number=decision.number, outcome=unmarked(outcome_words(case, decision, words)))


# --- 公开 ---------------------------------------------------------------------------------------------------


def _publication(case: CaseFile, round_: Round, stage: Notice, words: Words) -> Iterable[tuple[str, str]]:
    decision = case.decisions.get(round_.decision_id or 0)
    if decision is not None:
        motion = case.motions[decision.motion_id]
        yield words("papers-matter"), f"{decision.number} {title_of(case, motion, words)}"
    else:
        yield words("papers-matter"), _content(case, round_, words)
    yield words("papers-form-published"), words(f"papers-form-about-{stage.about}")
    yield words("papers-form-time"), span(case, round_.opens_at, round_.closed_at or round_.due_at, words)
    places = [
        words("papers-form-place", place=words(f"papers-place-{duty['place']}"), **_seen(case, duty, words))
        for duty in duties(round_)
    ]
    yield words("papers-form-places"), "\n".join(places) or words("papers-place-group")
    objected = len(case.entries_in(round_, "objection"))
    yield words("papers-objections"), words("papers-form-objected", count=objected)
    remarks = [entry.text for entry in case.entries_in(round_, OVERSIGHT)]
    yield words("papers-form-oversight"), "\n".join(remarks) or "—"


def _seen(case: CaseFile, duty: dict[str, object], words: Words) -> dict[str, str]:
    posted = duty["posted_at"]
    if posted is None:
        return {"posted": "no", "when": day_and_hour(case, datetime.fromisoformat(str(duty["due"])), words)}
    return {"posted": "yes", "when": day_and_hour(case, datetime.fromisoformat(str(posted)), words)}
