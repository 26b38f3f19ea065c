"""The case file 卷宗: everything of one session but its ballots, as the rules read and change it.

It is loaded and stored by `storage`; the rules in `sessions` and `stages` work on it. Standing acts
(ballots, cares, ratings) are not in it: only their running `counts` are, so a case file stays small
however many people vote.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, TypeVar

from bot.deliberation.desk import Desk, Owed, Urgency
from bot.deliberation.flow import Flow, Stage, StageBase
from bot.deliberation.hours import QuietHours
from bot.deliberation.model import (
    Community,
    Decision,
    Entry,
    Issue,
    Motion,
    Place,
    Round,
    RoundState,
    Session,
    Task,
)
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.rules import Figures

StageKind = TypeVar("StageKind", bound=StageBase)

Counts = dict[tuple[str, int, int], dict[str, Figures]]
"""(kind, what, round) → choice → heads and area; kind is `ballot`, `care`, `rating` or `late`."""
Groups = dict[tuple[int, int], dict[str, dict[str, Figures]]]
"""(motion, round) → name of a scope right under the session's → ballot → figures"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Issues on their way to a stage."""

    stage_id: str
    issues: tuple[int, ...]
    decision_id: int | None = None


@dataclass(slots=True)
class CaseFile:
    session: Session
    flow: Flow
    community: Community
    places: list[Place]
    issues: dict[int, Issue] = field(default_factory=dict)
    rounds: dict[int, Round] = field(default_factory=dict)
    motions: dict[int, Motion] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)
    counts: Counts = field(default_factory=dict)
    recount: Counts = field(default_factory=dict)
    """Counted from the ballots themselves; filled only when a round is being closed."""
    groups: Groups = field(default_factory=dict)
    """Likewise of the ballots of each scope."""
    electorate: Figures = field(default_factory=Figures)
    """Households on the roll of the session's scope now, and their area (zero where there is no roll)."""
    electorates: dict[str, Figures] = field(default_factory=dict)
    """Likewise for the other electorates that votes of the flow name: owners, residents of age, delegates."""
    roll_version: int = 0
    offices: dict[str, list[int]] = field(default_factory=dict)
    """role → people who hold it on the session's scope or above it."""
    arrivals: list[Arrival] = field(default_factory=list)
    """Emptied by `sessions.settle` within the same act; never stored."""

    def base(self, electorate: str) -> Figures:
        """How many electors of this kind there are now, and what they hold."""
        return self.electorates.get(electorate, self.electorate)

    def round(self, round_id: int) -> Round:
        found = self.rounds.get(round_id)
        if found is None:
            raise Refused("button-stale")
        return found

    def stage(self, round_: Round) -> Stage:
        return self.flow.stage(round_.stage_id)

    def stage_as(self, round_: Round, kind: type[StageKind]) -> StageKind:
        """The round's stage, known to be of this kind."""
        stage = self.stage(round_)
        if not isinstance(stage, kind):
            raise Refused("button-stale")
        return stage

    def count(self, kind: str, what: int, round_id: int, choice: str) -> int:
        """Heads that chose this, by the running count."""
        return self.counts.get((kind, what, round_id), {}).get(choice, Figures()).heads

    def open_rounds(self, kind: str | None = None) -> list[Round]:
        """Rounds that are announced, open or frozen, oldest first."""
        live = (RoundState.ANNOUNCED, RoundState.OPEN, RoundState.FROZEN)
        return [r for r in self.rounds.values() if r.state in live and kind in (None, r.kind)]

    def members(self, round_: Round) -> list[Issue]:
        """The issues that are still in this round, by their number in the session."""
        here = [self.issues[i] for i, outcome in round_.members.items() if outcome is None and i in self.issues]
        return sorted(here, key=lambda issue: issue.position)

    def motions_in(self, vote: Round) -> list[Motion]:
        """What is put to this vote; a motion that has come to its second ballot, by that one alone."""
        return [m for m in self.motions.values() if m.vote_round_id == vote.id and m.state != "runoff"]

    def tasks_in(self, round_: Round) -> list[Task]:
        return [t for t in self.tasks.values() if t.round_id == round_.id]

    def entries_in(self, round_: Round, *kinds: str) -> list[Entry]:
        return [e for e in self.entries.values() if e.round_id == round_.id and e.kind in kinds]

    def authors(self, issues: Iterable[int]) -> Iterator[int]:
        """Who raised these issues or any merged into them; every person once."""
        wanted, seen = set(issues), set[int]()
        for issue in self.issues.values():
            concerned = issue.id in wanted or issue.merged_into in wanted
            if concerned and issue.author_id is not None and issue.author_id not in seen:
                seen.add(issue.author_id)
                yield issue.author_id

    def is_sealed_author(self, person_id: int | None, issues: Iterable[int]) -> bool:
        """Whether this person has raised one of these (or what was merged into one) 背靠背, and none in the open."""
        wanted = set(issues)
        modes = {
            issue.mode
            for issue in self.issues.values()
            if issue.author_id == person_id is not None and (issue.id in wanted or issue.merged_into in wanted)
        }
        return modes == {"back"}

    def moderators(self) -> list[int]:
        """Who moderates this flow here, every person once."""
        return self.holders(*self.flow.participants.moderate, "moderator")

    def scrutineers(self) -> list[int]:
        """Who rules and recounts; a self-run group without scrutineers falls back on its moderators."""
        return self.holders(*self.flow.participants.scrutinise) or self.moderators()

    def holders(self, *roles: str) -> list[int]:
        return list(dict.fromkeys(person for role in roles for person in self.offices.get(role, ())))

    def quiet_hours(self) -> QuietHours:
        return QuietHours(time.fromisoformat(self.community.quiet_from), time.fromisoformat(self.community.quiet_until))

    def post(self, desk: Desk, card: str, urgency: Urgency, not_before: datetime | None = None, **args: Any) -> None:
        """Owe every place of the session one message."""
        full = {"session": self.session.id, **args}
        for place in self.places:
            desk.owe(Owed("post", card, full, chat_id=place.chat_id, urgency=urgency, not_before=not_before))

    def show(self, desk: Desk, round_: Round, not_before: datetime | None = None) -> None:
        """Owe every place the newest state of the round's live card, and of the board."""
        for place in self.places:
            key = f"card:{place.chat_id}:round:{round_.id}"
            args = {"round": round_.id}
            desk.owe(Owed("card", "round", args, chat_id=place.chat_id, key=key, not_before=not_before))
        self.show_board(desk)

    def retire(self, desk: Desk, round_: Round) -> None:
        """The round's live cards lose their buttons and keep their last state."""
        for place in self.places:
            key = f"card:{place.chat_id}:round:{round_.id}"
            desk.owe(Owed("retire", "round", {"round": round_.id}, chat_id=place.chat_id, key=key))
        self.show_board(desk)

    def show_board(self, desk: Desk) -> None:
        for place in self.places:
            key = f"card:{place.chat_id}:board"
            desk.owe(Owed("card", "board", {"chat": place.chat_id}, chat_id=place.chat_id, key=key))
