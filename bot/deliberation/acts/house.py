"""Acts of the house: people, roll, chats, what is asked and announced. They are taken by `clerk`."""

from dataclasses import dataclass
from typing import Literal

from bot.deliberation.acts.base import Act, Attachment
from bot.deliberation.offer import Offered


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
class Belong(Act):
    """A group stands on this scope of the tree and belongs to the community there; where none is, one is made."""

    chat_id: int
    scope_id: int
    operator_code: str = ""


@dataclass(frozen=True, slots=True)
class TakeTo(Act):
    """A session that is still a draft is to be opened in this group too, or not."""

    session_id: int
    chat_id: int
    taken: bool


@dataclass(frozen=True, slots=True)
class OpenSession(Act):
    """Prepare a session of a flow in a chat and show its preview. `question` for flows that begin with a vote, with
    the choices, cost and budget it speaks of."""

    chat_id: int
    flow_id: str
    question: str = ""
    offered: Offered | None = None


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
class SeatOwner(Act):
    """A moderator confirms a claim to a household, and that its person votes for the owner of its unit as well."""

    resident_id: int
    representative: bool = False


@dataclass(frozen=True, slots=True)
class SettleOwner(Act):
    """A moderator confirms or refuses that somebody votes for an owner."""

    claim_id: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class AskVoter(Act):
    """«我家改由我投»: somebody bound to a household asks to vote for it from now on; a moderator decides."""

    household_id: int


@dataclass(frozen=True, slots=True)
class ChangeVoter(Act):
    """A moderator has this claim's person vote for the household, or the owner, from now on; with a reason."""

    claim_id: int
    reason: str
    of_owner: bool = False


@dataclass(frozen=True, slots=True)
class StillThere(Act):
    """Asked once a year: does this person still live there, or have they moved?"""

    resident_id: int
    yes: bool


@dataclass(frozen=True, slots=True)
class UseCode(Act):
    """A household's code, or an owner's: eight digits with the door number, or the long one of the QR (door empty)."""

    code: str
    door: str = ""


@dataclass(frozen=True, slots=True)
class IssueCodes(Act):
    """Make new codes for one household (by door) or for all that have no one bound; old ones end. With `owners`
    for owners instead."""

    community_id: int
    door: str = ""
    owners: bool = False


@dataclass(frozen=True, slots=True)
class ImportRoll(Act):
    """The roll as CSV text: unit, household, area, owner, representative and more (`roll_rows`). `reason` of a
    correction."""

    community_id: int
    csv: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OfferRoll(Act):
    """A roll as a file in the private chat: read, compared, and shown before anything changes. `community_id` 0: the
    only one its sender belongs to."""

    community_id: int
    files: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class TakeRoll(Act):
    """The roll be what an offered file says, or not. `reason` of a correction."""

    offer_id: int
    taken: bool
    reason: str = ""


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
class NotMine(Act):
    """«不是我点的», told to the moderators: whose ballot on this motion, never what it says."""

    motion_id: int


@dataclass(frozen=True, slots=True)
class AskCover(Act):
    """今天请人代: another moderator looks after this one's tasks until midnight; person 0: no longer."""

    person_id: int


@dataclass(frozen=True, slots=True)
class TakeAlong(Act):
    """带走一份: everything kept about this person, as a document in the private chat. Names whose button it is."""

    person_id: int


@dataclass(frozen=True, slots=True)
class ForgetMe(Act):
    """忘掉我, said a second time. Names whose button it is."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Uneasy(Act):
    """«我觉得不舒服»: told to the moderators without a name."""

    session_id: int
    text: str
