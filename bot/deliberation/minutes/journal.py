"""The rules of the minutes: how entries are chained, and how a chain is checked.

Every row carries the hash of the row before it and a salted commitment to its personal content. The
content lies beside the chain; erased with its salt it leaves the chain whole, because only the
commitment is hashed. Where rows are kept is left to `storage`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.deliberation.desk import JournalEntry

_PLAIN = json.JSONEncoder(allow_nan=False)
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: the number and hash of its last row, zero and empty before the first."""

    seq: int = 0
    hash: str = ""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One row of a chain. `hash` covers every other field."""

    chain: str
    seq: int
    at: datetime
    kind: str
    public: Mapping[str, Any]
    commitment: str
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Content:
    """The personal part of a row and the salt its commitment was made with."""

    content: Mapping[str, Any]
    salt: str


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """What is wrong at a row: `gap`, `prev`, `hash`, `commitment`, or `head` for a chain cut off or grown."""

    seq: int
    key: str


def session_chain(session_id: int) -> str:
    return f"session:{session_id}"


def community_chain(community_id: int) -> str:
    return f"community:{community_id}"


def street_chain(scope_id: int) -> str:
    """Of what belongs to no community: the books of a street's fund."""
    return f"street:{scope_id}"


def canonical(value: Any) -> str:
    """JSON with one spelling per value: keys sorted, no spaces, text as it is; raises TypeError for other types."""
    # Read back first: keys that were numbers are text afterwards, and text sorts otherwise than numbers.
    return _CANONICAL.encode(json.loads(_PLAIN.encode(value)))


def digest(text: str) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def commit_to(content: Mapping[str, Any], salt: str) -> str:
    """A commitment nobody can open by guessing the content, for the salt is not in the chain."""
    return digest(f"{salt}\n{canonical(content)}")


def link(chain: str, head: Head, entry: JournalEntry, salt: str) -> ChainRow:
    """The row that enters `entry` after `head`."""
    seq, commitment = head.seq + 1, commit_to(entry.content, salt)
    digest = _hash_of(chain, seq, entry.at, entry.kind, entry.public, commitment, head.hash)
    return ChainRow(chain, seq, entry.at, entry.kind, entry.public, commitment, head.hash, digest)


def verify_chain(
    rows: Iterable[ChainRow], contents: Mapping[int, Content], head: Head | None = None
) -> list[ChainProblem]:
    """Everything that does not hold in a whole chain, read in order; empty for an intact one.

    `contents` has what is still kept, by row number: a row without it has been erased, which is no
    problem. With `head` the last row must be the one the session knows.
    """
    problems, last = list[ChainProblem](), Head()
    for row in rows:
        if row.seq != last.seq + 1:
            problems.append(ChainProblem(row.seq, "gap"))
        if row.prev != last.hash:
            problems.append(ChainProblem(row.seq, "prev"))
        if row.hash != hash_of(row):
            problems.append(ChainProblem(row.seq, "hash"))
        kept = contents.get(row.seq)
        if kept is not None and commit_to(kept.content, kept.salt) != row.commitment:
            problems.append(ChainProblem(row.seq, "commitment"))
        last = Head(row.seq, row.hash)
    if head is not None and head != last:
        problems.append(ChainProblem(head.seq, "head"))
    return problems


def hash_of(row: ChainRow) -> str:
    """The hash a row has to have: over everything else in it."""
    return _hash_of(row.chain, row.seq, row.at, row.kind, row.public, row.commitment, row.prev)


def _hash_of(
    chain: str, seq: int, at: datetime, kind: str, public: Mapping[str, Any], commitment: str, prev: str
) -> str:
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return digest(canonical([chain, seq, moment, kind, dict(public), commitment, prev]))
