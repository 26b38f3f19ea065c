"""`verify`: a file alone tells whether it holds, on any machine."""

import json
from pathlib import Path

import pytest

from bot.commands.console import Exit, words
from cli.terminal import NOBODY, Youshi
from cli.test_export import session  # noqa: F401  a session with one ballot that is still open


@pytest.fixture
def record(youshi: Youshi, session: str, here: Path) -> Path:  # noqa: F811
    """A public record in a folder that has neither settings nor a database any more."""
    youshi("export", session, "--output", "record.json")
    youshi("export", session, "--sealed", "--by", "@user1", "--by", "@user2", "--output", "sealed.json")
    (here / ".env").unlink()
    for left in here.glob("youshi.db*"):
        left.unlink()
    return here / "record.json"


def test_a_sound_record_is_one_sentence(youshi: Youshi, record: Path) -> None:
    done = youshi("verify", record, env={"YOUSHI_DATABASE_URL": NOBODY})
    rows = len(json.loads(record.read_text("utf-8"))["journal"])
    number = json.loads(record.read_text("utf-8"))["session"]["number"]
    told = words("verify-sound", number=number, rows=rows, sealed="no", recounted=0, proved=0, erased=0)
    assert (done.code, done.out.strip(), done.err) == (Exit.OK, told, "")


def test_public_and_sealed_are_compared(youshi: Youshi, record: Path) -> None:
    done = youshi("verify", "sealed.json", "--public", "record.json")
    assert (done.code, len(done.out.strip().splitlines())) == (Exit.OK, 2)
    assert words("verify-alike", file="record.json") in done.out


def test_every_finding_is_a_line_that_names_its_row(youshi: Youshi, record: Path) -> None:
    changed = json.loads(record.read_text("utf-8"))
    changed["journal"][2]["kind"] = "care"
    del changed["journal"][4]
    record.write_text(json.dumps(changed), encoding="utf-8")
    done = youshi("verify", record)
    assert done.code == Exit.FAILED
    lines = done.out.strip().splitlines()
    assert {words("verify-row-changed", row=3), words("verify-row-missing", row=5, last=5, count=1)} <= set(lines)
    assert done.err.strip() == words("verify-not-sound", count=len(lines))


def test_a_receipt_or_code_that_is_not_in_it_fails(youshi: Youshi, record: Path) -> None:
    for option, key in (("--receipt", "no-receipt"), ("--digest", "no-digest")):
        done = youshi("verify", record, option, "7K2M9PAAAA")
        assert (done.code, done.out.strip()) == (Exit.FAILED, words(f"verify-{key}", code="7K2M9PAAAA"))


@pytest.mark.parametrize(
    ("text", "key"), [("{", "verify-not-json"), ("[]", "verify-not-a-record"), ("\udcff", "verify-not-json")]
)
def test_what_is_no_record_is_told_in_a_sentence(youshi: Youshi, here: Path, text: str, key: str) -> None:
    (here / "file.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    done = youshi("verify", "file.json")
    assert (done.code, done.out, done.err.strip()) == (Exit.USAGE, "", words(key))


def test_a_file_that_is_not_there_is_told_in_a_sentence(youshi: Youshi) -> None:
    done = youshi("verify", "nowhere.json")
    assert done.code == Exit.USAGE
    assert "nowhere.json" in done.err
