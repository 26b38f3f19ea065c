"""Counting by a rule: from ballots to figures, from figures to a verdict, on integers alone.

The same functions serve an open card («要 17 户参与»), the close and the recount. What an outcome leads to
is left to the flow, how it may be called («通过» or «多数赞成») to the label of the session.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.deliberation.figures import Figures
from bot.deliberation.groups import LEAST
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.approve import AGREE, OPPOSE
from bot.deliberation.voting.paper import Ballot, Paper, counter, unwritten, written
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.tally import Check, Reason, Tally, Verdict, compare, unmet


def read(rule: Rule, paper: Paper, text: str) -> str:
    """The text a ballot is stored as, from the text it was cast as; raises `Refused` unless it can be counted."""
    return written(METHODS[rule.options].read(unwritten(text), paper, rule))


def count(rule: Rule, paper: Paper, found: Mapping[str, Figures], **facts: Any) -> Tally:
    """The tally of the ballots of one motion: how many electors cast each text, and what they hold.

    `facts` are the other fields of a `Tally`. Raises `Refused` rather than drop a ballot it cannot read.
    """
    method = METHODS[rule.options]
    ballots: dict[Ballot, Figures] = {}
    for text, figures in found.items():
        ballot = method.read(unwritten(text), paper, rule)
        ballots[ballot] = ballots.get(ballot, Figures()) + figures
    participating = sum(ballots.values(), Figures())
    return Tally(participating, method.tally(ballots, paper), ballots=ballots, paper=paper, **facts)


def opened(rule: Rule, tally: Tally, came: Figures) -> Tally:
    """The tally as it may be known: of an anonymous box that is not opened, only how many took part (`bag`)."""
    if rule.linkable or came.heads >= LEAST:
        return tally
    return replace(tally, participating=came, options={}, ballots={})


def counters(found: Mapping[str, Figures]) -> dict[str, Figures]:
    """What the running counts must be for these ballots: the self-check at the close (P15)."""
    sums: dict[str, Figures] = {}
    for text, figures in found.items():
        sums[counter(text)] = sums.get(counter(text), Figures()) + figures
    return sums


def quorum_checks(rule: Rule, tally: Tally) -> tuple[Check, ...]:
    """How the quorum stands, heads before area; empty where the rule has none."""
    counted = _counted(rule, tally)
    return compare(rule.quorum, counted.turnout, counted)


def decide(rule: Rule, tally: Tally) -> Verdict:
    """What the tally comes to under the rule.

    `inquorate` where a part of the quorum is missed, whatever the votes say, and where an anonymous box has too few
    ballots in it to be opened; `failed` where no vote counts;
    `budget_blocked` where what is carried costs more than there is; else what the rule's method says. Raises
    `ValueError` for a tally without a base the rule needs.
    """
    counted = _counted(rule, tally)
    quorum = quorum_checks(rule, tally)
    missed = unmet("verdict-quorum-missed", quorum)
    if not rule.linkable and counted.participating.heads < LEAST:
        few = Reason("verdict-box-closed", {"votes": counted.participating.heads, "needed": LEAST})
        return Verdict("inquorate", (), missed or (few,), quorum)
    if counted.participating.heads == 0:
        passing = compare(rule.passing, Figures(), counted)
        return Verdict("inquorate" if missed else "failed", passing, missed or (Reason("verdict-nobody"),), quorum)
    verdict = replace(METHODS[rule.options].verdict(rule, counted), quorum=quorum)
    if rule.silence != "none" and counted.silent.heads:
        verdict = replace(verdict, steps=(_silence(counted), *verdict.steps))
    if missed:
        return replace(verdict, outcome="inquorate", reasons=missed, chosen=())
    return _affordable(rule, counted, verdict)


def _affordable(rule: Rule, tally: Tally, verdict: Verdict) -> Verdict:
    cost = tally.paper.cost_of(verdict.chosen)
    if rule.fund is None or verdict.outcome != "passed" or cost <= tally.budget:
        return verdict
    reason = Reason("verdict-over-budget", {"cost": cost, "budget": tally.budget})
    return replace(verdict, outcome="budget_blocked", reasons=(reason,), chosen=())


def _counted(rule: Rule, tally: Tally) -> Tally:
    """The tally as the rule counts it: without abstentions, with silence, where it says so."""
    if rule.silence == "with_majority_if_delivered":
        tally = _with_silent(tally)
    return tally if rule.abstain == "participates" else tally.without_abstentions()


def _with_silent(tally: Tally) -> Tally:
    """Who was given a ballot and returned none goes with the majority (domain.md §2.5; 指导规则 26, 聊城条例 16).

    The majority is of those for or against, by heads and by area; where the two differ, or neither is ahead,
    there is none to go with, and silence stays silence.
    """
    ahead = tally.option(AGREE) - tally.option(OPPOSE)
    if not tally.silent.heads or ahead.heads * ahead.area < 0 or not ahead.heads:
        return replace(tally, silent=Figures())
    side = AGREE if ahead.heads > 0 else OPPOSE
    options = {**tally.options, side: tally.option(side) + tally.silent}
    return replace(tally, participating=tally.participating + tally.silent, options=options)


def _silence(tally: Tally) -> Reason:
    side = AGREE if tally.option(AGREE).heads > tally.option(OPPOSE).heads else OPPOSE
    return Reason("step-silence", {"heads": tally.silent.heads, "area": tally.silent.area, "option": side})
