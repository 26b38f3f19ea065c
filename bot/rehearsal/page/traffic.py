"""What went between the pretended Telegram and the bot, newest last: updates in, calls out.

It is read off the emulator's events, so a call that only asks (who is a member, what is the time) is not in it. What
is said in private, and how anybody votes, is left out here too.
"""

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from bot.rehearsal.emulator.events import (
    Answered,
    CallRefused,
    Deleted,
    Edited,
    EphemeralDeleted,
    EphemeralEdited,
    EphemeralPosted,
    Event,
    MembershipChanged,
    Pinned,
    Posted,
    Pressed,
    Unpinned,
)

KEPT = 60


@dataclass(frozen=True, slots=True)
class Passed:
    """One line: `to_bot` for an update, else a call of the bot; `name` as the Bot API has it."""

    at: datetime
    to_bot: bool
    name: str
    private: bool
    about: str
    refused: bool = False


class Traffic:
    """The last few lines."""

    def __init__(self) -> None:
        self.lines = deque[Passed](maxlen=KEPT)

    def note(self, event: Event) -> None:
        found = _line(event)
        if found is not None:
            to_bot, name, about = found
            private = event.chat_id > 0 or isinstance(event, EphemeralPosted | EphemeralEdited | EphemeralDeleted)
            refused = isinstance(event, CallRefused)
            self.lines.append(Passed(event.at, to_bot, name, private, "" if private else about, refused))


def _line(event: Event) -> tuple[bool, str, str] | None:
    match event:
        case Posted(by_bot=True, service=None):
            name = {None: "sendMessage", "photo": "sendPhoto", "voice": "sendVoice"}.get(event.shown.media)
            return False, name or "sendDocument", _first_line(event.shown.text)
        case Posted(by_bot=False, service=None):
            return True, "message", f"{event.author}: {_first_line(event.shown.text)}"
        case Edited(by_bot=True):
            return False, "editMessageText", _first_line(event.shown.text)
        case Pressed():
            return True, "callback_query", event.user
        case Answered():
            return False, "answerCallbackQuery", ""
        case EphemeralPosted():
            return False, "sendMessage", ""
        case EphemeralEdited():
            return False, "editEphemeralMessageText", ""
        case EphemeralDeleted():
            return False, "deleteEphemeralMessage", ""
        case Deleted(by_bot=True):
            return False, "deleteMessage", f"#{event.message_id}"
        case Pinned(by_bot=True):
            return False, "pinChatMessage", f"#{event.message_id}"
        case Unpinned(by_bot=True):
            return False, "unpinChatMessage", f"#{event.message_id}"
        case MembershipChanged():
            return True, "chat_member", f"{event.user}: {event.new}"
        case CallRefused():
            return False, event.method, f"{event.status} {event.description}"
        case _:
            return None


def _first_line(text: str) -> str:
    return text.partition("\n")[0][:80]
