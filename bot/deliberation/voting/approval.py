"""Approval 多选: each elector names the choices it agrees to, up to `max`; the `winners` most named are carried.

Each of them must meet `pass` as well. Equals who compete for the last place do not get it.

Source: S. J. Brams and P. C. Fishburn, «Approval Voting» (1978). Keeps anonymity, neutrality, monotonicity,
consistency, participation, independence of clones; with a limit on how many may be named the last one goes.
"""

from collections.abc import Mapping, Sequence

from bot.deliberation.figures import Figures
from bot.deliberation.voting.leading import carry
from bot.deliberation.voting.paper import ABSTAIN, Ballot, Ballots, Paper, named_in, some_of, summed
from bot.deliberation.voting.tally import Tally, Verdict
from bot.deliberation.voting.terms import Terms

OUTCOMES = frozenset({"passed", "failed", "tied"})
PASSES = True
TERMS: Mapping[str, object] = {"max": None, "winners": 1}


def options(choices: Sequence[str]) -> tuple[str, ...]:
    """The motion's choices, and to abstain."""
    return (*choices, ABSTAIN)


def read(ballot: object, paper: Paper, terms: Terms) -> Ballot:
    """A ballot is a list of choices, kept in the order of the paper, or `abstain`; see `paper.some_of`."""
    if ballot == ABSTAIN:
        return ABSTAIN
    named = set(some_of(ballot, paper, terms.max))
    return tuple(option for option in paper.ids if option in named)


def tally(ballots: Ballots, paper: Paper) -> Mapping[str, Figures]:
    """Who names each choice, and who abstains."""
    return summed(((o, weight) for named, weight in named_in(ballots) for o in named), paper.ids, ballots)


def verdict(terms: Terms, tally: Tally) -> Verdict:
    """Passed with the choices carried; tied, or failed."""
    return carry(terms, tally, terms.winners or 1)
