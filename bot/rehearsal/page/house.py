"""One community put on for the browser: emulator, bot, neighbours and a clock, from the beginning of a story.

Serving it is left to `server`. Nothing here knows who looks on; visitors say whom they play.
"""

import asyncio
import contextlib
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.clock import ScaledClock
from bot.i18n import MASTER, Words
from bot.rehearsal.arrangement import arrange
from bot.rehearsal.cast import Cast
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.emulator import Emulator, User
from bot.rehearsal.emulator.events import Edited, EphemeralPosted, Event, Posted, Pressed
from bot.rehearsal.habits import Habits
from bot.rehearsal.neighbours import Neighbours
from bot.rehearsal.page.tempo import SPEEDS, Tempo
from bot.rehearsal.page.traffic import Traffic
from bot.rehearsal.runner import BEFOREHAND, quick_disk, settings_for
from bot.rehearsal.running import Conditions, RunningBot, StartBot
from bot.rehearsal.script import Script
from bot.rehearsal.script_file import Story

Watcher = Callable[[Event | None], None]


@dataclass(frozen=True, slots=True)
class Play:
    """What is put on. `practice`: everything is marked as an exercise; `texts` fill placeholders of the habits.

    Time begins to pass by itself when the first visitor has come, unless it `waits` to be asked.
    """

    story: Story
    habits: Habits
    texts: dict[str, str]
    practice: bool = False
    waits: bool = False


class House:
    """A community at work. Make it with `async with open_house(…)`."""

    def __init__(self, play: Play, script: Script, cast: Cast, clock: ScaledClock, conductor: Conductor) -> None:
        self.play, self.script, self.cast, self.clock = play, script, cast, clock
        self.emulator = cast.emulator
        self._conductor = conductor
        self.traffic = Traffic()
        self._playing = Counter[int]()
        self._watchers: list[Watcher] = []
        self.neighbours = Neighbours(
            cast,
            conductor,
            play.habits,
            script.utc(script.start),
            played=lambda name: self._playing[cast.people[name].id] > 0,
            texts=play.texts,
        )
        self.tempo = Tempo(clock, conductor, self.neighbours, self._tell)
        self._pass_on: Callable[[], None] | None = None if play.waits else self.tempo.leap
        """What the next visitor to come to an empty house sets going."""
        self.passing = asyncio.create_task(self.tempo.run(), name="tempo")
        """Time and the neighbours; it ends only by an error, which it holds."""
        self.emulator.on_event(self._notice)

    @property
    def bot(self) -> RunningBot:
        assert self._conductor.bot is not None
        return self._conductor.bot

    def play_as(self, user: User) -> None:
        """A visitor plays this person from now on; their habits rest. With the first visitor time begins to pass."""
        if not self._playing.total() and self._pass_on:
            self._pass_on()
        self._playing[user.id] += 1

    def leave(self, user: User) -> None:
        """With the last visitor time stops, until somebody is there again."""
        self._playing[user.id] -= 1
        if not self._playing.total():
            self._pass_on = self.tempo.resume if self.tempo.running else None
            self.tempo.pause()

    def watch(self, watcher: Watcher) -> None:
        """Tell `watcher` of every event as it happens, and of every change of the clock (None)."""
        self._watchers.append(watcher)

    def unwatch(self, watcher: Watcher) -> None:
        self._watchers.remove(watcher)

    def _tell(self, event: Event | None = None) -> None:
        for watcher in self._watchers:
            watcher(event)

    def _notice(self, event: Event) -> None:
        if isinstance(event, Posted | Edited | EphemeralPosted | Pressed):
            self.tempo.happened()
        self.traffic.note(event)
        self._tell(event)


@asynccontextmanager
async def open_house(play: Play, start_bot: StartBot) -> AsyncIterator[House]:
    """Put the community on: set up, people at their doors, neighbours ready, time standing at the story's start."""
    script = play.story.script
    script = script.model_copy(update={"people": {**script.people, **play.habits.people}})
    locale = script.community.locale if script.community else MASTER
    start = script.utc(script.start)
    clock = ScaledClock(start - BEFOREHAND, SPEEDS[0])
    clock.pause()
    async with contextlib.AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="youshi-", dir=quick_disk()))
        emulator = await stack.enter_async_context(Emulator(now=clock.now, name=Words(locale)("product")))
        cast = Cast(emulator, script)
        cast.gather()
        conductor = Conductor(emulator, clock, lambda: None)
        conditions = Conditions(
            settings=settings_for(play.story, emulator, Path(folder)),
            clock=clock,
            rest=frozenset(map(date.fromisoformat, script.calendar.rest)),
            work=frozenset(map(date.fromisoformat, script.calendar.work)),
            practice=play.practice,
        )
        bot = conductor.bot = await start_bot(conditions)
        stack.push_async_callback(bot.stop)
        await conductor.rest()
        await arrange(cast, conductor, bot)
        await conductor.advance(start)
        house = House(play, script, cast, clock, conductor)
        try:
            yield house
        finally:
            house.passing.cancel()
            await asyncio.wait({house.passing})
