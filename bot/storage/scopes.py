"""The one tree of scopes, and the communities that stand on it.

Roles on scopes are left to `people`, rolls to `roll`.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update

from bot.deliberation.desk import Ids
from bot.deliberation.house import INSIDE, Scope, ancestors
from bot.deliberation.model import Community
from bot.storage import news, tables
from bot.storage.records import columns_of, insert_records, record, values_of
from bot.storage.store import Tx
from bot.storage.tables import chats, households, members, residents, roles, scopes


def below(path: str) -> ColumnElement[bool]:
    """Scopes at this path or under it."""
    return scopes.c.path.startswith(path, autoescape=True)


async def scope(tx: Tx, scope_id: int) -> Scope | None:
    row = await tx.one(select(scopes).where(scopes.c.id == scope_id))
    return None if row is None else record(Scope, row)


async def scopes_below(tx: Tx, path: str) -> list[Scope]:
    """The scope at this path and all under it, from the top down."""
    return [record(Scope, row) for row in await tx.rows(select(scopes).where(below(path)).order_by(scopes.c.path))]


async def scope_at(tx: Tx, path: str) -> Scope | None:
    row = await tx.one(select(scopes).where(scopes.c.path == path))
    return None if row is None else record(Scope, row)


async def scopes_named(tx: Tx, way: Sequence[str]) -> list[Scope]:
    """The scopes whose name and whose ancestors' names end in these, from the top down."""
    found = [record(Scope, row) for row in await tx.rows(select(scopes).where(scopes.c.name == way[-1]))]
    if len(way) == 1 or not found:
        return found
    above = {one.id: one for one in await scopes_named(tx, way[:-1])}
    return [one for one in found if one.parent_id in above]


async def ensure_scope(tx: Tx, parent_id: int | None, kind: str, name: str, next_id: Ids) -> Scope:
    """The child of that kind and name, made where there is none. Raises LookupError for an unknown parent."""
    return (await ensure_scopes(tx, parent_id, kind, [name], next_id))[name]


async def ensure_scopes(
    tx: Tx, parent_id: int | None, kind: str, names: Collection[str], next_id: Ids
) -> dict[str, Scope]:
    """name → child of the parent, made where there is none."""
    above = "/"
    if parent_id is not None:
        parent = await scope(tx, parent_id)
        if parent is None:
            raise LookupError(f"no scope {parent_id}")
        above = parent.path
    found = await tx.rows(
        select(scopes)
        .where(scopes.c.parent_id.is_not_distinct_from(parent_id), scopes.c.kind == kind, scopes.c.name.in_(names))
        .order_by(scopes.c.id.desc())
    )
    held = {row.name: record(Scope, row) for row in found}
    made = []
    for name in dict.fromkeys(names):
        if name not in held:
            id_ = next_id()
            held[name] = Scope(id_, parent_id, kind, name, f"{above}{id_}/")
            made.append(held[name])
    await insert_records(tx, scopes, made)
    return held


async def ensure_tree(tx: Tx, paths: Iterable[Sequence[tuple[str, str]]], next_id: Ids) -> int:
    """Make every ((kind, name), …) path from the top down exist; how many scopes were made. Two statements for all."""
    found = await tx.rows(select(scopes).order_by(scopes.c.id.desc()))
    known: dict[tuple[int | None, str, str], Scope] = {
        (row.parent_id, row.kind, row.name): record(Scope, row) for row in found
    }
    made = list[Scope]()
    for path in paths:
        parent: Scope | None = None
        for kind, name in path:
            place = (parent.id if parent else None, kind, name)
            if place not in known:
                id_ = next_id()
                above = parent.path if parent else "/"
                known[place] = Scope(id_, place[0], kind, name, f"{above}{id_}/")
                made.append(known[place])
            parent = known[place]
    await insert_records(tx, scopes, made)
    return len(made)


async def new_community(tx: Tx, community: Community) -> None:
    """Store a community that has just been made; its scope must be there."""
    await insert_records(tx, tables.communities, [community])


async def save_community(tx: Tx, community: Community) -> None:
    """Store a community's settings; the counters of its sessions and issues are left alone."""
    counters = ("id", "last_number", "sessions")
    values: dict[str, Any] = {k: v for k, v in values_of(community).items() if k not in counters}
    await tx.run(update(tables.communities).where(tables.communities.c.id == community.id).values(values))
    await news.spread(tx)


async def community(tx: Tx, community_id: int) -> Community | None:
    row = await tx.one(select(tables.communities).where(tables.communities.c.id == community_id))
    return None if row is None else record(Community, row)


async def communities(tx: Tx) -> list[Community]:
    return [
        record(Community, row) for row in await tx.rows(select(tables.communities).order_by(tables.communities.c.id))
    ]


async def community_of_scope(tx: Tx, path: str) -> Community | None:
    """The community a scope lies in: the nearest one at its path or above."""
    row = await tx.one(
        select(*columns_of(tables.communities, Community))
        .join(scopes, scopes.c.id == tables.communities.c.scope_id)
        .where(scopes.c.path.in_(ancestors(path)))
        .order_by(func.length(scopes.c.path).desc())
    )
    return None if row is None else record(Community, row)


async def communities_below(tx: Tx, paths: Collection[str]) -> list[Community]:
    """Communities whose scope is at one of these paths or under it: those a person with roles there moderates."""
    if not paths:
        return []
    within = [below(path) for path in sorted(paths)]
    found = await tx.rows(
        select(*columns_of(tables.communities, Community))
        .join(scopes, scopes.c.id == tables.communities.c.scope_id)
        .where(or_(*within))
        .order_by(tables.communities.c.id)
    )
    return [record(Community, row) for row in found]


async def communities_of_person(tx: Tx, person_id: int) -> list[Community]:
    """The communities a person belongs to: by a household in them, a chat of theirs, or a role on or above them."""
    bound = (
        select(scopes.c.path)
        .join(households, households.c.scope_id == scopes.c.id)
        .join(residents, residents.c.household_id == households.c.id)
        .where(residents.c.person_id == person_id, residents.c.state == "bound")
    )
    above = {step for path in await tx.column(bound) for step in ancestors(path)}
    held = (
        select(scopes.c.path)
        .join(roles, roles.c.scope_id == scopes.c.id)
        .where(roles.c.person_id == person_id, roles.c.ended_at.is_(None))
    )
    within = [below(path) for path in await tx.column(held)]
    by_chat = (
        select(chats.c.community_id)
        .join(members, members.c.chat_id == chats.c.id)
        .where(members.c.person_id == person_id, members.c.status.in_(INSIDE), chats.c.community_id.is_not(None))
    )
    found = await tx.rows(
        select(*columns_of(tables.communities, Community))
        .join(scopes, scopes.c.id == tables.communities.c.scope_id)
        .where(or_(scopes.c.path.in_(above), tables.communities.c.id.in_(by_chat), *within))
        .order_by(tables.communities.c.id)
    )
    return [record(Community, row) for row in found]
