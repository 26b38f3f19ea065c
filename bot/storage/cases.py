"""Loading and storing a case file: one query a table, and writes only for what has changed.

The lists of sessions and where a record belongs are left to `lookups`, ballots to `ballots`, the chain of
the minutes (and with it a session's `chain_seq` and `chain_head`) to `journal`.
"""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Table, bindparam, delete, func, select, update

from bot.deliberation.ballots.voices import Proxy
from bot.deliberation.casefile import CaseFile, Counts
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Vote
from bot.deliberation.model import (
    Community,
    Decision,
    Entry,
    Issue,
    IssueState,
    Motion,
    Place,
    Round,
    Session,
    Task,
)
from bot.deliberation.money.funding import spends
from bot.deliberation.refusal import Refused
from bot.storage import issues as issue_rows
from bot.storage import ledger, tables, ways
from bot.storage.deliveries import load_silent
from bot.storage.dialect import upsert
from bot.storage.flows import load_flow
from bot.storage.groups import load_groups
from bot.storage.records import Record, Values, columns_of, insert_records, record, values_of
from bot.storage.roll import electorate
from bot.storage.store import Tx

Snapshot = dict[str, dict[int, Values]]
"""Table → id → row, as it was when the case was loaded."""

_PARTS = ("places", "issues", "rounds", "motions", "decisions", "tasks", "entries", "proxies", "paper_entries")
_HEAD_OF_CHAIN = ("chain_seq", "chain_head")


async def load_case(tx: Tx, session_id: int, recount: bool = False) -> CaseFile:
    """Everything of one session but its ballots; with `recount` the ballots are counted as well.

    Raises `Refused("button-stale")` where there is no such session.
    """
    row = await tx.one(select(tables.sessions).where(tables.sessions.c.id == session_id))
    if row is None:
        raise Refused("button-stale")
    session = record(Session, row)
    home = await tx.one(
        select(tables.communities, tables.scopes.c.path)
        .join(tables.scopes, tables.scopes.c.id == session.scope_id)
        .where(tables.communities.c.id == session.community_id)
    )
    if home is None:
        raise LookupError(f"session {session_id} has no community or scope")
    flow = await load_flow(tx, session.flow_hash)
    case = CaseFile(
        session,
        flow,
        record(Community, home),
        list((await _part(tx, Place, tables.places, session_id)).values()),
        issues={i.id: i for i in await issue_rows.find(tx, tables.issues.c.session_id == session_id)},
        rounds=await _part(tx, Round, tables.rounds, session_id),
        motions=await _part(tx, Motion, tables.motions, session_id),
        decisions=await _part(tx, Decision, tables.decisions, session_id),
        tasks=await _part(tx, Task, tables.tasks, session_id),
        entries=await _part(tx, Entry, tables.entries, session_id),
        counts=await _counts(tx, session_id, tables.tallies),
    )
    if any(isinstance(stage, Vote) and stage.rule.proxy.allowed for stage in flow.stages):
        case.proxies = await _part(tx, Proxy, tables.proxies, session_id)
    await load_electorates(tx, case, home.path)
    await load_funds(tx, case, home.path)
    await ways.load_helpers(tx, case)
    if recount:
        case.recount = await _counts(tx, session_id, tables.standing_acts)
        await ways.load_brought(tx, case)
        await load_silent(tx, case)
        for round_ in case.open_rounds("vote"):
            electorate_ = case.stage_as(round_, Vote).rule.electorate
            case.groups |= await load_groups(tx, home.path, electorate_, [round_.id])
    return case


async def load_funds(tx: Tx, case: CaseFile, path: str) -> None:
    """Whether the community has books and, where the flow spends, what there is in its fund and in its street's."""
    home = case.community.scope_id
    case.has_books = await ledger.has_books(tx, home)
    if spends(case.flow):
        case.funds = await ledger.envelopes(tx, path, home)
        case.fund_scopes = await ledger.fund_scopes(tx, path, home)


async def load_electorates(tx: Tx, case: CaseFile, path: str) -> None:
    """How many households there are on a scope now, and of the other electorates those the flow's votes name."""
    case.electorate, case.roll_version = await electorate(tx, path)
    named = {stage.rule.electorate for stage in case.flow.stages if isinstance(stage, Vote)}
    for kind in sorted(named & {"owner", "resident", "delegate"}):
        case.electorates[kind], _ = await electorate(tx, path, kind)


async def _part(tx: Tx, kind: type[Record], table: Table, session_id: int) -> dict[int, Record]:
    found = await tx.rows(select(*columns_of(table, kind)).where(table.c.session_id == session_id).order_by(table.c.id))
    return {row.id: record(kind, row) for row in found}


async def _counts(tx: Tx, session_id: int, source: Table) -> Counts:
    """Counts of a session from the running tallies or, from `standing_acts`, from the ballots themselves."""
    key = (source.c.kind, source.c.what, source.c.round_id, source.c.choice)
    heads = func.count() if source is tables.standing_acts else func.sum(source.c.heads)
    found = await tx.rows(
        select(*key, heads.label("heads"), func.sum(source.c.area).label("area"))
        .join(tables.rounds, tables.rounds.c.id == source.c.round_id)
        .where(tables.rounds.c.session_id == session_id)
        .group_by(*key)
        .order_by(*key)
    )
    counts: Counts = {}
    for row in found:
        if row.heads:
            held = counts.setdefault((row.kind, row.what, row.round_id), {})
            held[row.choice] = Figures(int(row.heads), int(row.area))
    return counts


def snapshot(case: CaseFile) -> Snapshot:
    """What the rows of this case are now: take it after loading, hand it to `save_case`."""
    held: Snapshot = {part: {row["id"]: row for row in _rows(case, part)} for part in _PARTS}
    return {
        "communities": {case.community.id: values_of(case.community)},
        "sessions": {case.session.id: _session_row(case.session)},
        **held,
    }


async def save_case(tx: Tx, before: Snapshot, case: CaseFile) -> None:
    """Insert what is new and update what has changed since `before`; nothing else is written.

    A record the case has taken in from elsewhere (an issue that waited) is stored as it is now; one that
    has left for another session is still this case's to save. Records are never deleted.
    """
    for name, rows in snapshot(case).items():
        known = before.get(name, {})
        table = tables.metadata.tables[name]
        fresh = {id_: row for id_, row in rows.items() if id_ not in known}
        changed = {id_: _changes(known[id_], row) for id_, row in rows.items() if id_ in known}
        if name == "issues":
            fresh, changed = (
                {id_: issue_rows.closed(tx, values, rows[id_]["mode"]) for id_, values in part.items()}
                for part in (fresh, changed)
            )
        for alike in _alike(fresh):
            await tx.run(upsert(tx, table), alike)
        await _update(tx, table, changed)


def _alike(rows: dict[int, Values]) -> list[list[Values]]:
    """Rows of the same columns, which can be written together: a sealed issue has one more."""
    groups: dict[tuple[str, ...], list[Values]] = {}
    for row in rows.values():
        groups.setdefault(tuple(row), []).append(row)
    return list(groups.values())


def _changes(before: Values, after: Values) -> Values:
    return {name: value for name, value in after.items() if name not in before or value != before[name]}


async def _update(tx: Tx, table: Table, changes: dict[int, Values]) -> None:
    """One statement per set of columns: a column left alone may have been changed by somebody else."""
    alike: dict[tuple[str, ...], list[Values]] = {}
    for id_, values in changes.items():
        if values:
            renamed = {f"b_{name}": value for name, value in values.items()}
            alike.setdefault(tuple(values), []).append({"b_id": id_, **renamed})
    for names, rows in alike.items():
        new: Values = {name: bindparam(f"b_{name}") for name in names}
        await tx.run(update(table).where(table.c.id == bindparam("b_id")).values(new), rows)


def _rows(case: CaseFile, part: str) -> list[Values]:
    held = getattr(case, part)
    return [values_of(one) for one in (held.values() if isinstance(held, dict) else held)]


def _session_row(session: Session) -> Values:
    return {name: value for name, value in values_of(session).items() if name not in _HEAD_OF_CHAIN}


async def new_session(tx: Tx, session: Session, places: list[Place]) -> None:
    """Store a session that has just been made; its flow must be stored already."""
    await insert_records(tx, tables.sessions, [session])
    await insert_records(tx, tables.places, places)


async def leave_place(tx: Tx, place_id: int) -> None:
    """A draft is not to be opened in this place."""
    await tx.run(delete(tables.places).where(tables.places.c.id == place_id))


async def next_session_number(tx: Tx, community: Community, now: datetime) -> str:
    """Take the next number of a community's sessions, such as `2026-幸福里-003`; the year is the community's own."""
    community.sessions = await _take(tx, "sessions", community.id)
    year = now.astimezone(ZoneInfo(community.timezone)).year
    return f"{year}-{community.name}-{community.sessions:03}"


async def next_issue_number(tx: Tx, community_id: int) -> int:
    """Take the next issue number of a community, for an issue raised outside a case."""
    return await _take(tx, "last_number", community_id)


async def _take(tx: Tx, column: str, community_id: int) -> int:
    counter = tables.communities.c[column]
    taken: int = await tx.scalar(
        update(tables.communities)
        .where(tables.communities.c.id == community_id)
        .values({column: counter + 1})
        .returning(counter)
    )
    return taken


async def move_issues(tx: Tx, issue_ids: Collection[int], session_id: int) -> None:
    """From now on these issues sit in that session."""
    issues = tables.issues
    await tx.run(update(issues).where(issues.c.id.in_(issue_ids)).values(session_id=session_id))


async def move_waiting(tx: Tx, old: int, new: int) -> None:
    """What waits for a session in a community waits in another from now on, under the next numbers there."""
    issues = tables.issues
    waiting = (issues.c.community_id == old, issues.c.session_id.is_(None), issues.c.state == IssueState.RAISED)
    for issue_id in await tx.column(select(issues.c.id).where(*waiting).order_by(issues.c.number)):
        values = {"community_id": new, "number": await next_issue_number(tx, new)}
        await tx.run(update(issues).where(issues.c.id == issue_id).values(values))


async def add_issue(tx: Tx, issue: Issue) -> None:
    """Store an issue that waits for a session."""
    await tx.run(tables.issues.insert(), [issue_rows.closed(tx, values_of(issue), issue.mode)])
