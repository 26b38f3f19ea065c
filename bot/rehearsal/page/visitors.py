"""The open tabs: each plays one person and is told, as it happens, everything that person would see.

Server-sent events carry it. A tab that falls behind is told everything anew rather than kept waiting for.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from bot.rehearsal.emulator import Chat, User
from bot.rehearsal.emulator.events import (
    Answered,
    CallRefused,
    Deleted,
    Edited,
    EphemeralDeleted,
    EphemeralEdited,
    EphemeralPosted,
    Event,
    MembershipChanged,
    Migrated,
    Pinned,
    Posted,
    Pressed,
    Unpinned,
)
from bot.rehearsal.page.house import House
from bot.rehearsal.page.sight import chat_json, chats_of, message_json, sees

BEHIND = 500
"""Events waiting for one tab after which it is told everything anew."""
HEARTBEAT = 15.0
"""Real seconds after which a silent stream says that it is alive."""


class Visitor:
    """One tab, playing `me`."""

    def __init__(self, house: House, me: User) -> None:
        self._house, self._me = house, me
        self._waiting = list[dict[str, Any]]()
        self._anew = True
        self._wake = asyncio.Event()
        self._ended = False

    async def stream(self) -> AsyncIterator[str]:
        """Server-sent events until the tab is closed or `end` is called."""
        self._house.play_as(self._me)
        self._house.watch(self._take)
        try:
            while not self._ended:
                self._wake.clear()
                for event in self._news():
                    yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
                if not await self._woken():
                    yield ": still here\n\n"
        finally:
            self._house.unwatch(self._take)
            self._house.leave(self._me)

    def end(self) -> None:
        self._ended = True
        self._wake.set()

    async def _woken(self) -> bool:
        try:
            async with asyncio.timeout(HEARTBEAT):
                await self._wake.wait()
        except TimeoutError:
            return False
        return True

    def _news(self) -> list[dict[str, Any]]:
        waiting, self._waiting = self._waiting, []
        if self._anew:
            self._anew = False
            waiting = [self._everything()]
        return [*waiting, clock_json(self._house)]

    def _everything(self) -> dict[str, Any]:
        chats = [chat_json(self._house.emulator, chat, self._me) for chat in chats_of(self._house.emulator, self._me)]
        return {"event": "all", "me": self._me.id, "blocked": self._me.blocked, "chats": chats}

    def _take(self, event: Event | None) -> None:
        found = None if event is None else self._seen(event)
        if found is not None:
            self._waiting.append(found)
        if len(self._waiting) > BEHIND:
            self._anew = True
        self._wake.set()

    def _seen(self, event: Event) -> dict[str, Any] | None:
        """What this person sees of an event; None for what happens where they are not."""
        emulator = self._house.emulator
        chat = emulator.chats.get(event.chat_id)
        match event:
            case Answered(user_id=user_id):
                if user_id != self._me.id:
                    return None
                return {
                    "event": "answer", "chat": event.chat_id, "text": event.text, "alert": event.alert,
                    "url": event.url,
                }  # fmt: skip
            case MembershipChanged() | Migrated():
                self._anew = True
                return None
            case Pressed(user_id=self._me.id):
                return None
            case CallRefused():
                return None
            case _ if chat is None or not sees(self._me, chat):
                return None
            case EphemeralPosted() | EphemeralEdited() | EphemeralDeleted():
                return self._alone(chat, event)
            case Posted() | Edited():
                return {"event": "message", "message": message_json(emulator, chat.messages[event.message_id])}
            case Deleted():
                return {"event": "gone", "chat": chat.id, "id": event.message_id}
            case Pinned() | Unpinned():
                return {"event": "pinned", "chat": chat.id, "pinned": [message.id for message in chat.pinned]}
            case _:
                return None

    def _alone(self, chat: Chat, event: EphemeralPosted | EphemeralEdited | EphemeralDeleted) -> dict[str, Any] | None:
        """What is shown to one person in a group; it is gone when it is not kept any more."""
        if event.receiver_id != self._me.id:
            return None
        message = chat.ephemeral.get((self._me.id, event.ephemeral_id))
        if message is None:
            return {"event": "gone", "chat": chat.id, "id": -event.ephemeral_id}
        return {"event": "message", "message": message_json(self._house.emulator, message)}


def clock_json(house: House) -> dict[str, Any]:
    """The story's time in seconds since 1970, and how it passes; `passing` is off while somebody acts."""
    tempo, clock = house.tempo, house.clock
    return {
        "event": "clock",
        "now": clock.now().timestamp(),
        "speed": int(clock.speed),
        "passing": not clock.paused,
        "running": tempo.running,
        "leaping": tempo.leaping,
    }
