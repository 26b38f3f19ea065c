"""民决 by other ways than for or against: second ballots, second meetings, money, and ballots that hold choices."""

from datetime import timedelta
from typing import Any

import pytest

from bot.deliberation import acts
from bot.deliberation.figures import Figures
from bot.deliberation.model import Motion, RoundState
from bot.deliberation.offer import Offer, Offered
from bot.deliberation.refusal import Refused

from .making import AUDITOR, SESSION, Story, probe, to_ballots
from .test_stages_vote import REPRESENTATIVE, box_of, cast

BUDGETED = {"next": {"passed": "gongshi", "failed": "end", "tied": "end", "inquorate": "end", "budget_blocked": "end"}}


def a_vote(*motions: tuple[int, ...], **rule: Any) -> tuple[Story, list[Motion]]:
    """An open vote under this rule, each motion with the choices a, b, c, d."""
    more = BUDGETED if "fund" in rule else {}
    story = Story(probe(jue={"rule": {"electorate": "household", **rule}, **more}, gongshi={"gather": "each"}))
    offered = Offered(tuple(Offer(one.upper(), 100) for one in "abcd"), cost=1, budget=200)
    found = to_ballots(story, *motions or ((0,),), offered=offered)
    if rule.get("options", "approve") != "approve":
        for motion in found:
            motion.choices = [{"id": one, "title": one.upper(), "cost": 100} for one in "abcd"]
    return story, found


def test_a_runoff_is_a_second_ballot_in_the_same_round_with_ballots_of_its_own() -> None:
    story, (motion,) = a_vote(options="single", runoff=True)
    vote = story.round("vote")
    first_close = vote.due_at
    assert first_close is not None
    story.fill(motion, {"a": 9, "b": 7, "c": 4})
    story.until(first_close)
    (second,) = story.case.motions_in(vote)
    assert (vote.state, vote.due_at, story.case.decisions) == (RoundState.OPEN, first_close + timedelta(days=1), {})
    assert ([c["id"] for c in second.choices], second.text, second.second_of) == (["a", "b"], motion.text, motion.id)
    assert ("ballot", second.id, vote.id) not in story.case.counts
    box = box_of(story)
    box.motions[motion.id] = motion
    with pytest.raises(Refused) as refused:
        cast(box, REPRESENTATIVE, "c", what=motion.id)
    assert refused.value.refusal.key == "ballot-late"
    story.fill(second, {"a": 9, "b": 11})
    story.close("vote")
    (decision,) = story.case.decisions.values()
    assert (decision.outcome, decision.motion_id) == ("passed", second.id)
    assert decision.figures["count"]["chosen"] == ["b"]
    assert next(row for row in story.journal if row.kind == "second-ballot").public["figures"]["a"]["heads"] == 9


def test_a_second_ballot_decides_and_a_third_does_not_follow() -> None:
    story, (motion,) = a_vote(options="single", runoff=True)
    story.fill(motion, {"a": 8, "b": 6, "c": 6})
    story.close("vote")
    (second,) = story.case.motions_in(story.round("vote"))
    assert [c["id"] for c in second.choices] == ["a", "b", "c"]
    story.fill(second, {"a": 8, "b": 7, "c": 6})
    story.close("vote")
    assert [d.outcome for d in story.case.decisions.values()] == ["failed"]


def test_other_motions_are_decided_while_one_goes_to_its_second_ballot() -> None:
    story, (clear, open_) = a_vote((0,), (1,), options="single", runoff=True)
    story.fill(clear, {"a": 20})
    story.fill(open_, {"a": 9, "b": 8, "c": 3})
    story.close("vote")
    assert [d.motion_id for d in story.case.decisions.values()] == [clear.id]
    assert story.round("notice").members == {clear.issues[0]: None}
    assert story.round("vote").members[open_.issues[0]] is None


def test_a_second_meeting_is_a_new_round_with_less_quorum_and_no_ballots() -> None:
    quarter = {"head": {"op": "ge", "num": 1, "den": 4, "base": "electorate"}}
    story, (motion,) = a_vote(reconvene={"after": "3d", "quorum": quarter})
    first = story.round("vote")
    story.ballots(motion, agree=10)
    story.close("vote")
    second = story.round("vote")
    assert (first.state, first.outcome, second.state) == (RoundState.CLOSED, "inquorate", RoundState.ANNOUNCED)
    assert first.closed_at is not None
    assert (second.opens_at, motion.vote_round_id) == (first.closed_at + timedelta(days=3), second.id)
    story.until(second.opens_at)
    story.ballots(motion, agree=8)
    story.close("vote")
    (decision,) = story.case.decisions.values()
    assert (decision.outcome, decision.figures["quorum"]["checks"][0]["needed"]) == ("passed", 8)


def test_a_second_meeting_that_falls_short_as_well_is_the_last() -> None:
    quarter = {"head": {"op": "ge", "num": 1, "den": 4, "base": "electorate"}}
    story, (motion,) = a_vote(reconvene={"after": "3d", "quorum": quarter})
    for heads in (10, 7):
        story.until(story.round("vote").opens_at)
        story.ballots(motion, agree=heads)
        story.close("vote")
    assert [d.outcome for d in story.case.decisions.values()] == ["inquorate"]
    assert not story.case.open_rounds("vote")


def test_a_motion_that_fell_short_goes_to_its_second_meeting_while_another_has_its_second_ballot() -> None:
    quarter = {"head": {"op": "ge", "num": 1, "den": 4, "base": "electorate"}}
    both = {"options": "single", "runoff": True, "reconvene": {"after": "3d", "quorum": quarter}}
    story, (short, open_) = a_vote((0,), (1,), **both)
    first = story.round("vote")
    story.fill(short, {"a": 5})
    story.fill(open_, {"a": 9, "b": 8, "c": 3})
    story.close("vote")
    (meeting,) = [r for r in story.case.open_rounds("vote") if r is not first]
    assert (first.state, meeting.state, short.vote_round_id) == (RoundState.OPEN, RoundState.ANNOUNCED, meeting.id)
    assert [motion.second_of for motion in story.case.motions_in(first)] == [open_.id]
    assert (first.members[short.issues[0]], first.members[open_.issues[0]]) == ("inquorate", None)


def test_p24_what_one_motion_is_given_is_gone_for_the_next_on_the_agenda() -> None:
    story, motions = a_vote((0,), (1,), (2,), fund="community")
    for motion, cost in zip(motions, (60, 50, 40), strict=True):
        motion.cost, motion.budget = cost, 100
    story.ballots(agree=18)
    story.close("vote")
    found = {d.motion_id: (d.outcome, d.figures["count"]["budget"]) for d in story.case.decisions.values()}
    assert [found[m.id] for m in motions] == [("passed", 100), ("budget_blocked", 40), ("passed", 40)]


def test_projects_are_funded_from_what_the_envelope_held_at_the_opening() -> None:
    story, (motion,) = a_vote(options="rank_budget", fund="street")
    motion.budget = 200
    story.fill(motion, {'{"a":5,"b":1}': 12, '{"c":3}': 8})
    story.close("vote")
    (decision,) = story.case.decisions.values()
    assert (decision.outcome, decision.figures["count"]["chosen"]) == ("passed", ["a", "c"])
    assert decision.reason == {"key": "verdict-funded", "count": 2, "cost": 200, "left": 0}


def test_a_lot_is_drawn_with_the_end_of_the_minutes_and_a_recount_draws_the_same() -> None:
    story, (motion,) = a_vote(options="ranked", **{"pass": None})
    story.case.session.chain_head = "d1g357"
    story.fill(motion, {'["a"]': 8, '["b","a"]': 5, '["c"]': 5})
    story.close("vote")
    (decision,) = story.case.decisions.values()
    lot = next(step for step in decision.figures["count"]["steps"] if step["key"] == "step-lot")
    assert lot["seed"] == decision.digest == "d1g357"
    before = decision.figures
    story.case.session.chain_head = "later"
    entry = story.objection(20, "counting")
    story.do(acts.RuleOn(SESSION, entry.id, True, "重点一遍"), AUDITOR)
    assert (decision.state, decision.figures) == ("recounted", before)


@pytest.mark.parametrize(
    "counts", [{"cast": Figures(20)}, {"cast": Figures(19, 19 * 9000)}, {"a": Figures(20, 20 * 9000)}, {}]
)
def test_p15_ballots_that_are_not_what_the_running_counts_say_freeze_the_round(counts: dict[str, Figures]) -> None:
    story, (motion,) = a_vote(options="multi")
    vote = story.round("vote")
    story.fill(motion, {'["a","b"]': 20})
    story.case.counts["ballot", motion.id, vote.id] = counts
    story.close("vote")
    assert (vote.state, story.case.decisions) == (RoundState.FROZEN, {})


def test_a_ballot_in_the_box_that_cannot_be_read_freezes_the_round_and_is_not_passed_over() -> None:
    story, (motion,) = a_vote(options="multi")
    vote = story.round("vote")
    story.fill(motion, {'["a"]': 20, '["z"]': 1})
    story.close("vote")
    assert vote.state is RoundState.FROZEN


def test_a_ballot_is_kept_in_one_writing_and_the_same_again_changes_nothing() -> None:
    story, _ = a_vote(options="multi", max=2)
    box = box_of(story)
    stood = cast(box, REPRESENTATIVE, '["c", "a"]')
    assert stood.standing is not None
    assert stood.standing.choice == '["a","c"]'
    again = cast(box, REPRESENTATIVE, '["a","c"]', stood.standing)
    assert (again.standing, again.answer.key) == (None, "ballot-unchanged")
    with pytest.raises(Refused) as refused:
        cast(box, REPRESENTATIVE, '["a","b","c"]')
    assert refused.value.refusal.key == "ballot-too-many"
