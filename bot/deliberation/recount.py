"""The recount: what a vote came to, counted again from the minutes alone.

Who counts is decided by the rows, the last one of each elector before the close; how, by the same functions that
decided the vote (`voting.decide`). Whether the rows themselves hold is left to `journal`, and what a record says
to whoever compares it with this.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.deliberation.figures import Figures, area_from_text
from bot.deliberation.journal import ChainRow, Content
from bot.deliberation.proof import key_of
from bot.deliberation.stages.vote import figures_of
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.decide import count, decide
from bot.deliberation.voting.paper import Paper
from bot.deliberation.voting.rules import Rule

ERASED = "erased"
"""The kind of the row by which an erasure enters the minutes; its content is `{"rows": {number: residue}}`."""
BALLOT, LATE = "ballot", "ballot-late"


Elector = tuple[int, int, str]
"""(motion, round, elector)"""


@dataclass(frozen=True, slots=True)
class Counted:
    """One counted ballot. `area` is None in minutes that did not note it yet; `key` opens its commitments."""

    seq: int
    choice: str
    area: int | None
    receipt: str
    key: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """A chain with what is still kept of its contents, by row number, and what erasures have left."""

    rows: Sequence[ChainRow]
    contents: Mapping[int, Content]
    residues: Mapping[int, Mapping[str, Any]]


def minutes_of(rows: Sequence[ChainRow], contents: Mapping[int, Content]) -> Minutes:
    """Minutes with the marks of erasure that their own rows hold."""
    residues = dict[int, Mapping[str, Any]]()
    for row in rows:
        kept = contents.get(row.seq) if row.kind == ERASED else None
        if kept is not None:
            residues.update({int(number): residue for number, residue in kept.content["rows"].items()})
    return Minutes(rows, contents, residues)


@dataclass(frozen=True, slots=True)
class Question:
    """What was voted on, when, and by which rule; what there was to spend, and what a lot is drawn with."""

    rule: Rule
    motion: int
    round_id: int
    paper: Paper = field(default_factory=Paper)
    budget: int = 0
    seed: str = ""

    @property
    def options(self) -> tuple[str, ...]:
        return METHODS[self.rule.options].options(self.paper.ids)


def decided_at(rows: Iterable[ChainRow], decision: int) -> int:
    """The number of the row that entered a decision: ballots before it count. 0 where there is none."""
    return next((r.seq for r in rows if r.kind == "decided" and r.public.get("decision") == decision), 0)


def counted(minutes: Minutes, question: Question, before: int) -> list[Counted]:
    """The ballots that count when row `before` is entered: of each elector the last one.

    A ballot whose content was erased counts by what the erasure has left of it.
    """
    standing = dict[str, Counted]()
    for row in minutes.rows:
        if row.seq >= before:
            break
        if row.kind != BALLOT or not _about(row, question):
            continue
        kept, residue = minutes.contents.get(row.seq), minutes.residues.get(row.seq)
        if kept is not None:
            standing[str(kept.content["elector"])] = _counted(row.seq, kept.content, key_of(kept.salt))
        elif residue is not None and residue["counts"]:
            standing[f"row:{row.seq}"] = _counted(row.seq, residue, str(residue["key"]))
    return list(standing.values())


def _about(row: ChainRow, question: Question) -> bool:
    return row.public.get("what") == question.motion and row.public.get("round") == question.round_id


def _counted(seq: int, content: Mapping[str, Any], key: str) -> Counted:
    return Counted(seq, content["choice"], content.get("area"), str(content.get("receipt", "")), key)


def late(rows: Iterable[ChainRow], question: Question) -> int:
    """How many electors came too late; each is noted once."""
    return sum(1 for row in rows if row.kind == LATE and _about(row, question))


def marks(question: Question, ballot: Counted) -> Mapping[str, Figures]:
    """What one ballot adds to each option; raises `Refused` where it cannot be read."""
    return count(question.rule, question.paper, {ballot.choice: _weight(ballot)}).options


def recounted(question: Question, ballots: Sequence[Counted], electorate: Figures) -> tuple[dict[str, Any], str]:
    """The record's figures and outcome for these ballots; raises `Refused` for one that cannot be read."""
    found = dict[str, Figures]()
    for ballot in ballots:
        found[ballot.choice] = found.get(ballot.choice, Figures()) + _weight(ballot)
    whole = None if question.rule.electorate == "member" else electorate
    tally = count(question.rule, question.paper, found, electorate=whole, budget=question.budget, seed=question.seed)
    verdict = decide(question.rule, tally)
    return figures_of(tally, verdict), verdict.outcome


def _weight(ballot: Counted) -> Figures:
    return Figures(1, ballot.area or 0)


def figures_from(text: Mapping[str, Any]) -> Figures:
    """`{"heads": 24, "area": "2010.50"}` of a record."""
    return Figures(int(text["heads"]), area_from_text(str(text["area"])))


def residues(minutes: Minutes, numbers: Collection[int]) -> dict[int, dict[str, Any]]:
    """What has to be left of these rows when they are erased, so that votes can still be counted and proved.

    Of a ballot its choice, whether it is the one that counts, and the key of its commitments, from which the salt
    cannot be had again; not who cast it nor for whom. Of anything else nothing. A ballot on a vote that is not over
    is not among them: which of an elector's ballots counts is not known yet. With the ballot that counts go those of
    the same elector that it replaced, for nothing would say any more that they do not count.
    """
    ballots, last = list[tuple[int, Content, Elector]](), dict[Elector, int]()
    for row in minutes.rows:
        kept = minutes.contents.get(row.seq) if row.kind == BALLOT else None
        if kept is not None:
            elector = (row.public["what"], row.public["round"], str(kept.content["elector"]))
            ballots.append((row.seq, kept, elector))
            last[elector] = row.seq
    over = _over(minutes.rows)
    found = dict[int, dict[str, Any]]()
    for number, kept, elector in ballots:
        if over.get(elector[1], 0) > number and (number in numbers or last[elector] in numbers):
            left = {name: kept.content[name] for name in ("choice", "area", "receipt") if name in kept.content}
            found[number] = {**left, "counts": number == last[elector], "key": key_of(kept.salt)}
    others = {r.seq for r in minutes.rows if r.kind not in (BALLOT, ERASED) and r.seq in minutes.contents}
    return found | {number: {} for number in sorted(others.intersection(numbers))}


def _over(rows: Iterable[ChainRow]) -> dict[int, int]:
    """round → the number of the row that ended it; a round opened again has not ended."""
    ended, entered = dict[int, int](), set[int]()
    for row in rows:
        match row.kind:
            case "round-entered":
                entered.add(row.public["round"])
            case "round-closed":
                ended[row.public["round"]] = row.seq
            case "vote-reopened":
                ended.pop(row.public["round"], None)
            case "session-cancelled":
                ended = dict.fromkeys(entered - ended.keys(), row.seq) | ended
    return ended
