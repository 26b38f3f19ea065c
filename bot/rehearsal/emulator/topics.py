"""What happens to the topics of a forum, whoever does it; who may is decided by `places` and `methods.topics`."""

from typing import Any

from bot.rehearsal.emulator.model import GENERAL_THREAD_ID, Chat, Message, Topic, User
from bot.rehearsal.emulator.updates import Update
from bot.rehearsal.emulator.world import World

COLOUR = 0x6FB9F0

Told = tuple[Message, list[Update]]
"""The service message a change leaves, and the updates the bot got of it."""


def begin(world: World, chat: Chat, name: str, by: User) -> tuple[Topic, list[Update]]:
    """A new topic; its id is that of the service message that begins it."""
    thread_id = chat.last_message_id + 1
    topic = chat.topics[thread_id] = Topic(thread_id, name, founder=by)
    created = {"forum_topic_created": {"name": name, "icon_color": COLOUR}}
    return topic, world.post_service(chat, by, created, thread_id)[1]


def rename(world: World, chat: Chat, topic: Topic, name: str, by: User) -> Told:
    topic.name = name
    return _tell(world, chat, topic, by, {"forum_topic_edited": {"name": name}})


def shut(world: World, chat: Chat, topic: Topic, by: User, *, closed: bool) -> Told:
    """Close or reopen a topic; General comes out of hiding when it is reopened."""
    topic.closed = closed
    topic.hidden = topic.hidden and closed
    return _tell(world, chat, topic, by, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})


def hide(world: World, chat: Chat, by: User, *, hidden: bool) -> Told:
    """Hide General, which closes it too, or show it again."""
    chat.general.hidden = hidden
    chat.general.closed = chat.general.closed or hidden
    field = "general_forum_topic_hidden" if hidden else "general_forum_topic_unhidden"
    return _tell(world, chat, chat.general, by, {field: {}})


def end(world: World, chat: Chat, topic: Topic, by: User) -> None:
    """Delete a topic with all its messages; no update tells of it."""
    for message in list(chat.messages.values()):
        if message.thread_id == topic.thread_id and not message.deleted:
            world.remove(message, by)
    del chat.topics[topic.thread_id]


def _tell(world: World, chat: Chat, topic: Topic, by: User, service: dict[str, Any]) -> Told:
    thread_id = None if topic.thread_id == GENERAL_THREAD_ID else topic.thread_id
    return world.post_service(chat, by, service, thread_id)
