"""The emulator as scripts, tests and the demo hold it: a running server, and hands on its world."""

from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from bot.rehearsal.emulator.changes import Changes
from bot.rehearsal.emulator.events import Event
from bot.rehearsal.emulator.faults import Faults
from bot.rehearsal.emulator.model import Chat, User
from bot.rehearsal.emulator.people import People
from bot.rehearsal.emulator.places import Places
from bot.rehearsal.emulator.server import Server
from bot.rehearsal.emulator.world import World

FAKE_TOKEN = "123456:FAKE-TOKEN-FOR-TESTS"


class Emulator:
    """A Telegram of one bot.

    `now` gives aware UTC; everything Telegram measures in time follows it, but for the wait of a long poll.
    Used as an async context manager it listens on a free port of 127.0.0.1.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        token: str = FAKE_TOKEN,
        name: str = "Youshi",
        username: str = "youshi_bot",
        privacy_mode: bool = True,
        flood_limits: bool = True,
    ) -> None:
        self._world = World(
            now, token=token, name=name, username=username, privacy_mode=privacy_mode, flood_limits=flood_limits
        )
        self.token = token
        self.faults = Faults()
        self.people = People(self._world)
        self.places = Places(self._world)
        self._server = Server(self._world, self.faults)

    async def __aenter__(self) -> "Emulator":
        await self._server.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.stop()

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

    def on_event(self, observer: Callable[[Event], None]) -> None:
        """Have `observer` told everything that happens, in order, as it happens."""
        self._world.observers.append(observer)

    async def idle(self) -> None:
        """Wait until every update is confirmed, no call is under way and the bot waits for more."""
        await self.changes.until(lambda: self.polling and self.undelivered == 0 and self.requests_in_flight == 0)
