"""What of a rule a method reads: who votes and how, the passing parts, and the keys that belong to single methods.

Which keys a method has, and what they are when a flow does not say, each method states in `TERMS`; refusing the
others is left to `rules`.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from bot.deliberation.figures import Figures
from bot.deliberation.voting.shares import Parts

Electorate = Literal["member", "resident", "household", "owner", "delegate", "panel", "party"]
"""Whom a ballot belongs to; `member` is a member of the chat, where there is no roll."""


class Terms(BaseModel):
    """The beginning of a rule. The keys of single methods are None where the method has no such key."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)

    electorate: Electorate
    options: str = "approve"
    """The word for the method; see `voting.METHODS`."""
    passing: Parts | None = Field(default=None, alias="pass")
    """What the choice that leads must reach; with null it need only lead."""
    max: Annotated[StrictInt, Field(ge=1, le=100)] | None = None
    """How many choices a ballot may name; any number where it is not said."""
    winners: Annotated[StrictInt, Field(ge=1, le=100)] | None = None
    """How many choices are carried at most."""
    runoff: StrictBool | None = None
    """Whether a second ballot between the first two follows where none reaches `pass`."""
    scale: Annotated[StrictInt, Field(ge=1, le=10)] | None = None
    """The most points a ballot can give to one choice."""
    on_misfit: Literal["skip", "stop"] | None = None
    """At a project that no longer fits: go on to the next one, or end there."""
    utility: Literal["cost", "votes"] | None = None
    """What a funded project is worth to those who want it: what it costs, or one each."""

    def measure(self, figures: Figures) -> int:
        """What options are compared by: heads, or area where the rule counts area alone."""
        return figures.area if self.passing and not self.passing.head else figures.heads
