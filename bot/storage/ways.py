"""Ballots somebody brings, in the database: whose voice is meant, by which door, what tellers have entered.

Read for single acts and views, never on the path of a press. When such a ballot counts is left to the rules.
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import func, select

from bot.deliberation.ballots.box import household_elector, owner_elector
from bot.deliberation.ballots.voices import PaperEntry, Proxy, Voice
from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Vote
from bot.deliberation.model import StandingAct
from bot.deliberation.voting.ways import WAYS
from bot.storage.owners import doors_of, owners_below
from bot.storage.records import columns_of, record
from bot.storage.roll import households_below
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import households, owners, paper_entries, proxies, rounds, scopes, standing_acts, units

_KINDS = ("household", "owner")


async def load_brought(tx: Tx, case: CaseFile) -> None:
    """For a close or a recount: of every vote whose rule allows them, how many ballots came which way."""
    allowing = [
        round_.id
        for round_ in case.rounds.values()
        if isinstance(stage := case.stage(round_), Vote) and stage.rule.ways
    ]
    if not allowing:
        return
    held = standing_acts.c
    found = await tx.rows(
        select(held.what, held.round_id, held.channel, func.count().label("heads"), func.sum(held.area).label("area"))
        .where(held.kind == "ballot", held.round_id.in_(allowing), held.channel.in_(WAYS))
        .group_by(held.what, held.round_id, held.channel)
    )
    for row in found:
        ways = case.brought.setdefault((row.what, row.round_id), {})
        ways[row.channel] = Figures(int(row.heads), int(row.area))


async def load_helpers(tx: Tx, case: CaseFile) -> None:
    """Of every vote whose result is certified, who has helped with a ballot of it, in a bag or not."""
    certified = [
        round_.id
        for round_ in case.rounds.values()
        if isinstance(stage := case.stage(round_), Vote) and stage.certify and stage.rule.assisted.allowed
    ]
    if not certified:
        return
    held = standing_acts.c
    found = await tx.rows(
        select(held.round_id, held.hand_id)
        .where(held.round_id.in_(certified), held.channel == "assisted", held.hand_id.is_not(None))
        .distinct()
    )
    for row in found:
        case.helpers.setdefault(row.round_id, set()).add(row.hand_id)


async def voice(tx: Tx, path: str, elector: str, round_id: int) -> Voice | None:
    """The household or owner of this name inside a scope, with the ballots that stand for it in a vote; None where it
    names nobody.

    What it holds is what it has inside the scope (P7).
    """
    kind, _, number = elector.partition(":")
    if kind not in _KINDS or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    found = await (_household(tx, path, int(number)) if kind == "household" else _owner(tx, path, int(number)))
    if found is None:
        return None
    held = standing_acts.c
    cast = await tx.rows(
        select(standing_acts).where(held.kind == "ballot", held.elector == elector, held.round_id == round_id)
    )
    return replace(found, standing={row.what: record(StandingAct, row) for row in cast})


async def _household(tx: Tx, path: str, number: int) -> Voice | None:
    row = await tx.one(
        select(
            households.c.id,
            households.c.door,
            households.c.representative_id,
            func.coalesce(func.sum(units.c.area), 0).label("area"),
        )
        .join(scopes, scopes.c.id == households.c.scope_id)
        .outerjoin(units, units.c.household_id == households.c.id)
        .where(below(path), households.c.id == number, ~households.c.ended)
        .group_by(households.c.id, households.c.door, households.c.representative_id)
    )
    return None if row is None else Voice(household_elector(row.id), row.door, int(row.area), row.representative_id)


async def _owner(tx: Tx, path: str, number: int) -> Voice | None:
    held = await tx.rows(
        select(units.c.door, units.c.area, owners.c.representative_id)
        .join(owners, owners.c.id == units.c.owner_id)
        .join(scopes, scopes.c.id == units.c.scope_id)
        .where(below(path), owners.c.id == number, ~owners.c.ended)
        .order_by(units.c.door)
    )
    if not held:
        return None
    return Voice(owner_elector(number), held[0].door, sum(int(row.area) for row in held), held[0].representative_id)


async def proxy_of_agent(tx: Tx, person_id: int, round_id: int) -> Proxy | None:
    """A proxy that counts by which somebody stands for another in the session of this round."""
    table = proxies
    found = await tx.rows(
        select(*columns_of(table, Proxy))
        .join(rounds, rounds.c.session_id == table.c.session_id)
        .where(table.c.agent_id == person_id, rounds.c.id == round_id)
        .order_by(table.c.id)
    )
    return next((proxy for row in found if (proxy := record(Proxy, row)).counts), None)


async def doors(tx: Tx, path: str, electorate: str) -> list[tuple[str, str]]:
    """(elector, door) of every household or owner of a scope, by door; an owner goes by the first of theirs."""
    if electorate == "household":
        return [(household_elector(home.id), home.door) for home in await households_below(tx, path)]
    everybody = await owners_below(tx, path)
    held = await doors_of(tx, [owner.id for owner in everybody])
    named = [(owner_elector(owner.id), held[owner.id][0]) for owner in everybody if held[owner.id]]
    return sorted(named, key=lambda one: one[1])


async def paper_of(tx: Tx, motion_id: int, round_id: int, elector: str) -> list[PaperEntry]:
    """What tellers have entered for one elector on a motion in one round, oldest first."""
    table = paper_entries
    found = await tx.rows(
        select(*columns_of(table, PaperEntry))
        .where(table.c.motion_id == motion_id, table.c.round_id == round_id, table.c.elector == elector)
        .order_by(table.c.id)
    )
    return [record(PaperEntry, row) for row in found]


async def paper_states(tx: Tx, motion_id: int, round_id: int) -> Mapping[str, list[PaperEntry]]:
    """elector → what tellers have entered for it and nobody has replaced: for the grid of doors."""
    table = paper_entries
    found = await tx.rows(
        select(*columns_of(table, PaperEntry))
        .where(table.c.motion_id == motion_id, table.c.round_id == round_id, table.c.state != "replaced")
        .order_by(table.c.id)
    )
    held: dict[str, list[PaperEntry]] = {}
    for row in found:
        held.setdefault(row.elector, []).append(record(PaperEntry, row))
    return held


async def paper_entry(tx: Tx, entry_id: int) -> PaperEntry | None:
    row = await tx.one(select(paper_entries).where(paper_entries.c.id == entry_id))
    return None if row is None else record(PaperEntry, row)
