"""A roll as it comes in a file: CSV text or an XLSX workbook → rows, and every problem with the place it is at.

What the columns mean is left to `deliberation.roll.rows`; the template people fill in is written by
`chat.roll_template`. A file is known by what it holds, not by its name. Workbooks come from strangers: what could
blow up, run or hide something is refused with a sentence before anything is read.
"""

import io
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bot.deliberation.money import ledger_rows
from bot.deliberation.money.ledger_rows import MoneyRow
from bot.deliberation.roll.cells import lines_of, parse_roll
from bot.deliberation.roll.rows import MAX_LINES, Line, RollRow, RowProblem, columns_of, read_rows

MAX_BYTES = 20_000_000
_MAX_UNPACKED = 100_000_000
_MAX_PARTS = 2_000
_MAX_COLUMNS = 100
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class NotUtf8(Exception):
    """Text in another encoding: which one cannot be known for certain, so nothing is guessed."""


def read_roll(data: bytes) -> tuple[list[RollRow], list[RowProblem]]:
    """The rows of a file and every problem; of a workbook each problem names sheet, column letter and row.

    Raises `NotUtf8` for text that is not UTF-8.
    """
    return _read(data, parse_roll, columns_of, read_rows)


def read_money(data: bytes) -> tuple[list[MoneyRow], list[RowProblem]]:
    """Likewise a table of income and costs (`ledger_rows`), in which a cell may well hold a date."""

    def parse(text: str) -> tuple[list[MoneyRow], list[RowProblem]]:
        lines, problems = lines_of(text)
        return ([], problems) if problems else ledger_rows.read_rows(lines)

    return _read(data, parse, ledger_rows.columns_of, ledger_rows.read_rows, dated=("day",))


_Row = TypeVar("_Row")
_Found = tuple[list[_Row], list[RowProblem]]


def _read(
    data: bytes,
    parse: Callable[[str], "_Found[_Row]"],
    columns_in: Callable[[Sequence[str]], list[str]],
    rows_in: Callable[[Sequence[Line]], "_Found[_Row]"],
    dated: Collection[str] = (),
) -> "_Found[_Row]":
    """The rows of a file by what they are: `dated` are columns in which a date is a date and not a spoilt text."""
    if len(data) > MAX_BYTES:
        return [], [RowProblem(1, "", "roll-file-too-big", {"limit": MAX_BYTES // 1_000_000})]
    if data.startswith(_OLE):
        return [], [RowProblem(1, "", "roll-file-old")]
    if data.startswith(_ZIP):
        return _read_workbook(data, columns_in, rows_in, dated)
    try:
        return parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotUtf8 from None


def _read_workbook(
    data: bytes,
    columns_in: Callable[[Sequence[str]], list[str]],
    rows_in: Callable[[Sequence[Line]], "_Found[_Row]"],
    dated: Collection[str],
) -> "_Found[_Row]":
    wrong = _danger(data)
    if wrong is not None:
        return [], [wrong]
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        name, table = next(((one.title, found) for one in book.worksheets if (found := _table(one))), ("", []))
    except Exception:  # whatever a broken workbook makes the library raise, it comes to the same
        return [], [RowProblem(1, "", "roll-unreadable")]
    if len(table) > MAX_LINES:
        return [], [RowProblem(1, "", "roll-too-long", {"limit": MAX_LINES})]
    if not table:
        return [], [RowProblem(1, "", "roll-empty")]
    columns = columns_in([_text(cell) for cell in table[0][1]])
    lines, problems = _as_text(table, columns, dated)
    rows, more = rows_in(lines)
    return rows, [_placed(one, name, columns) for one in sorted([*problems, *more], key=lambda one: one.line)]


def _danger(data: bytes) -> RowProblem | None:
    """Why a packed file is not opened: it unpacks to too much, has macros, is locked, or is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                return RowProblem(1, "", "roll-file-too-big", {"limit": _MAX_UNPACKED // 1_000_000})
            names = {part.filename.lower() for part in parts}
            if "xl/workbook.xml" not in names:
                return RowProblem(1, "", "roll-file-unknown")
            if any("vbaproject" in name for name in names):
                return RowProblem(1, "", "roll-file-macros")
            for part in parts:
                # a document type could define entities that grow without end; a spreadsheet has none
                if b"<!doctype" in packed.read(part)[:4096].lower():
                    return RowProblem(1, "", "roll-unreadable")
    except Exception:  # each way of packing has errors of its own
        return RowProblem(1, "", "roll-unreadable")
    return None


def _table(sheet: Any) -> list[tuple[int, list[Any]]]:
    """The rows of a sheet that have anything in them, with their numbers; a line more than can be taken at most."""
    return list(_filled(sheet))


def _filled(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    found = 0
    for cells in sheet.iter_rows(max_row=4 * MAX_LINES, max_col=_MAX_COLUMNS):
        held = [cell for cell in cells if cell.value not in (None, "")]
        if held:
            found += 1
            yield held[0].row, list(cells)
        if found > MAX_LINES:
            return


def _as_text(
    table: list[tuple[int, list[Any]]], columns: list[str], dated: Collection[str]
) -> tuple[list[Line], list[RowProblem]]:
    """The cells as a person would type them; what Excel has made of one is a problem only in a column that is read."""
    lines, problems = list[Line](), list[RowProblem]()
    for number, cells in table:
        texts = [_text(cell) for cell in cells]
        for at, (column, cell) in enumerate(zip(columns, cells, strict=False)):
            key = _spoilt(cell) if column and not (column in dated and isinstance(cell.value, date)) else ""
            if key:
                problems.append(RowProblem(number, column, key))
                texts[at] = ""
        lines.append((number, _trimmed(texts)))
    return lines, problems


def _spoilt(cell: Any) -> str:
    """Why a cell does not hold what was typed; empty where it does."""
    if cell.data_type == "f":
        return "roll-cell-formula"
    if cell.data_type == "e":
        return "roll-cell-error"
    if isinstance(cell.value, (datetime, date, time, timedelta)):
        return "roll-cell-date"
    return ""


def _text(cell: Any) -> str:
    """What stands in a cell: 101.0 is the door 101, and 89.5 has no more digits than Excel shows."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    return str(value).strip()


def _trimmed(texts: list[str]) -> list[str]:
    """Without the empty cells at the end, which a sheet has as many of as it likes."""
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _placed(problem: RowProblem, sheet: str, columns: list[str]) -> RowProblem:
    """The problem with its place: `名册!C5`, or `名册!5` where it is about the row."""
    letter = get_column_letter(columns.index(problem.column) + 1) if problem.column in columns else ""
    return replace(problem, place=f"{sheet}!{letter}{problem.line}")
