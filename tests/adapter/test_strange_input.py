"""What people, clients and strangers get wrong or try on: a short answer or none, and nothing is changed by it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.tables import issues, journal, people, standing_acts

from .town import Town, founded


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        yield town


async def rows(town: Town) -> int:
    async with town.app.store.reading() as tx:
        return len(await tx.rows(journal.select()))


async def test_e25_the_press_of_an_anonymous_administrator_is_their_own(town: Town) -> None:
    await town.open_quick_vote()
    admin = town.neighbours[0]
    town.emulator.places.promote(town.group, admin, by=town.chair, anonymous=True)
    answer = await town.presses(admin, "同意")
    assert answer.text
    async with town.app.store.reading() as tx:
        [ballot] = await tx.rows(standing_acts.select())
        [person] = await tx.rows(people.select().where(people.c.id == ballot.person_id))
    assert person.user_id == admin.id


@pytest.mark.parametrize("command", ["/ti 灯坏了", "/open wumin-kuai 装灯?", "/next", "/setup"])
async def test_e25_every_command_of_an_anonymous_administrator_is_refused_with_the_way_out(
    town: Town, command: str
) -> None:
    await town.set_up()
    acts = await rows(town)
    town.emulator.places.promote(town.group, town.neighbours[0], by=town.chair, anonymous=True)
    await town.says(town.neighbours[0], command)
    assert "匿名" in town.last()
    assert await rows(town) == acts


async def test_posts_of_a_channel_mean_nothing(town: Town) -> None:
    await town.set_up()
    acts, posts = await rows(town), town.said()
    channel = town.emulator.places.channel("小区公告", owner=town.chair, discussion=town.group, bot="administrator")
    await town.says(town.chair, "/status", channel)
    town.emulator.people.say_as(town.chair, channel, town.group, "/next")
    await town.rest()
    assert (await rows(town), town.said(), town.said(channel)) == (acts, posts, [])


@pytest.mark.parametrize("payload", ["v_b_zz_zz_agree", "w_raise-back_zz_0_", "nonsense", "q_record_zz_0_", "k_NOCODE"])
async def test_a_stale_link_gets_one_short_answer(town: Town, payload: str) -> None:
    person = town.neighbours[0]
    await town.starts(person, payload)
    [answer] = town.said(town.private(person))
    assert 0 < len(answer) < 250


async def test_a_link_never_votes_nor_opens(town: Town) -> None:
    await town.open_quick_vote()
    _, data = town.button("同意")
    person = town.neighbours[0]
    await town.starts(person, data)
    async with town.app.store.reading() as tx:
        assert await tx.rows(standing_acts.select()) == []
    assert len(town.said(town.private(person))) == 1


@pytest.mark.parametrize("command", ["/open wumin", "/setup 第3网格", "/announce 停水", "/schedule week"])
async def test_a_command_of_the_group_is_refused_in_private_with_where_it_belongs(town: Town, command: str) -> None:
    await town.set_up()
    acts, private = await rows(town), town.private(town.chair)
    await town.says(town.chair, command, private)
    assert "群" in town.last(private)
    assert len(town.last(private)) < 120
    assert await rows(town) == acts


async def test_what_is_private_is_not_shown_in_the_group(town: Town) -> None:
    await town.set_up()
    person = town.neighbours[0]
    await town.says(person, "/my")
    assert "私聊" in town.last()
    await town.starts(person)
    posts = len(town.said())
    await town.says(person, "/my")
    assert "我的" in town.last(town.private(person))
    assert not any("我的" in text for text in town.said()[posts:])


@pytest.mark.parametrize("private", [False, True])
async def test_a_proposal_cut_into_three_messages_gets_one_answer_and_raises_nothing(town: Town, private: bool) -> None:
    await town.set_up()
    await town.opens("zhiti")
    person = town.neighbours[0]
    chat = town.group
    if private:
        await town.starts(person)
        await town.presses(person, "悄悄提")
        chat = town.private(person)
    posts = len(town.said(chat))
    text = ("" if private else "/ti ") + "楼道灯坏了。" * 1500
    for piece in (text[:4096], text[4096:8192], text[8192:8300]):
        town.emulator.people.say(person, chat, piece, reply_to=town.newest() if not private else None)
    await town.rest()
    assert len(town.said(chat)) == posts + 1
    assert "500" in town.last(chat)
    async with town.app.store.reading() as tx:
        assert await tx.rows(issues.select()) == []


async def test_a_roll_that_a_client_cut_up_changes_nothing(town: Town) -> None:
    await town.set_up()
    acts = await rows(town)
    lines = ["unit,household,area,owner,representative", *(f"9-{n},9-{n},89.50,业主{n},业主{n}" for n in range(200))]
    await town.says(town.chair, "/roll\n" + "\n".join(lines)[:4000])
    assert await rows(town) == acts
    assert "没有改动" in town.last()


@pytest.mark.parametrize("text", ["👍👍👍", "🏳️‍🌈", "！！！", "\u2060👍"])
async def test_signs_alone_are_no_proposal_in_private_either(town: Town, text: str) -> None:
    await town.set_up()
    await town.opens("zhiti")
    person = town.neighbours[0]
    await town.starts(person)
    await town.presses(person, "悄悄提")
    await town.says(person, text, town.private(person))
    async with town.app.store.reading() as tx:
        assert await tx.rows(issues.select()) == []
    assert 0 < len(town.last(town.private(person))) < 200


async def test_html_is_shown_as_text_wherever_words_of_people_stand(town: Town) -> None:
    await town.set_up()
    await town.opens("zhiyi")
    await town.starts(town.chair)
    await town.says(town.neighbours[0], "/yi 顾虑 <a href='x'>点</a> & <b>粗")
    assert any("<a href='x'>点</a> & <b>粗" in text for text in town.said(town.private(town.chair)))
    await town.says(town.chair, "/announce <i>停水</i> &amp; 停电")
    assert any("<i>停水</i> &amp; 停电" in text for text in town.said())
    assert town.refused == []


async def test_an_edit_of_a_command_or_a_reply_means_nothing(town: Town) -> None:
    await town.set_up()
    act = await town.says(town.neighbours[0], "/ti 楼道灯坏了,请换一盏")
    acts, posts = await rows(town), town.said()
    assert act.message is not None
    town.emulator.people.edit(act.message, "/ti 别的事情也要办")
    await town.rest()
    assert (await rows(town), town.said()) == (acts, posts)
