"""Voting: rules as flows state them, and counting by them.

A method is a module in this package that offers what `Method` lists; registering it below is all it takes
to be known to flows, checks and counts. Who may vote, when a ballot is late, and what follows from a
verdict are left to the stages.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from bot.deliberation.figures import Figures
from bot.deliberation.voting import approve
from bot.deliberation.voting.shares import Parts
from bot.deliberation.voting.tally import Tally, Verdict


class Method(Protocol):
    """What the module of a method offers. A ballot is the JSON value the act stores."""

    OUTCOMES: frozenset[str]
    """What `verdict` can come to."""

    def options(self, choices: Sequence[str]) -> tuple[str, ...]:
        """The option ids of a ballot on a motion with these choices of its own, in the order shown."""

    def validate(self, ballot: object, options: Sequence[str]) -> None:
        """Raise `refusal.Refused` unless the ballot can be counted."""

    def tally(self, ballots: Iterable[tuple[object, Figures]], options: Sequence[str]) -> Mapping[str, Figures]:
        """Figures per option, from one valid ballot and its weight per elector."""

    def verdict(self, passing: Parts, tally: Tally) -> Verdict:
        """What a tally that needs no quorum, or has it, comes to."""


METHODS: Mapping[str, Method] = {
    "approve": approve,
}
