"""Topics, channels with their discussion groups, other bots, and members who may not do everything."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.rehearsal.emulator import Chat, NotPossible
from bot.rehearsal.emulator.objects import seconds
from emulator.town import Town, keyboard, picture


def forum(town: Town) -> Chat:
    chat = town.emulator.places.group("论坛", owner=town.owner, members=[town.neighbour], is_forum=True)
    rights = ["can_manage_topics", "can_delete_messages", "can_pin_messages"]
    town.emulator.places.promote(chat, town.emulator.bot, by=town.owner, rights=rights)
    return chat


async def test_a_topic_lives_from_its_beginning_to_its_end(town: Town) -> None:
    chat = forum(town)
    await town.confirm_all()
    topic = await town.call("createForumTopic", chat_id=chat.id, name=" 牵绳  的事 ", icon_color=0xFFD67E)
    assert (topic["name"], topic["icon_color"]) == ("牵绳 的事", 0xFFD67E)
    thread: dict[str, Any] = {"chat_id": chat.id, "message_thread_id": topic["message_thread_id"]}
    await town.call("editForumTopic", **thread, name="遛狗")
    await town.call("closeForumTopic", **thread)
    with pytest.raises(NotPossible, match="may not write"):
        town.emulator.people.say(town.neighbour, chat, "好", thread_id=topic["message_thread_id"])
    sent = await town.call("sendMessage", **thread, text="bot may")
    await town.call("pinChatMessage", chat_id=chat.id, message_id=sent["message_id"])
    await town.call("reopenForumTopic", **thread)
    told = [update["message"] for update in await town.news()]
    kinds = [
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "pinned_message",
        "forum_topic_reopened",
    ]
    assert [kind in message for kind, message in zip(kinds, told, strict=True)] == [True] * 5
    await town.call("unpinAllForumTopicMessages", **thread)
    assert chat.pinned == []
    await town.call("deleteForumTopic", **thread)
    assert chat.message(sent["message_id"]) is None
    assert await town.news() == []
    response = await town.raw("sendMessage", **thread, text="好")
    assert response.json()["description"] == "Bad Request: message thread not found"


async def test_what_is_said_in_a_topic_answers_its_first_message(town: Town) -> None:
    """A bot that takes any `reply_to_message` for an answer to a person would be wrong."""
    chat = forum(town)
    topic = town.emulator.places.topic(chat, "议事", by=town.owner)
    await town.confirm_all()
    town.emulator.people.say(town.neighbour, chat, "大家好", thread_id=topic.thread_id)
    [update] = await town.news()
    message = update["message"]
    assert message["is_topic_message"]
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "议事"


async def test_hiding_general_closes_it_and_reopening_shows_it(town: Town) -> None:
    chat = forum(town)
    await town.confirm_all()
    await town.call("hideGeneralForumTopic", chat_id=chat.id)
    with pytest.raises(NotPossible):
        town.emulator.people.say(town.neighbour, chat, "好")
    await town.call("reopenGeneralForumTopic", chat_id=chat.id)
    assert not chat.general.hidden
    town.emulator.people.say(town.neighbour, chat, "好")
    hidden, reopened, said = [update["message"] for update in await town.news()]
    assert "general_forum_topic_hidden" in hidden
    assert "forum_topic_reopened" in reopened
    assert "message_thread_id" not in said


async def test_a_reply_in_a_plain_supergroup_names_a_thread_that_is_no_topic(town: Town) -> None:
    card = await town.sent(town.yard, "卡片")
    await town.confirm_all()
    first = town.emulator.people.say(town.neighbour, town.yard, "一", reply_to=card).message
    town.emulator.people.say(town.neighbour, town.yard, "二", reply_to=first)
    threads = [
        (update["message"]["message_thread_id"], "is_topic_message" in update["message"])
        for update in await town.news()
    ]
    assert threads == [(card.id, False)] * 2
    response = await town.raw("sendMessage", chat_id=town.yard.id, text="好", message_thread_id=card.id)
    assert response.json()["description"] == "Bad Request: message thread not found"


async def test_a_channels_posts_appear_in_its_discussion_group(town: Town) -> None:
    channel = town.emulator.places.channel("公告", owner=town.owner, discussion=town.yard, bot="administrator")
    await town.confirm_all()
    act = town.emulator.people.say(town.owner, channel, "停水通知")
    post, copy = await town.news()
    assert "from" not in post["channel_post"]
    assert post["channel_post"]["sender_chat"]["id"] == channel.id
    message = copy["message"]
    assert message["is_automatic_forward"]
    assert (message["from"]["id"], message["sender_chat"]["id"]) == (777000, channel.id)
    assert message["forward_origin"]["message_id"] == post["channel_post"]["message_id"]
    assert [update.id for update in act.updates] == [post["update_id"], copy["update_id"]]
    assert [pinned.id for pinned in town.yard.pinned] == [message["message_id"]]
    assert (await town.call("getChat", chat_id=town.yard.id))["linked_chat_id"] == channel.id
    sent = await town.call("sendMessage", chat_id=channel.id, text="来水了")
    assert "from" not in sent
    [copy] = await town.news()
    assert copy["message"]["text"] == "来水了"
    assert act.message is not None
    town.emulator.people.edit(act.message, "停水通知(改)")
    [edited] = await town.news()
    assert edited["edited_channel_post"]["text"] == "停水通知(改)"
    with pytest.raises(NotPossible):
        town.emulator.people.say(town.neighbour, channel, "好")


async def test_people_can_write_as_their_own_channel(town: Town) -> None:
    channel = town.emulator.places.channel("甲的频道", owner=town.neighbour)
    await town.confirm_all()
    town.emulator.people.say_as(town.neighbour, channel, town.yard, "以频道的名义")
    [update] = await town.news()
    assert update["message"]["from"]["id"] == 136817688
    assert update["message"]["sender_chat"]["title"] == "甲的频道"
    with pytest.raises(NotPossible):
        town.emulator.people.say_as(town.owner, channel, town.yard, "别人的频道")


async def test_bots_do_not_see_bots(town: Town) -> None:
    """Neither their words nor, in privacy mode, a general command while another bot spoke last."""
    other = town.emulator.people.new("天气", username="weather_bot", is_bot=True)
    for chat in (town.yard, town.stairs):
        town.emulator.places.add(chat, other)
    await town.confirm_all()
    for chat in (town.yard, town.stairs):
        town.emulator.people.say(other, chat, "/status@youshi_bot 晴")
    town.emulator.people.say(town.neighbour, town.stairs, "/help")
    town.emulator.people.say(town.neighbour, town.stairs, "/help@youshi_bot")
    assert [update["message"]["text"] for update in await town.news()] == ["/help@youshi_bot"]
    await town.sent(town.stairs)
    town.emulator.people.say(town.neighbour, town.stairs, "/help")
    assert len(await town.news()) == 1


async def test_a_restriction_silences_until_its_time_is_over(town: Town) -> None:
    town.emulator.places.promote(town.yard, town.emulator.bot, by=town.owner, rights=["can_restrict_members"])
    await town.updates(allowed_updates=["chat_member"])
    await town.confirm_all()
    until = town.clock.now() + timedelta(hours=1)
    who: dict[str, Any] = {"chat_id": town.yard.id, "user_id": town.neighbour.id}
    permissions = {"can_send_photos": True}
    await town.call("restrictChatMember", **who, permissions=permissions, until_date=seconds(until))
    [update] = await town.news()
    assert update["chat_member"]["new_chat_member"]["status"] == "restricted"
    member = await town.call("getChatMember", **who)
    assert (member["can_send_messages"], member["can_send_photos"], member["until_date"]) == (
        False,
        True,
        seconds(until),
    )
    town.emulator.people.send_photo(town.neighbour, town.yard, picture(8, 8))
    with pytest.raises(NotPossible, match="may not write"):
        town.emulator.people.say(town.neighbour, town.yard, "好")
    town.later(hours=1)
    town.emulator.people.say(town.neighbour, town.yard, "好")
    assert (await town.call("getChatMember", **who))["status"] == "member"


async def test_bans_and_permissions_for_all(town: Town) -> None:
    town.emulator.places.promote(town.yard, town.emulator.bot, by=town.owner, rights=["can_restrict_members"])
    who: dict[str, Any] = {"chat_id": town.yard.id, "user_id": town.neighbour.id}
    await town.call("setChatPermissions", chat_id=town.yard.id, permissions={"can_send_polls": True})
    permissions = (await town.call("getChat", chat_id=town.yard.id))["permissions"]
    assert (permissions["can_send_messages"], permissions["can_send_photos"]) == (True, False)
    await town.call("banChatMember", **who)
    assert (await town.call("getChatMember", **who))["status"] == "kicked"
    await town.call("unbanChatMember", **who, only_if_banned=True)
    assert (await town.call("getChatMember", **who))["status"] == "left"
    town.emulator.places.add(town.yard, town.neighbour)
    await town.call("unbanChatMember", **who, only_if_banned=True)
    assert (await town.call("getChatMember", **who))["status"] == "member"
    await town.call("unbanChatMember", **who)
    assert (await town.call("getChatMember", **who))["status"] == "left"


async def test_forwards_say_where_they_come_from_and_copies_do_not(town: Town) -> None:
    source = town.emulator.people.send_photo(town.neighbour, town.yard, picture(8, 8), "垃圾").message
    protected = await town.sent(town.yard, "勿传", protect_content=True)
    assert source is not None
    way: dict[str, Any] = {"chat_id": town.neighbour.id, "from_chat_id": town.yard.id}
    forwarded = await town.call("forwardMessage", **way, message_id=source.id)
    assert forwarded["forward_origin"]["sender_user"]["id"] == town.neighbour.id
    copied = await town.call("copyMessage", **way, message_id=source.id, caption="看看")
    message = town.emulator.chats[town.neighbour.id].messages[copied["message_id"]]
    assert (message.text, message.origin, message.media) == ("看看", None, source.media)
    response = await town.raw("forwardMessage", **way, message_id=protected.id)
    assert response.json()["description"] == "Bad Request: the message can't be forwarded"
    town.later(minutes=1)
    ids = [source.id, protected.id, 999]
    assert len(await town.call("forwardMessages", **way, message_ids=ids)) == 1
    assert len(await town.call("copyMessages", **way, message_ids=ids)) == 2
    card = await town.sent(town.yard, "卡片", reply_markup=keyboard([("同意", "1")]))
    act = town.emulator.people.forward(town.neighbour, card, town.emulator.people.private_chat(town.neighbour))
    assert act.message is not None
    assert act.message.keyboard == ()


async def test_albums_go_out_and_come_in_under_one_id(town: Town) -> None:
    items = [{"type": "photo", "media": f"attach://p{n}", "caption": f"图{n}"} for n in range(2)]
    files = {f"p{n}": (f"{n}.png", picture(8, 8)) for n in range(2)}
    sent = await town.call("sendMediaGroup", files, chat_id=str(town.yard.id), media=json.dumps(items))
    assert [message["caption"] for message in sent] == ["图0", "图1"]
    assert len({message["media_group_id"] for message in sent}) == 1
    single = await town.call(
        "sendMediaGroup",
        chat_id=town.yard.id,
        media=[{"type": "photo", "media": sent[0]["photo"][-1]["file_id"]}],
    )
    assert "media_group_id" not in single[0]
    await town.confirm_all()
    acts = town.emulator.people.send_album(town.neighbour, town.yard, [picture(8, 8)] * 3, "楼道")
    updates = await town.news()
    assert len({update["message"]["media_group_id"] for update in updates}) == 1
    assert [update["message"].get("caption") for update in updates] == ["楼道", None, None]
    assert len(acts) == 3


async def test_a_text_can_become_a_photo(town: Town) -> None:
    card = await town.sent(town.yard, "卡片")
    edited = await town.call(
        "editMessageMedia",
        {"p": ("p.png", picture(30, 20))},
        chat_id=str(town.yard.id),
        message_id=str(card.id),
        media='{"type": "photo", "media": "attach://p", "caption": "图"}',
    )
    assert (edited["photo"][-1]["width"], edited["caption"]) == (30, "图")
