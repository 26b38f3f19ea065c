"""The proofs of a record: for every decision its counted ballots as commitments, and the opening of their sums.

The mathematics and what they prove are in `deliberation.minutes.proof`, which ballots count in `recount` beside it.
About a thousandth of a second a ballot: made when a record is asked for, in a thread, never while people vote. Nothing
is given per building or stairwell, where few people would be pointed at.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import area_text
from bot.deliberation.minutes.proof import Opening, commit, mask_of, receipt_mark
from bot.deliberation.minutes.recount import Counted, Minutes, Question, counted, decided_at, marks, took_part
from bot.deliberation.stages.vote import rule_behind
from bot.documents.export import is_shown

_NAMELESS: Mapping[int, str] = {}


def evidence(case: CaseFile, minutes: Minutes, flow: str, names: Mapping[int, str] = _NAMELESS) -> dict[str, Any]:
    """The parts of a record by which the others can be checked: the flow as it was stored, and the proofs.

    `names` of people by their ids, for the roll call of open votes; of a matter that is not public there is none.
    """
    proofs, called = list[dict[str, Any]](), list[dict[str, Any]]()
    for decision in case.decisions.values():
        motion = case.motions[decision.motion_id]
        question = Question(rule_behind(case, decision), motion.id, decision.round_id, motion.paper)
        ballots = counted(minutes, question, decided_at(minutes.rows, decision.id))
        at = decided_at(minutes.rows, decision.id)
        receipts = None if question.rule.linkable else took_part(minutes, question, at)
        proofs.append(prove(decision.number, question, ballots, receipts))
        if question.rule.secrecy == "open" and is_shown(case, decision.issues):
            called.append({"decision": decision.number, "ballots": _called(minutes, ballots, names)})
    return {"flow": json.loads(flow), "proofs": proofs, **({"roll_call": called} if called else {})}


def _called(minutes: Minutes, ballots: Sequence[Counted], names: Mapping[int, str]) -> list[dict[str, Any]]:
    """How everybody voted, by name, where the vote was open; who was forgotten has none."""
    found = []
    for ballot in ballots:
        kept = minutes.contents.get(ballot.seq)
        name = names.get(int(kept.content["person"]), "") if kept else ""
        found.append(
            {
                "elector": name,
                "choice": ballot.choice,
                "area": ballot.area or 0,
                "receipt": ballot.receipt,
                "key": ballot.key,
            }
        )
    return sorted(found, key=lambda one: (one["elector"], one["receipt"]))


def prove(
    decision: str, question: Question, ballots: Sequence[Counted], receipts: Sequence[str] | None = None
) -> dict[str, Any]:
    """The proof of a decision: commitments in hexadecimal, in the order of `options`, the ballots sorted.

    The order says nothing of when anybody voted, and a ballot is found by the mark of its receipt. Of an anonymous vote
    the `receipts` are of those who took part and of no ballot; where the box stayed closed there are no totals.
    """
    opened = [_openings(question, ballot) for ballot in ballots]
    options = question.options if ballots or question.rule.linkable else ()
    marks = {} if receipts is None else {"took_part": sorted(receipt_mark(decision, one) for one in receipts)}
    return {
        **marks,
        "decision": decision,
        "options": list(options),
        "totals": {name: _total(one[index] for one in opened) for index, name in enumerate(options)},
        "ballots": sorted(
            (
                {
                    "receipt": receipt_mark(decision, ballot.receipt) if ballot.receipt else "",
                    "commitments": [f"{commit(opening):x}" for opening in one],
                }
                for ballot, one in zip(ballots, opened, strict=True)
            ),
            key=lambda entry: (entry["receipt"], entry["commitments"]),
        ),
    }


def _openings(question: Question, ballot: Counted) -> list[Opening]:
    """What the commitments of one ballot are made from, an opening for each option."""
    marked = marks(question, ballot)
    masks = (mask_of(ballot.key, question.motion, question.round_id, name) for name in question.options)
    return [
        Opening(marked[name].heads, marked[name].area, mask) for name, mask in zip(question.options, masks, strict=True)
    ]


def _total(openings: Iterable[Opening]) -> dict[str, Any]:
    total = sum(openings, Opening())
    return {"heads": total.heads, "area": area_text(total.area), "mask": f"{total.mask:x}"}
