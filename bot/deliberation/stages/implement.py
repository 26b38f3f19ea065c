"""办理 implement: tasks with a lead and assistants, limits by class, progress, escalation, acceptance.

Limits of classes are plain calendar months, never moved off rest days (`Calendar.end_of_term`). A task
that is overdue climbs one level at a time. The round is done when every task has been accepted by a proposer
or a moderator who does not lead it.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Due, Urgency
from bot.deliberation.flow import Implement
from bot.deliberation.model import Entry, Round, Task
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import may_moderate
from bot.deliberation.transitions import close_round, moment_after

TITLE_CHARS = 60
TEXT_CHARS = 500
MOST_COST = 10**13
"""0.01 of the currency: a hundred thousand million is a slip of the keyboard."""
_YEAR = timedelta(days=366)


def enter(case: CaseFile, round_: Round, desk: Desk) -> None:
    stage = case.stage_as(round_, Implement)
    at = moment_after(desk, desk.now, stage.assign_within)
    desk.set_due(Due(f"round:{round_.id}:assign", at, "assign", case.session.id, round_.id))
    case.show(desk, round_)
    for person in case.moderators():
        desk.tell(person, "tasks-to-assign", session=case.session.id, round=round_.id)


def lapse(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    match due.kind:
        case "assign":
            _remind_to_assign(case, round_, desk)
        case "nudge":
            _nudge(case, round_, case.tasks[due.args["task"]], desk)
        case "overdue":
            _escalate(case, round_, case.tasks[due.args["task"]], desk)


def _remind_to_assign(case: CaseFile, round_: Round, desk: Desk) -> None:
    waiting = [t for t in case.tasks_in(round_) if t.state == "todo"]
    if waiting or not case.tasks_in(round_):
        desk.record("assignment-overdue", {"round": round_.id})
        for person in case.moderators():
            desk.tell(person, "tasks-to-assign", session=case.session.id, round=round_.id)


def _nudge(case: CaseFile, round_: Round, task: Task, desk: Desk) -> None:
    """Ask the lead how it goes; a photo in reply is the report."""
    if task.state != "doing":
        return
    desk.tell(task.lead_id, "task-nudge", session=case.session.id, task=task.id)
    _set_nudge(case, round_, task, desk)


def _set_nudge(case: CaseFile, round_: Round, task: Task, desk: Desk) -> None:
    at = moment_after(desk, desk.now, case.stage_as(round_, Implement).progress)
    key = f"round:{round_.id}:task:{task.id}:nudge"
    desk.set_due(Due(key, at, "nudge", case.session.id, round_.id, {"task": task.id}))


def _escalate(case: CaseFile, round_: Round, task: Task, desk: Desk) -> None:
    """Overdue: the next level is told, one at a time, and the group sees that it is late."""
    stage = case.stage_as(round_, Implement)
    if task.state not in ("todo", "doing", "returned"):
        return
    role = stage.escalate[task.level] if task.level < len(stage.escalate) else None
    task.level += 1
    desk.record("task-overdue", {"task": task.id, "level": task.level, "role": role})
    for person in case.holders(role) if role else ():
        desk.tell(person, "escalated", session=case.session.id, kind="task", task=task.id)
    desk.tell(task.lead_id, "task-nudge", session=case.session.id, task=task.id)
    case.post(desk, "task-overdue", Urgency.BUDGETED, task=task.id, level=task.level)
    if task.level < len(stage.escalate):
        _set_overdue(case, round_, task, moment_after(desk, desk.now, stage.escalate_every), desk)
    case.show(desk, round_)


def _set_overdue(case: CaseFile, round_: Round, task: Task, at: datetime, desk: Desk) -> None:
    key = f"round:{round_.id}:task:{task.id}:overdue"
    desk.set_due(Due(key, at, "overdue", case.session.id, round_.id, {"task": task.id}))


def advance(case: CaseFile, round_: Round, desk: Desk) -> Answer:
    """End the round early only where every task has come to an end."""
    if not case.tasks_in(round_):
        raise Refused("tasks-missing")
    waiting = sum(1 for t in case.tasks_in(round_) if t.state not in ("accepted", "abandoned"))
    if waiting:
        raise Refused("tasks-open", count=waiting)
    _close_when_done(case, round_, desk)
    return Answer("round-advanced")


def add_task(case: CaseFile, act: acts.AddTask, desk: Desk) -> Answer:
    """A new line of the ledger; its class decides its limit."""
    round_ = _open(case, act.round_id)
    stage = case.stage_as(round_, Implement)
    title = act.title.strip()
    if not title:
        raise Refused("text-empty")
    if len(title) > TITLE_CHARS:
        raise Refused("text-too-long", limit=TITLE_CHARS, length=len(title))
    if act.task_class not in stage.classes:
        raise Refused("task-class", classes="、".join(stage.classes))
    task = Task(
        id=desk.next_id(),
        session_id=case.session.id,
        round_id=round_.id,
        decision_id=round_.decision_id,
        title=title,
        task_class=act.task_class,
    )
    case.tasks[task.id] = task
    desk.record("task-added", {"task": task.id, "class": act.task_class}, title=title)
    case.show(desk, round_)
    return Answer("task-added")


def assign_task(case: CaseFile, act: acts.AssignTask, desk: Desk) -> Answer:
    """Name who leads and who assists; the class's limit runs from today, or from a stated start."""
    task, round_ = _task(case, act.task_id)
    if task.state == "done":
        raise Refused("button-stale")
    if not act.lead.strip():
        raise Refused("lead-needed")
    for name in (act.lead, *act.assist):
        if len(name) > TITLE_CHARS:
            raise Refused("text-too-long", limit=TITLE_CHARS, length=len(name))
    stage = case.stage_as(round_, Implement)
    started = _start(act.start, desk) if act.start else desk.now
    limit = next(limit for name, limit in stage.classes.items() if name == task.task_class)
    due_at = desk.calendar.end_of_term(started, limit.start or limit.finish or stage.progress)
    first = task.state == "todo"
    task.lead, task.assist, task.lead_id = act.lead.strip(), list(act.assist), act.lead_id
    task.started_at, task.due_at, task.state = started, due_at, "doing"
    desk.record("task-assigned", {"task": task.id, "due_at": due_at.isoformat()}, lead=task.lead, assist=task.assist)
    desk.tell(task.lead_id, "task-assigned", session=case.session.id, task=task.id)
    _set_nudge(case, round_, task, desk)
    _set_overdue(case, round_, task, due_at, desk)
    if first and all(t.state != "todo" for t in case.tasks_in(round_)):
        case.post(desk, "tasks-assigned", Urgency.BUDGETED, round=round_.id)
    case.show(desk, round_)
    return Answer("task-assigned")


def _start(text: str, desk: Desk) -> datetime:
    """Eight in the morning of a stated day, at most a year away."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refused("date-unreadable", text=text[:40]) from None
    if abs(day - desk.calendar.local_date(desk.now)) > _YEAR:
        raise Refused("time-not-ahead", time=text)
    return desk.calendar.at(day, time(8))


def progress(case: CaseFile, act: acts.Progress, desk: Desk) -> Answer:
    task, round_ = _task(case, act.task_id)
    if not act.text.strip() and not act.attachments:
        raise Refused("text-empty")
    entry = _report(case, round_, task, act.text, act.attachments, desk)
    case.post(desk, "progress", Urgency.BUDGETED, entry=entry.id)
    if task.state == "doing":
        _set_nudge(case, round_, task, desk)
    case.show(desk, round_)
    return Answer("progress-recorded")


def _report(
    case: CaseFile, round_: Round, task: Task, text: str, files: tuple[acts.Attachment, ...], desk: Desk
) -> Entry:
    if len(text) > TEXT_CHARS:
        raise Refused("text-too-long", limit=TEXT_CHARS, length=len(text))
    entry = Entry(
        id=desk.next_id(),
        session_id=case.session.id,
        round_id=round_.id,
        kind="progress",
        about=f"task:{task.id}",
        person_id=desk.by.person_id,
        at=desk.now,
        text=text.strip(),
        state="noted",
        attachments=[{"kind": a.kind, "file": a.file_id} for a in files],
    )
    case.entries[entry.id] = entry
    desk.record("progress", {"task": task.id, "entry": entry.id}, text=entry.text, attachments=entry.attachments)
    desk.fetch(entry.attachments, session=case.session.id, entry=entry.id, chat=case.places[0].chat_id)
    return entry


def finish_task(case: CaseFile, act: acts.FinishTask, desk: Desk) -> Answer:
    """The lead says it is done; those who raised it are asked whether it is."""
    task, round_ = _task(case, act.task_id)
    if task.state == "todo":
        raise Refused("task-unassigned")
    if task.state == "done":
        raise Refused("button-stale")
    if not 0 <= act.cost <= MOST_COST:
        raise Refused("cost-unlikely")
    if act.result.strip() or act.attachments:
        _report(case, round_, task, act.result, act.attachments, desk)
    task.state, task.done_at = "done", desk.now
    task.result, task.cost = act.result.strip() or task.result, act.cost or task.cost
    desk.drop_due(f"round:{round_.id}:task:{task.id}:")
    desk.record("task-done", {"task": task.id, "cost": task.cost}, result=task.result)
    asked = [*case.authors(round_.members), *case.moderators()]
    for person in dict.fromkeys(asked):
        if person != task.lead_id:
            sealed = case.is_sealed_author(person, round_.members)
            desk.tell(person, "task-to-accept", sealed=sealed, session=case.session.id, task=task.id)
    case.show(desk, round_)
    return Answer("task-done")


def accept_task(case: CaseFile, act: acts.AcceptTask, desk: Desk) -> Answer:
    """Accept what was done, or send it back with a reason. The lead accepts nothing of its own."""
    task = case.tasks.get(act.task_id)
    if task is None or task.state != "done":
        raise Refused("button-stale")
    round_ = _open(case, task.round_id)
    if desk.by.person_id is not None and desk.by.person_id == task.lead_id:
        raise Refused("own-task")
    if not _may_accept(case, round_, desk):
        raise Refused("not-proposer")
    quiet = not may_moderate(case, desk.by) and case.is_sealed_author(desk.by.person_id, round_.members)
    record = desk.record_nameless if quiet else desk.record
    if not act.accepted:
        if not act.reason.strip():
            raise Refused("reason-needed")
        task.state, task.done_at = "doing", None
        record("task-returned", {"task": task.id}, reason=act.reason)
        desk.tell(task.lead_id, "task-returned", session=case.session.id, task=task.id, reason=act.reason)
        _set_nudge(case, round_, task, desk)
        if task.due_at is not None:
            _set_overdue(case, round_, task, max(task.due_at, desk.now), desk)
        case.show(desk, round_)
        return Answer("task-returned")
    task.state, task.accepted_at, task.accepted_by = "accepted", desk.now, None if quiet else desk.by.person_id
    record("task-accepted", {"task": task.id})
    case.show(desk, round_)
    _close_when_done(case, round_, desk)
    return Answer("task-accepted")


def _may_accept(case: CaseFile, round_: Round, desk: Desk) -> bool:
    """Whether the flow lets this person accept: as a proposer, or as a moderator."""
    allowed = case.stage_as(round_, Implement).accept_by
    proposer = desk.by.person_id in set(case.authors(round_.members))
    return (proposer and "proposer" in allowed) or (may_moderate(case, desk.by) and "moderator" in allowed)


def abandon_task(case: CaseFile, act: acts.AbandonTask, desk: Desk) -> Answer:
    """A task that will not be done, with the reason; it is shared as not achieved."""
    task, round_ = _task(case, act.task_id)
    if not act.reason.strip():
        raise Refused("reason-needed")
    task.state, task.not_achieved = "abandoned", act.reason.strip()
    desk.drop_due(f"round:{round_.id}:task:{task.id}:")
    desk.record("task-abandoned", {"task": task.id}, reason=act.reason)
    case.show(desk, round_)
    _close_when_done(case, round_, desk)
    return Answer("task-abandoned")


def _close_when_done(case: CaseFile, round_: Round, desk: Desk) -> None:
    states = {task.state for task in case.tasks_in(round_)}
    if states and states <= {"accepted", "abandoned"}:
        outcome = "done" if "accepted" in states else "abandoned"
        outcomes = {issue.id: outcome for issue in case.members(round_)}
        close_round(case, round_, outcomes, desk, desk.now, outcome=outcome)


def _open(case: CaseFile, round_id: int) -> Round:
    round_ = case.round(round_id)
    case.stage_as(round_, Implement)
    if round_.closed_at is not None:
        raise Refused("round-closed")
    return round_


def _task(case: CaseFile, task_id: int) -> tuple[Task, Round]:
    task = case.tasks.get(task_id)
    if task is None or task.state in ("accepted", "abandoned"):
        raise Refused("button-stale")
    return task, _open(case, task.round_id)


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    acts.AddTask: add_task,
    acts.AssignTask: assign_task,
    acts.Progress: progress,
    acts.FinishTask: finish_task,
    acts.AcceptTask: accept_task,
    acts.AbandonTask: abandon_task,
}
