"""Receipts shown in a group to one person alone, for a first ballot of somebody no private message reaches.

The toast has told them already; this only stays a little longer on their screen. It is shown where the server offers
it, once and never again: nothing waits for it, and nothing is lost where it fails. Which server offers it is found
out by `courier`; what a receipt says is left to `chat.cards`.
"""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import structlog

from bot.chat.cards import render
from bot.chat.courier import Address, NotCarried, TooMany, Unacceptable
from bot.chat.message import Message
from bot.chat.telegram.courier import TelegramCourier
from bot.chat.telegram.languages import Languages
from bot.clerk.submission import Sender, Where
from bot.clock import Clock
from bot.storage import people
from bot.storage.reader import Reader
from bot.storage.store import Store

PAUSE = timedelta(seconds=5)
"""Between two of one group: they may count towards its twenty messages a minute, and the cards need those."""
_TOO_OLD = "query is too old"
"""Telegram shows something within 15 seconds of the press, and says this afterwards."""
_EVER = datetime.min.replace(tzinfo=UTC)
_log = structlog.get_logger(__name__)


class Whispers:
    """Shows receipts until the server refuses one; then no more, as long as this program runs."""

    def __init__(self, courier: TelegramCourier, store: Store, languages: Languages, clock: Clock) -> None:
        self._courier, self._store, self._languages, self._clock = courier, store, languages, clock
        self._offered: bool | None = None
        self._asking = asyncio.Lock()
        self._not_before: dict[int, datetime] = {}

    async def receipt(self, press_id: str, sender: Sender, where: Where, motion_id: int) -> None:
        """Show the receipt of the ballot that was just cast there by this press, where it is of use and may be had."""
        if self._offered is False or self._clock.now() < self._not_before.get(where.platform_id, _EVER):
            return
        async with self._store.reading() as tx:
            person = await people.person_by_user(tx, sender.user_id)
        if person is None or (person.dm_open and not person.blocked) or not self._has_turn(where.platform_id):
            return
        words = await self._languages.words(sender.user_id, where)
        message = await render(Reader(self._store), "receipt", {"motion": motion_id}, words, person)
        to = Address(where.platform_id, where.thread_id)
        try:
            if await self._is_offered(to, sender.user_id):
                self._offered = await self._courier.whisper(to, _led_away(message), sender.user_id, press_id)
        except TooMany as many:
            self._not_before[where.platform_id] = self._clock.now() + many.retry_after
        except Unacceptable as refusal:
            # that one press was settled late says nothing about the server
            self._offered = self._offered and _TOO_OLD in str(refusal)
            _log.info("no receipts are shown in groups", why=str(refusal))
        except NotCarried as trouble:
            _log.info("a receipt was not shown", why=str(trouble))

    def _has_turn(self, chat_id: int) -> bool:
        now = self._clock.now()
        if now < self._not_before.get(chat_id, now):
            return False
        self._not_before[chat_id] = now + PAUSE
        return True

    async def _is_offered(self, to: Address, user_id: int) -> bool:
        """Asked once; a question that was not answered is asked again by the next receipt."""
        async with self._asking:
            if self._offered is None:
                self._offered = await self._courier.can_whisper(to, user_id)
            return self._offered


def _led_away(message: Message) -> Message:
    """With buttons that lead to the private chat: what they ask for is not to be answered before the group."""
    return replace(
        message, rows=tuple(tuple(replace(key, data="", start=key.data) for key in row) for row in message.rows)
    )
