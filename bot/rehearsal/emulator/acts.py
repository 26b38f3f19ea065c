"""What the driver hands back: acts of people, to be followed until the bot has dealt with them."""

import asyncio
from dataclasses import dataclass, field

from bot.rehearsal.emulator.model import Message, PressAnswer
from bot.rehearsal.emulator.updates import Update


class NotPossible(Exception):
    """Asked of a person what no Telegram client would let them do: an error in the script, not in the bot."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happened in a chat: the message it left, and the updates the bot got of it, if any."""

    message: Message | None
    updates: tuple[Update, ...]

    async def confirmed(self) -> None:
        """Wait until the bot has confirmed these updates, or their life has ended."""
        for update in self.updates:
            await update.gone.wait()


@dataclass(slots=True, eq=False)
class Press:
    """One press of a button; `answer` is what the bot answered, once it has."""

    id: str
    updates: tuple[Update, ...]
    answer: PressAnswer | None = None
    _answered: asyncio.Event = field(default_factory=asyncio.Event)

    async def confirmed(self) -> None:
        """Wait until the bot has confirmed the press, or its life has ended."""
        for update in self.updates:
            await update.gone.wait()

    async def answered(self) -> PressAnswer:
        """Wait for the bot's answer, and return it."""
        await self._answered.wait()
        assert self.answer is not None
        return self.answer

    def take(self, answer: PressAnswer) -> None:
        self.answer = answer
        self._answered.set()
