"""What a card comes to: words and rows of buttons, known to no platform in particular."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.deliberation.acts import Attachment


@dataclass(frozen=True, slots=True)
class Button:
    """One button. Exactly one of `data` (an act, `buttons.encode`), `start` (an act taken in the private
    chat, by deep link) and `url` says what pressing it does."""

    text: str
    data: str = ""
    start: str = ""
    url: str = ""


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file of our own making. It is made when it is sent, by a call that may take a while and is given a way to turn
    the payload of a deep link (empty: none) into an address: only the platform knows those."""

    name: str
    make: Callable[[Callable[[str], str]], bytes]


@dataclass(frozen=True, slots=True)
class Message:
    """`html` uses <b>, <i>, <blockquote> and <code>; everything people wrote in it is escaped."""

    html: str
    rows: tuple[Row, ...] = ()
    file: Attachment | None = None
    """A photo, voice or document of the platform, shown above the words."""
    document: Document | None = None
    """A file of our own, above the words likewise; there is one or the other, not both."""
