"""What people do reaches the bot as Telegram would have it, or not at all; and observers see it in order."""

import asyncio

import pytest

from bot.rehearsal.emulator import NotPossible
from bot.rehearsal.emulator.events import (
    Answered,
    CallRefused,
    Deleted,
    Edited,
    Event,
    MembershipChanged,
    Pinned,
    Posted,
    Pressed,
)
from emulator.town import Town, keyboard

SEEN = [
    ("/ti 遛狗不牵绳", True),
    ("/ti@youshi_bot 遛狗", True),
    ("/TI@Youshi_Bot", True),
    ("/ti@other_bot 遛狗", False),
    ("/ti遛狗", False),
    ("请发 /ti 遛狗", False),
    ("#民提 遛狗不牵绳", False),
    ("大家好 @youshi_bot", False),
]


@pytest.mark.parametrize(("text", "seen"), SEEN)
async def test_privacy_mode_hides_ordinary_talk_from_a_member(town: Town, text: str, seen: bool) -> None:
    """In the group where the bot is a plain member only commands meant for it arrive."""
    act = town.emulator.people.say(town.neighbour, town.stairs, text)
    assert bool(act.updates) is seen
    assert town.emulator.people.say(town.neighbour, town.yard, text).updates


async def test_replies_to_the_bot_and_service_messages_pass_privacy_mode(town: Town) -> None:
    people, places = town.emulator.people, town.emulator.places
    card = await town.sent(town.stairs)
    reply = people.say(town.neighbour, town.stairs, "晚上没处遛", reply_to=card)
    assert reply.updates[0].payload["reply_to_message"]["message_id"] == card.id
    assert reply.message is not None
    assert not people.say(town.owner, town.stairs, "是啊", reply_to=reply.message).updates
    assert places.add(town.stairs, people.new("新邻居")).updates


async def test_anonymous_administrators_speak_as_the_group_but_press_as_themselves(town: Town) -> None:
    people = town.emulator.people
    town.emulator.places.promote(town.yard, town.neighbour, by=town.owner, anonymous=True)
    said = people.say(town.neighbour, town.yard, "/open").updates[0].payload
    assert (said["from"]["id"], said["sender_chat"]["id"]) == (1087968824, town.yard.id)
    card = await town.sent(town.yard, reply_markup=keyboard([("同意", "1")]))
    press = people.press(town.neighbour, town.yard, card.id, "1")
    assert press.updates[0].payload["from"]["id"] == town.neighbour.id


async def test_only_what_a_client_shows_can_be_done(town: Town) -> None:
    people = town.emulator.people
    card = await town.sent(town.yard, reply_markup=keyboard([("同意", "1")]))
    with pytest.raises(NotPossible):
        people.press(town.neighbour, town.yard, card.id, "2")
    with pytest.raises(NotPossible):
        people.press(town.stranger, town.yard, card.id, "1")
    with pytest.raises(NotPossible):
        people.say(town.stranger, town.yard, "让我说一句")
    with pytest.raises(NotPossible):
        people.start(town.stranger, "x" * 65)
    with pytest.raises(NotPossible):
        people.follow(town.stranger, "https://t.me/other_bot?start=1")
    people.delete(town.owner, card)
    with pytest.raises(NotPossible):
        people.press(town.neighbour, town.yard, card.id, "1")


async def test_a_forged_press_comes_from_anybody_on_anything(town: Town) -> None:
    """On a message that is gone the bot sees only where it was, dated 0."""
    card = await town.sent(town.yard)
    await town.call("deleteMessage", chat_id=town.yard.id, message_id=card.id)
    payload = town.emulator.people.forge_press(town.stranger, town.yard, card.id, "x").updates[0].payload
    assert (payload["from"]["id"], payload["data"]) == (town.stranger.id, "x")
    assert payload["message"] == {
        "chat": {"id": town.yard.id, "type": "supergroup", "title": "第2网格"},
        "message_id": card.id,
        "date": 0,
    }


async def test_deep_links_open_the_private_chat(town: Town) -> None:
    url = "https://t.me/youshi_bot?start=bind_2-101"
    rows = {"inline_keyboard": [[{"text": "私聊", "url": url}]]}
    card = await town.sent(town.yard, reply_markup=rows)
    act = town.emulator.people.press_url(town.owner, town.yard, card.id, url)
    payload = act.updates[0].payload
    assert (payload["text"], payload["chat"]["id"]) == ("/start bind_2-101", town.owner.id)
    assert payload["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    await town.sent(town.emulator.people.private_chat(town.owner))


async def test_blocking_is_told_and_starting_again_unblocks(town: Town) -> None:
    people = town.emulator.people
    blocked = people.block(town.neighbour).updates[0]
    assert blocked.kind == "my_chat_member"
    assert blocked.payload["new_chat_member"]["status"] == "kicked"
    with pytest.raises(NotPossible):
        people.say(town.neighbour, people.private_chat(town.neighbour), "在吗")
    kinds = [update.kind for update in people.start(town.neighbour).updates]
    assert kinds == ["my_chat_member", "message"]
    await town.sent(people.private_chat(town.neighbour))


async def test_an_upgrade_moves_people_and_tells_both_chats(town: Town) -> None:
    await town.confirm_all()
    new = town.emulator.places.migrate(town.stairs, by=town.owner)
    told = [(u["message"]["chat"]["id"], u["message"]) for u in await town.updates()]
    assert [chat for chat, _ in told] == [town.stairs.id, new.id]
    assert told[0][1]["migrate_to_chat_id"] == new.id
    assert told[1][1]["migrate_from_chat_id"] == town.stairs.id
    town.emulator.people.say(town.neighbour, new, "搬过来了")
    with pytest.raises(NotPossible):
        town.emulator.people.say(town.neighbour, town.stairs, "还在这儿")


async def test_a_forum_has_topics_that_open_and_close(town: Town) -> None:
    places = town.emulator.places
    forum = places.group("论坛", owner=town.owner, is_forum=True)
    topic = places.topic(forum, "民提", by=town.owner)
    sent = await town.call("sendMessage", chat_id=forum.id, text="好", message_thread_id=topic.thread_id)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic.thread_id, True)
    places.close_topic(forum, topic.thread_id)
    response = await town.raw("sendMessage", chat_id=forum.id, text="好", message_thread_id=topic.thread_id)
    assert response.json()["description"] == "Bad Request: TOPIC_CLOSED"


async def test_the_bot_hears_of_its_own_pins_but_not_of_its_posts(town: Town) -> None:
    await town.confirm_all()
    card = await town.sent(town.yard)
    assert town.emulator.undelivered == 0
    await town.call("pinChatMessage", chat_id=town.yard.id, message_id=card.id)
    [update] = await town.updates()
    assert update["message"]["pinned_message"]["message_id"] == card.id


async def test_observers_are_told_everything_in_order(town: Town) -> None:
    seen: list[Event] = []
    town.emulator.on_event(seen.append)
    people = town.emulator.people
    people.say(town.neighbour, town.yard, "/ti 牵绳")
    card = await town.sent(town.yard, "<b>牵绳</b>", parse_mode="HTML", reply_markup=keyboard([("同意", "1")]))
    press = people.press(town.neighbour, town.yard, card.id, "1")
    await town.call("answerCallbackQuery", callback_query_id=press.id, text="记上了")
    await town.call("editMessageText", chat_id=town.yard.id, message_id=card.id, text="改了")
    await town.call("pinChatMessage", chat_id=town.yard.id, message_id=card.id, disable_notification=True)
    await town.call("deleteMessage", chat_id=town.yard.id, message_id=card.id)
    await town.raw("deleteMessage", chat_id=town.yard.id, message_id=card.id)
    town.emulator.places.remove(town.yard, town.neighbour)
    kinds = [type(event) for event in seen]
    assert kinds == [
        Posted, Posted, Pressed, Answered, Edited, Pinned, Posted, Deleted, CallRefused, Posted, MembershipChanged,
    ]  # fmt: skip
    posted = seen[1]
    assert isinstance(posted, Posted)
    assert (posted.by_bot, posted.shown.text, posted.shown.entities[0].kind) == (True, "牵绳", "bold")
    answered = seen[3]
    assert isinstance(answered, Answered)
    assert (answered.user_id, answered.text, answered.alert) == (town.neighbour.id, "记上了", False)


async def test_the_bot_is_idle_when_it_waits_with_nothing_left(town: Town) -> None:
    await town.confirm_all()
    town.emulator.people.say(town.neighbour, town.yard, "/ti 牵绳")
    idle = asyncio.create_task(town.emulator.idle())
    [update] = await town.updates()
    assert not idle.done()
    poll = asyncio.create_task(town.updates(offset=update["update_id"] + 1, timeout=50))
    await idle
    poll.cancel()
