"""Equal shares with completion beside pabutools: how much of its time we take, and whether both fund the same.

It is no dependency, for it installs solvers of 170 MB; where it is not installed, this says so.
"""

from importlib.util import find_spec
from time import process_time

from bot.bench import elections
from bot.bench.elections import Wanted
from bot.bench.measurements.methods import EQUAL_SHARES, PROJECTS, timed
from bot.bench.measuring import Bench, Missing
from bot.bench.programs import BenchBroken
from bot.bench.report import Aim, Line
from bot.deliberation.voting.paper import Paper
from bot.deliberation.voting.rules import Rule

NAME = "pabutools"
FASTER = Aim(1.0, "most")


async def measure(bench: Bench) -> list[Line]:
    """Every size once with either; raises `BenchBroken` where they fund different projects."""
    if find_spec("pabutools") is None:
        raise Missing("bench-no-pabutools")
    rule = Rule.model_validate(EQUAL_SHARES)
    lines = []
    for done, voters in enumerate(bench.plan.shares, 1):
        paper, ballots, budget = elections.budgeting(voters, PROJECTS)
        verdict, ours = timed(rule, paper, elections.stored(ballots), budget)
        funded, theirs = _judged(paper, ballots, budget)
        if funded != set(verdict.chosen):
            raise BenchBroken(f"{voters} voters: {sorted(funded ^ set(verdict.chosen))} funded by one of them only")
        lines.append(Line.of("pabutools-seconds", "seconds", [theirs], ballots=voters, options=PROJECTS))
        lines.append(Line.of("pabutools-ratio", "ratio", [ours / theirs], FASTER, ballots=voters))
        bench.told(done, len(bench.plan.shares))
    return lines


def _judged(paper: Paper, ballots: Wanted, budget: int) -> tuple[set[str], float]:
    """What pabutools funds of what somebody wants, and the seconds of processor time it took."""
    from pabutools import election, rules
    from pabutools.fractions import frac

    project = {choice.id: election.Project(choice.id, choice.cost) for choice in paper.choices}
    instance = election.Instance(project.values(), budget_limit=budget)
    each = [election.ApprovalBallot(project[one] for one in named) for named, n in ballots.items() for _ in range(n)]
    profile = election.ApprovalProfile(each, instance=instance)
    began = process_time()
    worth = election.Cost_Sat
    step = frac(budget, 100 * len(each))
    shares = rules.method_of_equal_shares(instance, profile, sat_class=worth, voter_budget_increment=step)
    funded = rules.greedy_utilitarian_welfare(instance, profile, sat_class=worth, initial_budget_allocation=shares)
    seconds = process_time() - began
    return {str(one) for one in funded} & {one for named in ballots for one in named}, seconds
