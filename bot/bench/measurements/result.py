"""A result that goes to every group of a town: how long until the last has it, beside what the platform allows."""

from datetime import timedelta

from bot.bench import town
from bot.bench.measuring import FLOW, Bench
from bot.bench.played import START, stage
from bot.bench.programs import BenchBroken
from bot.bench.report import Aim, Line
from bot.flow_files import FlowLibrary
from bot.outbox.calm import OVERALL
from bot.rehearsal.emulator.events import Posted
from bot.rehearsal.emulator.model import Member

NAME = "result"
LIMIT = Aim(1.2, "most")
REFUSED = Aim(0, "most")
_VOTERS = 40
_CLOSE = START + timedelta(minutes=10)


async def measure(bench: Bench) -> list[Line]:
    """One session that lives in all groups; its vote closes, and the emulator keeps Telegram's limits."""
    groups = bench.plan.groups
    async with stage(bench.folder) as before:
        owner = before.emulator.people.new("网格长")
        chats = []
        for number in range(groups):
            # as if it had been there for long: by being added it would be told of each, and greet each
            group = before.emulator.places.group(f"议事群 {number}", owner=owner, bot="absent")
            group.members[before.emulator.bot.id] = Member(before.emulator.bot, "administrator")
            chats.append(group.id)
        users = range(10_000_000, 10_000_000 + _VOTERS)
        built = await town.build(before.store, FlowLibrary().load(FLOW).flow, chats[0], users, 1, START)
        met = await town.meet_in(before.store, built, chats[1:])
        await town.take_to(before.store, built, built.polls[0], met)
        await town.cast(before.store, built.polls[0], built.voters, START)
        await town.close_at(before.store, built.polls[0], _CLOSE)
        async with before.playing() as played:
            told: dict[int, Posted] = {}
            played.shown.clear()
            await played.conductor.advance(_CLOSE)
            while len(told) < groups and played.conductor.now < _CLOSE + timedelta(hours=12):
                await played.conductor.advance(played.conductor.now + timedelta(seconds=10))
                for event in played.shown:
                    if isinstance(event, Posted):
                        told.setdefault(event.chat_id, event)
                bench.told(len(told), groups)
    if len(told) < groups:
        raise BenchBroken(f"the result reached {len(told)} of {groups} groups")
    seconds = (max(event.at for event in told.values()) - _CLOSE).total_seconds()
    return [
        Line.of("result-seconds", "seconds", [seconds], groups=groups),
        Line.of("result-limit", "ratio", [seconds / (groups / OVERALL)], LIMIT, a_second=OVERALL),
        Line.of("result-refused", "count", [float(played.refused)], REFUSED),
    ]
