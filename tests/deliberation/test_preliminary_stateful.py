"""Results that are signed, objected to, recounted, frozen, opened again, repeated and cancelled, in every order.

Two motions are in one vote. Whatever happens, nothing takes effect that is void, unsigned, frozen or objected to, every
result is told once, what has taken effect stays, and from wherever the steps have led, those whose duty it is can bring
every vote and every notice to its end.
"""

from copy import deepcopy
from datetime import datetime, timedelta
from itertools import product
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.deliberation import acts
from bot.deliberation.contests.certifying import needed, signatures, unsigned
from bot.deliberation.contests.objections import OBJECTION, waiting
from bot.deliberation.desk import Actor
from bot.deliberation.figures import Figures
from bot.deliberation.model import Entry, Round, RoundState, SessionState, StandingAct
from bot.deliberation.refusal import Refused

from .making import AUDITOR, LEAD, SECOND, SESSION, Story, probe, resident, to_ballots
from .test_certifying import OTHER, STREET
from .test_objections import HOUSEHOLD

ENDS = {"failed": "end", "tied": "end", "inquorate": "end"}
SECOND_MEETING = {"after": "1d", "quorum": {"head": {"op": "ge", "num": 1, "den": 4, "base": "electorate"}}}
RULES: tuple[dict[str, Any], ...] = (
    {}, {"extend": {"by": "12h", "max": 1}}, {"extend": {"by": "12h", "max": 2}}, {"reconvene": SECOND_MEETING},
)  # fmt: skip
LEADS = ("gongshi", "ban")
"""Where what is carried goes: into a notice, or to the work at once."""
Counted = tuple[int, int]
COUNT = st.sampled_from(((18, 5), (12, 5), (12, 4), (5, 18), (9, 9), (3, 1)))
"""For and against, of 32 households: carried, just enough, too few by one, lost, tied, far too few."""
GROUNDS = st.sampled_from(("eligibility", "procedure", "counting"))
SCRUTINEER = st.sampled_from((AUDITOR, OTHER))


def a_story(leads: str, rule_: dict[str, Any], certify: int) -> Story:
    """An open vote on two motions by this rule, to be signed by so many."""
    jue = {"rule": {"electorate": "household", **rule_}, "next": {**ENDS, "passed": leads}}
    story = Story(
        probe(jue={"objections": {}, "certify": certify, **jue}, gongshi={"gather": "each"}, ban={"gather": "each"})
    )
    story.case.offices |= {"auditor": [3, 5], "street": [6]}
    to_ballots(story, (0,), (1,))
    return story


class Results(RuleBasedStateMachine):
    story: Story

    @initialize(
        of=st.sampled_from(list(product(LEADS, RULES, (0, 1, 2)))),
        said=st.sampled_from((("procedure",), ("eligibility", "procedure"))),
        counts=st.tuples(COUNT, COUNT),
        state=st.sampled_from(("open", "over", "over", "frozen")),
    )
    def begin(
        self, of: tuple[str, dict[str, Any], int], said: tuple[Any, ...], counts: tuple[Counted, Counted], state: str
    ) -> None:
        """A vote that is open, just over, or frozen since a recount, with some objections to it."""
        self.story = a_story(*of)
        self.effective: dict[int, datetime] = {}
        self.vote(*counts)
        vote = self.story.round("vote")
        for who, ground in enumerate(said, 30):
            self.attempt(acts.Object(SESSION, vote.id, ground, "不对"), resident(who))
        if state != "open":
            self.story.close("vote")
        if state == "frozen":
            self.miscount(min(self.story.box), AUDITOR)

    def attempt(self, act: acts.SessionAct, by: Actor) -> None:
        """Take an act, or leave everything as it was."""
        before = deepcopy(self.story.case)
        try:
            self.story.do(act, by)
        except Refused:
            self.story.case = before
            return
        for key in self.story.box:  # what was struck is in the box no more
            self.story.box[key] = self.story.case.recount[key]

    def votes(self) -> list[Round]:
        return [round_ for round_ in self.story.case.rounds.values() if round_.kind == "vote"]

    def said(self) -> list[Entry]:
        """The objections nobody has ruled on."""
        return [e for e in self.story.case.entries.values() if e.kind == OBJECTION and e.state == "open"]

    @precondition(lambda self: any(r.state is RoundState.OPEN for r in self.story.case.open_rounds("vote")))
    @rule(first=COUNT, second=COUNT)
    def vote(self, first: Counted, second: Counted) -> None:
        """Ballots as the clerk would have counted them: only while the vote is open."""
        for round_ in self.story.case.open_rounds("vote"):
            if round_.state is RoundState.OPEN:
                for motion, (agree, oppose) in zip(self.story.case.voting_in(round_), (first, second), strict=False):
                    key = ("ballot", motion.id, round_.id)
                    self.story.box[key] = {"agree": Figures(agree), "oppose": Figures(oppose)}
                    self.story.case.counts[key] = dict(self.story.box[key])

    @rule(data=st.data())
    def something_is_counted_that_is_in_no_box(self, data: st.DataObject) -> None:
        if self.story.box:
            key = data.draw(st.sampled_from(list(self.story.box)))
            agree = self.story.case.counts[key].get("agree", Figures())
            self.story.case.counts[key] = {**self.story.case.counts[key], "agree": agree + Figures(1)}

    @precondition(lambda self: self.story.case.open_rounds("vote") or self.story.case.open_rounds("notice"))
    @rule(data=st.data(), ground=GROUNDS, who=st.integers(30, 34))
    def object_to(self, data: st.DataObject, ground: Any, who: int) -> None:
        where = [*self.story.case.open_rounds("vote"), *self.story.case.open_rounds("notice")]
        self.attempt(acts.Object(SESSION, data.draw(st.sampled_from(where)).id, ground, "不对"), resident(who))

    @precondition(lambda self: self.said())
    @rule(data=st.data(), by=SCRUTINEER, upheld=st.sampled_from((True, True, False)), struck=st.booleans())
    def rule_on(self, data: st.DataObject, by: Actor, upheld: bool, struck: bool) -> None:
        """With a ballot of every motion that may be struck."""
        case = self.story.case
        case.ballots = {
            (*key, HOUSEHOLD): StandingAct(*key, HOUSEHOLD, "agree", 70, "chat", self.story.now, "K7")
            for key, counted in self.story.box.items()
            if "agree" in counted
        }
        entry = data.draw(st.sampled_from(self.said()))
        strikes = (HOUSEHOLD,) if struck and upheld and entry.choice == "eligibility" else ()
        self.attempt(acts.RuleOn(SESSION, entry.id, upheld, "查过了", strikes, strikes), by)

    def to_sign(self) -> list[Round]:
        return [round_ for round_ in self.votes() if unsigned(self.story.case, round_)]

    @precondition(lambda self: self.to_sign())
    @rule(data=st.data(), by=st.sampled_from(((AUDITOR,), (AUDITOR, OTHER), (STREET,))))
    def sign(self, data: st.DataObject, by: tuple[Actor, ...]) -> None:
        vote = data.draw(st.sampled_from(self.to_sign()))
        for one in by:
            self.attempt(acts.Certify(SESSION, vote.id), one)

    def frozen(self) -> set[int]:
        return {r.id for r in self.story.case.open_rounds() if r.state is RoundState.FROZEN}

    @precondition(lambda self: self.frozen())
    @rule(data=st.data(), by=SCRUTINEER)
    def settle(self, data: st.DataObject, by: Actor) -> None:
        self.attempt(acts.Recount(SESSION, data.draw(st.sampled_from(self.votes())).id, "多记了一票"), by)

    @rule(data=st.data(), by=SCRUTINEER)
    def recount_of_what_is_in_no_box(self, data: st.DataObject, by: Actor) -> None:
        self.miscount(data.draw(st.sampled_from(list(self.story.box))), by)

    def miscount(self, key: tuple[str, int, int], by: Actor) -> None:
        """What was counted beside the ballots is not what they are: a result freezes, or the vote at its close."""
        agree = self.story.box[key].get("agree", Figures())
        self.story.box[key] = {**self.story.box[key], "agree": agree + Figures(1)}
        self.attempt(acts.Recount(SESSION, key[2]), by)

    @rule(often=st.integers(0, 30))
    def cancel(self, often: int) -> None:
        if often == 23:
            self.attempt(acts.CancelSession(SESSION, "范围设错了"), LEAD)
            self.attempt(acts.ConfirmCancel(SESSION), SECOND)

    @rule(hours=st.sampled_from([1, 6]))
    def some_time_passes(self, hours: int) -> None:
        self.advance(self.story.now + timedelta(hours=hours))

    @precondition(lambda self: self.story.dues)
    @rule()
    def the_next_moment_comes(self) -> None:
        self.advance(min(due.at for due in self.story.dues.values()))

    def advance(self, until: datetime) -> None:
        """Nothing that is frozen takes effect by the time alone."""
        case = self.story.case
        frozen = self.frozen()
        before = {d.id for d in case.decisions.values() if d.effective_at is not None}
        self.story.until(until)
        for decision in case.decisions.values():
            if decision.effective_at is not None and decision.id not in before:
                notices = {r.id for r in case.rounds.values() if r.decision_id == decision.id and r.kind == "notice"}
                assert not frozen & notices

    @invariant()
    def nothing_takes_effect_before_it_is_settled_and_what_has_stays(self) -> None:
        case = self.story.case
        for decision in case.decisions.values():
            if decision.effective_at is None:
                assert decision.id not in self.effective
                continue
            if decision.id not in self.effective:
                assert (decision.outcome, waiting(case, decision)) == ("passed", [])
                assert len(signatures(case, decision)) >= needed(case, decision)
                self.effective[decision.id] = decision.effective_at
            assert (decision.state == "void", decision.effective_at) == (False, self.effective[decision.id])

    @invariant()
    def what_is_done_is_done_by_a_decision_in_effect(self) -> None:
        case = self.story.case
        for round_ in case.rounds.values():
            assert round_.kind != "implement" or round_.decision_id in self.effective

    @invariant()
    def of_a_vote_that_is_void_nothing_stands(self) -> None:
        case = self.story.case
        if case.session.state is not SessionState.CANCELLED:
            for decision in case.decisions.values():
                void = case.rounds[decision.round_id].state is RoundState.VOID
                assert not void or decision.state == "void" or decision.id in self.effective
                if void:
                    assert not waiting(case, decision)

    @invariant()
    def each_result_is_told_once_for_what_it_is(self) -> None:
        told = [(owed.card, owed.args["decision"]) for owed in self.story.owed if "decision" in owed.args]
        for decision in self.story.case.decisions.values():
            noticed = any(r.decision_id == decision.id for r in self.story.case.rounds.values() if r.kind == "notice")
            assert told.count(("decision-stands", decision.id)) == (noticed and decision.effective_at is not None)
            recounts = [row for row in self.story.journal if row.kind == "recounted"]
            often = sum(row.public["decision"] == decision.id for row in recounts)
            by_card = told.count(("result", decision.id))
            assert by_card <= 1
            # what a recount has made another result may have been told by a card, and be told by its notice now
            assert by_card != noticed or (by_card and often)
            assert told.count(("recounted", decision.id)) <= often
            assert told.count(("certified", decision.id)) <= 1 + often

    @invariant()
    def whoever_is_reminded_has_something_to_do(self) -> None:
        case = self.story.case
        for key in self.story.dues if case.session.state is SessionState.OPEN else ():
            if key.startswith("answer:"):
                assert case.entries[int(key.split(":")[1])].state == "open"

    def teardown(self) -> None:
        """Whoever has a duty does it: nothing of a vote or a notice stays open, and nothing is asked for any more."""
        if not hasattr(self, "story"):
            return
        for _ in range(12):
            if not self.story.case.open_rounds("vote") + self.story.case.open_rounds("notice"):
                break
            for entry in self.said():
                self.attempt(acts.RuleOn(SESSION, entry.id, False, "查过了"), AUDITOR)
            for round_ in self.votes():
                self.attempt(acts.Recount(SESSION, round_.id, "以票为准"), AUDITOR)
                for by in (AUDITOR, OTHER):
                    self.attempt(acts.Certify(SESSION, round_.id), by)
            self.advance(self.story.now + timedelta(hours=100))
            self.nothing_takes_effect_before_it_is_settled_and_what_has_stays()
        assert not self.story.case.open_rounds("vote") + self.story.case.open_rounds("notice")
        if self.story.case.session.state is not SessionState.CANCELLED:
            assert not [key for key in self.story.dues if key.startswith("certify:")]


TestResults = Results.TestCase
TestResults.settings = settings(max_examples=50, stateful_step_count=12, deadline=None, derandomize=True, database=None)
