"""The ballot paper 表决票: what can be chosen on it, and how a filled-in one is read and written.

A ballot is the id of one option, a list of choices, or points for choices; the act stores it as text (`written`),
one text for all ballots that say the same, so that equal ballots are counted as one with a weight. Which of these
a method takes, and how many choices it may hold, is left to the method.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, cast

from bot.deliberation.figures import Figures
from bot.deliberation.refusal import Refused

ABSTAIN: Final = "abstain"
"""The id of abstaining 弃权, in every method: whoever abstains takes part."""
CAST: Final = "cast"
"""The one running count of all ballots that name several choices; see `counter`."""

Named = tuple[str, ...]
"""Choices, first preference first where the order counts."""
Points = tuple[tuple[str, int], ...]
"""(choice, points) in the order of the paper; a choice without points is left out."""
Ballot = str | Named | Points
Ballots = Mapping[Ballot, Figures]
"""Equal ballots together: how many electors cast this one, and what they hold."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the choices of a motion. Money in 0.01 of the currency; `submitted` grows with the time of submission."""

    id: str
    cost: int = 0
    beneficiaries: int = 0
    """Households that would have the use of it."""
    submitted: int = 0

    @property
    def precedence(self) -> tuple[int, int, str]:
        """How equals are put in order (domain.md §3.3): more beneficiaries, earlier submission, id."""
        return (-self.beneficiaries, self.submitted, self.id)


@dataclass(frozen=True)
class Paper:
    """What a motion puts to the vote: its choices in the order shown, and what it costs as a whole."""

    choices: tuple[Choice, ...] = ()
    cost: int = 0

    @cached_property
    def by_id(self) -> Mapping[str, Choice]:
        return {choice.id: choice for choice in self.choices}

    @property
    def ids(self) -> Named:
        return tuple(choice.id for choice in self.choices)

    def cost_of(self, chosen: Iterable[str]) -> int:
        """What it costs if these are carried: the whole and each of them."""
        return self.cost + sum(self.by_id[option].cost for option in chosen)


# --- text -------------------------------------------------------------------------------------------------


def written(ballot: Ballot) -> str:
    """The text of a ballot as a method has read it: `c1`, `["c2","c1"]` or `{"c1":5,"c2":1}`."""
    if isinstance(ballot, str):
        return ballot
    value = dict(ballot) if isinstance(ballot[0], tuple) else ballot
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def unwritten(text: str) -> object:
    """The JSON value a text stands for, for a method to read; raises `Refused` (`ballot-unreadable`)."""
    if not text.startswith(("[", "{")):
        return text
    try:
        return json.loads(text, object_pairs_hook=_once_each)
    except (ValueError, RecursionError):
        raise Refused("ballot-unreadable") from None


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a choice is there twice")
    return dict(pairs)


def counter(text: str) -> str:
    """Which running count a ballot of this text moves: its one option, or `cast` where it names several.

    The sum of the running counts of a motion is its turnout, whatever the method; each ballot moves one of them,
    so that casting one costs the same however many there are and however many choices it names.
    """
    return CAST if text.startswith(("[", "{")) else text


# --- reading ----------------------------------------------------------------------------------------------


def one_of(ballot: object, options: Collection[str]) -> str:
    """The id of one option; anything else is refused (`ballot-unknown-option`)."""
    if not isinstance(ballot, str) or ballot not in options:
        raise Refused("ballot-unknown-option", option=str(ballot)[:40])
    return ballot


def some_of(ballot: object, paper: Paper, most: int | None) -> Named:
    """Different choices of the paper, at least one and at most `most`, in the order they are given.

    Refused: `ballot-unknown-option`, `ballot-empty`, `ballot-repeats`, `ballot-too-many`.
    """
    if not isinstance(ballot, list | tuple):
        raise Refused("ballot-unknown-option", option=str(ballot)[:40])
    if not ballot:
        raise Refused("ballot-empty")
    named = tuple(one_of(each, paper.by_id) for each in ballot)
    if len(set(named)) != len(named):
        raise Refused("ballot-repeats")
    if most is not None and len(named) > most:
        raise Refused("ballot-too-many", most=most, named=len(named))
    return named


def points_for(ballot: object, paper: Paper, scale: int) -> Points:
    """Points from 0 to `scale` for choices of the paper, some of them above 0.

    Refused: `ballot-unknown-option`, `ballot-points` (not a whole number of the scale), `ballot-empty`.
    """
    if not isinstance(ballot, Mapping):
        raise Refused("ballot-unknown-option", option=str(ballot)[:40])
    for option, points in ballot.items():
        one_of(option, paper.by_id)
        if type(points) is not int or not 0 <= points <= scale:
            raise Refused("ballot-points", option=option, scale=scale)
    given = tuple((option, int(ballot[option])) for option in paper.ids if ballot.get(option))
    if not given:
        raise Refused("ballot-empty")
    return given


# --- counting ---------------------------------------------------------------------------------------------


def named_in(ballots: Ballots) -> Iterator[tuple[Named, Figures]]:
    """The ballots that are lists of choices: all but abstentions."""
    return ((cast(Named, ballot), weight) for ballot, weight in ballots.items() if not isinstance(ballot, str))


def points_in(ballots: Ballots) -> Iterator[tuple[Points, Figures]]:
    """The ballots that give points: all but abstentions."""
    return ((cast(Points, ballot), weight) for ballot, weight in ballots.items() if not isinstance(ballot, str))


def summed(marks: Iterable[tuple[str, Figures]], options: Iterable[str], ballots: Ballots) -> dict[str, Figures]:
    """The figures of each option, in the order of the paper, and of those who abstain."""
    sums = dict.fromkeys(options, Figures())
    for option, figures in marks:
        sums[option] += figures
    sums[ABSTAIN] = ballots.get(ABSTAIN, Figures())
    return sums


def listed(ids: Iterable[Any]) -> str:
    """Ids of options as one parameter of a message: separated by a space."""
    return " ".join(ids)
