"""民决: several motions at once, extension, opening, recount, and standing acts by the round they are for."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.deliberation import acts, sessions
from bot.deliberation.acts import Stand
from bot.deliberation.ballots.box import Box
from bot.deliberation.ballots.standing import Stood, electors_for, stand
from bot.deliberation.desk import CLOCK, Actor, Desk, Due, Seat
from bot.deliberation.figures import Figures
from bot.deliberation.minutes.journal import Head
from bot.deliberation.model import IssueState, RoundState, SessionState, StandingAct
from bot.deliberation.refusal import Refused

from .making import LEAD, SESSION, VOTE, Story, a_flow, at, probe, resident, to_ballots, to_screen

HOME = Seat(7, 1, "/1/", "2-101", "owner", True, 8950)
REPRESENTATIVE = Actor(20, "己", seats=(HOME,), member=True)
SPOUSE = Actor(21, "己妻", seats=(Seat(7, 1, "/1/", "2-101", "family", False),), member=True)
TENANT = Actor(22, "辛", seats=(Seat(8, 1, "/1/", "2-102", "tenant", False),), member=True)
ELSEWHERE = Actor(23, "邻区", seats=(Seat(9, 5, "/5/", "2-101", "owner", True),))

EXTEND = {"electorate": "household", "extend": {"by": "24h", "max": 1}}


def box_of(story: Story, kind: str = "vote") -> Box:
    case, round_ = story.case, [r for r in story.case.rounds.values() if r.kind == kind][-1]
    session = case.session
    box = Box(session.id, session.state, case.community, "/1/", case.flow, round_, Head())
    box.motions = {m.id: m for m in case.motions_in(round_)}
    return box


def cast(
    box: Box,
    by: Actor,
    choice: str = "agree",
    before: StandingAct | None = None,
    now: datetime | None = None,
    what: int | None = None,
    kind: str = "ballot",
) -> Stood:
    act = Stand(kind, what if what is not None else min(box.motions, default=0), box.round.id, choice)  # type: ignore[arg-type]
    (elector,) = electors_for(act, box, by)
    return stand(act, box, by, elector, before, now or box.round.opens_at, lambda n: "K" * n)


def test_p24_and_e26_each_motion_has_its_own_ballots_outcome_and_way() -> None:
    story = Story(probe(gongshi={"gather": "each"}))
    passed, failed, tied = to_ballots(story, (0,), (1,), (2,))
    story.ballots(passed, agree=18, oppose=5)
    story.ballots(failed, agree=8, oppose=15)
    story.ballots(tied, agree=9, oppose=9)
    story.close("vote")
    assert [d.outcome for d in story.case.decisions.values()] == ["passed", "failed", "tied"]
    assert story.round("notice").members == {passed.issues[0]: None}
    assert set(story.round("deliberate").members) == {failed.issues[0], tied.issues[0]}


def test_one_inquorate_motion_extends_the_round_once_and_the_others_keep_their_ballots() -> None:
    story = Story(probe(jue={"rule": EXTEND}, gongshi={"gather": "each"}))
    good, short = to_ballots(story, (0,), (1,))
    vote = story.round("vote")
    due = vote.due_at
    assert due is not None
    story.ballots(good, agree=18)
    story.ballots(short, agree=16)
    story.until(due)
    assert (vote.state, vote.due_at, story.case.decisions) == (RoundState.OPEN, due + timedelta(hours=24), {})
    story.until(due + timedelta(hours=24))
    assert {d.motion_id: (d.outcome, d.extended) for d in story.case.decisions.values()} == {
        good.id: ("passed", 1), short.id: ("inquorate", 1),
    }  # fmt: skip
    assert story.case.issues[short.issues[0]].state is IssueState.CLOSED
    assert story.round("notice").members == {good.issues[0]: None}


def test_a_notice_that_gathers_has_a_round_for_each_decision() -> None:
    """`gather: together` is the default; a notice is still about one decision."""
    story = Story(probe())
    a, b = to_ballots(story, (0,), (1,))
    story.ballots(agree=18)
    story.close("vote")
    notices = story.case.open_rounds("notice")
    assert sorted(r.decision_id or 0 for r in notices) == sorted(story.case.decisions)
    assert sorted(tuple(r.members) for r in notices) == [(a.issues[0],), (b.issues[0],)]


def test_what_comes_after_a_gathered_notice_is_about_the_same_decision() -> None:
    story = Story(probe())
    to_ballots(story, (0, 1))
    story.ballots(agree=18)
    story.close("vote")
    story.close("notice")
    (decision,) = story.case.decisions
    assert story.round("implement").decision_id == decision
    assert story.task().decision_id == decision


def test_an_issue_that_comes_to_a_vote_without_a_text_is_not_carried_and_stops_nobody() -> None:
    voteless = {"motion_ready": "jue", "no_consensus": "jue"}
    story = Story(probe(yi={"next": voteless}, jue={"next": VOTE["next"] | {"failed": "end"}}))
    a, b = to_screen(story, 2)
    story.do(acts.AcceptRest(SESSION, story.round("screen").id), LEAD)
    story.do(acts.DraftMotion(SESSION, story.round("deliberate").id, "甲", (a.id,)), LEAD)
    story.close("deliberate")
    assert set(story.round("vote").members) == {a.id, b.id}
    story.ballots(agree=20)
    story.close("vote")
    assert b.state is IssueState.CLOSED
    assert story.round("notice").members == {a.id: None}


def test_a_vote_without_any_text_ends_at_once_and_the_session_with_it() -> None:
    straight = {"accepted": "jue", "none_accepted": "end"}
    story = Story(probe(screen={"next": straight}, jue={"next": VOTE["next"] | {"failed": "end"}}))
    (issue,) = to_screen(story, 1)
    story.close("screen")
    assert (issue.state, story.case.session.state) == (IssueState.CLOSED, SessionState.CLOSED)


def test_the_electorate_is_that_of_the_opening() -> None:
    story = Story(probe(jue={"notice": "24h"}))
    story.raise_issue(20, "遛狗不牵绳")
    story.do(acts.Advance(SESSION, story.round("collect").id), LEAD)
    story.do(acts.AcceptRest(SESSION, story.round("screen").id), LEAD)
    story.do(acts.DraftMotion(SESSION, story.round("deliberate").id, "甲"), LEAD)
    story.close("deliberate")
    vote = story.round("vote")
    (motion,) = story.case.motions_in(vote)
    assert (vote.state, motion.heads) == (RoundState.ANNOUNCED, 32)
    story.case.electorate, story.case.roll_version = Figures(33, 297000), 2
    story.until(vote.opens_at)
    story.case.electorate, story.case.roll_version = Figures(40, 360000), 3
    assert (vote.state, motion.heads, motion.roll_version) == (RoundState.OPEN, 33, 2)
    story.ballots(agree=17)
    story.close("vote")
    (decision,) = story.case.decisions.values()
    assert decision.figures["electorate"] == {"heads": 33, "area": "2970.00"}


def test_nobody_ends_announces_or_moves_a_vote_by_hand() -> None:
    story = Story(probe())
    to_ballots(story)
    vote = story.round("vote")
    with pytest.raises(Refused, match="vote-not-early"):
        story.do(acts.Advance(SESSION, vote.id), LEAD)
    with pytest.raises(Refused, match="extend-not-here"):
        story.do(acts.Extend(SESSION, vote.id, "24h"), LEAD)


def test_p15_a_count_that_differs_from_the_ballots_freezes_the_round_and_calls_the_scrutineer() -> None:
    story = Story(probe())
    (motion,) = to_ballots(story, (0,))
    vote = story.round("vote")
    story.ballots(agree=20)
    kept = dict(story.case.counts)
    story.case.counts = {**kept, ("ballot", motion.id, vote.id): {"agree": Figures(19)}}
    due = vote.due_at
    assert due is not None
    story.case.recount = kept
    desk = Desk(due, story.next_id, story.calendar, CLOCK, lambda n: "K" * n)
    sessions.lapse(story.case, Due("x", due, "close", SESSION, vote.id), desk)
    assert (vote.state, story.case.decisions) == (RoundState.FROZEN, {})
    assert [owed.person_id for owed in desk.owed if owed.card == "escalated"] == [3]
    with pytest.raises(Refused, match="count-frozen"):
        cast(box_of(story), REPRESENTATIVE)


# --- standing acts ---------------------------------------------------------------------------------------


def voting(**rule: object) -> Story:
    story = Story(probe(jue={"rule": {"electorate": "household", **rule}}))
    to_ballots(story, (0,))
    return story


@pytest.mark.parametrize(
    ("by", "key"),
    [
        (SPOUSE, "not-representative"),
        (TENANT, "not-representative"),
        (resident(30), "not-bound"),
        (ELSEWHERE, "not-bound"),
        (Actor(None, "频道", member=True), "not-bound"),
    ],
)
def test_only_whom_the_roll_names_casts_the_ballot_of_a_household(by: Actor, key: str) -> None:
    with pytest.raises(Refused, match=key):
        cast(box_of(voting()), by)


def test_p5_the_first_ballot_is_an_alert_with_a_receipt_and_a_change_keeps_the_receipt() -> None:
    box = box_of(voting())
    first = cast(box, REPRESENTATIVE)
    assert first.standing is not None
    assert (first.first, first.answer.alert) == (True, True)
    assert (first.standing.receipt, first.standing.area) == ("KKKKKK", 8950)
    assert not cast(box, REPRESENTATIVE, before=first.standing).standing
    changed = cast(box, REPRESENTATIVE, "oppose", first.standing)
    assert changed.standing is not None
    assert (changed.standing.changes, changed.standing.receipt) == (1, "KKKKKK")
    assert (changed.first, changed.answer.alert) == (False, False)


def test_where_the_flow_says_so_a_ballot_is_final() -> None:
    box = box_of(voting(change_until_close=False))
    first = cast(box, REPRESENTATIVE).standing
    with pytest.raises(Refused, match="ballot-final"):
        cast(box, REPRESENTATIVE, "oppose", first)
    assert cast(box, REPRESENTATIVE, "agree", first).answer.key == "ballot-unchanged"


@pytest.mark.parametrize("choice", ["agree", "oppose"])
def test_whoever_votes_for_an_elector_after_another_is_not_told_how_that_one_voted(choice: str) -> None:
    """The wife's is a first ballot whatever her husband cast: nothing in the answer depends on his."""
    box = box_of(voting())
    his = cast(box, REPRESENTATIVE).standing
    wife = replace(SPOUSE, seats=(replace(HOME, relation="family"),))
    hers = stand_with(box, wife, choice, his, "W")
    assert hers.standing is not None
    assert (hers.answer.key, hers.answer.params["receipt"], hers.first) == ("ballot-recorded", "WWWWWW", True)
    assert (hers.standing.person_id, hers.standing.changes, hers.minute is not None) == (21, 0, True)
    assert stand_with(box, wife, choice, hers.standing, "X").answer.key == "ballot-unchanged"


@pytest.mark.parametrize("choice", ["agree", "oppose"])
def test_in_an_anonymous_vote_too_and_there_the_receipt_says_only_that_the_household_took_part(choice: str) -> None:
    box = box_of(voting(secrecy="anonymous"))
    his = cast(box, REPRESENTATIVE).standing
    assert his is not None
    hers = stand_with(box, replace(SPOUSE, seats=(HOME,)), choice, replace(his, area=0), "W")
    assert hers.standing is not None
    assert (hers.answer.key, hers.standing.person_id, hers.standing.receipt) == ("ballot-recorded", 21, his.receipt)
    again = stand_with(box, replace(SPOUSE, seats=(HOME,)), choice, replace(hers.standing, area=0), "X")
    assert again.answer.key == "ballot-unchanged", "what was put into the box has no area"


def test_a_final_ballot_of_an_elector_stays_final_for_whoever_votes_for_it_next() -> None:
    """There too nothing depends on what was cast."""
    box = box_of(voting(change_until_close=False))
    his = cast(box, REPRESENTATIVE).standing
    for choice in ("agree", "oppose"):
        with pytest.raises(Refused, match="ballot-final"):
            stand_with(box, replace(SPOUSE, seats=(HOME,)), choice, his, "W")


def stand_with(box: Box, by: Actor, choice: str, before: StandingAct | None, receipt: str) -> Stood:
    act = Stand("ballot", min(box.motions), box.round.id, choice)
    (elector,) = electors_for(act, box, by)
    return stand(act, box, by, elector, before, box.round.opens_at, lambda n: receipt * n)


def test_p4_a_ballot_counts_to_the_last_moment_before_the_close_and_not_at_it() -> None:
    box = box_of(voting())
    due = box.round.due_at
    assert due is not None
    assert cast(box, REPRESENTATIVE, now=due - timedelta(microseconds=1)).standing
    for moment in (due, due + timedelta(days=3)):
        with pytest.raises(Refused, match="ballot-late"):
            cast(box, REPRESENTATIVE, now=moment)


@pytest.mark.parametrize("choice", ["", "yes", "agree ", "5", "none", "x" * 1000])
@pytest.mark.parametrize("late", [timedelta(), timedelta(days=9)])
def test_a_choice_nobody_offered_is_refused_and_after_the_close_it_is_no_late_ballot(
    choice: str, late: timedelta
) -> None:
    box = box_of(voting())
    with pytest.raises(Refused) as refused:
        cast(box, REPRESENTATIVE, choice, now=box.round.opens_at + late)
    assert refused.value.refusal.key in ("ballot-unknown-option", "button-stale")


@pytest.mark.parametrize("late", [timedelta(), timedelta(days=9)])
def test_a_ballot_on_a_motion_of_another_round_is_a_stale_button_early_and_late(late: timedelta) -> None:
    box = box_of(voting())
    with pytest.raises(Refused, match="button-stale"):
        cast(box, REPRESENTATIVE, what=404, now=box.round.opens_at + late)


@pytest.mark.parametrize("kind", ["care", "rating", "ballot"])
@pytest.mark.parametrize("stage", ["collect", "screen", "deliberate", "vote", "notice"])
def test_each_standing_act_has_its_stage(kind: str, stage: str) -> None:
    story = voting()
    story.ballots(agree=20)
    story.close("vote")
    box = box_of(story, stage)
    choice = {"care": "care", "rating": "5", "ballot": "agree"}[kind]
    fits = (kind, stage) in (("care", "collect"), ("ballot", "vote"))
    with pytest.raises(Refused) as refused:
        cast(box, REPRESENTATIVE, choice, kind=kind, what=next(iter(box.round.members)) if kind == "care" else None)
    late = {"ballot": "ballot-late", "care": "round-closed"}.get(kind, "")
    assert refused.value.refusal.key in ((late,) if fits else ("button-stale", "round-closed"))


def test_everybody_who_lives_there_may_care_and_nobody_from_elsewhere() -> None:
    story = Story(probe())
    issue = story.raise_issue(20, "遛狗不牵绳")
    box = box_of(story, "collect")
    for by in (TENANT, SPOUSE, resident(30), Actor(31, seats=(HOME,))):
        assert cast(box, by, "care", what=issue.id, kind="care").standing
    for by in (ELSEWHERE, Actor(32)):
        with pytest.raises(Refused, match="not-a-member"):
            cast(box, by, "care", what=issue.id, kind="care")


def test_nobody_cares_for_an_issue_that_is_held() -> None:
    story = Story(probe())
    held = story.hold_issue(20, "夜里犬吠")
    with pytest.raises(Refused, match="button-stale"):
        cast(box_of(story, "collect"), TENANT, "care", what=held.id, kind="care")


def test_the_minute_of_a_ballot_says_in_public_neither_who_nor_what() -> None:
    stood = cast(box_of(voting()), REPRESENTATIVE, "oppose")
    assert stood.minute is not None
    assert set(stood.minute.public) == {"what", "round"}
    noted = {"person": 20, "elector": "household:7", "choice": "oppose", "area": 8950, "receipt": "KKKKKK"}
    assert stood.minute.content == noted


def test_a_vote_of_members_is_on_no_roll() -> None:
    flow = a_flow(
        VOTE | {"rule": {"electorate": "member"}, "next": {"passed": "end", "failed": "end", "tied": "end"}},
        standing="opinion",
    )
    story = Story(flow, question="周六一起清理楼道?")
    (motion,) = story.case.motions.values()
    assert (motion.heads, motion.area) == (0, 0)
    story.ballots(agree=3, oppose=1)
    story.close("vote")
    (decision,) = story.case.decisions.values()
    assert decision.outcome == "passed"
    assert at("2026-12-08 08:00") == decision.closed_at
