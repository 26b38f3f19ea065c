"""民议: statements and their limits, concerns, two people for an override, drafts, and how the round ends."""

from datetime import timedelta

import pytest

from bot.deliberation import acts
from bot.deliberation.model import Entry, IssueState, Motion, SessionState
from bot.deliberation.refusal import Refused

from .making import (
    ADVISER,
    LEAD,
    SECOND,
    SESSION,
    Story,
    at,
    probe,
    resident,
    to_ballots,
    to_talk,
)


def talking(**yi: object) -> Story:
    story = Story(probe(yi=yi))
    to_talk(story)
    return story


def speak(story: Story, person: int, text: str, position: str = "for") -> None:
    story.do(acts.Speak(SESSION, story.round("deliberate").id, position, text), resident(person))  # type: ignore[arg-type]


def concern(story: Story, person: int = 30) -> Entry:
    speak(story, person, "晚上谁来管", "concern")
    return list(story.case.entries.values())[-1]


def draft(story: Story, text: str = "遛狗须牵绳", *issues: int, motion: int | None = None) -> Motion:
    story.do(acts.DraftMotion(SESSION, story.round("deliberate").id, text, issues, motion), LEAD)
    return story.case.motions[motion] if motion else list(story.case.motions.values())[-1]


@pytest.mark.parametrize(("text", "key"), [("", "text-empty"), (" \n", "text-empty"), ("长" * 301, "text-too-long")])
def test_a_statement_has_words_and_not_too_many(text: str, key: str) -> None:
    story = talking()
    with pytest.raises(Refused, match=key):
        speak(story, 30, text)
    speak(story, 30, "长" * 300)


def test_everybody_is_heard_as_often_as_the_flow_says_whatever_they_say() -> None:
    story = talking()
    for position in ("for", "ask"):
        speak(story, 30, "一句话", position)
    with pytest.raises(Refused, match="spoken-enough"):
        speak(story, 30, "再一句", "concern")
    speak(story, 31, "一句话")


def test_nobody_speaks_in_a_recess_and_the_close_does_not_move() -> None:
    story = talking()
    due = story.round("deliberate").due_at
    story.do(acts.Pause(SESSION, 30), LEAD)
    with pytest.raises(Refused, match="paused"):
        speak(story, 30, "我有话说")
    story.until(story.now + timedelta(minutes=30))
    speak(story, 30, "我有话说")
    assert story.round("deliberate").due_at == due


@pytest.mark.parametrize("minutes", [0, -5, 181])
def test_a_recess_has_its_limits_and_a_session(minutes: int) -> None:
    story = talking()
    with pytest.raises(Refused, match="pause-minutes"):
        story.do(acts.Pause(SESSION, minutes), LEAD)
    story.until(at("2027-02-01 08:00"))
    assert story.case.session.state is SessionState.CLOSED
    with pytest.raises(Refused, match="session-over"):
        story.do(acts.Pause(SESSION, 30), LEAD)


def test_a_concern_is_answered_once_and_whoever_had_it_is_told() -> None:
    story = talking()
    entry = concern(story)
    with pytest.raises(Refused, match="text-empty"):
        story.do(acts.AnswerConcern(SESSION, entry.id, "  "), LEAD)
    story.do(acts.AnswerConcern(SESSION, entry.id, "网格员晚上巡查"), LEAD)
    assert "concern-answered" in story.cards(30)
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.AnswerConcern(SESSION, entry.id, "改主意了"), SECOND)


def test_an_unanswered_concern_is_overridden_by_two_people_and_printed_on_the_ballot() -> None:
    story = talking(exit={"all": [{"concerns_answered": True}]})
    motion, entry = draft(story), concern(story)
    advance = acts.Advance(SESSION, story.round("deliberate").id)
    with pytest.raises(Refused, match="guard-concerns"):
        story.do(advance, LEAD)
    with pytest.raises(Refused, match="reason-needed"):
        story.do(acts.OverrideConcern(SESSION, entry.id, " "), LEAD)
    assert story.do(acts.OverrideConcern(SESSION, entry.id, "来不及"), LEAD).key == "second-person-asked"
    with pytest.raises(Refused, match="second-person"):
        story.do(acts.OverrideConcern(SESSION, entry.id, "来不及"), LEAD)
    story.do(acts.OverrideConcern(SESSION, entry.id, ""), SECOND)
    story.do(advance, LEAD)
    assert motion.unanswered == ["晚上谁来管"]


def test_a_question_is_answered_but_never_overridden_and_holds_nothing_up() -> None:
    story = talking(exit={"all": [{"concerns_answered": True}]})
    draft(story)
    speak(story, 30, "谁出钱", "ask")
    entry = list(story.case.entries.values())[-1]
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.OverrideConcern(SESSION, entry.id, "来不及"), LEAD)
    story.close("deliberate")
    assert story.case.open_rounds("vote")


def test_a_round_due_with_an_open_concern_waits_two_days_at_most_and_then_has_no_motion() -> None:
    story = talking(exit={"all": [{"concerns_answered": True}]})
    motion = draft(story)
    concern(story)
    first = story.round("deliberate")
    due = first.due_at
    assert due is not None
    story.until(due + timedelta(days=2) - timedelta(seconds=1))
    assert first.closed_at is None
    story.until(due + timedelta(days=2))
    assert (first.outcome, motion.state) == ("no_consensus", "void")
    assert story.round("deliberate").lap == 2
    assert story.case.motions_in(first) == []


def test_without_a_draft_nothing_is_waited_for_and_nothing_can_be_ended_early() -> None:
    story = talking()
    with pytest.raises(Refused, match="motion-missing"):
        story.do(acts.Advance(SESSION, story.round("deliberate").id), LEAD)
    story.close("deliberate")
    story.close("deliberate")
    assert {i.state for i in story.case.issues.values()} == {IssueState.CLOSED}
    assert [r.lap for r in story.case.rounds.values() if r.kind == "deliberate"] == [1, 2]


@pytest.mark.parametrize(("text", "key"), [("", "text-empty"), ("  ", "text-empty"), ("长" * 1001, "text-too-long")])
def test_a_motion_has_words_and_not_too_many(text: str, key: str) -> None:
    story = talking()
    with pytest.raises(Refused, match=key):
        draft(story, text)
    assert not story.case.motions


def test_an_issue_is_in_one_draft_of_a_round_and_a_stranger_issue_in_none() -> None:
    story = talking()
    a, b, _ = story.case.issues
    draft(story, "动议", a)
    with pytest.raises(Refused, match="motion-issues"):
        draft(story, "再来", a)
    with pytest.raises(Refused, match="motion-issues"):
        draft(story, "再来", 999)
    assert draft(story, "再来", a, b).issues == [b]


def test_a_new_text_is_a_new_version_with_a_hash_of_its_own() -> None:
    story = talking()
    motion = draft(story)
    draft(story, "遛狗须牵绳,夜间除外", motion=motion.id)
    assert (motion.version, motion.text) == (2, "遛狗须牵绳,夜间除外")
    story.do(acts.Advance(SESSION, story.round("deliberate").id), LEAD)
    fixed = motion.hash
    assert len(fixed) == 64
    with pytest.raises(Refused, match="round-closed"):
        story.do(acts.DraftMotion(SESSION, motion.round_id, "偷偷改", (), motion.id), LEAD)
    assert (motion.hash, motion.version) == (fixed, 2)


def test_the_adviser_clears_a_version_and_not_the_next() -> None:
    story = talking(legal_check=True)
    motion = draft(story, "罚款 200 元")
    with pytest.raises(Refused, match="reason-needed"):
        story.do(acts.ClearMotion(SESSION, motion.id, False), ADVISER)
    story.do(acts.ClearMotion(SESSION, motion.id, True), ADVISER)
    draft(story, "罚款 300 元", motion=motion.id)
    with pytest.raises(Refused, match="motion-not-cleared"):
        story.do(acts.Advance(SESSION, story.round("deliberate").id), LEAD)
    story.do(acts.ClearMotion(SESSION, motion.id, True), ADVISER)
    story.do(acts.Advance(SESSION, story.round("deliberate").id), LEAD)
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.ClearMotion(SESSION, motion.id, False, "想起来了"), ADVISER)


def test_at_the_close_what_is_cleared_goes_on_and_what_is_not_ends_with_the_round() -> None:
    story = talking(legal_check=True)
    a, b, c = story.case.issues
    cleared, other = draft(story, "甲", a), draft(story, "乙", b)
    story.do(acts.ClearMotion(SESSION, cleared.id, True), ADVISER)
    story.close("deliberate")
    assert (cleared.state, other.state) == ("fixed", "void")
    assert story.case.session.waiting == {"jue": [a]}
    assert set(story.round("deliberate").members) == {b, c}


def test_issues_with_and_without_a_motion_part_ways_and_meet_again_at_the_vote() -> None:
    story = talking()
    a, b, c = story.case.issues
    draft(story, "甲", a)
    story.do(acts.Advance(SESSION, story.round("deliberate").id), LEAD)
    draft(story, "乙和丙", b, c)
    story.do(acts.Advance(SESSION, story.round("deliberate").id), LEAD)
    assert set(story.round("vote").members) == {a, b, c}
    assert [m.issues for m in story.case.motions_in(story.round("vote"))] == [[a], [b, c]]


def test_who_waits_at_the_vote_enters_when_the_others_end_elsewhere() -> None:
    """The last that could still come is archived without arriving anywhere: nobody waits for ever."""
    story = talking(next={"motion_ready": "jue", "no_consensus": {"goto": "yi", "max_loops": 1, "else": "end"}})
    a, *_ = story.case.issues
    draft(story, "甲", a)
    story.do(acts.Advance(SESSION, story.round("deliberate").id), LEAD)
    assert story.case.session.waiting == {"jue": [a]}
    story.close("deliberate")
    assert set(story.round("vote").members) == {a}


def test_waiting_ends_after_the_time_the_flow_gives_it() -> None:
    story = Story(probe(jue={"wait": "6h"}))
    to_talk(story)
    a, *_ = story.case.issues
    draft(story, "甲", a)
    story.do(acts.Advance(SESSION, story.round("deliberate").id), LEAD)
    story.until(story.now + timedelta(hours=6))
    assert set(story.round("vote").members) == {a}


def test_a_wait_that_nobody_needs_leaves_no_moment_behind() -> None:
    story = Story(probe(jue={"wait": "6h"}))
    to_ballots(story)
    assert not [key for key in story.dues if ":wait:" in key]


def test_a_motion_that_failed_comes_back_as_a_draft_that_can_be_amended() -> None:
    story = Story(probe())
    (motion,) = to_ballots(story, (0,))
    story.ballots(agree=5, oppose=18)
    story.close("vote")
    (again,) = (m for m in story.case.motions.values() if m.state == "draft")
    assert (again.text, again.version, again.issues) == (motion.text, 2, motion.issues)
    draft(story, "改过的", motion=again.id)
    story.do(acts.Advance(SESSION, story.round("deliberate").id), LEAD)
    story.ballots(agree=18, oppose=5)
    story.close("vote")
    assert [d.outcome for d in story.case.decisions.values()] == ["failed", "passed"]


def test_an_extension_has_a_limit_and_a_unit_of_the_clock() -> None:
    story = talking()
    talk = story.round("deliberate")
    due = talk.due_at
    assert due is not None
    with pytest.raises(Refused, match="extend-too-long"):
        story.do(acts.Extend(SESSION, talk.id, "15d"), LEAD)
    for by in ("2wd", "1mo", "0h", "-1h", "半天", ""):
        with pytest.raises(Refused, match="duration-unreadable"):
            story.do(acts.Extend(SESSION, talk.id, by), LEAD)
    story.do(acts.Extend(SESSION, talk.id, "14d"), LEAD)
    assert talk.due_at == due + timedelta(days=14)


def test_a_guard_for_somebody_keeps_others_from_ending_a_stage_early_but_not_the_clock() -> None:
    story = talking(exit={"all": [{"manual": {"by": ["secretary"]}}, {"min_elapsed": "2h"}]})
    draft(story)
    advance = acts.Advance(SESSION, story.round("deliberate").id)
    with pytest.raises(Refused, match="guard-manual"):
        story.do(advance, LEAD)
    with pytest.raises(Refused, match="guard-elapsed"):
        story.do(advance, SECOND)
    story.close("deliberate")
    assert story.case.open_rounds("vote")
