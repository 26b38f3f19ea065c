"""Who leads: choices in the order of what they came to, and the few that are carried.

Shared by the methods that add up (single choice, approval, points). Equals are never parted here: where they
compete for one place, none of them gets it (P3).
"""

from collections.abc import Mapping

from bot.deliberation.figures import Figures
from bot.deliberation.voting.paper import listed
from bot.deliberation.voting.tally import Check, Outcome, Reason, Tally, Verdict, compare, unmet
from bot.deliberation.voting.terms import Terms

Level = tuple[int, list[str]]
"""What some choices came to, and which they are, in the order of the paper."""


def levels(terms: Terms, tally: Tally) -> list[Level]:
    """The choices that came to anything, equals together, most first."""
    found: dict[int, list[str]] = {}
    for option in tally.paper.ids:
        if (came_to := terms.measure(tally.option(option))) > 0:
            found.setdefault(came_to, []).append(option)
    return sorted(found.items(), reverse=True)


def carry(terms: Terms, tally: Tally, winners: int) -> Verdict:
    """Carry up to `winners` choices from the top, each of which meets `pass`.

    Passed where one is carried; tied where none is because equals compete for the places; else failed.
    """
    ordered = levels(terms, tally)
    carried: list[str] = []
    level: tuple[Reason, ...] = ()
    for came_to, equals in ordered:
        if len(carried) == winners:
            break
        able = [option for option in equals if not missed(terms, tally, option)]
        if len(carried) + len(able) > winners:
            level = (tied(came_to, able),)
            break
        carried += able
    outcome: Outcome = "passed" if carried else "tied" if level else "failed"
    reasons = (Reason("verdict-carried", {"options": listed(carried), "count": len(carried)}),) if carried else ()
    found = (*reasons, *level) or short(terms, tally)
    return Verdict(outcome, leader_checks(terms, tally), found, chosen=tuple(carried), steps=standings(terms, tally))


def leader_checks(terms: Terms, tally: Tally) -> tuple[Check, ...]:
    """`pass` against the choice that leads."""
    ordered = levels(terms, tally)
    return compare(terms.passing, tally.option(ordered[0][1][0]) if ordered else Figures(), tally)


def missed(terms: Terms, tally: Tally, option: str) -> tuple[Reason, ...]:
    """By how much a choice misses `pass`, part by part."""
    return unmet("verdict-choice-missed", compare(terms.passing, tally.option(option), tally), option=option)


def short(terms: Terms, tally: Tally) -> tuple[Reason, ...]:
    """Why nothing is carried: by how much the first misses `pass`, or that nobody is for any of the choices."""
    ordered = levels(terms, tally)
    return missed(terms, tally, ordered[0][1][0]) if ordered else (Reason("verdict-nobody-for-any"),)


def tied(came_to: int, equals: list[str]) -> Reason:
    return Reason("verdict-level", {"options": listed(equals), "votes": came_to})


def standings(terms: Terms, tally: Tally) -> tuple[Reason, ...]:
    """What every choice came to, most first, as one step."""
    ordered = {option: came_to for came_to, equals in levels(terms, tally) for option in equals}
    return (Reason("step-standing", {"standing": standing(ordered)}),)


def standing(counts: Mapping[str, int]) -> str:
    """`c1=12 c2=9`, in the order given."""
    return " ".join(f"{option}={count}" for option, count in counts.items())
