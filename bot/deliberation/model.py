"""The nouns of deliberation as plain records: what a session consists of and what is kept of it.

Ids are integers unique over the whole deployment. Moments are aware UTC datetimes. Areas are
integers of 0.01 m². How records are stored is left to `storage`, what may happen to them to
`sessions` and `stages`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from bot.deliberation.voting.paper import Choice, Paper, unwritten


class SessionState(StrEnum):
    DRAFT = "draft"
    """Previewed by a moderator, not yet opened."""
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class RoundState(StrEnum):
    ANNOUNCED = "announced"
    OPEN = "open"
    FROZEN = "frozen"
    """The count has been found wrong: it waits for a scrutineer."""
    PRELIMINARY = "preliminary"
    """A vote that is over and counted, and waits for signatures or a ruling; see `certifying`."""
    CLOSED = "closed"
    VOID = "void"


class IssueState(StrEnum):
    HELD = "held"
    """Sent 背靠背 and not yet passed by a screener."""
    RAISED = "raised"
    MERGED = "merged"
    REJECTED = "rejected"
    RETURNED = "returned"
    HANDED = "handed"
    CLOSED = "closed"


class Audience(StrEnum):
    PUBLIC = "public"
    PARTIES = "parties"
    HANDLERS = "handlers"


@dataclass(slots=True)
class Community:
    """A scope with settings. `self_run` marks a group set up without an operator's code (本群自办)."""

    id: int
    scope_id: int
    name: str
    timezone: str = "Asia/Shanghai"
    locale: str = "zh-CN"
    quiet_from: str = "22:00"
    quiet_until: str = "07:30"
    self_run: bool = True
    has_roll: bool = False
    rest_days: list[str] = field(default_factory=list)
    work_days: list[str] = field(default_factory=list)
    last_number: int = 0
    """The highest issue number given out in this community."""
    sessions: int = 0


@dataclass(slots=True)
class Session:
    """One run of a flow; `waiting` holds issues that wait for each other before a stage: {stage: [issue]}."""

    id: int
    community_id: int
    scope_id: int
    number: str
    flow_hash: str
    flow_id: str
    opened_by: int | None
    opened_at: datetime
    state: SessionState = SessionState.OPEN
    closed_at: datetime | None = None
    cancel_reason: str = ""
    cancel_asked_by: int | None = None
    cancel_asked_reason: str = ""
    paused_until: datetime | None = None
    practice: bool = False
    waiting: dict[str, list[int]] = field(default_factory=dict)
    came_from: dict[str, Any] = field(default_factory=dict)
    """For issues handed over by another flow: {session, stage, issues}, which of them return where."""
    question: str = ""
    """For flows that begin with a vote: what is asked."""
    offered: dict[str, Any] = field(default_factory=dict)
    """The choices, cost and budget that go with the question, as `offer.Offered.stored` has them."""
    chain_seq: int = 0
    chain_head: str = ""


@dataclass(slots=True)
class Place:
    """Where a session lives: one chat (or topic), with cards of its own."""

    id: int
    session_id: int
    chat_id: int
    scope_id: int


@dataclass(slots=True)
class Issue:
    """What somebody raises. It belongs to the community and sits in one session at a time.

    `mode` is `face` (named) or `back` (背靠背; the author stays sealed). `position` is its number in
    the session's list, 1 upwards.
    """

    id: int
    community_id: int
    number: int
    session_id: int | None
    title: str
    text: str
    raised_at: datetime
    author_id: int | None
    author_name: str = ""
    mode: str = "face"
    channel: str = "chat"
    suggestion: str = ""
    category: str = ""
    on_behalf_of: str = ""
    position: int = 0
    state: IssueState = IssueState.RAISED
    audience: Audience = Audience.PUBLIC
    merged_into: int | None = None
    screening: str = ""
    """The screening decision: accept, merge, return, reject, transfer, instant, or empty."""
    reason: str = ""
    handler: str = ""
    held_until: datetime | None = None
    attachments: list[dict[str, str]] = field(default_factory=list)
    handed_to: str = ""
    cause: str = ""
    """动议事由, where somebody has said it: residents, cadres, above."""


BARRED: Final = "barred"
"""In the facts of a vote: whom a ruling keeps out of it."""


@dataclass(slots=True)
class Round:
    """One entry into a stage. `members` maps an issue to the outcome it left with, None while it is here."""

    id: int
    session_id: int
    stage_id: str
    kind: str
    lap: int
    """1 for the first entry of these issues into this stage, 2 for the second…"""
    state: RoundState
    entered_at: datetime
    opens_at: datetime
    due_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str = ""
    reason: str = ""
    members: dict[int, str | None] = field(default_factory=dict)
    extended: int = 0
    decision_id: int | None = None
    """For rounds after a vote: the decision they are about."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What only this kind of stage keeps; documented in its file under `stages/`."""

    @property
    def barred(self) -> dict[str, int]:
        """elector → the person of whom a ruling says that they may not vote for it in this vote."""
        kept: dict[str, int] = self.facts.get(BARRED, {})
        return kept

    def seats(self, motion: "Motion | None" = None) -> list[int]:
        """The people who vote on a motion, or on anything here, where electors are named one by one (`named`)."""
        seated: dict[str, list[int]] = self.facts.get("electors", {})
        if motion is not None:
            return seated.get(str(motion.second_of or motion.id), [])
        return list(dict.fromkeys(person for people in seated.values() for person in people))


@dataclass(slots=True)
class Motion:
    """The exact text put to a decision, for one or more issues. Fixed at the first pre-notice."""

    id: int
    session_id: int
    round_id: int
    """The deliberation it was drafted in."""
    issues: list[int]
    title: str
    text: str
    version: int
    drafted_by: int | None
    drafted_at: datetime
    state: str = "draft"
    """draft, fixed, voting, decided, void; runoff: a second ballot follows"""
    hash: str = ""
    vote_round_id: int | None = None
    heads: int = 0
    area: int = 0
    roll_version: int = 0
    unanswered: list[str] = field(default_factory=list)
    """Concerns two people put to the vote unanswered; printed on the ballot card."""
    choices: list[dict[str, Any]] = field(default_factory=list)
    """What can be chosen, in the order shown: {id, title, submitted} each, for projects {cost, beneficiaries} too,
    {issue} where the choice is one of several issues; see `choices`."""
    cost: int = 0
    """What it costs as a whole, in 0.01 of the currency, where that is known before the vote."""
    budget: int = 0
    """What there is to spend on it, in 0.01 of the currency."""
    second_of: int | None = None
    """The motion this is the second ballot of: same text, fewer choices."""

    @property
    def paper(self) -> Paper:
        """What it puts to the vote."""
        names = ("id", "cost", "beneficiaries", "submitted")
        return Paper(tuple(Choice(**{n: c[n] for n in names if n in c}) for c in self.choices), self.cost)

    def named_by(self, ballot: str) -> list[str]:
        """What a stored ballot names, in words: titles in its order, with the points it gives; else nothing."""
        if not self.choices:
            return []
        titles = {str(choice["id"]): str(choice["title"]) for choice in self.choices}
        said = unwritten(ballot)
        if isinstance(said, dict):
            return [f"{titles[option]} {points}" for option, points in said.items() if points]
        return [titles[option] for option in (said if isinstance(said, list) else [said]) if option in titles]


@dataclass(slots=True)
class Decision:
    """What a motion came to. `figures` holds the record fields of the export (heads, and areas of 0.01 m²)."""

    id: int
    session_id: int
    motion_id: int
    round_id: int
    issues: list[int]
    number: str
    label: str
    outcome: str
    reason: dict[str, Any]
    figures: dict[str, Any]
    opened_at: datetime
    closed_at: datetime
    announce_at: datetime | None = None
    """When it may be told: as the flow says, and never at night."""
    effective_at: datetime | None = None
    extended: int = 0
    state: str = "standing"
    """standing, recounted, void"""
    digest: str = ""
    """The end of the session's minutes when the vote was closed: it covers every ballot; told with the result."""


@dataclass(slots=True)
class Task:
    """A ledger row made by a decision or a screening."""

    id: int
    session_id: int
    round_id: int
    decision_id: int | None
    title: str
    state: str = "todo"
    """todo, doing, done, accepted, returned, abandoned"""
    task_class: str = ""
    lead: str = ""
    lead_id: int | None = None
    assist: list[str] = field(default_factory=list)
    started_at: datetime | None = None
    due_at: datetime | None = None
    done_at: datetime | None = None
    accepted_at: datetime | None = None
    accepted_by: int | None = None
    level: int = 0
    """How many levels an overdue task has climbed."""
    cost: int = 0
    """Actual cost in 0.01 of the currency."""
    result: str = ""
    keeper: str = ""
    """Who looks after it from now on."""
    not_achieved: str = ""


@dataclass(slots=True)
class Entry:
    """A concern, question, speech, objection, progress report, remark…: several allowed per person.

    `about` names what it is about: `motion:7`, `task:9`, `issue:3`, `round:4`, `decision:5`.
    """

    id: int
    session_id: int
    round_id: int
    kind: str
    about: str
    person_id: int | None
    at: datetime
    text: str = ""
    choice: str = ""
    state: str = "open"
    """open, answered, upheld, dismissed, overridden, withdrawn, noted; sealed: shown to nobody yet"""
    answer: str = ""
    answered_by: int | None = None
    answered_at: datetime | None = None
    due_at: datetime | None = None
    elector: str = ""
    attachments: list[dict[str, str]] = field(default_factory=list)


NOBODY: Final = 0
"""Whose a standing act is where its elector has nobody with an account, or not any more, or it must not be said."""


@dataclass(frozen=True, slots=True)
class StandingAct:
    """An elector's standing ballot, care or rating: unique per (kind, what, round, elector).

    A later one replaces it. `what` is a motion for a ballot, an issue for a care, a round for a rating.
    """

    kind: str
    what: int
    round_id: int
    elector: str
    choice: str
    person_id: int
    channel: str
    at: datetime
    receipt: str = ""
    changes: int = 0
    heads: int = 1
    area: int = 0
    words: str = ""
    hand_id: int | None = None
    """Who brought it, where that is not whoever it belongs to: an agent, a teller, who helped."""
