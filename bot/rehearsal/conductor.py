"""Leads the clock of a story: it moves only when nobody has anything left to do.

It goes from one due moment to the next. Nothing here sleeps for long enough: every wait is for a condition.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import SteppedClock
from bot.rehearsal.emulator import Emulator
from bot.rehearsal.running import RunningBot

SOON = timedelta(seconds=10)
"""Sends held back by the pace of a chat come within this; what is due later is waited for, not fetched."""
PATIENCE = 120.0
"""Real seconds without any movement after which a story is stuck."""


class Stuck(Exception):
    """The bot neither rests nor does anything; `str()` says what is under way."""


class Conductor:
    """`on_rest` is called whenever everything that was to be done at a moment has been done."""

    def __init__(self, emulator: Emulator, clock: SteppedClock, on_rest: Callable[[], None]) -> None:
        self._emulator = emulator
        self._clock = clock
        self._on_rest = on_rest
        self.bot: RunningBot | None = None
        """The bot at work; None while it does not run."""

    @property
    def now(self) -> datetime:
        return self._clock.now()

    async def rest(self) -> None:
        """Return when nothing is undelivered, unconfirmed, in flight or due."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._at_rest()
        except TimeoutError:
            raise Stuck(self._busy()) from None
        self._on_rest()

    async def _at_rest(self) -> None:
        while self.bot is not None and not self._quiet(self.bot):
            await self._something_happens()

    def _quiet(self, bot: RunningBot) -> bool:
        return bot.idle and self._emulator.at_rest

    async def _something_happens(self) -> None:
        """A call, an update, or a part of the bot that has begun to wait."""
        waits = [asyncio.ensure_future(self._emulator.changes.next()), self._clock.someone_waits()]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def advance(self, moment: datetime) -> None:
        """Go on to the moment, stopping at everything that falls due on the way."""
        await self.rest()
        while self._clock.now() < moment:
            due = self._clock.next_wait()
            # what waits for a moment that has passed was looked at just now and is not for now
            step = moment if due is None or due <= self._clock.now() else min(due, moment)
            self._clock.advance_to(step)
            await self.rest()

    async def settle(self, limit: datetime | None) -> None:
        """Let what is held back for a few seconds go out too, but never go past `limit`."""
        await self.rest()
        while self.bot is not None:
            due, now = self._clock.next_wait(), self._clock.now()
            if due is None or not now < due <= now + SOON or (limit is not None and due > limit):
                return
            self._clock.advance_to(due)
            await self.rest()

    def _busy(self) -> str:
        emulator, idle = self._emulator, self.bot.idle if self.bot else True
        return (
            f"polling: {emulator.polling}, undelivered: {emulator.undelivered}, "
            f"in flight: {emulator.requests_in_flight}, bot idle: {idle}, at {self.now}"
        )
