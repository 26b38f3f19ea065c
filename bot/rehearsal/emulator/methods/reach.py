"""Which chat and message a call means, and whether the bot can reach it at all."""

from itertools import pairwise

from bot.rehearsal.emulator.calls import Call, as_integer
from bot.rehearsal.emulator.model import Chat, Message
from bot.rehearsal.emulator.refusals import bad_request, forbidden
from bot.rehearsal.emulator.world import World

IDS_LIMIT = 100


def named_chat(world: World, call: Call, parameter: str = "chat_id") -> Chat:
    """The chat of `chat_id`, whether or not the bot may act there. Raises ApiRefusal."""
    name = call.text(parameter).strip()
    if not name:
        raise bad_request("chat_id is empty")
    chat = world.chats.get(as_integer(name))
    if chat is None or not _is_known(world, chat):
        raise bad_request("chat not found")
    world.let_restrictions_end(chat)
    if chat.migrated_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to.id)
    return chat


def open_chat(world: World, call: Call, parameter: str = "chat_id") -> Chat:
    """The chat of `chat_id`, where the bot must be able to take part. Raises ApiRefusal."""
    chat = named_chat(world, call, parameter)
    if chat.peer is not None:
        if chat.peer.deactivated:
            raise forbidden("user is deactivated")
        if not chat.peer.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.peer.blocked:
            raise forbidden("bot was blocked by the user")
        return chat
    if chat.deleted:
        raise forbidden("the group chat was deleted")
    member = chat.member(world.bot)
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if not member.present:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def named_message(chat: Chat, call: Call, purpose: str, parameter: str = "message_id") -> Message:
    """The message of the call; `purpose` completes «message to … not found». Raises ApiRefusal."""
    message_id = call.integer(parameter)
    if message_id <= 0:
        raise bad_request("message identifier is not specified")
    message = chat.message(message_id)
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message


def message_ids(call: Call, *, increasing: bool = False) -> list[int]:
    """`message_ids`, 1–100 of them. Raises ApiRefusal."""
    listed = call.structure("message_ids", "message identifiers")
    if listed is not None and not isinstance(listed, list):
        raise bad_request("expected an Array of message identifiers")
    if not listed:
        raise bad_request("message identifiers are not specified")
    if len(listed) > IDS_LIMIT:
        raise bad_request("too many message identifiers specified")
    ids = [as_integer(value) for value in listed]
    if any(one <= 0 for one in ids):
        raise bad_request("invalid message identifier specified")
    if increasing and any(one >= other for one, other in pairwise(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    return ids


def _is_known(world: World, chat: Chat) -> bool:
    """Whether the bot has ever met the chat: strangers and other people's groups do not exist for it."""
    if chat.peer is not None:
        return chat.peer.started or world.shares_group_with_bot(chat.peer)
    return world.bot.id in chat.members
