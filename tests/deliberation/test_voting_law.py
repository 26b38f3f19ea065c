"""The law's floor under owners' votes, silence by local rule, second meetings, the chair's ballot; domain.md §3.8."""

from typing import Any

import pytest

from bot.deliberation.figures import Figures, percent
from bot.deliberation.voting.decide import count, decide
from bot.deliberation.voting.matters import below
from bot.deliberation.voting.paper import Paper
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.tally import Verdict
from bot.flow_law import law_in_force

LAW = law_in_force()
QUOTED = {"source": "《幸福里管理规约》第十六条", "quote": "已送达选票的业主未在规定期限内反馈的,按多数意见计算。"}
SILENCE = Rule.model_validate(
    {"electorate": "owner", "silence": "with_majority_if_delivered", "local_rule": QUOTED, "matter": "manager"}
)


def share(op: str, num: int, den: int, base: str) -> dict[str, Any]:
    part = {"op": op, "num": num, "den": den, "base": base}
    return {"head": part, "area": part}


def owners(**stated: Any) -> Rule:
    return Rule.model_validate({"electorate": "owner", **stated})


def votes(rule: Rule, agree: int, oppose: int, abstain: int = 0, *, of: int = 1291, silent: int = 0) -> Verdict:
    """Every owner with 100.00 m²."""
    found = {"agree": agree, "oppose": oppose, "abstain": abstain}
    tally = count(
        rule,
        Paper(),
        {option: Figures(n, n * 100_00) for option, n in found.items() if n},
        electorate=Figures(of, of * 100_00),
        silent=Figures(silent, silent * 100_00),
    )
    return decide(rule, tally)


def test_p2_silence_of_those_to_whom_a_ballot_was_delivered_goes_with_the_majority_where_a_local_rule_says_so() -> None:
    """The court's case: 1,291 votes, 417 for, 278 against, 8 abstaining, 584 delivered and not returned."""
    verdict = votes(SILENCE, 417, 278, 8, silent=584)
    assert verdict.outcome == "passed"
    assert [(check.votes, check.base) for check in verdict.quorum] == [(1287, 1291), (1287 * 100_00, 1291 * 100_00)]
    assert [(check.votes, check.base) for check in verdict.passing] == [(1001, 1287), (1001 * 100_00, 1287 * 100_00)]
    assert percent(1001, 1287) == "77.78"
    assert verdict.steps[0].params == {"heads": 584, "area": 584 * 100_00, "option": "agree"}


def test_p2_without_the_rule_silence_is_not_a_vote() -> None:
    verdict = votes(owners(), 417, 278, 8, silent=584)
    assert (verdict.outcome, verdict.quorum[0].votes) == ("inquorate", 703)
    assert percent(703, 1291) == "54.45"
    assert votes(SILENCE, 417, 278, 8).outcome == "inquorate", "nothing was logged as delivered"


def test_silence_goes_with_a_majority_against_as_well_and_with_none_where_there_is_none() -> None:
    assert votes(SILENCE, 278, 417, 8, silent=584).outcome == "failed"
    assert votes(SILENCE, 350, 350, silent=584).outcome == "inquorate"
    split = count(
        SILENCE,
        Paper(),
        {"agree": Figures(60, 20_00), "oppose": Figures(40, 80_00)},
        electorate=Figures(300, 300_00),
        silent=Figures(190, 190_00),
    )
    assert decide(SILENCE, split).outcome == "inquorate", "heads and area are for different sides"


MATTERS = ["rules", "covenant", "committee", "manager", "use_fund", "other", "raise_fund", "rebuild", "common_use"]


@pytest.mark.parametrize("matter", MATTERS)
def test_the_file_says_of_every_matter_what_the_code_asks(matter: Any) -> None:
    """民法典 278: two thirds take part; more than half agree, of items six to eight three quarters."""
    heavy = matter in ("raise_fund", "rebuild", "common_use")
    floor = LAW.matters[matter]
    assert floor.quorum.model_dump() == share("ge", 2, 3, "electorate")
    assert floor.passing.model_dump() == share(*(("ge", 3, 4) if heavy else ("gt", 1, 2)), "participating")
    assert set(LAW.matters) == set(MATTERS)


@pytest.mark.parametrize(
    ("matter", "agree", "oppose", "outcome"),
    [
        ("manager", 400, 200, "passed"),
        ("manager", 399, 200, "inquorate"),
        ("manager", 301, 299, "passed"),
        ("manager", 300, 300, "tied"),
        ("rebuild", 450, 150, "passed"),
        ("rebuild", 449, 151, "failed"),
    ],
    ids=["exactly two thirds", "one owner short", "more than half", "half", "exactly three quarters", "one vote short"],
)  # fmt: skip
def test_owners_decide_at_exactly_what_the_law_asks(matter: Any, agree: int, oppose: int, outcome: str) -> None:
    floor = LAW.matters[matter]
    rule = owners(matter=matter, quorum=floor.quorum.model_dump(), **{"pass": floor.passing.model_dump()})
    assert votes(rule, agree, oppose, of=900).outcome == outcome


@pytest.mark.parametrize(
    ("matter", "stated", "missed"),
    [
        ("other", {}, []),
        (None, {}, []),
        ("rebuild", {}, ["pass"]),
        ("rebuild", {"pass": share("ge", 3, 4, "participating")}, []),
        ("rebuild", {"pass": share("ge", 4, 5, "participating")}, []),
        ("rebuild", {"pass": share("ge", 3, 4, "electorate")}, []),
        ("rebuild", {"pass": share("ge", 3, 4, "decisive")}, ["pass"]),
        ("rebuild", {"pass": {"head": share("ge", 3, 4, "participating")["head"]}}, ["pass"]),
        ("other", {"pass": share("ge", 1, 2, "participating")}, ["pass"]),
        ("other", {"pass": share("ge", 51, 100, "participating")}, []),
        ("other", {"quorum": share("gt", 1, 2, "electorate")}, ["quorum"]),
        ("other", {"quorum": share("gt", 2, 3, "electorate")}, []),
        ("other", {"quorum": None}, ["quorum"]),
        ("other", {"abstain": "ignored"}, ["abstain"]),
        ("other", {"options": "single", "pass": None}, ["pass"]),
        ("other", {"reconvene": {"after": "7d", "quorum": share("ge", 1, 4, "electorate")}}, ["reconvene"]),
    ],
)
def test_a_rule_is_below_the_law_where_something_could_pass_that_the_law_does_not_let_pass(
    matter: Any, stated: dict[str, Any], missed: list[str]
) -> None:
    rule = owners(matter=matter, **stated)
    assert below(rule, LAW.floor(rule)) == missed


def test_p1_abstentions_take_part_unless_the_rule_ignores_them() -> None:
    assert votes(owners(quorum=None), 5, 4, 2, of=20).outcome == "failed"
    assert votes(owners(quorum=None, abstain="ignored"), 5, 4, 2, of=20).outcome == "passed"


def test_p3_a_tie_is_not_passed() -> None:
    assert votes(owners(), 5, 5, of=10).outcome == "tied"


@pytest.mark.parametrize(
    ("agree", "of", "text"),
    [(2, 3, "66.67"), (1, 3, "33.33"), (1001, 1287, "77.78"), (1, 8, "12.50"), (32, 47, "68.09")],
)
def test_p20_and_e29_percentages_have_two_decimals_and_decide_nothing(agree: int, of: int, text: str) -> None:
    assert percent(agree, of) == text
    exact = votes(owners(quorum=share("ge", 2, 3, "electorate")), agree, 0, of=of)
    assert exact.quorum[0].met is (3 * agree >= 2 * of)


def test_a_second_meeting_asks_for_less_turnout_and_for_nothing_else() -> None:
    quarter = share("ge", 1, 4, "electorate")
    rule = owners(extend={"by": "5d"}, reconvene={"after": "7d", "quorum": quarter})
    second = rule.second_meeting()
    assert (votes(rule, 30, 10, of=100).outcome, votes(second, 30, 10, of=100).outcome) == ("inquorate", "passed")
    assert votes(second, 14, 10, of=100).outcome == "inquorate"
    assert (second.passing, second.extend, second.reconvene) == (rule.passing, None, None)
    assert owners().second_meeting() == owners()
