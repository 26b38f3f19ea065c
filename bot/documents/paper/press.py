"""The press: a template of this folder, filled with data and set in the font that comes with the package, as PDF.

The templates say no word of their own.
"""

import io
import json
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import segno
import typst

FOLDER = Path(__file__).parent
FONTS = FOLDER.parent / "fonts"

Links = Callable[[str], str]
"""From what a link says (a deep link's payload; empty for none) to the whole address, which the platform knows."""


def printed(template: str, locale: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of `<template>.typ`: the font embedded, the same bytes for the same data. Takes about half a second."""
    lang, _, region = locale.partition("-")
    whole = {"lang": lang, "region": region or None, **data}
    return typst.compile(
        FOLDER / f"{template}.typ",
        root=FOLDER,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(whole, ensure_ascii=False)},
    )


def qr_code(address: str) -> str:
    """A QR code as SVG with its quiet zone, of the middle level of error correction: paper gets creased."""
    drawn = io.BytesIO()
    segno.make(address, error="m", boost_error=False, micro=False).save(drawn, kind="svg", border=4)
    return drawn.getvalue().decode()


def shown(address: str) -> str:
    """An address as people type it."""
    return address.removeprefix("https://")


def width(text: str) -> int:
    """How wide a text is set, in Chinese characters; a Latin letter is half of one."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text) // 2
