"""The sheets of households: for each its door, a QR code with the long code, and the digits to be typed instead.

Three to an A4 page, to be cut apart: each goes to one household and to nobody else.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.documents.paper.press import Links, printed, qr_code, shown, width

_LARGE, _MIDDLE, _SMALL = 40, 28, 20
"""Points of a door, by how long it is."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One household's: `typed` is what they send, `payload` what the QR code opens."""

    door: str
    typed: str
    payload: str


@dataclass(frozen=True, slots=True)
class HouseholdSheets:
    """The sheets of a community, with the words all of them carry; `to_type` takes the address to send to."""

    locale: str
    title: str
    """What the file is called by whoever opens it; not printed."""
    heading: str
    scan: str
    to_type: Callable[[str], str]
    until: str
    keep: str
    slips: tuple[Slip, ...]

    def printed(self, link: Links) -> bytes:
        """The sheets as PDF."""
        address = shown(link(""))
        data = {
            "title": self.title,
            "heading": self.heading,
            "scan": self.scan,
            "to_type": self.to_type(address),
            "until": self.until,
            "keep": self.keep,
            "address": address,
            "sheets": [
                {"door": s.door, "size": _size(s.door), "typed": s.typed, "qr": qr_code(link(s.payload))}
                for s in self.slips
            ],
        }
        return printed("sheets", self.locale, data)


def _size(door: str) -> int:
    length = width(door)
    return _LARGE if length <= 7 else _MIDDLE if length <= 12 else _SMALL
