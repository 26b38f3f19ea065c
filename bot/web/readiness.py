"""Whether the bot can serve: its database, Telegram, and that neither deadlines nor messages lag.

Nothing of what it finds is a secret: names of checks, yes or no, seconds. Who asks, and over what, is left to `site`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.storage import duties, owing
from bot.storage.problem import StorageProblem
from bot.storage.store import Store

SILENCE_ASKED = timedelta(seconds=60)
"""A long poll is answered within half a minute; after twice that Telegram is asked something."""
SILENCE = timedelta(seconds=90)
LATE = timedelta(seconds=60)
"""A due moment is closed within a second or two."""
WAITING = timedelta(minutes=10)
"""A group takes twenty messages a minute; what waits longer than that for its turn is stuck."""
PATIENCE = 5.0
"""Seconds a database or Telegram has to answer."""


class Pulse:
    """When Telegram last answered anything. `ask` puts a question to it, once there is somebody to put it."""

    def __init__(self, clock: Clock) -> None:
        self.ask: Callable[[], Awaitable[object]] | None = None
        self.at: datetime | None = None
        self._clock = clock

    def beat(self) -> None:
        self.at = self._clock.now()


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. `seconds`: how long Telegram has been silent, a moment overdue, a message waiting."""

    well: bool
    seconds: int | None = None


class Readiness:
    def __init__(self, store: Store, clock: Clock, pulse: Pulse) -> None:
        self._store, self._clock, self._pulse = store, clock, pulse

    async def findings(self) -> dict[str, Finding]:
        """Every check by its name; the bot is ready where all are well."""
        telegram, found = await asyncio.gather(self._telegram(), self._database())
        return {"telegram": telegram, **found}

    async def _telegram(self) -> Finding:
        """A platform that is only quiet is asked; one that refuses has answered too."""
        if self._pulse.ask is not None and self._silence() > SILENCE_ASKED:
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._pulse.ask()
            except Exception:
                return Finding(self._silence() <= SILENCE, _seconds(self._silence()))
        return Finding(self._silence() <= SILENCE, None if self._pulse.at is None else _seconds(self._silence()))

    def _silence(self) -> timedelta:
        return timedelta.max if self._pulse.at is None else self._clock.now() - self._pulse.at

    async def _database(self) -> dict[str, Finding]:
        unknown = dict.fromkeys(("database", "deadlines", "outbox"), Finding(False))
        now = self._clock.now()
        try:
            async with asyncio.timeout(PATIENCE):
                if not await self._store.is_current():
                    return unknown
                async with self._store.reading() as tx:
                    due, waits = await duties.next_due_at(tx), await owing.waits_since(tx, now)
        except (StorageProblem, DBAPIError, OSError, TimeoutError):
            return unknown
        return {"database": Finding(True), "deadlines": _since(due, now, LATE), "outbox": _since(waits, now, WAITING)}


def _since(moment: datetime | None, now: datetime, allowed: timedelta) -> Finding:
    passed = max(now - moment, timedelta()) if moment is not None else timedelta()
    return Finding(passed <= allowed, _seconds(passed))


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())


def as_json(found: dict[str, Finding]) -> dict[str, Any]:
    """`{"ready": true, "checks": {"telegram": {"well": true, "seconds": 12}, …}}`."""
    return {
        "ready": all(one.well for one in found.values()),
        "checks": {
            name: {"well": one.well} | ({} if one.seconds is None else {"seconds": one.seconds})
            for name, one in found.items()
        },
    }
