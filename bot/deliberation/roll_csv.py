"""Reading a household roll 名册 from CSV text: rows that can be imported, and what is wrong with the others.

Made for what spreadsheets really save: a byte-order mark, tabs or semicolons, full-width digits, columns
in any order and named in any of the three languages; columns nobody knows (a phone number) are left out.
Whether a row changes anything is left to `storage.roll`.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.deliberation.figures import area_from_text
from bot.deliberation.flaw import Flaw

MAX_LINES = 20_000
MAX_CHARS = 4_000_000
_DOOR_CHARS, _NAME_CHARS = 64, 100


@dataclass(frozen=True, slots=True)
class RollRow:
    """One unit of the roll. `household` is the door of the household it belongs to, by default its own."""

    line: int
    unit: str
    household: str
    area: int = 0
    owner: str = ""
    representative: str = ""
    building: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong: the line of the file (1 is the header), the column's code id or empty, and a message key."""

    line: int
    column: str
    key: str
    params: Mapping[str, str | int] = field(default_factory=dict)


_HEADERS = {
    "unit": "门牌 门牌号 房号 房屋 門牌 門牌號 房號 unit door flat apartment",
    "household": "户 户号 所属户 戶 戶號 所屬戶 household",
    "area": "面积 建筑面积 专有面积 面積 建築面積 專有面積 area",
    "owner": "业主 业主姓名 产权人 業主 業主姓名 屋主 所有權人 owner",
    "representative": "户代表 代表 户代表姓名 戶代表 戶代表姓名 representative rep",
    "building": "楼栋 楼号 楼 栋 樓棟 樓號 樓 棟 building",
}
_COLUMN_OF = {name: column for column, names in _HEADERS.items() for name in names.split()}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


def tidy_door(text: str) -> str:
    """A door number as it is compared: half-width, without spaces, one kind of dash, capitals."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    tidied = "".join(plain.split()).upper()
    # an accent that lost the space before it may join the letter now
    return tidied if tidied == text else tidy_door(tidied)


def tidy_name(text: str) -> str:
    """A name as it is compared: outer and doubled spaces removed, and those between Chinese characters."""
    joined = " ".join(text.split())
    return re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", joined)


def parse_roll(text: str) -> tuple[list[RollRow], list[RowProblem]]:
    """The rows that can be imported and every problem, in the order of the file; never raises.

    A file with any problem should not be imported: half a roll decides votes wrongly.
    """
    if len(text) > MAX_CHARS or text.count("\n") > MAX_LINES:
        return [], [RowProblem(1, "", "roll-too-long", {"limit": MAX_LINES})]
    if "\0" in text:
        return [], [RowProblem(1, "", "roll-unreadable")]
    lines = list[tuple[int, list[str]]]()
    try:
        lines.extend(_lines(text.removeprefix("\ufeff")))
    except csv.Error:
        return [], [RowProblem(lines[-1][0] + 1 if lines else 1, "", "roll-unreadable")]
    if not lines:
        return [], [RowProblem(1, "", "roll-empty")]
    header, problems = _header(*lines[0])
    if problems:
        return [], problems
    return _rows(header, lines[1:]) if lines[1:] else ([], [RowProblem(lines[0][0], "", "roll-empty")])


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of every line that has anything in it."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;，", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, [cell.strip() for cell in cells]


def _header(line: int, cells: list[str]) -> tuple[list[str], list[RowProblem]]:
    """The column of every cell, empty for those nobody knows."""
    columns = [_column(cell) for cell in cells]
    problems = [
        RowProblem(line, column, "roll-column-twice", {"column": column})
        for column in _HEADERS
        if columns.count(column) > 1
    ]
    if "unit" not in columns:
        problems.append(RowProblem(line, "unit", "roll-column-missing", {"column": "unit"}))
    return columns, problems


def _column(cell: str) -> str:
    """`建筑面积(㎡)` → `area`: what stands in brackets is a note."""
    plain = unicodedata.normalize("NFKC", cell).lower()
    return _COLUMN_OF.get("".join(re.sub(r"[(_].*", "", plain).split()), "")


def _rows(header: list[str], lines: list[tuple[int, list[str]]]) -> tuple[list[RollRow], list[RowProblem]]:
    rows, problems = list[RollRow](), list[RowProblem]()
    unit_line, named = dict[str, int](), dict[tuple[str, str], tuple[str, int]]()
    for line, cells in lines:
        row, wrong = _row(line, header, cells)
        if not wrong and row.unit in unit_line:
            wrong.append(RowProblem(line, "unit", "roll-unit-twice", {"door": row.unit, "line": unit_line[row.unit]}))
        if not wrong and row.representative:
            name, earlier = named.setdefault((row.building, row.household), (row.representative, line))
            if name != row.representative:
                wrong.append(
                    RowProblem(
                        line,
                        "representative",
                        "roll-two-representatives",
                        {"door": row.household, "line": earlier},
                    )
                )
        if wrong:
            problems.extend(wrong)
        else:
            unit_line[row.unit] = line
            rows.append(row)
    return rows, problems


def _row(line: int, header: list[str], cells: list[str]) -> tuple[RollRow, list[RowProblem]]:
    problems = list[RowProblem]()
    if len(cells) > len(header) and any(cells[len(header) :]):
        problems.append(RowProblem(line, "", "roll-too-many-cells", {"cells": len(cells), "columns": len(header)}))
    given = {column: cell for column, cell in zip(header, cells, strict=False) if column}
    for column, cell in given.items():
        # normalising first: one ligature may become eighteen characters
        door = column in ("unit", "household", "building")
        written, limit = (tidy_door(cell), _DOOR_CHARS) if door else (cell, _NAME_CHARS)
        if len(written) > limit or any(unicodedata.category(char) == "Cc" for char in cell):
            problems.append(RowProblem(line, column, "roll-cell-unreadable", {"limit": limit}))
    unit = tidy_door(given.get("unit", ""))
    if not unit:
        problems.append(RowProblem(line, "unit", "roll-unit-missing"))
    area = 0
    try:
        area = _area(given.get("area", ""))
    except Flaw:
        problems.append(RowProblem(line, "area", "roll-area-unreadable", {"text": given["area"][:_NAME_CHARS]}))
    return RollRow(
        line,
        unit,
        tidy_door(given.get("household", "")) or unit,
        area,
        tidy_name(given.get("owner", "")),
        tidy_name(given.get("representative", "")),
        tidy_door(given.get("building", "")),
    ), problems


def _area(cell: str) -> int:
    """Square metres as 0.01 m², an empty cell as 0; the unit may be written behind."""
    plain = "".join(unicodedata.normalize("NFKC", cell).split()).lower()
    return area_from_text(re.sub(r"(m2|平方米|平米|平方公尺)$", "", plain)) if plain else 0
