"""A roll handed in as a file in the private chat: looked at first, and taken only at a second word.

The file is owed as a delivery, `outbox` fetches and reads it, its rows wait here (`storage.roll_offers`). A due moment
then compares them with the roll and shows what would change; the button under that applies exactly those rows, by the
hash of the file, and only to the version of the roll they were compared with. What nobody decides on is thrown away
after a day. Changing the roll is left to `rolls`.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clerk import rolls
from bot.clerk.office import Office
from bot.clerk.standpoint import Standpoint
from bot.deliberation import acts
from bot.deliberation.desk import Answer, Due, Ids, Owed
from bot.deliberation.model import Community
from bot.deliberation.refusal import Refused
from bot.deliberation.roll.rows import RollRow, RowProblem
from bot.storage import duties, owing, roll, roll_offers, scopes
from bot.storage.roll_import import RollChange
from bot.storage.roll_offers import RollOffer
from bot.storage.store import Tx

OFFER = "roll-offer"
"""Due moment of the house: an offer is compared with the roll, or has waited long enough."""
LIFE = timedelta(hours=24)
_SHOWN_PROBLEMS = 10
_SHOWN_DOORS = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file came to: the SHA-256 of its bytes, its rows, and everything that is wrong with them."""

    sha256: str
    rows: Sequence[RollRow]
    problems: Sequence[RowProblem]


async def _offer(at: Standpoint, act: acts.OfferRoll) -> Answer:
    """A moderator's document: owe its reading. Of anybody else it is a document nobody has asked for."""
    file = next((one for one in act.files if one.kind == "document"), None)
    if file is None:
        raise Refused("roll-file-needed")
    if not act.community_id and at.community is None:
        raise Refused("nothing-asked")
    try:
        community, _ = await at.need_moderator(act.community_id)
    except Refused:
        raise Refused("not-moderator" if act.community_id else "nothing-asked") from None
    args = {"file": file.file_id, "community": community.id, "person": at.person.id}
    await at.owe(Owed("read-roll", "roll", args, person_id=at.person.id))
    return Answer("roll-reading")


async def keep(tx: Tx, args: Mapping[str, Any], read: Reading, now: datetime, next_id: Ids) -> None:
    """Keep what was read until it is compared, or tell what is wrong with it; `args` are those of the delivery."""
    community, person = int(args["community"]), int(args["person"])
    if read.problems:
        await owing.owe(tx, [told_problems(read.problems, person)], now, next_id)
        return
    held = RollOffer(next_id(), community, person, read.sha256, 0, now, tuple(read.rows))
    await roll_offers.keep(tx, held)
    await duties.set_due(tx, [Due(f"{OFFER}:{held.id}", now, OFFER, args={"offer": held.id})])


def told_problems(problems: Sequence[RowProblem], person_id: int) -> Owed:
    """The first of the problems, each with its place."""
    told = [
        {"line": p.place or p.line, "column": p.column, "key": p.key, "params": dict(p.params)}
        for p in problems[:_SHOWN_PROBLEMS]
    ]
    return Owed("post", "roll-problems", {"problems": told, "count": len(problems)}, person_id=person_id)


async def lapse(tx: Tx, office: Office, due: Due, now: datetime) -> None:
    """Show what an offer would change; one that has been shown already has had its time."""
    held = await roll_offers.offer(tx, int(due.args["offer"]))
    community = await scopes.community(tx, held.community_id) if held else None
    if held is None or community is None:
        return
    if now >= held.at + LIFE:
        await roll_offers.end(tx, held.id)
        return
    owed = await _compared(tx, office, held, community, now)
    await owing.owe(tx, [owed], now, office.next_id)
    if await roll_offers.is_open(tx, held.id):
        end = Due(f"{OFFER}:{held.id}", held.at + LIFE, OFFER, args={"offer": held.id})
        await duties.set_due(tx, [end])


async def _compared(tx: Tx, office: Office, held: RollOffer, community: Community, now: datetime) -> Owed:
    scope = await scopes.scope(tx, community.scope_id)
    assert scope is not None
    lived, version = await roll.electorate(tx, scope.path)
    owned, _ = await roll.electorate(tx, scope.path, "owner")
    change = await rolls.try_roll(tx, office, community, held.rows)
    if not isinstance(change, RollChange):
        await roll_offers.end(tx, held.id)
        return told_problems(change, held.person_id)
    await roll_offers.compared(tx, held.id, version)
    needs_reason, refused = await _votes(tx, community, now)
    if refused or not change.anything:
        await roll_offers.end(tx, held.id)
    doors = {
        "added": change.added, "changed": change.changed, "ended": change.ended, "unseated": change.unseated,
        "units": change.units,
    }  # fmt: skip
    owners = {
        "owners-added": change.owners.added, "owners-changed": change.owners.changed,
        "owners-ended": change.owners.ended, "owners-unseated": change.owners.unseated,
    }  # fmt: skip
    return Owed(
        "post",
        "roll-offered",
        {
            "offer": held.id,
            "community": community.id,
            "sha256": held.sha256,
            "changes": [
                {"what": what, "count": len(found), "names": list(found[:_SHOWN_DOORS])}
                for what, found in (doors | owners).items()
                if found
            ],
            "before": {"heads": lived.heads, "area": lived.area, "owners": owned.heads, "owned": owned.area},
            "after": {
                "heads": change.heads, "area": change.area, "owners": change.owners.heads, "owned": change.owners.area,
            },
            "reason": needs_reason,
            "refused": refused,
        },
        person_id=held.person_id,
    )  # fmt: skip


async def _votes(tx: Tx, community: Community, now: datetime) -> tuple[bool, str]:
    """Whether a vote rests on the roll, so that a change takes a reason, and why one does not let it be corrected."""
    try:
        return bool(await rolls.votes_on(tx, community, now)), ""
    except Refused as refused:
        return False, refused.refusal.key


async def _take(at: Standpoint, act: acts.TakeRoll) -> Answer:
    """The second word: taken exactly as it was shown, or thrown away."""
    held = await roll_offers.offer(at.tx, act.offer_id)
    if held is None:
        raise Refused("roll-offer-over")
    community, scope = await at.need_moderator(held.community_id)
    if not act.taken:
        await roll_offers.end(at.tx, held.id)
        return Answer("roll-left")
    _, version = await roll.electorate(at.tx, scope.path)
    if version != held.version:
        again = Due(f"{OFFER}:{held.id}", at.submission.at, OFFER, args={"offer": held.id})
        await duties.set_due(at.tx, [again])
        return Answer("roll-changed-meanwhile", alert=True)
    now = at.submission.at
    change = await rolls.replace_roll(
        at.tx, at.office, community, held.rows, at.person.id, now, act.reason, held.sha256
    )
    assert isinstance(change, RollChange), "rows that contradict each other are not offered"
    await roll_offers.end(at.tx, held.id)
    return rolls.imported(change)


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {
    acts.OfferRoll: _offer,
    acts.TakeRoll: _take,
}
