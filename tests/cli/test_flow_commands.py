"""`check`, `draw`, `preview`, `schema`: what a flow author sees, for good files and for bad ones."""

import json
from pathlib import Path

import pytest

from bot.commands.console import words
from bot.flow_files import FlowLibrary
from cli.terminal import Youshi

FLOWS = FlowLibrary().ids()

BROKEN = """\
extends: wumin-kuai
id: mine
stages:
  - id: jue
    windwo: 3d
"""


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_check_without_arguments_checks_every_flow_and_passes(youshi: Youshi) -> None:
    done = youshi("check")
    assert done.code == 0
    last = done.out.splitlines()[-1]
    assert last == words("cli-check-count", flows=len(FLOWS), problems=0, warnings=len(done.out.splitlines()) - 1)


def test_check_names_file_line_and_column_and_counts(youshi: Youshi, here: Path) -> None:
    write(here, BROKEN)
    done = youshi("check", "mine.yaml")
    assert done.code == 1
    problem, count = done.out.splitlines()
    assert problem.startswith("mine.yaml:5:5: ")
    assert "windwo" in problem
    assert count == words("cli-check-count", flows=1, problems=1, warnings=0)


def test_a_problem_that_two_flows_share_is_told_once(youshi: Youshi, here: Path) -> None:
    write(here, BROKEN)
    write(here, "extends: mine\nid: other\n", "other.yaml")
    done = youshi("check", "mine.yaml", "other.yaml")
    assert done.code == 1
    assert done.out.count("windwo") == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "mine.yaml"),
        ("- a\n- b\n", "mine.yaml:1:1: "),
        ("id: [unclosed\n", "mine.yaml:1:14: "),
        ("id: mine\nid: mine\n", "mine.yaml:2:1: "),
        ("\x00\x01", "mine.yaml"),
    ],
)
def test_files_that_are_no_flow_are_told_in_sentences(youshi: Youshi, here: Path, text: str, place: str) -> None:
    write(here, text)
    done = youshi("check", "mine.yaml")
    assert done.code == 1
    assert any(line.startswith(place) for line in done.out.splitlines())


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x41", None])
def test_a_file_that_is_no_text_or_not_there_is_told(youshi: Youshi, here: Path, content: bytes | None) -> None:
    if content is not None:
        (here / "mine.yaml").write_bytes(content)
    done = youshi("draw", "mine.yaml")
    assert done.code == 1
    assert done.out == ""
    assert done.err.startswith("mine.yaml")
    assert len(done.err.splitlines()) == 1


def test_a_folder_of_ones_own_is_searched_too(youshi: Youshi, here: Path) -> None:
    (here / "own").mkdir()
    write(here / "own", "extends: wumin-kuai\nid: mine\n")
    assert youshi("check", "mine").code == 1
    assert youshi("check", "mine", "--flows", "own").code == 0
    assert youshi("check", "mine", env={"YOUSHI_FLOWS_DIR": "own"}).code == 0
    nowhere = youshi("check", "mine", "--flows", "nowhere")
    assert (nowhere.code, nowhere.err.strip()) == (2, words("cli-no-folder", path="nowhere"))


@pytest.mark.parametrize("flow", FLOWS)
def test_every_flow_is_drawn_three_ways(youshi: Youshi, here: Path, flow: str) -> None:
    assert f"{flow} v" in youshi("draw", flow).out
    assert youshi("draw", flow, "--text").out == youshi("draw", flow).out
    assert youshi("draw", flow, "--mermaid").out.startswith("flowchart TD\n")
    effective = write(here, youshi("draw", flow, "--effective").out, f"{flow}.yaml")
    assert FlowLibrary().load(effective).flow == FlowLibrary().load(flow).flow


def test_two_pictures_at_once_and_a_language_nobody_speaks_are_refused(youshi: Youshi) -> None:
    both = youshi("draw", "wumin", "--mermaid", "--effective")
    assert (both.code, both.err.strip()) == (2, words("cli-draw-one"))
    klingon = youshi("preview", "wumin", "--locale", "tlh")
    assert (klingon.code, klingon.err.strip()) == (2, words("cli-locale-unknown", locale="tlh"))


def test_the_schema_is_json(youshi: Youshi) -> None:
    assert json.loads(youshi("schema").out)["$defs"]["Flow"]
