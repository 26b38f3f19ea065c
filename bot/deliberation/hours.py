"""The hours of the day: when a group may be spoken to, when a result is due, when a vote closes.

Nothing here moves a deadline. A vote that ends at two in the morning ends then; only its announcement
waits. Which days rest is left to `calendar`, how posts are queued and sent to `outbox`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.deliberation.calendar import Calendar
from bot.deliberation.durations import Duration, after

MORNING = time(8)
"""When what waited for the night to pass is posted."""
EVENING = time(20)
"""When votes close unless the flow says otherwise: people are home and still awake."""
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The part of each day, local time, in which a group hears nothing: `start` to just before `end`.

    Usually it spans midnight (22:00 to 07:30); equal ends mean that no hour is quiet.
    """

    start: time = time(22)
    end: time = time(7, 30)

    def holds(self, moment: datetime, zone: ZoneInfo) -> bool:
        """Whether an aware moment falls into the quiet hours."""
        clock = moment.astimezone(zone).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def next_loud(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The aware moment itself where it is loud, else the end of these quiet hours, in UTC."""
        return self._wait(moment, zone, self.end)

    def post_time(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """When something due at `moment` is posted, in UTC: at once, or at eight where the night is quiet.

        Quiet hours within a day, and those that leave eight o'clock quiet, are waited out instead.
        """
        overnight = self.end <= MORNING < self.start
        return self._wait(moment, zone, MORNING if overnight else self.end)

    def _wait(self, moment: datetime, zone: ZoneInfo, until: time) -> datetime:
        if not self.holds(moment, zone):
            return moment.astimezone(UTC)
        local = moment.astimezone(zone)
        day = local.date() if local.time() < self.end else local.date() + _DAY
        return datetime.combine(day, until, zone).astimezone(UTC)


class Announce(StrEnum):
    """When a flow wants a result posted: `announce: at_once | within_hour | next_working_day`."""

    AT_ONCE = "at_once"
    WITHIN_HOUR = "within_hour"
    NEXT_WORKING_DAY = "next_working_day"


def result_time(closed: datetime, announce: Announce, quiet: QuietHours, calendar: Calendar) -> datetime:
    """When the result of a round closed at the aware `closed` is posted, in UTC and never in quiet hours.

    `at_once`: at the close. `within_hour`: an hour later at the latest, so that tellers may look first.
    `next_working_day`: at eight on the first working day after the day of the close.
    """
    match announce:
        case Announce.AT_ONCE:
            due = closed
        case Announce.WITHIN_HOUR:
            due = closed + timedelta(hours=1)
        case Announce.NEXT_WORKING_DAY:
            due = calendar.at(calendar.next_working_day(calendar.local_date(closed)), MORNING)
    return quiet.post_time(due, calendar.zone)


def closing_time(
    opened: datetime,
    window: Duration,
    zone: ZoneInfo,
    *,
    at: time | None = EVENING,
    touch_weekend: bool = True,
) -> datetime:
    """When a vote opened at the aware `opened` closes, in UTC.

    With `at`: the first time the clocks show it once the window has passed; with `touch_weekend`, the first
    such time by which the vote has been open on some part of a Saturday or Sunday, so that people who
    work can take part. With `at=None` (a flow that states an exact window) the window alone decides.
    """
    earliest = after(opened, window)
    if at is None:
        return earliest.astimezone(UTC)
    first = opened.astimezone(zone).date()
    day = earliest.astimezone(zone).date()
    close = datetime.combine(day, at, zone)
    while close < earliest or (touch_weekend and not _touches_weekend(first, close)):
        day += _DAY
        close = datetime.combine(day, at, zone)
    return close.astimezone(UTC)


def _touches_weekend(first: date, close: datetime) -> bool:
    last = (close - timedelta(microseconds=1)).date()
    return first.weekday() + (last - first).days >= _SATURDAY
