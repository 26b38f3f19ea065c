"""The books of a fund as a workbook: 收入(八类) · 成本 · 支出 · 结余 · 季度, in the words of a language.

What is in the books is left to `deliberation.money.ledger`, the file itself to `documents.paper.ledger`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.deliberation.money.ledger import (
    CATEGORIES,
    Grant,
    MoneyEntry,
    Quarter,
    envelope,
    quarter_of,
    statement,
    sums,
)
from bot.documents.paper.ledger import Cell, Column, Hundredths, Ledger, as_excel
from bot.i18n import Words

_DAY, _WORDS, _MONEY, _NAME = 12, 40, 14, 22


def workbook(
    name: str,
    entries: Sequence[MoneyEntry],
    grants: Mapping[int, Grant],
    at: datetime,
    zone: ZoneInfo,
    words: Words,
) -> bytes:
    """All five sheets as of now; only confirmed entries are in them. Nobody who entered or confirmed is named."""
    counted = [entry for entry in entries if entry.state == "confirmed"]
    above = (words("ledger-sheet-head", name=name), words("ledger-sheet-asof", when=words.moment(at, zone)))
    return as_excel(
        _income(counted, above, words),
        _listed("cost", counted, above, words),
        _payments(counted, grants, above, words),
        _balance(counted, grants, above, words),
        _quarters(counted, above, words),
    )


def _columns(*named: tuple[str, int]) -> list[tuple[str, int]]:
    return [("number", 6), ("day", _DAY), *named, ("amount", _MONEY), ("words", _WORDS), ("corrects", 10)]


def _headed(columns: Sequence[tuple[str, int]], words: Words) -> tuple[Column, ...]:
    return tuple(Column(words(f"ledger-column-{name}"), width) for name, width in columns)


def _row(entry: MoneyEntry, numbers: Mapping[int | None, int], *more: Cell) -> tuple[Cell, ...]:
    corrects = str(numbers.get(entry.corrects, ""))
    return (entry.number, entry.day, *more, Hundredths(entry.amount), entry.words, corrects)


def _numbers(entries: Sequence[MoneyEntry]) -> dict[int | None, int]:
    return {entry.id: entry.number for entry in entries}


def _summed(entries: Sequence[MoneyEntry], more: int, words: Words) -> tuple[Cell, ...]:
    total = Hundredths(sum(entry.amount for entry in entries))
    return (words("ledger-total"), *[""] * (more + 1), total, "", "")


def _income(entries: Sequence[MoneyEntry], above: tuple[str, ...], words: Words) -> Ledger:
    here = [entry for entry in entries if entry.kind == "income"]
    numbers = _numbers(entries)
    rows = tuple(_row(entry, numbers, words(f"income-{entry.category}")) for entry in here)
    by_kind = tuple(
        ("", "", words(f"income-{name}"), Hundredths(sum(e.amount for e in here if e.category == name)), "", "")
        for name in CATEGORIES
    )
    columns = _headed(_columns(("category", _NAME)), words)
    return Ledger(words("ledger-sheet-income"), above, columns, (*rows, *by_kind), _summed(here, 1, words))


def _listed(kind: str, entries: Sequence[MoneyEntry], above: tuple[str, ...], words: Words) -> Ledger:
    here = [entry for entry in entries if entry.kind == kind]
    numbers = _numbers(entries)
    rows = tuple(_row(entry, numbers) for entry in here)
    return Ledger(words(f"ledger-sheet-{kind}"), above, _headed(_columns(), words), rows, _summed(here, 0, words))


def _payments(
    entries: Sequence[MoneyEntry], grants: Mapping[int, Grant], above: tuple[str, ...], words: Words
) -> Ledger:
    here = [entry for entry in entries if entry.kind == "payment"]
    numbers = _numbers(entries)
    found = [(entry, grants.get(entry.decision_id or 0)) for entry in here]
    rows = tuple(_row(e, numbers, grant.number if grant else "", grant.title if grant else "") for e, grant in found)
    columns = _headed(_columns(("decision", _NAME), ("matter", _NAME)), words)
    return Ledger(words("ledger-sheet-payment"), above, columns, rows, _summed(here, 2, words))


def _balance(
    entries: Sequence[MoneyEntry], grants: Mapping[int, Grant], above: tuple[str, ...], words: Words
) -> Ledger:
    """How the balance comes about, and what of it can be decided on; then what each decision was given and paid."""
    held = sums(entries)
    fund = envelope(held, grants.values())
    lines: list[tuple[str, int]] = [
        ("opening", held.of("opening")), ("income", held.of("income")), ("cost", -held.of("cost")),
        ("payment", -held.of("payment")), ("balance", held.balance), ("committed", -fund.committed),
        ("reserve", -fund.reserve), ("available", fund.available),
    ]  # fmt: skip
    rows: list[tuple[Cell, ...]] = [(words(f"ledger-line-{name}"), Hundredths(sum_), "", "") for name, sum_ in lines]
    rows += [
        (
            words("ledger-line-grant", number=grant.number, title=grant.title),
            Hundredths(grant.granted),
            Hundredths(held.paid.get(grant.decision_id, 0)),
            Hundredths(held.left(grant)),
        )
        for grant in grants.values()
        if grant.standing
    ]
    named = (("item", _WORDS), ("amount", _MONEY), ("paid", _MONEY), ("left", _MONEY))
    return Ledger(words("ledger-sheet-balance"), above, _headed(named, words), tuple(rows))


def _quarters(entries: Sequence[MoneyEntry], above: tuple[str, ...], words: Words) -> Ledger:
    """A row a quarter: what was carried into it, the eight kinds of income, costs, payments, what was left."""
    rows: list[tuple[Cell, ...]] = []
    for quarter in quarters(entries):
        told = statement(entries, quarter)
        amounts = (told.carried, *told.income.values(), told.earned, told.cost, told.paid, told.balance, told.reserve)
        rows.append((in_words(quarter, words), *(Hundredths(amount) for amount in amounts)))
    kinds = (Column(words(f"income-{name}"), _MONEY) for name in CATEGORIES)
    last = (Column(words(f"ledger-line-{n}"), _MONEY) for n in ("income", "cost", "payment", "balance", "reserve"))
    first = (Column(words("ledger-column-quarter"), _MONEY), Column(words("ledger-line-carried"), _MONEY))
    return Ledger(words("ledger-sheet-quarter"), above, (*first, *kinds, *last), tuple(rows))


def quarters(entries: Sequence[MoneyEntry]) -> list[Quarter]:
    """Every quarter from the first entry to the last."""
    days = sorted(date.fromisoformat(entry.day) for entry in entries)
    if not days:
        return []
    found, last = [quarter_of(days[0])], quarter_of(days[-1])
    while found[-1] < last:
        found.append(found[-1].following)
    return found


def in_words(quarter: Quarter, words: Words) -> str:
    """«2026年第1季度»."""
    return words("quarter", year=str(quarter.year), number=str(quarter.number))
