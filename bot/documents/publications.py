"""What shows that notices were published: links of the group's posts, and the SHA-256 of photos of boards.

Looked up beside the case file when a record is handed out; what it says is left to `meetings`.
"""

from bot.deliberation.casefile import CaseFile
from bot.deliberation.publishing import POSTING
from bot.documents.meetings import Seen
from bot.storage import cards_shown, chats, files
from bot.storage.store import Tx

_SUPERGROUP = -1_000_000_000_000


async def seen(tx: Tx, case: CaseFile) -> Seen:
    """What there is of this session's notices; a message of a plain group has no link."""
    links, photos = dict[int, list[str]](), dict[str, str]()
    for round_ in case.rounds.values():
        for place in case.places if round_.kind == "notice" else ():
            card = await cards_shown.card(tx, f"card:{place.chat_id}:round:{round_.id}")
            chat = await chats.chat(tx, place.chat_id)
            if card is not None and chat is not None and chat.platform_id < _SUPERGROUP:
                number = _SUPERGROUP - chat.platform_id
                links.setdefault(round_.id, []).append(f"https://t.me/c/{number}/{card.message_id}")
        for entry in case.entries_in(round_, POSTING):
            for file in entry.attachments:
                kept = await files.kept(tx, file["file"])
                if kept is not None:
                    photos[file["file"]] = kept.sha256
    return Seen(links, photos)
