"""Anybody doing anything at any time: whatever happens, a session stays sound, bounded, and ends where nothing is open.

Each step is one act of one person, or some time that passes with everything due in it. Acts name records of the
session, of another one, or of nothing. A refusal is the only exception there may be. The clerk discards the case
of a refused act; here the same copy goes on, so a rule that changes something and then refuses is found.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.deliberation import acts, sessions
from bot.deliberation.desk import Actor, Desk
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Flow
from bot.deliberation.model import IssueState, RoundState, SessionState
from bot.deliberation.refusal import Refused

from .making import ADVISER, AUDITOR, LEAD, MANAGER, REACHED, SECOND, SESSION, Story, probe, resident, unsound

pytestmark = pytest.mark.slow

PEOPLE = (LEAD, SECOND, AUDITOR, ADVISER, MANAGER, resident(20), resident(21), resident(22), Actor(50))
ANYBODY = st.sampled_from(PEOPLE)
MODERATOR = st.sampled_from((LEAD, LEAD, LEAD, SECOND, SECOND, *PEOPLE))
RESIDENT = st.sampled_from((resident(20), resident(21), resident(22), resident(23), *PEOPLE))
SCRUTINEER = st.sampled_from((AUDITOR, AUDITOR, AUDITOR, LEAD, Actor(20, roles=frozenset({"auditor"}))))
TEXTS = ("", "  ", "好", "遛狗不牵绳。建议必须牵绳。", "3-502夜里犬吠", "长" * 2001)
FLOWS = (
    probe(),
    probe(jue={"notice": "6h", "rule": {"electorate": "household", "extend": {"by": "12h", "max": 1}}}),
    probe(jue={"wait": "6h"}, gongshi={"gather": "each", "exit": None}, ban={"gather": "each"}, ping={"extend": "1d"}),
    probe(
        yi={"exit": {"all": [{"concerns_answered": True}]}},
        screen={"escalate": ["secretary", "street"]},
    ),
)
MOST_ROUNDS = 60
"""Far more than the loops of these flows allow for the issues of one run."""


def an_open(kind: str) -> Callable[[Any], bool]:
    return lambda machine: bool(machine.story.case.open_rounds(kind))


def held(machine: Any) -> bool:
    return any(issue.state is IssueState.HELD for issue in machine.story.case.issues.values())


def asked(machine: Any) -> bool:
    """Whether a concern, a question or an objection is open, also one of a round that is over."""
    return any(entry.state == "open" for entry in machine.story.case.entries.values())


class Sessions(RuleBasedStateMachine):
    story: Story

    @initialize(flow=st.sampled_from(FLOWS), kind=st.sampled_from(sorted(REACHED)))
    def begin(self, flow: Flow, kind: str) -> None:
        """A session that has come as far as this stage, with an open round of it."""
        self.story = Story(flow)
        REACHED[kind](self.story)

    def attempt(self, act: acts.SessionAct, by: Actor) -> None:
        story = self.story
        before = deepcopy(story.case)
        desk = Desk(story.now, story.next_id, story.calendar, by, lambda n: "K" * n)
        story.case.recount = story.case.counts
        try:
            sessions.take(story.case, act, desk)
        except Refused:
            before.recount = before.counts
            assert repr(story.case) == repr(before), act
            return
        assert desk.journal, act
        assert all("person" not in entry.public for entry in desk.journal)
        story._keep(desk)

    def some(self, records: Iterable[int], data: st.DataObject) -> int:
        """The id of one of these records, or of something that is none of them."""
        found = list(records)
        chosen: int = data.draw(st.sampled_from([*found, *found, 404]))
        return chosen

    def open_round(self, data: st.DataObject) -> int:
        return self.some([r.id for r in self.story.case.open_rounds()] or list(self.story.case.rounds), data)

    @rule(
        data=st.data(),
        by=RESIDENT,
        text=st.sampled_from(TEXTS),
        mode=st.sampled_from(["face", "back"]),
    )
    def raise_issue(self, data: st.DataObject, by: Actor, text: str, mode: Any) -> None:
        number = data.draw(st.integers(0, 9))
        self.attempt(acts.RaiseIssue(SESSION, text and f"{text}{number}", mode), by)

    @precondition(held)
    @rule(data=st.data(), by=RESIDENT, way=st.sampled_from(["soften", "mediate", "drop"]))
    def settle_back(self, data: st.DataObject, by: Actor, way: Any) -> None:
        self.attempt(acts.SettleBack(SESSION, self.some(self.story.case.issues, data), way), by)

    @precondition(held)
    @rule(data=st.data(), by=MODERATOR, passed=st.booleans(), reason=st.sampled_from(TEXTS))
    def check(self, data: st.DataObject, by: Actor, passed: bool, reason: str) -> None:
        self.attempt(acts.CheckIssue(SESSION, self.some(self.story.case.issues, data), passed, reason), by)

    @precondition(an_open("screen"))
    @rule(
        data=st.data(),
        by=MODERATOR,
        decision=st.sampled_from(["accept", "merge", "return", "reject", "transfer", "instant"]),
        reason=st.sampled_from(TEXTS[:3]),
    )
    def screen(self, data: st.DataObject, by: Actor, decision: Any, reason: str) -> None:
        round_, issue = self.open_round(data), self.some(self.story.case.issues, data)
        into = self.some(self.story.case.issues, data)
        self.attempt(acts.ScreenIssue(SESSION, round_, issue, decision, reason, into), by)

    @precondition(an_open("screen"))
    @rule(data=st.data(), by=MODERATOR)
    def accept_rest(self, data: st.DataObject, by: Actor) -> None:
        self.attempt(acts.AcceptRest(SESSION, self.open_round(data)), by)

    @precondition(an_open("deliberate"))
    @rule(
        data=st.data(),
        by=RESIDENT,
        position=st.sampled_from(["for", "concern", "ask"]),
        text=st.sampled_from(TEXTS),
    )
    def speak(self, data: st.DataObject, by: Actor, position: Any, text: str) -> None:
        self.attempt(acts.Speak(SESSION, self.open_round(data), position, text), by)

    @precondition(asked)
    @rule(data=st.data(), by=MODERATOR, text=st.sampled_from(TEXTS[:3]), override=st.booleans())
    def answer(self, data: st.DataObject, by: Actor, text: str, override: bool) -> None:
        kind = acts.OverrideConcern if override else acts.AnswerConcern
        self.attempt(kind(SESSION, self.some(self.story.case.entries, data), text), by)

    @precondition(an_open("deliberate"))
    @rule(data=st.data(), by=MODERATOR, text=st.sampled_from(TEXTS), anew=st.booleans())
    def draft(self, data: st.DataObject, by: Actor, text: str, anew: bool) -> None:
        case = self.story.case
        named = data.draw(st.lists(st.sampled_from([*case.issues, 404]), max_size=2, unique=True))
        motion = None if anew else self.some(case.motions, data)
        self.attempt(acts.DraftMotion(SESSION, self.open_round(data), text, tuple(named), motion), by)

    @precondition(an_open("deliberate"))
    @rule(data=st.data(), by=st.sampled_from((ADVISER, *PEOPLE)), clear=st.booleans())
    def clear(self, data: st.DataObject, by: Actor, clear: bool) -> None:
        self.attempt(acts.ClearMotion(SESSION, self.some(self.story.case.motions, data), clear, "不合法"), by)

    @precondition(an_open("notice"))
    @rule(
        data=st.data(),
        by=RESIDENT,
        ground=st.sampled_from(["eligibility", "counting", "procedure", "substance"]),
        text=st.sampled_from(TEXTS),
    )
    def object_to(self, data: st.DataObject, by: Actor, ground: Any, text: str) -> None:
        self.attempt(acts.Object(SESSION, self.open_round(data), ground, text), by)

    @precondition(asked)
    @rule(data=st.data(), by=SCRUTINEER, upheld=st.booleans())
    def rule_on(self, data: st.DataObject, by: Actor, upheld: bool) -> None:
        self.attempt(acts.RuleOn(SESSION, self.some(self.story.case.entries, data), upheld, "查过了"), by)

    @precondition(an_open("implement"))
    @rule(data=st.data(), by=MODERATOR, task_class=st.sampled_from(["service", "goods", "other"]))
    def add_task(self, data: st.DataObject, by: Actor, task_class: Any) -> None:
        self.attempt(acts.AddTask(SESSION, self.open_round(data), "便袋箱", task_class), by)

    @precondition(an_open("implement"))
    @rule(
        data=st.data(),
        by=st.sampled_from((LEAD, MANAGER, *PEOPLE)),
        what=st.sampled_from(["assign", "progress", "finish", "accept", "return", "abandon"]),
        text=st.sampled_from(TEXTS[:4]),
    )
    def work(self, data: st.DataObject, by: Actor, what: str, text: str) -> None:
        task = self.some(self.story.case.tasks, data)
        done: dict[str, acts.SessionAct] = {
            "assign": acts.AssignTask(SESSION, task, "物业", lead_id=MANAGER.person_id),
            "progress": acts.Progress(SESSION, task, text),
            "finish": acts.FinishTask(SESSION, task, text, 100),
            "accept": acts.AcceptTask(SESSION, task, True),
            "return": acts.AcceptTask(SESSION, task, False, text),
            "abandon": acts.AbandonTask(SESSION, task, text),
        }
        self.attempt(done[what], by)

    @rule(data=st.data(), by=ANYBODY, text=st.sampled_from(TEXTS))
    def remark_and_describe(self, data: st.DataObject, by: Actor, text: str) -> None:
        round_ = self.some(self.story.case.rounds, data)
        self.attempt(acts.Remark(SESSION, round_, data.draw(st.sampled_from(["", f"round:{round_}", "x"])), text), by)
        self.attempt(acts.DescribeShare(SESSION, round_, keeper=text), by)

    @rule(data=st.data(), by=MODERATOR)
    def advance(self, data: st.DataObject, by: Actor) -> None:
        round_ = self.open_round(data)
        self.attempt(acts.Advance(SESSION, round_), by)
        self.attempt(acts.Advance(SESSION, round_), by)

    @rule(data=st.data(), by=MODERATOR, length=st.sampled_from(["6h", "15d", "3wd", "x"]))
    def extend(self, data: st.DataObject, by: Actor, length: str) -> None:
        self.attempt(acts.Extend(SESSION, self.open_round(data), length), by)

    @rule(by=ANYBODY, minutes=st.sampled_from([-1, 30, 999]))
    def pause(self, by: Actor, minutes: int) -> None:
        self.attempt(acts.Pause(SESSION, minutes), by)

    @rule(data=st.data(), by=MODERATOR, reason=st.sampled_from(["错", "范围设错了"]))
    def cancel(self, data: st.DataObject, by: Actor, reason: str) -> None:
        if data.draw(st.integers(0, 9)) == 0:
            self.attempt(acts.CancelSession(SESSION, reason), by)
            self.attempt(acts.ConfirmCancel(SESSION), SECOND)

    @rule(data=st.data())
    def a_step_that_leads_on(self, data: st.DataObject) -> None:
        """What a moderator, a lead and a scrutineer would do next, so that runs reach the later stages."""
        case = self.story.case
        for round_ in case.open_rounds()[:1]:
            steps: dict[str, list[tuple[acts.SessionAct, Actor]]] = {
                "collect": [
                    (acts.RaiseIssue(SESSION, f"事情{len(case.issues)}"), resident(20 + len(case.issues) % 3)),
                    (acts.Advance(SESSION, round_.id), LEAD),
                ],
                "screen": [(acts.AcceptRest(SESSION, round_.id), LEAD)],
                "deliberate": [
                    (acts.DraftMotion(SESSION, round_.id, "遛狗须牵绳", tuple(list(round_.members)[:1])), LEAD),
                    *((acts.ClearMotion(SESSION, motion, True), ADVISER) for motion in case.motions),
                    (acts.Advance(SESSION, round_.id), LEAD),
                ],
                "notice": [(acts.RuleOn(SESSION, entry, False, "查过了"), AUDITOR) for entry in case.entries],
                "implement": [
                    (acts.AddTask(SESSION, round_.id, "便袋箱", "goods"), LEAD),
                    *((acts.AssignTask(SESSION, task, "物业", lead_id=40), LEAD) for task in case.tasks),
                    *((acts.FinishTask(SESSION, task, "装好了"), MANAGER) for task in case.tasks),
                    *((acts.AcceptTask(SESSION, task, True), LEAD) for task in case.tasks),
                ],
            }
            for act, by in steps.get(round_.kind, []):
                self.attempt(act, by)
            if round_.kind == "vote" and round_.state is RoundState.OPEN and data.draw(st.booleans()):
                for motion in case.motions_in(round_):
                    case.counts["ballot", motion.id, round_.id] = {"agree": Figures(20)}
            if round_.kind in ("vote", "notice", "evaluate") and data.draw(st.booleans()):
                self.the_next_moment_comes()

    @rule(data=st.data())
    def vote(self, data: st.DataObject) -> None:
        """Ballots as the clerk would have counted them: only while the vote is open."""
        case = self.story.case
        for round_ in case.open_rounds("vote"):
            if round_.state is RoundState.OPEN:
                for motion in case.motions_in(round_):
                    heads = [data.draw(st.integers(0, 20)) for _ in range(3)]
                    counted = zip(("agree", "oppose", "abstain"), map(Figures, heads), strict=True)
                    case.counts["ballot", motion.id, round_.id] = dict(counted)
        for round_ in case.open_rounds("evaluate"):
            counts = {str(r): Figures(data.draw(st.integers(0, 8))) for r in (1, 3, 5)}
            case.counts["rating", round_.id, round_.id] = counts

    @rule(hours=st.sampled_from([1, 5, 12, 24, 24, 200]))
    def time_passes(self, hours: int) -> None:
        self.story.until(self.story.now + timedelta(hours=hours))

    @rule()
    def the_next_moment_comes(self) -> None:
        if self.story.dues:
            self.story.until(min(due.at for due in self.story.dues.values()))

    @invariant()
    def it_is_sound(self) -> None:
        assert not unsound(self.story.case, self.story.dues)

    @invariant()
    def it_is_bounded(self) -> None:
        assert len(self.story.case.rounds) <= MOST_ROUNDS

    @invariant()
    def what_is_over_stays_over(self) -> None:
        case = self.story.case
        if case.session.state in (SessionState.CLOSED, SessionState.CANCELLED):
            assert not case.open_rounds()
            assert all(motion.state != "voting" for motion in case.motions.values())


TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
