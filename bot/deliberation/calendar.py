"""Which days rest, and when a period counted in days is over.

Source of the counting: Civil Code (民法典) art. 200–203. The day something begins is not counted; the
last day ends at 24:00; where that day rests, the next day that does not takes its place; a month ends on
the day of the same number, or on the month's last day where there is none. By art. 201 a period stated
in hours begins at once and is exact.

Deadlines with a clock time (`window limit elapsed extend`) are left to `durations.after`, hours of the
day (quiet hours, closing at eight) to `hours`.
"""

import calendar as months
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import chinese_calendar
import holidays

from bot.deliberation.durations import Duration, Unit, after
from bot.deliberation.flaw import Flaw

_DAY = timedelta(days=1)
_SATURDAY = 5
_MAINLAND = "CN"


@dataclass(frozen=True)
class Calendar:
    """The days of one community: its time zone, its country's rest days, and what the operator adds.

    `rest` and `work` (make-up days 调休) are dates the operator or a script states; they win over every
    published list. Mainland days come from the State Council's yearly lists as `chinesecalendar` has
    them; other years and countries from `holidays` and weekends. Raises `Flaw` for an unknown time zone
    or country and for a date that is said to rest and to work.
    """

    timezone: str = "Asia/Shanghai"
    rest: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    country: str = _MAINLAND

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.timezone)
        except (KeyError, ValueError, OSError):
            raise Flaw(
                "calendar-timezone",
                f"“{self.timezone}” is not a time zone; write one such as Asia/Shanghai",
                timezone=self.timezone,
            ) from None
        try:
            _published(self.country, 2000)
        except NotImplementedError:
            raise Flaw(
                "calendar-country",
                f"no list of holidays is known for the country “{self.country}”; write a code such as CN",
                country=self.country,
            ) from None
        if both := sorted(self.rest & self.work):
            raise Flaw(
                "calendar-both",
                f"{both[0].isoformat()} is listed under rest and under work; a day can only be one of them",
                date=both[0].isoformat(),
            )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def local_date(self, moment: datetime) -> date:
        """The date on the community's wall calendar at an aware moment."""
        return _aware(moment).astimezone(self.zone).date()

    def at(self, day: date, clock: time) -> datetime:
        """The UTC moment when the community's clocks show `clock` on `day`."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def is_rest_day(self, day: date) -> bool:
        if day in self.rest or day in self.work:
            return day in self.rest
        if self.country == _MAINLAND and _has_mainland_list(day.year):
            return bool(chinese_calendar.is_holiday(day))
        rest, work = _published(self.country, day.year)
        return day in rest or (day.weekday() >= _SATURDAY and day not in work)

    def next_working_day(self, day: date) -> date:
        """The first day after `day` that does not rest."""
        return self._working_day_from(day + _DAY)

    def end_of_period(self, start: datetime, duration: Duration) -> datetime:
        """When a period begun at the aware `start` is over, in UTC (公示期, 答复期, 工作日).

        Days and months: 24:00 of the last day, moved to the next day that works where it rests (art. 203).
        Working days: 24:00 of the n-th one after the first day. Seconds, minutes, hours: exact (art. 201).
        """
        last = self._last_day(start, duration)
        if last is None:
            return after(start, duration).astimezone(UTC)
        return self._end_of(self._working_day_from(last))

    def end_of_term(self, start: datetime, duration: Duration) -> datetime:
        """When a term of work begun at `start` is over, in UTC (classes of work: 货物 1 月, 工程 6 月).

        Counted like a period but never moved: a month of work is a plain calendar month, holidays included.
        """
        last = self._last_day(start, duration)
        if last is None:
            return after(start, duration).astimezone(UTC)
        return self._end_of(last)

    def warnings(self, years: Iterable[int]) -> list[tuple[str, dict[str, int]]]:
        """What an operator should know about `years`: a key and its parameters each.

        `calendar-estimated {year}`: the mainland's official list for that year (published the November
        before) is not known, so make-up days are missing; gone once `rest` states a day of that year.
        """
        stated = {day.year for day in self.rest}
        return [
            ("calendar-estimated", {"year": year})
            for year in years
            if self.country == _MAINLAND and not _has_mainland_list(year) and year not in stated
        ]

    def _last_day(self, start: datetime, duration: Duration) -> date | None:
        """The last day of a duration counted in days; None where it is counted by the clock."""
        first = self.local_date(start)
        match duration.unit:
            case Unit.DAY:
                return first + duration.count * _DAY
            case Unit.MONTH:
                return _months_later(first, duration.count)
            case Unit.WORKING_DAY:
                last = first
                for _ in range(duration.count):
                    last = self.next_working_day(last)
                return last
            case _:
                return None

    def _working_day_from(self, day: date) -> date:
        while self.is_rest_day(day):
            day += _DAY
        return day

    def _end_of(self, day: date) -> datetime:
        return self.at(day + _DAY, time())


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone; naive datetimes mean nothing here")
    return moment


def _months_later(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


@lru_cache
def _has_mainland_list(year: int) -> bool:
    try:
        chinese_calendar.is_holiday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


@lru_cache
def _published(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Public holidays and make-up days of one year as `holidays` knows them."""
    found = holidays.country_holidays(country, years=year)
    return frozenset(found), frozenset(found.weekend_workdays)
