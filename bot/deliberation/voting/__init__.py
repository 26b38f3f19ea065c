"""Voting: rules as flows state them, and counting by them.

A method is a module in this package that offers what `Method` lists; registering it below is all it takes
to be known to flows, checks and counts. Who may vote, when a ballot is late, and what follows from a
verdict are left to the stages.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.deliberation.figures import Figures
from bot.deliberation.voting import (
    approval,
    approve,
    equal_shares,
    rank_budget,
    ranked,
    schulze,
    score,
    single,
)
from bot.deliberation.voting.paper import Ballot, Ballots, Paper
from bot.deliberation.voting.tally import Tally, Verdict
from bot.deliberation.voting.terms import Terms


class Method(Protocol):
    """What the module of a method offers.

    While a vote is open a method only reads single ballots; the running count of each is `paper.counter`'s. At the
    close it is given all ballots, equal ones as one with a weight, whether it adds them up or looks at them whole.
    """

    OUTCOMES: frozenset[str]
    """What `verdict` can come to, besides a second ballot."""
    PASSES: bool
    """Whether a rule's `pass` means anything to it."""
    TERMS: Mapping[str, object]
    """The keys of a rule that belong to it, with what they are where a flow does not say; see `Terms`."""

    def options(self, choices: Sequence[str]) -> tuple[str, ...]:
        """The option ids of a ballot on a motion with these choices of its own, in the order shown."""

    def read(self, ballot: object, paper: Paper, terms: Terms) -> Ballot:
        """The ballot a JSON value stands for; raises `refusal.Refused` unless it can be counted."""

    def tally(self, ballots: Ballots, paper: Paper) -> Mapping[str, Figures]:
        """What each option came to, and who abstains, for the record."""

    def verdict(self, terms: Terms, tally: Tally) -> Verdict:
        """What a tally that needs no quorum, or has it, comes to."""


METHODS: Mapping[str, Method] = {
    "approve": approve,
    "single": single,
    "multi": approval,
    "ranked": ranked,
    "ranked_schulze": schulze,
    "score": score,
    "rank_budget": rank_budget,
    "equal_shares": equal_shares,
}
"""By the word of the flow language (`rule: {options: …}`)."""
