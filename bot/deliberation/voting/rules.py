"""The rule language of panels and ballots, as a flow's `rule:` states it (domain.md §3.3).

Reading it refuses what could never be reached and what the product does not do, each with a sentence
(`flaw.Flaw`). Counting by a rule is left to `decide`; holding a voter to it, to the stages.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationInfo, field_validator, model_validator

from bot.deliberation.durations import ExactDuration
from bot.deliberation.figures import Figures
from bot.deliberation.flaw import Flaw
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.shares import Base, Parts, Share

__all__ = ["Electorate", "Extend", "Figures", "Parts", "Rule", "Share", "in_time"]

Electorate = Literal["member", "resident", "household", "owner", "delegate", "panel", "party"]
"""Whom a ballot belongs to; `member` is a member of the chat, where there is no roll."""


def _heads(op: Literal["gt", "ge"], num: int, den: int, base: Base) -> Parts:
    return Parts(head=Share(op=op, num=num, den=den, base=base))


def _both(op: Literal["gt", "ge"], num: int, den: int, base: Base) -> Parts:
    share = Share(op=op, num=num, den=den, base=base)
    return Parts(head=share, area=share)


_MAJORITY = _heads("gt", 1, 2, "participating")
_HALF_TAKE_PART = _heads("gt", 1, 2, "electorate")
_MEETING = (_heads("ge", 2, 3, "expected"), _heads("gt", 1, 2, "present"))
_STANDARD: Mapping[str, tuple[Parts | None, Parts]] = {
    "member": (None, _MAJORITY),
    "resident": (_HALF_TAKE_PART, _MAJORITY),
    "household": (_HALF_TAKE_PART, _MAJORITY),
    # 民法典 278, ordinary matters; heavy ones state three quarters themselves
    "owner": (_both("ge", 2, 3, "electorate"), _both("gt", 1, 2, "participating")),
    # 村委会组织法 26: two thirds of the members come, more than half of those present agree
    "delegate": _MEETING,
    "panel": _MEETING,
    # a dispute is settled by all of its parties or not at all
    "party": (_heads("ge", 1, 1, "electorate"), _heads("ge", 1, 1, "electorate")),
}
"""Quorum and passing parts a rule has when it states none, per electorate (domain.md §2.5, §2.7, §3.1)."""

_FIXED = {
    "silence": "someone who says nothing has not agreed",
    "tie": "a motion that as many oppose as support has not been carried",
    "late": "a ballot counts only if it is received before the close",
    "same_household": "a household votes through the person registered for it",
    "secrecy": "ballots are named, and sealed from neighbours and moderators",
}


class Extend(BaseModel):
    """`{when: inquorate, by: 24h, max: 1}`: ballots stand and may be changed until the new close."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: Literal["inquorate"] = "inquorate"
    by: ExactDuration
    max: StrictInt = Field(default=1, ge=1)


class Rule(BaseModel):
    """How a ballot or a panel decides. Only `electorate` must be stated.

    `quorum` and `pass` (here `passing`) default by electorate: see the flow reference. `quorum: null` asks
    for none. The last group has one value each: a flow may write them out, and its effective form does.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)

    electorate: Electorate
    options: str = Field(default="approve", json_schema_extra={"enum": [*sorted(METHODS)]})
    quorum: Parts | None = None
    passing: Parts = Field(default=_MAJORITY, alias="pass")
    abstain: Literal["participates", "ignored"] = "participates"
    change_until_close: bool = True
    show_running_tally: Literal["none", "turnout_only"] = "turnout_only"
    extend: Extend | None = None

    silence: Literal["none"] = "none"
    tie: Literal["not_passed"] = "not_passed"
    late: Literal["reject"] = "reject"
    same_household: Literal["registered_voter_only"] = "registered_voter_only"
    secrecy: Literal["named_sealed"] = "named_sealed"

    @model_validator(mode="before")
    @classmethod
    def _standard_parts(cls, data: Any) -> Any:
        electorate = data.get("electorate") if isinstance(data, Mapping) else None
        if not isinstance(electorate, str) or electorate not in _STANDARD:
            return data
        quorum, passing = _STANDARD[electorate]
        return {"quorum": quorum, "pass": passing, **data}

    @field_validator(*_FIXED, mode="before")
    @classmethod
    def _fixed(cls, value: object, info: ValidationInfo) -> object:
        term = str(info.field_name)
        only = cls.model_fields[term].default
        if value != only:
            raise Flaw(
                "rule-fixed",
                f"{term} can only be {only}: {_FIXED[term]}",
                term=term,
                value=str(value),
                only=only,
            )
        return value

    @field_validator("options")
    @classmethod
    def _known_method(cls, options: str) -> str:
        if options not in METHODS:
            known = ", ".join(sorted(METHODS))
            raise Flaw(
                "rule-options",
                f"“{options}” is not a way to vote; known: {known}",
                options=options,
                known=known,
            )
        return options

    @field_validator("quorum", "passing")
    @classmethod
    def _countable(cls, parts: Parts | None, info: ValidationInfo) -> Parts | None:
        electorate = info.data.get("electorate")
        if parts is None or electorate is None:
            return parts
        if parts.area and electorate != "owner":
            raise Flaw(
                "rule-no-areas",
                f"only owners have areas; an electorate of {electorate} can state a head part only",
                electorate=electorate,
            )
        if electorate == "member" and (info.field_name == "quorum" or parts.bases & {"electorate", "expected"}):
            raise Flaw(
                "rule-no-roll",
                "members of a chat are on no roll, so no share of them all can be measured; "
                "leave quorum out and take pass of participating or decisive",
            )
        return parts

    @field_validator("quorum")
    @classmethod
    def _quorum_base(cls, quorum: Parts | None) -> Parts | None:
        if quorum and (circular := sorted(quorum.bases - {"electorate", "expected"})):
            raise Flaw(
                "rule-quorum-base",
                f"a quorum measures who came; its base is electorate or expected, not {circular[0]}",
                base=circular[0],
            )
        return quorum

    @field_validator("extend")
    @classmethod
    def _extendable(cls, extend: Extend | None, info: ValidationInfo) -> Extend | None:
        if extend and info.data.get("quorum", ...) is None:
            raise Flaw(
                "rule-extend-without-quorum",
                "a vote without a quorum is never inquorate, so it is never extended; leave extend out",
            )
        return extend

    @property
    def outcomes(self) -> frozenset[str]:
        """The outcomes a vote under this rule can come to; a flow needs a way out of each."""
        return METHODS[self.options].OUTCOMES | ({"inquorate"} if self.quorum else frozenset())

    @property
    def bases(self) -> frozenset[Base]:
        """Everything that has to be counted for this rule; with `present`, people must check in."""
        return self.passing.bases | (self.quorum.bases if self.quorum else frozenset())


def in_time(received_at: datetime, close_at: datetime) -> bool:
    """Whether a ballot counts: received before the close. At the very moment of the close it is late."""
    return received_at < close_at
