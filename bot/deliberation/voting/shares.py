"""Thresholds: so many parts of a stated base. 以上 is `ge` (>=), 过半数 and 超过 are `gt` (>) (民法典 1259).

Comparisons are `votes * den OP base * num` on integers. What the bases amount to is left to `tally`,
which parts an electorate can have to `rules`.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, StrictInt, model_validator

from bot.deliberation.flaw import Flaw

Base = Literal["electorate", "expected", "present", "participating", "decisive"]
"""All on the frozen roll · 应到 · 实到, those who checked in · those whose vote counts · agree and oppose."""


class Ratio(BaseModel):
    """`{op: ge, num: 4, den: 5}`: at least four fifths."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    op: Literal["gt", "ge"]
    num: StrictInt
    den: StrictInt

    @model_validator(mode="after")
    def _attainable(self) -> "Ratio":
        written = {"num": self.num, "den": self.den}
        share = f"{self.num}/{self.den}"
        if self.num <= 0 or self.den <= 0:
            raise Flaw("share-not-positive", f"{share} is not a share; num and den are 1 or more", **written)
        if self.num > self.den:
            raise Flaw("share-over-whole", f"nobody can reach {share}: it is more than the whole", **written)
        if self.op == "gt" and self.num == self.den:
            raise Flaw("share-over-all", "more than all can never be reached; write op: ge for all", **written)
        return self

    def needed(self, base: int) -> int:
        """The least number that meets this share of `base`: 17 for more than half of 32; never below 1.

        The one exact statement of the comparison; of an empty base nothing meets any share.
        """
        whole = base * self.num
        return max(1, whole // self.den + 1 if self.op == "gt" else -(-whole // self.den))

    def met(self, votes: int, base: int) -> bool:
        """Whether `votes * den OP base * num`, for at least one vote."""
        return votes >= self.needed(base)


class Share(Ratio):
    """A ratio of a named base: `{op: gt, num: 1, den: 2, base: participating}`."""

    base: Base


class Parts(BaseModel):
    """What must hold by heads, by area, or by both; every stated part must hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    head: Share | None = None
    area: Share | None = None

    @model_validator(mode="after")
    def _stated(self) -> "Parts":
        if self.head is None and self.area is None:
            raise Flaw("parts-empty", "state a head part, an area part, or both")
        return self

    @property
    def bases(self) -> frozenset[Base]:
        return frozenset(part.base for part in (self.head, self.area) if part)
