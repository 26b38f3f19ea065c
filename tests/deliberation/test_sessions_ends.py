"""How sessions begin and end before their time: drafts, withdrawing, cancelling in every stage, and hand-overs."""

from datetime import timedelta

import pytest

from bot.deliberation import acts, sessions
from bot.deliberation.desk import CLOCK, Desk
from bot.deliberation.flow import Flow
from bot.deliberation.model import IssueState, RoundState, SessionState
from bot.deliberation.refusal import Refused

from .making import (
    COLLECT,
    LEAD,
    PROBE,
    REACHED,
    SCREEN,
    SECOND,
    SESSION,
    TALK,
    VOTE,
    Story,
    a_flow,
    at,
    probe,
    resident,
    to_ballots,
    to_screen,
    to_talk,
    unsound,
)


@pytest.mark.parametrize("kind", REACHED)
def test_a_session_can_be_cancelled_in_every_stage_and_leaves_nothing_due(kind: str) -> None:
    story = Story(probe())
    REACHED[kind](story)
    round_ = story.round(kind)
    raised = [i for i in story.case.issues.values() if i.state is IssueState.RAISED]
    story.until(story.now + timedelta(minutes=11))
    answer = story.do(acts.CancelSession(SESSION, "范围设错了"), LEAD)
    if kind == "vote":
        assert (answer.key, round_.state) == ("second-person-asked", RoundState.OPEN)
        story.do(acts.ConfirmCancel(SESSION), SECOND)
    assert (story.case.session.state, round_.state) == (SessionState.CANCELLED, RoundState.VOID)
    assert not story.dues
    assert all((i.session_id, i.screening, i.state) == (None, "", IssueState.RAISED) for i in raised)
    with pytest.raises(Refused, match="session-cancelled"):
        story.do(acts.ConfirmCancel(SESSION), SECOND)


def test_whoever_opened_it_withdraws_an_open_vote_alone_within_ten_minutes_and_nobody_else() -> None:
    flow = a_flow(VOTE | {"rule": {"electorate": "member"}, "next": {"passed": "end", "failed": "end", "tied": "end"}})
    for by, later, alone in ((LEAD, 10, True), (LEAD, 11, False), (SECOND, 1, False)):
        story = Story(flow, question="周六一起清理楼道?")
        story.until(story.now + timedelta(minutes=later))
        answer = story.do(acts.CancelSession(SESSION, "范围设错了"), by)
        assert (answer.key == "session-cancelled") is alone


def test_the_second_person_is_another_one() -> None:
    story = Story(probe())
    to_ballots(story)
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.ConfirmCancel(SESSION), SECOND)
    story.until(story.now + timedelta(minutes=11))
    story.do(acts.CancelSession(SESSION, "范围设错了"), LEAD)
    with pytest.raises(Refused, match="second-person"):
        story.do(acts.ConfirmCancel(SESSION), LEAD)
    assert story.case.session.cancel_asked_by == 1


@pytest.mark.parametrize("reason", ["", "    ", "错了", " 错了  "])
def test_cancelling_says_why(reason: str) -> None:
    story = Story(probe())
    with pytest.raises(Refused, match="cancel-reason"):
        story.do(acts.CancelSession(SESSION, reason), LEAD)


def test_p10_the_void_ballots_are_counted_and_kept() -> None:
    story = Story(probe())
    (motion,) = to_ballots(story, (0,))
    vote = story.round("vote")
    story.ballots(agree=3)
    story.until(story.now + timedelta(minutes=11))
    story.do(acts.CancelSession(SESSION, "范围设错了"), LEAD)
    story.do(acts.ConfirmCancel(SESSION), SECOND)
    assert vote.facts["void_ballots"] == 3
    assert story.case.count("ballot", motion.id, vote.id, "agree") == 3


def test_what_was_merged_is_free_again_with_its_target_and_what_was_rejected_is_not() -> None:
    story = Story(probe())
    a, b, c = to_screen(story)
    screen = story.round("screen").id
    story.do(acts.ScreenIssue(SESSION, screen, a.id, "merge", "", b.id), LEAD)
    story.do(acts.ScreenIssue(SESSION, screen, c.id, "reject", "违法"), LEAD)
    story.do(acts.ScreenIssue(SESSION, screen, b.id, "accept"), LEAD)
    story.do(acts.CancelSession(SESSION, "范围设错了"), LEAD)
    assert [(i.state, i.session_id) for i in (a, b, c)] == [
        (IssueState.RAISED, None), (IssueState.RAISED, None), (IssueState.REJECTED, SESSION),
    ]  # fmt: skip
    assert (a.merged_into, a.screening) == (None, "")


def test_what_waited_for_its_check_goes_back_to_its_author_who_is_told() -> None:
    story = Story(probe())
    checked, own = story.hold_issue(20, "夜里犬吠"), story.hold_issue(21, "3-502夜里犬吠")
    story.do(acts.CancelSession(SESSION, "范围设错了"), LEAD)
    assert {i.state for i in (checked, own)} == {IssueState.RETURNED}
    assert "issue-returned" in story.cards(20)
    assert "issue-returned" in story.cards(21)


def test_a_draft_nobody_confirms_is_dropped_after_a_day_and_cannot_be_confirmed_later() -> None:
    story = Story(probe())
    case = story.case
    case.session.state, case.rounds = SessionState.DRAFT, {}
    desk = Desk(story.now, story.next_id, story.calendar, LEAD, lambda n: "K" * n)
    sessions.prepare(case, desk)
    (due,) = desk.due
    assert due.at == story.now + timedelta(hours=24)
    sessions.lapse(case, due, Desk(due.at, story.next_id, story.calendar, CLOCK, lambda n: "K" * n))
    assert case.session.state is SessionState.CANCELLED
    with pytest.raises(Refused, match="session-cancelled"):
        story.do(acts.ConfirmOpening(SESSION), LEAD)


def test_an_opening_is_confirmed_once() -> None:
    story = Story(probe())
    rounds = len(story.case.rounds)
    for act in (acts.ConfirmOpening(SESSION), acts.DropOpening(SESSION)):
        with pytest.raises(Refused, match="button-stale"):
            story.do(act, LEAD)
    assert len(story.case.rounds) == rounds


def test_a_draft_takes_no_acts_of_residents() -> None:
    story = Story(probe())
    story.case.session.state, story.case.rounds = SessionState.DRAFT, {}
    with pytest.raises(Refused, match="collect-closed"):
        story.do(acts.RaiseIssue(SESSION, "早了"), resident(20))
    with pytest.raises(Refused, match="session-over"):
        story.do(acts.CancelSession(SESSION, "不要了不要"), LEAD)
    with pytest.raises(Refused, match="session-over"):
        story.do(acts.Pause(SESSION, 5), LEAD)


@pytest.mark.parametrize(
    ("question", "key"), [("", "question-needed"), ("  ", "question-needed"), ("长" * 1001, "text-too-long")]
)
def test_a_flow_that_begins_with_a_vote_needs_a_question(question: str, key: str) -> None:
    flow = a_flow(VOTE | {"rule": {"electorate": "member"}, "next": {"passed": "end", "failed": "end", "tied": "end"}})
    community = Story(probe()).case.community
    with pytest.raises(Refused, match=key):
        sessions.check_opening(flow, community, question)


def test_a_vote_of_households_needs_a_roll() -> None:
    community = Story(probe(), has_roll=False).case.community
    with pytest.raises(Refused, match="flow-needs-roll"):
        sessions.check_opening(probe(), community, "")


# --- hand-overs ------------------------------------------------------------------------------------------


def lending() -> Flow:
    """A flow whose screening lends issues to another flow and has them back in its discussion."""
    ways = {**SCREEN["next"], "instant": {"flow": "tiaochu", "return": "yi"}}
    return probe(screen={"next": ways})


def instant(story: Story) -> int:
    (issue,) = to_screen(story, 1)
    story.do(acts.ScreenIssue(SESSION, story.round("screen").id, issue.id, "instant"), LEAD)
    return issue.id


def receive(story: Story, stage: str, *issues: int) -> None:
    desk = Desk(story.now, story.next_id, story.calendar, CLOCK, lambda n: "K" * n)
    sessions.receive(story.case, stage, issues, desk)
    story.dues.update({due.key: due for due in desk.due})
    assert not unsound(story.case, story.dues)


def test_an_issue_comes_back_to_the_stage_the_flow_names_and_the_session_goes_on() -> None:
    story = Story(lending())
    issue = instant(story)
    assert story.case.session.state is SessionState.CLOSED
    (handover,) = story.handovers
    assert (handover.flow_id, handover.return_stage, handover.issues) == ("tiaochu", "yi", (issue,))
    receive(story, "yi", issue)
    assert (story.case.session.state, story.case.session.closed_at) == (SessionState.OPEN, None)
    assert story.round("deliberate").members == {issue: None}
    story.until(at("2027-01-30 08:00"))
    assert story.case.session.state is SessionState.CLOSED


def test_an_issue_that_comes_back_to_a_cancelled_session_is_free_and_revives_nothing() -> None:
    story = Story(lending())
    a, _ = to_screen(story, 2)
    story.do(acts.ScreenIssue(SESSION, story.round("screen").id, a.id, "instant"), LEAD)
    story.do(acts.AcceptRest(SESSION, story.round("screen").id), LEAD)
    story.do(acts.CancelSession(SESSION, "范围设错了"), LEAD)
    receive(story, "yi", a.id)
    assert story.case.session.state is SessionState.CANCELLED
    assert (a.state, a.session_id) == (IssueState.RAISED, None)


def test_of_what_was_lent_goes_back_what_was_not_settled_there_and_nothing_else() -> None:
    stages = (COLLECT, SCREEN | {"next": {"accepted": "end", "none_accepted": "end"}})
    story = Story(a_flow(*stages))
    kept, rejected, own = to_screen(story)
    story.case.session.came_from = {"session": 77, "stage": "yi", "issues": [kept.id, rejected.id]}
    screen = story.round("screen").id
    story.do(acts.ScreenIssue(SESSION, screen, rejected.id, "reject", "违法"), LEAD)
    story.do(acts.AcceptRest(SESSION, screen), LEAD)
    (handover,) = story.handovers
    assert (handover.session_id, handover.return_stage, handover.issues) == (77, "yi", (kept.id,))
    assert own.state is IssueState.CLOSED


def test_an_outcome_without_a_way_out_ends_the_issue_there() -> None:
    flow = a_flow(COLLECT, SCREEN, TALK | {"next": {"no_consensus": "end"}})
    story = Story(flow)
    (issue,) = to_talk(story, 1)
    story.do(acts.DraftMotion(SESSION, story.round("deliberate").id, "甲"), LEAD)
    story.close("deliberate")
    assert (issue.state, story.case.session.state) == (IssueState.CLOSED, SessionState.CLOSED)


def test_every_kind_of_stage_has_been_cancelled_above() -> None:
    assert set(REACHED) == {stage["kind"] for stage in PROBE}
