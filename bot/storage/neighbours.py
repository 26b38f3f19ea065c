"""Who the bot knows on a scope, by their doors: those bound to a household there, and whoever else is in its chats.

Whether somebody may be shown this is left to whoever asks.
"""

from sqlalchemy import select

from bot.deliberation.house import INSIDE
from bot.storage.scopes import below
from bot.storage.store import Tx
from bot.storage.tables import chats, households, members, people, residents, scopes

Neighbour = tuple[str, int, str]
"""(door, person, name); without a door for somebody who is only met in a chat"""


async def neighbours(tx: Tx, scope_id: int) -> list[Neighbour]:
    """Everybody once, by door and name, those without a door last."""
    path = str(await tx.scalar(select(scopes.c.path).where(scopes.c.id == scope_id)))
    bound = await tx.rows(
        select(households.c.door, people.c.id, people.c.name)
        .join(residents, residents.c.person_id == people.c.id)
        .join(households, households.c.id == residents.c.household_id)
        .join(scopes, scopes.c.id == households.c.scope_id)
        .where(residents.c.state == "bound", ~households.c.ended, below(path))
        .order_by(households.c.door, people.c.name, people.c.id)
    )
    found = {row.id: (str(row.door), int(row.id), str(row.name)) for row in reversed(bound)}
    met = await tx.rows(
        select(people.c.id, people.c.name)
        .join(members, members.c.person_id == people.c.id)
        .join(chats, chats.c.id == members.c.chat_id)
        .join(scopes, scopes.c.id == chats.c.scope_id)
        .where(members.c.status.in_(INSIDE), below(path))
        .order_by(people.c.name, people.c.id)
    )
    others = {row.id: ("", int(row.id), str(row.name)) for row in met if row.id not in found}
    return [*sorted(found.values()), *others.values()]
