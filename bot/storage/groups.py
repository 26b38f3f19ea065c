"""Which scope each ballot of a round is of, looked up when the round is closed and never while ballots are cast.

What may be told of it is left to `deliberation.groups`.
"""

from collections.abc import Collection

from sqlalchemy import func, select

from bot.deliberation.ballots.box import household_elector, owner_elector, person_elector
from bot.deliberation.casefile import Groups
from bot.deliberation.figures import Figures
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import households, residents, scopes, standing_acts, units

Parts = dict[str, dict[str, int | None]]
"""elector → name of a scope below → its area there; None for whatever the ballot itself says"""


async def load_groups(tx: Tx, path: str, electorate: str, round_ids: Collection[int]) -> Groups:
    """(motion, round) → name of a scope right under `path` → ballot → figures; empty where there are not two such."""
    if electorate not in ("household", "owner", "resident"):
        return {}
    places = await tx.rows(select(scopes.c.id, scopes.c.name, scopes.c.path).where(below(path)))
    depth = path.count("/")
    tops = {row.path: row.name for row in places if row.path.count("/") == depth + 1}
    if len(tops) < 2:
        return {}
    top_of = {row.id: tops.get("/".join(row.path.split("/")[: depth + 1]) + "/", "") for row in places}
    parts = await _parts(tx, path, electorate, top_of)
    acts = standing_acts.c
    found: Groups = {}
    for row in await tx.rows(
        select(acts.what, acts.round_id, acts.elector, acts.choice, acts.area).where(
            acts.kind == "ballot", acts.round_id.in_(round_ids)
        )
    ):
        held = found.setdefault((row.what, row.round_id), {})
        for name, area in parts.get(row.elector, {}).items():
            ballots = held.setdefault(name, {})
            mine = Figures(1, row.area if area is None else area)
            ballots[row.choice] = ballots.get(row.choice, Figures()) + mine
    return found


async def _parts(tx: Tx, path: str, electorate: str, top_of: dict[int, str]) -> Parts:
    parts: Parts = {}
    if electorate == "owner":
        owned = await tx.rows(
            select(units.c.owner_id, units.c.scope_id, func.sum(units.c.area).label("area"))
            .join(scopes, scopes.c.id == units.c.scope_id)
            .where(below(path), units.c.owner_id.is_not(None))
            .group_by(units.c.owner_id, units.c.scope_id)
        )
        for row in owned:
            held = parts.setdefault(owner_elector(row.owner_id), {})
            held[top_of[row.scope_id]] = (held.get(top_of[row.scope_id]) or 0) + int(row.area)
        return parts
    lived = select(households.c.id, households.c.scope_id).join(scopes, scopes.c.id == households.c.scope_id)
    if electorate == "household":
        for row in await tx.rows(lived.where(below(path))):
            parts[household_elector(row.id)] = {top_of[row.scope_id]: None}
        return parts
    bound = lived.add_columns(residents.c.person_id).join(residents, residents.c.household_id == households.c.id)
    for row in await tx.rows(bound.where(below(path), residents.c.state == "bound").order_by(residents.c.id)):
        # whoever belongs to two households is counted where they came first
        parts.setdefault(person_elector(row.person_id), {top_of[row.scope_id]: None})
    return parts
