"""`ledger`: the books of a common fund from a file, at a glance, and as a workbook."""

import asyncio
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bot.commands.console import Exit, words
from bot.deliberation.model import Community
from bot.storage import ledger, people, scopes
from bot.storage.people import Met
from bot.storage.store import Store
from cli.terminal import NOBODY, TOKEN, Youshi

NOW = datetime(2026, 3, 31, tzinfo=UTC)
TABLE = """\
日期,类型,类别,金额,说明,联系电话
2026-01-01,期初,,"10,000",上年结余,139
2026-01-15,收入,广告,12000,电梯广告,139
2026/2/3,收入,车位,9600.50,地面车位,139
2026-03-31,成本,,3000,换广告框,139
"""


@pytest.fixture(autouse=True)
def _a_community(youshi: Youshi, here: Path) -> None:
    (here / ".env").write_text(f"YOUSHI_TOKEN={TOKEN}\nYOUSHI_API_BASE_URL={NOBODY}\n", encoding="utf-8")
    youshi("migrate")
    asyncio.run(_found(here))


async def _found(here: Path) -> None:
    """A community of a street, with a committee of one."""
    store = await Store.open(f"sqlite:///{here}/youshi.db")
    ids = await store.reserve_ids(9)
    async with store.transaction() as tx:
        street = await scopes.ensure_scope(tx, None, "street", "东城街道", ids)
        scope = await scopes.ensure_scope(tx, street.id, "community", "幸福里", ids)
        await scopes.new_community(tx, Community(ids(), scope.id, "幸福里"))
        someone = (await people.meet(tx, [Met(5, "王会计")], ids))[5]
        await people.grant(tx, someone.id, street.id, "committee", None, NOW, ids)
    await store.close()


async def _confirmed(here: Path) -> int:
    """Confirm what waits, behind the chat's back; how many those were."""
    store = await Store.open(f"sqlite:///{here}/youshi.db")
    async with store.transaction() as tx:
        (home,) = await scopes.communities(tx)
        waiting = [entry for entry in await ledger.entries(tx, home.scope_id) if entry.state == "entered"]
        for entry in waiting:
            entry.state, entry.settled_by, entry.settled_at = "confirmed", 1, NOW
        await ledger.settle(tx, waiting)
    await store.close()
    return len(waiting)


def test_a_table_is_entered_as_a_whole_and_waits_for_somebody_to_confirm_it(youshi: Youshi, here: Path) -> None:
    (here / "q1.csv").write_text(TABLE, encoding="utf-8-sig")
    tried = youshi("ledger", "import", "幸福里", "q1.csv", "--dry-run")
    assert tried.code == Exit.OK
    assert asyncio.run(_confirmed(here)) == 0, "a dry run enters nothing"
    done = youshi("ledger", "import", "幸福里", "q1.csv")
    assert (done.code, "4" in done.out) == (Exit.OK, True)
    shown = youshi("ledger", "show", "幸福里")
    assert words("ledger-waits", count=4) in shown.out
    assert asyncio.run(_confirmed(here)) == 4


def test_each_thing_that_is_wrong_is_told_by_its_row_and_nothing_is_entered(youshi: Youshi, here: Path) -> None:
    bad = TABLE + "2026-03-31,收入,彩票,5,?,\n2026-03-31,成本,,999999,太多,\n"
    (here / "q1.csv").write_text(bad, encoding="utf-8")
    done = youshi("ledger", "import", "幸福里", "q1.csv")
    assert done.code == Exit.FAILED
    assert done.out.startswith("q1.csv:6: ")
    (here / "q1.csv").write_text(bad.replace("彩票", "其他"), encoding="utf-8")
    done = youshi("ledger", "import", "幸福里", "q1.csv")
    assert (done.code, done.out.startswith("q1.csv:7: ")) == (Exit.FAILED, True)
    assert asyncio.run(_confirmed(here)) == 0


def test_a_workbook_names_the_cell_and_may_hold_real_dates(youshi: Youshi, here: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "一季度"
    for row in (
        ["日期", "类型", "类别", "金额"],
        [datetime(2026, 1, 15), "收入", "基站", 800],  # noqa: DTZ001 - a cell has no zone
        ["?", "收入", "基站", 5],
    ):
        sheet.append(row)
    book.save(here / "q1.xlsx")
    done = youshi("ledger", "import", "幸福里", "q1.xlsx")
    assert (done.code, done.out.splitlines()[0].startswith("q1.xlsx:一季度!A3: ")) == (Exit.FAILED, True)


def test_the_workbook_of_the_books_has_its_five_sheets_and_adds_up(youshi: Youshi, here: Path) -> None:
    """10,000 + 12,000 + 9,600.50 − 3,000 = 28,600.50."""
    (here / "q1.csv").write_text(TABLE, encoding="utf-8")
    youshi("ledger", "import", "幸福里", "q1.csv")
    asyncio.run(_confirmed(here))
    assert "28,600.50" in youshi("ledger", "show", "幸福里").out
    done = youshi("ledger", "export", "幸福里", "books.xlsx")
    assert done.code == Exit.OK
    book = load_workbook(io.BytesIO((here / "books.xlsx").read_bytes()))
    sheets = [words(f"ledger-sheet-{name}") for name in ("income", "cost", "payment", "balance", "quarter")]
    assert book.sheetnames == sheets
    cells = {row[0].value: row[1].value for row in book[words("ledger-sheet-balance")].iter_rows()}
    assert (cells[words("ledger-line-balance")], cells[words("ledger-line-available")]) == (28_600.5, 28_600.5)
    quarter = list(book[words("ledger-sheet-quarter")].iter_rows(values_only=True))[-1]
    assert quarter[1:] == (10_000, 12_000, 9_600.5, 0, 0, 0, 0, 0, 0, 21_600.5, 3_000, 0, 28_600.5, 0)


def test_a_street_has_books_of_its_own(youshi: Youshi, here: Path) -> None:
    (here / "q1.csv").write_text(TABLE, encoding="utf-8")
    assert youshi("ledger", "import", "幸福里", "q1.csv", "--street").code == Exit.OK
    assert "东城街道" in youshi("ledger", "show", "幸福里", "--street").out
    assert asyncio.run(_confirmed(here)) == 0, "the community's books are not touched"


def test_what_is_no_community_and_no_table_is_said(youshi: Youshi, here: Path) -> None:
    (here / "q1.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert youshi("ledger", "show", "没有的").code == Exit.USAGE
    assert youshi("ledger", "import", "幸福里", "none.csv").code == Exit.USAGE
    assert youshi("ledger", "import", "幸福里", "q1.csv").code == Exit.FAILED
    (here / "q1.csv").write_bytes("日期,类型,金额\n".encode("gb18030"))
    assert youshi("ledger", "import", "幸福里", "q1.csv").code == Exit.USAGE
