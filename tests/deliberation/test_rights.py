"""Who may do what: every act of a session against everybody who might try it (domain.md §3.10)."""

from typing import get_args

import pytest

from bot.deliberation import acts, rights
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import CLOCK, Actor, Seat
from bot.deliberation.flow import Review, Role, Vote
from bot.deliberation.model import Issue, IssueState, Round, RoundState, Task
from bot.deliberation.refusal import Refused

from .making import MANAGER, Story, probe, resident, to_work, wumin

EVERY = [kind for kind in vars(acts).values() if isinstance(kind, type) and issubclass(kind, acts.SessionAct)]
EVERY.remove(acts.SessionAct)

SAMPLES: dict[type[acts.SessionAct], acts.SessionAct] = {
    acts.ConfirmOpening: acts.ConfirmOpening(10),
    acts.DropOpening: acts.DropOpening(10),
    acts.CancelSession: acts.CancelSession(10, "范围设错了"),
    acts.ConfirmCancel: acts.ConfirmCancel(10),
    acts.Advance: acts.Advance(10, 1),
    acts.Extend: acts.Extend(10, 1, "24h"),
    acts.Pause: acts.Pause(10, 30),
    acts.RaiseIssue: acts.RaiseIssue(10, "遛狗不牵绳"),
    acts.SettleBack: acts.SettleBack(10, 1, "drop"),
    acts.CheckIssue: acts.CheckIssue(10, 1, True),
    acts.ScreenIssue: acts.ScreenIssue(10, 1, 1, "accept"),
    acts.AcceptRest: acts.AcceptRest(10, 1),
    acts.Speak: acts.Speak(10, 1, "for", "好"),
    acts.AnswerConcern: acts.AnswerConcern(10, 1, "会安排"),
    acts.OverrideConcern: acts.OverrideConcern(10, 1, "来不及"),
    acts.DraftMotion: acts.DraftMotion(10, 1, "遛狗须牵绳"),
    acts.ClearMotion: acts.ClearMotion(10, 1, True),
    acts.CheckIn: acts.CheckIn(10, 1),
    acts.Judge: acts.Judge(10, 1, 0, "approve"),
    acts.SetCause: acts.SetCause(10, 1, "residents"),
    acts.NameParty: acts.NameParty(10, 1, 20),
    acts.ConfirmPosting: acts.ConfirmPosting(10, 1, "board", (acts.Attachment("photo", "board"),)),
    acts.Oversee: acts.Oversee(10, 1, "票数都对"),
    acts.Object: acts.Object(10, 1, "procedure", "没通知"),
    acts.RuleOn: acts.RuleOn(10, 1, False, "有照片"),
    acts.Recount: acts.Recount(10, 1),
    acts.Certify: acts.Certify(10, 1),
    acts.Recuse: acts.Recuse(10),
    acts.AddTask: acts.AddTask(10, 1, "便袋箱", "goods"),
    acts.AssignTask: acts.AssignTask(10, 1, "物业"),
    acts.Progress: acts.Progress(10, 1, "到货了"),
    acts.FinishTask: acts.FinishTask(10, 1, "装好了"),
    acts.AcceptTask: acts.AcceptTask(10, 1, True),
    acts.AbandonTask: acts.AbandonTask(10, 1, "买不到"),
    acts.DescribeShare: acts.DescribeShare(10, 1, "修好了"),
    acts.Remark: acts.Remark(10, 1, "", "还不错"),
    acts.GrantProxy: acts.GrantProxy(10, 1, "household:1", "@yu", "", (acts.Attachment("photo", "f"),), 90),
    acts.AnswerProxy: acts.AnswerProxy(10, 1, True),
    acts.ConfirmProxy: acts.ConfirmProxy(10, 1, True),
    acts.RevokeProxy: acts.RevokeProxy(10, 1),
    acts.CastByProxy: acts.CastByProxy(10, 1, 1, "agree"),
    acts.EnterPaper: acts.EnterPaper(10, 1, "household:1", "agree", (acts.Attachment("photo", "f"),)),
    acts.AssistBallot: acts.AssistBallot(10, 1, "household:1", "agree"),
    acts.Deliver: acts.Deliver(10, 1, "owner:1", True),
}

OWNER = Seat(1, 7, "/1/7/", "2-101", "owner", True)
FAMILY = Seat(1, 7, "/1/7/", "2-101", "family", False)
TENANT = Seat(2, 7, "/1/7/", "2-102", "tenant", False)

PEOPLE = {
    "stranger": Actor(50),
    "member": resident(51),
    "family": Actor(52, seats=(FAMILY,)),
    "tenant": Actor(53, seats=(TENANT,)),
    "representative": Actor(54, seats=(OWNER,)),
    "property": Actor(55, roles=frozenset({"property"})),
    "expert": Actor(56, roles=frozenset({"expert"})),
    "auditor": Actor(57, roles=frozenset({"auditor"})),
    "committee": Actor(62, roles=frozenset({"committee"})),
    "adviser": Actor(58, roles=frozenset({"legal_adviser"})),
    "grid lead": Actor(59, roles=frozenset({"grid_lead"})),
    "secretary": Actor(60, roles=frozenset({"secretary"})),
    "street": Actor(61, roles=frozenset({"street"})),
    "clock": CLOCK,
}
MODERATORS = {"grid lead", "secretary", "street"}
RESIDENTS = {"member", "family", "tenant", "representative"}
ALLOWED = {
    rights.OPEN: MODERATORS,
    rights.MODERATE: MODERATORS,
    rights.SCRUTINISE: {"auditor"},
    rights.CERTIFY: {"auditor", "street"},
    rights.OFFICE: MODERATORS | {"auditor", "committee"},
    rights.PROPOSE: MODERATORS | RESIDENTS,
    rights.SPEAK: MODERATORS | RESIDENTS | {"property", "expert"},
    rights.CLEAR: {"adviser"},
    rights.LEAD: MODERATORS,
    rights.OWN: MODERATORS,
    rights.PANEL: {"committee"},
    rights.ENTRUST: MODERATORS | {"auditor", "representative"},
    rights.PRINCIPAL: set(),
    rights.AGENT: set(),
    rights.CONFIRM: MODERATORS | {"auditor"},
    rights.TELL: {"auditor"},
    rights.ASSIST: MODERATORS,
    rights.DELIVER: MODERATORS | {"auditor"},
}
KEYS = {
    rights.OPEN: "not-moderator",
    rights.MODERATE: "not-moderator",
    rights.SCRUTINISE: "not-scrutineer",
    rights.CERTIFY: "not-scrutineer",
    rights.OFFICE: "not-in-office",
    rights.PROPOSE: "not-participant",
    rights.SPEAK: "not-participant",
    rights.CLEAR: "not-legal-adviser",
    rights.LEAD: "not-lead",
    rights.OWN: "not-proposer",
    rights.PANEL: "not-on-panel",
    rights.ENTRUST: "not-principal",
    rights.PRINCIPAL: "not-principal",
    rights.AGENT: "not-agent",
    rights.CONFIRM: "not-moderator",
    rights.TELL: "not-teller",
    rights.ASSIST: "not-helper",
    rights.DELIVER: "not-deliverer",
}


def a_case() -> CaseFile:
    """五民议事法 with a review by the committee, which round 1 is in."""
    case = Story(wumin()).case
    review = Review(id="shenyi", kind="review", panel=("committee",))
    case.flow = case.flow.model_copy(update={"stages": (*case.flow.stages, review)})
    now = case.session.opened_at
    case.rounds[1] = Round(1, case.session.id, "shenyi", "review", 1, RoundState.OPEN, now, now)
    return case


def may(case: CaseFile, act: acts.SessionAct, by: Actor) -> str:
    """The key of the refusal, empty where there is none."""
    try:
        rights.require(case, act, by)
    except Refused as refused:
        return refused.refusal.key
    return ""


def test_every_act_of_a_session_is_in_the_table_and_nothing_else() -> None:
    assert set(rights.NEEDS) == set(EVERY) == set(SAMPLES)


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_everybody_may_do_what_the_table_gives_them_and_is_refused_the_rest(kind: type[acts.SessionAct]) -> None:
    case, need = a_case(), rights.NEEDS[kind]
    refused = {name: may(case, SAMPLES[kind], by) for name, by in PEOPLE.items()}
    assert refused == {name: "" if name in ALLOWED[need] | {"clock"} else KEYS[need] for name in PEOPLE}


def test_no_role_of_a_flow_has_the_powers_of_the_clock() -> None:
    assert "clock" not in get_args(Role)


def test_the_lead_reports_on_its_own_task_and_on_no_other() -> None:
    case = a_case()
    case.tasks = {1: Task(1, 10, 1, None, "便袋箱", lead_id=40), 2: Task(2, 10, 1, None, "路灯", lead_id=41)}
    assert may(case, acts.FinishTask(10, 1, "装好了"), MANAGER) == ""
    assert may(case, acts.FinishTask(10, 2, "装好了"), MANAGER) == "not-lead"
    assert may(case, acts.Progress(10, 3, "到货了"), MANAGER) == "not-lead"


def test_whoever_raised_it_accepts_it_also_where_theirs_was_merged_but_not_what_they_lead() -> None:
    story = Story(probe())
    work = to_work(story)
    (issue,) = (story.case.issues[i] for i in work.members)
    merged = Issue(99, 1, 9, 10, "牵绳", "牵绳", story.now, 33, state=IssueState.MERGED, merged_into=issue.id)
    story.case.issues[99] = merged
    task = story.task(lead=33)
    act = acts.AcceptTask(10, task.id, True)
    assert may(story.case, act, resident(20)) == ""
    assert may(story.case, act, resident(33)) == "not-proposer"
    task.lead_id = 40
    assert may(story.case, act, resident(33)) == ""
    assert may(story.case, act, resident(34)) == "not-proposer"


def test_a_flow_for_owners_keeps_tenants_and_family_from_proposing() -> None:
    case = Story(wumin()).case
    case.flow = case.flow.model_copy(
        update={"participants": case.flow.participants.model_copy(update={"propose": ("owner",)})}
    )
    raised = {name: may(case, SAMPLES[acts.RaiseIssue], PEOPLE[name]) for name in RESIDENTS}
    assert raised == {
        "representative": "", "tenant": "not-participant", "family": "not-participant", "member": "not-participant",
    }  # fmt: skip


def test_a_flow_for_representatives_hears_only_them() -> None:
    case = Story(wumin()).case
    case.flow = case.flow.model_copy(
        update={"participants": case.flow.participants.model_copy(update={"speak": ("household_rep",)})}
    )
    heard = {name for name in RESIDENTS if not may(case, SAMPLES[acts.Speak], PEOPLE[name])}
    assert heard == {"representative"}


def test_without_a_roll_members_of_the_chat_take_part_and_people_outside_it_do_not() -> None:
    case = a_case()
    case.community.has_roll = False
    assert may(case, SAMPLES[acts.RaiseIssue], resident(51)) == ""
    assert may(case, SAMPLES[acts.RaiseIssue], Actor(50)) == "not-participant"


def test_in_a_self_run_group_its_moderators_rule_on_objections() -> None:
    case = a_case()
    lead = PEOPLE["grid lead"]
    assert may(case, SAMPLES[acts.RuleOn], lead) == "not-scrutineer"
    case.community.self_run = True
    assert may(case, SAMPLES[acts.RuleOn], lead) == ""
    assert may(case, SAMPLES[acts.RuleOn], PEOPLE["auditor"]) == ""


def test_where_an_operators_community_has_no_scrutineer_the_street_rules_and_others_learn_the_way_out() -> None:
    case = a_case()
    case.offices.pop("auditor", None)
    rule = SAMPLES[acts.RuleOn]
    assert may(case, rule, PEOPLE["street"]) == ""
    assert may(case, rule, PEOPLE["secretary"]) == "no-scrutineer"
    case.offices["street"] = [61]
    assert rights.judges(case)[0] == 61, "told first"
    case.offices["auditor"] = [57]
    assert may(case, rule, PEOPLE["street"]) == "not-scrutineer"
    assert rights.judges(case) == [57]


def test_the_second_person_may_be_somebody_above_and_where_there_is_nobody_that_is_said() -> None:
    case = a_case()
    case.offices = {"grid_lead": [59]}
    with pytest.raises(Refused, match="second-person-none"):
        rights.second_person(case, PEOPLE["grid lead"])
    case.offices["street"] = [61]
    assert rights.second_person(case, PEOPLE["grid lead"]) == [61]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_e23_no_act_does_anything_in_a_cancelled_session(kind: type[acts.SessionAct]) -> None:
    story = Story(probe())
    story.raise_issue(20, "遛狗不牵绳")
    story.do(acts.CancelSession(10, "范围设错了"), PEOPLE["grid lead"])
    before = repr(story.case)
    for by in PEOPLE.values():
        with pytest.raises(Refused, match="session-cancelled"):
            story.do(SAMPLES[kind], by)
    assert repr(story.case) == before


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_ids_of_nothing_are_a_stale_button_or_a_plain_refusal_and_change_nothing(kind: type[acts.SessionAct]) -> None:
    """The samples name round, issue, entry and task 1, which this session does not have."""
    story = Story(probe())
    names_something = kind not in (acts.CancelSession, acts.Pause, acts.RaiseIssue, acts.Recuse)
    before, due = repr(story.case), dict(story.dues)
    for name in ("grid lead", "auditor", "adviser", "member"):
        try:
            story.do(SAMPLES[kind], PEOPLE[name])
        except Refused:
            assert repr(story.case) == before
            assert story.dues == due
        else:
            assert not names_something
            return


def a_vote_of_the_committee(matter: str) -> CaseFile:
    """A flow the owners' committee moderates and (by mistake) scrutinises, with an owners' vote on this matter."""
    case = a_case()
    vote = Vote.model_validate({"id": "biaojue", "kind": "vote", "rule": {"electorate": "owner", "matter": matter}})
    participants = case.flow.participants.model_copy(
        update={"moderate": ("committee", "secretary"), "scrutinise": ("auditor", "committee")}
    )
    case.flow = case.flow.model_copy(update={"participants": participants, "stages": (*case.flow.stages, vote)})
    case.offices = {"committee": [62, 63], "auditor": [57, 63], "secretary": [60]}
    return case


def test_the_owners_committee_may_call_its_own_election_and_neither_run_nor_count_nor_rule_on_it() -> None:
    case, committee = a_vote_of_the_committee("committee"), PEOPLE["committee"]
    given = {kind for kind in EVERY if rights.NEEDS[kind] == rights.OPEN}
    withheld = {kind for kind in EVERY if rights.NEEDS[kind] in (rights.MODERATE, rights.SCRUTINISE, rights.LEAD)}
    assert {kind for kind in given | withheld if not may(case, SAMPLES[kind], committee)} == given
    counting = Actor(63, roles=frozenset({"committee", "auditor"}))
    assert may(case, SAMPLES[acts.RuleOn], counting) == "not-scrutineer", "whatever else they hold"
    case.offices |= {"secretary": [60, 62], "street": [63]}
    for office in ("secretary", "street", "moderator", "grid_lead"):
        both = Actor(62, roles=frozenset({"committee", office}))
        helping = withheld | {acts.AssistBallot, acts.ConfirmProxy, acts.Certify, acts.Deliver}
        assert [kind for kind in helping if not may(case, SAMPLES[kind], both)] == []
        assert not rights.may_recuse(case, both)
    assert (rights.moderators(case), case.moderators()) == ([60], [60])
    assert (case.scrutineers(), rights.judges(case)) == ([57], [57])


def test_on_any_other_matter_the_owners_committee_moderates() -> None:
    case, committee = a_vote_of_the_committee("manager"), PEOPLE["committee"]
    moderating = [kind for kind in EVERY if rights.NEEDS[kind] == rights.MODERATE]
    assert not any(may(case, SAMPLES[kind], committee) for kind in moderating)
    assert case.moderators() == [62, 63, 60]
