"""A roll handed in as a file in the private chat: shown before anything changes, and taken exactly as it was shown."""

import io
import re
import zipfile
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from bot.storage import roll
from bot.storage.tables import files, journal, messages, owed, roll_offers

from .town import Town, founded

TYPE = "application/octet-stream"
HEAD = "门牌,面积,业主,户代表\n"
THREE = HEAD + "".join(f"3-50{n},90.00,业主{n},居民{n}\n" for n in (1, 2, 3))
FOUR = THREE + "3-504,60.50,业主1,\n"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        await town.set_up()
        await town.says(town.chair, "/roll\n" + THREE)
        yield town


async def sends(town: Town, content: bytes, name: str = "名册.csv") -> str:
    """The chair sends a file in private; what the bot says last."""
    town.emulator.people.send_document(town.chair, town.private(town.chair), content, name, TYPE)
    await town.rest()
    return town.last(town.private(town.chair))


async def presses(town: Town, label: str) -> str:
    """The chair presses a button of the private chat; the toast."""
    return (await town.presses(town.chair, label, town.private(town.chair))).text


async def heads(town: Town) -> tuple[int, int]:
    """Households and owners on the roll."""
    async with town.app.store.reading() as tx:
        return (await roll.electorate(tx, "/"))[0].heads, (await roll.electorate(tx, "/", "owner"))[0].heads


async def waiting(town: Town) -> int:
    async with town.app.store.reading() as tx:
        return len(await tx.rows(select(roll_offers.c.id)))


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "名册"
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def test_a_file_is_compared_first_and_taken_as_it_was_shown(town: Town) -> None:
    shown = await sends(town, FOUR.encode())
    assert "新增户 1:3-504" in shown
    assert "住户:3(270.00 ㎡)→ 4(330.50 ㎡)" in shown
    assert "业主:3(270.00 ㎡)→ 3(330.50 ㎡)" in shown, "one owner with two units is one head"
    assert await heads(town) == (3, 3)
    assert "名册已更新" in await presses(town, "按此更新")
    assert (await heads(town), await waiting(town)) == ((4, 3), 0)
    async with town.app.store.reading() as tx:
        newest = (await tx.rows(select(journal).where(journal.c.kind == "roll-imported")))[-1]
    mark = re.search(r"文件指纹 ([0-9a-f]{8})", shown)
    assert mark is not None
    assert newest.public["sha256"].startswith(mark[1]), "by the hash that was shown"


async def test_whoever_leaves_it_changes_nothing_and_what_the_file_held_is_gone(town: Town) -> None:
    await sends(town, FOUR.encode())
    assert await waiting(town) == 1
    assert "没有改动" in await presses(town, "不更新")
    assert (await heads(town), await waiting(town)) == ((3, 3), 0)


async def test_nothing_of_a_file_is_kept_longer_than_it_waits(town: Town) -> None:
    await sends(town, FOUR.encode())
    async with town.app.store.reading() as tx:
        assert await tx.rows(select(files)) == [], "on no shelf"
        kept = await tx.column(select(messages.c.args).where(messages.c.card == "roll-offered"))
        unsent = await tx.rows(select(owed).where(owed.c.card == "roll-offered", owed.c.state != "sent"))
    assert (kept, unsent) == ([{}], [])
    await town.passes(timedelta(hours=25))
    assert await waiting(town) == 0
    assert "超过一天" in await presses(town, "按此更新")
    assert await heads(town) == (3, 3)


async def test_a_roll_somebody_else_has_changed_meanwhile_is_shown_again(town: Town) -> None:
    await sends(town, FOUR.encode())
    await town.says(town.chair, "/roll\n" + HEAD + "3-501,90.00,业主1,居民1\n")
    assert "重新核对" in await presses(town, "按此更新")
    assert "住户:1(90.00 ㎡)→ 4(330.50 ㎡)" in town.last(town.private(town.chair))
    assert await heads(town) == (1, 1)
    await presses(town, "按此更新")
    assert await heads(town) == (4, 3)


async def test_what_is_wrong_is_told_by_sheet_column_and_row_and_what_changes_nothing_has_no_buttons(
    town: Town,
) -> None:
    rows: list[list[object]] = [["门牌", "面积", "业主"], ["3-501", "=1+1", "业主1"]]
    rows += [[f"3-6{n:02}", "九十", f"业主{n}"] for n in range(11)]
    shown = await sends(town, workbook(*rows), "名册.xlsx")
    assert "有 12 处要修" in shown
    assert "名册!B2:这一格是公式" in shown
    assert "名册!B11:面积“九十”读不了" in shown
    assert "名册!B12" not in shown, "the first ten"
    assert "什么都不会变" in await sends(town, THREE.encode())
    assert await waiting(town) == 0


async def test_hostile_files_are_refused_with_a_sentence(town: Town) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)
    assert "文件太大" in await sends(town, bomb.getvalue(), "名册.xlsx")
    assert "旧格式" in await sends(town, b"\xd0\xcf\x11\xe0" + bytes(600), "名册.xls")
    assert "编码读不准" in await sends(town, THREE.encode("gb18030"))
    assert "文件太大(最多 20 MB)" in await sends(town, bytes(20_100_000))
    assert "少了“unit”这一列" in await sends(town, b"%PDF-1.7 nothing of a roll", "名册.pdf")
    assert (await heads(town), await waiting(town)) == ((3, 3), 0)


async def test_the_template_is_offered_by_a_button_and_read_back_by_the_bot(town: Town) -> None:
    await town.says(town.chair, "/roll", town.private(town.chair))
    await presses(town, "要空白表")
    made = town.newest(town.private(town.chair)).media
    assert made is not None
    assert load_workbook(io.BytesIO(made.content)).worksheets[0]["B1"].value == "门牌"
    assert "新增户" in await sends(town, made.content, "名册.xlsx")


async def test_a_document_of_somebody_who_keeps_no_roll_or_one_in_a_group_is_not_even_fetched(town: Town) -> None:
    other = town.neighbours[0]
    await town.starts(other)
    town.emulator.people.send_document(other, town.private(other), FOUR.encode(), "名册.csv", TYPE)
    town.emulator.people.send_document(town.chair, town.group, FOUR.encode(), "名册.csv", TYPE, "/roll")
    await town.rest()
    assert "没在等您的话" in town.last(town.private(other))
    assert "不要发在群里" in town.last()
    assert not any(call.method == "getFile" for call in town.emulator.calls)
