"""An outbox with a real database and the emulator, on a clock that moves only when told."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from telegram import Bot

from bot.chat.telegram.courier import TelegramCourier
from bot.chat.telegram.request import AiohttpRequest
from bot.clock import SteppedClock
from bot.deliberation.desk import Owed, Urgency
from bot.outbox import Outbox
from bot.outbox.calm import Hours
from bot.outbox.recipient import House
from bot.outbox.shelf import Shelf
from bot.rehearsal.emulator.emulator import Emulator
from bot.rehearsal.emulator.events import Event, Posted
from bot.rehearsal.emulator.model import Chat as Group
from bot.rehearsal.emulator.model import User
from bot.storage import chats, owing, people
from bot.storage.chats import Seen
from bot.storage.people import Met
from bot.storage.presence import Presence
from bot.storage.seal import Seal
from bot.storage.store import Store

MORNING = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
HOUSE = House("zh-CN", Hours.of("Asia/Shanghai", "22:00", "07:30"))


@dataclass
class Post:
    """One outbox at work, and hands to give it something to deliver."""

    clock: SteppedClock
    emulator: Emulator
    store: Store
    presence: Presence
    courier: TelegramCourier
    outbox: Outbox
    shelf: Shelf
    posted: list[Posted] = field(default_factory=list)

    async def group(self, title: str, kind: str = "supergroup") -> tuple[Group, int]:
        """A group in the emulator and its id in the house."""
        owner = self.emulator.people.new("网格长")
        group = self.emulator.places.group(title, owner=owner, kind=kind)  # type: ignore[arg-type]
        ids = await self.store.reserve_ids()
        async with self.store.transaction() as tx:
            met = await chats.meet_chats(tx, [Seen(group.id, 0, kind, title)], ids)
            await chats.set_rights(tx, met[group.id, 0].id, is_admin=True, can_pin=True, can_delete=True)
        return group, met[group.id, 0].id

    async def person(self, name: str, *, started: bool = True) -> tuple[User, int]:
        user = self.emulator.people.new(name)
        if started:
            self.emulator.people.start(user)
        ids = await self.store.reserve_ids()
        async with self.store.transaction() as tx:
            met = await people.meet(tx, [Met(user.id, name)], ids)
        return user, met[user.id].id

    async def owe(self, *rows: Owed) -> None:
        ids = await self.store.reserve_ids()
        async with self.store.transaction() as tx:
            await owing.owe(tx, rows, self.clock.now(), ids)
        self.outbox.wake.set()

    async def settled(self) -> None:
        """Wait until nothing more can go at this moment."""
        async with asyncio.timeout(20):
            while not self.outbox.idle:
                await self.clock.someone_waits()

    async def run_until(self, moment: datetime) -> None:
        """Move the clock on, from one thing that is waited for to the next."""
        await self.settled()
        while (next_ := self.clock.next_wait()) is not None and next_ <= moment:
            self.clock.advance_to(next_)
            await self.settled()
        self.clock.advance_to(moment)
        await self.settled()

    async def run_for(self, span: timedelta) -> None:
        await self.run_until(self.clock.now() + span)

    def said(self, chat_id: int) -> list[str]:
        """What the bot has posted there, in order."""
        return [post.shown.text for post in self.posted if post.chat_id == chat_id]

    def times(self, chat_id: int) -> list[datetime]:
        return [post.at for post in self.posted if post.chat_id == chat_id]


@asynccontextmanager
async def running(outbox: Outbox) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(outbox.run(stop))
    try:
        yield
    finally:
        stop.set()
        outbox.wake.set()
        async with asyncio.timeout(20):
            await task


@pytest.fixture
def parallel() -> int:
    return 8


@pytest.fixture
async def post(tmp_path: Path, parallel: int) -> AsyncIterator[Post]:
    clock = SteppedClock(MORNING)
    store = await Store.open(f"sqlite:///{tmp_path / 'youshi.db'}")
    await store.migrate()
    store.seal = Seal.stated("a key for tests")
    async with Emulator(now=clock.now) as emulator:
        request = AiohttpRequest()
        bot = Bot(emulator.token, base_url=emulator.base_url, request=request)
        async with request:
            courier = TelegramCourier(bot, "youshi_bot")
            shelf = Shelf(tmp_path / "files")
            presence = Presence(store)
            await presence.begin()
            outbox = Outbox(store, presence, courier, clock, HOUSE, shelf, parallel=parallel, salt=str)
            post = Post(clock, emulator, store, presence, courier, outbox, shelf)

            def note(event: Event) -> None:
                if isinstance(event, Posted) and event.by_bot and event.service is None:
                    post.posted.append(event)

            emulator.on_event(note)
            async with running(outbox):
                yield post
    await store.close()


def words(text: str, chat_id: int, urgency: Urgency = Urgency.REPLY) -> Owed:
    return Owed("post", "announcement", {"text": text}, chat_id=chat_id, urgency=urgency)


def private(text: str, person_id: int, urgency: Urgency = Urgency.REPLY) -> Owed:
    return Owed("post", "announcement", {"text": text}, person_id=person_id, urgency=urgency)


def card(text: str, chat_id: int, what: str = "card") -> Owed:
    return Owed(what, "announcement", {"text": text}, chat_id=chat_id, key=f"card:{chat_id}:test")


def texts(prefix: str, count: int) -> Iterable[str]:
    return (f"{prefix}{number}" for number in range(count))
