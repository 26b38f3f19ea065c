"""Ranked choice by the Schulze method 排序(舒尔策): every choice is compared with every other, by all ballots at once.

A ballot prefers what it ranks to what it ranks later and to what it does not rank. One choice beats another where
more prefer it than the other way round; a path from one choice to another is as strong as its weakest win, counted
by the ballots for it. The choice that is nowhere at the wrong end of a stronger path is carried; several such are
a tie.

Source: M. Schulze, «A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
election method» (2011), with winning votes. Keeps anonymity, neutrality, monotonicity, the Condorcet, Smith and
majority criteria, independence of clones, reversal symmetry; not participation or later-no-harm.
"""

from collections.abc import Mapping, Sequence

from bot.deliberation.figures import Figures
from bot.deliberation.voting import ranked
from bot.deliberation.voting.paper import ABSTAIN, Ballot, Ballots, Paper, listed, named_in
from bot.deliberation.voting.tally import Reason, Tally, Verdict
from bot.deliberation.voting.terms import Terms

OUTCOMES = frozenset({"passed", "failed", "tied"})
PASSES = False
TERMS: Mapping[str, object] = {"max": None}

Matrix = list[list[int]]


def options(choices: Sequence[str]) -> tuple[str, ...]:
    """The motion's choices, and to abstain."""
    return (*choices, ABSTAIN)


def read(ballot: object, paper: Paper, terms: Terms) -> Ballot:
    """A ballot is a list of choices, first preference first, or `abstain`, as for `ranked`."""
    return ranked.read(ballot, paper, terms)


def tally(ballots: Ballots, paper: Paper) -> Mapping[str, Figures]:
    """First preferences, and who abstains: for the record, the count itself compares whole ballots."""
    return ranked.tally(ballots, paper)


def verdict(terms: Terms, tally: Tally) -> Verdict:
    """Passed with one choice, or tied between several; `steps` compare it with each other choice."""
    ids = tally.paper.ids
    preferred = preferences(tally.ballots, ids)
    if not any(map(any, preferred)):
        return Verdict("failed", (), (Reason("verdict-nobody-for-any"),))
    strength, through = paths(preferred)
    every = range(len(ids))
    best = [a for a in every if all(strength[a][b] >= strength[b][a] for b in every)]
    steps = tuple(_step(ids, preferred, strength, through, best[0], b) for b in every if b not in best)
    if len(best) > 1:
        reason = Reason("verdict-paths-level", {"options": listed(ids[a] for a in best)})
        return Verdict("tied", (), (reason,), steps=steps)
    winner = best[0]
    beats_all = all(preferred[winner][b] > preferred[b][winner] for b in every if b != winner)
    reason = Reason("verdict-beats-all" if beats_all else "verdict-strongest", {"option": ids[winner]})
    return Verdict("passed", (), (reason,), chosen=(ids[winner],), steps=steps)


def preferences(ballots: Ballots, ids: Sequence[str]) -> Matrix:
    """How many prefer the choice of the row to that of the column."""
    place = {option: at for at, option in enumerate(ids)}
    found = [[0] * len(ids) for _ in ids]
    for named, weight in named_in(ballots):
        heads, order = weight.heads, [place[option] for option in named]
        behind = set(range(len(ids)))
        for at in order:
            behind.discard(at)
            row = found[at]
            for other in behind:
                row[other] += heads
    return found


def paths(preferred: Matrix) -> tuple[Matrix, Matrix]:
    """The strength of the strongest path from row to column, and the last stop on it before the column."""
    every = range(len(preferred))
    strength = [[n if n > preferred[b][a] else 0 for b, n in enumerate(row)] for a, row in enumerate(preferred)]
    through = [[a] * len(preferred) for a in every]
    for middle in every:
        onward, stops = strength[middle], through[middle]
        for a in every:
            row, reach = strength[a], strength[a][middle]
            if a == middle or not reach:
                continue
            for b in every:
                if a != b != middle and (passing := min(reach, onward[b])) > row[b]:
                    row[b], through[a][b] = passing, stops[b]
    return strength, through


def _step(ids: Sequence[str], preferred: Matrix, strength: Matrix, through: Matrix, one: int, other: int) -> Reason:
    """Why the first is before the second: so many prefer it, or its path is the stronger one."""
    pair: dict[str, str | int] = {"option": ids[one], "other": ids[other]}
    if preferred[one][other] > preferred[other][one]:
        return Reason("step-beats", {**pair, "votes": preferred[one][other], "against": preferred[other][one]})
    way = [other]
    while way[0] != one:
        way.insert(0, through[one][way[0]])
    there, back = strength[one][other], strength[other][one]
    return Reason("step-path", {**pair, "options": listed(ids[at] for at in way), "votes": there, "against": back})
