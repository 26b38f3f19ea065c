"""The books of a common fund: what may be entered, what entries come to, what of it can be decided on."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deliberation.money import ledger
from bot.deliberation.money.ledger import CATEGORIES, Grant, MoneyEntry, Quarter, envelope, statement, sums
from bot.deliberation.money.ledger_rows import read_rows
from bot.deliberation.refusal import Refused

from .making import SHANGHAI

NOW = datetime(2026, 3, 31, 2, 0, tzinfo=UTC)
GRANT = Grant(7, 1, 10, "2026-幸福里-001-1", "修凉亭", 42_000_00, effective_at=NOW)


def entry(kind: str, yuan: int, day: str = "2026-03-31", number: int = 1, **more: Any) -> MoneyEntry:
    """An entry that somebody has confirmed; amounts in whole yuan."""
    more = {"state": "confirmed", "settled_at": NOW, "settled_by": 2, "category": "", **more}
    if kind == "income" and not more["category"]:
        more["category"] = "other"
    return MoneyEntry(number, 1, number, kind, yuan * 100, day, "3月", 1, NOW, **more)


def books(*entries: MoneyEntry) -> list[MoneyEntry]:
    """Entries numbered in their order."""
    for number, one in enumerate(entries, 1):
        one.id = one.number = number
    return list(entries)


def refusal(new: MoneyEntry, there: list[MoneyEntry], *grants: Grant, now: datetime = NOW) -> str:
    new.id = new.number = len(there) + 1
    try:
        ledger.check(new, there, {grant.decision_id: grant for grant in grants}, now, SHANGHAI)
    except Refused as refused:
        return refused.refusal.key
    return ""


def fresh(kind: str, yuan: int, **more: Any) -> MoneyEntry:
    return entry(kind, yuan, **{"state": "entered", "settled_at": None, **more})


# --- what they come to -------------------------------------------------------------------------------


def test_a_quarter_in_eight_categories_adds_up() -> None:
    """12,000 + 9,600 + 3,000 + 2,400 + 1,800 + 1,500 + 1,000 + 300 = 31,600; 10,000 + 31,600 − 3,000 = 38,600."""
    amounts = (12_000, 9_600, 3_000, 2_400, 1_800, 1_500, 1_000, 300)
    made = [entry("income", yuan, category=name) for name, yuan in zip(CATEGORIES, amounts, strict=True)]
    told = statement(
        books(entry("opening", 10_000, "2026-01-01"), *made, entry("cost", 3_000), entry("income", 500, "2026-04-01")),
        Quarter(2026, 1),
    )
    assert list(told.income) == list(CATEGORIES)
    assert (told.carried, told.earned, told.cost, told.balance) == (10_000_00, 31_600_00, 3_000_00, 38_600_00)


def test_what_can_be_decided_on_is_the_balance_less_promises_less_reserve() -> None:
    """70,100 in all; 42,000 are promised and 7,000 set aside: 21,100 are left (domain.md E21)."""
    held = sums(books(entry("income", 70_100), entry("reserve", 7_000)))
    fund = envelope(held, [GRANT])
    assert (fund.balance, fund.committed, fund.reserve, fund.available) == (70_100_00, 42_000_00, 7_000_00, 21_100_00)


def test_a_payment_moves_money_from_promised_to_gone_and_frees_nothing() -> None:
    before = envelope(sums(books(entry("income", 70_000))), [GRANT])
    after = envelope(sums(books(entry("income", 70_000), entry("payment", 30_000, decision_id=7))), [GRANT])
    assert (before.available, after.available) == (28_000_00, 28_000_00)
    assert (after.balance, after.committed) == (40_000_00, 12_000_00)


@pytest.mark.parametrize(
    ("grant", "promised"),
    [
        (GRANT, 12_000),
        (Grant(7, 1, 10, "n", "t", 42_000_00, spent=35_000_00), 5_000),
        (Grant(7, 1, 10, "n", "t", 42_000_00, spent=30_000_00), 0),
        (Grant(7, 1, 10, "n", "t", 42_000_00, spent=50_000_00), 12_000),
        (Grant(7, 1, 10, "n", "t", 42_000_00, spent=0), 0),
        (Grant(7, 1, 10, "n", "t", 42_000_00, standing=False), 0),
    ],
    ids=["running", "done for less", "done for what was paid", "done for more", "cost nothing", "void"],
)
def test_a_decision_promises_what_is_granted_until_its_tasks_say_what_it_cost(grant: Grant, promised: int) -> None:
    """Of 42,000 granted 30,000 are paid; more than was granted is never promised."""
    held = sums(books(entry("income", 90_000), entry("payment", 30_000, decision_id=7)))
    assert envelope(held, [grant]).committed == promised * 100


def test_what_will_not_be_paid_any_more_is_free_again() -> None:
    held = sums(books(entry("income", 60_000), entry("release", 40_000, decision_id=7)))
    assert envelope(held, [GRANT]).available == 58_000_00


def test_what_was_released_and_what_the_tasks_did_not_cost_is_freed_once() -> None:
    """Of 42,000 granted 5,000 are released, and the tasks cost 35,000: all of these may be paid, 7,000 are free."""
    done = Grant(7, 1, 10, "n", "t", 42_000_00, spent=35_000_00, effective_at=NOW)
    there = books(entry("income", 60_000), entry("release", 5_000, decision_id=7))
    assert envelope(sums(there), [done]).committed == 35_000_00
    assert refusal(fresh("payment", 35_000, decision_id=7), there, done) == ""
    assert refusal(fresh("payment", 35_001, decision_id=7), there, done) == "payment-over-grant"
    there = books(*there, entry("payment", 30_000, decision_id=7))
    assert refusal(fresh("release", 7_001, decision_id=7), there, done) == "payment-over-grant"
    assert envelope(sums(books(*there, entry("release", 7_000, decision_id=7))), [done]).committed == 0


def test_a_release_is_not_taken_back_once_the_money_is_promised_elsewhere() -> None:
    there = books(entry("income", 42_000), entry("release", 42_000, decision_id=7))
    back = ledger.counter(there[1], 3, 3, "记错了", 1, "2026-03-31", NOW)
    assert refusal(back, there, GRANT) == ""
    assert refusal(back, there, GRANT, Grant(8, 1, 11, "n", "t", 1, effective_at=NOW)) == "money-promised"


def test_the_stated_part_of_the_net_income_stays_where_it_is_more_than_was_set_aside() -> None:
    """30 % of 31,600 − 3,001 = 28,599 is 8,579.70."""
    there = books(entry("income", 31_600), entry("cost", 3_001), entry("reserve", 5_000), entry("ratio", 30))
    assert sums(there).reserve == 8_579_70
    assert sums([*there, entry("reserve", 4_000, number=9)]).reserve == 9_000_00


def test_a_ratio_that_was_corrected_says_nothing() -> None:
    there = books(entry("income", 1_000), entry("ratio", 30))
    wrong = ledger.counter(there[1], 3, 3, "写错了", 1, "2026-03-31", NOW)
    wrong.state = "confirmed"
    assert (sums(there).reserve, sums([*there, wrong]).reserve) == (300_00, 0)


def test_only_what_is_confirmed_counts() -> None:
    assert (
        sums(books(fresh("income", 5_000), entry("income", 1_000), fresh("income", 9, state="refused"))).balance
        == 1_000_00
    )


@given(
    st.lists(
        st.tuples(st.sampled_from(["opening", "income", "cost", "payment", "reserve"]), st.integers(1, 10**9)),
        max_size=30,
    )
)
def test_a_counter_entry_takes_exactly_its_entry_back(made: list[tuple[str, int]]) -> None:
    """… whatever stands beside it: every total is as if the entry had never been made."""
    there = books(*(entry(kind, amount, decision_id=7 if kind == "payment" else None) for kind, amount in made))
    for wrong in list(there):
        back = ledger.counter(wrong, 99, 99, "记错了", 1, wrong.day, NOW)
        back.state = "confirmed"
        without = [one for one in there if one is not wrong]
        again, plain = sums([*there, back]), sums(without)
        assert (again.balance, again.reserve, again.paid.get(7, 0)) == (
            plain.balance,
            plain.reserve,
            plain.paid.get(7, 0),
        )


@given(
    st.lists(
        st.tuples(st.sampled_from(["income", "cost", "payment"]), st.integers(1, 10**9), st.integers(0, 900)),
        max_size=40,
    )
)
def test_each_quarter_is_carried_into_the_next(made: list[tuple[str, int, int]]) -> None:
    there = books(*(entry(kind, yuan, str(date(2025, 1, 1) + timedelta(days))) for kind, yuan, days in made))
    quarter, carried = Quarter(2025, 1), 0
    while quarter <= Quarter(2027, 3):
        told = statement(there, quarter)
        assert told.carried == carried
        quarter, carried = quarter.following, told.balance
    assert carried == sums(there).balance


# --- what may be entered -----------------------------------------------------------------------------


def test_money_is_paid_only_on_a_decision_that_stands_and_is_in_effect() -> None:
    there = books(entry("income", 90_000))
    pay = {"decision_id": 7}
    assert refusal(fresh("payment", 100), there, GRANT) == "payment-no-decision"
    assert refusal(fresh("payment", 100, decision_id=8), there, GRANT) == "payment-no-decision"
    noticed = Grant(7, 1, 10, "n", "t", 42_000_00)
    void = Grant(7, 1, 10, "n", "t", 42_000_00, standing=False, effective_at=NOW)
    assert refusal(fresh("payment", 100, **pay), there, noticed) == "payment-not-effective"
    assert refusal(fresh("payment", 100, **pay), there, void) == "payment-not-standing"
    assert refusal(fresh("payment", 42_000, **pay), there, GRANT) == ""


def test_no_more_is_paid_than_was_granted() -> None:
    there = books(entry("income", 90_000), entry("payment", 40_000, decision_id=7))
    assert refusal(fresh("payment", 2_001, decision_id=7), there, GRANT) == "payment-over-grant"
    assert refusal(fresh("payment", 2_000, decision_id=7), there, GRANT) == ""


def test_there_is_never_less_than_nothing() -> None:
    there = books(entry("income", 1_000))
    assert refusal(fresh("cost", 1_001), there) == "money-below-zero"
    assert refusal(fresh("cost", 1_000), there) == ""
    spent = books(entry("income", 1_000), entry("cost", 600))
    assert refusal(ledger.counter(spent[0], 3, 3, "重复了", 1, "2026-03-31", NOW), spent) == "money-below-zero"


@pytest.mark.parametrize(
    ("new", "key"),
    [
        (fresh("income", 0), "money-amount"),
        (fresh("income", -5), "money-amount"),
        (fresh("income", 10**12), "money-amount"),
        (fresh("income", 5, category="gambling"), "money-category"),
        (fresh("gift", 5), "money-category"),
        (fresh("ratio", 101), "money-ratio"),
        (fresh("income", 5, day="2026-04-01"), "money-day"),
        (fresh("income", 5, day="3月"), "money-day"),
        (fresh("opening", 5), "money-opened"),
    ],
)
def test_what_cannot_be_meant_is_refused(new: MoneyEntry, key: str) -> None:
    assert refusal(new, books(entry("opening", 10))) == key


def test_an_entry_needs_words_and_a_correction_a_reason() -> None:
    there = books(entry("income", 10))
    silent = fresh("income", 5)
    silent.words = "  "
    assert refusal(silent, there) == "money-words"
    assert refusal(ledger.counter(there[0], 2, 2, "", 1, "2026-03-31", NOW), there) == "reason-needed"


def test_an_entry_is_corrected_once_and_a_correction_never() -> None:
    there = books(entry("income", 10), entry("income", 20))
    once = ledger.counter(there[0], 3, 3, "重复了", 1, "2026-03-31", NOW)
    assert refusal(once, there) == ""
    again = ledger.counter(there[0], 4, 4, "重复了", 1, "2026-03-31", NOW)
    assert refusal(again, [*there, once]) == "money-corrected"
    once.state = "refused"
    assert refusal(again, [*there, once]) == "", "a correction that was sent back is none"
    once.state = "confirmed"
    assert (
        refusal(ledger.counter(once, 5, 5, "不对", 1, "2026-03-31", NOW), [*there, once]) == "money-counter-countered"
    )


def test_a_quarter_whose_statement_is_out_takes_no_more_entries() -> None:
    """Its statement is posted on 10 April at nine, in the community's time."""
    there = books(entry("income", 10))
    late = fresh("income", 5, day="2026-03-31")
    before = datetime(2026, 4, 10, 8, 59, tzinfo=SHANGHAI)
    assert refusal(late, there, now=before) == ""
    assert refusal(late, there, now=before + timedelta(minutes=1)) == "money-quarter-closed"
    assert refusal(late, [], now=before + timedelta(days=90)) == "", "books that begin later may be filled"


def test_quarters_are_those_of_the_calendar() -> None:
    assert [ledger.quarter_of(date(2026, month, 1)).number for month in range(1, 13)] == [
        1,
        1,
        1,
        2,
        2,
        2,
        3,
        3,
        3,
        4,
        4,
        4,
    ]
    assert (Quarter(2026, 4).following, Quarter(2026, 4).last) == (Quarter(2027, 1), date(2026, 12, 31))
    assert ledger.quarter_named("2026-4") == Quarter(2026, 4)
    assert {ledger.quarter_named(text) for text in ("2026-5", "26-1", "", "0000-1", "9999-4", "2026-1-1")} == {None}
    assert ledger.statement_at(Quarter(2026, 4), SHANGHAI) == datetime(2027, 1, 10, 9, tzinfo=SHANGHAI)


# --- a table -----------------------------------------------------------------------------------------


def test_a_table_is_read_in_any_order_of_columns_and_says_where_it_is_wrong() -> None:
    header = ["金额(元)", "日期", "电话", "类型", "收入类别", "说明"]
    rows, problems = read_rows(
        [
            (1, header),
            (2, ["12,000.5", "2026/3/31", "139", "收入", "广告", "电梯"]),
            (3, ["600", "2026年3月5日", "", "成本", "", "换画框"]),
        ]
    )
    assert not problems
    assert [(r.line, r.day, r.kind, r.category, r.amount) for r in rows] == [
        (2, "2026-03-31", "income", "advertising", 12_000_50), (3, "2026-03-05", "cost", "", 600_00),
    ]  # fmt: skip
    _, problems = read_rows(
        [(1, header), (2, ["十二", "3月", "", "借款", "彩票", ""]), (3, ["5", "2026-02-30", "", "收入", "彩票", ""])]
    )
    assert [(p.line, p.column) for p in problems] == [
        (2, "day"),
        (2, "kind"),
        (2, "amount"),
        (3, "day"),
        (3, "category"),
    ]


def test_a_table_without_a_needed_column_or_without_rows_is_no_table() -> None:
    assert [p.params["column"] for p in read_rows([(1, ["日期", "说明"])])[1]] == ["kind", "amount"]
    assert [p.key for p in read_rows([(1, ["日期", "类型", "金额"])])[1]] == ["ledger-row-empty"]
    assert [p.key for p in read_rows([])[1]] == ["ledger-row-empty"]


@pytest.mark.parametrize(
    ("header", "cells", "key"),
    [
        (["日期", "类型", "金额", "说明"], ["2026-3-1", "成本", "12", "000", "电费"], "roll-too-many-cells"),
        (["日期", "类型", "金额", "金额(元)"], ["2026-3-1", "成本", "12", "99999"], "roll-column-twice"),
    ],
    ids=["a comma without quotes", "two amounts"],
)
def test_an_amount_that_could_be_another_is_refused(header: list[str], cells: list[str], key: str) -> None:
    """`12,000` without quotes is not 12, and of two amounts none is chosen."""
    rows, problems = read_rows([(1, header), (2, cells)])
    assert (rows, [problem.key for problem in problems]) == ([], [key])
