"""What it takes to start with a whole town's deadlines and sessions waiting: processor time, and memory beside an
empty start."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.bench import town
from bot.bench.endpoint import CHAT, voter_id
from bot.bench.measuring import FLOW, Bench, Missing, sqlite
from bot.bench.programs import Load, Process, loaded, running_ours
from bot.bench.report import Aim, Line
from bot.clock import RealClock
from bot.flow_files import FlowLibrary
from bot.storage.store import Store

NAME = "start"
SECONDS = Aim(3, "most")
MEMORY = Aim(1.3, "most")
_HOUSEHOLDS = 200
_QUIET = 0.5
"""Seconds between two looks; a program that has used no processor time in between has started."""
_LOOKS = 60
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class _Start:
    seconds: float
    megabytes: float


async def measure(bench: Bench) -> list[Line]:
    if not (_PROC / "self" / "smaps_rollup").exists():
        raise Missing("bench-no-proc")
    plan, full, empty = bench.plan, sqlite(bench.folder, "full"), sqlite(bench.folder, "empty")
    await _fill(full, plan.groups, plan.deadlines)
    store = await Store.open(empty)
    await store.migrate()
    await store.close()
    starts: dict[str, list[_Start]] = {full: [], empty: []}
    async with loaded(bench.folder) as load:
        for number in range(plan.starts):
            for name, url in (("empty", empty), ("full", full)):
                starts[url].append(await _start(bench.folder, load, url, f"{name}-{number}"))
            bench.told(number + 1, plan.starts)
    ratios = [with_all.megabytes / alone.megabytes for with_all, alone in zip(starts[full], starts[empty], strict=True)]
    return [
        Line.of("start-empty", "seconds", [start.seconds for start in starts[empty]]),
        Line.of(
            "start-full",
            "seconds",
            [start.seconds for start in starts[full]],
            SECONDS,
            deadlines=plan.deadlines,
            sessions=plan.groups,
        ),
        Line.of("start-memory", "megabytes", [start.megabytes for start in starts[full]]),
        Line.of("start-memory-ratio", "ratio", ratios, MEMORY),
    ]


async def _fill(database_url: str, sessions: int, deadlines: int) -> None:
    """Sessions with an open vote, each in a group of its own, and due moments that lie ahead."""
    store, now = await Store.open(database_url), RealClock().now()
    try:
        await store.migrate()
        users = range(voter_id(0), voter_id(_HOUSEHOLDS))
        built = await town.build(store, FlowLibrary().load(FLOW).flow, CHAT, users, sessions, now)
        groups = await town.meet_in(store, built, [CHAT - 1 - number for number in range(sessions)])
        for poll, group in zip(built.polls, groups, strict=True):
            await town.take_to(store, built, poll, [group])
        await town.wait_for(store, built.polls, deadlines, now + timedelta(hours=1))
    finally:
        await store.close()


async def _start(folder: Path, load: Load, database_url: str, name: str) -> _Start:
    async with running_ours(folder, load, database_url, name=name) as ours:
        seconds = _processor_seconds(ours)
        for _ in range(_LOOKS):
            await asyncio.sleep(_QUIET)
            before, seconds = seconds, _processor_seconds(ours)
            if seconds - before < _QUIET / 50:
                break
        return _Start(seconds, _megabytes(ours))


def _processor_seconds(process: Process) -> float:
    """What all its threads have used so far."""
    tasks = (_PROC / str(process.id) / "task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def _megabytes(process: Process) -> float:
    """What it holds in memory for itself alone, and its share of what it has in common with others."""
    lines = (_PROC / str(process.id) / "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
