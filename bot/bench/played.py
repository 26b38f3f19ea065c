"""The bot in this process, on a clock that is moved, with the emulator as its Telegram: for what is counted, not timed.

An hour passes as fast as the machine can go through what happens in it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

from pydantic import SecretStr

from bot.app import App
from bot.clock import SteppedClock
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.emulator import Emulator
from bot.rehearsal.emulator.events import CallRefused, Edited, Event, Posted
from bot.settings import Settings
from bot.storage.store import Store

START = datetime(2026, 12, 7, 2, tzinfo=UTC)
"""A Monday at ten in Shanghai: no quiet hours for the rest of the day."""


@dataclass(slots=True)
class Played:
    """A bot at work. `shown` is what it posted and edited, in order; `refused` counts the calls Telegram put off."""

    app: App
    conductor: Conductor
    shown: list[Posted | Edited]
    refused: int = 0


@dataclass(slots=True)
class Stage:
    """Before the bot starts: an emulator to put people and groups into, and the bot's database, migrated."""

    emulator: Emulator
    store: Store
    clock: SteppedClock
    folder: Path
    database_url: str

    @asynccontextmanager
    async def playing(self, parallel: int = 16) -> AsyncIterator[Played]:
        """Start the bot, and end it."""
        settings = Settings(
            token=SecretStr(self.emulator.token),
            database_url=self.database_url,
            api_base_url=self.emulator.address,
            log_level="error",
        )
        conductor = Conductor(self.emulator, self.clock, lambda: None)
        app = await App.start(settings, self.clock, seed=1, parallel=parallel)
        conductor.bot = app
        played = Played(app, conductor, [])

        def note(event: Event) -> None:
            if isinstance(event, Posted | Edited) and event.by_bot:
                played.shown.append(event)
            elif isinstance(event, CallRefused) and event.status == HTTPStatus.TOO_MANY_REQUESTS:
                played.refused += 1

        self.emulator.on_event(note)
        try:
            await conductor.rest()
            yield played
        finally:
            await app.stop()


@asynccontextmanager
async def stage(folder: Path) -> AsyncIterator[Stage]:
    clock = SteppedClock(START)
    url = f"sqlite+aiosqlite:///{folder / 'played.db'}"
    store = await Store.open(url)
    try:
        await store.migrate()
        async with Emulator(now=clock.now) as emulator:
            yield Stage(emulator, store, clock, folder, url)
    finally:
        await store.close()
