"""Another person votes for a household or an owner: a correction of the roll by a moderator (P6).

It works at once, also while a vote is open: whose ballot it is stays the same, what was cast stands until the new
voter changes it. It takes a reason, is entered in the minutes, and whoever voted before is told. Becoming the first
voter is in `register` and `owners`.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.clerk import owners, register
from bot.clerk.standpoint import Standpoint
from bot.deliberation import acts
from bot.deliberation.desk import Answer, Owed, Urgency
from bot.deliberation.refusal import Refused
from bot.storage import claims, owner_claims, people, roll, roll_offices, scopes
from bot.storage import owners as stored_owners

REASON_CHARS = 200


async def _ask(at: Standpoint, act: acts.AskVoter) -> Answer:
    """«我家改由我投»: a moderator decides."""
    home = await roll.household(at.tx, act.household_id)
    bound = await claims.residents_of(at.tx, act.household_id) if home else []
    mine = next((one for one in bound if one.person_id == at.person.id), None)
    if home is None or home.ended or mine is None or home.representative_id == at.person.id:
        raise Refused("button-stale")
    scope = await scopes.scope(at.tx, home.scope_id)
    at.community = await scopes.community_of_scope(at.tx, scope.path) if scope else None
    moderators = [one for one in await at.moderators() if one != at.person.id]
    if not moderators:
        raise Refused("nobody-to-tell")
    for moderator in moderators:
        key, args = f"voter-asked:{mine.id}:{moderator}", {"resident": mine.id}
        await at.owe(Owed("post", "voter-asked", args, person_id=moderator, key=key, urgency=Urgency.PRIVATE))
    return Answer("voter-asked")


async def _change(at: Standpoint, act: acts.ChangeVoter) -> Answer:
    reason = act.reason.strip()
    if not reason:
        raise Refused("reason-needed")
    if len(reason) > REASON_CHARS:
        raise Refused("text-too-long", limit=REASON_CHARS, length=len(reason))
    return await (_of_owner if act.of_owner else _of_household)(at, act.claim_id, reason)


async def _of_household(at: Standpoint, resident_id: int, reason: str) -> Answer:
    claim, home = await register.need_keeper(at, resident_id, "asked", "bound")
    if claim.person_id == at.person.id:
        raise Refused("own-claim")
    await register.no_second_household(at, home, claim.person_id)
    before, now = home.representative_id, at.submission.at
    if claim.state == "asked":
        await claims.settle_claim(at.tx, claim, True, at.person.id, now)
    await claims.make_representative(at.tx, home.id, claim.person_id)
    await roll_offices.take_offices(at.tx, home.id, now, at.office.next_id)
    return await _told(at, {"household": home.id}, claim.person_id, before, reason)


async def _of_owner(at: Standpoint, claim_id: int, reason: str) -> Answer:
    claim, owner = await owners.need_keeper(at, claim_id)
    if claim.person_id == at.person.id:
        raise Refused("own-claim")
    before = owner.representative_id
    if before is not None:
        await owner_claims.end_claim(at.tx, owner.id, before)
    await owner_claims.settle(at.tx, claim, True, at.person.id, at.submission.at)
    return await _told(at, {"owner": owner.id}, claim.person_id, before, reason)


async def _told(at: Standpoint, whose: Mapping[str, int], voter: int, before: int | None, reason: str) -> Answer:
    persons = [] if before is None else [before]
    await at.record("voter-changed", dict(whose), whom=voter, persons=persons, reason=reason)
    door = await _door(at, whose)
    for person, votes in [(voter, "yes"), *((one, "no") for one in persons if one != voter)]:
        await at.tell(person, "voter-changed", door=door, votes=votes)
    claimant = await people.person(at.tx, voter)
    if claimant is not None:
        await at.ask_again(claimant)
    return Answer("voter-changed", {"door": door})


async def _door(at: Standpoint, whose: Mapping[str, int]) -> str:
    if "household" in whose:
        home = await roll.household(at.tx, whose["household"])
        return home.door if home else ""
    return "".join((await stored_owners.doors_of(at.tx, [whose["owner"]]))[whose["owner"]][:1])


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {
    acts.AskVoter: _ask,
    acts.ChangeVoter: _change,
}
