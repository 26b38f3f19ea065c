"""The program starts with what it needs or says what is wrong, and ends in good order."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.app import App
from bot.chat.courier import TokenRefused
from bot.clock import RealClock
from bot.rehearsal.emulator.emulator import Emulator
from bot.settings import Settings, SettingsRefused
from bot.storage import housekeeping
from bot.storage.store import StorageProblem
from bot.storage.tables import rounds

from .town import Town, founded

HOUR = timedelta(hours=1)


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    async with Emulator(now=RealClock().now) as emulator:
        yield emulator


def settings(emulator: Emulator, folder: Path, **changed: str) -> Settings:
    given = {
        "token": emulator.token,
        "database_url": f"sqlite+aiosqlite:///{folder / 'youshi.db'}",
        "api_base_url": emulator.address,
    }
    return Settings.model_validate({**given, **changed})


async def test_on_the_machines_clock_it_answers_notes_that_it_is_alive_and_stops(
    emulator: Emulator, tmp_path: Path
) -> None:
    app = await App.start(settings(emulator, tmp_path), RealClock())
    person = emulator.people.new("甲")
    async with asyncio.timeout(20):
        await emulator.people.start(person).confirmed()
        await emulator.changes.until(lambda: len(emulator.people.private_chat(person).messages) > 1)
    ended = asyncio.create_task(app.until_ended())
    app.ask_to_stop()
    await ended
    async with app.store.reading() as tx:
        assert await housekeeping.last_beat(tx) is not None
    await app.stop()


async def test_a_token_telegram_does_not_know_is_said_at_once(emulator: Emulator, tmp_path: Path) -> None:
    with pytest.raises(TokenRefused):
        await App.start(settings(emulator, tmp_path, token="123456:SOME-OTHER-FAKE-TOKEN"), RealClock())


async def test_a_token_revoked_while_it_runs_ends_the_program(emulator: Emulator, tmp_path: Path) -> None:
    app = await App.start(settings(emulator, tmp_path), RealClock())
    emulator.faults.add("server_error", method="getUpdates", status=401)
    emulator.people.start(emulator.people.new("甲"))
    with pytest.raises(TokenRefused):
        async with asyncio.timeout(20):
            await app.until_ended()
    await app.stop()


async def test_telegram_that_cannot_be_reached_at_first_is_waited_for(emulator: Emulator, tmp_path: Path) -> None:
    emulator.faults.add("server_error", method="getMe")
    async with asyncio.timeout(20):
        app = await App.start(settings(emulator, tmp_path), RealClock())
    await app.stop()


async def test_a_database_that_cannot_be_opened_is_said_at_once(emulator: Emulator, tmp_path: Path) -> None:
    with pytest.raises(StorageProblem):
        await App.start(settings(emulator, tmp_path / "no" / "such" / "folder"), RealClock())


async def test_a_holidays_file_that_cannot_be_read_is_said_at_once(emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "days"
    path.write_text("nonsense", encoding="utf-8")
    with pytest.raises(SettingsRefused):
        await App.start(settings(emulator, tmp_path, holidays_file=str(path)), RealClock())


@pytest.mark.parametrize(
    ("away", "lost"), [(timedelta(seconds=150), timedelta()), (timedelta(hours=1), timedelta(hours=1))]
)
async def test_a_restart_in_good_order_is_no_outage_unless_nobody_came_back(
    tmp_path: Path, away: timedelta, lost: timedelta
) -> None:
    async with founded(tmp_path) as town:
        await town.open_quick_vote()
        [vote] = await open_rounds(town)
        await town.passes(3 * HOUR)
        await town.app.stop()
        town.conductor.bot = None
        town.clock.advance_to(town.clock.now() + away)
        await town.restart()
        [again] = await open_rounds(town)
        assert again.due_at == vote.due_at + lost
        assert any("机器人中断过" in said for said in town.said()) == bool(lost)


async def open_rounds(town: Town) -> list[Any]:
    async with town.app.store.reading() as tx:
        return list(await tx.rows(select(rounds).where(rounds.c.state == "open")))
