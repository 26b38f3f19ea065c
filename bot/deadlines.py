"""Closes what is due: the database decides what that is, the clock only wakes.

What a close does is left to `clerk`. In the real program APScheduler does the waking, by one job for the next due
moment; with a scaled or stepped clock that clock does.
"""

import asyncio
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from bot.clerk.clerk import Clerk
from bot.clock import Clock, RealClock
from bot.storage.problem import TROUBLE

_JOB = "next due"
_TROUBLE_PAUSE = 1.0
_log = structlog.get_logger(__name__)


class Deadlines:
    """`wake` is set by whoever commits something that may have moved the next due moment."""

    def __init__(self, clerk: Clerk, clock: Clock) -> None:
        self.wake = asyncio.Event()
        self._clerk = clerk
        self._clock = clock
        self._alarm = Alarm(self.wake) if isinstance(clock, RealClock) else None
        self._parked = False
        self._next: datetime | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing is due at this moment, as far as the last look and everything since tells."""
        due = self._next is not None and self._next <= self._clock.now()
        return self._parked and not due and not self.wake.is_set()

    async def run(self, stop: asyncio.Event) -> None:
        """Close what falls due until `stop` is set (and `wake` with it)."""
        try:
            while not stop.is_set():
                self.wake.clear()
                try:
                    await self._close_due(stop)
                except TROUBLE as error:
                    _log.warning("database in trouble; deadlines wait", error=str(error))
                    await asyncio.sleep(_TROUBLE_PAUSE)
                    continue
                await self._park()
        finally:
            if self._alarm is not None:
                self._alarm.stop()

    async def _close_due(self, stop: asyncio.Event) -> None:
        """Close what is due, and know what will be next. Looking writes nothing, so it holds up no act."""
        self._next = await self._clerk.next_due_at()
        while not stop.is_set() and self._next is not None and self._next <= self._clock.now():
            closed = await self._clerk.close_next_due(self._clock.now())
            self._next = await self._clerk.next_due_at()
            if not closed:
                return

    async def _park(self) -> None:
        self._parked = True
        try:
            if self._alarm is None:
                await self._clock.wait_until(self._next, self.wake)
            else:
                self._alarm.set(self._next)
                await self._clock.wait_until(None, self.wake)
        finally:
            self._parked = False


class Alarm:
    """One job of APScheduler that sets `wake` at the next due moment, however late the machine gets to it."""

    def __init__(self, wake: asyncio.Event) -> None:
        self._wake = wake
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def set(self, moment: datetime | None) -> None:
        """Ring at the moment (at once, where it has passed) and at no other; never, where it is None."""
        if not self._scheduler.running:
            self._scheduler.start()
        if moment is None:
            if self._scheduler.get_job(_JOB):
                self._scheduler.remove_job(_JOB)
            return
        self._scheduler.add_job(
            self._ring,
            DateTrigger(moment),
            id=_JOB,
            replace_existing=True,
            # the default of one second drops a job that comes late without a word
            misfire_grace_time=None,
            coalesce=True,
        )

    async def _ring(self) -> None:
        # a coroutine, so that it runs in the event loop and not in a thread
        self._wake.set()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
