"""民提: what is taken, what is refused, and what becomes of 背靠背 issues at every hour."""

from datetime import timedelta
from typing import Any

import pytest

from bot.deliberation import acts
from bot.deliberation.desk import Actor
from bot.deliberation.flow import Flow
from bot.deliberation.model import IssueState, SessionState
from bot.deliberation.refusal import Refused

from .making import COLLECT, LEAD, SCREEN, SECOND, SESSION, Story, a_flow, at, probe, resident, to_screen

PHOTO = acts.Attachment("photo", "f1")


def limited(**accepts: Any) -> Flow:
    return probe(ti={"accepts": accepts})


@pytest.mark.parametrize(
    ("act", "key"),
    [
        (acts.RaiseIssue(SESSION, ""), "text-empty"),
        (acts.RaiseIssue(SESSION, " \n "), "text-empty"),
        (acts.RaiseIssue(SESSION, "长" * 501), "text-too-long"),
        (acts.RaiseIssue(SESSION, "照片里这个人", "back", (PHOTO,)), "back-text-only"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_takes_no_number(act: acts.RaiseIssue, key: str) -> None:
    story = Story(probe())
    before = repr(story.case)
    with pytest.raises(Refused, match=key):
        story.do(act, resident(20))
    assert repr(story.case) == before


def test_exactly_as_long_as_the_flow_allows_is_taken() -> None:
    story = Story(probe())
    story.raise_issue(20, "长" * 500)
    assert len(story.round("collect").members) == 1


def test_a_photo_without_words_is_taken_and_a_second_one_is_no_repetition() -> None:
    story = Story(probe())
    for file in ("f1", "f2"):
        story.do(acts.RaiseIssue(SESSION, "", attachments=(acts.Attachment("photo", file),)), resident(20))
    assert [i.attachments[0]["file"] for i in story.case.issues.values()] == ["f1", "f2"]


def test_the_same_words_twice_by_one_person_are_one_and_by_two_people_are_two() -> None:
    story = Story(probe())
    story.raise_issue(20, "遛狗不牵绳")
    with pytest.raises(Refused, match="issue-repeated"):
        story.raise_issue(20, "遛狗不牵绳")
    story.raise_issue(21, "遛狗不牵绳")
    assert [i.position for i in story.case.issues.values()] == [1, 2]


def test_everybody_raises_as_many_as_the_flow_allows() -> None:
    story = Story(limited(per_person=2))
    story.raise_issue(20, "一")
    story.hold_issue(20, "二")
    with pytest.raises(Refused, match="too-many-issues"):
        story.raise_issue(20, "三")
    story.raise_issue(21, "三")


def test_a_flow_that_asks_for_a_suggestion_gets_one() -> None:
    story = Story(limited(require_suggestion=True))
    with pytest.raises(Refused, match="suggestion-needed"):
        story.raise_issue(20, "遛狗不牵绳")
    assert story.raise_issue(20, "遛狗不牵绳。建议必须牵绳。").suggestion == "必须牵绳"


def test_a_flow_that_only_takes_named_issues_says_so() -> None:
    story = Story(a_flow(COLLECT | {"next": {"ready": "end", "empty": "end"}}, mechanism={"anonymity": ["face"]}))
    with pytest.raises(Refused, match="back-not-offered"):
        story.hold_issue(20, "遛狗不牵绳")


def test_at_the_very_close_it_is_too_late_even_if_nothing_has_closed_the_round() -> None:
    story = Story(probe())
    due = story.round("collect").due_at
    assert due is not None
    story.now = due - timedelta(microseconds=1)
    story.raise_issue(20, "来得及")
    story.now = due
    for act in (acts.RaiseIssue(SESSION, "晚了"), acts.Advance(SESSION, story.round("collect").id)):
        with pytest.raises(Refused, match="closed"):
            story.do(act, LEAD)
    with pytest.raises(Refused, match="round-closed"):
        story.do(acts.Extend(SESSION, story.round("collect").id, "24h"), LEAD)


@pytest.mark.parametrize("late", [timedelta(milliseconds=300), timedelta(seconds=149)])
def test_moments_that_take_effect_a_little_late_do_not_move_a_close_by_a_day(late: timedelta) -> None:
    """The deliberation is entered a moment after 20:00 and still ends at 20:00 two days later."""
    flow = probe(
        ti={"window": "4d", "close_at": "20:00", "next": {"ready": "yi", "empty": "end"}},
        yi={"limit": "48h", "close_at": "20:00"},
        jue={"notice": "24h", "window": "48h", "close_at": "20:00"},
    ).model_copy()
    stages = tuple(stage for stage in flow.stages if stage.id != "screen")
    story = Story(flow.model_copy(update={"stages": stages}), late_by=late)
    story.raise_issue(20, "遛狗不牵绳")
    story.until(at("2026-12-11 20:05"))
    talk = story.round("deliberate")
    assert talk.due_at == at("2026-12-13 20:00")
    story.do(acts.DraftMotion(SESSION, talk.id, "遛狗须牵绳"), LEAD)
    story.until(at("2026-12-13 20:05"))
    promised = story.round("vote").due_at
    story.until(at("2026-12-14 20:05"))
    assert story.round("vote").due_at == promised == at("2026-12-16 20:00")


def test_a_round_entered_much_later_has_its_whole_window() -> None:
    story = Story(probe(ti={"window": "24h", "close_at": "20:00"}), "2026-12-07 20:10")
    assert story.round("collect").due_at == at("2026-12-09 20:00")


def test_an_issue_that_waits_for_its_check_keeps_the_session_from_being_called_empty() -> None:
    story = Story(probe())
    held = story.hold_issue(20, "夜里犬吠,扰民")
    story.close("collect")
    assert "session-empty" not in [card for _, card in story.posts]
    story.do(acts.CheckIssue(SESSION, held.id, True), LEAD)
    assert story.round("screen").members == {held.id: None}
    assert held.position == 1


def test_where_the_only_issue_is_returned_by_its_check_the_session_ends() -> None:
    story = Story(probe())
    held = story.hold_issue(20, "夜里犬吠,扰民")
    story.close("collect")
    story.do(acts.CheckIssue(SESSION, held.id, False, "请写清楚地点"), LEAD)
    assert held.state is IssueState.RETURNED
    assert story.case.session.state is SessionState.CLOSED
    assert "issue-returned" in story.cards(20)


def test_whose_words_point_at_somebody_and_who_never_answers_holds_nobody_up() -> None:
    story = Story(probe())
    story.hold_issue(20, "3-502夜里犬吠")
    to_screen(story, 1)
    story.do(acts.AcceptRest(SESSION, story.round("screen").id), LEAD)
    assert story.case.open_rounds("deliberate")


def test_an_answer_to_the_warning_after_the_collection_still_reaches_a_screener() -> None:
    story = Story(probe(screen={"sla": "9d"}))
    held = story.hold_issue(20, "3-502夜里犬吠")
    to_screen(story, 1)
    story.do(acts.SettleBack(SESSION, held.id, "soften", "有一户"), resident(20))
    assert (held.text, held.screening) == ("有一户夜里犬吠", "")
    story.do(acts.CheckIssue(SESSION, held.id, True), LEAD)
    assert story.round("screen").members[held.id] is None


def test_an_overdue_check_is_escalated_although_its_collection_is_over() -> None:
    story = Story(probe(ti={"check_within": "24h"}, screen={"sla": "9d"}))
    story.until(at("2026-12-07 20:00"))
    story.hold_issue(20, "夜里犬吠,扰民")
    told = story.cards(2).count("issue-check")
    story.until(at("2026-12-08 20:00"))
    assert story.case.open_rounds("screen")
    assert story.cards(2).count("issue-check") == told + 1
    assert "check-overdue" in [entry.kind for entry in story.journal]


def test_an_issue_passed_after_the_screening_waits_for_the_next_session() -> None:
    story = Story(probe())
    held = story.hold_issue(20, "夜里犬吠,扰民")
    to_screen(story, 1)
    story.close("screen")
    assert story.case.open_rounds("deliberate")
    assert story.do(acts.CheckIssue(SESSION, held.id, True), LEAD).key == "issue-next-time"
    assert (held.state, held.session_id) == (IssueState.RAISED, None)


def test_a_screener_does_not_pass_their_own_words() -> None:
    story = Story(probe())
    story.do(acts.RaiseIssue(SESSION, "夜里犬吠", "back"), LEAD)
    (held,) = story.case.issues.values()
    for passed in (True, False):
        with pytest.raises(Refused, match="own-issue"):
            story.do(acts.CheckIssue(SESSION, held.id, passed, "理由"), LEAD)
    story.do(acts.CheckIssue(SESSION, held.id, True), SECOND)
    assert held.state is IssueState.RAISED


@pytest.mark.parametrize(
    ("act", "by", "key"),
    [
        ("check-without-reason", LEAD, "reason-needed"),
        ("check-blank-reason", LEAD, "reason-needed"),
        ("settle", resident(21), "button-stale"),
        ("settle", resident(20), "button-stale"),
    ],
)
def test_a_held_issue_answers_only_to_whom_it_waits_for(act: str, by: Actor, key: str) -> None:
    story = Story(probe())
    held = story.hold_issue(20, "夜里犬吠,扰民")
    done = {
        "check-without-reason": acts.CheckIssue(SESSION, held.id, False),
        "check-blank-reason": acts.CheckIssue(SESSION, held.id, False, "  "),
        "settle": acts.SettleBack(SESSION, held.id, "soften"),
    }[act]
    before, due = repr(story.case), dict(story.dues)
    with pytest.raises(Refused, match=key):
        story.do(done, by)
    assert (repr(story.case), story.dues) == (before, due)


def test_a_check_is_made_once() -> None:
    story = Story(probe())
    held = story.hold_issue(20, "夜里犬吠,扰民")
    story.do(acts.CheckIssue(SESSION, held.id, True), LEAD)
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.CheckIssue(SESSION, held.id, False, "改主意了"), SECOND)


def test_what_is_dropped_leaves_no_words_and_no_author() -> None:
    story = Story(probe())
    held = story.hold_issue(20, "3-502夜里犬吠")
    story.do(acts.SettleBack(SESSION, held.id, "drop"), resident(20))
    assert (held.text, held.title, held.author_id, held.state) == ("", "", None, IssueState.CLOSED)
    story.close("collect")
    assert story.case.session.state is SessionState.CLOSED


def test_nothing_public_in_the_minutes_names_the_author_of_a_sealed_issue() -> None:
    story = Story(probe())
    held = story.hold_issue(20, "夜里犬吠,扰民")
    story.do(acts.CheckIssue(SESSION, held.id, True), LEAD)
    public = [value for entry in story.journal for value in entry.public.values()]
    owed = [owed for owed in story.owed if owed.person_id != 20]
    assert 20 not in public
    assert all("author" not in o.args and "person" not in o.args for o in owed)


def test_a_collection_without_anything_ends_in_the_archive_once() -> None:
    story = Story(probe())
    story.until(at("2026-12-20 08:00"))
    assert [card for _, card in story.posts].count("session-empty") == 1
    assert story.case.session.state is SessionState.CLOSED


def test_a_flow_that_collects_again_while_nothing_comes_opens_a_second_round() -> None:
    again = COLLECT | {"next": {"ready": "screen", "empty": {"goto": "ti", "max_loops": 1, "else": "end"}}}
    story = Story(a_flow(again, SCREEN | {"next": {"accepted": "end", "none_accepted": "end"}}))
    story.close("collect")
    assert story.round("collect").lap == 2
    story.close("collect")
    assert story.case.session.state is SessionState.CLOSED
