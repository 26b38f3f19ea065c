"""Whether the minutes in a record hold: every row from the first to the head, every content, every erasure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.deliberation.minutes.journal import ChainRow, Content, commit_to, hash_of
from bot.deliberation.minutes.recount import Minutes, minutes_of
from bot.documents.verify.reading import Chain, Finding, Record, Row


@dataclass(frozen=True, slots=True)
class Checked:
    """What can be relied on: the rows whose hash is right, in order, and the contents that open their commitments."""

    minutes: Minutes
    erased: int


def check_minutes(record: Record, found: list[Finding], tick: Callable[[], None]) -> Checked:
    """Check chain and contents; what does not hold is added to `found`. `tick` is called for every row."""
    rows = _rows(record, found, tick)
    if record.sealed is None:
        return Checked(Minutes(rows, {}, {}), 0)
    known = {row.seq: row for row in rows}
    contents = dict[int, Content]()
    everything = {row.seq for row in record.journal}
    for kept in record.sealed.journal:
        if kept.seq in contents:
            found.append(Finding("content-twice", {"row": kept.seq}))
        elif kept.seq not in everything:
            found.append(Finding("content-added", {"row": kept.seq}))
        elif kept.seq in known and commit_to(kept.content, kept.salt) != known[kept.seq].commitment:
            found.append(Finding("content-changed", {"row": kept.seq}))
        else:
            contents[kept.seq] = Content(kept.content, kept.salt)
    minutes = minutes_of(rows, contents)
    there = {kept.seq for kept in record.sealed.journal}
    for row in rows:
        if row.seq not in there and row.seq not in minutes.residues:
            found.append(Finding("content-missing", {"row": row.seq}))
        elif row.seq in there and row.seq in minutes.residues:
            found.append(Finding("erased-still-there", {"row": row.seq}))
    return Checked(minutes, len(minutes.residues.keys() - there))


def _rows(record: Record, found: list[Finding], tick: Callable[[], None]) -> list[ChainRow]:
    once = dict[int, Row]()
    highest = 0
    for entry in record.journal:
        if entry.seq in once:
            found.append(Finding("row-twice", {"row": entry.seq}))
            continue
        if entry.seq < highest:
            found.append(Finding("row-moved", {"row": entry.seq}))
        highest = max(highest, entry.seq)
        once[entry.seq] = entry
    found += _absent(once.keys(), record.chain)
    sound, before = list[ChainRow](), (0, "")
    for seq in sorted(once):
        tick()
        read = once[seq]
        row = ChainRow(record.chain.name, seq, read.at, read.kind, read.public, read.commitment, read.prev, read.hash)
        if hash_of(row) != row.hash:
            found.append(Finding("row-changed", {"row": seq}))
        else:
            sound.append(row)
        if before[0] == seq - 1 and before[1] != row.prev:
            found.append(Finding("chain-broken", {"row": seq}))
        if seq > record.chain.rows:
            found.append(Finding("row-added", {"row": seq}))
        before = (seq, row.hash)
    if before[0] == record.chain.rows and before[1] != record.chain.head:
        found.append(Finding("head-differs", {"row": before[0]}))
    return sound


def _absent(there: Iterable[int], chain: Chain) -> Iterator[Finding]:
    """Gaps, and an end that was cut off."""
    last = 0
    for seq in sorted(there):
        if seq > last + 1:
            yield Finding("row-missing", {"row": last + 1, "last": seq - 1, "count": seq - 1 - last})
        last = seq
    if last < chain.rows:
        yield Finding("cut-off", {"row": last + 1, "last": chain.rows})
