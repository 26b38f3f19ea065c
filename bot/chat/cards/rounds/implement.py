"""办理: the ledger of tasks — who leads, until when, how far."""

from bot.chat.cards.files import last_report, report_files
from bot.chat.cards.parts import (
    button,
    head,
    last_line,
    lines,
    listed,
    plain,
    round_title,
    rows,
    short,
    standing,
    until,
)
from bot.chat.message import Button, Message
from bot.chat.scene import task_number
from bot.deliberation.acts import AcceptTask, Ask, Await
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Implement
from bot.deliberation.model import Round, Task
from bot.i18n import Words

_SHOWN = 6


def task_line(case: CaseFile, task: Task, words: Words) -> str:
    """«1 便袋箱:物业前台,2月5日(周五)24:00 止,办理中»."""
    return words(
        "task-line",
        number=task_number(case, task),
        title=short(task.title, 24),
        lead=short(task.lead, 16) if task.lead else words("task-no-lead"),
        when=until(case, task.due_at, words) if task.due_at else "",
        dated="yes" if task.due_at else "no",
        state=words(f"task-state-{'late' if task.level and task.state in ('todo', 'doing') else task.state}"),
    )


def card(case: CaseFile, round_: Round, words: Words) -> Message:
    tasks = case.tasks_in(round_)
    text = lines(
        head("🔧", round_title(case, round_, words), case, round_, words),
        listed([task_line(case, task, words) for task in tasks], words, _SHOWN) or words("implement-none"),
        words("implement-what"),
        standing(case, words),
    )
    reports = [(task_number(case, task), last_report(case, task)) for task in tasks[:_SHOWN]]
    seen = [b for number, entry in reports if entry for b in report_files(case, entry, words, number)[:1]]
    return Message(text, (*rows(seen, 3), (button(words("button-record"), Ask("record", case.session.id)),)))


def moderate(case: CaseFile, round_: Round, words: Words) -> tuple[list[str], list[Button]]:
    session, tasks = case.session.id, case.tasks_in(round_)
    stage = case.stage_as(round_, Implement)
    buttons: list[Button] = []
    for task in tasks[:8]:
        title, number = plain(task.title, 12), task_number(case, task)
        if task.state == "todo":
            buttons.append(
                button(words("button-assign", number=number, title=title), Await("assign", session, task.id))
            )
        elif task.state == "done":
            buttons.append(button(words("button-accept-task", number=number), AcceptTask(session, task.id, True)))
            buttons.append(button(words("button-return-task", number=number), Await("return-task", session, task.id)))
        elif task.state in ("doing", "returned"):
            buttons.append(button(words("button-finish", number=number), Await("finish", session, task.id)))
            buttons.append(button(words("button-abandon", number=number), Await("abandon", session, task.id)))
    buttons += [
        button(words("button-add-task", kind=words(f"class-{name}")), Await(f"task-{name}", session, round_.id))
        for name in stage.classes
    ]
    found = [task_line(case, task, words) for task in tasks[:8]] or [words("implement-add-first")]
    return [*found, last_line(case, round_, words) if round_.due_at else ""], buttons
