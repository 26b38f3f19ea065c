"""A thousand random elections a method, judged by libraries of other people; where they differ, a tie says why."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

import pytest
import votelib.convert as convert
import votelib.evaluate.condorcet as condorcet
import votelib.evaluate.core as core
from votelib.evaluate.cardinal import ScoreVoting
from votelib.evaluate.sequential import TransferableVoteSelector
from votelib.evaluate.threshold import RelativeThreshold

from .counting import Profile, a_method, a_paper, came_to
from .judge_budgets import PROFILES, judged
from .profiles import (
    LETTERS,
    Dice,
    a_budgeting,
    a_choice_profile,
    a_points_profile,
    a_ranked_profile,
    an_approval_profile,
)

pytestmark = pytest.mark.slow

FREE: dict[str, Any] = {"pass": None}


def elected(found: Iterable[Any]) -> tuple[set[str], set[str]]:
    """Who is elected by what votelib returns, and who is in a tie for the places left."""
    sure, tied = set[str](), set[str]()
    for one in found:
        if isinstance(one, core.Tie):
            tied |= set(one)
        else:
            sure.add(one)
    return sure, tied


def named(verdict: Any, key: str = "verdict-level") -> set[str]:
    return {o for reason in verdict.reasons if reason.key == key for o in str(reason.params["options"]).split()}


def first(votes: Profile, seats: int) -> Any:
    return core.Plurality().evaluate(dict(votes), seats)


JUDGES: dict[str, tuple[dict[str, Any], Callable[[int], Profile], Callable[[Profile], Any]]] = {
    "single": (FREE, a_choice_profile, lambda profile: first(profile, 1)),
    "multi": (
        FREE | {"winners": 2},
        an_approval_profile,
        lambda profile: first(
            convert.ApprovalToSimpleVotes().convert({frozenset(b): n for b, n in profile.items()}), 2
        ),
    ),
    "score": (
        {"winners": 2},
        a_points_profile,
        lambda profile: ScoreVoting(function="sum", unscored_value=0).evaluate(
            {frozenset(b): n for b, n in profile.items()}, 2
        ),
    ),
}


@pytest.mark.parametrize("options", JUDGES)
def test_what_adds_up_is_carried_as_votelib_elects(options: str) -> None:
    """The same winners, and the same equals competing for the last place."""
    stated, profile_of, judge = JUDGES[options]
    rule, paper = a_method(options, **stated), a_paper(LETTERS[:6])
    for seed in range(1000):
        profile = profile_of(seed)
        verdict = came_to(rule, paper, profile)
        assert (set(verdict.chosen), named(verdict)) == elected(judge(profile)), seed


@pytest.mark.parametrize(("op", "num", "den"), [("gt", 1, 2), ("ge", 2, 3), ("ge", 3, 4)])
def test_a_motion_is_carried_where_votelib_finds_its_share(op: str, num: int, den: int) -> None:
    """«At least» is judged from the other side: those who do not agree are no more than the rest."""
    rule = a_method("approve", **{"pass": {"head": {"op": op, "num": num, "den": den, "base": "participating"}}})
    share = Fraction(num, den)
    carried = 0
    for seed in range(1000):
        dice = Dice(f"approve {seed}")
        profile = {"agree": dice.upto(40, 0), "oppose": dice.upto(20, 0), "abstain": dice.upto(6, 0)}
        votes = {"for": profile["agree"], "not for": profile["oppose"] + profile["abstain"]}
        if not sum(votes.values()):
            continue
        if op == "gt":
            expected = "for" in RelativeThreshold(share, accept_equal=False).evaluate(votes)
        else:
            expected = "not for" not in RelativeThreshold(1 - share, accept_equal=False).evaluate(votes)
        verdict = came_to(rule, a_paper(""), {option: n for option, n in profile.items() if n})
        assert (verdict.outcome == "passed") is expected, seed
        carried += expected
    assert 100 < carried < 900


def test_the_first_two_go_to_the_second_ballot() -> None:
    rule, paper = a_method("single", runoff=True), a_paper(LETTERS[:6])
    ballots = dict[str, int]()
    for seed in range(1000):
        profile = a_choice_profile(seed)
        verdict = came_to(rule, paper, profile)
        sure, tied = elected(first(profile, 2))
        ballots[verdict.outcome] = ballots.get(verdict.outcome, 0) + 1
        if 2 * max(profile.values()) > sum(profile.values()):
            assert (verdict.outcome, *verdict.chosen) == ("passed", max(profile, key=lambda o: profile[o])), seed
        elif verdict.outcome == "runoff":
            assert set(verdict.chosen) == sure | tied, seed
        else:
            assert tied, seed
    assert ballots["runoff"] > 200


def test_instant_runoffs_are_won_by_whom_votelib_elects() -> None:
    """A thousand without a tie on the way, where votelib gives up: how ties are decided, the steps say."""
    rule, paper = a_method("ranked", **FREE), a_paper("abcde")
    judge, judged_alike, seed = TransferableVoteSelector(retainer=core.Plurality()), 0, 0
    while judged_alike < 1000:
        seed += 1
        assert seed < 4000, "too few without a tie"
        profile = a_ranked_profile(seed, most=120)
        verdict = came_to(rule, paper, profile, seed=str(seed))
        decided = verdict.outcome == "tied" or any(
            step.params.get("how", "fewest") != "fewest" for step in verdict.steps
        )
        try:
            found = judge.evaluate(dict(profile), 1)
        except NotImplementedError:
            continue
        if not decided:
            assert verdict.chosen == tuple(found), seed
            judged_alike += 1


def test_schulze_carries_whom_votelib_elects_and_ties_hold_its_choice() -> None:
    rule, paper = a_method("ranked_schulze"), a_paper("abcde")
    for seed in range(1000):
        profile = a_ranked_profile(seed)
        verdict = came_to(rule, paper, profile)
        pairs = convert.RankedToCondorcetVotes().convert(dict(profile))
        sure, tied = elected(condorcet.Schulze().evaluate(pairs, 1))
        if not pairs:
            continue  # all ballots name the same one alone, and votelib knows nobody it could beat
        if verdict.outcome == "passed":
            assert (set(verdict.chosen), set()) == (sure, tied), seed
        else:
            # votelib goes on to count how many each beats, which may part those nobody beats
            assert sure | tied <= named(verdict, "verdict-paths-level"), seed
        beaten = condorcet.CondorcetWinner().evaluate(pairs)
        assert not beaten or verdict.chosen == tuple(beaten), seed


@pytest.mark.parametrize(
    ("at", "options", "stated"),
    [
        (0, "equal_shares", {"utility": "cost"}),
        (1, "equal_shares", {"utility": "votes"}),
        (2, "rank_budget", {"on_misfit": "skip"}),
    ],
    ids=["equal shares over cost", "equal shares over votes", "points in order"],
)
def test_projects_are_funded_as_pabutools_funds_them(at: int, options: str, stated: dict[str, Any]) -> None:
    """Its judgement is written down in `budgets.json`; see `judge_budgets`."""
    expected, rule = judged(), a_method(options, **stated)
    assert len(expected) == PROFILES
    for seed, found in enumerate(expected):
        one = a_budgeting(seed)
        profile = one.points if options == "rank_budget" else one.wanted
        verdict = came_to(rule, a_paper(one.costs), profile, budget=one.budget)
        assert "".join(sorted(verdict.chosen)) == found[at], seed
