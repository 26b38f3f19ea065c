"""Who may be shown what they ask for: every view a button or a command names, and the right it needs.

A doctored client can name any card with any record. What is not in this table is no view and is shown to those alone
to whom it is owed. What a view then shows, and to whom it shows less, is left to the cards.
"""

from collections.abc import Mapping

from bot.deliberation.acts import Ask
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Actor
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import (
    in_office,
    is_teller,
    may_assist,
    may_certify,
    may_confirm,
    may_deliver,
    may_moderate,
    may_open,
    may_scrutinise,
)

ANYBODY = "anybody"
"""What is public of a session, or the reader's own."""
MODERATOR = "moderator"
"""Who moderates the session; of a task also who leads it."""
JUDGE = "judge"
"""Who may rule on an objection there, or moderates: who is handed the roll and the ballots of a vote."""
COUNTER = "counter"
"""Who may sign a result and count it again."""
OFFICER = "officer"
"""Who moderates, counts or sits on a panel there."""
NEIGHBOUR = "neighbour"
"""Who belongs to the community whose books they are."""
BOOKKEEPER = "bookkeeper"
"""Who keeps those books, or confirms what is in them."""
CONFIRMER = "confirmer"
"""Who may see the document of a proxy."""
TELLER = "teller"
"""Who enters ballots of paper."""
DELIVERER = "deliverer"
"""Who says to which doors ballots were handed over."""
HELPER = "helper"
"""Who enters what a resident says who is there."""
KEEPER = "keeper"
"""Who keeps the community's roll."""
ADMINISTRATOR = "administrator"
"""Who administers the group, and may see the tree it may belong to."""
OPENER = "opener"
"""Who may open the session."""

NEEDS: Mapping[str, str] = {
    "assist": HELPER,
    "assist-door": HELPER,
    "ballot": ANYBODY,
    "belong": ADMINISTRATOR,
    "board": ANYBODY,
    "certify": COUNTER,
    "claim-asked": KEEPER,
    "concern-to-answer": MODERATOR,
    "counts": ANYBODY,
    "covers": ANYBODY,
    "deliveries": DELIVERER,
    "doors": ANYBODY,
    "entrust": ANYBODY,
    "entrust-door": CONFIRMER,
    "entrust-doors": CONFIRMER,
    "file": ANYBODY,
    "flow": ANYBODY,
    "forget": ANYBODY,
    "full-text": ANYBODY,
    "help": ANYBODY,
    "issue-check": MODERATOR,
    "issues": ANYBODY,
    "lang": ANYBODY,
    "ledger": NEIGHBOUR,
    "ledger-enter": BOOKKEEPER,
    "ledger-sheet": NEIGHBOUR,
    "ledger-waiting": BOOKKEEPER,
    "manage": ANYBODY,
    "moderate": MODERATOR,
    "money-entry": BOOKKEEPER,
    "my": ANYBODY,
    "not-me": ANYBODY,
    "object": ANYBODY,
    "objection": JUDGE,
    "open-groups": OPENER,
    "open-list": ANYBODY,
    "papers": ANYBODY,
    "parties": MODERATOR,
    "paper": TELLER,
    "paper-door": TELLER,
    "paper-photo": TELLER,
    "print": ANYBODY,
    "print-office": JUDGE,
    "privacy": ANYBODY,
    "proxies": CONFIRMER,
    "proxy-asked": ANYBODY,
    "proxy-to-confirm": CONFIRMER,
    "receipt": ANYBODY,
    "record": ANYBODY,
    "recount": COUNTER,
    "recuse": OFFICER,
    "recuse-other": OFFICER,
    "roll": KEEPER,
    "roll-call": ANYBODY,
    "roll-template": KEEPER,
    "round": ANYBODY,
    "schedules": ANYBODY,
    "screen-list": MODERATOR,
    "screen-one": MODERATOR,
    "stairwell": ANYBODY,
    "status": ANYBODY,
    "task-nudge": MODERATOR,
    "vote-for": ANYBODY,
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
    if need == COUNTER and not may_certify(case, by):
        raise Refused("not-scrutineer")
    if need == OFFICER and not in_office(case, by):
        raise Refused("not-in-office")
    if need == CONFIRMER and not may_confirm(case, by):
        raise Refused("not-moderator")
    if need == TELLER and not is_teller(case, by):
        raise Refused("not-teller")
    if need == DELIVERER and not may_deliver(case, by):
        raise Refused("not-deliverer")
    if need == HELPER and not may_assist(case, by):
        raise Refused("not-helper")
    if need == OPENER and not may_open(case, by):
        raise Refused("not-moderator")
    if need == JUDGE and not (may_moderate(case, by) or may_scrutinise(case, by)):
        raise Refused("not-moderator")
