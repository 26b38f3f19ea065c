"""What holds for every test: whatever the bot asks of a pretended Telegram, the Bot API must know it. A database server
is started for those that ask for one."""

import gc
import os
from collections.abc import Iterator

import pytest
from judge import Judge
from server import postgres, postgres_url

from bot.rehearsal.emulator import Emulator

__all__ = ["postgres", "postgres_url"]

# Tests make and drop whole programs: looking for garbage less often saves a twentieth of their time.
gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def judged() -> Iterator[None]:
    """Judge every call any emulator gets; tests that ask for the forbidden override this fixture by its name."""
    judge = Judge()
    Emulator.call_observers.append(judge.hear)
    yield
    Emulator.call_observers.remove(judge.hear)
    assert judge.problems() == []


SLOW = (
    "adapter", "bench", "clerk", "cli", "deploy", "documents", "emulator", "journeys", "outbox",
    "page", "rehearsal", "replicas", "storage", "torture", "verify", "web",
)  # fmt: skip
"""Folders whose tests start servers, programs or browsers, or fill databases: left out by `make quick`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not os.environ.get("YOUSHI_LONG"):
        items[:] = [item for item in items if item.get_closest_marker("long") is None]
    for item in items:
        if item.path.parent.name in SLOW:
            item.add_marker("slow")
