"""The case file 卷宗: everything of one session but its ballots, as the rules read and change it.

It is loaded and stored by `storage`; the rules in `sessions` and `stages` work on it. Standing acts
(ballots, cares, ratings) are not in it: only their running `counts` are, so a case file stays small
however many people vote.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, TypeVar

from bot.deliberation.ballots.box import Key
from bot.deliberation.ballots.voices import PaperEntry, Proxy, Voice
from bot.deliberation.desk import Desk, Owed, Urgency
from bot.deliberation.flow import Flow, Stage, StageBase, Vote
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
    StandingAct,
    Task,
)
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.budget import Envelope
from bot.deliberation.voting.rules import Figures

if TYPE_CHECKING:
    from bot.deliberation.roll.corrections import Touched

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
    proxies: dict[int, Proxy] = field(default_factory=dict)
    """Where the flow allows any."""
    paper_entries: dict[int, PaperEntry] = field(default_factory=dict)
    """Of the one elector an act is about (`voice`), looked up for that act."""
    voice: Voice | None = None
    counts: Counts = field(default_factory=dict)
    recount: Counts = field(default_factory=dict)
    """Counted from the ballots themselves; filled only when a round is being closed."""
    brought: dict[tuple[int, int], dict[str, Figures]] = field(default_factory=dict)
    """Likewise (motion, round) → way (proxy, paper, assisted) → whose ballots somebody brought."""
    helpers: dict[int, set[int]] = field(default_factory=dict)
    """round → who has entered choices of others who were there; known where its result is certified."""
    deliveries: dict[str, str] = field(default_factory=dict)
    """elector → way of what was delivered to it in the round an act is about; looked up for that act."""
    silent: dict[tuple[int, int], Figures] = field(default_factory=dict)
    """(motion, round) → who was given a ballot and has cast none; filled likewise, where the rule counts silence."""
    ballots: dict[Key, StandingAct] = field(default_factory=dict)
    """Of the electors an act is about, looked up for that act; not those of anybody else."""
    touched: "Touched | None" = None
    """What in the vote a ruling is about rests on what the roll no longer says; looked up for that ruling."""
    groups: Groups = field(default_factory=dict)
    """Likewise of the ballots of each scope."""
    electorate: Figures = field(default_factory=Figures)
    """Households on the roll of the session's scope now, and their area (zero where there is no roll)."""
    electorates: dict[str, Figures] = field(default_factory=dict)
    """Likewise for the other electorates that votes of the flow name: owners, residents of age, delegates."""
    roll_version: int = 0
    offices: dict[str, list[int]] = field(default_factory=dict)
    """role → people who hold it on the session's scope or above it."""
    funds: dict[str, Envelope] = field(default_factory=dict)
    """What there is in each fund (community, street) that has books, now; known where the flow spends."""
    has_books: bool = False
    """Whether the community's own fund has books, whatever the flow."""
    fund_scopes: dict[str, int] = field(default_factory=dict)
    """Whose those funds are, with books or without; known where the flow spends."""
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
        """Rounds that are announced, open, frozen or preliminary, oldest first."""
        live = (RoundState.ANNOUNCED, RoundState.OPEN, RoundState.FROZEN, RoundState.PRELIMINARY)
        return [r for r in self.rounds.values() if r.state in live and kind in (None, r.kind)]

    def members(self, round_: Round) -> list[Issue]:
        """The issues that are still in this round, by their number in the session."""
        here = [self.issues[i] for i, outcome in round_.members.items() if outcome is None and i in self.issues]
        return sorted(here, key=lambda issue: issue.position)

    def motions_in(self, vote: Round) -> list[Motion]:
        """What is put to this vote; a motion that has come to its second ballot, by that one alone."""
        return [m for m in self.motions.values() if m.vote_round_id == vote.id and m.state != "runoff"]

    def voting_in(self, vote: Round) -> list[Motion]:
        """Those of them whose ballots are still to be counted; a vote without any is not running."""
        return [motion for motion in self.motions_in(vote) if motion.state == "voting"]

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
        """Who moderates this flow here, every person once; nobody for whose own matter it is."""
        return self.impartial(*self.flow.participants.moderate, "moderator")

    def scrutineers(self) -> list[int]:
        """Who rules and recounts; a self-run group without scrutineers falls back on its moderators."""
        return self.impartial(*self.flow.participants.scrutinise) or self.moderators()

    def holders(self, *roles: str) -> list[int]:
        """Who holds one of these roles, every person once; not who keeps out of the whole session."""
        out = self.recused()
        held = (person for role in roles for person in self.offices.get(role, ()))
        return list(dict.fromkeys(person for person in held if person not in out))

    def impartial(self, *roles: str) -> list[int]:
        """Of these nobody whose own matter is voted on, whatever else they hold."""
        concerned = self.holders(*self.flow.concerned)
        return [person for person in self.holders(*roles) if person not in concerned]

    def recused(self, *issues: int) -> frozenset[int]:
        """Who keeps out (回避) of the whole session, or of one of these issues."""
        about = {f"session:{self.session.id}", *(f"issue:{issue}" for issue in issues)}
        found = (e.person_id for e in self.entries.values() if e.kind == "recusal" and e.about in about)
        return frozenset(person for person in found if person is not None)

    def quiet_hours(self) -> QuietHours:
        return QuietHours(time.fromisoformat(self.community.quiet_from), time.fromisoformat(self.community.quiet_until))

    def among_parties(self, round_: Round) -> bool:
        """Whether it is a vote of the parties of a dispute, of which a group is shown nothing."""
        stage = self.stage(round_)
        return isinstance(stage, Vote) and stage.rule.electorate == "party"

    def post(self, desk: Desk, card: str, urgency: Urgency, not_before: datetime | None = None, **args: Any) -> None:
        """Owe every place of the session one message; of a vote among parties, the parties alone."""
        full = {"session": self.session.id, **args}
        decision = self.decisions.get(args.get("decision", 0))
        round_ = self.rounds.get(decision.round_id if decision else args.get("round", 0))
        if round_ is not None and self.among_parties(round_):
            for person in round_.seats():
                desk.owe(Owed("post", card, full, person_id=person, urgency=Urgency.PRIVATE, not_before=not_before))
            return
        for place in self.places:
            desk.owe(Owed("post", card, full, chat_id=place.chat_id, urgency=urgency, not_before=not_before))

    def show(self, desk: Desk, round_: Round, not_before: datetime | None = None) -> None:
        """Owe every place the newest state of the round's live card, and of the board.

        A card that is new waits for the morning like the result before it; the first of a session is what somebody
        has just opened, and a change to one that is there disturbs nobody.
        """
        urgency = Urgency.REPLY if next(iter(self.rounds)) == round_.id else Urgency.RESULT
        for place in () if self.among_parties(round_) else self.places:
            key = f"card:{place.chat_id}:round:{round_.id}"
            desk.owe(Owed("card", "round", {"round": round_.id}, place.chat_id, None, key, urgency, not_before))
        self.show_board(desk)

    def retire(self, desk: Desk, round_: Round) -> None:
        """The round's live cards lose their buttons and keep their last state."""
        for place in () if self.among_parties(round_) else self.places:
            key = f"card:{place.chat_id}:round:{round_.id}"
            desk.owe(Owed("retire", "round", {"round": round_.id}, chat_id=place.chat_id, key=key))
        self.show_board(desk)

    def show_board(self, desk: Desk) -> None:
        for place in self.places:
            key = f"card:{place.chat_id}:board"
            desk.owe(Owed("card", "board", {"chat": place.chat_id}, chat_id=place.chat_id, key=key))
