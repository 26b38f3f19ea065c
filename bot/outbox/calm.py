"""When something owed may be sent: the night, three posts a day, and the pace a platform bears.

Decisions only, each on its arguments. Keeping what they come to in the database is left to `storage.owing`,
sending to `delivery`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.deliberation.desk import Urgency
from bot.deliberation.hours import QuietHours

POSTS_A_DAY = 3
"""Posts of a group beyond openings, results and what somebody asked for (DESIGN.md §5)."""
GROUP_PAUSE = timedelta(seconds=3)
"""After anything sent to a group, edits included: twenty a minute."""
PRIVATE_PAUSE = timedelta(seconds=1)
OVERALL = 30
"""Calls to all chats together in any second."""
LONGEST_RETRY = timedelta(minutes=5)
PATIENCE = 10
"""After so many failed attempts a message no longer holds up those behind it."""

_WAITS_FOR_MORNING = frozenset({Urgency.RESULT, Urgency.BUDGETED, Urgency.PRIVATE})


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of one community."""

    zone: ZoneInfo
    quiet: QuietHours

    @classmethod
    def of(cls, timezone: str, quiet_from: str, quiet_until: str) -> "Hours":
        quiet = QuietHours(time.fromisoformat(quiet_from), time.fromisoformat(quiet_until))
        return cls(ZoneInfo(timezone), quiet)

    def day(self, moment: datetime) -> str:
        """The local date, as kept beside the count of a day's posts."""
        return moment.astimezone(self.zone).date().isoformat()


def held_until(urgency: Urgency, now: datetime, hours: Hours, posts_today: int) -> datetime | None:
    """The aware moment a post has to wait for; None where it may go now.

    `posts_today`: how many budgeted posts the group has had on this local day.
    """
    if urgency in _WAITS_FOR_MORNING and hours.quiet.holds(now, hours.zone):
        return hours.quiet.post_time(now, hours.zone)
    if urgency is Urgency.BUDGETED and posts_today >= POSTS_A_DAY:
        tomorrow = now.astimezone(hours.zone).date() + timedelta(days=1)
        midnight = datetime.combine(tomorrow, time(), hours.zone).astimezone(UTC)
        return hours.quiet.post_time(midnight, hours.zone)
    return None


def pause_after(is_group: bool) -> timedelta:
    """How long a chat is left alone after a call to it."""
    return GROUP_PAUSE if is_group else PRIVATE_PAUSE


def retry_delay(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts (1 upwards): 1, 2, 4 … seconds, at most five minutes."""
    return min(timedelta(seconds=2 ** min(attempts - 1, 10)), LONGEST_RETRY)
