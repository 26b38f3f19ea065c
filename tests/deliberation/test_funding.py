"""Votes on the money of a fund with books: how much there is, what no longer fits, what a decision promises."""

from dataclasses import replace
from typing import Any

import pytest

from bot.deliberation import acts, choices
from bot.deliberation.figures import Figures
from bot.deliberation.minutes.journal import ChainRow
from bot.deliberation.model import Decision, Motion, SessionState
from bot.deliberation.money import funding
from bot.deliberation.offer import Offer, Offered
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.budget import Envelope
from bot.deliberation.voting.rules import Rule
from bot.documents.verify.money import check_money
from bot.documents.verify.reading import Decided, Option, Refers

from .making import AUDITOR, LEAD, MANAGER, SESSION, Story, probe, to_ballots, to_talk

COMMUNITY = 1
"""The scope whose fund it is."""
SPENDING = {
    "rule": {"electorate": "household", "fund": "community"},
    "next": {"passed": "gongshi", "failed": "end", "tied": "end", "inquorate": "end", "budget_blocked": "end"},
}


def spending(available: int | None, **stages: dict[str, Any]) -> Story:
    """A session about the money of a community; in yuan, None where it has no books."""
    story = Story(probe(jue=SPENDING, **stages))
    story.case.fund_scopes = {"community": COMMUNITY}
    if available is not None:
        story.case.funds = {"community": Envelope(available * 100 + 30_000_00, 20_000_00, 10_000_00)}
    return story


def costing(yuan: int, stated: int = 0) -> Offered:
    return Offered(cost=yuan * 100, budget=stated * 100)


def drafted(story: Story, *costs: int) -> list[Motion]:
    """An open vote on a motion of each cost."""
    issues = to_talk(story, len(costs))
    talk = story.round("deliberate")
    for issue, cost in zip(issues, costs, strict=True):
        story.do(acts.DraftMotion(SESSION, talk.id, f"修凉亭 {cost} 元", (issue.id,), offered=costing(cost)), LEAD)
    story.do(acts.Advance(SESSION, talk.id), LEAD)
    return story.case.motions_in(story.round("vote"))


def closed(story: Story) -> list[Decision]:
    story.ballots(agree=18, oppose=5, abstain=1)
    story.close("vote")
    return list(story.case.decisions.values())


def test_e21_what_costs_more_than_there_is_is_blocked_whatever_the_votes_say() -> None:
    """21,100 − 42,000."""
    story = spending(21_100)
    (motion,) = drafted(story, 42_000)
    assert motion.budget == 21_100_00
    (decision,) = closed(story)
    assert decision.outcome == "budget_blocked"
    assert decision.reason == {"key": "verdict-over-budget", "cost": 42_000_00, "budget": 21_100_00}


def test_p24_two_motions_on_one_agenda_are_given_money_in_its_order() -> None:
    """63,100: the first takes 42,000, so that 21,100 are there for the second, which costs 42,000 as well."""
    story = spending(63_100)
    drafted(story, 42_000, 42_000)
    first, second = closed(story)
    assert (first.outcome, second.outcome) == ("passed", "budget_blocked")
    assert [row.public["budget"] for row in story.journal if row.kind == "envelope"] == [63_100_00, 21_100_00]
    assert second.reason["budget"] == 21_100_00


def test_p24_a_motion_that_fails_leaves_its_money_to_the_next() -> None:
    story = spending(63_100)
    first, second = drafted(story, 42_000, 42_000)
    story.ballots(first, agree=5, oppose=18)
    story.ballots(second, agree=18, oppose=5)
    story.close("vote")
    assert [d.outcome for d in story.case.decisions.values()] == ["failed", "passed"]


@pytest.mark.parametrize("booked", [False, True])
def test_p24_what_was_given_before_a_second_ballot_is_gone_for_it_once(booked: bool) -> None:
    """150: one motion takes 100 at the close; of the 50 that are left the second ballot of the other cannot pay 100.
    Books have promised the 100 by then, so of what they say nothing is taken again."""
    rule = {"electorate": "household", "fund": "community", "options": "single", "runoff": True}
    story = Story(probe(jue={**SPENDING, "rule": rule}, gongshi={"gather": "each"}))
    if booked:
        story.case.funds = {"community": Envelope(150_00)}
    offers = tuple(Offer(one, 100_00) for one in "甲乙丙")
    clear, open_ = to_ballots(story, (0,), (1,), offered=Offered(offers, budget=0 if booked else 150_00))
    story.fill(clear, {"c1": 20})
    story.fill(open_, {"c1": 9, "c2": 8, "c3": 3})
    story.close("vote")
    if booked:
        story.case.funds = {"community": Envelope(150_00, committed=100_00)}
    (second,) = story.case.voting_in(story.round("vote"))
    story.fill(second, {"c1": 12, "c2": 8})
    story.close("vote")
    decisions = list(story.case.decisions.values())
    assert [d.figures["count"]["budget"] for d in decisions] == [150_00, 50_00]
    assert [d.outcome for d in decisions] == ["passed", "budget_blocked"]
    rows = [ChainRow("session:10", n, story.now, e.kind, e.public, "", "", "") for n, e in enumerate(story.journal, 1)]
    refers = [Refers(decision=d.id, motion=d.motion_id, round=d.round_id) for d in decisions]
    told = [
        Decided(
            number=str(one.decision), motion="", minutes=one, digest="", motion_hash="", rule={}, outcome="", late=0,
            void=0, choices=[Option(id=f"c{n}", cost=100_00) for n in (1, 2, 3)],
        )
        for one in refers
    ]  # fmt: skip
    assert list(check_money(told, rows)) == []


def test_p24_what_was_given_in_the_first_meeting_is_gone_in_the_second() -> None:
    """100 were stated for two motions of 100 each; one is carried, the other reconvened."""
    less = {"head": {"op": "ge", "num": 1, "den": 4, "base": "electorate"}}
    rule = {"electorate": "household", "fund": "community", "reconvene": {"after": "1d", "quorum": less}}
    story = Story(probe(jue={**SPENDING, "rule": rule}, gongshi={"gather": "each"}))
    full, short = to_ballots(story, (0,), (1,), offered=costing(100, 100))
    story.ballots(full, agree=20)
    story.ballots(short, agree=8)
    story.close("vote")
    story.until(story.round("vote").opens_at)
    story.ballots(short, agree=8)
    story.close("vote")
    assert [d.outcome for d in story.case.decisions.values()] == ["passed", "budget_blocked"]


@pytest.mark.parametrize(
    ("booked", "at_the_count", "now", "budget", "outcome"),
    [
        (True, 100, 100, 100, "passed"),
        (True, 100, 0, 0, "budget_blocked"),
        (True, 50, 500, 50, "budget_blocked"),
        (False, 100, 0, 100, "passed"),
    ],
)
def test_a_recount_asks_the_books_again_and_gives_no_more_than_there_was_at_the_count(
    booked: bool, at_the_count: int, now: int, budget: int, outcome: str
) -> None:
    """A motion of 100 told as tied is carried by its ballots; the books say something else by then, or nothing."""
    story = Story(probe(jue={**SPENDING, "certify": 1}))
    if booked:
        story.case.funds = {"community": Envelope(at_the_count * 100)}
    (motion,) = to_ballots(story, (0,), offered=costing(100, 0 if booked else at_the_count))
    story.fill(motion, {"agree": 10, "oppose": 10})
    story.close("vote")
    (decision,) = story.case.decisions.values()
    if booked:
        story.case.funds = {"community": Envelope(now * 100)}
    recounted(story, motion, agree=18, oppose=2)
    assert (decision.outcome, funding.told(decision)) == (outcome, budget * 100)
    assert verified(story) == []


def test_what_a_decision_holds_itself_is_there_for_its_recount() -> None:
    """100, all of it promised to this very decision; once nothing of that is left in the minutes, it is found."""
    story = Story(probe(jue={**SPENDING, "certify": 1}))
    story.case.funds = {"community": Envelope(100_00)}
    (motion,) = to_ballots(story, (0,), offered=costing(100))
    story.fill(motion, {"agree": 18, "oppose": 2})
    story.close("vote")
    story.case.funds = {"community": Envelope(100_00, committed=100_00)}
    recounted(story, motion, agree=19, oppose=2)
    (decision,) = story.case.decisions.values()
    assert (decision.state, decision.outcome) == ("recounted", "passed")
    assert story.case.funds == {"community": Envelope(100_00, committed=100_00)}
    assert verified(story) == []
    last = [n for n, row in enumerate(story.journal) if row.kind == "envelope"][-1]
    row = story.journal[last]
    story.journal[last] = replace(row, public={**row.public, "balance": 0})
    assert verified(story) == ["decision-budget"]


@pytest.mark.parametrize("booked", [False, True])
def test_two_decisions_of_one_vote_are_recounted_within_what_there_was(booked: bool) -> None:
    """100 for two motions of 100 each, both told as failed and both carried by their ballots: the first is given it."""
    story = Story(probe(jue={**SPENDING, "certify": 1}))
    if booked:
        story.case.funds = {"community": Envelope(100_00)}
    first, second = to_ballots(story, (0,), (1,), offered=costing(100, 0 if booked else 100))
    for motion in (first, second):
        story.fill(motion, {"agree": 8, "oppose": 12})
    story.close("vote")
    recounted(story, first, second, agree=18, oppose=2)
    assert [d.outcome for d in story.case.decisions.values()] == ["passed", "budget_blocked"]
    assert verified(story) == []


def recounted(story: Story, *motions: Motion, **heads: int) -> None:
    """The ballots of these motions turn out to be others, and a scrutineer lets them decide."""
    for motion in motions:
        key = ("ballot", motion.id, motion.vote_round_id or 0)
        story.box[key] = {choice: Figures(n, n * 9000) for choice, n in heads.items()}
    for reason in ("", "少抄了一票"):
        story.do(acts.Recount(SESSION, motions[0].vote_round_id or 0, reason), AUDITOR)


def verified(story: Story) -> list[str]:
    """What `verify` finds wrong with the money in the minutes of this story."""
    rows = [ChainRow("session:10", n, story.now, e.kind, e.public, "", "", "") for n, e in enumerate(story.journal, 1)]
    told = [
        Decided(
            number=d.number, motion="", minutes=Refers(decision=d.id, motion=d.motion_id, round=d.round_id), digest="",
            motion_hash="", rule={}, outcome="", late=0, void=0, cost=story.case.motions[d.motion_id].cost,
        )
        for d in story.case.decisions.values()
    ]  # fmt: skip
    return [finding.key for finding in check_money(told, rows)]


def test_what_there_is_is_asked_again_at_the_close() -> None:
    story = spending(50_000)
    drafted(story, 42_000)
    story.case.funds = {"community": Envelope(41_999_00)}
    (decision,) = closed(story)
    assert (decision.outcome, decision.figures["count"]["budget"]) == ("budget_blocked", 41_999_00)


def test_a_list_is_spent_down_to_what_was_put_to_the_vote_at_most() -> None:
    rule = Rule(electorate="household", options="rank_budget", fund="community")
    story = spending(50_000)
    listed = Motion(
        1, SESSION, 0, [], "t", "t", 1, None, story.now, choices=[{"id": "c1", "title": "凉亭"}], budget=40_000_00
    )
    whole = Motion(2, SESSION, 0, [], "t", "t", 1, None, story.now, cost=1, budget=40_000_00)
    assert funding.at_close(story.case, listed, rule, 5_000_00) == 35_000_00
    assert funding.at_close(story.case, whole, rule, 5_000_00) == 45_000_00


def test_a_budget_is_not_typed_where_there_are_books_and_has_to_be_where_there_are_none() -> None:
    rule = Rule(electorate="household", fund="community")
    for available, offered, key in (
        (21_100, costing(10, 20), "motion-budget-of-ledger"),
        (0, costing(10), "motion-fund-empty"),
        (None, costing(10), "motion-budget-missing"),
    ):
        with pytest.raises(Refused, match=key):
            choices.check_question(rule, offered, spending(available).case.funds)
    choices.check_question(rule, costing(10, 20), {})
    choices.check_question(rule, costing(10), spending(21_100).case.funds)


def test_where_there_are_no_books_the_stated_figure_decides_and_nothing_of_an_envelope_is_in_the_minutes() -> None:
    story = spending(None)
    to_ballots(story, (0,), offered=costing(300, 200))
    (decision,) = closed(story)
    assert decision.outcome == "budget_blocked"
    assert not [row for row in story.journal if row.kind == "envelope"]


def test_the_text_that_is_fixed_has_what_there_is_then_under_its_hash() -> None:
    story = spending(50_000)
    issues = to_talk(story, 1)
    talk = story.round("deliberate")
    story.do(acts.DraftMotion(SESSION, talk.id, "修凉亭", (issues[0].id,), offered=costing(42_000)), LEAD)
    story.case.funds = {"community": Envelope(60_000_00)}
    story.do(acts.Advance(SESSION, talk.id), LEAD)
    (motion,) = story.case.motions_in(story.round("vote"))
    assert motion.budget == 60_000_00


# --- the guard ---------------------------------------------------------------------------------------

GUARDED = {"exit": {"all": [{"budget_ok": {"fund": "community"}}]}}


def test_a_text_that_costs_too_much_is_refused_while_it_is_written() -> None:
    story = spending(21_100, yi=GUARDED)
    issues = to_talk(story, 1)
    with pytest.raises(Refused, match="guard-budget"):
        story.do(
            acts.DraftMotion(SESSION, story.round("deliberate").id, "修", (issues[0].id,), offered=costing(42_000)),
            LEAD,
        )


def test_and_what_fitted_then_is_asked_again_before_it_goes_to_the_vote() -> None:
    story = spending(50_000, yi=GUARDED)
    issues = to_talk(story, 1)
    talk = story.round("deliberate")
    story.do(acts.DraftMotion(SESSION, talk.id, "修", (issues[0].id,), offered=costing(42_000)), LEAD)
    story.case.funds = {"community": Envelope(21_100_00)}
    with pytest.raises(Refused, match="guard-budget"):
        story.do(acts.Advance(SESSION, talk.id), LEAD)
    story.case.funds = {"community": Envelope(90_000_00, 91_000_00)}
    with pytest.raises(Refused, match="guard-budget"):
        story.do(acts.Advance(SESSION, talk.id), LEAD)
    story.case.funds = {"community": Envelope(42_000_00)}
    story.do(acts.Advance(SESSION, talk.id), LEAD)


# --- what decisions promise --------------------------------------------------------------------------


def test_a_decision_promises_its_cost_from_the_close_on_and_is_paid_from_the_end_of_its_notice_on() -> None:
    story = spending(50_000)
    drafted(story, 42_000)
    closed(story)
    (grant,) = funding.grants_of(story.case)
    assert (grant.scope_id, grant.granted, grant.standing, grant.spent) == (COMMUNITY, 42_000_00, True, None)
    assert grant.effective_at is None
    story.close("notice")
    (grant,) = funding.grants_of(story.case)
    assert grant.effective_at is not None


def test_finishing_its_tasks_releases_the_rest_and_taking_it_up_again_does_not_grant_more() -> None:
    story = spending(50_000)
    drafted(story, 42_000)
    closed(story)
    story.close("notice")
    task = story.task()
    story.do(acts.FinishTask(SESSION, task.id, "修好了", 35_000_00), MANAGER)
    assert funding.grants_of(story.case)[0].spent is None, "done, and not yet accepted"
    story.do(acts.AcceptTask(SESSION, task.id, True), LEAD)
    (grant,) = funding.grants_of(story.case)
    assert (grant.granted, grant.spent, grant.payable) == (42_000_00, 35_000_00, 35_000_00)


def test_a_void_decision_promises_nothing_nor_does_one_whose_session_is_cancelled_in_its_notice() -> None:
    story = spending(50_000)
    drafted(story, 42_000)
    (decision,) = closed(story)
    decision.state = "void"
    assert funding.grants_of(story.case)[0].payable == 0
    decision.state = "standing"
    story.do(acts.CancelSession(SESSION, "范围设错了"), LEAD)
    assert decision.state == "void"
    assert funding.grants_of(story.case)[0].payable == 0


def test_p10_a_decision_in_effect_stands_with_what_it_promised_when_its_session_is_cancelled() -> None:
    story = spending(50_000)
    drafted(story, 42_000)
    (decision,) = closed(story)
    story.close("notice")
    story.do(acts.CancelSession(SESSION, "施工单位跑了"), LEAD)
    assert (story.case.session.state, decision.state) == (SessionState.CANCELLED, "standing")
    (grant,) = funding.grants_of(story.case)
    assert (grant.standing, grant.payable, grant.effective_at) == (True, 42_000_00, decision.effective_at)


def test_what_is_not_carried_and_what_is_an_exercise_promise_nothing() -> None:
    story = spending(21_100)
    drafted(story, 42_000)
    closed(story)
    assert [grant.payable for grant in funding.grants_of(story.case)] == [0]
    story.case.session.practice = True
    assert funding.grants_of(story.case) == []


def test_of_a_list_what_was_chosen_is_promised() -> None:
    rule = {"electorate": "household", "fund": "community", "options": "rank_budget"}
    story = Story(probe(jue={**SPENDING, "rule": rule}))
    story.case.fund_scopes = {"community": COMMUNITY}
    story.case.funds = {"community": Envelope(60_000_00)}
    offered = Offered((Offer("路灯", 42_000_00), Offer("凉亭", 30_000_00), Offer("滑梯", 18_000_00)))
    (motion,) = to_ballots(story, (0,), offered=offered)
    assert motion.budget == 60_000_00
    story.fill(motion, {'{"c1":5,"c2":3}': 10, '{"c3":5}': 8})
    story.close("vote")
    (grant,) = funding.grants_of(story.case)
    assert grant.granted == 60_000_00, "路灯 42,000 and 滑梯 18,000; 凉亭 does not fit"


def test_equal_shares_buy_out_of_what_the_books_have() -> None:
    """60,000 for 20 voters, 3,000 each: 12 want 路灯 at 30,000 (2,500 each), 8 want 凉亭 at 24,000 (3,000 each): both
    are bought, and 6,000 stay."""
    rule = {"electorate": "household", "fund": "community", "options": "equal_shares"}
    story = Story(probe(jue={**SPENDING, "rule": rule}))
    story.case.fund_scopes = {"community": COMMUNITY}
    story.case.funds = {"community": Envelope(75_000_00, 5_000_00, 10_000_00)}
    (motion,) = to_ballots(story, (0,), offered=Offered((Offer("路灯", 30_000_00), Offer("凉亭", 24_000_00))))
    story.fill(motion, {'["c1"]': 12, '["c2"]': 8})
    story.close("vote")
    (decision,) = story.case.decisions.values()
    assert decision.figures["count"]["budget"] == 60_000_00
    assert sorted(decision.figures["count"]["chosen"]) == ["c1", "c2"]
    assert funding.grants_of(story.case)[0].granted == 54_000_00


def test_an_ordinary_session_promises_nothing_of_any_fund() -> None:
    story = Story(probe())
    to_ballots(story, (0,))
    closed(story)
    assert funding.grants_of(story.case) == []
