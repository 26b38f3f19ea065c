"""Acts within a session: standing acts, and what its rules take."""

from dataclasses import dataclass
from typing import Literal

from bot.deliberation.acts.base import Act, Attachment
from bot.deliberation.offer import Offered


@dataclass(frozen=True, slots=True)
class Stand(Act):
    """A ballot, care or rating, or being there. `what`: motion, issue or round (rating, presence); `choice`: the text
    of a ballot · care, none · 1…5 · present."""

    kind: Literal["ballot", "care", "rating", "presence"]
    what: int
    round_id: int
    choice: str


# --- acts of a session ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SessionAct(Act):
    """Base of acts taken by the rules of one session."""

    session_id: int


@dataclass(frozen=True, slots=True)
class ConfirmOpening(SessionAct):
    """Open the session whose preview was shown."""


@dataclass(frozen=True, slots=True)
class DropOpening(SessionAct):
    """Throw the preview away."""


@dataclass(frozen=True, slots=True)
class CancelSession(SessionAct):
    """Withdraw (within ten minutes, by who opened it) or ask to cancel; an open vote takes a second person."""

    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmCancel(SessionAct):
    """The second person's yes."""


@dataclass(frozen=True, slots=True)
class Advance(SessionAct):
    """Close this round now where its guards hold. Names the round, so that pressing twice does not skip."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Extend(SessionAct):
    """Move a round's close. `by` is an exact duration, such as `24h`."""

    round_id: int
    by: str


@dataclass(frozen=True, slots=True)
class Pause(SessionAct):
    """休会: no statements for so many minutes; deadlines hold."""

    minutes: int


@dataclass(frozen=True, slots=True)
class RaiseIssue(SessionAct):
    """民提. `mode`: face (named) or back (背靠背, goes to a check first)."""

    text: str
    mode: Literal["face", "back"] = "face"
    attachments: tuple[Attachment, ...] = ()
    on_behalf_of: str = ""
    channel: str = "chat"


@dataclass(frozen=True, slots=True)
class SettleBack(SessionAct):
    """The author of a 背靠背 issue that may point at somebody: soften the words, ask for mediation, or drop it."""

    issue_id: int
    way: Literal["soften", "mediate", "drop"]
    neutral: str = "○○"
    """What takes the place of words that point; the chat gives it in the community's language."""


@dataclass(frozen=True, slots=True)
class CheckIssue(SessionAct):
    """A screener passes a 背靠背 issue to the group, or returns it with a reason."""

    issue_id: int
    passed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ScreenIssue(SessionAct):
    """受理 of one issue. `into` for a merge; `handler` for who takes a transfer or mediation."""

    round_id: int
    issue_id: int
    decision: Literal["accept", "merge", "return", "reject", "transfer", "instant"]
    reason: str = ""
    into: int | None = None
    handler: str = ""


@dataclass(frozen=True, slots=True)
class AcceptRest(SessionAct):
    """受理 of all issues that have no decision yet."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Speak(SessionAct):
    """A recorded statement. `position`: for, concern, ask (position first, then words)."""

    round_id: int
    position: Literal["for", "concern", "ask"]
    text: str


@dataclass(frozen=True, slots=True)
class KeepWords(Act):
    """Words in reply to a card that may mean several things: they stay with the person until a button says which."""

    session_id: int
    subject: int
    what: Literal["speak", "rule"]
    text: str


@dataclass(frozen=True, slots=True)
class UseWords(Act):
    """What the words kept for this person mean: a position in a discussion, or a ruling."""

    choice: Literal["for", "concern", "ask", "upheld", "dismissed"]


@dataclass(frozen=True, slots=True)
class AnswerConcern(SessionAct):
    entry_id: int
    text: str


@dataclass(frozen=True, slots=True)
class OverrideConcern(SessionAct):
    """Put to the vote with a concern unanswered: takes two people, is printed on the ballot card."""

    entry_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class DraftMotion(SessionAct):
    """A motion text for some of the round's issues (all where empty); a later draft is a new version.

    `motion_id` None makes a new motion; otherwise that one gets a new text. `offered`: the choices, cost and budget
    the text speaks of.
    """

    round_id: int
    text: str
    issues: tuple[int, ...] = ()
    motion_id: int | None = None
    offered: Offered | None = None


@dataclass(frozen=True, slots=True)
class ClearMotion(SessionAct):
    """The legal adviser's word on a draft: clear, or not with a reason."""

    motion_id: int
    clear: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckIn(SessionAct):
    """签到: a member of the panel is there (实到)."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Judge(SessionAct):
    """A panel member's opinion on an issue before the panel, or on all of them where `issue_id` is 0.

    It checks its author in; a later one replaces it until the round ends. Returning and rejecting take a reason.
    """

    round_id: int
    issue_id: int
    opinion: Literal["approve", "return", "reject", "abstain"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetCause(SessionAct):
    """动议事由: where an issue comes from — its members and residents, the cadres, or from above."""

    issue_id: int
    cause: Literal["residents", "cadres", "above"]


@dataclass(frozen=True, slots=True)
class NameParty(SessionAct):
    """A moderator names a party of a dispute by its account, or takes it back; the issue is theirs to see alone."""

    issue_id: int
    whom: int = 0
    named: bool = True
    name: str = ""
    """Instead of the account a name, @username or door; the clerk looks it up."""


@dataclass(frozen=True, slots=True)
class ConfirmPosting(SessionAct):
    """公示栏: a moderator has seen the notice where it has to stand, and sends a photo of it."""

    round_id: int
    place: Literal["board"] = "board"
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Oversee(SessionAct):
    """监督意见: a scrutineer's word on what was published."""

    round_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Object(SessionAct):
    """结果有问题: an objection by ground (eligibility, counting, procedure, substance)."""

    round_id: int
    ground: Literal["eligibility", "counting", "procedure", "substance"]
    text: str


@dataclass(frozen=True, slots=True)
class RuleOn(SessionAct):
    """A ruling on an objection, by someone who is not a party, with reasons.

    `strike` names by door or name whose ballots are struck with it, where an objection to who may vote is upheld; the
    clerk looks up the electors. `barred`: whoever cast them may not vote there; otherwise somebody else had cast them.
    """

    entry_id: int
    upheld: bool
    reason: str
    strike: tuple[str, ...] = ()
    electors: tuple[str, ...] = ()
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Certify(SessionAct):
    """监票人签字: a scrutineer vouches for what a vote came to."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Recount(SessionAct):
    """重新点票: a scrutineer has the ballots of a vote counted again; of a frozen one it takes a reason."""

    round_id: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Recuse(SessionAct):
    """回避: somebody in office keeps out of an issue, or (0) of the whole session.

    `whom` is somebody else whom a second person asks to keep out, with a reason; 0 where it is oneself.
    """

    issue_id: int = 0
    reason: str = ""
    whom: int = 0


@dataclass(frozen=True, slots=True)
class AddTask(SessionAct):
    round_id: int
    title: str
    task_class: Literal["service", "goods", "works", "other"]


@dataclass(frozen=True, slots=True)
class AssignTask(SessionAct):
    """派单: who leads, who assists; the class's limit runs from now (or from `start`, an ISO date)."""

    task_id: int
    lead: str
    assist: tuple[str, ...] = ()
    start: str = ""
    lead_id: int | None = None
    """The lead as a person the bot knows; the clerk looks it up by the name or @username in `lead`."""


@dataclass(frozen=True, slots=True)
class Progress(SessionAct):
    """A report on a task, usually a photo in reply to the nudge."""

    task_id: int
    text: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class FinishTask(SessionAct):
    """The lead says it is done. `cost` in 0.01 of the currency."""

    task_id: int
    result: str
    cost: int = 0
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class AcceptTask(SessionAct):
    """Acceptance by a proposer or a moderator, or sending back with a reason."""

    task_id: int
    accepted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AbandonTask(SessionAct):
    task_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class DescribeShare(SessionAct):
    """What 民享 will say. Empty fields leave what was said before."""

    round_id: int
    result: str = ""
    keeper: str = ""
    not_achieved: str = ""


@dataclass(frozen=True, slots=True)
class Remark(SessionAct):
    """Words with a rating, or about something shared («又坏了»). `about` such as `round:5`."""

    round_id: int
    about: str
    text: str
