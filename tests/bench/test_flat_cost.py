"""A ballot costs the database the same however many have been cast, alone and together with others."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.bench import town
from bot.bench.town import Poll, Voter
from bot.clerk.clerk import Clerk
from bot.clerk.office import Office
from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation.acts import Stand
from bot.flow_files import FlowLibrary
from bot.storage.store import Store

CHAT = -1001234567890
FIRST_USER = 10_000_000
NOW = datetime(2026, 12, 7, 4, tzinfo=UTC)
EARLY, LATE = 200, 20_000
TOGETHER = 20
"""Ballots that arrive at once, and so share a commit."""


@dataclass(slots=True)
class Meter:
    """What a database did: statements begun, rows fetched, steps of SQLite's own machine.

    It takes steps for every row it looks at, so a scan that returns a single row shows as well.
    """

    statements: int = 0
    fetched: int = 0
    steps: int = 0

    def attach(self, connection: Any, record: object) -> None:
        connection.driver_connection.row_factory = self._row
        connection.run_async(lambda driver: driver.set_progress_handler(self._step, 1))

    def statement(self, *_: object) -> None:
        self.statements += 1

    def _row(self, _: object, values: tuple[Any, ...]) -> tuple[Any, ...]:
        self.fetched += 1
        return values

    def _step(self) -> int:
        self.steps += 1
        return 0


@contextmanager
def metered() -> Iterator[Meter]:
    """Every connection opened in here is metered."""
    meter = Meter()
    event.listen(Engine, "connect", meter.attach)
    event.listen(Engine, "before_cursor_execute", meter.statement)
    try:
        yield meter
    finally:
        event.remove(Engine, "connect", meter.attach)
        event.remove(Engine, "before_cursor_execute", meter.statement)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Store]:
    store = await Store.open(f"sqlite:///{folder / 'flat.db'}")
    try:
        yield store
    finally:
        await store.close()


def ballot(poll: Poll, voter: Voter, update_id: int) -> Submission:
    return Submission(
        Stand("ballot", poll.motion_id, poll.round_id, "agree"),
        Sender(voter.user_id, "住户"),
        NOW + timedelta(minutes=1),
        Where(CHAT, kind="supergroup"),
        update_id,
        press=True,
    )


async def spent(folder: Path, poll: Poll, voters: Sequence[Voter], size: int) -> Meter:
    """What one commit of so many ballots costs, cast by the last of these voters.

    The same number by the voters before them come first, so that what is read once a start is not in the figures.
    """
    with metered() as meter:
        async with opened(folder) as store:
            await store.reserve_ids(100_000)
            clerk = Clerk(store, Office(FlowLibrary(), lambda alphabet, length: alphabet[-1] * length))
            for some in (voters[:size], voters[size:]):
                before = astuple(meter)
                answers = await asyncio.gather(*(clerk.take(ballot(poll, v, v.user_id)) for v in some))
                assert [answer.key for answer in answers] == ["ballot-recorded"] * size
                cost = Meter(*(now - then for now, then in zip(astuple(meter), before, strict=True)))
    return cost


@pytest.mark.slow
async def test_a_ballot_costs_the_same_at_the_200th_and_at_the_20000th(tmp_path: Path) -> None:
    """Statements and rows fetched are equal, for one ballot and for many in one commit, and so are the steps the
    database takes, but for the few that depend on how doors happen to sort."""
    room = 2 * (1 + TOGETHER)
    costs: dict[int, list[Meter]] = {}
    async with opened(tmp_path) as store:
        await store.migrate()
        flow, users = FlowLibrary().load("wumin").flow, range(FIRST_USER, FIRST_USER + LATE + room)
        built = await town.build(store, flow, CHAT, users, 1, NOW)
    (poll,), cast = built.polls, 0
    for count in (EARLY, LATE):
        async with opened(tmp_path) as store:
            await town.cast(store, poll, built.voters[cast:count], NOW)
        alone = await spent(tmp_path, poll, built.voters[count : count + 2], 1)
        together = await spent(tmp_path, poll, built.voters[count + 2 : count + room], TOGETHER)
        costs[count], cast = [alone, together], count + room
        async with opened(tmp_path) as store:
            assert await town.ballots_stored(store, poll) == cast
    for early, late in zip(costs[EARLY], costs[LATE], strict=True):
        assert (early.statements, early.fetched) == (late.statements, late.fetched)
        assert abs(late.steps - early.steps) < early.steps / 100
