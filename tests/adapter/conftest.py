"""The adapter's parts talk to the emulator over HTTP, on a clock that stands still."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram import Bot

from bot.chat.telegram.courier import TelegramCourier
from bot.chat.telegram.request import AiohttpRequest
from bot.clock import SteppedClock
from bot.rehearsal.emulator.emulator import Emulator

START = datetime(2026, 12, 7, tzinfo=UTC)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(START)


@pytest.fixture
async def emulator(clock: SteppedClock) -> AsyncIterator[Emulator]:
    async with Emulator(now=clock.now) as emulator:
        yield emulator


@pytest.fixture
async def bot(emulator: Emulator) -> AsyncIterator[Bot]:
    bot = Bot(
        emulator.token,
        base_url=emulator.base_url,
        base_file_url=emulator.base_file_url,
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(2),
    )
    async with bot:
        yield bot


@pytest.fixture
def courier(bot: Bot) -> TelegramCourier:
    return TelegramCourier(bot, bot.username)
