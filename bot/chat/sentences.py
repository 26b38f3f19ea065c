"""What somebody who acted is told: an answer or a refusal of the rules as one sentence in their language.

Rules speak in code ids (`agree`, `24h`, `goods`); here they become words. The sentence is plain text, as toasts
and alerts take it; a card escapes it.
"""

from collections.abc import Mapping
from typing import Any

from bot.deliberation.desk import Answer
from bot.deliberation.durations import Duration
from bot.deliberation.flaw import Flaw
from bot.deliberation.refusal import Refusal
from bot.i18n import Words

_SUMS = frozenset({"money", "left"})
"""Parameters that are money, in 0.01 of the currency."""
TOAST = 200
"""Characters of the answer to a press."""


def answer_in_words(answer: Answer, words: Words) -> str:
    """The toast or alert; empty where the answer says nothing."""
    if not answer.key:
        return ""
    return _fit(words(f"answer-{answer.key}", **_worded(answer.key, answer.params, words)))


def refusal_in_words(refusal: Refusal, words: Words) -> str:
    return _fit(words(f"refusal-{refusal.key}", **_worded(refusal.key, refusal.params, words)))


def _worded(key: str, params: Mapping[str, Any], words: Words) -> dict[str, Any]:
    found = dict(params)
    if "choice" in found and key.startswith("ballot-"):
        named = str(found.pop("named", "")).split("\n")
        found["choice"] = words.enumeration(named) if named != [""] else words(f"choice-{found['choice']}")
    if "choice" in found and key.startswith("rating-"):
        found["choice"] = words(f"rating-{found['choice']}")
    if "duration" in found:
        found["duration"] = _duration(str(found["duration"]), words)
    for name in _SUMS & found.keys():
        found[name] = words.money(int(found[name]))
    if "classes" in found:
        named = str(found["classes"]).replace("\u3001", ",").split(",")
        found["classes"] = words.enumeration(words(f"class-{name.strip()}") for name in named)
    if "levels" in found:
        found["level"] = words(f"level-{found['level']}")
        found["levels"] = words.enumeration(words(f"level-{name}") for name in str(found["levels"]).split(","))
    return found


def _duration(text: str, words: Words) -> str:
    try:
        length = Duration.parse(text)
    except Flaw:
        return text
    return words(f"duration-{length.unit.value}", count=length.count)


def _fit(sentence: str) -> str:
    """People's words in a sentence may be long; what a toast cannot hold is cut."""
    return sentence if len(sentence) <= TOAST else sentence[: TOAST - 1] + "…"
