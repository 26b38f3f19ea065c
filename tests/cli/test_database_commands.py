"""`migrate`, `export` and `run` on databases that are missing, empty, old, new, locked, or no database at all."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands import database
from bot.commands.console import Exit, words
from bot.storage import migrations, store
from bot.storage.store import Store
from cli.terminal import NOBODY, TOKEN, Done, Youshi

NOW = datetime(2026, 12, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _settings(here: Path) -> None:
    (here / ".env").write_text(f"YOUSHI_TOKEN={TOKEN}\nYOUSHI_API_BASE_URL={NOBODY}\n", encoding="utf-8")


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as opened:
        return {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this program knew a revision more than the database has."""
    monkeypatch.setattr(migrations, "missing", lambda _: ["9999"])


def one_sentence(done: Done, code: Exit, sentence: str) -> None:
    assert (done.code, done.out, done.err.strip()) == (code, "", sentence)


def test_migrate_makes_the_tables_and_a_second_run_changes_nothing(youshi: Youshi, here: Path) -> None:
    first = youshi("migrate")
    head = migrations.missing(None)
    plan = words("cli-migrate-plan", since="-", to=head[-1], steps=len(head))
    assert (first.code, first.out.splitlines()) == (0, [plan, words("cli-migrated")])
    assert {"sessions", "journal", "owed"} <= tables(here / "youshi.db")
    assert youshi("migrate").out.strip() == words("cli-current")
    assert not list(here.glob("*.before-*"))


def test_a_database_that_holds_something_is_copied_before_it_is_migrated(
    youshi: Youshi, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    youshi("migrate")
    head = migrations.missing(None)[-1]
    one_more(monkeypatch)
    plan = words("cli-migrate-plan", since=head, to="9999", steps=1)
    assert youshi("migrate", "--plan").out.splitlines() == [plan]
    assert not list(here.glob("*.before-*"))
    done = youshi("migrate")
    (copy,) = here.glob("youshi.db.before-*")
    assert done.out.splitlines() == [plan, words("cli-copied", file=copy.name), words("cli-migrated")]
    assert tables(copy) == tables(here / "youshi.db")


@pytest.mark.parametrize("command", [["run"], ["export", "1"]])
def test_an_older_database_is_left_to_migrate(
    youshi: Youshi, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    youshi("migrate")
    one_more(monkeypatch)
    one_sentence(youshi(*command), Exit.DATABASE, words("cli-database-old"))


@pytest.mark.parametrize("command", [["run"], ["migrate"], ["export", "1"]])
def test_a_newer_database_is_refused(youshi: Youshi, here: Path, command: list[str]) -> None:
    youshi("migrate")
    with closing(sqlite3.connect(here / "youshi.db")) as opened, opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")
    one_sentence(youshi(*command), Exit.DATABASE, words("storage-database-too-new", revision="9999"))


@pytest.mark.parametrize("command", [["run"], ["migrate"], ["export", "1"]])
def test_a_file_that_is_no_database_is_refused_and_left_alone(youshi: Youshi, here: Path, command: list[str]) -> None:
    file = here / "youshi.db"
    file.write_bytes(b"a letter to the property office" * 100)
    before = file.read_bytes()
    one_sentence(youshi(*command), Exit.DATABASE, words("storage-database-not-a-database"))
    assert file.read_bytes() == before


def test_a_locked_database_is_told(youshi: Youshi, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    youshi("migrate")
    monkeypatch.setattr(store, "_BUSY_SECONDS", 0)
    with closing(sqlite3.connect(here / "youshi.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        done = youshi("migrate")
    one_sentence(done, Exit.DATABASE, words("storage-database-locked"))


async def test_a_program_that_starts_waits_for_a_database_it_cannot_have_yet_and_says_so_once(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As after a start of the whole machine, where the server of the database comes up later than the bot."""
    monkeypatch.setattr(store, "_BUSY_SECONDS", 0)
    monkeypatch.setattr(database, "_PAUSE", 0.01)
    said = ""
    with closing(sqlite3.connect(here / "youshi.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        starting = asyncio.create_task(database.wait_for("sqlite+aiosqlite:///youshi.db"))
        async with asyncio.timeout(60):
            while not said:
                await asyncio.sleep(0.05)
                said = capsys.readouterr().err
        assert not starting.done()
    async with asyncio.timeout(60):
        await starting
    assert said + capsys.readouterr().err == words("storage-database-locked") + "\n"


def test_a_folder_that_is_not_there_is_told(youshi: Youshi) -> None:
    done = youshi("migrate", env={"YOUSHI_DATABASE_URL": "sqlite+aiosqlite:///nowhere/youshi.db"})
    one_sentence(done, Exit.DATABASE, words("storage-database-not-openable"))


def test_a_server_that_does_not_answer_is_told_without_its_password(youshi: Youshi) -> None:
    done = youshi("migrate", env={"YOUSHI_DATABASE_URL": "postgresql+asyncpg://me:pass@127.0.0.1:1/youshi"})
    one_sentence(done, Exit.DATABASE, words("storage-database-unreachable"))


def test_export_makes_no_database_and_knows_no_session_that_is_not_there(youshi: Youshi, here: Path) -> None:
    one_sentence(youshi("export", "1"), Exit.DATABASE, words("cli-no-database", file="youshi.db"))
    assert not (here / "youshi.db").exists()
    youshi("migrate")
    for session in ("1", "2026-001", "9" * 40):
        one_sentence(youshi("export", session), Exit.FAILED, words("refusal-session-unknown", session=session))


async def test_a_failed_copy_leaves_the_database_as_it_was(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No copy, no migration."""
    url = "sqlite+aiosqlite:///youshi.db"
    await database.migrate(url, NOW)
    one_more(monkeypatch)
    (here / f"youshi.db.before-{NOW:%Y%m%d-%H%M%S}").mkdir()
    before = (here / "youshi.db").read_bytes()
    with pytest.raises(store.StorageProblem, match="database-not-copied"):
        await database.migrate(url, NOW)
    assert (here / "youshi.db").read_bytes() == before


async def test_an_empty_database_is_welcome_to_run(here: Path) -> None:
    url = "sqlite+aiosqlite:///youshi.db"
    await database.refuse_old(url)
    opened = await Store.open(url)
    assert await opened.is_empty()
    await opened.close()


def test_json_is_the_one_form_of_a_record(youshi: Youshi) -> None:
    done = youshi("export", "1", "--format", "xml")
    assert done.code == Exit.USAGE
    assert "json" in done.err
