"""Whether ballots that somebody brought were what they had to be: two tellers, or a proxy both sides have confirmed.

Read from the minutes alone. Where an erasure has taken who entered what, nothing is held against a ballot.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.deliberation.minutes.journal import ChainRow
from bot.deliberation.minutes.recount import BALLOT, Minutes, Question

_ENTERED = "paper-entered"
_CONFIRMATIONS = ("proxy-granted", "proxy-accepted", "proxy-confirmed")


def unbacked(minutes: Minutes, question: Question, before: int) -> Iterator[int]:
    """The rows before row `before` whose ballot, by paper or by proxy, should not have been taken."""
    entered, unknown = dict[tuple[Any, Any], set[Any]](), False
    proxies, matters = dict[Any, dict[str, Mapping[str, Any]]](), {0, question.motion}
    for row in minutes.rows:
        if row.seq >= before:
            break
        kept = minutes.contents.get(row.seq)
        about = (row.public.get("what"), row.public.get("round")) == (question.motion, question.round_id)
        if row.kind == "second-ballot" and row.public.get("second") in matters:
            matters.add(row.public.get("motion", 0))
        elif row.kind.startswith("proxy-"):
            proxies.setdefault(row.public.get("proxy"), {})[row.kind] = row.public
        elif row.kind == _ENTERED and about:
            unknown |= kept is None
            if kept is not None:
                key = (kept.content.get("elector"), kept.content.get("choice"))
                entered.setdefault(key, set()).add(kept.content.get("person"))
        elif row.kind == BALLOT and about and kept is not None:
            content = kept.content
            match content.get("channel"):
                case "paper":
                    tellers = set(content.get("by", ()))
                    held = entered.get((content.get("elector"), content.get("choice")), set())
                    if len(tellers) < 2 or not (unknown or tellers <= held):
                        yield row.seq
                case "proxy" if not _counts(proxies.get(content.get("proxy"), {}), matters, row):
                    yield row.seq


def _counts(told: Mapping[str, Mapping[str, Any]], matters: Collection[int], ballot: ChainRow) -> bool:
    """Whether a proxy of which this was told before counted for one of these motions when the ballot was cast."""
    if not told.keys() >= set(_CONFIRMATIONS) or "proxy-revoked" in told:
        return False
    granted = told["proxy-granted"]
    if granted.get("motion") not in matters:
        return False
    try:
        return not granted.get("until") or ballot.at < datetime.fromisoformat(str(granted["until"]))
    except ValueError:
        return False
