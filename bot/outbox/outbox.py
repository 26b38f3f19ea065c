"""The loop that delivers: what may go now, and in what order.

A delivery is marked as begun in a committed transaction before the platform is called, and as ended in another
after; what a crash leaves between the two is repeated with a mark. When something may go is decided in `calm`,
it is done by `delivery`, and what comes of it is kept by `endings`.

Several programs may do this on one database. They claim in turn, which takes milliseconds, and send side by side:
`storage.pace` holds what all of them together have sent within the second, `storage.presence` who is still there.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.chat.courier import Courier, NotCarried
from bot.clock import Clock
from bot.deliberation.refusal import Refused
from bot.metrics import Metrics
from bot.outbox import endings
from bot.outbox.calm import OVERALL, held_until
from bot.outbox.delivery import Deliveries, Outcome
from bot.outbox.needless import is_needless
from bot.outbox.recipient import House, Recipient, recipient_of
from bot.outbox.shelf import Shelf
from bot.storage import cards_shown, owing, pace
from bot.storage.owing import Delivery
from bot.storage.presence import Presence
from bot.storage.problem import TROUBLE
from bot.storage.store import OutOfIds, Store, Tx

_TROUBLE_PAUSE = 1.0
_BUSY_PAUSE = 0.02
"""Real seconds until what another program is writing at this moment may be claimed."""
_SECOND = timedelta(seconds=1)
_IDS = 50
_log = structlog.get_logger(__name__)


class EndUnkept(Exception):
    """What came of a delivery could not be kept, by a fault of the program."""


class Outbox:
    """`wake` is set by whoever commits something owed. `parallel` is how many chats are served at a time; with 1
    everything goes out in the order it was owed. `salt` is what the minutes are salted with. `planned` is called
    when a delivery has left something due."""

    def __init__(
        self,
        store: Store,
        presence: Presence,
        courier: Courier,
        clock: Clock,
        house: House,
        shelf: Shelf,
        *,
        parallel: int,
        salt: Callable[[], str],
        metrics: Metrics | None = None,
        planned: Callable[[], None] = lambda: None,
    ) -> None:
        self.wake = asyncio.Event()
        self._metrics = metrics or Metrics()
        self._planned = planned
        self._store = store
        self._presence = presence
        self._deliveries = Deliveries(store, courier, shelf)
        self._clock = clock
        self._house = house
        self._parallel = parallel
        self._salt = salt
        self._running: set[asyncio.Task[None]] = set()
        self._stop = asyncio.Event()
        self._parked = False
        self._parked_until: datetime | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing is being sent and nothing may be sent at this moment."""
        due = self._parked_until is not None and self._parked_until <= self._clock.now()
        return self._parked and not self._running and not due and not self.wake.is_set()

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop` is set (and `wake` with it); what has begun is ended first."""
        self._stop = stop
        looked_back = False
        while not stop.is_set():
            self.wake.clear()
            try:
                if not looked_back:
                    await self.take_back()
                    looked_back = True
                begun, moment = await self._begin()
            except TROUBLE as error:
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

    async def take_back(self) -> None:
        """What was begun by programs that are gone, and never ended, is owed again with a mark."""
        async with self._store.claiming() as tx:
            broken_off = await owing.interrupted(tx)
        for delivery in broken_off:
            _log.info("a delivery was broken off and is repeated", owed=delivery.id, card=delivery.card)
        if broken_off:
            self.wake.set()

    async def _park(self, moment: datetime | None) -> None:
        self._parked, self._parked_until = True, moment
        try:
            await self._clock.wait_until(moment, self.wake)
        finally:
            self._parked = False

    async def _begin(self) -> tuple[bool, datetime | None]:
        """Begin what may go now. Whether that was anything, and if not, when to look again."""
        now = self._clock.now()
        hands = self._parallel - len(self._running)
        if hands <= 0:
            return False, None  # one that ends wakes
        async with self._store.reading() as tx:
            moment = await owing.next_ready_at(tx, now)
        if moment is None or moment > now:
            return False, moment
        async with self._store.claiming() as tx:
            calls = await pace.take(tx, now, _SECOND)
            if len(calls) >= OVERALL:
                return False, calls[0] + _SECOND
            room = min(OVERALL - len(calls), hands)
            claimed = await owing.claim_next(tx, now, room, self._presence.number)
            ready = [(delivery, to) for delivery in claimed if (to := await self._may_go(tx, delivery, now))]
            if ready:
                await pace.keep(tx, [*calls, *[now] * len(ready)])
        for delivery, to in ready:
            task = asyncio.create_task(self._carry(delivery, to))
            self._running.add(task)
            task.add_done_callback(self._ended)
        if not claimed:
            await asyncio.sleep(_BUSY_PAUSE)
        return True, None

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self.wake.set()

    async def _may_go(self, tx: Tx, delivery: Delivery, now: datetime) -> Recipient | None:
        """The reader, where it may go now; otherwise it is given up or put off, here and now."""
        to = await recipient_of(tx, delivery, self._house)
        if to is None or (to.chat is not None and to.chat.state not in ("active", "closed")):
            await owing.given_up(tx, delivery, "gone")
            return None
        if await is_needless(tx, delivery):
            await owing.given_up(tx, delivery, "needless")
            return None
        if await _makes_a_sound(tx, delivery):
            day = to.hours.day(now)
            posts = await owing.posts_on(tx, delivery.chat_id, day) if delivery.chat_id is not None else 0
            until = held_until(delivery.urgency, now, to.hours, posts)
            if until is not None:
                await owing.postpone(tx, delivery, until)
                return None
        return to

    async def _carry(self, delivery: Delivery, to: Recipient) -> None:
        """Deliver, and keep what came of it however long the database takes to accept that; where the program is
        stopped meanwhile, the next one sends it again, marked."""
        result: Outcome | Exception
        try:
            result = await self._deliveries.deliver(delivery, to)
        except Exception as error:
            result = error
            if not isinstance(error, (NotCarried, Refused, *TROUBLE)):
                self._metrics.incident("delivery")
        while True:
            try:
                await self._keep(delivery, to, result)
            except TROUBLE as error:
                _log.warning("database in trouble; the end of a delivery waits", owed=delivery.id, error=str(error))
                if self._stop.is_set():
                    return
                await asyncio.sleep(_TROUBLE_PAUSE)
            except OutOfIds:
                continue  # others have drawn from them too: there are new ones now
            except Exception as error:
                self._metrics.incident("delivery")
                _log.exception("the end of a delivery could not be kept", owed=delivery.id, card=delivery.card)
                if isinstance(result, EndUnkept):
                    return
                # given up rather than left in delivery: as long as it is, nothing else goes to its chat
                result = EndUnkept(type(error).__name__)
            else:
                return

    async def _keep(self, delivery: Delivery, to: Recipient, result: Outcome | Exception) -> None:
        next_id = await self._store.reserve_ids(_IDS)
        async with self._store.transaction() as tx:
            await endings.keep(tx, delivery, to, result, self._clock.now(), next_id, self._salt)
        if isinstance(result, Outcome) and result.roll is not None:
            self._planned()


async def _makes_a_sound(tx: Tx, delivery: Delivery) -> bool:
    """Whether it puts a new message into the chat; a change to one that is there rings nobody's phone."""
    if delivery.what == "card":
        card = await cards_shown.card(tx, delivery.key)
        return card is None or card.state != "live"
    return delivery.what == "post"
