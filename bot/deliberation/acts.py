"""Everything that can be done, one frozen dataclass each: what a press, a command or a due moment means.

An act says *what*, never *who* or *when*: those come with it as the `Actor` and the `Desk`. Which rule takes an act
is said in `sessions` and `stages`; acts of the house (people, roll, chats) are taken by `clerk`.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Act:
    """Base of all acts."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as the platform names it: kept by reference, fetched later."""

    kind: Literal["photo", "voice", "document"]
    file_id: str


# --- standing acts: one per elector and question, a later one replaces it ---------------------------


@dataclass(frozen=True, slots=True)
class Stand(Act):
    """A ballot, care or rating. `what`: motion, issue or round; `choice`: agree, oppose, abstain · care, none · 1…5."""

    kind: Literal["ballot", "care", "rating"]
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

    `motion_id` None makes a new motion; otherwise that one gets a new text.
    """

    round_id: int
    text: str
    issues: tuple[int, ...] = ()
    motion_id: int | None = None


@dataclass(frozen=True, slots=True)
class ClearMotion(SessionAct):
    """The legal adviser's word on a draft: clear, or not with a reason."""

    motion_id: int
    clear: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Object(SessionAct):
    """结果有问题: an objection by ground (eligibility, counting, procedure, substance)."""

    round_id: int
    ground: Literal["eligibility", "counting", "procedure", "substance"]
    text: str


@dataclass(frozen=True, slots=True)
class RuleOn(SessionAct):
    """A ruling on an objection, by someone who is not a party, with reasons."""

    entry_id: int
    upheld: bool
    reason: str


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


# --- acts of the house ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetUp(Act):
    """Bind a chat to a community. Where it has none, one is made, marked 本群自办."""

    chat_id: int
    name: str = ""
    timezone: str = ""
    locale: str = ""
    operator_code: str = ""


@dataclass(frozen=True, slots=True)
class Adjust(Act):
    """One setting of a chat's community, by a button of the card `setup`."""

    chat_id: int
    what: Literal["locale", "timezone"]
    value: str


@dataclass(frozen=True, slots=True)
class OpenSession(Act):
    """Prepare a session of a flow in a chat and show its preview. `question` for flows that begin with a vote."""

    chat_id: int
    flow_id: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class ClaimDoor(Act):
    """«选门牌,等核对»: ask to be bound to a household; a moderator confirms."""

    community_id: int
    door: str
    relation: Literal["owner", "tenant", "family"] = "family"


@dataclass(frozen=True, slots=True)
class SettleClaim(Act):
    """A moderator confirms or refuses a claim; `representative` where the roll has no one bound yet."""

    resident_id: int
    confirmed: bool
    representative: bool = False


@dataclass(frozen=True, slots=True)
class UseCode(Act):
    """A household's code: eight digits with the door number, or the long one of the QR (door empty)."""

    code: str
    door: str = ""


@dataclass(frozen=True, slots=True)
class IssueCodes(Act):
    """Make new codes for one household (by door) or for all that have no one bound; old ones end."""

    community_id: int
    door: str = ""


@dataclass(frozen=True, slots=True)
class ImportRoll(Act):
    """The household roll as CSV text: unit, household, area, owner, representative."""

    community_id: int
    csv: str


@dataclass(frozen=True, slots=True)
class GrantRole(Act):
    """Give (or end) a role on a scope. `person` is a @username, a name in the chat, or a numeric user id."""

    community_id: int
    person: str
    role: str
    scope: str = ""
    end: bool = False


@dataclass(frozen=True, slots=True)
class SetLocale(Act):
    """A person's own language; empty follows the community."""

    locale: str


@dataclass(frozen=True, slots=True)
class Announce(Act):
    """Post words of a moderator, now or at a time (local, `2026-12-10 09:00`)."""

    chat_id: int
    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Schedule(Act):
    """A recurring post. `kind`: week, month, open, text; `cron` in the community's time; empty cron uses the kind's."""

    chat_id: int
    kind: Literal["week", "month", "open", "text"]
    cron: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class EndSchedule(Act):
    schedule_id: int


@dataclass(frozen=True, slots=True)
class Await(Act):
    """Ask the person for words in the private chat: what comes next there completes the act `purpose` names."""

    purpose: str
    session_id: int = 0
    subject: int = 0
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Ask(Act):
    """A question to the bot: owe its answer, the card `view`, to whoever asked, where it was asked."""

    view: str
    session_id: int = 0
    subject: int = 0
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Mute(Act):
    """«这件别再提醒»."""

    round_id: int


@dataclass(frozen=True, slots=True)
class AskCover(Act):
    """今天请人代: another moderator looks after this one's tasks until midnight; person 0: no longer."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Uneasy(Act):
    """«我觉得不舒服»: told to the moderators without a name."""

    session_id: int
    text: str
