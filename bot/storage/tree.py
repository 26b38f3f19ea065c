"""The tree as somebody walks it who looks for a group's place: what is right under a scope, or has such a name.

Groups that run themselves stand beside it and are never shown. Changing the tree is left to `scopes`, who may put a
group where to `clerk`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, func, or_, select, update

from bot.deliberation.house import Scope, ancestors
from bot.deliberation.model import Community
from bot.storage.records import columns_of, record
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import chats, communities, ledger, roles, scopes


@dataclass(frozen=True, slots=True)
class Node:
    """A scope with the name people know it by; `community`: whether one stands right here."""

    scope: Scope
    name: str
    community: bool


def _nodes() -> Any:
    return (
        select(*columns_of(scopes, Scope), communities.c.id.label("home"), communities.c.name.label("called"))
        .select_from(scopes)
        .outerjoin(communities, communities.c.scope_id == scopes.c.id)
        .where(or_(communities.c.id.is_(None), ~communities.c.self_run))
    )


def _node(row: Any) -> Node:
    return Node(record(Scope, row), row.called or row.name, row.home is not None)


async def is_planted(tx: Tx) -> bool:
    """Whether there is anywhere for a group to belong to."""
    return bool(await tx.rows(_nodes().limit(1)))


async def way_to(tx: Tx, path: str) -> list[Node]:
    """The scopes from the top of the tree down to the one at this path, that included."""
    found = await tx.rows(_nodes().where(scopes.c.path.in_(ancestors(path))).order_by(func.length(scopes.c.path)))
    return [_node(row) for row in found]


async def nodes_at(tx: Tx, paths: Sequence[str]) -> list[Node]:
    return [_node(row) for row in await tx.rows(_nodes().where(scopes.c.path.in_(paths)).order_by(scopes.c.id))]


async def children(tx: Tx, parent_id: int | None, start: int, most: int) -> tuple[list[Node], int]:
    """What is right under a scope (None: at the top), from the `start`-th on and not more than `most`; how many are."""
    here = _nodes().where(scopes.c.parent_id.is_not_distinct_from(parent_id))
    whole = await tx.scalar(select(func.count()).select_from(here.subquery()))
    found = await tx.rows(here.order_by(scopes.c.id).offset(start).limit(most))
    return [_node(row) for row in found], int(whole)


async def named(tx: Tx, path: str, words: str, most: int) -> tuple[list[Node], int]:
    """The scopes anywhere under a path with these words in their name, likewise."""
    apart = scopes.alias("apart")
    lone = select(apart.c.path).join(communities, communities.c.scope_id == apart.c.id).where(communities.c.self_run)
    under = [scopes.c.path.startswith(one, autoescape=True) for one in await tx.column(lone)]
    alike = or_(
        scopes.c.name.contains(words, autoescape=True),
        func.coalesce(communities.c.name, "").contains(words, autoescape=True),
    )
    here = _nodes().where(below(path), alike, ~or_(*under) if under else True)
    whole = await tx.scalar(select(func.count()).select_from(here.subquery()))
    found = await tx.rows(here.order_by(func.length(scopes.c.path), scopes.c.id).limit(most))
    return [_node(row) for row in found], int(whole)


async def remove_unused(tx: Tx, community: Community, at: datetime) -> bool:
    """Take away a community in which nothing has ever been done, which has no chat and nothing under it; whether it
    was one. Offices in it end."""
    path = await tx.scalar(select(scopes.c.path).where(scopes.c.id == community.scope_id))
    used = select(
        exists().where(chats.c.community_id == community.id)
        | exists().where(scopes.c.parent_id == community.scope_id)
        | exists().where(ledger.c.scope_id == community.scope_id)
    )
    if path is None or community.sessions or community.last_number or community.has_roll or await tx.scalar(used):
        return False
    await tx.run(
        update(roles).where(roles.c.scope_id == community.scope_id, roles.c.ended_at.is_(None)).values(ended_at=at)
    )
    await tx.run(delete(communities).where(communities.c.id == community.id))
    await tx.run(delete(scopes).where(scopes.c.id == community.scope_id))
    return True
