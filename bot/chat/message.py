"""What a card comes to: words and rows of buttons, known to no platform in particular."""

from dataclasses import dataclass


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
class Message:
    """`html` uses <b>, <i>, <blockquote> and <code>; everything people wrote in it is escaped."""

    html: str
    rows: tuple[Row, ...] = ()
    photo: str | None = None
    """A file id of the platform, shown above the words."""
