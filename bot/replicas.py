"""What a program looks for because it may not be the only one on its database: PostgreSQL takes several.

Once a second it makes sure that it counts as present, takes back what a program that is gone had begun to send, wakes
for what others have written and nobody has taken, and forgets what it remembered where that has changed. Whatever one
program writes it sends and closes itself, at once; the others only have to notice where it does not.
"""

import asyncio
from collections.abc import Callable

import structlog

from bot.clock import Clock
from bot.deadlines import Deadlines
from bot.outbox import Outbox
from bot.storage import duties, news, owing
from bot.storage.presence import Presence
from bot.storage.problem import TROUBLE
from bot.storage.store import Store

LOOK_EVERY = 1.0
"""Real seconds: it is other programs that are looked for, and those live by the machine's clock."""
_log = structlog.get_logger(__name__)


class Replicas:
    """`forget` is called where another program has changed what this one may remember."""

    def __init__(
        self,
        store: Store,
        presence: Presence,
        clock: Clock,
        outbox: Outbox,
        deadlines: Deadlines,
        forget: Callable[[], None],
    ) -> None:
        self._store, self._presence, self._clock = store, presence, clock
        self._outbox, self._deadlines = outbox, deadlines
        self._forget = forget
        self._edition = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Look until `stop` is set."""
        while not stop.is_set():
            try:
                await self._look()
            except TROUBLE as error:
                _log.warning("database in trouble; other programs are not seen", error=str(error))
            try:
                async with asyncio.timeout(LOOK_EVERY):
                    await stop.wait()
            except TimeoutError:
                continue

    async def _look(self) -> None:
        await self._presence.renew()
        now = self._clock.now()
        async with self._store.reading() as tx:
            left = await owing.is_any_left(tx)
            ready, due = await owing.next_ready_at(tx, now), await duties.next_due_at(tx)
            edition = await news.edition(tx)
        if edition != self._edition:
            self._edition = edition
            self._forget()
        if left:
            await self._outbox.take_back()
        if ready is not None and ready <= now:
            self._outbox.wake.set()
        if due is not None and due <= now:
            self._deadlines.wake.set()
