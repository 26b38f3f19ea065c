"""How long the slowest wait when two hundred press at the same moment, beside an application that only answers."""

from contextlib import AsyncExitStack

from bot.bench.measuring import Bench, button, make_town, sqlite
from bot.bench.programs import Load, Transport, loaded, running_bare, running_ours
from bot.bench.report import Aim, Line

NAME = "together"
RATIO = Aim(2, "most")
_MILLISECONDS = 1000


async def measure(bench: Bench) -> list[Line]:
    lines = list[Line]()
    async with loaded(bench.folder) as load:
        for number, transport in enumerate(bench.plan.transports):
            lines += await _bursts(bench, load, transport, number * bench.plan.bursts)
    return lines


async def _bursts(bench: Bench, load: Load, transport: Transport, done: int) -> list[Line]:
    """Of each burst the time within which 99 of 100 had their answer; the first of either side warms up."""
    plan, database = bench.plan, sqlite(bench.folder, f"together-{transport}")
    poll = (await make_town(database, (plan.bursts + 1) * plan.burst)).polls[0]
    bare, ours = list[float](), list[float]()
    async with AsyncExitStack() as stack:
        beside = await stack.enter_async_context(running_bare(bench.folder, load, transport))
        bot = await stack.enter_async_context(running_ours(bench.folder, load, database, transport))
        for number in range(plan.bursts + 1):
            bare.append((await load.window(beside, plan.burst)).p99 * _MILLISECONDS)
            ours.append((await load.window(bot, plan.burst, button(poll), number * plan.burst)).p99 * _MILLISECONDS)
            bench.told(done + number, len(plan.transports) * plan.bursts)
    ratios = [mine / other for mine, other in zip(ours[1:], bare[1:], strict=True)]
    return [
        Line.of("together-bare", "milliseconds", bare[1:], transport=transport, presses=plan.burst),
        Line.of("together-ours", "milliseconds", ours[1:], transport=transport, presses=plan.burst),
        Line.of("together-ratio", "ratio", ratios, RATIO, transport=transport),
    ]
