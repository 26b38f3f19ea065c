"""Satisfaction 民评: what the answers come to.

People choose words, very dissatisfied to very satisfied; they are counted as 1 to 5. Who may answer, and
what follows from dissatisfaction, is left to the evaluate stage.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt

from bot.deliberation.voting.shares import Ratio

RATINGS = range(1, 6)
"""1 很不满意 · 2 不满意 · 3 一般 · 4 满意 · 5 很满意"""

_ENOUGH = Ratio(op="ge", num=3, den=10)


class RatingRule(BaseModel):
    """`rating:` of an evaluate stage; by default four fifths of at least ten answers must be satisfied."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    satisfied_at: StrictInt = Field(default=4, ge=2, le=5)
    """The least rating that counts as satisfied."""
    sat_ratio: Ratio = Ratio(op="ge", num=4, den=5)
    min_n: StrictInt = Field(default=10, ge=1)
    """How many answers are enough; in a small community three tenths of its households are."""


@dataclass(frozen=True, slots=True)
class RatingResult:
    """`n` answers, `satisfied` of them; `needed` satisfied ones were asked for, of at least `min_n` answers.

    `average` is exact, and None where nobody answered; `figures.decimal_text` and `percent` print it.
    """

    n: int
    min_n: int
    satisfied: int
    needed: int
    average: Fraction | None
    outcome: Literal["satisfied", "unsatisfied", "insufficient"]


def enough_answers(rule: RatingRule, households: int) -> int:
    """How many answers an evaluation among so many households needs: 10 of 32, 6 of 20, never below 1."""
    return min(rule.min_n, _ENOUGH.needed(households))


def rate(rule: RatingRule, counts: Mapping[int, int], households: int) -> RatingResult:
    """What so many answers per rating come to; raises `ValueError` for a rating that does not exist."""
    if unknown := counts.keys() - set(RATINGS):
        raise ValueError(f"ratings are 1 to 5, not {sorted(unknown)}")
    n = sum(counts.values())
    satisfied = sum(count for rating, count in counts.items() if rating >= rule.satisfied_at)
    min_n = enough_answers(rule, households)
    outcome: Literal["satisfied", "unsatisfied", "insufficient"]
    enough = n >= min_n
    outcome = ("satisfied" if rule.sat_ratio.met(satisfied, n) else "unsatisfied") if enough else "insufficient"
    average = Fraction(sum(rating * count for rating, count in counts.items()), n) if n else None
    return RatingResult(n, min_n, satisfied, rule.sat_ratio.needed(n), average, outcome)
