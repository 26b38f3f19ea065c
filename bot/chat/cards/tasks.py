"""办理 and 民评 beside their live cards: assignments, reports, what is late, acceptance, ratings, asking again."""

from bot.chat.cards.figures import part
from bot.chat.cards.files import attached, last_report, report_files
from bot.chat.cards.parts import (
    button,
    done_title,
    head,
    lines,
    listed,
    names_sum,
    reason_in_words,
    round_title,
    rows,
    short,
    standing,
    until,
)
from bot.chat.cards.registry import Args, of_case
from bot.chat.cards.rounds import archive, implement
from bot.chat.cards.rounds.evaluate import electorate_of
from bot.chat.cards.rounds.implement import task_line
from bot.chat.message import Message
from bot.deliberation.acts import AcceptTask, Ask, Await
from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import percent
from bot.deliberation.flow import Evaluate
from bot.deliberation.model import Task
from bot.i18n import Words


def _task(case: CaseFile, args: Args) -> Task:
    return case.tasks[args.id("task")]


@of_case("tasks-assigned")
def tasks_assigned(case: CaseFile, args: Args, words: Words) -> Message:
    round_ = case.round(args.id("round"))
    tasks = case.tasks_in(round_)
    text = lines(
        words("assigned-head", title=round_title(case, round_, words), count=len(tasks)),
        listed([task_line(case, task, words) for task in tasks], words, 8),
        words("implement-what"),
        standing(case, words),
    )
    return Message(text)


@of_case("tasks-to-assign")
def tasks_to_assign(case: CaseFile, args: Args, words: Words) -> Message:
    round_ = case.round(args.id("round"))
    found, buttons = implement.moderate(case, round_, words)
    return Message(lines(words("to-assign-head", title=round_title(case, round_, words)), *found), rows(buttons))


@of_case("progress")
def progress(case: CaseFile, args: Args, words: Words) -> Message:
    entry = case.entries[args.id("entry")]
    task, photo = case.tasks[int(entry.about.removeprefix("task:"))], attached(entry.attachments, "photo")
    others = report_files(case, entry, words, but=photo)
    text = lines(
        words("progress-head", title=short(task.title, 40)),
        short(entry.text, 300),
        words("issue-files", count=len(others)) if others else "",
        task_line(case, task, words),
    )
    return Message(text, rows(others), photo)


@of_case("task-overdue")
def task_overdue(case: CaseFile, args: Args, words: Words) -> Message:
    task = _task(case, args)
    return Message(
        lines(
            words("overdue-head", title=short(task.title, 40)),
            words(
                "overdue-since",
                when=until(case, task.due_at, words),
                lead=short(task.lead, 20) or words("task-no-lead"),
            ),
            words("overdue-level", level=args.id("level") or task.level),
        )
    )


@of_case("task-done")
def task_done(case: CaseFile, args: Args, words: Words) -> Message:
    task = _task(case, args)
    title, cost = words("done-head", title=short(task.title, 40)), _cost(case, task, words)
    return Message(lines(title, short(task.result, 200), cost))


def _cost(case: CaseFile, task: Task, words: Words) -> str:
    booked = "yes" if case.has_books else "no"
    said = not task.cost or names_sum(short(task.result, 200), task.cost, words)
    return "" if said else words("share-cost", money=words.money(task.cost), booked=booked)


@of_case("task-assigned")
def task_assigned(case: CaseFile, args: Args, words: Words) -> Message:
    """To whoever leads it; a photo in reply is the report."""
    return _to_do(case, _task(case, args), "new", words)


@of_case("task-nudge")
def task_nudge(case: CaseFile, args: Args, words: Words) -> Message:
    """The same again after some time: how is it going?"""
    task = _task(case, args)
    return _to_do(case, task, "late" if task.level else "nudge", words)


def _to_do(case: CaseFile, task: Task, kind: str, words: Words) -> Message:
    session = case.session.id
    text = lines(
        words("todo-head", title=short(task.title, 60), kind=kind),
        words("todo-until", when=until(case, task.due_at, words)),
        words("todo-assist", names=words.enumeration(short(name, 16) for name in task.assist[:6]))
        if task.assist
        else "",
        words("todo-how"),
    )
    return Message(
        text,
        (
            (
                button(words("button-progress"), Await("progress", session, task.id)),
                button(words("button-finish-this"), Await("finish", session, task.id)),
            ),
        ),
    )


@of_case("task-to-accept")
def task_to_accept(case: CaseFile, args: Args, words: Words) -> Message:
    task = _task(case, args)
    if task.state != "done":
        return Message(words("task-settled", title=short(task.title, 40)))
    session = case.session.id
    report = last_report(case, task)
    photo = attached(report.attachments, "photo") if report else None
    text = lines(
        words("accept-head", title=short(task.title, 60)),
        short(task.result, 300),
        _cost(case, task, words),
        words("accept-what"),
    )
    return Message(
        text,
        (
            (
                button(words("button-accept-this"), AcceptTask(session, task.id, True)),
                button(words("button-return-this"), Await("return-task", session, task.id)),
            ),
            *rows(report_files(case, report, words, but=photo) if report else []),
        ),
        photo,
    )


@of_case("task-returned")
def task_returned(case: CaseFile, args: Args, words: Words) -> Message:
    task = _task(case, args)
    reason = args.text("reason")
    text = lines(
        words("returned-head", title=short(task.title, 60)),
        words("told-why", why=reason_in_words(reason, words)) if reason else "",
        words("todo-how"),
    )
    return Message(text, ((button(words("button-finish-this"), Await("finish", case.session.id, task.id)),),))


# --- ratings, sharing, asking again ------------------------------------------------------------------------


@of_case("rating-result")
def rating_result(case: CaseFile, args: Args, words: Words) -> Message:
    """Counts alone, and what follows: never thanks where people are not satisfied."""
    round_ = case.round(args.id("round"))
    stage, facts = case.stage_as(round_, Evaluate), round_.facts
    n, satisfied = int(facts.get("n", 0)), int(facts.get("satisfied", 0))
    asked = part(stage.rating.sat_ratio, words)
    outcome = round_.outcome or "insufficient"
    text = lines(
        head("📝", words("rating-title", title=done_title(case, round_, words)), case, round_, words),
        words(
            "rating-counts",
            count=n,
            satisfied=satisfied,
            kind=electorate_of(case, stage),
            percent=percent(satisfied, n),
        ),
        words(f"rating-{outcome}", part=asked, needed=int(facts.get("min_n", 0))),
        _after(case, round_.outcome, round_.stage_id, words) if outcome == "unsatisfied" else "",
        standing(case, words),
    )
    return Message(text, ((button(words("button-details"), Ask("record", case.session.id)),),))


def _after(case: CaseFile, outcome: str, stage_id: str, words: Words) -> str:
    """Whether it goes back to be put right, or ends with people still not satisfied."""
    transition = case.flow.stage(stage_id).next.get(outcome)
    again = any(r.kind == "implement" for r in case.open_rounds())
    return words("rating-again") if again or transition is None else words("rating-ends")


@of_case("share", "share-preview")
def share_(case: CaseFile, args: Args, words: Words) -> Message:
    round_ = case.round(args.id("round"))
    card = archive.card(case, round_, words)
    if args.person_id is None:
        return card
    found, buttons = archive.moderate(case, round_, words)
    return Message(lines(*found, card.html), rows(buttons, 3))


@of_case("ask-again")
def ask_again(case: CaseFile, args: Args, words: Words) -> Message:
    round_ = case.round(args.id("round"))
    session = case.session.id
    return Message(
        lines(words("again-head", title=done_title(case, round_, words)), words("again-what"), standing(case, words)),
        (
            (
                button(words("button-broken"), Await("remark", session, round_.id)),
                button(words("button-record"), Ask("record", session)),
            ),
        ),
    )


@of_case("remark-told")
def remark_told(case: CaseFile, args: Args, words: Words) -> Message:
    """To the moderators: what somebody says about something shared, without the name."""
    entry = case.entries[args.id("entry")]
    return Message(
        lines(
            words("remark-told", title=round_title(case, case.round(entry.round_id), words)),
            f"<blockquote>{short(entry.text, 400)}</blockquote>",
        )
    )
