"""What a text puts to the vote beside its words, as the chat has read it. Money in 0.01 of the currency.

What becomes of it under the rule of a vote is left to `choices`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of a list: a choice, what it costs, and how many households would have the use of it."""

    title: str
    cost: int = 0
    beneficiaries: int = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """A list, what the whole costs, and what there is to spend; 0 where the text does not say."""

    choices: tuple[Offer, ...] = ()
    cost: int = 0
    budget: int = 0

    def stored(self) -> dict[str, Any]:
        return asdict(self) | {"choices": [asdict(choice) for choice in self.choices]}

    @classmethod
    def from_stored(cls, value: Mapping[str, Any]) -> "Offered | None":
        """None where nothing was stored."""
        if not value:
            return None
        return cls(tuple(Offer(**choice) for choice in value["choices"]), value["cost"], value["budget"])
