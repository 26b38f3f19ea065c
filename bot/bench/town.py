"""The town of the bench: one roll of households with bound representatives, each in a unit of an owner of its own;
votes open over it, groups it meets in.

Made in bulk through storage, as months of use would have left it. Taking votes is left to the bot itself.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import bindparam, update

from bot.deliberation.ballots.box import household_elector, owner_elector
from bot.deliberation.desk import Due, Ids, JournalEntry
from bot.deliberation.flow import Flow, Vote
from bot.deliberation.house import Resident
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.model import Community, Issue, Motion, Place, Round, RoundState, Session, StandingAct
from bot.deliberation.roll.rows import RollRow
from bot.storage import (
    ballots,
    cases,
    chats,
    duties,
    flows,
    journal,
    owners,
    people,
    records,
    roll,
    roll_import,
    scopes,
    tables,
)
from bot.storage.store import Store, Tx

_AREA = 8_950
_IDS_A_HOUSEHOLD = 6
_IDS_A_VOTE = 8


@dataclass(frozen=True, slots=True)
class Voter:
    """A household on the roll, the account of its representative, and who owns its unit."""

    household_id: int
    person_id: int
    user_id: int
    owner_id: int


@dataclass(frozen=True, slots=True)
class Poll:
    """A motion being voted on, in a session of its own."""

    session_id: int
    round_id: int
    motion_id: int


@dataclass(slots=True)
class Town:
    """`voters` in the order of their user ids; `polls` in the order they were opened."""

    flow_hash: str
    community: Community
    chat_id: int
    voters: list[Voter] = field(default_factory=list)
    polls: list[Poll] = field(default_factory=list)


async def build(
    store: Store, flow: Flow, platform_chat: int, user_ids: Sequence[int], votes: int, now: datetime
) -> Town:
    """A town with a household for every user id, in one group, and so many open votes under the flow's ballot stage.

    Neighbours do not vote one after the other: who has which household is shuffled, the same way every time.
    """
    next_id = await store.reserve_ids(100 + _IDS_A_HOUSEHOLD * len(user_ids) + _IDS_A_VOTE * votes)
    async with store.transaction() as tx:
        scope = await scopes.ensure_scope(tx, None, "community", "幸福里", next_id)
        community = Community(next_id(), scope.id, "幸福里")
        await scopes.new_community(tx, community)
        seen = chats.Seen(platform_chat, title="幸福里议事群")
        chat = (await chats.meet_chats(tx, [seen], next_id))[platform_chat, 0]
        await chats.bind_chat(tx, chat.id, community)
        town = Town(await flows.store_flow(tx, flow, now), community, chat.id)
        town.voters = await _settle(tx, scope.id, scope.path, user_ids, now, next_id)
        await people.set_memberships(tx, {(chat.id, voter.person_id): "member" for voter in town.voters}, now)
        figures, version = await roll.electorate(tx, scope.path, ballot_stage(flow).rule.electorate)
        for number in range(votes):
            poll = await _open(tx, town, flow, number, now, next_id)
            await tx.run(
                update(tables.motions)
                .where(tables.motions.c.id == poll.motion_id)
                .values(heads=figures.heads, area=figures.area, roll_version=version)
            )
            town.polls.append(poll)
    return town


def ballot_stage(flow: Flow) -> Vote:
    """Where the flow first takes ballots."""
    return next(stage for stage in flow.stages if isinstance(stage, Vote))


async def _settle(
    tx: Tx, scope_id: int, path: str, user_ids: Sequence[int], now: datetime, next_id: Ids
) -> list[Voter]:
    """The roll, with one bound representative a household."""
    doors = [f"{n // 100 + 1}-{n % 100 + 1:03}" for n in range(len(user_ids))]
    rows = [RollRow(n + 2, door, door, _AREA, f"户主{n}", f"户主{n}") for n, door in enumerate(doors)]
    await roll_import.import_roll(tx, scope_id, rows, next_id)
    met = await people.meet(tx, [people.Met(user_id, "住户") for user_id in user_ids], next_id)
    homes = {home.door: home.id for home in await roll.households_below(tx, path)}
    held = {owner.name: owner.id for owner in await owners.owners_below(tx, path)}
    owner_of = {row.unit: held[row.owner] for row in rows}
    random.Random(len(doors)).shuffle(doors)
    voters = [
        Voter(homes[door], met[user_id].id, user_id, owner_of[door])
        for door, user_id in zip(doors, user_ids, strict=True)
    ]
    bound = (Resident(next_id(), v.household_id, v.person_id, "owner", "bound", "script", now) for v in voters)
    await records.insert_records(tx, tables.residents, bound)
    await tx.run(
        update(tables.households)
        .where(tables.households.c.id == bindparam("b_id"))
        .values(representative_id=bindparam("b_person")),
        [{"b_id": v.household_id, "b_person": v.person_id} for v in voters],
    )
    return voters


async def _open(tx: Tx, town: Town, flow: Flow, number: int, now: datetime, next_id: Ids) -> Poll:
    """A session whose one motion is being voted on, without a deadline that could fall into a measurement."""
    home = town.community
    session = Session(
        next_id(), home.id, home.scope_id, f"bench-{number}", town.flow_hash, flow.id, town.voters[0].person_id, now
    )
    issue = Issue(
        next_id(), home.id, number + 1, session.id, "垃圾房夜间异味", "希望加盖并改清运时间", now, session.opened_by,
        position=1,
    )  # fmt: skip
    round_ = Round(
        next_id(), session.id, ballot_stage(flow).id, "vote", 1, RoundState.OPEN, now, now, now + timedelta(days=3),
        members={issue.id: None},
    )  # fmt: skip
    motion = Motion(
        next_id(), session.id, round_.id, [issue.id], issue.title, "垃圾房加盖，清运改到每日 20:00 前。", 1,
        session.opened_by, now, "voting", vote_round_id=round_.id,
    )  # fmt: skip
    await cases.new_session(tx, session, [Place(next_id(), session.id, town.chat_id, home.scope_id)])
    await records.insert_records(tx, tables.issues, [issue])
    await records.insert_records(tx, tables.rounds, [round_])
    await records.insert_records(tx, tables.motions, [motion])
    return Poll(session.id, round_.id, motion.id)


async def cast(store: Store, poll: Poll, voters: Sequence[Voter], now: datetime, *, as_owners: bool = False) -> None:
    """Ballots of these households or owners, with their minutes, in one transaction: as if each had pressed once."""
    acts = [
        StandingAct(
            "ballot", poll.motion_id, poll.round_id,
            owner_elector(voter.owner_id) if as_owners else household_elector(voter.household_id), "agree",
            voter.person_id, "chat", now, receipt="AAAAAA", area=_AREA,
        )
        for voter in voters
    ]  # fmt: skip
    minutes = [
        JournalEntry(
            "ballot", now, {"what": act.what, "round": act.round_id},
            {
                "person": act.person_id, "elector": act.elector, "choice": act.choice, "area": act.area,
                "receipt": act.receipt,
            },
        )
        for act in acts
    ]  # fmt: skip
    async with store.transaction() as tx:
        await ballots.store_standing(tx, [(act, None) for act in acts])
        chain = session_chain(poll.session_id)
        await journal.append(tx, [(chain, minute) for minute in minutes], lambda: "0" * 32)


async def ballots_stored(store: Store, poll: Poll) -> int:
    """Ballots in a box, counted one by one."""
    async with store.reading() as tx:
        counted = await ballots.recount(tx, "ballot", poll.round_id)
    return sum(figures.heads for figures in counted.get(poll.motion_id, {}).values())


async def meet_in(store: Store, town: Town, platform_chats: Sequence[int]) -> list[int]:
    """Groups of the town besides the first; the ids they have in the house."""
    next_id = await store.reserve_ids(10 + len(platform_chats))
    async with store.transaction() as tx:
        seen = [chats.Seen(platform_id, title=f"议事群 {n}") for n, platform_id in enumerate(platform_chats)]
        met = [chat.id for chat in (await chats.meet_chats(tx, seen, next_id)).values()]
        for chat_id in met:
            await chats.bind_chat(tx, chat_id, town.community)
    return met


async def take_to(store: Store, town: Town, poll: Poll, chat_ids: Sequence[int]) -> None:
    """From now on the session of this vote lives in these groups too."""
    next_id = await store.reserve_ids(10 + len(chat_ids))
    places = [Place(next_id(), poll.session_id, chat_id, town.community.scope_id) for chat_id in chat_ids]
    async with store.transaction() as tx:
        await records.insert_records(tx, tables.places, places)


async def close_at(store: Store, poll: Poll, moment: datetime) -> None:
    """Let a vote end at this moment."""
    async with store.transaction() as tx:
        await tx.run(update(tables.rounds).where(tables.rounds.c.id == poll.round_id).values(due_at=moment))
        close = Due(f"round:{poll.round_id}:close", moment, "close", poll.session_id, poll.round_id)
        await duties.set_due(tx, [close])


async def wait_for(store: Store, polls: Sequence[Poll], moments: int, first: datetime) -> None:
    """So many due moments, a minute after each other and shared among these votes."""
    due = [
        Due(f"round:{poll.round_id}:remind:{n}", first + timedelta(minutes=n), "remind", poll.session_id, poll.round_id)
        for n, poll in ((n, polls[n % len(polls)]) for n in range(moments))
    ]
    async with store.transaction() as tx:
        await duties.set_due(tx, due)
