"""Random elections the size of a town, the same on every run, for what is timed of counting alone."""

from collections import Counter
from random import Random

from bot.deliberation.figures import Figures
from bot.deliberation.voting.paper import Choice, Named, Paper, written

Wanted = Counter[Named]
"""How many electors cast each ballot."""
_COSTS = (200_000, 5_000_000)
"""Of a project, least and most, in 0.01 of the currency: from a bench to a bicycle shed."""
_WANTED = 8
"""Projects that one voter wants at most."""


def ranked(voters: int, options: int) -> tuple[Paper, Wanted]:
    """Everybody ranks some of the options, nobody like a neighbour: the most ballots there can be to look through."""
    random = Random(f"ranked {voters} {options}")
    paper = Paper(tuple(Choice(f"c{number:02}", submitted=number) for number in range(options)))
    ballots = (tuple(random.sample(paper.ids, random.randint(1, options))) for _ in range(voters))
    return paper, Counter(ballots)


def budgeting(voters: int, projects: int) -> tuple[Paper, Wanted, int]:
    """Projects, who wants which of them, and the money there is: enough for a third."""
    random = Random(f"budgeting {voters} {projects}")
    paper = Paper(
        tuple(Choice(f"p{number:03}", random.randrange(*_COSTS), submitted=number) for number in range(projects))
    )
    liked = [random.random() ** 2 for _ in range(projects)]
    ballots = Wanted()
    for _ in range(voters):
        wanted = set(random.choices(paper.ids, liked, k=random.randint(1, _WANTED)))
        ballots[tuple(one for one in paper.ids if one in wanted)] += 1
    return paper, ballots, sum(choice.cost for choice in paper.choices) // 3


def stored(ballots: Wanted) -> dict[str, Figures]:
    """These ballots as the ballot box gives them at the close."""
    return {written(named): Figures(number) for named, number in ballots.items()}
