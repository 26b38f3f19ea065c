"""Changing what is posted: edits, deletion, pins, reactions."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.rehearsal.emulator import events
from bot.rehearsal.emulator.calls import Call
from bot.rehearsal.emulator.methods.content import caption, markup, message_text
from bot.rehearsal.emulator.methods.reach import named_message, open_chat
from bot.rehearsal.emulator.model import Chat, Keyboard, Message
from bot.rehearsal.emulator.objects import message_json
from bot.rehearsal.emulator.refusals import bad_request
from bot.rehearsal.emulator.text import FormattedText
from bot.rehearsal.emulator.world import World

DELETION_WINDOW = timedelta(hours=48)
REACTIONS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
)


def edit_message_text(world: World, call: Call) -> dict[str, Any]:
    body = message_text(call)
    keyboard = markup(call).keyboard
    message = _editable(world, call)
    if message.media is not None or message.service is not None:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, message, body, keyboard)


def edit_message_caption(world: World, call: Call) -> dict[str, Any]:
    body = caption(call)
    keyboard = markup(call).keyboard
    message = _editable(world, call)
    if message.media is None:
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, message, body, keyboard)


def edit_message_reply_markup(world: World, call: Call) -> dict[str, Any]:
    keyboard = markup(call).keyboard
    message = _editable(world, call)
    return _edit(world, message, message.body, keyboard)


def _editable(world: World, call: Call) -> Message:
    chat = open_chat(world, call)
    message = named_message(chat, call, "edit")
    if message.sender is not world.bot or message.service is not None:
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, message: Message, body: FormattedText, keyboard: Keyboard) -> dict[str, Any]:
    if (body, keyboard) == (message.body, message.keyboard):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    chat = message.chat
    world.flood.admit(chat.id, is_group=not chat.is_private, now=world.now())
    world.revise(message, body, keyboard)
    return message_json(message)


def delete_message(world: World, call: Call) -> bool:
    chat = open_chat(world, call)
    message = named_message(chat, call, "delete")
    own = message.sender is world.bot or chat.is_private
    if not own and not chat.member(world.bot).may("can_delete_messages"):
        raise bad_request("message can't be deleted")
    if world.now() - message.sent_at >= DELETION_WINDOW:
        raise bad_request("message can't be deleted")
    world.remove(message, world.bot)
    return True


def pin_chat_message(world: World, call: Call) -> bool:
    chat = open_chat(world, call)
    _require_pin_right(world, chat)
    message = named_message(chat, call, "pin")
    if message.service is not None:
        raise bad_request("message can't be pinned")
    world.pin(message, world.bot, call.flag("disable_notification"))
    return True


def unpin_chat_message(world: World, call: Call) -> bool:
    chat = open_chat(world, call)
    _require_pin_right(world, chat)
    if call.text("message_id"):
        message = named_message(chat, call, "unpin")
    elif chat.pinned:
        message = chat.pinned[-1]
    else:
        raise bad_request("message to unpin not found")
    if message not in chat.pinned:
        raise bad_request("message to unpin not found")
    world.unpin(message, world.bot)
    return True


def unpin_all_chat_messages(world: World, call: Call) -> bool:
    chat = open_chat(world, call)
    _require_pin_right(world, chat)
    for message in list(chat.pinned):
        world.unpin(message, world.bot)
    return True


def _require_pin_right(world: World, chat: Chat) -> None:
    if not chat.is_private and not chat.member(world.bot).may("can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")


def set_message_reaction(world: World, call: Call) -> bool:
    """A bot leaves at most one plain reaction on a message; an empty list takes it away."""
    chat = open_chat(world, call)
    message = named_message(chat, call, "react")
    listed = call.structure("reaction", "reaction") or []
    if not isinstance(listed, list):
        raise bad_request("expected an Array of ReactionType")
    emoji = tuple(str(item.get("emoji", "")) for item in listed if isinstance(item, dict))
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(one.removesuffix("\ufe0f") not in REACTIONS for one in emoji):
        raise bad_request("REACTION_INVALID")
    message.reactions = emoji
    world.tell(events.Reacted(world.now(), chat.id, message.id, emoji))
    return True


METHODS: Mapping[str, Callable[[World, Call], Any]] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "setMessageReaction": set_message_reaction,
}
