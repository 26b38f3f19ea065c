"""Who may be shown what they ask for: every view a button or a command names, and the right it needs.

A doctored client can name any card with any record. What is not in this table is no view and is shown to those alone
to whom it is owed. What a view then shows, and to whom it shows less, is left to the cards.
"""

from collections.abc import Mapping

from bot.deliberation.acts import Ask
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Actor
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import may_moderate, may_scrutinise

ANYBODY = "anybody"
"""What is public of a session, or the reader's own."""
MODERATOR = "moderator"
"""Who moderates the session; of a task also who leads it."""
JUDGE = "judge"
"""Who may rule on an objection there."""
KEEPER = "keeper"
"""Who keeps the community's roll."""

NEEDS: Mapping[str, str] = {
    "ballot": ANYBODY,
    "board": ANYBODY,
    "claim-asked": KEEPER,
    "concern-to-answer": MODERATOR,
    "counts": ANYBODY,
    "covers": ANYBODY,
    "doors": ANYBODY,
    "file": ANYBODY,
    "flow": ANYBODY,
    "forget": ANYBODY,
    "full-text": ANYBODY,
    "help": ANYBODY,
    "issue-check": MODERATOR,
    "issues": ANYBODY,
    "lang": ANYBODY,
    "manage": ANYBODY,
    "moderate": MODERATOR,
    "my": ANYBODY,
    "not-me": ANYBODY,
    "object": ANYBODY,
    "objection": JUDGE,
    "open-list": ANYBODY,
    "privacy": ANYBODY,
    "receipt": ANYBODY,
    "record": ANYBODY,
    "roll": KEEPER,
    "round": ANYBODY,
    "schedules": ANYBODY,
    "screen-list": MODERATOR,
    "screen-one": MODERATOR,
    "stairwell": ANYBODY,
    "status": ANYBODY,
    "task-nudge": MODERATOR,
    "welcome": ANYBODY,
}


def need_of(ask: Ask) -> str:
    """The right a view needs; raises `Refused("button-stale")` for what is none."""
    need = NEEDS.get(ask.view)
    if need is None:
        raise Refused("button-stale")
    return need


def require(ask: Ask, case: CaseFile, by: Actor) -> None:
    """Raise `Refused` unless this person may be shown this of the session."""
    need = NEEDS[ask.view]
    leads = any(task.lead_id == by.person_id for task in case.tasks.values())
    if need == MODERATOR and not (may_moderate(case, by) or (ask.view == "task-nudge" and leads)):
        raise Refused("not-moderator")
    if need == JUDGE and not (may_moderate(case, by) or may_scrutinise(case, by)):
        raise Refused("not-moderator")
