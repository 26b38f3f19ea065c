"""One delivery: rendered from the state of this moment and handed to the courier.

What comes of it is kept by `outbox`; a refusal of the courier goes through to there, but for those that only mean
that a live card has to be posted anew or already looks right.
"""

import asyncio
import contextlib
import hashlib
from dataclasses import dataclass, replace

from bot.chat.cards import render
from bot.chat.courier import Courier, FileUnknown, Manner, Missing, NotModified, TooBig
from bot.chat.message import Message
from bot.clerk.arrival import board_key
from bot.clerk.roll_offers import Reading
from bot.deliberation.roll.rows import RowProblem
from bot.i18n import Words
from bot.outbox.recipient import Recipient
from bot.outbox.shelf import Shelf
from bot.roll_files import MAX_BYTES, NotUtf8, read_roll
from bot.storage import cards_shown, files
from bot.storage.cards_shown import Card
from bot.storage.owing import Delivery
from bot.storage.reader import Reader
from bot.storage.store import Store

PROTECTED = frozenset({"receipt", "not-me", "paper-photo", "proxy-to-confirm"})
"""What a person is shown must not be asked to be forwarded (MESSAGES.md 9)."""
QUIET = frozenset({"hello"})
SECRET = frozenset({"codes", "code-replaced", "roll-offered"})
"""What a message of these was about is not kept once it is sent: it opens doors, or names many people."""
BOARD = "board"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched: SHA-256 in hex, size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a delivery left in the chat. `posted`: the platform's id of a new message; `shows`: the hash of what
    a live card shows now; `state`: what a card has become that is live no longer."""

    posted: int | None = None
    shows: str = ""
    state: str = ""
    called: bool = True
    """Whether the platform was called at all."""
    fetched: Fetched | None = None
    """What a file holds that is kept from now on."""
    roll: Reading | None = None
    """What a file holds that is not kept, but read as a roll."""


NOTHING = Outcome(called=False)


class Deliveries:
    """Delivers one thing at a time for as many chats as are asked for."""

    def __init__(self, store: Store, courier: Courier, shelf: Shelf) -> None:
        self._store = store
        self._courier = courier
        self._shelf = shelf

    async def deliver(self, delivery: Delivery, to: Recipient) -> Outcome:
        """Raises the courier's exceptions, and Refused where what it is about is no more."""
        match delivery.what:
            case "post":
                return await self._post(delivery, to)
            case "card":
                return await self._show(delivery, to)
            case "retire":
                return await self._retire(delivery, to)
            case "pin":
                return await self._pin(delivery, to)
            case "delete":
                return await self._delete(delivery, to)
            case "download":
                return await self._download(delivery)
            case "read-roll":
                return await self._read_roll(str(delivery.args["file"]))
            case "discard":
                return await self._discard(str(delivery.args["sha256"]))
            case unknown:
                raise ValueError(f"nothing is known of how to deliver {unknown!r}")

    async def _post(self, delivery: Delivery, to: Recipient) -> Outcome:
        message = await self._render(delivery, to)
        manner = Manner(silent=delivery.card in QUIET, protected=delivery.card in PROTECTED, reply_to=delivery.reply_to)
        return Outcome(await self._send(to, _marked(message, delivery, to), manner))

    async def _send(self, to: Recipient, message: Message, manner: Manner) -> int:
        """Send it; a file the platform does not know any more goes up again from what was kept, else without it."""
        try:
            return await self._courier.post(to.address, message, manner)
        except FileUnknown:
            assert message.file is not None
            async with self._store.reading() as tx:
                kept = await files.kept(tx, message.file.file_id)
            path = self._shelf.path(kept.sha256) if kept is not None else None
            if path is not None and await asyncio.to_thread(path.exists):
                return await self._courier.post(to.address, message, replace(manner, upload=path))
            return await self._courier.post(to.address, replace(message, file=None), manner)

    async def _download(self, delivery: Delivery) -> Outcome:
        """Fetch a file and put it on the shelf; one that is there already is not fetched again."""
        name = str(delivery.args["file"])
        async with self._store.reading() as tx:
            if await files.kept(tx, name) is not None:
                return NOTHING
        content = await self._courier.fetch(name)
        return Outcome(fetched=Fetched(await self._shelf.put(content), len(content)))

    async def _read_roll(self, name: str) -> Outcome:
        """Fetch a file and read it, beside the event loop; it goes on no shelf."""
        try:
            content = await self._courier.fetch(name)
        except FileUnknown:
            return Outcome(roll=Reading("", (), (RowProblem(1, "", "roll-unreadable"),)))
        except TooBig:
            limit = MAX_BYTES // 1_000_000
            return Outcome(roll=Reading("", (), (RowProblem(1, "", "roll-file-too-big", {"limit": limit}),)))
        return Outcome(roll=await asyncio.to_thread(_reading, content))

    async def _discard(self, sha256: str) -> Outcome:
        """Take off the shelf what nothing refers to; the same may have come again meanwhile."""
        async with self._store.reading() as tx:
            needed = await files.holds(tx, sha256)
        if not needed:
            await self._shelf.discard(sha256)
        return NOTHING

    async def _show(self, delivery: Delivery, to: Recipient) -> Outcome:
        message = await self._render(delivery, to)
        shows = fingerprint(message)
        card = await self._live_card(delivery.key)
        if card is not None and card.shown == shows:
            return NOTHING
        if card is not None and await self._edit(to, card, message):
            return Outcome(shows=shows)
        posted = await self._send(to, _marked(message, delivery, to), Manner(silent=True))
        return Outcome(posted, shows)

    async def _retire(self, delivery: Delivery, to: Recipient) -> Outcome:
        card = await self._live_card(delivery.key)
        if card is None:
            return NOTHING
        message = replace(await self._render(delivery, to), rows=())
        if not await self._edit(to, card, message):
            return Outcome(state="lost")
        return Outcome(shows=fingerprint(message), state="retired")

    async def _edit(self, to: Recipient, card: Card, message: Message) -> bool:
        """Whether the card shows the message now; not where somebody has deleted it, or it is too old to change."""
        try:
            await self._courier.edit(to.address, card.message_id, message)
        except NotModified:
            return True
        except Missing:
            return False
        return True

    async def _pin(self, delivery: Delivery, to: Recipient) -> Outcome:
        card = await self._live_card(board_key(delivery.chat_id or 0))
        if card is None or to.chat is None or not to.chat.can_pin:
            return NOTHING
        with contextlib.suppress(Missing):
            await self._courier.pin(to.address, card.message_id)
        return Outcome()

    async def _delete(self, delivery: Delivery, to: Recipient) -> Outcome:
        with contextlib.suppress(Missing):
            await self._courier.delete(to.address, int(delivery.args["message"]))
        return Outcome()

    async def _render(self, delivery: Delivery, to: Recipient) -> Message:
        return await render(Reader(self._store), delivery.card, delivery.args, Words(to.locale), to.person)

    async def _live_card(self, key: str) -> Card | None:
        async with self._store.reading() as tx:
            card = await cards_shown.card(tx, key)
        return card if card is not None and card.state == "live" else None


def _reading(content: bytes) -> Reading:
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        return Reading(sha256, *read_roll(content))
    except NotUtf8:
        return Reading(sha256, (), (RowProblem(1, "", "roll-not-utf8"),))


def fingerprint(message: Message) -> str:
    return hashlib.sha256(repr(message).encode()).hexdigest()


def _marked(message: Message, delivery: Delivery, to: Recipient) -> Message:
    """The message, with a mark where it may have been sent once already."""
    if not delivery.interrupted:
        return message
    return replace(message, html=f"{Words(to.locale)('resent-mark')}\n{message.html}")
