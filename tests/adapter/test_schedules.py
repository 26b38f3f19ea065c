"""Recurring posts and announcements at a time: each once, about the right days, whatever restarts lie between."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.storage.tables import messages, sessions

from .town import Town, founded

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        await town.set_up()
        yield town


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


async def until(town: Town, text: str) -> None:
    await town.conductor.advance(local(text))
    await town.rest()


async def away(town: Town, text: str) -> None:
    """The bot is down until then."""
    await town.app.stop()
    town.conductor.bot = None
    town.clock.advance_to(local(text))
    await town.restart()


async def periods(town: Town, kind: str) -> list[tuple[datetime, datetime]]:
    async with town.app.store.reading() as tx:
        rows = await tx.rows(messages.select().where(messages.c.card == kind).order_by(messages.c.message_id))
    return [(datetime.fromisoformat(row.args["start"]), datetime.fromisoformat(row.args["end"])) for row in rows]


async def test_the_week_is_posted_every_monday_and_each_is_about_its_own_seven_days(town: Town) -> None:
    await town.says(town.chair, "/schedule week")
    await until(town, "2026-12-14 08:59")
    assert await periods(town, "week") == []
    await until(town, "2026-12-14 10:00")
    await away(town, "2026-12-20 12:00")
    await until(town, "2026-12-21 10:00")
    assert await periods(town, "week") == [
        (local("2026-12-07 09:00"), local("2026-12-14 09:00")),
        (local("2026-12-14 09:00"), local("2026-12-21 09:00")),
    ]


async def test_the_month_is_posted_on_its_first_day_about_the_month_before(town: Town) -> None:
    await town.says(town.chair, "/schedule month")
    await until(town, "2027-03-02 10:00")
    assert await periods(town, "month") == [
        (local("2026-12-01 09:00"), local("2027-01-01 09:00")),
        (local("2027-01-01 09:00"), local("2027-02-01 09:00")),
        (local("2027-02-01 09:00"), local("2027-03-01 09:00")),
    ]


async def test_posts_missed_while_the_bot_was_down_are_made_up_for_by_one_about_all_of_them(town: Town) -> None:
    await town.says(town.chair, "/schedule week")
    await away(town, "2026-12-30 12:00")
    assert await periods(town, "week") == [(local("2026-12-07 09:00"), local("2026-12-28 09:00"))]
    await until(town, "2027-01-04 10:00")
    assert (await periods(town, "week"))[1:] == [(local("2026-12-28 09:00"), local("2027-01-04 09:00"))]


async def test_a_result_stands_in_one_week_and_not_in_the_next(town: Town) -> None:
    await town.says(town.chair, "/schedule week")
    await town.says(town.chair, "/open gongshi-kuai 楼道装灯,同意吗?")
    await town.confirm_opening()
    await town.presses(town.neighbours[0], "同意")
    await until(town, "2026-12-14 10:00")
    told = [text for text in town.said() if "本周" in text or "这一周" in text or "一周" in text][-1]
    assert "楼道装灯" in told
    assert "多数赞成" in told or "赞成" in told
    await until(town, "2026-12-21 10:00")
    later = [text for text in town.said() if "本周" in text or "这一周" in text or "一周" in text][-1]
    assert later != told
    assert "赞成" not in later


async def test_a_session_opens_by_itself_once_and_not_while_the_last_one_runs(town: Town) -> None:
    await town.says(town.chair, "/schedule open 0 8 * * 1 zhiti")
    await until(town, "2026-12-14 09:00")
    await away(town, "2026-12-15 09:00")
    async with town.app.store.reading() as tx:
        assert [row.state for row in await tx.rows(sessions.select())] == ["open"]
    await until(town, "2026-12-21 09:00")
    async with town.app.store.reading() as tx:
        rows = await tx.rows(sessions.select().order_by(sessions.c.id))
    assert [row.state for row in rows] == ["closed", "open"]


async def test_words_are_posted_every_week_at_their_hour_across_a_restart(town: Town) -> None:
    await town.says(town.chair, "/schedule text 0 9 * * 6 周六大扫除")
    for day, count in (("2026-12-12 08:59", 0), ("2026-12-12 09:05", 1), ("2026-12-19 09:05", 2)):
        await until(town, day)
        assert sum("周六大扫除" in text for text in town.said()) == count
    await away(town, "2026-12-26 08:00")
    await until(town, "2026-12-26 09:05")
    assert sum("周六大扫除" in text for text in town.said()) == 3


async def test_a_recurring_post_that_is_ended_is_not_made_any_more(town: Town) -> None:
    await town.says(town.chair, "/schedule text 0 9 * * 6 周六大扫除")
    await town.starts(town.chair)
    await town.says(town.chair, "/schedule")
    await town.presses(town.chair, "停")
    await until(town, "2026-12-19 10:00")
    assert sum("📢" in text and "周六大扫除" in text for text in town.said()) == 0


@pytest.mark.parametrize("down", [False, True])
async def test_an_announcement_at_a_time_is_posted_then_and_once(town: Town, down: bool) -> None:
    await town.says(town.chair, "/announce 2026-12-10 09:30 周五停水")
    assert not any("📢" in text and "周五停水" in text for text in town.said())
    if down:
        await away(town, "2026-12-10 11:00")
    await until(town, "2026-12-11 12:00")
    [posted] = [post for post in town.posted if "周五停水" in post.shown.text]
    assert posted.at.astimezone(SHANGHAI).hour == (11 if down else 9)


@pytest.mark.parametrize("text", ["2026-12-01 09:30 周五停水", "2026-13-40 09:30 周五停水", "2029-01-01 09:30 太远"])
async def test_an_announcement_at_an_impossible_time_is_refused(town: Town, text: str) -> None:
    await town.says(town.chair, f"/announce {text}")
    assert len(town.last()) < 120
    await until(town, "2026-12-20 12:00")
    assert not any("📢" in said for said in town.said())
