"""Rules and counting: the cases of the field, what a rule may not say, and the axioms every count keeps."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.deliberation.figures import Figures, area_from_text, area_text, count_holdings, percent
from bot.deliberation.flaw import Flaw
from bot.deliberation.voting.decide import count, decide, quorum_checks
from bot.deliberation.voting.paper import Paper
from bot.deliberation.voting.rules import Rule, in_time
from bot.deliberation.voting.shares import Ratio
from bot.deliberation.voting.tally import Tally

HOUSEHOLDS = Rule(electorate="household")
OWNERS = Rule(electorate="owner")
MEMBERS = Rule(electorate="member")


def a_rule(**stated: Any) -> Rule:
    return Rule.model_validate({"electorate": "household", **stated})


def part(op: str, num: int, den: int, base: str) -> dict[str, Any]:
    return {"op": op, "num": num, "den": den, "base": base}


def a_tally(agree: int, oppose: int, abstain: int = 0, **others: Any) -> Tally:
    options = {"agree": Figures(agree), "oppose": Figures(oppose), "abstain": Figures(abstain)}
    return Tally(Figures(agree + oppose + abstain), options, **others)


def of_32(agree: int, oppose: int, abstain: int = 0) -> Tally:
    return a_tally(agree, oppose, abstain, electorate=Figures(32))


def owners(electorate: Figures, agree: Figures, oppose: Figures) -> Tally:
    return Tally(agree + oppose, {"agree": agree, "oppose": oppose}, electorate)


@pytest.mark.parametrize(
    ("tally", "outcome"),
    [
        (of_32(12, 12), "tied"),
        (of_32(13, 12), "passed"),
        (of_32(11, 13), "failed"),
        (of_32(18, 5, 1), "passed"),
        (of_32(12, 11, 1), "failed"),
        (of_32(11, 12, 1), "failed"),
        (of_32(16, 0), "inquorate"),
        (of_32(17, 0), "passed"),
        (of_32(0, 0, 17), "tied"),
        (of_32(0, 0), "inquorate"),
    ],
    ids=[
        "E02: 12 of 24 is not more than half",
        "with the late ballot it would have passed",
        "with the spouse's ballot it would have failed",
        "second vote",
        "an abstention counts in the base",
        "a minority",
        "C-3: 16 of 32",
        "the 17th household",
        "all abstain",
        "nobody",
    ],
)
def test_e02_32_households_decide(tally: Tally, outcome: str) -> None:
    assert decide(HOUSEHOLDS, tally).outcome == outcome


def test_a_verdict_shows_every_comparison_it_rests_on() -> None:
    verdict = decide(HOUSEHOLDS, of_32(18, 5, 1))
    (quorum,), (passing,) = verdict.quorum, verdict.passing
    assert (quorum.votes, quorum.base, quorum.needed, quorum.met) == (24, 32, 17, True)
    assert (passing.votes, passing.base, passing.needed, passing.met) == (18, 24, 13, True)
    assert percent(passing.votes, passing.base) == "75.00"


def test_an_open_card_knows_how_many_are_still_missing() -> None:
    (check,) = quorum_checks(HOUSEHOLDS, of_32(11, 4))
    assert (check.needed, check.missing, check.met) == (17, 2, False)


def test_a_missed_quorum_is_the_reason_given_whatever_the_votes_say() -> None:
    (reason,) = decide(HOUSEHOLDS, of_32(16, 0)).reasons
    assert reason.key == "verdict-quorum-missed"
    assert reason.params == {"measure": "heads", "votes": 16, "needed": 17}


def test_e06_a_panel_that_is_split_evenly_is_tied() -> None:
    """E06: three to three of six present."""
    panel = Rule(electorate="panel")
    six = Figures(6)
    assert decide(panel, a_tally(3, 3, electorate=six, present=six)).outcome == "tied"


def test_e07_attendance_and_approval_are_measured_on_those_expected() -> None:
    """E07: 14 of 21 expected are enough to meet; 10 in favour are not more than half of the 21."""
    panel = a_rule(electorate="panel", **{"pass": {"head": part("gt", 1, 2, "expected")}})
    tally = a_tally(10, 4, electorate=Figures(25), expected=Figures(21), present=Figures(14))
    verdict = decide(panel, tally)
    assert verdict.quorum[0].met
    assert verdict.outcome == "failed"
    assert verdict.passing[0].needed == 11


def test_a_base_that_nobody_counted_is_an_error_not_a_guess() -> None:
    with pytest.raises(ValueError, match="present"):
        decide(Rule(electorate="panel"), a_tally(3, 3, electorate=Figures(3)))


@pytest.mark.parametrize(
    ("agree", "oppose", "outcome"),
    [
        (Figures(70, 70_00), Figures(5, 5_00), "passed"),
        (Figures(60, 60_00), Figures(6, 10_00), "inquorate"),
        (Figures(60, 60_00), Figures(10, 6_66), "inquorate"),
        (Figures(60, 60_00), Figures(7, 6_67), "passed"),
        (Figures(60, 34_00), Figures(10, 36_00), "failed"),
        (Figures(35, 60_00), Figures(36, 10_00), "failed"),
        (Figures(35, 60_00), Figures(35, 10_00), "tied"),
    ],
    ids=[
        "both",
        "66 of 100 owners",
        "66.66 of 100.00 m²",
        "the least that is quorate",
        "heads without area",
        "area without heads",
        "as many heads against",
    ],
)
def test_owners_need_heads_and_area_for_quorum_and_for_passing(agree: Figures, oppose: Figures, outcome: str) -> None:
    assert decide(OWNERS, owners(Figures(100, 100_00), agree, oppose)).outcome == outcome


def test_heavy_owners_matters_pass_at_exactly_three_quarters() -> None:
    quarter = part("ge", 3, 4, "participating")
    heavy = Rule.model_validate({"electorate": "owner", "pass": {"head": quarter, "area": quarter}})
    whole = Figures(80, 800_00)
    assert decide(heavy, owners(whole, Figures(60, 600_00), Figures(20, 200_00))).outcome == "passed"
    assert decide(heavy, owners(whole, Figures(60, 599_99), Figures(20, 200_01))).outcome == "failed"


def test_a_rule_that_counts_area_alone_is_tied_by_area() -> None:
    half = part("gt", 1, 2, "participating")
    rule = Rule.model_validate({"electorate": "owner", "pass": {"area": half}})
    assert decide(rule, owners(Figures(4, 100), Figures(1, 50), Figures(3, 50))).outcome == "tied"


def test_abstentions_count_for_the_quorum_and_in_the_base_unless_ignored() -> None:
    tally = of_32(9, 7, 1)
    assert decide(HOUSEHOLDS, tally).outcome == "passed"
    assert decide(a_rule(abstain="ignored"), tally).outcome == "inquorate"
    assert decide(HOUSEHOLDS, of_32(9, 7, 8)).outcome == "failed"
    assert decide(a_rule(**{"pass": {"head": part("gt", 1, 2, "decisive")}}), of_32(9, 7, 8)).outcome == "passed"


def test_without_a_roll_a_verdict_says_that_it_has_no_quorum() -> None:
    verdict = decide(MEMBERS, a_tally(14, 10))
    assert verdict.outcome == "passed"
    assert not verdict.has_quorum
    assert decide(HOUSEHOLDS, of_32(18, 5)).has_quorum
    assert decide(MEMBERS, a_tally(0, 0)).reasons[0].key == "verdict-nobody"
    assert decide(MEMBERS, a_tally(0, 0)).outcome == "failed"


def test_parties_settle_unanimously_or_not_at_all() -> None:
    parties = Rule(electorate="party")
    assert decide(parties, a_tally(3, 0, electorate=Figures(3))).outcome == "passed"
    assert decide(parties, a_tally(2, 1, electorate=Figures(3))).outcome == "failed"
    assert decide(parties, a_tally(2, 0, electorate=Figures(3))).outcome == "inquorate"


CLOSE = datetime(2026, 12, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("received", "valid"),
    [(CLOSE - timedelta(seconds=2), True), (CLOSE, False), (CLOSE + timedelta(seconds=5), False)],
    ids=["E08: two seconds before", "E09: at the close", "after"],
)
def test_e08_and_e09_a_ballot_is_valid_only_before_the_close(received: datetime, valid: bool) -> None:
    assert in_time(received, CLOSE) is valid


def test_e12_five_unsold_units_of_the_developer_are_one_head() -> None:
    """E12: 630.00 m² in five units."""
    units = [("developer", area_from_text(text)) for text in ("126.00", "126", "126.0", "100.05", "151.95")]
    figures = count_holdings([*units, ("甲", 8950)])
    assert figures - Figures(1, 8950) == Figures(1, 630_00)
    assert area_text(630_00) == "630.00"


def test_e32_areas_add_up_without_rounding() -> None:
    """E32: a tenth and two tenths of a square metre are three tenths."""
    assert area_text(area_from_text("0.1") + area_from_text("0.2")) == "0.30"


@pytest.mark.parametrize("text", ["", "-1", "1,5", "1.005", "89.50㎡", ".5", "1e3", "八十九"])
def test_an_area_nobody_can_read_is_refused(text: str) -> None:
    with pytest.raises(Flaw) as refused:
        area_from_text(text)
    assert refused.value.key == "area-unreadable"


HALF = part("gt", 1, 2, "participating")
ALL_COME = part("ge", 1, 1, "electorate")
FIFTH = part("ge", 1, 5, "electorate")


@pytest.mark.parametrize(
    ("key", "where", "stated"),
    [
        ("share-over-whole", "pass", {"pass": {"head": part("ge", 3, 2, "participating")}}),
        ("share-not-positive", "pass", {"pass": {"head": part("ge", 0, 2, "participating")}}),
        ("share-not-positive", "pass", {"pass": {"head": part("gt", 1, -2, "participating")}}),
        ("share-over-all", "pass", {"pass": {"head": part("gt", 1, 1, "participating")}}),
        ("parts-empty", "quorum", {"quorum": {}}),
        ("rule-no-areas", "pass", {"pass": {"head": HALF, "area": HALF}}),
        ("rule-no-areas", "quorum", {"quorum": {"area": part("ge", 2, 3, "electorate")}}),
        ("rule-quorum-base", "quorum", {"quorum": {"head": HALF}}),
        (
            "rule-no-roll",
            "quorum",
            {"electorate": "member", "quorum": {"head": part("ge", 1, 2, "electorate")}},
        ),
        ("rule-no-roll", "pass", {"electorate": "member", "pass": {"head": part("ge", 1, 2, "electorate")}}),
        ("rule-extend-without-quorum", "extend", {"quorum": None, "extend": {"by": "24h"}}),
        ("duration-not-exact", "extend", {"extend": {"by": "5wd"}}),
        ("rule-options", "options", {"options": "applause"}),
        ("rule-owners-only", "silence", {"silence": "with_majority_if_delivered"}),
        ("rule-silence-unquoted", "silence", {"electorate": "owner", "silence": "with_majority_if_delivered"}),
        (
            "rule-silence-approve",
            "silence",
            {"electorate": "owner", "options": "single", "silence": "with_majority_if_delivered"},
        ),
        ("rule-owners-only", "matter", {"matter": "raise_fund"}),
        ("rule-pass-needed", "pass", {"pass": None}),
        ("rule-pass-meaningless", "pass", {"options": "score", "pass": {"head": HALF}}),
        ("rule-key-of-other-method", "winners", {"winners": 2}),
        ("rule-key-of-other-method", "on_misfit", {"options": "score", "on_misfit": "stop"}),
        ("rule-fund-missing", "fund", {"options": "rank_budget"}),
        ("rule-fund-missing", "fund", {"options": "equal_shares"}),
        ("rule-chair-of-panel", "chair_votes_last", {"chair_votes_last": True}),
        ("rule-reconvene-not-lower", "reconvene", {"reconvene": {"after": "7d", "quorum": {"head": ALL_COME}}}),
        (
            "rule-reconvene-not-lower",
            "reconvene",
            {"quorum": None, "reconvene": {"after": "7d", "quorum": {"head": FIFTH}}},
        ),
        ("rule-quorum-base", "reconvene", {"reconvene": {"after": "7d", "quorum": {"head": HALF}}}),
        ("rule-fixed", "tie", {"tie": "passed"}),
        ("rule-fixed", "late", {"late": "accept"}),
        ("rule-fixed", "same_household", {"same_household": "last_valid"}),
        ("rule-open-ballot", "secrecy", {"secrecy": "open"}),
        ("rule-open-ballot", "secrecy", {"electorate": "owner", "secrecy": "open"}),
        ("rule-open-ballot", "secrecy", {"electorate": "member", "secrecy": "open"}),
        ("rule-anonymous-electorate", "secrecy", {"electorate": "owner", "secrecy": "anonymous"}),
        ("rule-anonymous-electorate", "secrecy", {"electorate": "panel", "secrecy": "anonymous"}),
        ("rule-anonymous-electorate", "secrecy", {"electorate": "party", "secrecy": "anonymous"}),
    ],
)
def test_a_rule_that_cannot_work_is_refused_with_a_key_a_sentence_and_its_place(
    key: str, where: str, stated: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError) as refused:
        a_rule(**stated)
    (error,) = refused.value.errors()
    assert error["loc"][0] == where
    assert error["ctx"]["error"].key == key
    assert len(str(error["ctx"]["error"]).split()) > 5


@pytest.mark.parametrize("stated", [{"colour": "red"}, {"electorate": "dog"}, {"extend": {"by": "24h", "max": 0}}])
def test_unknown_keys_and_values_are_refused(stated: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_rule(**stated)


def test_the_rule_of_the_standard_flow_is_the_default_of_households() -> None:
    written = a_rule(
        options="approve",
        quorum={"head": part("gt", 1, 2, "electorate")},
        tie="not_passed",
        change_until_close=True,
        late="reject",
        same_household="registered_voter_only",
        secrecy="named_sealed",
        show_running_tally="turnout_only",
        **{"pass": {"head": HALF}},
    )
    assert written == HOUSEHOLDS


@pytest.mark.parametrize("electorate", ["member", "resident", "household", "owner", "delegate", "panel", "party"])
def test_a_rule_reads_back_from_its_effective_form(electorate: str) -> None:
    rule = a_rule(electorate=electorate)
    effective = rule.model_dump(mode="json")
    assert "pass" in effective
    assert Rule.model_validate(effective) == rule


def test_a_rule_names_its_outcomes_and_what_has_to_be_counted() -> None:
    assert HOUSEHOLDS.outcomes == {"passed", "failed", "tied", "inquorate"}
    assert MEMBERS.outcomes == {"passed", "failed", "tied"}
    assert Rule(electorate="panel").bases == {"expected", "present"}
    assert a_rule(quorum=None).bases == {"participating"}


BALLOTS = st.lists(st.tuples(st.sampled_from(["agree", "oppose", "abstain"]), st.integers(1, 500_00)), max_size=60)
RULES = st.sampled_from([HOUSEHOLDS, OWNERS, MEMBERS, a_rule(abstain="ignored"), Rule(electorate="party")])


def counted(ballots: Iterable[tuple[str, int]], electorate: Figures) -> Tally:
    found: dict[str, Figures] = {}
    for option, area in ballots:
        found[option] = found.get(option, Figures()) + Figures(1, area)
    return count(HOUSEHOLDS, Paper(), found, electorate=electorate)


ROLL = Figures(60, 60 * 500_00)


@given(RULES, BALLOTS, st.randoms())
def test_the_order_of_the_ballots_changes_nothing(rule: Rule, ballots: list[tuple[str, int]], random: Any) -> None:
    shuffled = ballots.copy()
    random.shuffle(shuffled)
    assert decide(rule, counted(ballots, ROLL)) == decide(rule, counted(shuffled, ROLL))


@given(RULES, BALLOTS)
def test_with_for_and_against_exchanged_a_tie_stays_and_both_never_pass(
    rule: Rule, ballots: list[tuple[str, int]]
) -> None:
    other = {"agree": "oppose", "oppose": "agree", "abstain": "abstain"}
    one = decide(rule, counted(ballots, ROLL)).outcome
    exchanged = decide(rule, counted([(other[option], area) for option, area in ballots], ROLL)).outcome
    assert {one, exchanged} in (
        {"tied"},
        {"inquorate"},
        {"failed"},
        {"passed", "failed"},
    )


@given(RULES, BALLOTS, st.integers(0, 59))
def test_a_ballot_changed_to_agree_never_undoes_a_passed_motion(
    rule: Rule, ballots: list[tuple[str, int]], at: int
) -> None:
    if decide(rule, counted(ballots, ROLL)).outcome == "passed":
        changed = [("agree", area) if n == at else (option, area) for n, (option, area) in enumerate(ballots)]
        more = [*ballots, ("agree", 100_00)]
        assert decide(rule, counted(changed, ROLL)).outcome == "passed"
        assert decide(rule, counted(more, ROLL + Figures())).outcome == "passed"


@given(st.integers(1, 400))
def test_one_head_makes_or_misses_a_quorum_of_more_than_half(roll: int) -> None:
    least = roll // 2 + 1
    tallies = [a_tally(heads, 0, electorate=Figures(roll)) for heads in (least - 1, least)]
    assert [decide(HOUSEHOLDS, tally).outcome for tally in tallies] == ["inquorate", "passed"]


@st.composite
def ratios(draw: st.DrawFn) -> Ratio:
    den = draw(st.integers(1, 1000))
    op = draw(st.sampled_from(["gt", "ge"] if den > 1 else ["ge"]))
    num = draw(st.integers(1, den - (op == "gt")))
    return Ratio.model_validate({"op": op, "num": num, "den": den})


@given(ratios(), st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_is_met_exactly_where_the_integers_say_so(ratio: Ratio, votes: int, base: int) -> None:
    left, right = votes * ratio.den, base * ratio.num
    assert ratio.met(votes, base) is (left > right if ratio.op == "gt" else left >= right)
    assert ratio.met(ratio.needed(base), base)
    assert not ratio.met(ratio.needed(base) - 1, base)
    assert ratio.needed(base) <= base


@given(ratios())
def test_nothing_of_nothing_meets_no_share(ratio: Ratio) -> None:
    assert not ratio.met(0, 0)
