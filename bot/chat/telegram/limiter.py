"""Whoever does more than anybody could mean is told once, then ignored until it calms down.

A bucket for each person or group that fills up again all the time; the bounds lie far above what residents do, and a
group's many people pressing together are bounded by nothing but each person's own. Kept in memory on purpose, by each
replica for itself: what is turned away must not touch the database. Limits of the platform are left to `outbox`, tries
of one household's code to `storage.claims`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from bot.deliberation.acts import Act, RaiseIssue, UseCode
from bot.deliberation.refusal import Refused

_KNOWN = 10_000


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` at once, and one more after every `pace`; `refusal` says what happened to the one too many."""

    name: str
    most: int
    pace: timedelta
    refusal: str
    window: timedelta = field(init=False)
    """How long an empty bucket takes to be full."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "window", self.most * self.pace)


_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
PRESSES = Limit("presses", 20, timedelta(seconds=0.5), "too-fast")
"""Of one person."""
MESSAGES = Limit("messages", 30, _MINUTE / 30, "too-fast-words")
"""Of one person, to the bot."""
GROUP = Limit("group", 120, _MINUTE / 120, "too-fast-words")
"""Messages to the bot in one group, all its people together."""
RAISED = Limit("raised", 30, _HOUR / 30, "too-many-raised")
"""Issues of one person; a grid worker may bring those of a whole stairwell."""
CODES = Limit("codes", 10, _HOUR / 10, "too-many-codes")
"""Codes one person tries, of whatever doors: a door locks after five, and nobody may lock the whole street."""


class Verdict(Enum):
    LET_THROUGH = "let through"
    TELL = "tell"
    """Too many; say so, quietly, once in a window."""
    IGNORE = "ignore"


class Limiter:
    """Judges each thing done by whom, a person's or a group's number, when, and by which update. `held_back` is told
    the name of the limit of whatever is not let through."""

    def __init__(self, held_back: Callable[[str], None]) -> None:
        self._held_back = held_back
        self._full: dict[tuple[str, int], tuple[datetime, int]] = {}
        # when the bucket is full again (earlier than now, it is), and the update let through last
        self._told: dict[tuple[str, int], datetime] = {}
        self._most = _KNOWN

    def judge(self, limit: Limit, who: int, now: datetime, update_id: int) -> Verdict:
        """An update tried again, because the database was in trouble, is not one more."""
        key = (limit.name, who)
        before, last = self._full.get(key, (now, None))
        if last == update_id:
            return Verdict.LET_THROUGH
        full = max(before, now) + limit.pace
        if full - now <= limit.window:
            self._full[key] = (full, update_id)
            if len(self._full) > self._most:
                self._forget(now)
            return Verdict.LET_THROUGH
        self._held_back(limit.name)
        if now < self._told.get(key, now):
            return Verdict.IGNORE
        self._told[key] = now + limit.window
        return Verdict.TELL

    def lets_through(self, act: Act, who: int, now: datetime, update_id: int) -> bool:
        """Whether this person may do so much of this; raises Refused where they are to be told that they may not."""
        limit = RAISED if isinstance(act, RaiseIssue) else CODES if isinstance(act, UseCode) else None
        if limit is None:
            return True
        verdict = self.judge(limit, who, now, update_id)
        if verdict is Verdict.TELL:
            raise Refused(limit.refusal)
        return verdict is Verdict.LET_THROUGH

    def _forget(self, now: datetime) -> None:
        """Drop whoever has been quiet for long enough, so that the memory of a large deployment stays small."""
        self._full = {key: (full, last) for key, (full, last) in self._full.items() if full > now}
        self._told = {key: until for key, until in self._told.items() if until > now}
        # where that was nobody, the next look waits for twice as many: ten thousand neighbours may all vote at once
        self._most = max(_KNOWN, 2 * len(self._full))
