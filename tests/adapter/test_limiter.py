"""Whoever does more than anybody could mean is told once and then ignored until it calms down."""

from datetime import UTC, datetime, timedelta
from itertools import count, pairwise

import pytest

from bot.chat.telegram.limiter import CODES, GROUP, MESSAGES, PRESSES, RAISED, Limit, Limiter, Verdict
from bot.deliberation.acts import Ask, RaiseIssue, UseCode
from bot.deliberation.refusal import Refused

START = datetime(2026, 12, 7, tzinfo=UTC)
update = count(1)


def limiter() -> Limiter:
    return Limiter(lambda _limit: None)


@pytest.mark.parametrize("limit", [PRESSES, MESSAGES, GROUP, RAISED, CODES])
def test_many_times_too_much_gets_one_word_and_no_more_acts_than_the_limit(limit: Limit) -> None:
    held_back: list[str] = []
    one = Limiter(held_back.append)
    verdicts = [one.judge(limit, 1, START, next(update)) for _ in range(3 * limit.most)]
    assert verdicts[: limit.most] == [Verdict.LET_THROUGH] * limit.most
    assert verdicts[limit.most] is Verdict.TELL
    assert set(verdicts[limit.most + 1 :]) == {Verdict.IGNORE}
    assert held_back == [limit.name] * (2 * limit.most)


def test_one_persons_haste_touches_neither_another_nor_another_limit() -> None:
    one = limiter()
    for _ in range(50):
        one.judge(PRESSES, 1, START, next(update))
    assert one.judge(PRESSES, 2, START, next(update)) is Verdict.LET_THROUGH
    assert one.judge(MESSAGES, 1, START, next(update)) is Verdict.LET_THROUGH


def test_whoever_calms_down_is_heard_again() -> None:
    one = limiter()
    for _ in range(50):
        one.judge(PRESSES, 1, START, next(update))
    almost = START + PRESSES.pace - timedelta(microseconds=1)
    assert one.judge(PRESSES, 1, almost, next(update)) is Verdict.IGNORE
    assert one.judge(PRESSES, 1, START + PRESSES.pace, next(update)) is Verdict.LET_THROUGH
    calm = START + PRESSES.pace + PRESSES.window
    verdicts = [one.judge(PRESSES, 1, calm, next(update)) for _ in range(PRESSES.most)]
    assert verdicts == [Verdict.LET_THROUGH] * PRESSES.most


def test_whoever_goes_on_is_told_again_after_a_window() -> None:
    one = limiter()
    told = [
        second
        for second in range(25)
        for _ in range(10)
        if one.judge(PRESSES, 1, START + timedelta(seconds=second), next(update)) is Verdict.TELL
    ]
    assert len(told) == 3
    assert all(later - earlier >= PRESSES.window.seconds for earlier, later in pairwise(told))


def test_an_update_tried_again_is_not_one_more() -> None:
    one = limiter()
    assert {one.judge(CODES, 1, START, 7) for _ in range(50)} == {Verdict.LET_THROUGH}
    assert one.judge(CODES, 1, START, 8) is Verdict.LET_THROUGH


def test_the_acts_that_have_bounds_of_their_own_say_so_once() -> None:
    one = limiter()
    for act, limit in ((RaiseIssue(0, "灯坏了"), RAISED), (UseCode("12345678", "2-101"), CODES)):
        assert all(one.lets_through(act, 1, START, next(update)) for _ in range(limit.most))
        with pytest.raises(Refused) as refused:
            one.lets_through(act, 1, START, next(update))
        assert refused.value.refusal.key == limit.refusal
        assert not one.lets_through(act, 1, START, next(update))
    assert all(one.lets_through(Ask("my"), 1, START, next(update)) for _ in range(1000))


def test_those_who_are_quiet_are_forgotten_without_being_let_off() -> None:
    one = limiter()
    for _ in range(PRESSES.most + 1):
        one.judge(PRESSES, 1, START, next(update))
    for user in range(2, 10_100):
        one.judge(PRESSES, user, START, next(update))
    assert one.judge(PRESSES, 1, START, next(update)) is Verdict.IGNORE
