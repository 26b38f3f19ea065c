"""监票: a result is preliminary until enough have signed; a count is checked again; who is concerned keeps out."""

from datetime import timedelta
from typing import Any

import pytest

from bot.deliberation import acts
from bot.deliberation.contests.certifying import is_preliminary, signatures, signers
from bot.deliberation.desk import Actor
from bot.deliberation.figures import Figures
from bot.deliberation.model import Motion, RoundState, SessionState
from bot.deliberation.refusal import Refused

from .making import AUDITOR, LEAD, SECOND, SESSION, Story, probe, resident, to_ballots, to_talk

OTHER = Actor(5, "监票人二", frozenset({"auditor"}), member=True)
STREET = Actor(6, "街道", frozenset({"street"}), member=True)
ENDS = {"passed": "ban", "failed": "end", "tied": "end", "inquorate": "end"}


def decided(**jue: Any) -> tuple[Story, Motion]:
    """A vote of 18 : 5 : 1 that is over, to be signed by two."""
    story = Story(probe(jue={"certify": 2, **jue}))
    story.case.offices |= {"auditor": [3, 5], "street": [6]}
    (motion,) = to_ballots(story, (0,))
    story.ballots(agree=18, oppose=5, abstain=1)
    story.close("vote")
    return story, motion


def sign(story: Story, motion: Motion, *people: Actor) -> None:
    for by in people:
        story.do(acts.Certify(SESSION, motion.vote_round_id or 0), by)


def test_certification_by_two_lets_the_decision_go_on_and_takes_effect_then() -> None:
    story, motion = decided(next=ENDS)
    vote, (decision,) = story.case.rounds[motion.vote_round_id or 0], story.case.decisions.values()
    assert (vote.state, is_preliminary(story.case, decision)) == (RoundState.PRELIMINARY, True)
    assert [story.cards(person).count("certify") for person in (1, 2, 3, 5, 6)] == [0, 0, 1, 1, 0]
    sign(story, motion, AUDITOR)
    assert not story.case.open_rounds("implement")
    with pytest.raises(Refused, match="signed-already"):
        sign(story, motion, AUDITOR)
    story.until(story.now + timedelta(hours=3))
    sign(story, motion, OTHER)
    assert (vote.state, vote.closed_at, decision.effective_at) == (RoundState.CLOSED, vote.due_at, story.now)
    assert story.case.open_rounds("implement")
    assert [e.public["signed"] for e in story.journal if e.kind == "certified"] == [1, 2]
    assert [card for _, card in story.posts].count("certified") == 1
    with pytest.raises(Refused, match="certified-already"):
        sign(story, motion, OTHER)


def test_a_notice_runs_meanwhile_and_does_not_end_without_the_signatures() -> None:
    story, motion = decided()
    notice = story.round("notice")
    due = notice.due_at
    assert due is not None
    story.until(due + timedelta(hours=1))
    assert notice.state is RoundState.OPEN
    sign(story, motion, AUDITOR, OTHER)
    story.until(story.now)
    (decision,) = story.case.decisions.values()
    assert (notice.outcome, decision.effective_at) == ("clear", story.now)


def test_scrutineers_are_reminded_daily_and_from_the_second_day_those_above_hear_of_it() -> None:
    story, motion = decided()
    sign(story, motion, AUDITOR)
    closed = story.now
    story.until(closed + timedelta(hours=25))
    assert (story.cards(3).count("certify"), story.cards(5).count("certify")) == (1, 2)
    assert story.cards(2).count("escalated") == 1
    story.until(closed + timedelta(hours=49))
    assert (story.cards(5).count("certify"), story.cards(2).count("escalated")) == (3, 2)
    sign(story, motion, OTHER)
    assert not [key for key in story.dues if key.startswith("certify")]


def test_p9_nobody_signs_who_moderates_here() -> None:
    story, motion = decided()
    both = Actor(1, roles=frozenset({"grid_lead", "auditor"}))
    with pytest.raises(Refused, match="certify-moderator"):
        sign(story, motion, both)
    with pytest.raises(Refused, match="not-scrutineer"):
        sign(story, motion, LEAD)
    with pytest.raises(Refused, match="not-scrutineer"):
        sign(story, motion, STREET)


def test_p9_nobody_signs_who_may_moderate_by_office_or_has_helped_with_a_ballot() -> None:
    """A secretary may moderate what the flow gives to the grid lead; who helped knows ballots."""
    story, motion = decided()
    story.case.offices["secretary"] = [3]
    vote = story.case.rounds[motion.vote_round_id or 0]
    with pytest.raises(Refused, match="certify-moderator"):
        sign(story, motion, Actor(3, roles=frozenset({"secretary", "auditor"})))
    assert signers(story.case, vote) == [5, 6], "who is above stands in"
    story.case.helpers[vote.id] = {5, 6}
    assert signers(story.case, vote) == []
    with pytest.raises(Refused, match="certify-helped"):
        sign(story, motion, OTHER)


def test_with_too_few_scrutineers_the_street_signs_as_well() -> None:
    story = Story(probe(jue={"certify": 2}))
    story.case.offices["street"] = [6]
    (motion,) = to_ballots(story, (0,))
    story.ballots(agree=18, oppose=5)
    story.close("vote")
    assert signers(story.case, story.case.rounds[motion.vote_round_id or 0]) == [3, 6]
    sign(story, motion, AUDITOR, STREET)
    (decision,) = story.case.decisions.values()
    assert not is_preliminary(story.case, decision)


def test_in_a_group_that_runs_itself_nothing_waits_for_signatures() -> None:
    story = Story(probe(jue={"certify": 2, "next": ENDS}), self_run=True)
    (motion,) = to_ballots(story, (0,))
    story.ballots(agree=18, oppose=5)
    story.close("vote")
    assert story.case.open_rounds("implement")
    with pytest.raises(Refused, match="certify-self-run"):
        sign(story, motion, AUDITOR)


# --- counting again ---------------------------------------------------------------------------------------------


def recount(story: Story, motion: Motion, reason: str = "", by: Actor = AUDITOR) -> str:
    return story.do(acts.Recount(SESSION, motion.vote_round_id or 0, reason), by).key


def test_a_recount_on_request_that_comes_to_the_same_is_entered_and_told_in_one_line() -> None:
    story, motion = decided()
    before = repr(story.case.decisions)
    assert recount(story, motion) == "recount-same"
    assert [card for _, card in story.posts].count("counted-again") == 1
    assert [e.kind for e in story.journal].count("counted-again") == 1
    assert repr(story.case.decisions) == before


def test_a_vote_that_is_open_is_not_counted_by_hand() -> None:
    story = Story(probe())
    (motion,) = to_ballots(story, (0,))
    with pytest.raises(Refused, match="recount-too-early"):
        recount(story, motion)


def test_p15_a_recount_that_differs_freezes_the_notice_and_a_reason_lets_the_ballots_decide() -> None:
    """Told 18 : 5, in the box 18 : 6: the outcome is the same, the figures are put right and signed anew."""
    story, motion = decided()
    sign(story, motion, AUDITOR)
    notice, (decision,) = story.round("notice"), story.case.decisions.values()
    story.case.counts["ballot", motion.id, motion.vote_round_id or 0]["oppose"] = Figures(6)
    assert recount(story, motion) == "recount-differs"
    assert notice.state is RoundState.FROZEN
    assert story.cards(3).count("escalated") == story.cards(5).count("escalated") == 1
    with pytest.raises(Refused, match="count-frozen"):
        sign(story, motion, OTHER)
    assert notice.due_at is not None
    story.until(notice.due_at)
    assert notice.closed_at is None
    with pytest.raises(Refused, match="reason-needed"):
        recount(story, motion)
    assert recount(story, motion, "少抄了一票") == "recount-settled"
    assert (notice.state, decision.state, decision.outcome) == (RoundState.OPEN, "recounted", "passed")
    assert decision.figures["oppose"]["heads"] == 6
    assert not signatures(story.case, decision)
    assert story.case.session.state is SessionState.OPEN


def test_p15_where_the_ballots_say_otherwise_the_decision_does_not_stand() -> None:
    story, motion = decided()
    story.case.counts["ballot", motion.id, motion.vote_round_id or 0].update(agree=Figures(10), oppose=Figures(13))
    recount(story, motion)
    recount(story, motion, "两堆放反了")
    (decision,) = story.case.decisions.values()
    assert (decision.state, decision.outcome) == ("void", "failed")
    assert story.round("deliberate").lap == 2


def test_p15_a_vote_frozen_at_its_close_is_counted_by_its_ballots_with_a_reason() -> None:
    story = Story(probe())
    (motion,) = to_ballots(story, (0,))
    story.fill(motion, {"agree": 18, "oppose": 5})
    vote = story.round("vote")
    told = story.case.counts["ballot", motion.id, vote.id]
    story.case.counts["ballot", motion.id, vote.id] = {**told, "agree": Figures(19)}
    story.close("vote")
    assert vote.state is RoundState.FROZEN
    story.until(story.now + timedelta(hours=10))
    with pytest.raises(Refused, match="reason-needed"):
        recount(story, motion)
    assert recount(story, motion, "程序里多记了一票") == "recount-settled"
    (decision,) = story.case.decisions.values()
    assert (vote.state, vote.closed_at, decision.figures["agree"]["heads"]) == (RoundState.CLOSED, vote.due_at, 18)
    assert story.case.count("ballot", motion.id, vote.id, "agree") == 18


def test_p15_where_a_group_runs_itself_and_its_only_moderator_is_a_party_a_frozen_vote_still_has_a_way_out() -> None:
    story = Story(probe(), self_run=True)
    story.case.offices = {"moderator": [20]}
    only = Actor(20, roles=frozenset({"moderator"}), member=True)
    story.raise_issue(20, "门口的灯")
    for round_kind, act in (("collect", acts.Advance), ("screen", acts.AcceptRest)):
        story.do(act(SESSION, story.round(round_kind).id), only)
    talk = story.round("deliberate")
    story.do(acts.DraftMotion(SESSION, talk.id, "装灯"), only)
    story.do(acts.Advance(SESSION, talk.id), only)
    (motion,) = story.case.motions.values()
    story.fill(motion, {"agree": 18, "oppose": 5})
    vote = story.round("vote")
    story.case.counts["ballot", motion.id, vote.id] = {"agree": Figures(19), "oppose": Figures(5)}
    story.close("vote")
    assert vote.state is RoundState.FROZEN
    assert recount(story, motion, "多记了一票", only) == "recount-settled"


# --- cancelling -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["announced", "open", "frozen", "preliminary", "noticed"])
def test_p10_cancelling_takes_two_in_every_state_of_a_vote_and_keeps_the_ballots_void(state: str) -> None:
    jue: dict[str, Any] = {"notice": "24h"} if state == "announced" else {}
    jue |= {"certify": 1} if state in ("preliminary", "noticed") else {}
    jue |= {"next": ENDS} if state == "preliminary" else {}
    story = Story(probe(jue=jue))
    if state == "announced":
        to_talk(story, 1)
        talk = story.round("deliberate")
        story.do(acts.DraftMotion(SESSION, talk.id, "动议"), LEAD)
        story.do(acts.Advance(SESSION, talk.id), LEAD)
    else:
        (motion,) = to_ballots(story, (0,))
        story.fill(motion, {"agree": 18, "oppose": 5})
    vote = story.round("vote")
    if state == "frozen":  # one more was told than there is
        story.case.counts["ballot", motion.id, vote.id] = {"agree": Figures(19), "oppose": Figures(5)}
    if state not in ("announced", "open"):
        story.close("vote")
    assert vote.state.value == ("closed" if state == "noticed" else state)
    story.until(story.now + timedelta(hours=1))
    assert story.do(acts.CancelSession(SESSION, "范围设错了"), LEAD).key == "second-person-asked"
    with pytest.raises(Refused, match="second-person"):
        story.do(acts.ConfirmCancel(SESSION), LEAD)
    story.do(acts.ConfirmCancel(SESSION), SECOND)
    assert story.case.session.state is SessionState.CANCELLED
    assert {d.state for d in story.case.decisions.values()} <= {"void"}
    if state in ("open", "frozen", "preliminary"):
        assert vote.facts["void_ballots"] == (24 if state == "frozen" else 23)
        assert story.case.count("ballot", motion.id, vote.id, "oppose") == 5
    assert not [key for key in story.dues if key.startswith("round:")]


# --- keeping out ------------------------------------------------------------------------------------------------


def test_who_keeps_out_of_the_session_neither_moderates_nor_counts_nor_is_told_and_still_votes() -> None:
    story, motion = decided()
    task_left = story.do(acts.Recuse(SESSION, reason="我是当事人的邻居"), AUDITOR)
    assert task_left.key == "recused"
    with pytest.raises(Refused, match="recused"):
        sign(story, motion, AUDITOR)
    assert story.case.scrutineers() == [5]
    (entry,) = [e for e in story.journal if e.kind == "recused"]
    assert (entry.public["by"], entry.content["whom"]) == ("self", 3)
    assert "reason" not in entry.public
    assert story.cards(5).count("recusal-told") == 1
    story.do(acts.Object(SESSION, story.round("notice").id, "procedure", "没贴"), Actor(3, member=True))
    assert story.cards(3).count("objection-to-rule") == 0
    with pytest.raises(Refused, match="not-in-office"):
        story.do(acts.Recuse(SESSION), AUDITOR)


def test_who_keeps_out_of_an_issue_does_everything_else() -> None:
    story = Story(probe())
    first, second = to_talk(story, 2)
    story.do(acts.Recuse(SESSION, first.id), LEAD)
    talk = story.round("deliberate")
    with pytest.raises(Refused, match="recused"):
        story.do(acts.DraftMotion(SESSION, talk.id, "动议", (first.id,)), LEAD)
    story.do(acts.Pause(SESSION, 30), LEAD)
    assert second.id in talk.members
    story.do(acts.DraftMotion(SESSION, talk.id, "动议", (first.id,)), SECOND)


def test_a_second_person_keeps_somebody_out_with_a_reason_and_not_a_moderator_their_scrutineer() -> None:
    story, _ = decided()
    with pytest.raises(Refused, match="recuse-not-yours"):
        story.do(acts.Recuse(SESSION, 0, "他是当事人", 3), LEAD)
    with pytest.raises(Refused, match="reason-needed"):
        story.do(acts.Recuse(SESSION, 0, "", 1), AUDITOR)
    with pytest.raises(Refused, match="recuse-no-office"):
        story.do(acts.Recuse(SESSION, 0, "他是当事人", 99), AUDITOR)
    assert story.do(acts.Recuse(SESSION, 0, "他是当事人", 1), AUDITOR).key == "recused-other"
    with pytest.raises(Refused, match="recused"):
        story.do(acts.Pause(SESSION, 30), LEAD)
    assert story.cards(1).count("recused-you") == 1
    with pytest.raises(Refused, match="not-in-office"):
        story.do(acts.Recuse(SESSION, 0, "随便", 5), resident(30))


def test_what_who_keeps_out_had_in_hand_is_free_for_whoever_comes_next() -> None:
    story, _ = decided()
    story.do(acts.CancelSession(SESSION, "范围设错了"), LEAD)
    assert story.cards(2).count("cancel-asked") == 1
    story.do(acts.Recuse(SESSION), LEAD)
    assert story.case.session.cancel_asked_by is None
    assert story.cards(2).count("recusal-told") == 1
