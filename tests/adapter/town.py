"""A group in the emulator with the whole bot at work in it, and hands to act there."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App
from bot.clock import SteppedClock
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.emulator.acts import Act, Press
from bot.rehearsal.emulator.emulator import Emulator
from bot.rehearsal.emulator.events import CallRefused, Event, Posted
from bot.rehearsal.emulator.model import Chat, Message, PressAnswer, User
from bot.settings import Settings

from .procedures import PROCEDURES

PACE = timedelta(seconds=3)
PROBE = "deleteephemeralmessage"
"""Its refusal is the answer: the server can show something to one person alone."""
START = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)  # a Monday, 09:00 in Shanghai


@dataclass
class Town:
    clock: SteppedClock
    emulator: Emulator
    settings: Settings
    conductor: Conductor
    app: App
    chair: User
    neighbours: list[User]
    group: Chat
    posted: list[Posted] = field(default_factory=list)
    refused: list[CallRefused] = field(default_factory=list)

    async def rest(self) -> None:
        """Let the bot do all there is to do now, and what the pace of the chats holds back."""
        await self.conductor.settle(None)

    async def says(self, who: User, text: str, chat: Chat | None = None, reply_to: Message | None = None) -> Act:
        act = self.emulator.people.say(who, chat or self.group, text, reply_to=reply_to)
        await self.rest()
        return act

    async def opens(self, flow: str) -> None:
        """Open a session of one of the `procedures`, or of a shipped flow."""
        await self.says(self.chair, f"/open {flow}")
        await self.confirm_opening()

    async def passes(self, span: timedelta) -> None:
        """Let time go by, with everything that falls due in it."""
        await self.conductor.advance(self.clock.now() + span)
        await self.rest()

    async def starts(self, who: User, payload: str = "") -> None:
        self.emulator.people.start(who, payload)
        await self.rest()

    def private(self, who: User) -> Chat:
        return self.emulator.people.private_chat(who)

    async def presses(self, who: User, label: str, chat: Chat | None = None) -> PressAnswer:
        """Press the newest button whose words contain `label`; the bot's answer."""
        message, data = self.button(label, chat)
        press = self.emulator.people.press(who, message.chat, message.id, data)
        return await self.answer(press)

    async def answer(self, press: Press) -> PressAnswer:
        await self.rest()
        assert press.answer is not None, "the press was not answered"
        return press.answer

    def button(self, label: str, chat: Chat | None = None) -> tuple[Message, str]:
        for message in reversed((chat or self.group).messages.values()):
            for button in message.buttons if not message.deleted else ():
                if label in button.text and button.callback_data:
                    return message, button.callback_data
        raise AssertionError(f"no button says {label}")

    def said(self, chat: Chat | None = None) -> list[str]:
        """What the bot has posted there, in order."""
        place = chat or self.group
        return [post.shown.text for post in self.posted if post.chat_id == place.id]

    def newest(self, chat: Chat | None = None) -> Message:
        """The bot's newest message there."""
        place = chat or self.group
        return next(m for m in reversed(place.messages.values()) if m.sender is self.emulator.bot and not m.service)

    def last(self, chat: Chat | None = None) -> str:
        said = self.said(chat)
        return said[-1] if said else ""

    async def restart(self) -> None:
        """Start the bot again on the same database, after `app.stop` or `app.kill`."""
        self.app = self.conductor.bot = await App.start(self.settings, self.clock, seed=2, parallel=1)
        await self.rest()

    async def set_up(self) -> None:
        await self.starts(self.chair)
        await self.says(self.chair, "/setup 第2网格")

    async def open_quick_vote(self) -> None:
        """The one-minute start: a question put to the group without a roll."""
        await self.set_up()
        await self.says(self.chair, "/open wumin-kuai 楼道装灯,同意吗?")
        await self.confirm_opening()

    async def confirm_opening(self) -> None:
        """Press what opens the session, wherever its preview is shown."""
        for chat in (self.private(self.chair), self.group):
            for message in reversed(chat.messages.values()):
                for button in message.buttons:
                    if (button.callback_data or "").startswith("go_"):
                        press = self.emulator.people.press(self.chair, chat, message.id, button.callback_data or "")
                        await self.answer(press)
                        return
        raise AssertionError("no preview is shown")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@asynccontextmanager
async def founded(
    folder: Path,
    *,
    kind: str = "supergroup",
    forum: bool = False,
    privacy_mode: bool = True,
    webhook: bool = False,
) -> AsyncIterator[Town]:
    clock = SteppedClock(START)
    flows = folder / "flows"
    flows.mkdir(parents=True)
    for name, text in PROCEDURES.items():
        (flows / f"{name}.yaml").write_text(text, encoding="utf-8")
    async with Emulator(
        now=clock.now,
        privacy_mode=privacy_mode,
        wait_until=clock.wait_until if webhook else None,
        loopback_webhooks=webhook,
    ) as emulator:
        port = _free_port() if webhook else None
        settings = Settings.model_validate(
            {
                "webhook_url": f"http://127.0.0.1:{port}/telegram" if webhook else None,
                "web_port": port,
                "token": emulator.token,
                "database_url": f"sqlite+aiosqlite:///{folder / 'youshi.db'}",
                "api_base_url": emulator.address,
                "flows_dir": str(flows),
            }
        )
        conductor = Conductor(emulator, clock, lambda: None)
        app = conductor.bot = await App.start(settings, clock, seed=1, parallel=1)
        chair = emulator.people.new("网格长", username="chair")
        neighbours = [emulator.people.new(name) for name in ("甲", "乙", "丙")]
        group = emulator.places.group(
            "第2网格",
            owner=chair,
            members=neighbours,
            kind=kind,  # type: ignore[arg-type]
            is_forum=forum,
        )
        town = Town(clock, emulator, settings, conductor, app, chair, neighbours, group)

        def note(event: Event) -> None:
            if isinstance(event, Posted) and event.by_bot and event.service is None:
                town.posted.append(event)
            if isinstance(event, CallRefused) and event.method != PROBE:
                town.refused.append(event)

        await town.rest()
        await conductor.advance(START + PACE)  # the bot has said what it is, and the group may be spoken to again
        emulator.on_event(note)
        try:
            yield town
        finally:
            if conductor.bot is not None:
                await town.app.stop()
