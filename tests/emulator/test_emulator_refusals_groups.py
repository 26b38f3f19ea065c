"""What Telegram refuses in groups, topics, channels, and to people: over HTTP, in its words, each from a table."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.rehearsal.emulator import Chat, Emulator
from emulator.town import Town, keyboard, picture

Case = tuple[str, Callable[[Town], dict[str, Any]], str]
"""A method, what it is called with (arranging what is needed), and the words of the refusal."""


def forum(town: Town, *rights: str, **topic: Any) -> Chat:
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


def in_yard(**parameters: Any) -> Callable[[Town], dict[str, Any]]:
    return lambda town: {"chat_id": town.yard.id} | parameters


def in_stairs(**parameters: Any) -> Callable[[Town], dict[str, Any]]:
    return lambda town: {"chat_id": town.stairs.id} | parameters


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
        without("can_send_photos", photo="FILE"),
        "not enough rights to send photos to the chat",
    ),
    "documents": (
        "sendDocument",
        without("can_send_documents", document="FILE"),
        "not enough rights to send documents to the chat",
    ),
    "voices": (
        "sendVoice",
        without("can_send_voice_notes", voice="FILE"),
        "not enough rights to send voice notes to the chat",
    ),
    "as one restricted": ("sendMessage", restricted, "not enough rights to send text messages to the chat"),
    "to a channel": (
        "sendMessage",
        lambda town: {"chat_id": channel(town).id, "text": "好"},
        "need administrator rights in the channel chat",
    ),
}


async def stored(town: Town, kind: str) -> str:
    """The id of a file the bot has sent before."""
    files = {kind: ("a.png", picture(8, 8))}
    sent = await town.call(f"send{kind.title()}", files, chat_id=str(town.neighbour.id))
    media = sent[kind]
    return str((media[-1] if isinstance(media, list) else media)["file_id"])


async def refused(town: Town, case: Case) -> None:
    method, arrange, words = case
    parameters = arrange(town)
    for kind, value in parameters.items():
        if value == "FILE":
            parameters[kind] = await stored(town, kind)
    response = await town.raw(method, **parameters)
    assert response.json() == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}


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


PHOTO = {"type": "photo", "media": "attach://p"}


def media(*items: Any, **parameters: Any) -> Callable[[Town], dict[str, Any]]:
    return in_yard(media=list(items), **parameters)


ALBUMS: dict[str, Case] = {
    "no list": ("sendMediaGroup", in_yard(media="[["), "can't parse media JSON object"),
    "nothing": ("sendMediaGroup", media(), "there are no messages to send"),
    "eleven": ("sendMediaGroup", media(*[PHOTO] * 11), "too many messages to send as an album"),
    "a mixture": (
        "sendMediaGroup",
        media(PHOTO, {"type": "document", "media": "attach://p"}),
        "Document can't be mixed with other media types",
    ),
    "no type": ("sendMediaGroup", media({"media": "x"}), "can't parse InputMedia: can't find field \"type\""),
    "a sticker": (
        "sendMediaGroup",
        media({"type": "sticker", "media": "x"}),
        'can\'t parse InputMedia: type "sticker" is unsupported',
    ),
    "no file": ("sendMediaGroup", media({"type": "photo"}), "can't parse InputMedia: media not found"),
    "a file that did not come": ("sendMediaGroup", media(PHOTO), "there is no photo in the request"),
    "a long caption": (
        "sendMediaGroup",
        media(PHOTO | {"caption": "字" * 1025}),
        "message caption is too long",
    ),
}


def about(**parameters: Any) -> Callable[[Town], dict[str, Any]]:
    return lambda town: {"chat_id": town.neighbour.id, "from_chat_id": town.yard.id} | parameters


def of_service(town: Town) -> dict[str, Any]:
    act = town.emulator.places.add(town.yard, town.stranger)
    assert act.message is not None
    return about(message_id=act.message.id)(town)


LEAVING: dict[str, Case] = {
    "forwarding nothing": ("forwardMessage", about(message_id=999), "message to forward not found"),
    "copying nothing": ("copyMessage", about(message_id=999), "message to copy not found"),
    "forwarding from nowhere": ("forwardMessage", about(from_chat_id=5, message_id=1), "chat not found"),
    "forwarding a service message": ("forwardMessage", of_service, "the message can't be forwarded"),
    "copying a service message": ("copyMessage", of_service, "the message can't be copied"),
    "no ids": ("copyMessages", about(message_ids=[]), "message identifiers are not specified"),
    "101 ids": (
        "copyMessages",
        about(message_ids=list(range(1, 102))),
        "too many message identifiers specified",
    ),
    "ids out of order": (
        "forwardMessages",
        about(message_ids=[3, 2]),
        "message identifiers must be in a strictly increasing order",
    ),
    "ids of nothing": ("copyMessages", about(message_ids=[998, 999]), "there are no messages to copy"),
    "deleting by no ids": ("deleteMessages", in_yard(message_ids=[]), "message identifiers are not specified"),
    "deleting by a wrong id": ("deleteMessages", in_yard(message_ids=[-1]), "invalid message identifier specified"),
}


@pytest.mark.parametrize("case", ALBUMS.values(), ids=ALBUMS.keys())
async def test_albums_are_read_strictly(town: Town, case: Case) -> None:
    await refused(town, case)


@pytest.mark.parametrize("case", LEAVING.values(), ids=LEAVING.keys())
async def test_what_cannot_leave_or_go_stays(town: Town, case: Case) -> None:
    await refused(town, case)


async def test_one_message_that_cannot_be_deleted_keeps_them_all(town: Town) -> None:
    town.emulator.places.promote(town.yard, town.emulator.bot, by=town.owner, rights=["can_pin_messages"])
    mine = await town.sent(town.yard)
    theirs = town.emulator.people.say(town.neighbour, town.yard, "大家好").message
    assert theirs is not None
    response = await town.raw("deleteMessages", chat_id=town.yard.id, message_ids=[mine.id, 998, theirs.id])
    assert response.json()["description"] == "Bad Request: message can't be deleted"
    assert not mine.deleted
    await town.call("deleteMessages", chat_id=town.yard.id, message_ids=[mine.id, 998])
    assert mine.deleted


async def test_some_of_the_bots_own_messages_cannot_be_edited(town: Town) -> None:
    """Forwards and messages that brought a reply keyboard stay as they are."""
    words = "Bad Request: message can't be edited"
    asked = await town.sent(town.yard, reply_markup={"force_reply": True})
    source = await town.sent(town.yard, reply_markup=keyboard([("同意", "1")]))
    forwarded = await town.call("forwardMessage", chat_id=town.yard.id, from_chat_id=town.yard.id, message_id=source.id)
    for message_id in (asked.id, forwarded["message_id"]):
        response = await town.raw("editMessageText", chat_id=town.yard.id, message_id=message_id, text="新")
        assert response.json()["description"] == words


async def test_a_replaced_token_is_unauthorized(town: Town) -> None:
    old = f"{town.emulator.base_url}{town.emulator.token}/getMe"
    town.emulator.replace_token("123456:ANOTHER-FAKE")
    answer = (await town.http.get(old)).json()
    assert (answer["error_code"], answer["description"]) == (401, "Unauthorized: invalid token specified")
    assert (await town.call("getMe"))["id"] == town.emulator.bot.id


async def test_voices_keep_their_file(town: Town) -> None:
    sent = await town.call("sendVoice", {"voice": ("v.oga", b"voice")}, chat_id=str(town.yard.id))
    files = {"p": ("p.png", picture(8, 8))}
    response = await town.raw(
        "editMessageMedia",
        files,
        chat_id=str(town.yard.id),
        message_id=str(sent["message_id"]),
        media='{"type": "photo", "media": "attach://p"}',
    )
    assert response.json()["description"] == "Bad Request: message media can't be edited"
    assert isinstance(town.emulator, Emulator)
