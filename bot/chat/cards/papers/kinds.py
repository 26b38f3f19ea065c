"""Which papers there are: what each is about and made from, who may have it, as which files.

What they say is in the modules beside this one; who asks for one, and how it is sent, in `__init__`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.chat.cards.papers.announcement import announcement
from bot.chat.cards.papers.ballots import are_printed, ballots, blank_ballots
from bot.chat.cards.papers.count_sheet import count_sheet
from bot.chat.cards.papers.decision import decision_notice
from bot.chat.cards.papers.forms import forms, rounds_of
from bot.chat.cards.papers.ledger import task_ledger
from bot.chat.cards.papers.roll_extract import roll_extract
from bot.chat.cards.results import goes_on
from bot.chat.message import Document
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Decision, Round, RoundState
from bot.deliberation.refusal import Refused
from bot.deliberation.stages.vote import rule_in
from bot.documents.paper.form import Paper
from bot.documents.paper.ledger import Ledger, as_excel
from bot.documents.paper.pdf import as_pdf
from bot.documents.paper.press import Links
from bot.documents.paper.word import as_word
from bot.i18n import Words
from bot.storage.roll_lines import RollLine

BY_DOOR = ("household", "owner")
"""Electorates that are on a roll of doors."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants printed: of which session, of which round or decision in it, and which part of many."""

    case: CaseFile
    subject: int
    words: Words
    lines: Sequence[RollLine] = ()
    part: int = 1

    @property
    def round(self) -> Round:
        found = self.case.rounds.get(self.subject)
        if found is None:
            raise Refused("button-stale")
        return found

    @property
    def decision(self) -> Decision:
        found = self.case.decisions.get(self.subject)
        if found is None:
            raise Refused("button-stale")
        return found


@dataclass(frozen=True, slots=True)
class Kind:
    """One paper. `of`: what it is about; `inner`: for moderators and scrutineers alone; `forms`: kinds of files."""

    of: Literal["vote", "decision", "session"]
    make: Callable[[Asked], Paper | Ledger]
    there_is: Callable[[CaseFile, int], bool]
    inner: bool = False
    needs_roll: bool = False
    forms: tuple[str, ...] = ("pdf", "docx")


def _vote(case: CaseFile, subject: int) -> Round | None:
    round_ = case.rounds.get(subject)
    shown = round_ is not None and round_.kind == "vote" and round_.state is not RoundState.VOID
    return round_ if shown and round_ is not None and case.motions_in(round_) else None


def _is_vote(case: CaseFile, subject: int) -> bool:
    return _vote(case, subject) is not None


def _on_roll(case: CaseFile, subject: int) -> bool:
    round_ = _vote(case, subject)
    return round_ is not None and case.community.has_roll and rule_in(case, round_).electorate in BY_DOOR


def _on_paper(case: CaseFile, subject: int) -> bool:
    round_ = _vote(case, subject)
    return round_ is not None and are_printed(case, round_)


def _is_decision(case: CaseFile, subject: int) -> bool:
    return subject in case.decisions and not goes_on(case, case.decisions[subject])


KINDS: Mapping[str, Kind] = {
    "announcement": Kind("vote", lambda asked: announcement(asked.case, asked.round, asked.words), _is_vote),
    "roll": Kind(
        "vote",
        lambda asked: roll_extract(asked.case, asked.round, asked.lines, asked.words),
        _on_roll,
        inner=True,
        needs_roll=True,
    ),
    "ballots": Kind(
        "vote",
        lambda asked: ballots(asked.case, asked.round, asked.lines, asked.words, asked.part),
        _on_paper,
        inner=True,
        needs_roll=True,
    ),
    "blank": Kind("vote", lambda asked: blank_ballots(asked.case, asked.round, asked.words), _on_paper, inner=True),
    "counts": Kind("decision", lambda asked: count_sheet(asked.case, asked.decision, asked.words), _is_decision),
    "decision": Kind("decision", lambda asked: decision_notice(asked.case, asked.decision, asked.words), _is_decision),
    "forms": Kind(
        "session",
        lambda asked: forms(asked.case, asked.words),
        lambda case, _: any(round_.kind == "review" for round_ in rounds_of(case)),
        inner=True,
    ),
    "ledger": Kind(
        "session",
        lambda asked: task_ledger(asked.case, asked.words),
        lambda case, _: bool(case.tasks),
        inner=True,
        forms=("xlsx",),
    ),
}


def there_are(case: CaseFile, subject: int, *, inner: bool) -> list[str]:
    """Which papers there are of a vote or decision; of the whole session for a subject that is neither."""
    of = "vote" if _vote(case, subject) else "decision" if subject in case.decisions else "session"
    return [
        name for name, kind in KINDS.items() if kind.of == of and kind.there_is(case, subject) and kind.inner <= inner
    ]


def file_of(name: str, form: str, asked: Asked) -> Document:
    """A paper as a file of this form; raises `Refused` where there is none."""
    kind = KINDS.get(name)
    if kind is None or form not in kind.forms or not kind.there_is(asked.case, asked.subject):
        raise Refused("button-stale")
    made = kind.make(asked)
    number = re.sub(r"[^0-9A-Za-z]+", "-", _number(asked)).strip("-")
    part = f"-{asked.part}" if asked.part > 1 else ""
    return Document(f"{name}-{number}{part}.{form}", lambda link: _printed(made, form, link))


def _number(asked: Asked) -> str:
    decision = asked.case.decisions.get(asked.subject)
    return decision.number if decision else asked.case.session.number


def _printed(made: Paper | Ledger, form: str, link: Links) -> bytes:
    if isinstance(made, Ledger):
        return as_excel(made)
    return as_pdf(made, link) if form == "pdf" else as_word(made, link)
