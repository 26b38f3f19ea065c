"""Bringing updates to the bot's webhook: lanes in order, several at once, with Telegram's patience.

The head of a lane blocks what is behind it. A delivery that fails is tried again at once, then after 2, 4, 8 …
up to 60–120 seconds, or after the answer's `Retry-After` (an hour at most), until the update's life is over. All of
this follows the emulator's clock: nothing sleeps here, `look` starts what is due and `next_event_at` says when there
will be something to look for. Only http on this machine is spoken; every other address is one that cannot be
reached. Which webhook may be set is decided by `methods.webhooks`, what an answer asks for is carried out by `server`.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from random import Random
from urllib.parse import urlsplit

import aiohttp

from bot.rehearsal.emulator.calls import Call, read_call
from bot.rehearsal.emulator.changes import Changes
from bot.rehearsal.emulator.faults import DELIVERY, Fault, Faults
from bot.rehearsal.emulator.refusals import ApiRefusal
from bot.rehearsal.emulator.updates import Lane, Update, UpdateQueue

ANSWER_TIMEOUT = timedelta(seconds=60)
RETRY_AFTER_LIMIT = 3600
LONGEST_PAUSE = 60
LOOPBACK = frozenset({"127.0.0.1", "localhost"})

_NOT_IN_ANSWERS = frozenset({"setwebhook", "deletewebhook", "close", "logout"})


@dataclass(frozen=True, slots=True)
class Webhook:
    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    has_certificate: bool = False


@dataclass(slots=True, eq=False)
class _Flight:
    """One attempt to deliver; `hangs` where nobody will answer it."""

    deadline: datetime
    hangs: bool = False
    attempt: asyncio.Task["_Outcome"] | None = None


@dataclass(slots=True, eq=False)
class _Line:
    """Updates of one lane, the head first; `fails`, `pause` and `ready_at` are the head's."""

    updates: deque[Update] = field(default_factory=deque)
    fails: int = 0
    pause: int = 1
    ready_at: datetime | None = None
    flight: _Flight | None = None

    def fresh(self) -> None:
        self.fails, self.pause, self.ready_at = 0, 1, None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of an attempt: nothing wrong, or `error` in Telegram's words and the pause that was asked for."""

    error: str = ""
    retry_after: int = 0
    call: Call | None = None


class Deliveries:
    """The webhook of one bot, if it has set one. `carry_out` is given the calls that answers ask for."""

    def __init__(self, now: Callable[[], datetime], changes: Changes, queue: UpdateQueue, faults: Faults) -> None:
        self.webhook: Webhook | None = None
        self.carry_out: Callable[[str, Call], None] = lambda _spelled, _call: None
        self.last_error: tuple[datetime, str] | None = None
        self.moved = asyncio.Event()
        """Set whenever `next_event_at` may have changed; whoever waits for it clears it."""
        self._now = now
        self._changes = changes
        self._queue = queue
        self._faults = faults
        self._lines: dict[Lane, _Line] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._chance = Random(0)

    def set(self, webhook: Webhook) -> None:
        """Deliver to this webhook from now on, first whatever is waiting."""
        self.remove()
        self.webhook = webhook
        for update in self._queue.pending:
            self._enqueue(update)
        self._queue.on_queued = self._on_queued
        self._changes.happened()
        self.look()

    def remove(self) -> None:
        """Deliver no more; what was not confirmed, deliveries under way among it, stays in the queue."""
        self.webhook, self.last_error = None, None
        self._queue.on_queued = None
        self._lines.clear()
        for task in self._tasks:
            task.cancel()
        self.moved.set()
        self._changes.happened()

    async def close(self) -> None:
        self.remove()
        if self._tasks:
            await asyncio.wait(set(self._tasks))
        if self._session is not None:
            await self._session.close()

    @property
    def quiet(self) -> bool:
        """Whether nothing is under way or due at this moment; what is to be tried later does not count."""
        now = self._now()
        return not self._queue.held and not any(
            line.updates and (not line.flight.hangs if line.flight else self._is_ready(line, now))
            for line in self._lines.values()
        )

    @property
    def next_event_at(self) -> datetime | None:
        """When there will be something to do that is not due yet: an attempt, or the end of one that hangs."""
        now = self._now()
        moments = [
            moment
            for line in self._lines.values()
            for moment in (line.flight.deadline if line.flight else line.ready_at,)
            if line.updates and moment is not None and moment > now
        ]
        return min(moments, default=None)

    def look(self) -> None:
        """Start what is due on the clock as it stands, and give up what has taken too long."""
        if self.webhook is None:
            return
        now = self._now()
        ready = []
        for lane, line in list(self._lines.items()):
            if line.flight is not None:
                if line.flight.deadline <= now and line.flight.attempt is not None:
                    line.flight.attempt.cancel()
                continue
            while line.updates and line.updates[0].expires_at <= now:
                self._queue.forget(line.updates.popleft())
                line.fresh()
            if not line.updates:
                del self._lines[lane]
            elif self._is_ready(line, now):
                ready.append(line)
        free = self.webhook.max_connections - sum(line.flight is not None for line in self._lines.values())
        for line in ready[: max(0, free)]:
            line.flight = _Flight(now + ANSWER_TIMEOUT)
            task = asyncio.get_running_loop().create_task(self._deliver(self.webhook, line, line.flight))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self.moved.set()

    def _is_ready(self, line: _Line, now: datetime) -> bool:
        return bool(line.updates) and (line.ready_at is None or line.ready_at <= now)

    def _enqueue(self, update: Update) -> None:
        self._lines.setdefault(update.lane, _Line()).updates.append(update)

    def _on_queued(self, update: Update) -> None:
        self._enqueue(update)
        # not at once: what is done in one turn of the loop is queued as a whole, then delivered
        asyncio.get_running_loop().call_soon(self.look)

    async def _deliver(self, webhook: Webhook, line: _Line, flight: _Flight) -> None:
        update = line.updates[0]
        fault = self._faults.take(DELIVERY, None)
        flight.hangs = fault is not None and fault.kind == "hang"
        flight.attempt = asyncio.ensure_future(self._attempt(webhook, update, fault))
        try:
            await asyncio.wait({flight.attempt})
        except asyncio.CancelledError:  # the webhook is gone
            flight.attempt.cancel()
            await asyncio.wait({flight.attempt})
            raise
        line.flight = None
        outcome = _Outcome("Read timeout expired") if flight.attempt.cancelled() else flight.attempt.result()
        if outcome.error:
            self._failed(line, update, outcome)
        else:
            if outcome.call is not None:
                self.carry_out(str(outcome.call.parameters["method"]), outcome.call)
            if self._queue.taken(update):
                line.updates.popleft()
            line.fresh()
        self.look()
        self._changes.happened()

    def _failed(self, line: _Line, update: Update, outcome: _Outcome) -> None:
        now = self._now()
        self.last_error = (now, outcome.error)
        wait = outcome.retry_after
        if wait == 0 and line.fails > 0:
            wait = line.pause = min(self._chance.randint(LONGEST_PAUSE, 2 * LONGEST_PAUSE), 2 * line.pause)
        line.fails += 1
        line.ready_at = now + timedelta(seconds=wait)
        if line.ready_at > update.expires_at:
            line.updates.popleft()
            line.fresh()
            self._queue.forget(update)

    async def _attempt(self, webhook: Webhook, update: Update, fault: Fault | None) -> _Outcome:
        if fault is None:
            return await self._post(webhook, update)
        if fault.after_effect:
            await self._post(webhook, update)
        match fault.kind:
            case "too_many_requests":
                return _wrong(429, fault.retry_after)
            case "server_error":
                return _wrong(fault.status)
            case "hang":
                await asyncio.Event().wait()
        return _Outcome("Connection reset by peer")

    async def _post(self, webhook: Webhook, update: Update) -> _Outcome:
        parts = urlsplit(webhook.url)
        if parts.scheme != "http" or parts.hostname not in LOOPBACK:
            return _Outcome("Connection timed out")
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0),
                timeout=aiohttp.ClientTimeout(total=None),
                skip_auto_headers=("User-Agent", "Accept"),
            )
        headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip, deflate"}
        if webhook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret
        body = json.dumps(update.json(), ensure_ascii=False, separators=(",", ":")).encode()
        try:
            async with self._session.post(webhook.url, data=body, headers=headers, allow_redirects=False) as answer:
                content = await answer.read()
        except aiohttp.ClientConnectorError:
            return _Outcome("Connection refused")
        except aiohttp.ClientError:
            return _Outcome("Connection reset by peer")
        if not 200 <= answer.status <= 299:
            return _wrong(answer.status, _retry_after(answer.headers.get("Retry-After", "")), answer.reason)
        return _Outcome(call=_call_in(answer.headers.get("Content-Type", ""), content))


def _wrong(status: int, retry_after: int = 0, reason: str | None = None) -> _Outcome:
    words = reason or HTTPStatus(status).phrase
    return _Outcome(f"Wrong response from the webhook: {status} {words}", retry_after)


def _retry_after(header: str) -> int:
    return min(int(header), RETRY_AFTER_LIMIT) if header.isdecimal() else 0


def _call_in(content_type: str, content: bytes) -> Call | None:
    """The call a webhook's answer asks for, if it asks for one that may come this way."""
    try:
        read = read_call("", "", content_type, content)
    except ApiRefusal:  # an answer that holds no call is as good as an empty one
        return None
    method = read.text("method").lower()
    if not method or method.startswith("get") or method in _NOT_IN_ANSWERS:
        return None
    return Call(method, read.parameters, read.files)
