"""Broken flows: each a small edit of a sound one, and exactly what its author is told, with line and column."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from .conftest import GOOD, Said, edited

BROKEN: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).parent / "broken.yaml")


@pytest.mark.parametrize("case", BROKEN, ids=[case["what"] for case in BROKEN])
def test_a_broken_flow_is_told_with_its_place(case: dict[str, Any], said: Said) -> None:
    """Line, column and sentence, and nothing besides."""
    assert said(edited(GOOD, case["old"], case["new"])) == [f"good.yaml:{line}" for line in case["told"]]


def test_the_flow_that_is_broken_above_is_sound(said: Said) -> None:
    assert said(GOOD) == []


def test_a_flow_without_an_archive_never_ends(said: Said) -> None:
    told = said(GOOD[: GOOD.index("  - id: xiang")])
    assert "good.yaml:9:1: No stage is of kind archive, so nothing would ever end; add one." in told


def test_all_errors_are_told_at_once(said: Said) -> None:
    """A trap, a wrong value, a wrong key and a wrong rule, in the order of their lines."""
    text = edited(GOOD, '"20:00"', "20:00")
    text = edited(text, "max_chars: 500", "max_chars: 5000")
    text = edited(text, "escalate: [secretary]", "escalade: [secretary]")
    text = edited(
        text, "{op: gt, num: 1, den: 2, base: participating}", "{op: gt, num: 3, den: 2, base: participating}"
    )
    assert [line.split(": ")[0] for line in said(text)] == [
        "good.yaml:14:15",
        "good.yaml:15:57",
        "good.yaml:23:5",
        "good.yaml:39:20",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "good.yaml:1:1: The file says nothing; a flow begins with its id, its name and its standing."),
        (
            "# nothing yet\n",
            "good.yaml:1:1: The file says nothing; a flow begins with its id, its name and its standing.",
        ),
        ("- a\n- b\n", "good.yaml:1:1: A flow is made of keys and values, such as “id: wumin”."),
        ("just words\n", "good.yaml:1:1: A flow is made of keys and values, such as “id: wumin”."),
        ("a: &a [*a]\n", "good.yaml:1:4: This is nested too deeply, or far too long for a flow."),
        ("[" * 5000, "good.yaml:1:1: This is nested too deeply, or far too long for a flow."),
    ],
)
def test_what_is_no_flow_at_all_is_told(text: str, told: str, said: Said) -> None:
    assert said(text) == [told]


def test_aliases_of_aliases_do_not_fill_the_memory(said: Said) -> None:
    """Nine lines that would stand for a thousand million values."""
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert [line.split(": ")[1] for line in said("\n".join(lines))] == [
        "This is nested too deeply, or far too long for a flow."
    ]
