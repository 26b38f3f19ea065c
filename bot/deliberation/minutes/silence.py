"""Who was given a ballot and returned none, as the minutes have it (domain.md §2.5, P2).

A delivery is a row `delivered` with the elector, what it holds and the way: the bot's private message arrived, or a
teller says it was handed over at the door; an empty way takes that back, and the last row of an elector holds. Silence
is what was delivered and not returned: a ballot that was struck was returned. What silence does to a count is left to
`voting.decide`, logging it to `clerk.delivering`; who was silent is told to nobody.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from bot.deliberation.figures import Figures

if TYPE_CHECKING:
    from bot.deliberation.minutes.recount import Minutes, Question

DELIVERED: Final = "delivered"
_BALLOT = "ballot"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was delivered to an elector in a round. `way`: `private`, `door`, or empty for what was taken back;
    `person_id` who said so of a door."""

    round_id: int
    elector: str
    area: int
    way: str
    at: datetime
    person_id: int | None = None


Someone = tuple[int, str]
"""(round, elector)"""


def silent(minutes: "Minutes", question: "Question", before: int) -> Figures:
    """Who is silent on a motion when row `before` is entered; nobody where the rule does not count silence."""
    if question.rule.silence == "none":
        return Figures()
    last, voted, found = dict[str, tuple[int, bool]](), set[str](), Figures()
    for row in minutes.rows:
        kept, residue = minutes.contents.get(row.seq), minutes.residues.get(row.seq)
        if row.seq >= before or row.public.get("round") != question.round_id:
            continue
        if row.kind == _BALLOT and row.public.get("what") == question.motion and kept is not None:
            voted.add(str(kept.content["elector"]))
        elif row.kind == DELIVERED and kept is not None:
            last[str(kept.content["elector"])] = int(kept.content["area"]), bool(kept.content["way"])
        elif row.kind == DELIVERED and residue and residue["counts"] and question.motion not in residue["voted"]:
            found += Figures(1, int(residue["area"]))
    return sum((Figures(1, area) for one, (area, there) in last.items() if there and one not in voted), found)


def residues(minutes: "Minutes", numbers: Collection[int], over: Mapping[int, int]) -> dict[int, dict[str, Any]]:
    """What has to be left of deliveries when these rows are erased: what was delivered, whether that held at the end,
    and on which motions a ballot came back; not of whom.

    Also where only a ballot of the same elector is erased, which would seem not to have come back. `over`: round → the
    row that ended it; what is not over is left as it is.
    """
    last, voted, touched = dict[Someone, int](), dict[Someone, set[int]](), set[Someone]()
    delivered = list[tuple[int, Mapping[str, Any], Someone]]()
    for row in minutes.rows:
        kept = minutes.contents.get(row.seq) if row.kind in (_BALLOT, DELIVERED) else None
        if kept is None:
            continue
        one = (int(row.public["round"]), str(kept.content["elector"]))
        if row.seq in numbers:
            touched.add(one)
        if row.kind == _BALLOT:
            voted.setdefault(one, set()).add(int(row.public["what"]))
        else:
            delivered.append((row.seq, kept.content, one))
            last[one] = row.seq
    return {
        number: {
            "area": content["area"],
            "counts": number == last[one] and bool(content["way"]),
            "voted": sorted(voted.get(one, ())),
        }
        for number, content, one in delivered
        if one in touched and over.get(one[0], 0) > number
    }
