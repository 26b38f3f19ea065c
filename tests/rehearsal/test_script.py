"""The script format: what it takes, what it refuses and where, and that its reference page is complete."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.flow_problems import FlowErrors
from bot.rehearsal.script import Script
from bot.rehearsal.script_file import PARTS, keys_of, read_story, story_from

STORIES = Path(__file__).parents[1] / "stories"
HEAD = """\
title: 不文明养宠
start: "2026-12-07 08:00"
community: {name: 第2网格, timezone: Asia/Shanghai}
calendar: {rest: ["2027-01-01", "2027-01-02", "2027-01-03"]}
flow: wumin
roll: [{unit: 2-101, household: 2-101, area: "89.50", owner: 甲, representative: 甲}, {unit: 2-102}]
people: {甲: {binds: 2-101}, 网格长: {role: grid_lead, scope: 第2网格}, 辛: {tenant: 2-102}, 己妻: {}}
steps:
  - {at: "2026-12-07 08:00", who: 网格长, says: /open wumin}
  - {at: "2026-12-07 09:10", who: 甲, says: "/ti 遛狗不牵绳。建议必须牵绳。"}
  - {at: "2026-12-20 19:40", who: 己妻, presses: 反对, on: 牵绳, toast: 户代表}
  - {at: "2026-12-20 20:01", posted: "未通过"}
  - {record: {issue: 牵绳, decision: {participating: {heads: 24}, agree: {heads: 12}, outcome: tied}}}
"""
AFTER = HEAD.count("\n") + 1


def problems(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(FlowErrors) as refused:
        story_from(text, "x.yaml", STORIES)
    return [(problem.line, problem.column, problem.key) for problem in refused.value.problems]


def test_the_script_of_the_design_is_read_and_knows_the_line_of_every_step() -> None:
    story = story_from(HEAD, "x.yaml", STORIES)
    assert [mark.line for mark in story.marks] == [9, 10, 11, 12, 13]
    assert story.script.steps[2].toast == ("户代表",)


@pytest.mark.parametrize(
    ("step", "column", "key"),
    [
        ("whoo: 甲", 6, "flow-unknown-key"),
        ("at: 2026-12-21 08:00", 10, "flow-trap-date"),
        ('at: "yesterday"', 10, "script-moment"),
        ('at: "2026-01-01 08:00"', 10, "script-backwards"),
        ("wait: 1wd", 12, "duration-not-exact"),
        ('at: "2026-12-21 08:00", wait: 1h', 5, "script-at-or-wait"),
        ("who: 癸, says: x", 5, "script-nobody"),
        ("told: {癸: x}", 5, "script-nobody"),
        ("in: 天上, who: 甲, says: x", 10, "script-nowhere"),
        ("says: x", 5, "script-who"),
        ("who: 甲", 5, "script-does-what"),
        ("who: 甲, says: x, presses: 同意", 5, "script-one-doing"),
        ("toast: x", 5, "script-toast"),
        ("bot: flies", 11, "flow-unknown-value"),
        ("ballots: {同意: -1}", 20, "flow-wrong-value"),
        ("record: {issues: 3}", 15, "flow-unknown-key"),
        ("blocks: maybe, who: 甲", 14, "flow-wrong-value"),
        ("fault: {}", 13, "flow-missing-key"),
        ("fault: {kind: flood}", 20, "flow-unknown-value"),
        ("fault: {kind: migrate, in: 天上}", 33, "script-nowhere"),
        ("who: 甲, kicks: 天上", 21, "script-nowhere"),
        ("who: 甲, turns: closed", 5, "script-which-topic"),
        ("who: 甲, topic: 天上, turns: closed", 21, "script-nowhere"),
        ("posted: x, posted: y", 17, "flow-key-twice"),
    ],
)
def test_a_step_nobody_can_play_is_refused_where_it_stands(step: str, column: int, key: str) -> None:
    assert (AFTER, column, key) in problems(HEAD + "  - {" + step + "}\n")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("binds: 2-101", "binds: 7-707", "script-door"),
        ("{binds: 2-101}", "{binds: 2-101, family: 2-102}", "script-one-door"),
        ("timezone: Asia/Shanghai", "timezone: Mars", "script-timezone"),
        ("role: grid_lead", "role: mayor", "flow-unknown-value"),
        ("flow: wumin", "flow: wumn", "flow-unknown"),
        ("flow: wumin", "flow: {extends: wumin, stages: [{id: jue, window: 1y}]}", "duration-unreadable"),
        ('start: "2026-12-07 08:00"', "title: twice", "flow-key-twice"),
        ("title: 不文明养宠\n", "", "flow-missing-key"),
    ],
)
def test_a_contradiction_in_the_head_is_refused(old: str, new: str, key: str) -> None:
    assert key in {found for _, _, found in problems(HEAD.replace(old, new, 1))}


def test_every_problem_is_told_at_once() -> None:
    steps = "  - {who: 癸, says: x}\n  - {in: 天上, who: 甲, says: x}\n"
    assert [line for line, _, _ in problems(HEAD + steps)] == [AFTER, AFTER + 1]


def test_a_flow_of_the_script_keeps_its_lines() -> None:
    text = HEAD.replace("flow: wumin", "flow:\n  extends: wumin\n  stages:\n    - {id: jue, colour: red}")
    assert (8, 17, "flow-unknown-key") in problems(text)


def test_the_roll_is_filled_up_to_so_many_households() -> None:
    script = story_from(HEAD + "households: 7\n", "x.yaml", STORIES).script
    assert [line.unit for line in script.households_filled()] == ["9-101", "9-102", "9-103", "9-104", "9-201"]


@pytest.mark.parametrize("path", sorted(STORIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_story_can_be_read(path: Path) -> None:
    assert read_story(path).script.steps


def test_the_reference_page_names_every_key_and_no_other() -> None:
    page = (STORIES / "README.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    parts: tuple[type[BaseModel], ...] = (Script, *PARTS.values())
    there = [key for part in parts for key in keys_of(part)]
    assert sorted(documented) == sorted(there)
