"""The bot comes to a group, comes back to it, or stands there as another bot: what it says, and what it shows anew.

News of people and of the group itself are in `platform`.
"""

from datetime import datetime

from bot.clerk.office import Office
from bot.deliberation.desk import CLOCK, Ids, Owed
from bot.storage import cards_shown, cases, chats, lookups, notes, owing, people, presence, updates
from bot.storage.store import StorageProblem, Tx

SERVING = "bot"


def setup_key(chat_id: int) -> str:
    """The key under which the settings of a chat are a live card."""
    return f"card:{chat_id}:setup"


def board_key(chat_id: int) -> str:
    """The key under which a chat's board is a live card (`CaseFile.show_board`)."""
    return f"card:{chat_id}:board"


def preview_key(session_id: int, chat_id: int | None, person_id: int | None = None) -> str:
    """The key under which the preview of a draft is a live card, for it changes with the groups chosen: in the chat
    or in the private chat it was asked for."""
    return f"card:{f'p{person_id}' if chat_id is None else chat_id}:opening:{session_id}"


async def greet(tx: Tx, office: Office, chat_id: int, now: datetime) -> None:
    """Say once in a group's life what the bot is; a group that has a community knows."""
    key = f"hello:{chat_id}"
    chat = await chats.chat(tx, chat_id)
    if chat is not None and chat.community_id is None and not await owing.is_known(tx, key):
        await owing.owe(tx, [Owed("post", "hello", {"place": chat_id}, chat_id=chat_id, key=key)], now, office.next_id)


async def show_anew(tx: Tx, office: Office, platform_id: int, now: datetime) -> None:
    """Owe every live card of a group and its topics that is not there (any more)."""
    here = set(await chats.ids_at(tx, platform_id))
    owed: dict[str, Owed] = {}
    for chat_id in sorted(here):
        for session in await lookups.sessions_in_chat(tx, chat_id):
            case = await cases.load_case(tx, session.id)
            desk = office.desk(case.community, now, CLOCK)
            for round_ in case.open_rounds():
                if round_.opens_at <= now:
                    case.show(desk, round_)
            case.show_board(desk)
            owed |= {one.key: one for one in desk.owed if one.chat_id in here}
    gone = [one for key, one in owed.items() if not await cards_shown.is_live(tx, key)]
    await owing.owe(tx, gone, now, office.next_id)


async def show_cards(tx: Tx, next_id: Ids, chat_id: int, now: datetime) -> None:
    """Owe a chat the cards of all sessions that live in it."""
    owed: list[Owed] = []
    for session in await lookups.sessions_in_chat(tx, chat_id):
        case = await cases.load_case(tx, session.id)
        owed += [
            Owed("card", "round", {"round": round_.id}, chat_id=chat_id, key=f"card:{chat_id}:round:{round_.id}")
            for round_ in case.open_rounds()
            if round_.opens_at <= now
        ]
    if owed:
        owed.append(Owed("card", "board", {"chat": chat_id}, chat_id=chat_id, key=board_key(chat_id)))
    await owing.owe(tx, owed, now, next_id)


async def show_rights(tx: Tx, office: Office, chat_id: int, now: datetime, *, can_pin: bool) -> None:
    """What the bot may do in a group has changed: the settings say so, and the board is pinned where it may be."""
    owed = []
    if await cards_shown.is_live(tx, setup_key(chat_id)):
        owed.append(setup_card(chat_id))
    if can_pin and await cards_shown.is_live(tx, board_key(chat_id)):
        owed.append(Owed("pin", "board", {"chat": chat_id}, chat_id=chat_id, key=f"pin:{chat_id}:board"))
    await owing.owe(tx, owed, now, office.next_id)


def setup_card(chat_id: int) -> Owed:
    return Owed("card", "setup", {"place": chat_id}, chat_id=chat_id, key=setup_key(chat_id))


async def meet_bot(tx: Tx, office: Office, bot_id: int, now: datetime) -> None:
    """Note which bot serves this database. Another than before knows nobody: its predecessor's messages cannot be
    changed, private chats have to be opened to it, and its updates are numbered anew.

    Raises StorageProblem where programs of the other are at work: two bots cannot share their tables.
    """
    before = (await notes.note(tx, SERVING)).get("id")
    if before == bot_id:
        return
    if before is not None and len(await presence.alive(tx)) > 1:
        raise StorageProblem("database-of-another-bot")
    await notes.set_note(tx, SERVING, {"id": bot_id})
    if before is None:
        return
    await cards_shown.lose_all(tx)
    await people.close_private_chats(tx)
    await updates.forget(tx)
    for platform_id in await chats.groups(tx):
        await show_anew(tx, office, platform_id, now)
