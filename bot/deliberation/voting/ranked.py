"""Ranked choice by instant run-off 排序复选: one ballot, counted in rounds.

In each round every ballot is with the choice it ranks highest among those left. While none of them is carried, the
one with fewest ballots leaves; its ballots go on to their next choice, and those that rank nobody else rest.
Who is with none of the ballots leaves first, all such at once. A choice is carried when it holds more than half of
the ballots that do not rest and meets `pass`. Of two that are left, equals are a tie (P3).

Who leaves among equals is told by the round before, and the one before that; where no round tells, by the lot
(`lot`), which is put on record.

Source: W. R. Ware (1871), the single-winner case of Hare's; equals by the most recent earlier stage as in the
Scottish Local Government Elections Order 2007. Keeps anonymity, the
majority and Condorcet loser criteria, independence of clones, later-no-harm; neutrality up to the lot. Not
monotone, and it can pass over a Condorcet winner: `schulze` cannot.
"""

from collections.abc import Mapping, Sequence

from bot.deliberation.figures import Figures
from bot.deliberation.voting.leading import standing, tied
from bot.deliberation.voting.lot import draw
from bot.deliberation.voting.paper import ABSTAIN, Ballot, Ballots, Named, Paper, listed, named_in, some_of, summed
from bot.deliberation.voting.tally import Reason, Tally, Verdict, compare, unmet
from bot.deliberation.voting.terms import Terms

OUTCOMES = frozenset({"passed", "failed", "tied"})
PASSES = True
TERMS: Mapping[str, object] = {"max": None}

Pile = list[tuple[Named, int, Figures]]
"""Ballots with the place in them that counts now, and their weight."""


def options(choices: Sequence[str]) -> tuple[str, ...]:
    """The motion's choices, and to abstain."""
    return (*choices, ABSTAIN)


def read(ballot: object, paper: Paper, terms: Terms) -> Ballot:
    """A ballot is a list of choices, first preference first, or `abstain`; see `paper.some_of`."""
    return ABSTAIN if ballot == ABSTAIN else some_of(ballot, paper, terms.max)


def tally(ballots: Ballots, paper: Paper) -> Mapping[str, Figures]:
    """First preferences, and who abstains."""
    return summed(((named[0], weight) for named, weight in named_in(ballots)), paper.ids, ballots)


def verdict(terms: Terms, tally: Tally) -> Verdict:
    """Passed, tied between the last two, or failed where the last one misses `pass`; `steps` hold the rounds."""
    piles: dict[str, Pile] = {option: [] for option in tally.paper.ids}
    for named, weight in named_in(tally.ballots):
        piles[named[0]].append((named, 0, weight))
    resting = Figures()
    rounds: list[dict[str, int]] = []
    steps: list[Reason] = []
    while True:
        held = {option: sum((weight for _, _, weight in pile), Figures()) for option, pile in piles.items()}
        counts = {option: terms.measure(figures) for option, figures in held.items()}
        ordered = sorted(counts, key=lambda option: -counts[option])
        rounds.append(counts)
        shown = {option: counts[option] for option in ordered if counts[option]}
        steps.append(
            Reason(
                "step-round",
                {"round": len(rounds), "standing": standing(shown), "resting": terms.measure(resting)},
            )
        )
        leader = ordered[0] if ordered else ""
        if not shown:
            return Verdict("failed", (), (Reason("verdict-nobody-for-any"),))
        checks = compare(terms.passing, held[leader], tally)
        missed = unmet("verdict-choice-missed", checks, option=leader)
        if 2 * counts[leader] > sum(counts.values()):
            if not missed:
                reason = Reason("verdict-carried", {"options": leader, "count": 1})
                return Verdict("passed", checks, (reason,), chosen=(leader,), steps=tuple(steps))
            if len(shown) <= 2:
                return Verdict("failed", checks, missed, steps=tuple(steps))
        elif len(shown) == 2:
            return Verdict("tied", checks, (tied(counts[leader], list(shown)),), steps=tuple(steps))
        leaving = _leaving(rounds, tally.seed, steps)
        for option in leaving:
            resting += _go_on(piles, option, leaving)


def _leaving(rounds: list[dict[str, int]], seed: str, steps: list[Reason]) -> list[str]:
    """Who leaves after the last of these rounds, and the step that says why."""
    counts = rounds[-1]
    if without := [option for option, count in counts.items() if not count]:
        steps.append(
            Reason("step-out", {"round": len(rounds), "options": listed(without), "votes": 0, "how": "fewest"})
        )
        return without
    how, equals = "fewest", list(counts)
    for earlier in reversed(rounds):
        least = min(earlier[option] for option in equals)
        equals = [option for option in equals if earlier[option] == least]
        if len(equals) == 1:
            break
        how = "earlier"
    if len(equals) > 1:
        drawn = draw(seed, f"round {len(rounds)}", equals)
        how = "lot"
        steps.append(
            Reason("step-lot", {"round": len(rounds), "options": listed(equals), "option": drawn[0], "seed": seed})
        )
        equals = drawn[:1]
    votes = counts[equals[0]]
    steps.append(Reason("step-out", {"round": len(rounds), "options": equals[0], "votes": votes, "how": how}))
    return equals


def _go_on(piles: dict[str, Pile], option: str, leaving: Sequence[str]) -> Figures:
    """Move the ballots of a choice that leaves to their next; returns the weight of those that rest from now on."""
    resting = Figures()
    for named, place, weight in piles.pop(option):
        for further in range(place + 1, len(named)):
            if named[further] in piles and named[further] not in leaving:
                piles[named[further]].append((named, further, weight))
                break
        else:
            resting += weight
    return resting
