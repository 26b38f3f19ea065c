"""Every card and message of a flow, from sample sessions that the rules themselves run: no database, no chat.

Five stories are played (see `STORIES`), each with the same sample people and words; a message that an earlier one
has shown is not shown again. What a card says is left to `chat.cards`, what happens to `deliberation`.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Literal

from bot.chat.cards import render
from bot.chat.message import Message
from bot.deliberation import acts, sessions
from bot.deliberation.ballots.bag import TURN
from bot.deliberation.ballots.standing import PRESENCE, PRESENT
from bot.deliberation.calendar import Calendar
from bot.deliberation.cancelling import WITHDRAW_WITHIN
from bot.deliberation.casefile import CaseFile, Counts
from bot.deliberation.contests.certifying import DUE as CERTIFY
from bot.deliberation.contests.certifying import signers, unsigned
from bot.deliberation.desk import CLOCK, Actor, Desk, Due, Owed
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Collect, Evaluate, Flow, Implement, Notice, Review, Screen, Vote
from bot.deliberation.house import Person
from bot.deliberation.model import Community, Place, Round, RoundState, Session, SessionState
from bot.deliberation.refusal import Refused
from bot.deliberation.stages.review import seats
from bot.deliberation.stages.vote import rule_of, tally_of
from bot.deliberation.voting.decide import counters, decide
from bot.i18n import Words
from bot.rehearsal.sample import OneCase, offered, texts_of

STORIES = ("well", "again", "late", "empty", "cancelled")
"""It goes well; it comes back (a tie, an upheld objection, 整改); nobody acts in time; nobody raises anything; it is
cancelled during its vote."""

_START = datetime(2026, 12, 7, tzinfo=UTC)  # Monday, 08:00 in Shanghai
_HOUSEHOLDS = 32
_AREA = 9000
_MOST_MOMENTS = 300
_OVERDUE = 2
_PASSING = ((18, 5, 1), (26, 4, 2), (_HOUSEHOLDS, 0, 0))
"""Ballots for, against, abstaining, until the rule is met."""
_LEAD, _SECOND, _AUDITOR, _CONTRACTOR, _RESIDENT = 1, 2, 3, 4, 20
_SIGNERS = (5, 6, 7, 8, 9, 10, 11, 12)
"""Scrutineers beside the first: as many as a flow can ask to sign."""
_SESSION, _CHAT = 10, 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One message: in which story, the name of its card, and whether one person alone gets it."""

    story: str
    card: str
    private: bool
    message: Message


def preview(flow: Flow, words: Words) -> list[Shown]:
    """Everything the stories show, in order, in the language of `words`."""
    return asyncio.run(_all(flow, words))


async def _all(flow: Flow, words: Words) -> list[Shown]:
    shown = dict[tuple[Any, ...], Shown]()
    for story in STORIES:
        for one in await _Run(flow, words, story).play():
            shown.setdefault((one.card, one.private, one.message), one)
    return list(shown.values())


class _Run:
    """One story of a flow: what people do in each round, what falls due, and every message on the way."""

    def __init__(self, flow: Flow, words: Words, story: str) -> None:
        self._words, self._story = words, story
        ids = count(100)
        self._next_id = lambda: next(ids)
        self._now = _START
        roll = any(isinstance(s, Vote) and s.rule.electorate != "member" for s in flow.stages)
        community = Community(1, 1, words("sample-community"), locale=words.locale, self_run=not roll, has_roll=roll)
        session = Session(_SESSION, 1, 1, "2026-001", flow.hash(), flow.id, _LEAD, _START, SessionState.DRAFT)
        self._case = CaseFile(session, flow, community, [Place(11, _SESSION, _CHAT, 1)])
        if isinstance(flow.stages[0], Vote):
            session.question, session.offered = words("sample-question"), offered(words).stored()
        if roll:
            self._case.electorate, self._case.roll_version = Figures(_HOUSEHOLDS, _HOUSEHOLDS * _AREA), 1
        people = flow.participants
        self._case.offices = {
            **{role: [_LEAD] for role in people.moderate[:1]},
            **{role: [_SECOND] for role in people.moderate[1:]},
            **{role: [_AUDITOR, *_SIGNERS] for role in people.scrutinise},
            "legal_adviser": [_AUDITOR],
        }
        for stage in flow.stages:
            if isinstance(stage, Review):
                self._case.offices |= {role: [_LEAD, _SECOND, _AUDITOR] for role in stage.panel}
        self._everyone = frozenset({*people.propose, *people.speak})
        self._calendar = Calendar(community.timezone)
        self._cast: Counts = {}
        self._dues = dict[str, Due]()
        self._live = dict[str, Owed]()
        self._later = list[Owed]()
        self._acted = set[int]()
        self._announced = set[int]()
        self._shown = list[Shown]()
        self._reader = OneCase(self._case)

    async def play(self) -> list[Shown]:
        await self._show("opening-preview", _LEAD)
        await self._show("flow")
        await self._do(acts.ConfirmOpening(_SESSION), self._moderator())
        for _ in range(_MOST_MOMENTS):
            seen = set[int]()
            while fresh := [round_ for round_ in self._case.open_rounds() if round_.id not in seen]:
                seen.update(round_.id for round_ in fresh)
                for round_ in fresh:
                    await self._act_in(round_)
            await self._sign()
            await self._deliver()
            if not self._dues:
                break
            await self._next_moment()
        for decision in self._case.decisions.values():
            motion = self._case.motions[decision.motion_id]
            if motion.choices:
                await self._show("counts", _RESIDENT, decision=decision.id)
            if rule_of(self._case, motion).secrecy == "open":
                await self._show("roll-call", _RESIDENT, decision=decision.id)
        await self._show("record")
        return self._shown

    # people

    def _moderator(self, person: int = _LEAD) -> Actor:
        return Actor(
            person, self._words("sample-moderator"), frozenset(self._case.flow.participants.moderate), member=True
        )

    def _panel_member(self, person: int) -> Actor:
        roles = frozenset(role for role, held in self._case.offices.items() if person in held)
        return Actor(person, self._words("sample-moderator"), roles, member=True)

    def _auditor(self, person: int = _AUDITOR) -> Actor:
        roles = frozenset({*self._case.flow.participants.scrutinise, "legal_adviser"})
        return Actor(person, self._words("sample-auditor"), roles, member=True)

    def _resident(self, number: int = 0) -> Actor:
        return Actor(_RESIDENT + number, self._words("sample-resident"), self._everyone, member=True)

    # what they do

    async def _act_in(self, round_: Round) -> None:
        """What people of this story do now in a round that is open."""
        stage = self._case.stage(round_)
        if isinstance(stage, Implement):
            await self._implement(round_, stage)
            return
        if round_.state is RoundState.ANNOUNCED and isinstance(stage, Vote) and stage.roll_closes:
            if round_.id not in self._announced:
                await self._show("roll-corrected", round=round_.id)
            self._announced.add(round_.id)
        if round_.id in self._acted or round_.state is not RoundState.OPEN:
            return
        self._acted.add(round_.id)
        await self._deliver()
        await self._show("moderate", _LEAD, round=round_.id)
        for issue in self._case.members(round_):
            for number in (1, 2):
                await self._do(acts.NameParty(_SESSION, issue.id, _RESIDENT + number), self._moderator())
        match stage:
            case Collect():
                await self._collect(stage)
            case Screen():
                await self._screen(round_, stage)
            case Review():
                await self._review(round_, stage)
            case Vote():
                await self._vote(round_, stage)
            case Notice():
                await self._notice(round_, stage)
            case Evaluate():
                await self._evaluate(round_)
            case _ if stage.kind == "deliberate":
                await self._deliberate(round_)

    async def _collect(self, stage: Collect) -> None:
        if self._story == "empty":
            return
        fits = stage.accepts.max_chars
        for number in (1, 2, 3):
            await self._do(
                acts.RaiseIssue(_SESSION, self._words(f"sample-issue-{number}")[:fits]), self._resident(number)
            )
        await self._do(acts.RaiseIssue(_SESSION, self._words("sample-pointing")[:fits], mode="back"), self._resident(4))
        for issue in list(self._case.issues.values()):
            if issue.mode == "back":
                soften = acts.SettleBack(_SESSION, issue.id, "soften", self._words("sample-neutral"))
                await self._do(soften, self._resident(4))
                reason = self._words("sample-reason")
                await self._do(acts.CheckIssue(_SESSION, issue.id, self._story == "well", reason), self._moderator())
        await self._show("issues")

    async def _screen(self, round_: Round, stage: Screen) -> None:
        if self._story == "late":
            return
        members = self._case.members(round_)
        await self._show("screen-one", _LEAD, issue=members[0].id)
        turned_away = next((d for d in ("reject", "return", "transfer") if d in stage.decisions), None)
        if self._story == "well" and turned_away and len(members) > 2:
            reason, handler = self._words("sample-reason"), self._words("sample-lead")
            decision = acts.ScreenIssue(_SESSION, round_.id, members[2].id, turned_away, reason, handler=handler)
            await self._do(decision, self._moderator())
        if self._story == "well" and "merge" in stage.decisions and len(members) > 1:
            merge = acts.ScreenIssue(_SESSION, round_.id, members[1].id, "merge", into=members[0].id)
            await self._do(merge, self._moderator())
        await self._do(acts.AcceptRest(_SESSION, round_.id), self._moderator())

    async def _deliberate(self, round_: Round) -> None:
        if self._story == "empty":
            return
        await self._do(acts.Speak(_SESSION, round_.id, "for", self._words("sample-speech")), self._resident(1))
        await self._do(acts.Speak(_SESSION, round_.id, "concern", self._words("sample-concern")), self._resident(2))
        if self._story == "again" and round_.lap > 1:
            reason = self._words("sample-reason")
            for entry in self._case.entries_in(round_, "concern"):
                await self._do(acts.OverrideConcern(_SESSION, entry.id, reason), self._moderator())
                await self._do(acts.OverrideConcern(_SESSION, entry.id, ""), self._moderator(_SECOND))
        elif self._story != "late" or round_.lap > 1:
            for entry in self._case.entries_in(round_, "concern"):
                answer = acts.AnswerConcern(_SESSION, entry.id, self._words("sample-answer"))
                await self._do(answer, self._moderator())
        draft = acts.DraftMotion(_SESSION, round_.id, self._words("sample-motion"), offered=offered(self._words))
        await self._do(draft, self._moderator())
        for motion in list(self._case.motions.values()):
            await self._do(acts.ClearMotion(_SESSION, motion.id, True), self._auditor())

    async def _review(self, round_: Round, stage: Review) -> None:
        if self._story == "late":
            return
        if stage.drafts and not self._case.motions:
            draft = acts.DraftMotion(_SESSION, round_.id, self._words("sample-motion"), offered=offered(self._words))
            await self._do(draft, self._moderator())
        opinion: Literal["approve", "return"] = "return" if self._story == "again" and round_.lap == 1 else "approve"
        for person in seats(self._case, round_):
            judged = acts.Judge(_SESSION, round_.id, 0, opinion, self._words("sample-reason"))
            await self._do(judged, self._panel_member(person))

    async def _sign(self) -> None:
        """Who has to sign does so; in the story in which nobody acts in time, only after those above were told."""
        for vote in [r for r in self._case.rounds.values() if r.kind == "vote" and unsigned(self._case, r)]:
            due = self._dues.get(f"{CERTIFY}:{vote.id}")
            if self._story == "late" and due is not None and int(due.args["again"]) < _OVERDUE:
                continue
            await self._show("certify", _AUDITOR, round=vote.id)
            await self._show("recount", _AUDITOR, round=vote.id)
            for person in signers(self._case, vote):
                await self._do(acts.Certify(_SESSION, vote.id), self._auditor(person))

    async def _contest(self, round_: Round) -> None:
        """Somebody says while a vote runs that it is not run rightly; it is looked at and goes on."""
        await self._show("object", _RESIDENT, round=round_.id)
        objection = acts.Object(_SESSION, round_.id, "procedure", self._words("sample-objection"))
        await self._do(objection, self._resident(7))
        for entry in self._case.entries_in(round_, "objection"):
            await self._show("objection", _AUDITOR, entry=entry.id)
            await self._do(acts.RuleOn(_SESSION, entry.id, False, self._words("sample-ruling")), self._auditor())

    async def _vote(self, round_: Round, stage: Vote) -> None:
        if stage.objections is not None:
            await self._contest(round_)
        if stage.rule.silence != "none":
            await self._show("ballot-sent", _RESIDENT, round=round_.id)
        await self._show("remind-vote", _RESIDENT, round=round_.id)
        for person in round_.seats()[:1]:
            await self._show("ballot-for-you", person, round=round_.id)
        for motion in self._case.motions_in(round_):
            await self._show("full-text", motion=motion.id)
            if motion.choices:
                await self._show("ballot", _RESIDENT, motion=motion.id)
            await self._show("receipt", _RESIDENT, motion=motion.id)
            for heads in self._ballots(round_):
                chosen = zip(("agree", "oppose", "abstain"), heads, strict=True)
                texts = texts_of(stage.rule, motion.paper)
                self._cast["ballot", motion.id, round_.id] = {
                    texts[choice]: Figures(n, n * _AREA) for choice, n in chosen if n
                }
                there = Figures(sum(heads), sum(heads) * _AREA)
                self._cast[PRESENCE, round_.id, round_.id] = {PRESENT: there}
                if not stage.rule.linkable:
                    self._cast[TURN, motion.id, round_.id] = {"": there}
                self._count()
                if decide(stage.rule, tally_of(self._case, motion, budget=motion.budget)).outcome == "passed":
                    break
        self._case.show(desk := self._desk(CLOCK), round_)
        self._keep(desk)
        if self._story == "cancelled":
            self._now += WITHDRAW_WITHIN + timedelta(minutes=1)
            cancel = acts.CancelSession(_SESSION, self._words("sample-cancel"))
            await self._do(cancel, self._moderator())
            await self._do(acts.ConfirmCancel(_SESSION), self._moderator(_SECOND))

    def _count(self) -> None:
        """The running counts and the count of the ballots, as the box has them."""
        self._case.counts |= {key: counters(found) for key, found in self._cast.items()}
        self._case.recount = self._case.counts | self._cast

    def _ballots(self, round_: Round) -> tuple[tuple[int, int, int], ...]:
        if voting := round_.seats():
            return ((len(voting), 0, 0),)
        if self._story == "late":
            return ((2, 1, 0),)
        if self._story == "again" and round_.lap == 1:
            return ((12, 12, 0),)
        return _PASSING

    async def _notice(self, round_: Round, stage: Notice) -> None:
        if decision := self._case.decisions.get(round_.decision_id or 0):
            await self._show("counts", _RESIDENT, decision=decision.id)
        if self._story in ("well", "again"):
            photo = (acts.Attachment("photo", "sample"),)
            await self._do(acts.ConfirmPosting(_SESSION, round_.id, "board", photo), self._moderator())
            await self._do(acts.Oversee(_SESSION, round_.id, self._words("sample-oversight")), self._auditor())
        if stage.objections is None or self._case.entries_in(round_, "objection") or round_.lap > 1:
            return
        await self._show("object", _RESIDENT, round=round_.id)
        ground = "procedure" if "procedure" in stage.objections.grounds else stage.objections.grounds[0]
        await self._do(acts.Object(_SESSION, round_.id, ground, self._words("sample-objection")), self._resident(7))
        for entry in self._case.entries_in(round_, "objection"):
            ruling = acts.RuleOn(_SESSION, entry.id, self._story == "again", self._words("sample-ruling"))
            await self._do(ruling, self._auditor())

    async def _implement(self, round_: Round, stage: Implement) -> None:
        tasks = self._case.tasks_in(round_)
        if not tasks:
            await self._deliver()
            await self._show("moderate", _LEAD, round=round_.id)
            add = acts.AddTask(_SESSION, round_.id, self._words("sample-task"), next(iter(stage.classes)))
            await self._do(add, self._moderator())
            for task in self._case.tasks_in(round_):
                assign = acts.AssignTask(_SESSION, task.id, self._words("sample-lead"), lead_id=_CONTRACTOR)
                await self._do(assign, self._moderator())
            return
        task, contractor = tasks[-1], Actor(_CONTRACTOR, self._words("sample-lead"), member=True)
        if self._story == "again" and round_.lap == 1 and not task.level:
            return
        await self._do(acts.Progress(_SESSION, task.id, self._words("sample-progress")), contractor)
        done = acts.FinishTask(_SESSION, task.id, self._words("sample-result"), 180000)
        await self._do(done, contractor)
        if self._story == "again" and round_.lap == 1:
            back = acts.AcceptTask(_SESSION, task.id, False, self._words("sample-reason"))
            await self._do(back, self._moderator())
            await self._do(done, contractor)
        await self._do(acts.AcceptTask(_SESSION, task.id, True), self._moderator())

    async def _evaluate(self, round_: Round) -> None:
        await self._show("remind-rate", _RESIDENT, round=round_.id)
        counted = {"5": 14, "4": 5, "3": 2, "2": 1}
        if self._story == "again" and round_.lap == 1:
            counted = {"4": 9, "3": 6, "2": 4, "1": 3}
        figures = {choice: Figures(n) for choice, n in counted.items()}
        self._case.counts["rating", round_.id, round_.id] = figures
        about = f"round:{round_.id}"
        await self._do(acts.Remark(_SESSION, round_.id, about, self._words("sample-remark")), self._resident(1))

    # time and messages

    async def _do(self, act: acts.SessionAct, by: Actor) -> None:
        """Take an act by the rules; what this flow does not let these people do is left out."""
        desk = self._desk(by)
        try:
            sessions.take(self._case, act, desk)
        except Refused:
            return
        await self._keep_and_show(desk)

    async def _next_moment(self) -> None:
        due = min(self._dues.values(), key=lambda one: one.at)
        del self._dues[due.key]
        self._now = max(self._now, due.at)
        self._count()
        desk = self._desk(CLOCK)
        sessions.lapse(self._case, due, desk)
        await self._keep_and_show(desk)

    def _desk(self, by: Actor) -> Desk:
        return Desk(self._now, self._next_id, self._calendar, by, lambda length: "7K2M9P"[:length])

    def _keep(self, desk: Desk) -> None:
        for prefix in desk.dropped_due:
            self._dues = {key: due for key, due in self._dues.items() if not due.is_under(prefix)}
        self._dues.update({due.key: due for due in desk.due})
        for owed in desk.owed:
            if owed.what == "card":
                self._live[owed.key] = owed
            elif owed.what == "post" and owed.not_before and owed.not_before > self._now:
                self._later.append(owed)

    async def _keep_and_show(self, desk: Desk) -> None:
        """Messages at once; live cards once everybody has acted, what waits for the morning after its additions."""
        self._keep(desk)
        for owed in desk.owed:
            if owed.what == "post" and owed not in self._later:
                await self._show_owed(owed)

    async def _deliver(self) -> None:
        await self._describe_shares()
        owed, self._live, self._later = [*self._live.values(), *self._later], {}, []
        for one in owed:
            await self._show_owed(one)

    async def _describe_shares(self) -> None:
        """What a moderator adds before an announcement goes out."""
        for round_ in list(self._case.rounds.values()):
            if round_.kind == "archive" and round_.id not in self._acted and self._later:
                self._acted.add(round_.id)
                words = self._words
                share = acts.DescribeShare(
                    _SESSION, round_.id, words("sample-result"), words("sample-keeper"), words("sample-not-achieved")
                )
                await self._do(share, self._moderator())

    async def _show_owed(self, owed: Owed) -> None:
        await self._show(owed.card, owed.person_id, **owed.args)

    async def _show(self, card: str, person_id: int | None = None, **args: Any) -> None:
        person = Person(person_id, person_id) if person_id is not None else None
        about: Mapping[str, Any] = {"session": _SESSION, **args}
        message = await render(self._reader, card, about, self._words, person)
        self._shown.append(Shown(self._story, card, person is not None, message))
