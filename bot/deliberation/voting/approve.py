"""Approval of one motion: agree, oppose or abstain (同意、反对、弃权).

The motion passes where the figures of those who agree meet every passing part. Equal numbers for and
against are a tie, which is not passed (domain.md P3).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot.deliberation.figures import Figures
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.shares import Parts
from bot.deliberation.voting.tally import ABSTAIN, Outcome, Reason, Tally, Verdict, compare, unmet

AGREE: Final = "agree"
OPPOSE: Final = "oppose"

OUTCOMES = frozenset({"passed", "failed", "tied"})


def options(choices: Sequence[str]) -> tuple[str, ...]:
    """The same three for every motion; a motion put to approval brings no choices of its own."""
    if choices:
        raise ValueError(f"a motion put to approval has no choices of its own: {list(choices)}")
    return (AGREE, OPPOSE, ABSTAIN)


def validate(ballot: object, options: Sequence[str]) -> None:
    """A ballot is the id of one option; anything else is refused (`ballot-unknown-option`)."""
    if ballot not in options:
        raise Refused("ballot-unknown-option", option=str(ballot))


def tally(ballots: Iterable[tuple[object, Figures]], options: Sequence[str]) -> Mapping[str, Figures]:
    """The sum of the weights per option; raises `Refused` rather than drop a ballot it cannot read."""
    sums = dict.fromkeys(options, Figures())
    for ballot, weight in ballots:
        validate(ballot, options)
        sums[str(ballot)] += weight
    return sums


def verdict(passing: Parts, tally: Tally) -> Verdict:
    """Passed where agreement meets every part; else tied where as many oppose as agree; else failed.

    A tie is one of heads, or of area where the rule counts area alone.
    """
    agree, oppose = tally.option(AGREE), tally.option(OPPOSE)
    checks = compare(passing, agree, tally)
    level = agree.heads == oppose.heads if passing.head else agree.area == oppose.area
    outcome: Outcome
    reasons: tuple[Reason, ...]
    if not (missed := unmet("verdict-pass-missed", checks)):
        outcome, reasons = "passed", (Reason("verdict-passed"),)
    elif level:
        outcome, reasons = "tied", (Reason("verdict-tied", {"heads": agree.heads}),)
    else:
        outcome, reasons = "failed", missed
    return Verdict(outcome, checks, reasons)
