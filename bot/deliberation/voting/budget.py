"""Money that can be decided on: the envelope of a community or a street, and spending down a list.

Amounts are integers of 0.01 of the currency. Where an envelope's figures come from is left to the ledger, which
list is spent down to the methods.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.deliberation.voting.paper import Choice


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a fund holds, what earlier decisions have promised of it, and what must stay in it."""

    balance: int
    committed: int = 0
    reserve: int = 0

    @property
    def available(self) -> int:
        """What may be decided on now; never below nothing."""
        return max(0, self.balance - self.committed - self.reserve)


@dataclass(frozen=True, slots=True)
class Spent:
    """One project in its turn: `left` is what there was before it."""

    choice: Choice
    left: int
    funded: bool


def spend(ranked: Iterable[Choice], budget: int, on_misfit: Literal["skip", "stop"]) -> list[Spent]:
    """Fund projects in this order while they fit; after one that does not, go on or stop."""
    found, left = [], budget
    for choice in ranked:
        fits = choice.cost <= left
        found.append(Spent(choice, left, fits))
        if fits:
            left -= choice.cost
        elif on_misfit == "stop":
            break
    return found
