"""The door of the check: a text in, a report out. What is checked how is left to `minutes` and `decisions`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.deliberation.minutes.proof import receipt_mark
from bot.documents.export import digests_of
from bot.documents.verify.claims import Claims
from bot.documents.verify.decisions import Decisions
from bot.documents.verify.minutes import check_minutes
from bot.documents.verify.money import check_money
from bot.documents.verify.reading import Finding, Record, read

SHORT = 12
"""Characters of the digest told with a result."""
_FEWEST = 8
"""Characters of it that somebody has to give."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, and everything that does not hold."""

    record: Record
    findings: tuple[Finding, ...]
    rows: int
    erased: int
    recounted: int
    proved: int


def _nobody_watches(_: int) -> None:
    pass


def verify(text: str, watch: Callable[[int], None] = _nobody_watches) -> Report:
    """Check the record in a file; raises `Unreadable` for what is none. `watch` is told per cent done."""
    record = read(text)
    found = list[Finding]()
    whole = len(record.journal) + sum(len(p.ballots) for p in record.proofs) * (1 if record.sealed is None else 2)
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        watch(min(100, 100 * done // max(1, whole)))

    checked = check_minutes(record, found, tick)
    decisions = Decisions(record, checked.minutes, found, tick)
    decisions.check()
    found += Claims(record, checked.minutes).check()
    found += check_money(record.decisions, checked.minutes.rows)
    found += _damaged(record.raw, "", named=bool(found))
    if record.sealed is not None:
        found += _damaged(record.raw["sealed"], "sealed.", named=bool(found))
    return Report(
        record, tuple(found), len(checked.minutes.rows), checked.erased, decisions.recounted, decisions.proved
    )


def _damaged(parts: Mapping[str, Any], above: str, *, named: bool) -> Iterator[Finding]:
    """Parts that are not as they were when the record was written.

    The minutes are left out where something else `named` what is wrong: their rows are told one by one.
    """
    now = digests_of({name: part for name, part in parts.items() if name not in ("digests", "sealed")})
    said = parts["digests"]
    for name in [*now, *(name for name in said if name not in now)]:
        if now.get(name) != said.get(name) and not (named and name == "journal"):
            yield Finding("part-changed", {"part": f"{above}{name}"[:60]})


def compare(one: Record, other: Record) -> list[Finding]:
    """Where two records of one session contradict each other; the longer may go on where the shorter ends."""
    if (one.session.number, one.chain.name) != (other.session.number, other.chain.name):
        return [Finding("other-session", {"one": one.session.number, "other": other.session.number})]
    found = list[Finding]()
    rows, others = ({row.seq: row.hash for row in record.journal} for record in (one, other))
    found += [
        Finding("row-differs", {"row": seq}) for seq in sorted(rows.keys() & others.keys()) if rows[seq] != others[seq]
    ][:1]
    theirs = {decision.number: decision for decision in other.decisions}
    for decision in one.decisions:
        against = theirs.get(decision.number)
        if against is None or decision.digest != against.digest:
            found += [Finding("decision-not-alike", {"decision": decision.number})] * (against is not None)
            continue
        proofs = (one.proof_of(decision.number), other.proof_of(decision.number))
        if proofs[0] != proofs[1]:
            found.append(Finding("proof-not-alike", {"decision": decision.number}))
    return found


def has_receipt(record: Record, code: str) -> list[str]:
    """The numbers of the decisions among whose counted ballots is the one with this receipt; of an anonymous vote,
    among those who took part."""
    return [
        proof.decision
        for proof in record.proofs
        if receipt_mark(proof.decision, code) in {*(ballot.receipt for ballot in proof.ballots), *proof.took_part}
    ]


def has_digest(record: Record, told: str) -> list[str]:
    """The numbers of the decisions with which this code was told, as it was typed: spaces and hyphens do not matter."""
    plain = "".join(char for char in told.lower() if char.isalnum())
    if len(plain) < _FEWEST:
        return []
    return [decision.number for decision in record.decisions if decision.digest.startswith(plain)]
