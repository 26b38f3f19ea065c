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


class SteppedClock:
    """Stands still until `advance_to`. Whoever moves it learns here who still waits for what."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._waits: dict[asyncio.Future[None], tuple[datetime | None, asyncio.Event]] = {}
        self._watchers: list[asyncio.Future[None]] = []

    def now(self) -> datetime:
        return self._now

    def waits(self) -> list[datetime]:
        """Every moment somebody waits for, in no order; one that has passed was perhaps not noticed yet."""
        return [moment for moment, _ in self._waits.values() if moment is not None]

    def next_wait(self) -> datetime | None:
        """The earliest moment anybody waits for; None where nobody waits for a moment."""
        return min(self.waits(), default=None)

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
        self._wake(moment)

    async def wait_until(self, moment: datetime | None, wake: asyncio.Event) -> None:
        if wake.is_set() or (moment is not None and moment <= self.now()):
            return
        come = asyncio.get_running_loop().create_future()
        self._waits[come] = (moment, wake)
        self._begun_to_wait()
        woken = asyncio.ensure_future(wake.wait())
        try:
            await asyncio.wait({come, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            del self._waits[come]
            woken.cancel()

    def _begun_to_wait(self) -> None:
        self.something_ended()

    def _wake(self, moment: datetime) -> None:
        for future, (until, _) in list(self._waits.items()):
            if until is not None and until <= moment and not future.done():
                future.set_result(None)


class ScaledClock(SteppedClock):
    """A stepped clock that also runs by itself, `speed` times as fast as real time; it can be paused."""

    def __init__(self, start: datetime, speed: float) -> None:
        super().__init__(start)
        self._since, self._speed, self._paused = monotonic(), _above_zero(speed), False
        self._bell: asyncio.TimerHandle | None = None

    @property
    def paused(self) -> bool:
        return self._paused

    @property
    def speed(self) -> float:
        """Seconds here for a real second, while it is not paused."""
        return self._speed

    def now(self) -> datetime:
        if self._paused:
            return self._now
        return self._now + timedelta(seconds=(monotonic() - self._since) * self._speed)

    def pause(self) -> None:
        self._change(paused=True)

    def resume(self) -> None:
        self._change(paused=False)

    def run_at(self, speed: float) -> None:
        """From now on a real second is `speed` seconds here."""
        self._change(speed=_above_zero(speed))

    def advance_to(self, moment: datetime) -> None:
        self._change()
        super().advance_to(moment)
        self._set_bell()

    def _change(self, *, paused: bool | None = None, speed: float | None = None) -> None:
        self._now, self._since = self.now(), monotonic()
        self._paused = self._paused if paused is None else paused
        self._speed = self._speed if speed is None else speed
        self._set_bell()

    def _begun_to_wait(self) -> None:
        super()._begun_to_wait()
        self._set_bell()

    def _set_bell(self) -> None:
        """Ring when the earliest wait is over, however fast the clock runs by now."""
        if self._bell is not None:
            self._bell.cancel()
            self._bell = None
        first = self.next_wait()
        if first is not None and not self._paused:
            real = max(0.0, (first - self.now()).total_seconds() / self._speed)
            self._bell = asyncio.get_running_loop().call_later(real, self._ring)

    def _ring(self) -> None:
        self._wake(self.now())
        self._set_bell()


def _above_zero(speed: float) -> float:
    if speed <= 0:
        raise ValueError("a clock's speed is above 0; to stop it, pause it")
    return speed


async def _set_within(event: asyncio.Event, seconds: float | None) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
