"""The rows of a roll 名册: what its columns mean, and what of a table can be imported.

Made for what people really write: columns in any order and named in any of the three languages, full-width digits,
several names in one cell. Columns nobody knows (a phone number) are left out, so that they are never kept. Cutting a
file into cells is left to `roll_csv` and to `bot.roll_files`, who owns what to `ownership`, and whether a
row changes anything to `storage.roll_import`.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from bot.deliberation.figures import area_from_text
from bot.deliberation.flaw import Flaw

MAX_LINES = 20_000
_DOOR_CHARS, _NAME_CHARS = 64, 100
_MOST_RESIDENTS = 99

Use = Literal["home", "shop", "parking", "storage", "other"]
OwnerKind = Literal["natural", "company", "developer"]
Line = tuple[int, list[str]]
"""(number of the line in its file, its cells without outer spaces)"""


@dataclass(frozen=True, slots=True)
class RollRow:
    """One unit of the roll. `household` is the door of the household that lives in it, by default the unit's own; it
    is empty where nobody does: shops, parking places, what is not sold yet.
    """

    line: int
    unit: str
    household: str
    area: int = 0
    """0.01 m²"""
    owner: str = ""
    representative: str = ""
    """who votes for the household"""
    building: str = ""
    use: Use = "home"
    owner_kind: OwnerKind = "natural"
    owner_number: str = ""
    """tells owners of one name apart, and joins what one owner has under several"""
    co_owners: tuple[str, ...] = ()
    voter: str = ""
    """who votes for the owner"""
    tenant: str = ""
    residents: int | None = None
    """how many of age live there, None where the roll does not say"""
    delegates: tuple[str, ...] = ()
    party_members: tuple[str, ...] = ()
    offices: tuple[tuple[str, str], ...] = ()
    """(role, who): seats that the roll names, as of the owners' committee"""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong: the line of the file (1 is the header), the column's code id or empty, and a message key.

    `place` is where it is in a file that has sheets (`Sheet1!C5`).
    """

    line: int
    column: str
    key: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    place: str = ""


COLUMNS: Mapping[str, str] = {
    "unit": "门牌 门牌号 房号 房屋 門牌 門牌號 房號 unit door flat apartment",
    "household": "户 户号 所属户 戶 戶號 所屬戶 household",
    "area": "面积 建筑面积 专有面积 面積 建築面積 專有面積 area",
    "owner": "业主 业主姓名 产权人 業主 業主姓名 屋主 區分所有權人 所有權人 owner",
    "representative": "户代表 代表 户代表姓名 戶代表 戶代表姓名 representative rep",
    "building": "楼栋 楼号 楼 栋 樓棟 樓號 樓 棟 building",
    "use": "用途 房屋用途 房屋用途 use",
    "kind": "业主类型 产权人类型 業主類型 所有權人類型 ownerkind ownertype",
    "unsold": "未售 未售出 未交付 未售未交付 unsold undelivered",
    "number": "业主编号 产权人编号 業主編號 所有權人編號 ownernumber ownerid",
    "co_owners": "共有人 共同共有人 共有產權人 coowners coowner",
    "voter": "产权表决人 指定表决人 表决人 產權表決人 指定表決人 表決人 voter designatedvoter",
    "tenant": "租户 承租人 租戶 tenant",
    "residents": "成年人数 成年居民 成年人數 adults residents",
    "delegates": "居民代表 居民代表姓名 居民代表姓名 delegate delegates",
    "party_members": "党员 黨員 partymember partymembers",
    "offices": "职务 席位 職務 席次 office offices seat seats",
}
"""Code id of a column → how it may be headed."""
_COLUMN_OF = {name: column for column, names in COLUMNS.items() for name in names.split()}
_DOORS = ("unit", "household", "building")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_YES = frozenset(["是", "有", "对", "對", "√", "✓", "✔", "x", "y", "yes", "true", "1"])
_NO = frozenset(["否", "无", "無", "没有", "沒有", "-", "×", "n", "no", "false", "0"])
_Word = TypeVar("_Word", bound=str)


def _by_name(names: Mapping[_Word, str]) -> Mapping[str, _Word]:
    return {name: word for word, listed in names.items() for name in listed.split()}


_USE_NAMES: Mapping[Use, str] = {
    "home": "住宅 住房 住家 居住 home flat residential",
    "shop": "商铺 商业 商用 店铺 办公 店面 商舖 商業 辦公 shop office commercial",
    "parking": "车位 车库 停车位 車位 車庫 停車位 parking garage",
    "storage": "储藏室 储藏间 地下室 儲藏室 storage",
    "other": "其他 其它 公共 other",
}
_KIND_NAMES: Mapping[OwnerKind, str] = {
    "natural": "自然人 个人 個人 natural person",
    "company": "单位 公司 企业 法人 單位 企業 company organisation organization",
    "developer": "建设单位 开发商 开发企业 未售 建设单位未售 建設單位 建商 developer unsold",
}
_OFFICE_NAMES: Mapping[str, str] = {
    "committee": "业委会 业委会委员 业主委员会 管委会 管委會 管理委員會 管委會委員 committee ownerscommittee",
    "building_lead": "楼栋长 楼长 楼门长 樓棟長 樓長 樓門長 buildinglead",
    "anchor_household": "党员中心户 中心户 黨員中心戶 中心戶 anchorhousehold",
    "expert": "专家 專家 expert",
    "mediator": "调解员 調解員 mediator",
    "volunteer": "志愿者 志願者 志工 volunteer",
}
"""Seats of bodies that a roll can give; offices of trust are given by name, by somebody (`rights.TRUST`)."""
_OFFICES = _by_name(_OFFICE_NAMES)
_USES, _KINDS = _by_name(_USE_NAMES), _by_name(_KIND_NAMES)


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


def read_rows(lines: Sequence[Line]) -> tuple[list[RollRow], list[RowProblem]]:
    """The rows that can be imported and every problem, in the order of the table, whose first line is the header.

    A table with any problem should not be imported: half a roll decides votes wrongly. Never raises.
    """
    if not lines:
        return [], [RowProblem(1, "", "roll-empty")]
    if len(lines) > MAX_LINES:
        return [], [RowProblem(1, "", "roll-too-long", {"limit": MAX_LINES})]
    header, problems = _header(*lines[0])
    if problems:
        return [], problems
    return _rows(header, lines[1:]) if lines[1:] else ([], [RowProblem(lines[0][0], "", "roll-empty")])


def columns_of(cells: Sequence[str]) -> list[str]:
    """The column of every cell of a header, empty for those nobody knows."""
    return [_column(cell) for cell in cells]


def _header(line: int, cells: list[str]) -> tuple[list[str], list[RowProblem]]:
    columns = columns_of(cells)
    problems = [
        RowProblem(line, column, "roll-column-twice", {"column": column})
        for column in COLUMNS
        if columns.count(column) > 1
    ]
    if "unit" not in columns:
        problems.append(RowProblem(line, "unit", "roll-column-missing", {"column": "unit"}))
    return columns, problems


def _column(cell: str) -> str:
    """`建筑面积(㎡)` → `area`: what stands in brackets is a note."""
    plain = "".join(unicodedata.normalize("NFKC", cell).lower().split())
    whole = re.sub(r"\(.*|[_\-/]", "", plain)
    return _COLUMN_OF.get(whole) or _COLUMN_OF.get(re.sub(r"[(_].*", "", plain), "")


def _rows(header: list[str], lines: Sequence[Line]) -> tuple[list[RollRow], list[RowProblem]]:
    rows, problems = list[RollRow](), list[RowProblem]()
    unit_line, named = dict[tuple[str, str], int](), dict[tuple[str, str], tuple[str, int]]()
    for line, cells in lines:
        row, wrong = _row(line, header, cells)
        if not wrong and (row.building, row.unit) in unit_line:
            params: dict[str, str | int] = {"door": row.unit, "line": unit_line[row.building, row.unit]}
            wrong.append(RowProblem(line, "unit", "roll-unit-twice", params))
        if not wrong and row.household and row.representative:
            name, earlier = named.setdefault((row.building, row.household), (row.representative, line))
            if name != row.representative:
                params = {"door": row.household, "line": earlier}
                wrong.append(RowProblem(line, "representative", "roll-two-representatives", params))
        if wrong:
            problems.extend(wrong)
        else:
            unit_line[row.building, row.unit] = line
            rows.append(row)
    return rows, problems


def _row(line: int, header: list[str], cells: list[str]) -> tuple[RollRow, list[RowProblem]]:
    problems = list[RowProblem]()
    if len(cells) > len(header) and any(cells[len(header) :]):
        problems.append(RowProblem(line, "", "roll-too-many-cells", {"cells": len(cells), "columns": len(header)}))
    given = {column: cell for column, cell in zip(header, cells, strict=False) if column}
    problems.extend(RowProblem(line, column, "roll-cell-unreadable", {"limit": limit}) for column, limit in _bad(given))
    read = _Reading(line, given)
    unit = tidy_door(given.get("unit", ""))
    if not unit:
        problems.append(RowProblem(line, "unit", "roll-unit-missing"))
    use, kind = read.use(), read.kind()
    lived_in = use == "home" and kind != "developer"
    representative, tenant = tidy_name(given.get("representative", "")), tidy_name(given.get("tenant", ""))
    representative = representative or tenant
    row = RollRow(
        line,
        unit,
        tidy_door(given.get("household", "")) or (unit if lived_in or representative else ""),
        read.area(),
        tidy_name(given.get("owner", "")),
        representative,
        tidy_door(given.get("building", "")),
        use=use,
        owner_kind=kind,
        owner_number=tidy_door(given.get("number", "")),
        co_owners=_names(given.get("co_owners", "")),
        voter=tidy_name(given.get("voter", "")),
        tenant=tenant,
        residents=read.residents(),
        delegates=read.people("delegates", representative),
        party_members=read.people("party_members", representative),
        offices=read.offices(representative),
    )
    return row, problems + read.problems


def _bad(given: Mapping[str, str]) -> list[tuple[str, int]]:
    """Columns whose cell is too long or has signs nobody sees, with how long it may be."""
    found = []
    for column, cell in given.items():
        # normalising first: one ligature may become eighteen characters
        door = column in _DOORS
        written, limit = (tidy_door(cell), _DOOR_CHARS) if door else (cell, _NAME_CHARS)
        if len(written) > limit or any(unicodedata.category(char) == "Cc" for char in cell):
            found.append((column, limit))
    return found


class _Reading:
    """The cells of one row that are more than a door or a name, and what is wrong with them."""

    def __init__(self, line: int, given: Mapping[str, str]) -> None:
        self._line, self._given = line, given
        self.problems = list[RowProblem]()

    def _wrong(self, column: str, key: str) -> None:
        self.problems.append(RowProblem(self._line, column, key, {"text": self._given[column][:_NAME_CHARS]}))

    def _word(self, column: str) -> str:
        return "".join(unicodedata.normalize("NFKC", self._given.get(column, "")).lower().split())

    def area(self) -> int:
        """Square metres as 0.01 m², an empty cell as 0; the unit may be written behind."""
        plain = re.sub(r"(m2|平方米|平米|平方公尺)$", "", self._word("area"))
        try:
            return area_from_text(plain) if plain else 0
        except Flaw:
            self._wrong("area", "roll-area-unreadable")
            return 0

    def use(self) -> Use:
        word = self._word("use")
        if word and word not in _USES:
            self._wrong("use", "roll-use-unknown")
        return _USES.get(word, "home")

    def kind(self) -> OwnerKind:
        word = re.sub(r"\(.*", "", self._word("kind"))
        if word and word not in _KINDS:
            self._wrong("kind", "roll-kind-unknown")
        return "developer" if self._marked("unsold") else _KINDS.get(word, "natural")

    def _marked(self, column: str) -> bool:
        """Whether a column of marks says yes here."""
        word = self._word(column)
        if word and word not in _YES | _NO:
            self._wrong(column, "roll-mark-unreadable")
        return word in _YES

    def residents(self) -> int | None:
        word = re.sub(r"人$", "", self._word("residents"))
        if not word:
            return None
        if not (word.isascii() and word.isdigit() and int(word[:9]) <= _MOST_RESIDENTS):
            self._wrong("residents", "roll-number-unreadable")
            return None
        return int(word)

    def people(self, column: str, representative: str) -> tuple[str, ...]:
        """The people named in a cell; a mark means whoever votes for the household."""
        word = self._word(column)
        if not word or word in _NO:
            return ()
        if word not in _YES:
            return _names(self._given[column])
        if not representative:
            self._wrong(column, "roll-mark-of-nobody")
        return (representative,) if representative else ()

    def offices(self, representative: str) -> tuple[tuple[str, str], ...]:
        """`业委会:王五、楼栋长` → (role, who); without a name it is whoever votes for the household."""
        found = dict[tuple[str, str], None]()
        for part in _names(self._given.get("offices", "")):
            named, _, who = part.replace("\uff1a", ":").partition(":")
            role = _OFFICES.get("".join(unicodedata.normalize("NFKC", named).lower().split()), "")
            holder = tidy_name(who) or representative
            if not role:
                self._wrong("offices", "roll-office-unknown")
            elif not holder:
                self._wrong("offices", "roll-mark-of-nobody")
            else:
                found[role, holder] = None
        return tuple(found)


def _names(cell: str) -> tuple[str, ...]:
    """`乙、丙` → the names, each once."""
    parts = re.split(r"[、,,;;/]", cell)
    return tuple(dict.fromkeys(name for name in map(tidy_name, parts) if name))
