"""Fetches updates and confirms them: the next poll, whose offset confirms a batch, starts only after every
update of the batch has been settled.

Telegram gives updates to one program alone, so of several on one database one polls and the others stand by for
their turn. Settling one update (reading it, taking its act, answering) is left to the handler it is given.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.chat.courier import TokenRefused
from bot.chat.telegram.reading import Arrived, read, whose
from bot.chat.telegram.request import DEFAULT_SECONDS
from bot.chat.telegram.shapes import number_of
from bot.storage.problem import TROUBLE

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member", "chat_member")
"""Edited messages, channel posts and reactions mean nothing to the bot and are not asked for."""

LONG_POLL = timedelta(seconds=30)
BATCH = 100
LONGEST_PAUSE = 30.0
CONFLICT_PAUSE = 5.0
STANDBY_PAUSE = 1.0
"""Real seconds between two looks whether it is this program's turn."""
_log = structlog.get_logger(__name__)

Handle = Callable[[Arrived], Awaitable[None]]
"""Settles one update: returns once its effects are committed."""


Turn = Callable[[], Awaitable[bool]]
"""Whether it is this program that polls."""


async def always() -> bool:
    return True


class Stopping(Exception):
    """Asked to stop before an update could be settled; it stays unconfirmed."""


class Polling:
    """One long poll at a time. Updates of one person are settled in order, those of others beside them.

    Pauses between attempts are in real time whatever clock the bot lives by: they wait for a network or a
    database, not for a moment.
    """

    def __init__(self, bot: Bot, handle: Handle, stop: asyncio.Event, turn: Turn = always) -> None:
        self._bot = bot
        self._handle = handle
        self._turn = turn
        self._stop = stop
        self._offset = self._told = 0
        # the offset Telegram has been told last: the same one told again in haste is answered slowly
        self._waiting = False

    @property
    def idle(self) -> bool:
        """Whether nothing fetched is unsettled."""
        return self._waiting

    async def run(self) -> None:
        """Poll until `stop` is set, then settle and confirm what was fetched. Raises TokenRefused."""
        pause = _Pause(self._stop)
        while not self._stop.is_set():
            if not await self._turn():
                await self._stand_by()
                continue
            try:
                batch = await self._fetch()
            except InvalidToken as error:
                raise TokenRefused from error
            except TelegramError as error:
                await self._after(error, pause)
                continue
            pause.over()
            try:
                await self._settle(batch)
            except Stopping:
                return
        await self._confirm()

    async def _stand_by(self) -> None:
        self._waiting = True
        await _Pause(self._stop).exactly(STANDBY_PAUSE)
        self._waiting = False

    async def _fetch(self) -> Sequence[Arrived]:
        """The next updates; none where the program is asked to stop meanwhile."""
        poll = asyncio.ensure_future(self._poll())
        stopped = asyncio.ensure_future(self._stop.wait())
        self._waiting = True
        try:
            await asyncio.wait({poll, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return await poll if poll.done() else ()
        finally:
            self._waiting = False
            stopped.cancel()
            if not poll.done():
                poll.cancel()
                await asyncio.gather(poll, return_exceptions=True)

    async def _poll(self) -> Sequence[Arrived]:
        """Updates as they were sent, read one by one: what cannot be read holds up nothing else."""
        self._told = self._offset
        seconds = LONG_POLL.seconds
        wanted = {"offset": self._offset, "limit": BATCH, "timeout": seconds, "allowed_updates": list(ALLOWED_UPDATES)}
        # the library's own method builds every object of every update, and fails with the first it does not know
        raw: Any = await self._bot._post("getUpdates", wanted, read_timeout=seconds + DEFAULT_SECONDS)
        numbered = [one for one in raw if number_of(one) is not None] if isinstance(raw, list) else []
        if raw and not numbered:
            raise TelegramError("what came were no updates")
        return [read(one, self._bot) for one in numbered]

    async def _settle(self, batch: Sequence[Arrived]) -> None:
        """Settle all of it, then move the offset past it."""
        by_person: dict[int, list[Arrived]] = {}
        for update in batch:
            by_person.setdefault(whose(update), []).append(update)
        results = await asyncio.gather(*map(self._settle_in_order, by_person.values()), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result
        if batch:
            self._offset = batch[-1].update_id + 1

    async def _settle_in_order(self, updates: Sequence[Arrived]) -> None:
        for update in updates:
            await self._settle_one(update)

    async def _settle_one(self, update: Arrived) -> None:
        pause = _Pause(self._stop)
        while True:
            try:
                return await self._handle(update)
            except TROUBLE as error:
                _log.warning("database in trouble; update not confirmed", update_id=update.update_id, error=str(error))
            await pause.longer()
            if self._stop.is_set():
                raise Stopping

    async def _after(self, error: TelegramError, pause: "_Pause") -> None:
        match error:
            case Conflict() if "webhook" in error.message:
                _log.warning("a webhook was set for this token; it is taken away, for this program polls")
                try:
                    await self._bot.delete_webhook()
                except TelegramError as refusal:
                    _log.warning("the webhook is still there", error=refusal.message)
                    await pause.longer()
            case Conflict():
                _log.error(
                    "another program polls with this token; stop it, or revoke the token with BotFather "
                    "and set the new one"
                )
                await pause.exactly(CONFLICT_PAUSE)
            case RetryAfter():
                after = error.retry_after
                await pause.exactly(after.total_seconds() if isinstance(after, timedelta) else after)
            case _:
                level = _log.warning if isinstance(error, NetworkError) else _log.error
                level("no updates could be fetched", error=error.message)
                await pause.longer()

    async def _confirm(self) -> None:
        """Tell Telegram what is settled, so that the next start does not fetch it again."""
        if self._offset != self._told:
            try:
                await self._bot.get_updates(self._offset, limit=1, timeout=0, allowed_updates=ALLOWED_UPDATES)
            except TelegramError as error:
                _log.info("the last updates will come once more", error=error.message)


class _Pause:
    """A pause that doubles from a quarter of a second each time, cut short by `stop`."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop
        self.over()

    def over(self) -> None:
        self._seconds = 0.25

    async def longer(self) -> None:
        await self.exactly(self._seconds)
        self._seconds = min(self._seconds * 2, LONGEST_PAUSE)

    async def exactly(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stop.wait()
        except TimeoutError:
            return
