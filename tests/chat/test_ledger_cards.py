"""The cards of the books of a common fund: whatever was entered, in every language, with what the reader may do."""

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.chat.cards import render
from bot.chat.cards.ledger import books_kept
from bot.deliberation.money.ledger import CATEGORIES, Grant, MoneyEntry
from bot.i18n import Words, available
from bot.storage import ledger, people
from bot.storage.reader import Reader
from bot.storage.seal import Seal
from bot.storage.store import Store

from .making import HOSTILE, NOW, Town, a_town
from .test_cards import check

VIEWS = (
    ("ledger", ""), ("ledger-enter", ""), ("ledger-enter", "income"), ("ledger-enter", "payment"),
    ("ledger-enter", "release"), ("ledger-enter", "counter"), ("ledger-sheet", ""), ("ledger-sheet", "2026-4"),
    ("ledger-sheet", "nonsense"), ("ledger-waiting", ""),
)  # fmt: skip


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite:///{tmp_path}/youshi.db")
    await opened.migrate()
    opened.seal = Seal.stated("a key for tests")
    yield opened
    await opened.close()


async def with_books(store: Store, text: str) -> Town:
    """A town whose books hold an entry of every kind, one that waits, one that was sent back; words are `text`."""
    town = await a_town(store, text)
    scope = town.case.community.scope_id
    kinds = [("opening", ""), *(("income", name) for name in CATEGORIES), ("cost", ""), ("reserve", ""), ("ratio", "")]
    made = [
        MoneyEntry(
            n, scope, n, kind, 10_00 if kind == "ratio" else 1_000_00, "2026-12-07", text[:200], town.lead.id, NOW,
            category=category, state="confirmed", settled_by=town.resident.id, settled_at=NOW,
        )
        for n, (kind, category) in enumerate(kinds, 9001)
    ]  # fmt: skip
    paid = MoneyEntry(
        9100, scope, 9100, "payment", 500_00, "2026-12-08", text[:200], None, NOW, decision_id=77, state="confirmed",
        settled_by=1, settled_at=NOW,
    )  # fmt: skip
    back = MoneyEntry(
        9101, scope, 9101, "cost", -1_000_00, "2026-12-08", text[:200], 5, NOW, corrects=9010,
        vouchers=[{"kind": "photo", "file": "AgAD"}],
    )  # fmt: skip
    refused = MoneyEntry(
        9102, scope, 9102, "cost", 5, "2026-12-08", text[:200], town.lead.id, NOW, state="refused", reason=text
    )
    grants = [
        Grant(77, scope, 10, "2026-001-1", text[:60], 2_000_00, effective_at=NOW),
        Grant(78, scope, 10, "2026-001-2", text[:60], 500_00),
    ]
    async with store.transaction() as tx:
        await ledger.add(tx, [*made, paid, back, refused])
        await ledger.save_grants(tx, grants)
    return town


@pytest.mark.parametrize("text", ["电梯广告", HOSTILE], ids=["plain", "hostile"])
async def test_every_card_of_the_books_can_be_shown_whatever_was_entered(store: Store, text: str) -> None:
    town, reader = await with_books(store, text), Reader(store)
    scope = town.case.community.scope_id
    for words in map(Words, available()):
        for person in (None, town.lead, town.resident):
            for view, extra in VIEWS:
                args = {"subject": scope, "extra": extra, "at": NOW.isoformat()}
                check(await render(reader, view, args, words, person))
            for card in ("ledger-statement", "ledger-reminder"):
                check(await render(reader, card, {"scope": scope, "quarter": "2026-4"}, words, person))
            for entry in (9001, 9012, 9100, 9101, 9102):
                check(await render(reader, "money-entry", {"entry": entry}, words, person))


async def test_the_account_says_what_is_there_what_is_free_and_who_may_do_more(store: Store) -> None:
    """1,000 + 8 × 1,000 − 1,000 − 500 = 7,500; promised 1,500 + 500, set aside 1,000: 4,500. 10 % of 7,000 is less."""
    town, reader = await with_books(store, "广告"), Reader(store)
    args = {"subject": town.case.community.scope_id, "at": (NOW + timedelta(days=1)).isoformat()}
    shown = await render(reader, "ledger", args, Words("zh-CN"), town.resident)
    assert "结余 7,500 元,还能定 4,500 元" in shown.html
    assert "答应了没付 2,000 元,预留 1,000 元" in shown.html
    assert "2026-12-08 付 500 元" in shown.html
    assert [button.text for row in shown.rows for button in row] == ["看明细"]
    assert await books_kept(reader, town.resident.id) == []


async def test_what_waits_to_be_confirmed_is_work_of_the_day(store: Store) -> None:
    """One entry waits that somebody else has made; once confirmed it does no longer."""
    town, ids = await with_books(store, "广告"), await store.reserve_ids(1)
    async with store.transaction() as tx:
        await people.grant(tx, town.lead.id, town.case.community.scope_id, "committee", None, NOW, ids)
    shown = await render(Reader(store), "manage", {}, Words("zh-CN"), town.lead)
    assert "1 笔账等您核对" in shown.html
    assert "歇歇" not in shown.html
    async with store.transaction() as tx:
        waiting = await ledger.entry(tx, 9101)
        assert waiting is not None
        await ledger.settle(tx, [replace(waiting, state="confirmed", settled_by=town.lead.id, settled_at=NOW)])
    assert "等您核对" not in (await render(Reader(store), "manage", {}, Words("zh-CN"), town.lead)).html


async def test_the_details_are_a_workbook_in_the_readers_words(store: Store) -> None:
    town, reader = await with_books(store, "=1+1"), Reader(store)
    args = {"subject": town.case.community.scope_id, "at": NOW.isoformat()}
    for locale in available():
        words = Words(locale)
        message = await render(reader, "ledger-sheet", args, words, town.resident)
        assert message.document is not None
        book = load_workbook(io.BytesIO(message.document.make(str)))
        assert book.sheetnames[0] == words("ledger-sheet-income")
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"], "what people wrote is no formula"
