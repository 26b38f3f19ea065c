"""A code in front of everybody: taken away, replaced, and whoever typed it told (DESIGN.md §5)."""

from collections.abc import Collection
from datetime import datetime

from bot.clerk.office import Office
from bot.clerk.owners import new_sheets as new_owner_sheets
from bot.clerk.register import new_sheets
from bot.clerk.submission import Sender, Where
from bot.deliberation.desk import JournalEntry, Owed, Urgency
from bot.deliberation.house import Chat, Owner, Scope
from bot.deliberation.minutes.journal import community_chain
from bot.deliberation.rights import MODERATING
from bot.storage import chats, codes, journal, owing, people, scopes
from bot.storage.codes import Holder
from bot.storage.people import Met
from bot.storage.store import Tx


async def is_code(tx: Tx, where: Where, secrets: Collection[str], at: datetime) -> bool:
    """Whether one of these is a living code of the community of this group."""
    return await _whose(tx, where, secrets, at) is not None


async def take_back(
    tx: Tx, office: Office, where: Where, secrets: Collection[str], who: Sender | None, at: datetime
) -> None:
    """The message goes, whose code it was gets a new one, and the moderators get it to hand over."""
    found = await _whose(tx, where, secrets, at)
    if found is None:
        return
    chat, scope, holder = found
    assert chat.community_id is not None
    if isinstance(holder, Owner):
        [row] = await new_owner_sheets(tx, office, [holder], at)
        content = {"owner": holder.id}
    else:
        [row] = await new_sheets(tx, office, [holder], at)
        content = {"household": holder.id}
    entry = JournalEntry("code-shown", at, content, {})
    await journal.append(tx, [(community_chain(chat.community_id), entry)], office.salt)
    owed = [
        Owed("post", "code-replaced", {"sheet": row}, person_id=moderator, urgency=Urgency.PRIVATE)
        for moderator in await people.holders(tx, scope.path, MODERATING)
    ]
    owed.append(Owed("delete", "code-shown", {"message": where.message_id}, chat_id=chat.id))
    person = (await people.meet(tx, [Met(who.user_id, who.name, who.username)], office.next_id)) if who else {}
    told = next(iter(person.values()), None)
    args = {"deleted": chat.can_delete}
    if told is not None and told.dm_open and not told.blocked:
        owed.append(Owed("post", "code-shown", args, person_id=told.id))
    else:
        owed.append(Owed("post", "code-shown", args, chat_id=chat.id))
    await owing.owe(tx, owed, at, office.next_id)


async def _whose(tx: Tx, where: Where, secrets: Collection[str], at: datetime) -> tuple[Chat, Scope, Holder] | None:
    chat = await chats.chat_by_platform(tx, where.platform_id, where.thread_id)
    community = await scopes.community(tx, chat.community_id) if chat and chat.community_id else None
    scope = await scopes.scope(tx, community.scope_id) if community else None
    if chat is None or scope is None:
        return None
    holder = await codes.holder_of(tx, scope.path, secrets, at)
    return (chat, scope, holder) if holder is not None else None
