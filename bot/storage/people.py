"""People the bot has met, their roles on scopes, and which chats they are in.

Households are left to `roll` and `claims`; which roles allow what to `deliberation.rights`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from bot.deliberation.desk import Ids
from bot.deliberation.house import INSIDE, Membership, Person, ancestors
from bot.storage import forgetting, news
from bot.storage.dialect import upsert
from bot.storage.records import columns_of, insert_records, record
from bot.storage.store import Tx
from bot.storage.tables import chats, members, people, roles, scopes


@dataclass(frozen=True, slots=True)
class Met:
    """An account as the platform shows it now."""

    user_id: int
    name: str
    username: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A role on a scope, by the scope's path."""

    role: str
    scope_id: int
    path: str


async def meet(tx: Tx, met: Iterable[Met], next_id: Ids) -> dict[int, Person]:
    """user id → person, made where the bot meets somebody anew, renamed where the platform has a new name."""
    latest = {one.user_id: one for one in met}
    if not latest:
        return {}
    found = await tx.rows(select(*columns_of(people, Person)).where(people.c.user_id.in_(latest)))
    known = {row.user_id: record(Person, row) for row in found}
    known_again = await forgetting.known_again(tx, latest.keys() - known.keys())
    made, renamed = list[Person](), list[dict[str, Any]]()
    for user_id, one in sorted(latest.items()):
        person = known.get(user_id)
        if person is None:
            known[user_id] = Person(known_again.get(user_id) or next_id(), user_id, one.name, one.username)
            made.append(known[user_id])
        elif (person.name, person.username) != (one.name, one.username):
            person.name, person.username = one.name, one.username
            renamed.append({"b_id": person.id, "b_name": one.name, "b_username": one.username})
    await insert_records(tx, people, made)
    await tx.run(
        update(people)
        .where(people.c.id == bindparam("b_id"))
        .values(name=bindparam("b_name"), username=bindparam("b_username")),
        renamed,
    )
    return known


async def person(tx: Tx, person_id: int) -> Person | None:
    return (await people_by_id(tx, [person_id])).get(person_id)


async def people_by_id(tx: Tx, person_ids: Collection[int]) -> dict[int, Person]:
    if not person_ids:
        return {}
    found = await tx.rows(select(*columns_of(people, Person)).where(people.c.id.in_(person_ids)))
    return {row.id: record(Person, row) for row in found}


async def person_by_user(tx: Tx, user_id: int) -> Person | None:
    row = await tx.one(select(*columns_of(people, Person)).where(people.c.user_id == user_id))
    return None if row is None else record(Person, row)


async def find_people(tx: Tx, text: str, community_id: int | None = None) -> list[Person]:
    """Whom a moderator means by a @username, a numeric user id, or a full name (among the community's chats).

    Several of one name are all returned: who is meant is for the moderator to say.
    """
    wanted = text.strip()
    query = select(*columns_of(people, Person)).order_by(people.c.id)
    if wanted.isascii() and wanted.isdigit():
        query = query.where(people.c.user_id == int(wanted[:18]))
    elif wanted.startswith("@") and wanted != "@":
        query = query.where(func.lower(people.c.username) == wanted[1:].lower())
    else:
        query = query.where(people.c.name == wanted)
        if community_id is not None:
            inside = (
                select(members.c.person_id)
                .join(chats, chats.c.id == members.c.chat_id)
                .where(chats.c.community_id == community_id, members.c.status.in_(INSIDE))
            )
            query = query.where(people.c.id.in_(inside))
    return [record(Person, row) for row in await tx.rows(query)]


async def set_awaiting(tx: Tx, person_id: int, awaiting: Mapping[str, Any]) -> None:
    """What the private chat with this person expects next; an empty mapping for nothing."""
    await _set(tx, person_id, awaiting=dict(awaiting))


async def set_locale(tx: Tx, person_id: int, locale: str | None) -> None:
    await _set(tx, person_id, locale=locale)
    await news.spread(tx)


async def chosen_locales(tx: Tx) -> dict[int, str]:
    """user id → the language a person has chosen, for those who have."""
    found = await tx.rows(select(people.c.user_id, people.c.locale).where(people.c.locale.is_not(None)))
    return {row.user_id: row.locale for row in found}


async def set_dm_open(tx: Tx, person_ids: Collection[int]) -> None:
    """These people have written in private (again): the bot may write there."""
    await tx.run(update(people).where(people.c.id.in_(person_ids)).values(dm_open=True, blocked=False))


async def set_blocked(tx: Tx, person_id: int, blocked: bool) -> None:
    """Whether the person has blocked the bot or is gone, so that nothing can be sent."""
    await _set(tx, person_id, blocked=blocked)


async def _set(tx: Tx, person_id: int, **values: Any) -> None:
    await tx.run(update(people).where(people.c.id == person_id).values(values))


# --- roles -----------------------------------------------------------------------------------------


async def roles_of(tx: Tx, person_ids: Collection[int]) -> dict[int, list[Held]]:
    """Every one of these people → the roles they hold now; see `roles_at` for those that reach a scope."""
    held: dict[int, list[Held]] = {person_id: [] for person_id in person_ids}
    if held:
        found = await tx.rows(
            select(roles.c.person_id, roles.c.role, roles.c.scope_id, scopes.c.path)
            .join(scopes, scopes.c.id == roles.c.scope_id)
            .where(roles.c.person_id.in_(held), roles.c.ended_at.is_(None))
            .order_by(roles.c.id)
        )
        for row in found:
            held[row.person_id].append(Held(row.role, row.scope_id, row.path))
    return held


def roles_at(held: Iterable[Held], path: str) -> frozenset[str]:
    """Of these roles the ones that reach a scope: held on it or above it."""
    return frozenset(one.role for one in held if path.startswith(one.path))


async def holders(tx: Tx, path: str, wanted: Collection[str]) -> list[int]:
    """People who hold any of these roles on the scope at `path` or above it."""
    return await tx.column(
        select(roles.c.person_id)
        .join(scopes, scopes.c.id == roles.c.scope_id)
        .where(scopes.c.path.in_(ancestors(path)), roles.c.role.in_(wanted), roles.c.ended_at.is_(None))
        .distinct()
        .order_by(roles.c.person_id)
    )


async def holders_within(tx: Tx, path: str, wanted: Collection[str]) -> list[int]:
    """People who hold any of these roles on the scope at `path` or below it."""
    return await tx.column(
        select(roles.c.person_id)
        .join(scopes, scopes.c.id == roles.c.scope_id)
        .where(scopes.c.path.startswith(path, autoescape=True), roles.c.role.in_(wanted), roles.c.ended_at.is_(None))
        .distinct()
        .order_by(roles.c.person_id)
    )


async def offices(tx: Tx, scope_id: int) -> dict[str, list[int]]:
    """role → people who hold it on this scope or above it, in the order they came to it."""
    path = await tx.scalar(select(scopes.c.path).where(scopes.c.id == scope_id))
    held: dict[str, list[int]] = {}
    found = await tx.rows(
        select(roles.c.role, roles.c.person_id)
        .join(scopes, scopes.c.id == roles.c.scope_id)
        .where(scopes.c.path.in_(ancestors(path or "/")), roles.c.ended_at.is_(None))
        .order_by(roles.c.id)
    )
    for row in found:
        if row.person_id not in held.setdefault(row.role, []):
            held[row.role].append(row.person_id)
    return held


async def users_in_office(tx: Tx, wanted: Collection[str]) -> list[int]:
    """User ids of everybody who holds any of these roles anywhere."""
    return await tx.column(
        select(people.c.user_id)
        .join(roles, roles.c.person_id == people.c.id)
        .where(roles.c.role.in_(wanted), roles.c.ended_at.is_(None))
        .distinct()
        .order_by(people.c.user_id)
    )


async def grant(tx: Tx, person_id: int, scope_id: int, role: str, by: int | None, at: datetime, next_id: Ids) -> bool:
    """Give a role; False where the person holds it on that scope already."""
    if await tx.scalar(select(roles.c.id).where(*_holds(person_id, scope_id, role))) is not None:
        return False
    values = {"id": next_id(), "person_id": person_id, "scope_id": scope_id, "role": role}
    await tx.run(roles.insert().values(**values, granted_by=by, granted_at=at))
    return True


async def end_role(tx: Tx, person_id: int, scope_id: int, role: str, at: datetime) -> bool:
    """End a role; False where the person does not hold it on that very scope."""
    return bool(await tx.run(update(roles).where(*_holds(person_id, scope_id, role)).values(ended_at=at)))


def _holds(person_id: int, scope_id: int, role: str) -> tuple[Any, ...]:
    return (
        roles.c.person_id == person_id, roles.c.scope_id == scope_id, roles.c.role == role, roles.c.ended_at.is_(None)
    )  # fmt: skip


async def close_private_chats(tx: Tx) -> None:
    """Nobody has started the private chat with the bot that serves from now on, and nobody has blocked it."""
    await tx.run(update(people).values(dm_open=False, blocked=False))


# --- who is in a chat --------------------------------------------------------------------------------


async def set_memberships(tx: Tx, statuses: Mapping[tuple[int, int], str], at: datetime) -> None:
    """(chat, person) → status, as the platform has just told."""
    rows = [
        {"chat_id": chat_id, "person_id": person_id, "status": status, "checked_at": at}
        for (chat_id, person_id), status in sorted(statuses.items())
    ]
    await tx.run(upsert(tx, members), rows)
    if not set(statuses.values()) <= set(INSIDE):
        await news.spread(tx)


async def memberships(tx: Tx, pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], Membership]:
    """(chat, person) → what is known of it; pairs never asked about are left out."""
    if not pairs:
        return {}
    chat_ids, person_ids = ({pair[part] for pair in pairs} for part in (0, 1))
    # not one list of pairs: SQLite would look for those in every membership there is
    query = select(members).where(members.c.chat_id.in_(chat_ids), members.c.person_id.in_(person_ids))
    found = {(row.chat_id, row.person_id): row for row in await tx.rows(query)}
    return {pair: Membership(found[pair].status, found[pair].checked_at) for pair in pairs if pair in found}


async def users_inside(tx: Tx, platform_id: int) -> set[int]:
    """The platform's user ids of everybody known to be in a chat."""
    query = (
        select(people.c.user_id)
        .join(members, members.c.person_id == people.c.id)
        .join(chats, chats.c.id == members.c.chat_id)
        .where(chats.c.platform_id == platform_id, members.c.status.in_(INSIDE))
    )
    return set(await tx.column(query))


async def chats_of_person(tx: Tx, person_id: int) -> list[int]:
    """The chats a person is known to be in."""
    return await tx.column(
        select(members.c.chat_id)
        .where(members.c.person_id == person_id, members.c.status.in_(INSIDE))
        .order_by(members.c.chat_id)
    )


async def insiders(tx: Tx, chat_ids: Collection[int], person_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Every one of these people → those of the chats they are known to be in."""
    inside: dict[int, set[int]] = {person_id: set() for person_id in person_ids}
    if inside and chat_ids:
        found = await tx.rows(
            select(members.c.chat_id, members.c.person_id).where(
                members.c.chat_id.in_(chat_ids), members.c.person_id.in_(inside), members.c.status.in_(INSIDE)
            )
        )
        for row in found:
            inside[row.person_id].add(row.chat_id)
    return {person_id: frozenset(held) for person_id, held in inside.items()}
