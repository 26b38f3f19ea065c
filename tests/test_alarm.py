"""APScheduler wakes the program at the next due moment, and late rather than never."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.clock import RealClock
from bot.deadlines import Alarm


@pytest.fixture
def wake() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
async def alarm(wake: asyncio.Event) -> AsyncIterator[Alarm]:
    alarm = Alarm(wake)
    yield alarm
    alarm.stop()


async def test_it_rings_at_its_moment(alarm: Alarm, wake: asyncio.Event) -> None:
    alarm.set(RealClock().now() + timedelta(milliseconds=50))
    async with asyncio.timeout(10):
        await wake.wait()


async def test_a_moment_long_past_rings_at_once(alarm: Alarm, wake: asyncio.Event) -> None:
    alarm.set(RealClock().now() - timedelta(days=2))
    async with asyncio.timeout(10):
        await wake.wait()


async def test_a_nearer_moment_takes_the_place_of_a_farther_one(alarm: Alarm, wake: asyncio.Event) -> None:
    alarm.set(RealClock().now() + timedelta(days=30))
    alarm.set(RealClock().now() + timedelta(milliseconds=50))
    async with asyncio.timeout(10):
        await wake.wait()
    wake.clear()
    alarm.set(None)
    assert not wake.is_set()
