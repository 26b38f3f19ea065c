"""Whether an anonymous vote's bag is the one the minutes closed with, and an open vote's roll call what was counted.

From a public record: as many took part as the bag holds and the decision says, the bag's digest is the code told with
the result, and a roll call makes the proof of the totals again. From a sealed one also the bag against its digest.
"""

from collections.abc import Iterator

from bot.deliberation.ballots.bag import LEAST, TOOK_PART, digest_of
from bot.deliberation.minutes.recount import Counted, Minutes, Question, bag_row
from bot.documents.proofs import prove
from bot.documents.verify.reading import Decided, Proof, Record


def is_closed_box(question: Question, came: int) -> bool:
    """Whether so few took part in an anonymous vote that its box was not opened."""
    return not question.rule.linkable and came < LEAST


def came(minutes: Minutes, question: Question, before: int) -> int:
    """How many took part in an anonymous vote, by the rows that say so."""
    about = (question.motion, question.round_id)
    return sum(
        1
        for row in minutes.rows
        if row.seq < before and row.kind == TOOK_PART and (row.public.get("what"), row.public.get("round")) == about
    )


def bag_findings(
    decision: Decided, question: Question, minutes: Minutes, before: int, proof: Proof | None, participating: int
) -> Iterator[str]:
    """Keys of what does not hold of an anonymous vote that was decided in row `before`."""
    bagged = bag_row(minutes.rows, question, before)
    if bagged is None:
        yield "bag-missing"
        return
    there = came(minutes, question, before)
    if not bagged.public.get("ballots") == there == participating:
        yield "bag-count"
    if proof is not None and len(proof.took_part) != there:
        yield "bag-count"
    closed = is_closed_box(question, there)
    if closed != (not bagged.public.get("digest")) or (not closed and decision.digest != bagged.public["digest"]):
        yield "bag-digest"
    kept = minutes.contents.get(bagged.seq)
    if kept is not None and not closed:
        ballots, seal = kept.content.get("bag", {}), str(kept.content.get("seal", ""))
        if digest_of(ballots, seal) != bagged.public.get("digest") or sum(map(int, ballots.values())) != there:
            yield "bag-digest"


def roll_call_findings(decision: Decided, question: Question, record: Record, proof: Proof) -> Iterator[str]:
    """Likewise of an open vote: how everybody voted, as the record says, is what was counted. Only of a matter that is
    not public, whose motion has no title in the record, nothing is said."""
    called = next((one for one in record.roll_call if one.decision == decision.number), None)
    if called is None:
        if decision.motion:
            yield "roll-call-missing"
        return
    ballots = [Counted(0, one.choice, one.area, one.receipt, one.key) for one in called.ballots]
    if prove(decision.number, question, ballots) != proof.model_dump(exclude_unset=True):
        yield "roll-call-differs"
