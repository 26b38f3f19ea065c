"""Score 打分: each elector gives each choice 0 to `scale` points; the `winners` with most points are carried.

A choice without points on a ballot has 0 there. Points are added, never averaged: what few have heard of does not
win by the few who have.

Source: range voting, W. D. Smith (2000); C. d'Aspremont and L. Gevers (1977) for utilitarian sums. Keeps anonymity,
neutrality, monotonicity, consistency, participation, independence of irrelevant alternatives; not the majority
criterion: much wanted by some may beat somewhat wanted by most.
"""

from collections.abc import Mapping, Sequence

from bot.deliberation.figures import Figures
from bot.deliberation.voting.leading import carry
from bot.deliberation.voting.paper import ABSTAIN, Ballot, Ballots, Paper, points_for, points_in, summed
from bot.deliberation.voting.tally import Tally, Verdict
from bot.deliberation.voting.terms import Terms

OUTCOMES = frozenset({"passed", "failed", "tied"})
PASSES = False
TERMS: Mapping[str, object] = {"scale": 5, "winners": 1}


def options(choices: Sequence[str]) -> tuple[str, ...]:
    """The motion's choices, and to abstain."""
    return (*choices, ABSTAIN)


def read(ballot: object, paper: Paper, terms: Terms) -> Ballot:
    """A ballot is points for choices, or `abstain`; see `paper.points_for`."""
    return ABSTAIN if ballot == ABSTAIN else points_for(ballot, paper, terms.scale or 1)


def tally(ballots: Ballots, paper: Paper) -> Mapping[str, Figures]:
    """The points of each choice: those of every head, and of every 0.01 m²."""
    marks = ((o, weight.times(points)) for given, weight in points_in(ballots) for o, points in given)
    return summed(marks, paper.ids, ballots)


def verdict(terms: Terms, tally: Tally) -> Verdict:
    """Passed with the choices carried; tied, or failed where nobody gave any points."""
    return carry(terms, tally, terms.winners or 1)
