"""A person who presses without reading is told once and then ignored until it calms down."""

from datetime import UTC, datetime, timedelta

from bot.chat.telegram.limiter import LIMIT, WINDOW, Limiter, Verdict

START = datetime(2026, 12, 7, tzinfo=UTC)


def test_a_hundred_presses_in_a_second_get_one_word_and_no_more_acts_than_the_limit() -> None:
    limiter = Limiter()
    verdicts = [limiter.judge(1, START + timedelta(milliseconds=10 * n)) for n in range(100)]
    assert verdicts[:LIMIT] == [Verdict.LET_THROUGH] * LIMIT
    assert verdicts[LIMIT] is Verdict.TELL
    assert set(verdicts[LIMIT + 1 :]) == {Verdict.IGNORE}


def test_one_persons_haste_does_not_touch_another() -> None:
    limiter = Limiter()
    for _ in range(50):
        limiter.judge(1, START)
    assert limiter.judge(2, START) is Verdict.LET_THROUGH


def test_whoever_calms_down_is_heard_again() -> None:
    limiter = Limiter()
    for _ in range(50):
        limiter.judge(1, START)
    assert limiter.judge(1, START + WINDOW - timedelta(microseconds=1)) is Verdict.IGNORE
    assert limiter.judge(1, START + WINDOW) is Verdict.LET_THROUGH


def test_those_who_are_quiet_are_forgotten_without_being_let_off() -> None:
    limiter = Limiter()
    for _ in range(LIMIT + 1):
        limiter.judge(1, START)
    for user in range(2, 10_100):
        limiter.judge(user, START)
    assert limiter.judge(1, START) is Verdict.IGNORE
