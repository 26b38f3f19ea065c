"""The whole bot over HTTP against the emulator: what people type and press, and what chats do."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.telegram.limiter import PRESSES
from bot.storage import chats, owing, people, updates
from bot.storage.tables import flows, journal

from .town import Town, founded


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        yield town


async def rows(town: Town) -> int:
    """How many acts the minutes hold."""
    async with town.app.store.reading() as tx:
        return len(await tx.rows(journal.select()))


async def test_a_vote_runs_from_the_question_to_the_result(town: Town) -> None:
    await town.open_quick_vote()
    assert any("楼道装灯" in text for text in town.said())
    for neighbour in town.neighbours:
        answer = await town.presses(neighbour, "同意")
        assert answer.text
    await town.conductor.advance(town.clock.now().replace(day=14))
    await town.rest()
    assert any("3" in text and "楼道装灯" in text for text in town.said()[-3:])
    assert town.refused == []


async def test_ordinary_talk_leaves_no_trace_and_gets_no_answer(town: Town) -> None:
    await town.set_up()
    before, acts = town.said(), await rows(town)
    for text in ("大家好", "7 号楼的灯坏了", "#随便说", "/unknown", "/ti@other_bot 这个", "@chair 你好"):
        await town.says(town.neighbours[0], text)
    assert town.said() == before
    assert await rows(town) == acts


async def test_an_unknown_command_that_names_the_bot_gets_a_short_answer(town: Town) -> None:
    await town.says(town.neighbours[0], f"/nonsense@{town.emulator.bot.username}")
    assert len(town.said()) == 1
    assert town.emulator.places.last_message(town.group).reply_to is not None  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["/nonsense", "随便说说", "👍", "<b>粗</b>", "字" * 4000])
async def test_in_private_whatever_is_said_gets_one_short_answer(town: Town, text: str) -> None:
    person = town.neighbours[0]
    await town.says(person, text, town.private(person))
    [answer] = town.said(town.private(person))
    assert 0 < len(answer) < 200
    assert town.refused == []


async def test_a_proposal_by_hash_sign_is_understood_where_the_bot_sees_it(town: Town) -> None:
    await town.set_up()
    await town.says(town.neighbours[0], "#民提 楼道灯坏了,请换一盏")
    assert "楼道灯坏了" in town.last()


async def test_markup_of_people_is_shown_as_text(town: Town) -> None:
    await town.set_up()
    await town.says(town.neighbours[0], "/ti <b>灯</b> & <script>坏了")
    assert "<b>灯</b>" in town.last()
    assert town.refused == []


@pytest.mark.parametrize("text", ["/ti 👍👍👍", "/ti     \u200b", "/ti " + "字" * 4000])
async def test_what_is_no_proposal_is_refused_and_changes_nothing(town: Town, text: str) -> None:
    await town.set_up()
    acts = await rows(town)
    await town.says(town.neighbours[0], text)
    assert await rows(town) == acts
    assert 0 < len(town.last()) < 200


@pytest.mark.parametrize("data", ["nonsense", "v_b_zz_zz_agree", "go_1", "q_", "v_b_1_2_" + "x" * 50, "é"])
async def test_forged_buttons_are_refused_and_change_nothing(town: Town, data: str) -> None:
    await town.set_up()
    acts = await rows(town)
    answer = await town.answer(town.emulator.people.forge_press(town.neighbours[0], town.group, 999, data))
    assert answer.alert
    assert await rows(town) == acts


async def test_a_hundred_presses_by_one_person_are_answered_once_beyond_the_limit(town: Town) -> None:
    await town.open_quick_vote()
    message, data = town.button("同意")
    person = town.neighbours[0]
    presses = [town.emulator.people.press(person, town.group, message.id, data) for _ in range(100)]
    await town.rest()
    answered = [press.answer for press in presses if press.answer is not None]
    assert len(answered) == PRESSES.most + 1
    async with town.app.store.reading() as tx:
        taken = await updates.seen(tx, [update.id for press in presses for update in press.updates])
    assert len(taken) == PRESSES.most
    other = await town.presses(town.neighbours[1], "同意")
    assert other.text


async def test_an_update_that_is_delivered_twice_has_one_effect(town: Town) -> None:
    await town.set_up()
    act = await town.says(town.neighbours[0], "/ti 楼道灯坏了,请换一盏")
    posts, acts = len(town.said()), await rows(town)
    town.emulator.people.repeat(act)
    await town.rest()
    assert (len(town.said()), await rows(town)) == (posts, acts)


async def test_what_happens_while_the_bot_is_down_is_taken_when_it_is_back(town: Town) -> None:
    await town.set_up()
    await town.app.kill()
    town.conductor.bot = None
    town.emulator.people.say(town.neighbours[0], town.group, "/ti 楼道灯坏了,请换一盏")
    await town.restart()
    assert "楼道灯坏了" in town.last()
    assert town.emulator.undelivered == 0


async def test_a_bot_that_is_stopped_leaves_nothing_unconfirmed(town: Town) -> None:
    await town.set_up()
    acts = [
        town.emulator.people.say(person, town.group, f"/ti 第{n}件事情要办") for n, person in enumerate(town.neighbours)
    ]
    await acts[0].confirmed()
    await town.app.stop()
    town.conductor.bot = None
    assert town.emulator.undelivered == 0


async def test_an_anonymous_administrator_is_told_the_way_out(town: Town) -> None:
    town.emulator.places.promote(town.group, town.neighbours[0], by=town.chair, anonymous=True)
    await town.says(town.neighbours[0], "/status")
    [answer] = town.said()
    assert "匿名" in answer


async def test_other_bots_are_not_spoken_with(town: Town) -> None:
    robot = town.emulator.people.new("别的机器人", is_bot=True)
    town.emulator.places.add(town.group, robot)
    await town.says(robot, "/status")
    assert town.said() == []


async def test_an_edited_message_means_nothing(town: Town) -> None:
    await town.set_up()
    act = await town.says(town.neighbours[0], "大家好")
    before = town.said()
    assert act.message is not None
    town.emulator.people.edit(act.message, "/status")
    await town.rest()
    assert town.said() == before


async def test_who_comes_and_goes_is_known_without_asking(town: Town) -> None:
    newcomer = town.emulator.people.new("新来的")
    town.emulator.places.add(town.group, newcomer)
    await town.rest()
    async with town.app.store.reading() as tx:
        assert newcomer.id in await people.users_inside(tx, town.group.id)
    town.emulator.places.remove(town.group, newcomer)
    await town.rest()
    async with town.app.store.reading() as tx:
        assert newcomer.id not in await people.users_inside(tx, town.group.id)


async def test_a_stranger_to_the_group_cannot_vote(town: Town) -> None:
    await town.open_quick_vote()
    stranger = town.emulator.people.new("路人")
    message, data = town.button("同意")
    answer = await town.answer(town.emulator.people.forge_press(stranger, town.group, message.id, data))
    assert answer.alert
    async with town.app.store.reading() as tx:
        assert stranger.id not in await people.users_inside(tx, town.group.id)


async def test_a_group_that_becomes_a_supergroup_stays_the_group_it_was(tmp_path: Path) -> None:
    async with founded(tmp_path, kind="group") as town:
        await town.set_up()
        new = town.emulator.places.migrate(town.group, by=town.chair)
        await town.rest()
        await town.says(town.neighbours[0], "/ti 楼道灯坏了,请换一盏", new)
        assert "楼道灯坏了" in town.last(new)
        async with town.app.store.reading() as tx:
            found = await chats.chat_by_platform(tx, new.id)
        assert found is not None
        assert found.community_id is not None


async def test_an_answer_goes_to_the_topic_where_it_was_asked(tmp_path: Path) -> None:
    async with founded(tmp_path, forum=True) as town:
        topic = town.emulator.places.topic(town.group, "议事", by=town.chair)
        town.emulator.people.say(town.neighbours[0], town.group, "/help", thread_id=topic.thread_id)
        await town.rest()
        assert [post.thread_id for post in town.posted] == [topic.thread_id]


async def test_a_group_the_bot_is_removed_from_and_added_to_again_is_served_again(town: Town) -> None:
    await town.set_up()
    town.emulator.places.remove(town.group, town.emulator.bot, by=town.chair)
    await town.rest()
    town.emulator.places.add(town.group, town.emulator.bot, by=town.chair)
    await town.rest()
    await town.says(town.neighbours[0], f"/help@{town.emulator.bot.username}")
    assert town.said()
    async with town.app.store.reading() as tx:
        assert await owing.count_owed(tx) == 0


async def test_a_person_who_blocks_and_comes_back_is_written_to_again(town: Town) -> None:
    person = town.neighbours[0]
    await town.starts(person)
    town.emulator.people.block(person)
    await town.rest()
    async with town.app.store.reading() as tx:
        blocked = await people.person_by_user(tx, person.id)
    town.emulator.people.unblock(person)
    await town.rest()
    async with town.app.store.reading() as tx:
        back = await people.person_by_user(tx, person.id)
    assert blocked is not None
    assert back is not None
    assert (blocked.blocked, back.blocked) == (True, False)


async def test_residents_see_four_commands_and_moderators_one_more(town: Town) -> None:
    menus = town.emulator.commands
    assert [c["command"] for c in menus['{"type": "default"}', ""]] == ["ti", "status", "my", "help"]
    administrators = menus['{"type": "all_chat_administrators"}', "zh"]
    assert [c["command"] for c in administrators] == ["ti", "status", "my", "help", "manage"]


async def test_the_menu_of_a_moderator_comes_with_the_office_and_goes_with_it(town: Town) -> None:
    person = town.neighbours[0]
    await town.set_up()
    await town.starts(person)
    menus, mine = town.emulator.commands, f'{{"chat_id": {person.id}, "type": "chat"}}'
    await town.says(person, "/status")
    before = len([call for call in town.emulator.calls if call.method == "setMyCommands"])
    await town.says(town.chair, "/role 甲 网格长")
    assert {
        language: [c["command"] for c in menus[mine, language]][-1] for language in ("", "zh", "en")
    } == dict.fromkeys(("", "zh", "en"), "manage")
    assert menus[mine, "en"] != menus[mine, "zh"]
    await town.says(town.chair, "/role - 甲 网格长")
    assert not any(scope == mine and shown for (scope, _), shown in menus.items())
    assert len([call for call in town.emulator.calls if call.method == "setMyCommands"]) == before + 3


async def test_a_moderator_who_opens_the_private_chat_later_gets_the_menu_then(town: Town) -> None:
    person = town.neighbours[0]
    await town.set_up()
    await town.says(person, "/status")
    await town.says(town.chair, "/role 甲 网格长")
    await town.starts(person)
    assert town.emulator.commands[f'{{"chat_id": {person.id}, "type": "chat"}}', "zh"]


async def test_menus_that_have_not_changed_are_not_set_again(town: Town) -> None:
    await town.app.stop()
    town.emulator.commands.clear()
    await town.restart()
    assert town.emulator.commands == {}


async def test_what_nobody_foresaw_gets_a_number_and_stops_nothing(town: Town) -> None:
    await town.open_quick_vote()
    await town.app.stop()
    town.conductor.bot = None
    await town.restart()
    async with town.app.store.transaction() as tx:
        await tx.run(flows.update().values(body="{}"))
    await town.says(town.neighbours[0], "/status")
    await town.says(town.neighbours[1], "/help")
    assert any("编号" in text for text in town.said())
    assert "/ti" in town.last()


async def test_words_asked_for_in_private_complete_what_they_were_asked_for(town: Town) -> None:
    person = town.neighbours[0]
    await with_roll(town)
    await town.says(town.chair, "/open wumin")
    await town.confirm_opening()
    answer = await town.presses(person, "悄悄提")
    assert answer.url is not None
    town.emulator.people.follow(person, answer.url)
    await town.rest()
    await town.says(person, "楼道里堆了杂物,希望清一清", town.private(person))
    async with town.app.store.reading() as tx:
        found = await people.person_by_user(tx, person.id)
    assert found is not None
    assert found.awaiting == {}
    await town.says(person, "还有一句", town.private(person))
    assert "/ti" in town.last(town.private(person))


async def with_roll(town: Town) -> None:
    await town.set_up()
    lines = [
        "unit,household,area,owner,representative",
        *(f"2-10{n},2-10{n},89.50,业主{n},业主{n}" for n in range(1, 5)),
    ]
    await town.says(town.chair, "/roll\n" + "\n".join(lines))


async def test_a_reply_to_the_card_is_a_proposal(town: Town) -> None:
    await with_roll(town)
    await town.says(town.chair, "/open wumin")
    await town.confirm_opening()
    card, _ = town.button("悄悄提")
    acts = await rows(town)
    act = town.emulator.people.say(town.neighbours[0], town.group, "路灯三盏不亮,请修", reply_to=card)
    await act.confirmed()
    await town.rest()
    assert await rows(town) == acts + 1


async def test_a_press_is_answered_in_the_language_a_person_has_chosen(town: Town) -> None:
    await town.open_quick_vote()
    person = town.neighbours[0]
    before = await town.presses(person, "同意")
    await town.says(person, "/lang en", town.private(person))
    after = await town.presses(person, "同意")
    assert not before.text.isascii()
    assert any(word in after.text.lower() for word in ("recorded", "already", "agree", "vote"))


async def test_a_result_broken_off_by_a_power_cut_is_sent_again_and_marked(town: Town) -> None:
    town.emulator.faults.add("hang", method="sendMessage", after_effect=True)
    town.emulator.people.say(town.neighbours[0], town.group, "/help")
    async with asyncio.timeout(20):
        await town.emulator.changes.until(lambda: "/ti" in town.last())
    await town.app.kill()
    town.conductor.bot = None
    town.clock.advance_to(town.clock.now() + timedelta(minutes=1))
    await town.restart()
    once, again = town.said()[-2:]
    assert again.endswith(once)
    assert "重发" in again
