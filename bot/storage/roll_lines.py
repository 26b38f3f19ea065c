"""The roll line by line, for what is printed of it: every door with its area and whose vote it is part of.

No name is read. What of a door may be shown is left to whoever prints it.
"""

import re
from dataclasses import dataclass

from sqlalchemy import case, func, select

from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import households, scopes, units

_BUILDING = case((scopes.c.kind.in_(("building", "unit")), scopes.c.name), else_="").label("building")


@dataclass(frozen=True, slots=True)
class RollLine:
    """One door inside a scope. `elector` is the household's or owner's id: lines of one elector are one head.
    `building` is the name of the building it is in, where the tree has buildings."""

    door: str
    area: int
    elector: int
    building: str = ""

    @property
    def whole(self) -> str:
        """The door with its building: «2-101» for 101 in building 2, and for 2-101 there as well."""
        if not self.building or self.door == self.building or self.door.startswith(f"{self.building}-"):
            return self.door
        return f"{self.building}-{self.door}"


async def roll_lines(tx: Tx, path: str, electorate: str) -> list[RollLine]:
    """The doors at or under a path that vote as households or owners, as people read doors: 2-9 before 2-10.

    Empty for an electorate that votes by no door.
    """
    match electorate:
        case "household":
            query = (
                select(
                    households.c.door,
                    func.coalesce(func.sum(units.c.area), 0).label("area"),
                    households.c.id.label("elector"),
                    _BUILDING,
                )
                .join(scopes, scopes.c.id == households.c.scope_id)
                .outerjoin(units, units.c.household_id == households.c.id)
                .where(below(path), ~households.c.ended)
                .group_by(households.c.id, households.c.door, scopes.c.kind, scopes.c.name)
            )
        case "owner":
            query = (
                select(units.c.door, units.c.area, units.c.owner_id.label("elector"), _BUILDING)
                .join(scopes, scopes.c.id == units.c.scope_id)
                .where(below(path), units.c.owner_id.is_not(None))
            )
        case _:
            return []
    found = [RollLine(row.door, int(row.area), row.elector, row.building) for row in await tx.rows(query)]
    return sorted(found, key=lambda line: (_by_number(line.whole), line.elector))


def _by_number(door: str) -> list[tuple[int, int, str]]:
    """Digits by what they count to, the rest by its letters."""
    pieces = re.findall("[0-9]{1,18}|[^0-9]+", door)
    return [(0, int(piece), "") if piece.isdecimal() and piece.isascii() else (1, 0, piece) for piece in pieces]
