"""Electors named one by one: the parties of a dispute, who must all agree, and the seats of a panel that votes."""

from typing import Any

import pytest

from bot.deliberation import acts
from bot.deliberation.acts import Stand
from bot.deliberation.ballots.box import Box
from bot.deliberation.ballots.standing import Elector, electors_for
from bot.deliberation.desk import Actor
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Vote
from bot.deliberation.minutes.journal import Head
from bot.deliberation.model import Audience, Issue, Motion
from bot.deliberation.named import parties
from bot.deliberation.refusal import Refused

from .making import LEAD, SESSION, Story, probe, resident, to_talk

PARTIES: dict[str, Any] = {"rule": {"electorate": "party"}}
PANEL: dict[str, Any] = {
    "panel": ["expert"],
    "rule": {
        "electorate": "panel",
        "quorum": {"head": {"op": "ge", "num": 2, "den": 3, "base": "expected"}},
        "pass": {"head": {"op": "gt", "num": 1, "den": 2, "base": "expected"}},
    },
}


def named(story: Story, issue: Issue, *people: int, off: bool = False) -> None:
    for person in people:
        story.do(acts.NameParty(SESSION, issue.id, person, not off), LEAD)


def disputing(*people: int) -> tuple[Story, Issue, Motion]:
    """A dispute between these people, whose agreement is put to them (or to nobody, where they are too few)."""
    story = Story(probe(jue=PARTIES))
    [issue] = to_talk(story, 1)
    named(story, issue, *people)
    talk = story.round("deliberate")
    story.do(acts.DraftMotion(SESSION, talk.id, "夜里十点后不放音响"), LEAD)
    story.owed.clear()
    story.do(acts.Advance(SESSION, talk.id), LEAD)
    return story, issue, next(iter(story.case.motions.values()))


def elector(story: Story, motion: Motion, by: Actor) -> tuple[Elector, ...]:
    case, round_ = story.case, story.round("vote")
    motions = {m.id: m for m in case.motions_in(round_)}
    box = Box(case.session.id, case.session.state, case.community, "/1/", case.flow, round_, Head(), motions)
    return electors_for(Stand("ballot", motion.id, round_.id, "agree"), box, by)


def test_each_party_that_is_named_has_one_voice_and_nobody_else_has_one() -> None:
    story, _, motion = disputing(20, 21, 22)
    assert motion.heads == 3, "two people of one side who are both named have two voices"
    assert elector(story, motion, resident(21)) == (Elector("person:21"),)
    for stranger in (resident(23), LEAD):
        with pytest.raises(Refused, match="not-of-party"):
            elector(story, motion, stranger)


def test_a_dispute_is_settled_by_all_of_its_parties_or_not_at_all() -> None:
    for agree, oppose, outcome in ((2, 0, "passed"), (1, 1, "tied"), (1, 0, "inquorate")):
        story, _, motion = disputing(20, 21)
        story.fill(motion, {"agree": agree, "oppose": oppose})
        story.close("vote")
        (decision,) = story.case.decisions.values()
        assert (decision.outcome, decision.figures["electorate"]["heads"]) == (outcome, 2)


def test_the_group_is_shown_nothing_of_a_vote_among_parties_and_they_are_told_everything() -> None:
    story, issue, motion = disputing(20, 21)
    vote = story.round("vote")
    story.fill(motion, {"agree": 1, "oppose": 1})
    story.close("vote")
    shown = [owed for owed in story.owed if owed.chat_id is not None and owed.card != "board"]
    assert [owed for owed in shown if owed.args.get("round") == vote.id or "decision" in owed.args] == []
    assert story.cards(20) == story.cards(21) == ["ballot-for-you", "result"]
    assert issue.audience is Audience.PARTIES


def test_a_dispute_with_one_party_is_put_to_nobody_and_the_moderators_hear_why() -> None:
    story, issue, motion = disputing(20)
    assert (motion.state, motion.vote_round_id) == ("draft", None) or motion.state == "returned"
    assert not story.case.decisions
    assert {"kind": "parties"}.items() <= next(o.args for o in story.owed if o.card == "escalated").items()
    assert story.round("deliberate").members == {issue.id: None}


def test_parties_are_named_and_taken_back_until_they_are_asked_and_the_matter_stays_closed() -> None:
    story = Story(probe(jue=PARTIES))
    [issue] = to_talk(story, 1)
    named(story, issue, 20, 21, 22)
    named(story, issue, 21, off=True)
    assert parties(story.case, [issue.id]) == [20, 22]
    assert story.do(acts.NameParty(SESSION, issue.id, 20), LEAD).key == "party-unchanged"
    named(story, issue, 20, 22, off=True)
    assert (parties(story.case, [issue.id]), issue.audience) == ([], Audience.PARTIES)
    with pytest.raises(Refused, match="not-moderator"):
        story.do(acts.NameParty(SESSION, issue.id, 20), resident(20))
    open_, matter, _ = disputing(20, 21)
    with pytest.raises(Refused, match="parties-fixed"):
        named(open_, matter, 22)


def test_a_flow_without_a_vote_of_parties_names_none() -> None:
    story = Story(probe())
    [issue] = to_talk(story, 1)
    with pytest.raises(Refused, match="button-stale"):
        named(story, issue, 20)


# --- panels ---------------------------------------------------------------------------------------------------


def sitting(size: int) -> tuple[Story, Motion]:
    story = Story(probe(jue=PANEL))
    story.case.offices["expert"] = [300 + n for n in range(size)]
    to_talk(story, 1)
    talk = story.round("deliberate")
    story.do(acts.DraftMotion(SESSION, talk.id, "加装电梯"), LEAD)
    story.do(acts.Advance(SESSION, talk.id), LEAD)
    return story, next(iter(story.case.motions.values()))


def test_a_panel_is_who_holds_its_roles_when_the_vote_opens_and_later_roles_do_not_matter() -> None:
    story, motion = sitting(3)
    story.case.offices["expert"].append(310)
    late = Actor(310, "后来的", frozenset({"expert"}), member=True)
    assert motion.heads == 3
    assert elector(story, motion, Actor(302, "专家", frozenset({"expert"}))) == (Elector("person:302"),)
    with pytest.raises(Refused, match="not-of-panel"):
        elector(story, motion, late)
    assert story.cards(300)[-1] == "ballot-for-you"


def test_a_panel_of_three_needs_two_to_come_and_two_of_all_three_to_agree() -> None:
    for agree, oppose, outcome in ((2, 0, "passed"), (1, 1, "tied"), (1, 0, "inquorate")):
        story, motion = sitting(3)
        story.fill(motion, {"agree": agree, "oppose": oppose})
        story.close("vote")
        (decision,) = story.case.decisions.values()
        assert decision.outcome == outcome


def test_a_panel_without_seats_decides_nothing() -> None:
    story, _ = sitting(0)
    assert not story.case.decisions
    assert {"kind": "panel"}.items() <= next(o.args for o in story.owed if o.card == "escalated").items()


@pytest.mark.parametrize("keys", [{"panel": ["expert"]}, {"rule": PANEL["rule"]}])
def test_a_vote_of_a_panel_says_who_sits_and_no_other_does(keys: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="says who sits"):
        Vote.model_validate({"id": "jue", "kind": "vote", "rule": {"electorate": "household"}, **keys})


def test_who_may_vote_in_a_second_ballot_is_who_might_in_the_first() -> None:
    story, motion = sitting(3)
    vote = story.round("vote")
    second = Motion(9, SESSION, 0, list(motion.issues), "", "", 1, None, story.now, second_of=motion.id)
    box = Box(
        SESSION, story.case.session.state, story.case.community, "/1/", story.case.flow, vote, Head(), {9: second}
    )
    assert box.seats(9) == box.seats(vote.id) == [300, 301, 302]
    assert Figures(motion.heads) == Figures(3)
