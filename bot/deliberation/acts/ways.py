"""Acts by which a vote comes another way than by its voter's own press: by proxy, on paper, entered for somebody.

`elector` is written as in `box`: `owner:7`, `household:3`.
"""

from dataclasses import dataclass

from bot.deliberation.acts.base import Attachment
from bot.deliberation.acts.session import SessionAct


@dataclass(frozen=True, slots=True)
class GrantProxy(SessionAct):
    """委托: the document's photo, whom it names, until when (an ISO date; empty: to the close). Motion 0: whatever the
    session puts to the vote."""

    motion_id: int
    elector: str
    agent: str
    until: str = ""
    attachments: tuple[Attachment, ...] = ()
    agent_id: int | None = None
    """The agent as a person the bot knows; the clerk looks it up by the name or @username in `agent`."""


@dataclass(frozen=True, slots=True)
class AnswerProxy(SessionAct):
    """The agent takes it on, or does not."""

    proxy_id: int
    accepted: bool


@dataclass(frozen=True, slots=True)
class ConfirmProxy(SessionAct):
    """Somebody who has no part in it has seen the document: it says what was handed in, or does not."""

    proxy_id: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RevokeProxy(SessionAct):
    """Whoever gave it takes it back."""

    proxy_id: int


@dataclass(frozen=True, slots=True)
class CastByProxy(SessionAct):
    """The agent's ballot for whom they stand for."""

    proxy_id: int
    motion_id: int
    choice: str


@dataclass(frozen=True, slots=True)
class EnterPaper(SessionAct):
    """One teller's reading of a sheet of paper, with a photo of it."""

    motion_id: int
    elector: str
    choice: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class AssistBallot(SessionAct):
    """The choice of somebody who is there and cannot use a phone, entered by somebody of the grid."""

    motion_id: int
    elector: str
    choice: str
