"""Standing acts: casting a ballot, caring for an issue, rating — the path every press takes.

A pure function of the round and of what this elector did before; no other ballot is looked at, so the
hundred-thousandth costs what the tenth did. Counting them is left to `voting` and `rating`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.deliberation.acts import Stand
from bot.deliberation.ballots.box import Box, household_elector, owner_elector, person_elector
from bot.deliberation.desk import Actor, Answer, JournalEntry
from bot.deliberation.flow import Collect, Evaluate, Vote
from bot.deliberation.model import NOBODY, RoundState, SessionState, StandingAct
from bot.deliberation.rating import RATINGS
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.decide import read
from bot.deliberation.voting.rules import in_time
from bot.deliberation.voting.ways import way_of

RECEIPT_CHARS = 6
PRESENCE: Final = "presence"
PRESENT = "present"
NAMED = ("panel", "party")
"""Electorates whose seats are people named one by one when the vote opens."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Who brought a ballot that is not its voter's own press: the agent, both tellers, who helped; by which proxy."""

    by: tuple[int, ...]
    proxy: int = 0


@dataclass(frozen=True, slots=True)
class Stood:
    """What a standing act left: the new standing act (None where nothing changed), its minute, the answer."""

    standing: StandingAct | None
    minute: JournalEntry | None
    answer: Answer
    first: bool = False


@dataclass(frozen=True, slots=True)
class Elector:
    """Whose act it is, and what it holds here (0.01 m²; 0 where areas do not count)."""

    key: str
    area: int = 0


def electors_for(act: Stand, box: Box, by: Actor) -> tuple[Elector, ...]:
    """Whose act this is: a person's own, or of every household or owner they vote for; raises `Refused` for nobody.

    A household acts through the representative on the roll (P6); others of it may speak, not vote. On the
    rolls of several communities somebody may stand for a household each. Who votes for several casts the same ballot
    for each of them, an owner's with what it has inside the scope of the vote (P7).
    Residents vote by themselves where they are bound to a household there; people who live elsewhere never do (P19).
    """
    stage = box.stage
    if act.kind in ("ballot", PRESENCE) and isinstance(stage, Vote):
        electorate: str = stage.rule.electorate
    elif act.kind == "rating" and isinstance(stage, Evaluate):
        electorate = stage.electorate if box.community.has_roll else "member"
    else:
        electorate = "participant"
    seats = [seat for seat in by.seats if seat.scope_path.startswith(box.scope_path)]
    if electorate == "household":
        homes = tuple(Elector(household_elector(s.household_id), s.area) for s in seats if s.representative)
        if not homes:
            raise Refused("not-representative") if seats else Refused("not-bound")
        return homes
    if electorate == "owner":
        held = [(owner.owner_id, owner.within(box.scope_path)) for owner in by.owners]
        voices = tuple(Elector(owner_elector(owner), area) for owner, area in held if area is not None)
        if not voices:
            raise Refused("not-owner-voter") if seats else Refused("not-bound")
        return voices
    if by.person_id is None:
        raise Refused("not-a-person")
    if electorate == "resident" and not seats:
        raise Refused("not-bound")
    if electorate == "delegate" and not by.has("delegate"):
        raise Refused("not-delegate")
    if electorate in NAMED and by.person_id not in box.seats(act.what):
        raise Refused(f"not-of-{electorate}")
    if electorate in ("member", "participant") and not (by.member or (electorate == "participant" and seats)):
        raise Refused("not-a-member")
    return (Elector(person_elector(by.person_id)),)


def stand(
    act: Stand,
    box: Box,
    by: Actor,
    elector: Elector,
    before: StandingAct | None,
    now: datetime,
    code: Callable[[int], str],
    brought: Brought | None = None,
) -> Stood:
    """Take a ballot, care or rating. A late one is refused with `ballot-late`; the clerk notes it.

    Where ballots come by several ways, which one stands is the rule's to say (`channels`).
    """
    round_ = box.round
    if box.session_state == SessionState.CANCELLED or round_.state is RoundState.VOID:
        raise Refused("session-cancelled")
    if round_.state is RoundState.ANNOUNCED and act.kind != PRESENCE:
        raise Refused("vote-not-open")
    if round_.state is RoundState.FROZEN:
        raise Refused("count-frozen")
    if by.person_id is not None and round_.barred.get(elector.key) == by.person_id:
        raise Refused("elector-barred")
    act = replace(act, choice=_readable(act, box))
    over = round_.due_at is not None and not in_time(now, round_.due_at)
    if round_.state is RoundState.CLOSED or over or _decided(act, box):
        raise Refused("ballot-late" if act.kind == "ballot" else "round-closed")
    other_way = before is not None and way_of(before.channel) != way_of(by.channel)
    if before is not None and isinstance(box.stage, Vote) and box.stage.rule.stands(before.channel, by.channel):
        raise Refused("ballot-first-stands", way=way_of(before.channel))
    mine = before if before is not None and _is_own(before, by, brought) else None
    anonymous = isinstance(box.stage, Vote) and not box.stage.rule.linkable
    counted_alike = mine is not None and mine.choice == act.choice and (anonymous or mine.area == elector.area)
    if counted_alike and not other_way:
        return Stood(None, None, Answer(f"{act.kind}-unchanged", _said(act, box)))
    if before is not None and isinstance(box.stage, Vote) and not box.stage.rule.change_until_close:
        raise Refused("ballot-final")
    assert by.person_id is not None
    if act.kind == PRESENCE:
        return Stood(*attending(act, by, elector, now), Answer("presence-recorded"), first=True)
    # that of an anonymous ballot says that its elector took part, and nothing of what was cast
    kept = before if anonymous else mine
    standing = StandingAct(
        kind=act.kind,
        what=act.what,
        round_id=act.round_id,
        elector=elector.key,
        choice=act.choice,
        person_id=by.person_id,
        channel=by.channel,
        at=now,
        receipt=kept.receipt if kept else (code(RECEIPT_CHARS) if act.kind == "ballot" else ""),
        changes=mine.changes + 1 if mine else 0,
        area=elector.area,
        hand_id=brought.by[-1] if brought else None,
    )
    minute = JournalEntry(
        act.kind,
        now,
        {"what": act.what, "round": act.round_id},
        {"person": by.person_id, "elector": elector.key, "choice": act.choice, **_noted(standing, brought)},
    )
    if act.kind == "ballot":
        key = "ballot-recorded" if mine is None else "ballot-replaced" if other_way else "ballot-changed"
        said = {**_said(act, box), "receipt": standing.receipt}
        if mine is not None and other_way:
            said["way"] = way_of(mine.channel)
        answer = Answer(key, said, alert=mine is None or other_way)
    else:
        answer = Answer(f"{act.kind}-recorded", {"choice": act.choice})
    return Stood(standing, minute, answer, first=mine is None)


def _is_own(before: StandingAct, by: Actor, brought: Brought | None) -> bool:
    """Whether it was this voter who cast what stands, and for them whoever brings a ballot the same way now.

    Somebody who votes for an elector after another did must not hear how: theirs is a first ballot, whatever was cast.
    A paper of an elector whose voter was not known yet is its voter's.
    """
    if before.person_id not in (by.person_id, NOBODY):
        return False
    return way_of(before.channel) != way_of(by.channel) or before.hand_id == (brought.by[-1] if brought else None)


def counts_present(box: Box) -> bool:
    """Whether those who are there (实到) are counted in this vote."""
    return isinstance(box.stage, Vote) and "present" in box.stage.rule.bases


def attending(act: Stand, by: Actor, elector: Elector, now: datetime) -> tuple[StandingAct, JournalEntry]:
    """签到: that an elector is there, and its minute. Entered once an elector, by hand or with the first ballot."""
    assert by.person_id is not None
    there = StandingAct(
        kind=PRESENCE,
        what=act.round_id,
        round_id=act.round_id,
        elector=elector.key,
        choice=PRESENT,
        person_id=by.person_id,
        channel=by.channel,
        at=now,
        area=elector.area,
    )
    content = {"person": by.person_id, "elector": elector.key, "area": elector.area}
    return there, JournalEntry("attendance", now, {"round": act.round_id}, content)


def _said(act: Stand, box: Box) -> dict[str, int | str]:
    """What was chosen, for the answer; `named` has the titles where it names choices of the motion, a line each."""
    named = box.motions[act.what].named_by(act.choice) if act.kind == "ballot" else []
    return {"choice": act.choice, "named": "\n".join(named)} if named else {"choice": act.choice}


def _noted(standing: StandingAct, brought: Brought | None) -> dict[str, Any]:
    """What the minutes hold of a ballot so that the vote can be recounted, and the ballot found, from them alone."""
    if standing.kind != "ballot":
        return {}
    noted: dict[str, Any] = {"area": standing.area, "receipt": standing.receipt}
    if brought is not None:
        noted |= {"channel": standing.channel, "by": list(brought.by)}
        noted |= {"proxy": brought.proxy} if brought.proxy else {}
    return noted


def _decided(act: Stand, box: Box) -> bool:
    """A vote opened again for one motion takes no ballots on those that were decided, or have a second ballot."""
    return act.kind == "ballot" and box.motions[act.what].state in ("decided", "runoff")


def _readable(act: Stand, box: Box) -> str:
    """What was chosen, as it is kept; raises `Refused` for a ballot that could not be counted."""
    stage = box.stage
    match act.kind, stage:
        case "ballot", Vote():
            if act.what not in box.motions:
                raise Refused("button-stale")
            return read(stage.rule, box.motions[act.what].paper, act.choice)
        case "presence", Vote():
            if act.choice != PRESENT or act.what != act.round_id or not counts_present(box):
                raise Refused("button-stale")
        case "rating", Evaluate():
            if act.choice not in {str(r) for r in RATINGS} or act.what != act.round_id:
                raise Refused("button-stale")
        case "care", Collect():
            if act.choice not in ("care", "none") or act.what not in box.round.members:
                raise Refused("button-stale")
        case _:
            raise Refused("button-stale")
    return act.choice
