"""The axioms each way to vote says it keeps, on any ballots Hypothesis thinks of."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.deliberation.figures import Figures
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.decide import count, decide
from bot.deliberation.voting.paper import Choice, Paper, written
from bot.deliberation.voting.schulze import preferences
from bot.deliberation.voting.tally import Verdict

from .counting import Profile, a_method, a_paper, came_to

FEW = settings(max_examples=60)
LETTERS = "abcde"
CHOSEN = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=5, unique=True).map(tuple)
SETS = CHOSEN.map(lambda named: tuple(sorted(named)))
GIVEN = st.dictionaries(st.sampled_from(LETTERS), st.integers(1, 5), min_size=1).map(lambda d: tuple(sorted(d.items())))
BALLOT: dict[str, st.SearchStrategy[Any]] = {
    "approve": st.sampled_from(["agree", "oppose"]),
    "single": st.sampled_from(LETTERS),
    "multi": SETS,
    "ranked": CHOSEN,
    "ranked_schulze": CHOSEN,
    "score": GIVEN,
    "rank_budget": GIVEN,
    "equal_shares": SETS,
}
COSTS = {"a": 30, "b": 50, "c": 20, "d": 70, "e": 40}
RULES = {options: a_method(options) for options in METHODS}
CHOOSING = [options for options in METHODS if options != "approve"]


def profiles(options: str, most: int = 12) -> st.SearchStrategy[list[Any]]:
    return st.lists(BALLOT[options] | st.just("abstain"), min_size=1, max_size=most)


def verdict_of(options: str, ballots: list[Any], paper: Paper | None = None) -> Verdict:
    profile: dict[Any, int] = {}
    for ballot in ballots:
        profile[ballot] = profile.get(ballot, 0) + 1
    return came_to(
        RULES[options], paper or a_paper({} if options == "approve" else COSTS), profile, budget=100, seed="s"
    )


def renamed(ballot: Any, other: dict[str, str]) -> Any:
    if isinstance(ballot, str):
        return other.get(ballot, ballot)
    if isinstance(ballot[0], tuple):
        return tuple(sorted((other[option], points) for option, points in ballot))
    return tuple(other[option] for option in ballot)


@pytest.mark.parametrize("options", METHODS)
def test_it_does_not_matter_whose_ballot_is_whose_or_which_came_first(options: str) -> None:
    @FEW
    @given(profiles(options), st.randoms(use_true_random=False))
    def holds(ballots: list[Any], random: Any) -> None:
        shuffled = ballots.copy()
        random.shuffle(shuffled)
        assert verdict_of(options, ballots) == verdict_of(options, shuffled)

    holds()


@pytest.mark.parametrize("options", CHOOSING)
def test_choices_renamed_are_chosen_by_their_new_names_where_no_lot_and_no_precedence_decides(options: str) -> None:
    """Neutrality: nothing hangs on what a choice is called or where it stands on the paper."""

    @FEW
    @given(profiles(options), st.permutations(LETTERS))
    def holds(ballots: list[Any], names: list[str]) -> None:
        other = dict(zip(LETTERS, names, strict=True))
        one = Paper(tuple(Choice(o, COSTS[o], submitted=n) for n, o in enumerate(LETTERS)))
        renamed_paper = Paper(
            tuple(Choice(other[o], COSTS[o], submitted=n) for n, o in reversed([*enumerate(LETTERS)]))
        )
        found, again = (
            verdict_of(options, ballots, one),
            verdict_of(options, [renamed(ballot, other) for ballot in ballots], renamed_paper),
        )
        if all(step.key != "step-lot" for step in found.steps):
            assert again.outcome == found.outcome
            assert {other[option] for option in found.chosen} == set(again.chosen)

    holds()


RAISED: dict[str, Callable[[Any, str], Any]] = {
    "single": lambda ballot, option: option,
    "multi": lambda ballot, option: tuple(sorted({*ballot, option})),
    "ranked_schulze": lambda ballot, option: (option, *(o for o in ballot if o != option)),
    "score": lambda ballot, option: tuple(sorted({**dict(ballot), option: 5}.items())),
}


@pytest.mark.parametrize("options", RAISED)
def test_more_support_for_what_is_carried_never_undoes_it(options: str) -> None:
    """Monotonicity, where it is kept: not by instant run-off, and not by equal shares."""

    @FEW
    @given(profiles(options), st.integers(0, 11))
    def holds(ballots: list[Any], at: int) -> None:
        verdict = verdict_of(options, ballots)
        at %= len(ballots)
        if verdict.outcome == "passed" and ballots[at] != "abstain":
            better = [*ballots[:at], RAISED[options](ballots[at], verdict.chosen[0]), *ballots[at + 1 :]]
            assert verdict.chosen[0] in verdict_of(options, better).chosen

    holds()


@pytest.mark.parametrize("options", ["single", "ranked", "ranked_schulze"])
def test_whom_more_than_half_put_first_is_carried(options: str) -> None:
    @FEW
    @given(st.lists(BALLOT[options], min_size=1, max_size=8), st.sampled_from(LETTERS))
    def holds(ballots: list[Any], first: str) -> None:
        alone = first if options == "single" else (first,)
        assert verdict_of(options, [*ballots, *[alone] * (len(ballots) + 1)]).chosen == (first,)

    holds()


def beats(ballots: list[Any]) -> dict[str, set[str]]:
    """Whom each choice beats, compared two by two."""
    weighed: dict[Any, Figures] = {}
    for ballot in ballots:
        weighed[ballot] = weighed.get(ballot, Figures()) + Figures(1)
    found = preferences(weighed, LETTERS)
    at = {option: n for n, option in enumerate(LETTERS)}
    return {a: {b for b in LETTERS if found[at[a]][at[b]] > found[at[b]][at[a]]} for a in LETTERS}


@FEW
@given(profiles("ranked_schulze"))
def test_schulze_carries_whoever_beats_everybody_and_only_out_of_the_smith_set(ballots: list[Any]) -> None:
    """Condorcet and Smith: the smallest set whose members all beat everybody outside it."""
    verdict = verdict_of("ranked_schulze", ballots)
    won = beats(ballots)
    smith = min(
        ({a for a in LETTERS if len(won[a]) >= least} for least in range(5)),
        key=lambda group: (not all(set(LETTERS) - group <= won[a] for a in group) or not group, len(group)),
    )
    level = verdict.reasons[0].params.get("options", "") if verdict.outcome == "tied" else ""
    assert {*verdict.chosen, *str(level).split()} <= smith
    for option in LETTERS:
        if len(won[option]) == len(LETTERS) - 1:
            assert verdict.chosen == (option,)


@pytest.mark.parametrize("options", ["rank_budget", "equal_shares"])
def test_never_is_more_spent_than_there_is_nor_on_what_nobody_wants(options: str) -> None:
    @FEW
    @given(profiles(options), st.integers(0, 250))
    def holds(ballots: list[Any], budget: int) -> None:
        profile: dict[Any, int] = {}
        for ballot in ballots:
            profile[ballot] = profile.get(ballot, 0) + 1
        verdict = came_to(RULES[options], a_paper(COSTS), profile, budget=budget)
        assert sum(COSTS[option] for option in verdict.chosen) <= budget
        left = budget - sum(COSTS[option] for option in verdict.chosen)
        wanted = {o if isinstance(o, str) else o[0] for ballot in ballots if ballot != "abstain" for o in ballot}
        assert set(verdict.chosen) <= wanted
        assert all(COSTS[option] > left for option in wanted - set(verdict.chosen)), "something that fits was left out"

    holds()


@FEW
@given(profiles("equal_shares"), st.integers(1, 5), st.sets(st.sampled_from(LETTERS), min_size=1))
def test_a_group_with_the_same_wishes_has_its_share_spent_on_them(
    ballots: list[Any], group: int, wishes: set[str]
) -> None:
    """Who hold the cost of all their wishes together are given at least one of them before anything is filled in."""
    everybody = [*(b for b in ballots if b != "abstain"), *[tuple(sorted(wishes))] * group]
    cost = sum(COSTS[wish] for wish in wishes)
    if group * 100 >= cost * len(everybody):
        assert wishes & set(verdict_of("equal_shares", everybody).chosen)


@pytest.mark.parametrize("options", METHODS)
def test_equal_ballots_count_the_same_one_by_one_and_together(options: str) -> None:
    @FEW
    @given(BALLOT[options], st.integers(1, 40))
    def holds(ballot: Any, heads: int) -> None:
        paper: Paper = a_paper({} if options == "approve" else COSTS)
        one_by_one = Figures()
        for _ in range(heads):
            one_by_one += Figures(1, 100)
        profile: Profile = {ballot: heads}
        together = count(RULES[options], paper, {written(ballot): one_by_one}, budget=100)
        assert decide(RULES[options], together) == came_to(RULES[options], paper, profile, budget=100)

    holds()
