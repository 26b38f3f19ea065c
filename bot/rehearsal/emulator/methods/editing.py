"""Changing what is posted: edits, deletion, pins, reactions."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.rehearsal.emulator import events
from bot.rehearsal.emulator.calls import Call
from bot.rehearsal.emulator.methods.content import caption, markup, message_text
from bot.rehearsal.emulator.methods.reach import message_ids, named_message, open_chat
from bot.rehearsal.emulator.methods.rights import require_right
from bot.rehearsal.emulator.model import Chat, Keyboard, Message, StoredFile
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
    message = editable(world, call)
    if message.media is not None or message.service is not None:
        raise bad_request("there is no text in the message to edit")
    return edit(world, message, body, keyboard)


def edit_message_caption(world: World, call: Call) -> dict[str, Any]:
    body = caption(call)
    keyboard = markup(call).keyboard
    message = editable(world, call)
    if message.media is None:
        raise bad_request("there is no caption in the message to edit")
    return edit(world, message, body, keyboard)


def edit_message_reply_markup(world: World, call: Call) -> dict[str, Any]:
    keyboard = markup(call).keyboard
    message = editable(world, call)
    return edit(world, message, message.body, keyboard)


def editable(world: World, call: Call) -> Message:
    """The message of the call, which the bot may edit. Raises ApiRefusal."""
    chat = open_chat(world, call)
    message = named_message(chat, call, "edit")
    others_too = chat.kind == "channel" and chat.member(world.bot).may("can_edit_messages")
    fixed = message.service is not None or message.origin is not None or message.reply_keyboard is not None
    if fixed or not (message.sender is world.bot or others_too):
        raise bad_request("message can't be edited")
    return message


def edit(
    world: World, message: Message, body: FormattedText, keyboard: Keyboard, media: StoredFile | None = None
) -> dict[str, Any]:
    """Give a message its new content, and another file where `media` is one. Raises ApiRefusal."""
    if (body, keyboard, media or message.media) == (message.body, message.keyboard, message.media):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    chat = message.chat
    world.flood.admit(chat.id, is_group=not chat.is_private, now=world.now())
    message.media = media or message.media
    world.revise(message, body, keyboard)
    return message_json(message)


def delete_message(world: World, call: Call) -> bool:
    chat = open_chat(world, call)
    message = named_message(chat, call, "delete")
    _require_deletable(world, message)
    world.remove(message, world.bot)
    return True


def delete_messages(world: World, call: Call) -> bool:
    """Ids that are not found are passed over; one that may not be deleted spoils the whole call."""
    listed = message_ids(call)
    chat = open_chat(world, call)
    found = [message for message in map(chat.message, listed) if message is not None]
    for message in found:
        _require_deletable(world, message)
    for message in found:
        world.remove(message, world.bot)
    return True


def _require_deletable(world: World, message: Message) -> None:
    chat = message.chat
    member = chat.member(world.bot)
    own = message.sender is world.bot and (chat.kind != "channel" or member.may("can_post_messages"))
    begins_topic = message.id == message.thread_id
    if not (own or chat.is_private or member.may("can_delete_messages")) or begins_topic:
        raise bad_request("message can't be deleted")
    if world.now() - message.sent_at >= DELETION_WINDOW:
        raise bad_request("message can't be deleted")


def pin_chat_message(world: World, call: Call) -> bool:
    chat = open_chat(world, call)
    message = named_message(chat, call, "pin")
    _require_pin_right(world, chat)
    if message.service is not None:
        raise bad_request("message can't be pinned")
    world.pin(message, world.bot, call.flag("disable_notification"))
    return True


def unpin_chat_message(world: World, call: Call) -> bool:
    chat = open_chat(world, call)
    if call.text("message_id"):
        message = named_message(chat, call, "unpin")
    elif chat.pinned:
        message = chat.pinned[-1]
    else:
        raise bad_request("message to unpin not found")
    _require_pin_right(world, chat)
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
    right = "can_edit_messages" if chat.kind == "channel" else "can_pin_messages"
    require_right(world, chat, right, "not enough rights to manage pinned messages in the chat")


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
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "setMessageReaction": set_message_reaction,
}
