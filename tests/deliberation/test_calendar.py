"""Rest days, the ends of periods and terms, and the hours of the day."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deliberation.calendar import Calendar
from bot.deliberation.durations import Duration, Unit
from bot.deliberation.flaw import Flaw
from bot.deliberation.hours import Announce, QuietHours, closing_time, result_time

BEIJING = timezone(timedelta(hours=8))
SHANGHAI = ZoneInfo("Asia/Shanghai")
MAINLAND = Calendar()
NEW_YEAR = Calendar(rest=frozenset({date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)}))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("day", "rests"),
    [
        (date(2026, 10, 1), True),
        (date(2026, 10, 10), False),
        (date(2026, 12, 18), False),
        (date(2026, 12, 19), True),
        (date(2027, 1, 1), True),
        (date(2027, 1, 4), False),
        (date(2027, 2, 6), True),
    ],
    ids=[
        "National Day",
        "make-up Saturday",
        "Friday",
        "Saturday",
        "no list yet",
        "Monday",
        "Spring Festival",
    ],
)
def test_the_mainland_rests_on_weekends_and_holidays_but_not_on_make_up_days(day: date, rests: bool) -> None:
    assert MAINLAND.is_rest_day(day) is rests


def test_what_the_operator_states_wins_over_every_list() -> None:
    stated = Calendar(rest=frozenset({date(2026, 12, 18)}), work=frozenset({date(2026, 10, 1)}))
    assert stated.is_rest_day(date(2026, 12, 18))
    assert not stated.is_rest_day(date(2026, 10, 1))


def test_another_country_rests_on_its_own_holidays() -> None:
    taipei = Calendar("Asia/Taipei", country="TW")
    assert taipei.is_rest_day(date(2026, 2, 28))
    assert not taipei.is_rest_day(date(2026, 10, 2))
    assert taipei.warnings([2030]) == []


def test_a_year_without_an_official_list_is_reported_until_the_operator_states_it() -> None:
    assert MAINLAND.warnings([2026, 2027]) == [("calendar-estimated", {"year": 2027})]
    assert NEW_YEAR.warnings([2026, 2027]) == []


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("calendar-timezone", {"timezone": "Asia/Nowhere"}),
        ("calendar-timezone", {"timezone": "../etc/passwd"}),
        ("calendar-country", {"country": "XX"}),
        ("calendar-both", {"rest": frozenset({date(2027, 1, 1)}), "work": frozenset({date(2027, 1, 1)})}),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(key: str, wrong: dict[str, str]) -> None:
    with pytest.raises(Flaw) as refused:
        Calendar(**wrong)  # type: ignore[arg-type]
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2026-12-25 20:05", "7d", "2027-01-05 00:00"),
        ("2026-12-11 20:00", "3wd", "2026-12-17 00:00"),
        ("2026-12-25 00:00", "3d", "2026-12-29 00:00"),
        ("2026-12-25 23:59:59", "3d", "2026-12-29 00:00"),
        ("2026-12-28 10:00", "3d", "2027-01-01 00:00"),
        ("2026-09-30 09:00", "1wd", "2026-10-09 00:00"),
        ("2026-10-08 09:00", "2wd", "2026-10-11 00:00"),
        ("2026-08-31 09:00", "6mo", "2027-03-02 00:00"),
        ("2026-12-18 20:00", "36h", "2026-12-20 08:00"),
    ],
    ids=[
        "E19: New Year and a weekend move the end",
        "the screening of the worked scenario",
        "begun at midnight, the first day is still not counted",
        "begun a second before midnight",
        "E18: three days to answer an objection",
        "the National Day holidays are no working days",
        "a make-up Saturday is a working day",
        "a month that ends on a Sunday",
        "hours are exact and never moved",
    ],
)
def test_p21_e18_and_e19_a_period_ends_at_midnight_of_its_last_day_or_of_the_next_that_works(
    start: str, duration: str, end: str
) -> None:
    assert NEW_YEAR.end_of_period(local(start), Duration.parse(duration)) == local(end)


@pytest.mark.parametrize(
    ("start", "duration", "last_day"),
    [
        ("2026-08-31 09:00", "6mo", date(2027, 2, 28)),
        ("2027-01-05 00:00", "1mo", date(2027, 2, 5)),
        ("2027-08-31 09:00", "6mo", date(2028, 2, 29)),
        ("2026-11-30 09:00", "1mo", date(2026, 12, 30)),
        ("2026-12-12 09:00", "7d", date(2026, 12, 19)),
    ],
    ids=["E20: clamped, on a Sunday", "on New Year's eve", "leap year", "same number", "days, on a Saturday"],
)
def test_e20_a_term_of_work_ends_on_its_plain_calendar_day_even_if_that_rests(
    start: str, duration: str, last_day: date
) -> None:
    end = MAINLAND.end_of_term(local(start), Duration.parse(duration))
    assert end == datetime.combine(last_day + timedelta(days=1), time(), BEIJING)


def test_ends_are_utc_and_naive_moments_are_refused() -> None:
    assert MAINLAND.end_of_period(local("2026-12-25 20:05"), Duration.parse("3d")).tzinfo is UTC
    with pytest.raises(ValueError, match="time zone"):
        MAINLAND.end_of_period(datetime(2026, 12, 25), Duration.parse("3d"))  # noqa: DTZ001


def test_a_day_has_the_length_the_local_clocks_give_it() -> None:
    """Three days over the start of summer time are an hour shorter and still end at midnight."""
    berlin = Calendar("Europe/Berlin", country="DE")
    start = datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    assert berlin.end_of_period(start, Duration.parse("3d")) == datetime(2026, 3, 31, 22, tzinfo=UTC)


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
CALENDARS = st.builds(
    Calendar,
    st.sampled_from(["Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin", "America/Sao_Paulo"]),
    st.frozensets(st.dates(date(2024, 1, 1), date(2031, 12, 31)), max_size=20),
)
PERIODS = st.builds(Duration, st.integers(1, 40), st.sampled_from([Unit.DAY, Unit.WORKING_DAY, Unit.MONTH]))


@given(CALENDARS, MOMENTS, PERIODS)
def test_no_period_ends_on_a_rest_day_or_before_its_term(calendar: Calendar, start: datetime, period: Duration) -> None:
    end = calendar.end_of_period(start, period)
    last_day = calendar.local_date(end - timedelta(hours=2))
    assert not calendar.is_rest_day(last_day)
    assert calendar.local_date(end) == last_day + timedelta(days=1)
    assert end >= calendar.end_of_term(start, period) > start


@given(MOMENTS, st.integers(1, 120))
def test_a_month_ends_on_the_same_number_or_on_the_last_day_there_is(start: datetime, count: int) -> None:
    first = MAINLAND.local_date(start)
    last = MAINLAND.local_date(MAINLAND.end_of_term(start, Duration(count, Unit.MONTH))) - timedelta(days=1)
    assert (last.year * 12 + last.month) - (first.year * 12 + first.month) == count
    assert last.day == first.day or (last.day < first.day and (last + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("moment", "loud", "posted"),
    [
        ("2026-12-20 20:00", "2026-12-20 20:00", "2026-12-20 20:00"),
        ("2026-12-20 21:59", "2026-12-20 21:59", "2026-12-20 21:59"),
        ("2026-12-20 22:00", "2026-12-21 07:30", "2026-12-21 08:00"),
        ("2026-12-21 00:00", "2026-12-21 07:30", "2026-12-21 08:00"),
        ("2026-12-21 07:29", "2026-12-21 07:30", "2026-12-21 08:00"),
        ("2026-12-21 07:30", "2026-12-21 07:30", "2026-12-21 07:30"),
    ],
)
def test_what_falls_into_the_night_waits_for_the_morning(moment: str, loud: str, posted: str) -> None:
    quiet = QuietHours()
    assert quiet.next_loud(local(moment), SHANGHAI) == local(loud)
    assert quiet.post_time(local(moment), SHANGHAI) == local(posted)


def test_quiet_hours_may_lie_within_a_day_or_nowhere() -> None:
    siesta = QuietHours(time(12), time(14))
    assert siesta.next_loud(local("2026-12-20 13:00"), SHANGHAI) == local("2026-12-20 14:00")
    assert siesta.post_time(local("2026-12-20 13:00"), SHANGHAI) == local("2026-12-20 14:00")
    assert QuietHours(time(22), time(9)).post_time(local("2026-12-20 23:00"), SHANGHAI) == local("2026-12-21 09:00")
    assert not QuietHours(time(0), time(0)).holds(local("2026-12-20 00:00"), SHANGHAI)


@given(MOMENTS, st.times(), st.times())
def test_nothing_is_ever_posted_in_quiet_hours_or_early(moment: datetime, start: time, end: time) -> None:
    quiet = QuietHours(start, end)
    for later in (quiet.next_loud(moment, SHANGHAI), quiet.post_time(moment, SHANGHAI)):
        assert later >= moment
        assert not quiet.holds(later, SHANGHAI)
        assert later - moment <= timedelta(days=1)


@pytest.mark.parametrize(
    ("closed", "announce", "posted"),
    [
        ("2026-12-25 20:00", Announce.AT_ONCE, "2026-12-25 20:00"),
        ("2026-12-25 23:30", Announce.AT_ONCE, "2026-12-26 08:00"),
        ("2026-12-25 20:00", Announce.WITHIN_HOUR, "2026-12-25 21:00"),
        ("2026-12-25 21:30", Announce.WITHIN_HOUR, "2026-12-26 08:00"),
        ("2026-12-25 20:00", Announce.NEXT_WORKING_DAY, "2026-12-28 08:00"),
        ("2026-12-31 20:00", Announce.NEXT_WORKING_DAY, "2027-01-04 08:00"),
    ],
)
def test_a_result_is_posted_when_the_flow_says_and_never_at_night(closed: str, announce: Announce, posted: str) -> None:
    assert result_time(local(closed), announce, QuietHours(), NEW_YEAR) == local(posted)


@pytest.mark.parametrize(
    ("opened", "closes"),
    [
        ("2026-12-18 20:00", "2026-12-21 20:00"),
        ("2026-12-17 09:00", "2026-12-20 20:00"),
        ("2026-12-14 09:00", "2026-12-19 20:00"),
        ("2026-12-13 21:00", "2026-12-17 20:00"),
    ],
    ids=["Friday", "Thursday morning", "Monday waits for Saturday", "opened on a Sunday"],
)
def test_a_vote_of_72_hours_closes_at_eight_in_the_evening_after_touching_a_weekend(opened: str, closes: str) -> None:
    assert closing_time(local(opened), Duration.parse("72h"), SHANGHAI) == local(closes)


def test_a_vote_need_not_touch_a_weekend_and_an_exact_window_is_not_moved() -> None:
    monday, window = local("2026-12-14 09:00"), Duration.parse("48h")
    assert closing_time(monday, window, SHANGHAI, touch_weekend=False) == local("2026-12-16 20:00")
    assert closing_time(monday, window, SHANGHAI, at=None) == local("2026-12-16 09:00")


@given(MOMENTS, st.integers(1, 400), st.times())
def test_a_closing_time_is_never_before_the_window_has_passed(opened: datetime, hours: int, at: time) -> None:
    close = closing_time(opened, Duration(hours, Unit.HOUR), SHANGHAI, at=at)
    assert timedelta(hours=hours) <= close - opened <= timedelta(hours=hours, days=7)
    assert close.astimezone(SHANGHAI).time() == at
    days = (opened + timedelta(hours=n) for n in range(int((close - opened) / timedelta(hours=1)) + 1))
    touched = [*days, close - timedelta(microseconds=1)]
    assert any(moment.astimezone(SHANGHAI).weekday() >= 5 for moment in touched)
