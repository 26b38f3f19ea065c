"""Whether what there was to spend, in a record, is what the books said when the vote was closed.

The books themselves are not in the record: of them stands what a fund held, had promised and had to keep. What one
motion is given is gone for those after it on the agenda (P24). When a vote goes on, with a second ballot or
opened again, the books have promised by its next close what the last one gave. A recount gives no more than there was
at the count, and no more than the books have beside what the decision holds itself, which they leave out for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.deliberation.minutes.journal import ChainRow
from bot.deliberation.voting.budget import Envelope
from bot.documents.verify.reading import Decided, Finding

_ENVELOPE, _DECIDED, _RECOUNTED, _GOES_ON = "envelope", "decided", "recounted", "round-extended"


def check_money(decisions: Iterable[Decided], rows: Iterable[ChainRow]) -> Iterator[Finding]:
    """A finding `decision-budget` for every decision that had other money before it than the books did."""
    by_id = {decision.minutes.decision: decision for decision in decisions}
    of = {decision.minutes.motion: decision for decision in by_id.values()}
    said, given, counted = dict[int, Mapping[str, Any]](), dict[int, int](), dict[int, int]()
    for row in rows:
        public = row.public
        if row.kind == _GOES_ON:
            given.pop(public["round"], None)
        elif row.kind == _ENVELOPE:
            said[public["motion"]] = public
        elif row.kind == _DECIDED:
            counted[public["decision"]] = _budget(public)
            books, decision = said.pop(public["motion"], None), of.get(public["motion"])
            if decision is None or books is None:
                continue
            yield from _differing(decision, public, books, _available(books) - given.get(books["round"], 0))
            if public["outcome"] == "passed":
                cost = _cost(decision, public["figures"].get("count", {}).get("chosen", ()))
                given[books["round"]] = given.get(books["round"], 0) + cost
        elif row.kind == _RECOUNTED and (decision := by_id.get(public["decision"])) is not None:
            before = counted.get(public["decision"], 0)
            counted[public["decision"]] = _budget(public)
            books = said.pop(decision.minutes.motion, None)
            if books is not None:
                yield from _differing(decision, public, books, min(before, _available(books)))


def _differing(
    decision: Decided, public: Mapping[str, Any], books: Mapping[str, Any], available: int
) -> Iterator[Finding]:
    budget, there = _budget(public), max(0, available)
    # a list may have been put to the vote with less than there is
    sound = budget <= there if decision.choices else budget == there
    if not (sound and budget == books["budget"]):
        yield Finding("decision-budget", {"decision": decision.number, "said": budget // 100, "there": there // 100})


def _budget(public: Mapping[str, Any]) -> int:
    return int(public["figures"].get("count", {}).get("budget", 0))


def _available(books: Mapping[str, Any]) -> int:
    return Envelope(int(books["balance"]), int(books["committed"]), int(books["reserve"])).available


def _cost(decision: Decided, chosen: tuple[str, ...]) -> int:
    known = decision.paper.by_id
    return decision.paper.cost_of(option for option in chosen if option in known)
