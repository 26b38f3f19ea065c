"""What is owed: in order for each place, one edit however many presses, nothing lost by a crash."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.deliberation.desk import Owed, Urgency
from bot.storage import cards_shown, chats, owing
from bot.storage.chats import Seen
from bot.storage.owing import Delivery
from bot.storage.presence import Presence
from bot.storage.store import Store, Tx
from storage.counting import statements
from storage.making import HOUR, NOW, Town, a_town, residents

SECOND = timedelta(seconds=1)


def _post(chat_id: int, text: str = "", **more: Any) -> Owed:
    return Owed("post", "announcement", {"text": text}, chat_id=chat_id, **more)


def _card(chat_id: int, round_id: int = 1) -> Owed:
    return Owed("card", "round", {"round": round_id}, chat_id=chat_id, key=f"card:{chat_id}:round:{round_id}")


async def _claim(store: Store, at: Any = NOW, limit: int = 10, sender: int = 1) -> list[Delivery]:
    async with store.claiming() as tx:
        return await owing.claim_next(tx, at, limit, sender)


async def _owe(store: Store, town: Town, *owed: Owed, at: Any = NOW) -> None:
    async with store.transaction() as tx:
        await owing.owe(tx, owed, at, town.ids)


async def _sent(store: Store, *deliveries: Delivery) -> None:
    async with store.transaction() as tx:
        for delivery in deliveries:
            await owing.sent(tx, delivery)


async def _second_chat(tx: Tx, town: Town) -> int:
    return (await chats.meet_chats(tx, [Seen(-200, 7)], town.ids))[-200, 7].id


async def test_a_delivery_says_where_it_goes_and_is_not_claimed_twice(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        (person,) = await residents(tx, town.ids, "甲")
        topic = await _second_chat(tx, town)
    private = Owed("post", "receipt", {"motion": 3}, person_id=person.id, urgency=Urgency.PRIVATE)
    await _owe(store, town, _post(topic, "墙上贴", reply_to=55), private)
    first, second = await _claim(store)
    assert (first.platform_id, first.thread_id, first.reply_to, first.args) == (-200, 7, 55, {"text": "墙上贴"})
    assert (second.platform_id, second.person_id, second.urgency) == (person.user_id, person.id, Urgency.PRIVATE)
    assert await _claim(store) == []


async def test_one_chat_gets_its_messages_in_order_while_others_do_not_wait(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        other = await _second_chat(tx, town)
    await _owe(store, town, _post(town.chat.id, "1"), _post(town.chat.id, "2"), _post(other, "3"))
    first, third = await _claim(store)
    assert (first.args["text"], third.args["text"]) == ("1", "3")
    await _sent(store, first)
    (second,) = await _claim(store)
    assert second.args["text"] == "2"


async def test_a_hundred_presses_owe_one_edit(store: Store) -> None:
    town = await a_town(store)
    for _ in range(100):
        await _owe(store, town, _card(town.chat.id))
    (delivery,) = await _claim(store)
    await _sent(store, delivery)
    assert await _claim(store) == []


async def test_a_state_that_changes_during_its_delivery_is_delivered_once_more(store: Store) -> None:
    town = await a_town(store)
    await _owe(store, town, _card(town.chat.id))
    (delivery,) = await _claim(store)
    await _owe(store, town, _card(town.chat.id))
    assert await _claim(store) == []
    await _sent(store, delivery)
    (again,) = await _claim(store)
    await _sent(store, again)
    assert await _claim(store) == []
    assert again.generation == delivery.generation + 1


async def test_a_card_owed_again_and_again_does_not_starve_what_came_between(store: Store) -> None:
    town = await a_town(store)
    await _owe(store, town, _card(town.chat.id))
    (card,) = await _claim(store)
    await _owe(store, town, _post(town.chat.id, "结果"), at=NOW + SECOND)
    await _owe(store, town, _card(town.chat.id), at=NOW + 2 * SECOND)
    await _sent(store, card)
    (post,) = await _claim(store, NOW + 3 * SECOND)
    assert post.what == "post"


async def a_program(store: Store) -> Presence:
    presence = Presence(store)
    await presence.begin()
    return presence


async def test_what_was_in_delivery_at_a_crash_is_owed_again_and_marked(store: Store, url: str) -> None:
    town = await a_town(store)
    await _owe(store, town, _post(town.chat.id, "1"))
    program = await a_program(store)
    (begun,) = await _claim(store, sender=program.number)
    async with store.claiming() as tx:
        assert await owing.interrupted(tx) == []
    await program.end()
    await store.close()
    restarted = await Store.open(url)
    program = await a_program(restarted)
    try:
        async with restarted.claiming() as tx:
            assert await owing.is_any_left(tx)
            assert [found.id for found in await owing.interrupted(tx)] == [begun.id]
            assert not await owing.is_any_left(tx)
        (again,) = await _claim(restarted, NOW + SECOND, sender=program.number)
        assert (again.id, again.interrupted, begun.interrupted) == (begun.id, True, False)
        await _sent(restarted, again)
        assert await _claim(restarted) == []
    finally:
        await program.end()
        await restarted.close()


async def test_who_was_taken_for_gone_may_still_say_that_it_arrived_until_another_sends_it(store: Store) -> None:
    town = await a_town(store)
    await _owe(store, town, _post(town.chat.id, "1"), _post(town.chat.id, "2"))
    slow = await a_program(store)
    (first,) = await _claim(store, sender=slow.number)
    await slow.end()
    other = await a_program(store)
    async with store.claiming() as tx:
        await owing.interrupted(tx)
    await _sent(store, first)
    (second,) = await _claim(store, sender=other.number)
    assert (second.args["text"], second.interrupted) == ("2", False)
    async with store.transaction() as tx:
        await owing.given_up(tx, replace(second, sender=slow.number), "too late to say so")
        assert await owing.count_owed(tx) == 1
    await other.end()


async def test_flood_waits_are_kept_in_the_database_for_each_place(store: Store, url: str) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        other = await _second_chat(tx, town)
        await owing.hold_chat(tx, town.chat.id, NOW + 30 * SECOND)
    await _owe(store, town, _post(town.chat.id, "1"), _post(other, "2"))
    restarted = await Store.open(url)
    try:
        (only,) = await _claim(restarted, NOW + SECOND)
        assert only.chat_id == other
        await _sent(restarted, only)
        async with restarted.reading() as tx:
            assert await owing.next_ready_at(tx, NOW + SECOND) == NOW + 30 * SECOND
        (held,) = await _claim(restarted, NOW + 30 * SECOND)
        assert held.chat_id == town.chat.id
    finally:
        await restarted.close()


async def test_what_is_postponed_or_failed_comes_back_and_what_is_given_up_does_not(store: Store) -> None:
    town = await a_town(store)
    await _owe(store, town, _post(town.chat.id, "1"))
    (delivery,) = await _claim(store)
    async with store.transaction() as tx:
        await owing.postpone(tx, delivery, NOW + HOUR, "timeout", tried=True, interrupted=True)
        assert await owing.next_ready_at(tx, NOW) == NOW + HOUR
        assert await owing.next_ready_at(tx, NOW + 2 * HOUR) == NOW + 2 * HOUR
    assert await _claim(store, NOW + HOUR - SECOND) == []
    (again,) = await _claim(store, NOW + HOUR)
    assert (again.attempts, again.interrupted) == (1, True)
    async with store.transaction() as tx:
        assert await owing.next_ready_at(tx, NOW) is None
        await owing.owe_again(tx, [again])
    (third,) = await _claim(store, NOW + HOUR)
    async with store.transaction() as tx:
        await owing.given_up(tx, third, "kicked")
        assert await owing.count_owed(tx) == 0
    assert await _claim(store, NOW + 9 * HOUR) == []


@pytest.mark.parametrize(("first", "second"), [(NOW + HOUR, None), (None, NOW + HOUR), (NOW, NOW + HOUR)])
async def test_the_later_of_two_waits_holds(store: Store, first: Any, second: Any) -> None:
    town = await a_town(store)
    await _owe(store, town, replace(_card(town.chat.id), not_before=first))
    await _owe(store, town, replace(_card(town.chat.id), not_before=second))
    assert await _claim(store, NOW + HOUR - SECOND) == []
    assert len(await _claim(store, NOW + HOUR)) == 1


async def test_owing_many_takes_one_statement(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        with statements() as seen:
            await owing.owe(tx, [_post(town.chat.id, str(n)) for n in range(200)], NOW, town.ids)
        assert await owing.count_owed(tx) == 200
    assert len(seen) == 1


async def test_posts_are_counted_by_the_day(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        for day in ("2026-12-07", "2026-12-07", "2026-12-08"):
            await owing.count_post(tx, town.chat.id, day)
            assert await owing.posts_on(tx, town.chat.id, "2026-12-09") == 0
        assert await owing.posts_on(tx, town.chat.id, "2026-12-08") == 1


async def test_finished_rows_are_forgotten_but_not_what_is_still_owed(store: Store) -> None:
    town = await a_town(store)
    await _owe(store, town, _post(town.chat.id, "1"), _post(town.chat.id, "2"))
    await _sent(store, *await _claim(store))
    async with store.transaction() as tx:
        assert await owing.prune(tx, NOW) == 0
        assert await owing.prune(tx, NOW + SECOND) == 1
        assert await owing.count_owed(tx) == 1


async def test_a_live_card_is_known_by_its_key_and_lost_when_its_chat_moves(store: Store) -> None:
    town = await a_town(store)
    key = f"card:{town.chat.id}:board"
    async with store.transaction() as tx:
        assert await cards_shown.card(tx, key) is None
        await cards_shown.card_posted(tx, key, town.chat.id, None, 41, "aa", NOW)
        await cards_shown.card_posted(tx, key, town.chat.id, None, 42, "bb", NOW + HOUR)
        await cards_shown.card_edited(tx, key, "cc")
        card = await cards_shown.card(tx, key)
        assert card is not None
        assert (card.message_id, card.shown, card.state, card.posted_at) == (42, "cc", "live", NOW + HOUR)
        await chats.move_chat(tx, town.chat.platform_id, -1001)
        card = await cards_shown.card(tx, key)
        assert card is not None
        assert card.state == "lost"


async def test_a_reply_is_understood_by_the_message_it_answers(store: Store) -> None:
    async with store.transaction() as tx:
        await cards_shown.remember_message(tx, -100, 7, "task-nudge", {"task": 3}, NOW)
        about = await cards_shown.message_about(tx, -100, 7)
        assert about is not None
        assert (about.card, about.args) == ("task-nudge", {"task": 3})
        assert await cards_shown.message_about(tx, -200, 7) is None
        assert await cards_shown.forget_messages(tx, NOW + SECOND) == 1
        assert await cards_shown.message_about(tx, -100, 7) is None
