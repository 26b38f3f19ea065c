"""Nothing unasked at night, three posts a day, and pauses that keep to what Telegram bears."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.deliberation.desk import Urgency
from bot.outbox.calm import (
    GROUP_PAUSE,
    LONGEST_RETRY,
    OVERALL,
    POSTS_A_DAY,
    PRIVATE_PAUSE,
    Hours,
    held_until,
    pause_after,
    retry_delay,
)

SHANGHAI = Hours.of("Asia/Shanghai", "22:00", "07:30")
NIGHT = datetime(2026, 12, 10, 15, 30, tzinfo=UTC)  # 23:30 in Shanghai
EVENING = datetime(2026, 12, 10, 13, 59, tzinfo=UTC)
MORNING = datetime(2026, 12, 11, 0, 0, tzinfo=UTC)  # 08:00 in Shanghai


@pytest.mark.parametrize("urgency", [Urgency.RESULT, Urgency.BUDGETED, Urgency.PRIVATE])
def test_what_nobody_asked_for_waits_for_the_morning(urgency: Urgency) -> None:
    assert held_until(urgency, NIGHT, SHANGHAI, 0) == MORNING
    assert held_until(urgency, EVENING, SHANGHAI, 0) is None


@pytest.mark.parametrize("urgency", [Urgency.REPLY, Urgency.OPENING])
def test_what_somebody_asked_for_is_said_at_any_hour(urgency: Urgency) -> None:
    assert held_until(urgency, NIGHT, SHANGHAI, POSTS_A_DAY) is None


def test_a_fourth_budgeted_post_waits_for_the_next_morning() -> None:
    assert held_until(Urgency.BUDGETED, EVENING, SHANGHAI, POSTS_A_DAY - 1) is None
    assert held_until(Urgency.BUDGETED, EVENING, SHANGHAI, POSTS_A_DAY) == MORNING


def test_openings_and_results_do_not_count_in_the_budget() -> None:
    assert held_until(Urgency.RESULT, EVENING, SHANGHAI, POSTS_A_DAY) is None
    assert held_until(Urgency.OPENING, EVENING, SHANGHAI, POSTS_A_DAY) is None


def test_a_community_without_quiet_hours_starts_its_next_day_at_midnight() -> None:
    hours = Hours.of("Asia/Shanghai", "00:00", "00:00")
    assert held_until(Urgency.RESULT, NIGHT, hours, 0) is None
    midnight = datetime(2026, 12, 10, 16, 0, tzinfo=UTC)
    assert held_until(Urgency.BUDGETED, NIGHT, hours, POSTS_A_DAY) == midnight


def test_the_day_of_the_budget_is_the_communitys_own() -> None:
    assert SHANGHAI.day(datetime(2026, 12, 10, 16, 0, tzinfo=UTC)) == "2026-12-11"


def test_the_pauses_stay_within_what_telegram_bears() -> None:
    assert timedelta(minutes=1) / pause_after(is_group=True) <= 20
    assert timedelta(seconds=1) / pause_after(is_group=False) <= 1
    assert (pause_after(True), pause_after(False), OVERALL) == (GROUP_PAUSE, PRIVATE_PAUSE, 30)


def test_retries_come_slower_and_slower_up_to_a_limit() -> None:
    delays = [retry_delay(attempts) for attempts in range(1, 30)]
    assert delays == sorted(delays)
    assert delays[0] == timedelta(seconds=1)
    assert delays[-1] == LONGEST_RETRY
