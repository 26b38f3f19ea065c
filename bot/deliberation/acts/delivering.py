"""The act by which somebody says that a ballot was handed over at a door, where silence counts."""

from dataclasses import dataclass

from bot.deliberation.acts.session import SessionAct


@dataclass(frozen=True, slots=True)
class Deliver(SessionAct):
    """A teller or helper has handed the ballot over there, or takes back that they said so. `elector` as in `box`."""

    round_id: int
    elector: str
    given: bool
