"""Sessions for the tests of the rules: people, flows, and a story that runs one with a stepped calendar.

After every act and due moment a story checks what must hold at any time; see `unsound`.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from bot.deliberation import acts, sessions
from bot.deliberation.calendar import Calendar
from bot.deliberation.casefile import CaseFile, Counts
from bot.deliberation.desk import CLOCK, Actor, Answer, Desk, Due, Handover, JournalEntry, Owed
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Flow
from bot.deliberation.model import (
    Community,
    Entry,
    Issue,
    IssueState,
    Motion,
    Place,
    Round,
    Session,
    SessionState,
    Task,
)
from bot.deliberation.offer import Offered
from bot.deliberation.voting.decide import counters

FLOWS = Path(__file__).parents[2] / "flows"
SHANGHAI = ZoneInfo("Asia/Shanghai")
SESSION = 10
LEAD = Actor(1, "网格长", frozenset({"grid_lead"}), member=True)
SECOND = Actor(2, "书记", frozenset({"secretary"}), member=True)
AUDITOR = Actor(3, "监票人", frozenset({"auditor"}), member=True)
ADVISER = Actor(4, "法律顾问", frozenset({"legal_adviser"}), member=True)
MANAGER = Actor(40, "物业经理", member=True)


def resident(person: int) -> Actor:
    return Actor(person, f"居民{person}", member=True)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def wumin(**stages: dict[str, Any]) -> Flow:
    """五民议事法 with some keys of some stages changed."""
    data = YAML(typ="safe").load((FLOWS / "wumin.yaml").read_text("utf-8"))
    for stage in data["stages"]:
        stage.update(stages.get(stage["id"], {}))
    return Flow.model_validate(data)


def a_flow(*stages: Mapping[str, Any], **more: Any) -> Flow:
    """A flow of these stages and an archive `end`; everybody may do what residents may."""
    end = {"id": "end", "kind": "archive", "gather": "each"}
    data = {"id": "probe", "name": "试", "standing": "consultation", "stages": [*stages, end]}
    return Flow.model_validate({**data, **more})


COLLECT: dict[str, Any] = {"id": "ti", "kind": "collect", "window": "1d", "next": {"ready": "screen", "empty": "end"}}
SCREEN: dict[str, Any] = {
    "id": "screen", "kind": "screen", "sla": "1d",
    "next": {
        "accepted": "yi", "none_accepted": "end", "transferred": {"flow": "absent"}, "instant": {"flow": "absent"},
    },
}  # fmt: skip
TALK: dict[str, Any] = {
    "id": "yi", "kind": "deliberate", "limit": "1d",
    "next": {"motion_ready": "jue", "no_consensus": {"goto": "yi", "max_loops": 1, "else": "end"}},
}  # fmt: skip
VOTE: dict[str, Any] = {
    "id": "jue", "kind": "vote", "window": "1d", "rule": {"electorate": "household"},
    "next": {
        "passed": "gongshi", "failed": {"goto": "yi", "max_loops": 1, "else": "end"},
        "tied": {"goto": "yi", "max_loops": 1, "else": "end"}, "inquorate": "end",
    },
}  # fmt: skip
NOTICE: dict[str, Any] = {
    "id": "gongshi", "kind": "notice", "period": "3d", "next": {"clear": "ban", "objection_upheld": "yi"},
    "objections": {"effects": {"eligibility": "recount", "counting": "recount", "procedure": "jue", "substance": "yi"}},
    "exit": {"all": [{"no_open_objection": True}]},
}  # fmt: skip
WORK: dict[str, Any] = {
    "id": "ban", "kind": "implement", "next": {"done": "ping", "abandoned": "end"}, "escalate": ["grid_lead", "street"],
    "classes": {"service": {"start": "1mo"}, "goods": {"finish": "1mo"}, "works": {"finish": "6mo"}},
}  # fmt: skip
RATE: dict[str, Any] = {
    "id": "ping", "kind": "evaluate", "window": "5d",
    "next": {"satisfied": "end", "unsatisfied": {"goto": "ban", "max_loops": 1, "else": "end"}, "insufficient": "end"},
}  # fmt: skip
PROBE = (COLLECT, SCREEN, TALK, VOTE, NOTICE, WORK, RATE)


def probe(**stages: dict[str, Any]) -> Flow:
    """A flow with a stage of every kind and short windows, some keys of some stages changed."""
    return a_flow(*({**stage, **stages.get(str(stage["id"]), {})} for stage in PROBE))


class Story:
    """One session with a stepped calendar: acts at moments, due moments in between."""

    def __init__(
        self,
        flow: Flow,
        start: str = "2026-12-07 08:00",
        households: int = 32,
        late_by: timedelta = timedelta(),
        question: str = "",
        **community: Any,
    ) -> None:
        ids = count(100)
        self.next_id = lambda: next(ids)
        settings = {"has_roll": True, "self_run": False, **community}
        self.now = at(start)
        self.late_by = late_by
        """How much later than due every moment takes effect."""
        session = Session(SESSION, 1, 1, "2026-第2网格-001", flow.hash(), flow.id, 1, self.now, question=question)
        session.state = SessionState.DRAFT
        self.case = CaseFile(session, flow, Community(1, 1, "第2网格", **settings), [Place(11, SESSION, 5, 1)])
        self.case.electorate = Figures(households, households * 9000)
        self.case.offices = {"grid_lead": [1], "secretary": [2], "auditor": [3], "legal_adviser": [4]}
        self.box: Counts = {}
        """Ballots by their text, where `fill` has put them in."""
        self.calendar = Calendar(rest=frozenset({date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)}))
        self.dues: dict[str, Due] = {}
        self.posts: list[tuple[datetime, str]] = []
        self.owed: list[Owed] = []
        self.journal: list[JournalEntry] = []
        self.handovers: list[Handover] = []
        self.do(acts.ConfirmOpening(SESSION), LEAD)

    def do(self, act: acts.SessionAct, by: Actor, when: str = "") -> Answer:
        if when:
            self.until(at(when))
        desk = self._desk(by)
        self.case.recount = self.case.counts | self.box
        answer = sessions.take(self.case, act, desk)
        self._keep(desk)
        return answer

    def until(self, moment: datetime) -> None:
        """Let every moment due until then take effect."""
        while self.dues and (due := min(self.dues.values(), key=lambda d: d.at)).at <= moment:
            self.now = max(self.now, due.at + self.late_by)
            del self.dues[due.key]
            desk = self._desk(CLOCK)
            self.case.recount = self.case.counts | self.box
            sessions.lapse(self.case, due, desk)
            self._keep(desk)
        self.now = max(self.now, moment)

    def close(self, kind: str) -> None:
        """Let the open round of this kind come to its close."""
        due = self.round(kind).due_at
        assert due is not None
        self.until(due)

    def _desk(self, by: Actor) -> Desk:
        return Desk(self.now, self.next_id, self.calendar, by, lambda n: "K" * n)

    def _keep(self, desk: Desk) -> None:
        for prefix in desk.dropped_due:
            for key in [key for key, due in self.dues.items() if due.is_under(prefix)]:
                del self.dues[key]
        self.dues.update({due.key: due for due in desk.due})
        grouped = [o for o in desk.owed if o.what == "post" and o.chat_id is not None and o.card != "nudge-group"]
        self.posts += [(self.now, owed.card) for owed in grouped]
        self.owed += desk.owed
        self.journal += desk.journal
        self.handovers += desk.handovers
        assert not unsound(self.case, self.dues)

    def round(self, kind: str) -> Round:
        return self.case.open_rounds(kind)[-1]

    def cards(self, person: int) -> list[str]:
        """What was told to one person in private, in order."""
        return [owed.card for owed in self.owed if owed.person_id == person]

    def raise_issue(self, person: int, text: str) -> Issue:
        self.do(acts.RaiseIssue(SESSION, text), resident(person))
        return next(i for i in self.case.issues.values() if i.text == text and i.author_id == person)

    def hold_issue(self, person: int, text: str) -> Issue:
        self.do(acts.RaiseIssue(SESSION, text, mode="back"), resident(person))
        return next(i for i in self.case.issues.values() if i.text == text and i.author_id == person)

    def ballots(self, motion: Motion | None = None, **heads: int) -> None:
        """So many households' ballots, on one motion of the open vote or on all."""
        vote = self.round("vote")
        for one in [motion] if motion else self.case.motions_in(vote):
            self.case.counts["ballot", one.id, vote.id] = {k: Figures(n) for k, n in heads.items()}

    def fill(self, motion: Motion, found: Mapping[str, int]) -> None:
        """So many ballots of each text on one motion of the open vote, with the running counts they make."""
        key = ("ballot", motion.id, self.round("vote").id)
        self.box[key] = {text: Figures(heads, heads * 9000) for text, heads in found.items()}
        self.case.counts[key] = counters(self.box[key])

    def objection(self, person: int, ground: Any, text: str = "没有贴通知") -> Entry:
        self.do(acts.Object(SESSION, self.round("notice").id, ground, text), resident(person))
        return list(self.case.entries.values())[-1]

    def task(self, title: str = "便袋箱", task_class: Any = "goods", lead: int = 40) -> Task:
        self.do(acts.AddTask(SESSION, self.round("implement").id, title, task_class), LEAD)
        task = list(self.case.tasks.values())[-1]
        self.do(acts.AssignTask(SESSION, task.id, "物业", lead_id=lead), LEAD)
        return task


def to_screen(story: Story, issues: int = 3) -> list[Issue]:
    raised = [story.raise_issue(20 + n, f"事情{n}。建议这样{n}。") for n in range(issues)]
    story.do(acts.Advance(SESSION, story.round("collect").id), LEAD)
    return raised


def to_talk(story: Story, issues: int = 3) -> list[Issue]:
    raised = to_screen(story, issues)
    story.do(acts.AcceptRest(SESSION, story.round("screen").id), LEAD)
    return raised


def to_ballots(story: Story, *motions: tuple[int, ...], offered: Offered | None = None) -> list[Motion]:
    """To an open vote: a motion for each of these groups of issues (numbered from 0), or one for three issues; with
    what is offered, each."""
    issues = to_talk(story, sum(map(len, motions)) or 3)
    talk = story.round("deliberate")
    for number, group in enumerate(motions or [tuple(range(len(issues)))]):
        named = tuple(issues[i].id for i in group)
        story.do(acts.DraftMotion(SESSION, talk.id, f"动议{number}", named, offered=offered), LEAD)
    story.do(acts.Advance(SESSION, talk.id), LEAD)
    vote = story.round("vote")
    if vote.opens_at > story.now:
        story.until(vote.opens_at)
    return story.case.motions_in(vote)


def to_notice(story: Story) -> Motion:
    (motion,) = to_ballots(story, (0,))
    story.ballots(agree=18, oppose=5, abstain=1)
    story.close("vote")
    return motion


def to_work(story: Story) -> Round:
    to_notice(story)
    story.close("notice")
    return story.round("implement")


def to_rating(story: Story) -> Round:
    to_work(story)
    finish(story)
    return story.round("evaluate")


def finish(story: Story, title: str = "便袋箱") -> None:
    task = story.task(title)
    story.do(acts.FinishTask(SESSION, task.id, "装好了", 180000), MANAGER)
    story.do(acts.AcceptTask(SESSION, task.id, True), LEAD)


REACHED: dict[str, Callable[[Story], object]] = {
    "collect": lambda story: story.raise_issue(20, "遛狗不牵绳"),
    "screen": to_screen,
    "deliberate": to_talk,
    "vote": to_ballots,
    "notice": to_notice,
    "implement": to_work,
    "evaluate": to_rating,
}
"""Stage kind → how a story of `probe` gets into it."""


def unsound(case: CaseFile, dues: Mapping[str, Due]) -> list[str]:
    """What must hold after every act, and does not."""
    found = []
    live = {r.id for r in case.open_rounds()}
    if case.arrivals:
        found.append("somebody is still on the way")
    for issue in case.issues.values():
        rooms = [r.id for r in case.open_rounds() if r.members.get(issue.id, "gone") is None]
        rooms += [0 for waiting in case.session.waiting.values() if issue.id in waiting]
        if len(rooms) > 1:
            found.append(f"issue {issue.id} is in {rooms}")
        elsewhere = issue.session_id != case.session.id or issue.state is not IssueState.RAISED
        if not rooms and not elsewhere and case.session.state is SessionState.OPEN:
            found.append(f"issue {issue.id} is nowhere and has not ended")
    for key in dues:
        kind, number, *_ = key.split(":")
        if kind == "round" and int(number) not in live:
            found.append(f"{key} of a round that is over")
        if kind == "issue" and case.issues[int(number)].state is not IssueState.HELD:
            found.append(f"{key} of an issue that is not held")
        if kind == "session" and case.session.state in (SessionState.CLOSED, SessionState.CANCELLED):
            found.append(f"{key} of a session that is over")
    nothing = not live and not case.session.waiting
    if case.session.state is SessionState.OPEN and nothing:
        found.append("nothing is open and the session is not closed")
    if case.session.state in (SessionState.CLOSED, SessionState.CANCELLED) and not nothing:
        found.append("the session is over with something open")
    return found
