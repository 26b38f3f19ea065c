"""Ephemeral messages: shown in a group to one person alone, under ids of their own.

They take no message id from the chat and no ordinary method reaches them. Which may be sent is decided by
`methods.ephemeral`.
"""

from dataclasses import dataclass

from bot.rehearsal.emulator import events
from bot.rehearsal.emulator.model import Chat, Keyboard, Message, User
from bot.rehearsal.emulator.text import FormattedText
from bot.rehearsal.emulator.world import Draft, World


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who is to see an ephemeral message, and the press it answers, if it answers one."""

    user: User
    press_id: str | None


def show(world: World, chat: Chat, receiver: Receiver, draft: Draft) -> Message:
    """Show a draft to its receiver; the message's `id` is its ephemeral id."""
    ephemeral_id = 1 + max((known for _, known in chat.ephemeral), default=0)
    message = Message(
        chat,
        ephemeral_id,
        world.now(),
        draft.sender,
        body=draft.body,
        media=draft.media,
        reply_to=draft.reply_to,
        keyboard=draft.markup.keyboard,
        thread_id=draft.thread_id,
        silent=draft.silent,
        protected=draft.protected,
        receiver=receiver.user,
    )
    chat.ephemeral[receiver.user.id, ephemeral_id] = message
    world.tell(
        events.EphemeralPosted(
            world.now(),
            chat.id,
            ephemeral_id,
            receiver_id=receiver.user.id,
            receiver=receiver.user.first_name,
            press_id=receiver.press_id,
            shown=events.shown(message),
        )
    )
    return message


def change(world: World, message: Message, body: FormattedText, keyboard: Keyboard) -> None:
    assert message.receiver is not None
    message.body, message.keyboard, message.edited_at = body, keyboard, world.now()
    world.tell(
        events.EphemeralEdited(
            world.now(), message.chat.id, message.id, receiver_id=message.receiver.id, shown=events.shown(message)
        )
    )


def take_away(world: World, message: Message) -> None:
    assert message.receiver is not None
    message.deleted = True
    del message.chat.ephemeral[message.receiver.id, message.id]
    world.tell(events.EphemeralDeleted(world.now(), message.chat.id, message.id, receiver_id=message.receiver.id))
