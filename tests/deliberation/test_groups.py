"""Tallies by scope: few people are told together, and nothing can be had by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from bot.deliberation.figures import Figures
from bot.deliberation.groups import LEAST, Group, noted, told


def group(name: str, agree: int, oppose: int = 0) -> Group:
    options = {"agree": Figures(agree, agree * 100), "oppose": Figures(oppose, oppose * 100)}
    return Group(name, Figures(agree + oppose, (agree + oppose) * 100), options)


def test_small_groups_are_told_together() -> None:
    found = told([group("1", 6, 2), group("2", 2), group("3", 4), group("4", 9)])
    assert [(one.name, one.participating.heads) for one in found] == [("1", 8), ("4", 9), ("", 6)]


def test_what_would_be_the_difference_to_the_whole_takes_the_smallest_other_group_along() -> None:
    found = told([group("1", 6), group("2", 2), group("3", 9), group("4", 8)])
    assert [(one.name, one.participating.heads) for one in found] == [("3", 9), ("4", 8), ("", 8)]


def test_one_group_alone_is_the_whole_and_says_nothing() -> None:
    assert told([group("1", 20)]) == []
    assert told([group("1", 2), group("2", 3)]) == []


def test_they_are_kept_with_areas_as_text() -> None:
    (first, _) = noted(told([group("1", 5), group("2", 6, 1)]))
    assert first["participating"] == {"heads": 5, "area": "5.00"}
    assert first["agree"]["heads"] == 5


@given(st.lists(st.integers(0, 12), max_size=8))
def test_nobody_is_lost_and_no_group_told_is_small(sizes: list[int]) -> None:
    found = told([group(str(n), size) for n, size in enumerate(sizes)])
    assert all(one.participating.heads >= LEAST for one in found)
    assert not found or sum(one.participating.heads for one in found) == sum(sizes)
