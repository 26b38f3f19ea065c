"""`backup` and `restore` from the command line: no token, one file, one sentence where something is wrong."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.commands.console import Exit, words
from cli.terminal import Done, Youshi

ELSEWHERE = {"YOUSHI_DATABASE_URL": "sqlite+aiosqlite:///elsewhere.db"}


def one_sentence(done: Done, code: Exit, sentence: str) -> None:
    assert (done.code, done.out, done.err.strip()) == (code, "", sentence)


@pytest.fixture
def backup(youshi: Youshi, here: Path) -> Path:
    """Of a database that knows one small fact."""
    youshi("migrate")
    with closing(sqlite3.connect(here / "youshi.db")) as opened, opened:
        opened.execute("INSERT INTO notes VALUES ('bot', '{\"id\": 123456}')")
    done = youshi("backup", "town.zip")
    assert (done.code, done.err) == (Exit.OK, "")
    assert "town.zip" in done.out
    return here / "town.zip"


def test_what_was_backed_up_is_restored_without_a_token(youshi: Youshi, here: Path, backup: Path) -> None:
    done = youshi("restore", backup, env=ELSEWHERE)
    assert (done.code, done.err) == (Exit.OK, "")
    assert youshi("migrate", env=ELSEWHERE).out.strip() == words("cli-current")
    with closing(sqlite3.connect(here / "elsewhere.db")) as opened:
        assert opened.execute("SELECT name FROM notes").fetchall() == [("bot",)]


def test_what_cannot_be_restored_is_one_sentence(youshi: Youshi, here: Path, backup: Path) -> None:
    one_sentence(youshi("restore", backup), Exit.DATABASE, words("storage-restore-not-empty"))
    one_sentence(youshi("restore", "no.zip"), Exit.USAGE, words("cli-no-backup", file="no.zip"))
    (here / "letter.zip").write_bytes(b"a letter")
    wrong = words("storage-backup-unreadable", file="letter.zip")
    one_sentence(youshi("restore", "letter.zip", env=ELSEWHERE), Exit.DATABASE, wrong)
    assert not (here / "elsewhere.db").exists()


def test_what_cannot_be_backed_up_is_one_sentence(youshi: Youshi, here: Path) -> None:
    one_sentence(youshi("backup", "town.zip"), Exit.DATABASE, words("cli-no-database", file="youshi.db"))
    (here / "youshi.db").touch()
    one_sentence(youshi("backup", "town.zip"), Exit.DATABASE, words("storage-backup-nothing"))
    youshi("migrate")
    done = youshi("backup", "nowhere/town.zip")
    assert (done.code, done.out) == (Exit.DATABASE, "")
    assert "nowhere/town.zip" in done.err
    assert not list(here.glob("*.zip*"))
