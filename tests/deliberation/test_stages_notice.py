"""公示: objections by ground and effect, several at once, rulings in time and late, and the end of the notice."""

from datetime import timedelta

import pytest

from bot.deliberation import acts
from bot.deliberation.desk import Actor
from bot.deliberation.figures import Figures
from bot.deliberation.model import Entry, RoundState, SessionState
from bot.deliberation.refusal import Refused

from .making import AUDITOR, LEAD, SECOND, SESSION, Story, probe, resident, to_ballots, to_notice

GROUNDS = ("eligibility", "counting", "procedure", "substance")


def noticed(**stages: dict[str, object]) -> Story:
    story = Story(probe(**stages))
    to_notice(story)
    return story


def rule(story: Story, entry: Entry, upheld: bool, by: Actor = AUDITOR, reason: str = "查过了") -> None:
    story.do(acts.RuleOn(SESSION, entry.id, upheld, reason), by)


@pytest.mark.parametrize(
    ("ground", "text", "key"),
    [("procedure", " ", "reason-needed"), ("counting", "", "reason-needed"), ("counting", "长" * 501, "text-too-long")],
)
def test_an_objection_has_a_reason(ground: str, text: str, key: str) -> None:
    story = noticed()
    with pytest.raises(Refused, match=key):
        story.objection(30, ground, text)


def test_a_ground_the_flow_does_not_take_is_refused() -> None:
    story = noticed(gongshi={"objections": {"grounds": ["counting"], "effects": {}}})
    with pytest.raises(Refused, match="objection-not-offered"):
        story.objection(30, "procedure")


def test_one_open_objection_a_person_and_ground() -> None:
    story = noticed()
    first = story.objection(30, "procedure")
    with pytest.raises(Refused, match="objection-repeated"):
        story.objection(30, "procedure", "还是没贴")
    story.objection(30, "counting")
    story.objection(31, "procedure")
    rule(story, first, False)
    assert story.objection(30, "procedure", "又来一条").state == "open"


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_dismissed_objection_of_any_ground_leaves_the_decision_as_it_was(ground: str) -> None:
    story = noticed()
    before = repr(story.case.decisions)
    rule(story, story.objection(30, ground), False)
    assert repr(story.case.decisions) == before
    assert "ruling-told" in story.cards(30)


def test_the_objector_the_author_and_the_moderator_do_not_rule() -> None:
    story = noticed()
    entry = story.objection(30, "procedure")
    auditor = frozenset({"auditor"})
    with pytest.raises(Refused, match="own-objection"):
        rule(story, entry, True, Actor(30, roles=auditor))
    with pytest.raises(Refused, match="is-party"):
        rule(story, entry, True, Actor(20, roles=auditor))
    with pytest.raises(Refused, match="not-scrutineer"):
        rule(story, entry, True, LEAD)
    with pytest.raises(Refused, match="reason-needed"):
        rule(story, entry, True, reason="  ")
    rule(story, entry, False)
    with pytest.raises(Refused, match="button-stale"):
        rule(story, entry, True)


def test_procedure_repeats_the_vote_with_the_same_text_and_new_ballots() -> None:
    story = noticed()
    (motion,) = story.case.motions.values()
    fixed, old = motion.hash, motion.vote_round_id
    rule(story, story.objection(30, "procedure"), True)
    vote = story.round("vote")
    assert (vote.lap, motion.hash, motion.state, motion.vote_round_id) == (2, fixed, "voting", vote.id)
    assert vote.id != old
    story.ballots(agree=5, oppose=18)
    story.close("vote")
    assert [(d.state, d.outcome) for d in story.case.decisions.values()] == [("void", "passed"), ("standing", "failed")]


def test_substance_goes_back_to_the_discussion_with_the_text_as_a_draft() -> None:
    story = noticed()
    rule(story, story.objection(30, "substance"), True)
    assert story.round("deliberate").lap == 2
    assert [m.state for m in story.case.motions.values()] == ["decided", "draft"]


def test_a_recount_that_comes_to_the_same_leaves_the_notice_running() -> None:
    story = noticed()
    rule(story, story.objection(30, "counting"), True)
    (decision,) = story.case.decisions.values()
    assert (decision.state, decision.outcome) == ("recounted", "passed")
    story.close("notice")
    assert story.case.open_rounds("implement")


def test_a_recount_that_changes_the_outcome_undoes_the_decision() -> None:
    story = noticed()
    (motion,) = story.case.motions.values()
    counted = story.case.counts["ballot", motion.id, motion.vote_round_id or 0]
    counted.update(agree=Figures(10), oppose=Figures(13))
    rule(story, story.objection(30, "counting"), True)
    (decision,) = story.case.decisions.values()
    assert (decision.state, decision.outcome) == ("void", "failed")
    assert story.round("deliberate").lap == 2


def test_the_way_back_after_a_recount_keeps_to_its_loops() -> None:
    back = {"goto": "yi", "max_loops": 1, "else": "end"}
    story = noticed(gongshi={"next": {"clear": "ban", "objection_upheld": back}})
    for _ in range(2):
        motion = list(story.case.motions.values())[-1]
        counted = story.case.counts["ballot", motion.id, motion.vote_round_id or 0]
        counted.update(agree=Figures(10), oppose=Figures(13))
        rule(story, story.objection(30, "counting"), True)
        if story.case.open_rounds("deliberate"):
            story.close("deliberate")
            story.ballots(agree=18, oppose=5)
            story.close("vote")
    assert story.case.session.state is SessionState.CLOSED


def test_an_upheld_objection_to_who_may_vote_uses_the_corrected_roll_and_the_unused_extension() -> None:
    """P8 and P23: 24 of 32 were enough, 24 of 50 are not; the vote opens again with its ballots."""
    story = Story(probe(jue={"rule": {"electorate": "household", "extend": {"by": "24h", "max": 1}}}))
    motion = to_notice(story)
    entry = story.objection(30, "eligibility", "少了一幢楼")
    story.case.electorate, story.case.roll_version = Figures(50, 450000), 4
    ruled = story.now
    rule(story, entry, True)
    vote = story.round("vote")
    assert (vote.state, vote.due_at, vote.extended) == (RoundState.OPEN, ruled + timedelta(hours=24), 1)
    assert (motion.heads, motion.roll_version, motion.state) == (50, 4, "voting")
    assert story.case.count("ballot", motion.id, vote.id, "agree") == 18
    story.ballots(agree=21, oppose=5)
    story.close("vote")
    first, second = story.case.decisions.values()
    assert [(d.state, d.outcome) for d in (first, second)] == [("void", "inquorate"), ("standing", "passed")]
    assert story.round("notice").lap == 2


def test_a_recount_does_not_take_a_roll_that_was_changed_before_anybody_objected() -> None:
    """The base is what the opening fixed: a building that was added since has nothing to do with the ruling."""
    story = Story(probe(jue={"rule": {"electorate": "household", "extend": {"by": "24h", "max": 1}}}))
    motion = to_notice(story)
    fixed = motion.heads
    story.case.electorate, story.case.roll_version = Figures(50, 450000), 4
    rule(story, story.objection(30, "eligibility", "9-101 不该投"), True)
    (decision,) = story.case.decisions.values()
    assert (decision.state, decision.outcome) == ("recounted", "passed")
    assert (motion.heads, decision.figures["electorate"]["heads"]) == (fixed, fixed)


def test_without_an_extension_left_it_is_not_carried() -> None:
    story = noticed()
    entry = story.objection(30, "eligibility")
    story.case.electorate, story.case.roll_version = Figures(50, 450000), 4
    rule(story, entry, True)
    (decision,) = story.case.decisions.values()
    assert (decision.state, decision.outcome) == ("void", "inquorate")
    assert not story.case.open_rounds("vote")


def test_a_vote_opened_again_decides_only_the_motion_it_was_opened_for() -> None:
    extend = {"electorate": "household", "extend": {"by": "24h", "max": 1}}
    story = Story(probe(jue={"rule": extend}))
    first, second = to_ballots(story, (0,), (1,))
    story.ballots(agree=18, oppose=5)
    story.close("vote")
    notice = next(r for r in story.case.open_rounds("notice") if first.issues[0] in r.members)
    story.do(acts.Object(SESSION, notice.id, "eligibility", "少了一幢楼"), resident(30))
    story.case.electorate, story.case.roll_version = Figures(50, 450000), 4
    rule(story, list(story.case.entries.values())[-1], True)
    assert (first.state, second.state) == ("voting", "decided")
    story.ballots(first, agree=30)
    story.until(story.now + timedelta(hours=24))
    decided = [d.motion_id for d in story.case.decisions.values()]
    assert (decided.count(first.id), decided.count(second.id)) == (2, 1)


@pytest.mark.parametrize("second", ["procedure", "substance", "counting"])
def test_a_second_objection_is_answered_with_the_first_and_does_not_disturb_what_that_began(second: str) -> None:
    story = noticed()
    first, other = story.objection(30, "procedure"), story.objection(31, second)
    rule(story, first, True)
    vote = story.round("vote")
    (motion,) = story.case.motions.values()
    story.ballots(agree=20)
    with pytest.raises(Refused, match="button-stale"):
        rule(story, other, True)
    assert [r.id for r in story.case.open_rounds()] == [vote.id]
    assert (motion.vote_round_id, motion.state, other.state) == (vote.id, "voting", "answered")
    story.close("vote")
    assert [d.state for d in story.case.decisions.values()] == ["void", "standing"]


def test_nothing_takes_effect_with_an_objection_open_and_a_waiting_notice_takes_no_more() -> None:
    story = noticed()
    notice = story.round("notice")
    due = notice.due_at
    assert due is not None
    story.until(due - timedelta(minutes=1))
    entry = story.objection(30, "procedure")
    story.until(due + timedelta(hours=1))
    assert notice.state is RoundState.OPEN
    with pytest.raises(Refused, match="notice-over"):
        story.objection(31, "procedure")
    rule(story, entry, False)
    story.close("notice")
    (decision,) = story.case.decisions.values()
    assert decision.effective_at is not None
    assert decision.effective_at > due


def test_an_objection_late_in_being_answered_is_escalated_once() -> None:
    story = noticed(gongshi={"objections": {"answer_within": "1d", "effects": {}}})
    entry = story.objection(30, "procedure")
    assert entry.due_at is not None
    story.until(entry.due_at + timedelta(days=2))
    assert story.cards(2).count("escalated") == 1
    assert [e.kind for e in story.journal].count("objection-overdue") == 1


def test_without_the_guard_the_notice_ends_and_a_late_ruling_only_answers() -> None:
    story = noticed(gongshi={"exit": None})
    entry = story.objection(30, "substance")
    story.close("notice")
    rounds = len(story.case.rounds)
    rule(story, entry, True)
    assert (entry.state, len(story.case.rounds)) == ("upheld", rounds)
    assert [d.state for d in story.case.decisions.values()] == ["standing"]


def test_a_notice_is_not_shortened_or_extended_by_hand() -> None:
    story = noticed()
    notice = story.round("notice")
    with pytest.raises(Refused, match="notice-not-early"):
        story.do(acts.Advance(SESSION, notice.id), SECOND)
    with pytest.raises(Refused, match="extend-not-here"):
        story.do(acts.Extend(SESSION, notice.id, "24h"), SECOND)


def test_at_the_very_end_of_the_period_it_is_too_late_to_object() -> None:
    story = noticed()
    due = story.round("notice").due_at
    assert due is not None
    story.now = due
    with pytest.raises(Refused, match="notice-over"):
        story.objection(30, "procedure")


def test_objections_to_what_is_no_notice_are_stale() -> None:
    story = noticed()
    vote = next(r for r in story.case.rounds.values() if r.kind == "vote")
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.Object(SESSION, vote.id, "procedure", "没贴"), resident(30))
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.RuleOn(SESSION, 404, True, "查过了"), AUDITOR)


def test_the_public_minutes_of_an_objection_name_nobody() -> None:
    story = noticed()
    rule(story, story.objection(30, "procedure"), False)
    public = {key for e in story.journal if e.kind in ("objection", "ruling") for key in e.public}
    assert public == {"entry", "ground", "upheld"}
