"""Role × act × stage: what the table of rights withholds, no stage gives; what a stage does not take, nobody can do."""

from copy import deepcopy
from dataclasses import fields, replace

import pytest

from bot.deliberation import acts, rights
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Actor
from bot.deliberation.refusal import Refused

from .making import MANAGER, REACHED, SESSION, Story, probe, resident
from .test_rights import ALLOWED, KEYS, PEOPLE, SAMPLES
from .test_stages_review import reviewing

STAGES = (*REACHED, "review")
WHOLE = {"CancelSession", "Pause", "Recuse"}
TAKEN = {
    "collect": WHOLE | {"Advance", "Extend", "RaiseIssue", "CheckIssue"},
    "screen": WHOLE | {"Extend", "ScreenIssue", "AcceptRest"},
    "deliberate": WHOLE
    | {"Advance", "Extend", "Speak", "AnswerConcern", "OverrideConcern", "DraftMotion", "ClearMotion"},
    "review": WHOLE | {"Extend", "CheckIn", "Judge", "SetCause"},
    "vote": WHOLE,
    "notice": WHOLE | {"Object", "RuleOn"},
    "implement": WHOLE | {"AddTask", "AssignTask", "Progress", "FinishTask", "AcceptTask", "AbandonTask"},
    "evaluate": WHOLE | {"Remark"},
}
"""What somebody with the right can do in each stage. A vote takes ballots only, which are no acts of these; words that
point at somebody are settled by their author alone (`test_stages_collect`)."""


def reached(kind: str) -> Story:
    """A session in this stage, with something of everything the stage can hold."""
    if kind == "review":
        story, _ = reviewing(3, panel=["committee"])
        story.case.rounds[story.round("review").id].facts["panel"] = [PEOPLE["committee"].person_id]
        return story
    story = Story(probe())
    REACHED[kind](story)
    if kind == "collect":
        story.hold_issue(20, "有一户夜里犬吠")
    if kind == "deliberate":
        talk = story.round("deliberate")
        story.do(acts.Speak(SESSION, talk.id, "concern", "晚上没处遛"), resident(20))
        story.do(acts.DraftMotion(SESSION, talk.id, "遛狗须牵绳"), PEOPLE["grid lead"])
    if kind == "notice":
        story.objection(20, "procedure")
    if kind == "implement":
        done = story.task("便袋箱", lead=MANAGER.person_id or 0)
        story.do(acts.FinishTask(SESSION, done.id, "装好了"), MANAGER)
        story.task("路灯", lead=MANAGER.person_id or 0)
    return story


def fitted(act: acts.SessionAct, case: CaseFile, kind: str) -> acts.SessionAct:
    """The sample with ids of what there is in this stage."""
    held = next((issue.id for issue in case.issues.values() if issue.mode == "back"), 0)
    here = {
        "round_id": case.open_rounds(kind)[-1].id,
        "issue_id": held or min(case.issues, default=1),
        "motion_id": max(case.motions, default=1),
        "entry_id": max(case.entries, default=1),
        "task_id": (min if isinstance(act, acts.AcceptTask) else max)(case.tasks, default=1),
    }
    names = {field.name for field in fields(act)}
    return replace(act, **{name: value for name, value in here.items() if name in names})


def outcome(story: Story, act: acts.SessionAct, by: Actor) -> str:
    """The key of the refusal, which leaves the story as it was; empty where the act was taken."""
    try:
        story.do(act, by)
    except Refused as refused:
        return refused.refusal.key
    return ""


@pytest.mark.parametrize("kind", STAGES)
def test_no_stage_gives_what_the_table_withholds(kind: str) -> None:
    story = reached(kind)
    for act_kind, sample in SAMPLES.items():
        need = rights.NEEDS[act_kind]
        # whether somebody sits on a panel can be asked where there is one only
        key = KEYS[need] if need != rights.PANEL or kind == "review" else "button-stale"
        act = fitted(sample, story.case, kind)
        outside = PEOPLE.keys() - ALLOWED[need] - {"clock"}
        assert {name: outcome(story, act, PEOPLE[name]) for name in outside} == dict.fromkeys(outside, key), act


@pytest.mark.parametrize("kind", STAGES)
def test_a_stage_takes_its_own_acts_and_no_others_whoever_asks(kind: str) -> None:
    story = reached(kind)
    people = {**PEOPLE, "author": resident(20), "leads": MANAGER}
    taken = set[str]()
    for act_kind, sample in SAMPLES.items():
        act, tried = fitted(sample, story.case, kind), deepcopy(story)
        if any(not outcome(tried, act, by) for by in people.values()):
            taken.add(act_kind.__name__)
    assert taken == TAKEN[kind]


@pytest.mark.parametrize("kind", ["collect", "deliberate", "vote", "notice", "implement"])
def test_no_stage_gives_the_owners_committee_a_say_in_how_its_own_election_is_run(kind: str) -> None:
    story = reached(kind)
    flow = story.case.flow
    vote = next(stage for stage in flow.stages if stage.kind == "vote")
    own = vote.model_copy(update={"rule": vote.rule.model_copy(update={"matter": "committee"})})
    participants = flow.participants.model_copy(update={"moderate": ("committee", "secretary")})
    stages = tuple(own if stage is vote else stage for stage in flow.stages)
    story.case.flow = flow.model_copy(update={"participants": participants, "stages": stages})
    run = {act for act in SAMPLES if rights.NEEDS[act] in (rights.MODERATE, rights.SCRUTINISE)}
    tried = {act: outcome(story, fitted(SAMPLES[act], story.case, kind), PEOPLE["committee"]) for act in run}
    assert tried == {act: KEYS[rights.NEEDS[act]] for act in run}
