"""Anonymous ballots in the database: the key while a vote is open, and the bag that takes the ballots' place.

After the close nothing here orders or links them: the rows are written anew in the order of what they say, without
names, moments or receipts, and so are the running counts, whose first row would tell what was chosen first. Freed pages
are overwritten on SQLite (`secure_delete`), and its log is emptied after the commit (`Store.transaction`). What was
copied while the vote was open is another matter, and people are told so before they vote.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, select

from bot.deliberation.ballots.bag import TURN, Bag
from bot.deliberation.model import NOBODY
from bot.storage.dialect import insert
from bot.storage.store import Tx
from bot.storage.tables import ballot_keys, standing_acts, tallies

_BALLOT = "ballot"


async def keys_of(tx: Tx, round_ids: Collection[int], fresh: Callable[[], str]) -> dict[int, str]:
    """The keys of these open anonymous votes; one that has none yet gets one from `fresh`, 32 characters at most."""
    if not round_ids:
        return {}
    table = ballot_keys
    found = {row.round_id: row.key for row in await tx.rows(select(table).where(table.c.round_id.in_(round_ids)))}
    new = {round_id: fresh() for round_id in sorted(set(round_ids) - found.keys())}
    await tx.run(insert(tx, table), [{"round_id": round_id, "key": key} for round_id, key in new.items()])
    return found | new


async def put_into_bags(tx: Tx, bags: Sequence[Bag]) -> None:
    """Replace the ballots of these motions by their bags, and the running counts by the bags' own.

    Who took part is written anew as well, in the order of the electors: each of those rows had come with a ballot, and
    where it lay in the file told how long that was.
    """
    for bag in bags:
        turns = await _rows_of(tx, TURN, bag)
        for kind, table in ((_BALLOT, standing_acts), (TURN, standing_acts), (_BALLOT, tallies)):
            await tx.run(delete(table).where(*_about(table, kind, bag)))
        await tx.run(insert(tx, standing_acts), turns)
        key = {"kind": _BALLOT, "what": bag.motion, "round_id": bag.round_id}
        choices = [choice for choice in sorted(bag.ballots) for _ in range(bag.ballots[choice])]
        nameless = {"person_id": NOBODY, "channel": "", "at": bag.at, "receipt": "", "changes": 0, "words": ""}
        rows = [
            {**key, **nameless, "elector": f"bag:{number:06}", "choice": choice, "heads": 1, "area": 0}
            for number, choice in enumerate(choices, 1)
        ]
        await tx.run(insert(tx, standing_acts), rows)
        counted = bag.counters()
        await tx.run(
            insert(tx, tallies),
            [{**key, "choice": choice, "heads": counted[choice], "area": 0} for choice in sorted(counted)],
        )


def _about(table: Table, kind: str, bag: Bag) -> tuple[ColumnElement[bool], ...]:
    return table.c.kind == kind, table.c.what == bag.motion, table.c.round_id == bag.round_id


async def _rows_of(tx: Tx, kind: str, bag: Bag) -> list[dict[str, Any]]:
    query = select(standing_acts).where(*_about(standing_acts, kind, bag)).order_by(standing_acts.c.elector)
    return [dict(row._mapping) for row in await tx.rows(query)]


async def destroy_keys(tx: Tx, round_ids: Collection[int]) -> None:
    """From now on nobody can say whose ballots in these rounds are whose."""
    if round_ids:
        await tx.run(delete(ballot_keys).where(ballot_keys.c.round_id.in_(round_ids)))
        tx.leaves_traces = True
