"""实施台账: every task of a session with who leads it, its dates, progress, cost, acceptance and how it was rated.

For moderators and scrutineers, who need to sort and add up. What money came in is in another ledger.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.chat.cards.papers.wording import below_title
from bot.chat.cards.parts import is_public, zone_of
from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import percent
from bot.deliberation.model import Round, Task
from bot.documents.paper.ledger import Cell, Column, Hundredths, Ledger
from bot.i18n import Words

_COLUMNS = {
    "number": 6, "decision": 16, "title": 32, "class": 8, "lead": 16, "assist": 20, "state": 12, "start": 17, "due": 17,
    "done": 17, "accepted": 17, "level": 8, "reports": 8, "last": 32, "cost": 12, "result": 32, "keeper": 16,
    "missed": 24, "rated": 8, "satisfied": 8, "share": 10,
}  # fmt: skip
"""Columns in their order, each with its width in characters."""
_RUNNING = ("todo", "doing", "returned")


def task_ledger(case: CaseFile, words: Words) -> Ledger:
    """One row a task, in the order they were made; costs are summed up."""
    tasks = sorted(case.tasks.values(), key=lambda task: task.id)
    names = list(_COLUMNS)
    total = Hundredths(sum(task.cost for task in tasks))
    sums: dict[str, Cell] = {"title": words("papers-sum"), "cost": total}
    return Ledger(
        words("papers-ledger"),
        (
            words("papers-ledger-of", community=case.community.name),
            below_title(case, words),
            words("papers-ledger-as-of", row=str(case.session.chain_seq), digest=case.session.chain_head[:16] or "—"),
        ),
        tuple(Column(words(f"papers-ledger-{name}"), width) for name, width in _COLUMNS.items()),
        tuple(tuple(_row(case, task, number, words)[name] for name in names) for number, task in enumerate(tasks, 1)),
        tuple(sums.get(name) for name in names),
    )


def _row(case: CaseFile, task: Task, number: int, words: Words) -> dict[str, Cell]:
    decision = case.decisions.get(task.decision_id or case.rounds[task.round_id].decision_id or 0)
    reports = [e for e in case.entries.values() if e.kind == "progress" and e.about == f"task:{task.id}"]
    last = max(reports, key=lambda entry: entry.id, default=None)
    late = task.level > 0 and task.state in _RUNNING
    shown = _is_public(case, task)
    rated, satisfied = _rating(case, task)
    return {
        "number": number,
        "decision": decision.number if decision else "",
        "title": task.title if shown else words("issue-not-public"),
        "class": words(f"class-{task.task_class}") if task.task_class else "",
        "lead": task.lead,
        "assist": words.enumeration(task.assist),
        "state": words("task-state-late") if late else words(f"task-state-{task.state}"),
        "start": _local(case, task.started_at),
        "due": _local(case, task.due_at),
        "done": _local(case, task.done_at),
        "accepted": _local(case, task.accepted_at),
        "level": task.level,
        "reports": len(reports),
        "last": last.text if last and shown else "",
        "cost": Hundredths(task.cost),
        "result": task.result if shown else "",
        "keeper": task.keeper,
        "missed": task.not_achieved if shown else "",
        "rated": rated,
        "satisfied": satisfied,
        "share": f"{percent(satisfied or 0, rated)}%" if rated else "",
    }


def _is_public(case: CaseFile, task: Task) -> bool:
    members = case.rounds[task.round_id].members
    return all(is_public(case.issues[i]) for i in members if i in case.issues)


def _rating(case: CaseFile, task: Task) -> tuple[int | None, int | None]:
    """How many rated what the task was part of, and how many of them are satisfied; None while nobody was asked."""
    found = list(_rounds_after(case, task))
    if not found:
        return None, None
    return int(found[-1].facts["n"]), int(found[-1].facts["satisfied"])


def _rounds_after(case: CaseFile, task: Task) -> Iterable[Round]:
    issues = set(case.rounds[task.round_id].members)
    for round_ in sorted(case.rounds.values(), key=lambda r: r.id):
        if round_.kind == "evaluate" and "n" in round_.facts and (issues & set(round_.members) or not issues):
            yield round_


def _local(case: CaseFile, when: datetime | None) -> datetime | None:
    return when.astimezone(zone_of(case)).replace(tzinfo=None) if when else None
