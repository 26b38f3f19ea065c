"""What is kept of a moment, and what an old button does: the whole bot over HTTP, stopped and started again."""

import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.storage.tables import due, rounds, sessions, standing_acts

from .town import Town, founded


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        yield town


async def test_p16_e24_a_due_moment_is_kept_in_utc_and_a_restart_in_another_time_zone_does_not_shift_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The close is 24 hours after the opening to the second, wherever the machine thinks it is."""

    async def close() -> object:
        async with town.app.store.reading() as tx:
            return await tx.scalar(select(due.c.at).where(due.c.kind == "close"))

    await town.open_quick_vote()
    before = await close()
    async with town.app.store.reading() as tx:
        opened = await tx.scalar(select(sessions.c.opened_at))
    assert before == opened + timedelta(hours=24)
    assert opened.utcoffset() == timedelta()
    await town.app.stop()
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    try:
        await town.restart()
        assert await close() == before
        await town.passes(timedelta(hours=24, minutes=1))
        async with town.app.store.reading() as tx:
            assert await tx.scalar(select(rounds.c.closed_at).where(rounds.c.kind == "vote")) == before
    finally:
        monkeypatch.undo()
        time.tzset()


async def test_e23_a_button_of_before_the_cancelling_is_answered_and_casts_nothing(town: Town) -> None:
    await town.open_quick_vote()
    message, data = town.button("同意")
    await town.says(town.chair, "/cancel 问题写错了")
    press = town.emulator.people.forge_press(town.neighbours[0], message.chat, message.id, data)
    answer = await town.answer(press)
    assert "已取消" in (answer.text or "")
    async with town.app.store.reading() as tx:
        assert await tx.rows(standing_acts.select()) == []
