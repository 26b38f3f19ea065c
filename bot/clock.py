"""The clocks: the machine's, one that runs faster for a demonstration, one that moves only when told.

The only module that reads the machine's time; everything else takes moments as arguments or asks the
`Clock` it was given. What is due at a moment is left to `deadlines` and `outbox`.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, aware and in UTC."""
        ...

    async def wait_until(self, moment: datetime | None, wake: asyncio.Event) -> None:
        """Return when the moment has come (never, where it is None) or as soon as `wake` is set.

        `wake` is not cleared here: clear it, look at what there is to do, then wait.
        """
        ...


class RealClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def wait_until(self, moment: datetime | None, wake: asyncio.Event) -> None:
        while not wake.is_set():
            seconds = None if moment is None else (moment - self.now()).total_seconds()
            if seconds is not None and seconds <= 0:
                return
            await _set_within(wake, seconds)


class ScaledClock:
    """Starts at `start` and runs `speed` times as fast as real time; it can be paused."""

    def __init__(self, start: datetime, speed: float) -> None:
        if speed <= 0:
            raise ValueError("a clock's speed is above 0; to stop it, pause it")
        self._base, self._since, self._speed = start, monotonic(), speed
        self._paused = False
        self._changed = asyncio.Event()

    @property
    def paused(self) -> bool:
        return self._paused

    def now(self) -> datetime:
        if self._paused:
            return self._base
        return self._base + timedelta(seconds=(monotonic() - self._since) * self._speed)

    def pause(self) -> None:
        self._base, self._paused = self.now(), True
        self._tell_waiters()

    def resume(self) -> None:
        if self._paused:
            self._paused, self._since = False, monotonic()
            self._tell_waiters()

    def _tell_waiters(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def wait_until(self, moment: datetime | None, wake: asyncio.Event) -> None:
        while not wake.is_set():
            real: float | None = None
            if moment is not None:
                seconds = (moment - self.now()).total_seconds()
                if seconds <= 0:
                    return
                real = None if self._paused else seconds / self._speed
            await _either_within(wake, self._changed, real)


class SteppedClock:
    """Stands still until `advance_to`. Whoever moves it learns here who still waits for what."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._waits: dict[asyncio.Future[None], tuple[datetime | None, asyncio.Event]] = {}
        self._watchers: list[asyncio.Future[None]] = []

    def now(self) -> datetime:
        return self._now

    def next_wait(self) -> datetime | None:
        """The earliest moment anybody waits for; None where nobody waits for a moment."""
        return min((moment for moment, _ in self._waits.values() if moment is not None), default=None)

    def someone_waits(self) -> asyncio.Future[None]:
        """Done when the next task begins to wait on this clock, or at `something_ended`; it misses none of them
        from the moment it is asked for."""
        watcher = asyncio.get_running_loop().create_future()
        self._watchers.append(watcher)
        return watcher

    def something_ended(self) -> None:
        """What kept the clock from being moved is over: whoever leads it looks again."""
        watchers, self._watchers = self._watchers, []
        for watcher in watchers:
            if not watcher.done():
                watcher.set_result(None)

    def advance_to(self, moment: datetime) -> None:
        """Move to the moment and wake whoever waited for it. It never moves back."""
        if moment < self._now:
            raise ValueError(f"the clock stands at {self._now} and does not go back to {moment}")
        self._now = moment
        for future, (until, _) in list(self._waits.items()):
            if until is not None and until <= moment and not future.done():
                future.set_result(None)

    async def wait_until(self, moment: datetime | None, wake: asyncio.Event) -> None:
        if wake.is_set() or (moment is not None and moment <= self._now):
            return
        come = asyncio.get_running_loop().create_future()
        self._waits[come] = (moment, wake)
        self.something_ended()
        woken = asyncio.ensure_future(wake.wait())
        try:
            await asyncio.wait({come, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            del self._waits[come]
            woken.cancel()


async def _set_within(event: asyncio.Event, seconds: float | None) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return


async def _either_within(one: asyncio.Event, other: asyncio.Event, seconds: float | None) -> None:
    waits = [asyncio.ensure_future(one.wait()), asyncio.ensure_future(other.wait())]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
