"""What closing a vote of owners takes of the processor: counted, explained and recorded, with what is owed for it."""

from datetime import timedelta
from time import process_time

from sqlalchemy import select

from bot.bench import town
from bot.bench.endpoint import CHAT, voter_id
from bot.bench.measuring import Bench, sqlite
from bot.bench.programs import BenchBroken
from bot.bench.report import Aim, Line
from bot.clerk.clerk import Clerk
from bot.clerk.office import Office
from bot.clock import RealClock
from bot.flow_files import FlowLibrary
from bot.storage.store import Store
from bot.storage.tables import decisions

NAME = "close"
FLOW = "yezhu_biaojue"
_MILLISECONDS = 1000
SHORT = Aim(50, "most")


async def measure(bench: Bench) -> list[Line]:
    """As many votes as there are windows, every owner having voted in each; their moment comes one after the other."""
    owners, votes = bench.plan.owners, bench.plan.windows
    now = RealClock().now()
    library = FlowLibrary()
    store = await Store.open(sqlite(bench.folder, NAME))
    spent = list[float]()
    try:
        await store.migrate()
        users = range(voter_id(0), voter_id(owners))
        # one more, which is not measured: the first has to load what all share
        built = await town.build(store, library.load(FLOW).flow, CHAT, users, votes + 1, now)
        clerk = Clerk(store, Office(library, _code))
        for number, poll in enumerate(built.polls):
            await town.cast(store, poll, built.voters, now, as_owners=True)
            await town.close_at(store, poll, now + timedelta(minutes=number + 1))
        for number, _ in enumerate(built.polls):
            began = process_time()
            await clerk.close_next_due(now + timedelta(minutes=number + 1))
            spent.append((process_time() - began) * _MILLISECONDS)
            bench.told(number, votes)
        async with store.reading() as tx:
            decided = await tx.column(select(decisions.c.outcome))
        if decided != ["passed"] * len(built.polls):
            raise BenchBroken(f"every vote is carried, yet they came to {decided}")
    finally:
        await store.close()
    return [Line.of("close-milliseconds", "milliseconds", spent[1:], SHORT, ballots=owners)]


def _code(alphabet: str, length: int) -> str:
    return alphabet[0] * length
