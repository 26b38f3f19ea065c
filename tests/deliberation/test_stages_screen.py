"""受理: decisions that change before the round ends, merges, what is late, and who may not decide."""

import pytest

from bot.chat.cards.issues import screening_told
from bot.chat.cards.registry import Args
from bot.deliberation import acts
from bot.deliberation.desk import Actor
from bot.deliberation.flow import Flow, ScopeRule
from bot.deliberation.model import IssueState, SessionState
from bot.deliberation.refusal import Refused
from bot.i18n import Words

from .making import COLLECT, LEAD, SCREEN, SECOND, SESSION, TALK, Story, a_flow, at, probe, resident, to_screen


def decide(
    story: Story, issue: int, decision: str, reason: str = "不属于小区", into: int | None = None, by: Actor = LEAD
) -> None:
    round_ = story.round("screen").id
    story.do(acts.ScreenIssue(SESSION, round_, issue, decision, reason, into), by)  # type: ignore[arg-type]


def test_a_decision_can_be_changed_until_the_last_one_is_made() -> None:
    story = Story(probe())
    a, b = to_screen(story, 2)
    decide(story, a.id, "reject")
    decide(story, a.id, "accept", "")
    decide(story, b.id, "return")
    assert (a.state, b.state) == (IssueState.RAISED, IssueState.RETURNED)
    assert story.round("deliberate").members == {a.id: None}
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.ScreenIssue(SESSION, a.id, a.id, "reject", "晚了"), LEAD)


@pytest.mark.parametrize("decision", ["reject", "return", "transfer"])
@pytest.mark.parametrize("reason", ["", "  "])
def test_a_refusal_without_a_reason_is_none(decision: str, reason: str) -> None:
    story = Story(probe())
    a, _ = to_screen(story, 2)
    with pytest.raises(Refused, match="reason-needed"):
        decide(story, a.id, decision, reason)
    assert not a.screening


def test_a_moderator_may_accept_what_they_raised_and_nothing_else() -> None:
    story = Story(probe())
    story.do(acts.RaiseIssue(SESSION, "我家门口的灯"), LEAD)
    (own, _) = (*story.case.issues.values(), *to_screen(story, 1))
    for decision in ("reject", "return", "transfer", "instant", "merge"):
        with pytest.raises(Refused, match="own-issue"):
            decide(story, own.id, decision, into=_.id)
    decide(story, own.id, "accept", "")
    decide(story, own.id, "reject", by=SECOND)
    assert own.screening == "reject"


def test_a_merge_goes_into_an_issue_that_is_accepted_or_undecided() -> None:
    story = Story(probe())
    a, b, c = to_screen(story)
    decide(story, c.id, "reject")
    for into in (a.id, c.id, 999, None):
        with pytest.raises(Refused, match="merge-target"):
            decide(story, a.id, "merge", into=into)
    decide(story, a.id, "merge", "", into=b.id)
    with pytest.raises(Refused, match="merge-target"):
        decide(story, b.id, "merge", into=a.id)


def test_what_was_merged_into_an_issue_that_is_then_rejected_is_undecided_again() -> None:
    story = Story(probe())
    a, b, c = to_screen(story)
    decide(story, a.id, "merge", into=b.id)
    decide(story, b.id, "reject")
    assert (a.screening, a.merged_into) == ("", None)
    decide(story, c.id, "accept", "")
    assert story.round("screen").closed_at is None
    decide(story, a.id, "accept", "")
    assert set(story.round("deliberate").members) == {a.id, c.id}


def test_what_was_merged_into_an_issue_that_is_itself_merged_goes_along() -> None:
    story = Story(probe())
    a, b, c = to_screen(story)
    decide(story, a.id, "merge", into=b.id)
    decide(story, b.id, "merge", into=c.id)
    decide(story, c.id, "accept", "")
    assert (a.merged_into, b.merged_into) == (c.id, c.id)
    assert {i.state for i in (a, b)} == {IssueState.MERGED}
    assert set(story.case.authors([c.id])) == {20, 21, 22}


def test_p18_everybody_is_told_once_when_the_decisions_are_final() -> None:
    story = Story(probe())
    issues = to_screen(story)
    for issue in issues:
        decide(story, issue.id, "return")
        if issue is not issues[-1]:
            assert "screening-told" not in story.cards(20)
    assert [story.cards(20 + n).count("screening-told") for n in range(3)] == [1, 1, 1]


def test_p18_why_it_was_rejected_and_into_what_it_was_merged_are_told_and_nothing_is_deleted() -> None:
    story = Story(probe())
    a, b, c = to_screen(story)
    decide(story, a.id, "reject", "违法")
    decide(story, b.id, "merge", "同一件事", into=c.id)
    decide(story, c.id, "accept", "")
    assert [story.cards(20 + n).count("screening-told") for n in range(3)] == [1, 1, 1]
    told = {i.id: screening_told(story.case, Args({"issue": i.id}), Words("zh-CN")).html for i in (a, b)}
    assert "违法" in told[a.id]
    assert str(c.position) in told[b.id].partition("\n")[2], "where it is now"
    assert {a.id, b.id} <= set(story.case.issues)


def test_where_nothing_is_accepted_the_flow_goes_the_way_it_names_for_that() -> None:
    again = {"goto": "ti", "max_loops": 1, "else": "end"}
    screen = SCREEN | {"next": {**SCREEN["next"], "none_accepted": again}}
    story = Story(a_flow(COLLECT, screen, TALK | {"next": {"motion_ready": "end", "no_consensus": "end"}}))
    a, b = to_screen(story, 2)
    decide(story, a.id, "reject")
    decide(story, b.id, "return")
    assert story.round("collect").lap == 2
    assert not story.round("collect").members


def test_with_everything_handed_over_nobody_is_left_and_the_session_ends() -> None:
    story = Story(probe())
    a, b = to_screen(story, 2)
    decide(story, a.id, "transfer")
    decide(story, b.id, "instant")
    assert {i.state for i in (a, b)} == {IssueState.HANDED}
    assert sorted(h.issues for h in story.handovers) == [(a.id,), (b.id,)]
    assert story.case.session.state is SessionState.CLOSED


def test_one_is_handed_over_one_merged_one_rejected_and_one_goes_on() -> None:
    story = Story(probe())
    a, b, c, d = to_screen(story, 4)
    decide(story, a.id, "instant")
    decide(story, b.id, "merge", into=d.id)
    decide(story, c.id, "reject")
    decide(story, d.id, "accept", "")
    states = [i.state for i in (a, b, c, d)]
    assert states == [IssueState.HANDED, IssueState.MERGED, IssueState.REJECTED, IssueState.RAISED]
    assert story.round("deliberate").members == {d.id: None}


def test_an_overdue_screening_climbs_each_level_and_is_then_accepted() -> None:
    story = Story(probe(screen={"sla": "1wd", "escalate": ["secretary", "street"]}))
    (a,) = to_screen(story, 1)
    round_ = story.round("screen")
    for level in (1, 2):
        story.close("screen")
        assert (round_.facts["level"], round_.closed_at) == (level, None)
    assert "escalated" in story.cards(2)
    story.close("screen")
    assert a.screening == "accept"
    assert story.round("deliberate").members == {a.id: None}


def test_advancing_with_something_undecided_says_how_much() -> None:
    story = Story(probe())
    to_screen(story)
    with pytest.raises(Refused) as refused:
        story.do(acts.Advance(SESSION, story.round("screen").id), LEAD)
    assert (refused.value.refusal.key, refused.value.refusal.params) == ("screen-undecided", {"count": 3})


def test_accepting_the_rest_twice_is_a_stale_button() -> None:
    story = Story(probe())
    to_screen(story)
    screen = story.round("screen")
    story.do(acts.AcceptRest(SESSION, screen.id), LEAD)
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.AcceptRest(SESSION, screen.id), LEAD)


def test_a_screening_with_a_check_under_way_waits_for_it_and_ends_with_the_last_decision() -> None:
    story = Story(probe(screen={"sla": "9d"}))
    held = story.hold_issue(30, "夜里犬吠,扰民")
    to_screen(story, 1)
    story.do(acts.AcceptRest(SESSION, story.round("screen").id), LEAD)
    assert story.round("screen").closed_at is None
    story.do(acts.CheckIssue(SESSION, held.id, False, "请写清楚地点"), LEAD)
    assert story.case.open_rounds("deliberate")


def only(*decisions: str) -> Flow:
    return probe(screen={"decisions": list(decisions), "next": {"accepted": "yi", "none_accepted": "end"}})


def test_what_the_flow_does_not_offer_is_refused() -> None:
    story = Story(only("accept", "reject"))
    a, _ = to_screen(story, 2)
    with pytest.raises(Refused, match="screening-not-offered"):
        decide(story, a.id, "transfer")


@pytest.mark.parametrize("kind", ["collect", "deliberate", "vote", "notice", "implement", "evaluate"])
def test_screening_names_a_round_of_screening(kind: str) -> None:
    story = Story(probe())
    a, _ = to_screen(story, 2)
    other = next((r for r in story.case.rounds.values() if r.kind == kind), None)
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.ScreenIssue(SESSION, other.id if other else 404, a.id, "accept"), LEAD)
    with pytest.raises(Refused, match="not-moderator"):
        story.do(acts.ScreenIssue(SESSION, story.round("screen").id, a.id, "accept"), resident(20))


def test_issues_screened_again_after_a_loop_are_undecided() -> None:
    """What came back from another procedure, or around a loop, carries no decision of before."""
    talk = TALK | {"next": {"motion_ready": "end", "no_consensus": {"goto": "screen", "max_loops": 1, "else": "end"}}}
    story = Story(a_flow(COLLECT, SCREEN, talk))
    (a,) = to_screen(story, 1)
    decide(story, a.id, "accept", "")
    story.close("deliberate")
    assert story.round("screen").lap == 2
    assert not a.screening
    story.until(at("2027-01-30 08:00"))
    assert story.case.session.state is SessionState.CLOSED


def one_by_one() -> Flow:
    return probe(screen={"leave": "each"}, yi={"gather": "each"})


def test_with_leave_each_what_is_accepted_goes_on_at_once_while_others_wait() -> None:
    story = Story(one_by_one())
    a, b, c = to_screen(story)
    decide(story, b.id, "accept", "")
    assert [r.members for r in story.case.open_rounds("deliberate")] == [{b.id: None}]
    screening = story.round("screen")
    assert screening.members == {a.id: None, b.id: "accepted", c.id: None}
    assert story.cards(21).count("screening-told") == 1
    with pytest.raises(Refused, match="button-stale"):
        decide(story, b.id, "reject")
    decide(story, a.id, "reject")
    decide(story, a.id, "return")
    decide(story, c.id, "merge", "", into=b.id)
    assert screening.outcome == "accepted"
    assert (a.state, c.state, c.merged_into) == (IssueState.RETURNED, IssueState.MERGED, b.id)
    assert [r.members for r in story.case.open_rounds("deliberate")] == [{b.id: None}]
    assert [card for _, card in story.posts].count("screened") == 1
    assert [story.cards(person).count("screening-told") for person in (20, 21, 22)] == [1, 1, 1]


def test_with_leave_each_accepting_the_rest_ends_the_round() -> None:
    story = Story(one_by_one())
    issues = to_screen(story)
    decide(story, issues[0].id, "accept", "")
    story.do(acts.AcceptRest(SESSION, story.round("screen").id), LEAD)
    entered = [list(r.members) for r in story.case.open_rounds("deliberate")]
    assert sorted(issue for members in entered for issue in members) == [issue.id for issue in issues]
    assert not story.case.open_rounds("screen")


def test_what_the_flow_does_not_take_is_rejected_by_the_entry_of_its_list() -> None:
    story = Story(probe().model_copy(update={"scope": ScopeRule(matters_deny=("纪检", "司法在办"))}))
    a, b = to_screen(story, 2)
    decide(story, a.id, "reject", "reason:matter.1")
    assert a.reason == "司法在办"
    for beyond in ("2", "x", "-1", ""):
        with pytest.raises(Refused, match="button-stale"):
            decide(story, b.id, "reject", f"reason:matter.{beyond}")
