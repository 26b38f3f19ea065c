"""Who plays in a story and where: people and groups in the emulator, found by the names the script gives them.

Making them known to the bot is left to `arrangement`, what they do to `runner`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from bot.chat.buttons import decode
from bot.deliberation.refusal import Refused
from bot.rehearsal.emulator import Button, Chat, Emulator, Message, User
from bot.rehearsal.emulator.events import Edited, Event, Migrated, Posted, Pressed
from bot.rehearsal.script import PRIVATE, GroupSetting, Script


@dataclass(slots=True)
class Cast:
    """People by name, groups by title; the first person made the groups."""

    emulator: Emulator
    script: Script
    people: dict[str, User] = field(default_factory=dict)
    groups: dict[str, Chat] = field(default_factory=dict)
    representatives: tuple[str, ...] = ()
    """The generated ones, in the order of the roll."""
    _topics: dict[tuple[str, str], int] = field(default_factory=dict)
    """Thread ids by the titles of group and topic."""
    _shown: dict[tuple[int, int], list[Button]] = field(default_factory=dict)
    _pressed: dict[tuple[int, int], set[int]] = field(default_factory=dict)

    def gather(self) -> None:
        """Make the people; the groups follow when the bot runs, so that it hears of them."""
        for name, setting in self.script.people.items():
            self.people[name] = self.emulator.people.new(
                name, username=setting.username or None, language_code=setting.locale, is_bot=setting.bot
            )
        self.representatives = tuple(line.representative for line in self.script.households_filled())
        for name in self.representatives:
            self.people[name] = self.emulator.people.new(name, language_code="zh-hans")
        self.emulator.on_event(self._remember)

    def found_groups(self) -> None:
        owner, *others = self.people
        settings = self.script.people
        inside = [name for name in others if name not in settings or settings[name].member]
        first = self.script.group_title
        self._found(first, inside, self.script.groups.get(first, GroupSetting()))
        for title, setting in self.script.groups.items():
            if title != first:
                self._found(title, [name for name in setting.members if name != owner], setting)
        for name, person in settings.items():
            if person.administrator and name != owner:
                self.emulator.places.promote(
                    self.first_group,
                    self.people[name],
                    by=self.owner,
                    anonymous=person.administrator == "anonymous",
                )

    def _found(self, title: str, members: Iterable[str], setting: GroupSetting) -> None:
        places, people = self.emulator.places, [self.people[name] for name in members]
        group = self.groups[title] = places.group(
            title,
            owner=self.owner,
            members=people,
            kind=setting.kind,
            bot=setting.bot,
            is_forum=bool(setting.topics),
        )
        for name in setting.topics:
            self._topics[title, name] = places.topic(group, name, by=self.owner).thread_id

    @property
    def owner(self) -> User:
        return next(iter(self.people.values()))

    @property
    def first_group(self) -> Chat:
        return self.groups[self.script.group_title]

    def chat(self, place: str, who: User | None) -> Chat:
        """A place of a step as the chat it is for this person; the first group where none is named."""
        if place == PRIVATE:
            assert who is not None
            return self.emulator.people.private_chat(who)
        return self.groups[place] if place else self.first_group

    def thread(self, place: str, topic: str) -> int | None:
        """A topic of a step's place; nothing where none is named, or the place has none of that name."""
        return self._topics.get((place or self.script.group_title, topic))

    def place_of(self, chat_id: int) -> str:
        """A chat as readers of a transcript know it: nothing for the first group, its person for a private one."""
        chat = self.emulator.chats.get(chat_id)
        if chat is None or chat is self.first_group:
            return ""
        return chat.title or (chat.peer.first_name if chat.peer else "")

    def is_group(self, chat_id: int) -> bool:
        """Whether it is none that only one person reads; a refused call may have named no chat at all."""
        chat = self.emulator.chats.get(chat_id)
        return chat is None or not chat.is_private

    # Messages

    def from_bot(self, chat: Chat) -> list[Message]:
        """The bot's messages that still stand in a chat, the newest first."""
        bot = self.emulator.bot
        return [m for m in reversed(chat.messages.values()) if m.sender is bot and not m.deleted and m.service is None]

    def message_with(self, chat: Chat, text: str) -> Message | None:
        """The bot's newest message that says `text`."""
        return next((m for m in self.from_bot(chat) if text in m.text), None)

    def button(self, chat: Chat, wanted: "Wanted", on: str, *, stale: bool = False) -> tuple[Message, Button] | None:
        """The newest message saying `on` that shows the wanted button (with `stale`: that once showed it)."""
        for message in self.from_bot(chat):
            if on not in message.text:
                continue
            shown: Sequence[Button] = message.buttons
            if stale:
                shown = self.every_button(message)
            found = wanted.among(shown)
            if found is not None:
                return message, found
        return None

    def every_button(self, message: Message) -> Sequence[Button]:
        """Every button the bot's message has ever shown: people keep old screens open."""
        return self._shown.get((message.chat.id, message.id), [])

    def not_pressed(self, message: Message) -> list[str]:
        """The generated representatives who have pressed nothing on this message so far."""
        pressed = self._pressed.get((message.chat.id, message.id), set())
        return [name for name in self.representatives if self.people[name].id not in pressed]

    def _remember(self, event: Event) -> None:
        key = (event.chat_id, getattr(event, "message_id", 0))
        match event:
            case Posted(by_bot=True) | Edited(by_bot=True):
                known = self._shown.setdefault(key, [])
                known.extend(b for row in event.shown.keyboard for b in row if b not in known)
            case Pressed():
                self._pressed.setdefault(key, set()).add(event.user_id)
            case Migrated():
                old = self.emulator.chats[event.chat_id]
                title = next(title for title, group in self.groups.items() if group is old)
                self.groups[title] = self.emulator.chats[event.new_chat_id]
            case _:
                pass


@dataclass(frozen=True, slots=True)
class Wanted:
    """A button by its label, or by the act it carries and fields of that act."""

    label: str = ""
    act: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)

    def among(self, buttons: Iterable[Button]) -> Button | None:
        """The button whose label is wanted exactly, else the first that has it in its label."""
        every = list(buttons)
        if self.label:
            exactly = [button for button in every if button.text == self.label]
            return next(iter([*exactly, *(button for button in every if self.label in button.text)]), None)
        return next((button for button in every if self._means(button)), None)

    def _means(self, button: Button) -> bool:
        data = button.callback_data or start_payload(button.url or "")
        if not data:
            return False
        try:
            act = decode(data)
        except Refused:
            return False
        return (not self.act or type(act).__name__ == self.act) and all(
            getattr(act, name, None) == value for name, value in self.fields.items()
        )


def start_payload(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("start", [""])[0]
