"""What a vote and a collection come to, in dicts and sets: the reference the house is compared with.

It knows nothing of rounds, minutes or databases. A due moment takes effect when somebody looks after it (`look`), but
counts from when it was due; whoever comes at that moment or later is late either way. Answers are compared by what
they are: `True` for taken, else the key of the refusal.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST_ISSUES = 2
CHOICES = ("agree", "oppose", "abstain")
WITHDRAW_WITHIN = timedelta(minutes=10)
Reply = bool | str


@dataclass
class Plain:
    """Six households vote until `vote_due`, and once more for twelve hours where three or fewer took part; everybody
    raises issues until `collect_due`. `homes`: person → door for who votes for it; `seated`: bound, without its vote;
    `inside`: in the group; `moderators`: who leads, of whom `opener` opened both sessions at `opened_at`."""

    homes: dict[int, str]
    seated: set[int]
    inside: set[int]
    moderators: set[int]
    opener: int
    opened_at: datetime
    vote_due: datetime
    collect_due: datetime
    ballots: dict[str, str] = field(default_factory=dict)
    late: set[str] = field(default_factory=set)
    issues: list[tuple[int, str]] = field(default_factory=list)
    cares: dict[tuple[int, int], str] = field(default_factory=dict)
    vote: str = "open"
    collect: str = "open"
    extensions: int = 0
    moved: int = 0
    asked_by: int | None = None

    def look(self, now: datetime) -> None:
        """Let what is due take effect, the earliest first: the two have nothing to do with each other."""
        while self.vote == "open" and self.vote_due <= now:
            if len(self.ballots) * 2 <= 6 and not self.extensions:
                self.extensions, self.vote_due = 1, self.vote_due + timedelta(hours=12)
            else:
                self.vote = self._outcome()
        if self.collect == "open" and self.collect_due <= now:
            self.collect = "closed"

    def _outcome(self) -> str:
        agree, oppose = (list(self.ballots.values()).count(choice) for choice in ("agree", "oppose"))
        if len(self.ballots) * 2 <= 6:
            return "inquorate"
        if agree * 2 > len(self.ballots):
            return "passed"
        return "tied" if agree == oppose else "failed"

    def ballot(self, person: int, choice: str, now: datetime) -> Reply:
        if person not in self.homes:
            return "not-representative" if person in self.seated else "not-bound"
        if self.vote == "cancelled":
            return "session-cancelled"
        if choice not in CHOICES:
            return "ballot-unknown-option"
        door = self.homes[person]
        if self.vote != "open" or now >= self.vote_due:
            self.late.add(door)
            return "ballot-late"
        self.ballots[door] = choice
        return True

    def raised(self, person: int, text: str, now: datetime) -> Reply:
        if self.collect == "cancelled":
            return "session-cancelled"
        if person not in self.inside | self.seated | set(self.homes) | self.moderators:
            return "not-participant"
        if self.collect != "open" or now >= self.collect_due:
            return "collect-closed"
        if sum(author == person for author, _ in self.issues) >= MOST_ISSUES:
            return "too-many-issues"
        if (person, text) in self.issues:
            return "issue-repeated"
        self.issues.append((person, text))
        return True

    def care(self, person: int, issue: int, choice: str, now: datetime) -> Reply:
        if person not in self.inside | self.seated | set(self.homes):
            return "not-a-member"
        if self.collect == "cancelled":
            return "session-cancelled"
        if self.collect != "open" or now >= self.collect_due:
            return "round-closed"
        self.cares[issue, person] = choice
        return True

    def advance(self, person: int, what: str, now: datetime) -> Reply:
        state, due = (self.vote, self.vote_due) if what == "vote" else (self.collect, self.collect_due)
        if refused := self._not_led(person, state, due, now):
            return refused
        if what == "vote":
            return "vote-not-early"
        self.collect = "closed"
        return True

    def extend(self, person: int, what: str, hours: int, now: datetime) -> Reply:
        state, due = (self.vote, self.vote_due) if what == "vote" else (self.collect, self.collect_due)
        if refused := self._not_led(person, state, due, now):
            return refused
        if what == "vote":
            return "extend-not-here"
        self.collect_due += timedelta(hours=hours)
        self.moved += 1
        return True

    def _not_led(self, person: int, state: str, due: datetime, now: datetime) -> str:
        if state == "cancelled":
            return "session-cancelled"
        if person not in self.moderators:
            return "not-moderator"
        return "round-closed" if state != "open" or now >= due else ""

    def cancel(self, person: int, what: str, now: datetime) -> Reply:
        state = self.vote if what == "vote" else self.collect
        if state == "cancelled":
            return "session-cancelled"
        if person not in self.moderators:
            return "not-moderator"
        if state != "open":
            return "session-over"
        if what == "collect":
            self.collect = "cancelled"
        elif now >= self.vote_due:
            return "round-closed"
        elif person == self.opener and now - self.opened_at <= WITHDRAW_WITHIN:
            self.vote = "cancelled"
        elif self.moderators == {person}:
            return "second-person-none"
        else:
            self.asked_by = person
        return True

    def confirm(self, person: int, now: datetime) -> Reply:
        if self.vote == "cancelled":
            return "session-cancelled"
        if person not in self.moderators:
            return "not-moderator"
        if self.vote != "open" or self.asked_by is None:
            return "button-stale"
        if now >= self.vote_due:
            return "round-closed"
        if self.asked_by == person:
            return "second-person"
        self.vote = "cancelled"
        return True

    def office(self, person: int, *, held: bool) -> Reply:
        """The opener gives this person the office, or takes it back with what was asked by it."""
        if held:
            self.moderators.add(person)
        elif person not in self.moderators:
            return "role-not-held"
        else:
            self.moderators.discard(person)
            if self.asked_by == person and self.vote == "open":
                self.asked_by = None
        return True
