"""Topics of forums: beginning, renaming, closing, reopening and deleting them, and hiding General."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.rehearsal.emulator import topics
from bot.rehearsal.emulator.calls import Call
from bot.rehearsal.emulator.methods.reach import open_chat
from bot.rehearsal.emulator.methods.rights import require_right
from bot.rehearsal.emulator.model import Chat, Topic
from bot.rehearsal.emulator.refusals import bad_request
from bot.rehearsal.emulator.world import World

NAME_LIMIT = 128
_COLOURS = frozenset({0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F})


def create_forum_topic(world: World, call: Call) -> dict[str, Any]:
    chat = _forum(world, call)
    require_right(world, chat, "can_manage_topics", "not enough rights to create a topic")
    name = _name(call)
    if not name:
        raise bad_request("title must be non-empty")
    colour = call.integer("icon_color", topics.COLOUR)
    if colour not in _COLOURS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    topic, _ = topics.begin(world, chat, name, world.bot)
    return {"message_thread_id": topic.thread_id, "name": topic.name, "icon_color": colour}


def edit_forum_topic(world: World, call: Call) -> bool:
    chat = _forum(world, call)
    topic = _topic(chat, call)
    _require_management(world, chat, topic, "edit the topic")
    return _rename(world, chat, topic, call)


def close_forum_topic(world: World, call: Call) -> bool:
    return _shut(world, call, closed=True)


def reopen_forum_topic(world: World, call: Call) -> bool:
    return _shut(world, call, closed=False)


def delete_forum_topic(world: World, call: Call) -> bool:
    chat = _forum(world, call)
    topic = _topic(chat, call)
    if not chat.member(world.bot).may("can_delete_messages"):
        raise bad_request("not enough rights to delete the topic")
    topics.end(world, chat, topic, world.bot)
    return True


def edit_general_forum_topic(world: World, call: Call) -> bool:
    chat = _forum(world, call)
    _require_management(world, chat, chat.general, "edit the topic")
    return _rename(world, chat, chat.general, call)


def close_general_forum_topic(world: World, call: Call) -> bool:
    return _change_general(world, call, closed=True)


def reopen_general_forum_topic(world: World, call: Call) -> bool:
    return _change_general(world, call, closed=False)


def hide_general_forum_topic(world: World, call: Call) -> bool:
    return _change_general(world, call, hidden=True)


def unhide_general_forum_topic(world: World, call: Call) -> bool:
    return _change_general(world, call, hidden=False)


def unpin_all_forum_topic_messages(world: World, call: Call) -> bool:
    chat = _forum(world, call)
    topic = _topic(chat, call)
    require_right(world, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    for message in list(chat.pinned):
        if message.thread_id == topic.thread_id:
            world.unpin(message, world.bot)
    return True


def _forum(world: World, call: Call) -> Chat:
    chat = open_chat(world, call)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    return chat


def _topic(chat: Chat, call: Call) -> Topic:
    thread_id = call.integer("message_thread_id")
    if thread_id <= 0:
        raise bad_request("invalid forum topic identifier specified")
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def _name(call: Call) -> str:
    return " ".join(call.text("name").split())[:NAME_LIMIT]


def _require_management(world: World, chat: Chat, topic: Topic, doing: str) -> None:
    """A bot also manages the topics it began itself."""
    if topic.founder is not world.bot:
        require_right(world, chat, "can_manage_topics", f"not enough rights to {doing}")


def _rename(world: World, chat: Chat, topic: Topic, call: Call) -> bool:
    name = _name(call)
    if not name:
        return True
    if name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topics.rename(world, chat, topic, name, world.bot)
    return True


def _shut(world: World, call: Call, *, closed: bool) -> bool:
    chat = _forum(world, call)
    topic = _topic(chat, call)
    _require_management(world, chat, topic, "close or open the topic")
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topics.shut(world, chat, topic, world.bot, closed=closed)
    return True


def _change_general(world: World, call: Call, *, closed: bool | None = None, hidden: bool | None = None) -> bool:
    chat = _forum(world, call)
    _require_management(world, chat, chat.general, "close or open the topic")
    if hidden is None:
        assert closed is not None
        if chat.general.closed == closed:
            raise bad_request("TOPIC_NOT_MODIFIED")
        topics.shut(world, chat, chat.general, world.bot, closed=closed)
        return True
    if chat.general.hidden == hidden:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topics.hide(world, chat, world.bot, hidden=hidden)
    return True


METHODS: Mapping[str, Callable[[World, Call], Any]] = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
    "editGeneralForumTopic": edit_general_forum_topic,
    "closeGeneralForumTopic": close_general_forum_topic,
    "reopenGeneralForumTopic": reopen_general_forum_topic,
    "hideGeneralForumTopic": hide_general_forum_topic,
    "unhideGeneralForumTopic": unhide_general_forum_topic,
    "unpinAllForumTopicMessages": unpin_all_forum_topic_messages,
}
