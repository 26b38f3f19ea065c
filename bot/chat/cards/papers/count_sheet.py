"""计票单: everything that was counted, by heads and by area, against what was needed, for the scrutineers to sign.

The figures are those of the record, which `youshi verify` counts again. How anybody voted is not on it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.chat.cards.figures import checks_of, choices_of, is_points, share
from bot.chat.cards.papers.announcement import electorate_in_words
from bot.chat.cards.papers.wording import (
    area_of_whole,
    base_in_words,
    below_title,
    disclaimer,
    figures_in,
    foot,
    mark,
    of_whole,
    rank,
    span,
    title_of,
    unmarked,
)
from bot.chat.cards.reasons import choice_name, in_words
from bot.chat.cards.results import outcome_words, why
from bot.deliberation.casefile import CaseFile
from bot.deliberation.choices import is_choosing
from bot.deliberation.contests.certifying import is_preliminary, needed, signatures
from bot.deliberation.figures import Figures, percent
from bot.deliberation.model import Decision
from bot.deliberation.stages.vote import rule_behind
from bot.deliberation.voting.paper import ABSTAIN
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.shares import Share
from bot.documents.export import decision_record
from bot.documents.paper.form import Facts, Grid, Note, Paper, Signed, parts_of
from bot.i18n import Words

_LEAST_SIGNERS = 2


def count_sheet(case: CaseFile, decision: Decision, words: Words) -> Paper:
    """Of a decision, preliminary or not: exact areas too, for whoever asks for them (DESIGN.md §5)."""
    rule, record = rule_behind(case, decision), decision_record(case, decision)
    motion = case.motions[decision.motion_id]
    return Paper(
        words.locale,
        words("papers-counts"),
        below_title(case, words),
        parts_of(
            Facts(tuple(_facts(case, decision, rule, record, words))),
            Note(words("papers-counts-options"), "heading"),
            options(case, decision, rule, words),
            Note(words("papers-counts-needed"), "heading"),
            checks(decision, rule, words),
            Note(words("papers-counts-ballots"), "heading"),
            Grid(
                tuple(words(f"papers-counts-{name}", kind=rule.electorate) for name in ("what", "heads", "area")),
                tuple(_channels(rule, record, words)),
                (4, 3, 4),
                frozenset((1, 2)),
            ),
            *_course(case, decision, words),
            Note(words("papers-counts-why", reason=unmarked(why(case, decision, words)))),
            Note(words("papers-hash", hash=motion.hash) if motion.hash else "", "small"),
            Note(words("papers-digest", digest=decision.digest) if decision.digest else "", "small"),
            Note(words("papers-counts-secret"), "small"),
            Note(disclaimer(case, rule, words), "boxed"),
            Signed(_signers(case, decision, words)),
        ),
        foot(case, words),
        preliminary(case, decision, words),
    )


def preliminary(case: CaseFile, decision: Decision, words: Words) -> str:
    """«初步结果·待监票», «作废», or that it is an exercise: what is said above everything else."""
    found = [mark(case, words)]
    if decision.state == "void":
        found.append(words("papers-void"))
    elif is_preliminary(case, decision):
        found.append(words("papers-preliminary"))
    elif decision.state == "recounted":
        found.append(words("papers-recounted"))
    return " · ".join(one for one in found if one)


def _facts(
    case: CaseFile, decision: Decision, rule: Rule, record: Mapping[str, Any], words: Words
) -> Iterable[tuple[str, str]]:
    motion = case.motions[decision.motion_id]
    yield words("papers-number", rank=rank(case, rule)), decision.number
    yield words("papers-matter"), title_of(case, motion, words)
    yield words("papers-outcome"), unmarked(outcome_words(case, decision, words))
    yield words("papers-window"), span(case, decision.opened_at, decision.closed_at, words)
    if decision.extended:
        yield words("papers-extended"), words("papers-extended-is", count=decision.extended)
    whole, came = figures_in(record, "electorate"), figures_in(record, "participating")
    yield from turnout(rule, whole, came, motion.roll_version, words)
    if signed := certified(case, decision, words):
        yield words("papers-certifying"), signed
    if "present" in record:
        yield words("papers-present"), of_whole(figures_in(record, "present").heads, whole.heads, words)


def turnout(rule: Rule, whole: Figures, came: Figures, version: int, words: Words) -> Iterable[tuple[str, str]]:
    """应参加 and 已参加, by heads and where owners vote by area, each with both fractions."""
    owners = rule.electorate == "owner"
    if whole.heads:
        yield words("papers-electorate"), electorate_in_words(rule, whole, version, words)
    else:
        yield words("papers-electorate"), words("counts-unverified")
    yield words("papers-came", measure="heads", kind=rule.electorate), of_whole(came.heads, whole.heads, words)
    if owners:
        yield words("papers-came", measure="area", kind=rule.electorate), area_of_whole(came.area, whole.area, words)


def options(case: CaseFile, decision: Decision, rule: Rule, words: Words) -> Grid:
    """Every choice of the ballot with its heads, area and their parts of those who took part; points as points."""
    motion, came = case.motions[decision.motion_id], figures_in(decision.figures, "participating")
    points, owners = is_points(rule), rule.electorate == "owner"
    rows = []
    for name, figures in choices_of(case, decision).items():
        said = unmarked(choice_name(motion, name, words))
        if points and name != ABSTAIN:
            row = (said, words("papers-points", count=figures.heads), "—")
        else:
            row = (said, f"{figures.heads:,}", f"{percent(figures.heads, came.heads)}%")
        weighed = owners and not (points and name != ABSTAIN)
        area = (words.area(figures.area), f"{percent(figures.area, came.area)}%") if weighed else ("—", "—")
        rows.append((*row, *area) if owners else row)
    names = ("option", "heads", "share", "area", "share") if owners else ("option", "heads", "share")
    return Grid(
        tuple(words(f"papers-counts-{name}", kind=rule.electorate) for name in names),
        tuple(rows),
        (5, 3, 3, 5, 3) if owners else (6, 3, 3),
        frozenset(range(1, len(names))),
    )


def checks(decision: Decision, rule: Rule, words: Words) -> Grid:
    """Every comparison that was made: what was asked for, the least number, what came, and whether that is enough."""
    rows = []
    for part, parts in (("quorum", rule.quorum), ("passing", rule.passing)):
        for check in checks_of(decision, part):
            measure = str(check["measure"])
            stated = (parts.head if measure == "heads" else parts.area) if parts else None
            asked = Share.model_validate(check["share"]) if check["share"] else stated
            numbers = [int(check["needed"]), int(check["votes"])]
            base = base_in_words(rule, asked, measure, words) if asked else ""
            rows.append(
                (
                    words(f"papers-check-{part}", way="choice" if is_choosing(rule) else "agree"),
                    words("papers-share", base=base, share=share(asked, words)) if asked else "",
                    *(words.area(number) if measure == "area" else f"{number:,}" for number in numbers),
                    words("papers-check-met" if check["met"] else "papers-check-unmet"),
                )
            )
    heads = tuple(words(f"papers-check-{name}") for name in ("part", "asked", "needed", "came", "result"))
    return Grid(heads, tuple(rows), (2, 8, 4, 4, 2), frozenset((2, 3)))


def _channels(rule: Rule, record: Mapping[str, Any], words: Words) -> Iterable[tuple[str, str, str]]:
    """What came which way, and what came and was not counted."""
    owners = rule.electorate == "owner"
    for way in ("paper", "proxy", "assisted"):
        found = figures_in(record, way)
        if found.heads or way in rule.ways:
            area = words.area(found.area) if owners else "—"
            yield words(f"papers-counts-{way}"), f"{found.heads:,}", area
    if "silent" in record:
        silent = figures_in(record, "silent")
        yield words("papers-counts-silent"), f"{silent.heads:,}", words.area(silent.area) if owners else "—"
    for way in ("late", "void"):
        yield words(f"papers-counts-{way}"), f"{int(record[way]):,}", "—"


def _course(case: CaseFile, decision: Decision, words: Words) -> Iterable[Note | Grid]:
    """How the count went step by step, where a method has more to it than the sums; and what came in which part."""
    motion = case.motions[decision.motion_id]
    steps = [in_words(step, motion, words) for step in (decision.figures.get("count") or {}).get("steps", ())]
    if steps:
        yield Note(words("papers-counts-steps"), "heading")
        yield Note("\n".join(f"{number}. {unmarked(step)}" for number, step in enumerate(steps, 1)))
    scopes = case.rounds[decision.round_id].facts.get("scopes", {}).get(str(motion.id), [])
    if scopes:
        names = list(choices_of(case, decision))
        yield Note(words("papers-counts-scopes"), "heading")
        yield Grid(
            (
                words("papers-counts-scope"),
                words("papers-counts-took-part"),
                *(unmarked(choice_name(motion, name, words)) for name in names),
            ),
            tuple(
                (
                    str(scope["scope"]) or words("counts-scope-others"),
                    str(scope["participating"]["heads"]),
                    *(str(scope[name]["heads"]) if name in scope else "0" for name in names),
                )
                for scope in scopes
            ),
            (4, 2, *(2 for _ in names)),
            frozenset(range(1, 2 + len(names))),
        )


def _signers(case: CaseFile, decision: Decision, words: Words) -> tuple[str, ...]:
    """A line for every scrutineer who has to sign; how many have signed in the minutes, without their names."""
    lines = max(_LEAST_SIGNERS, needed(case, decision))
    return (words("papers-counted-by"), *(words("papers-scrutineer", number=n) for n in range(1, lines + 1)))


def certified(case: CaseFile, decision: Decision, words: Words) -> str:
    """How many of the signatures it takes stand in the minutes; nothing where it takes none."""
    whole = needed(case, decision)
    return words("papers-certified", count=len(signatures(case, decision)), whole=whole) if whole else ""
