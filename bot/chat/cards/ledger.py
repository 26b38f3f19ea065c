"""The books of a common fund 账目: what anybody may see of them, what who keeps them enters, a quarter's statement.

Whether they may enter or confirm is asked again when it is done (`deliberation.rights`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.chat.cards.accounts import in_words, workbook
from bot.chat.cards.parts import button, esc, lines, plain, rows, short
from bot.chat.cards.registry import Args, of_house
from bot.chat.message import Button, Document, Message
from bot.deliberation.acts import Ask, Attachment, Await, SettleMoney, SettleMonies
from bot.deliberation.house import Person
from bot.deliberation.money.ledger import (
    CATEGORIES,
    Grant,
    MoneyEntry,
    Quarter,
    Statement,
    envelope,
    quarter_named,
    quarter_of,
    statement,
    sums,
)
from bot.deliberation.rights import confirms_books, keeps_books
from bot.deliberation.voting.budget import Envelope
from bot.i18n import Words
from bot.storage.people import roles_at

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_PAYMENTS, _DECISIONS, _RECENT = 3, 6, 8
_WAITING = 12
_ZONE = "Asia/Shanghai"
"""Of a street, which has no clock of its own."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Books:
    """The books of one fund as a card needs them; `at` is the moment they were asked for."""

    scope_id: int
    name: str
    zone: ZoneInfo
    at: datetime
    entries: Sequence[MoneyEntry]
    grants: Mapping[int, Grant]
    keeps: bool
    confirms: bool
    person_id: int

    @property
    def waiting(self) -> list[MoneyEntry]:
        """What this person could confirm."""
        return [e for e in self.entries if e.state == "entered" and e.entered_by != self.person_id]

    @property
    def running(self) -> Quarter:
        return quarter_of(self.at.astimezone(self.zone).date())

    def number(self, entry_id: int | None) -> str:
        return next((str(entry.number) for entry in self.entries if entry.id == entry_id), "")


async def _books(reader: "Reader", args: Args, scope_id: int) -> Books | None:
    scope = await reader.scope(scope_id)
    if scope is None:
        return None
    home = next((c for c in await reader.communities_below([scope.path]) if c.scope_id == scope_id), None)
    held = roles_at(await reader.roles(args.person_id or 0), scope.path)
    entries, grants = await reader.books(scope_id)
    moments = [entry.settled_at or entry.entered_at for entry in entries]
    asked = args.text("at")
    return Books(
        scope_id=scope_id,
        name=home.name if home is not None else scope.name,
        zone=ZoneInfo(home.timezone if home is not None else _ZONE),
        at=datetime.fromisoformat(asked) if asked else max(moments, default=_LONG_AGO),
        entries=entries,
        grants=grants,
        keeps=keeps_books(held),
        confirms=confirms_books(held),
        person_id=args.person_id or 0,
    )


# --- for everybody -----------------------------------------------------------------------------------


@of_house("ledger")
async def ledger(reader: "Reader", args: Args, words: Words) -> Message:
    """账目: what is there and what of it is free, this quarter's income by kind, the latest payments."""
    books = await _books(reader, args, args.id("scope"))
    if books is None:
        return Message(words("card-gone"))
    confirmed = [entry for entry in books.entries if entry.state == "confirmed"]
    held = sums(confirmed)
    fund = envelope(held, books.grants.values())
    told = statement(confirmed, books.running)
    paid = [entry for entry in confirmed if entry.kind == "payment" and entry.corrects is None][-_PAYMENTS:]
    text = lines(
        words("ledger-head", name=esc(books.name)),
        words("ledger-balance", balance=words.money(held.balance), available=words.money(fund.available)),
        _promised(fund, words),
        *_quarter_lines(told, words),
        *(_paid(books, entry, words) for entry in paid),
        words("ledger-waits", count=len(books.waiting)) if books.keeps and books.waiting else "",
    )
    if not confirmed:
        text = lines(words("ledger-head", name=esc(books.name)), words("ledger-empty"))
    buttons = [button(words("button-ledger-sheet"), Ask("ledger-sheet", 0, books.scope_id))] if confirmed else []
    if books.keeps:
        buttons.append(button(words("button-ledger-enter"), Ask("ledger-enter", 0, books.scope_id)))
    if books.confirms and books.waiting:
        text_ = words("button-ledger-waiting", count=len(books.waiting))
        buttons.append(button(text_, Ask("ledger-waiting", 0, books.scope_id)))
    return Message(text, rows(buttons))


def _promised(fund: Envelope, words: Words) -> str:
    if not fund.committed and not fund.reserve:
        return ""
    return words("ledger-promised", committed=words.money(fund.committed), reserve=words.money(fund.reserve))


def _quarter_lines(told: Statement, words: Words) -> list[str]:
    """The income of a quarter by kind, and what earning it cost; kinds that brought nothing are left out."""
    kinds = [
        words("ledger-kind-sum", kind=words(f"income-{name}"), money=words.money(amount))
        for name, amount in told.income.items()
        if amount
    ]
    earned = words("ledger-earned", quarter=in_words(told.quarter, words), money=words.money(told.earned))
    return [
        words("ledger-of-kinds", earned=earned, kinds=words.enumeration(kinds)) if kinds else earned,
        words("ledger-spent", cost=words.money(told.cost), paid=words.money(told.paid)),
    ]


def _paid(books: Books, entry: MoneyEntry, words: Words) -> str:
    grant = books.grants.get(entry.decision_id or 0)
    return words(
        "ledger-paid",
        day=entry.day,
        money=words.money(entry.amount),
        title=short(grant.title if grant else entry.words, 20),
        number=esc(grant.number) if grant else "",
    )


@of_house("ledger-sheet")
async def ledger_sheet(reader: "Reader", args: Args, words: Words) -> Message:
    """看明细: the whole books as a workbook, and in words the quarter that was asked about (`extra`)."""
    books = await _books(reader, args, args.id("scope"))
    if books is None:
        return Message(words("card-gone"))
    told = statement(books.entries, quarter_named(args.text("extra")) or books.running)
    entries, grants, at, zone, name = books.entries, books.grants, books.at, books.zone, books.name
    file = Document("ledger.xlsx", lambda _: workbook(name, entries, grants, at, zone, words))
    head = words("reminder-head", name=esc(books.name), quarter=in_words(told.quarter, words))
    return Message(lines(head, *_statement(told, words)), document=file)


@of_house("ledger-statement")
async def ledger_statement(reader: "Reader", args: Args, words: Words) -> Message:
    """季度公示单, for the group."""
    books, quarter = await _books(reader, args, args.id("scope")), quarter_named(args.text("quarter"))
    if books is None or quarter is None:
        return Message(words("card-gone"))
    more = button(words("button-ledger-sheet"), Ask("ledger-sheet", 0, books.scope_id, quarter.text))
    head = words("statement-head", name=esc(books.name), quarter=in_words(quarter, words))
    return Message(lines(head, *_statement(statement(books.entries, quarter), words)), ((more,),))


def _statement(told: Statement, words: Words) -> list[str]:
    return [
        words("statement-carried", money=words.money(told.carried)),
        *_quarter_lines(told, words),
        words("statement-balance", balance=words.money(told.balance), reserve=words.money(told.reserve)),
    ]


# --- for who keeps the books -------------------------------------------------------------------------


@of_house("ledger-enter")
async def ledger_enter(reader: "Reader", args: Args, words: Words) -> Message:
    """记一笔: what it is, by buttons; the sum and the words are typed after that."""
    books = await _books(reader, args, args.id("scope"))
    if books is None or not books.keeps:
        return Message(words("card-gone"))
    here, chosen = books.scope_id, args.text("extra")
    if chosen == "income":
        kinds = [button(words(f"income-{name}"), _typed(here, f"income-{name}")) for name in CATEGORIES]
        return Message(words("ledger-which-income"), rows(kinds))
    if chosen in ("payment", "release"):
        return _which_decision(books, chosen, words)
    if chosen == "counter":
        return _which_entry(books, words)
    held = sums(books.entries)
    buttons = [
        button(words("money-kind-income"), Ask("ledger-enter", 0, here, "income")),
        button(words("money-kind-cost"), _typed(here, "cost")),
        button(words("money-kind-payment"), Ask("ledger-enter", 0, here, "payment")),
        button(words("money-kind-reserve"), _typed(here, "reserve")),
        button(words("button-money-counter"), Ask("ledger-enter", 0, here, "counter")),
        button(words("money-kind-release"), Ask("ledger-enter", 0, here, "release")),
        button(words("money-kind-ratio"), Await("money-ratio", 0, here)),
    ]
    if not held.of("opening"):
        buttons.append(button(words("money-kind-opening"), _typed(here, "opening")))
    return Message(lines(words("ledger-enter-what"), words("ledger-enter-two")), rows(buttons))


def _typed(scope_id: int, what: str) -> Await:
    return Await("money", 0, scope_id, what)


def _which_decision(books: Books, kind: str, words: Words) -> Message:
    """Decisions on which something may be paid; a release may also be of one whose notice still runs."""
    held = sums(books.entries)
    found = [
        grant
        for grant in books.grants.values()
        if held.left(grant) and (grant.effective_at is not None or kind == "release")
    ][-_DECISIONS:]
    if not found:
        return Message(words("ledger-no-decision"))
    entries = [
        words(
            "ledger-decision",
            number=n,
            decision=esc(grant.number),
            title=short(grant.title, 20),
            left=words.money(held.left(grant) if kind == "payment" else held.rest(grant)),
        )
        for n, grant in enumerate(found, 1)
    ]
    buttons = [
        button(words("button-ledger-number", number=n), _typed(books.scope_id, f"{kind}-{grant.decision_id}"))
        for n, grant in enumerate(found, 1)
    ]
    return Message(lines(words("ledger-which-decision"), *entries), rows(buttons, 3))


def _which_entry(books: Books, words: Words) -> Message:
    """Entries that can be taken back by a counter-entry, the latest."""
    taken = {entry.corrects for entry in books.entries if entry.state != "refused"}
    found = [e for e in books.entries if e.state == "confirmed" and e.corrects is None and e.id not in taken]
    if not found:
        return Message(words("ledger-nothing-to-correct"))
    latest = found[-_RECENT:]
    buttons = [
        button(
            words("button-ledger-number", number=str(entry.number)),
            Await("money-counter", 0, books.scope_id, str(entry.id)),
        )
        for entry in latest
    ]
    return Message(lines(words("ledger-which-entry"), *(_line(books, e, words) for e in latest)), rows(buttons, 4))


def _line(books: Books, entry: MoneyEntry, words: Words) -> str:
    """«7 收入·电梯广告 12,000 元,2026-03-31:3月电梯广告»."""
    said = short(entry.words, 24)
    return words(
        "money-line",
        number=str(entry.number),
        what=_what(books, entry, words),
        amount=_amount(entry, words),
        day=entry.day,
        said=said,
        with_words="yes" if said else "no",
    )


def _what(books: Books, entry: MoneyEntry, words: Words) -> str:
    name = words(f"income-{entry.category}") if entry.category else words(f"money-kind-{entry.kind}")
    if entry.corrects is not None:
        return words("money-counters", number=books.number(entry.corrects), what=name)
    return name


def _amount(entry: MoneyEntry, words: Words) -> str:
    if entry.kind == "ratio":
        return f"{abs(entry.amount) // 100}.{abs(entry.amount) % 100:02}%"
    return words.money(entry.amount) if entry.amount >= 0 else f"-{words.money(-entry.amount)}"


@of_house("money-entry")
async def money_entry(reader: "Reader", args: Args, words: Words) -> Message:
    """One entry, with its voucher: to who confirms it, and back to who entered it."""
    entry = await reader.money_entry(args.id("entry"))
    books = await _books(reader, args, entry.scope_id) if entry is not None else None
    if entry is None or books is None:
        return Message(words("card-gone"))
    by = await reader.person(entry.entered_by or 0)
    grant = books.grants.get(entry.decision_id or 0)
    text = lines(
        words(f"money-entry-{entry.state}", name=esc(books.name), number=str(entry.number)),
        _line(books, entry, words),
        words("money-on", number=esc(grant.number), title=short(grant.title, 24)) if grant is not None else "",
        _by(entry, by, words),
        words("money-reason", reason=short(entry.reason, 100)) if entry.reason else "",
    )
    buttons: list[Button] = []
    if entry.state == "entered" and books.confirms and entry in books.waiting:
        buttons = [
            button(words("button-money-confirm"), SettleMoney(entry.id, True)),
            button(words("button-money-refuse"), Await("money-refuse", 0, entry.id)),
        ]
    elif entry.state != "refused" and books.keeps:
        buttons = [button(words("button-voucher"), Await("voucher", 0, entry.id))]
    return Message(text, rows(buttons), file=_voucher(entry))


def _by(entry: MoneyEntry, by: Person | None, words: Words) -> str:
    """Who entered it; of somebody who was forgotten since, nothing."""
    if by is not None:
        return words("money-by", who=short(by.name, 20))
    return words("money-by-file") if entry.state == "entered" else ""


def _voucher(entry: MoneyEntry) -> Attachment | None:
    kinds = ("photo", "document")
    found = next((file for file in reversed(entry.vouchers) if file["kind"] in kinds), None)
    return Attachment("photo" if found["kind"] == "photo" else "document", found["file"]) if found else None


@of_house("ledger-waiting")
async def ledger_waiting(reader: "Reader", args: Args, words: Words) -> Message:
    """Everything that waits for this person's confirmation: one by one, or all together."""
    books = await _books(reader, args, args.id("scope"))
    if books is None or not books.waiting:
        return Message(words("ledger-none-wait"))
    waiting = books.waiting
    rest = len(waiting) - _WAITING
    text = lines(
        words("ledger-waiting-head", name=esc(books.name), count=len(waiting)),
        *(_line(books, entry, words) for entry in waiting[:_WAITING]),
        words("list-rest", count=rest) if rest > 0 else "",
    )
    each = [
        button(words("button-ledger-number", number=str(e.number)), Ask("money-entry", 0, e.id)) for e in waiting[:8]
    ]
    whole = button(
        words("button-money-confirm-all", count=len(waiting)), SettleMonies(books.scope_id, waiting[-1].number)
    )
    return Message(text, (*rows(each, 4), (whole,)))


@of_house("ledger-reminder")
async def ledger_reminder(reader: "Reader", args: Args, words: Words) -> Message:
    """To who keeps the books, the morning after a quarter in which nothing was entered, or something waits."""
    books, quarter = await _books(reader, args, args.id("scope")), quarter_named(args.text("quarter"))
    if books is None or quarter is None:
        return Message(words("card-gone"))
    empty = not any(quarter.holds(entry.day) and entry.state == "confirmed" for entry in books.entries)
    waiting = sum(entry.state == "entered" for entry in books.entries)
    text = lines(
        words("reminder-head", name=esc(books.name), quarter=in_words(quarter, words)),
        words("reminder-empty") if empty else "",
        words("ledger-waits", count=waiting) if waiting else "",
        words("reminder-until"),
    )
    buttons = [button(words("button-ledger"), Ask("ledger", 0, books.scope_id))]
    return Message(text, (tuple(buttons),))


async def books_kept(reader: "Reader", person_id: int) -> list[tuple[int, str]]:
    """(scope, name) of the communities whose books a person keeps or confirms."""
    held = await reader.roles(person_id)
    found = []
    for community in await reader.communities_below([one.path for one in held]):
        scope = await reader.scope(community.scope_id)
        roles = roles_at(held, scope.path) if scope is not None else frozenset[str]()
        if keeps_books(roles) or confirms_books(roles):
            found.append((community.scope_id, plain(community.name, 12)))
    return found


async def to_confirm(reader: "Reader", person_id: int, scope_id: int) -> int:
    """How many entries of a fund wait for this very person to confirm them."""
    scope = await reader.scope(scope_id)
    if scope is None or not confirms_books(roles_at(await reader.roles(person_id), scope.path)):
        return 0
    entries, _ = await reader.books(scope_id)
    return sum(entry.state == "entered" and entry.entered_by != person_id for entry in entries)
