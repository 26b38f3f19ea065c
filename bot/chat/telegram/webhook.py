"""Takes the updates Telegram brings: the same handler as `polling`, answered only after its effects are committed.

Which address Telegram is told, and that it proves itself by the secret, is seen to here too; listening is left to
`web`. Telegram brings an update again until it is answered with a 2xx, so nothing that could not be kept is lost,
and what comes twice is known by its number.
"""

import asyncio
import hashlib
import json
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

import structlog
from telegram import Bot

from bot.chat.telegram.polling import ALLOWED_UPDATES
from bot.chat.telegram.reading import Arrived, read, whose
from bot.chat.telegram.shapes import number_of
from bot.clerk.clerk import Clerk
from bot.clerk.office import Office
from bot.storage import notes
from bot.storage.problem import TROUBLE
from bot.storage.store import Store, Tx

MOST_AT_ONCE = 100
"""Deliveries under way together, as many as Telegram brings: they share a commit or two."""
REMEMBERED = 1000
_log = structlog.get_logger(__name__)

Handle = Callable[[Arrived], Awaitable[dict[str, Any] | None]]
"""Settles one update: returns once its effects are committed, with the one call that answers it, if any."""


class Webhook:
    """Updates of one person are settled in the order they arrive, those of others beside them."""

    def __init__(self, bot: Bot, handle: Handle) -> None:
        self._bot = bot
        self._handle = handle
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._answers: OrderedDict[int, dict[str, Any] | None] = OrderedDict()
        # what is brought again because the answer was lost is answered with the same
        self._under_way = 0
        self._none_under_way = asyncio.Event()
        self._none_under_way.set()
        self._closed = False

    @property
    def idle(self) -> bool:
        """Whether nothing that was brought is unsettled."""
        return not self._under_way

    async def finish(self) -> None:
        """Take no more, and wait for what is being settled."""
        self._closed = True
        await self._none_under_way.wait()

    async def take(self, body: bytes) -> tuple[int, dict[str, Any] | None]:
        """The HTTP status of the answer, and the call to be carried out that it holds.

        200 once the update is settled, 503 where it must be brought again, 400 for what is no update at all.
        """
        if self._closed:
            return 503, None
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError):
            return 400, None
        update_id = number_of(raw)
        if update_id is None:
            return 400, None
        self._under_way += 1
        self._none_under_way.clear()
        try:
            return 200, await self._settle(read(raw, self._bot))
        except TROUBLE as error:
            _log.warning("database in trouble; update not taken", update_id=update_id, error=str(error))
            return 503, None
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._none_under_way.set()

    async def _settle(self, update: Arrived) -> dict[str, Any] | None:
        # nobody else holds the lock once the last who waits for it is done
        turn = self._turns.setdefault(whose(update), asyncio.Lock())
        async with turn:
            if update.update_id not in self._answers:
                self._answers[update.update_id] = await self._handle(update)
                while len(self._answers) > REMEMBERED:
                    self._answers.popitem(last=False)
            return self._answers[update.update_id]


async def secret_of(clerk: Clerk, given: str) -> str:
    """What Telegram proves itself by: the operator's own, else one made once and kept."""
    if given:
        return given

    async def kept_or_made(tx: Tx, _: Office) -> str:
        # in one transaction: programs that start together must come to the same
        kept = (await notes.note(tx, "webhook-secret")).get("secret") or secrets.token_urlsafe(32)
        await notes.set_note(tx, "webhook-secret", {"secret": kept})
        return str(kept)

    return str(await clerk.work(kept_or_made))


async def set_webhook(bot: Bot, store: Store, clerk: Clerk, url: str, secret: str) -> None:
    """Tell Telegram where to bring updates, unless it has been told just that. Raises TelegramError."""
    wanted = {"url": url, "allowed": list(ALLOWED_UPDATES), "connections": MOST_AT_ONCE, "secret": secret}
    digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    name = f"webhook:{bot.id}"
    async with store.reading() as tx:
        told = (await notes.note(tx, name)).get("told")
    if told == digest and (await bot.get_webhook_info()).url == url:
        return
    await bot.set_webhook(url, allowed_updates=ALLOWED_UPDATES, max_connections=MOST_AT_ONCE, secret_token=secret)
    await clerk.work(lambda tx, _: notes.set_note(tx, name, {"told": digest}))
