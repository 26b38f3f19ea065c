"""What a rule is handed and what it leaves behind: who acts, when, and everything that follows.

A rule reads a `CaseFile`, changes its records and notes consequences on the `Desk`; it never touches
a database, a chat or a clock. Storing all of it in one go is left to `clerk` and `storage`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from bot.deliberation.acts import Act
from bot.deliberation.calendar import Calendar
from bot.deliberation.model import Issue, StandingAct

if TYPE_CHECKING:
    from bot.deliberation.ballots.bag import Bag
    from bot.deliberation.minutes.silence import Delivery


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a household: `representative` is whom the roll names to vote for it."""

    household_id: int
    scope_id: int
    scope_path: str
    door: str
    relation: str
    """owner, tenant, family"""
    representative: bool
    area: int = 0


@dataclass(frozen=True, slots=True)
class OwnerSeat:
    """An owner somebody votes for. `areas`: (path of a scope, 0.01 m² of its units right there)."""

    owner_id: int
    name: str
    areas: tuple[tuple[str, int], ...]

    def within(self, path: str) -> int | None:
        """What the owner has at or under a path, None where it has no unit there."""
        here = [area for where, area in self.areas if where.startswith(path)]
        return sum(here) if here else None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `roles` are those held on the case's scope or above it; the clock and the
    command line act with `person_id` None and the role `clock` or `operator`."""

    person_id: int | None
    name: str = ""
    roles: frozenset[str] = frozenset()
    seats: tuple[Seat, ...] = ()
    """For an act of a session only those on its scope."""
    member: bool = False
    """Is a member of one of the session's chats."""
    channel: str = "chat"
    owners: tuple[OwnerSeat, ...] = ()
    """Owners this person votes for; filled where owners vote."""

    def has(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)


CLOCK = Actor(None, "", frozenset({"clock"}))


class Urgency(StrEnum):
    """How a post stands to the calm of a group (DESIGN.md §5): only `budgeted` counts in three a day."""

    OPENING = "opening"
    RESULT = "result"
    BUDGETED = "budgeted"
    REPLY = "reply"
    """Asked for by the person who reads it; night and budget do not hold it back."""
    PRIVATE = "private"
    """Unasked words to one person; they wait for the morning."""
    RECEIPT = "receipt"
    """A receipt: not held back by the night, but after everything somebody is waiting for."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Something the bot owes a chat or a person. It is rendered when delivered, from the state then.

    `what`: `post` (a message once), `card` (a live message, edited to the newest state), `retire`
    (a live card loses its buttons), `pin`, `delete`, `download`, `read-roll` (a file that is
    not kept), `discard` (one that was). `card` names the
    text and buttons, `args` fill it. Two owed rows with one non-empty `key` are one.
    """

    what: str
    card: str
    args: Mapping[str, Any]
    chat_id: int | None = None
    person_id: int | None = None
    key: str = ""
    urgency: Urgency = Urgency.REPLY
    not_before: datetime | None = None
    reply_to: int | None = None
    """A platform message id in that chat."""
    sealed: bool = False
    """To the author of something sent 背靠背: to whom and about what is kept closed, and not at all once it is sent."""


@dataclass(frozen=True, slots=True)
class Due:
    """A moment at which something falls due. One per `key`; a later one with that key moves it."""

    key: str
    at: datetime
    kind: str
    session_id: int | None = None
    round_id: int | None = None
    args: Mapping[str, Any] = field(default_factory=dict)

    def is_under(self, prefix: str) -> bool:
        """Whether its key is `prefix` or continues it after a colon, as `round:12:close` does not `round:1`."""
        return self.key == prefix or self.key.startswith(f"{prefix.removesuffix(':')}:")


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the minutes: `public` facts stay for ever, `content` is personal and can be erased."""

    kind: str
    at: datetime
    public: Mapping[str, Any]
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person who acted is told at once: a toast, or an alert (`alert`); an empty `key` says nothing."""

    key: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)
    alert: bool = False
    start: Act | None = None
    """Open the private chat with the bot, where this act is done next."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Issues that leave for another flow; they come back to `return_stage` of this session when it ends."""

    flow_id: str
    issues: tuple[int, ...]
    session_id: int
    return_stage: str = ""


class Ids(Protocol):
    def __call__(self) -> int: ...


@dataclass(slots=True)
class Desk:
    """The moment of an act and the consequences it leaves: journal, owed messages, due moments."""

    now: datetime
    next_id: Ids
    calendar: Calendar
    by: Actor
    code: Callable[[int], str]
    """`code(n)`: n characters nobody can guess (receipts); repeatable in a rehearsal."""
    journal: list[JournalEntry] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)
    dropped_due: list[str] = field(default_factory=list)
    """Key prefixes of due moments set by earlier acts that no longer hold; `due` is set after they are gone."""
    handovers: list[Handover] = field(default_factory=list)
    cast: list[tuple[StandingAct, StandingAct | None]] = field(default_factory=list)
    """Ballots somebody brought for their voters, each with the one it replaces."""
    struck: list[StandingAct] = field(default_factory=list)
    """Ballots that are void from now on, and kept."""
    settled: list[int] = field(default_factory=list)
    """Rounds whose running counts are made anew from the ballots."""
    bags: list["Bag"] = field(default_factory=list)
    """Anonymous ballots that are put into a bag now: they replace those in the box."""
    delivered: list["Delivery"] = field(default_factory=list)
    """What was handed over at doors, where silence counts."""
    unlinked: list[int] = field(default_factory=list)
    """Rounds whose key goes now: nobody can find out any more whose ballot is whose."""

    def record_nameless(self, kind: str, public: Mapping[str, Any], **content: Any) -> None:
        """Enter an act of somebody who stays sealed: not even the erasable content says who it was."""
        self.journal.append(JournalEntry(kind, self.now, public, content))

    def record(self, kind: str, public: Mapping[str, Any] | None = None, **content: Any) -> None:
        """Enter an act in the minutes; who acted goes with the erasable content."""
        self.journal.append(JournalEntry(kind, self.now, public or {}, {"person": self.by.person_id, **content}))

    def owe(self, owed: Owed) -> None:
        self.owed.append(owed)

    def set_due(self, due: Due) -> None:
        self.due.append(due)

    def drop_due(self, prefix: str) -> None:
        """Let go of every moment under `prefix`, also of those just set."""
        self.due = [due for due in self.due if not due.is_under(prefix)]
        self.dropped_due.append(prefix)

    def fetch(self, files: Iterable[Mapping[str, str]], **about: int | None) -> None:
        """Owe the download of files that came with an act: they are kept by what they hold, not by their name.

        `about` says what they came with (session, issue, entry) and the chat that is told where one is too big.
        """
        for file in files:
            self.owe(Owed("download", "file", {**file, **about}, person_id=self.by.person_id, urgency=Urgency.PRIVATE))

    def tell(
        self,
        person_id: int | None,
        card: str,
        /,
        urgency: Urgency = Urgency.PRIVATE,
        *,
        sealed: bool = False,
        **args: Any,
    ) -> None:
        """Owe one person a private message (nothing where the person is not known to the bot)."""
        if person_id is not None:
            self.owe(Owed("post", card, args, person_id=person_id, urgency=urgency, sealed=sealed))

    def tell_author(self, issue: Issue, card: str, /, urgency: Urgency = Urgency.PRIVATE, **args: Any) -> None:
        """Likewise whoever raised an issue; sealed where that was done 背靠背."""
        self.tell(issue.author_id, card, urgency, sealed=issue.mode == "back", issue=issue.id, **args)
