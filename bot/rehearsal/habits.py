"""What scripted neighbours do of their own accord, as data: cues of the story's clock, and habits that answer the bot.

Only the words of the format are here, and the reading of such a file. Whether and when a neighbour acts is left to
`neighbours`.
"""

from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from ruamel.yaml import YAML

from bot.rehearsal.script import Exact, Part, PersonSetting, Texts

RESIDENTS = "residents"
"""Everybody whom the roll names to vote for a household."""

Percent = Annotated[int, Field(ge=0, le=100)]


def _span(value: Any) -> Any:
    return (value, value) if isinstance(value, str) else value


Span = Annotated[tuple[Exact, Exact], BeforeValidator(_span)]
"""`20m`, or from-to: `[20m, 3h]`."""


class Cue(Part):
    """Something said at a time of the story, so long `after` its beginning."""

    after: Exact
    who: str
    says: str
    place: Literal["group", "private"] = Field("group", alias="in")


class Sight(Part):
    """A button of the bot a neighbour notices, by the act it carries and fields of that act.

    A field's pattern may end in `*`. With `gone` it is noticed when it has been taken away, by those who have not
    pressed it or another one of the same question.
    """

    act: str
    fields: dict[str, Any] = Field(default_factory=dict)
    gone: bool = False


class Habit(Part):
    """What somebody does who notices a button, or who hears a visitor speak: at most once for the same button.

    `chance` is drawn for each of them, `after` the time it takes. `choice` draws among the choices of a vote or a
    rating, in parts of a hundred, the rest of which forget; `but` has those who draw otherwise. `says` follows the
    press, or stands alone; of several `lines` one is drawn. In texts `{title}` is what the button, or else the
    message, is about; `{no:words}` the number of the line with those words, and a text whose line is not there is
    left out.
    """

    who: Texts
    sees: Sight | None = None
    hears: Literal["visitor"] | None = None
    place: Literal["group", "private"] = Field("group", alias="in")
    chance: Percent = 100
    after: Span
    again: bool = False
    """For each message with that button, not only for the first."""
    presses: bool = True
    choice: dict[str, Percent] = Field(default_factory=dict)
    but: dict[str, dict[str, Percent]] = Field(default_factory=dict)
    says: Texts = ()
    lines: Texts = ()
    photo: str = ""
    """Send a picture with these words, as an answer to the message."""
    said_in: Literal["group", "private"] | None = None
    """Where the words are said, if not where the button stands."""
    at_most: int = 1000
    """Of those who would, only so many (drawn in the order of the cast)."""

    @model_validator(mode="after")
    def _sense(self) -> Self:
        if (self.sees is None) == (self.hears is None):
            raise ValueError("a habit answers what is seen or what is heard")
        if self.sees is None and not self.lines:
            raise ValueError("who only hears has something to say")
        return self


class Habits(Part):
    """All of a neighbourhood: who plays which part, who joins the cast, and what they do."""

    seed: int = 1
    asleep: tuple[int, int] = (23, 7)
    """Hours of the day from which and until which nobody does anything."""
    parts: dict[str, str] = Field(default_factory=dict)
    """Names of habits' `who` that stand for one person."""
    people: dict[str, PersonSetting] = Field(default_factory=dict)
    cues: tuple[Cue, ...] = ()
    habits: tuple[Habit, ...] = ()


def read_habits(path: Path) -> Habits:
    """Raises `pydantic.ValidationError`, or ruamel's error, for a file that is not like this."""
    return Habits.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")), by_alias=True, by_name=False)
