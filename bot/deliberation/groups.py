"""Tallies by scope: what a vote came to in each building or community, where that points at nobody.

They explain a result and never decide it. Which scope an elector is of is found out by `storage.groups` when a round is
closed: a household is of the scope it lives in, an owner of every scope it has a unit in, with its area there (P7).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.deliberation.figures import Figures, area_text

LEAST = 5
"""Electors a group has to have taken part to be told apart."""


@dataclass(frozen=True, slots=True)
class Group:
    """What the ballots of one scope came to. `name` is the scope's, empty for all that are told together."""

    name: str
    participating: Figures
    options: Mapping[str, Figures]


def told(groups: list[Group]) -> list[Group]:
    """The groups that may be told: small ones together, with one more where they could be had by subtraction.

    None where fewer than two are left to compare.
    """
    large = sorted((g for g in groups if g.participating.heads >= LEAST), key=lambda g: g.participating.heads)
    small = [g for g in groups if 0 < g.participating.heads < LEAST]
    while small and large and sum(g.participating.heads for g in small) < LEAST:
        small.append(large.pop(0))
    together = [_joined(small)] if small and sum(g.participating.heads for g in small) >= LEAST else []
    found = [*sorted(large, key=lambda g: g.name), *together]
    return found if len(found) > 1 else []


def _joined(some: list[Group]) -> Group:
    options = {name for group in some for name in group.options}
    return Group(
        "",
        sum((group.participating for group in some), Figures()),
        {name: sum((g.options.get(name, Figures()) for g in some), Figures()) for name in sorted(options)},
    )


def noted(groups: list[Group]) -> list[dict[str, Any]]:
    """As a round keeps them among its facts: heads as integers, areas as decimal text of m²."""
    return [
        {
            "scope": group.name,
            "participating": _both(group.participating),
            **{name: _both(figures) for name, figures in group.options.items()},
        }
        for group in groups
    ]


def _both(figures: Figures) -> dict[str, Any]:
    return {"heads": figures.heads, "area": area_text(figures.area)}
