"""The loop that delivers: what may go now, and what comes of it.

A delivery is marked as begun in a committed transaction before the platform is called, and as done in another
after; what a crash leaves between the two is repeated with a mark. Deciding when is left to `calm`, doing it
to `delivery`.
"""

import asyncio
from collections import deque
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from bot.chat.courier import Courier, Gone, Moved, NotCarried, TooMany, Unacceptable, Unreachable
from bot.clock import Clock
from bot.deliberation.desk import Owed, Urgency
from bot.deliberation.refusal import Refused
from bot.outbox.calm import OVERALL, PATIENCE, held_until, pause_after, retry_delay
from bot.outbox.delivery import BOARD, Deliveries, Outcome
from bot.outbox.recipient import House, Recipient, recipient_of
from bot.storage import cards_shown, chats, owing, people
from bot.storage.owing import Delivery
from bot.storage.store import StorageProblem, Store, Tx

TROUBLE = (StorageProblem, OperationalError, InterfaceError)
"""The database cannot be had just now; what was about to be written is tried again."""
_TROUBLE_PAUSE = 1.0
_NOTES = 50
_SILENCED = timedelta(minutes=10)
_SECOND = timedelta(seconds=1)
_log = structlog.get_logger(__name__)


class Outbox:
    """`wake` is set by whoever commits something owed. `parallel` is how many chats are served at a time; with 1
    everything goes out in the order it was owed."""

    def __init__(self, store: Store, courier: Courier, clock: Clock, house: House, *, parallel: int) -> None:
        self.wake = asyncio.Event()
        self._store = store
        self._deliveries = Deliveries(store, courier)
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
        """Deliver until `stop` is set (and `wake` with it); what has begun is finished first."""
        await self._take_back()
        while not stop.is_set():
            self.wake.clear()
            try:
                begun, moment = await self._begin()
            except TROUBLE as error:
                _log.warning("database in trouble; deliveries wait", error=str(error))
                await asyncio.sleep(_TROUBLE_PAUSE)
                continue
            if not begun:
                await self._park(moment)
        if self._running:
            await asyncio.wait(self._running)

    async def _take_back(self) -> None:
        """What was begun before this start and never ended is owed again, with a mark."""
        async with self._store.transaction() as tx:
            for delivery in await owing.interrupted(tx, self._clock.now()):
                _log.info("a delivery was interrupted and is repeated", owed=delivery.id, card=delivery.card)

    async def _park(self, moment: datetime | None) -> None:
        self._parked, self._parked_until = True, moment
        try:
            await self._clock.wait_until(moment, self.wake)
        finally:
            self._parked = False

    async def _begin(self) -> tuple[bool, datetime | None]:
        """Begin what may go now. Whether anything was begun or put off, and else when to look again."""
        now = self._clock.now()
        room, moment = self._room(now)
        room = min(room, self._parallel - len(self._running))
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
        """How many more calls this second bears, and where none: when the next may go."""
        recent = sum(sent + _SECOND > now for sent in self._sent)
        if recent < OVERALL:
            return OVERALL - recent, None
        return 0, self._sent[0] + _SECOND

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self.wake.set()

    async def _may_go(self, tx: Tx, delivery: Delivery, now: datetime) -> Recipient | None:
        to = await recipient_of(tx, delivery, self._house)
        if to is None or (to.chat is not None and to.chat.state != "active"):
            await owing.given_up(tx, delivery.id, "gone")
            return None
        if not await _is_new(tx, delivery):
            return to
        day, chat_id = to.hours.day(now), delivery.chat_id
        posts = 0 if chat_id is None else await owing.posts_on(tx, chat_id, day)
        until = held_until(Urgency(delivery.urgency), now, to.hours, posts)
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
                ids = await self._store.reserve_ids(_NOTES)
                async with self._store.transaction() as tx:
                    await self._keep(tx, delivery, to, result, ids)
                return
            except TROUBLE as error:
                _log.warning("database in trouble; the end of a delivery waits", owed=delivery.id, error=str(error))
                await asyncio.sleep(_TROUBLE_PAUSE)

    async def _keep(
        self, tx: Tx, delivery: Delivery, to: Recipient, result: Outcome | Exception, ids: Ids
    ) -> None:
        now = self._clock.now()
        match result:
            case Outcome():
                await self._done(tx, delivery, to, result, ids)
            case TooMany():
                await _hold(tx, delivery, now + max(result.retry_after, _SECOND))
                await owing.owe_again(tx, [delivery.id])
            case Moved():
                await chats.move_chat(tx, to.address.chat_id, result.new_id)
                await owing.owe_again(tx, [delivery.id])
            case Unreachable():
                await self._retry(tx, delivery, result)
            case Gone(why="silenced") if delivery.attempts < PATIENCE:
                await _hold(tx, delivery, now + _SILENCED)
                await owing.postpone(tx, delivery.id, now + _SILENCED, result.why)
            case Gone():
                await self._gone(tx, delivery, to, result.why, ids)
            case Refused():
                await owing.given_up(tx, delivery.id, f"refused: {result.refusal.key}")
            case _:
                incident = f"{delivery.id}"
                _log.error(
                    "a message cannot be sent", owed=incident, card=delivery.card, error=str(result), exc_info=result
                )
                await owing.given_up(tx, delivery.id, f"{type(result).__name__}: {result}"[:500])

    async def _done(self, tx: Tx, delivery: Delivery, to: Recipient, outcome: Outcome, ids: Ids) -> None:
        now = self._clock.now()
        if outcome.sent:
            await _hold(tx, delivery, now + pause_after(to.chat is not None))
        if outcome.posted is not None:
            await cards_shown.remember_message(
                tx, to.address.chat_id, outcome.posted, delivery.card, delivery.args, now
            )
            if delivery.what == "post" and delivery.urgency == Urgency.BUDGETED and delivery.chat_id is not None:
                await owing.count_post(tx, delivery.chat_id, to.hours.day(now))
        if delivery.what in ("card", "retire"):
            await self._keep_card(tx, delivery, outcome, ids)
        await owing.sent(tx, delivery)

    async def _keep_card(self, tx: Tx, delivery: Delivery, outcome: Outcome, ids: Ids) -> None:
        now, key = self._clock.now(), delivery.key or ""
        if outcome.posted is not None:
            await cards_shown.card_posted(
                tx, key, delivery.chat_id, delivery.person_id, outcome.posted, outcome.shown, now
            )
            if delivery.card == BOARD:
                pin = Owed("pin", BOARD, delivery.args, chat_id=delivery.chat_id, key=f"pin:{delivery.chat_id}:{BOARD}")
                await owing.owe(tx, [pin], now, ids)
        elif outcome.shown:
            await cards_shown.card_edited(tx, key, outcome.shown)
        if outcome.state not in ("", "live"):
            await cards_shown.card_state(tx, key, outcome.state)

    async def _retry(self, tx: Tx, delivery: Delivery, trouble: Unreachable) -> None:
        """The chat waits, so that the order holds; after much patience only this message does."""
        until = self._clock.now() + retry_delay(delivery.attempts + 1)
        if delivery.attempts < PATIENCE:
            await _hold(tx, delivery, until)
        await owing.postpone(tx, delivery.id, until, str(trouble), tried=True, interrupted=trouble.maybe_sent)

    async def _gone(self, tx: Tx, delivery: Delivery, to: Recipient, why: str, ids: Ids) -> None:
        """Nothing reaches them any more: remember that, and tell the moderators where it leaves work undone."""
        await owing.given_up(tx, delivery.id, why)
        if to.chat is not None:
            await chats.set_chat_state(tx, to.chat.id, "kicked")
            card, args = "chat-lost", {"chat": to.chat.id, "why": why}
        elif to.person is not None and why != "never_started":
            await people.set_blocked(tx, to.person.id, True)
        if to.chat is None and delivery.card not in DUTIES:
            return
