"""Whose vote somebody else brings, as the rules see it: the voice, its proxies 委托, what tellers have entered for it.

Plain records. When a proxy counts is decided in `proxies`, when a sheet of paper does, in `carried`.
"""

from dataclasses import dataclass, field
from datetime import datetime

from bot.deliberation.ballots.box import household_elector, owner_elector
from bot.deliberation.desk import Actor
from bot.deliberation.model import StandingAct


@dataclass(slots=True)
class Proxy:
    """委托: an elector's vote given to an agent, for one motion or (0) for whatever a session puts to the vote.

    It counts once the agent has accepted it and somebody else has seen its document, until `until` (None: to the close,
    also where that is moved).
    """

    id: int
    session_id: int
    motion_id: int
    elector: str
    door: str
    agent_id: int | None
    granted_by: int | None
    """Who handed it in: the voter, or for one without an account a teller or moderator."""
    granted_at: datetime
    until: datetime | None = None
    state: str = "asked"
    """asked; refused (by the agent, or by who looked at the document); revoked"""
    accepted_at: datetime | None = None
    confirmed_by: int | None = None
    confirmed_at: datetime | None = None
    attachments: list[dict[str, str]] = field(default_factory=list)

    @property
    def lives(self) -> bool:
        return self.state == "asked"

    @property
    def counts(self) -> bool:
        """Whether both confirmations are there."""
        return self.lives and self.accepted_at is not None and self.confirmed_at is not None

    def covers(self, motion_id: int) -> bool:
        return self.motion_id in (0, motion_id)


@dataclass(slots=True)
class PaperEntry:
    """What one teller read on a sheet of paper, and a photo of it. state: open, counted, replaced."""

    id: int
    session_id: int
    round_id: int
    motion_id: int
    elector: str
    door: str
    choice: str
    teller_id: int | None
    at: datetime
    state: str = "open"
    attachments: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Voice:
    """The one elector an act is about, looked up for it: what it holds in this scope, who votes for it, what stands.

    `standing` by motion.
    """

    elector: str
    door: str
    area: int = 0
    voter_id: int | None = None
    standing: dict[int, StandingAct] = field(default_factory=dict)


def own_voices(by: Actor) -> frozenset[str]:
    """The households and owners this person votes for."""
    homes = {household_elector(seat.household_id) for seat in by.seats if seat.representative}
    return frozenset(homes | {owner_elector(owner.owner_id) for owner in by.owners})
