"""One run of the bench: the processes are started, measured in turn and ended, and the figures put together.

Windows of the bare bot and of ours take turns, and so do early and late ones, so that a machine that is
busy for a while slows both sides alike.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import aiohttp

from bot.bench import bare, ceiling, town
from bot.bench.endpoint import CHAT, Measured, Window, voter_id
from bot.bench.report import Report
from bot.chat.buttons import encode
from bot.clock import RealClock
from bot.deliberation.acts import Stand
from bot.flow_files import FlowLibrary
from bot.settings import PREFIX
from bot.storage.store import Store

_OURS = "123456:OURS-TOKEN-OF-THE-BENCH"
_FLOW = "wumin"
_CEILING_TIMES = 3
_LOG_LINES = 15

Progress = Callable[[str, int, int], None]
"""Told what is being measured (`prepare`, `pairs`, `flat`), how many steps of it are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured. A window around the n-th ballot of a motion reaches as far before it as behind it."""

    households: int = 25_000
    pairs: int = 7
    presses: int = 2_000
    flat_windows: int = 5
    early: int = 200
    late: int = 20_000
    warm: int = 400

    def __post_init__(self) -> None:
        if self.seeded < 0 or self.late + self.flat_windows * self.early > self.households:
            raise ValueError("the ballots before, around and after the late one must fit into the roll")

    @property
    def seeded(self) -> int:
        """Ballots in the box when the first pair of windows begins; the pairs fill it up to the late windows."""
        return self.late - self.flat_windows * self.early - self.pairs * self.presses


QUICK = Plan(pairs=3, presses=1_000, flat_windows=5)


class BenchBroken(Exception):
    """Something measured ended, or answered too little, with the last lines it wrote: there is no figure."""


class Process:
    """A program of the bench, what it writes kept in a file."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, log: Path) -> None:
        self.name, self._process, self._log = name, process, log

    @property
    def running(self) -> bool:
        return self._process.returncode is None

    def complaint(self, about: str) -> BenchBroken:
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LOG_LINES:]
        return BenchBroken("\n".join([f"{self.name}: {about}", *lines]))

    async def first_line(self) -> str:
        assert self._process.stdout is not None
        return (await self._process.stdout.readline()).decode().strip()

    async def ended(self) -> None:
        await self._process.wait()

    async def end(self) -> None:
        if self.running:
            self._process.terminate()
        try:
            async with asyncio.timeout(10):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


@asynccontextmanager
async def _process(name: str, folder: Path, *arguments: str, **environment: str) -> AsyncIterator[Process]:
    """Start this Python with these arguments in the folder, without settings of the person who started the bench."""
    inherited = {key: value for key, value in os.environ.items() if not key.upper().startswith(PREFIX)}
    log = folder / f"{name}.log"
    with log.open("wb") as written:
        started = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=folder,
            env=inherited | environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE if name == "endpoint" else written,
            stderr=written,
        )
    process = Process(name, started, log)
    try:
        yield process
    finally:
        await process.end()


class _Load:
    """The endpoint as the bench sees it: windows go in, rates come out."""

    def __init__(self, api: str, session: aiohttp.ClientSession) -> None:
        self._api, self._session = api, session

    async def rate(self, process: Process, window: Window) -> float:
        """Presses a second this process answered; raises `BenchBroken` where it did not answer them all."""
        asked = asyncio.ensure_future(self._measure(window))
        ended = asyncio.ensure_future(process.ended())
        try:
            await asyncio.wait({asked, ended}, return_when=asyncio.FIRST_COMPLETED)
            if not asked.done():
                raise process.complaint("ended")
            measured = await asked
        finally:
            asked.cancel()
            ended.cancel()
            await asyncio.gather(asked, ended, return_exceptions=True)
        if measured.answered < window.presses:
            raise process.complaint(f"answered {measured.answered} of {window.presses} presses")
        return measured.answered / measured.seconds

    async def _measure(self, window: Window) -> Measured:
        async with self._session.post(f"{self._api}/window", json=asdict(window)) as response:
            return Measured(**await response.json())


@dataclass(slots=True)
class _Bench:
    """The running processes, the votes, and how many have voted in the long one."""

    plan: Plan
    load: _Load
    bare: Process
    ours: Process
    polls: list[town.Poll]
    answered: int = 0

    async def bare_window(self) -> float:
        return await self.load.rate(self.bare, Window(bare.TOKEN, self.plan.presses, "v"))

    async def our_window(self, poll: town.Poll, voter: int, presses: int) -> float:
        data = encode(Stand("ballot", poll.motion_id, poll.round_id, "agree"))
        rate = await self.load.rate(self.ours, Window(_OURS, presses, data, voter))
        self.answered += presses
        return rate


async def measure(plan: Plan, progress: Progress) -> Report:
    """Run the bench; raises `BenchBroken` where something did not run, never for a figure."""
    began = perf_counter()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="youshi-bench-")))
        progress("prepare", 0, 3)
        store = await Store.open(f"sqlite+aiosqlite:///{folder / 'bench.db'}")
        stack.push_async_callback(store.close)
        polls = await _prepare(store, plan)
        progress("prepare", 1, 3)
        endpoint = await stack.enter_async_context(_process("endpoint", folder, "-m", "bot.bench.endpoint"))
        api = f"http://127.0.0.1:{await endpoint.first_line()}"
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(None)))
        load = _Load(api, session)
        rates = {"ceiling": await _ceiling(load, folder, api, plan)}
        progress("prepare", 2, 3)
        bench = _Bench(
            plan,
            load,
            await stack.enter_async_context(_process("bare", folder, "-m", "bot.bench.bare", api)),
            await stack.enter_async_context(_ours(folder, api)),
            polls,
        )
        await bench.bare_window()
        await bench.our_window(polls[-1], 0, plan.warm)
        progress("prepare", 3, 3)
        rates |= await _pairs(bench, progress)
        rates |= await _early_and_late(bench, progress)
        stored = sum([await town.ballots_stored(store, poll) for poll in polls]) - plan.seeded
    return Report.of(rates, (plan.early, plan.late), plan.households, (bench.answered, stored), perf_counter() - began)


async def _prepare(store: Store, plan: Plan) -> list[town.Poll]:
    """The database: the long vote first, then one for each early window, last the one to warm up with."""
    await store.migrate()
    now = RealClock().now()
    users = range(voter_id(0), voter_id(plan.households))
    built = await town.build(store, FlowLibrary().load(_FLOW).flow, CHAT, users, plan.flat_windows + 2, now)
    await town.cast(store, built.polls[0], built.voters[: plan.seeded], now)
    return built.polls


@asynccontextmanager
async def _ours(folder: Path, api: str) -> AsyncIterator[Process]:
    """`youshi run`, as an operator starts it."""
    settings = {"token": _OURS, "api_base_url": api, "database_url": f"sqlite+aiosqlite:///{folder / 'bench.db'}"}
    environment = {PREFIX + name.upper(): value for name, value in settings.items()}
    async with _process("ours", folder, "-m", "bot", "run", **environment) as process:
        yield process


async def _ceiling(load: _Load, folder: Path, api: str, plan: Plan) -> list[float]:
    async with _process("ceiling", folder, "-m", "bot.bench.ceiling", api) as process:
        window = Window(ceiling.TOKEN, _CEILING_TIMES * plan.presses, "v")
        return [await load.rate(process, window) for _ in range(_CEILING_TIMES + 1)][1:]


async def _pairs(bench: _Bench, progress: Progress) -> dict[str, list[float]]:
    """Bare, ours, bare, ours…: each voter of ours is another household of the one long vote."""
    plan = bench.plan
    rates: dict[str, list[float]] = {"bare": [], "ours": []}
    for number in range(plan.pairs):
        rates["bare"].append(await bench.bare_window())
        voter = plan.seeded + number * plan.presses
        rates["ours"].append(await bench.our_window(bench.polls[0], voter, plan.presses))
        progress("pairs", number + 1, plan.pairs)
    return rates


async def _early_and_late(bench: _Bench, progress: Progress) -> dict[str, list[float]]:
    """Early windows each open a vote of their own; late ones follow each other in the long vote."""
    plan, size = bench.plan, 2 * bench.plan.early
    rates: dict[str, list[float]] = {"early": [], "late": []}
    first = plan.late - plan.flat_windows * plan.early
    for number in range(plan.flat_windows):
        rates["early"].append(await bench.our_window(bench.polls[1 + number], 0, size))
        rates["late"].append(await bench.our_window(bench.polls[0], first + number * size, size))
        progress("flat", number + 1, plan.flat_windows)
    return rates
