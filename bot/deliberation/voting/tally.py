"""What was counted, how a threshold compares with it, and what the vote came to.

Equal inputs, equal verdicts, whoever counts. Words for it are left to `locales/`; every key here has a message of
that name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.deliberation.figures import Figures
from bot.deliberation.voting.paper import ABSTAIN, Ballots, Paper
from bot.deliberation.voting.shares import Base, Parts, Share

__all__ = ["ABSTAIN", "Check", "Measure", "Outcome", "Reason", "Tally", "Verdict", "compare", "unmet"]

Measure = Literal["heads", "area"]
Outcome = Literal["passed", "failed", "tied", "inquorate", "budget_blocked", "runoff"]
"""All but `runoff` are outcomes of a flow: after that one a second ballot follows in the same round."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one motion; they hold only valid, timely ballots.

    `participating` counts each elector once, however many options a ballot names; `options` holds what each
    option came to in the terms of the method (votes, approvals, first preferences, points). `electorate` is None
    where there is no roll; `expected` (应到) is None where it is the whole electorate; `present` (实到) is None where
    nobody checks in.
    """

    participating: Figures
    options: Mapping[str, Figures]
    electorate: Figures | None = None
    expected: Figures | None = None
    present: Figures | None = None
    silent: Figures = field(default_factory=Figures)
    """Electors to whom a ballot was delivered, as the log says, and who returned none."""
    brought: Mapping[str, Figures] = field(default_factory=dict)
    """Of the ballots those that somebody brought, by each way the rule allows."""
    ballots: Ballots = field(default_factory=dict)
    """The ballots themselves, for methods that count them whole."""
    paper: Paper = field(default_factory=Paper)
    budget: int = 0
    """What there is to spend, in 0.01 of the currency; see `budget.Envelope`."""
    seed: str = ""
    """What a lot is drawn with; see `lot`."""

    @property
    def turnout(self) -> Figures:
        """What a quorum measures: those who checked in, or those who voted where nobody checks in."""
        return self.participating if self.present is None else self.present

    def option(self, name: str) -> Figures:
        return self.options.get(name, Figures())

    def without_abstentions(self) -> "Tally":
        """The tally as if those who abstained had not voted (`abstain: ignored`)."""
        rest = {name: figures for name, figures in self.options.items() if name != ABSTAIN}
        return replace(self, participating=self.participating - self.option(ABSTAIN), options=rest)

    def base(self, name: Base) -> Figures:
        """The figures a share is taken of; raises `ValueError` where the tally was made without them."""
        found = {
            "electorate": self.electorate,
            "expected": self.electorate if self.expected is None else self.expected,
            "present": self.present,
            "participating": self.participating,
            "decisive": self.participating - self.option(ABSTAIN),
        }[name]
        if found is None:
            raise ValueError(f"a rule asks for {name}, which was not counted")
        return found


@dataclass(frozen=True, slots=True)
class Check:
    """One part of a threshold against a tally, ready for a line such as «要 17 户 ✔». Areas in 0.01 m²."""

    measure: Measure
    share: Share
    votes: int
    base: int
    needed: int

    @property
    def met(self) -> bool:
        return self.votes >= self.needed

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.votes)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is what it is: a message key and parameters.

    Areas are in 0.01 m², money in 0.01 of the currency. `option` and `other` are ids of options, `options` several
    with spaces between them, `standing` what each had: `c1=12 c2=9`.
    """

    key: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a motion came to, with every comparison that led there.

    `outcome` steers the flow. Where the rule has no quorum (`has_quorum` false: no roll, nobody verified),
    «passed» may still not be said: cards and records then speak of a majority of those who took part.
    """

    outcome: Outcome
    passing: tuple[Check, ...]
    reasons: tuple[Reason, ...]
    quorum: tuple[Check, ...] = ()
    chosen: tuple[str, ...] = ()
    """The options carried, in order; with the outcome `runoff`, those of the second ballot."""
    steps: tuple[Reason, ...] = ()
    """How the count went, step by step, for whoever wants to follow it."""

    @property
    def has_quorum(self) -> bool:
        return bool(self.quorum)


def compare(parts: Parts | None, votes: Figures, tally: Tally) -> tuple[Check, ...]:
    """Each stated part of a threshold, heads before area, for these votes."""
    checks = []
    if parts and parts.head:
        base = tally.base(parts.head.base).heads
        checks.append(Check("heads", parts.head, votes.heads, base, parts.head.needed(base)))
    if parts and parts.area:
        base = tally.base(parts.area.base).area
        checks.append(Check("area", parts.area, votes.area, base, parts.area.needed(base)))
    return tuple(checks)


def unmet(key: str, checks: tuple[Check, ...], **params: str) -> tuple[Reason, ...]:
    """A reason for each comparison that does not hold."""
    return tuple(
        Reason(key, {**params, "measure": check.measure, "votes": check.votes, "needed": check.needed})
        for check in checks
        if not check.met
    )
