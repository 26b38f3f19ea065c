"""决议公告: what a vote came to, in numbers and with its reason, from when it holds, what was objected and answered.

A poll's result is not called a decision; a result that scrutineers have not signed says so above everything else
(DESIGN.md §9, domain.md §3.7).
"""

from collections.abc import Iterable

from bot.chat.cards.papers.count_sheet import certified, checks, options, preliminary, turnout
from bot.chat.cards.papers.wording import (
    below_title,
    day_and_hour,
    disclaimer,
    figures_in,
    foot,
    rank,
    seal,
    span,
    text_of,
    title_of,
    unmarked,
)
from bot.chat.cards.results import DIGEST, is_opinion, outcome_words, why
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests.certifying import is_preliminary
from bot.deliberation.model import Decision, Entry, Round
from bot.deliberation.stages.vote import rule_behind
from bot.deliberation.voting.rules import Rule
from bot.documents.paper.form import Facts, Grid, Note, Paper, parts_of
from bot.i18n import Words


def decision_notice(case: CaseFile, decision: Decision, words: Words) -> Paper:
    """Of a decision, from its close on."""
    rule, motion = rule_behind(case, decision), case.motions[decision.motion_id]
    outcome = outcome_words(case, decision, words)
    return Paper(
        words.locale,
        words("papers-decision", rank=rank(case, rule)),
        below_title(case, words),
        parts_of(
            Facts(tuple(_facts(case, decision, rule, words))),
            Note(
                words("papers-decision-says", title=title_of(case, motion, words), outcome=unmarked(outcome)), "boxed"
            ),
            Note(words("papers-decision-why", reason=unmarked(why(case, decision, words)))),
            Note(text_of(case, motion), "quote"),
            options(case, decision, rule, words),
            checks(decision, rule, words),
            _objections(case, decision, words),
            Note(words("papers-contest"), "heading"),
            Note("\n".join(_contest(case, decision, rule, words))),
            Note(words("papers-hash", hash=motion.hash) if motion.hash else "", "small"),
            Note(words("papers-code", code=_code(decision)) if decision.digest else "", "small"),
            Note(disclaimer(case, rule, words), "boxed"),
            seal(case, words),
        ),
        foot(case, words),
        preliminary(case, decision, words),
    )


def _facts(case: CaseFile, decision: Decision, rule: Rule, words: Words) -> Iterable[tuple[str, str]]:
    motion = case.motions[decision.motion_id]
    yield words("papers-number", rank=rank(case, rule)), decision.number
    yield words("papers-matter"), title_of(case, motion, words)
    yield words("papers-window"), span(case, decision.opened_at, decision.closed_at, words)
    whole, came = figures_in(decision.figures, "electorate"), figures_in(decision.figures, "participating")
    yield from turnout(rule, whole, came, motion.roll_version, words)
    if signed := certified(case, decision, words):
        yield words("papers-certifying"), signed
    if decision.state != "void" and decision.outcome == "passed" and not is_opinion(case, decision):
        yield words("papers-effective"), _effective(case, decision, words)


def _effective(case: CaseFile, decision: Decision, words: Words) -> str:
    if decision.effective_at is not None:
        return day_and_hour(case, decision.effective_at, words)
    if is_preliminary(case, decision):
        return words("papers-effective-signed")
    if notices(case, decision):
        return words("papers-effective-notice")
    return day_and_hour(case, decision.closed_at, words)


def notices(case: CaseFile, decision: Decision) -> list[Round]:
    """The rounds a decision was published in."""
    return [r for r in case.rounds.values() if r.kind == "notice" and r.decision_id == decision.id]


def objections_to(case: CaseFile, decision: Decision) -> list[tuple[int, Entry]]:
    """What was objected to the vote or to what it came to, by the numbers the group knows."""
    rounds = {decision.round_id, *(r.id for r in notices(case, decision))}
    every = sorted((e for e in case.entries.values() if e.kind == "objection"), key=lambda entry: entry.id)
    return [(number, entry) for number, entry in enumerate(every, 1) if entry.round_id in rounds]


def _objections(case: CaseFile, decision: Decision, words: Words) -> Iterable[Note | Grid]:
    """By number with the answer, without who objected or in which words."""
    found = objections_to(case, decision)
    if not found:
        return
    yield Note(words("papers-objections"), "heading")
    yield Grid(
        tuple(words(f"papers-objection-{name}") for name in ("number", "ground", "state", "answer")),
        tuple(
            (
                str(number),
                words(f"ground-{entry.choice}"),
                words("papers-objection-is", state=entry.state),
                entry.answer if entry.state != "open" else "—",
            )
            for number, entry in found
        ),
        (1, 3, 2, 8),
        frozenset((0,)),
    )


def _contest(case: CaseFile, decision: Decision, rule: Rule, words: Words) -> Iterable[str]:
    """Where and until when to object; the law's year for owners whose vote binds alone."""
    last = max((r for r in notices(case, decision)), key=lambda r: r.id, default=None)
    until = last.facts.get("objections_until") if last else None
    if last is not None and until and last.closed_at is None:
        yield words("papers-contest-until", until=day_and_hour(case, last.due_at, words))
    yield words("papers-contest-count")
    if rank(case, rule) == "binding":
        yield words("papers-contest-court")


def _code(decision: Decision) -> str:
    short = decision.digest[:DIGEST]
    return " ".join(short[at : at + 4] for at in range(0, len(short), 4))
