"""`rehearse`: a story that passes, one that does not, and files that are no stories."""

from pathlib import Path

import pytest

from bot.commands.console import words
from cli.terminal import Youshi

STORY = """\
title: 开不开
start: "2026-12-07 08:00"
group: 幸福里
people: {网格长: {}, 甲: {}}
steps:
  - {who: 网格长, says: /open wumin-kuai 大门夜里锁不锁}
  - {who: 网格长, presses: {ConfirmOpening: {}}, posted: 大门夜里锁不锁}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "story.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_story_that_comes_true_passes_and_prints_the_conversation(youshi: Youshi, here: Path) -> None:
    write(here, STORY)
    done = youshi("rehearse", "story.yaml")
    assert done.code == 0, done.out
    assert "/open wumin-kuai" in done.out
    assert done.out.splitlines()[-1] == words("rehearsal-passed", title="开不开", count=2)
    quiet = youshi("rehearse", "story.yaml", "--quiet")
    assert quiet.out.splitlines() == done.out.splitlines()[-1:]


@pytest.mark.slow
def test_an_expectation_that_fails_is_told_with_its_line(youshi: Youshi, here: Path) -> None:
    write(here, STORY.replace("posted: 大门", "posted: 后门"))
    done = youshi("rehearse", "story.yaml", "--quiet")
    assert done.code == 1
    assert done.out.startswith("story.yaml:7:5: ")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: [\n", "story.yaml:1:"),
        ("title: x\nstart: soon\npeople: {a: {}}\nsteps: [{wait: 1h}]\n", "story.yaml:2:8: "),
        (STORY.replace("people: {", "poeple: {"), "story.yaml:4:1: "),
        (STORY.replace("who: 网格长, says", "who: 乙, says"), "story.yaml:6:5: "),
        ("", "story.yaml"),
    ],
)
def test_a_file_that_is_no_story_is_told_with_its_line(youshi: Youshi, here: Path, text: str, place: str) -> None:
    write(here, text)
    done = youshi("rehearse", "story.yaml")
    assert done.code == 1
    assert any(line.startswith(place) for line in done.out.splitlines()), done.out


def test_a_story_that_is_not_there_is_told(youshi: Youshi) -> None:
    done = youshi("rehearse", "nowhere.yaml")
    assert done.code == 1
    assert done.out.startswith("nowhere.yaml: ")
