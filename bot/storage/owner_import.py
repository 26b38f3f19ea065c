"""Storing the owners of a roll: who is new, who has changed, who owns nothing any more.

Who is one owner is said by `deliberation.roll.ownership`; the units themselves are stored by `roll_import`, which calls
this before it (`store_owners`) and after it (`end_owners`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import exists, func, select, update

from bot.deliberation.desk import Ids
from bot.deliberation.house import Owner, ancestors
from bot.deliberation.roll.ownership import RollOwner, UnitPlace
from bot.storage.dialect import upsert
from bot.storage.records import record, values_of
from bot.storage.store import Tx
from bot.storage.tables import communities, owner_claims, owners, scopes, units


@dataclass(frozen=True, slots=True)
class StoredOwners:
    """What storing came to: the owner of every unit, names by what happened, and whose voter has to be bound again."""

    scope_id: int
    of_unit: dict[UnitPlace, int]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unseated: tuple[str, ...]


async def store_owners(tx: Tx, scope_id: int, path: str, found: Iterable[RollOwner], next_id: Ids) -> StoredOwners:
    """Store the owners of a roll. A voter stays bound only under the same name; a name that comes back is bound anew.

    Owners belong to the community the roll lies in, so that somebody with units in two buildings is one owner even
    where each building hands in a roll of its own.
    """
    home = await _home(tx, scope_id, path)
    known = {row.key: record(Owner, row) for row in await tx.rows(select(owners).where(owners.c.scope_id == home))}
    after, of_unit = dict[str, Owner](), dict[UnitPlace, int]()
    for one in found:
        held = known.get(one.key)
        if held is None:
            after[one.key] = Owner(next_id(), home, one.key, one.name, one.kind, one.voter)
        else:
            stays = not held.ended and held.representative == one.voter
            voter = held.representative_id if stays else None
            after[one.key] = replace(
                held, name=one.name, kind=one.kind, representative=one.voter, representative_id=voter, ended=False
            )
        of_unit.update(dict.fromkeys(one.units, after[one.key].id))
    fresh = [owner for key, owner in after.items() if known.get(key) != owner]
    await tx.run(upsert(tx, owners), [values_of(owner) for owner in fresh])
    before = {key: owner for key, owner in known.items() if not owner.ended}
    changed = [owner for owner in fresh if owner.key in before]
    unseated = [o for o in changed if before[o.key].representative_id is not None and o.representative_id is None]
    await _end_claims(tx, [owner.id for owner in unseated])
    return StoredOwners(
        home,
        of_unit,
        _names(owner for owner in fresh if owner.key not in before),
        _names(changed),
        _names(unseated),
    )


async def end_owners(tx: Tx, home: int) -> tuple[str, ...]:
    """Owners of this roll without a unit end, and so do the bindings of those who voted for them; their names."""
    left = exists().where(units.c.owner_id == owners.c.id)
    found = await tx.rows(select(owners.c.id, owners.c.name).where(owners.c.scope_id == home, ~owners.c.ended, ~left))
    gone = [row.id for row in found]
    await tx.run(update(owners).where(owners.c.id.in_(gone)).values(ended=True, representative_id=None))
    await _end_claims(tx, gone)
    return tuple(sorted(row.name for row in found))


async def _end_claims(tx: Tx, owner_ids: list[int]) -> None:
    await tx.run(update(owner_claims).where(owner_claims.c.owner_id.in_(owner_ids)).values(state="ended"))


async def _home(tx: Tx, scope_id: int, path: str) -> int:
    """The scope of the nearest community at or above a path; without one the scope itself."""
    found: int | None = await tx.scalar(
        select(scopes.c.id)
        .join(communities, communities.c.scope_id == scopes.c.id)
        .where(scopes.c.path.in_(ancestors(path)))
        .order_by(func.length(scopes.c.path).desc())
        .limit(1)
    )
    return found if found is not None else scope_id


def _names(some: Iterable[Owner]) -> tuple[str, ...]:
    return tuple(sorted(owner.name for owner in some))
