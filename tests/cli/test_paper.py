"""`paper`: the stairwell notice of what is open, as a file; nothing where there is nothing to take part in."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from documents.pages import Printed

from bot.clock import RealClock
from bot.commands.console import Exit, words
from bot.rehearsal.emulator.emulator import Emulator
from cli.terminal import NOBODY, TOKEN, Done, Youshi
from cli.test_export import _open_session as open_session


def printed_in(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("*.pdf")]


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    async with Emulator(now=RealClock().now, token=TOKEN) as running:
        yield running


async def asked(youshi: Youshi, here: Path, address: str, *args: str) -> Done:
    (here / ".env").write_text(f"YOUSHI_TOKEN={TOKEN}\nYOUSHI_API_BASE_URL={address}\n", encoding="utf-8")
    return await asyncio.to_thread(youshi, "paper", *args)


async def test_it_is_one_page_with_the_question_and_the_way_to_the_bot(
    youshi: Youshi, emulator: Emulator, here: Path
) -> None:
    session = await open_session()
    done = await asked(youshi, here, emulator.address, session, "--output", "告示.pdf")
    assert (done.code, done.out.strip()) == (Exit.OK, words("cli-written", path="告示.pdf"))
    found = Printed((here / "告示.pdf").read_bytes())
    assert len(found) == 1
    assert "大门夜里十一点锁,好不好?" in found.words()
    [code] = found.codes()
    assert code.startswith(f"https://t.me/{emulator.bot.username}?start=")


async def test_without_a_name_it_is_named_after_the_session(youshi: Youshi, emulator: Emulator, here: Path) -> None:
    session = await open_session()
    done = await asked(youshi, here, emulator.address, session)
    [name] = printed_in(here)
    assert name.startswith("notice-")
    assert words("cli-written", path=name) == done.out.strip()


async def test_a_paper_of_the_vote_is_made_by_its_name_in_either_form(
    youshi: Youshi, emulator: Emulator, here: Path
) -> None:
    session = await open_session()
    done = await asked(youshi, here, emulator.address, session, "announcement")
    [name] = printed_in(here)
    assert (done.code, name.startswith("announcement-")) == (Exit.OK, True)
    assert "大门夜里十一点锁,好不好?" in Printed((here / name).read_bytes()).words()
    done = await asked(youshi, here, emulator.address, session, "announcement", "--format", "docx", "-o", "公告.docx")
    assert (done.code, (here / "公告.docx").read_bytes()[:2]) == (Exit.OK, b"PK")


async def test_a_paper_there_is_not_is_said_and_telegram_is_asked_only_for_a_code(
    youshi: Youshi, emulator: Emulator, here: Path
) -> None:
    session = await open_session()
    unknown = await asked(youshi, here, emulator.address, session, "leaflet")
    assert (unknown.code, "announcement" in unknown.err) == (Exit.USAGE, True)
    form = await asked(youshi, here, emulator.address, session, "counts", "--format", "xlsx")
    assert (form.code, "docx" in form.err) == (Exit.USAGE, True)
    none = await asked(youshi, here, NOBODY, session, "counts")
    assert (none.code, none.err.strip()) == (Exit.FAILED, words("cli-paper-none", paper="counts", session=session))
    assert printed_in(here) == []


async def test_a_session_there_is_not_and_a_telegram_that_is_silent_are_said(
    youshi: Youshi, emulator: Emulator, here: Path
) -> None:
    session = await open_session()
    unknown = await asked(youshi, here, emulator.address, "2026-999")
    assert (unknown.code, unknown.err.strip()) == (Exit.FAILED, words("refusal-session-unknown", session="2026-999"))
    silent = await asked(youshi, here, NOBODY, session)
    assert silent.code == Exit.FAILED
    assert "doctor" in silent.err
    assert printed_in(here) == []
