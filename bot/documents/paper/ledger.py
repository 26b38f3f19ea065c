"""A ledger as a value, and as XLSX: rows under headings, for a spreadsheet.

Money and areas are numbers, everything people wrote is text whatever it begins with: a cell never becomes a formula.
What a ledger lists is left to whoever makes it.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from bot.documents.paper.office import printable, settled

_TEXT, _DAY = "@", "yyyy-mm-dd hh:mm"
_A4 = 9
_LONGEST = 32_000
"""Characters of a cell; a spreadsheet takes no more than 32,767."""


@dataclass(frozen=True, slots=True)
class Hundredths:
    """Money or an area in 0.01 of its unit, a number to the spreadsheet."""

    amount: int


Cell = str | int | Hundredths | datetime | None
"""A moment is local and without its zone, as a spreadsheet has it."""


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters."""

    heading: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class Ledger:
    """One sheet. `above` are lines before the table: whose it is, and as of when; `sums` the last row, if any."""

    name: str
    above: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sums: tuple[Cell, ...] = ()


def as_excel(*ledgers: Ledger) -> bytes:
    """A workbook with a sheet for each; the same bytes for the same ledgers."""
    book = Workbook(write_only=True)
    for ledger in ledgers:
        _fill(book, ledger)
    made = io.BytesIO()
    book.save(made)
    return settled(made.getvalue())


def _fill(book: Workbook, ledger: Ledger) -> None:
    sheet = book.create_sheet(_sheet_name(ledger.name))
    for at, column in enumerate(ledger.columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.freeze_panes = f"A{len(ledger.above) + 2}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{len(ledger.above) + 1}:{len(ledger.above) + 1}"

    def cell(value: Cell, *, bold: bool = False, shaded: bool = False, lined: bool = True) -> SheetCell:
        made: SheetCell = WriteOnlyCell(sheet)
        match value:
            case str():
                made.value, made.number_format = printable(value)[:_LONGEST], _TEXT
                # what begins with «=» is what somebody wrote, and no formula
                made.data_type = "s"
            case Hundredths(amount):
                made.value, made.number_format = float(Fraction(amount, 100)), "#,##0.00"
            case datetime():
                made.value, made.number_format = value, _DAY
            case _:
                made.value = value
        made.alignment = Alignment(wrap_text=lined, vertical="center")
        made.font = Font(bold=bold)
        if lined:
            made.border = _LINES
        if shaded:
            made.fill = _SHADED
        return made

    for number, line in enumerate(ledger.above):
        sheet.append([cell(line, bold=not number, lined=False)])
    sheet.append([cell(column.heading, bold=True, shaded=True) for column in ledger.columns])
    for row in ledger.rows:
        sheet.append([cell(value) for value in row])
    if ledger.sums:
        sheet.append([cell(value, bold=True, shaded=True) for value in ledger.sums])


_THIN = Side(style="thin")
_LINES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADED = PatternFill("solid", fgColor="F2F2F2")


def _sheet_name(name: str) -> str:
    """At most 31 characters, none of those a sheet cannot be called with."""
    return printable(name).translate(dict.fromkeys(map(ord, "[]:*?/\\'"), " "))[:31].strip() or "1"
