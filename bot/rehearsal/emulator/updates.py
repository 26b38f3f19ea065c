"""The queue of updates and the rules of getUpdates.

An update leaves the queue when a later offset confirms it, when the bot's webhook takes it, or when its life ends
on the emulator's clock: 24 hours, 150 seconds for a press. What becomes an update, and its JSON, is decided by
`world`; bringing updates to a webhook is left to `webhook`.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.rehearsal.emulator.changes import Changes
from bot.rehearsal.emulator.faults import Faults
from bot.rehearsal.emulator.refusals import polling_with_webhook, terminated_by_other_poll, terminated_by_webhook

PRESS_LIFE = timedelta(seconds=150)
UPDATE_LIFE = timedelta(hours=24)
TIMEOUT_LIMIT = 50
BATCH_LIMIT = 100

KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
        "subscription",
        "stopped_message_generation",
    }
)
"""Every kind a bot may ask for; unknown names are passed over, as Telegram does."""
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only to a bot that names them in allowed_updates."""

_FIRST_ID = 700_000_001
_FORCED_WAIT_SECONDS = 3
_HURRY_SECONDS = 0.5

Lane = tuple[str, int]
"""What keeps updates in order: a chat's messages, a person's presses. Lanes know nothing of each other."""


@dataclass(slots=True, eq=False)
class Update:
    """`id` is 0 until the update has its place in the queue."""

    id: int
    kind: str
    expires_at: datetime
    payload: dict[str, Any]
    lane: Lane
    copies: int = 0
    """How often it will be delivered again after the bot has confirmed it."""
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the update is confirmed or has expired."""

    def json(self) -> dict[str, Any]:
        return {"update_id": self.id, self.kind: self.payload}


def pace(limit: int, patience: int, since: float | None) -> tuple[int, int]:
    """The limit and the wait a poll gets: one that repeats an offset in haste gets little and must wait.

    `since` is the real time in seconds since the poll before it began, None where that had another offset.
    """
    if since is not None and since < _FORCED_WAIT_SECONDS:
        patience = max(patience, _FORCED_WAIT_SECONDS)
    if since is not None and since < _HURRY_SECONDS:
        limit = 1
    return limit, patience


class UpdateQueue:
    """Updates waiting for one bot, and the polls that fetch them.

    While a webhook is set, `on_queued` is told of every update that has its place, and polls are refused.
    """

    def __init__(self, now: Callable[[], datetime], changes: Changes, faults: Faults) -> None:
        self._now = now
        self._changes = changes
        self._faults = faults
        self._waiting: deque[Update] = deque()
        self._held: list[Update] = []
        """What lets the next update of another lane go first, or is queued when the present turn of the loop ends."""
        self._repeats: deque[Update] = deque()
        self._repeated: list[Update] = []
        """Repeats that were handed out; the next poll, whatever its offset, is their confirmation."""
        self._next_id = _FIRST_ID
        self._next_expiry: datetime | None = None
        self._allowed = KINDS - UNASKED
        self._poll: object | None = None
        self._previous_offset: int | None = None
        self._previous_start = 0.0
        self.on_queued: Callable[[Update], None] | None = None
        self.closing = False

    @property
    def polling(self) -> bool:
        """Whether a poll stands open."""
        return self._poll is not None

    @property
    def undelivered(self) -> int:
        """How many updates the bot has not confirmed yet, repeated ones among them."""
        self._expire()
        still_to_come = sum(update.copies for update in self._waiting)
        return len(self._waiting) + still_to_come + len(self._held) + len(self._repeats) + len(self._repeated)

    @property
    def held(self) -> bool:
        """Whether an update still lets others go first."""
        return bool(self._held)

    @property
    def allowed(self) -> frozenset[str]:
        return self._allowed

    @property
    def pending(self) -> list[Update]:
        """What has its place in the queue, oldest first."""
        self._expire()
        return list(self._waiting)

    def offer(self, kind: str, payload: dict[str, Any], lane: Lane) -> Update | None:
        """Queue an update and return it; None where the bot does not ask for this kind."""
        if kind not in self._allowed:
            return None
        life = PRESS_LIFE if kind == "callback_query" else UPDATE_LIFE
        update = Update(0, kind, self._now() + life, payload, lane, copies=int(self._faults.befalls("duplicate")))
        if any(held.lane == lane for held in self._held):
            self._let_go()
        if self._held:
            self._place(update)
            self._let_go()
        elif self._faults.befalls("reorder"):
            self._held.append(update)
            asyncio.get_running_loop().call_soon(self._let_go)
        else:
            self._place(update)
        return update

    def repeat(self, update: Update) -> None:
        """Deliver an update once more, as Telegram does now and then, even where it is confirmed."""
        if not update.gone.is_set():
            update.copies += 1
        elif self.on_queued is not None:
            self._waiting.append(update)
            self.on_queued(update)
        else:
            self._repeats.append(update)
        self._changes.happened()

    async def get(self, offset: int, limit: int, patience: int, allowed: Iterable[str] | None) -> list[dict[str, Any]]:
        """One getUpdates call, which waits at most `patience` seconds.

        Raises ApiRefusal 409 when a later poll or a webhook takes over, or a webhook is set.
        """
        if self.on_queued is not None:
            raise polling_with_webhook()
        poll = self._take_over()
        try:
            if allowed is not None:
                self.allow(allowed)
            limit = min(max(limit, 1), BATCH_LIMIT)
            patience = min(max(patience, 0), TIMEOUT_LIMIT)
            limit, patience = self._pace(offset, limit, patience)
            self._confirm(offset)
            if patience and not self._deliverable:
                await self._wait_for_any(poll, patience)
            return self._batch(limit)
        finally:
            if self._poll is poll:
                self._poll = None
                self._changes.happened()

    def allow(self, kinds: Iterable[str]) -> None:
        """Ask for these kinds from now on; none that is known means the usual ones."""
        wanted = frozenset(str(kind).lower() for kind in kinds) & KINDS
        self._allowed = wanted or KINDS - UNASKED

    def taken(self, update: Update) -> bool:
        """The webhook took the update; False where it shall come once more all the same."""
        if update.copies:
            update.copies -= 1
            return False
        self.forget(update)
        return True

    def forget(self, update: Update) -> None:
        if update in self._waiting:
            self._waiting.remove(update)
        update.gone.set()
        self._changes.happened()

    def drop(self) -> None:
        """Forget everything not yet confirmed."""
        self._let_go()
        while self._waiting:
            self._waiting.popleft().gone.set()
        self._repeats.clear()
        self._repeated.clear()
        self._changes.happened()

    def close(self) -> None:
        """Let every waiting poll return at once."""
        self.closing = True
        self._changes.happened()

    def _place(self, update: Update) -> None:
        update.id = self._next_id
        self._next_id += 1
        self._waiting.append(update)
        if self._next_expiry is None or update.expires_at < self._next_expiry:
            self._next_expiry = update.expires_at
        if self.on_queued is not None:
            self.on_queued(update)
        self._changes.happened()

    def _let_go(self) -> None:
        held, self._held = self._held, []
        for update in held:
            self._place(update)

    def _take_over(self) -> object:
        self._poll = poll = object()
        self._changes.happened()
        return poll

    def _pace(self, offset: int, limit: int, patience: int) -> tuple[int, int]:
        start = asyncio.get_running_loop().time()
        since = start - self._previous_start if offset == self._previous_offset else None
        self._previous_offset, self._previous_start = offset, start
        return pace(limit, patience, since)

    def _confirm(self, offset: int) -> None:
        before = self.undelivered
        self._repeated.clear()
        while self._waiting and (len(self._waiting) > -offset if offset < 0 else self._waiting[0].id < offset):
            update = self._waiting.popleft()
            update.gone.set()
            if update.copies:
                update.copies -= 1
                self._repeats.append(update)
        if self.undelivered != before:
            self._changes.happened()

    async def _wait_for_any(self, poll: object, patience: int) -> None:
        try:
            async with asyncio.timeout(patience):
                await self._changes.until(lambda: self._disturbed(poll) or self._deliverable)
        except TimeoutError:
            return
        if self.on_queued is not None:
            raise terminated_by_webhook()
        if self._poll is not poll:
            raise terminated_by_other_poll()

    def _disturbed(self, poll: object) -> bool:
        return self._poll is not poll or self.closing or self.on_queued is not None

    @property
    def _deliverable(self) -> bool:
        return self.undelivered > len(self._held)

    def _batch(self, limit: int) -> list[dict[str, Any]]:
        self._expire()
        while self._repeats and len(self._repeated) < limit:
            self._repeated.append(self._repeats.popleft())
        batch = [update.json() for update in self._repeated]
        for update in self._waiting:
            if len(batch) == limit:
                break
            batch.append(update.json())
        return batch

    def _expire(self) -> None:
        now = self._now()
        if self._next_expiry is None or now < self._next_expiry:
            return
        for update in self._waiting:
            if update.expires_at <= now:
                update.gone.set()
        self._waiting = deque(update for update in self._waiting if now < update.expires_at)
        self._next_expiry = min((update.expires_at for update in self._waiting), default=None)
        self._changes.happened()
