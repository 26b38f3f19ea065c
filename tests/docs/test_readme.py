"""What the README and the operators' page tell people to do exists and works as they say."""

import os
import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from bot.__main__ import app
from bot.chat.commands import COMMANDS, RESIDENT_MENU
from bot.commands.console import Exit
from bot.deliberation.roll.cells import parse_roll
from bot.flow_files import FlowLibrary
from bot.settings import Settings, read_settings, variable
from docs import excerpt

ROOT = excerpt.ROOT
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEPLOY = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGES = {"README.md": README, "deploy/README.md": DEPLOY, ".github/CONTRIBUTING.md": CONTRIBUTING}
CLI = get_command(app)
COMMANDS_OF_CLI: dict[str, object] = dict(CLI.commands)  # type: ignore[attr-defined] # a group has commands


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def typed(page: str) -> list[list[str]]:
    """Everything a page shows of the form `youshi …`, in code blocks and in code spans."""
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL))
    found = [re.sub(r"^\.venv/bin/", "", text) for text in (*lines, *spans)]
    return [shlex.split(text) for text in found if text.startswith("youshi ")]


@pytest.fixture(autouse=True)
def _somewhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("YOUSHI_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


# --- the command line ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_youshi_command_shown_exists_with_its_options(page: str) -> None:
    shown = typed(PAGES[page])
    wrong = []
    for _, *words in shown:
        words = [word for word in words if word not in ("--debug", "…")]
        if not words:
            continue
        command = COMMANDS_OF_CLI.get(words[0])
        known = {name for param in getattr(command, "params", ()) for name in (*param.opts, *param.secondary_opts)}
        if command is None or any(word.startswith("-") and word not in known for word in words):
            wrong.append(words)
    assert shown
    assert wrong == []


def test_every_command_has_a_row_on_the_operators_page() -> None:
    rows = re.findall(r"^\| `youshi (\w+)[^|]*\|", DEPLOY, re.MULTILINE)
    assert set(rows) == set(COMMANDS_OF_CLI)


def test_the_exit_codes_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| (\d+) \|", DEPLOY, re.MULTILINE)
    assert [int(row) for row in rows] == [code for code in Exit if code is not Exit.INTERRUPTED]


def test_every_make_target_shown_exists() -> None:
    targets = set(re.findall(r"^([a-z]+(?: [a-z]+)*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    known = {name for group in targets for name in group.split()}
    shown = {name for page in PAGES.values() for name in re.findall(r"(?:^|`)make ([a-z]+)", page, re.MULTILINE)}
    assert shown
    assert shown <= known


def test_the_example_flow_passes_through_every_command_shown_for_it(tmp_path: Path) -> None:
    (example,) = blocks(README, "yaml")
    path = tmp_path / re.match(r"# (\S+)", example)[1]  # type: ignore[index] # it begins with its name
    path.parent.mkdir()
    path.write_text(example, encoding="utf-8")
    assert FlowLibrary([path.parent]).find("xingfuli") is not None
    lines = [shlex.split(line) for block in blocks(README, "sh") for line in block.splitlines()]
    shown = [words[1:] for words in lines if words[0] == "youshi"]
    assert [words[0] for words in shown] == ["check", "draw", "preview"]
    for words in shown:
        ended = CliRunner().invoke(app, words)
        assert ended.exit_code == 0, ended.output


# --- settings --------------------------------------------------------------------------------------------


def test_every_setting_is_in_the_table_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(YOUSHI_\w+)` \| ([^|]+) \|", DEPLOY, re.MULTILINE))
    assert set(rows) == {variable(name) for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, str):
            assert rows[variable(name)] == f"`{field.default}`"


def test_the_example_settings_name_every_setting_and_can_be_used_as_they_are(tmp_path: Path) -> None:
    text = (ROOT / "deploy" / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^#?(YOUSHI_\w+)=(.*)$", text, re.MULTILINE)
    assert {name for name, _ in named} == {variable(name) for name in Settings.model_fields}
    as_it_is, all_given = tmp_path / "env", tmp_path / "all"
    as_it_is.write_text(text, encoding="utf-8")
    all_given.write_text("".join(f"{name}={value}\n" for name, value in named), encoding="utf-8")
    assert read_settings(as_it_is) == read_settings(all_given)


def test_the_pages_name_no_setting_that_is_not_there() -> None:
    known = {variable(name) for name in Settings.model_fields}
    for page in PAGES.values():
        assert set(re.findall(r"YOUSHI_[A-Z_]+", page)) <= known


# --- in the chat --------------------------------------------------------------------------------------------


def test_the_tables_name_every_command_of_the_chat_and_no_other() -> None:
    table = README.partition("## 命令")[2].partition("## English")[0]
    rows = [row for row in table.splitlines() if row.startswith("| `/")]
    shown = [name for row in rows for name in re.findall(r"`/(\w+)`", row.split("|")[1])]
    assert sorted(shown) == sorted(COMMANDS.keys() - {"start"})
    assert tuple(shown[:4]) == RESIDENT_MENU


def test_the_commands_typed_in_the_text_exist() -> None:
    ours = set(COMMANDS)
    botfather = {"newbot", "mybots", "revoke", "setjoingroups", "setprivacy"}
    for page in (README, DEPLOY):
        shown = set(re.findall(r"`/([a-z]+)[ `]", page))
        assert shown <= ours | botfather


def test_the_example_roll_can_be_imported() -> None:
    (example,) = blocks(README, "csv")
    rows, problems = parse_roll(example)
    assert problems == []
    assert [row.representative for row in rows] == ["张三", "李小四"]


# --- the rest -------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_transcript_is_what_the_demo_prints() -> None:
    """When it is not: `.venv/bin/python tests/docs/excerpt.py` writes it again."""
    assert excerpt.shown_in_readme() == excerpt.excerpt(excerpt.whole_demo())


def test_the_backup_shown_is_put_back_as_shown(tmp_path: Path) -> None:
    lines = [line for block in blocks(DEPLOY, "sh") for line in block.splitlines()]
    (backup,) = {line for line in lines if line.startswith("youshi backup")}
    (restore,) = {line for line in lines if line.startswith("youshi restore")}
    runner = CliRunner()
    for line in ("youshi migrate", backup):
        assert runner.invoke(app, shlex.split(line)[1:]).exit_code == 0
    with closing(sqlite3.connect(tmp_path / "youshi.db")) as lost:
        tables = {name for (name,) in lost.execute("SELECT name FROM sqlite_master")}
    for file in tmp_path.glob("youshi.db*"):
        file.unlink()
    ended = runner.invoke(app, shlex.split(restore)[1:])
    assert ended.exit_code == 0, ended.output
    with closing(sqlite3.connect(tmp_path / "youshi.db")) as found:
        assert {name for (name,) in found.execute("SELECT name FROM sqlite_master")} == tables


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    links = [link for link in re.findall(r"\]\(([^)]+)\)", PAGES[page]) if "://" not in link]
    assert [link for link in links if not (folder / link).exists()] == []
