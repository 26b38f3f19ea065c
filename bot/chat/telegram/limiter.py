"""A person who presses faster than anyone reads: told once, then ignored until it calms down.

Kept in memory on purpose: what it turns away must not touch the database. Limits of the platform are
left to `outbox`.
"""

from collections import deque
from datetime import datetime, timedelta
from enum import Enum

LIMIT = 12
WINDOW = timedelta(seconds=10)
_PEOPLE = 10_000


class Verdict(Enum):
    LET_THROUGH = "let through"
    TELL = "tell"
    """Too many; say so, quietly, once in a window."""
    IGNORE = "ignore"


class Limiter:
    """Lets through `LIMIT` acts of one person in any `WINDOW`."""

    def __init__(self) -> None:
        self._acts: dict[int, deque[datetime]] = {}
        self._told: dict[int, datetime] = {}
        self._most = _PEOPLE

    def judge(self, user_id: int, now: datetime) -> Verdict:
        acts = self._acts.setdefault(user_id, deque(maxlen=LIMIT))
        if len(acts) < LIMIT or acts[0] + WINDOW <= now:
            acts.append(now)
            if len(self._acts) > self._most:
                self._forget(now)
            return Verdict.LET_THROUGH
        told = self._told.get(user_id)
        if told is not None and now < told + WINDOW:
            return Verdict.IGNORE
        self._told[user_id] = now
        return Verdict.TELL

    def _forget(self, now: datetime) -> None:
        """Drop whoever has been quiet for a window, so that the memory of a large deployment stays small."""
        self._acts = {user: acts for user, acts in self._acts.items() if acts[-1] + WINDOW > now}
        self._told = {user: told for user, told in self._told.items() if told + WINDOW > now}
        # where that was nobody, the next look waits for twice as many: ten thousand neighbours may all vote at once
        self._most = max(_PEOPLE, 2 * len(self._acts))
