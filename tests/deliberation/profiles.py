"""Random elections, the same for a seed wherever they are made: only `Random.random` is promised to stay as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from .counting import Profile

LETTERS = "abcdefgh"


class Dice:
    def __init__(self, seed: object) -> None:
        self._random = Random(str(seed))

    def upto(self, most: int, least: int = 1) -> int:
        """A whole number from `least` to `most`."""
        return least + int(self._random.random() * (most - least + 1))

    def order(self, letters: str) -> str:
        return "".join(sorted(letters, key=lambda _: self._random.random()))


def many(dice: Dice, most: int, ballot: Callable[[], Any]) -> Profile:
    """Up to `most` ballots, each what `ballot()` makes."""
    found: dict[Any, int] = {}
    for _ in range(dice.upto(most)):
        one = ballot()
        found[one] = found.get(one, 0) + 1
    return found


def a_choice_profile(seed: object) -> Profile:
    dice = Dice(seed)
    return many(dice, 30, lambda: LETTERS[dice.upto(5, 0)])


def an_approval_profile(seed: object) -> Profile:
    dice = Dice(seed)
    return many(dice, 30, lambda: tuple(sorted(dice.order("abcdef")[: dice.upto(6)])))


def a_ranked_profile(seed: object, most: int = 40) -> Profile:
    dice = Dice(seed)
    return many(dice, most, lambda: tuple(dice.order("abcde")[: dice.upto(5)]))


def a_points_profile(seed: object) -> Profile:
    dice = Dice(seed)
    return many(dice, 20, lambda: tuple((one, dice.upto(5)) for one in sorted(dice.order("abcde")[: dice.upto(5)])))


@dataclass(frozen=True)
class Budgeting:
    """Projects with costs, money that buys each one of them but not all, and who wants what."""

    costs: dict[str, int]
    budget: int
    wanted: Profile
    points: Profile


def a_budgeting(seed: object) -> Budgeting:
    dice = Dice(seed)
    letters = LETTERS[: dice.upto(8, 2)]
    costs = {one: 100 * dice.upto(40) for one in letters}
    budget = max(*costs.values(), sum(costs.values()) * dice.upto(7, 2) // 10)
    wanted = many(dice, 25, lambda: tuple(sorted(dice.order(letters)[: dice.upto(len(letters))])))
    points = many(dice, 25, lambda: tuple((one, dice.upto(5)) for one in sorted(dice.order(letters)[: dice.upto(4)])))
    return Budgeting(costs, budget, wanted, points)
