"""Single choice 单选: each elector names one choice; the first is carried where it meets `pass`.

Where it does not and the rule says `runoff`, a second ballot between the first two follows in the same round
(两轮决选). Nobody is left out of it by chance: whoever is level with the second comes too, unless that would be
everybody. Two equal leaders are the first two of a run-off; more of them, or two without a run-off, are a tie.

Source: domain.md §3.3; J. Levin and B. Nalebuff, «An Introduction to Vote-Counting Schemes» (1995), on plurality and
the two-ballot run-off. Keeps anonymity, neutrality and the majority criterion; one ballot alone is monotone, with the
run-off a Condorcet loser is never carried, and monotonicity over both ballots is the price.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.deliberation.figures import Figures
from bot.deliberation.voting.leading import carry, levels, tied
from bot.deliberation.voting.paper import ABSTAIN, Ballot, Ballots, Paper, listed, one_of
from bot.deliberation.voting.tally import Reason, Tally, Verdict
from bot.deliberation.voting.terms import Terms

OUTCOMES = frozenset({"passed", "failed", "tied"})
PASSES = True
TERMS: Mapping[str, object] = {"runoff": False}


def options(choices: Sequence[str]) -> tuple[str, ...]:
    """The motion's choices, and to abstain."""
    return (*choices, ABSTAIN)


def read(ballot: object, paper: Paper, terms: Terms) -> Ballot:
    """A ballot is the id of one choice, or `abstain`; anything else is refused (`ballot-unknown-option`)."""
    return one_of(ballot, options(paper.ids))


def tally(ballots: Ballots, paper: Paper) -> Mapping[str, Figures]:
    """Who is for each choice, and who abstains."""
    return {option: ballots.get(option, Figures()) for option in options(paper.ids)}


def verdict(terms: Terms, tally: Tally) -> Verdict:
    """Passed, tied, failed, or `runoff` with the choices of the second ballot."""
    result = carry(terms, tally, 1)
    ordered = levels(terms, tally)
    if result.outcome == "passed" or not ordered:
        return result
    (most, leaders), *others = ordered
    if len(leaders) > 2 or (len(leaders) == 2 and not terms.runoff):
        return replace(result, outcome="tied", reasons=(tied(most, leaders),))
    second = others[0] if others and len(leaders) == 1 else None
    finalists = [*leaders, *(second[1] if second else ())]
    if terms.runoff and 2 <= len(finalists) < len(tally.paper.choices):
        reason = Reason("verdict-runoff", {"options": listed(finalists)})
        return replace(result, outcome="runoff", reasons=(reason, *result.reasons), chosen=tuple(finalists))
    if len(leaders) == 2:
        return replace(result, outcome="tied", reasons=(tied(most, leaders),))
    if terms.runoff and second is not None and len(second[1]) > 1:
        # everybody else is level with the second: the second ballot would be the first one over again
        return replace(result, outcome="tied", reasons=(tied(*second), *result.reasons))
    return result
