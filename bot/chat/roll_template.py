"""The table people fill in for a roll: its columns, a sample, and a note on each column.

Reading what comes back is left to `roll_files`. A CSV file has no place for notes: there they are in the workbook only.
"""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from bot.i18n import Words

_WIDTH = 14
_SAMPLE: Sequence[dict[str, str]] = (
    {"building": "2", "unit": "2-101", "area": "89.50", "use": "home", "owner": "1", "representative": "1",
     "residents": "3", "delegates": "yes"},
    {"building": "2", "unit": "2-102", "area": "89.50", "use": "home", "owner": "2", "co_owners": "3", "voter": "3",
     "tenant": "4", "residents": "2"},
    {"building": "2", "unit": "P-07", "area": "12.00", "use": "parking", "owner": "1"},
    {"building": "2", "unit": "2-103", "area": "126.00", "use": "home", "owner": "5", "kind": "developer"},
)  # fmt: skip
"""Uses, kinds, yes and people by the names their words have in `locales/`."""
_PEOPLE = ("owner", "co_owners", "voter", "representative", "tenant")
_ORDER = (
    "building", "unit", "household", "area", "use", "owner", "kind", "number", "co_owners", "voter", "representative",
    "tenant", "residents", "delegates", "party_members", "offices",
)  # fmt: skip


def heading(column: str, words: Words) -> str:
    """How a column is headed in this language."""
    return words(f"roll-column-{column.replace('_', '-')}")


def csv_template(words: Words) -> bytes:
    """With a byte-order mark: without one Excel takes Chinese for something else."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([heading(column, words) for column in _ORDER])
    writer.writerows(_samples(words))
    return text.getvalue().encode("utf-8-sig")


def xlsx_template(words: Words) -> bytes:
    """The same as a workbook, all cells text, with a note on every heading."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = words("roll-sheet")
    for texts in ([heading(column, words) for column in _ORDER], *_samples(words)):
        sheet.append(texts)
    for at, column in enumerate(_ORDER, 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = _WIDTH
        # text, so that nobody's door 2-12 becomes a date
        sheet.column_dimensions[letter].number_format = "@"
        head = sheet[f"{letter}1"]
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True)
        head.comment = Comment(words(f"roll-note-{column.replace('_', '-')}"), words("product"))
    for row in sheet.iter_rows(min_row=1):
        for cell in row:
            cell.number_format = "@"
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _samples(words: Words) -> list[list[str]]:
    return [[_said(column, row.get(column, ""), words) for column in _ORDER] for row in _SAMPLE]


def _said(column: str, value: str, words: Words) -> str:
    if value and column in _PEOPLE:
        return words(f"roll-sample-{value}")
    if value and column in ("use", "kind"):
        return words(f"roll-{column}-{value}")
    return words("roll-yes") if value == "yes" else value
