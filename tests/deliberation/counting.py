"""Ballots and counts for the tests of voting: so many of each, on paper with choices named by single letters."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.deliberation.figures import Figures
from bot.deliberation.voting.decide import count, decide
from bot.deliberation.voting.paper import Choice, Paper, written
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.tally import Verdict

Profile = Mapping[Any, int]
"""How many cast a ballot: the id of an option, a tuple of choices, or a tuple of (choice, points)."""


def a_paper(choices: Sequence[str] | Mapping[str, int], **beneficiaries: int) -> Paper:
    """These choices, with costs where a mapping gives them; submitted in this order."""
    costs = choices if isinstance(choices, Mapping) else dict.fromkeys(choices, 0)
    return Paper(
        tuple(
            Choice(one, cost, beneficiaries.get(one, 0), submitted)
            for submitted, (one, cost) in enumerate(costs.items())
        )
    )


def a_method(options: str, **stated: Any) -> Rule:
    """A rule without a quorum for members of a chat, by this method."""
    spends = {"fund": "community"} if options in ("rank_budget", "equal_shares") else {}
    return Rule.model_validate({"electorate": "member", "options": options, **spends, **stated})


def came_to(rule: Rule, paper: Paper, profile: Profile, **facts: Any) -> Verdict:
    """What these ballots come to; `facts` as for `decide.count`."""
    return decide(rule, count(rule, paper, {written(b): Figures(n, n * 100) for b, n in profile.items()}, **facts))


def rankings(*ranked: tuple[int, str]) -> dict[tuple[str, ...], int]:
    """`(5, "abc")`: five ballots that rank a before b before c."""
    found: dict[tuple[str, ...], int] = {}
    for heads, letters in ranked:
        found[tuple(letters)] = found.get(tuple(letters), 0) + heads
    return found
