"""What the bot may do in a chat it can reach: writing of every kind, and in which topic."""

from bot.rehearsal.emulator.calls import Call
from bot.rehearsal.emulator.model import GENERAL_THREAD_ID, SENDING, Chat, FileKind, Topic
from bot.rehearsal.emulator.refusals import bad_request
from bot.rehearsal.emulator.world import World


def require_sending(world: World, chat: Chat, kind: FileKind | None) -> None:
    """The bot must be allowed to send a file of this kind, or a text where it is None. Raises ApiRefusal."""
    if chat.kind == "channel":
        if not chat.member(world.bot).may("can_post_messages"):
            raise bad_request("need administrator rights in the channel chat")
        return
    permission, named = SENDING[kind]
    if not chat.permits(world.bot, permission):
        raise bad_request(f"not enough rights to send {named} to the chat")


def require_right(world: World, chat: Chat, right: str, refusal: str) -> None:
    """The bot must have this right of an administrator, or a member's permission of that name. Raises ApiRefusal."""
    member = chat.member(world.bot)
    if member.may(right) or chat.is_private:
        return
    if member.administers or not chat.permits(world.bot, right):
        raise bad_request(refusal)


def open_thread(world: World, chat: Chat, call: Call) -> int | None:
    """The topic a call posts to, open to the bot; None for General or a chat without topics. Raises ApiRefusal."""
    thread_id = call.integer("message_thread_id")
    if thread_id == 0:
        if chat.is_forum:
            _require_open(world, chat, chat.general)
        return None
    topic = chat.topics.get(thread_id)
    if topic is None or thread_id == GENERAL_THREAD_ID:
        raise bad_request("message thread not found")
    _require_open(world, chat, topic)
    return thread_id


def _require_open(world: World, chat: Chat, topic: Topic) -> None:
    if topic.closed and topic.founder is not world.bot and not chat.member(world.bot).may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
