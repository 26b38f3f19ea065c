"""Pages that are turned in place: a press on a ballot paper shows the same message with one mark more.

Nothing of it is stored and nothing waits for it, so it goes straight to Telegram, beside the outbox. Who presses
faster than the page turns presses buttons of an older page: what this program has shown since is remembered for a
while, and the change is made to that. A page that could not be turned is turned by pressing again.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from typing import Any
from weakref import WeakValueDictionary

import structlog

from bot.chat import marks
from bot.chat.cards import render
from bot.chat.courier import Address, NotCarried, NotModified, TooMany
from bot.chat.telegram.courier import TelegramCourier
from bot.chat.telegram.languages import Languages
from bot.clerk.submission import Sender, Where
from bot.clock import Clock
from bot.deliberation.acts import Act, Ask, Stand
from bot.deliberation.refusal import Refused
from bot.storage import cards_shown, people
from bot.storage.reader import Reader
from bot.storage.store import Store

BALLOT = "ballot"
REMEMBERED = 2000
"""Messages whose last pages are remembered."""
_PAGES = 24
_ATTEMPTS = 5
_log = structlog.get_logger(__name__)

Shown = tuple[int, int]
"""A message: its chat and its number there."""


def is_turning(act: Act, where: Where) -> bool:
    """Whether a press of this only turns the page it is on."""
    return isinstance(act, Ask) and act.view == BALLOT and bool(act.extra) and where.private


class Pages:
    """Turns pages of private chats; of a message always to the newest one wanted. `do` has something done beside
    whatever comes next."""

    def __init__(
        self,
        courier: TelegramCourier,
        store: Store,
        languages: Languages,
        clock: Clock,
        do: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        self._courier, self._store, self._languages, self._clock, self._do = courier, store, languages, clock, do
        self._marked: OrderedDict[Shown, list[str]] = OrderedDict()
        self._wanted: dict[Shown, Mapping[str, Any]] = {}
        self._turning: WeakValueDictionary[Shown, asyncio.Lock] = WeakValueDictionary()
        self._later: dict[asyncio.Task[None], datetime] = {}

    def turn(self, act: Ask, sender: Sender, where: Where) -> None:
        """What the press changes is changed here and now; the page is shown a little later.

        Raises `Refused` (`button-stale`) for what no page has on it.
        """
        message = (where.platform_id, where.message_id)
        before = self._marked.pop(message, [])
        try:
            marked, _ = marks.said_on(act.extra)
            page = marks.turned(act.extra, before[-1] if marked in before else "")
            known = [*before, marked] if marked in before else [marked]
            self._marked[message] = [*known, marks.said_on(page)[0]][-_PAGES:]
        except ValueError:
            raise Refused("button-stale") from None
        while len(self._marked) > REMEMBERED:
            self._marked.popitem(last=False)
        self._wanted[message] = {"subject": act.subject, "extra": page}
        self._do(self._show(message, sender, where))

    def cast(self, act: Stand, sender: Sender, where: Where) -> None:
        """A ballot was cast by a press in private: where that was on its paper, the paper says so."""
        self._do(self._show_cast(act, sender, where))

    async def _show_cast(self, act: Stand, sender: Sender, where: Where) -> None:
        async with self._store.reading() as tx:
            about = await cards_shown.message_about(tx, where.platform_id, where.message_id)
        if about is None or about.card != BALLOT:
            return
        message = (where.platform_id, where.message_id)
        self._marked.pop(message, None)
        self._wanted[message] = {"subject": act.what}
        await self._show(message, sender, where)

    @property
    def idle(self) -> bool:
        """Whether no page is to be turned now that was put off."""
        now = self._clock.now()
        return all(moment > now for moment in self._later.values())

    def stop(self) -> None:
        """Leave the pages that were to be turned later as they are."""
        for task in self._later:
            task.cancel()

    async def _show(self, message: Shown, sender: Sender, where: Where, attempt: int = 1) -> None:
        async with self._turning.setdefault(message, asyncio.Lock()):
            if (args := self._wanted.pop(message, None)) is None:
                return  # another has shown the newest page meanwhile
            try:
                await self._edit(args, sender, where)
            except TooMany as many:
                if attempt < _ATTEMPTS:
                    self._wanted.setdefault(message, args)
                    moment = self._clock.now() + many.retry_after
                    task = asyncio.create_task(self._show_again(message, sender, where, attempt + 1, moment))
                    self._later[task] = moment
                    task.add_done_callback(self._later.pop)
            except NotModified:
                return
            except NotCarried as trouble:
                _log.info("a page was not turned", why=str(trouble))

    async def _show_again(self, message: Shown, sender: Sender, where: Where, attempt: int, moment: datetime) -> None:
        await self._clock.wait_until(moment, asyncio.Event())
        self._do(self._show(message, sender, where, attempt))

    async def _edit(self, args: Mapping[str, Any], sender: Sender, where: Where) -> None:
        async with self._store.reading() as tx:
            person = await people.person_by_user(tx, sender.user_id)
        if person is not None:
            words = await self._languages.words(sender.user_id, where)
            page = await render(Reader(self._store), BALLOT, args, words, person)
            await self._courier.edit(Address(where.platform_id), where.message_id, page)
