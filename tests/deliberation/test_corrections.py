"""A roll that a vote rests on: corrected with a reason until its time is over, then only after a ruling."""

from typing import Any

import pytest

from bot.deliberation import acts
from bot.deliberation.desk import Desk
from bot.deliberation.figures import Figures
from bot.deliberation.minutes.silence import Delivery
from bot.deliberation.model import StandingAct
from bot.deliberation.refusal import Refused
from bot.deliberation.roll import corrections
from bot.deliberation.roll.corrections import Touched

from .making import AUDITOR, LEAD, SESSION, VOTE, Story, a_flow, resident

NOTICED: dict[str, Any] = {
    **VOTE, "notice": "15d", "roll_closes": "2d", "window": "10d", "rule": {"electorate": "owner"},
    "objections": {"grounds": ["eligibility"]},
    "next": dict.fromkeys(("passed", "failed", "tied", "inquorate"), "end"),
}  # fmt: skip


def announced(**more: Any) -> Story:
    """An owners' vote from the moment it is announced: opens on the 22nd at eight, closes on the 1st."""
    flow = a_flow({**NOTICED, **more}, standing="owners", participants={"propose": ["resident"]})
    story = Story(flow, question="换物业?")
    (motion,) = story.case.motions.values()
    assert (story.round("vote").state, motion.vote_round_id) == ("announced", story.round("vote").id)
    return story


def correct(story: Story, heads: int, area: int, reason: str = "203 已过户", touched: Touched | None = None) -> None:
    """The roll has so many owners and so much area from now on."""
    corrections.check(story.case, story.now)
    corrections.check_reason(story.case, reason)
    story.case.electorates["owner"] = Figures(heads, area)
    desk = Desk(story.now, story.next_id, story.calendar, LEAD, lambda n: "K" * n)
    corrections.corrected(story.case, desk, {story.round("vote").id: touched} if touched else {})
    story._keep(desk)


def ruled(**more: Any) -> tuple[Story, int, int]:
    """An open vote with one upheld objection to who may vote; its motion and its round."""
    story = announced(**more)
    story.until(story.round("vote").opens_at)
    vote = story.round("vote").id
    story.do(acts.Object(SESSION, vote, "eligibility", "101 已经卖了"), resident(20))
    story.do(acts.RuleOn(SESSION, max(story.case.entries), True, "查过登记簿"), AUDITOR)
    (motion,) = story.case.motions
    return story, motion, vote


def ballot(story: Story, motion: int, vote: int, owner: int, area: int, kind: str = "ballot") -> StandingAct:
    return StandingAct(kind, motion, vote, f"owner:{owner}", "oppose", 70 + owner, "chat", story.now, "K7", 0, 1, area)


def whole(story: Story) -> tuple[int, int]:
    (motion,) = story.case.motions.values()
    return motion.heads, motion.area


def test_p8_while_it_is_announced_a_correction_takes_a_reason_and_the_new_whole_is_told() -> None:
    story = announced()
    with pytest.raises(Refused, match="roll-reason-needed"):
        correct(story, 33, 300000, " ")
    correct(story, 33, 300000)
    assert whole(story) == (33, 300000)
    assert story.posts[-1][1] == "roll-corrected"
    (entered,) = (row.public for row in story.journal if row.kind == "roll-corrected")
    assert (entered["heads"], entered["area"]) == (33, 300000)


def test_p8_corrections_end_where_the_flow_says_two_days_before_the_opening() -> None:
    story = announced()
    story.until(corrections.last_moment(story.case, story.round("vote")))
    with pytest.raises(Refused, match="roll-closed"):
        correct(story, 33, 300000)
    without = announced(roll_closes=None)
    assert corrections.last_moment(without.case, without.round("vote")) == without.round("vote").opens_at


def test_p8_an_open_vote_holds_its_roll_but_for_one_correction_after_each_upheld_objection() -> None:
    story = announced()
    story.until(story.round("vote").opens_at)
    fixed = whole(story)
    with pytest.raises(Refused, match="roll-in-use"):
        correct(story, 33, 300000)
    assert whole(story) == fixed
    vote = story.round("vote").id
    for upheld, heads in ((False, 0), (True, 31)):
        story.do(acts.Object(SESSION, vote, "eligibility", "101 已经卖了"), resident(20))
        entry = max(story.case.entries)
        story.do(acts.RuleOn(SESSION, entry, upheld, "查过登记簿"), AUDITOR)
        if not upheld:
            with pytest.raises(Refused, match="roll-in-use"):
                correct(story, 33, 300000)
            continue
        correct(story, heads, 280000)
        assert whole(story) == (heads, 280000)
        with pytest.raises(Refused, match="roll-in-use"):
            correct(story, 33, 300000)


def test_a_correction_strikes_the_ballots_of_those_whom_the_roll_no_longer_names_with_their_area() -> None:
    """So nobody is counted who is not in the base; they are told, and vote again where they may."""
    story, motion, vote = ruled()
    gone, smaller = ballot(story, motion, vote, 1, 10000), ballot(story, motion, vote, 2, 9000)
    story.ballots(agree=3)
    story.case.counts["ballot", motion, vote] = {"oppose": Figures(2, 19000)}
    correct(story, 31, 280000, touched=Touched({"owner:2": 900}, (gone, smaller)))
    assert not any(figures.heads for figures in story.case.counts["ballot", motion, vote].values())
    rows = [row for row in story.journal if row.kind == "ballot-struck"]
    assert [row.content["elector"] for row in rows] == ["owner:1", "owner:2"]
    assert all(row.content["reason"] == "查过登记簿" for row in rows)
    assert story.cards(71) == story.cards(72) == ["ballot-struck"]
    assert whole(story) == (31, 280000)


def test_a_correction_says_anew_to_whom_the_ballot_was_delivered() -> None:
    """Whoever is not on the roll any more is not silent; who is there with another area is, with that."""
    story, _, vote = ruled()
    given = tuple(Delivery(vote, f"owner:{owner}", 10000, "door", story.now, 32) for owner in (1, 2))
    correct(story, 31, 280000, touched=Touched({"owner:2": 900}, (), given))
    rows = [row.content for row in story.journal if row.kind == "delivered"]
    assert [(row["elector"], row["area"], row["way"]) for row in rows] == [("owner:1", 0, ""), ("owner:2", 900, "door")]


def test_who_took_part_in_an_anonymous_vote_and_has_left_the_roll_stays_in_its_base() -> None:
    """Nobody can find that ballot in the box, so the base has to have its elector."""
    story, motion, vote = ruled()
    correct(story, 31, 280000, touched=Touched({}, (ballot(story, motion, vote, 1, 0, "turn"),)))
    assert whole(story) == (32, 280000)


def test_a_vote_that_is_not_on_the_roll_leaves_it_alone() -> None:
    story = announced(rule={"electorate": "member"})
    corrections.check(story.case, story.now)
    corrections.check_reason(story.case, "")
    assert corrections.votes_on_roll(story.case) == []


def test_p11_the_text_is_fixed_from_the_announcement_on() -> None:
    """Whoever wants another text cancels and begins again."""
    story = announced()
    (motion,) = story.case.motions.values()
    for moment in (story.now, story.round("vote").opens_at):
        story.until(moment)
        with pytest.raises(Refused):
            story.do(acts.DraftMotion(SESSION, motion.round_id, "换另一家?", (), motion.id), LEAD)
    assert (motion.text, motion.version) == ("换物业?", 1)
