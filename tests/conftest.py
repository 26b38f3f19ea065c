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


SLOW = ("adapter", "cli", "deploy", "documents", "emulator", "journeys", "outbox", "page", "rehearsal", "web")
"""Folders whose tests start servers, programs or browsers: left out by `make quick`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name in SLOW:
            item.add_marker("slow")
