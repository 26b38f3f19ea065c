"""初步结果: what a vote came to before it is settled — signed, objected to, recounted, opened again, cancelled."""

from typing import Any

import pytest

from bot.deliberation import acts
from bot.deliberation.figures import Figures
from bot.deliberation.model import Motion, RoundState, StandingAct
from bot.deliberation.money.funding import grants_of
from bot.deliberation.offer import Offered
from bot.deliberation.refusal import Refused

from .making import AUDITOR, LEAD, SESSION, Story, probe, to_ballots, to_notice
from .test_certifying import recount, sign
from .test_objections import ENDS, HOUSEHOLD, cast, objection, rule

EXTENDED = {"electorate": "household", "extend": {"by": "24h", "max": 1}}


def two(**jue: Any) -> tuple[Story, Motion, Motion]:
    """A vote on two motions with nothing after it but the work: 18 : 5 of 32 households, and 12 : 5, just enough."""
    story = Story(probe(jue={**ENDS, **jue}, ban={"gather": "each"}))
    offered = Offered((), cost=100_00, budget=200_00) if "fund" in jue.get("rule", {}) else None
    first, second = to_ballots(story, (0,), (1,), offered=offered)
    story.ballots(first, agree=18, oppose=5)
    story.ballots(second, agree=12, oppose=5)
    return story, first, second


def opened_again(**jue: Any) -> tuple[Story, Motion, Motion]:
    """Such a vote, opened again for its second motion, of which a ballot was struck; another objection is open."""
    story, first, second = two(rule=EXTENDED, **jue)
    entry, _ = objection(story), objection(story, "procedure", 31)
    story.close("vote")
    cast(story, second)
    rule(story, entry, True, HOUSEHOLD)
    assert story.round("vote").state is RoundState.OPEN
    return story, first, second


def test_upheld_on_a_preliminary_result_that_froze_the_decision_is_void_and_the_vote_is_held_again() -> None:
    story, first, second = two()
    entry = objection(story, "procedure")
    story.close("vote")
    vote = story.round("vote")
    story.case.counts["ballot", first.id, vote.id] = {"agree": Figures(19)}
    assert recount(story, first) == "recount-differs"
    assert vote.state is RoundState.FROZEN
    rule(story, entry)
    assert {d.state for d in story.case.decisions.values()} == {"void"}
    assert vote.closed_at is not None
    assert {first.state, second.state} == {"voting"}
    assert not {vote.id} & {first.vote_round_id, second.vote_round_id}


def test_a_ballot_is_struck_from_a_preliminary_result_that_froze_and_it_is_counted_without() -> None:
    story, first, second = two()
    entry = objection(story)
    story.close("vote")
    story.case.counts["ballot", first.id, second.vote_round_id or 0]["agree"] = Figures(19)
    recount(story, first)
    cast(story, second)
    rule(story, entry, True, HOUSEHOLD)
    outcomes = {d.motion_id: d.outcome for d in story.case.decisions.values()}
    assert outcomes == {first.id: "passed", second.id: "inquorate"}
    assert story.round("vote").state is RoundState.FROZEN, "the running counts are still to be seen to"
    assert recount(story, first, "多抄了一票") == "recount-settled"
    assert not story.case.open_rounds("vote")


def test_what_is_settled_while_its_vote_is_open_again_for_another_motion_goes_on_at_once() -> None:
    story, first, _ = opened_again()
    (decision,) = [d for d in story.case.decisions.values() if d.motion_id == first.id]
    assert not story.case.open_rounds("implement")
    rule(story, list(story.case.entries.values())[-1], False)
    assert decision.effective_at == story.now
    assert set(story.round("implement").members) == set(first.issues)
    story.ballots(story.case.motions_in(story.round("vote"))[-1], agree=12, oppose=6)
    story.close("vote")
    assert not story.case.open_rounds("vote")


def test_what_is_settled_while_its_vote_is_frozen_goes_on_with_the_count() -> None:
    story, first, second = opened_again()
    story.fill(second, {"agree": 13, "oppose": 5})
    story.case.counts["ballot", second.id, story.round("vote").id] = {"agree": Figures(14), "oppose": Figures(5)}
    story.close("vote")
    assert story.round("vote").state is RoundState.FROZEN
    rule(story, list(story.case.entries.values())[-1], False)
    assert not story.case.open_rounds("implement")
    assert recount(story, first, "多记了一票") == "recount-settled"
    assert not story.case.open_rounds("vote")
    assert {i for r in story.case.open_rounds("implement") for i in r.members} == {*first.issues, *second.issues}


def test_a_ballot_struck_while_the_vote_is_open_again_is_taken_from_what_waits_there_too() -> None:
    story, first, _ = opened_again()
    (decision,) = [d for d in story.case.decisions.values() if d.motion_id == first.id]
    entry = objection(story, person=32)
    vote = first.vote_round_id or 0
    ballot = StandingAct("ballot", first.id, vote, "household:8", "agree", 71, "chat", story.now, "K8")
    story.case.ballots = {("ballot", first.id, vote, "household:8"): ballot}
    rule(story, entry, True, "household:8")
    assert (decision.state, decision.figures["agree"]["heads"]) == ("recounted", 17)


def test_upheld_on_procedure_while_the_vote_is_open_again_what_waits_there_is_void_too() -> None:
    story, first, second = opened_again()
    before = first.vote_round_id
    rule(story, list(story.case.entries.values())[-1])
    assert {d.state for d in story.case.decisions.values()} == {"void"}
    assert {first.state, second.state} == {"voting"}
    assert before not in (first.vote_round_id, second.vote_round_id)


def test_what_is_void_costs_a_fund_nothing() -> None:
    spends = {"electorate": "household", "fund": "community"}
    story, first, _ = two(rule=spends, next={**ENDS["next"], "budget_blocked": "end"})
    story.case.fund_scopes = {"community": 1}
    entry = objection(story, "procedure")
    story.close("vote")
    story.case.counts["ballot", first.id, first.vote_round_id or 0] = {"agree": Figures(19)}
    recount(story, first)
    rule(story, entry)
    assert [grant.standing for grant in grants_of(story.case)] == [False, False]


def test_what_else_was_objected_to_a_void_vote_is_settled_with_it_and_its_author_told() -> None:
    for after_the_close in (False, True):
        story, _, _ = two()
        first, other = objection(story, "procedure"), objection(story, "eligibility", 31)
        if after_the_close:
            story.close("vote")
        rule(story, first)
        assert (other.state, other.answer) == ("answered", "查过了")
        assert f"answer:{other.id}" not in story.dues
        assert story.cards(31).count("ruling-told") == 1
        with pytest.raises(Refused, match="button-stale"):
            rule(story, other)


def test_what_else_was_objected_in_a_notice_is_settled_with_it_and_what_was_objected_to_its_vote() -> None:
    """The decision is void, so that nothing is left of either."""
    story = Story(probe(jue={"objections": {}}))
    (motion,) = to_ballots(story, (0,))
    story.ballots(motion, agree=18, oppose=5)
    before = objection(story, "procedure", 32)
    story.close("vote")
    notice = story.round("notice")
    first, other = story.objection(30, "procedure"), story.objection(31, "substance")
    rule(story, first)
    assert notice.closed_at is not None
    assert [(e.state, e.answer) for e in (other, before)] == [("answered", "查过了")] * 2
    assert [story.cards(person).count("ruling-told") for person in (31, 32)] == [1, 1]


def test_an_objection_dismissed_in_a_notice_leaves_the_others_to_their_rulings() -> None:
    story = Story(probe())
    to_notice(story)
    first, other = story.objection(30, "procedure"), story.objection(31, "substance")
    rule(story, first, False)
    assert other.state == "open"


def test_what_was_objected_to_a_meeting_that_is_reconvened_is_settled_and_its_author_told() -> None:
    less = {"head": {"op": "ge", "num": 1, "den": 4, "base": "electorate"}}
    story, first, second = two(rule={"electorate": "household", "reconvene": {"after": "1d", "quorum": less}})
    for motion in (first, second):
        story.ballots(motion, agree=5)
    entry = objection(story)
    story.close("vote")
    assert story.round("vote").state is RoundState.ANNOUNCED
    assert (entry.state, entry.answer) == ("answered", "reason:reconvened")
    assert f"answer:{entry.id}" not in story.dues
    assert story.cards(30).count("ruling-told") == 1


def test_what_was_objected_to_a_meeting_waits_for_its_ruling_where_something_was_decided_there() -> None:
    less = {"head": {"op": "ge", "num": 1, "den": 4, "base": "electorate"}}
    story, _, second = two(rule={"electorate": "household", "reconvene": {"after": "1d", "quorum": less}})
    story.ballots(second, agree=5)
    entry = objection(story)
    story.close("vote")
    assert entry.state == "open"


def test_what_was_objected_in_a_session_that_is_cancelled_is_settled_with_it() -> None:
    story = Story(probe())
    to_notice(story)
    entry = story.objection(30, "procedure")
    story.do(acts.CancelSession(SESSION, "范围设错了"), LEAD)
    assert (entry.state, entry.answer) == ("answered", "范围设错了")


def test_a_certified_result_is_told_once_also_where_another_motion_is_voted_on_again() -> None:
    story, first, second = two(rule=EXTENDED, certify=1)
    entry = objection(story)
    story.close("vote")
    sign(story, first, AUDITOR)
    cast(story, second)
    rule(story, entry, True, HOUSEHOLD)
    story.ballots(second, agree=13, oppose=5)
    story.close("vote")
    sign(story, first, AUDITOR)
    told = [owed.args["decision"] for owed in story.owed if owed.card == "certified"]
    assert sorted(told) == sorted(story.case.decisions)
