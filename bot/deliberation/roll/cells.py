"""Cutting CSV text into the cells of a roll 名册: what spreadsheets really save.

A byte-order mark, tabs or semicolons, quoted cells that go over several lines. What the cells mean is left to
`roll_rows`.
"""

import csv
import io
from collections.abc import Iterator

from bot.deliberation.roll.rows import MAX_LINES, Line, RollRow, RowProblem, columns_of, read_rows

MAX_CHARS = 4_000_000


def parse_roll(text: str) -> tuple[list[RollRow], list[RowProblem]]:
    """The rows that can be imported and every problem, in the order of the file; never raises."""
    lines, problems = lines_of(text)
    return ([], problems) if problems else read_rows(lines)


def lines_of(text: str) -> tuple[list[Line], list[RowProblem]]:
    """The lines of a table with their cells, or why it cannot be read."""
    if len(text) > MAX_CHARS or text.count("\n") > MAX_LINES:
        return [], [RowProblem(1, "", "roll-too-long", {"limit": MAX_LINES})]
    if "\0" in text:
        return [], [RowProblem(1, "", "roll-unreadable")]
    lines = list[Line]()
    try:
        lines.extend(_lines(text.removeprefix("\ufeff")))
    except csv.Error:
        return [], [RowProblem(lines[-1][0] + 1 if lines else 1, "", "roll-unreadable")]
    return lines, []


def parse_header(line: str) -> bool:
    """Whether a line of text is the header of a roll."""
    try:
        return any("unit" in columns_of(cells) for _, cells in _lines(line))
    except csv.Error:
        return False


def _lines(text: str) -> Iterator[Line]:
    """(line number, cells) of every line that has anything in it."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;，", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, [cell.strip() for cell in cells]
