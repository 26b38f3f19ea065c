"""Choices of a motion in words: one line for a card, a line each for a ballot, what a ballot says.

Letters stand for places on the ballot, which a lot has given out (`deliberation.choices`); no choice is larger,
nearer or brighter than another.
"""

from collections.abc import Mapping
from typing import Any

from bot.chat.cards.parts import esc, plain, short
from bot.chat.cards.reasons import choice_name
from bot.deliberation.casefile import CaseFile
from bot.deliberation.choices import vote_ahead
from bot.deliberation.model import Motion
from bot.deliberation.money.funding import is_booked
from bot.deliberation.offer import Offered
from bot.i18n import Words

_SHOWN = 8
_TITLE = 16


def lettered(motion: Motion) -> list[tuple[str, Mapping[str, Any]]]:
    """The choices in the order of the ballot with their letters: A, B, C…"""
    return [(chr(ord("A") + at), choice) for at, choice in enumerate(motion.choices)]


def in_full(motion: Motion, words: Words) -> list[str]:
    """A line a choice: «A 修凉亭,42,000 元,惠及 30 户»."""
    return [
        _line(letter, str(c["title"]), int(c.get("cost", 0)), int(c.get("beneficiaries", 0)), words)
        for letter, c in lettered(motion)
    ]


def listed(offered: Offered, words: Words) -> list[str]:
    """Likewise for a list as it was written, before the lot has given it an order."""
    return [_line("·", one.title, one.cost, one.beneficiaries, words) for one in offered.choices]


def _line(mark: str, title: str, cost: int, served: int, words: Words) -> str:
    costs = "yes" if cost else "no"
    return words("choice-line", mark=mark, title=esc(title), money=words.money(cost), costs=costs, count=served)


def in_a_line(motion: Motion, words: Words) -> str:
    """«3 项可选:修凉亭、换路灯、装滑梯»; empty for a motion without choices."""
    if not motion.choices:
        return ""
    titles = [short(str(choice["title"]), _TITLE) for choice in motion.choices]
    rest = len(titles) - _SHOWN
    named = words.enumeration([*titles[:_SHOWN], *(["…"] if rest > 0 else [])])
    return words("choices-line", count=len(titles), titles=named)


def money(case: CaseFile, motion: Motion, words: Words) -> str:
    """What there is to spend, and what the whole costs; empty where neither is said."""
    vote = vote_ahead(case.flow, case.rounds[motion.vote_round_id or motion.round_id].stage_id)
    return budget(motion.budget, motion.cost, words, booked=is_booked(case.funds, vote.rule if vote else None))


def budget(amount: int, cost: int, words: Words, *, booked: bool) -> str:
    """`booked`: the figure is that of the books, and not one somebody wrote."""
    if not amount:
        return ""
    costs, source = "yes" if cost else "no", "books" if booked else "said"
    return words("choices-budget", budget=words.money(amount), cost=words.money(cost), costs=costs, source=source)


def on_a_button(motion: Motion, option: str, words: Words, limit: int) -> str:
    """«同意», «弃权·算参与», or the title of a choice, shortened; a button is no HTML."""
    title = next((str(choice["title"]) for choice in motion.choices if choice["id"] == option), None)
    return words(f"choice-{option}") if title is None else plain(title, limit)


def said(motion: Motion, ballot: str, words: Words) -> str:
    """What a stored ballot says: «同意», «换路灯、修凉亭», «换路灯 5、修凉亭 2»."""
    named = motion.named_by(ballot)
    return words.enumeration(map(esc, named)) if named else choice_name(motion, ballot, words)
