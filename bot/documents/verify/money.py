"""Whether what there was to spend, in a record, is what the books said when the vote was closed.

The books themselves are not in the record: of them stands what a fund held, had promised and had to keep. What one
motion is given is gone for those after it on the agenda (domain.md P24).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.deliberation.journal import ChainRow
from bot.deliberation.voting.budget import Envelope
from bot.documents.verify.reading import Decided, Finding

_ENVELOPE, _DECIDED, _REOPENED = "envelope", "decided", "vote-reopened"


def check_money(decisions: Iterable[Decided], rows: Iterable[ChainRow]) -> Iterator[Finding]:
    """A finding `decision-budget` for every decision that had other money before it than the books did."""
    of = {decision.minutes.motion: decision for decision in decisions}
    said, given = dict[int, Mapping[str, Any]](), dict[int, int]()
    for row in rows:
        public = row.public
        if row.kind == _REOPENED:
            given.pop(public["round"], None)
        elif row.kind == _ENVELOPE:
            said[public["motion"]] = public
        elif row.kind == _DECIDED and public["motion"] in said:
            books, decision = said.pop(public["motion"]), of.get(public["motion"])
            if decision is None:
                continue
            fund = Envelope(int(books["balance"]), int(books["committed"]), int(books["reserve"]))
            counted = public["figures"].get("count", {})
            there = max(0, fund.available - given.get(books["round"], 0))
            budget = int(counted.get("budget", 0))
            # a list may have been put to the vote with less than there is
            sound = budget <= there if decision.choices else budget == there
            if not (sound and budget == books["budget"]):
                yield Finding(
                    "decision-budget", {"decision": decision.number, "said": budget // 100, "there": there // 100}
                )
            if public["outcome"] == "passed":
                cost = _cost(decision, counted.get("chosen", ()))
                given[books["round"]] = given.get(books["round"], 0) + cost


def _cost(decision: Decided, chosen: tuple[str, ...]) -> int:
    known = decision.paper.by_id
    return decision.paper.cost_of(option for option in chosen if option in known)
