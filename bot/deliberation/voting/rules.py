"""The rule language of panels and ballots, as a flow's `rule:` states it (domain.md §3.3).

Reading it refuses what could never be reached, keys that mean nothing to the rule's method, and what the product
does not do, each with a sentence (`flaw.Flaw`). Counting by a rule is left to `decide`; the law's floor under it to
`matters`; holding a voter to it, to the stages.
"""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationInfo, field_validator, model_validator

from bot.deliberation.durations import ExactDuration
from bot.deliberation.figures import Figures
from bot.deliberation.flaw import Flaw
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.shares import Base, Parts, Share
from bot.deliberation.voting.terms import Electorate, Terms
from bot.deliberation.voting.ways import (
    WAYS,
    AssistedTerms,
    PaperTerms,
    ProxyTerms,
    WayTerms,
    check_channels,
    check_way,
    way_of,
)

__all__ = ["Electorate", "Extend", "Figures", "LocalRule", "Matter", "Parts", "Reconvene", "Rule", "Share", "in_time"]

Matter = Literal[
    "rules", "covenant", "committee", "manager", "use_fund", "raise_fund", "rebuild", "common_use", "other"
]
"""What owners decide together, as 民法典 278 lists it."""
Fund = Literal["community", "street"]
Secrecy = Literal["named_sealed", "open", "anonymous"]


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
    "tie": "a motion that as many oppose as support has not been carried",
    "late": "a ballot counts only if it is received before the close",
    "same_household": "a household votes through the person registered for it",
}

_ANSWERABLE = ("delegate", "panel", "party")
"""Who votes for others or signs for themselves, and answers for it: only they may vote openly (DESIGN.md §9)."""
_ANONYMOUS = ("member", "resident", "household", "delegate")
"""Of whom nothing but the head counts, and nobody has to answer for a vote."""

_OF_METHODS = ("max", "winners", "runoff", "scale", "on_misfit", "utility")
"""The keys that belong to single methods."""


class Extend(BaseModel):
    """`{when: inquorate, by: 24h, max: 1}`: ballots stand and may be changed until the new close."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: Literal["inquorate"] = "inquorate"
    by: ExactDuration
    max: StrictInt = Field(default=1, ge=1)


class Reconvene(BaseModel):
    """`{after: 7d, quorum: {…}}`: where the first meeting falls short, a second one that asks for less turnout.

    It is a vote of its own: ballots of the first do not count in it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    after: ExactDuration
    quorum: Parts


class LocalRule(BaseModel):
    """The local rule a vote rests on where it departs from the law's: where it stands, and its words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(min_length=1)
    quote: str = Field(min_length=1)


class Rule(Terms):
    """How a ballot or a panel decides. Only `electorate` must be stated.

    `quorum` and `pass` (here `passing`) default by electorate: see the flow reference. `quorum: null` asks
    for none, `pass: null` lets the choice that leads win whatever its share. The last group has one value each: a
    flow may write them out, and its effective form does.
    """

    options: str = Field(default="approve", json_schema_extra={"enum": [*sorted(METHODS)]})
    matter: Matter | None = None
    """Owners: what the vote is about; `quorum` and `pass` are then the law's where the rule states none."""
    local_rule: LocalRule | None = None
    quorum: Parts | None = None
    abstain: Literal["participates", "ignored"] = "participates"
    silence: Literal["none", "with_majority_if_delivered"] = "none"
    fund: Fund | None = Field(default=None, validate_default=True)
    """Whose money is decided on; more than its envelope holds is `budget_blocked`."""
    change_until_close: bool = True
    show_running_tally: Literal["none", "turnout_only"] = "turnout_only"
    chair_votes_last: bool = False
    extend: Extend | None = None
    reconvene: Reconvene | None = None

    tie: Literal["not_passed"] = "not_passed"
    late: Literal["reject"] = "reject"
    same_household: Literal["registered_voter_only"] = "registered_voter_only"
    secrecy: Secrecy = "named_sealed"
    """Who can ever know how somebody voted: scrutineers, everybody after the close, nobody after the close."""

    proxy: ProxyTerms = ProxyTerms()
    paper: PaperTerms = PaperTerms()
    assisted: AssistedTerms = AssistedTerms()
    channels: Literal["last_valid", "first_valid"] = Field(default="last_valid", validate_default=True)
    """Which ballot stands where one that somebody brought meets the voter's own, or one brought another way."""

    @model_validator(mode="before")
    @classmethod
    def _standard_parts(cls, data: Any) -> Any:
        """What the electorate and the method have where the rule does not say."""
        if not isinstance(data, Mapping):
            return data
        electorate, options = data.get("electorate"), data.get("options", "approve")
        method = METHODS.get(options) if isinstance(options, str) else None
        standard: dict[str, object] = {}
        if isinstance(electorate, str) and electorate in _STANDARD:
            quorum, passing = _STANDARD[electorate]
            standard = {"quorum": quorum, "pass": passing if method is None or method.PASSES else None}
        return {**standard, **(method.TERMS if method else {}), **data}

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

    @field_validator(*_OF_METHODS, "passing")
    @classmethod
    def _of_this_method(cls, value: Any, info: ValidationInfo) -> Any:
        key, options = str(info.field_name), str(info.data.get("options", ""))
        method = METHODS.get(options)
        if key == "passing" and value is None and options == "approve":
            raise Flaw("rule-pass-needed", "say what share must agree; without one every motion would pass")
        if method is None or value is None:
            return value
        if key == "passing" and not method.PASSES:
            raise Flaw(
                "rule-pass-meaningless",
                f"“{options}” has no share that passes: what comes first is carried; leave pass out",
                options=options,
            )
        if key in _OF_METHODS and key not in method.TERMS:
            others = ", ".join(name for name, other in METHODS.items() if key in other.TERMS)
            raise Flaw(
                "rule-key-of-other-method",
                f"{key} means nothing to “{options}”; it belongs to {others}",
                name=key,
                options=options,
                others=others,
            )
        return value

    @field_validator("matter")
    @classmethod
    def _owners_matter(cls, matter: Matter | None, info: ValidationInfo) -> Matter | None:
        if matter and info.data.get("electorate") not in ("owner", None):
            raise Flaw("rule-owners-only", "only owners decide the matters of the law; leave matter out", name="matter")
        return matter

    @field_validator("silence")
    @classmethod
    def _silence_quoted(cls, silence: str, info: ValidationInfo) -> str:
        """Off by default; it takes a local rule that is quoted, and counts only logged deliveries (P2)."""
        if silence == "none":
            return silence
        if info.data.get("electorate") not in ("owner", None):
            raise Flaw("rule-owners-only", "only owners can be counted by their silence", name="silence")
        if info.data.get("options", "approve") != "approve":
            raise Flaw("rule-silence-approve", "silence can only go with a majority for or against; take approve")
        if info.data.get("local_rule", ...) is None:
            raise Flaw(
                "rule-silence-unquoted", "silence counts only where a local rule says so; quote it as local_rule"
            )
        return silence

    @field_validator("fund")
    @classmethod
    def _funded(cls, fund: Fund | None, info: ValidationInfo) -> Fund | None:
        options = str(info.data.get("options", ""))
        if fund is None and options in METHODS and "budget_blocked" in METHODS[options].OUTCOMES:
            raise Flaw(
                "rule-fund-missing",
                f"“{options}” spends money: say whose, with fund: community or fund: street",
                options=options,
            )
        return fund

    @field_validator("secrecy")
    @classmethod
    def _secret_enough(cls, secrecy: Secrecy, info: ValidationInfo) -> Secrecy:
        electorate = str(info.data.get("electorate", ""))
        if secrecy == "open" and electorate not in (*_ANSWERABLE, ""):
            raise Flaw(
                "rule-open-ballot",
                f"how a {electorate} voted is shown to nobody; only delegates, panels and parties may vote openly",
                electorate=electorate,
            )
        if secrecy == "anonymous" and electorate not in (*_ANONYMOUS, ""):
            raise Flaw(
                "rule-anonymous-electorate",
                f"a ballot of electorate {electorate} cannot be anonymous: areas tell whose it is, "
                "and a panel or a party answers for its vote",
                electorate=electorate,
            )
        return secrecy

    @field_validator("chair_votes_last")
    @classmethod
    def _chair_of_a_panel(cls, last: bool, info: ValidationInfo) -> bool:
        if last and info.data.get("electorate") not in ("panel", None):
            raise Flaw("rule-chair-of-panel", "only a panel has a chair who votes last")
        return last

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
    def _quorum_base(cls, quorum: Any) -> Any:
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

    @field_validator("reconvene")
    @classmethod
    def _reconvenable(cls, second: Reconvene | None, info: ValidationInfo) -> Reconvene | None:
        first = info.data.get("quorum", ...)
        if second is None or first is ...:
            return second
        if first is None or not _lower(cls._quorum_base(second.quorum), first):
            raise Flaw(
                "rule-reconvene-not-lower",
                "a second meeting asks for less turnout than the first, by the same measures",
            )
        return second

    @field_validator(*WAYS)
    @classmethod
    def _way_for_these(cls, terms: WayTerms, info: ValidationInfo) -> WayTerms:
        if terms.allowed:
            check_way(str(info.field_name), info.data)
        return terms

    @field_validator("channels")
    @classmethod
    def _channels_that_meet(cls, channels: str, info: ValidationInfo) -> str:
        check_channels(channels, info.data)
        return channels

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways this rule allows beside the voter's own press."""
        return tuple(way for way in WAYS if getattr(self, way).allowed)

    def stands(self, before: str, now: str) -> bool:
        """Whether a ballot cast by the channel `before` keeps standing against one by the channel `now`."""
        return self.channels == "first_valid" and way_of(before) != way_of(now)

    def second_meeting(self) -> "Rule":
        """The rule of the meeting that is reconvened where the first fell short."""
        return (
            self
            if self.reconvene is None
            else self.model_copy(update={"quorum": self.reconvene.quorum, "reconvene": None, "extend": None})
        )

    @property
    def linkable(self) -> bool:
        """Whether a closed vote still knows whose ballot is whose: only then can it go on, or one be struck."""
        return self.secrecy != "anonymous"

    @property
    def outcomes(self) -> frozenset[str]:
        """The outcomes a vote under this rule can come to; a flow needs a way out of each."""
        # an anonymous box with too few ballots in it is not opened
        more = {"inquorate"} if self.quorum or not self.linkable else set()
        return METHODS[self.options].OUTCOMES | more | ({"budget_blocked"} if self.fund else set())

    @property
    def bases(self) -> frozenset[Base]:
        """Everything that has to be counted for this rule; with `present`, people must check in."""
        return frozenset().union(*(parts.bases for parts in (self.quorum, self.passing) if parts))


def _lower(one: Parts, other: Parts) -> bool:
    """Whether one quorum asks for less than another: nowhere for more, and by no other measure."""
    pairs = [(one.head, other.head), (one.area, other.area)]
    if any((a is None) != (b is None) for a, b in pairs):
        return False
    both = [(Fraction(a.num, a.den), Fraction(b.num, b.den)) for a, b in pairs if a and b]
    return all(a <= b for a, b in both) and any(a < b for a, b in both)


def in_time(received_at: datetime, close_at: datetime) -> bool:
    """Whether a ballot counts: received before the close. At the very moment of the close it is late."""
    return received_at < close_at
