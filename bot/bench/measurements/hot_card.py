"""One card everybody votes on: how often it is edited, and how soon it shows where things stand."""

import asyncio
from datetime import datetime, timedelta

from bot.bench import town
from bot.bench.measuring import FLOW, Bench
from bot.bench.played import START, Played, stage
from bot.bench.programs import BenchBroken
from bot.bench.report import Aim, Line
from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation.acts import Stand
from bot.flow_files import FlowLibrary
from bot.rehearsal.emulator.events import Edited
from bot.rehearsal.emulator.model import Chat, Member

NAME = "hot-card"
EDITS = Aim(20, "most")
LAST = Aim(5, "most")
_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)
_A_SECOND = 5


async def measure(bench: Bench) -> list[Line]:
    """Five ballots a second on the clock of the emulator, which counts what reaches the group."""
    votes = bench.plan.voting_minutes * _A_SECOND * (_MINUTE // _SECOND)
    async with stage(bench.folder) as before:
        owner = before.emulator.people.new("网格长")
        group = before.emulator.places.group("幸福里议事群", owner=owner, bot="absent")
        group.members[before.emulator.bot.id] = Member(before.emulator.bot, "administrator")
        users = range(10_000_000, 10_000_000 + votes)
        built = await town.build(before.store, FlowLibrary().load(FLOW).flow, group.id, users, 1, START)
        async with before.playing() as played:
            last = await _vote(bench, played, built, group)
    edits = [event.at for event in played.shown if isinstance(event, Edited)]
    late = [at for at in edits if at >= last]
    if not late:
        raise BenchBroken("the card never showed the last ballot")
    return [
        Line.of("hot-card-edits", "count", [float(_busiest_minute(edits))], EDITS, ballots=votes),
        Line.of("hot-card-last", "seconds", [(late[0] - last).total_seconds()], LAST),
        Line.of("hot-card-refused", "count", [float(played.refused)], Aim(0, "most")),
    ]


async def _vote(bench: Bench, played: Played, built: town.Town, group: Chat) -> datetime:
    """When the last ballot was cast; afterwards a minute passes."""
    poll, where = built.polls[0], Where(group.id, kind="supergroup", title=group.title or "")
    act = Stand("ballot", poll.motion_id, poll.round_id, "agree")
    seconds = len(built.voters) // _A_SECOND
    for number in range(seconds):
        moment = START + (number + 1) * _SECOND
        await played.conductor.advance(moment)
        voters = built.voters[number * _A_SECOND : (number + 1) * _A_SECOND]
        presses = (Submission(act, Sender(v.user_id, "住户"), moment, where, press=True) for v in voters)
        await asyncio.gather(*map(played.app.take, presses))
        bench.told(number + 1, seconds)
    await played.conductor.advance(moment + _MINUTE)
    return moment


def _busiest_minute(moments: list[datetime]) -> int:
    return max((sum(first <= at < first + _MINUTE for at in moments) for first in moments), default=0)
