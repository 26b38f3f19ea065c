"""What is owed arrives: once, in order, in its time, and whatever a platform does in between."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import event

from bot.deliberation.desk import Owed, Urgency
from bot.deliberation.model import Community
from bot.outbox import Outbox
from bot.outbox.calm import GROUP_PAUSE
from bot.rehearsal.emulator.model import User
from bot.storage import chats, owing, people, scopes
from bot.storage.presence import Presence

from .conftest import HOUSE, Post, card, private, running, texts, words

SECOND = timedelta(seconds=1)
NIGHT = datetime(2026, 12, 7, 15, 0, tzinfo=UTC)  # 23:00 in Shanghai
NEXT_MORNING = datetime(2026, 12, 8, 0, 0, tzinfo=UTC)  # 08:00


def bodies(said: list[str]) -> list[str]:
    """The announcements' own words, without their head."""
    return [text.splitlines()[-1] for text in said]


async def another(post: Post) -> Outbox:
    """The outbox of a program started after the one at work."""
    presence = Presence(post.store)
    await presence.begin()
    return Outbox(post.store, presence, post.courier, post.clock, HOUSE, post.shelf, parallel=1, salt=str)


async def test_posts_of_a_chat_arrive_in_order_and_at_a_pace_it_bears(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(*(words(text, chat) for text in texts("第", 5)))
    await post.run_for(timedelta(minutes=1))
    assert bodies(post.said(group.id)) == list(texts("第", 5))
    times = post.times(group.id)
    assert all(later - earlier >= GROUP_PAUSE for earlier, later in pairwise(times))


async def test_one_chats_flood_holds_up_no_other(post: Post) -> None:
    slow, slow_id = await post.group("慢")
    quick, quick_id = await post.group("快")
    post.emulator.faults.add("too_many_requests", chat_id=slow.id, retry_after=600)
    await post.owe(words("慢", slow_id), words("快", quick_id))
    await post.settled()
    assert bodies(post.said(quick.id)) == ["快"]
    await post.run_for(timedelta(seconds=599))
    assert post.said(slow.id) == []
    await post.run_for(SECOND)
    assert bodies(post.said(slow.id)) == ["慢"]


async def test_a_flood_wait_outlives_a_restart(post: Post) -> None:
    group, chat = await post.group("第2网格")
    post.emulator.faults.add("too_many_requests", retry_after=60)
    await post.owe(words("一", chat))
    await post.settled()
    other = await another(post)
    async with running(other):
        async with asyncio.timeout(20):
            while not other.idle:
                await post.clock.someone_waits()
        assert post.said(group.id) == []


async def test_a_live_card_is_edited_and_never_posted_twice(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(card("0 票", chat))
    await post.run_for(timedelta(minutes=1))
    for votes in range(1, 101):
        await post.owe(card(f"{votes} 票", chat))
    await post.run_for(timedelta(minutes=5))
    assert bodies(post.said(group.id)) == ["0 票"]
    [message] = [m for m in group.messages.values() if m.sender is post.emulator.bot]
    assert message.text.endswith("100 票")
    assert message.silent


async def test_a_hundred_changes_at_once_cost_one_edit(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(card("0 票", chat))
    await post.run_for(timedelta(minutes=1))
    edits: list[object] = []
    post.emulator.on_event(lambda event: edits.append(event) if type(event).__name__ == "Edited" else None)
    ids = await post.store.reserve_ids(100)
    async with post.store.transaction() as tx:
        for votes in range(1, 101):
            await owing.owe(tx, [card(f"{votes} 票", chat)], post.clock.now(), ids)
    post.outbox.wake.set()
    await post.run_for(timedelta(minutes=1))
    assert len(edits) == 1
    assert [m.text.endswith("100 票") for m in group.messages.values() if m.sender is post.emulator.bot] == [True]


async def test_a_card_that_changed_during_its_delivery_is_delivered_once_more(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(card("旧", chat))
    await post.run_for(timedelta(minutes=1))
    ids = await post.store.reserve_ids(10)
    async with post.store.transaction() as tx:
        await owing.owe(tx, [card("中", chat)], post.clock.now(), ids)
        [delivery] = await owing.claim_next(tx, post.clock.now(), 1, post.presence.number)
    await post.owe(card("新", chat))
    async with post.store.transaction() as tx:
        await owing.sent(tx, delivery)
    post.outbox.wake.set()
    await post.run_for(timedelta(minutes=1))
    assert bodies([m.text for m in group.messages.values() if m.sender is post.emulator.bot]) == ["新"]


async def test_a_card_that_changed_while_an_earlier_state_of_it_was_refused_is_shown_as_it_is_now(post: Post) -> None:
    group, chat = await post.group("第2网格")
    ids = await post.store.reserve_ids(10)
    async with post.store.transaction() as tx:
        await owing.owe(tx, [card("太长", chat)], post.clock.now(), ids)
        [delivery] = await owing.claim_next(tx, post.clock.now(), 1, post.presence.number)
    await post.owe(card("新", chat))
    async with post.store.transaction() as tx:
        await owing.given_up(tx, delivery, "refused")
    post.outbox.wake.set()
    await post.run_for(timedelta(minutes=1))
    assert bodies(post.said(group.id)) == ["新"]


async def test_a_card_that_shows_this_already_costs_no_call(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(card("同", chat))
    await post.run_for(timedelta(minutes=1))
    post.emulator.faults.add("server_error", method="editMessageText")
    await post.owe(card("同", chat))
    await post.settled()
    async with post.store.reading() as tx:
        assert await owing.count_owed(tx) == 0
    assert len(post.said(group.id)) == 1


async def test_a_card_deleted_by_hand_is_posted_anew(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(card("旧", chat))
    await post.run_for(timedelta(minutes=1))
    [message] = [m for m in group.messages.values() if m.sender is post.emulator.bot]
    owner = next(member.user for member in group.members.values() if member.status == "creator")
    post.emulator.people.delete(owner, message)
    await post.owe(card("新", chat))
    await post.run_for(timedelta(minutes=1))
    await post.owe(card("更新", chat))
    await post.run_for(timedelta(minutes=1))
    assert bodies(post.said(group.id)) == ["旧", "新"]
    assert bodies([m.text for m in group.messages.values() if m.sender is post.emulator.bot and not m.deleted]) == [
        "更新"
    ]


async def test_a_retired_card_keeps_its_last_state_and_is_not_touched_again(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(card("11 票", chat))
    await post.run_for(timedelta(minutes=1))
    await post.owe(card("12 票", chat, what="retire"))
    await post.run_for(timedelta(minutes=1))
    [message] = [m for m in group.messages.values() if m.sender is post.emulator.bot]
    assert message.text.endswith("12 票")
    assert message.buttons == ()


async def test_the_board_is_pinned_when_it_is_first_posted(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(Owed("card", "board", {"chat": chat}, chat_id=chat, key=f"card:{chat}:board"))
    await post.run_for(timedelta(minutes=1))
    assert [m.sender for m in group.pinned] == [post.emulator.bot]


async def test_what_a_crash_broke_off_is_repeated_with_a_mark(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(words("结果", chat))
    await post.run_for(timedelta(minutes=1))
    ids = await post.store.reserve_ids()
    async with post.store.transaction() as tx:
        await owing.owe(tx, [words("第二", chat)], post.clock.now(), ids)
        [claimed] = await owing.claim_next(tx, post.clock.now(), 1, post.presence.number)
    assert claimed.card == "announcement"
    other = await another(post)
    async with running(other):
        async with asyncio.timeout(20):
            while not other.idle:
                await post.clock.someone_waits()
    first, second = post.said(group.id)
    assert first.endswith("结果")
    assert len(second.splitlines()) == len(first.splitlines()) + 1  # the mark stands on a line of its own


@pytest.mark.parametrize("kind", ["server_error", "drop"])
async def test_an_answer_that_never_came_is_tried_again_later_and_marked(post: Post, kind: str) -> None:
    group, chat = await post.group("第2网格")
    post.emulator.faults.add(kind, after_effect=True)  # type: ignore[arg-type]
    await post.owe(words("结果", chat), words("下一条", chat))
    await post.settled()
    assert len(post.said(group.id)) == 1
    await post.run_for(timedelta(minutes=1))
    first, again, after = post.said(group.id)
    assert first.endswith("结果")
    assert again.endswith("结果")
    assert len(again.splitlines()) == len(first.splitlines()) + 1
    assert after.endswith("下一条")


async def test_a_platform_down_for_hours_loses_nothing(post: Post) -> None:
    group, chat = await post.group("第2网格")
    fault = post.emulator.faults.add("server_error", times=10_000)
    await post.owe(words("等着", chat))
    await post.run_for(timedelta(hours=6))
    fault.left = 0
    post.emulator.faults.clear()
    await post.run_for(timedelta(minutes=6))
    assert bodies(post.said(group.id)) == ["等着"]


async def test_at_night_only_what_was_asked_for_is_said(post: Post) -> None:
    group, chat = await post.group("第2网格")
    person, person_id = await post.person("甲")
    await post.run_until(NIGHT)
    await post.owe(
        words("结果", chat, Urgency.RESULT),
        words("提醒", chat, Urgency.BUDGETED),
        words("回答", chat),
        words("开始", chat, Urgency.OPENING),
        private("私下提醒", person_id, Urgency.PRIVATE),
        private("私下回答", person_id),
    )
    await post.run_for(timedelta(hours=1))
    assert bodies(post.said(group.id)) == ["回答", "开始"]
    assert bodies(post.said(person.id)) == ["私下回答"]
    await post.run_until(NEXT_MORNING - SECOND)
    assert len(post.said(group.id)) == 2
    await post.run_until(NEXT_MORNING + timedelta(minutes=1))
    assert bodies(post.said(group.id)) == ["回答", "开始", "结果", "提醒"]
    assert bodies(post.said(person.id)) == ["私下回答", "私下提醒"]


async def test_a_card_is_edited_at_night(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(card("11 票", chat))
    await post.run_until(NIGHT)
    await post.owe(card("12 票", chat))
    await post.settled()
    [message] = [m for m in group.messages.values() if m.sender is post.emulator.bot]
    assert message.text.endswith("12 票")


async def test_the_fourth_budgeted_post_waits_for_the_next_day(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(*(words(text, chat, Urgency.BUDGETED) for text in texts("第", 5)))
    await post.run_until(NEXT_MORNING - SECOND)
    assert bodies(post.said(group.id)) == list(texts("第", 3))
    await post.run_until(NEXT_MORNING + timedelta(minutes=1))
    assert bodies(post.said(group.id)) == list(texts("第", 5))


async def test_the_budget_of_a_group_is_one_for_all_programs_that_send(post: Post) -> None:
    group, chat = await post.group("第2网格")
    other = await another(post)
    async with running(other):
        await post.owe(*(words(f"{n}", chat, Urgency.BUDGETED) for n in range(5)))
        other.wake.set()
        await post.run_for(timedelta(hours=1))
    await post.settled()
    assert bodies(post.said(group.id)) == ["0", "1", "2"]


async def test_a_person_who_blocked_the_bot_is_given_up_on_and_nobody_waits(post: Post) -> None:
    gone, gone_id = await post.person("甲")
    there, there_id = await post.person("乙")
    post.emulator.people.block(gone)
    await post.owe(private("一", gone_id), private("二", there_id))
    await post.settled()
    assert bodies(post.said(there.id)) == ["二"]
    async with post.store.reading() as tx:
        assert await owing.count_owed(tx) == 0
        found = await people.person(tx, gone_id)
    assert found is not None
    assert found.blocked


async def test_a_person_who_never_opened_the_private_chat_is_not_called_blocked(post: Post) -> None:
    group, _ = await post.group("第2网格")
    user, person_id = await post.person("甲", started=False)
    post.emulator.places.add(group, user)
    await post.owe(private("一", person_id))
    await post.settled()
    async with post.store.reading() as tx:
        found = await people.person(tx, person_id)
    assert found is not None
    assert not found.blocked


async def test_a_group_the_bot_was_removed_from_is_left_alone(post: Post) -> None:
    group, chat = await post.group("第2网格")
    owner = next(member.user for member in group.members.values() if member.status == "creator")
    post.emulator.places.remove(group, post.emulator.bot, by=owner)
    refused: list[object] = []
    post.emulator.on_event(lambda event: refused.append(event) if type(event).__name__ == "CallRefused" else None)
    await post.owe(words("一", chat), words("二", chat))
    await post.run_for(timedelta(minutes=1))
    assert len(refused) == 1
    async with post.store.reading() as tx:
        found = await chats.chat(tx, chat)
        assert await owing.count_owed(tx) == 0
    assert found is not None
    assert found.state == "kicked"


async def moderated(post: Post, chat_id: int) -> User:
    """The moderator of a community to which this group belongs from now on."""
    user, person_id = await post.person("网格长")
    ids = await post.store.reserve_ids()
    async with post.store.transaction() as tx:
        scope = await scopes.ensure_scope(tx, None, "compound", f"小区{chat_id}", ids)
        community = Community(ids(), scope.id, scope.name)
        await scopes.new_community(tx, community)
        await chats.bind_chat(tx, chat_id, community)
        await people.grant(tx, person_id, scope.id, "grid_lead", None, post.clock.now(), ids)
        await people.set_dm_open(tx, [person_id])
    return user


async def test_what_is_given_up_leaves_a_note_to_the_moderators_and_holds_up_no_other_group(post: Post) -> None:
    """The bot was removed from one group, and one message to another Telegram will never take."""
    lost, lost_id = await post.group("没有机器人")
    odd, odd_id = await post.group("发不出去")
    well, well_id = await post.group("好好的")
    first, second = await moderated(post, lost_id), await moderated(post, odd_id)
    owner = next(member.user for member in lost.members.values() if member.status == "creator")
    post.emulator.places.remove(lost, post.emulator.bot, by=owner)
    post.emulator.faults.add("server_error", status=400, chat_id=odd.id)
    await post.owe(words("一", lost_id), words("不收", odd_id), words("二", well_id), words("三", odd_id))
    await post.run_for(timedelta(minutes=1))
    assert [bodies(post.said(group.id)) for group in (well, odd)] == [["二"], ["三"]]
    notes = [post.said(post.emulator.people.private_chat(moderator).id) for moderator in (first, second)]
    assert [len(said) for said in notes] == [1, 1]
    assert ["加回群里" in notes[0][0], "Telegram 不收" in notes[1][0]] == [True, True]


async def test_a_group_that_became_a_supergroup_is_followed(post: Post) -> None:
    group, chat = await post.group("小群", kind="group")
    owner = next(member.user for member in group.members.values() if member.status == "creator")
    new = post.emulator.places.migrate(group, by=owner)
    await post.owe(words("还在", chat))
    await post.run_for(timedelta(minutes=1))
    assert bodies(post.said(new.id)) == ["还在"]
    async with post.store.reading() as tx:
        found = await chats.chat(tx, chat)
    assert found is not None
    assert found.platform_id == new.id


async def test_a_closed_chat_is_waited_for(post: Post) -> None:
    group, chat = await post.group("第2网格", kind="supergroup")
    owner = next(member.user for member in group.members.values() if member.status == "creator")
    post.emulator.places.demote(group, post.emulator.bot, by=owner)
    post.emulator.places.let_members_send(group, False)
    await post.owe(words("结果", chat))
    await post.settled()
    post.emulator.places.let_members_send(group, True)
    await post.run_for(timedelta(minutes=15))
    assert bodies(post.said(group.id)) == ["结果"]


async def test_a_message_telegram_will_never_take_does_not_stand_in_the_way(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(Owed("post", "no-such-card", {"session": 1}, chat_id=chat), words("下一条", chat))
    await post.run_for(timedelta(minutes=1))
    assert bodies(post.said(group.id))[-1] == "下一条"


async def test_thirty_a_second_to_all_chats_together(post: Post) -> None:
    people_ = [await post.person(f"邻居{n}") for n in range(40)]
    await post.owe(*(private("通知", person_id) for _, person_id in people_))
    await post.settled()
    assert len(post.posted) == 30
    await post.run_for(2 * SECOND)
    assert len(post.posted) == 40


@pytest.mark.parametrize("parallel", [1])
async def test_with_one_at_a_time_everything_goes_out_in_the_order_it_was_owed(post: Post) -> None:
    groups = [await post.group(f"群{n}") for n in range(4)]
    order = [0, 1, 2, 3, 0, 1, 2, 3]
    await post.owe(*(words(f"{n}", groups[place][1]) for n, place in enumerate(order)))
    await post.run_for(timedelta(minutes=1))
    assert bodies([p.shown.text for p in post.posted]) == [str(n) for n in range(8)]


async def test_stopping_ends_what_has_begun(post: Post) -> None:
    group, chat = await post.group("第2网格")
    other = await another(post)
    ids = await post.store.reserve_ids()
    async with post.store.transaction() as tx:
        await owing.owe(tx, [words("一", chat)], post.clock.now(), ids)
    async with running(other):
        await post.emulator.changes.until(lambda: bool(post.posted))
    async with post.store.reading() as tx:
        assert await owing.count_owed(tx) == 0
    assert len(post.said(group.id)) == 1


async def test_what_could_not_be_rendered_while_the_database_was_away_is_sent_when_it_is_back(post: Post) -> None:
    group, chat = await post.group("第2网格")
    await post.owe(card("第一", chat))
    await post.run_for(timedelta(minutes=1))
    failing = [3]

    def away(_one: object, _other: object, statement: str, params: object, *_more: object) -> tuple[str, object]:
        if failing[0] and "FROM cards" in statement:
            failing[0] -= 1
            return "SELECT nothing_there", ()
        return statement, params

    event.listen(post.store._reader.sync_engine, "before_cursor_execute", away, retval=True)
    await post.owe(card("第二", chat))
    await post.run_for(timedelta(minutes=1))
    assert failing == [0]
    [live] = [message for message in group.messages.values() if message.sender == post.emulator.bot]
    assert live.text.endswith("第二")
