"""The register: households and who is bound to them, codes, the roll, and offices.

Binding never makes a representative: the roll's name or a moderator does (DESIGN.md §5).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from bot.clerk import owners, roll_offers
from bot.clerk.handing import Handed, hand_over
from bot.clerk.office import Office
from bot.clerk.rolls import imported, replace_roll
from bot.clerk.standpoint import Standpoint, pending_of
from bot.deliberation import acts
from bot.deliberation.desk import Answer, JournalEntry, Owed
from bot.deliberation.flow import Role
from bot.deliberation.handing import InHand
from bot.deliberation.house import Household, Owner, Resident, Scope, ancestors
from bot.deliberation.minutes.journal import street_chain
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import HANDED_OVER, OFFICES, TRUST, keeps_house
from bot.deliberation.roll.cells import parse_roll
from bot.deliberation.roll.rows import RowProblem
from bot.storage import claims, codes, journal, people, roll, roll_offices, scopes
from bot.storage import owners as stored_owners
from bot.storage.roll_import import RollChange
from bot.storage.store import Tx

ROLES = frozenset(get_args(Role)) | {"moderator"}
_SHEETS = 300
"""Households in one file: a hundred pages."""


async def _claim_door(at: Standpoint, act: acts.ClaimDoor) -> Answer:
    """«选门牌,等核对»: a moderator confirms."""
    _, scope = await at.need_community(act.community_id)
    if act.door.strip() and not await roll.households_at(at.tx, scope.path, act.door):
        return await owners.claim_unit(at, scope.path, act.door)
    household = await _household(at, scope, act.door)
    claim = await claims.ask_claim(at.tx, household.id, at.person.id, act.relation, at.submission.at, at.office.next_id)
    if claim.state == "bound":
        raise Refused("already-bound", door=household.door)
    await at.record("claim", {"resident": claim.id}, door=household.door)
    moderators = await at.moderators()
    for moderator in moderators:
        if moderator != at.person.id:
            await at.tell(moderator, "claim-asked", resident=claim.id)
    return Answer("claim-asked", {"door": household.door})


async def _household(at: Standpoint, scope: Scope, door: str) -> Household:
    if not door.strip():
        raise Refused("door-needed")
    found = await roll.households_at(at.tx, scope.path, door)
    if not found:
        raise Refused("no-such-door", door=door[:20])
    if len(found) > 1:
        raise Refused("door-twice", door=door[:20])
    return found[0]


async def no_second_household(at: Standpoint, household: Household, person_id: int) -> None:
    """Raise `Refused` where this person votes for another household of the same roll already.

    A household may own any number of units and still has one vote; on another community's roll somebody may well
    stand for another.
    """
    scope = await scopes.scope(at.tx, household.scope_id)
    community = await scopes.community_of_scope(at.tx, scope.path) if scope else None
    whole = await scopes.scope(at.tx, community.scope_id) if community else scope
    assert whole is not None
    seats = (await roll.seats_of(at.tx, [person_id]))[person_id]
    here = (seat for seat in seats if seat.scope_path.startswith(whole.path))
    if any(seat.representative and seat.household_id != household.id for seat in here):
        raise Refused("one-household")


async def need_keeper(at: Standpoint, resident_id: int, *states: str) -> tuple[Resident, Household]:
    """A claim in one of these states (asked, where none is named) and its household, for somebody who moderates there;
    raises `Refused` for others."""
    claim = await claims.resident(at.tx, resident_id)
    if claim is None or claim.state not in (states or ("asked",)):
        raise Refused("button-stale")
    household = await roll.household(at.tx, claim.household_id)
    scope = await scopes.scope(at.tx, household.scope_id) if household else None
    community = await scopes.community_of_scope(at.tx, scope.path) if scope else None
    if household is None or household.ended or community is None:
        raise Refused("button-stale")
    await at.need_moderator(community.id)
    return claim, household


async def _seat_owner(at: Standpoint, act: acts.SeatOwner) -> Answer:
    claim, household = await need_keeper(at, act.resident_id)
    answer = await _settle_claim(at, acts.SettleClaim(act.resident_id, True, act.representative))
    await owners.seat_owner(at, claim, household.door)
    return answer


async def _settle_claim(at: Standpoint, act: acts.SettleClaim) -> Answer:
    claim, household = await need_keeper(at, act.resident_id)
    if claim.person_id == at.person.id:
        raise Refused("own-claim")
    if act.confirmed and act.representative and household.representative_id is not None:
        raise Refused("representative-taken", door=household.door)
    if act.confirmed and act.representative:
        await no_second_household(at, household, claim.person_id)
    await claims.settle_claim(at.tx, claim, act.confirmed, at.person.id, at.submission.at)
    if act.confirmed and act.representative:
        await claims.make_representative(at.tx, household.id, claim.person_id)
    if act.confirmed:
        await roll_offices.take_offices(at.tx, household.id, at.submission.at, at.office.next_id)
    await at.record(
        "claim-settled", {"resident": claim.id, "confirmed": act.confirmed, "representative": act.representative}
    )
    await at.tell(claim.person_id, "claim-settled", resident=claim.id, confirmed=act.confirmed)
    claimant = await people.person(at.tx, claim.person_id)
    if act.confirmed and claimant is not None:
        await at.ask_again(claimant)
    return Answer("claim-settled")


async def _use_code(at: Standpoint, act: acts.UseCode) -> Answer:
    """Bind by the code of a household or an owner. A miss is answered, not refused: the try it cost has to be kept."""
    if at.chat is not None:
        # a living one was taken back before it came here: this one was mistyped, or has ended
        await at.owe(Owed("delete", "code-shown", {"message": at.submission.where.message_id}, chat_id=at.chat.id))
        return Answer("code-in-group")
    if act.door:
        household = await _by_digits(at, act)
    else:
        household = await codes.use_qr(at.tx, act.code, at.submission.at)
    if household is None:
        await at.record("code-missed", {})
        return Answer("code-wrong", alert=True)
    if isinstance(household, Owner):
        return await owners.use_code(at, household, "code" if act.door else "qr")
    await no_second_household(at, household, at.person.id)
    when = at.submission.at
    named = await claims.bind(at.tx, household, at.person, "family", "code", when, at.office.next_id)
    await people.set_awaiting(at.tx, at.person.id, pending_of(at.person))
    await at.record("bound", {"household": household.id, "way": "code", "representative": named})
    await at.tell(at.person.id, "code-used", household=household.id)
    await at.ask_again(at.person)
    return Answer()


async def _by_digits(at: Standpoint, act: acts.UseCode) -> codes.Holder | None:
    """Typed with its door number: in the community of the chat, or in any the bot serves."""
    scope = await scopes.scope(at.tx, at.community.scope_id) if at.community else None
    path = scope.path if scope else "/"
    return await codes.use_digits(at.tx, path, act.door, act.code, at.submission.at)


async def _issue_codes(at: Standpoint, act: acts.IssueCodes) -> Answer:
    """New codes for one household, or for all that have nobody bound; shown once, to the moderator in private.

    In clear they are in what is owed and nowhere else, and there only until it has arrived (`storage.owing`).
    """
    community, scope = await at.need_moderator(act.community_id)
    if act.owners:
        rows = await _owner_sheets(at, scope, act.door)
    else:
        rows = await _household_sheets(at, scope, act.door)
    ends = (at.submission.at + codes.LIFE).isoformat()
    for start in range(0, len(rows), _SHEETS):
        sheets_of_one = rows[start : start + _SHEETS]
        await at.tell(at.person.id, "codes", community=community.id, until=ends, sheets=sheets_of_one)
    return Answer("codes-made", {"count": len(rows)})


async def _household_sheets(at: Standpoint, scope: Scope, door: str) -> list[dict[str, str]]:
    unbound = roll.households_unbound
    households = [await _household(at, scope, door)] if door else await unbound(at.tx, scope.path)
    if not households:
        raise Refused("nobody-unbound")
    await at.record("codes", {"households": [h.id for h in households]})
    return await new_sheets(at.tx, at.office, households, at.submission.at)


async def _owner_sheets(at: Standpoint, scope: Scope, door: str) -> list[dict[str, str]]:
    """For the owners of a unit, or for all owners nobody votes for yet."""
    found = await (stored_owners.owners_at(at.tx, scope.path, door) if door else _voteless(at, scope))
    if not found:
        raise Refused("no-such-door", door=door[:20]) if door else Refused("nobody-unbound")
    await at.record("codes", {"owners": [owner.id for owner in found]})
    return await owners.new_sheets(at.tx, at.office, found, at.submission.at)


async def _voteless(at: Standpoint, scope: Scope) -> list[Owner]:
    return [o for o in await stored_owners.owners_below(at.tx, scope.path) if o.representative_id is None]


async def new_sheets(tx: Tx, office: Office, households: Sequence[Household], at: datetime) -> list[dict[str, str]]:
    """New codes for these households, in clear for the one time they are shown: {door, digits, long}; old ones end."""
    sheets = [codes.Sheet(h.id, office.digits(owners.DIGITS), office.code(owners.LONG)) for h in households]
    await codes.new_codes(tx, sheets, at, office.next_id)
    doors = {h.id: h.door for h in households}
    return [{"door": doors[s.household_id], "digits": s.digits, "long": s.long} for s in sheets]


async def _import_roll(at: Standpoint, act: acts.ImportRoll) -> Answer:
    """Make the roll be these rows; with any row wrong nothing changes, and each is told."""
    community, _ = await at.need_moderator(act.community_id)
    rows, problems = parse_roll(act.csv)
    change: RollChange | Sequence[RowProblem] = problems
    if not problems:
        change = await replace_roll(at.tx, at.office, community, rows, at.person.id, at.submission.at, act.reason)
    if not isinstance(change, RollChange):
        await at.owe(roll_offers.told_problems(change, at.person.id))
        return Answer("roll-refused", {"count": len(change)}, alert=True)
    return imported(change)


async def _grant_role(at: Standpoint, act: acts.GrantRole) -> Answer:
    """Give or end an office on the community's scope, on one named below it, or on one above where one moderates."""
    community, scope = await at.need_moderator(act.community_id)
    if act.role not in ROLES:
        raise Refused("role-unknown", role=act.role[:32])
    mine, target = await at.roles(scope.path), scope
    if act.scope:
        target = await _scope_named(at, scope, act.scope)
        mine = await at.roles(target.path)
    trusted = not community.self_run and not mine.isdisjoint(OFFICES)
    if act.role in TRUST and not trusted:
        raise Refused("role-not-yours")
    found = await people.find_people(at.tx, act.person, community.id)
    if not found:
        raise Refused("person-unknown", person=act.person[:40])
    if len(found) > 1:
        raise Refused("person-twice", person=act.person[:40], count=len(found))
    (person,) = found
    handed = Handed(InHand(), 0)
    if act.end:
        if not await people.end_role(at.tx, person.id, target.id, act.role, at.submission.at):
            raise Refused("role-not-held")
        held = (await people.roles_of(at.tx, [person.id]))[person.id]
        if act.role in HANDED_OVER and people.roles_at(held, scope.path).isdisjoint(HANDED_OVER):
            handed = await hand_over(at.tx, at.office, person.id, community, at.submission.at)
    else:
        if act.role in TRUST and person.id == at.person.id:
            raise Refused("role-own-trust")
        await people.grant(at.tx, person.id, target.id, act.role, at.person.id, at.submission.at, at.office.next_id)
    await at.record("role", {"role": act.role, "scope": target.id, "ended": act.end}, whom=person.id)
    if act.end:
        return Answer("role-ended", {"person": person.name, "open": handed.open.whole, "to": handed.to})
    return Answer("role-granted", {"person": person.name})


async def _scope_named(at: Standpoint, home: Scope, name: str) -> Scope:
    """The scope of that name at or below the community's, or above it."""
    above = [await scopes.scope_at(at.tx, path) for path in ancestors(home.path)[:-1]]
    found = [one for one in (*await scopes.scopes_below(at.tx, home.path), *above) if one and one.name == name]
    if not found:
        raise Refused("scope-unknown", scope=name[:40])
    if not keeps_house(await at.roles(found[0].path)):
        raise Refused("not-moderator")
    return found[0]


async def appoint(tx: Tx, office: Office, way: Sequence[str], who: str, role: str, at: datetime) -> None:
    """Let an operator give somebody an office on any scope, also above all communities: nobody in a chat may there yet.

    `way`: names from the top of the tree down, or the only name there is of that kind. Raises `Refused` where the scope
    or the person is not known or not the only one.
    """
    if role not in ROLES:
        raise Refused("role-unknown", role=role[:32])
    found = await scopes.scopes_named(tx, way)
    if len(found) != 1:
        raise Refused("scope-twice" if found else "scope-unknown", scope="/".join(way)[:40])
    known = await people.find_people(tx, who)
    if len(known) != 1:
        raise Refused("person-twice" if known else "person-unknown", person=who[:40], count=len(known))
    (scope,), (person,) = found, known
    await people.grant(tx, person.id, scope.id, role, None, at, office.next_id)
    entry = JournalEntry(
        "role", at, {"role": role, "scope": scope.id, "ended": False}, {"person": None, "whom": person.id}
    )
    await journal.append(tx, [(street_chain(scope.id), entry)], office.salt)


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {
    acts.ClaimDoor: _claim_door,
    acts.SettleClaim: _settle_claim,
    acts.SeatOwner: _seat_owner,
    **owners.TAKES,
    **roll_offers.TAKES,
    acts.UseCode: _use_code,
    acts.IssueCodes: _issue_codes,
    acts.ImportRoll: _import_roll,
    acts.GrantRole: _grant_role,
}
