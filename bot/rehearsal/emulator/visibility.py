"""Which messages the bot gets to see: membership, privacy mode, and that bots do not see bots."""

from bot.rehearsal.emulator.model import Chat, Message, User
from bot.rehearsal.emulator.text import FormattedText, stretch


def bot_sees(message: Message, bot: User, *, privacy_mode: bool) -> bool:
    """Whether an update tells the bot of the message.

    What other bots write no bot ever sees; posts in the name of a chat are people's, whatever `from` says.
    """
    chat = message.chat
    if chat.is_private:
        return True
    member = chat.member(bot)
    if not member.present:
        return False
    if message.service is not None:
        return True
    if message.sender.is_bot and message.sender_chat is None:
        return False
    if chat.kind == "channel" or not privacy_mode or member.administers:
        return True
    if message.reply_to is not None and message.reply_to.sender is bot:
        return True
    return _commands(message.body, chat, bot)


def _commands(body: FormattedText, chat: Chat, bot: User) -> bool:
    """Whether it is a command that names the bot, or one that names none while no other bot spoke last."""
    for entity in body.entities:
        if entity.kind == "bot_command" and entity.offset == 0:
            _, _, addressee = stretch(body.text, entity).partition("@")
            if addressee:
                return addressee.lower() == (bot.username or "").lower()
            return _last_bot(chat) in (None, bot)
    return False


def _last_bot(chat: Chat) -> User | None:
    """The bot that was the last to write in the chat."""
    return next(
        (
            message.sender
            for message in reversed(chat.messages.values())
            if message.sender.is_bot and message.sender_chat is None and message.service is None
        ),
        None,
    )
