"""The ledger of tasks as a workbook: every task a row, money as numbers, what people wrote never a formula."""

import io
from typing import Any

import pytest
from chat.making import HOSTILE, a_case
from openpyxl import load_workbook

from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Audience
from bot.documents.paper.ledger import Column, Ledger, as_excel

from .papers import made


def cells(content: bytes) -> list[list[Any]]:
    return [list(row) for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows()]


def table(case: CaseFile) -> tuple[list[str], list[dict[str, Any]]]:
    """The headings, and each row under them by heading."""
    rows = [[cell.value for cell in row] for row in cells(made(case, "ledger", "xlsx"))]
    head = next(row for row in rows if row[0] == "序号")
    return head, [dict(zip(head, row, strict=True)) for row in rows[rows.index(head) + 1 :]]


def test_every_task_is_a_row_and_what_they_cost_is_summed_up() -> None:
    case = a_case("装便袋箱")
    _, rows = table(case)
    assert [row["序号"] for row in rows] == [1, 2, 3, 4, 5, None]
    first = rows[0]
    assert first["事项"] == first["牵头"] == "装便袋箱"
    assert first["来源决议"] == "2026-001-1"
    # a task that is late says so, one that is done does not
    assert [row["状态"] for row in rows[:4]] == ["逾期", "逾期", "办完待验收", "已验收"]
    assert first["花费（元）"] == 1800
    assert rows[-1]["花费（元）"] == 9000
    assert str(first["期限"]) == "2027-01-17 20:00:00"
    assert (first["进展次数"], rows[1]["进展次数"]) == (1, 0)
    assert (first["评价数"], first["满意数"], first["满意率"]) == (22, 19, "86.36%")


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A1", "+1+1", "-2", "@SUM(A1)", HOSTILE, "\x00\x0b\u202e"])
def test_what_people_wrote_never_becomes_a_formula(text: str) -> None:
    case = a_case(text)
    for row in cells(made(case, "ledger", "xlsx")):
        for cell in row:
            assert cell.data_type != "f"
    if text.startswith("="):
        assert table(case)[1][0]["事项"] == text


def test_the_same_ledger_is_the_same_file_and_of_no_day() -> None:
    case = a_case("装便袋箱")
    assert made(case, "ledger", "xlsx") == made(case, "ledger", "xlsx")


def test_what_is_not_public_is_not_named() -> None:
    case = a_case("王家的狗")
    for issue in case.issues.values():
        issue.audience = Audience.HANDLERS
    _, rows = table(case)
    assert "王家" not in str([(row["事项"], row["结果"], row["最近进展"], row["没做到"]) for row in rows])


def test_a_sheet_may_be_called_anything() -> None:
    made_ = as_excel(
        Ledger("[a]:*?/\\'" + "长" * 40, (), (Column("x"),), (("y",),)), Ledger("", (), (Column("x"),), ())
    )
    assert len(load_workbook(io.BytesIO(made_)).sheetnames) == 2
