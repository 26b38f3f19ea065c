"""What a rehearsal asks of the bot it plays with: the composition root hands one over, nothing here may build it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from bot.clerk.platform import Change
from bot.clerk.submission import Submission
from bot.clock import Clock
from bot.deliberation.desk import Answer
from bot.settings import Settings
from bot.storage.store import Store


class RunningBot(Protocol):
    """A bot at work on the emulator: polling, closing what is due, delivering what is owed."""

    @property
    def idle(self) -> bool:
        """Whether nothing is being taken, is due or may be sent at this moment."""

    @property
    def store(self) -> Store: ...

    async def take(self, submission: Submission) -> Answer:
        """The clerk's door, for arranging a story before it begins."""

    async def work(self, change: Change) -> Any:
        """What an operator does beforehand, by the same door."""

    async def stop(self) -> None:
        """End in good order: what has begun is finished and confirmed."""

    async def kill(self) -> None:
        """End as a power cut does: whatever is under way is lost."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """How the bot is to run: its settings, its clock, and what makes it repeatable.

    `rest` and `work` are the days the script states. With `seed`, codes and salts repeat; with `parallel` 1
    everything goes out in the order it was owed; with `practice` every session is marked as an exercise.
    """

    settings: Settings
    clock: Clock
    rest: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    seed: int = 1
    parallel: int = 1
    practice: bool = False


StartBot = Callable[[Conditions], Awaitable[RunningBot]]
