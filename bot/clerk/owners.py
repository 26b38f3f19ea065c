"""Binding people to the owners they vote for: by an owner's code, or by a moderator who knows them.

One person may vote for any number of owners. Households are in `register`.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.clerk.office import Office
from bot.clerk.standpoint import Standpoint
from bot.deliberation import acts
from bot.deliberation.desk import Answer
from bot.deliberation.house import Owner, OwnerClaim, Resident
from bot.deliberation.refusal import Refused
from bot.storage import codes, owner_claims, owners, people, scopes
from bot.storage.store import Tx

DIGITS, LONG = 8, 24


async def claim_unit(at: Standpoint, path: str, door: str) -> Answer:
    """Ask to vote for the owner of a unit nobody lives in (a shop, a parking place): a moderator confirms."""
    found = await owners.owners_at(at.tx, path, door)
    if not found:
        raise Refused("no-such-door", door=door[:20])
    if len(found) > 1:
        raise Refused("door-twice", door=door[:20])
    asked = await owner_claims.ask(at.tx, found[0].id, at.person.id, "moderator", at.submission.at, at.office.next_id)
    if asked.state == "bound":
        raise Refused("already-bound", door=door[:20])
    await _ask_moderators(at, asked)
    return Answer("claim-asked", {"door": door[:20]})


async def use_code(at: Standpoint, owner: Owner, way: str) -> Answer:
    """An owner's code: bound at once where the roll names this person, otherwise a moderator confirms."""
    # somebody new is in no community yet: it is the owner's
    scope = await scopes.scope(at.tx, owner.scope_id)
    at.community = await scopes.community_of_scope(at.tx, scope.path) if scope else None
    claim = await owner_claims.use(at.tx, owner, at.person, way, at.submission.at, at.office.next_id)
    if claim.state != "bound":
        await _ask_moderators(at, claim)
        return Answer("owner-code-asked")
    await at.record("owner-bound", {"owner": owner.id, "way": "code"})
    await at.tell(at.person.id, "owner-bound", owner=owner.id)
    await at.ask_again(at.person)
    return Answer()


async def _ask_moderators(at: Standpoint, claim: OwnerClaim) -> None:
    await at.record("owner-claim", {"claim": claim.id})
    for moderator in await at.moderators():
        if moderator != at.person.id:
            await at.tell(moderator, "owner-claim-asked", claim=claim.id)


async def need_keeper(at: Standpoint, claim_id: int) -> tuple[OwnerClaim, Owner]:
    """A claim nobody has settled and its owner, for somebody who moderates there; raises `Refused` for others."""
    claim = await owner_claims.claim(at.tx, claim_id)
    owner = await owners.owner(at.tx, claim.owner_id) if claim and claim.state == "asked" else None
    scope = await scopes.scope(at.tx, owner.scope_id) if owner else None
    community = await scopes.community_of_scope(at.tx, scope.path) if scope else None
    if claim is None or owner is None or owner.ended or community is None:
        raise Refused("button-stale")
    await at.need_moderator(community.id)
    return claim, owner


async def _settle_owner(at: Standpoint, act: acts.SettleOwner) -> Answer:
    claim, owner = await need_keeper(at, act.claim_id)
    if claim.person_id == at.person.id:
        raise Refused("own-claim")
    if act.confirmed and owner.representative_id not in (None, claim.person_id):
        raise Refused("voter-taken", owner=owner.name)
    await owner_claims.settle(at.tx, claim, act.confirmed, at.person.id, at.submission.at)
    await at.record("owner-claim-settled", {"claim": claim.id, "confirmed": act.confirmed})
    await at.tell(claim.person_id, "owner-bound" if act.confirmed else "owner-refused", owner=owner.id)
    claimant = await people.person(at.tx, claim.person_id)
    if act.confirmed and claimant is not None:
        await at.ask_again(claimant)
    return Answer("claim-settled")


async def seat_owner(at: Standpoint, claim: Resident, door: str) -> None:
    """Make who claims a household also the voter of the one owner of its units who has none yet."""
    free = [o for o in await owners.owners_of(at.tx, claim.household_id) if o.representative_id is None]
    if len(free) != 1:
        raise Refused("no-free-owner", door=door)
    at_ = at.submission.at
    asked = await owner_claims.ask(at.tx, free[0].id, claim.person_id, "moderator", at_, at.office.next_id)
    await owner_claims.settle(at.tx, asked, True, at.person.id, at_)
    await at.record("owner-claim-settled", {"claim": asked.id, "confirmed": True})
    await at.tell(claim.person_id, "owner-bound", owner=free[0].id)


async def new_sheets(tx: Tx, office: Office, some: Sequence[Owner], at: datetime) -> list[dict[str, str]]:
    """New codes for these owners, in clear for the one time they are shown; the door is that of their first unit."""
    doors = await owners.doors_of(tx, [owner.id for owner in some])
    held = [owner for owner in some if doors[owner.id]]
    sheets = [codes.Sheet(0, office.digits(DIGITS), office.code(LONG), owner.id) for owner in held]
    await codes.new_codes(tx, sheets, at, office.next_id)
    return [
        {"door": doors[owner.id][0], "digits": sheet.digits, "long": sheet.long}
        for owner, sheet in zip(held, sheets, strict=True)
    ]


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {
    acts.SettleOwner: _settle_owner,
}
