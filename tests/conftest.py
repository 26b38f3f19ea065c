"""What holds for every test: whatever the bot asks of a pretended Telegram, the Bot API must know it."""

from collections.abc import Iterator

import pytest
from judge import Judge

from bot.rehearsal.emulator import Emulator


@pytest.fixture(autouse=True)
def judged() -> Iterator[None]:
    """Judge every call any emulator gets; tests that ask for the forbidden override this fixture by its name."""
    judge = Judge()
    Emulator.call_observers.append(judge.hear)
    yield
    Emulator.call_observers.remove(judge.hear)
    assert judge.problems() == []
