"""The register: households and who is bound to them, codes, the roll, and offices.

Binding never makes a representative: the roll's name or a moderator does (DESIGN.md §5).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from bot.clerk.office import Office
from bot.clerk.standpoint import Standpoint, pending_of
from bot.deliberation import acts
from bot.deliberation.desk import Answer, JournalEntry, Owed
from bot.deliberation.flow import Role
from bot.deliberation.house import Household, Scope
from bot.deliberation.journal import community_chain
from bot.deliberation.model import Community
from bot.deliberation.refusal import Refused
from bot.deliberation.roll_csv import RowProblem, parse_roll
from bot.storage import claims, journal, lookups, people, roll, roll_import, scopes
from bot.storage.roll_import import RollChange
from bot.storage.store import Tx

ROLES = frozenset(get_args(Role)) | {"moderator"}
_OFFICES_OF_TRUST = frozenset({"auditor", "street", "secretary"})
"""Only an operator's community has them, and only a secretary or the street gives them."""
_DIGITS = 8
_LONG = 24
_SHEETS = 300
"""Households in one file: a hundred pages."""
_SHOWN_PROBLEMS = 10


async def _claim_door(at: Standpoint, act: acts.ClaimDoor) -> Answer:
    """«选门牌,等核对»: a moderator confirms."""
    _, scope = await at.need_community(act.community_id)
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


async def _settle_claim(at: Standpoint, act: acts.SettleClaim) -> Answer:
    claim = await claims.resident(at.tx, act.resident_id)
    if claim is None or claim.state != "asked":
        raise Refused("button-stale")
    household = await roll.household(at.tx, claim.household_id)
    scope = await scopes.scope(at.tx, household.scope_id) if household else None
    community = await scopes.community_of_scope(at.tx, scope.path) if scope else None
    if household is None or household.ended or community is None:
        raise Refused("button-stale")
    await at.need_moderator(community.id)
    if claim.person_id == at.person.id:
        raise Refused("own-claim")
    if act.confirmed and act.representative and household.representative_id is not None:
        raise Refused("representative-taken", door=household.door)
    await claims.settle_claim(at.tx, claim, act.confirmed, at.person.id, at.submission.at)
    if act.confirmed and act.representative:
        await claims.make_representative(at.tx, household.id, claim.person_id)
    await at.record(
        "claim-settled", {"resident": claim.id, "confirmed": act.confirmed, "representative": act.representative}
    )
    await at.tell(claim.person_id, "claim-settled", resident=claim.id, confirmed=act.confirmed)
    claimant = await people.person(at.tx, claim.person_id)
    if act.confirmed and claimant is not None:
        await at.ask_again(claimant)
    return Answer("claim-settled")


async def _use_code(at: Standpoint, act: acts.UseCode) -> Answer:
    """Bind by a household's code. A miss is answered, not refused: the try it cost has to be kept."""
    if at.chat is not None:
        # a living one was taken back before it came here: this one was mistyped, or has ended
        await at.owe(Owed("delete", "code-shown", {"message": at.submission.where.message_id}, chat_id=at.chat.id))
        return Answer("code-in-group")
    if act.door:
        household = await _by_digits(at, act)
    else:
        household = await claims.use_qr(at.tx, act.code, at.submission.at)
    if household is None:
        await at.record("code-missed", {})
        return Answer("code-wrong", alert=True)
    mine = await roll.seats_of(at.tx, [at.person.id])
    if any(seat.household_id != household.id and seat.representative for seat in mine[at.person.id]):
        raise Refused("one-household")
    when = at.submission.at
    named = await claims.bind(at.tx, household, at.person, "family", "code", when, at.office.next_id)
    await people.set_awaiting(at.tx, at.person.id, pending_of(at.person))
    await at.record("bound", {"household": household.id, "way": "code", "representative": named})
    await at.tell(at.person.id, "code-used", household=household.id)
    await at.ask_again(at.person)
    return Answer()


async def _by_digits(at: Standpoint, act: acts.UseCode) -> Household | None:
    """Typed with its door number: in the community of the chat, or in any the bot serves."""
    scope = await scopes.scope(at.tx, at.community.scope_id) if at.community else None
    path = scope.path if scope else "/"
    return await claims.use_digits(at.tx, path, act.door, act.code, at.submission.at)


async def _issue_codes(at: Standpoint, act: acts.IssueCodes) -> Answer:
    """New codes for one household, or for all that have nobody bound; shown once, to the moderator in private.

    In clear they are in what is owed and nowhere else, and there only until it has arrived (`storage.owing`).
    """
    community, scope = await at.need_moderator(act.community_id)
    if act.door:
        households = [await _household(at, scope, act.door)]
    else:
        households = await roll.households_unbound(at.tx, scope.path)
    if not households:
        raise Refused("nobody-unbound")
    rows = await new_sheets(at.tx, at.office, households, at.submission.at)
    await at.record("codes", {"households": [h.id for h in households]})
    ends = (at.submission.at + claims.LIFE).isoformat()
    for start in range(0, len(rows), _SHEETS):
        sheets_of_one = rows[start : start + _SHEETS]
        await at.tell(at.person.id, "codes", community=community.id, until=ends, sheets=sheets_of_one)
    return Answer("codes-made", {"count": len(rows)})


async def new_sheets(tx: Tx, office: Office, households: Sequence[Household], at: datetime) -> list[dict[str, str]]:
    """New codes for these households, in clear for the one time they are shown: {door, digits, long}; old ones end."""
    sheets = [claims.Sheet(h.id, office.digits(_DIGITS), office.code(_LONG)) for h in households]
    await claims.new_codes(tx, sheets, at, office.next_id)
    doors = {h.id: h.door for h in households}
    return [{"door": doors[s.household_id], "digits": s.digits, "long": s.long} for s in sheets]


async def _import_roll(at: Standpoint, act: acts.ImportRoll) -> Answer:
    """Make the roll be these rows; with any row wrong nothing changes, and each is told."""
    community, _ = await at.need_moderator(act.community_id)
    change = await replace_roll(at.tx, at.office, community, act.csv, at.person.id, at.submission.at)
    if not isinstance(change, RollChange):
        told = [
            {"line": p.line, "column": p.column, "key": p.key, "params": dict(p.params)}
            for p in change[:_SHOWN_PROBLEMS]
        ]
        await at.tell(at.person.id, "roll-problems", problems=told, count=len(change))
        return Answer("roll-refused", {"count": len(change)}, alert=True)
    return Answer(
        "roll-imported",
        {"heads": change.heads, "added": len(change.added), "ended": len(change.ended), "version": change.version},
    )


async def replace_roll(
    tx: Tx, office: Office, community: Community, csv: str, by: int | None, at: datetime
) -> RollChange | Sequence[RowProblem]:
    """Make the roll of a community be these rows, or say what is wrong with them and change nothing.

    Not while a vote on it is open: its opening has fixed who votes (domain.md P8).
    """
    if await lookups.votes_on_roll(tx, community.id):
        raise Refused("roll-in-use")
    rows, problems = parse_roll(csv)
    if problems:
        return problems
    change = await roll_import.import_roll(tx, community.scope_id, rows, office.next_id)
    totals = {"version": change.version, "heads": change.heads, "area": change.area}
    content = {"person": by, "added": change.added, "ended": change.ended}
    entry = JournalEntry("roll-imported", at, totals, content)
    await journal.append(tx, [(community_chain(community.id), entry)], office.salt)
    return change


async def _grant_role(at: Standpoint, act: acts.GrantRole) -> Answer:
    """Give or end an office on the community's scope, or on one named below it."""
    community, scope = await at.need_moderator(act.community_id)
    if act.role not in ROLES:
        raise Refused("role-unknown", role=act.role[:32])
    mine = await at.roles(scope.path)
    trusted = not community.self_run and not mine.isdisjoint({"secretary", "street", "operator"})
    if act.role in _OFFICES_OF_TRUST and not trusted:
        raise Refused("role-not-yours")
    found = await people.find_people(at.tx, act.person, community.id)
    if not found:
        raise Refused("person-unknown", person=act.person[:40])
    if len(found) > 1:
        raise Refused("person-twice", person=act.person[:40], count=len(found))
    target = scope
    if act.scope:
        below = await scopes.scopes_below(at.tx, scope.path)
        named = [s for s in below if s.name == act.scope]
        if not named:
            raise Refused("scope-unknown", scope=act.scope[:40])
        target = named[0]
    (person,) = found
    if act.end:
        if not await people.end_role(at.tx, person.id, target.id, act.role, at.submission.at):
            raise Refused("role-not-held")
    else:
        await people.grant(at.tx, person.id, target.id, act.role, at.person.id, at.submission.at, at.office.next_id)
    await at.record("role", {"role": act.role, "scope": target.id, "ended": act.end}, whom=person.id)
    return Answer("role-ended" if act.end else "role-granted", {"person": person.name})


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {
    acts.ClaimDoor: _claim_door,
    acts.SettleClaim: _settle_claim,
    acts.UseCode: _use_code,
    acts.IssueCodes: _issue_codes,
    acts.ImportRoll: _import_roll,
    acts.GrantRole: _grant_role,
}
