"""Groups in the emulator that never rest: chairs open one matter after another, neighbours press, and all of it goes
on whether the bot is alive or not. What was pressed, answered and posted is kept for the proof."""

import asyncio
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bot.rehearsal.emulator import Emulator
from bot.rehearsal.emulator.acts import Press
from bot.rehearsal.emulator.events import Event, Posted
from bot.rehearsal.emulator.model import Chat, Message, User

CHOICES = {"同意": "agree", "反对": "oppose", "弃权": "abstain"}
NOTHING_RAISED, NO_CONSENSUS = "没人提事", "没有谈成"
ANNOUNCED_AT_MOST = 3
"""Posts of a group a day beyond openings and results."""
_PATIENCE = 900.0
"""Seconds in which whatever people wait for must happen, however often the bot dies meanwhile."""

_FLOWS = {
    "jue-kuai": """
extends: wumin-kuai
id: jue-kuai
name: {{zh-CN: 快决, zh-TW: 快決, en: Quick vote}}
stages:
  - {{id: jue, window: {vote}s, remind: null}}
""",
    "yi-kuai": """
extends: wumin
id: yi-kuai
name: {{zh-CN: 快议, zh-TW: 快議, en: Quick talk}}
drop: [shouli, jue, gongshi, ban, ping, xiang]
stages:
  - {{id: ti, window: {talk}s, close_at: null, remind: null, next: {{ready: yi, empty: guidang}}}}
  - id: yi
    limit: {talk}s
    close_at: null
    remind: null
    exit: null
    next: {{motion_ready: guidang, no_consensus: guidang}}
""",
}


def write_flows(folder: Path, vote: int, talk: int) -> None:
    """The procedures of the torture: a vote of so many seconds; raising and talking, so many seconds each."""
    folder.mkdir(parents=True)
    for name, text in _FLOWS.items():
        (folder / f"{name}.yaml").write_text(text.format(vote=vote, talk=talk), encoding="utf-8")


def settled(press: Press) -> bool:
    """Whether nothing more will come of it: it was answered, or it is confirmed, or its life has ended."""
    return press.answer is not None or all(update.gone.is_set() for update in press.updates)


@dataclass(slots=True)
class Question:
    """One vote and every press on its card, by person, in the order they pressed."""

    word: str
    """In its question, and in nothing else anybody says."""
    presses: dict[int, list[tuple[str, Press]]] = field(default_factory=dict)


@dataclass(slots=True)
class Group:
    chat: Chat
    chair: User
    neighbours: list[User]
    announced: int = 0


class Crowd:
    """Everybody. `over` ends it: what has been opened is carried to its end, nothing new is begun."""

    def __init__(self, emulator: Emulator, rng: random.Random, groups: int, neighbours: int) -> None:
        self._emulator, self._rng = emulator, rng
        self.over = asyncio.Event()
        self.questions = list[Question]()
        self.talks = 0
        self.announcements = list[str]()
        self.posted = list[Posted]()
        self.groups = [self._group(number, neighbours) for number in range(1, groups + 1)]
        self._numbers = count(1)
        emulator.on_event(self._note)

    @property
    def presses(self) -> Iterator[Press]:
        return (press for one in self.questions for line in one.presses.values() for _, press in line)

    async def live(self) -> None:
        """Until `over`, and everything that was open has ended."""
        async with asyncio.TaskGroup() as tasks:
            for group in self.groups:
                tasks.create_task(self._lives(group))

    def _group(self, number: int, neighbours: int) -> Group:
        people, places = self._emulator.people, self._emulator.places
        chair = people.new(f"网格长{number}")
        others = [people.new(f"住户{number}-{n}") for n in range(1, neighbours + 1)]
        return Group(places.group(f"第{number}网格", owner=chair, members=others), chair, others)

    def _note(self, event: Event) -> None:
        if isinstance(event, Posted) and event.by_bot and event.service is None:
            self.posted.append(event)

    async def _lives(self, group: Group) -> None:
        self._emulator.people.start(group.chair)
        self._emulator.people.say(group.chair, group.chat, f"/setup {group.chat.title}")
        # the group must be somebody's before anything is opened in it
        await self._until(f"the setting up of {group.chat.title}", lambda: self._is_posted(group, "设置好了"))
        await self._vote(group)
        while not self.over.is_set():
            if group.announced < ANNOUNCED_AT_MOST:
                self._announce(group)
            await (self._talk(group) if self._rng.random() < 0.3 else self._vote(group))

    def _announce(self, group: Group) -> None:
        group.announced += 1
        word = f"告示{next(self._numbers)}号"
        self.announcements.append(word)
        self._emulator.people.say(group.chair, group.chat, f"/announce {word}:明天停水")

    async def _open(self, group: Group, command: str) -> None:
        """Ask for it, and press what opens it when the preview comes, again where nobody heard it."""
        private = self._emulator.people.private_chat(group.chair)
        known = {(chat.id, id_) for chat in (private, group.chat) for id_ in chat.messages}
        self._emulator.people.say(group.chair, group.chat, command)

        def preview() -> tuple[Message, str] | None:
            for chat in (private, group.chat):
                for message in reversed(chat.messages.values()):
                    for button in message.buttons:
                        if (chat.id, message.id) not in known and (button.callback_data or "").startswith("go_"):
                            return message, button.callback_data or ""
            return None

        await self._until(f"the preview of {command}", lambda: preview() is not None)
        message, data = preview() or (None, "")
        assert message is not None
        while any(button.callback_data == data for button in message.buttons):
            press = self._emulator.people.press(group.chair, message.chat, message.id, data)
            await self._until(f"the opening of {command}", lambda: settled(press))  # noqa: B023 - awaited at once
            if press.answer is not None:
                return

    def _card(self, group: Group, word: str, label: str) -> tuple[Message, str] | None:
        """The newest message about this that shows the button."""
        for message in reversed(group.chat.messages.values()):
            if word in message.text and not message.deleted:
                for button in message.buttons:
                    if label in button.text and button.callback_data:
                        return message, button.callback_data
        return None

    async def _vote(self, group: Group) -> None:
        question = Question(f"问{next(self._numbers)}号")
        self.questions.append(question)
        await self._open(group, f"/open jue-kuai {question.word}装灯好不好?")

        def over() -> bool:
            return self._is_posted(group, f"📌 {question.word}")

        # where the bot was away for the whole vote there is only a result
        await self._until(
            f"the card of {question.word}", lambda: self._card(group, question.word, "同意") is not None or over()
        )
        async with asyncio.TaskGroup() as tasks:
            voters = [tasks.create_task(self._presses(group, question, one)) for one in group.neighbours]
            await self._until(f"the result of {question.word}", over)
            for voter in voters:
                voter.cancel()

    def _is_posted(self, group: Group, words: str) -> bool:
        return any(words in post.shown.text for post in self.posted if post.chat_id == group.chat.id)

    async def _presses(self, group: Group, question: Question, who: User) -> None:
        """Press one choice after the other, as long as the card shows them."""
        line = question.presses.setdefault(who.id, [])
        while True:
            await asyncio.sleep(self._rng.uniform(1.5, 5.0))
            label = list(CHOICES)[len(line) % len(CHOICES)]
            card = self._card(group, question.word, label)
            if card is None:
                return
            message, data = card
            line.append((CHOICES[label], self._emulator.people.press(who, group.chat, message.id, data)))

    async def _talk(self, group: Group) -> None:
        """Raise something and talk about it until the hour is over; where the bot came back too late for the
        raising, nothing was raised, and what comes late is talked about next time."""
        self.talks += 1
        before, posted = len(group.chat.messages), len(self.posted)
        await self._open(group, "/open yi-kuai")

        def new() -> list[Message]:
            return list(group.chat.messages.values())[before:]

        def over() -> bool:
            texts = [post.shown.text for post in self.posted[posted:] if post.chat_id == group.chat.id]
            return any(words in text for text in texts for words in (NOTHING_RAISED, NO_CONSENSUS))

        def raising() -> bool:
            return any("我要提" in button.text for message in new() for button in message.buttons)

        await self._until(f"the raising in {group.chat.title}", lambda: raising() or over())
        word = f"事{next(self._numbers)}号"
        if not over():
            self._emulator.people.say(group.neighbours[0], group.chat, f"/ti {word}路灯不亮,建议换新的")
        await self._until(f"the end of the talk about {word}", over)

    async def _until(self, what: str, condition: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._emulator.changes.until(condition)
        except TimeoutError:
            waiting = self._emulator.undelivered
            raise AssertionError(f"{what} did not come in time; {waiting} updates wait") from None
