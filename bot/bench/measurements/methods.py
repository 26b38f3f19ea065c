"""What the methods that look at whole ballots take of the processor, at the size of a town."""

from time import process_time

from bot.bench import elections
from bot.bench.measuring import Bench
from bot.bench.report import Aim, Line
from bot.deliberation.figures import Figures
from bot.deliberation.voting.decide import count, decide
from bot.deliberation.voting.paper import Paper
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.tally import Verdict

NAME = "methods"
QUICK_ENOUGH = Aim(1.0, "most")
EQUAL_SHARES = {"electorate": "member", "options": "equal_shares", "fund": "community"}
PROJECTS = 100
_VOTERS, _OPTIONS = 5_000, 20
_SEED = "the end of the minutes"


async def measure(bench: Bench) -> list[Line]:
    """From stored ballots to the verdict with its steps; equal shares, with completion, once a size."""
    paper, ballots = elections.ranked(_VOTERS, _OPTIONS)
    found = elections.stored(ballots)
    lines = []
    for options in ("ranked", "ranked_schulze"):
        rule = Rule.model_validate({"electorate": "member", "options": options})
        seconds = [timed(rule, paper, found)[1] for _ in range(bench.plan.windows)]
        name = f"methods-{options.replace('_', '-')}"
        lines.append(Line.of(name, "seconds", seconds, QUICK_ENOUGH, ballots=_VOTERS, options=_OPTIONS))
        bench.told(len(lines), 2 + len(bench.plan.shares))
    rule = Rule.model_validate(EQUAL_SHARES)
    for voters in bench.plan.shares:
        paper, wanted, budget = elections.budgeting(voters, PROJECTS)
        seconds = [timed(rule, paper, elections.stored(wanted), budget)[1]]
        lines.append(Line.of("methods-equal-shares", "seconds", seconds, ballots=voters, options=PROJECTS))
        bench.told(len(lines), 2 + len(bench.plan.shares))
    return lines


def timed(rule: Rule, paper: Paper, found: dict[str, Figures], budget: int = 0) -> tuple[Verdict, float]:
    """What the ballots come to, and the seconds of processor time it took."""
    began = process_time()
    verdict = decide(rule, count(rule, paper, found, seed=_SEED, budget=budget))
    return verdict, process_time() - began
