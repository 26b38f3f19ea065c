"""Durable votes a second beside an application that only answers, fetched and brought to a webhook."""

from contextlib import AsyncExitStack
from statistics import median

from bot.bench.measuring import Bench, button, make_town, sqlite
from bot.bench.programs import Load, Transport, loaded, running_bare, running_ceiling, running_ours
from bot.bench.report import Aim, Line

NAME = "votes"
RATIO = Aim(0.6, "least")
CEILING = Aim(2, "least")
"""A load that is not twice as fast as what it measures measures itself."""
_CEILING_WINDOWS = 3


async def measure(bench: Bench) -> list[Line]:
    plan = bench.plan
    lines = list[Line]()
    async with loaded(bench.folder) as load:
        for number, transport in enumerate(bench.plan.transports):
            rates = {"ceiling": await _ceiling(bench, load, transport)}
            rates |= await _pairs(bench, load, transport, number * plan.windows)
            lines += _lines(transport, rates)
    return lines


async def _ceiling(bench: Bench, load: Load, transport: Transport) -> list[float]:
    async with running_ceiling(bench.folder, load, transport) as fastest:
        windows = [await load.window(fastest, 2 * bench.plan.presses) for _ in range(_CEILING_WINDOWS + 1)]
    return [window.rate for window in windows[1:]]


async def _pairs(bench: Bench, load: Load, transport: Transport, done: int) -> dict[str, list[float]]:
    """Bare, ours, bare, ours…: each voter of ours is another household of one vote. The first pair warms up."""
    plan, database = bench.plan, sqlite(bench.folder, f"votes-{transport}")
    poll = (await make_town(database, (plan.windows + 1) * plan.presses)).polls[0]
    rates: dict[str, list[float]] = {"bare": [], "ours": []}
    async with AsyncExitStack() as stack:
        bare = await stack.enter_async_context(running_bare(bench.folder, load, transport))
        ours = await stack.enter_async_context(running_ours(bench.folder, load, database, transport))
        for number in range(plan.windows + 1):
            rates["bare"].append((await load.window(bare, plan.presses)).rate)
            voter = number * plan.presses
            rates["ours"].append((await load.window(ours, plan.presses, button(poll), voter)).rate)
            bench.told(done + number, len(plan.transports) * plan.windows)
    return {side: windows[1:] for side, windows in rates.items()}


def _lines(transport: Transport, rates: dict[str, list[float]]) -> list[Line]:
    ratios = [ours / bare for ours, bare in zip(rates["ours"], rates["bare"], strict=True)]
    spare = [rate / median(rates["bare"]) for rate in rates["ceiling"]]
    return [
        Line.of("votes-ceiling", "rate", rates["ceiling"], transport=transport),
        Line.of("votes-bare", "rate", rates["bare"], transport=transport),
        Line.of("votes-ours", "rate", rates["ours"], transport=transport),
        Line.of("votes-ratio", "ratio", ratios, RATIO, transport=transport),
        Line.of("votes-ceiling-ratio", "ratio", spare, CEILING, transport=transport),
    ]
