"""Where a record belongs, and lists of sessions, issues and tasks: small questions, each one query.

Whole sessions are left to `cases`; what of a list a person may see to whoever shows it.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, or_, select

from bot.deliberation.house import ancestors
from bot.deliberation.model import Issue, IssueState, RoundState, Session, SessionState, Task
from bot.storage import issues, tables
from bot.storage.records import record
from bot.storage.store import Tx

RUNNING = (SessionState.OPEN,)
_FINISHED_TASKS = ("accepted", "abandoned")


_SUBJECTS: Mapping[str, Table] = {
    "round": tables.rounds,
    "issue": tables.issues,
    "motion": tables.motions,
    "decision": tables.decisions,
    "task": tables.tasks,
    "entry": tables.entries,
}


async def _session_of(tx: Tx, table: Table, id_: int) -> int | None:
    found: int | None = await tx.scalar(select(table.c.session_id).where(table.c.id == id_))
    return found


async def session_of_round(tx: Tx, round_id: int) -> int | None:
    """The session a round is in, None where there is no such round; likewise for the others here."""
    return await _session_of(tx, tables.rounds, round_id)


async def session_of_issue(tx: Tx, issue_id: int) -> int | None:
    return await _session_of(tx, tables.issues, issue_id)


async def session_of_motion(tx: Tx, motion_id: int) -> int | None:
    return await _session_of(tx, tables.motions, motion_id)


async def session_of_decision(tx: Tx, decision_id: int) -> int | None:
    return await _session_of(tx, tables.decisions, decision_id)


async def session_of_task(tx: Tx, task_id: int) -> int | None:
    return await _session_of(tx, tables.tasks, task_id)


async def session_of_entry(tx: Tx, entry_id: int) -> int | None:
    return await _session_of(tx, tables.entries, entry_id)


async def session_about(tx: Tx, args: Mapping[str, Any]) -> int | None:
    """The session that what a card is about belongs to, by whichever record its args name."""
    if args.get("session"):
        return int(args["session"])
    for name, table in _SUBJECTS.items():
        if args.get(name):
            return await _session_of(tx, table, int(args[name]))
    return None


async def session(tx: Tx, session_id: int) -> Session | None:
    row = await tx.one(select(tables.sessions).where(tables.sessions.c.id == session_id))
    return None if row is None else record(Session, row)


async def session_named(tx: Tx, text: str) -> int | None:
    """The id of the session with this number, or with this id where it is digits alone."""
    table = tables.sessions
    wanted = table.c.id == int(text[:18]) if text.isascii() and text.isdigit() else table.c.number == text
    found: int | None = await tx.scalar(select(table.c.id).where(wanted))
    return found


async def sessions_in_chat(tx: Tx, chat_id: int, states: Collection[SessionState] = RUNNING) -> list[Session]:
    """Sessions with a place in the chat, oldest first; by default those that are open."""
    table, places = tables.sessions, tables.places
    found = await tx.rows(
        select(table)
        .join(places, places.c.session_id == table.c.id)
        .where(places.c.chat_id == chat_id, table.c.state.in_(states))
        .order_by(table.c.id)
    )
    return [record(Session, row) for row in found]


async def open_sessions(tx: Tx, community_id: int) -> list[Session]:
    """A community's open sessions, oldest first."""
    table = tables.sessions
    found = await tx.rows(
        select(table).where(table.c.community_id == community_id, table.c.state.in_(RUNNING)).order_by(table.c.id)
    )
    return [record(Session, row) for row in found]


async def sessions_concerning(tx: Tx, community_id: int) -> list[Session]:
    """Open sessions that are a community's own or live in one of its groups too, oldest first."""
    table, places, chats = tables.sessions, tables.places, tables.chats
    held = select(places.c.session_id).join(chats, chats.c.id == places.c.chat_id)
    here = table.c.id.in_(held.where(chats.c.community_id == community_id))
    found = await tx.rows(
        select(table)
        .where(or_(table.c.community_id == community_id, here), table.c.state.in_(RUNNING))
        .order_by(table.c.id)
    )
    return [record(Session, row) for row in found]


async def sessions_on_roll(tx: Tx, community_id: int) -> list[int]:
    """Sessions with a vote announced or open in which those on a community's roll have the say, oldest first: its own,
    and those held over a scope above it."""
    motions, rounds, sessions, scopes = tables.motions, tables.rounds, tables.sessions, tables.scopes
    home = tables.communities.c.id == community_id
    path = await tx.scalar(
        select(scopes.c.path).join(tables.communities, tables.communities.c.scope_id == scopes.c.id).where(home)
    )
    above = select(scopes.c.id).where(scopes.c.path.in_(ancestors(path or "/")))
    concerned = or_(sessions.c.community_id == community_id, sessions.c.scope_id.in_(above))
    running = (RoundState.ANNOUNCED, RoundState.OPEN, RoundState.FROZEN)
    return await tx.column(
        select(sessions.c.id)
        .join(rounds, rounds.c.session_id == sessions.c.id)
        .join(motions, motions.c.vote_round_id == rounds.c.id)
        .where(concerned, rounds.c.state.in_(running), motions.c.heads > 0)
        .distinct()
        .order_by(sessions.c.id)
    )


async def sessions_closed_between(tx: Tx, community_id: int, start: datetime, end: datetime) -> list[Session]:
    """Sessions of a community that closed at or after `start` and before `end`, in that order."""
    table = tables.sessions
    found = await tx.rows(
        select(table)
        .where(table.c.community_id == community_id, table.c.closed_at >= start, table.c.closed_at < end)
        .order_by(table.c.closed_at, table.c.id)
    )
    return [record(Session, row) for row in found]


async def sessions_voting(tx: Tx) -> list[int]:
    """Open sessions in which a vote is open, oldest first."""
    rounds, sessions = tables.rounds, tables.sessions
    return await tx.column(
        select(sessions.c.id)
        .join(rounds, rounds.c.session_id == sessions.c.id)
        .where(sessions.c.state == SessionState.OPEN, rounds.c.kind == "vote", rounds.c.state == RoundState.OPEN)
        .distinct()
        .order_by(sessions.c.id)
    )


async def open_issues(tx: Tx, community_id: int) -> list[Issue]:
    """Issues of a community that are held or raised and wait for something, by number."""
    table = tables.issues
    waiting = table.c.state.in_((IssueState.HELD, IssueState.RAISED))
    return await issues.find(tx, table.c.community_id == community_id, waiting, order=table.c.number.asc())


async def issue(tx: Tx, issue_id: int) -> Issue | None:
    return next(iter(await issues.find(tx, tables.issues.c.id == issue_id)), None)


async def issues_by_author(tx: Tx, person_id: int) -> list[Issue]:
    """What one person has raised, newest first: for that person alone to see."""
    return await issues.find(tx, issues.by_author(tx, person_id), order=tables.issues.c.id.desc())


async def unchecked_by(tx: Tx, person_id: int) -> list[int]:
    """Issues one person has sent 背靠背 that no screener has passed yet."""
    held = tables.issues.c.state == IssueState.HELD
    return [issue.id for issue in await issues.find(tx, issues.by_author(tx, person_id), held)]


async def task(tx: Tx, task_id: int) -> Task | None:
    row = await tx.one(select(tables.tasks).where(tables.tasks.c.id == task_id))
    return None if row is None else record(Task, row)


async def tasks_led_by(tx: Tx, person_id: int) -> list[Task]:
    """Tasks a person leads that are neither accepted nor abandoned, the earliest deadline first."""
    table = tables.tasks
    found = await tx.rows(
        select(table)
        .where(table.c.lead_id == person_id, table.c.state.not_in(_FINISHED_TASKS))
        .order_by(table.c.due_at.is_(None), table.c.due_at, table.c.id)
    )
    return [record(Task, row) for row in found]
