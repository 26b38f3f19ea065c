"""The recount: what a vote came to, counted again from the minutes alone.

Who counts is decided by the rows, the last one of each elector before the close; how, by the same functions that
decided the vote (`voting.decide`). Whether the rows themselves hold is left to `journal`, and what a record says
to whoever compares it with this.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.deliberation.ballots.bag import BAGGED, TOOK_PART
from bot.deliberation.figures import Figures, area_from_text
from bot.deliberation.minutes import silence
from bot.deliberation.minutes.journal import ChainRow, Content
from bot.deliberation.minutes.proof import key_of
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.decide import count, decide, opened
from bot.deliberation.voting.paper import Paper
from bot.deliberation.voting.recorded import figures_of
from bot.deliberation.voting.rules import Rule

ATTENDANCE, LEFT = "attendance", "attendance-struck"
ERASED = "erased"
"""The kind of the row by which an erasure enters the minutes; its content is `{"rows": {number: residue}}`."""
BALLOT, LATE, TAKEN_OUT = "ballot", "ballot-late", "ballot-struck"


_STAYING = ("choice", "area", "receipt", "channel")
"""What an erasure leaves of a ballot that counts."""
_NOBODY = Figures()
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
    channel: str = ""
    """Which way somebody brought it; empty for its voter's own."""


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

    A ballot whose content was erased counts by what the erasure has left of it, until another with its receipt: of
    an elector, who keeps one through every change of mind, nothing else is left. One that was struck, also after the
    close for a recount of this decision, does not count; its elector may have cast another since.
    """
    if not question.rule.linkable:
        return _from_bag(minutes, question, before)
    standing, until = dict[str, Counted](), _last_entry(minutes, before)
    nameless = dict[str, str]()
    for row in minutes.rows:
        if row.seq >= until:
            break
        if row.kind == TAKEN_OUT and _about(row, question):
            gone = _kept(minutes, row)
            standing = {whose: one for whose, one in standing.items() if not _is_meant(gone, whose, one.receipt)}
        if row.kind != BALLOT or row.seq >= before or not _about(row, question):
            continue
        kept, residue = minutes.contents.get(row.seq), minutes.residues.get(row.seq)
        if kept is not None:
            whose, ballot = str(kept.content["elector"]), _counted(row.seq, kept.content, key_of(kept.salt))
        elif residue is not None and residue["counts"]:
            whose, ballot = f"row:{row.seq}", _counted(row.seq, residue, str(residue["key"]))
        else:
            continue
        standing.pop(nameless.pop(ballot.receipt, ""), None)
        if kept is None and ballot.receipt:
            nameless[ballot.receipt] = whose
        standing[whose] = ballot
    return list(standing.values())


def _last_entry(minutes: Minutes, decided: int) -> int:
    """The number of the row that last said what the decision entered in row `decided` came to."""
    decision = next((row.public.get("decision") for row in minutes.rows if row.seq == decided), None)
    again = (r.seq for r in minutes.rows if r.kind == "recounted" and r.public.get("decision") == decision is not None)
    return max([decided, *again])


def _is_meant(gone: Mapping[str, Any], elector: str, receipt: str) -> bool:
    """Whether a ballot is the one that was struck: by its elector, and by its receipt where content was erased."""
    return elector == gone.get("elector") or bool(receipt and receipt == gone.get("receipt"))


def struck(rows: Iterable[ChainRow], question: Question) -> int:
    """How many ballots were struck."""
    return sum(1 for row in rows if row.kind == TAKEN_OUT and _about(row, question))


def signed(rows: Iterable[ChainRow], decision: int) -> int:
    """How many scrutineers have signed what a decision came to last; other figures have to be signed anew."""
    count_, figures = 0, None
    for row in rows:
        if row.public.get("decision") != decision:
            continue
        if row.kind in ("decided", "recounted") and row.public["figures"] != figures:
            count_, figures = 0, row.public["figures"]
        count_ += row.kind == "certified"
    return count_


def _from_bag(minutes: Minutes, question: Question, before: int) -> list[Counted]:
    """The ballots in the bag of an anonymous vote, each with a key of its own; none where the box was not opened."""
    bagged = bag_row(minutes.rows, question, before)
    kept = minutes.contents.get(bagged.seq) if bagged else None
    if bagged is None or kept is None:
        return []
    many = [choice for choice, count in sorted(kept.content.get("bag", {}).items()) for _ in range(int(count))]
    return [Counted(bagged.seq, choice, 0, "", key_of(f"{kept.salt}:{at}")) for at, choice in enumerate(many)]


def bag_row(rows: Iterable[ChainRow], question: Question, before: int) -> ChainRow | None:
    """The row by which the ballots of an anonymous vote became a bag."""
    return next((r for r in rows if r.seq < before and r.kind == BAGGED and _about(r, question)), None)


def took_part(minutes: Minutes, question: Question, before: int) -> list[str]:
    """The receipts of those who took part in an anonymous vote, in no order that says anything."""
    return sorted(
        str(_kept(minutes, row).get("receipt", ""))
        for row in minutes.rows
        if row.seq < before and row.kind == TOOK_PART and _about(row, question)
    )


def _kept(minutes: Minutes, row: ChainRow) -> Mapping[str, Any]:
    """The content of a row, or what an erasure has left of it."""
    kept = minutes.contents.get(row.seq)
    return kept.content if kept is not None else minutes.residues.get(row.seq, {})


def _about(row: ChainRow, question: Question) -> bool:
    return row.public.get("what") == question.motion and row.public.get("round") == question.round_id


def _counted(seq: int, content: Mapping[str, Any], key: str) -> Counted:
    channel = str(content.get("channel", ""))
    return Counted(seq, content["choice"], content.get("area"), str(content.get("receipt", "")), key, channel)


def attended(minutes: Minutes, question: Question, before: int) -> Figures | None:
    """实到: those whose presence in the round was entered before row `before`; None where the rule does not count it.

    The minutes have one such row an elector, and one that takes it back where its ballot was struck; what an erasure
    has left of either is the area.
    """
    if "present" not in question.rule.bases:
        return None
    there, until = Figures(), _last_entry(minutes, before)
    for row in minutes.rows:
        if row.seq < before and row.kind == ATTENDANCE and row.public.get("round") == question.round_id:
            there += Figures(1, int(_kept(minutes, row).get("area", 0)))
        elif row.kind == LEFT and row.public.get("round") == question.round_id and row.seq < until:
            there -= Figures(1, int(_kept(minutes, row).get("area", 0)))
    return there


def late(rows: Iterable[ChainRow], question: Question) -> int:
    """How many electors came too late; each is noted once."""
    return sum(1 for row in rows if row.kind == LATE and _about(row, question))


def marks(question: Question, ballot: Counted) -> Mapping[str, Figures]:
    """What one ballot adds to each option; raises `Refused` where it cannot be read."""
    return count(question.rule, question.paper, {ballot.choice: _weight(ballot)}).options


def recounted(
    question: Question,
    ballots: Sequence[Counted],
    electorate: Figures,
    present: Figures | None = None,
    silent: Figures = _NOBODY,
    came: int = 0,
) -> tuple[dict[str, Any], str]:
    """The record's figures and outcome for these ballots; raises `Refused` for one that cannot be read.

    `present`: who was there, as `attended` has it; `silent`: who returned nothing (`silence.silent`); `came`: how many
    took part in an anonymous vote.
    """
    found = dict[str, Figures]()
    for ballot in ballots:
        found[ballot.choice] = found.get(ballot.choice, Figures()) + _weight(ballot)
    whole = None if question.rule.electorate == "member" else electorate
    tally = count(question.rule, question.paper, found, electorate=whole, budget=question.budget, seed=question.seed)
    brought = {way: _all(b for b in ballots if b.channel == way) for way in question.rule.ways}
    tally = opened(question.rule, replace(tally, present=present, brought=brought, silent=silent), Figures(came))
    verdict = decide(question.rule, tally)
    return figures_of(tally, verdict), verdict.outcome


def _all(ballots: Iterable[Counted]) -> Figures:
    return sum(map(_weight, ballots), Figures())


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
    the same elector that it replaced, for nothing would say any more that they do not count. A bag names nobody and
    stays.
    """
    ballots, last, void = list[tuple[int, Content, Elector]](), dict[Elector, int](), set[int]()
    for row in minutes.rows:
        if row.kind == TAKEN_OUT:
            gone, where = _kept(minutes, row), (row.public["what"], row.public["round"])
            void |= {
                number
                for number, kept, (*of, whose) in ballots
                if tuple(of) == where and _is_meant(gone, str(whose), str(kept.content.get("receipt", "")))
            }
        kept = minutes.contents.get(row.seq) if row.kind == BALLOT else None
        if kept is not None:
            elector = (row.public["what"], row.public["round"], str(kept.content["elector"]))
            ballots.append((row.seq, kept, elector))
            last[elector] = row.seq
    over = _over(minutes.rows)
    found = dict[int, dict[str, Any]]()
    for number, kept, elector in ballots:
        if over.get(elector[1], 0) > number and (number in numbers or last[elector] in numbers):
            left = {name: kept.content[name] for name in _STAYING if name in kept.content}
            counts = number == last[elector] and number not in void
            found[number] = {**left, "counts": counts, "key": key_of(kept.salt)}
    found |= silence.residues(minutes, numbers, over)
    kinds = (BALLOT, ERASED, BAGGED, silence.DELIVERED)
    others = {r.seq: r.kind for r in minutes.rows if r.kind not in kinds and r.seq in minutes.contents}
    return found | {
        number: _left(others[number], minutes.contents[number]) for number in sorted(others.keys() & numbers)
    }


def _left(kind: str, kept: Content) -> dict[str, Any]:
    """Of a check-in the area; that somebody was there is said by its row. Of taking part in an anonymous vote the
    receipt, which says of nobody that it is theirs."""
    if kind in (TOOK_PART, TAKEN_OUT) and "receipt" in kept.content:
        return {"receipt": kept.content["receipt"]}
    return {"area": kept.content["area"]} if kind in (ATTENDANCE, LEFT) and "area" in kept.content else {}


def _over(rows: Iterable[ChainRow]) -> dict[int, int]:
    """round → the number of the row that ended it; a round opened again has not ended."""
    ended, entered = dict[int, int](), set[int]()
    for row in rows:
        match row.kind:
            case "round-entered":
                entered.add(row.public["round"])
            case "round-closed" | "vote-void":
                ended[row.public["round"]] = row.seq
            case "vote-reopened":
                ended.pop(row.public["round"], None)
            case "session-cancelled":
                ended = dict.fromkeys(entered - ended.keys(), row.seq) | ended
    return ended
