"""The other ways a ballot may come than by its voter's own press: by proxy, on paper, entered for somebody.

What a flow says of them is here, and what would make no sense is refused with a sentence; taking such ballots is left
to `proxies` and `carried`. None is allowed unless a flow says so.
"""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, field_validator

from bot.deliberation.flaw import Flaw

Way = Literal["proxy", "paper", "assisted"]
WAYS: tuple[Way, ...] = ("proxy", "paper", "assisted")
"""Channels of ballots that somebody else brings, in the order they are told."""
OWN = "own"
ONE_PRESS = ("approve", "single")
"""Methods whose ballot is one choice, which is all that a sheet of paper or an agent's buttons can say."""
BY_DOOR = ("household", "owner")
"""Electorates whose electors are found by a door."""

_NEEDS = ("document", "moderator_confirm")


def way_of(channel: str) -> str:
    """`own` for a press in a chat, else the channel itself."""
    return channel if channel in WAYS else OWN


class WayTerms(BaseModel):
    """What a rule says of one way; not allowed unless it says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    allowed: StrictBool = False


class ProxyTerms(WayTerms):
    """`{allowed: true, max_per_agent: 1}`: how many an agent may stand for. The others have one value each."""

    max_per_agent: StrictInt = Field(default=1, ge=1)
    needs: tuple[Literal["document", "moderator_confirm"], ...] = ("document", "moderator_confirm")
    deadline: Literal["before_close"] = "before_close"

    @field_validator("needs")
    @classmethod
    def _both(cls, needs: tuple[str, ...]) -> tuple[str, ...]:
        """物业管理条例 12, 聊城条例 16: a proxy is written, and somebody who has no part in it has seen it."""
        if set(needs) != set(_NEEDS):
            raise Flaw(
                "rule-proxy-needs",
                "a proxy counts only with its document, seen by somebody: needs is [document, moderator_confirm]",
            )
        return _NEEDS


class PaperTerms(WayTerms):
    """`{allowed: true, needs_two: true}`: two tellers enter every sheet, each for themselves (P12)."""

    needs_two: StrictBool = True

    @field_validator("needs_two")
    @classmethod
    def _two(cls, two: bool) -> bool:
        if not two:
            raise Flaw("rule-paper-two", "a paper ballot counts once two tellers have entered the same; leave it true")
        return two


class AssistedTerms(WayTerms):
    """`{allowed: true}`: somebody of the grid enters what a resident who is there says."""


def check_way(way: str, stated: Mapping[str, Any]) -> None:
    """Raise `Flaw` where a rule allows a way that makes no sense under it; `stated` are its keys read so far.

    A ballot somebody brings needs a door it belongs to, one choice to say, and no secret about whose it is.
    """
    electorate, options = stated.get("electorate"), stated.get("options")
    if electorate is not None and electorate not in BY_DOOR:
        raise Flaw(
            "rule-way-electorate",
            f"{way} is for households and owners, who are found by their door; leave it out",
            way=way,
            electorate=str(electorate),
        )
    if options is not None and options not in ONE_PRESS:
        raise Flaw(
            "rule-way-options",
            f"{way} takes ballots that say one thing: options approve or single, not “{options}”",
            way=way,
            options=str(options),
        )
    passing = stated.get("passing")
    if passing is not None and "present" in passing.bases:
        raise Flaw(
            "rule-way-present",
            f"who is counted as present comes in person; leave {way} out, or measure who takes part",
            way=way,
        )
    if stated.get("secrecy") == "anonymous":
        raise Flaw(
            "rule-way-anonymous",
            f"{way} names the elector and what they say together, so the vote would not be anonymous",
            way=way,
        )


def check_channels(channels: str, stated: Mapping[str, Any]) -> None:
    """Raise `Flaw` where what is said of ballots that meet contradicts the rest of the rule."""
    if any(way not in stated for way in WAYS):
        return
    ways = any(stated[way].allowed for way in WAYS)
    if channels == "first_valid" and not ways:
        raise Flaw(
            "rule-channels-alone", "ballots come one way only; channels: first_valid needs proxy, paper or assisted"
        )
    if ways and channels != "first_valid" and not stated.get("change_until_close", True):
        raise Flaw(
            "rule-channels-final",
            "a ballot that cannot be changed is not replaced by a later one either: say channels: first_valid",
        )
