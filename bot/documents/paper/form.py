"""A paper as a value: its title and its parts from top to bottom. Every word of it comes with the value.

What each paper of a vote says is left to `chat.cards.papers`; `pdf` and `word` print the same value, each part in its
own way, so that whoever reads the one has read the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

PAGE, PAGES = "\ue000", "\ue001"
"""Stand in the foot of a paper for the number of a page and of all of them."""


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph; lines that end by themselves stay as they are."""

    text: str
    style: Literal["body", "heading", "quote", "small", "boxed"] = "body"


@dataclass(frozen=True, slots=True)
class Facts:
    """What something is called and what it is, a row each."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its head is repeated on every page. `widths` are parts of the whole, `numbers` columns set to the right,
    `last` whether the last row is a sum."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: frozenset[int] = frozenset()
    last: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """A line to be written on by hand behind each of these."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """Who issues the paper, below it on the right, the day to be written, and where the stamp goes."""

    issuer: str
    day: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code that opens the bot with this payload of a deep link, and the words beside it."""

    payload: str
    words: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """What comes now begins a page; with a title of its own."""

    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be marked on a ballot, with a box before each of its choices."""

    title: str
    text: str
    how: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """One ballot, to be cut off: whose it is (empty for one to be filled in) and its number."""

    whose: str
    serial: str


@dataclass(frozen=True, slots=True)
class Slips:
    """The ballots of a vote, with what all of them say; `payload` is what their QR code opens."""

    heading: str
    questions: tuple[Question, ...]
    blanks: tuple[str, ...]
    remark: str
    payload: str
    slips: tuple[Slip, ...]


Part = Note | Facts | Grid | Signed | Seal | Code | NewPage | Slips


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. `foot` may have `PAGE` and `PAGES` in it; `mark` says that it is provisional, or an exercise."""

    locale: str
    title: str
    below: str
    parts: tuple[Part, ...]
    foot: str = ""
    mark: str = ""


def parts_of(*some: Part | Iterable[Part] | None) -> tuple[Part, ...]:
    """Parts one after the other, without those there are none of; a Note or a table without words is none."""
    found: list[Part] = []
    for one in some:
        match one:
            case None | Note(text="") | Facts(rows=()) | Grid(rows=()):
                continue
            case Note() | Facts() | Grid() | Signed() | Seal() | Code() | NewPage() | Slips():
                found.append(one)
            case _:
                found += parts_of(*one)
    return tuple(found)
