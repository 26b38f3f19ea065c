"""Rolls in workbooks: read by what they hold, every problem at sheet, column letter and row; hostile files refused."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bot.chat.roll_template import csv_template, xlsx_template
from bot.deliberation.roll.ownership import owners_of
from bot.deliberation.roll.rows import MAX_LINES
from bot.i18n import Words, available
from bot.roll_files import NotUtf8, read_money, read_roll

HEAD = ["门牌", "面积(㎡)", "业主", "电话"]


def workbook(*rows: list[Any], sheet: str = "名册", before: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    for name in before:
        book.create_sheet(name)
    held = book.create_sheet(sheet)
    book.remove(book.worksheets[0])
    for row in rows:
        held.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, change: Callable[[zipfile.ZipFile], None]) -> bytes:
    """The workbook with something added to what it is packed of."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        change(packed)
    return out.getvalue()


def places(data: bytes) -> list[tuple[str, str]]:
    _, problems = read_roll(data)
    return [(problem.place, problem.key) for problem in problems]


@pytest.mark.parametrize("read", [read_roll, read_money])
def test_a_workbook_damaged_inside_is_refused_with_a_sentence(read: Callable[[bytes], tuple[Any, Any]]) -> None:
    """Its list of parts is whole, and what the first of them is packed in is not."""
    damaged = bytearray(workbook(HEAD, ["1", 10, "甲"]))
    begins = 30 + int.from_bytes(damaged[26:28], "little") + int.from_bytes(damaged[28:30], "little")
    damaged[begins] = 0xFF
    rows, problems = read(bytes(damaged))
    assert (rows, [problem.key for problem in problems]) == ([], ["roll-unreadable"])


def test_numbers_are_read_as_excel_shows_them() -> None:
    """A door kept as 101.0 is the door 101; an area kept as a fraction has the digits that were typed."""
    rows, problems = read_roll(
        workbook(HEAD, [101.0, 89.5, "甲", 1], [102, 0.1, "乙", 2], ["2-103", "126.00", "丙", 3])
    )
    assert problems == []
    assert [(row.unit, row.area, row.owner) for row in rows] == [
        ("101", 8950, "甲"),
        ("102", 10, "乙"),
        ("2-103", 12600, "丙"),
    ]


def test_empty_rows_columns_and_sheets_are_passed_over() -> None:
    data = workbook([None], HEAD, [None, None], ["1", 10, "甲", None, None, None], before=("说明",))
    rows, problems = read_roll(data)
    assert ([(row.line, row.unit) for row in rows], problems) == ([(4, "1")], [])


def test_what_is_wrong_is_named_by_sheet_column_letter_and_row() -> None:
    data = workbook(HEAD, ["1", "many", "甲"], ["", 10, "乙"], ["1", 10, "丙"], ["1", 10, "丁"])
    assert places(data) == [
        ("名册!B2", "roll-area-unreadable"),
        ("名册!A3", "roll-unit-missing"),
        ("名册!A5", "roll-unit-twice"),
    ]


def test_what_excel_has_made_of_a_cell_is_told_where_it_matters_and_ignored_elsewhere() -> None:
    """A formula, or a door 2-12 become a date: in a column that is read it must be mended."""
    day = datetime(2026, 2, 12, tzinfo=UTC).replace(tzinfo=None)
    data = workbook(HEAD, [day, 10, "甲", "=1+1"], ["2", "=A1", "乙", day])
    assert places(data) == [
        ("名册!A2", "roll-cell-date"),
        ("名册!A2", "roll-unit-missing"),
        ("名册!B3", "roll-cell-formula"),
    ]


def test_a_workbook_that_unpacks_to_more_than_anybody_needs_is_not_opened() -> None:
    bomb = repacked(workbook(HEAD), lambda packed: packed.writestr("xl/media/bomb.bin", bytes(120_000_000)))
    assert len(bomb) < 1_000_000
    assert places(bomb) == [("", "roll-file-too-big")]


def test_macros_document_types_and_what_is_no_workbook_are_refused() -> None:
    sound = workbook(HEAD, ["1", 10, "甲"])
    macros = repacked(sound, lambda packed: packed.writestr("xl/vbaProject.bin", b"Attribute"))
    entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    entities = repacked(sound, lambda packed: packed.writestr("xl/more.xml", entity))
    assert places(macros) == [("", "roll-file-macros")]
    assert places(entities) == [("", "roll-unreadable")]
    letter = io.BytesIO()
    with zipfile.ZipFile(letter, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    assert places(letter.getvalue()) == [("", "roll-file-unknown")]
    assert places(b"\xd0\xcf\x11\xe0" + bytes(512)) == [("", "roll-file-old")]
    assert places(b"PK\x03\x04" + bytes(64)) == [("", "roll-unreadable")]
    assert places(sound[: len(sound) // 2]) == [("", "roll-unreadable")]


def test_a_sheet_that_claims_a_million_rows_costs_no_more_than_those_it_has() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["XFD1048576"] = "门牌", "1", "far away"
    out = io.BytesIO()
    book.save(out)
    rows, problems = read_roll(out.getvalue())
    assert ([row.unit for row in rows], problems) == (["1"], [])


def test_more_rows_than_can_be_taken_are_refused() -> None:
    assert places(workbook(["门牌"], *([str(n)] for n in range(MAX_LINES + 1)))) == [("", "roll-too-long")]


def test_text_of_another_encoding_is_not_guessed_at() -> None:
    with pytest.raises(NotUtf8):
        read_roll("门牌\n一号".encode("gbk"))


@pytest.mark.parametrize("locale", available())
@pytest.mark.parametrize("made", [csv_template, xlsx_template])
def test_a_template_is_a_sound_roll_as_it_is(locale: str, made: Callable[[Words], bytes]) -> None:
    """What people copy from must not have to be corrected; its headings are understood in its own language."""
    rows, problems = read_roll(made(Words(locale)))
    assert problems == []
    first, second, parking, unsold = rows
    assert (first.area, first.residents, first.delegates) == (8950, 3, (first.representative,))
    assert (second.voter, second.representative) == (second.co_owners[0], second.tenant)
    assert (parking.use, parking.household, unsold.owner_kind, unsold.household) == ("parking", "", "developer", "")
    assert [len(owner.units) for owner in owners_of(rows)[0]] == [2, 1, 1]


@pytest.mark.parametrize("locale", available())
def test_every_column_of_the_workbook_has_a_note(locale: str, tmp_path: Path) -> None:
    (tmp_path / "roll.xlsx").write_bytes(xlsx_template(Words(locale)))
    sheet = load_workbook(tmp_path / "roll.xlsx").worksheets[0]
    assert all(cell.comment is not None and cell.comment.text for cell in sheet[1])
