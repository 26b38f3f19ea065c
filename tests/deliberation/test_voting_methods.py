"""Each way to vote: what a ballot may say, what it comes to, and the reasons a neighbour is given."""

import itertools
from dataclasses import replace
from typing import Any

import pytest

from bot.deliberation.figures import Figures
from bot.deliberation.refusal import Refused
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.budget import Envelope
from bot.deliberation.voting.decide import count, counters, decide, read
from bot.deliberation.voting.lot import draw
from bot.deliberation.voting.paper import Choice, Paper
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.tally import Verdict

from .counting import a_method, a_paper, came_to, rankings

ABC = a_paper("abc")
NONE: dict[str, Any] = {"pass": None}

LISTS = ("multi", "ranked", "ranked_schulze", "equal_shares")
POINTS = ("score", "rank_budget")


def keys(verdict: Verdict) -> list[str]:
    return [reason.key for reason in verdict.reasons]


# --- ballots ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", METHODS)
def test_every_ballot_of_every_method_is_kept_as_one_text_and_read_back_from_it(options: str) -> None:
    rule, paper = a_method(options), Paper() if options == "approve" else ABC
    texts = {"approve": "agree", "single": "b"} | dict.fromkeys(LISTS, '["a", "b"]') | dict.fromkeys(POINTS, '{"a": 3}')
    kept = read(rule, paper, texts[options])
    assert read(rule, paper, kept) == kept
    assert read(rule, paper, "abstain") == "abstain"
    assert sum(counters({kept: Figures(3), "abstain": Figures(2)}).values(), Figures()) == Figures(5)


@pytest.mark.parametrize("options", METHODS)
@pytest.mark.parametrize(
    "text",
    ["", "z", "Abstain", "null", "true", '["z"]', "[]", "{}", '["a","a"]', '[["a"]]', "[1]", '{"a":6}', '{"a":-1}',
     '{"a":1.5}', '{"a":true}', '{"a":"5"}', '{"z":1}', '{"a":0}', '{"a":1,"a":2}', '["a"', "[" * 9000, '["abstain"]'],
)  # fmt: skip
def test_a_ballot_that_cannot_be_counted_is_refused_with_a_reason_and_never_dropped(options: str, text: str) -> None:
    rule, paper = a_method(options), Paper() if options == "approve" else ABC
    with pytest.raises(Refused) as refused:
        read(rule, paper, text)
    assert refused.value.refusal.key.startswith("ballot-")
    with pytest.raises(Refused):
        count(rule, paper, {"abstain": Figures(1), text: Figures(1)})


@pytest.mark.parametrize("options", ["multi", "ranked", "ranked_schulze", "equal_shares"])
def test_a_ballot_names_no_more_than_the_rule_allows(options: str) -> None:
    rule = a_method(options, max=2)
    assert read(rule, ABC, '["c","a"]')
    with pytest.raises(Refused) as refused:
        read(rule, ABC, '["a","b","c"]')
    assert refused.value.refusal.key == "ballot-too-many"
    assert refused.value.refusal.params == {"most": 2, "named": 3}


def test_the_order_counts_where_choices_are_ranked_and_nowhere_else() -> None:
    assert read(a_method("multi"), ABC, '["c","a"]') == read(a_method("multi"), ABC, '["a","c"]') == '["a","c"]'
    assert read(a_method("ranked"), ABC, '["c","a"]') == '["c","a"]'
    assert read(a_method("score"), ABC, '{"c":5,"b":0,"a":1}') == '{"a":1,"c":5}'


def test_a_ballot_moves_one_running_count_however_many_choices_it_names() -> None:
    """So the hundred-thousandth costs what the tenth did, and the sum of the counts is the turnout."""
    found = {
        '["a","b"]': Figures(2),
        '["c"]': Figures(3),
        '{"a":1}': Figures(1),
        "b": Figures(4),
        "abstain": Figures(5),
    }
    assert counters(found) == {"cast": Figures(6), "b": Figures(4), "abstain": Figures(5)}


@pytest.mark.parametrize("options", METHODS)
def test_abstaining_is_taking_part_and_only_abstaining_carries_nothing(options: str) -> None:
    paper = Paper() if options == "approve" else ABC
    verdict = came_to(a_method(options), paper, {"abstain": 3}, budget=100)
    assert verdict.outcome in ("failed", "tied")
    assert verdict.chosen == ()


# --- single -----------------------------------------------------------------------------------------------

RUNOFF = a_method("single", runoff=True)


@pytest.mark.parametrize(
    ("votes", "outcome", "chosen"),
    [
        ((6, 3, 2, 0), "passed", "a"),
        ((5, 3, 2, 0), "runoff", "ab"),
        ((5, 5, 2, 0), "runoff", "ab"),
        ((6, 6, 0, 0), "runoff", "ab"),
        ((5, 3, 3, 0), "runoff", "abc"),
        ((5, 3, 3, 3), "tied", ""),
        ((4, 4, 4, 0), "tied", ""),
        ((3, 3, 3, 3), "tied", ""),
        ((0, 0, 0, 0), "failed", ""),
    ],
    ids=["more than half", "first and second", "two lead", "two level at half", "two level for the second place",
         "three level for the second place: the same ballot again", "three lead", "all level", "nobody for any"],
)  # fmt: skip
def test_a_single_choice_without_a_majority_goes_to_the_first_two(
    votes: tuple[int, ...], outcome: str, chosen: str
) -> None:
    verdict = came_to(RUNOFF, a_paper("abcd"), {**dict(zip("abcd", votes, strict=True)), "abstain": 0})
    assert (verdict.outcome, "".join(verdict.chosen)) == (outcome, chosen)


def test_a_majority_is_one_of_those_who_take_part_abstentions_among_them() -> None:
    assert came_to(RUNOFF, ABC, {"a": 6, "b": 3, "abstain": 3}).outcome == "runoff"
    assert came_to(a_method("single"), ABC, {"a": 6, "b": 3, "abstain": 3}).outcome == "failed"
    assert came_to(a_method("single", abstain="ignored"), ABC, {"a": 6, "b": 3, "abstain": 3}).outcome == "passed"


def test_without_a_runoff_a_single_choice_fails_short_of_a_majority_and_is_tied_between_leaders() -> None:
    short = came_to(a_method("single"), ABC, {"a": 5, "b": 4, "c": 3})
    assert (short.outcome, short.reasons[0].key) == ("failed", "verdict-choice-missed")
    assert short.reasons[0].params == {"option": "a", "measure": "heads", "votes": 5, "needed": 7}
    level = came_to(a_method("single"), ABC, {"a": 5, "b": 5, "c": 3})
    assert (level.outcome, level.reasons[0].params) == ("tied", {"options": "a b", "votes": 5})


def test_with_an_empty_pass_the_first_wins_whatever_its_share() -> None:
    assert came_to(a_method("single", **NONE), ABC, {"a": 4, "b": 3, "c": 3}).chosen == ("a",)
    assert came_to(a_method("single", **NONE), ABC, {"a": 4, "b": 4, "c": 3}).outcome == "tied"


def test_a_second_ballot_of_two_needs_a_majority_too_and_is_not_followed_by_the_same() -> None:
    assert came_to(RUNOFF, a_paper("ab"), {"a": 5, "b": 4, "abstain": 2}).outcome == "failed"
    assert came_to(RUNOFF, a_paper("ab"), {"a": 5, "b": 5}).outcome == "tied"


def test_owners_carry_a_choice_by_heads_and_by_area() -> None:
    half = {"op": "gt", "num": 1, "den": 2, "base": "participating"}
    rule = Rule.model_validate(
        {"electorate": "owner", "options": "single", "quorum": None, "pass": {"head": half, "area": half}}
    )
    few = count(rule, ABC, {"a": Figures(6, 40_00), "b": Figures(4, 60_00)})
    assert decide(rule, few).reasons[0].params["measure"] == "area"
    assert decide(rule, count(rule, ABC, {"a": Figures(6, 61_00), "b": Figures(4, 60_00)})).chosen == ("a",)


# --- approval, points -------------------------------------------------------------------------------------


def test_approval_carries_the_most_named_up_to_so_many_each_with_its_majority() -> None:
    profile = {("a", "b"): 4, ("a", "c"): 3, ("b",): 2, ("d",): 1}
    verdict = came_to(a_method("multi", winners=3), a_paper("abcd"), profile)
    assert (verdict.outcome, verdict.chosen) == ("passed", ("a", "b"))
    assert verdict.steps[0].params["standing"] == "a=7 b=6 c=3 d=1"


def test_equals_for_the_last_place_do_not_get_it_and_the_others_keep_theirs() -> None:
    profile = {("a", "b", "c"): 4, ("a",): 2}
    verdict = came_to(a_method("multi", winners=2), ABC, profile)
    assert (verdict.outcome, verdict.chosen, keys(verdict)) == ("passed", ("a",), ["verdict-carried", "verdict-level"])
    assert came_to(a_method("multi"), ABC, {("a", "b"): 4}).outcome == "tied"
    assert came_to(a_method("multi"), ABC, {("a",): 4, ("b",): 3, ("c",): 3}).outcome == "failed"


def test_points_are_added_and_not_averaged() -> None:
    profile = {(("a", 5),): 3, (("b", 2), ("c", 1)): 8}
    verdict = came_to(a_method("score"), ABC, profile)
    assert (verdict.chosen, verdict.steps[0].params["standing"]) == (("b",), "b=16 a=15 c=8")
    assert came_to(a_method("score"), ABC, {(("a", 5),): 1, (("b", 5),): 1}).outcome == "tied"


# --- ranked -----------------------------------------------------------------------------------------------

TENNESSEE = rankings((42, "mncs"), (26, "ncsm"), (15, "csnm"), (17, "sncm"))
"""A well-known example: Memphis, Nashville, Chattanooga, Knoxville (here s)."""


def test_an_instant_runoff_is_told_round_by_round() -> None:
    verdict = came_to(
        a_method("ranked"), a_paper("mncs"), rankings((42, "mncs"), (26, "ncsm"), (15, "csnm"), (17, "scnm"))
    )
    assert (verdict.outcome, verdict.chosen) == ("passed", ("s",))
    assert [step.params for step in verdict.steps] == [
        {"round": 1, "standing": "m=42 n=26 s=17 c=15", "resting": 0},
        {"round": 1, "options": "c", "votes": 15, "how": "fewest"},
        {"round": 2, "standing": "m=42 s=32 n=26", "resting": 0},
        {"round": 2, "options": "n", "votes": 26, "how": "fewest"},
        {"round": 3, "standing": "s=58 m=42", "resting": 0},
    ]
    assert verdict.passing[0].needed == 51


def test_ballots_that_rank_nobody_left_rest_and_still_count_in_the_base() -> None:
    profile = rankings((5, "a"), (4, "b"), (3, "c"))
    assert came_to(a_method("ranked", **NONE), ABC, profile).chosen == ("a",)
    failed = came_to(a_method("ranked"), ABC, profile)
    assert (failed.outcome, failed.reasons[0].params) == (
        "failed", {"option": "a", "measure": "heads", "votes": 5, "needed": 7},
    )  # fmt: skip
    assert failed.steps[-1].params["resting"] == 3


def test_the_last_two_level_are_a_tie_and_no_lot_is_drawn() -> None:
    verdict = came_to(a_method("ranked"), ABC, rankings((3, "a"), (3, "b")))
    assert (verdict.outcome, verdict.reasons[0].params) == ("tied", {"options": "a b", "votes": 3})


def test_who_leaves_among_equals_had_fewer_in_the_round_before() -> None:
    profile = rankings((6, "a"), (4, "b"), (3, "c"), (1, "dc"), (5, "e"))
    verdict = came_to(a_method("ranked", **NONE), a_paper("abcde"), profile)
    out = [step.params for step in verdict.steps if step.key == "step-out"]
    assert out[:2] == [
        {"round": 1, "options": "d", "votes": 1, "how": "fewest"},
        {"round": 2, "options": "c", "votes": 4, "how": "earlier"},
    ]


def test_who_leaves_among_those_always_level_is_drawn_by_a_lot_anybody_can_draw_again() -> None:
    profile = rankings((3, "a"), (2, "b"), (2, "c"))
    drawn = {}
    for seed in map(str, range(20)):
        verdict = came_to(a_method("ranked", **NONE), ABC, profile, seed=seed)
        lot = next(step for step in verdict.steps if step.key == "step-lot")
        assert lot.params == {"round": 1, "options": "b c", "option": draw(seed, "round 1", "bc")[0], "seed": seed}
        assert verdict == came_to(a_method("ranked", **NONE), ABC, profile, seed=seed)
        drawn[seed] = lot.params["option"]
    assert set(drawn.values()) == {"b", "c"}


def test_nobody_ranked_first_leaves_without_a_lot() -> None:
    verdict = came_to(a_method("ranked"), a_paper("abcdef"), rankings((3, "ab"), (2, "ba"), (2, "cab")))
    first = next(step for step in verdict.steps if step.key == "step-out")
    assert first.params == {"round": 1, "options": "d e f", "votes": 0, "how": "fewest"}
    assert verdict.chosen == ("a",)


def test_schulze_finds_the_choice_that_beats_every_other() -> None:
    verdict = came_to(a_method("ranked_schulze"), a_paper("mncs"), TENNESSEE)
    assert (verdict.chosen, keys(verdict)) == (("n",), ["verdict-beats-all"])
    assert {"option": "n", "other": "m", "votes": 58, "against": 42} in [step.params for step in verdict.steps]


def test_schulze_on_the_example_of_its_paper_says_by_which_path() -> None:
    """45 voters, five choices in a circle of wins; the source finds e."""
    profile = rankings(
        (5, "acbed"), (5, "adecb"), (8, "bedac"), (3, "cabed"), (7, "caebd"), (2, "cbade"), (7, "dceba"), (8, "ebadc")
    )
    verdict = came_to(a_method("ranked_schulze"), a_paper("abcde"), profile)
    assert (verdict.chosen, keys(verdict)) == (("e",), ["verdict-strongest"])
    steps = {str(step.params["other"]): step for step in verdict.steps}
    assert steps["a"].key == "step-beats"
    assert steps["c"].key == "step-path"
    assert steps["c"].params == {"option": "e", "other": "c", "options": "e d c", "votes": 28, "against": 24}


def test_a_circle_of_equals_is_a_tie() -> None:
    verdict = came_to(a_method("ranked_schulze"), ABC, rankings((1, "abc"), (1, "bca"), (1, "cab")))
    assert (verdict.outcome, verdict.reasons[0].params) == ("tied", {"options": "a b c"})


# --- money ------------------------------------------------------------------------------------------------

WISHES = {(("a", 5), ("b", 4)): 3, (("c", 5),): 2, (("d", 1),): 1}


@pytest.mark.parametrize(("on_misfit", "funded"), [("skip", ("a", "c", "d")), ("stop", ("a",))])
def test_projects_are_funded_in_the_order_of_their_points_while_the_money_lasts(
    on_misfit: str, funded: tuple[str, ...]
) -> None:
    paper = a_paper({"a": 60, "b": 50, "c": 30, "d": 10, "e": 1})
    verdict = came_to(a_method("rank_budget", on_misfit=on_misfit), paper, WISHES, budget=100)
    assert (verdict.outcome, verdict.chosen) == ("passed", funded)
    told = [(step.key, step.params.get("option")) for step in verdict.steps]
    line = [("step-line", None)] if on_misfit == "stop" else [("step-funded", "c"), ("step-funded", "d")]
    assert told == [("step-funded", "a"), ("step-misfit", "b"), *line]
    assert verdict.reasons[0].params == {
        "count": len(funded),
        "cost": 60 + 40 * (on_misfit == "skip"),
        "left": 40 * (on_misfit == "stop"),
    }


def test_equal_points_are_put_in_order_by_households_then_submission_then_id() -> None:
    everybody = {(("a", 1), ("b", 1), ("c", 1)): 2}
    rule = a_method("rank_budget")
    assert came_to(rule, a_paper({"a": 10, "b": 10, "c": 10}, c=40), everybody, budget=10).chosen == ("c",)
    assert came_to(rule, a_paper({"b": 10, "a": 10, "c": 10}), everybody, budget=10).chosen == ("b",)
    same = Paper(tuple(Choice(one, 10) for one in "cab"))
    assert came_to(rule, same, everybody, budget=10).chosen == ("a",)


@pytest.mark.parametrize("options", ["rank_budget", "equal_shares"])
def test_where_no_project_fits_the_money_is_named_and_where_nobody_wants_one_that_is(options: str) -> None:
    ballot = ("a",) if options == "equal_shares" else (("a", 1),)
    blocked = came_to(a_method(options), a_paper({"a": 42_000_00}), {ballot: 3}, budget=21_100_00)
    assert (blocked.outcome, keys(blocked)) == ("budget_blocked", ["verdict-none-fits"])
    assert keys(came_to(a_method(options), a_paper({"a": 1}), {"abstain": 3}, budget=9)) == ["verdict-nobody-for-any"]


def test_e21_a_motion_that_costs_more_than_the_envelope_holds_is_blocked() -> None:
    """E21: 21,100 against 42,000; the votes alone would carry it."""
    rule, motion = Rule(electorate="household", quorum=None, fund="community"), Paper(cost=42_000_00)
    verdict = came_to(rule, motion, {"agree": 18, "oppose": 5}, budget=Envelope(21_100_00).available)
    assert (verdict.outcome, verdict.reasons[0].params) == ("budget_blocked", {"cost": 42_000_00, "budget": 21_100_00})
    assert came_to(rule, motion, {"agree": 18, "oppose": 5}, budget=42_000_00).outcome == "passed"
    assert came_to(rule, motion, {"agree": 5, "oppose": 18}, budget=0).outcome == "failed"


def test_an_envelope_holds_what_is_neither_promised_nor_reserved() -> None:
    envelope = Envelope(200_000_00, committed=50_000_00, reserve=30_000_00)
    assert envelope.available == 120_000_00
    assert replace(envelope, committed=150_000_00).available == 20_000_00
    assert replace(envelope, committed=200_000_00).available == 0


def test_equal_shares_give_a_minority_its_part_where_a_majority_would_spend_it_all() -> None:
    projects = {"a": 40, "b": 40, "c": 40}
    votes = {("a", "b"): 6, ("c",): 4}
    proportional = came_to(a_method("equal_shares"), a_paper(projects), votes, budget=100)
    assert set(proportional.chosen) == {"a", "c"}
    points = {(("a", 1), ("b", 1)): 6, (("c", 1),): 4}
    assert set(came_to(a_method("rank_budget"), a_paper(projects), points, budget=100).chosen) == {"a", "b"}


def test_equal_shares_say_who_paid_how_much_and_what_was_filled_in() -> None:
    paper = a_paper({"a": 600, "b": 300, "c": 500})
    verdict = came_to(a_method("equal_shares"), paper, {("a",): 6, ("b",): 2, ("c",): 1}, budget=1000)
    told = [(step.key, dict(step.params)) for step in verdict.steps]
    assert told[0] == ("step-raised", {"percent": 135})
    assert told[1:3] == [
        ("step-bought", {"option": "a", "votes": 6, "cost": 600, "left": 1000, "each": 100}),
        ("step-bought", {"option": "b", "votes": 2, "cost": 300, "left": 400, "each": 150}),
    ]
    assert told[3] == ("step-misfit", {"option": "c", "votes": 1, "cost": 500, "left": 100})
    assert verdict.reasons[0].params == {"count": 2, "cost": 900, "left": 100}


def test_equal_shares_by_votes_prefer_many_small_wishes_to_one_large_one() -> None:
    paper = a_paper({"a": 90, "b": 30, "c": 30, "d": 30})
    votes = {("a", "b", "c", "d"): 10}
    rule = {utility: a_method("equal_shares", utility=utility) for utility in ("cost", "votes")}
    assert came_to(rule["votes"], paper, votes, budget=90).chosen == ("b", "c", "d")
    assert came_to(rule["cost"], paper, votes, budget=90).chosen == ("a",)


def test_the_order_of_a_lot_is_the_same_for_everybody_and_fair_to_every_name() -> None:
    first = [draw(str(seed), "round 1", "abc")[0] for seed in range(3000)]
    assert all(900 < first.count(one) < 1100 for one in "abc")
    assert all(draw("s", "o", order) == draw("s", "o", "abc") for order in itertools.permutations("abc"))
