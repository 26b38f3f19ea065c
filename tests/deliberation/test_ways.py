"""Ballots somebody brings: by proxy, on paper, entered for who cannot use a phone; and which one stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from pydantic import ValidationError

from bot.deliberation import acts, sessions
from bot.deliberation.acts import Attachment, Stand
from bot.deliberation.ballots.box import Box
from bot.deliberation.ballots.standing import electors_for, stand
from bot.deliberation.ballots.voices import Proxy, Voice
from bot.deliberation.desk import Actor, Answer, OwnerSeat
from bot.deliberation.figures import Figures
from bot.deliberation.minutes.journal import Head
from bot.deliberation.model import Motion, StandingAct
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.rules import Rule

from .making import AUDITOR, LEAD, SECOND, SESSION, VOTE, Story, a_flow, resident

PHOTO = (Attachment("photo", "AgAD"),)
ALLOWED: dict[str, Any] = {
    "electorate": "owner", "proxy": {"allowed": True}, "paper": {"allowed": True}, "assisted": {"allowed": True},
}  # fmt: skip
TELLER, OTHER_TELLER, THIRD = (Actor(n, roles=frozenset({"auditor"})) for n in (3, 5, 6))
OWNERS = {
    "owner:1": Voice("owner:1", "1-101", 10000, 21),
    "owner:2": Voice("owner:2", "1-102", 9000, 22),
    "owner:3": Voice("owner:3", "1-103", 8000, None),
}
A = Actor(21, "甲", owners=(OwnerSeat(1, "甲", (("/1/", 10000),)),))
B = Actor(22, "乙", owners=(OwnerSeat(2, "乙", (("/1/", 9000),)),))
AGENT = Actor(30, "代理人")


class Voting:
    """An open owners' vote. What stands, and what tellers have entered, is looked up as the clerk does it."""

    def __init__(self, **rule: Any) -> None:
        vote = {**VOTE, "rule": {**ALLOWED, **rule}, "next": dict.fromkeys(VOTE["next"], "end")}
        vote["objections"] = {"grounds": ["procedure"]}
        self.story = Story(a_flow(vote), question="换电梯?")
        self.story.case.offices["auditor"] = [3, 5, 6]
        self.box: dict[str, StandingAct] = {}
        (self.motion,) = self.story.case.motions_in(self.story.round("vote"))

    @property
    def proxy(self) -> Proxy:
        return list(self.story.case.proxies.values())[-1]

    def do(self, act: acts.SessionAct, by: Actor) -> Answer:
        case = self.story.case
        elector = getattr(act, "elector", "")
        if isinstance(act, acts.ConfirmProxy | acts.CastByProxy):
            elector = case.proxies[act.proxy_id].elector
        held = case.paper_entries
        case.paper_entries = {n: entry for n, entry in held.items() if entry.elector == elector}
        voice = OWNERS.get(elector)
        standing = {self.motion.id: self.box[elector]} if elector in self.box else {}
        case.voice = replace(voice, standing=standing) if voice else None
        desk = self.story._desk(by)
        answer = sessions.take(case, act, desk)
        for standing_act, before in desk.cast:
            assert before == self.box.get(standing_act.elector)
            self.box[standing_act.elector] = standing_act
        self.story._keep(desk)
        case.paper_entries = held | case.paper_entries
        self._count()
        return answer

    def press(self, by: Actor, choice: str) -> Answer:
        """The voter's own press, as the hot path takes it."""
        case, round_ = self.story.case, self.story.round("vote")
        box = Box(SESSION, case.session.state, case.community, "/1/", case.flow, round_, Head())
        box.motions = {self.motion.id: self.motion}
        act = Stand("ballot", self.motion.id, round_.id, choice)
        (elector,) = electors_for(act, box, by)
        before = self.box.get(elector.key)
        stood = stand(act, box, by, elector, before, self.story.now, lambda n: "P" * n)
        if stood.standing is not None:
            self.box[elector.key] = stood.standing
        self._count()
        return stood.answer

    def repeat(self) -> None:
        """An hour later an objection to how it is run is upheld: the vote is void and begins anew."""
        self.story.now += timedelta(hours=1)
        self.story.do(acts.Object(SESSION, self.story.round("vote").id, "procedure", "没有提前公告"), resident(20))
        self.story.do(acts.RuleOn(SESSION, max(self.story.case.entries), True, "属实,重新投"), AUDITOR)
        self.box.clear()

    def _count(self) -> None:
        """The running counts and those by way, as storage has them."""
        key = ("ballot", self.motion.id, self.story.round("vote").id)
        counts, brought = dict[str, Figures](), dict[str, Figures]()
        for act in self.box.values():
            counts[act.choice] = counts.get(act.choice, Figures()) + Figures(1, act.area)
            if act.hand_id is not None:
                brought[act.channel] = brought.get(act.channel, Figures()) + Figures(1, act.area)
        self.story.case.counts[key] = counts
        self.story.case.brought[key[1:]] = brought

    def grant(
        self, by: Actor = A, elector: str = "owner:1", agent: int = 30, until: str = "", motion: int | None = None
    ) -> Answer:
        which = self.motion.id if motion is None else motion
        return self.do(acts.GrantProxy(SESSION, which, elector, "@yu", until, PHOTO, agent), by)

    def accept(self, by: Actor = AGENT) -> Answer:
        return self.do(acts.AnswerProxy(SESSION, self.proxy.id, True), by)

    def confirm(self, by: Actor = LEAD) -> Answer:
        return self.do(acts.ConfirmProxy(SESSION, self.proxy.id, True), by)

    def by_proxy(self, choice: str = "agree", by: Actor = AGENT) -> Answer:
        return self.do(acts.CastByProxy(SESSION, self.proxy.id, self.motion.id, choice), by)

    def paper(self, by: Actor, choice: str = "agree", elector: str = "owner:2") -> Answer:
        return self.do(acts.EnterPaper(SESSION, self.motion.id, elector, choice, PHOTO), by)

    def cast(self, elector: str) -> tuple[str, str, int | None]:
        act = self.box[elector]
        return act.choice, act.channel, act.hand_id


def refused(key: str) -> Any:
    return pytest.raises(Refused, match=f"^{key}$")


@pytest.mark.parametrize(
    ("key", "where", "stated"),
    [
        ("rule-way-electorate", "proxy", {"electorate": "member", "proxy": {"allowed": True}}),
        ("rule-way-electorate", "paper", {"electorate": "delegate", "paper": {"allowed": True}}),
        ("rule-way-options", "assisted", {"options": "ranked", "assisted": {"allowed": True}}),
        (
            "rule-way-anonymous",
            "paper",
            {"electorate": "household", "secrecy": "anonymous", "paper": {"allowed": True}},
        ),
        (
            "rule-way-present",
            "paper",
            {"pass": {"head": {"op": "gt", "num": 1, "den": 2, "base": "present"}}, "paper": {"allowed": True}},
        ),
        ("rule-proxy-needs", "proxy", {"proxy": {"allowed": True, "needs": ["document"]}}),
        ("rule-paper-two", "paper", {"paper": {"allowed": True, "needs_two": False}}),
        ("rule-channels-alone", "channels", {"channels": "first_valid"}),
        ("rule-channels-final", "channels", {"paper": {"allowed": True}, "change_until_close": False}),
    ],
)
def test_ways_that_make_no_sense_under_a_rule_are_refused_where_they_stand(
    key: str, where: str, stated: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError) as found:
        Rule.model_validate({"electorate": "owner", **stated})
    (error,) = found.value.errors()
    assert (error["loc"][0], error["ctx"]["error"].key) == (where, key)


def test_no_way_is_allowed_unless_a_rule_says_so_and_what_it_says_reads_back() -> None:
    assert Rule.model_validate({"electorate": "owner"}).ways == ()
    rule = Rule.model_validate({**ALLOWED, "channels": "first_valid"})
    assert rule.ways == ("proxy", "paper", "assisted")
    assert Rule.model_validate(rule.model_dump(mode="json")) == rule
    assert rule.stands("paper", "chat")
    assert not rule.stands("private", "chat"), "both are the voter's own"


def test_unconfirmed_proxy_a_ballot_by_it_is_refused_with_what_is_missing_and_counts_nothing() -> None:
    voting = Voting()
    voting.grant()
    for prepare, missing in ((lambda: None, "agent"), (voting.accept, "document")):
        prepare()
        with refused("proxy-unconfirmed") as said:
            voting.by_proxy()
        assert said.value.refusal.params["missing"] == missing
    assert voting.box == {}
    voting.confirm()
    assert voting.by_proxy().key == "ballot-by-proxy"
    assert voting.cast("owner:1") == ("agree", "proxy", 30)
    assert voting.box["owner:1"].person_id == 21, "the ballot is its owner's"


def test_a_proxy_says_who_for_what_and_until_when_and_is_shown_to_the_agent_and_who_looks_at_it() -> None:
    voting = Voting()
    with refused("proxy-document-needed"):
        voting.do(acts.GrantProxy(SESSION, voting.motion.id, "owner:1", "@yu", "", (), 30), A)
    with refused("person-unknown"):
        voting.do(acts.GrantProxy(SESSION, voting.motion.id, "owner:1", "@who", "", PHOTO), A)
    with refused("proxy-until-needed"):
        voting.grant(until="2026-12-06")
    with refused("proxy-own-agent"):
        voting.grant(agent=21)
    voting.grant(until="2026-12-07")
    assert voting.story.cards(30) == ["proxy-asked"]
    assert voting.story.cards(1)[-1] == voting.story.cards(3)[-1] == "proxy-to-confirm"
    assert voting.proxy.until == datetime(2026, 12, 7, 16, tzinfo=UTC), "to the end of that day in Shanghai"


def test_a_proxy_is_given_by_who_votes_and_cannot_be_passed_on() -> None:
    voting = Voting()
    with refused("not-principal"):
        voting.grant(by=B)
    voting.grant()
    voting.accept()
    with refused("not-principal"):
        voting.grant(by=AGENT, agent=31)
    with refused("proxy-exists"):
        voting.grant(agent=31)


def test_who_gave_or_takes_a_proxy_or_handed_it_in_does_not_confirm_it() -> None:
    """… also where they moderate: 1 and 2 do, 21 votes for the owner, 30 is the agent."""
    voting, moderating = Voting(), frozenset({"grid_lead"})
    voting.grant(by=replace(LEAD, person_id=1), agent=30)
    for by in (LEAD, replace(AGENT, roles=moderating), replace(A, roles=moderating)):
        with refused("proxy-own-confirm"):
            voting.confirm(by)
    with refused("not-moderator"):
        voting.confirm(B)
    assert voting.confirm(SECOND).key == "proxy-confirmed"
    with refused("button-stale"):
        voting.confirm(TELLER)


def test_an_agent_takes_on_no_more_principals_than_the_rule_lets_them() -> None:
    voting = Voting(proxy={"allowed": True, "max_per_agent": 1})
    voting.grant()
    voting.accept()
    with refused("proxy-too-many"):
        voting.grant(by=B, elector="owner:2")
    two = Voting(proxy={"allowed": True, "max_per_agent": 2})
    for by, elector in ((A, "owner:1"), (B, "owner:2")):
        two.grant(by=by, elector=elector)
        two.accept()
        two.confirm()
    with refused("proxy-too-many"):
        two.grant(by=LEAD, elector="owner:3")


def test_an_agent_votes_for_each_principal_as_that_one_wants() -> None:
    voting = Voting(proxy={"allowed": True, "max_per_agent": 2})
    voting.grant()
    voting.accept()
    voting.confirm()
    voting.by_proxy("agree")
    voting.grant(by=B, elector="owner:2")
    voting.accept()
    voting.confirm()
    voting.by_proxy("oppose")
    assert (voting.cast("owner:1"), voting.cast("owner:2")) == (("agree", "proxy", 30), ("oppose", "proxy", 30))


def test_a_proxy_taken_back_or_run_out_or_for_another_matter_is_none_and_what_was_cast_by_it_stands() -> None:
    voting = Voting()
    voting.grant()
    voting.accept()
    voting.confirm()
    voting.by_proxy()
    with refused("not-principal"):
        voting.do(acts.RevokeProxy(SESSION, voting.proxy.id), B)
    voting.do(acts.RevokeProxy(SESSION, voting.proxy.id), A)
    with refused("proxy-revoked"):
        voting.by_proxy("oppose")
    assert voting.cast("owner:1")[0] == "agree"
    voting.grant(until="2026-12-07")
    voting.accept()
    voting.confirm()
    voting.proxy.motion_id = 999
    with refused("proxy-other-matter"):
        voting.by_proxy("oppose")
    voting.proxy.motion_id, voting.proxy.until = 0, voting.story.now
    with refused("proxy-ended"):
        voting.by_proxy("oppose")


def test_a_proxy_without_a_day_lasts_to_the_close_also_where_that_is_moved() -> None:
    voting = Voting()
    voting.grant()
    voting.accept()
    voting.confirm()
    round_ = voting.story.round("vote")
    assert round_.due_at is not None
    voting.story.now = round_.due_at
    round_.due_at += timedelta(days=5)
    assert voting.by_proxy().key == "ballot-by-proxy"


def test_a_proxy_whose_day_is_past_takes_no_room_and_makes_way_for_another() -> None:
    voting = Voting(proxy={"allowed": True, "max_per_agent": 1})
    voting.grant(until="2026-12-07")
    voting.accept()
    voting.story.now = voting.proxy.until or voting.story.now
    assert voting.grant(by=B, elector="owner:2").key == "proxy-granted"
    assert voting.accept().key == "proxy-accepted"
    assert voting.grant(agent=31).key == "proxy-granted"


def test_a_proxy_without_a_day_ends_with_the_vote_it_was_given_in_and_is_none_in_the_one_that_repeats_it() -> None:
    """… also the one for everything a session decides; with a day it stands for its matter until then."""
    for motion, until, stands in ((None, "", False), (0, "", False), (None, "2026-12-20", True)):
        voting = Voting(proxy={"allowed": True, "max_per_agent": 1}, channels="first_valid")
        voting.grant(motion=motion, until=until)
        voting.accept()
        voting.confirm()
        voting.repeat()
        if stands:
            assert voting.by_proxy().key == "ballot-by-proxy"
            continue
        with refused("proxy-ended"):
            voting.by_proxy()
        assert voting.grant(agent=31).key == "proxy-granted"


def test_nothing_is_confirmed_at_the_very_moment_of_the_close() -> None:
    voting = Voting()
    voting.grant()
    voting.story.now = voting.story.round("vote").due_at or voting.story.now
    for late in (voting.accept, voting.confirm, partial(voting.grant, by=B, elector="owner:2")):
        with refused("proxy-late"):
            late()
    with refused("ballot-late"):
        voting.by_proxy()


def test_p12_a_ballot_of_paper_counts_once_two_tellers_have_read_the_same_at_the_moment_of_the_second() -> None:
    voting = Voting()
    assert voting.paper(TELLER).key == "paper-waiting"
    assert voting.paper(TELLER).key == "paper-waiting", "the same teller twice is one reading"
    assert voting.box == {}
    voting.story.now += timedelta(hours=1)
    assert voting.paper(OTHER_TELLER).key == "paper-counted"
    assert voting.cast("owner:2") == ("agree", "paper", 5)
    assert voting.box["owner:2"].at == voting.story.now
    (ballot,) = [row for row in voting.story.journal if row.kind == "ballot"]
    assert (ballot.content["channel"], ballot.content["by"]) == ("paper", [3, 5])


def test_where_two_tellers_read_differently_both_are_told_and_it_stands_open_until_it_is_put_right() -> None:
    voting = Voting()
    voting.paper(TELLER, "agree")
    assert voting.paper(OTHER_TELLER, "oppose").key == "paper-differs"
    assert "paper-differs" in voting.story.cards(3)
    assert voting.box == {}
    assert voting.paper(TELLER, "oppose").key == "paper-counted"
    assert voting.cast("owner:2") == ("oppose", "paper", 3)


def test_a_third_reading_settles_it_as_well_and_what_nobody_else_read_is_replaced() -> None:
    voting = Voting()
    voting.paper(TELLER, "agree")
    voting.paper(OTHER_TELLER, "oppose")
    assert voting.paper(THIRD, "oppose").key == "paper-counted"
    states = [entry.state for entry in voting.story.case.paper_entries.values()]
    assert states == ["replaced", "counted", "counted"]


def test_paper_is_entered_by_scrutineers_who_do_not_moderate_the_matter_nor_for_themselves() -> None:
    voting = Voting()
    for by in (LEAD, SECOND, A, replace(TELLER, roles=frozenset({"auditor", "grid_lead"}))):
        with refused("not-teller"):
            voting.paper(by)
    with refused("paper-own"):
        voting.paper(replace(TELLER, person_id=22))
    with refused("paper-photo-needed"):
        voting.do(acts.EnterPaper(SESSION, voting.motion.id, "owner:2", "agree"), TELLER)
    for elector in ("owner:99", "household:2", "person:5"):
        with refused("no-such-elector"):
            voting.paper(TELLER, elector=elector)


def test_paper_entered_at_the_close_is_late_also_as_the_second_reading() -> None:
    voting = Voting()
    voting.paper(TELLER)
    voting.story.now = voting.story.round("vote").due_at or voting.story.now
    with refused("ballot-late"):
        voting.paper(OTHER_TELLER)
    assert voting.box == {}


def test_p12_the_later_of_paper_and_press_stands_and_says_which_way_it_came() -> None:
    voting = Voting()
    voting.press(B, "agree")
    receipt = voting.box["owner:2"].receipt
    voting.paper(TELLER, "agree")
    voting.paper(OTHER_TELLER, "agree")
    assert voting.cast("owner:2") == ("agree", "paper", 5), "the same choice, by paper now"
    answer = voting.press(B, "oppose")
    assert (answer.key, answer.params["way"]) == ("ballot-replaced", "paper")
    assert voting.cast("owner:2") == ("oppose", "chat", None)
    assert voting.box["owner:2"].receipt == receipt
    assert voting.press(B, "oppose").key == "ballot-unchanged"


def test_p12_with_first_valid_what_came_first_stands_against_any_other_way() -> None:
    voting = Voting(channels="first_valid")
    voting.press(B, "agree")
    voting.paper(TELLER, "oppose")
    assert voting.paper(OTHER_TELLER, "oppose").key == "paper-not-counted"
    assert voting.cast("owner:2") == ("agree", "chat", None)
    voting.press(B, "abstain")
    assert voting.cast("owner:2")[0] == "abstain", "one's own press may still be changed"
    voting.paper(TELLER, "oppose", "owner:1")
    voting.paper(OTHER_TELLER, "oppose", "owner:1")
    with refused("ballot-first-stands"):
        voting.press(A, "agree")
    assert voting.cast("owner:1") == ("oppose", "paper", 5)


def test_a_choice_entered_for_somebody_is_logged_with_who_helped_and_its_owner_is_told() -> None:
    voting = Voting()
    answer = voting.do(acts.AssistBallot(SESSION, voting.motion.id, "owner:2", "oppose"), LEAD)
    assert (answer.key, answer.params["receipt"]) == ("ballot-assisted", "KKKKKK")
    assert voting.cast("owner:2") == ("oppose", "assisted", 1)
    (ballot,) = [row for row in voting.story.journal if row.kind == "ballot"]
    assert (ballot.content["channel"], ballot.content["by"]) == ("assisted", [1])
    assert "receipt" in voting.story.cards(22)
    with refused("not-helper"):
        voting.do(acts.AssistBallot(SESSION, voting.motion.id, "owner:3", "agree"), TELLER)


def test_whoever_helps_does_not_learn_by_trying_what_stood_before() -> None:
    """The first answer, one that changes nothing, and one in place of the owner's own press are the same."""
    first, again, replaced = Voting(), Voting(), Voting()
    again.do(acts.AssistBallot(SESSION, again.motion.id, "owner:2", "oppose"), LEAD)
    replaced.press(B, "oppose")
    told = [
        v.do(acts.AssistBallot(SESSION, v.motion.id, "owner:2", "oppose"), SECOND) for v in (first, again, replaced)
    ]
    assert {(answer.key, answer.alert, *sorted(answer.params)) for answer in told} == {
        ("ballot-assisted", True, "choice", "door", "receipt")
    }


def test_nothing_comes_another_way_where_the_rule_does_not_allow_it() -> None:
    voting = Voting(proxy={"allowed": False}, paper={"allowed": False}, assisted={"allowed": False})
    with refused("proxy-not-here"):
        voting.grant()
    with refused("paper-not-here"):
        voting.paper(TELLER)
    with refused("assisted-not-here"):
        voting.do(acts.AssistBallot(SESSION, voting.motion.id, "owner:2", "oppose"), LEAD)


def test_the_decision_says_how_many_came_which_way_and_the_others_are_zero() -> None:
    voting = Voting(quorum=None)
    voting.grant()
    voting.accept()
    voting.confirm()
    voting.by_proxy("agree")
    voting.paper(TELLER)
    voting.paper(OTHER_TELLER)
    voting.story.close("vote")
    (decision,) = voting.story.case.decisions.values()
    ways = {way: decision.figures[way] for way in ("proxy", "paper", "assisted")}
    assert ways == {
        "proxy": {"heads": 1, "area": "100.00"},
        "paper": {"heads": 1, "area": "90.00"},
        "assisted": {"heads": 0, "area": "0.00"},
    }
    assert decision.figures["agree"] == {"heads": 2, "area": "190.00"}


def test_a_rule_that_allows_none_has_none_in_its_figures() -> None:
    story = Story(a_flow({**VOTE, "next": dict.fromkeys(VOTE["next"], "end")}), question="换电梯?")
    motion: Motion
    (motion,) = story.case.motions_in(story.round("vote"))
    story.ballots(motion, agree=20)
    story.close("vote")
    (decision,) = story.case.decisions.values()
    assert not decision.figures.keys() & {"proxy", "paper", "assisted"}
