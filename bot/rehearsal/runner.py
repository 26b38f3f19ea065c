"""Plays a story: the real bot over HTTP against the emulator, step by step, and what was expected is looked for.

What the bot is made of comes from the composition root (`running.StartBot`). Reading scripts is left to
`script_file`, the beginning to `arrangement`, the clock to `conductor`, the text of it all to `transcript`.
"""

import json
import socket
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.clock import SteppedClock
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.model import SessionState
from bot.documents.export import public_export
from bot.flow_problems import Mark
from bot.rehearsal import picture
from bot.rehearsal.arrangement import OPERATOR_CODE, arrange
from bot.rehearsal.cast import Cast, Wanted, start_payload
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.emulator import Button, Chat, Emulator, Message, NotPossible, PressAnswer, User
from bot.rehearsal.emulator.events import EphemeralPosted, Event, Posted
from bot.rehearsal.expectations import NotAsExpected, differences, nearest, pick
from bot.rehearsal.running import Conditions, RunningBot, StartBot
from bot.rehearsal.script import Record, Step, exact
from bot.rehearsal.script_file import Story
from bot.rehearsal.transcript import Line, Transcript
from bot.settings import Settings
from bot.storage import chats, journal, lookups
from bot.storage.reader import Reader

MEMORY = Path("/dev/shm")
"""A disk in memory, where there is one: what a rehearsal writes is thrown away, and need not be waited for."""
BEFOREHAND = timedelta(hours=2)
"""How long before its first moment a story is arranged."""


_MISSED = {"posted": "rehearsal-not-posted", "shown": "rehearsal-not-shown", "told": "rehearsal-not-told"}
_UNWANTED = {"posted": "rehearsal-was-posted", "told": "rehearsal-was-told"}


@dataclass(frozen=True, slots=True)
class Played:
    """What a story left: the public record of each session, in the order they were opened."""

    records: tuple[dict[str, Any], ...]


async def play(
    story: Story,
    start_bot: StartBot,
    tell: Callable[[Line], None],
    *,
    database_url: str | None = None,
    before: Callable[[Emulator], None] = lambda _: None,
) -> Played:
    """Play a story from its start to its end; raises `NotAsExpected` at the first step that fails.

    Without `database_url` a database of its own is used and thrown away. `before` is handed the Telegram of the story
    when everybody is there and the first step is about to begin.
    """
    script = story.script
    start = script.utc(script.start)
    clock = SteppedClock(start - BEFOREHAND)
    with tempfile.TemporaryDirectory(prefix="youshi-", dir=quick_disk()) as folder:
        port = free_port() if script.updates == "webhook" else None
        follow = clock.wait_until if port else None
        async with Emulator(now=clock.now, wait_until=follow, loopback_webhooks=bool(port)) as emulator:
            cast = Cast(emulator, script)
            cast.gather()
            transcript = Transcript(script.zone, cast.place_of, cast.is_group, tell)
            conductor = Conductor(emulator, clock, transcript.beat)
            conditions = Conditions(
                settings=settings_for(story, emulator, Path(folder), database_url, port=port),
                clock=clock,
                rest=frozenset(map(date.fromisoformat, script.calendar.rest)),
                work=frozenset(map(date.fromisoformat, script.calendar.work)),
            )
            run = _Run(story, start_bot, conditions, cast, conductor, transcript)
            try:
                await run.begin()
                emulator.on_event(transcript.take)
                before(emulator)
                await run.steps()
                transcript.end()
                return Played(tuple(await run.records()))
            finally:
                await run.end()


def quick_disk() -> Path | None:
    return MEMORY if MEMORY.is_dir() else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings_for(
    story: Story, emulator: Emulator, folder: Path, database_url: str | None = None, *, port: int | None = None
) -> Settings:
    """A deployment of its own; a flow the script brings along becomes a file of that deployment. With `port` updates
    are brought there."""
    flows = folder / "flows"
    flows.mkdir()
    if story.own_flow is not None:
        text = json.dumps(story.own_flow.source.plain(), ensure_ascii=False)
        (flows / f"{story.own_flow.flow.id}.yaml").write_text(text, encoding="utf-8")
    community = story.script.community
    return Settings(
        token=SecretStr(emulator.token),
        database_url=database_url or f"sqlite+aiosqlite:///{folder / 'rehearsal.db'}",
        api_base_url=emulator.address,
        locale=community.locale if community else "zh-CN",
        timezone=story.script.zone.key,
        flows_dir=flows,
        operator_code=SecretStr(OPERATOR_CODE),
        log_level="error",
        web_port=port,
        webhook_url=f"http://127.0.0.1:{port}/telegram" if port else None,
    )


class _Run:
    """One story being played."""

    def __init__(
        self,
        story: Story,
        start_bot: StartBot,
        conditions: Conditions,
        cast: Cast,
        conductor: Conductor,
        transcript: Transcript,
    ) -> None:
        self._story, self._script = story, story.script
        self._start_bot, self._conditions = start_bot, conditions
        self._cast, self._conductor, self._transcript = cast, conductor, transcript
        self._emulator = cast.emulator
        self._seen: list[Event] = []
        """What has happened since a step last looked."""
        self._answers: list[PressAnswer] = []

    async def begin(self) -> None:
        await self._start()
        assert self._conductor.bot is not None
        await arrange(self._cast, self._conductor, self._conductor.bot)
        await self._conductor.advance(self._script.utc(self._script.start))
        self._emulator.on_event(self._seen.append)

    async def end(self) -> None:
        if self._conductor.bot is not None:
            await self._conductor.bot.stop()
            self._conductor.bot = None

    async def _start(self) -> None:
        self._conductor.bot = await self._start_bot(self._conditions)
        await self._conductor.rest()

    async def steps(self) -> None:
        steps = self._script.steps
        for i, (step, mark) in enumerate(zip(steps, self._story.marks, strict=True)):
            following = next((later.at for later in steps[i + 1 :] if later.at or later.wait), None)
            limit = self._script.utc(following) if following else None
            try:
                await self._one(step, mark, limit)
            except NotPossible as error:
                raise NotAsExpected(mark, "rehearsal-not-possible", said=str(error)) from None

    async def _one(self, step: Step, mark: Mark, limit: datetime | None) -> None:
        conductor = self._conductor
        if step.does:
            self._seen.clear()
        if step.at is not None:
            moment = self._script.utc(step.at)
            if moment > conductor.now:
                await conductor.advance(moment)
        elif step.wait is not None:
            await conductor.advance(conductor.now + exact(step.wait))
        if step.note:
            self._transcript.note(conductor.now, step.note)
        self._answers = []
        await self._machinery(step)
        await self._act(step, mark)
        await conductor.settle(limit)
        await self._check(step, mark)
        if step.looks:
            self._seen.clear()

    # What happens

    async def _machinery(self, step: Step) -> None:
        """The bot itself and the network."""
        if step.fault is not None:
            fault = step.fault
            self._emulator.faults.add(
                fault.kind,
                method=fault.method,
                chat_id=self._cast.groups[fault.place].id if fault.place else None,
                times=fault.times,
                after_effect=fault.after_effect,
                retry_after=fault.retry_after,
                status=fault.status,
            )
        bot = self._conductor.bot
        if step.bot == "starts":
            await self._start()
        elif step.bot is not None and bot is not None:
            self._conductor.bot = None
            await (bot.stop() if step.bot == "stops" else bot.kill())

    async def _act(self, step: Step, mark: Mark) -> None:
        if step.ballots is not None:
            await self._ballots(step, step.ballots, mark)
        for name in step.who:
            await self._person(step, self._cast.people[name], mark)
            await self._conductor.rest()

    async def _person(self, step: Step, user: User, mark: Mark) -> None:
        people, places = self._emulator.people, self._emulator.places
        chat, thread_id = self._cast.chat(step.place, user), self._cast.thread(step.place, step.topic)
        reply_to = self._replied(step.reply_to, chat, mark) if step.reply_to else None
        if step.says is not None:
            people.say(user, chat, step.says, reply_to=reply_to, thread_id=thread_id)
        elif step.photo is not None:
            people.send_photo(user, chat, picture.plain(), step.photo, reply_to=reply_to)
        elif step.presses is not None:
            message, button = self._button(_wanted(step.presses), step, chat, mark)
            await self._press(user, chat, message, button, forged=step.stale)
        elif step.joins:
            places.add(self._cast.groups[step.joins], user)
        elif step.leaves:
            places.remove(self._cast.groups[step.leaves], user)
        elif step.blocks is not None:
            (people.block if step.blocks else people.unblock)(user)
        else:
            self._house_keeping(step, user, chat, thread_id)

    def _house_keeping(self, step: Step, user: User, chat: Chat, thread_id: int | None) -> None:
        """What only administrators do to a group: the bot's place in it, what it is, its topics."""
        places, bot = self._emulator.places, self._emulator.bot
        if step.kicks:
            places.remove(self._cast.groups[step.kicks], bot, by=user)
        elif step.invites:
            places.add(self._cast.groups[step.invites], bot, by=user)
            places.promote(self._cast.groups[step.invites], bot, by=user)
        elif step.migrates:
            places.migrate(self._cast.groups[step.migrates], by=user)
        elif thread_id is None:
            raise NotPossible(f"{chat.title} has no topic {step.topic}")
        elif step.turns == "deleted":
            places.delete_topic(chat, thread_id, by=user)
        else:
            places.close_topic(chat, thread_id, closed=step.turns == "closed", by=user)

    async def _ballots(self, step: Step, ballots: dict[str, int], mark: Mark) -> None:
        """So many of the generated representatives who have not pressed on this card yet, one after another."""
        for label, count in ballots.items():
            chat = self._cast.chat(step.place, None)
            message, button = self._button(Wanted(label), step, chat, mark)
            free = self._cast.not_pressed(message)
            if len(free) < count:
                raise NotAsExpected(mark, "rehearsal-too-few", wanted=count, there=len(free))
            for name in free[:count]:
                await self._press(self._cast.people[name], chat, message, button)
                await self._conductor.rest()

    async def _press(self, user: User, chat: Chat, message: Message, button: Button, *, forged: bool = False) -> None:
        """Press, and go where the answer leads, as a person's app does."""
        people = self._emulator.people
        if button.callback_data is None:
            if button.url and start_payload(button.url):
                people.press_url(user, chat, message.id, button.url)
            return
        press = (people.forge_press if forged else people.press)(user, chat, message.id, button.callback_data)
        await self._conductor.rest()
        if press.answer is None:
            return
        self._answers.append(press.answer)
        if press.answer.url:
            people.follow(user, press.answer.url)

    def _button(self, wanted: Wanted, step: Step, chat: Chat, mark: Mark) -> tuple[Message, Button]:
        found = self._cast.button(chat, wanted, step.on, stale=step.stale)
        if found is None:
            there = [
                f"{message.text.split(chr(10))[0]} {' '.join(f'[{button.text}]' for button in message.buttons)}"
                for message in self._cast.from_bot(chat)[:8]
            ]
            label = wanted.label or f"{wanted.act} {dict(wanted.fields)}"
            raise NotAsExpected(mark, "rehearsal-no-button", there, label=label, on=step.on)
        return found

    def _replied(self, text: str, chat: Chat, mark: Mark) -> Message:
        found = self._cast.message_with(chat, text)
        if found is None:
            there = nearest(text, [message.text for message in self._cast.from_bot(chat)])
            raise NotAsExpected(mark, "rehearsal-no-message", there, text=text)
        return found

    # What is looked at

    async def _check(self, step: Step, mark: Mark) -> None:
        self._check_answers(step, mark)
        groups = (
            [self._cast.groups[step.place]] if step.place in self._cast.groups else list(self._cast.groups.values())
        )
        thread_id = self._cast.thread(step.place, step.topic)
        said = [text for group in groups for text in self._said_in(group, thread_id)]
        self._check_texts(step.posted, step.not_posted, said, "posted", mark)
        if step.shows:
            cards = [_whole(message) for group in groups for message in self._cast.from_bot(group)]
            self._check_texts(step.shows, (), cards, "shown", mark)
        for name in {**step.told, **step.not_told}:
            told = self._said_to(self._cast.people[name])
            self._check_texts(step.told.get(name, ()), step.not_told.get(name, ()), told, "told", mark)
        if step.record is not None:
            await self._check_record(step.record, mark)

    def _check_answers(self, step: Step, mark: Mark) -> None:
        wanted = (*step.toast, *step.alert)
        if wanted and not self._answers:
            raise NotAsExpected(mark, "rehearsal-no-answer", text=wanted[0])
        for answer in self._answers:
            for text in wanted:
                if text not in answer.text:
                    raise NotAsExpected(mark, "rehearsal-answer", [answer.text], text=text)
            if step.alert and not answer.alert:
                raise NotAsExpected(mark, "rehearsal-no-alert", [answer.text], text=step.alert[0])

    def _said_in(self, chat: Chat, thread_id: int | None = None) -> list[str]:
        """What the bot posted there; with `thread_id`, in that topic."""
        return [
            _text(event)
            for event in self._seen
            if isinstance(event, Posted) and event.by_bot and event.chat_id == chat.id and event.service is None
            if thread_id in (None, event.thread_id)
        ]

    def _said_to(self, person: User) -> list[str]:
        """What they alone were shown, in private or in a group."""
        alone = [e for e in self._seen if isinstance(e, EphemeralPosted) and e.receiver_id == person.id]
        return self._said_in(self._emulator.people.private_chat(person)) + [_text(event) for event in alone]

    def _check_texts(
        self, wanted: Sequence[str], unwanted: Sequence[str], there: Sequence[str], how: str, mark: Mark
    ) -> None:
        for text in wanted:
            if not any(text in said for said in there):
                raise NotAsExpected(mark, _MISSED[how], nearest(text, there), text=text)
        for text in unwanted:
            found = [said for said in there if text in said]
            if found:
                raise NotAsExpected(mark, _UNWANTED[how], nearest(text, found), text=text)

    async def _check_record(self, record: Record, mark: Mark) -> None:
        exports = await self.records()
        if record.session is not None:
            exports = exports[record.session - 1 : record.session]
        elif record.issue:
            exports = [e for e in exports if any(record.issue in issue["title"] for issue in e["issues"])]
        if not exports:
            raise NotAsExpected(mark, "rehearsal-no-record", wanted=str(record.session or record.issue))
        wrong = [
            line
            for section, expected, found in pick(exports[-1], record)
            for line in differences(expected, found, section)
        ]
        if wrong:
            raise NotAsExpected(mark, "rehearsal-record", wrong)

    async def records(self) -> list[dict[str, Any]]:
        """The public exports of all sessions that were opened, the oldest first."""
        bot = self._conductor.bot
        if bot is None:
            return []
        return await exports_of(bot, [chat.id for chat in self._cast.groups.values()])


async def exports_of(bot: RunningBot, platform_ids: Sequence[int]) -> list[dict[str, Any]]:
    """The public exports of every session opened in these groups, in the order they were opened."""
    opened = (SessionState.OPEN, SessionState.CLOSED, SessionState.CANCELLED)
    found = dict[int, None]()
    chains = {}
    async with bot.store.reading() as tx:
        for platform_id in platform_ids:
            chat = await chats.chat_by_platform(tx, platform_id)
            for session in await lookups.sessions_in_chat(tx, chat.id, opened) if chat else ():
                found[session.id] = None
        for session_id in sorted(found):
            chains[session_id] = (await journal.read_chain(tx, session_chain(session_id)))[0]
    reader = Reader(bot.store)
    return [public_export(await reader.case(session_id), rows) for session_id, rows in chains.items()]


def _wanted(presses: str | dict[str, dict[str, Any]]) -> Wanted:
    if isinstance(presses, str):
        return Wanted(presses)
    ((act, fields),) = presses.items()
    return Wanted("", act, fields)


def _text(event: Posted | EphemeralPosted) -> str:
    buttons = [" ".join(button.text for button in row) for row in event.shown.keyboard]
    return "\n".join([event.shown.text, *buttons])


def _whole(message: Message) -> str:
    return "\n".join([message.text, *(" ".join(button.text for button in row) for row in message.keyboard)])
