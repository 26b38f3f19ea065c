"""Whether the hundred-thousandth ballot costs what the first did."""

from bot.bench.measuring import Bench, button, make_town, sqlite
from bot.bench.programs import loaded, running_ours
from bot.bench.report import Aim, Line

NAME = "flat"
FLAT = Aim(1.15, "most")
"""What the last ballots of a vote cost beside the first: a little is the machine's, growth is not."""


async def measure(bench: Bench) -> list[Line]:
    """The first ballots of votes opened for it and the last of one long vote, in turn; the roll is the same."""
    plan, database = bench.plan, sqlite(bench.folder, NAME)
    cast = plan.ballots - plan.flat_windows * plan.thousand
    town = await make_town(database, plan.ballots, 2 + plan.flat_windows, cast)
    long, warm, *fresh = town.polls
    first, last = list[float](), list[float]()
    async with loaded(bench.folder) as load, running_ours(bench.folder, load, database) as ours:
        await load.window(ours, plan.thousand, button(warm))
        for number, poll in enumerate(fresh):
            first.append((await load.window(ours, plan.thousand, button(poll))).rate)
            voter = cast + number * plan.thousand
            last.append((await load.window(ours, plan.thousand, button(long), voter)).rate)
            bench.told(number + 1, plan.flat_windows)
    costs = [early / late for early, late in zip(first, last, strict=True)]
    return [
        Line.of("flat-first", "rate", first, ballots=plan.thousand),
        Line.of("flat-last", "rate", last, ballots=plan.ballots),
        Line.of("flat-cost", "ratio", costs, FLAT, ballots=plan.ballots),
    ]
