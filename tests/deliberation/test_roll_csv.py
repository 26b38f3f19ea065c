"""Reading a roll: what spreadsheets save is read, and what is wrong is named by line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deliberation.figures import area_text
from bot.deliberation.roll.cells import parse_roll
from bot.deliberation.roll.rows import MAX_LINES, RollRow, RowProblem, tidy_door

ROW = RollRow(2, "2-101", "2-101", 8950, "张三", "李四")


@pytest.mark.parametrize(
    "text",
    [
        "unit,household,area,owner,representative\n2-101,2-101,89.50,张三,李四",
        "\ufeff门牌号,户,面积,业主,户代表\r\n2-101,2-101,89.5,张三,李四\r\n",
        "門牌\t戶\t建築面積(㎡)\t所有權人\t戶代表\n２－１０１\t２－１０１\t８９．５０\t张三\t李四\n\n",
        "户代表;业主;面积(平方米);房号\n李四;张三;89.50㎡;2-101",
        "门牌，面积，业主，户代表\n2-101，89.50，张　三，李 四",
        '"Unit","Area (m2)","Phone","Owner","Representative"\n"2-101","89.50","555","张三","李四"',
        " unit , area ,owner, representative,\n 2 - 101 , 89.50 ,张三 , 李四,\n,,,,\n",
    ],
    ids=["plain", "excel", "tabs and full width", "semicolons", "Chinese commas", "quotes and a phone", "spaces"],
)
def test_the_same_row_is_read_from_every_shape(text: str) -> None:
    assert parse_roll(text) == ([ROW], [])


def test_missing_cells_have_plain_meanings() -> None:
    """No household means the unit's own; a representative, an owner or an area may be missing."""
    assert parse_roll("门牌,户代表\n2-101\n2-102,甲")[0] == [
        RollRow(2, "2-101", "2-101"),
        RollRow(3, "2-102", "2-102", 0, "", "甲"),
    ]


def test_seats_of_bodies_are_named_by_office_and_of_whoever_votes_where_no_name_stands() -> None:
    rows, problems = parse_roll("门牌,户代表,职务\n1,甲,业委会：王 五、楼栋长\n2,,业委会委员\n3,乙,监票人\n4,丙,")
    assert (rows[0].offices, rows[-1].offices) == ((("committee", "王五"), ("building_lead", "甲")), ())
    assert [(one.line, one.column, one.key) for one in problems] == [
        (3, "offices", "roll-mark-of-nobody"),
        (4, "offices", "roll-office-unknown"),
    ]


def test_a_household_may_hold_several_units() -> None:
    rows, problems = parse_roll("门牌,户,户代表\n2-101,2-101,甲\n2-102,2-101,甲\n2-103,2-101,")
    assert problems == []
    assert [row.household for row in rows] == ["2-101"] * 3


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", RowProblem(1, "", "roll-empty")),
        ("\n \n", RowProblem(1, "", "roll-empty")),
        ("门牌,面积\n", RowProblem(1, "", "roll-empty")),
        ("姓名,面积\n甲,1", RowProblem(1, "unit", "roll-column-missing", {"column": "unit"})),
        ("门牌,门牌号\n1,1", RowProblem(1, "unit", "roll-column-twice", {"column": "unit"})),
        ("门牌\n1\x001", RowProblem(1, "", "roll-unreadable")),
        ('门牌,业主\n1,"甲\n2,乙', RowProblem(2, "", "roll-unreadable")),
        ("门牌,面积\n1,89.505", RowProblem(2, "area", "roll-area-unreadable", {"text": "89.505"})),
        ("门牌,面积\n1,-5", RowProblem(2, "area", "roll-area-unreadable", {"text": "-5"})),
        ("门牌,面积\n1,1e3", RowProblem(2, "area", "roll-area-unreadable", {"text": "1e3"})),
        ("门牌;面积\n1;89,50", RowProblem(2, "area", "roll-area-unreadable", {"text": "89,50"})),
        ("门牌,面积\n1,1/0", RowProblem(2, "area", "roll-area-unreadable", {"text": "1/0"})),
        ("门牌,业主\n,甲", RowProblem(2, "unit", "roll-unit-missing")),
        ("门牌\n1\n\n 1 ", RowProblem(4, "unit", "roll-unit-twice", {"door": "1", "line": 2})),
        ("门牌\n" + "1" * 65, RowProblem(2, "unit", "roll-cell-unreadable", {"limit": 64})),
        ("门牌\n" + "\ufdfa" * 10, RowProblem(2, "unit", "roll-cell-unreadable", {"limit": 64})),
        ("门牌,业主\n1," + "甲" * 101, RowProblem(2, "owner", "roll-cell-unreadable", {"limit": 100})),
        ("门牌,业主\n1,甲\x07", RowProblem(2, "owner", "roll-cell-unreadable", {"limit": 100})),
        ("门牌\n1,甲", RowProblem(2, "", "roll-too-many-cells", {"cells": 2, "columns": 1})),
        (
            "门牌,户,户代表\n1,1,甲\n2,1,乙",
            RowProblem(3, "representative", "roll-two-representatives", {"door": "1", "line": 2}),
        ),
        ("门牌\n" + "1\n" * MAX_LINES, RowProblem(1, "", "roll-too-long", {"limit": MAX_LINES})),
    ],
)
def test_what_is_wrong_is_named_by_line_and_column(text: str, problem: RowProblem) -> None:
    assert problem in parse_roll(text)[1]


def test_sound_rows_are_returned_beside_the_problems_of_others() -> None:
    rows, problems = parse_roll("门牌,面积\n1,10\n2,zehn\n3,30")
    assert ([row.unit for row in rows], [problem.line for problem in problems]) == (["1", "3"], [3])


def test_ten_thousand_lines_are_read() -> None:
    text = "门牌,面积,户代表\n" + "".join(f"{n // 100}-{n},89.50,代表{n}\n" for n in range(10_000))
    rows, problems = parse_roll(text)
    assert (len(rows), problems) == (10_000, [])


@given(st.text(max_size=400))
def test_any_text_is_answered_and_every_row_can_be_stored(text: str) -> None:
    """Whatever is sent there are rows, problems or both, and no row breaks a limit of the tables."""
    for sent in (text, f"门牌,户,面积,业主,户代表\n{text}"):
        rows, problems = parse_roll(sent)
        assert rows or problems
        for row in rows:
            assert 0 < len(row.unit) <= 64
            assert 0 < len(row.household) <= 64
            assert row.area >= 0
            assert "\0" not in row.owner + row.representative


@given(st.integers(0, 10**9), st.sampled_from(("", "㎡", " m²", "平方米")))
def test_an_area_is_read_to_the_hundredth_whatever_its_size(area: int, unit: str) -> None:
    ((row,), problems) = parse_roll(f"门牌;面积\n1;{area_text(area)}{unit}")
    assert (row.area, problems) == (area, [])


@given(st.text(max_size=60))
def test_a_door_typed_as_it_is_stored_is_that_door(text: str) -> None:
    assert tidy_door(tidy_door(text)) == tidy_door(text)
