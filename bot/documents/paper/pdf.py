"""A paper as PDF: `form.typ`, filled with its parts."""

import re
from dataclasses import asdict
from typing import Any

from bot.documents.paper.form import Code, Grid, NewPage, Paper, Part, Slips
from bot.documents.paper.office import printable
from bot.documents.paper.press import Links, printed, qr_code, shown

_PICTURES = re.compile("[\u200d\ufe00-\ufe0f\U0001f000-\U0001faff]")
"""Emoji, which the font of what is printed does not have."""


def as_pdf(paper: Paper, link: Links) -> bytes:
    """The paper as PDF, A4, with its font; the same bytes for the same paper."""
    data = {
        "title": paper.title,
        "below": paper.below,
        "mark": paper.mark,
        "foot": paper.foot,
        "parts": [_data(part, link) for part in paper.parts],
    }
    return printed("form", paper.locale, _in_letters(data))


def _data(part: Part, link: Links) -> dict[str, Any]:
    found = asdict(part) | {"part": type(part).__name__.lower()}
    match part:
        case Code() | Slips():
            found |= {"qr": qr_code(link(part.payload)), "address": shown(link(""))}
        case Grid():
            found["numbers"] = sorted(part.numbers)
        case NewPage():
            found["part"] = "page"
    return found


def _in_letters(value: Any) -> Any:
    """The same in what the font can print and JSON hold."""
    match value:
        case str():
            return _PICTURES.sub("", printable(value))
        case dict():
            return {name: _in_letters(one) for name, one in value.items()}
        case list() | tuple():
            return [_in_letters(one) for one in value]
    return value
