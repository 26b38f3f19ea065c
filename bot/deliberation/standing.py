"""Standing acts: casting a ballot, caring for an issue, rating — the path every press takes.

A pure function of the round and of what this elector did before; no other ballot is looked at, so the
hundred-thousandth costs what the tenth did. Counting them is left to `voting` and `rating`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.deliberation.acts import Stand
from bot.deliberation.box import Box, household_elector, person_elector
from bot.deliberation.desk import Actor, Answer, JournalEntry, Seat
from bot.deliberation.flow import Collect, Evaluate, Vote
from bot.deliberation.model import RoundState, SessionState, StandingAct
from bot.deliberation.rating import RATINGS
from bot.deliberation.refusal import Refused
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.rules import in_time

RECEIPT_CHARS = 6


@dataclass(frozen=True, slots=True)
class Stood:
    """What a standing act left: the new standing act (None where nothing changed), its minute, the answer."""

    standing: StandingAct | None
    minute: JournalEntry | None
    answer: Answer
    first: bool = False


def elector_for(act: Stand, box: Box, by: Actor) -> tuple[str, Seat | None]:
    """Whose act this is: a household or a person; raises `Refused` where they have no such place here.

    A household acts through the representative on the roll (domain.md P6); others of it may speak,
    not vote.
    """
    stage = box.stage
    if act.kind == "ballot" and isinstance(stage, Vote):
        electorate: str = stage.rule.electorate
    elif act.kind == "rating" and isinstance(stage, Evaluate):
        electorate = stage.electorate if box.community.has_roll else "member"
    else:
        electorate = "participant"
    seats = [seat for seat in by.seats if seat.scope_path.startswith(box.scope_path)]
    if electorate == "household":
        seat = next((s for s in seats if s.representative), None)
        if seat is None:
            raise Refused("not-representative") if seats else Refused("not-bound")
        return household_elector(seat.household_id), seat
    if by.person_id is None:
        raise Refused("not-a-person")
    if not (by.member or (electorate == "participant" and seats)):
        raise Refused("not-a-member")
    return person_elector(by.person_id), None


def stand(
    act: Stand,
    box: Box,
    by: Actor,
    elector: str,
    seat: Seat | None,
    before: StandingAct | None,
    now: datetime,
    code: Callable[[int], str],
) -> Stood:
    """Take a ballot, care or rating. A late one is refused with `ballot-late`; the clerk notes it."""
    round_ = box.round
    if box.session_state == SessionState.CANCELLED or round_.state is RoundState.VOID:
        raise Refused("session-cancelled")
    if round_.state is RoundState.ANNOUNCED:
        raise Refused("vote-not-open")
    if round_.state is RoundState.FROZEN:
        raise Refused("count-frozen")
    _valid_choice(act, box)
    over = round_.due_at is not None and not in_time(now, round_.due_at)
    if round_.state is RoundState.CLOSED or over or _decided(act, box):
        raise Refused("ballot-late" if act.kind == "ballot" else "round-closed")
    if before is not None and before.choice == act.choice:
        return Stood(None, None, Answer(f"{act.kind}-unchanged", {"choice": act.choice}))
    if before is not None and isinstance(box.stage, Vote) and not box.stage.rule.change_until_close:
        raise Refused("ballot-final")
    assert by.person_id is not None
    standing = StandingAct(
        kind=act.kind,
        what=act.what,
        round_id=act.round_id,
        elector=elector,
        choice=act.choice,
        person_id=by.person_id,
        channel=by.channel,
        at=now,
        receipt=before.receipt if before else (code(RECEIPT_CHARS) if act.kind == "ballot" else ""),
        changes=before.changes + 1 if before else 0,
        area=seat.area if seat else 0,
    )
    minute = JournalEntry(
        act.kind,
        now,
        {"what": act.what, "round": act.round_id},
        {"person": by.person_id, "elector": elector, "choice": act.choice},
    )
    if act.kind == "ballot":
        key = "ballot-recorded" if before is None else "ballot-changed"
        answer = Answer(key, {"choice": act.choice, "receipt": standing.receipt}, alert=before is None)
    else:
        answer = Answer(f"{act.kind}-recorded", {"choice": act.choice})
    return Stood(standing, minute, answer, first=before is None)


def _decided(act: Stand, box: Box) -> bool:
    """A vote opened again for one motion takes no ballots on those that were decided."""
    return act.kind == "ballot" and box.motions[act.what].state == "decided"


def _valid_choice(act: Stand, box: Box) -> None:
    stage = box.stage
    match act.kind, stage:
        case "ballot", Vote():
            if act.what not in box.motions:
                raise Refused("button-stale")
            method = METHODS[stage.rule.options]
            method.validate(act.choice, method.options(()))
        case "rating", Evaluate():
            if act.choice not in {str(r) for r in RATINGS} or act.what != act.round_id:
                raise Refused("button-stale")
        case "care", Collect():
            if act.choice not in ("care", "none") or act.what not in box.round.members:
                raise Refused("button-stale")
        case _:
            raise Refused("button-stale")
