"""The conversation as text, readable like minutes: when, who, the words, the buttons, what a press was answered.

It is made from the emulator's events alone and told in beats: what happened until nobody had anything left to
do. Within a beat the act comes first, then its answers, then each chat in turn, so that the same script gives the
same text byte for byte. Edits of a live card are folded into its last state. Signs stand where words would
need a language: `✉` in private, `👁` in a group but for one person alone, `→` a press (or to whom), `«»` its answer
(`!` an alert), `✎` an edited card.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rehearsal.emulator.events import (
    Answered,
    Button,
    CallRefused,
    Deleted,
    Edited,
    EphemeralPosted,
    Event,
    Posted,
    Pressed,
    Shown,
)

BOT = "🤖"
_FOLDED = timedelta(minutes=1)
"""Edits of a card within so long are one."""
_LISTED = 5
"""People named where many did or were told the same; the others are counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the minutes. `kind`: day, said, bot, text, buttons, press, edit, note."""

    kind: str
    text: str


@dataclass(slots=True)
class _Presses:
    """Presses of one button, one after another, answered alike; `title` is the first line of its message."""

    chat_id: int
    title: str
    label: str
    alert: bool
    at: datetime
    people: list[str]
    answer: str
    receipt: Shown | None = None
    """What the first of them was then told in private; the others were told the like."""


@dataclass(slots=True)
class _Card:
    """A message of the bot as it was last told, and as it is shown now."""

    told: Shown
    now: Shown
    edits: int = 0
    at: datetime | None = None


@dataclass(slots=True)
class Transcript:
    """Takes events as they happen; `beat()` tells what has gathered to `tell`, line by line."""

    zone: ZoneInfo
    place_of: Callable[[int], str]
    """A chat by its id, as readers know it."""
    is_group: Callable[[int], bool]
    tell: Callable[[Line], None]
    _gathered: list[Event] = field(default_factory=list)
    _presses: dict[str, Pressed] = field(default_factory=dict)
    _cards: dict[tuple[int, int], _Card] = field(default_factory=dict)
    _edited: list[tuple[int, int]] = field(default_factory=list)
    _run: _Presses | None = None
    _day: str = ""
    _told_at: datetime | None = None
    _labels: dict[str, str] = field(default_factory=dict)
    """What a button said by the data it carries: people press buttons that are gone."""
    _texts: dict[tuple[int, int], str] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        self._gathered.append(event)

    def beat(self) -> None:
        """Tell what has happened since the last beat."""
        gathered, self._gathered = self._gathered, []
        if gathered:
            self._tell_edits(None, before=gathered[0].at - _FOLDED)
        alike = dict[object, list[Posted]]()
        for event in gathered:
            if isinstance(event, Posted) and event.by_bot and not self.is_group(event.chat_id):
                alike.setdefault(_look(event.shown), []).append(event)
        for event in sorted(gathered, key=self._order):
            same = alike.get(_look(event.shown), []) if isinstance(event, Posted) else []
            if len(same) < 2 or event not in same:
                self._one(event)
            elif event is same[0]:
                self._told_to_many(same)

    def end(self) -> None:
        """Tell what is still folded."""
        self.beat()
        self._end_run()
        self._tell_edits(None)

    def note(self, at: datetime, text: str) -> None:
        """A word of the script's author between the lines."""
        self.beat()
        self._end_run()
        self._tell_edits(None)
        self._stamp(at)
        self.tell(Line("note", text))

    def _order(self, event: Event) -> tuple[int, int, int]:
        """Acts of people, answers to them alone, groups, private chats; in each chat as it happened."""
        match event:
            case Pressed() | Posted(by_bot=False):
                return 0, 0, 0
            case Answered():
                return 1, 0, 0
            case EphemeralPosted():
                return 1, 1, 0
            case _ if self.is_group(event.chat_id):
                return 2, 0, 0
            case _:
                return 3, event.chat_id, 0

    def _one(self, event: Event) -> None:
        match event:
            case Posted(service=None):
                self._posted(event)
            case Edited():
                self._edit(event)
            case Pressed():
                self._presses[event.press_id] = event
            case Answered():
                self._answered(event)
            case EphemeralPosted():
                self._end_run()
                first, *rest = event.shown.text.split("\n")
                where = self._where(event.chat_id)
                self.tell(Line("bot", f"{self._stamp(event.at)} {where}👁 {BOT} → {event.receiver}: {first}"))
                self._tell_body(rest, event.shown)
            case Deleted(by_bot=True):
                self._end_run()
                text = self._texts.get((event.chat_id, event.message_id), "")
                self.tell(Line("note", f"{self._stamp(event.at)} {self._where(event.chat_id)}✂ {_first_line(text)}"))
            case CallRefused(status=status) if status != 400:
                self._end_run()
                self.tell(Line("note", f"{self._stamp(event.at)} ⚡ {event.method} {status}"))
            case _:
                pass

    def _is_receipt(self, event: Posted) -> bool:
        """Whether a message is the private word that goes with the presses gathered so far."""
        run = self._run
        if run is None or not event.by_bot or self.is_group(event.chat_id):
            return False
        if self.place_of(event.chat_id) != run.people[-1] or not self.is_group(run.chat_id):
            return False
        if run.receipt is None and len(run.people) == 1:
            run.receipt = event.shown
        return run.receipt is not None and _shape(run.receipt.text) == _shape(event.shown.text)

    def _posted(self, event: Posted) -> None:
        if self._is_receipt(event):
            self._keep(event)
            return
        self._end_run()
        self._tell_edits(event.chat_id)
        self._keep(event)
        media = {"photo": "🖼 ", "voice": "🎤 ", "document": "📎 "}.get(event.shown.media or "", "")
        head = f"{self._stamp(event.at)} {self._where(event.chat_id)}"
        if not event.by_bot:
            self.tell(Line("said", f"{head}{event.author}: {media}{event.shown.text}"))
            return
        first, *rest = (media + event.shown.text).split("\n")
        to = "" if self.is_group(event.chat_id) else f"→ {self.place_of(event.chat_id)}: "
        self.tell(Line("bot", f"{head}{BOT} {to}{first}"))
        self._tell_body(rest, event.shown)

    def _told_to_many(self, same: list[Posted]) -> None:
        """One message the bot wrote to several people, told once."""
        self._end_run()
        same = sorted(same, key=lambda event: event.chat_id)
        for event in same:
            self._tell_edits(event.chat_id)
            self._keep(event)
        first, *rest = same[0].shown.text.split("\n")
        names = _listed([self.place_of(event.chat_id) for event in same])
        self.tell(Line("bot", f"{self._stamp(same[0].at)} ✉ {BOT} → {names}: {first}"))
        self._tell_body(rest, same[0].shown)

    def _keep(self, event: Posted) -> None:
        """Remember a message as it was told, for its edits and for presses on it."""
        key = (event.chat_id, event.message_id)
        self._texts[key] = event.shown.text
        if event.by_bot:
            self._cards[key] = _Card(event.shown, event.shown)
            self._labels.update(
                (b.callback_data, b.text) for row in event.shown.keyboard for b in row if b.callback_data
            )

    def _tell_body(self, lines: Iterable[str], shown: Shown) -> None:
        for line in lines:
            self.tell(Line("text", f"        {line}"))
        for row in shown.keyboard:
            self.tell(Line("buttons", f"        {_labels(row)}"))

    def _edit(self, event: Edited) -> None:
        key = (event.chat_id, event.message_id)
        self._texts[key] = event.shown.text
        card = self._cards.get(key)
        if not event.by_bot or card is None:
            return
        card.now, card.at = event.shown, event.at
        card.edits += 1
        if key not in self._edited:
            self._edited.append(key)

    def _tell_edits(self, chat_id: int | None, before: datetime | None = None) -> None:
        """The cards of a chat (of all, for None) that have changed since they were told (last `before`), each once."""
        for key in [key for key in self._edited if chat_id in (None, key[0])]:
            card = self._cards[key]
            if before is not None and card.at is not None and card.at >= before:
                continue
            self._edited.remove(key)
            self._end_run()
            told, card.told = card.told, card.now
            edits, card.edits = card.edits, 0
            assert card.at is not None
            known = set(told.text.split("\n"))
            changed = [line for line in card.now.text.split("\n") if line not in known]
            rows = [_labels(row) for row in card.now.keyboard]
            fresh = [row for row in rows if row not in [_labels(row) for row in told.keyboard]]
            gone = bool(told.keyboard) and not rows
            if not (changed or fresh or gone):
                continue
            times = f" ×{edits}" if edits > 1 else ""
            title = _first_line(card.now.text)
            self.tell(Line("edit", f"{self._stamp(card.at)} {self._where(key[0])}✎{times} {title}"))
            for line in changed:
                if line != title:
                    self.tell(Line("text", f"        {line}"))
            for row in fresh:
                self.tell(Line("buttons", f"        {row}"))
            if gone:
                self.tell(Line("buttons", "        [ ]"))

    def _answered(self, event: Answered) -> None:
        press = self._presses.pop(event.press_id, None)
        if press is None:
            return
        label = press.button.text if press.button else self._labels.get(press.data, press.data)
        title = _first_line(self._texts.get((press.chat_id, press.message_id), ""))
        fresh = _Presses(press.chat_id, title, label, event.alert, event.at, [press.user], event.text)
        if self._run is not None and self._alike(self._run, fresh):
            self._run.people.append(press.user)
            return
        self._end_run()
        self._run = fresh

    def _alike(self, run: _Presses, fresh: _Presses) -> bool:
        """Whether a press is told in one line with those before: the same button, in the group or each in private."""
        if run.chat_id != fresh.chat_id and (self.is_group(run.chat_id) or self.is_group(fresh.chat_id)):
            return False
        return (run.title, run.label, run.alert, _shape(run.answer)) == (
            fresh.title, fresh.label, fresh.alert, _shape(fresh.answer),
        )  # fmt: skip

    def _end_run(self) -> None:
        """Tell the presses gathered so far: many alike are one line."""
        run, self._run = self._run, None
        if run is None:
            return
        names = _listed(run.people)
        said = f" {'!' if run.alert else ''}«{' '.join(run.answer.split())}»" if run.answer else ""
        where = self._where(run.chat_id)
        self.tell(Line("press", f"{self._stamp(run.at)} {where}{names} → [{run.label}] {run.title}{said}"))
        if run.receipt is not None:
            first, *rest = run.receipt.text.split("\n")
            self.tell(Line("bot", f"{self._stamp(run.at)} ✉ {BOT} → {names}: {first}"))
            self._tell_body(rest, run.receipt)

    def _where(self, chat_id: int) -> str:
        if not self.is_group(chat_id):
            return "✉ "
        place = self.place_of(chat_id)
        return f"({place}) " if place else ""

    def _stamp(self, at: datetime) -> str:
        """The time of day; a new day is a line of its own. What was folded is told at the time of its neighbours."""
        self._told_at = max(at, self._told_at or at)
        local = self._told_at.astimezone(self.zone)
        day = f"{local:%Y-%m-%d}"
        if day != self._day:
            self._day = day
            self.tell(Line("day", f"── {day} ──"))
        return f"{local:%H:%M}" if not local.second else f"{local:%H:%M:%S}"


def _labels(row: Iterable[Button]) -> str:
    return " ".join(f"[{button.text}]" for button in row)


def _listed(names: list[str]) -> str:
    """Names, or the first few of many and how many there are."""
    if len(names) <= _LISTED:
        return "、".join(names)
    return f"{'、'.join(names[: _LISTED - 1])} … ({len(names)})"


def _look(shown: Shown) -> object:
    """What a message looks like: two that look alike are told once."""
    return shown.text, shown.media, tuple(button.text for row in shown.keyboard for button in row)


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]


def _shape(text: str) -> str:
    """An answer without what differs from person to person: codes and numbers."""
    return re.sub(r"[0-9A-Z]+", "#", text)
