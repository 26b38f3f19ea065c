"""The loop that delivers: what may go now, and in what order.

A delivery is marked as begun in a committed transaction before the platform is called, and as ended in another
after; what a crash leaves between the two is repeated with a mark. When something may go is decided in `calm`,
it is done by `delivery`, and what comes of it is kept by `endings`.
"""

import asyncio
from collections import deque
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from bot.chat.courier import Courier
from bot.clock import Clock
from bot.outbox import endings
from bot.outbox.calm import OVERALL, held_until
from bot.outbox.delivery import Deliveries, Outcome
from bot.outbox.needless import is_needless
from bot.outbox.recipient import House, Recipient, recipient_of
from bot.outbox.shelf import Shelf
from bot.storage import cards_shown, owing
from bot.storage.owing import Delivery
from bot.storage.store import StorageProblem, Store, Tx

_TROUBLE = (StorageProblem, OperationalError, InterfaceError)
_TROUBLE_PAUSE = 1.0
_SECOND = timedelta(seconds=1)
_IDS = 50
_log = structlog.get_logger(__name__)


class Outbox:
    """`wake` is set by whoever commits something owed. `parallel` is how many chats are served at a time; with 1
    everything goes out in the order it was owed."""

    def __init__(
        self, store: Store, courier: Courier, clock: Clock, house: House, shelf: Shelf, *, parallel: int
    ) -> None:
        self.wake = asyncio.Event()
        self._store = store
        self._deliveries = Deliveries(store, courier, shelf)
        self._clock = clock
        self._house = house
        self._parallel = parallel
        self._running: set[asyncio.Task[None]] = set()
        self._sent: deque[datetime] = deque(maxlen=OVERALL)
        self._parked = False
        self._parked_until: datetime | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing is being sent and nothing may be sent at this moment."""
        due = self._parked_until is not None and self._parked_until <= self._clock.now()
        return self._parked and not self._running and not due and not self.wake.is_set()

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop` is set (and `wake` with it); what has begun is ended first."""
        await self._take_back()
        while not stop.is_set():
            self.wake.clear()
            try:
                begun, moment = await self._begin()
            except _TROUBLE as error:
                _log.warning("database in trouble; deliveries wait", error=str(error))
                await asyncio.sleep(_TROUBLE_PAUSE)
                continue
            if not begun:
                await self._park(moment)
        if self._running:
            await asyncio.wait(self._running)

    async def kill(self) -> None:
        """Break off what is being sent; the next start finds it begun and repeats it, marked."""
        for delivery in self._running:
            delivery.cancel()
        if self._running:
            await asyncio.wait(self._running)

    async def _take_back(self) -> None:
        """What was begun before this start and never ended is owed again, with a mark."""
        async with self._store.transaction() as tx:
            broken_off = await owing.interrupted(tx, self._clock.now())
        for delivery in broken_off:
            _log.info("a delivery was broken off and is repeated", owed=delivery.id, card=delivery.card)

    async def _park(self, moment: datetime | None) -> None:
        self._parked, self._parked_until = True, moment
        try:
            await self._clock.wait_until(moment, self.wake)
        finally:
            self._parked = False

    async def _begin(self) -> tuple[bool, datetime | None]:
        """Begin what may go now. Whether that was anything, and if not, when to look again."""
        now = self._clock.now()
        room, moment = self._room(now)
        if room <= 0:
            return False, moment
        async with self._store.transaction() as tx:
            claimed = await owing.claim_next(tx, now, room)
            ready = [(delivery, to) for delivery in claimed if (to := await self._may_go(tx, delivery, now))]
            next_at = None if claimed else await owing.next_ready_at(tx, now)
        for delivery, to in ready:
            self._sent.append(now)
            task = asyncio.create_task(self._carry(delivery, to))
            self._running.add(task)
            task.add_done_callback(self._ended)
        return bool(claimed), next_at

    def _room(self, now: datetime) -> tuple[int, datetime | None]:
        """How many more deliveries may begin now; where none, when there will be room (None: when one ends)."""
        recent = sum(sent + _SECOND > now for sent in self._sent)
        if recent >= OVERALL:
            return 0, self._sent[0] + _SECOND
        return min(OVERALL - recent, self._parallel - len(self._running)), None

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self.wake.set()

    async def _may_go(self, tx: Tx, delivery: Delivery, now: datetime) -> Recipient | None:
        """The reader, where it may go now; otherwise it is given up or put off, here and now."""
        to = await recipient_of(tx, delivery, self._house)
        if to is None or (to.chat is not None and to.chat.state not in ("active", "closed")):
            await owing.given_up(tx, delivery.id, "gone")
            return None
        if await is_needless(tx, delivery):
            await owing.given_up(tx, delivery.id, "needless")
            return None
        if await _makes_a_sound(tx, delivery):
            day = to.hours.day(now)
            posts = await owing.posts_on(tx, delivery.chat_id, day) if delivery.chat_id is not None else 0
            until = held_until(delivery.urgency, now, to.hours, posts)
            if until is not None:
                await owing.postpone(tx, delivery.id, until)
                return None
        return to

    async def _carry(self, delivery: Delivery, to: Recipient) -> None:
        """Deliver, and keep what came of it however long the database takes to accept that."""
        result: Outcome | Exception
        try:
            result = await self._deliveries.deliver(delivery, to)
        except Exception as error:
            result = error
        while True:
            try:
                next_id = await self._store.reserve_ids(_IDS)
                async with self._store.transaction() as tx:
                    await endings.keep(tx, delivery, to, result, self._clock.now(), next_id)
                return
            except _TROUBLE as error:
                _log.warning("database in trouble; the end of a delivery waits", owed=delivery.id, error=str(error))
                await asyncio.sleep(_TROUBLE_PAUSE)


async def _makes_a_sound(tx: Tx, delivery: Delivery) -> bool:
    """Whether it puts a new message into the chat; a change to one that is there rings nobody's phone."""
    if delivery.what == "card":
        card = await cards_shown.card(tx, delivery.key)
        return card is None or card.state != "live"
    return delivery.what == "post"
