"""The rows of a table of income and costs 收支表: what its columns mean, and what of it can be entered.

As with a roll, columns may stand in any order, are named in any of the three languages, and those nobody knows are left
out. Cutting a file into cells is left to `roll_csv` and `bot.roll_files`, whether a row may be entered to `ledger`.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.deliberation.money.ledger import AGAINST_DECISION
from bot.deliberation.roll.rows import Line, RowProblem

COLUMNS: Mapping[str, str] = {
    "day": "日期 date day",
    "kind": "类型 收支 類型 kind type",
    "category": "类别 收入类别 類別 收入類別 category",
    "amount": "金额 金額 amount sum",
    "words": "说明 摘要 備註 說明 备注 description words note",
    "decision": "决议号 依据 決議號 依據 decision",
}
_NEEDED = ("day", "kind", "amount")
_KINDS: Mapping[str, str] = {
    "opening": "期初 期初结余 期初結餘 opening openingbalance",
    "income": "收入 income",
    "cost": "成本 合理成本 cost reasonablecost",
    "reserve": "预留 转入预留 預留 轉入預留 reserve setaside",
    "payment": "支付 支出 payment paid",
    "release": "余款不付了 餘款不付了 release",
}
_CATEGORIES: Mapping[str, str] = {
    "advertising": "广告 公共区域广告 廣告 公共區域廣告 advertising adverts",
    "parking": "车位 停车 车位租赁 停车位租赁 車位 停車 車位租金 parking",
    "stalls": "摊位 摊位租赁 攤位 攤位租金 stalls stall",
    "facilities": "配套场所 配套场所经营 附屬場所經營 場館 facilities",
    "premises": "公共用房 公共用房出租 用房出租 premises premiseslet",
    "telecom": "基站 通信基站 设备场地 基站和设备场地 基地台 基地台與設備場地 telecom mastsandplant",
    "machines": "自助设施 自助设施场地 快递柜 自助售卖 充电设施 自助設施場地 快遞櫃 machines lockersandmachines",
    "other": "其他 其他收入 其它 other otherincome",
}
_DATE = re.compile(r"([0-9]{4})[^0-9]([0-9]{1,2})[^0-9]([0-9]{1,2})[^0-9]?")
_AMOUNT = re.compile(r"([0-9]{1,13})(?:\.([0-9]{1,2}))?")


def _names(listed: Mapping[str, str]) -> dict[str, str]:
    return {name: key for key, names in listed.items() for name in names.split()}


_COLUMN_OF, _KIND_OF, _CATEGORY_OF = _names(COLUMNS), _names(_KINDS), _names(_CATEGORIES)


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One row, as it was written: `amount` in 0.01 of the currency, `decision` the number of a decision or empty."""

    line: int
    day: str
    kind: str
    amount: int
    words: str = ""
    category: str = ""
    decision: str = ""


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def columns_of(cells: Sequence[str]) -> list[str]:
    """The column of every cell of a header, empty for those nobody knows; what stands in brackets is a note."""
    return [_COLUMN_OF.get(re.sub(r"\(.*|[_\-/]", "", _plain(cell)), "") for cell in cells]


def read_rows(lines: Sequence[Line]) -> tuple[list[MoneyRow], list[RowProblem]]:
    """The rows under the header, and everything that is wrong, in the order of the table."""
    if not lines:
        return [], [RowProblem(1, "", "ledger-row-empty")]
    number, header = lines[0]
    columns = columns_of(header)
    keys = {name: "ledger-row-missing" for name in _NEEDED if name not in columns}
    keys |= {name: "roll-column-twice" for name in COLUMNS if columns.count(name) > 1}
    if keys:
        return [], [RowProblem(number, name, key, {"column": name}) for name, key in keys.items()]
    rows, problems = list[MoneyRow](), list[RowProblem]()
    for line, cells in lines[1:]:
        if any(cells[len(columns) :]):
            # the comma of an amount without quotes: 12,000 would be 12
            many: dict[str, str | int] = {"cells": len(cells), "columns": len(columns)}
            problems.append(RowProblem(line, "", "roll-too-many-cells", many))
            continue
        held = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
        wrong, row = _row(line, held)
        problems += wrong
        if row is not None:
            rows.append(row)
    return rows, problems or ([] if rows else [RowProblem(number, "", "ledger-row-empty")])


def _row(line: int, held: Mapping[str, str]) -> tuple[list[RowProblem], MoneyRow | None]:
    def said(name: str) -> str:
        return held.get(name, "")

    day, amount = _day(said("day")), _amount(said("amount"))
    kind, category = _KIND_OF.get(_plain(said("kind")), ""), _CATEGORY_OF.get(_plain(said("category")), "")
    checks = (
        ("day", "ledger-row-day", day is None),
        ("kind", "ledger-row-kind", not kind),
        ("amount", "ledger-row-amount", amount is None),
        ("category", "ledger-row-category", kind == "income" and not category),
        ("decision", "ledger-row-decision", kind in AGAINST_DECISION and not said("decision")),
    )
    problems = [RowProblem(line, name, key, {"text": said(name)[:40]}) for name, key, is_bad in checks if is_bad]
    if problems or day is None or amount is None:
        return problems, None
    about = category if kind == "income" else ""
    decision = said("decision") if kind in AGAINST_DECISION else ""
    return [], MoneyRow(line, day, kind, amount, said("words"), about, decision)


def _day(text: str) -> str | None:
    """The ISO date of «2026-3-31», «2026/03/31» and their like."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip().removesuffix(" 00:00:00"))
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None


def _amount(text: str) -> int | None:
    found = _AMOUNT.fullmatch(_plain(text).replace(",", "").lstrip("¥$").removesuffix("元"))
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None
