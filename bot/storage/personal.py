"""Everything that is kept about one person: counted, written out for them to take along, and found again to be erased.

`COLUMNS` names every column that says who somebody is; a test holds it to the tables. Erasing is left to `forgetting`.
"""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, Text, and_, cast, func, or_, select

from bot.deliberation.ballots.bag import CAST, TURN
from bot.deliberation.house import INSIDE, Person
from bot.storage import tables
from bot.storage.lookups import issues_by_author
from bot.storage.roll import seats_of
from bot.storage.store import Tx

FORMAT = "youshi-person/1"

ACTED: tuple[Column[Any], ...] = (
    tables.roles.c.granted_by, tables.residents.c.confirmed_by, tables.sessions.c.opened_by,
    tables.sessions.c.cancel_asked_by, tables.issues.c.author_id, tables.motions.c.drafted_by,
    tables.tasks.c.lead_id, tables.tasks.c.accepted_by, tables.entries.c.person_id, tables.entries.c.answered_by,
    tables.schedules.c.made_by, tables.households.c.representative_id, tables.owners.c.representative_id,
    tables.owner_claims.c.confirmed_by, tables.roll_offices.c.person_id, tables.standing_acts.c.hand_id,
    tables.proxies.c.agent_id, tables.proxies.c.granted_by, tables.proxies.c.confirmed_by,
    tables.paper_entries.c.teller_id, tables.deliveries.c.person_id, tables.ledger.c.entered_by,
    tables.ledger.c.settled_by,
)  # fmt: skip
"""Where a record says who did something or stands for something: it stays, without the person."""
OWN: tuple[Column[Any], ...] = (
    tables.members.c.person_id, tables.roles.c.person_id, tables.residents.c.person_id, tables.mutes.c.person_id,
    tables.covers.c.person_id, tables.covers.c.cover_id, tables.owed.c.person_id, tables.cards.c.person_id,
    tables.owner_claims.c.person_id, tables.roll_offers.c.person_id,
)  # fmt: skip
"""Rows that are about one person alone: they go with the person."""
COLUMNS = (
    *ACTED, *OWN, tables.people.c.user_id, tables.standing_acts.c.person_id, tables.issues.c.author_seal,
    tables.forgotten.c.person_id,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept about a person."""

    households: int
    roles: int
    issues: int
    quiet: int
    """Of those issues, sent 背靠背."""
    statements: int
    cares: int
    ballots: int
    ratings: int


async def counts(tx: Tx, person_id: int) -> Kept:
    issues = await issues_by_author(tx, person_id)
    entries, roles = tables.entries, tables.roles
    standing = tables.standing_acts
    cast_ = {
        row.kind: int(row.n)
        for row in await tx.rows(
            select(standing.c.kind, func.count().label("n"))
            .where(standing.c.person_id == person_id)
            .group_by(standing.c.kind)
        )
    }
    return Kept(
        households=len((await seats_of(tx, [person_id]))[person_id]),
        roles=await _count(tx, roles, roles.c.person_id == person_id, roles.c.ended_at.is_(None)),
        issues=len(issues),
        quiet=sum(issue.mode == "back" for issue in issues),
        statements=await _count(tx, entries, entries.c.person_id == person_id),
        cares=cast_.get("care", 0),
        ballots=cast_.get("ballot", 0) + cast_.get(TURN, 0) + cast_.get("late", 0),
        ratings=cast_.get("rating", 0),
    )


async def _count(tx: Tx, table: Table, *where: Any) -> int:
    count: int = await tx.scalar(select(func.count()).select_from(table).where(*where))
    return count


async def everything(tx: Tx, person: Person) -> dict[str, Any]:
    """All of it as plain data for the person to keep. Moments are ISO text in UTC; areas are left to the roll."""
    return {
        "format": FORMAT,
        "account": {
            "telegram_id": person.user_id,
            "name": person.name,
            "username": person.username,
            "language": person.locale,
        },
        "households": await _households(tx, person.id),
        "roles": await _roles(tx, person.id),
        "groups": await _groups(tx, person.id),
        "issues": await _issues(tx, person.id),
        "statements": await _statements(tx, person.id),
        "cares": [row async for row in _standing(tx, person.id, "care")],
        "ballots": [row async for row in _standing(tx, person.id, *CAST, "late")],
        "attendance": [row async for row in _standing(tx, person.id, "presence")],
        "ratings": [row async for row in _standing(tx, person.id, "rating")],
        "tasks": await _tasks(tx, person.id),
        "money": await _money(tx, person.id),
        "proxies": await _proxies(tx, person.id),
        "rows_in_the_minutes": sum(len(rows) for rows in (await minutes_about(tx, person)).values()),
    }


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


async def _households(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    residents, households = tables.residents, tables.households
    found = await tx.rows(
        select(residents, households.c.door, households.c.representative_id)
        .join(households, households.c.id == residents.c.household_id)
        .where(residents.c.person_id == person_id)
        .order_by(residents.c.at)
    )
    return [
        {
            "door": row.door, "relation": row.relation, "state": row.state, "way": row.way, "since": _at(row.at),
            "represents": row.representative_id == person_id,
        }
        for row in found
    ]  # fmt: skip


async def _roles(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    roles, scopes = tables.roles, tables.scopes
    found = await tx.rows(
        select(roles, scopes.c.name)
        .join(scopes, scopes.c.id == roles.c.scope_id)
        .where(roles.c.person_id == person_id)
        .order_by(roles.c.id)
    )
    return [
        {"role": row.role, "scope": row.name, "since": _at(row.granted_at), "until": _at(row.ended_at)} for row in found
    ]


async def _groups(tx: Tx, person_id: int) -> list[str]:
    chats, members = tables.chats, tables.members
    return await tx.column(
        select(chats.c.title)
        .join(members, members.c.chat_id == chats.c.id)
        .where(members.c.person_id == person_id, members.c.status.in_(INSIDE))
        .order_by(chats.c.id)
    )


async def _issues(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    return [
        {
            "number": issue.number, "title": issue.title, "text": issue.text, "quietly": issue.mode == "back",
            "raised_at": _at(issue.raised_at), "state": issue.state.value, "files": len(issue.attachments),
        }
        for issue in await issues_by_author(tx, person_id)
    ]  # fmt: skip


async def _statements(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    entries = tables.entries
    found = await tx.rows(select(entries).where(entries.c.person_id == person_id).order_by(entries.c.id))
    return [
        {"kind": row.kind, "text": row.text, "at": _at(row.at), "answer": row.answer, "state": row.state}
        for row in found
    ]


async def _standing(tx: Tx, person_id: int, *kinds: str) -> AsyncIterator[dict[str, Any]]:
    """What a person has cast and stands to them still, with what it was about."""
    acts, motions, issues = tables.standing_acts, tables.motions, tables.issues
    found = await tx.rows(
        select(acts, motions.c.title.label("motion"), issues.c.title.label("issue"))
        .outerjoin(motions, and_(motions.c.id == acts.c.what, acts.c.kind.in_((*CAST, "late"))))
        .outerjoin(issues, and_(issues.c.id == acts.c.what, acts.c.kind == "care"))
        .where(acts.c.person_id == person_id, acts.c.kind.in_(kinds))
        .order_by(acts.c.at)
    )
    for row in found:
        yield {
            "about": row.motion or row.issue or "", "choice": row.choice, "at": _at(row.at),
            "for_household": row.elector.startswith("household:"), "channel": row.channel, "receipt": row.receipt,
            "counted": row.kind != "late",
        }  # fmt: skip


async def _proxies(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    """Those they have handed in, and those that make them an agent."""
    table = tables.proxies
    mine = or_(table.c.agent_id == person_id, table.c.granted_by == person_id)
    return [
        {
            "door": row.door, "agent": row.agent_id == person_id, "since": _at(row.granted_at), "until": _at(row.until),
            "state": row.state, "accepted_at": _at(row.accepted_at), "confirmed_at": _at(row.confirmed_at),
        }
        for row in await tx.rows(select(table).where(mine).order_by(table.c.id))
    ]  # fmt: skip


async def _tasks(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    tasks = tables.tasks
    found = await tx.rows(select(tasks).where(tasks.c.lead_id == person_id).order_by(tasks.c.id))
    return [{"title": row.title, "state": row.state, "due_at": _at(row.due_at)} for row in found]


async def _money(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    """What a person entered into the books of a fund, in 0.01 of the currency."""
    ledger = tables.ledger
    found = await tx.rows(select(ledger).where(ledger.c.entered_by == person_id).order_by(ledger.c.id))
    return [{"day": row.day, "amount": row.amount, "words": row.words, "state": row.state} for row in found]


# --- the minutes -------------------------------------------------------------------------------------


async def minutes_about(tx: Tx, person: Person) -> dict[str, list[int]]:
    """chain → numbers of the rows whose content names this person: by id, or where somebody is named in words, by
    exactly their name or @username."""
    content = tables.journal_content
    text = cast(content.c.content, Text)
    names = {name for name in (person.name, person.username, f"@{person.username}") if name.strip("@ ")}
    wanted = [text.contains(str(person.id), autoescape=True)]
    wanted += [text.contains(_as_json(name), autoescape=True) for name in sorted(names)]
    found = await tx.rows(select(content).where(or_(*wanted)).order_by(content.c.chain, content.c.seq))
    rows: dict[str, list[int]] = {}
    for row in found:
        if _names(row.content, person.id, names):
            rows.setdefault(row.chain, []).append(row.seq)
    return rows


def _as_json(text: str) -> str:
    """As the database's JSON writes it, without the quotes."""
    return json.dumps(text)[1:-1]


_PEOPLE = ("person", "whom", "asked_by", "persons", "by", "cover")
"""Keys of the minutes' contents that hold a person's id, or several."""
_NAMED = ("lead", "assist", "handler", "keeper", "on_behalf_of")
"""Keys under which somebody is named as a moderator typed it. Under others a name means nothing: whoever is called
`agree` is not in every ballot."""


def _names(content: Mapping[str, Any], person_id: int, names: set[str]) -> bool:
    for key, value in content.items():
        if key in _PEOPLE and (value == person_id or (isinstance(value, list) and person_id in value)):
            return True
        if key == "elector" and value == f"person:{person_id}":
            return True
        if key in _NAMED and not names.isdisjoint(value if isinstance(value, list) else [value]):
            return True
    return False
