"""The command line as a whole: usage, languages, exit codes, and errors as one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import __version__
from bot.__main__ import app
from bot.commands.console import Exit, Failed, terminal_locale, told, words
from bot.deliberation.refusal import Refused
from bot.storage.problem import StorageProblem
from cli.terminal import TOKEN, Youshi

COMMANDS = [command.name or "" for command in app.registered_commands]


def outside(*args: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The real program, in a process and an environment of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("YOUSHI_", "LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "bot", *args],
        cwd=folder, env=clean | {"PYTHONPATH": str(Path(__file__).parents[2])} | env,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_version_is_printed_by_the_installed_program(here: Path) -> None:
    ended = outside("version", folder=here)
    assert (ended.returncode, ended.stdout.strip(), ended.stderr) == (0, __version__, "")


def test_help_lists_every_command_and_each_has_help_of_its_own(youshi: Youshi) -> None:
    listed = youshi("--help").out
    for command in COMMANDS:
        assert f"\n  {command} " in listed
        assert words(f"cli-help-{command}").split(".")[0].split(";")[0][:30] in " ".join(
            youshi(command, "--help").out.split()
        )


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["frob"], words("cli-usage-command", name="frob")),
        (["--frob"], words("cli-usage-option", name="--frob")),
        (["draw", "--frob"], words("cli-usage-option", name="--frob")),
        (["draw"], words("cli-usage-missing", name="FLOW")),
        (["rehearse"], words("cli-usage-missing", name="SCRIPT")),
        (["export"], words("cli-usage-missing", name="SESSION")),
        (["export", "1", "--sealed", "--by", "1"], words("cli-sealed-by")),
        (["export", "1", "--by", "1"], words("cli-by-sealed")),
    ],
)
def test_a_wrong_command_line_is_one_sentence_and_code_2(youshi: Youshi, args: list[str], sentence: str) -> None:
    done = youshi(*args)
    assert (done.code, done.out, done.err.strip()) == (2, "", sentence)


def test_the_terminal_is_spoken_to_in_its_language(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert terminal_locale() == "en"
    for said, spoken in (("zh_CN.UTF-8", "zh-CN"), ("zh_TW.UTF-8", "zh-TW"), ("de_DE.UTF-8", "en"), ("C.UTF-8", "en")):
        monkeypatch.setenv("LANG", said)
        assert terminal_locale() == spoken
    monkeypatch.setenv("YOUSHI_LOCALE", "zh-CN")
    assert terminal_locale() == "zh-CN"
    assert "检查流程" in outside("--help", folder=here, LANG="zh_CN.UTF-8").stdout


def test_without_a_token_the_way_to_one_is_told(here: Path) -> None:
    ended = outside("run", folder=here)
    assert ended.returncode == Exit.USAGE
    assert "@BotFather" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_every_wrong_setting_is_told_at_once_and_no_secret(youshi: Youshi) -> None:
    secret = "not-a-token-but-secret"
    done = youshi(
        "run", env={"YOUSHI_TOKEN": secret, "YOUSHI_TIMEZONE": "Mars", "YOUSHI_DATABASE_URL": "mysql://me:pass@host/db"}
    )
    assert done.code == Exit.USAGE
    assert [line.split()[0] for line in done.err.splitlines()] == [
        "YOUSHI_TOKEN",
        "YOUSHI_DATABASE_URL",
        "YOUSHI_TIMEZONE",
    ]
    assert secret not in done.err
    assert "pass" not in done.err


def test_the_env_file_of_the_folder_is_read(youshi: Youshi, here: Path) -> None:
    (here / ".env").write_text(f"YOUSHI_TOKEN={TOKEN}\nYOUSHI_LOG_LEVEL=loud\n", encoding="utf-8")
    done = youshi("migrate")
    assert done.code == Exit.USAGE
    assert "YOUSHI_LOG_LEVEL" in done.err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Failed("sentence", Exit.TELEGRAM), Exit.TELEGRAM),
        (StorageProblem("database-read-only", detail="x"), Exit.DATABASE),
        (Refused("two-scrutineers"), Exit.FAILED),
        (ZeroDivisionError("a bug"), Exit.FAULT),
    ],
)
def test_every_kind_of_error_has_its_code_and_one_sentence(error: Exception, code: Exit) -> None:
    (sentence,), given = told(error)
    assert given is code
    assert "\n" not in sentence
    assert not sentence.startswith(("storage-", "refusal-", "cli-"))


def test_debug_shows_the_traceback_and_nothing_else_does(here: Path) -> None:
    (here / ".env").mkdir()
    plain, debugged = outside("check", "no.yaml", folder=here), outside("--debug", "draw", "no.yaml", folder=here)
    assert "Traceback" not in plain.stdout + plain.stderr
    assert "Traceback" in debugged.stderr
    assert debugged.returncode == Exit.FAILED
