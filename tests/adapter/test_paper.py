"""Files of the bot's own making reach a moderator's private chat, and what opens doors is kept nowhere."""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.chat.courier import Address, Manner
from bot.chat.message import Document, Message
from bot.chat.telegram.courier import TelegramCourier
from bot.rehearsal.emulator.emulator import Emulator
from bot.rehearsal.emulator.model import Chat, StoredFile

from .town import Town, founded

ROLL = "unit,household,area,owner,representative\n2-101,2-101,89.50,业主,业主\n2-102,2-102,90.00,邻居,邻居"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        await town.set_up()
        await town.says(town.chair, "/roll\n" + ROLL)
        yield town


def files(chat: Chat) -> list[StoredFile]:
    return [message.media for message in chat.messages.values() if message.media is not None]


def everything_kept(folder: Path) -> Iterator[str]:
    """Every value of every row of the database, the place and the text of each."""
    with closing(sqlite3.connect(folder / "youshi.db")) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in database.execute(f'SELECT * FROM "{table}"'):
                yield f"{table}: {row}"


async def test_codes_come_as_a_file_to_print_and_stay_in_no_row_of_the_database(town: Town, tmp_path: Path) -> None:
    await town.says(town.chair, "/roll codes")
    private = town.private(town.chair)
    [file] = files(private)
    assert (file.name, file.mime_type) == ("codes.pdf", "application/pdf")
    assert file.content.startswith(b"%PDF-")
    codes = re.findall(r"[0-9]{8}", town.last(private))
    assert len(codes) == 2
    assert not files(town.group)
    kept = await asyncio.to_thread(list, everything_kept(tmp_path))
    assert any(line.startswith("owed: ") and "'codes'" in line for line in kept)
    assert [line for line in kept if any(code in line for code in codes)] == []
    assert [line for line in kept if "long" in line and "digits" in line] == []


async def test_codes_that_cannot_be_delivered_are_forgotten_as_well(town: Town, tmp_path: Path) -> None:
    town.emulator.people.block(town.chair)
    await town.says(town.chair, "/roll codes")
    assert files(town.private(town.chair)) == []
    kept = await asyncio.to_thread(list, everything_kept(tmp_path))
    assert [line for line in kept if line.startswith("owed: ") and "digits" in line] == []


async def test_a_file_broken_off_is_sent_again_and_holds_the_same_codes(town: Town) -> None:
    """Until it has arrived it is all there: nobody has to make the codes anew."""
    town.emulator.faults.add("server_error", method="sendDocument", times=2)
    await town.says(town.chair, "/roll codes 2-101")
    [file] = files(town.private(town.chair))
    assert file.content.startswith(b"%PDF-")
    await town.starts(town.neighbours[0])
    [code] = re.findall(r"[0-9]{8}", town.last(town.private(town.chair)))
    await town.says(town.neighbours[0], f"/join {code[:4]} {code[4:]} 2-101", town.private(town.neighbours[0]))
    assert "2-101" in town.last(town.private(town.neighbours[0]))


async def test_a_moderator_gets_the_stairwell_notice_of_a_round_at_a_press(town: Town) -> None:
    await town.says(town.chair, "/open wumin-kuai 楼道装灯,同意吗?")
    await town.confirm_opening()
    private = town.private(town.chair)
    await town.says(town.chair, "/manage", private)
    await town.presses(town.chair, "第2网格", private)
    await town.presses(town.chair, "楼道告示", private)
    [file] = files(private)
    assert re.fullmatch(r"notice-[0-9A-Za-z-]+\.pdf", file.name or "")
    assert file.content.startswith(b"%PDF-")


async def test_papers_of_a_vote_come_to_whoever_asks_and_those_of_the_office_to_no_resident(town: Town) -> None:
    await town.says(town.chair, "/open wumin-kuai 楼道装灯,同意吗?")
    await town.confirm_opening()
    private = town.private(town.chair)
    await town.says(town.chair, "/manage", private)
    await town.presses(town.chair, "第2网格", private)
    await town.presses(town.chair, "文件", private)
    await town.presses(town.chair, "公告 PDF", private)
    await town.presses(town.chair, "公告 Word", private)
    printed, written = files(private)
    assert [re.sub("[0-9-]+", "", file.name or "") for file in (printed, written)] == [
        "announcement.pdf", "announcement.docx",
    ]  # fmt: skip
    assert printed.content.startswith(b"%PDF-")
    assert written.content.startswith(b"PK")
    neighbour = town.neighbours[0]
    await town.starts(neighbour)
    await town.presses(neighbour, "全文")
    own = town.private(neighbour)
    await town.presses(neighbour, "文件", own)
    assert "名册" not in town.last(own)
    await town.presses(neighbour, "公告 PDF", own)
    [file] = files(own)
    assert file.content == printed.content


async def test_a_document_is_made_with_the_addresses_of_the_platform(
    courier: TelegramCourier, emulator: Emulator
) -> None:
    person = emulator.people.new("网格长")
    emulator.people.start(person)
    chat = emulator.people.private_chat(person)
    message = Message("给您", document=Document("a.txt", lambda link: f"{link('')} {link('k_ABC')}".encode()))
    message_id = await courier.post(Address(chat.id), message, Manner())
    sent = chat.messages[message_id]
    assert sent.text == "给您"
    assert sent.media is not None
    bot = f"https://t.me/{emulator.bot.username}"
    assert sent.media.content.decode() == f"{bot} {bot}?start=k_ABC"
