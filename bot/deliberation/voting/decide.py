"""Counting by a rule: from figures to a verdict, on integers alone.

The same functions serve an open card («要 17 户参与»), the close and the recount. What an outcome leads to
is left to the flow, how it may be called («通过» or «多数赞成») to the label of the session.
"""

from dataclasses import replace

from bot.deliberation.voting import METHODS
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.tally import Check, Reason, Tally, Verdict, compare, unmet


def quorum_checks(rule: Rule, tally: Tally) -> tuple[Check, ...]:
    """How the quorum stands, heads before area; empty where the rule has none."""
    counted = _counted(rule, tally)
    return compare(rule.quorum, counted.turnout, counted) if rule.quorum else ()


def decide(rule: Rule, tally: Tally) -> Verdict:
    """What the tally comes to under the rule.

    `inquorate` where a part of the quorum is missed, whatever the votes say; `failed` where no vote
    counts; else what the rule's method says. Raises `ValueError` for a tally without a base the rule needs.
    """
    counted = _counted(rule, tally)
    quorum = quorum_checks(rule, tally)
    verdict = replace(METHODS[rule.options].verdict(rule.passing, counted), quorum=quorum)
    if missed := unmet("verdict-quorum-missed", quorum):
        return replace(verdict, outcome="inquorate", reasons=missed)
    if counted.participating.heads == 0:
        return replace(verdict, outcome="failed", reasons=(Reason("verdict-nobody"),))
    return verdict


def _counted(rule: Rule, tally: Tally) -> Tally:
    return tally if rule.abstain == "participates" else tally.without_abstentions()
