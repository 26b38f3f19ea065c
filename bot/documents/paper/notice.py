"""The stairwell notice: what is asked, from when to when, and how to take part, on one A4 page to be stamped."""

from dataclasses import asdict, dataclass

from bot.documents.paper.press import Links, printed, qr_code, shown


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked: a title, a text, or both."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class StairwellNotice:
    """All of its words, in the language of `locale`, and what the QR code opens."""

    locale: str
    title: str
    """What the file is called by whoever opens it; not printed."""
    community: str
    label: str
    headline: str
    about: str
    asked: tuple[Asked, ...]
    times: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    how: str
    steps: tuple[str, ...]
    blanks: tuple[str, ...]
    stamp: str
    payload: str

    def printed(self, link: Links) -> bytes:
        """The notice as PDF."""
        address = link(self.payload)
        data = asdict(self) | {
            "qr": qr_code(address),
            "address": shown(link("")),
        }
        return printed("notice", self.locale, data)
