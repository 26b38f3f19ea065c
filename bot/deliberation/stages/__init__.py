"""The stage kinds: one module each, registered below, and nothing else to touch.

A module offers what `Kind` lists. Its part of a flow file is a model in `flow`, its cards are in
`chat.cards.rounds`. How issues move between stages is left to `transitions`, who may act to `rights`.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from bot.deliberation.acts import SessionAct
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Due
from bot.deliberation.model import Round
from bot.deliberation.stages import archive, collect, deliberate, evaluate, implement, notice, review, screen, vote


class Kind(Protocol):
    """What the module of a stage kind offers."""

    @property
    def TAKES(self) -> Mapping[type[SessionAct], Callable[[CaseFile, Any, Desk], Answer]]:
        """The rule for each act this kind takes; it raises `Refused` or changes the case file."""

    def enter(self, case: CaseFile, round_: Round, desk: Desk) -> None:
        """A round of this kind begins: say when it opens and is due, show its card."""

    def lapse(self, case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
        """A due moment of the round has come (`due.kind`: close, open, or the kind's own)."""

    def advance(self, case: CaseFile, round_: Round, desk: Desk) -> Answer:
        """A moderator wants to end the round now; its guards have been asked."""


KINDS: Mapping[str, Kind] = {
    "collect": collect,
    "screen": screen,
    "deliberate": deliberate,
    "review": review,
    "vote": vote,
    "notice": notice,
    "implement": implement,
    "evaluate": evaluate,
    "archive": archive,
}

TAKES: Mapping[type[SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    act: rule for kind in KINDS.values() for act, rule in kind.TAKES.items()
}
