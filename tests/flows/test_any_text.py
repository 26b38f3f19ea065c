"""Whatever stands in a flow file, reading it ends in a flow or in problems that name a line of a file."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.flow_files import SHIPPED, FlowErrors, FlowLibrary
from bot.i18n import Words

pytestmark = pytest.mark.slow

WUMIN = (SHIPPED / "wumin.yaml").read_text(encoding="utf-8")
LINES = WUMIN.splitlines()
WORDS = sorted(
    {word for line in LINES for word in line.replace(",", " ").replace("{", " ").replace("}", " ").split()}
    | {
        "null",
        "~",
        "on",
        "0x1F",
        "1e999",
        "-1",
        "9" * 40,
        "[",
        "]",
        "{",
        "}",
        "&a",
        "*a",
        "!!int",
        "|",
        ">",
        "? ",
        "<<:",
    }
    | {
        "'",
        '"',
        "%YAML 1.1",
        "---",
        "...",
        "extends: wumin",
        "drop: [ti]",
        "stages: 3",
        "[]",
        "{}",
        "0d",
        "\t",
        "\x07",
        "\ud800",
    }
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("flows") / "any.yaml"


def read(file: Path, text: str) -> None:
    """Read the text as a flow; fails unless it is a flow, or every problem has a sentence and a line."""
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        problems = FlowLibrary().load(file).warnings
    except FlowErrors as errors:
        problems = errors.problems
        assert problems
    for problem in problems:
        lines = max(1, len(Path(problem.path).read_bytes().splitlines()))
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert ": " in problem.printed(Words("en"))


@given(text=st.lists(st.sampled_from([*WORDS, "\n", "\n  ", ": ", "- ", ", "]), max_size=30).map(" ".join))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_are_read(file: Path, text: str) -> None:
    read(file, text)


@given(text=st.text(max_size=60))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_characters_are_read(file: Path, text: str) -> None:
    read(file, text)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """wumin.yaml with up to three lines lost, doubled, moved, indented or given another word."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["lose", "double", "move", "indent", "word", "append"])):
            case "lose":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "indent":
                lines[at] = draw(st.sampled_from(["  ", " ", "- "])) + lines[at]
            case "word" if lines[at].split():
                old = draw(st.sampled_from(lines[at].replace(",", " ").replace("{", " ").replace("}", " ").split()))
                lines[at] = lines[at].replace(old, draw(st.sampled_from(WORDS)), 1)
            case _:
                lines[at] += " " + draw(st.sampled_from(WORDS))
    return "\n".join(lines) + "\n"


@given(text=mutations())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_mutation_of_a_shipped_flow_is_read(file: Path, text: str) -> None:
    read(file, text)
