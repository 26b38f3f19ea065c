"""办理: tasks from the ledger to acceptance, who may do what with them, limits, and levels that climb."""

from datetime import timedelta

import pytest

from bot.deliberation import acts
from bot.deliberation.desk import Actor
from bot.deliberation.model import Task
from bot.deliberation.refusal import Refused

from .making import LEAD, MANAGER, SECOND, SESSION, Story, at, finish, probe, resident, to_work

PHOTO = (acts.Attachment("photo", "f1"),)


def working(**ban: object) -> Story:
    story = Story(probe(ban=ban))
    to_work(story)
    return story


def done(story: Story, lead: int = 40) -> Task:
    task = story.task(lead=lead)
    story.do(acts.FinishTask(SESSION, task.id, "装好了", 180000), Actor(lead, member=True))
    return task


@pytest.mark.parametrize(
    ("title", "task_class", "key"),
    [
        ("", "goods", "text-empty"),
        ("  ", "goods", "text-empty"),
        ("长" * 61, "goods", "text-too-long"),
        ("便袋箱", "other", "task-class"),
    ],
)
def test_a_task_has_a_title_and_a_class_of_the_flow(title: str, task_class: str, key: str) -> None:
    story = working()
    with pytest.raises(Refused, match=key):
        story.do(acts.AddTask(SESSION, story.round("implement").id, title, task_class), LEAD)  # type: ignore[arg-type]
    assert not story.case.tasks


@pytest.mark.parametrize(
    ("lead", "assist", "start", "key"),
    [
        (" ", (), "", "lead-needed"),
        ("长" * 61, (), "", "text-too-long"),
        ("物业", ("长" * 61,), "", "text-too-long"),
        ("物业", (), "明天", "date-unreadable"),
        ("物业", (), "2026-13-01", "date-unreadable"),
        ("物业", (), "9999-12-31", "time-not-ahead"),
        ("物业", (), "0001-01-01", "time-not-ahead"),
    ],
)
def test_an_assignment_names_somebody_and_a_day_that_can_be(
    lead: str, assist: tuple[str, ...], start: str, key: str
) -> None:
    story = working()
    story.do(acts.AddTask(SESSION, story.round("implement").id, "便袋箱", "goods"), LEAD)
    (task,) = story.case.tasks.values()
    with pytest.raises(Refused, match=key):
        story.do(acts.AssignTask(SESSION, task.id, lead, assist, start), LEAD)
    assert task.state == "todo"


def test_a_stated_start_moves_the_limit_of_the_class() -> None:
    story = working()
    task = story.task(task_class="works")
    story.do(acts.AssignTask(SESSION, task.id, "物业", start="2026-12-31", lead_id=40), LEAD)
    assert task.due_at == at("2027-07-01 00:00")


def test_a_task_is_finished_once_and_then_only_accepted_or_sent_back() -> None:
    story = working()
    task = done(story)
    told = story.cards(20).count("task-to-accept")
    for act in (acts.FinishTask(SESSION, task.id, "又装好了"), acts.AssignTask(SESSION, task.id, "别人")):
        with pytest.raises(Refused, match="button-stale"):
            story.do(act, LEAD)
    assert (task.state, task.lead, story.cards(20).count("task-to-accept")) == ("done", "物业", told)
    story.do(acts.Progress(SESSION, task.id, "", PHOTO), MANAGER)
    assert not [key for key in story.dues if ":task:" in key]


@pytest.mark.parametrize("cost", [-1, 10**13 + 1, 10**30])
def test_a_cost_nobody_can_have_is_refused(cost: int) -> None:
    story = working()
    task = story.task()
    with pytest.raises(Refused, match="cost-unlikely"):
        story.do(acts.FinishTask(SESSION, task.id, "装好了", cost), MANAGER)
    assert task.state == "doing"


def test_progress_is_words_or_a_photo() -> None:
    story = working()
    task = story.task()
    with pytest.raises(Refused, match="text-empty"):
        story.do(acts.Progress(SESSION, task.id, " "), MANAGER)
    with pytest.raises(Refused, match="text-too-long"):
        story.do(acts.Progress(SESSION, task.id, "长" * 501), MANAGER)
    story.do(acts.Progress(SESSION, task.id, "", PHOTO), MANAGER)
    assert next(iter(story.case.entries.values())).attachments == [{"kind": "photo", "file": "f1"}]


def test_the_lead_never_accepts_its_own_work_whatever_else_it_is() -> None:
    story = working()
    task = done(story, lead=20)
    act = acts.AcceptTask(SESSION, task.id, True)
    with pytest.raises(Refused, match="not-proposer"):
        story.do(act, resident(20))
    with pytest.raises(Refused, match="own-task"):
        story.do(act, Actor(20, roles=frozenset({"grid_lead"})))
    story.do(act, LEAD)


@pytest.mark.parametrize(
    ("accept_by", "by", "key"),
    [
        (["proposer"], LEAD, "not-proposer"),
        (["proposer"], resident(20), ""),
        (["moderator"], resident(20), "not-proposer"),
        (["moderator"], SECOND, ""),
        (["proposer", "moderator"], resident(21), "not-proposer"),
    ],
)
def test_acceptance_is_by_whom_the_flow_names(accept_by: list[str], by: Actor, key: str) -> None:
    story = working(accept_by=accept_by)
    task = done(story)
    act = acts.AcceptTask(SESSION, task.id, True)
    if key:
        with pytest.raises(Refused, match=key):
            story.do(act, by)
        assert task.state == "done"
    else:
        story.do(act, by)
        assert story.case.open_rounds("evaluate")


def test_sending_back_takes_a_reason_and_starts_the_clock_again() -> None:
    story = working()
    task = done(story)
    with pytest.raises(Refused, match="reason-needed"):
        story.do(acts.AcceptTask(SESSION, task.id, False, " "), LEAD)
    story.do(acts.AcceptTask(SESSION, task.id, False, "漏水"), LEAD)
    assert (task.state, task.done_at) == ("doing", None)
    assert len([key for key in story.dues if f":task:{task.id}:" in key]) == 2
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.AcceptTask(SESSION, task.id, True), LEAD)


def test_an_overdue_task_climbs_one_level_at_a_time_and_then_stays() -> None:
    story = working(escalate_every="7d")
    task = story.task()
    assert task.due_at is not None
    levels = []
    for days in (0, 7, 14, 60):
        story.until(task.due_at + timedelta(days=days + 4))
        levels.append(task.level)
    assert levels == [1, 2, 2, 2]
    assert story.cards(1).count("escalated") == 1
    assert [card for _, card in story.posts].count("task-overdue") == 2


def test_the_round_ends_with_its_last_task_and_tells_done_from_given_up() -> None:
    story = working()
    first, second = story.task("便袋箱"), story.task("路灯")
    with pytest.raises(Refused, match="tasks-open"):
        story.do(acts.Advance(SESSION, story.round("implement").id), LEAD)
    with pytest.raises(Refused, match="reason-needed"):
        story.do(acts.AbandonTask(SESSION, second.id, ""), LEAD)
    story.do(acts.AbandonTask(SESSION, second.id, "买不到"), LEAD)
    assert story.round("implement").closed_at is None
    story.do(acts.FinishTask(SESSION, first.id, "装好了"), MANAGER)
    story.do(acts.AcceptTask(SESSION, first.id, True), LEAD)
    assert story.case.open_rounds("evaluate")
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.AbandonTask(SESSION, first.id, "改主意了"), LEAD)


def test_given_up_altogether_it_goes_the_way_for_that() -> None:
    story = working()
    story.do(acts.AbandonTask(SESSION, story.task().id, "买不到"), LEAD)
    assert not story.case.open_rounds()


def test_without_a_task_the_round_stays_and_its_moderators_are_reminded() -> None:
    story = working()
    with pytest.raises(Refused, match="tasks-missing"):
        story.do(acts.Advance(SESSION, story.round("implement").id), LEAD)
    told = story.cards(1).count("tasks-to-assign")
    story.until(story.now + timedelta(days=3))
    assert story.cards(1).count("tasks-to-assign") == told + 1


def test_nothing_can_be_done_to_the_tasks_of_a_round_that_is_over() -> None:
    story = working()
    round_ = story.round("implement").id
    finish(story)
    (task,) = story.case.tasks.values()
    for act in (
        acts.AddTask(SESSION, round_, "再来一件", "goods"),
        acts.AssignTask(SESSION, task.id, "别人"),
        acts.Progress(SESSION, task.id, "补一张"),
        acts.FinishTask(SESSION, task.id, "装好了"),
        acts.AcceptTask(SESSION, task.id, True),
    ):
        with pytest.raises(Refused):
            story.do(act, LEAD)
    assert task.state == "accepted"
