"""A tree of scopes as CSV: a row a path, from the street down to the unit, every problem with its line.

Columns `street community compound grid building unit` in any of the three languages; a level may be left out or empty.
Storing the tree is left to `storage.scopes`.
"""

import csv
import io
import unicodedata
from collections.abc import Sequence

from bot.deliberation.roll.rows import RowProblem, tidy_name

MAX_ROWS = 200_000
_NAME_CHARS = 100
LEVELS: dict[str, str] = {
    "street": "街道 乡镇 街道办 街道(乡镇) 鄉鎮市區 行政區 street",
    "community": "社区 村 社區 里 community",
    "compound": "小区 小區 社區大樓 compound",
    "grid": "网格 鄰 網格 grid",
    "building": "楼栋 楼号 楼 栋 樓棟 樓號 樓 棟 building",
    "unit": "单元 單元 unit stairwell",
}
"""Kind of scope → how its column may be headed, from the top of the tree down."""
_LEVEL_OF = {name: kind for kind, names in LEVELS.items() for name in names.split()}

ScopePath = tuple[tuple[str, str], ...]
"""((kind, name), …) from the top of the tree down"""


def read_scopes(text: str) -> tuple[list[ScopePath], list[RowProblem]]:
    """The paths of a file in its order, each once, and every problem; never raises. With any problem none should be
    stored."""
    try:
        lines = [
            (n, cells)
            for n, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1)
            if any(cells)
        ]
    except csv.Error:
        return [], [RowProblem(1, "", "roll-unreadable")]
    if len(lines) < 2:
        return [], [RowProblem(1, "", "scopes-empty")]
    if len(lines) > MAX_ROWS:
        return [], [RowProblem(1, "", "roll-too-long", {"limit": MAX_ROWS})]
    header = [_LEVEL_OF.get("".join(unicodedata.normalize("NFKC", cell).lower().split()), "") for cell in lines[0][1]]
    problems = _header(header)
    paths = dict[ScopePath, None]()
    for line, cells in lines[1:] if not problems else ():
        named = {kind: tidy_name(cell) for kind, cell in zip(header, cells, strict=False) if kind}
        if len(cells) > len(header):
            params = {"cells": len(cells), "columns": len(header)}
            problems.append(RowProblem(line, "", "roll-too-many-cells", params))
        problems += [
            RowProblem(line, kind, "roll-cell-unreadable", {"limit": _NAME_CHARS})
            for kind, name in named.items()
            if len(name) > _NAME_CHARS or any(unicodedata.category(char) == "Cc" for char in name)
        ]
        path = tuple((kind, named[kind]) for kind in LEVELS if named.get(kind))
        if not path:
            problems.append(RowProblem(line, "", "scopes-row-empty"))
        paths[path] = None
    return list(paths), problems


def _header(header: Sequence[str]) -> list[RowProblem]:
    twice = [RowProblem(1, kind, "roll-column-twice", {"column": kind}) for kind in LEVELS if header.count(kind) > 1]
    return twice or ([] if any(header) else [RowProblem(1, "", "scopes-no-level")])
