"""What the papers of a vote say alike: whose they are, what is asked for, how many of how many, what it means."""

import html
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.chat.cards.figures import share
from bot.chat.cards.parts import is_public, motion_title, stage_label, standing, zone_of
from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import Figures, area_from_text, percent
from bot.deliberation.model import Motion, Round
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.shares import Parts, Share
from bot.documents.paper.form import PAGE, PAGES, Seal
from bot.i18n import Words

TITLE = 80
"""Characters of a title on paper, which has more room than a card."""
_LINES = 150
"""Lines of a text that are kept as they were written: three pages of them."""
HASH = 16
"""Characters of a fingerprint as it is printed: enough to tell two texts apart, few enough to compare by eye."""


def unmarked(line: str) -> str:
    """A line of a card as it stands on paper: no tags, nothing escaped."""
    return html.unescape(re.sub(r"<[^>]*>", "", line)).strip()


def title_of(case: CaseFile, motion: Motion, words: Words, limit: int = TITLE) -> str:
    """What a motion is called; one that is not public is not named."""
    return unmarked(motion_title(case, motion, words, limit))


def text_of(case: CaseFile, motion: Motion) -> str:
    """The text to the letter, empty where not everybody may read it; broken into lines as it was, within reason."""
    if not is_shown(case, motion):
        return ""
    return motion.text if motion.text.count("\n") < _LINES else " ".join(motion.text.split())


def is_shown(case: CaseFile, motion: Motion) -> bool:
    """Whether everybody may read its text."""
    return all(is_public(case.issues[i]) for i in motion.issues if i in case.issues)


def is_poll(case: CaseFile, rule: Rule) -> bool:
    """Whether it asks for opinions and decides nothing: then it is called neither a vote nor a decision."""
    return case.flow.standing == "opinion" or rule.electorate == "member"


def rank(case: CaseFile, rule: Rule) -> str:
    """What a decision is: `binding` on owners by law, of `owners` as advice, of a `consultation`, or a `poll`."""
    if is_poll(case, rule):
        return "poll"
    if case.flow.standing != "owners":
        return "consultation"
    return "binding" if case.flow.mechanism.legal_effect == "binding" else "owners"


def below_title(case: CaseFile, words: Words) -> str:
    """Whose it is, under the title."""
    return words(
        "papers-below",
        community=case.community.name,
        flow=words.pick(case.flow.name),
        number=case.session.number,
        standing=standing(case, words),
    )


def foot(case: CaseFile, words: Words) -> str:
    """On every page: which record this was printed from, and how far that had come."""
    return words(
        "papers-foot",
        number=case.session.number,
        row=str(case.session.chain_seq),
        digest=case.session.chain_head[:HASH] or "—",
        page=PAGE,
        pages=PAGES,
    )


def mark(case: CaseFile, words: Words) -> str:
    return words("papers-practice") if case.session.practice else ""


def seal(case: CaseFile, words: Words) -> Seal:
    return Seal(case.community.name, words("papers-day"), words("paper-stamp"))


def day_and_hour(case: CaseFile, when: datetime | None, words: Words) -> str:
    """«2026年12月20日 20:00»: papers are kept for years, so the year is said."""
    if when is None:
        return "—"
    local = when.astimezone(zone_of(case))
    return words("papers-moment", year=f"{local:%Y}", month=local.month, day=local.day, time=f"{local:%H:%M}")


def span(case: CaseFile, start: datetime | None, end: datetime | None, words: Words) -> str:
    return words("papers-span", start=day_and_hour(case, start, words), end=day_and_hour(case, end, words))


def counted(rule: Rule, count: int, words: Words) -> str:
    """«17 户», «12 位业主»."""
    return words("electors", count=count, kind=rule.electorate)


def of_whole(part: int, whole: int, words: Words) -> str:
    """«24 / 32(75.00%)»; alone where there is no whole."""
    if not whole:
        return words("papers-alone", part=part)
    return words("papers-of", part=part, whole=whole, percent=percent(part, whole))


def area_of_whole(part: int, whole: int, words: Words) -> str:
    return words("papers-area-of", part=words.area(part), whole=words.area(whole), percent=percent(part, whole))


def figures_in(record: Mapping[str, Any], name: str) -> Figures:
    """One pair of figures of a decision's record; zero where it has none."""
    found = record.get(name) or {}
    return Figures(int(found.get("heads", 0)), area_from_text(str(found.get("area", "0"))))


# --- what is asked for ----------------------------------------------------------------------------------


def asked(rule: Rule, parts: Parts | None, whole: Figures, words: Words) -> list[str]:
    """A threshold by heads and by area, each with the least number where the whole of it is known by now."""
    found = []
    for measure, part in (("heads", parts.head if parts else None), ("area", parts.area if parts else None)):
        if part is None:
            continue
        base = (whole.heads if measure == "heads" else whole.area) if part.base in ("electorate", "expected") else 0
        least = part.needed(base) if base else 0
        found.append(
            words(
                "papers-share-needed" if least else "papers-share",
                base=base_in_words(rule, part, measure, words),
                share=share(part, words),
                **(
                    {"needed": counted(rule, least, words) if measure == "heads" else words.area(least)}
                    if least
                    else {}
                ),
            )
        )
    return found


def base_in_words(rule: Rule, part: Share, measure: str, words: Words) -> str:
    """«全体业主人数», «参加表决的面积»: what a share is taken of."""
    return words(f"papers-base-{part.base}", measure=measure, kind=rule.electorate)


def disclaimer(case: CaseFile, rule: Rule, words: Words) -> str:
    """What kind of vote it is, and what it is not (domain.md §3.9, 14)."""
    return words(f"papers-means-{rank(case, rule)}")


def stage_title(case: CaseFile, round_: Round, words: Words) -> str:
    return unmarked(stage_label(case, round_.stage_id, words))
