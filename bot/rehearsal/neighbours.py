"""Neighbours who act by themselves: they notice buttons, take their time, press, speak, forget and are late.

They do what people can do in their chats and know nothing of the bot's inside. The same seed gives the same
neighbours. When they are let act is left to `tempo`, what they do to the `habits` file.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bot.chat.buttons import decode
from bot.deliberation.acts import Act, Stand
from bot.deliberation.refusal import Refused
from bot.rehearsal import picture
from bot.rehearsal.cast import Cast
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.emulator import Button, Chat, Message, NotPossible, User
from bot.rehearsal.emulator.events import Edited, Event, Posted, Pressed
from bot.rehearsal.habits import RESIDENTS, Cue, Habit, Habits, Sight
from bot.rehearsal.script import exact

_TITLE_CHARS = 60


@dataclass(frozen=True, slots=True)
class _Plan:
    """What somebody is going to do."""

    at: datetime
    order: int
    who: str
    cue: Cue | None = None
    habit: Habit | None = None
    message: Message | None = None
    act: Act | None = None
    choice: str = ""
    line: str = ""


class Neighbours:
    """`played(name)` says whether a visitor plays somebody just now: a neighbour then leaves it to them.

    `texts` fill placeholders of the habits, such as `{flow}`.
    """

    def __init__(
        self,
        cast: Cast,
        conductor: Conductor,
        habits: Habits,
        start: datetime,
        *,
        played: Callable[[str], bool],
        texts: dict[str, str],
    ) -> None:
        self._cast, self._conductor, self._habits = cast, conductor, habits
        self._played, self._texts = played, texts
        self._names = {user.id: name for name, user in cast.people.items()}
        self._known = set[tuple[object, ...]]()
        self._shown = dict[tuple[int, int], tuple[Button, ...]]()
        self._drawn = dict[int, int]()
        self._pressed = set[tuple[int, Act]]()
        self._plans = [
            _Plan(start + exact(cue.after), number, who, cue=cue)
            for number, cue in enumerate(habits.cues)
            for who in self._people(cue.who)
        ]
        self._order = len(self._plans)
        self._acting = False
        cast.emulator.on_event(self._notice)

    # When

    def next_at(self) -> datetime | None:
        """When the next of them does something."""
        return min((plan.at for plan in self._plans), default=None)

    async def act_until(self, now: datetime) -> None:
        """Have everybody act whose time has come, one after another; each waits for the bot to be at rest."""
        while due := sorted((p for p in self._plans if p.at <= now), key=lambda plan: (plan.at, plan.order)):
            plan = due[0]
            self._plans.remove(plan)
            if not self._played(plan.who):
                await self._act(plan)

    # What they notice

    def _notice(self, event: Event) -> None:
        match event:
            case Posted(by_bot=True, service=None) | Edited(by_bot=True):
                self._look(event)
            case Posted(by_bot=False, service=None) if not self._acting:
                self._listen(event)
            case Pressed() if (act := _act_of(event.data)) is not None:
                self._pressed.add((event.user_id, _question(act)))
            case _:
                pass

    def _look(self, event: Posted | Edited) -> None:
        chat = self._cast.emulator.chats[event.chat_id]
        message = chat.messages[event.message_id]
        key = (chat.id, message.id)
        before, now = self._shown.get(key, ()), message.buttons
        self._shown[key] = now
        for buttons, gone in ((now, False), (() if now else before, True)):
            for act in _acts(buttons):
                for number, habit in enumerate(self._habits.habits):
                    if habit.sees is not None and habit.sees.gone is gone and _is_seen(habit.sees, act):
                        self._consider(number, habit, message, act)

    def _consider(self, number: int, habit: Habit, message: Message, act: Act) -> None:
        question = _question(act)
        late = habit.sees is not None and habit.sees.gone
        for name in self._there(habit, message.chat):
            if late and (self._cast.people[name].id, question) in self._pressed:
                continue
            key = (number, name, question, message.id if habit.again else 0)
            if key in self._known or any(p.who == name and p.habit is habit and habit.again for p in self._plans):
                continue
            self._known.add(key)
            dice = Random(f"{self._habits.seed}/{number}/{name}/{len(self._known)}")
            if dice.randrange(100) >= habit.chance:
                continue
            choice = _drawn(habit.but.get(name, habit.choice), dice) if habit.choice else ""
            if choice is None or not self._room(number, habit):
                continue
            line = dice.choice(habit.lines) if habit.lines else ""
            self._plan(name, habit, dice, message, act, choice, line)

    def _listen(self, event: Posted) -> None:
        """A visitor has spoken in a group; commands are for the bot."""
        chat = self._cast.emulator.chats[event.chat_id]
        speaker = self._names.get(event.author_id)
        if chat.is_private or speaker is None or event.shown.text.startswith("/"):
            return
        message = chat.messages[event.message_id]
        for number, habit in enumerate(self._habits.habits):
            if habit.hears is None:
                continue
            dice = Random(f"{self._habits.seed}/{number}/{message.id}")
            for name in self._there(habit, chat):
                if name != speaker and dice.randrange(100) < habit.chance and self._room(number, habit):
                    self._plan(name, habit, dice, message, None, "", dice.choice(habit.lines))
                    break

    def _room(self, number: int, habit: Habit) -> bool:
        """Whether one more may do this."""
        self._drawn[number] = self._drawn.get(number, 0) + 1
        return self._drawn[number] <= habit.at_most

    def _plan(
        self, name: str, habit: Habit, dice: Random, message: Message, act: Act | None, choice: str, line: str
    ) -> None:
        least, most = (int(exact(text).total_seconds()) for text in habit.after)
        at = self._awake(self._conductor.now + timedelta(seconds=dice.randint(least, max(least, most))), dice)
        self._order += 1
        self._plans.append(
            _Plan(at, self._order, name, habit=habit, message=message, act=act, choice=choice, line=line)
        )

    def _awake(self, at: datetime, dice: Random) -> datetime:
        """The moment, or where it falls into the night some time after waking."""
        asleep, wake = self._habits.asleep
        local = at.astimezone(self._cast.script.zone)
        if wake <= local.hour < asleep:
            return at
        morning = local.replace(hour=wake, minute=0) + timedelta(days=local.hour >= asleep)
        return morning + timedelta(minutes=dice.randrange(120))

    # What they do

    async def _act(self, plan: _Plan) -> None:
        user = self._cast.people[plan.who]
        self._acting = True
        try:
            if plan.cue is not None:
                self._say(user, self._place(plan.cue.place, user), plan.cue.says, None)
            elif plan.habit is not None and plan.message is not None:
                await self._follow(user, plan.habit, plan.message, plan)
        except NotPossible:
            pass  # they would have, but the message is gone, or they have left
        finally:
            self._acting = False
        await self._conductor.rest()

    async def _follow(self, user: User, habit: Habit, message: Message, plan: _Plan) -> None:
        chat = message.chat
        wanted = replace(plan.act, choice=plan.choice) if isinstance(plan.act, Stand) and plan.choice else plan.act
        title = _title(message, plan.act)
        if habit.presses and wanted is not None and not await self._press(user, message, wanted, habit):
            return
        place = self._place(habit.said_in, user) if habit.said_in else chat
        if habit.photo:
            self._cast.emulator.people.send_photo(user, place, picture.plain(), habit.photo, reply_to=message)
        for text in (*habit.says, *((plan.line,) if plan.line else ())):
            await self._conductor.rest()
            self._say(user, place, text, message, title)

    async def _press(self, user: User, message: Message, wanted: Act, habit: Habit) -> bool:
        """Press what they noticed, as far as it is still there; those who are late press what is no more."""
        people = self._cast.emulator.people
        late = habit.sees is not None and habit.sees.gone
        for button in self._cast.every_button(message) if late else message.buttons:
            data = button.callback_data
            if data is not None and _act_of(data) == wanted:
                press = (people.forge_press if late else people.press)(user, message.chat, message.id, data)
                await self._conductor.rest()
                if press.answer is not None and press.answer.url:
                    people.follow(user, press.answer.url)
                    await self._conductor.rest()
                return True
        return False

    def _say(self, user: User, chat: Chat, text: str, about: Message | None, title: str = "") -> None:
        filled = self._filled(text, about, title)
        if filled:
            reply = about if about is not None and about.sender is not self._cast.emulator.bot else None
            self._cast.emulator.people.say(user, chat, filled, reply_to=reply)

    def _filled(self, text: str, about: Message | None, title: str) -> str:
        """The text with its placeholders filled; empty where a line it speaks of is not there."""
        for found in re.findall(r"\{no:([^}]+)\}", text):
            line = re.search(rf"^(\d+) .*{re.escape(found)}", about.text if about else "", re.MULTILINE)
            if line is None:
                return ""
            text = text.replace("{no:" + found + "}", line[1])
        for name, value in {"title": title, **self._texts}.items():
            text = text.replace("{" + name + "}", value)
        return text.strip()

    # Who and where

    def _people(self, who: str) -> list[str]:
        if who == RESIDENTS:
            return [name for name, person in self._cast.script.people.items() if person.binds] + list(
                self._cast.representatives
            )
        name = self._habits.parts.get(who, who)
        return [name] if name in self._cast.people else []

    def _there(self, habit: Habit, chat: Chat) -> Iterator[str]:
        """Those of a habit who see this chat."""
        if chat.is_private != (habit.place == "private"):
            return
        for who in habit.who:
            for name in self._people(who):
                user = self._cast.people[name]
                if chat.peer is user if chat.is_private else chat.member(user).present:
                    yield name

    def _place(self, place: str, user: User) -> Chat:
        return self._cast.chat("private" if place == "private" else "", user)


def _acts(buttons: tuple[Button, ...]) -> Iterator[Act]:
    for button in buttons:
        act = _act_of(button.callback_data or "")
        if act is not None:
            yield act


def _act_of(data: str) -> Act | None:
    try:
        return decode(data) if data else None
    except Refused:
        return None


def _is_seen(sight: Sight, act: Act) -> bool:
    return type(act).__name__ == sight.act and all(
        _fits(wanted, getattr(act, name, None)) for name, wanted in sight.fields.items()
    )


def _fits(wanted: Any, value: object) -> bool:
    if isinstance(wanted, str) and wanted.endswith("*"):
        return str(value).startswith(wanted[:-1])
    return bool(value == wanted)


def _drawn(choice: dict[str, int], dice: Random) -> str | None:
    """One of the choices by their parts of a hundred; None for somebody who forgets."""
    left = dice.randrange(100)
    for name, parts in choice.items():
        if left < parts:
            return name
        left -= parts
    return None


def _question(act: Act) -> Act:
    """What a vote or rating is about, whatever is chosen; any other act as it is."""
    return replace(act, choice="") if isinstance(act, Stand) else act


def _title(message: Message, act: Act | None) -> str:
    """What a button is about («draft: lamps»), or else its message («🔧 lamps: …»): what the bot writes before and
    after a colon."""
    label = next((b.text for b in message.buttons if _act_of(b.callback_data or "") == act), "")
    _, colon, after = _halved(label)
    if not colon:
        after = _halved(message.text.partition("\n")[0].partition(" ")[2])[0]
    return after.strip()[:_TITLE_CHARS]


def _halved(text: str) -> tuple[str, str, str]:
    return text.replace("\uff1a", ":").partition(":")
