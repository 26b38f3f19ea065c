"""What pabutools comes to on random elections, written down: `python -m tests.deliberation.judge_budgets`.

pabutools is no test dependency, for it installs solvers of 170 MB; its judgement is kept in `budgets.json` and can be
had again wherever it is installed. Of what it funds, projects that nobody wants are left out: its greedy completion
takes them where they fit, ours never.
"""

import json
from pathlib import Path
from typing import Any

from .profiles import Budgeting, a_budgeting

JUDGED = Path(__file__).parent / "budgets.json"
PROFILES = 1000


def judge(one: Budgeting) -> list[str]:
    """Funded by equal shares over cost, over votes, and by points in order with what does not fit passed over."""
    from pabutools import election, rules
    from pabutools.fractions import frac

    project = {name: election.Project(name, cost) for name, cost in one.costs.items()}
    instance = election.Instance(project.values(), budget_limit=one.budget)
    ballots = [
        election.ApprovalBallot(project[p] for p in wanted) for wanted, n in one.wanted.items() for _ in range(n)
    ]
    profile = election.ApprovalProfile(ballots, instance=instance)
    step = frac(one.budget, 100 * len(ballots))
    found = []
    for worth in (election.Cost_Sat, election.Cardinality_Sat):
        shares = rules.method_of_equal_shares(instance, profile, sat_class=worth, voter_budget_increment=step)
        filled = rules.greedy_utilitarian_welfare(instance, profile, sat_class=worth, initial_budget_allocation=shares)
        found.append({p for wanted in one.wanted for p in wanted} & {str(p) for p in filled})
    # its greedy rule goes by satisfaction for money: points times cost make that the points
    cardinal = election.CardinalProfile(
        [
            election.CardinalBallot({project[p]: points * one.costs[p] for p, points in given})
            for given, n in one.points.items()
            for _ in range(n)
        ],
        instance=instance,
    )
    queue = rules.greedy_utilitarian_welfare(instance, cardinal, sat_class=election.Additive_Cardinal_Sat)
    found.append({p for given in one.points for p, _ in given} & {str(p) for p in queue})
    return ["".join(sorted(names)) for names in found]


def judged() -> list[list[Any]]:
    found: list[list[Any]] = json.loads(JUDGED.read_text("utf-8"))
    return found


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(judge(a_budgeting(seed))) for seed in range(PROFILES))
    JUDGED.write_text(f"[\n{lines}\n]\n", "utf-8")
