"""What the outbox asks of a chat platform: carry a message, change it, take it away.

Each platform has one such courier (`chat.telegram.courier`); when and why something is sent is left to
`outbox`.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from bot.chat.message import Message


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: the platform's chat id, and the topic in it (0 for none)."""

    chat_id: int
    thread_id: int = 0


@dataclass(frozen=True, slots=True)
class Manner:
    """How a message is carried: `silent` rings nobody's phone, `protected` cannot be forwarded; `upload` holds the
    bytes of its file, for a platform that does not know the file by its name (any more)."""

    silent: bool = False
    protected: bool = False
    reply_to: int | None = None
    upload: Path | None = None


class Courier(Protocol):
    """Every call raises one of the exceptions below where the platform does not do it."""

    async def post(self, to: Address, message: Message, manner: Manner) -> int:
        """Send it; the platform's message id."""
        ...

    async def edit(self, to: Address, message_id: int, message: Message) -> None: ...

    async def pin(self, to: Address, message_id: int) -> None:
        """Pin it without a sound."""
        ...

    async def delete(self, to: Address, message_id: int) -> None: ...

    async def fetch(self, file_id: str) -> bytes:
        """What a file of the platform holds; raises TooBig where the platform does not hand it out."""
        ...


class NotCarried(Exception):
    """Base of the reasons why a courier comes back with the message."""


class TooMany(NotCarried):
    """The platform wants this chat left alone for a while."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(str(retry_after))
        self.retry_after = retry_after


class Gone(NotCarried):
    """Nothing can be sent there: kicked, blocked, deactivated, never_started, not_found, silenced, topic_closed,
    topic_gone."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Moved(NotCarried):
    """The chat lives under another id now."""

    def __init__(self, new_id: int) -> None:
        super().__init__(str(new_id))
        self.new_id = new_id


class NotModified(NotCarried):
    """The message already looks like that."""


class Missing(NotCarried):
    """The message is not there any more, or can no longer be changed."""


class Unreachable(NotCarried):
    """No answer, or one of a platform that is unwell. `maybe_sent`: it may have been done all the same."""

    def __init__(self, why: str, *, maybe_sent: bool) -> None:
        super().__init__(why)
        self.maybe_sent = maybe_sent


class Unacceptable(NotCarried):
    """The platform will never take this message, however often it is sent; `str()` holds its words."""


class FileUnknown(Unacceptable):
    """The platform knows no file by that name: it was another bot's, or is gone."""


class TooBig(NotCarried):
    """The file is larger than the platform hands out to a bot."""


class TokenRefused(Exception):
    """The platform does not know the bot's token (any more); trying again is no use."""
