"""Approval of one motion: agree, oppose or abstain (同意、反对、弃权).

The motion passes where the figures of those who agree meet every passing part. Equal numbers for and against are
a tie, which is not passed (P3).

Source: 民法典 278, 居委会组织法 10; for two alternatives and a majority, K. O. May, «A Set of Independent Necessary
and Sufficient Conditions for Simple Majority Decision» (1952). Keeps anonymity, neutrality between for and
against (where the share is a majority), monotonicity, participation, strategy-proofness.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.deliberation.figures import Figures
from bot.deliberation.voting.paper import ABSTAIN, Ballot, Ballots, Paper, one_of
from bot.deliberation.voting.tally import Outcome, Reason, Tally, Verdict, compare, unmet
from bot.deliberation.voting.terms import Terms

AGREE: Final = "agree"
OPPOSE: Final = "oppose"

OUTCOMES = frozenset({"passed", "failed", "tied"})
PASSES = True
TERMS: Mapping[str, object] = {}


def options(choices: Sequence[str]) -> tuple[str, ...]:
    """The same three for every motion; a motion put to approval brings no choices of its own."""
    if choices:
        raise ValueError(f"a motion put to approval has no choices of its own: {list(choices)}")
    return (AGREE, OPPOSE, ABSTAIN)


def read(ballot: object, paper: Paper, terms: Terms) -> Ballot:
    """A ballot is the id of one option; anything else is refused (`ballot-unknown-option`)."""
    return one_of(ballot, options(paper.ids))


def tally(ballots: Ballots, paper: Paper) -> Mapping[str, Figures]:
    """Who agrees, opposes and abstains."""
    return {option: ballots.get(option, Figures()) for option in options(paper.ids)}


def verdict(terms: Terms, tally: Tally) -> Verdict:
    """Passed where agreement meets every part; else tied where as many oppose as agree; else failed.

    A tie is one of heads, or of area where the rule counts area alone.
    """
    agree, oppose = tally.option(AGREE), tally.option(OPPOSE)
    checks = compare(terms.passing, agree, tally)
    outcome: Outcome
    reasons: tuple[Reason, ...]
    if not (missed := unmet("verdict-pass-missed", checks)):
        outcome, reasons = "passed", (Reason("verdict-passed"),)
    elif terms.measure(agree) == terms.measure(oppose):
        outcome, reasons = "tied", (Reason("verdict-tied", {"heads": agree.heads}),)
    else:
        outcome, reasons = "failed", missed
    return Verdict(outcome, checks, reasons)
