"""News to the other programs on this database: something they may remember has changed.

What a program remembers (languages, who is in which group) is read again where this number has moved. It moves
rarely, so it does not say what has changed.
"""

from sqlalchemy import select

from bot.storage.dialect import insert
from bot.storage.store import Tx
from bot.storage.tables import counters

_NEWS = "news"


async def spread(tx: Tx) -> None:
    """What is remembered elsewhere is not true any more, once this transaction is kept."""
    new = insert(tx, counters).values(name=_NEWS, next=1)
    await tx.run(new.on_conflict_do_update(index_elements=["name"], set_={"next": counters.c.next + 1}))


async def edition(tx: Tx) -> int:
    """A number that is another after each piece of news."""
    return int(await tx.scalar(select(counters.c.next).where(counters.c.name == _NEWS)) or 0)
