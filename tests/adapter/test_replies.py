"""Replies to the bot's cards are understood, and what is not clearly meant for the minutes stays talk."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal import picture
from bot.rehearsal.emulator.model import Chat, Message, User
from bot.storage.tables import entries, issues, journal

from .town import Town, founded


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        await town.set_up()
        yield town


async def recorded(town: Town, kind: str) -> list[tuple[str, str]]:
    """(text, state) of the entries of a kind, in their order."""
    async with town.app.store.reading() as tx:
        rows = await tx.rows(entries.select().where(entries.c.kind == kind).order_by(entries.c.id))
    return [(row.text, row.state) for row in rows]


async def minutes(town: Town) -> int:
    async with town.app.store.reading() as tx:
        return len(await tx.rows(journal.select()))


def card(town: Town, words: str, chat: Chat | None = None) -> Message:
    """The newest message of the bot that says this."""
    place = chat or town.group
    found = [m for m in place.messages.values() if m.sender is town.emulator.bot and words in m.text]
    assert found, f"nothing says {words}: {[m.text for m in place.messages.values()]}"
    return found[-1]


async def task_of_the_chair(town: Town) -> None:
    await town.opens("zhiban")
    await town.says(town.chair, "/assign + 其他 装便袋箱")
    await town.says(town.chair, "/assign + 其他 修路灯")
    await town.says(town.chair, "/assign 1 @chair")


async def test_a_photo_in_reply_to_the_assignment_is_the_report(town: Town) -> None:
    await task_of_the_chair(town)
    private = town.private(town.chair)
    town.emulator.people.send_photo(
        town.chair, private, picture.plain(), "2 个装好了", reply_to=card(town, "便袋箱", private)
    )
    await town.rest()
    assert await recorded(town, "progress") == [("2 个装好了", "noted")]
    assert any(message.media is not None and "便袋箱" in message.text for message in town.group.messages.values())


async def test_words_in_reply_to_the_nudge_are_the_report(town: Town) -> None:
    await task_of_the_chair(town)
    await town.passes(timedelta(days=9))
    private = town.private(town.chair)
    await town.says(town.chair, "还差一块板", private, reply_to=card(town, "便袋箱", private))
    assert await recorded(town, "progress") == [("还差一块板", "noted")]


async def test_what_neighbours_say_to_a_report_is_talk(town: Town) -> None:
    await task_of_the_chair(town)
    await town.says(town.chair, "/progress 1 装好一半")
    before, posts = await minutes(town), town.said()
    await town.says(town.neighbours[0], "太好了,谢谢", reply_to=card(town, "装好一半"))
    assert (await minutes(town), town.said()) == (before, posts)


async def test_whoever_leads_a_task_reports_by_a_reply_in_the_group(town: Town) -> None:
    await task_of_the_chair(town)
    await town.says(town.chair, "/progress 1 装好一半")
    await town.says(town.chair, "全装好了", reply_to=card(town, "装好一半"))
    assert await recorded(town, "progress") == [("装好一半", "noted"), ("全装好了", "noted")]


async def test_words_in_reply_to_a_discussion_are_asked_for_their_position_first(town: Town) -> None:
    await town.opens("zhiyi")
    live = next(m for m in town.group.messages.values() if any("我有顾虑" in b.text for b in m.buttons))
    person = town.neighbours[0]
    await town.says(person, "晚上没处遛", reply_to=live)
    assert await recorded(town, "concern") == []
    asked = town.newest()
    assert asked.reply_to is not None
    assert [b.text for b in asked.buttons] == ["👍 我赞成", "🤔 我有顾虑", "❓ 我想问"]
    other = await town.presses(town.neighbours[1], "我有顾虑", asked.chat)
    assert other.alert
    answer = await town.presses(person, "我有顾虑", asked.chat)
    assert answer.text
    assert await recorded(town, "concern") == [("晚上没处遛", "open")]


async def test_words_are_used_once(town: Town) -> None:
    await town.opens("zhiyi")
    live = next(m for m in town.group.messages.values() if any("我有顾虑" in b.text for b in m.buttons))
    person = town.neighbours[0]
    await town.says(person, "晚上没处遛", reply_to=live)
    await town.presses(person, "我有顾虑")
    again = await town.presses(person, "我赞成")
    assert again.alert
    assert await recorded(town, "speech") == []


async def test_a_reply_that_says_its_position_is_recorded_at_once(town: Town) -> None:
    await town.opens("zhiyi")
    live = next(m for m in town.group.messages.values() if any("我有顾虑" in b.text for b in m.buttons))
    await town.says(town.neighbours[0], "顾虑:晚上没处遛", reply_to=live)
    assert await recorded(town, "concern") == [("晚上没处遛", "open")]


@pytest.mark.parametrize("text", ["👍", "……"])
async def test_a_thumb_in_reply_to_a_discussion_is_talk(town: Town, text: str) -> None:
    await town.opens("zhiyi")
    live = next(m for m in town.group.messages.values() if any("我有顾虑" in b.text for b in m.buttons))
    posts = town.said()
    await town.says(town.neighbours[0], text, reply_to=live)
    assert town.said() == posts


async def test_words_in_reply_to_a_concern_are_its_answer(town: Town) -> None:
    await town.opens("zhiyi")
    person, private = town.neighbours[0], town.private(town.chair)
    await town.starts(person)
    await town.says(person, "/yi 顾虑 晚上没处遛")
    await town.says(town.chair, "三号楼后面可以", private, reply_to=card(town, "晚上没处遛", private))
    assert await recorded(town, "concern") == [("晚上没处遛", "answered")]
    assert "三号楼后面可以" in town.last(town.private(person))


async def test_emoji_in_reply_to_a_concern_are_refused(town: Town) -> None:
    await town.opens("zhiyi")
    private = town.private(town.chair)
    await town.says(town.neighbours[0], "/yi 顾虑 晚上没处遛")
    await town.says(town.chair, "👍👍", private, reply_to=card(town, "晚上没处遛", private))
    assert await recorded(town, "concern") == [("晚上没处遛", "open")]
    assert 0 < len(town.last(private)) < 200


async def an_objection(town: Town, by: User) -> Message:
    """A vote, its notice, and an objection by a neighbour as the chair is shown it."""
    # somebody else asks the question: whoever did is a party and may not rule
    asking = town.neighbours[1]
    await town.says(asking, "/status")
    await town.says(town.chair, "/role 乙 主持人")
    await town.says(asking, "/open gongshi-kuai 楼道装灯,同意吗?")
    await town.presses(asking, "开议")
    await town.presses(by, "同意")
    await town.passes(timedelta(hours=25))
    await town.says(by, "/object 程序 没贴出来")
    private = town.private(town.chair)
    return card(town, "没贴出来", private)


async def test_a_reply_to_an_objection_asks_whether_it_is_upheld(town: Town) -> None:
    shown = await an_objection(town, town.neighbours[0])
    private = town.private(town.chair)
    await town.says(town.chair, "公告栏没贴够七天", private, reply_to=shown)
    assert await recorded(town, "objection") == [("没贴出来", "open")]
    await town.presses(town.chair, "不成立", private)
    assert await recorded(town, "objection") == [("没贴出来", "dismissed")]
    assert "公告栏没贴够七天" in town.last()


async def test_a_ruling_that_begins_with_its_word_is_taken_at_once(town: Town) -> None:
    shown = await an_objection(town, town.neighbours[0])
    await town.says(town.chair, "成立,公告栏没贴够七天", town.private(town.chair), reply_to=shown)
    assert await recorded(town, "objection") == [("没贴出来", "upheld")]


async def test_a_reply_in_reply_to_the_collection_is_a_proposal_with_its_photo(town: Town) -> None:
    await town.opens("zhiti")
    live = next(m for m in town.group.messages.values() if any("我要提" in b.text for b in m.buttons))
    town.emulator.people.send_photo(town.neighbours[0], town.group, picture.plain(), "路灯不亮,请修", reply_to=live)
    await town.rest()
    async with town.app.store.reading() as tx:
        [issue] = await tx.rows(issues.select())
    assert (issue.text, issue.mode, len(issue.attachments)) == ("路灯不亮,请修", "face", 1)


async def test_a_reply_to_a_prompt_answers_that_prompt_whatever_was_asked_since(town: Town) -> None:
    await town.opens("zhiti")
    person = town.neighbours[0]
    private = town.private(person)
    await town.starts(person)
    await town.presses(person, "我要提")
    first = town.newest(private)
    await town.says(person, "/join", private)
    await town.says(person, "楼道里堆了杂物,希望清一清", private, reply_to=first)
    async with town.app.store.reading() as tx:
        [issue] = await tx.rows(issues.select())
    assert (issue.text, issue.mode) == ("楼道里堆了杂物,希望清一清", "face")
