"""Which card is rendered by which function; what a card is handed.

A *case card* is a pure function of one session's case file. A *house card* asks the reader for what lies outside one
session (people, communities, several sessions). Fetching and the guard on length are left to `render`.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.chat.message import Message
from bot.deliberation.casefile import CaseFile
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_PAGE = re.compile("[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Args:
    """What a card is about, as it was owed; a view asked for by a button names it `subject`."""

    given: Mapping[str, Any]
    person_id: int | None = None
    """Whose private chat it is rendered for; None in a group."""

    def id(self, name: str) -> int:
        return int(self.given.get("subject") or self.given.get(name) or 0)

    def text(self, name: str) -> str:
        return str(self.given.get(name) or "")

    def page(self, pages: int) -> int:
        """Which of so many pages a button asks for, from 0; the first where it names none, the last where that is
        not there any more."""
        asked = _PAGE.fullmatch(self.text("extra"))
        return min(int(asked[0]), max(0, pages - 1)) if asked else 0


CaseCard = Callable[[CaseFile, Args, Words], Message]
HouseCard = Callable[["Reader", Args, Words], Awaitable[Message]]

CASE_CARDS: dict[str, CaseCard] = {}
HOUSE_CARDS: dict[str, HouseCard] = {}


def of_case(*names: str) -> Callable[[CaseCard], CaseCard]:
    """Register a pure function of the case file under its card names."""

    def register(card: CaseCard) -> CaseCard:
        CASE_CARDS.update(dict.fromkeys(names, card))
        return card

    return register


def of_house(*names: str) -> Callable[[HouseCard], HouseCard]:
    """Register a card that asks the reader under its card names."""

    def register(card: HouseCard) -> HouseCard:
        HOUSE_CARDS.update(dict.fromkeys(names, card))
        return card

    return register
