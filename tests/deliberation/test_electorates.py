"""Whose a ballot is: households, owners, residents, delegates; and who may open a vote of whom."""

from typing import Any

import pytest

from bot.deliberation import sessions
from bot.deliberation.acts import Stand
from bot.deliberation.ballots.box import Box
from bot.deliberation.ballots.standing import Elector, electors_for
from bot.deliberation.desk import Actor, Desk, OwnerSeat, Seat
from bot.deliberation.electorates import check_electorates
from bot.deliberation.figures import Figures
from bot.deliberation.minutes.journal import Head
from bot.deliberation.refusal import Refused

from .making import LEAD, VOTE, Story, probe, to_ballots

HOME = Seat(7, 1, "/1/", "2-101", "owner", True, 8950)
REPRESENTATIVE = Actor(20, "己", seats=(HOME,), member=True)
SPOUSE = Actor(21, "己妻", seats=(Seat(7, 1, "/1/", "2-101", "family", False),), member=True)
ELSEWHERE = Actor(23, "邻区", seats=(Seat(9, 5, "/5/", "2-101", "owner", True),), member=True)
TWO_BUILDINGS = OwnerSeat(70, "甲", (("/1/3/", 10000), ("/1/4/", 5050)))
ONE_UNIT = OwnerSeat(71, "甲、乙", (("/1/4/", 7000),))
FIRM = Actor(30, "某置业", owners=(OwnerSeat(72, "某置业", (("/1/", 63000),)),))


def rule(electorate: str, **more: Any) -> dict[str, Any]:
    return {"rule": {"electorate": electorate, **more}}


HALF = {"head": {"op": "gt", "num": 1, "den": 2, "base": "participating"}}


def electors(electorate: str, by: Actor, path: str = "/1/", **more: Any) -> tuple[Elector, ...]:
    story = Story(probe(jue=rule(electorate, **more)))
    (motion, *_) = to_ballots(story, (0,))
    case, round_ = story.case, story.round("vote")
    box = Box(case.session.id, case.session.state, case.community, path, case.flow, round_, Head())
    return electors_for(Stand("ballot", motion.id, round_.id, "agree"), box, by)


def refusal(electorate: str, by: Actor, **more: Any) -> str:
    with pytest.raises(Refused) as refused:
        electors(electorate, by, **more)
    return refused.value.refusal.key


def test_p6_and_e10_the_registered_voter_votes_for_the_household_and_the_spouse_is_refused() -> None:
    assert electors("household", REPRESENTATIVE) == (Elector("household:7", 8950),)
    assert refusal("household", SPOUSE) == "not-representative"


def test_where_fewer_than_five_could_vote_no_anonymous_vote_is_opened() -> None:
    """Its box would never be opened; nobody knows how many members of a chat there are."""
    for heads, key in ((4, "anonymous-too-few"), (5, "")):
        story = Story(probe(jue=rule("household", secrecy="anonymous")))
        story.case.electorate = Figures(heads)
        if key:
            with pytest.raises(Refused, match=key):
                check_electorates(story.case)
        else:
            check_electorates(story.case)


def test_p7_an_owner_holds_the_area_of_its_units_inside_the_scope_of_the_vote_only() -> None:
    by = Actor(20, "甲", owners=(TWO_BUILDINGS,))
    assert electors("owner", by) == (Elector("owner:70", 15050),)
    assert electors("owner", by, path="/1/4/") == (Elector("owner:70", 5050),)


def test_who_votes_for_two_owners_casts_for_both_and_only_where_they_own_something() -> None:
    by = Actor(20, "甲", owners=(TWO_BUILDINGS, ONE_UNIT))
    assert electors("owner", by) == (Elector("owner:70", 15050), Elector("owner:71", 7000))
    assert electors("owner", by, path="/1/3/") == (Elector("owner:70", 10000),)


def test_e12_the_developer_votes_once_with_everything_it_has_not_sold() -> None:
    assert electors("owner", FIRM) == (Elector("owner:72", 63000),)


def test_who_lives_there_without_voting_for_an_owner_has_no_ballot_in_an_owners_vote() -> None:
    assert refusal("owner", REPRESENTATIVE) == "not-owner-voter"
    assert refusal("owner", Actor(25, "路人")) == "not-bound"


def test_p19_residents_vote_each_for_themselves_and_people_who_live_elsewhere_never() -> None:
    free: dict[str, Any] = {"quorum": None, "pass": HALF}
    assert electors("resident", SPOUSE, **free) == (Elector("person:21"),)
    assert refusal("resident", ELSEWHERE, **free) == "not-bound"


def test_delegates_are_those_who_hold_the_role() -> None:
    meeting: dict[str, Any] = {"quorum": {"head": {"op": "ge", "num": 2, "den": 3, "base": "expected"}}, "pass": HALF}
    assert electors("delegate", Actor(20, "己", frozenset({"delegate"})), **meeting) == (Elector("person:20"),)
    assert refusal("delegate", REPRESENTATIVE, **meeting) == "not-delegate"


# --- opening --------------------------------------------------------------------------------------------------


def opening(electorates: dict[str, Figures], electorate: str, **more: Any) -> str:
    """How opening a flow with this vote is refused; empty where it is not."""
    story = Story(probe(jue={**VOTE, **rule(electorate, **more)}))
    story.case.electorates = electorates
    try:
        check_electorates(story.case)
    except Refused as refused:
        return refused.refusal.key
    return ""


def test_a_vote_nobody_could_take_part_in_is_not_opened() -> None:
    assert opening({"owner": Figures()}, "owner") == "roll-without-owners"
    assert opening({"owner": Figures(3, 100)}, "owner") == ""
    assert opening({}, "party") == ""
    delegates: dict[str, Any] = {"quorum": None, "pass": HALF}
    assert opening({"delegate": Figures()}, "delegate", **delegates) == "roll-without-delegates"


def test_residents_whose_number_the_roll_does_not_say_can_vote_only_without_a_share_of_all() -> None:
    assert opening({"resident": Figures()}, "resident") == "roll-without-residents"
    assert opening({"resident": Figures()}, "resident", quorum=None) == ""
    assert opening({"resident": Figures(40)}, "resident") == ""


def test_preparing_a_session_asks_whether_there_is_anybody_to_vote() -> None:
    story = Story(probe(jue=rule("owner")))
    story.case.electorates = {"owner": Figures()}
    desk = Desk(story.now, story.next_id, story.calendar, LEAD, lambda n: "K" * n)
    with pytest.raises(Refused, match="roll-without-owners"):
        sessions.prepare(story.case, desk)


def test_p8_the_opening_fixes_heads_and_areas_of_owners_and_later_corrections_do_not_reach_them() -> None:
    story = Story(probe(jue=rule("owner")))
    story.case.electorates = {"owner": Figures(3, 25000)}
    (motion,) = to_ballots(story, (0,))
    story.case.electorates = {"owner": Figures(4, 30000)}
    assert (motion.heads, motion.area) == (3, 25000)
    story.close("vote")
    (decision,) = story.case.decisions.values()
    assert decision.figures["electorate"] == {"heads": 3, "area": "250.00"}
