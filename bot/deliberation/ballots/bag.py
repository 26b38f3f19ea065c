"""The bag 票袋 of an anonymous vote: what is left of its ballots once nobody can say any more whose they were.

While the vote is open a ballot stands under a name that only the key of its round gives (`alias_of`), so that it can
still be changed; that its elector has taken part is an act of its own (`TURN`), under the elector. At the close the
ballots are counted and put into a bag: how many there are of each, and no order. Its digest goes into the minutes and
is the code told with the result; the key is destroyed in the same transaction (`storage.anonymous`).

A box with fewer than `LEAST` ballots is not opened: its totals would say how somebody voted. The vote has then not come
about (`inquorate`), and the ballots are destroyed uncounted. From five on totals are told as they are, also where all
voted alike: to hold back just those would say the same.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Desk, JournalEntry
from bot.deliberation.groups import LEAST
from bot.deliberation.minutes.journal import canonical, digest
from bot.deliberation.model import NOBODY, Motion, StandingAct
from bot.deliberation.voting.paper import counter

__all__ = [
    "BAGGED",
    "CAST",
    "LEAST",
    "TOOK_PART",
    "TURN",
    "Bag",
    "alias_of",
    "digest_of",
    "joined",
    "made",
    "parted",
    "put",
]

TURN: Final = "turn"
"""The kind of the standing act that says an elector has taken part."""
CAST: Final = ("ballot", TURN)
"""What says of a person that they have voted."""
TOOK_PART: Final = "took-part"
"""The minute of it."""
BAGGED: Final = "ballot-bag"
"""The minute of the close: `{what, round, ballots, digest}`, with the bag and its seal as content."""
_ALIAS_CHARS = 26
_SEAL_CHARS = 20
_BALLOT = "ballot"


@dataclass(frozen=True, slots=True)
class Bag:
    """The ballots of one motion: how often each was cast. Empty, without a digest, where the box stayed closed."""

    motion: int
    round_id: int
    ballots: Mapping[str, int]
    came: int
    """How many took part."""
    seal: str
    """What nobody can guess, so that the digest of a small bag tells nothing of what is in it."""
    at: datetime

    @property
    def digest(self) -> str:
        return digest_of(self.ballots, self.seal) if self.ballots else ""

    def counters(self) -> dict[str, int]:
        """The running counts of these ballots."""
        sums: dict[str, int] = {}
        for choice, count in self.ballots.items():
            sums[counter(choice)] = sums.get(counter(choice), 0) + count
        return sums


def alias_of(key: str, what: int, elector: str) -> str:
    """The name an elector's ballot on a motion goes by while the vote is open."""
    made = hmac.new(key.encode(), f"youshi alias\n{what}\n{elector}".encode(), hashlib.sha256)
    return f"alias:{made.hexdigest()[:_ALIAS_CHARS]}"


def digest_of(ballots: Mapping[str, int], seal: str) -> str:
    """What a bag is known by in public."""
    return digest(f"{seal}\n{canonical(dict(ballots))}")


def parted(act: StandingAct, alias: str, opened_at: datetime) -> tuple[StandingAct, StandingAct]:
    """A ballot as it lies in the box, without whose it is and when it came; and that its elector took part."""
    ballot = replace(
        act, elector=alias, person_id=NOBODY, channel="", at=opened_at, receipt="", changes=0, heads=1, area=0
    )
    return replace(ballot, hand_id=None), replace(act, kind=TURN, choice="", changes=0, area=0)


def joined(ballot: StandingAct | None, turn: StandingAct | None) -> StandingAct | None:
    """Both together again: what an elector has cast so far, as the rules of voting want to know it."""
    return None if ballot is None or turn is None else replace(turn, kind=_BALLOT, choice=ballot.choice)


def made(case: CaseFile, motion: Motion, at: datetime, desk: Desk) -> Bag:
    """The bag of a motion's ballots; an empty one where there are too few to be looked at."""
    assert motion.vote_round_id is not None
    found = case.recount.get((_BALLOT, motion.id, motion.vote_round_id), {})
    came = sum(figures.heads for figures in found.values())
    ballots = {choice: found[choice].heads for choice in sorted(found)} if came >= LEAST else {}
    return Bag(motion.id, motion.vote_round_id, ballots, came, desk.code(_SEAL_CHARS), at)


def put(found: Bag, desk: Desk) -> None:
    """Let the bag take the place of the ballots, on the minutes."""
    desk.bags.append(found)
    public = {"what": found.motion, "round": found.round_id, "ballots": found.came, "digest": found.digest}
    content = {"bag": dict(found.ballots), "seal": found.seal} if found.ballots else {}
    desk.journal.append(JournalEntry(BAGGED, desk.now, public, content))
