"""What is handed to the clerk: an act, who did it, where and when. No platform is named here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.deliberation.acts import Act


@dataclass(frozen=True, slots=True)
class Sender:
    """The account an act comes from; `locale` is what its app says, used only for a first meeting."""

    user_id: int
    name: str
    username: str = ""
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """The chat an act was done in, as the platform numbers it; `message_id` is the pressed or written message."""

    platform_id: int
    thread_id: int = 0
    kind: Literal["private", "group", "supergroup", "channel"] = "private"
    title: str = ""
    message_id: int = 0

    @property
    def private(self) -> bool:
        return self.kind == "private"


@dataclass(frozen=True, slots=True)
class Submission:
    """One act as it arrived. A press is answered on the spot; a message is answered by a message.

    `member` is what the adapter has just learnt of the sender's place in the chat (creator,
    administrator, member, left, kicked), empty where it did not ask.
    """

    act: Act
    sender: Sender
    at: datetime
    where: Where
    update_id: int | None = None
    press: bool = False
    member: str = ""
    album: int | None = None
    """Below zero; the same for all messages of an album, of which one act comes."""
