"""Who lets time pass in the browser chat: it runs, stands, or leaps to what happens next.

While somebody acts it stands, for at six hundred times its speed a press would be too old before it was answered.
What is due is the bot's and the neighbours' business.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot.clock import ScaledClock
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.neighbours import Neighbours

SPEEDS = (1, 10, 60, 600)
BEAT = 1.3
"""Real seconds a visitor is given to read, before time leaps on."""
BUSY = 8.0
"""Real seconds after a visitor's last stroke in which it does not."""
LEAPS = 60
"""Moments without anything to see that one step passes over."""


class Tempo:
    """Time stands at first. `told` is called whenever what the clock shows or does has changed."""

    def __init__(
        self, clock: ScaledClock, conductor: Conductor, neighbours: Neighbours, told: Callable[[], None]
    ) -> None:
        self._clock, self._conductor, self._neighbours, self._told = clock, conductor, neighbours, told
        self._turn = asyncio.Lock()
        self._changed = asyncio.Event()
        self._running = False
        self._leaping = False
        self._busy_until = 0.0
        self._seen = 0

    # What is wanted

    @property
    def running(self) -> bool:
        return self._running

    @property
    def leaping(self) -> bool:
        """Whether it passes over the time in which nothing happens, instead of running through it."""
        return self._leaping

    def run_at(self, speed: int) -> None:
        """Run so many times as fast as real time; ValueError for a speed that is not offered."""
        if speed not in SPEEDS:
            raise ValueError(f"no such speed: {speed}")
        self._running, self._leaping = True, False
        self._clock.run_at(speed)
        self._apply()

    def leap(self) -> None:
        """From now on leap from one thing to the next, a beat apart."""
        self._running, self._leaping = True, True
        self._apply()

    def pause(self) -> None:
        self._running = False
        self._apply()

    def resume(self) -> None:
        self._running = True
        self._apply()

    def busy(self) -> None:
        """A visitor is writing: do not leap away from them."""
        self._busy_until = asyncio.get_running_loop().time() + BUSY
        self._changed.set()

    def happened(self) -> None:
        """Something was to be seen; the neighbours may have other plans."""
        self._seen += 1
        self._changed.set()

    # What happens

    @asynccontextmanager
    async def act(self) -> AsyncIterator[None]:
        """Time stands while somebody acts and until the bot has dealt with it."""
        async with self._turn:
            self._clock.pause()
            try:
                yield
                await self._conductor.rest()
                if not self._runs:
                    await self._conductor.settle(None)
            finally:
                self._let_go()

    async def step(self) -> None:
        """Leap to the next moment at which there is something to see."""
        async with self._turn:
            self._clock.pause()
            try:
                await self._conductor.rest()
                before = self._seen
                for _ in range(LEAPS):
                    due = self._next()
                    if due is None or self._seen != before:
                        break
                    self._clock.advance_to(due)
                    await self._conductor.rest()
                    await self._neighbours.act_until(self._clock.now())
                    await self._conductor.settle(None)
            finally:
                self._let_go()

    async def run(self) -> None:
        """Let the neighbours act when their time has come, and leap where that is wanted, until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            self._changed.clear()
            if self._running and self._leaping:
                if await self._undisturbed_for(max(BEAT, self._busy_until - loop.time())):
                    await self.step()
                continue
            await self._clock.wait_until(self._neighbours.next_at(), self._changed)
            if not self._changed.is_set():
                async with self.act():
                    await self._neighbours.act_until(self._clock.now())

    async def _undisturbed_for(self, seconds: float) -> bool:
        """Whether nothing happens meanwhile that somebody should have the time to read."""
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return True
        return False

    def _next(self) -> datetime | None:
        """What comes next: something is due, may be sent, or a neighbour acts."""
        now = self._clock.now()
        moments = (*self._clock.waits(), self._neighbours.next_at())
        return min((moment for moment in moments if moment is not None and moment > now), default=None)

    @property
    def _runs(self) -> bool:
        return self._running and not self._leaping

    def _apply(self) -> None:
        if self._turn.locked():
            self._changed.set()  # whoever acts lets time go on when they are done
            self._told()
        else:
            self._let_go()

    def _let_go(self) -> None:
        if self._runs:
            self._clock.resume()
        else:
            self._clock.pause()
        self._changed.set()
        self._told()
