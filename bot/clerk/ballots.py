"""Standing acts, many at a time: ballots, cares and ratings that arrived together share one commit.

Each is taken or refused on its own by the pure rule in `deliberation.ballots.standing`. However many there are, the
number of statements is the same, and none of them reads the other ballots.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.clerk.office import Office
from bot.clerk.submission import Submission
from bot.deliberation.acts import Ask, Stand
from bot.deliberation.ballots.bag import TOOK_PART, TURN, alias_of, joined, parted
from bot.deliberation.ballots.box import Box, Key
from bot.deliberation.ballots.standing import PRESENCE, Elector, attending, counts_present, electors_for, stand
from bot.deliberation.desk import Actor, Answer, JournalEntry, Owed, OwnerSeat, Seat, Urgency
from bot.deliberation.flow import Vote
from bot.deliberation.house import Person
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.model import RoundState, StandingAct
from bot.deliberation.refusal import Refused
from bot.storage import anonymous, ballots, journal, owing, owners, people, roll
from bot.storage.store import Tx

Outcome = Answer | Refused
_FOR_SEVERAL = {
    ("ballot-recorded", "owner"): "ballot-recorded-owners",
    ("ballot-changed", "owner"): "ballot-changed-owners",
    ("ballot-replaced", "owner"): "ballot-changed-owners",
    ("ballot-recorded", "household"): "ballot-recorded-households",
    ("ballot-changed", "household"): "ballot-changed-households",
    ("ballot-replaced", "household"): "ballot-changed-households",
}


@dataclass(frozen=True, slots=True)
class _Ballot:
    """One standing act on its way: who acts as whom, in which box."""

    submission: Submission
    act: Stand
    person: Person
    box: Box
    actor: Actor
    elector: Elector
    alias: str = ""
    """Under which the ballot itself lies in an anonymous box."""

    def key(self, kind: str) -> Key:
        elector = self.alias if self.alias and kind == "ballot" else self.elector.key
        return (kind, self.act.what, self.act.round_id, elector)

    def standing(self, before: Mapping[Key, StandingAct]) -> StandingAct | None:
        """What its elector has cast so far."""
        found = before.get(self.key(self.act.kind))
        return joined(found, before.get(self.key(TURN))) if self.alias else found

    @property
    def there(self) -> Key:
        """Under which its elector is present in this round."""
        return (PRESENCE, self.act.round_id, self.act.round_id, self.elector.key)


async def take_standing(tx: Tx, office: Office, batch: Sequence[tuple[Submission, Stand, Person]]) -> list[Outcome]:
    """Take these standing acts in order; an answer or a refusal for each."""
    boxes = await ballots.load_boxes(tx, {act.round_id for _, act, _ in batch})
    persons = {person.id for _, _, person in batch}
    seats = await roll.seats_of(tx, persons)
    electorates = {box.stage.rule.electorate for box in boxes.values() if isinstance(box.stage, Vote)}
    held = await owners.owner_seats_of(tx, persons) if "owner" in electorates else {}
    offices = await people.roles_of(tx, persons) if "delegate" in electorates else {}
    inside = await people.insiders(tx, {chat for box in boxes.values() for chat in box.chats}, persons)
    open_ = {box.round.id for box in boxes.values() if _is_anonymous(box) and box.round.state is RoundState.OPEN}
    secrets = await anonymous.keys_of(tx, open_, office.salt)
    places = _Places(boxes, seats, held, offices, inside, secrets)
    prepared = [_prepare(submission, act, person, places) for submission, act, person in batch]
    ready = [one for some in prepared if not isinstance(some, Refused) for one in some]
    keys = {one.key(one.act.kind) for one in ready} | {one.key("late") for one in ready if one.act.kind == "ballot"}
    keys |= {one.there for one in ready if counts_present(one.box)} | {one.key(TURN) for one in ready if one.alias}
    before = await ballots.load_standing(tx, keys)
    writes = _Writes()
    outcomes = [
        some if isinstance(some, Refused) else _together(some, [_take(one, before, office, writes) for one in some])
        for some in prepared
    ]
    await writes.store(tx, office)
    return outcomes


@dataclass(frozen=True, slots=True)
class _Places:
    """What is known of everybody in a batch: households, owners they vote for, roles (each only where a vote asks for
    it) and chats; and the boxes they act in."""

    boxes: Mapping[int, Box]
    seats: Mapping[int, tuple[Seat, ...]]
    owners: Mapping[int, tuple[OwnerSeat, ...]]
    offices: Mapping[int, Collection[people.Held]]
    inside: Mapping[int, frozenset[int]]
    secrets: Mapping[int, str]
    """The keys of anonymous boxes that are open."""


def _is_anonymous(box: Box) -> bool:
    return isinstance(box.stage, Vote) and not box.stage.rule.linkable


def _prepare(submission: Submission, act: Stand, person: Person, places: _Places) -> list[_Ballot] | Refused:
    """One act for each elector this person acts for."""
    box = places.boxes.get(act.round_id)
    if box is None:
        return Refused("button-stale")
    actor = Actor(
        person.id,
        person.name,
        people.roles_at(places.offices.get(person.id, ()), box.scope_path),
        places.seats.get(person.id, ()),
        not places.inside.get(person.id, frozenset()).isdisjoint(box.chats),
        "private" if submission.where.private else "chat",
        places.owners.get(person.id, ()),
    )
    try:
        electors = electors_for(act, box, actor)
    except Refused as refused:
        return refused
    secret = places.secrets.get(act.round_id) if act.kind == "ballot" else None
    return [
        _Ballot(submission, act, person, box, actor, elector, alias_of(secret, act.what, elector.key) if secret else "")
        for elector in electors
    ]


def _together(some: Sequence[_Ballot], outcomes: Sequence[Outcome]) -> Outcome:
    """The one answer to a press that was a ballot of several owners or households: for how many it counts, with all
    receipts, and for how many it was refused (`missed`), as where another's came first."""
    first = next((one for one in outcomes if isinstance(one, Answer) and one.key != "ballot-unchanged"), outcomes[0])
    if len(outcomes) == 1 or isinstance(first, Refused) or first.key == "ballot-unchanged":
        return first
    stood = [one for one in outcomes if isinstance(one, Answer)]
    receipts = " ".join(str(one.params["receipt"]) for one in stood if "receipt" in one.params)
    missed = len(outcomes) - len(stood)
    params = {**first.params, "receipt": receipts, "count": len(stood), "missed": missed}
    whose = some[0].elector.key.partition(":")[0]
    key = _FOR_SEVERAL.get((first.key, whose), first.key)
    return replace(first, key=key, params=params, alert=first.alert or missed > 0)


def _take(one: _Ballot, before: dict[Key, StandingAct], office: Office, writes: "_Writes") -> Outcome:
    key = one.key(one.act.kind)
    now = one.submission.at
    try:
        stood = stand(one.act, one.box, one.actor, one.elector, one.standing(before), now, office.code)
    except Refused as refused:
        if refused.refusal.key == "ballot-late" and one.key("late") not in before:
            late = StandingAct(
                "late",
                one.act.what,
                one.act.round_id,
                one.elector.key,
                "" if _is_anonymous(one.box) else one.act.choice,
                one.person.id,
                one.actor.channel,
                now,
            )
            before[one.key("late")] = late
            minute = JournalEntry(
                "ballot-late",
                now,
                {"what": late.what, "round": late.round_id},
                {"person": late.person_id, "elector": late.elector},
            )
            writes.add(one.box, late, None, minute)
        return refused
    if stood.standing is not None and stood.minute is not None:
        if one.alias:
            writes.drop_in(one, stood.standing, before)
        else:
            writes.add(one.box, stood.standing, before.get(key), stood.minute)
            before[key] = stood.standing
        if one.act.kind == "ballot" and counts_present(one.box) and one.there not in before:
            there, minute = attending(one.act, one.actor, one.elector, now)
            writes.add(one.box, there, None, minute)
            before[one.there] = there
        if stood.first and one.act.kind == "ballot" and one.person.dm_open:
            writes.receipt(one.act, one.person)
    if one.alias and not one.submission.press:
        # this answer is owed, and would keep the choice beside the name
        turn = before[one.key(TURN)]
        return Answer("ballot-in-the-box", {"receipt": turn.receipt})
    return stood.answer


class _Writes:
    """What a batch leaves, gathered so that each kind of row is written once."""

    def __init__(self) -> None:
        self._standing: list[tuple[StandingAct, StandingAct | None]] = []
        self._minutes: list[tuple[str, JournalEntry]] = []
        self._owed: dict[str, Owed] = {}
        self._boxes: dict[int, Box] = {}

    def add(self, box: Box, act: StandingAct, previous: StandingAct | None, minute: JournalEntry) -> None:
        self._standing.append((act, previous))
        self._minutes.append((session_chain(box.session_id), minute))
        self._boxes[box.session_id] = box
        # a vote among the parties of a dispute has no card in the group
        if act.kind == "late" or (isinstance(box.stage, Vote) and box.stage.rule.electorate == "party"):
            return
        for chat_id in box.chats:
            key = f"card:{chat_id}:round:{box.round.id}"
            self._owed[key] = Owed("card", "round", {"round": box.round.id}, chat_id=chat_id, key=key)

    def drop_in(self, one: _Ballot, act: StandingAct, before: dict[Key, StandingAct]) -> None:
        """An anonymous ballot: the minutes say once that its elector took part, and nothing that it was changed.

        Where somebody else votes for that elector now, it is they whom the box knows as having taken part.
        """
        ballot, turn = parted(act, one.alias, one.box.round.opens_at)
        self._standing.append((ballot, before.get(one.key("ballot"))))
        before[one.key("ballot")] = ballot
        took = before.get(one.key(TURN))
        if took is not None and took.person_id != turn.person_id:
            self._standing.append((turn, took))
        before[one.key(TURN)] = turn
        if took is None:
            content = {"person": turn.person_id, "elector": turn.elector, "receipt": turn.receipt}
            public = {"what": turn.what, "round": turn.round_id}
            self.add(one.box, turn, None, JournalEntry(TOOK_PART, turn.at, public, content))

    def receipt(self, act: Stand, person: Person) -> None:
        key = f"receipt:{act.what}:{act.round_id}:{person.id}"
        args = {"motion": act.what, "round": act.round_id}
        self._owed[key] = Owed("post", "receipt", args, person_id=person.id, key=key, urgency=Urgency.RECEIPT)

    async def store(self, tx: Tx, office: Office) -> None:
        if not self._standing:
            return
        await ballots.store_standing(tx, self._standing)
        heads = {session_chain(box.session_id): box.head for box in self._boxes.values()}
        await journal.append(tx, self._minutes, office.salt, heads)
        now = max(act.at for act, _ in self._standing)
        await owing.owe(tx, list(self._owed.values()), now, office.next_id)


def first_contact(submission: Submission, act: Stand, refused: Refused) -> Answer | None:
    """Somebody without a household pressed: the private chat opens, binds, and asks again (DESIGN.md §5)."""
    if refused.refusal.key != "not-bound" or submission.where.private:
        return None
    return Answer("", start=Ask("welcome", subject=act.round_id))
