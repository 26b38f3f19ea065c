"""The live card of an open round: one module per stage kind, named like the kind and found by its name.

Each offers `card(case, round, words)`, what a group sees, and `moderate(case, round, words)`, the lines and
buttons a moderator gets beside the common ones. What a stage does is left to `deliberation.stages`.
"""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from bot.chat.message import Button, Message
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Round
from bot.i18n import Words


class RoundCards(Protocol):
    """What the module of a stage kind offers."""

    def card(self, case: CaseFile, round_: Round, words: Words) -> Message:
        """The live card, shown to everybody."""

    def moderate(self, case: CaseFile, round_: Round, words: Words) -> tuple[list[str], list[Button]]:
        """Lines and buttons of the moderator's card."""


ROUNDS: Mapping[str, RoundCards] = {
    module.name: cast(RoundCards, import_module(f"{__name__}.{module.name}")) for module in iter_modules(__path__)
}
