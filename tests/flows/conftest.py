"""What the tests of flow files share: a sound flow, edits of it, and what is said of the result."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.flow_files import FlowErrors, FlowLibrary
from bot.i18n import Words

GOOD = (Path(__file__).parent / "good.yaml").read_text(encoding="utf-8")

Said = Callable[[str], list[str]]


@pytest.fixture(autouse=True)
def _no_words_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Words, "strict", True)


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Everything said of a flow file with this text, in English, warnings included; empty where it is sound."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "good.yaml"

    def say(text: str) -> list[str]:
        file.write_text(text, encoding="utf-8")
        try:
            problems = FlowLibrary().load(file).warnings
        except FlowErrors as errors:
            problems = errors.problems
        return [problem.printed(Words("en")) for problem in problems]

    return say


def edited(text: str, old: str, new: str) -> str:
    """The text with one place changed; the place must exist and be the only one."""
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    return text.replace(old, new)
