"""The bot of the stories: the real one, as the command line starts it."""

from pathlib import Path

import pytest

from bot.app import App
from bot.i18n import Words
from bot.rehearsal.running import Conditions, RunningBot

STORIES = Path(__file__).parents[1] / "stories"


async def start_bot(conditions: Conditions) -> RunningBot:
    return await App.start(
        conditions.settings,
        conditions.clock,
        rest=conditions.rest,
        work=conditions.work,
        seed=conditions.seed,
        parallel=conditions.parallel,
    )


@pytest.fixture(autouse=True)
def every_word_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence missing from the locales fails a story."""
    monkeypatch.setattr(Words, "strict", True)
