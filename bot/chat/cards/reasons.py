"""The reasons and steps of a count in words: options by their titles, money and areas with their units.

What they are is decided by `deliberation.voting`; the sentences are in `locales/` (`verdict-…`, `step-…`).
"""

from collections.abc import Mapping
from typing import Any

from bot.chat.cards.figures import electors, is_points
from bot.chat.cards.parts import esc
from bot.deliberation.model import Motion
from bot.deliberation.voting.rules import Rule
from bot.i18n import Words

_MONEY = frozenset({"cost", "left", "budget", "each"})


def in_words(reason: Mapping[str, Any], motion: Motion, words: Words, rule: Rule | None = None) -> str:
    """One `tally.Reason` as a record keeps it: `{key, …parameters}`; with its rule, heads are said as who they are."""
    found = {name: _in_words(name, value, motion, words) for name, value in reason.items() if name != "key"}
    if found.get("measure") == "area":
        found |= {name: words.area(int(reason[name])) for name in ("votes", "needed") if name in reason}
    elif rule is not None and found.get("measure") == "heads" and not is_points(rule):
        found |= {name: electors(rule, int(reason[name]), words) for name in ("votes", "needed") if name in reason}
    return words(str(reason["key"]), **found)


def _in_words(name: str, value: Any, motion: Motion, words: Words) -> Any:
    if name in _MONEY:
        return words.money(int(value))
    if name in ("option", "other"):
        return title(motion, str(value))
    if name == "options":
        return words.enumeration(title(motion, option) for option in str(value).split())
    if name == "standing":
        pairs = (pair.split("=") for pair in str(value).split())
        return words.enumeration(f"{title(motion, option)} {count}" for option, count in pairs)
    return value


def title(motion: Motion, option: str) -> str:
    """The title of a choice; what is no choice of the motion (`agree`, `abstain`) is left as it is."""
    return next((esc(str(choice["title"])) for choice in motion.choices if choice["id"] == option), option)


def choice_name(motion: Motion, option: str, words: Words) -> str:
    """«同意», «弃权·算参与», or the title of a choice."""
    name = title(motion, option)
    return words(f"choice-{option}") if name == option else name


def tallied(motion: Motion, option: str, count: int, words: Words) -> str:
    """«同意 18», «加装电梯 12»."""
    name = title(motion, option)
    return words(f"tallied-{option}", count=count) if name == option else words("tallied", choice=name, count=count)
