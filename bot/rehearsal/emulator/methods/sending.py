"""Posting: sendMessage, sendPhoto, sendDocument, sendVoice, sendChatAction."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.rehearsal.emulator.calls import Call, as_integer
from bot.rehearsal.emulator.files import take_file
from bot.rehearsal.emulator.methods.content import caption, markup, message_text
from bot.rehearsal.emulator.methods.reach import open_chat
from bot.rehearsal.emulator.model import SERVICE_THREAD_ID, Chat, FileKind, Message
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
    draft = _draft(world, call)
    draft.body = body
    return _send(world, call, open_chat(world, call), "text messages", draft)


def send_photo(world: World, call: Call) -> dict[str, Any]:
    return _send_file(world, call, "photo", "photos")


def send_document(world: World, call: Call) -> dict[str, Any]:
    return _send_file(world, call, "document", "documents")


def send_voice(world: World, call: Call) -> dict[str, Any]:
    return _send_file(world, call, "voice", "voice notes")


def send_chat_action(world: World, call: Call) -> bool:
    open_chat(world, call)
    if call.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def _send_file(world: World, call: Call, kind: FileKind, plural: str) -> dict[str, Any]:
    draft = _draft(world, call)
    draft.body = caption(call)
    chat = open_chat(world, call)
    draft.media = take_file(world, call, kind)
    return _send(world, call, chat, plural, draft)


def _draft(world: World, call: Call) -> Draft:
    return Draft(
        world.bot,
        markup=markup(call),
        silent=call.flag("disable_notification"),
        protected=call.flag("protect_content"),
    )


def _send(world: World, call: Call, chat: Chat, plural: str, draft: Draft) -> dict[str, Any]:
    if not chat.is_private and not chat.members_may_send and not chat.member(world.bot).administers:
        raise bad_request(f"not enough rights to send {plural} to the chat")
    draft.thread_id = _thread(chat, call)
    draft.reply_to = _reply_target(chat, call)
    world.flood.admit(chat.id, is_group=not chat.is_private, now=world.now())
    return message_json(world.post(chat, draft))


def _thread(chat: Chat, call: Call) -> int | None:
    thread_id = call.integer("message_thread_id")
    if thread_id == 0:
        return None
    topic = chat.topics.get(thread_id)
    if topic is None or thread_id == SERVICE_THREAD_ID:
        raise bad_request("message thread not found")
    if topic.closed:
        raise bad_request("TOPIC_CLOSED")
    return thread_id


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
