"""The proofs of a record: for every decision its counted ballots as commitments, and the opening of their sums.

The mathematics and what they prove are in `deliberation.proof`, which ballots count in `deliberation.recount`. About
a thousandth of a second a ballot: made when a record is asked for, in a thread, never while people vote. Nothing is
given per building or stairwell, where few people would be pointed at.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import area_text
from bot.deliberation.proof import Opening, commit, mask_of, receipt_mark
from bot.deliberation.recount import Counted, Minutes, Question, counted, decided_at, marks
from bot.documents.export import rule_of


def evidence(case: CaseFile, minutes: Minutes, flow: str) -> dict[str, Any]:
    """The parts of a record by which the others can be checked: the flow as it was stored, and the proofs."""
    proofs = []
    for decision in case.decisions.values():
        motion = case.motions[decision.motion_id]
        question = Question(rule_of(case, decision), motion.id, decision.round_id, motion.paper)
        ballots = counted(minutes, question, decided_at(minutes.rows, decision.id))
        proofs.append(prove(decision.number, question, ballots))
    return {"flow": json.loads(flow), "proofs": proofs}


def prove(decision: str, question: Question, ballots: Sequence[Counted]) -> dict[str, Any]:
    """The proof of a decision: commitments in hexadecimal, in the order of `options`, the ballots sorted.

    The order says nothing of when anybody voted, and a ballot is found by the mark of its receipt.
    """
    opened = [_openings(question, ballot) for ballot in ballots]
    options = question.options
    return {
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
