"""A session as the rules see it: from its opening to 民享, without a database, a chat or a clock."""

from datetime import timedelta

import pytest

from bot.deliberation import acts
from bot.deliberation.ballots.box import Box
from bot.deliberation.ballots.standing import Elector, stand
from bot.deliberation.desk import Actor
from bot.deliberation.figures import Figures
from bot.deliberation.minutes.journal import Head
from bot.deliberation.model import Issue, IssueState, Round, RoundState, SessionState, StandingAct
from bot.deliberation.refusal import Refused

from .making import AUDITOR, LEAD, SECOND, Story, at, wumin


def bing() -> Story:
    flow = wumin(
        ti={"window": "4d"},
        yi={"limit": "48h"},
        jue={"window": "48h", "touch_weekend": False},
    )
    return Story(flow, "2026-12-07 08:00")


def to_vote(story: Story) -> list[Issue]:
    issues = [story.raise_issue(20 + n, f"事情{n}。建议这样{n}。") for n in range(3)]
    story.until(at("2026-12-15 20:00"))
    story.do(acts.AcceptRest(10, story.round("screen").id), LEAD)
    story.do(acts.DraftMotion(10, story.round("deliberate").id, "小区内遛狗须牵绳"), LEAD, "2026-12-16 10:00")
    return issues


def test_collection_closes_at_eight_in_the_evening_and_screening_begins() -> None:
    story = bing()
    story.raise_issue(20, "遛狗不牵绳。建议必须牵绳。")
    story.until(at("2026-12-11 20:00"))
    screen = story.round("screen")
    assert screen.opens_at == at("2026-12-11 20:00")
    assert screen.due_at == at("2026-12-17 00:00")


def test_e27_nothing_raised_ends_the_session_with_one_post() -> None:
    story = bing()
    story.until(at("2026-12-12 00:00"))
    assert story.case.session.state is SessionState.CLOSED
    assert [card for _, card in story.posts] == ["session-opened", "session-empty"]


def test_p3_a_tie_goes_back_to_deliberation_once_and_then_to_the_archive() -> None:
    story = bing()
    to_vote(story)
    story.until(at("2026-12-18 20:00"))
    assert story.round("vote").state is RoundState.OPEN
    assert story.round("vote").due_at == at("2026-12-20 20:00")
    story.ballots(agree=12, oppose=12)
    story.until(at("2026-12-20 20:00"))
    assert [d.outcome for d in story.case.decisions.values()] == ["tied"]
    assert story.round("deliberate").lap == 2
    story.until(at("2026-12-23 20:00"))
    story.ballots(agree=12, oppose=12)
    story.until(at("2026-12-25 20:00"))
    assert story.case.session.state is SessionState.CLOSED
    assert {i.state for i in story.case.issues.values()} == {IssueState.CLOSED}


def test_p22_too_few_households_extend_the_vote_once_and_the_seventeenth_makes_it_valid() -> None:
    story = bing()
    to_vote(story)
    story.until(at("2026-12-18 20:00"))
    story.ballots(agree=10, oppose=6)
    story.until(at("2026-12-20 20:00"))
    assert story.round("vote").due_at == at("2026-12-21 20:00")
    story.ballots(agree=11, oppose=6)
    story.until(at("2026-12-21 20:00"))
    (decision,) = story.case.decisions.values()
    assert (decision.outcome, decision.extended) == ("passed", 1)


def test_p22_a_ballot_of_before_the_extension_stands_and_can_be_changed_in_it() -> None:
    story = bing()
    to_vote(story)
    story.until(at("2026-12-18 20:00"))
    story.ballots(agree=10, oppose=6)
    story.until(at("2026-12-20 20:00"))
    vote = story.round("vote")
    (motion,) = story.case.motions_in(vote)
    box = Box(10, story.case.session.state, story.case.community, "", story.case.flow, vote, Head())
    box.motions = {motion.id: motion}
    cast = at("2026-12-18 20:00")
    before = StandingAct("ballot", motion.id, vote.id, "household:1", "agree", 1, "chat", cast, "K7", area=9000)
    change = acts.Stand("ballot", motion.id, vote.id, "oppose")
    stood = stand(change, box, Actor(1), Elector("household:1", 9000), before, story.now, lambda n: "X" * n)
    assert stood.standing is not None
    assert (stood.standing.choice, stood.standing.changes, stood.standing.receipt) == ("oppose", 1, "K7")
    late = at("2026-12-21 20:00")
    with pytest.raises(Refused, match="ballot-late"):
        stand(change, box, Actor(1), Elector("household:1", 9000), before, late, lambda n: "X" * n)


def passed(story: Story) -> Round:
    to_vote(story)
    story.until(at("2026-12-23 20:00") - timedelta(days=5))
    story.ballots(agree=18, oppose=5, abstain=1)
    story.until(at("2026-12-20 20:00"))
    return story.round("notice")


def test_the_notice_moves_off_rest_days_and_an_open_objection_holds_it() -> None:
    story = bing()
    notice = passed(story)
    assert notice.due_at == at("2026-12-28 00:00") + timedelta(days=1)
    story.do(acts.Object(10, notice.id, "procedure", "我没收到通知"), Actor(30, "庚", member=True), "2026-12-24 09:00")
    (entry,) = (e for e in story.case.entries.values() if e.kind == "objection")
    assert entry.due_at == at("2026-12-29 00:00")
    with pytest.raises(Refused, match="own-objection"):
        story.do(acts.RuleOn(10, entry.id, False, "有照片"), Actor(30, "庚", frozenset({"auditor"}), member=True))
    story.do(acts.RuleOn(10, entry.id, False, "群公告和楼道照片齐全"), AUDITOR)
    story.until(at("2026-12-29 00:00"))
    (decision,) = story.case.decisions.values()
    assert decision.effective_at == at("2026-12-29 00:00")
    assert story.round("implement").members


def test_an_upheld_objection_of_procedure_repeats_the_vote_with_the_same_text() -> None:
    story = bing()
    notice = passed(story)
    story.do(acts.Object(10, notice.id, "procedure", "没有贴通知"), Actor(30, "庚", member=True))
    (entry,) = (e for e in story.case.entries.values() if e.kind == "objection")
    story.do(acts.RuleOn(10, entry.id, True, "三号楼确实没贴"), AUDITOR)
    (decision,) = story.case.decisions.values()
    assert decision.state == "void"
    assert [r.lap for r in story.case.open_rounds("vote")] == [2]


def test_tasks_of_different_class_come_from_one_decision_and_end_in_months() -> None:
    story = bing()
    passed(story)
    story.until(at("2027-01-05 08:00"))
    work = story.round("implement")
    for title, task_class in (("便袋箱", "goods"), ("活动区", "works")):
        story.do(acts.AddTask(10, work.id, title, task_class), LEAD)  # type: ignore[arg-type]
    for task in story.case.tasks.values():
        story.do(acts.AssignTask(10, task.id, "物业", lead_id=40), LEAD)
    due = {t.title: t.due_at for t in story.case.tasks.values()}
    assert due == {"便袋箱": at("2027-02-06 00:00"), "活动区": at("2027-07-06 00:00")}


def rated(story: Story, *ratings: int) -> None:
    rating = story.round("evaluate")
    counted = {str(r): Figures(n) for r, n in zip((5, 4, 3, 2, 1), ratings, strict=False) if n}
    story.case.counts["rating", rating.id, rating.id] = counted
    assert rating.due_at is not None
    story.until(rating.due_at)


def finish(story: Story, title: str) -> None:
    lead = Actor(40, "物业经理", member=True)
    story.do(acts.AddTask(10, story.round("implement").id, title, "service"), LEAD)
    task = list(story.case.tasks.values())[-1]
    story.do(acts.AssignTask(10, task.id, "物业", lead_id=40), LEAD)
    story.do(acts.FinishTask(10, task.id, "装好了", 180000), lead)
    with pytest.raises(Refused, match="own-task"):
        story.do(acts.AcceptTask(10, task.id, True), Actor(40, "物业经理", frozenset({"grid_lead"}), member=True))
    story.do(acts.AcceptTask(10, task.id, True), LEAD)


def test_dissatisfaction_sends_it_back_once_and_satisfaction_ends_in_sharing() -> None:
    story = bing()
    passed(story)
    story.until(at("2027-03-01 08:00"))
    finish(story, "便袋箱")
    rated(story, 9, 6, 3, 1, 1)
    assert story.round("implement").lap == 2
    finish(story, "夜间照明")
    rated(story, 12, 7, 2, 1)
    assert story.case.session.state is SessionState.CLOSED
    assert [card for _, card in story.posts if card in ("rating-result", "share")] == [
        "rating-result",
        "rating-result",
        "share",
    ]


def test_pressing_next_twice_never_skips_a_stage() -> None:
    story = bing()
    story.raise_issue(20, "遛狗不牵绳")
    collect = story.round("collect")
    story.do(acts.Advance(10, collect.id), LEAD)
    with pytest.raises(Refused, match="round-closed"):
        story.do(acts.Advance(10, collect.id), LEAD)
    assert story.round("screen").members


def test_p10_cancelling_an_open_vote_takes_two_people_after_ten_minutes() -> None:
    story = bing()
    to_vote(story)
    story.until(at("2026-12-19 09:00"))
    story.ballots(agree=3)
    assert story.do(acts.CancelSession(10, "范围设错了"), LEAD).key == "second-person-asked"
    with pytest.raises(Refused, match="second-person"):
        story.do(acts.ConfirmCancel(10), LEAD)
    story.do(acts.ConfirmCancel(10), SECOND)
    assert story.case.session.state is SessionState.CANCELLED
    assert not story.dues
    assert {m.state for m in story.case.motions.values()} == {"void"}


def test_a_resident_cannot_moderate_and_the_refusal_changes_nothing() -> None:
    story = bing()
    before = repr(story.case)
    with pytest.raises(Refused, match="not-moderator"):
        story.do(acts.CancelSession(10, "我不喜欢这个"), Actor(30, "庚", member=True))
    assert repr(story.case) == before


def test_a_sealed_issue_that_points_at_a_door_waits_for_its_author_then_for_a_screener() -> None:
    story = bing()
    bing_ma = Actor(21, "丙", member=True)
    story.do(acts.RaiseIssue(10, "3-502夜里犬吠,扰民", mode="back"), bing_ma)
    (issue,) = story.case.issues.values()
    assert (issue.state, issue.author_name) == (IssueState.HELD, "")
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.CheckIssue(10, issue.id, True), LEAD)
    story.do(acts.SettleBack(10, issue.id, "soften", "有一户"), bing_ma)
    assert issue.text == "有一户夜里犬吠,扰民"
    story.do(acts.CheckIssue(10, issue.id, True), LEAD)
    assert story.round("collect").members == {issue.id: None}
