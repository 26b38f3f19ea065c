"""A small town to test in: a few people, a group of each kind, a clock moved by hand, and an HTTP caller."""

import json
import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from bot.clock import SteppedClock
from bot.rehearsal.emulator import Chat, Emulator, Message, User

START = datetime(2026, 12, 7, 0, 0, tzinfo=UTC)


@dataclass
class Town:
    """`places`: a supergroup 'yard' with the bot as administrator, a basic 'stairs' where it is a member."""

    emulator: Emulator
    clock: SteppedClock
    http: httpx.AsyncClient
    owner: User
    neighbour: User
    stranger: User
    yard: Chat
    stairs: Chat
    polls: int = 0

    def later(self, **duration: float) -> None:
        self.clock.advance_to(self.clock.now() + timedelta(**duration))

    async def raw(self, method: str, files: dict[str, Any] | None = None, **parameters: Any) -> httpx.Response:
        """Call a method with JSON, or as multipart where there are files."""
        url = f"{self.emulator.base_url}{self.emulator.token}/{method}"
        if files:
            return await self.http.post(url, data=parameters, files=files)
        headers = {"Content-Type": "application/json"}
        return await self.http.post(url, content=json.dumps(parameters), headers=headers)

    async def call(self, method: str, files: dict[str, Any] | None = None, **parameters: Any) -> Any:
        """The result of a call that must succeed."""
        response = await self.raw(method, files, **parameters)
        answer = response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def sent(self, chat: Chat, text: str = "你好", **parameters: Any) -> Message:
        """A message of the bot in the chat."""
        result = await self.call("sendMessage", chat_id=chat.id, text=text, **parameters)
        return chat.messages[result["message_id"]]

    async def updates(self, **parameters: Any) -> list[dict[str, Any]]:
        result: list[dict[str, Any]] = await self.call("getUpdates", **parameters)
        return result

    async def news(self) -> list[dict[str, Any]]:
        """Whatever is queued, fetched and confirmed; every poll has another offset, so that none is made to wait."""
        self.polls += 1
        updates = await self.updates(offset=self.polls)
        if updates:
            await self.updates(offset=updates[-1]["update_id"] + 1, limit=1)
        return updates

    async def confirm_all(self) -> None:
        await self.news()


def found_town(emulator: Emulator, clock: SteppedClock, http: httpx.AsyncClient) -> Town:
    people, places = emulator.people, emulator.places
    owner, neighbour, stranger = (
        people.new("网格长"),
        people.new("甲", username="jia_2101"),
        people.new("路人"),
    )
    yard = places.group("第2网格", owner=owner, members=[neighbour])
    stairs = places.group("3号楼", owner=owner, members=[neighbour], kind="group", bot="member")
    people.start(neighbour)
    return Town(emulator, clock, http, owner, neighbour, stranger, yard, stairs)


def picture(width: int, height: int, padding: int = 0) -> bytes:
    """A black PNG of that size; `padding` bytes of junk after its end make it heavier."""
    rows = b"".join(b"\0" * (width // 8 + 2) for _ in range(height))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data + b"\0" * padding


def keyboard(*rows: list[tuple[str, str]]) -> dict[str, Any]:
    """An inline keyboard of (text, callback_data) pairs."""
    return {"inline_keyboard": [[{"text": t, "callback_data": d} for t, d in row] for row in rows]}
