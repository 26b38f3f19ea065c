"""Ephemeral messages of Bot API 10.2 and 10.3: who may be shown one, and changing or taking it away.

Known from the documents: they go to a member of a group who is no bot; a bot that administers the group may send
them at any time, any other only within 15 seconds of a press of that person. Guesses, for want of documents: the
words of the refusals; that they count towards the flood limits of the chat; and that an `EphemeralMessageParameters`
naming a press that is too old or another's is refused to an administrator as well. A server without them
(`ephemeral_messages=False`) does what Telegram does with a parameter it does not know, which is nothing: the message
goes to everybody; and it has no `…EphemeralMessage…` methods, which is how a bot finds out.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.rehearsal.emulator import ephemeral
from bot.rehearsal.emulator.calls import Call, as_integer
from bot.rehearsal.emulator.ephemeral import Receiver
from bot.rehearsal.emulator.methods.content import caption, markup, message_text
from bot.rehearsal.emulator.methods.reach import open_chat
from bot.rehearsal.emulator.model import Chat, Message
from bot.rehearsal.emulator.refusals import bad_request, method_not_found
from bot.rehearsal.emulator.world import World

PRESS_WINDOW = timedelta(seconds=15)


def receiver_of(world: World, call: Call, chat: Chat) -> Receiver | None:
    """Who alone is to see what the call sends; None where everybody is. Raises ApiRefusal."""
    asked = call.structure("ephemeral_message_parameters", "ephemeral message parameters")
    if asked is None and call.integer("receiver_user_id"):  # as Bot API 10.2 had it
        asked = {
            "receiver_user_id": call.integer("receiver_user_id"),
            "callback_query_id": call.text("callback_query_id"),
        }
    if asked is None or not world.ephemeral_messages:
        return None
    if not isinstance(asked, dict):
        raise bad_request("object expected as ephemeral message parameters")
    if chat.kind not in ("group", "supergroup"):
        raise bad_request("BOT_NOT_ADMIN")
    user = world.users.get(as_integer(asked.get("receiver_user_id")))
    if user is None or not chat.member(user).present:
        raise bad_request("USER_NOT_PARTICIPANT")
    if user.is_bot:
        raise bad_request("USER_IS_BOT")
    press_id = str(asked.get("callback_query_id") or "")
    if press_id:
        press = world.presses.get(press_id)
        if press is None or press.user is not user or world.now() - press.pressed_at > PRESS_WINDOW:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
    elif not chat.member(world.bot).administers:
        raise bad_request("BOT_NOT_ADMIN")
    return Receiver(user, press_id or None)


def edit_ephemeral_message_text(world: World, call: Call) -> bool:
    body = message_text(call)
    keyboard = markup(call).keyboard
    ephemeral.change(world, _named(world, call), body, keyboard)
    return True


def edit_ephemeral_message_caption(world: World, call: Call) -> bool:
    body = caption(call)
    keyboard = markup(call).keyboard
    ephemeral.change(world, _named(world, call), body, keyboard)
    return True


def edit_ephemeral_message_reply_markup(world: World, call: Call) -> bool:
    keyboard = markup(call).keyboard
    message = _named(world, call)
    ephemeral.change(world, message, message.body, keyboard)
    return True


def delete_ephemeral_message(world: World, call: Call) -> bool:
    ephemeral.take_away(world, _named(world, call))
    return True


def _named(world: World, call: Call) -> Message:
    if not world.ephemeral_messages:
        raise method_not_found()
    chat = open_chat(world, call)
    message = chat.ephemeral.get((call.integer("receiver_user_id"), call.integer("ephemeral_message_id")))
    if message is None:
        raise bad_request("MESSAGE_ID_INVALID")
    return message


METHODS: Mapping[str, Callable[[World, Call], Any]] = {
    "editEphemeralMessageText": edit_ephemeral_message_text,
    "editEphemeralMessageCaption": edit_ephemeral_message_caption,
    "editEphemeralMessageReplyMarkup": edit_ephemeral_message_reply_markup,
    "deleteEphemeralMessage": delete_ephemeral_message,
}
