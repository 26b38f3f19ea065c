"""What people type, made fit to keep: control characters out, emptiness and excess refused.

Markup is kept as the letters it is made of (cards escape it). How long a proposal or a statement may be is the
flow's to say; here stands only what holds for every text.
"""

import re
import unicodedata
from typing import NamedTuple

from bot.chat.vocabulary import spoken
from bot.deliberation.refusal import Refused

LIMIT = 10_000
"""Characters of any one text."""

_JOINERS = "\u200d\ufe0f"
_INVISIBLE = ("Cc", "Cf", "Cs", "Co")
_DIGITS = re.compile(r"(?=(?<![0-9])([0-9](?:[ -]?[0-9]){7})(?![0-9]))")
_LONG_CODE = re.compile(r"(?<![A-Z0-9])[2-9A-HJKMNP-Z]{24}(?![A-Z0-9])")
_GAPS = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """The text without control and invisible formatting characters, at most one blank line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (c for c in text if c == "\n" or c in _JOINERS or unicodedata.category(c) not in _INVISIBLE)
    return _GAPS.sub("\n\n", "".join(kept)).strip()


def words_of(text: str, limit: int = LIMIT) -> str:
    """A text somebody wants kept.

    Refused: `text-empty`, `text-no-words` (signs and emoji alone), `text-too-long` {limit, length}.
    """
    text = clean(text)
    if not text.strip(_JOINERS):
        raise Refused("text-empty")
    if not any(unicodedata.category(c)[0] in "LN" for c in text):
        raise Refused("text-no-words")
    if len(text) > limit:
        raise Refused("text-too-long", limit=limit, length=len(text))
    return text


def halfwidth(text: str) -> str:
    """Digits, dashes and spaces as a Chinese keyboard types them, in their ASCII form."""
    return unicodedata.normalize("NFKC", text)


def codes_in(text: str) -> frozenset[str]:
    """Everything in a text that may be the code of a household: eight digits, however spaced, or the long one."""
    plain = halfwidth(text)
    digits = {re.sub("[ -]", "", found[1]) for found in _DIGITS.finditer(plain)}
    return frozenset(digits | set(_LONG_CODE.findall(plain.upper())))


class Money(NamedTuple):
    """A sum in 0.01 of the currency, and where in the text, once `halfwidth`, it stands."""

    amount: int
    span: tuple[int, int]


def money_found(text: str) -> Money | None:
    """The first sum of money in a text: «1,800 元», «4.2 万元»."""
    units, tens = ("|".join(map(re.escape, spoken(key))) for key in ("money", "ten-thousand"))
    found = re.search(rf"([0-9][0-9,]*)(?:\.([0-9]{{1,4}}))?\s*({tens})?\s*(?:{units})", halfwidth(text).lower())
    if found is None:
        return None
    whole, fraction, ten_thousands = found.groups()
    scale = 1_000_000 if ten_thousands else 100
    cents = int(whole.replace(",", "")) * scale
    return Money(cents + (int(fraction) * scale // 10 ** len(fraction) if fraction else 0), found.span())


def money_in(text: str) -> int:
    """The first sum of money in a text in 0.01 of the currency; zero where there is none."""
    found = money_found(text)
    return found.amount if found else 0


class Entered(NamedTuple):
    """What was said for the books: a sum in 0.01 of the currency, the day (ISO; empty where none is said), the rest."""

    amount: int
    day: str
    words: str


def sum_in(text: str) -> Entered:
    """«2026-03-31 12,000 元 电梯广告»; a number without a unit is one of the currency. Refused: `money-amount`."""
    plain = halfwidth(clean(text))
    dated = re.match(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?=\s|$)", plain)
    rest = plain[dated.end() :] if dated else plain
    found = money_found(rest) or _bare_sum(rest)
    if found is None:
        raise Refused("money-amount")
    start, end = found.span
    words = " ".join(f"{rest[:start]} {rest[end:]}".split()).strip(" ,;:.")
    return Entered(found.amount, dated[1] if dated else "", words)


def _bare_sum(text: str) -> Money | None:
    found = re.search(r"(?<![0-9.,-])([0-9][0-9,]*)(?:\.([0-9]{1,2}))?(?![0-9.])", text)
    if found is None:
        return None
    cents = int(found[1].replace(",", "")) * 100 + int((found[2] or "0").ljust(2, "0"))
    return Money(cents, found.span())


def percent_in(text: str) -> int:
    """«30%» in 0.01 %; Refused: `money-ratio`."""
    found = re.fullmatch(r"\s*([0-9]{1,3})(?:\.([0-9]{1,2}))?\s*%?\s*", halfwidth(text))
    if found is None:
        raise Refused("money-ratio")
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def duration_in(text: str) -> str:
    """«24小时», `24 h`, «2天» as an exact duration `24h`; Refused `duration-unreadable` where it is none."""
    found = re.fullmatch(r"([0-9]{1,4})\s*(\D{1,8})", halfwidth(text).strip().lower())
    if found:
        for unit, key in (("m", "minutes"), ("h", "hours"), ("d", "days")):
            if found[2].strip() in spoken(key):
                return f"{int(found[1])}{unit}"
    raise Refused("duration-unreadable", text=text[:40])
