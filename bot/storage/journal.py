"""The minutes in the database: entries are added at the end of their chains and never changed.

How rows are chained and checked is left to `deliberation.minutes.journal`; this module keeps the ends of the
chains, those of sessions on the session's row and all others in `chains`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from bot.deliberation.desk import JournalEntry
from bot.deliberation.minutes.journal import ChainRow, Content, Head, link
from bot.deliberation.minutes.recount import ERASED, minutes_of, residues
from bot.storage.dialect import upsert
from bot.storage.records import columns_of, record, values_of
from bot.storage.store import Tx
from bot.storage.tables import chains, journal, journal_content, sessions

_NO_HEADS: Mapping[str, Head] = {}
_SESSION = "session:"


async def append(
    tx: Tx,
    entries: Iterable[tuple[str, JournalEntry]],
    salt: Callable[[], str],
    known: Mapping[str, Head] = _NO_HEADS,
) -> dict[str, Head]:
    """Enter (chain, entry) pairs in this order; returns the new heads of the chains they went to.

    `salt()` gives a fresh salt of at most 32 characters. `known` may name heads already read in this
    transaction; the others are read. However many entries there are, the number of statements is the same.
    """
    pairs = list(entries)
    names = {chain for chain, _ in pairs}
    heads = {name: known[name] for name in names if name in known} | await _heads(tx, names - known.keys())
    rows, contents = list[dict[str, object]](), list[dict[str, object]]()
    for chain, entry in pairs:
        fresh = salt()
        row = link(chain, heads.get(chain, Head()), entry, fresh)
        heads[chain] = Head(row.seq, row.hash)
        rows.append(values_of(row))
        contents.append({"chain": chain, "seq": row.seq, "content": dict(entry.content), "salt": fresh})
    await tx.run(journal.insert(), rows)
    await tx.run(journal_content.insert(), contents)
    await _store_heads(tx, heads)
    return heads


async def _heads(tx: Tx, names: Collection[str]) -> dict[str, Head]:
    """The ends of these chains; one that has no row yet may be left out."""
    of_sessions = [int(name.removeprefix(_SESSION)) for name in names if name.startswith(_SESSION)]
    heads = dict[str, Head]()
    if of_sessions:
        table = sessions
        query = select(table.c.id, table.c.chain_seq, table.c.chain_head).where(table.c.id.in_(of_sessions))
        heads = {f"{_SESSION}{row.id}": Head(row.chain_seq, row.chain_head) for row in await tx.rows(query)}
    others = [name for name in names if not name.startswith(_SESSION)]
    if others:
        for row in await tx.rows(select(chains).where(chains.c.chain.in_(others))):
            heads[row.chain] = Head(row.seq, row.head)
    return heads


async def _store_heads(tx: Tx, heads: Mapping[str, Head]) -> None:
    of_sessions = [
        {"b_id": int(name.removeprefix(_SESSION)), "b_seq": head.seq, "b_head": head.hash}
        for name, head in sorted(heads.items())
        if name.startswith(_SESSION)
    ]
    await tx.run(
        update(sessions)
        .where(sessions.c.id == bindparam("b_id"))
        .values(chain_seq=bindparam("b_seq"), chain_head=bindparam("b_head")),
        of_sessions,
    )
    others = [
        {"chain": name, "seq": head.seq, "head": head.hash}
        for name, head in sorted(heads.items())
        if not name.startswith(_SESSION)
    ]
    await tx.run(upsert(tx, chains), others)


async def read_head(tx: Tx, chain: str) -> Head:
    """The end of a chain as the database knows it, to be compared with the rows."""
    return (await _heads(tx, [chain])).get(chain, Head())


async def read_chain(tx: Tx, chain: str) -> tuple[list[ChainRow], dict[int, Content]]:
    """A whole chain in order, and by row number what has not been erased of its content."""
    rows = await tx.rows(select(*columns_of(journal, ChainRow)).where(journal.c.chain == chain).order_by(journal.c.seq))
    kept = await tx.rows(select(journal_content).where(journal_content.c.chain == chain))
    return [record(ChainRow, row) for row in rows], {row.seq: Content(row.content, row.salt) for row in kept}


async def erase(tx: Tx, chain: str, numbers: Collection[int], now: datetime, salt: Callable[[], str]) -> frozenset[int]:
    """Erase the personal content of these rows with its salt; returns the numbers of those that were erased.

    The chain stays sound, and the erasure is a row of its own in it: without such a mark a content that is not
    there is found by whoever verifies the minutes. Of a ballot that mark keeps choice and weight, so that the vote
    can still be recounted, but neither who cast it nor for whom; a ballot on a vote that is not over yet is left as
    it is, to be erased after its close. Marks themselves, and what is erased already, stay as they are.
    """
    left = residues(minutes_of(*await read_chain(tx, chain)), numbers)
    if not left:
        return frozenset()
    table = journal_content
    # one by one: a list has an end, 32,767 values on PostgreSQL, and the minutes of a large vote have none
    erased = delete(table).where(table.c.chain == chain, table.c.seq == bindparam("number"))
    await tx.run(erased, [{"number": number} for number in left])
    marks = {"rows": {str(number): residue for number, residue in left.items()}}
    await append(tx, [(chain, JournalEntry(ERASED, now, {"rows": len(left)}, marks))], salt)
    return frozenset(left)
