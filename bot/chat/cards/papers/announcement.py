"""表决公告: what is voted on, by whom, from when to when, what it takes, how to vote and where to object.

Stands on the board from the first pre-notice on (domain.md §2.5, §3.9). A poll is not called a vote.
"""

from collections.abc import Iterable

from bot.chat.buttons import encode
from bot.chat.cards import choices
from bot.chat.cards.figures import carried_by
from bot.chat.cards.papers.wording import (
    asked,
    below_title,
    counted,
    disclaimer,
    foot,
    is_poll,
    is_shown,
    mark,
    seal,
    span,
    text_of,
    title_of,
    unmarked,
)
from bot.chat.cards.parts import duration
from bot.deliberation.acts import Ask
from bot.deliberation.casefile import CaseFile
from bot.deliberation.choices import is_choosing
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Notice, Vote
from bot.deliberation.model import Motion, Round
from bot.deliberation.stages.vote import rule_in
from bot.deliberation.voting.rules import Rule
from bot.documents.paper.form import Code, Facts, Note, Paper, Part, parts_of
from bot.i18n import Words


def announcement(case: CaseFile, round_: Round, words: Words) -> Paper:
    """Of a vote that is announced, open or over: what it was asked on stays the same."""
    rule = rule_in(case, round_)
    motions = sorted(case.motions_in(round_), key=lambda motion: motion.id)
    kind = "poll" if is_poll(case, rule) else "vote"
    return Paper(
        words.locale,
        words("papers-announcement", kind=kind),
        below_title(case, words),
        parts_of(
            Facts(tuple(_facts(case, round_, motions, rule, words))),
            (part for number, motion in enumerate(motions, 1) for part in _text(case, motion, number, words)),
            Note(words("papers-objecting"), "heading"),
            Note(_objecting(case, round_, words)),
            Note(disclaimer(case, rule, words), "boxed"),
            Code(encode(Ask("round", case.session.id, round_.id)), words("papers-scan", kind=kind)),
            seal(case, words),
        ),
        foot(case, words),
        mark(case, words),
    )


def _facts(case: CaseFile, round_: Round, motions: list[Motion], rule: Rule, words: Words) -> Iterable[tuple[str, str]]:
    titles = [title_of(case, motion, words) for motion in motions]
    numbered = [f"{number}. {title}" for number, title in enumerate(titles, 1)] if len(titles) > 1 else titles
    yield words("papers-matter"), "\n".join(numbered)
    yield words("papers-scope"), words("papers-scope-is", community=case.community.name, kind=rule.electorate)
    whole = electorate(case, motions, rule)
    if whole.heads:
        yield words("papers-electorate"), electorate_in_words(rule, whole, motions[0].roll_version, words)
    yield words("papers-window"), span(case, round_.opens_at, round_.due_at, words)
    carried = carried_by(rule, words)
    if quorum := asked(rule, rule.quorum, whole, words):
        yield words("papers-quorum"), "\n".join(quorum)
    # a method of choosing says in words what is chosen; its share, if it has one, comes with that
    passing = [unmarked(carried["asked"])] if is_choosing(rule) else []
    yield words("papers-passing", way=carried["way"]), "\n".join([*passing, *asked(rule, rule.passing, whole, words)])
    if rule.local_rule is not None:
        yield words("papers-local-rule"), f"{rule.local_rule.source}\n{rule.local_rule.quote}"
    if rule.silence != "none":
        yield words("papers-silence"), words("papers-silence-is")
    ways = [words("papers-way-chat"), *(words(f"papers-way-{way}") for way in rule.ways)]
    yield words("papers-ways"), "\n".join(ways)
    yield words("papers-secrecy"), words("papers-secrecy-is", secrecy=rule.secrecy)
    if rule.extend is not None:
        yield (
            words("papers-extending"),
            words("papers-extending-is", time=duration(rule.extend.by, words), count=rule.extend.max),
        )


def electorate(case: CaseFile, motions: list[Motion], rule: Rule) -> Figures:
    """Heads and area of the vote: as fixed, or as on the roll now; none where members of the chat vote."""
    fixed = next((Figures(motion.heads, motion.area) for motion in motions if motion.heads), None)
    if fixed is not None or rule.electorate == "member":
        return fixed or Figures()
    return case.base(rule.electorate)


def electorate_in_words(rule: Rule, whole: Figures, version: int, words: Words) -> str:
    """«业主 2,261 人,专有部分面积 189,234.50 m²(名册第 3 版)»."""
    found = [counted(rule, whole.heads, words)]
    if whole.area and rule.electorate == "owner":
        found.append(words("papers-area-is", area=words.area(whole.area)))
    if version:
        found.append(words("papers-roll-version", version=version))
    return words.enumeration(found)


def _text(case: CaseFile, motion: Motion, number: int, words: Words) -> Iterable[Part]:
    """The exact text with its choices, what it costs, what was said against it unanswered, and its fingerprint."""
    if not is_shown(case, motion):
        return
    several = sum(1 for other in case.motions.values() if other.vote_round_id == motion.vote_round_id) > 1
    yield Note(words("papers-text-of" if several else "papers-text", number=number), "heading")
    yield Note(text_of(case, motion), "quote")
    offered = [*choices.in_full(motion, words), choices.money(case, motion, words)]
    yield Note("\n".join(unmarked(line) for line in offered if line))
    yield Note("\n".join(words("papers-unanswered", text=concern) for concern in motion.unanswered))
    if motion.hash:
        yield Note(words("papers-hash", hash=motion.hash), "small")


def _objecting(case: CaseFile, round_: Round, words: Words) -> str:
    """Before the close, where the flow takes objections then; always, in the notice that follows a result."""
    stage = case.stage_as(round_, Vote)
    later = any(isinstance(other, Notice) and other.objections is not None for other in case.flow.stages)
    found = [
        words("papers-object-now") if stage.objections is not None else "",
        words("papers-object-later") if later else "",
        words("papers-object-scrutineer"),
    ]
    return "\n".join(line for line in found if line)
