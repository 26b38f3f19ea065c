"""异议 to a vote: while it is announced, open or preliminary; what a ruling does to ballots, roll and result."""

from datetime import timedelta
from typing import Any

import pytest

from bot.chat.cards.registry import Args
from bot.chat.cards.results import counts, summary
from bot.deliberation import acts
from bot.deliberation.ballots.box import Box
from bot.deliberation.ballots.standing import Elector, stand
from bot.deliberation.contests.objections import doubt
from bot.deliberation.desk import Actor
from bot.deliberation.figures import Figures
from bot.deliberation.minutes.journal import Head
from bot.deliberation.model import Decision, Entry, IssueState, Motion, RoundState, SessionState, StandingAct
from bot.deliberation.refusal import Refused
from bot.i18n import Words

from .making import AUDITOR, LEAD, NOTICE, SECOND, SESSION, Story, probe, resident, to_ballots, to_talk

HOUSEHOLD = "household:7"
ENDS: dict[str, Any] = {
    "next": {"passed": "ban", "failed": "end", "tied": "end", "inquorate": "end"}, "objections": {}
}  # fmt: skip


def voting(**jue: Any) -> tuple[Story, Motion]:
    """An open vote that takes objections, with ballots of 18 : 5 : 1 of 32 households; 17 are needed."""
    story = Story(probe(jue={"objections": {}, **jue}))
    (motion,) = to_ballots(story, (0,))
    story.ballots(agree=18, oppose=5, abstain=1)
    return story, motion


def objection(story: Story, ground: Any = "eligibility", person: int = 30, text: str = "那户不是业主") -> Entry:
    vote = max((r for r in story.case.rounds.values() if r.kind == "vote"), key=lambda r: r.id)
    story.do(acts.Object(SESSION, vote.id, ground, text), resident(person))
    return list(story.case.entries.values())[-1]


def cast(story: Story, motion: Motion, choice: str = "agree", elector: str = HOUSEHOLD) -> StandingAct:
    """One of the ballots that were counted, as the box holds it."""
    act = StandingAct("ballot", motion.id, motion.vote_round_id or 0, elector, choice, 70, "chat", story.now, "K7")
    story.case.ballots = {("ballot", act.what, act.round_id, elector): act}
    return act


def rule(story: Story, entry: Entry, upheld: bool = True, *electors: str, by: Actor = AUDITOR) -> None:
    story.do(acts.RuleOn(SESSION, entry.id, upheld, "查过了", electors, electors), by)


def counts_of(story: Story, decision: Decision) -> str:
    return counts(story.case, Args({"decision": decision.id}), Words("zh-CN")).html


def kinds(story: Story) -> list[str]:
    return [entry.kind for entry in story.journal]


# --- taking them ------------------------------------------------------------------------------------------------


def test_a_vote_takes_objections_to_who_may_vote_and_to_procedure_and_by_default_no_others() -> None:
    story, _ = voting()
    objection(story)
    objection(story, "procedure")
    for ground in ("counting", "substance"):
        with pytest.raises(Refused, match="objection-not-offered"):
            objection(story, ground)
    assert story.cards(3).count("objection-to-rule") == 2


def test_an_announced_vote_takes_them_too_and_a_vote_that_is_over_does_not() -> None:
    story = Story(probe(jue={"objections": {}, "notice": "24h"}))
    to_talk(story, 1)
    talk = story.round("deliberate")
    story.do(acts.DraftMotion(SESSION, talk.id, "动议"), LEAD)
    story.do(acts.Advance(SESSION, talk.id), LEAD)
    vote = story.round("vote")
    assert vote.state is RoundState.ANNOUNCED
    assert objection(story, "procedure").state == "open"
    assert vote.due_at is not None
    story.until(vote.due_at - timedelta(seconds=1))
    objection(story, "procedure", person=31)
    story.now = vote.due_at
    with pytest.raises(Refused, match="objection-over"):
        objection(story, "procedure", person=32)


def test_a_vote_whose_flow_says_nothing_of_objections_takes_none() -> None:
    story = Story(probe())
    to_ballots(story, (0,))
    with pytest.raises(Refused, match="button-stale"):
        objection(story, "procedure")


def test_e18_an_objection_to_a_vote_late_in_being_answered_climbs_also_when_the_vote_is_over() -> None:
    story, _ = voting(objections={"answer_within": "2d"})
    entry = objection(story, "procedure")
    assert entry.due_at is not None
    story.until(entry.due_at + timedelta(hours=1))
    assert story.case.rounds[entry.round_id].closed_at is not None
    assert (story.cards(2).count("escalated"), kinds(story).count("objection-overdue")) == (1, 1)


# --- who rules --------------------------------------------------------------------------------------------------


def test_p9_neither_the_author_nor_anybody_who_objected_rules_certifies_or_counts() -> None:
    story, motion = voting(certify=1)
    mine, other = objection(story, "procedure", 30), objection(story, "procedure", 31)
    auditor = frozenset({"auditor"})
    with pytest.raises(Refused, match="own-objection"):
        rule(story, mine, by=Actor(30, roles=auditor))
    for party in (20, 31):
        with pytest.raises(Refused, match="is-party"):
            rule(story, mine, by=Actor(party, roles=auditor))
    for entry in (mine, other):
        rule(story, entry, False)
    story.close("vote")
    for party in (20, 30, 31):
        for act in (acts.Certify(SESSION, motion.vote_round_id or 0), acts.Recount(SESSION, motion.vote_round_id or 0)):
            with pytest.raises(Refused, match="is-party"):
                story.do(act, Actor(party, roles=auditor))


def test_p9_a_moderator_does_not_end_the_discussion_of_their_own_issue_where_another_can() -> None:
    story = Story(probe())
    story.raise_issue(1, "我家门口的灯")
    story.do(acts.Advance(SESSION, story.round("collect").id), LEAD)
    story.do(acts.AcceptRest(SESSION, story.round("screen").id), LEAD)
    talk = story.round("deliberate")
    story.do(acts.DraftMotion(SESSION, talk.id, "装灯"), LEAD)
    with pytest.raises(Refused, match="is-party"):
        story.do(acts.Advance(SESSION, talk.id), LEAD)
    story.do(acts.Advance(SESSION, talk.id), SECOND)
    assert story.round("vote").state is RoundState.OPEN


# --- while it runs ----------------------------------------------------------------------------------------------


def test_p8_a_ballot_is_struck_only_with_an_upheld_objection_to_who_may_vote() -> None:
    story, motion = voting()
    cast(story, motion)
    procedure, eligibility = objection(story, "procedure"), objection(story)
    for entry, upheld in ((procedure, True), (eligibility, False)):
        with pytest.raises(Refused, match="strike-not-here"):
            rule(story, entry, upheld, HOUSEHOLD)
    with pytest.raises(Refused, match="strike-no-ballot"):
        rule(story, eligibility, True, "household:8")
    rule(story, eligibility, True, HOUSEHOLD)
    key = ("ballot", motion.id, motion.vote_round_id or 0)
    assert story.case.counts[key] == {"agree": Figures(17), "oppose": Figures(5), "abstain": Figures(1)}
    row = next(e for e in story.journal if e.kind == "ballot-struck")
    assert row.public == {"what": motion.id, "round": motion.vote_round_id, "entry": eligibility.id}
    assert (row.content["elector"], row.content["receipt"]) == (HOUSEHOLD, "K7")
    assert "choice" not in row.content
    assert story.cards(70) == ["ballot-struck"]


def test_p8_who_may_not_vote_is_kept_out_until_the_roll_names_another_or_their_own_objection_is_upheld() -> None:
    """资格不符 bars the voter of that elector; 不是本人投的 does not, and neither does a ballot somebody disowns."""
    story, motion = voting()
    vote = story.round("vote")

    def votes(person: int, elector: str = HOUSEHOLD) -> None:
        box = Box(SESSION, story.case.session.state, story.case.community, "", story.case.flow, vote, Head())
        box.motions = {motion.id: motion}
        ballot = acts.Stand("ballot", motion.id, vote.id, "agree")
        stand(ballot, box, Actor(person), Elector(elector), None, story.now, lambda n: "K" * n)

    cast(story, motion)
    story.do(acts.RuleOn(SESSION, objection(story).id, True, "不是业主", (HOUSEHOLD,), (HOUSEHOLD,), True), AUDITOR)
    row = next(e for e in story.journal if e.kind == "ballot-struck")
    assert row.public["barred"] is True
    with pytest.raises(Refused, match="elector-barred"):
        votes(70)
    votes(71)
    votes(70, "household:8")
    assert motion.heads == 32, "the roll alone says how many may vote"
    rule(story, objection(story, person=70, text="我就是业主"))
    votes(70)
    assert "readmitted" in kinds(story)
    cast(story, motion)
    rule(story, objection(story, text="不是他点的"), True, HOUSEHOLD)
    votes(70)


def test_a_doubted_ballot_is_the_one_that_is_struck_whoever_is_named() -> None:
    """«不是我点的» knows its elector and its motion, so nobody types a door."""
    story, motion = voting()
    act = cast(story, motion)
    desk = story._desk(resident(70))
    assert doubt(story.case, motion, HOUSEHOLD, desk)
    assert not doubt(story.case, motion, HOUSEHOLD, desk), "not twice"
    story._keep(desk)
    entry = list(story.case.entries.values())[-1]
    assert (entry.about, entry.elector) == (f"motion:{motion.id}", HOUSEHOLD)
    rule(story, entry, True, "household:99")
    assert story.case.counts["struck", motion.id, act.round_id] == {"void": Figures(1)}


def test_upheld_on_procedure_the_vote_is_void_its_ballots_are_kept_and_it_is_held_again() -> None:
    story, motion = voting()
    first = story.round("vote")
    rule(story, objection(story, "procedure", text="没有提前通知"))
    again = story.round("vote")
    assert (first.state, first.facts["void_ballots"], again.state) == (RoundState.VOID, 24, RoundState.OPEN)
    assert (again.id != first.id, motion.vote_round_id, motion.state) == (True, again.id, "voting")
    assert story.case.count("ballot", motion.id, first.id, "agree") == 18
    assert "vote-void" in kinds(story)
    story.ballots(agree=20, oppose=4)
    story.close("vote")
    (decision,) = story.case.decisions.values()
    assert (decision.round_id, decision.figures["participating"]["heads"]) == (again.id, 24)


def test_an_effect_may_lead_back_to_the_discussion_where_the_text_can_be_changed() -> None:
    story, motion = voting(objections={"effects": {"procedure": "yi"}})
    rule(story, objection(story, "procedure"))
    assert story.round("deliberate").lap == 2
    assert sorted(m.state for m in story.case.motions.values()) == ["draft", "returned"]
    assert motion.vote_round_id is None


# --- open at the close ------------------------------------------------------------------------------------------


def test_a_result_with_an_objection_open_is_preliminary_and_goes_on_once_it_is_answered() -> None:
    story, motion = voting(**ENDS)
    entry = objection(story, "procedure")
    story.close("vote")
    vote = story.case.rounds[motion.vote_round_id or 0]
    (decision,) = story.case.decisions.values()
    assert (vote.state, decision.outcome, decision.effective_at) == (RoundState.PRELIMINARY, "passed", None)
    assert not story.case.open_rounds("implement")
    rule(story, entry, False)
    assert (vote.state, vote.outcome) == (RoundState.CLOSED, "passed")
    assert vote.closed_at == vote.due_at
    assert decision.effective_at == story.now
    assert story.case.open_rounds("implement")


def test_an_objection_open_at_the_close_keeps_the_notice_from_ending() -> None:
    story, _ = voting()
    entry = objection(story, "procedure")
    story.close("vote")
    notice = story.round("notice")
    assert notice.due_at is not None
    story.until(notice.due_at + timedelta(hours=30))
    assert notice.closed_at is None
    rule(story, entry, False)
    story.until(story.now)
    assert notice.outcome == "clear"


def test_upheld_after_the_close_it_still_repeats_the_vote() -> None:
    for ways in ({}, ENDS):
        story, motion = voting(**ways)
        entry = objection(story, "procedure")
        story.close("vote")
        rule(story, entry)
        vote = story.round("vote")
        assert (vote.state, motion.vote_round_id) == (RoundState.OPEN, vote.id)
        assert [d.state for d in story.case.decisions.values()] == ["void"]


@pytest.mark.parametrize("ways", [{}, ENDS], ids=["in its notice", "preliminary in its vote"])
def test_p23_a_struck_ballot_that_takes_the_quorum_away_opens_the_vote_again_with_its_unused_extension(
    ways: dict[str, Any],
) -> None:
    """17 of 32 were just enough; without one of them there are 16, so 24 hours more from the ruling on."""
    rule_ = {"electorate": "household", "extend": {"by": "24h", "max": 1}}
    story, motion = voting(**{**ways, "rule": rule_})
    story.ballots(agree=12, oppose=5)
    entry = objection(story)
    story.close("vote")
    vote = story.case.rounds[motion.vote_round_id or 0]
    cast(story, motion)
    story.until(story.now + timedelta(hours=5))
    ruled = story.now
    rule(story, entry, True, HOUSEHOLD)
    (decision,) = story.case.decisions.values()
    assert (decision.state, decision.outcome) == ("void", "inquorate")
    assert decision.figures["participating"]["heads"] == 16
    for text in ("\n".join(summary(story.case, decision, Words("zh-CN"))), counts_of(story, decision)):
        assert "16" in text, "whether there are enough"
        assert "同意" not in text, "what each choice has now would say how the struck ballot was cast"
        assert "反对" not in text
    assert (vote.state, vote.due_at, vote.extended) == (RoundState.OPEN, ruled + timedelta(hours=24), 1)
    story.ballots(agree=13, oppose=5)
    story.close("vote")
    assert [(d.state, d.outcome) for d in story.case.decisions.values()] == [
        ("void", "inquorate"), ("standing", "passed"),
    ]  # fmt: skip


@pytest.mark.parametrize("ways", [{}, ENDS], ids=["in its notice", "preliminary in its vote"])
def test_p23_without_an_extension_left_the_decision_is_not_made(ways: dict[str, Any]) -> None:
    story, motion = voting(**ways)
    story.ballots(agree=12, oppose=5)
    entry = objection(story)
    story.close("vote")
    cast(story, motion)
    rule(story, entry, True, HOUSEHOLD)
    (decision,) = story.case.decisions.values()
    assert (decision.outcome, decision.effective_at) == ("inquorate", None)
    assert not story.case.open_rounds("vote")
    assert not story.case.open_rounds("implement")


def test_what_has_taken_effect_is_answered_and_no_ballot_is_struck_any_more() -> None:
    story = Story(probe(gongshi={"exit": None}))
    (motion,) = to_ballots(story, (0,))
    story.ballots(agree=18, oppose=5)
    story.close("vote")
    entry = story.objection(30, "eligibility")
    story.close("notice")
    cast(story, motion)
    with pytest.raises(Refused, match="strike-over"):
        rule(story, entry, True, HOUSEHOLD)
    rule(story, entry)
    assert [d.state for d in story.case.decisions.values()] == ["standing"]


def test_e17_an_objection_on_substance_leaves_the_outcome_and_opens_mediation() -> None:
    effects = {"objections": {"effects": {"substance": "mediate"}}}
    story = Story(probe(gongshi={**NOTICE, **effects, "next": {"clear": "ban", "objection_upheld": "yi"}}))
    to_ballots(story, (0,))
    story.ballots(agree=18, oppose=5)
    story.close("vote")
    (decision,) = story.case.decisions.values()
    rule(story, story.objection(30, "substance", "挡了我家的光"))
    (handover,) = story.handovers
    mediated = story.case.issues[handover.issues[0]]
    assert (handover.flow_id, mediated.state, mediated.audience.value) == ("tiaochu", IssueState.HANDED, "parties")
    assert (decision.state, decision.outcome) == ("standing", "passed")
    story.close("notice")
    assert story.case.open_rounds("implement")
    assert story.case.session.state is SessionState.OPEN


# --- what was not carried ---------------------------------------------------------------------------------------


def test_a_result_that_was_not_carried_is_noticed_can_be_contested_and_makes_nothing_take_effect() -> None:
    """domain.md §2.5: every outcome is posted; upheld, a recount that comes to something else voids it."""
    ways = {"next": dict.fromkeys(("passed", "failed", "tied", "inquorate"), "gongshi")}
    effects = {"objections": {"effects": {"eligibility": "recount"}}}
    gongshi = {**NOTICE, **effects, "exit": None, "next": {"clear": "end", "objection_upheld": "yi"}}
    story = Story(probe(jue=ways, gongshi=gongshi))
    to_ballots(story, (0,))
    story.ballots(agree=5, oppose=18)
    story.close("vote")
    (decision,) = story.case.decisions.values()
    notice = story.round("notice")
    assert (decision.outcome, notice.decision_id) == ("failed", decision.id)
    story.close("notice")
    assert (notice.outcome, decision.effective_at) == ("clear", None)
    assert "decision-stands" not in kinds(story)

    story = Story(probe(jue=ways, gongshi=gongshi))
    (motion,) = to_ballots(story, (0,))
    story.ballots(agree=9, oppose=9)
    story.close("vote")
    (decision,) = story.case.decisions.values()
    assert decision.outcome != "passed"
    entry = story.objection(30, "eligibility")
    cast(story, motion, "oppose")
    story.case.recount["ballot", motion.id, motion.vote_round_id or 0] = {"agree": Figures(9), "oppose": Figures(9)}
    rule(story, entry, True, HOUSEHOLD)
    assert (decision.state, decision.outcome) == ("void", "passed")
    assert story.round("deliberate").lap == 2
