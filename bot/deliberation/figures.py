"""Heads and areas, and how they are written: the only numbers decisions are made of.

A head is one elector, whatever it owns; an area is an integer of 0.01 m². Percentages and averages
made here are for people to read; no rule compares them. Which elector holds what is left to the roll.
"""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from bot.deliberation.flaw import Flaw


@dataclass(frozen=True, slots=True)
class Figures:
    """So many electors holding so much area (0.01 m²; zero where areas do not count)."""

    heads: int = 0
    area: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.heads + other.heads, self.area + other.area)

    def __sub__(self, other: "Figures") -> "Figures":
        return Figures(self.heads - other.heads, self.area - other.area)

    def times(self, points: int) -> "Figures":
        """As many points for every head and every 0.01 m²."""
        return Figures(self.heads * points, self.area * points)


def count_holdings(holdings: Iterable[tuple[Hashable, int]]) -> Figures:
    """Figures of (elector, area) pairs, one per unit: an elector is one head however many units it holds.

    Source: 区分所有权解释 art. 9 — several units of one buyer, or all unsold units of the developer, are
    one person; their areas add up.
    """
    electors, area = set(), 0
    for elector, held in holdings:
        electors.add(elector)
        area += held
    return Figures(len(electors), area)


def area_from_text(text: str) -> int:
    """`"89.50"` m² as 8950; raises `Flaw` for anything but digits with at most two decimals."""
    found = re.fullmatch(r"([0-9]{1,9})(?:\.([0-9]{1,2}))?", text)
    if found is None:
        raise Flaw(
            "area-unreadable",
            f"“{text}” is not an area; write square metres with at most two decimals, such as 89.50",
            text=text,
        )
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def area_text(area: int) -> str:
    """63000 as `"630.00"`, in m²."""
    return f"{area // 100}.{area % 100:02}"


def decimal_text(value: Fraction | int, places: int = 2) -> str:
    """A non-negative number with so many decimals, rounded half up: 81/20 as `"4.05"`."""
    scaled = Fraction(value) * 10**places
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, rest = divmod(rounded, 10**places)
    return f"{whole}.{rest:0{places}}"


def percent(part: int, whole: int) -> str:
    """`part` of `whole` in per cent with two decimals, without the sign: 19 of 22 as `"86.36"`.

    Nothing of nothing is `"0.00"`, for a card has to say something before the first answer.
    """
    return decimal_text(Fraction(100 * part, whole) if whole else 0)
