"""What Telegram refuses in groups, topics, channels, and to people: over HTTP, in its words, each from a table."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.rehearsal.emulator import Chat
from emulator.cases import FILE, Case, in_stairs, in_yard, refused
from emulator.town import Town


def forum(town: Town, *rights: str) -> Chat:
    """A forum where the bot administers with these rights, with one topic of the owner's."""
    chat = town.emulator.places.group("论坛", owner=town.owner, members=[town.neighbour], is_forum=True)
    town.emulator.places.promote(chat, town.emulator.bot, by=town.owner, rights=rights)
    town.emulator.places.topic(chat, "议事", by=town.owner)
    return chat


def topic_of(chat: Chat) -> int:
    return next(iter(chat.topics))


def in_topic(*rights: str, **parameters: Any) -> Callable[[Town], dict[str, Any]]:
    def arranged(town: Town) -> dict[str, Any]:
        chat = forum(town, *rights)
        return {"chat_id": chat.id, "message_thread_id": topic_of(chat)} | parameters

    return arranged


def in_forum(*rights: str, **parameters: Any) -> Callable[[Town], dict[str, Any]]:
    return lambda town: {"chat_id": forum(town, *rights).id} | parameters


def closed_topic(town: Town) -> dict[str, Any]:
    arranged = in_topic(text="好")(town)
    chat = town.emulator.chats[arranged["chat_id"]]
    town.emulator.places.close_topic(chat, arranged["message_thread_id"])
    return arranged


def deleted_topic(town: Town) -> dict[str, Any]:
    arranged = in_topic(text="好")(town)
    town.emulator.places.delete_topic(town.emulator.chats[arranged["chat_id"]], arranged["message_thread_id"])
    return arranged


def hidden_general(town: Town) -> dict[str, Any]:
    chat = forum(town)
    town.emulator.places.hide_general(chat)
    return {"chat_id": chat.id, "text": "好"}


MANAGE = "can_manage_topics"
TOPICS: dict[str, Case] = {
    "posting to a closed topic": ("sendMessage", closed_topic, "TOPIC_CLOSED"),
    "posting to a deleted topic": ("sendMessage", deleted_topic, "message thread not found"),
    "posting to a hidden General": ("sendMessage", hidden_general, "TOPIC_CLOSED"),
    "a topic where there are none": ("createForumTopic", in_yard(name="议事"), "the chat is not a forum"),
    "a topic in a basic group": ("createForumTopic", in_stairs(name="议事"), "the chat is not a forum"),
    "a topic without the right": (
        "createForumTopic",
        in_forum(name="议事"),
        "not enough rights to create a topic",
    ),
    "a topic without a name": ("createForumTopic", in_forum(MANAGE, name=" "), "title must be non-empty"),
    "renaming without the right": (
        "editForumTopic",
        in_topic(name="新"),
        "not enough rights to edit the topic",
    ),
    "the name it has": ("editForumTopic", in_topic(MANAGE, name="议事"), "TOPIC_NOT_MODIFIED"),
    "closing without the right": (
        "closeForumTopic",
        in_topic(),
        "not enough rights to close or open the topic",
    ),
    "reopening an open one": ("reopenForumTopic", in_topic(MANAGE), "TOPIC_NOT_MODIFIED"),
    "closing an unknown one": (
        "closeForumTopic",
        in_topic(MANAGE, message_thread_id=77),
        "TOPIC_ID_INVALID",
    ),
    "closing none": (
        "closeForumTopic",
        in_topic(MANAGE, message_thread_id=0),
        "invalid forum topic identifier specified",
    ),
    "deleting without the right": (
        "deleteForumTopic",
        in_topic(MANAGE),
        "not enough rights to delete the topic",
    ),
    "hiding General without the right": (
        "hideGeneralForumTopic",
        in_forum(),
        "not enough rights to close or open the topic",
    ),
    "showing a General that is not hidden": (
        "unhideGeneralForumTopic",
        in_forum(MANAGE),
        "TOPIC_NOT_MODIFIED",
    ),
    "unpinning a topic without the right": (
        "unpinAllForumTopicMessages",
        in_topic(MANAGE),
        "not enough rights to manage pinned messages in the chat",
    ),
}


def person(which: str, *rights: str, kind: str = "yard", **parameters: Any) -> Callable[[Town], dict[str, Any]]:
    """Something to do with the bot, the owner, an administrator or the neighbour, by a bot with these rights."""

    def arranged(town: Town) -> dict[str, Any]:
        chat: Chat = getattr(town, kind)
        if kind == "yard":
            town.emulator.places.promote(chat, town.emulator.bot, by=town.owner, rights=rights)
        if which == "administrator":
            town.emulator.places.promote(chat, town.neighbour, by=town.owner)
        users = {"owner": town.owner, "bot": town.emulator.bot}
        return {"chat_id": chat.id, "user_id": users.get(which, town.neighbour).id} | parameters

    return arranged


RESTRICT = "can_restrict_members"
NOTHING: dict[str, Any] = {"permissions": {}}
NO_RIGHT = "not enough rights to restrict/unrestrict chat member"
MEMBERS: dict[str, Case] = {
    "restricting in a basic group": (
        "restrictChatMember",
        person("neighbour", kind="stairs", **NOTHING),
        "method is available only in supergroups",
    ),
    "restricting without the right": ("restrictChatMember", person("neighbour", **NOTHING), NO_RIGHT),
    "restricting the owner": ("restrictChatMember", person("owner", RESTRICT, **NOTHING), "can't remove chat owner"),
    "restricting oneself": ("restrictChatMember", person("bot", RESTRICT, **NOTHING), "can't restrict self"),
    "restricting an administrator": (
        "restrictChatMember",
        person("administrator", RESTRICT, **NOTHING),
        "user is an administrator of the chat",
    ),
    "restricting nobody": (
        "restrictChatMember",
        person("x", RESTRICT, user_id=0, **NOTHING),
        "invalid user_id specified",
    ),
    "restricting a stranger to Telegram": (
        "restrictChatMember",
        person("x", RESTRICT, user_id=5, **NOTHING),
        "user not found",
    ),
    "permissions left out": (
        "restrictChatMember",
        person("neighbour", RESTRICT),
        "can't parse permissions JSON object",
    ),
    "permissions of the wrong type": (
        "restrictChatMember",
        person("neighbour", RESTRICT, permissions={"can_send_polls": "no"}),
        'can\'t parse chat permissions: Field "can_send_polls" must be of type Boolean',
    ),
    "banning without the right": ("banChatMember", person("neighbour"), NO_RIGHT),
    "banning in a basic group": ("banChatMember", person("neighbour", kind="stairs"), "CHAT_ADMIN_REQUIRED"),
    "banning in private": (
        "banChatMember",
        lambda town: {"chat_id": town.neighbour.id, "user_id": town.neighbour.id},
        "can't ban members in private chats",
    ),
    "unbanning in a basic group": (
        "unbanChatMember",
        person("neighbour", kind="stairs"),
        "method is available for supergroup and channel chats only",
    ),
    "permissions for all without the right": (
        "setChatPermissions",
        in_yard(**NOTHING),
        "not enough rights to change chat permissions",
    ),
}


def channel(town: Town, *rights: str) -> Chat:
    return town.emulator.places.channel("第2网格公告", owner=town.owner, bot="administrator", rights=rights)


def silenced(town: Town, permission: str) -> Chat:
    """A supergroup whose members may do everything but this, the bot among them."""
    group = town.emulator.places.group("群", owner=town.owner, bot="member")
    town.emulator.places.permit(group, group.permissions - {permission})
    return group


def without(permission: str, **parameters: Any) -> Callable[[Town], dict[str, Any]]:
    return lambda town: {"chat_id": silenced(town, permission).id} | parameters


def restricted(town: Town) -> dict[str, Any]:
    group = town.emulator.places.group("群", owner=town.owner, bot="member")
    town.emulator.places.restrict(group, town.emulator.bot, by=town.owner, permissions=["can_send_photos"])
    return {"chat_id": group.id, "text": "好"}


def removed_from_channel(town: Town) -> dict[str, Any]:
    chat = channel(town, "can_post_messages")
    town.emulator.places.remove(chat, town.emulator.bot, by=town.owner)
    return {"chat_id": chat.id, "text": "好"}


SENDING: dict[str, Case] = {
    "texts": (
        "sendMessage",
        without("can_send_messages", text="好"),
        "not enough rights to send text messages to the chat",
    ),
    "photos": (
        "sendPhoto",
        without("can_send_photos", photo=FILE),
        "not enough rights to send photos to the chat",
    ),
    "documents": (
        "sendDocument",
        without("can_send_documents", document=FILE),
        "not enough rights to send documents to the chat",
    ),
    "voices": (
        "sendVoice",
        without("can_send_voice_notes", voice=FILE),
        "not enough rights to send voice notes to the chat",
    ),
    "as one restricted": ("sendMessage", restricted, "not enough rights to send text messages to the chat"),
    "to a channel": (
        "sendMessage",
        lambda town: {"chat_id": channel(town).id, "text": "好"},
        "need administrator rights in the channel chat",
    ),
}


@pytest.mark.parametrize("case", TOPICS.values(), ids=TOPICS.keys())
async def test_topics_are_guarded(town: Town, case: Case) -> None:
    await refused(town, case)


@pytest.mark.parametrize("case", MEMBERS.values(), ids=MEMBERS.keys())
async def test_people_are_protected(town: Town, case: Case) -> None:
    await refused(town, case)


@pytest.mark.parametrize("case", SENDING.values(), ids=SENDING.keys())
async def test_sending_takes_permission(town: Town, case: Case) -> None:
    await refused(town, case)


async def test_a_channel_names_itself_when_it_refuses(town: Town) -> None:
    response = await town.raw("sendMessage", **removed_from_channel(town))
    words = "Forbidden: bot was kicked from the channel chat"
    assert (response.status_code, response.json()["description"]) == (403, words)


async def test_a_replaced_token_is_unauthorized(town: Town) -> None:
    old = f"{town.emulator.base_url}{town.emulator.token}/getMe"
    town.emulator.replace_token("123456:ANOTHER-FAKE")
    answer = (await town.http.get(old)).json()
    assert (answer["error_code"], answer["description"]) == (401, "Unauthorized: invalid token specified")
    assert (await town.call("getMe"))["id"] == town.emulator.bot.id
