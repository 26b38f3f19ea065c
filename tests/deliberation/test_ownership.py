"""Owners of a roll: one head each, whatever they own (domain.md §2.5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deliberation.figures import Figures, area_text, count_holdings
from bot.deliberation.roll.cells import parse_roll
from bot.deliberation.roll.ownership import RollOwner, owners_of
from bot.deliberation.roll.rows import RollRow


def owners(text: str) -> list[RollOwner]:
    rows, problems = parse_roll(text)
    assert problems == []
    found, wrong = owners_of(rows)
    assert wrong == []
    return found


def figures(text: str, building: str = "") -> Figures:
    """Heads and area of the owners of a roll, or of those in one building of it."""
    rows, _ = parse_roll(text)
    areas = {(row.building, row.unit): row.area for row in rows}
    inside = [(o.key, areas[unit]) for o in owners(text) for unit in o.units if building in ("", unit[0])]
    return count_holdings(inside)


def test_e12_five_unsold_units_of_the_developer_are_one_head_with_all_their_area() -> None:
    text = "门牌,面积,业主,未售\n" + "".join(f"9-{n},126.00,,是\n" for n in range(1, 6))
    assert figures(text) == Figures(1, 63000)
    (developer,) = owners(text)
    assert (developer.kind, developer.voter) == ("developer", "")


def test_unsold_units_with_and_without_the_developers_name_are_one_head() -> None:
    found = owners("门牌,业主,业主类型\n1,某置业,建设单位\n2,,未售\n3,甲,自然人")
    assert [(o.name, o.units) for o in found] == [("某置业", (("", "1"), ("", "2"))), ("甲", (("", "3"),))]


def test_p7_an_owner_in_two_buildings_is_one_head_with_the_area_inside_the_scope_only() -> None:
    text = "楼栋,门牌,面积,业主\n1,101,100.00,甲\n2,201,50.50,甲\n2,202,70.00,乙\n"
    assert figures(text) == Figures(2, 22050)
    assert figures(text, "1") == Figures(1, 10000)
    assert figures(text, "2") == Figures(2, 12050)


def test_e32_areas_are_added_as_integers_of_a_hundredth() -> None:
    """0.1 + 0.2 is 0.30, and nothing longer."""
    assert area_text(figures("门牌,面积,业主\n1,0.1,甲\n2,0.2,甲").area) == "0.30"


def test_a_co_owned_unit_is_one_head_and_votes_through_whom_it_names() -> None:
    found = owners("门牌,业主,共有人,产权表决人\n1,甲,乙、丙,乙\n2,丁,戊,\n3,甲,,")
    assert [(o.name, o.voter) for o in found] == [("甲、乙、丙", "乙"), ("丁、戊", ""), ("甲", "甲")]


def test_two_units_of_the_same_couple_are_one_head_in_whichever_order_they_are_named() -> None:
    (couple,) = owners("门牌,业主,共有人,产权表决人\n1,甲,乙,甲\n2,乙,甲,")
    assert (couple.voter, len(couple.units)) == ("甲", 2)


def test_people_of_one_name_are_told_apart_by_their_number() -> None:
    assert len(owners("门牌,业主,业主编号\n1,张伟,1\n2,张伟,2\n3,张伟,1")) == 2


def test_a_unit_whose_owner_is_not_known_is_one_head_and_a_roll_without_owners_has_none() -> None:
    assert len(owners("门牌,业主\n1,甲\n2,\n3,")) == 3
    assert owners("门牌,户代表\n1,甲\n2,乙") == []


@pytest.mark.parametrize(
    ("text", "column", "key"),
    [
        ("门牌,业主,产权表决人\n1,甲,乙\n2,甲,丙", "voter", "roll-two-voters"),
        ("门牌,业主,业主编号,业主类型\n1,甲,1,单位\n2,甲,1,个人", "kind", "roll-two-kinds"),
    ],
)
def test_rows_that_contradict_each_other_about_an_owner_are_named(text: str, column: str, key: str) -> None:
    (problem,) = owners_of(parse_roll(text)[0])[1]
    assert (problem.line, problem.column, problem.key) == (3, column, key)


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 10**6)), min_size=1, max_size=30))
def test_no_unit_and_no_area_is_lost_or_counted_twice(held: list[tuple[str, int]]) -> None:
    rows = [RollRow(n + 2, str(n), str(n), area, owner) for n, (owner, area) in enumerate(held)]
    found, _ = owners_of(rows)
    assert len(found) == len({owner for owner, _ in held})
    assert sorted(unit for owner in found for unit in owner.units) == sorted(("", str(n)) for n in range(len(held)))
