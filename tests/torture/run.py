"""One run: a crowd, programs that are killed again and again, and the proof."""

import asyncio
import random
import re
import socket
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from replicas.pair import Proxy

from bot.clock import RealClock
from bot.rehearsal.emulator import Emulator
from bot.storage.owing import next_ready_at
from bot.storage.store import Store
from bot.storage.tables import owed

from . import proof
from .crowd import Crowd, settled, write_flows
from .program import Program

Progress = Callable[[int], None]
"""Told after every life how many there have been."""
_SOON = timedelta(minutes=2)
_LOOK_AGAIN = 0.2
_SETTLED_WITHIN = 300.0
_ERROR = re.compile(r"level\W+(error|critical)|^Traceback")
"""A line of the log that tells of something that must not happen, however the program dies."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of it there is. The seed decides who presses what and where the program dies, not how fast it runs."""

    kills: int
    seed: int
    database_url: str = ""
    """A PostgreSQL database, for two replicas behind one webhook; without it one program polls on SQLite."""
    groups: int = 6
    neighbours: int = 8
    vote_seconds: int = 40
    talk_seconds: int = 12


@dataclass(frozen=True, slots=True)
class Report:
    """What there was, and what was wrong with it."""

    plan: Plan
    kills: dict[str, int]
    presses: int
    acknowledged: int
    questions: int
    talks: int
    announcements: int
    posts: int
    marked: int
    problems: list[str]

    def __str__(self) -> str:
        killed = ", ".join(f"{count} at {way}" for way, count in self.kills.items())
        return (
            f"seed {self.plan.seed}: {sum(self.kills.values())} kills ({killed}); {self.presses} presses, "
            f"{self.acknowledged} acknowledged; {self.questions} votes, {self.talks} talks, "
            f"{self.announcements} announcements; {self.posts} posts, {self.marked} of them marked; "
            f"problems: {self.problems or 'none'}"
        )


async def torture(plan: Plan, folder: Path, progress: Progress) -> Report:
    """Kill the programs as often as planned while the crowd goes on, let everything come to its end, and look."""
    clock = RealClock()
    write_flows(folder / "flows", plan.vote_seconds, plan.talk_seconds)
    url = plan.database_url or f"sqlite+aiosqlite:///{folder / 'youshi.db'}"
    webhook = bool(plan.database_url)
    async with AsyncExitStack() as stack:
        wait_until = clock.wait_until if webhook else None
        emulator = await stack.enter_async_context(
            Emulator(now=clock.now, wait_until=wait_until, loopback_webhooks=webhook)
        )
        settings = {
            "token": emulator.token,
            "api_base_url": emulator.address,
            "database_url": url,
            "flows_dir": str(folder / "flows"),
            "timezone": _where_it_is_noon(clock),
            "locale": "zh-CN",
            "seal_key": "a key for tests, the same for all programs",
        }
        places = [settings]
        if webhook:
            proxy = Proxy([_free_port(), _free_port()])
            await stack.enter_async_context(proxy.serving())
            settings["webhook_url"] = f"http://127.0.0.1:{proxy.port}/telegram"
            places = [settings | {"web_port": str(port)} for port in proxy.backends]
        programs = [
            Program(f"program-{n}", folder, place, random.Random(plan.seed * 10 + n)) for n, place in enumerate(places)
        ]
        crowd = Crowd(emulator, random.Random(plan.seed), plan.groups, plan.neighbours)
        await _lives(plan, emulator, crowd, programs, progress, url, clock)
        store = await Store.open(url)
        stack.push_async_callback(store.close)
        found = await proof.problems(crowd, store, clock.now())
    found += [line for program in programs for line in program.said() if _ERROR.search(line)]
    presses = list(crowd.presses)
    return Report(
        plan,
        {way: sum(program.kills[way] for program in programs) for way in programs[0].kills},
        len(presses),
        sum(map(proof.acknowledged, presses)),
        len(crowd.questions),
        crowd.talks,
        len(crowd.announcements),
        len(crowd.posted),
        sum(proof.MARK in post.shown.text for post in crowd.posted),
        found,
    )


async def _lives(
    plan: Plan,
    emulator: Emulator,
    crowd: Crowd,
    programs: Sequence[Program],
    progress: Progress,
    url: str,
    clock: RealClock,
) -> None:
    """Every life but the last ends with a kill, of one program while the others go on; the last in good order. The
    first ones last until somebody has been told that their vote counts."""
    left = [plan.kills]

    async def killed(program: Program) -> None:
        await program.start()
        await program.at_work()
        await emulator.changes.until(lambda: life.done() or any(map(proof.acknowledged, crowd.presses)))
        left[0] -= 1
        await program.die("work")
        while left[0] > 0 and not life.done():
            left[0] -= 1
            await program.live_and_die()
            progress(plan.kills - left[0])
        await program.start()
        await program.at_work()

    for program in programs:
        Emulator.call_observers.append(program.hear)
    life = asyncio.create_task(crowd.live())
    try:
        await asyncio.gather(*map(killed, programs))
        crowd.over.set()
        await life
        await _settled(emulator, crowd, url, clock)
        await asyncio.gather(*(program.stop() for program in programs))
    finally:
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)
        for program in programs:
            await program.finish()
            Emulator.call_observers.remove(program.hear)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _where_it_is_noon(clock: RealClock) -> str:
    """A time zone in which no night begins during the run: at night nothing is posted."""
    ahead = 12 - clock.now().hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


async def _settled(emulator: Emulator, crowd: Crowd, url: str, clock: RealClock) -> None:
    """Wait until every press is answered and nothing is being sent or about to be."""
    store = await Store.open(url)
    try:
        async with asyncio.timeout(_SETTLED_WITHIN):
            await emulator.changes.until(lambda: all(map(settled, crowd.presses)))
            while True:
                await emulator.idle()
                if await _nothing_soon(store, clock) and emulator.at_rest:
                    return
                await asyncio.sleep(_LOOK_AGAIN)
    finally:
        await store.close()


async def _nothing_soon(store: Store, clock: RealClock) -> bool:
    async with store.reading() as tx:
        if await tx.one(owed.select().where(owed.c.state == "sending")) is not None:
            return False
        at = await next_ready_at(tx, clock.now())
    return at is None or at > clock.now() + _SOON
