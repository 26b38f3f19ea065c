"""Owners 业主 of a roll: which units are one owner's, and who votes for it.

Sources: 区分所有权解释 arts. 1 and 9 (several units of one buyer are one person, and so is all that the developer has
not sold or handed over; one exclusive part is one person) and 业主大会和业主委员会指导规则 (co-owners are one person
and name who votes). Storing owners is left to `storage.owner_import`, adding up areas to `figures.count_holdings`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.deliberation.roll.rows import OwnerKind, RollRow, RowProblem

UnitPlace = tuple[str, str]
"""(building, door of the unit)"""


@dataclass(frozen=True, slots=True)
class RollOwner:
    """One owner as the rows have it: one head. `key` is what tells it apart on its roll, `voter` who votes for it."""

    key: str
    name: str
    kind: OwnerKind
    voter: str
    units: tuple[UnitPlace, ...]


def owners_of(rows: Sequence[RollRow]) -> tuple[list[RollOwner], list[RowProblem]]:
    """The owners of these rows in the order they first appear, and rows that contradict each other about one.

    A roll that names no owner anywhere has none. Where it names some, a unit without a name is one owner of its own.
    A sole natural owner votes in person unless somebody else is named; co-owners, companies and the developer must
    name who votes, and have nobody until they do.
    """
    if not any(_is_named(row) for row in rows):
        return [], []
    firms = {row.owner for row in rows if row.owner_kind == "developer"} - {""}
    only_firm = next(iter(firms)) if len(firms) == 1 else ""
    held = dict[str, list[RollRow]]()
    for row in rows:
        held.setdefault(_key(row, only_firm), []).append(row)
    owners, problems = list[RollOwner](), list[RowProblem]()
    for key, theirs in held.items():
        first = next((row for row in theirs if row.voter), theirs[0])
        for row in theirs:
            params: dict[str, str | int] = {"door": row.unit, "line": first.line}
            if row.voter and row.voter != first.voter:
                problems.append(RowProblem(row.line, "voter", "roll-two-voters", params))
            if row.owner_kind != first.owner_kind:
                problems.append(RowProblem(row.line, "kind", "roll-two-kinds", params))
        name = next((row.owner for row in theirs if row.owner), only_firm if first.owner_kind == "developer" else "")
        alone = first.owner_kind == "natural" and not any(row.co_owners for row in theirs)
        units = tuple((row.building, row.unit) for row in theirs)
        whole = "、".join(dict.fromkeys((name, *first.co_owners)))
        owners.append(RollOwner(key, whole, first.owner_kind, first.voter or (name if alone else ""), units))
    return owners, sorted(problems, key=lambda problem: problem.line)


def _is_named(row: RollRow) -> bool:
    return bool(row.owner or row.owner_number or row.owner_kind == "developer")


def _key(row: RollRow, only_firm: str) -> str:
    """What an owner is one by: its number, or else its name; of co-owners the names of all of them."""
    if row.owner_number:
        return f"#{row.owner_number}"
    if row.owner_kind == "developer":
        return f"developer:{row.owner or only_firm}"
    if not row.owner:
        return f"unit:{row.building}/{row.unit}"
    return f"{row.owner_kind}:{'、'.join(sorted({row.owner, *row.co_owners}))}"
