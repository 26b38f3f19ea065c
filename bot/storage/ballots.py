"""The ballot box in the database: the hot path, where nothing depends on how many ballots there are.

For a whole batch of standing acts `load_boxes`, `load_standing` and `store_standing` run a fixed number
of statements, and read only the rows the batch is about. What may be cast is left to the rules.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    String,
    and_,
    cast,
    delete,
    distinct,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from bot.deliberation.ballots.box import Box, Key
from bot.deliberation.ballots.standing import NAMED, PRESENCE, PRESENT
from bot.deliberation.ballots.striking import STRUCK
from bot.deliberation.figures import Figures
from bot.deliberation.house import INSIDE, ancestors
from bot.deliberation.minutes.journal import Head
from bot.deliberation.model import Community, Motion, Place, Round, SessionState, StandingAct
from bot.deliberation.voting.decide import counters
from bot.deliberation.voting.paper import counter
from bot.storage.dialect import insert, upsert
from bot.storage.flows import load_flows
from bot.storage.records import record, values_of
from bot.storage.store import Tx
from bot.storage.tables import (
    communities,
    households,
    members,
    motions,
    mutes,
    owners,
    people,
    places,
    residents,
    roles,
    rounds,
    scopes,
    sessions,
    standing_acts,
    tallies,
    units,
)


def key_of(act: StandingAct) -> Key:
    """What the act is unique by."""
    return (act.kind, act.what, act.round_id, act.elector)


async def load_boxes(tx: Tx, round_ids: Collection[int]) -> dict[int, Box]:
    """The boxes of these rounds; a round that is not there is left out."""
    if not round_ids:
        return {}
    frame = await tx.rows(
        select(rounds.c.id.label("box"), sessions, scopes.c.path)
        .select_from(rounds)
        .join(sessions, sessions.c.id == rounds.c.session_id)
        .join(scopes, scopes.c.id == sessions.c.scope_id)
        .where(rounds.c.id.in_(round_ids))
    )
    found = {row.id: record(Round, row) for row in await tx.rows(select(rounds).where(rounds.c.id.in_(round_ids)))}
    homes = await tx.rows(select(communities).where(communities.c.id.in_({row.community_id for row in frame})))
    community = {row.id: record(Community, row) for row in homes}
    flows = await load_flows(tx, (row.flow_hash for row in frame))
    boxes = {
        row.box: Box(
            row.id,
            SessionState(row.state),
            community[row.community_id],
            row.path,
            flows[row.flow_hash],
            found[row.box],
            Head(row.chain_seq, row.chain_head),
        )
        for row in frame
    }
    for row in await tx.rows(select(motions).where(motions.c.vote_round_id.in_(round_ids)).order_by(motions.c.id)):
        boxes[row.vote_round_id].motions[row.id] = record(Motion, row)
    session_ids = {box.session_id for box in boxes.values()}
    for row in await tx.rows(select(places).where(places.c.session_id.in_(session_ids)).order_by(places.c.id)):
        for box in boxes.values():
            if box.session_id == row.session_id:
                box.places.append(record(Place, row))
    return boxes


async def load_standing(tx: Tx, keys: Collection[Key]) -> dict[Key, StandingAct]:
    """The acts that stand under these keys; an elector who has not acted is left out."""
    if not keys:
        return {}
    electors: dict[tuple[str, int, int], set[str]] = {}
    for kind, what, round_id, elector in keys:
        electors.setdefault((kind, what, round_id), set()).add(elector)
    # not one list of whole keys: SQLite would look for those in every ballot there is
    held = standing_acts.c
    wanted = [
        and_(held.kind == kind, held.what == what, held.round_id == round_id, held.elector.in_(sorted(some)))
        for (kind, what, round_id), some in sorted(electors.items())
    ]
    acts = (record(StandingAct, row) for row in await tx.rows(select(standing_acts).where(or_(*wanted))))
    return {key_of(act): act for act in acts}


async def store_standing(tx: Tx, acts: Sequence[tuple[StandingAct, StandingAct | None]]) -> None:
    """Store acts, each with the one it replaces (None for a first), and move the running counts.

    Several of one elector may follow each other; each names the one before it.
    """
    last = {key_of(act): values_of(act) for act, _ in acts}
    moved: dict[tuple[str, int, int, str], Figures] = {}
    for act, previous in acts:
        _move(moved, act, Figures(act.heads, act.area))
        if previous is not None:
            _move(moved, previous, Figures() - Figures(previous.heads, previous.area))
    await tx.run(upsert(tx, standing_acts), [last[key] for key in sorted(last)])
    statement = insert(tx, tallies)
    added = {name: tallies.c[name] + statement.excluded[name] for name in ("heads", "area")}
    await tx.run(
        statement.on_conflict_do_update(index_elements=list(tallies.primary_key.columns.keys()), set_=added),
        [
            {
                "kind": kind, "what": what, "round_id": round_id, "choice": choice,
                "heads": figures.heads, "area": figures.area,
            }
            for (kind, what, round_id, choice), figures in sorted(moved.items(), key=lambda item: item[0])
            if figures != Figures()
        ],
    )  # fmt: skip


def _move(moved: dict[tuple[str, int, int, str], Figures], act: StandingAct, by: Figures) -> None:
    key = (act.kind, act.what, act.round_id, counter(act.choice))
    moved[key] = moved.get(key, Figures()) + by


async def strike(tx: Tx, struck: Sequence[StandingAct]) -> None:
    """These ballots are void from now on and kept; the running counts move with them.

    One that was struck before, of an elector who voted again, makes way: the minutes have both.
    """
    held, counts = standing_acts.c, tallies.c
    for act in struck:
        mine = (held.what == act.what, held.round_id == act.round_id, held.elector == act.elector)
        await tx.run(delete(standing_acts).where(held.kind == STRUCK, *mine))
        await tx.run(update(standing_acts).where(held.kind == act.kind, *mine).values(kind=STRUCK))
        of = (counts.what == act.what, counts.round_id == act.round_id)
        moved = {"heads": counts.heads - act.heads, "area": counts.area - act.area}
        where = (counts.kind == act.kind, counts.choice == counter(act.choice), *of)
        await tx.run(update(tallies).where(*where).values(moved))
        row = {"kind": STRUCK, "what": act.what, "round_id": act.round_id, "choice": "void", "heads": 1, "area": 0}
        statement = insert(tx, tallies).values(row)
        more = {"heads": tallies.c.heads + 1}
        key = list(tallies.primary_key.columns.keys())
        await tx.run(statement.on_conflict_do_update(index_elements=key, set_=more))


async def settle(tx: Tx, round_ids: Collection[int]) -> None:
    """Make the running counts of these rounds anew from the ballots: where they differed, the ballots decide."""
    for round_id in round_ids:
        await tx.run(delete(tallies).where(tallies.c.kind.in_(("ballot", PRESENCE)), tallies.c.round_id == round_id))
        rows = [
            {
                "kind": "ballot", "what": what, "round_id": round_id, "choice": choice,
                "heads": figures.heads, "area": figures.area,
            }
            for what, found in sorted((await recount(tx, "ballot", round_id)).items())
            for choice, figures in sorted(counters(found).items())
        ]  # fmt: skip
        for there in (await recount(tx, PRESENCE, round_id)).values():
            figures = there[PRESENT]
            row = {"kind": PRESENCE, "what": round_id, "round_id": round_id, "choice": PRESENT}
            rows.append(row | {"heads": figures.heads, "area": figures.area})
        await tx.run(insert(tx, tallies), rows)


async def ballots_of(tx: Tx, round_id: int, electors: Collection[str]) -> dict[Key, StandingAct]:
    """What these electors have cast in a round, and that they were there: for whoever may strike it, to be shown to
    nobody."""
    held = standing_acts.c
    found = await tx.rows(
        select(standing_acts).where(
            held.kind.in_(("ballot", PRESENCE)), held.round_id == round_id, held.elector.in_(sorted(electors))
        )
    )
    acts = (record(StandingAct, row) for row in found)
    return {key_of(act): act for act in acts}


async def turnout(tx: Tx, round_id: int) -> dict[tuple[str, int], Figures]:
    """(kind, what) → how many have acted and what they hold: all that may be shown while a vote is open."""
    found = await tx.rows(
        select(tallies.c.kind, tallies.c.what, _sum(tallies.c.heads), _sum(tallies.c.area))
        .where(tallies.c.round_id == round_id)
        .group_by(tallies.c.kind, tallies.c.what)
    )
    return {(row.kind, row.what): Figures(int(row.heads), int(row.area)) for row in found}


async def participants(tx: Tx, round_id: int, kind: str) -> int:
    """Electors who have acted on anything in the round."""
    count: int = await tx.scalar(
        select(func.count(distinct(standing_acts.c.elector))).where(
            standing_acts.c.round_id == round_id, standing_acts.c.kind == kind
        )
    )
    return count


async def recount(tx: Tx, kind: str, round_id: int) -> dict[int, dict[str, Figures]]:
    """what → choice → figures, counted from the ballots of one round and not from the running counts."""
    table = standing_acts
    found = await tx.rows(
        select(table.c.what, table.c.choice, _sum(table.c.heads), _sum(table.c.area))
        .where(table.c.kind == kind, table.c.round_id == round_id)
        .group_by(table.c.what, table.c.choice)
    )
    counted: dict[int, dict[str, Figures]] = {}
    for row in found:
        counted.setdefault(row.what, {})[row.choice] = Figures(int(row.heads), int(row.area))
    return counted


def _sum(column: Column[int]) -> ColumnElement[int]:
    return func.sum(column).label(column.name)


async def standing_of_person(tx: Tx, person_id: int) -> list[StandingAct]:
    """What one person has cast, newest first: for that person alone to see."""
    found = await tx.rows(
        select(standing_acts)
        .where(standing_acts.c.person_id == person_id)
        .order_by(standing_acts.c.at.desc(), standing_acts.c.what)
    )
    return [record(StandingAct, row) for row in found]


async def roll_call(tx: Tx, motion_id: int, round_id: int) -> list[tuple[str, str]]:
    """(name, choice) of everybody whose ballot stands on a motion: for open votes that are over. Who was forgotten
    has no name."""
    held = standing_acts.c
    found = await tx.rows(
        select(people.c.name, held.choice)
        .select_from(standing_acts.outerjoin(people, people.c.id == held.person_id))
        .where(held.kind == "ballot", held.what == motion_id, held.round_id == round_id)
        .order_by(people.c.name, held.elector)
    )
    return [(row.name or "", row.choice) for row in found]


async def standing_of_electors(tx: Tx, round_id: int, electors: Collection[str]) -> list[StandingAct]:
    """What these electors have cast in a round: for a receipt or a card shown to one of them."""
    found = await tx.rows(
        select(standing_acts)
        .where(standing_acts.c.round_id == round_id, standing_acts.c.elector.in_(electors))
        .order_by(standing_acts.c.what, standing_acts.c.elector)
    )
    return [record(StandingAct, row) for row in found]


async def electors_without(
    tx: Tx, round_id: int, kind: str, whats: Sequence[int], electorate: str, only: int | None = None
) -> list[int]:
    """Whom to remind privately: people whose elector lacks an act on any of `whats`, each once.

    By the electorate who votes for the households or owners of the session's scope, its residents or its delegates,
    whoever was named one by one, else the members known of its chats; only those the bot may write to and who did not
    ask to be left alone. With `only`, that person or nobody.
    """
    frame = await tx.one(
        select(sessions.c.id, scopes.c.path)
        .join(rounds, rounds.c.session_id == sessions.c.id)
        .join(scopes, scopes.c.id == sessions.c.scope_id)
        .where(rounds.c.id == round_id)
    )
    if frame is None:
        return []
    query = _VOTERS[electorate](frame.path) if electorate in _VOTERS else _known_members(frame.id)
    if electorate in NAMED:
        (round_,) = await tx.rows(select(rounds).where(rounds.c.id == round_id))
        query = select(people.c.id).where(people.c.id.in_(record(Round, round_).seats()))
    muted = exists().where(mutes.c.person_id == people.c.id, mutes.c.round_id == round_id)
    elector = _elector(electorate)
    missing = [~_acted(kind, what, round_id, elector) for what in whats]
    if only is not None:
        query = query.where(people.c.id == only)
    return await tx.column(
        query.where(people.c.dm_open, ~people.c.blocked, ~muted, or_(*missing)).distinct().order_by(people.c.id)
    )


def _elector(electorate: str) -> ColumnElement[str]:
    """`box.household_elector`, `owner_elector` and `person_elector`, written by the database."""
    whose: dict[str, tuple[str, Column[int]]] = {
        "household": ("household:", households.c.id), "owner": ("owner:", owners.c.id)
    }  # fmt: skip
    prefix, column = whose.get(electorate, ("person:", people.c.id))
    return literal(prefix) + cast(column, String)


def _acted(kind: str, what: int, round_id: int, elector: ColumnElement[str]) -> ColumnElement[bool]:
    table = standing_acts
    return exists().where(
        table.c.kind == kind, table.c.what == what, table.c.round_id == round_id, table.c.elector == elector
    )


def _representatives(path: str) -> Any:
    return (
        select(people.c.id)
        .join(households, households.c.representative_id == people.c.id)
        .join(scopes, scopes.c.id == households.c.scope_id)
        .where(scopes.c.path.startswith(path, autoescape=True), ~households.c.ended)
    )


def _voters_of_owners(path: str) -> Any:
    inside = (
        select(units.c.owner_id)
        .join(scopes, scopes.c.id == units.c.scope_id)
        .where(scopes.c.path.startswith(path, autoescape=True), units.c.owner_id.is_not(None))
    )
    voting = owners.c.representative_id == people.c.id
    return select(people.c.id).join(owners, voting).where(owners.c.id.in_(inside), ~owners.c.ended)


def _residents(path: str) -> Any:
    return (
        select(people.c.id)
        .join(residents, (residents.c.person_id == people.c.id) & (residents.c.state == "bound"))
        .join(households, households.c.id == residents.c.household_id)
        .join(scopes, scopes.c.id == households.c.scope_id)
        .where(scopes.c.path.startswith(path, autoescape=True), ~households.c.ended)
    )


def _delegates(path: str) -> Any:
    return (
        select(people.c.id)
        .join(roles, (roles.c.person_id == people.c.id) & (roles.c.role == "delegate") & roles.c.ended_at.is_(None))
        .join(scopes, scopes.c.id == roles.c.scope_id)
        .where(scopes.c.path.in_(ancestors(path)))
    )


_VOTERS: Mapping[str, Callable[[str], Any]] = {
    "household": _representatives,
    "owner": _voters_of_owners,
    "resident": _residents,
    "delegate": _delegates,
}


def _known_members(session_id: int) -> Any:
    return (
        select(people.c.id)
        .join(members, members.c.person_id == people.c.id)
        .join(places, places.c.chat_id == members.c.chat_id)
        .where(places.c.session_id == session_id, members.c.status.in_(INSIDE))
    )


async def mute(tx: Tx, person_id: int, round_id: int) -> None:
    """Never remind this person of this round again."""
    row = {"person_id": person_id, "round_id": round_id}
    await tx.run(insert(tx, mutes).values(row).on_conflict_do_nothing())
