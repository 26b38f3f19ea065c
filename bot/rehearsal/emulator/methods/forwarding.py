"""Forwards, which name where a message came from, and copies, which do not."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.rehearsal.emulator.calls import Call
from bot.rehearsal.emulator.methods.content import caption
from bot.rehearsal.emulator.methods.reach import message_ids, named_message, open_chat
from bot.rehearsal.emulator.methods.sending import deliver, new_draft, prepare
from bot.rehearsal.emulator.model import Chat, Message
from bot.rehearsal.emulator.objects import message_json
from bot.rehearsal.emulator.refusals import bad_request
from bot.rehearsal.emulator.world import Draft, World


def forward_message(world: World, call: Call) -> dict[str, Any]:
    source = open_chat(world, call, "from_chat_id")
    chat = open_chat(world, call)
    message = named_message(source, call, "forward")
    return message_json(_send(world, chat, _forward(world, call, chat, message)))


def forward_messages(world: World, call: Call) -> list[dict[str, Any]]:
    """Ids that are not found or may not be forwarded are passed over, unless none is left."""
    chat, found = _found(world, call, "forward")
    drafts = [_forward(world, call, chat, one) for one in found if _may_leave(one, copied=False)]
    return _send_all(world, chat, drafts, "forward")


def copy_message(world: World, call: Call) -> dict[str, Any]:
    body = caption(call) if "caption" in call.parameters else None
    source = open_chat(world, call, "from_chat_id")
    chat = open_chat(world, call)
    message = named_message(source, call, "copy")
    draft = _copy(world, call, chat, message)
    if body is not None and message.media is not None:
        draft.body = body
    return {"message_id": _send(world, chat, draft).id}


def copy_messages(world: World, call: Call) -> list[dict[str, Any]]:
    chat, found = _found(world, call, "copy")
    drafts = [_copy(world, call, chat, one) for one in found if _may_leave(one, copied=True)]
    return _send_all(world, chat, drafts, "copy")


def _found(world: World, call: Call, purpose: str) -> tuple[Chat, list[Message]]:
    listed = message_ids(call, increasing=True)
    source = open_chat(world, call, "from_chat_id")
    chat = open_chat(world, call)
    found = [message for message in map(source.message, listed) if message is not None]
    if not found:
        raise bad_request(f"there are no messages to {purpose}")
    return chat, found


def _send_all(world: World, chat: Chat, drafts: list[Draft], purpose: str) -> list[dict[str, Any]]:
    if not drafts:
        raise bad_request(f"there are no messages to {purpose}")
    return [{"message_id": _send(world, chat, draft).id} for draft in drafts]


def _forward(world: World, call: Call, chat: Chat, message: Message) -> Draft:
    if not _may_leave(message, copied=False):
        raise bad_request("the message can't be forwarded")
    draft = new_draft(world, call)
    draft.body, draft.media, draft.origin = message.body, message.media, message.whence
    prepare(world, call, chat, draft)
    return draft


def _copy(world: World, call: Call, chat: Chat, message: Message) -> Draft:
    if not _may_leave(message, copied=True):
        raise bad_request("the message can't be copied")
    draft = new_draft(world, call)
    draft.body, draft.media = message.body, message.media
    prepare(world, call, chat, draft)
    return draft


def _may_leave(message: Message, *, copied: bool) -> bool:
    """Service messages go nowhere; protected ones of the bot's own may still be copied."""
    return message.service is None and (copied or not message.protected)


def _send(world: World, chat: Chat, draft: Draft) -> Message:
    world.flood.admit(chat.id, is_group=not chat.is_private, now=world.now())
    return deliver(world, chat, draft)


METHODS: Mapping[str, Callable[[World, Call], Any]] = {
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
}
