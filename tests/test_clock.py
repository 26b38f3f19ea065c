"""The three clocks wait for a moment or for a wake, whichever comes first."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock, RealClock, ScaledClock, SteppedClock

START = datetime(2026, 12, 7, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("clock", [RealClock(), ScaledClock(START, 60), SteppedClock(START)])
async def test_a_wake_ends_the_wait_long_before_its_moment(clock: Clock) -> None:
    wake = asyncio.Event()
    waiting = asyncio.create_task(clock.wait_until(clock.now() + timedelta(days=900), wake))
    await asyncio.sleep(0)
    wake.set()
    async with asyncio.timeout(5):
        await waiting


@pytest.mark.parametrize("clock", [RealClock(), ScaledClock(START, 60), SteppedClock(START)])
async def test_a_moment_that_has_passed_is_not_waited_for(clock: Clock) -> None:
    async with asyncio.timeout(5):
        await clock.wait_until(clock.now() - HOUR, asyncio.Event())


async def test_the_scaled_clock_reaches_an_hour_in_far_less() -> None:
    clock = ScaledClock(START, 360_000)
    async with asyncio.timeout(5):
        await clock.wait_until(START + HOUR, asyncio.Event())
    assert clock.now() >= START + HOUR


async def test_a_paused_clock_stands_still_and_goes_on_where_it_stopped() -> None:
    clock = ScaledClock(START, 360_000)
    clock.pause()
    stopped = clock.now()
    waiting = asyncio.create_task(clock.wait_until(stopped + HOUR, asyncio.Event()))
    await asyncio.sleep(0.05)
    assert clock.now() == stopped
    assert not waiting.done()
    clock.resume()
    async with asyncio.timeout(5):
        await waiting
    assert clock.now() >= stopped + HOUR


async def test_a_scaled_clock_changes_its_speed_while_somebody_waits() -> None:
    clock = ScaledClock(START, 1)
    waiting = asyncio.create_task(clock.wait_until(START + HOUR, asyncio.Event()))
    await asyncio.sleep(0)
    assert clock.next_wait() == START + HOUR
    clock.run_at(360_000)
    async with asyncio.timeout(5):
        await waiting
    assert clock.now() >= START + HOUR
    with pytest.raises(ValueError, match="above 0"):
        clock.run_at(0)


async def test_a_paused_clock_can_be_moved_on() -> None:
    clock = ScaledClock(START, 60)
    clock.pause()
    waiting = asyncio.create_task(clock.wait_until(clock.now() + HOUR, asyncio.Event()))
    await asyncio.sleep(0)
    clock.advance_to(START + 2 * HOUR)
    async with asyncio.timeout(5):
        await waiting
    assert clock.now() == START + 2 * HOUR
    with pytest.raises(ValueError, match="does not go back"):
        clock.advance_to(START)


async def test_the_stepped_clock_wakes_exactly_those_whose_moment_has_come() -> None:
    clock = SteppedClock(START)
    early = asyncio.create_task(clock.wait_until(START + HOUR, asyncio.Event()))
    late = asyncio.create_task(clock.wait_until(START + 2 * HOUR, asyncio.Event()))
    await asyncio.sleep(0)
    assert clock.next_wait() == START + HOUR
    clock.advance_to(START + HOUR)
    async with asyncio.timeout(5):
        await early
    assert not late.done()
    assert clock.next_wait() == START + 2 * HOUR
    clock.advance_to(START + 3 * HOUR)
    async with asyncio.timeout(5):
        await late
    assert clock.next_wait() is None


async def test_whoever_steps_the_clock_can_wait_for_somebody_to_wait() -> None:
    clock = SteppedClock(START)
    parked = clock.someone_waits()
    waiting = asyncio.create_task(clock.wait_until(None, asyncio.Event()))
    async with asyncio.timeout(5):
        await parked
    waiting.cancel()


def test_the_stepped_clock_never_goes_back() -> None:
    clock = SteppedClock(START)
    with pytest.raises(ValueError, match="does not go back"):
        clock.advance_to(START - HOUR)
