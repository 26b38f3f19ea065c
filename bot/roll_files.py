"""A roll as it comes in a file: CSV text or an XLSX workbook → rows, and every problem with the place it is at.

What the columns mean is left to `deliberation.roll_rows`; the template people fill in is written by
`commands.roll_template`. A file is known by what it holds, not by its name. Workbooks come from strangers: what could
blow up, run or hide something is refused with a sentence before anything is read.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bot.deliberation.roll_csv import parse_roll
from bot.deliberation.roll_rows import MAX_LINES, Line, RollRow, RowProblem, columns_of, read_rows

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
    if len(data) > MAX_BYTES:
        return [], [RowProblem(1, "", "roll-file-too-big", {"limit": MAX_BYTES // 1_000_000})]
    if data.startswith(_OLE):
        return [], [RowProblem(1, "", "roll-file-old")]
    if data.startswith(_ZIP):
        return _read_workbook(data)
    try:
        return parse_roll(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotUtf8 from None


def _read_workbook(data: bytes) -> tuple[list[RollRow], list[RowProblem]]:
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
    columns = columns_of([_text(cell) for cell in table[0][1]])
    lines, problems = _as_text(table, columns)
    rows, more = read_rows(lines)
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
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
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


def _as_text(table: list[tuple[int, list[Any]]], columns: list[str]) -> tuple[list[Line], list[RowProblem]]:
    """The cells as a person would type them; what Excel has made of one is a problem only in a column that is read."""
    lines, problems = list[Line](), list[RowProblem]()
    for number, cells in table:
        texts = [_text(cell) for cell in cells]
        for at, (column, cell) in enumerate(zip(columns, cells, strict=False)):
            key = _spoilt(cell) if column else ""
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
