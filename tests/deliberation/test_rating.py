"""Satisfaction: the evaluations of the worked scenario, small communities, and properties."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.deliberation.figures import decimal_text, percent
from bot.deliberation.rating import RatingRule, enough_answers, rate

RULE = RatingRule()


@pytest.mark.parametrize(
    ("counts", "n", "average", "satisfied", "needed", "per_cent", "outcome"),
    [
        ({5: 9, 4: 6, 3: 3, 2: 1, 1: 1}, 20, "4.05", 15, 16, "75.00", "unsatisfied"),
        ({5: 12, 4: 7, 3: 2, 2: 1}, 22, "4.36", 19, 18, "86.36", "satisfied"),
    ],
    ids=["first evaluation", "second evaluation"],
)
def test_the_evaluations_of_32_households(
    counts: dict[int, int], n: int, average: str, satisfied: int, needed: int, per_cent: str, outcome: str
) -> None:
    result = rate(RULE, counts, households=32)
    assert (result.n, result.satisfied, result.needed, result.outcome) == (n, satisfied, needed, outcome)
    assert result.average is not None
    assert decimal_text(result.average) == average
    assert percent(result.satisfied, result.n) == per_cent


@pytest.mark.parametrize(
    ("households", "enough"), [(1, 1), (3, 1), (4, 2), (20, 6), (30, 9), (31, 10), (32, 10), (3000, 10)]
)
def test_ten_answers_are_enough_or_three_tenths_of_a_small_community(households: int, enough: int) -> None:
    assert enough_answers(RULE, households) == enough
    assert rate(RULE, {5: enough}, households).outcome == "satisfied"
    assert rate(RULE, {5: enough - 1}, households).outcome == "insufficient"


def test_exactly_four_fifths_satisfied_is_enough() -> None:
    assert rate(RULE, {4: 8, 3: 2}, 32).outcome == "satisfied"
    assert rate(RULE, {5: 79, 3: 21}, 200).outcome == "unsatisfied"


def test_no_answer_has_no_average_and_decides_nothing() -> None:
    result = rate(RULE, {}, households=0)
    assert (result.n, result.average, result.outcome) == (0, None, "insufficient")


def test_a_rating_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        rate(RULE, {6: 1}, 32)


@pytest.mark.parametrize("wrong", [{"satisfied_at": 6}, {"satisfied_at": 1}, {"min_n": 0}, {"stars": True}])
def test_a_rating_rule_that_means_nothing_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        RatingRule.model_validate(wrong)


COUNTS = st.dictionaries(st.integers(1, 5), st.integers(0, 200))


@given(COUNTS, st.integers(0, 500))
def test_the_average_is_exact_and_lies_between_the_lowest_and_highest_answer(
    counts: dict[int, int], households: int
) -> None:
    result = rate(RULE, counts, households)
    given_ = [rating for rating, count in counts.items() if count]
    if given_:
        assert result.average is not None
        assert min(given_) <= result.average <= max(given_)
        assert result.average * result.n == sum(rating * count for rating, count in counts.items())


@given(COUNTS, st.integers(0, 500))
def test_one_more_very_satisfied_answer_never_turns_satisfaction_around(
    counts: dict[int, int], households: int
) -> None:
    if rate(RULE, counts, households).outcome == "satisfied":
        assert rate(RULE, {**counts, 5: counts.get(5, 0) + 1}, households).outcome == "satisfied"


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_per_cent_is_the_nearest_hundredth_with_halves_rounded_up(part: int, whole: int) -> None:
    printed = Fraction(percent(part, whole))
    exact = Fraction(100 * part, whole)
    assert -Fraction(1, 200) < printed - exact <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [
        (18, 24, "75.00"),
        (20, 32, "62.50"),
        (19, 22, "86.36"),
        (32, 47, "68.09"),
        (1, 800, "0.13"),
        (0, 0, "0.00"),
    ],
)
def test_per_cent_as_printed_in_records(part: int, whole: int, printed: str) -> None:
    assert percent(part, whole) == printed
