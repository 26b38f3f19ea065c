"""Bad weather for a whole story: one kind of fault that befalls everything it can, and what is compared afterwards.

A call is known by its method and what it says, so that each fails the first time it is made and goes through the next:
nothing is given up, and nothing goes through at once.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.rehearsal.emulator import Emulator, Message
from bot.rehearsal.emulator.calls import RecordedCall
from bot.rehearsal.emulator.events import Event, Migrated, Posted, Pressed
from bot.rehearsal.emulator.faults import DELIVERY, Fault, FaultKind
from bot.rehearsal.runner import Played, play
from bot.rehearsal.script import GroupSetting
from bot.rehearsal.script_file import Story

from .conftest import start_bot

MARK = "〔重发〕"
ALWAYS = 10**6
POLLS = 40
"""A poll that fails is made again after a pause in real time, so only one of so many does."""
LATE = timedelta(minutes=1)
"""How much later than without faults something may have been done."""
_OF_MOMENTS = re.compile(r"^校验码 .*$", re.MULTILINE)
_HASHED = {"chain", "digest", "digests", "journal", "minutes"}
"""What names every act by its moment, or by its place in the minutes."""


@dataclass(frozen=True, slots=True)
class Weather:
    """`every` is how many different calls go by from one that is befallen to the next; 1 befalls each."""

    kind: FaultKind | None = None
    after_effect: bool = False
    every: int = 1
    on: str = ""
    """A method; nothing means all of them."""
    since: datetime | None = None
    webhook: bool = False


@dataclass(slots=True)
class Sky:
    """The weather over one emulator: plans a fault for a call in the moment it comes in."""

    weather: Weather
    befallen: int = 0
    _emulator: Emulator | None = None
    _updates: Fault | None = None
    _seen: Counter[str] = field(default_factory=Counter)
    _losing: int | None = None
    """The chat in which the answer to the next message will be lost."""
    _lost: set[tuple[int, int]] = field(default_factory=set)
    _left: set[int] = field(default_factory=set)

    def over(self, emulator: Emulator) -> None:
        self._emulator = emulator
        emulator.on_event(self._note)
        kind = self.weather.kind
        if kind in ("duplicate", "reorder"):
            self._updates = emulator.faults.add(kind, times=ALWAYS)

    def hear(self, call: RecordedCall) -> None:
        kind, emulator = self.weather.kind, self._emulator
        if emulator is None or kind in (None, "duplicate", "reorder") or call.in_answer:
            return
        assert kind is not None
        method = call.method.lower()
        since = self.weather.since
        if self.weather.on not in ("", call.method) or (since is not None and call.at < since):
            return
        if not self._has_its_turn(method, call):
            return
        self.befallen += 1
        chat_id = int(call.parameters["chat_id"]) if "chat_id" in call.parameters else None
        after_effect = self.weather.after_effect
        self._losing = chat_id if after_effect and method.startswith("send") else None
        emulator.faults.add(kind, method=method, chat_id=chat_id, after_effect=after_effect)

    def _has_its_turn(self, method: str, call: RecordedCall) -> bool:
        if method == "getupdates":
            self._seen[method] += 1
            return self._seen[method] % POLLS == 0
        said = json.dumps([method, {name: str(value) for name, value in call.parameters.items()}], sort_keys=True)
        self._seen[said] += 1
        return self._seen[said] == 1 and len(self._seen) % self.weather.every == 0

    def _note(self, event: Event) -> None:
        match event:
            case Posted(by_bot=True) if event.chat_id == self._losing:
                self._lost.add((event.chat_id, event.message_id))
                self._losing = None
            case Posted(by_bot=False) | Pressed() if self.weather.on == DELIVERY:
                assert self._emulator is not None
                assert self.weather.kind is not None
                self.befallen += 1
                after_effect = self.weather.after_effect
                self._emulator.faults.add(self.weather.kind, method=DELIVERY, after_effect=after_effect)
            case Migrated():
                self._left.add(event.chat_id)
            case _:
                pass

    def ended(self) -> None:
        if self._updates is not None:
            self.befallen = ALWAYS - self._updates.left

    def cards(self, *, left_behind: bool) -> Counter[tuple[str, str]]:
        """What the bot's messages show that still stand, and where; but reminders, which come to whoever has not acted
        by the time they get through, and messages the bot was not told of. `left_behind`: also in a group that is one
        no more."""
        emulator = self._emulator
        assert emulator is not None
        return Counter(
            (chat.title or (chat.peer.first_name if chat.peer else ""), words)
            for chat in emulator.chats.values()
            if left_behind or chat.id not in self._left
            for message in chat.messages.values()
            if message.sender is emulator.bot and not message.deleted and message.service is None
            if (chat.id, message.id) not in self._lost
            if not (words := _words(message)).startswith("⏰")
        )


def _words(message: Message) -> str:
    buttons = [" ".join(button.text for button in row) for row in message.keyboard]
    return _OF_MOMENTS.sub("", "\n".join([message.text.replace(MARK, "").lstrip(), *buttons]))


async def played_in(weather: Weather, story: Story) -> tuple[Played, Sky]:
    """Play the story in this weather. An answer that is late is not waited for."""
    script = story.script
    changes: dict[str, Any] = {
        "updates": "webhook" if weather.webhook else "polling",
        "steps": tuple(step.model_copy(update={"toast": (), "alert": ()}) for step in script.steps),
    }
    if weather.kind == "migrate":
        changes["groups"] = {**script.groups, script.group_title: GroupSetting(kind="group")}
    changed = Story(script.model_copy(update=changes), story.path, story.marks, story.own_flow)
    sky = Sky(weather)
    Emulator.call_observers.append(sky.hear)
    try:
        played = await play(changed, start_bot, lambda _: None, before=sky.over)
    finally:
        Emulator.call_observers.remove(sky.hear)
    sky.ended()
    return played, sky


def differences(one: Any, other: Any, where: str = "") -> Iterator[str]:
    """Where two records say something else; the moments of acts may differ a little, and so what names them."""
    match one, other:
        case dict(), dict():
            for key in sorted(one.keys() | other.keys(), key=str):
                if key not in _HASHED:
                    yield from differences(one.get(key), other.get(key), f"{where}/{key}")
        case list() | tuple(), list() | tuple() if len(one) == len(other):
            for n, (mine, its) in enumerate(zip(one, other, strict=True)):
                yield from differences(mine, its, f"{where}/{n}")
        case _ if one != other and not _about_the_same_moment(one, other):
            yield f"{where}: {one!r} became {other!r}"


def _about_the_same_moment(one: Any, other: Any) -> bool:
    try:
        return abs(datetime.fromisoformat(one) - datetime.fromisoformat(other)) <= LATE
    except (TypeError, ValueError):
        return False
