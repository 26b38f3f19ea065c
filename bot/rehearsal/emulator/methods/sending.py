"""Posting: sendMessage, sendPhoto, sendDocument, sendVoice, sendChatAction."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.rehearsal.emulator import ephemeral
from bot.rehearsal.emulator.calls import Call, as_integer
from bot.rehearsal.emulator.channels import forward_to_discussion
from bot.rehearsal.emulator.files import take_file
from bot.rehearsal.emulator.methods.content import caption, markup, message_text
from bot.rehearsal.emulator.methods.ephemeral import receiver_of
from bot.rehearsal.emulator.methods.reach import open_chat
from bot.rehearsal.emulator.methods.rights import open_thread, require_sending
from bot.rehearsal.emulator.model import Chat, FileKind, Message
from bot.rehearsal.emulator.objects import message_json
from bot.rehearsal.emulator.refusals import bad_request
from bot.rehearsal.emulator.world import Draft, World

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(world: World, call: Call) -> dict[str, Any]:
    body = message_text(call)
    draft = new_draft(world, call)
    draft.body = body
    return _send(world, call, open_chat(world, call), draft)


def send_photo(world: World, call: Call) -> dict[str, Any]:
    return _send_file(world, call, "photo")


def send_document(world: World, call: Call) -> dict[str, Any]:
    return _send_file(world, call, "document")


def send_voice(world: World, call: Call) -> dict[str, Any]:
    return _send_file(world, call, "voice")


def send_chat_action(world: World, call: Call) -> bool:
    open_chat(world, call)
    if call.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def _send_file(world: World, call: Call, kind: FileKind) -> dict[str, Any]:
    draft = new_draft(world, call)
    draft.body = caption(call)
    chat = open_chat(world, call)
    draft.media = take_file(world, call, kind)
    return _send(world, call, chat, draft)


def new_draft(world: World, call: Call) -> Draft:
    """A draft of the bot's with what every way of posting shares."""
    return Draft(
        world.bot,
        markup=markup(call),
        silent=call.flag("disable_notification"),
        protected=call.flag("protect_content"),
    )


def _send(world: World, call: Call, chat: Chat, draft: Draft) -> dict[str, Any]:
    prepare(world, call, chat, draft)
    receiver = receiver_of(world, call, chat)
    world.flood.admit(chat.id, is_group=not chat.is_private, now=world.now())
    if receiver is not None:
        return message_json(ephemeral.show(world, chat, receiver, draft))
    return message_json(deliver(world, chat, draft))


def prepare(world: World, call: Call, chat: Chat, draft: Draft) -> None:
    """Check that the bot may post the draft, and complete it with where it goes. Raises ApiRefusal."""
    require_sending(world, chat, draft.media.kind if draft.media else None)
    draft.thread_id = open_thread(world, chat, call)
    draft.reply_to = _reply_target(chat, call)
    if chat.kind == "channel":
        draft.sender_chat = chat


def deliver(world: World, chat: Chat, draft: Draft) -> Message:
    """Post the draft; where the chat is a channel, its discussion group gets it too."""
    message = world.post(chat, draft)
    forward_to_discussion(world, message)
    return message


def _reply_target(chat: Chat, call: Call) -> Message | None:
    reply = call.structure("reply_parameters", "reply parameters")
    if reply is None:
        message_id = call.integer("reply_to_message_id")
        may_miss = call.flag("allow_sending_without_reply")
    elif isinstance(reply, dict):
        message_id = as_integer(reply.get("message_id"))
        may_miss = bool(reply.get("allow_sending_without_reply"))
    else:
        raise bad_request("object expected as reply parameters")
    if message_id <= 0:
        return None
    target = chat.message(message_id)
    if target is None and not may_miss:
        raise bad_request("message to be replied not found")
    return target


METHODS: Mapping[str, Callable[[World, Call], Any]] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendVoice": send_voice,
    "sendChatAction": send_chat_action,
}
