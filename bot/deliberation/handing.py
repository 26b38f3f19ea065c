"""Handing over: what a person who no longer moderates, or is gone, had in hand is free for whoever comes next.

What was asked of a second person lapses with the right of whoever asked; tasks they led wait to be assigned again. Who
comes next, and what they are told, is left to `clerk`.
"""

from dataclasses import dataclass

from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Desk
from bot.deliberation.model import IssueState

UNFINISHED = ("todo", "doing", "returned", "done")


@dataclass(frozen=True, slots=True)
class InHand:
    """What is open in a session: issues to check or screen, concerns and questions to answer, objections to rule on,
    and tasks the person led."""

    issues: int = 0
    concerns: int = 0
    objections: int = 0
    tasks: int = 0

    def __add__(self, other: "InHand") -> "InHand":
        return InHand(
            self.issues + other.issues,
            self.concerns + other.concerns,
            self.objections + other.objections,
            self.tasks + other.tasks,
        )

    @property
    def whole(self) -> int:
        return self.issues + self.concerns + self.objections + self.tasks


def in_hand(case: CaseFile, person_id: int) -> InHand:
    """What somebody else has to see to once this person is gone."""
    held = [i for i in case.issues.values() if i.state is IssueState.HELD and i.screening != "own"]
    unscreened = [i for r in case.open_rounds("screen") for i in case.members(r) if not i.screening]
    waiting = [e for e in case.entries.values() if e.state == "open"]
    led = [t for t in case.tasks.values() if t.lead_id == person_id and t.state in UNFINISHED]
    return InHand(
        issues=len(held) + len(unscreened),
        concerns=sum(e.kind in ("concern", "question") for e in waiting),
        objections=sum(e.kind == "objection" for e in waiting),
        tasks=len(led),
    )


def release(case: CaseFile, person_id: int, desk: Desk) -> None:
    """Take from this person what only they could go on with."""
    if case.session.cancel_asked_by == person_id:
        withdraw_cancelling(case, desk)
    for entry in case.entries.values():
        if entry.state == "open" and entry.answered_by == person_id and entry.kind == "concern":
            entry.answered_by, entry.answer = None, ""
            desk.record("override-lapsed", {"entry": entry.id})
    for task in case.tasks.values():
        if task.lead_id == person_id and task.state in UNFINISHED:
            task.lead, task.lead_id = "", None
            task.state = "done" if task.state == "done" else "todo"
            desk.drop_due(f"round:{task.round_id}:task:{task.id}:nudge")
            desk.record("task-released", {"task": task.id})
            case.show(desk, case.rounds[task.round_id])
            for person in case.moderators():
                if person != person_id:
                    desk.tell(person, "tasks-to-assign", session=case.session.id, round=task.round_id)


def withdraw_cancelling(case: CaseFile, desk: Desk) -> None:
    """Nobody asks for this session to be cancelled any more."""
    case.session.cancel_asked_by, case.session.cancel_asked_reason = None, ""
    desk.record("cancel-lapsed", {"session": case.session.id})
