from collections.abc import AsyncIterator

import httpx
import pytest

from bot.clock import SteppedClock
from bot.rehearsal.emulator import Emulator
from emulator.town import START, Town, found_town


@pytest.fixture(autouse=True)
def judged() -> None:
    """The calls of these tests are not the bot's, and many are wrong on purpose."""


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    """A town with flood limits on, whose founding the bot has not heard of yet."""
    clock = SteppedClock(START)
    async with (
        Emulator(now=clock.now, loopback_webhooks=True) as emulator,
        httpx.AsyncClient(timeout=30, verify=False) as http,
    ):
        yield found_town(emulator, clock, http)
