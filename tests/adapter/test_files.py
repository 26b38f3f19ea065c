"""Photos, voices and documents that come with an issue or a report are fetched, kept and shown again."""

import hashlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal import picture
from bot.storage import files
from bot.storage.files import Kept
from bot.storage.records import record
from bot.storage.tables import files as table
from bot.storage.tables import journal

from .town import Town, founded

PICTURE = picture.plain()


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        yield town


async def kept(town: Town) -> list[Kept]:
    async with town.app.store.reading() as tx:
        return [record(Kept, row) for row in await tx.rows(table.select())]


async def minuted(town: Town) -> list[str]:
    """The hashes of files the minutes name."""
    async with town.app.store.reading() as tx:
        rows = await tx.rows(journal.select().where(journal.c.kind == "file-kept"))
    return [row.public["sha256"] for row in rows]


async def with_task(town: Town) -> None:
    """A task that the chair leads, with its card in the chair's private chat."""
    await town.set_up()
    await town.opens("zhiban")
    await town.says(town.chair, "/assign + 其他 装便袋箱")
    await town.says(town.chair, "/assign 1 @chair")


async def test_a_photo_with_a_proposal_is_kept_under_what_it_holds(town: Town) -> None:
    await town.set_up()
    town.emulator.people.send_photo(town.neighbours[0], town.group, PICTURE, "/ti 楼道灯坏了,请换一盏")
    await town.rest()
    [found] = await kept(town)
    digest = hashlib.sha256(PICTURE).hexdigest()
    assert (found.kind, found.sha256, found.size) == ("photo", digest, len(PICTURE))
    path = town.settings.files_folder / digest[:2] / digest
    assert path.read_bytes() == PICTURE
    assert await minuted(town) == [digest]


async def test_a_file_is_fetched_after_the_act_is_committed_and_again_after_a_power_cut(town: Town) -> None:
    await town.set_up()
    town.emulator.faults.add("hang", method="getFile")
    town.emulator.people.send_photo(town.neighbours[0], town.group, PICTURE, "/ti 楼道灯坏了,请换一盏")
    await town.emulator.changes.until(lambda: any(call.method == "getFile" for call in town.emulator.calls))
    async with town.app.store.reading() as tx:
        assert await tx.rows(journal.select().where(journal.c.kind == "issue-raised"))
    assert await kept(town) == []
    await town.app.kill()
    town.conductor.bot = None
    await town.restart()
    assert len(await kept(town)) == 1


async def test_a_file_for_which_the_disk_has_no_room_is_fetched_when_it_has(town: Town) -> None:
    await town.set_up()
    folder = town.settings.files_folder
    folder.touch()  # nothing can be put into it
    town.emulator.people.send_photo(town.neighbours[0], town.group, PICTURE, "/ti 楼道灯坏了,请换一盏")
    await town.rest()
    assert await kept(town) == []
    folder.unlink()
    await town.passes(timedelta(minutes=1))
    assert [found.sha256 for found in await kept(town)] == await minuted(town) != []


async def test_a_file_larger_than_telegram_hands_out_is_told_to_whoever_sent_it(town: Town) -> None:
    person = town.neighbours[0]
    await town.set_up()
    await town.opens("zhiti")
    await town.starts(person)
    large = b"%PDF" + bytes(21 * 1024 * 1024)
    town.emulator.people.send_document(person, town.group, large, "灯.pdf", "application/pdf", "/ti 灯坏了,建议换")
    await town.rest()
    assert "20" in town.last(town.private(person))
    assert await kept(town) == []
    assert await minuted(town) == []


@pytest.mark.parametrize("kind", ["photo", "voice"])
async def test_a_report_with_a_file_is_shown_to_whoever_asks(town: Town, kind: str) -> None:
    await with_task(town)
    people, private = town.emulator.people, town.private(town.chair)
    card = town.newest(private)
    if kind == "photo":
        people.send_photo(town.chair, private, PICTURE, "装好一半了", reply_to=card)
    else:
        people.send_voice(town.chair, private, b"OggS" + bytes(40), 3, reply_to=card)
    await town.rest()
    [report] = await kept(town)
    neighbour = town.neighbours[0]
    await town.starts(neighbour)
    await town.presses(neighbour, "看照片" if kind == "photo" else "听录音")
    shown = town.newest(town.private(neighbour))
    assert shown.media is not None
    assert (shown.media.kind, hashlib.sha256(shown.media.content).hexdigest()) == (kind, report.sha256)
    assert town.refused == []


async def test_a_file_telegram_has_forgotten_is_sent_again_from_what_was_kept(town: Town) -> None:
    await town.set_up()
    await town.opens("zhiti")
    town.emulator.people.send_photo(town.neighbours[0], town.group, PICTURE, "/ti 楼道灯坏了,建议换一盏")
    await town.rest()
    assert len(await kept(town)) == 1
    town.emulator.forget_files()
    await town.starts(town.chair)
    await town.presses(town.chair, "看 1 件")
    await town.presses(town.chair, "看照片", town.private(town.chair))
    shown = town.newest(town.private(town.chair))
    assert shown.media is not None
    assert shown.media.content == PICTURE


async def test_what_was_never_kept_is_told_without_the_file(town: Town) -> None:
    await town.set_up()
    await town.opens("zhiti")
    town.emulator.people.send_photo(town.neighbours[0], town.group, PICTURE, "/ti 楼道灯坏了,建议换一盏")
    await town.rest()
    [found] = await kept(town)
    town.emulator.forget_files()
    (town.settings.files_folder / found.sha256[:2] / found.sha256).unlink()
    await town.starts(town.chair)
    await town.presses(town.chair, "看 1 件")
    await town.presses(town.chair, "看照片", town.private(town.chair))
    assert "楼道灯坏了" in town.last(town.private(town.chair))


async def test_a_file_that_comes_twice_is_fetched_once(town: Town) -> None:
    await town.set_up()
    act = town.emulator.people.send_photo(town.neighbours[0], town.group, PICTURE, "/ti 楼道灯坏了,建议换一盏")
    await town.rest()
    assert act.message is not None
    town.emulator.people.forward(town.neighbours[1], act.message, town.group)
    await town.rest()
    async with town.app.store.reading() as tx:
        assert await files.kept(tx, act.message.media.file_id) is not None  # type: ignore[union-attr]
    assert sum(call.method == "getFile" for call in town.emulator.calls) == 1
