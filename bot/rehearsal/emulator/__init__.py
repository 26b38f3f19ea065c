"""A strict emulator of the Telegram Bot API, spoken to over HTTP.

It refuses what Telegram refuses, in Telegram's words, follows the clock it is given, and injects faults on
demand. It knows nothing of the bot it serves. It plays one bot; other bots are people who are bots. Markdown,
videos, stickers, polls, inline mode and business accounts are not played.
"""

from bot.rehearsal.emulator.acts import Act, NotPossible, Press
from bot.rehearsal.emulator.calls import RecordedCall
from bot.rehearsal.emulator.emulator import FAKE_TOKEN, Emulator
from bot.rehearsal.emulator.model import Button, Chat, Message, PressAnswer, User

__all__ = [
    "FAKE_TOKEN",
    "Act",
    "Button",
    "Chat",
    "Emulator",
    "Message",
    "NotPossible",
    "Press",
    "PressAnswer",
    "RecordedCall",
    "User",
]
