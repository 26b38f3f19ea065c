"""What every measurement is given: how much to measure, a folder of its own, and whom to tell how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.bench import town
from bot.bench.endpoint import CHAT, voter_id
from bot.bench.programs import TRANSPORTS, Transport
from bot.bench.town import Town
from bot.chat.buttons import encode
from bot.clock import RealClock
from bot.deliberation.acts import Stand
from bot.flow_files import FlowLibrary
from bot.storage.store import Store

FLOW = "wumin"


class Missing(Exception):
    """It cannot be measured on this machine; `str()` is the name of the message that says why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: `windows` of `presses` for what takes turns, and the sizes of everything else."""

    windows: int = 7
    presses: int = 2_000
    bursts: int = 11
    burst: int = 200
    ballots: int = 100_000
    """The ballot that is set beside the first; flatness is measured over `thousand` at either end."""
    thousand: int = 1_000
    flat_windows: int = 5
    voting_minutes: int = 5
    groups: int = 2_528
    deadlines: int = 10_000
    starts: int = 3
    owners: int = 2_261
    """A compound whose owners decide together."""
    shares: tuple[int, ...] = (1_000, 20_000)
    """Voters over a budget."""
    transports: tuple[Transport, ...] = TRANSPORTS

    def __post_init__(self) -> None:
        if self.ballots < self.flat_windows * self.thousand:
            raise ValueError("the last windows need that many ballots")


QUICK = Plan(
    windows=3,
    presses=1_000,
    bursts=3,
    ballots=10_000,
    thousand=500,
    flat_windows=3,
    voting_minutes=1,
    groups=250,
    shares=(1_000,),
)


@dataclass(frozen=True, slots=True)
class Bench:
    """`told` hears how many of so many steps are done."""

    plan: Plan
    folder: Path
    told: Callable[[int, int], None]


def sqlite(folder: Path, name: str = "bench") -> str:
    return f"sqlite+aiosqlite:///{folder / name}.db"


async def make_town(database_url: str, households: int, votes: int = 1, cast: int = 0) -> Town:
    """A database with a town of so many households in it; so many of them have voted in the first of the votes."""
    store = await Store.open(database_url)
    try:
        await store.migrate()
        users, now = range(voter_id(0), voter_id(households)), RealClock().now()
        built = await town.build(store, FlowLibrary().load(FLOW).flow, CHAT, users, votes, now)
        if cast:
            await town.cast(store, built.polls[0], built.voters[:cast], now)
    finally:
        await store.close()
    return built


def button(poll: town.Poll) -> str:
    """What the button «agree» of this vote carries."""
    return encode(Stand("ballot", poll.motion_id, poll.round_id, "agree"))
