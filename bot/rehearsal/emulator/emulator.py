"""The emulator as scripts, tests and the demo hold it: a running server, and hands on its world."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import ClassVar

from bot.rehearsal.emulator.calls import RecordedCall
from bot.rehearsal.emulator.changes import Changes
from bot.rehearsal.emulator.events import Event
from bot.rehearsal.emulator.faults import Faults
from bot.rehearsal.emulator.model import Chat, User
from bot.rehearsal.emulator.people import People
from bot.rehearsal.emulator.places import Places
from bot.rehearsal.emulator.server import Server
from bot.rehearsal.emulator.world import World

FAKE_TOKEN = "123456:FAKE-TOKEN-FOR-TESTS"
_CALLS_KEPT = 10_000

WaitUntil = Callable[[datetime | None, asyncio.Event], Awaitable[None]]
"""Returns when the moment has come on the clock, or as soon as the event is set."""


class Emulator:
    """A Telegram of one bot.

    `now` gives aware UTC; everything Telegram measures in time follows it, but for the wait of a long poll.
    Deliveries to a webhook happen by themselves where `wait_until` (that of a `bot.clock.Clock`) is given; else
    call `look` after moving the clock, to `next_event_at` for instance. `loopback_webhooks` lets a webhook be
    http on this machine, at any port, as there is no TLS here; without it the rules are Telegram's own.
    `ephemeral_messages` off plays a server that has never heard of them: it shows them to everybody.
    Used as an async context manager it listens on a free port of 127.0.0.1.
    """

    call_observers: ClassVar[list[Callable[[RecordedCall], None]]] = []
    """Told of every call any emulator of this process gets."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        token: str = FAKE_TOKEN,
        name: str = "Youshi",
        username: str = "youshi_bot",
        privacy_mode: bool = True,
        flood_limits: bool = True,
        wait_until: WaitUntil | None = None,
        loopback_webhooks: bool = False,
        ephemeral_messages: bool = True,
    ) -> None:
        self._world = World(
            now,
            token=token,
            name=name,
            username=username,
            privacy_mode=privacy_mode,
            flood_limits=flood_limits,
            loopback_webhooks=loopback_webhooks,
            ephemeral_messages=ephemeral_messages,
        )
        self.people = People(self._world)
        self.places = Places(self._world)
        self.calls: deque[RecordedCall] = deque(maxlen=_CALLS_KEPT)
        """What the bot asked for, as it was sent, the newest last."""
        self._server = Server(self._world, self._record)
        self._wait_until = wait_until
        self._following: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Emulator":
        await self._server.start()
        if self._wait_until is not None:
            self._following = asyncio.create_task(self._follow(self._wait_until))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._following is not None:
            self._following.cancel()
            with suppress(asyncio.CancelledError):
                await self._following
        await self._world.deliveries.close()
        await self._server.stop()

    @property
    def token(self) -> str:
        return self._world.token

    def replace_token(self, token: str) -> None:
        """BotFather gives the same bot another token; the old one is unauthorized from now on."""
        self._world.token = token

    def forget_files(self) -> None:
        """No name of a file means anything any more, as those of another bot would not."""
        self._world.files.clear()

    @property
    def faults(self) -> Faults:
        return self._world.faults

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot takes as `base_url`; the token follows it directly."""
        return f"{self.address}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot takes as `base_file_url`."""
        return f"{self.address}/file/bot"

    @property
    def bot(self) -> User:
        return self._world.bot

    @property
    def chats(self) -> dict[int, Chat]:
        """Every chat by its id, private ones included."""
        return self._world.chats

    @property
    def commands(self) -> dict[tuple[str, str], list[dict[str, str]]]:
        """The bot's menus by scope (canonical JSON) and language."""
        return self._world.commands

    @property
    def undelivered(self) -> int:
        """How many updates the bot has not confirmed by an offset."""
        return self._world.updates.undelivered

    @property
    def requests_in_flight(self) -> int:
        """How many calls of the bot are under way, polls left out."""
        return self._server.requests_in_flight

    @property
    def polling(self) -> bool:
        """Whether the bot stands waiting for updates."""
        return self._world.updates.polling

    @property
    def changes(self) -> Changes:
        """`await emulator.changes.until(condition)` looks again after everything that happens here."""
        return self._world.changes

    @property
    def flood_limits(self) -> bool:
        return self._world.flood.enforced

    @flood_limits.setter
    def flood_limits(self, enforced: bool) -> None:
        self._world.flood.enforced = enforced

    @property
    def ephemeral_messages(self) -> bool:
        return self._world.ephemeral_messages

    @ephemeral_messages.setter
    def ephemeral_messages(self, known: bool) -> None:
        self._world.ephemeral_messages = known

    def on_event(self, observer: Callable[[Event], None]) -> None:
        """Have `observer` told everything that happens, in order, as it happens."""
        self._world.observers.append(observer)

    @property
    def webhook_url(self) -> str:
        """Where the bot wants its updates brought; empty while it fetches them."""
        webhook = self._world.deliveries.webhook
        return webhook.url if webhook else ""

    @property
    def next_event_at(self) -> datetime | None:
        """When a delivery to the webhook will be tried again or given up; None where nothing waits for a moment."""
        return self._world.deliveries.next_event_at

    def look(self) -> None:
        """The clock has moved: start the deliveries that are due now."""
        self._world.deliveries.look()

    @property
    def at_rest(self) -> bool:
        """Whether nothing is under way or due here: no call, and no update that could reach the bot by now.

        A bot that fetches its updates has confirmed them all and waits for more; one with a webhook has answered
        all but those that are to be tried later.
        """
        if self.requests_in_flight or (self._following is not None and self._world.deliveries.moved.is_set()):
            return False
        if self.webhook_url:
            return self._world.deliveries.quiet
        return self.polling and self.undelivered == 0

    async def idle(self) -> None:
        """Wait until the emulator is at rest."""
        await self.changes.until(lambda: self.at_rest)

    def _record(self, call: RecordedCall) -> None:
        self.calls.append(call)
        for observer in self.call_observers:
            observer(call)

    async def _follow(self, wait_until: WaitUntil) -> None:
        """Look again at every moment a delivery waits for."""
        moved = self._world.deliveries.moved
        while True:
            moved.clear()
            self.changes.happened()
            await wait_until(self.next_event_at, moved)
            if not moved.is_set():
                self.look()
