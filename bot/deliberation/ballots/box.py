"""The ballot box 票箱: what one standing act needs to know, and nothing of the other ballots.

It is the small sibling of the case file, loaded for every ballot, care and rating, so its size must
not grow with the votes cast. Loading it is left to `storage`, what an act may do to the rules.
"""

from dataclasses import dataclass, field

from bot.deliberation.flow import Flow, Stage
from bot.deliberation.minutes.journal import Head
from bot.deliberation.model import Community, Motion, Place, Round, SessionState

Key = tuple[str, int, int, str]
"""(kind, what, round, elector): what a standing act is unique by."""


def household_elector(household_id: int) -> str:
    """How a household is written where a ballot says whose it is."""
    return f"household:{household_id}"


def owner_elector(owner_id: int) -> str:
    """How an owner is written where a ballot says whose it is."""
    return f"owner:{owner_id}"


def person_elector(person_id: int) -> str:
    """How a single account or member is written where a ballot says whose it is."""
    return f"person:{person_id}"


@dataclass(slots=True)
class Box:
    """One round and its frame. `motions` are those put to the vote in it, `head` is the session chain's end."""

    session_id: int
    session_state: SessionState
    community: Community
    scope_path: str
    flow: Flow
    round: Round
    head: Head
    motions: dict[int, Motion] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        return self.flow.stage(self.round.stage_id)

    def seats(self, motion_id: int) -> list[int]:
        """The people who vote on a motion, where they are named one by one (a panel, parties); `what` of a check-in is
        the round, and everybody it has named may check in."""
        return self.round.seats(self.motions.get(motion_id))

    @property
    def chats(self) -> tuple[int, ...]:
        return tuple(place.chat_id for place in self.places)
