"""Budget by score 按分排队: projects in the order of their points, funded while the money lasts.

Equal points are put in order by beneficiary households, earlier submission, id (domain.md §3.3). At a project that
does not fit, `on_misfit: skip` goes on to the next that does, `stop` draws the line. What nobody gave a point to is
not funded.

Source: domain.md §3.3, S0 (四议四公开: projects ranked and cut at the line of the envelope); as a rule, greedy
utilitarian selection in H. Aziz and N. Shah, «Participatory Budgeting: Models and Approaches» (2021). Keeps
anonymity, monotonicity in points and, with `stop`, in cost; never spends more than there is. It is not
proportional: a majority can spend everything, which `equal_shares` prevents.
"""

from collections.abc import Mapping, Sequence

from bot.deliberation.figures import Figures
from bot.deliberation.voting import score
from bot.deliberation.voting.budget import spend
from bot.deliberation.voting.paper import ABSTAIN, Ballot, Ballots, Paper
from bot.deliberation.voting.tally import Outcome, Reason, Tally, Verdict
from bot.deliberation.voting.terms import Terms

OUTCOMES = frozenset({"passed", "failed", "budget_blocked"})
PASSES = False
TERMS: Mapping[str, object] = {"scale": 5, "on_misfit": "skip"}


def options(choices: Sequence[str]) -> tuple[str, ...]:
    """The motion's projects, and to abstain."""
    return (*choices, ABSTAIN)


def read(ballot: object, paper: Paper, terms: Terms) -> Ballot:
    """A ballot is points for projects, or `abstain`; see `paper.points_for`."""
    return score.read(ballot, paper, terms)


def tally(ballots: Ballots, paper: Paper) -> Mapping[str, Figures]:
    """The points of each project."""
    return score.tally(ballots, paper)


def verdict(terms: Terms, tally: Tally) -> Verdict:
    """Passed with the projects funded; `budget_blocked` where none fits; failed where nobody gave a point."""
    points = {choice.id: tally.option(choice.id).heads for choice in tally.paper.choices}
    wanted = [choice for choice in tally.paper.choices if points[choice.id]]
    wanted.sort(key=lambda choice: (-points[choice.id], choice.precedence))
    spent = spend(wanted, tally.budget, terms.on_misfit or "skip")
    steps = [
        Reason(
            "step-funded" if each.funded else "step-misfit",
            {"option": each.choice.id, "votes": points[each.choice.id], "cost": each.choice.cost, "left": each.left},
        )
        for each in spent
    ]
    if len(spent) < len(wanted):
        steps.append(Reason("step-line", {"count": len(wanted) - len(spent)}))
    return funding([each.choice.id for each in spent if each.funded], tally, steps)


def funding(funded: Sequence[str], tally: Tally, steps: Sequence[Reason]) -> Verdict:
    """The verdict for these projects: what they cost together, and what of the budget is left."""
    cost = sum(tally.paper.by_id[option].cost for option in funded)
    money: dict[str, str | int] = {"count": len(funded), "cost": cost, "left": tally.budget - cost}
    outcome: Outcome = "passed" if funded else "budget_blocked" if steps else "failed"
    key = {"passed": "verdict-funded", "budget_blocked": "verdict-none-fits"}.get(outcome, "verdict-nobody-for-any")
    reason = Reason(key, {"budget": tally.budget} if outcome == "budget_blocked" else money if funded else {})
    return Verdict(outcome, (), (reason,), chosen=tuple(funded), steps=tuple(steps))
