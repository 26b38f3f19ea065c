"""Where something was typed, as the commands need it: the chat, its community, the sessions open there, and what
the message replied to was about.

Looked up only for messages meant for the bot; ordinary talk and presses never come here.
"""

from bot.chat.scene import Scene
from bot.clerk.submission import Where
from bot.deliberation.acts import Attachment
from bot.deliberation.house import Person
from bot.storage import cards_shown, cases, chats, lookups, scopes
from bot.storage.cards_shown import About
from bot.storage.store import Tx


async def scene_of(
    tx: Tx,
    where: Where,
    person: Person | None,
    about: About | None,
    attachments: tuple[Attachment, ...],
    *,
    with_cases: bool,
) -> Scene:
    """The scene of a message; `person` is its author where the bot has met them. The case files, which are many
    rows, only `with_cases`."""
    card, args = (about.card, about.args) if about is not None else ("", {})
    if where.private:
        homes = await scopes.communities_of_person(tx, person.id) if person is not None else []
        communities = [home.id for home in homes]
        found = [one.id for community in communities for one in await lookups.sessions_concerning(tx, community)]
        sessions = list(dict.fromkeys(found))
        chat_id, community_id = 0, communities[0] if len(communities) == 1 else 0
    else:
        chat = await chats.chat_by_platform(tx, where.platform_id, where.thread_id)
        sessions = [one.id for one in await lookups.sessions_in_chat(tx, chat.id)] if chat is not None else []
        chat_id, community_id = (chat.id, chat.community_id or 0) if chat is not None else (0, 0)
    meant = await lookups.session_about(tx, args)
    if meant is not None and meant not in sessions:
        sessions.append(meant)
    loaded = tuple([await cases.load_case(tx, session) for session in sessions] if with_cases else ())
    return Scene(chat_id, community_id, where.private, loaded, card, args, attachments, person.id if person else 0)


async def about(tx: Tx, where: Where, message_id: int | None) -> About | None:
    """What the bot's message of that id was about."""
    return None if message_id is None else await cards_shown.message_about(tx, where.platform_id, message_id)
