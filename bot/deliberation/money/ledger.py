"""The books of a common fund 公共收益台账: what may be entered, what the entries come to, what of it can be decided on.

A fund is that of a community or of a street. An entry is made by one person and confirmed by another; nothing is ever
changed: an error is corrected by a counter-entry, of the same kind with the opposite sign, so that every total is a
plain sum. Who may do either is left to `rights`, what a vote makes of the fund to `funding`, storing to
`storage.ledger`. Nobody pays anything here: the books say what others collected and paid.

Sources: 民法典 282 (income of common parts belongs to the owners, less reasonable cost), domain.md §1.6, §2.9, F05.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.deliberation.refusal import Refused
from bot.deliberation.voting.budget import Envelope

CATEGORIES = ("advertising", "parking", "stalls", "facilities", "premises", "telecom", "machines", "other")
"""The eight kinds of income of domain.md F05, in its order."""
KINDS = ("opening", "income", "cost", "reserve", "ratio", "payment", "release")
"""What an entry can be: the balance the books begin with, income, what earning it cost, what is set aside, which part
of the net income has to stay (`ratio`, its amount in 0.01 %), a payment on a decision, and what of a decision will not
be paid any more."""
AGAINST_DECISION = ("payment", "release")
WHOLE = 10_000
"""A ratio of 100 %."""
MOST = 10**13
"""0.01 of the currency: a hundred thousand million is a slip of the keyboard."""
WORDS_CHARS = 200
STATEMENT_DAY = 10
"""A quarter's statement is posted on this day of the month after it, at nine; until then the quarter takes entries."""
_MORNING = time(9)


@dataclass(slots=True)
class MoneyEntry:
    """One line of the books. `amount` in 0.01 of the currency, below zero for a counter-entry; `day` is the ISO date
    the money moved, `number` counts the entries of a fund."""

    id: int
    scope_id: int
    number: int
    kind: str
    amount: int
    day: str
    words: str
    entered_by: int | None
    entered_at: datetime
    category: str = ""
    decision_id: int | None = None
    corrects: int | None = None
    state: str = "entered"
    """entered, confirmed, refused"""
    settled_by: int | None = None
    settled_at: datetime | None = None
    reason: str = ""
    vouchers: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a decision has promised of a fund. `spent`: what its finished tasks say they cost, None while any of them
    runs; `standing`: carried and not void; `effective_at`: None while its notice runs."""

    decision_id: int
    scope_id: int
    session_id: int
    number: str
    title: str
    granted: int
    spent: int | None = None
    standing: bool = True
    effective_at: datetime | None = None

    @property
    def payable(self) -> int:
        """What may be paid on it in all: finishing its tasks releases what they did not cost."""
        if not self.standing:
            return 0
        return self.granted if self.spent is None else min(self.granted, self.spent)


@dataclass(frozen=True, slots=True)
class Sums:
    """What the confirmed entries of a fund come to: by kind, and by decision what was paid on it or released."""

    kinds: Mapping[str, int] = field(default_factory=dict)
    paid: Mapping[int, int] = field(default_factory=dict)
    released: Mapping[int, int] = field(default_factory=dict)
    ratio: int = 0

    def of(self, kind: str) -> int:
        return self.kinds.get(kind, 0)

    @property
    def balance(self) -> int:
        """What is there."""
        return self.of("opening") + self.of("income") - self.of("cost") - self.of("payment")

    @property
    def reserve(self) -> int:
        """What has to stay: what was set aside, or the stated part of the net income where that is more."""
        net = max(0, self.of("income") - self.of("cost"))
        return max(self.of("reserve"), -(-net * self.ratio // WHOLE))

    def left(self, grant: Grant) -> int:
        """What may still be paid on a decision: what was released of it and what its tasks did not cost may well be
        the same money."""
        return max(0, min(grant.payable - self.paid.get(grant.decision_id, 0), self.rest(grant)))

    def rest(self, grant: Grant) -> int:
        """余款: what of a decision is neither paid nor released."""
        return grant.granted - self.paid.get(grant.decision_id, 0) - self.released.get(grant.decision_id, 0)


def sums(entries: Iterable[MoneyEntry]) -> Sums:
    """What these entries come to; only the confirmed ones count."""
    kinds, paid, released = dict[str, int](), dict[int, int](), dict[int, int]()
    counted = [entry for entry in entries if entry.state == "confirmed"]
    for entry in counted:
        kinds[entry.kind] = kinds.get(entry.kind, 0) + entry.amount
        if entry.decision_id is not None:
            of = paid if entry.kind == "payment" else released
            of[entry.decision_id] = of.get(entry.decision_id, 0) + entry.amount
    return Sums(kinds, paid, released, ratio(counted))


def ratio(counted: Iterable[MoneyEntry]) -> int:
    """The part that has to stay, as the last confirmed entry about it says; one that was corrected says nothing."""
    stated = [entry for entry in counted if entry.kind == "ratio"]
    corrected = {entry.corrects for entry in stated}
    standing = [entry for entry in stated if entry.corrects is None and entry.id not in corrected]
    return max(standing, key=lambda entry: entry.number).amount if standing else 0


def envelope(held: Sums, grants: Iterable[Grant]) -> Envelope:
    """What there is to decide on: the balance, less what is promised and not yet paid or released, less the reserve."""
    return Envelope(held.balance, sum(map(held.left, grants)), held.reserve)


# --- quarters ----------------------------------------------------------------------------------------


class Quarter(NamedTuple):
    year: int
    number: int

    @property
    def text(self) -> str:
        """`2026-1`, as buttons and due moments carry it."""
        return f"{self.year}-{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def following(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def last(self) -> date:
        return self.following.first - timedelta(days=1)

    def holds(self, day: str) -> bool:
        return self.first.isoformat() <= day <= self.last.isoformat()


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_named(text: str) -> Quarter | None:
    """The quarter `2026-1` names; None for anything else, and where the calendar has no next one."""
    year, _, number = text.partition("-")
    if not (len(year) == 4 and year.isascii() and year.isdigit() and number in ("1", "2", "3", "4")):
        return None
    return Quarter(int(year), int(number)) if MINYEAR <= int(year) < MAXYEAR else None


def statement_at(quarter: Quarter, zone: ZoneInfo) -> datetime:
    """When the statement of a quarter is posted."""
    day = quarter.following.first.replace(day=STATEMENT_DAY)
    return datetime.combine(day, _MORNING, zone).astimezone(UTC)


def reminder_at(quarter: Quarter, zone: ZoneInfo) -> datetime:
    """When whoever keeps the books is asked about a quarter in which nothing was entered: the morning after it."""
    return datetime.combine(quarter.following.first, _MORNING, zone).astimezone(UTC)


def is_closed(quarter: Quarter, begun: datetime | None, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a quarter's statement is out, so that nothing is added to it: books that begin later may still be filled
    with what was before them. `begun`: when the first entry was confirmed."""
    out = statement_at(quarter, zone)
    return begun is not None and begun < out <= now


@dataclass(frozen=True, slots=True)
class Statement:
    """季度公示单: a quarter of the books. `income` has all eight categories; `carried` is what there was before it;
    what it ends with is `carried + sum(income) - cost - paid`."""

    quarter: Quarter
    carried: int
    income: Mapping[str, int]
    cost: int
    payments: tuple[MoneyEntry, ...]
    reserve: int

    @property
    def earned(self) -> int:
        return sum(self.income.values())

    @property
    def paid(self) -> int:
        return sum(entry.amount for entry in self.payments)

    @property
    def balance(self) -> int:
        return self.carried + self.earned - self.cost - self.paid

    def figures(self) -> dict[str, object]:
        """What the minutes keep of it."""
        return {
            "quarter": self.quarter.text, "carried": self.carried, "income": dict(self.income), "cost": self.cost,
            "paid": self.paid, "reserve": self.reserve, "balance": self.balance,
        }  # fmt: skip


def statement(entries: Sequence[MoneyEntry], quarter: Quarter) -> Statement:
    """What a quarter comes to. An opening balance within it is carried into it."""
    counted = [entry for entry in entries if entry.state == "confirmed" and entry.day <= quarter.last.isoformat()]
    here = [entry for entry in counted if quarter.holds(entry.day)]
    opened = sum(entry.amount for entry in here if entry.kind == "opening")
    before = sums(entry for entry in counted if not quarter.holds(entry.day))
    income = dict.fromkeys(CATEGORIES, 0)
    for entry in here:
        if entry.kind == "income":
            income[entry.category] += entry.amount
    cost = sum(entry.amount for entry in here if entry.kind == "cost")
    payments = tuple(entry for entry in here if entry.kind == "payment")
    return Statement(quarter, before.balance + opened, income, cost, payments, sums(counted).reserve)


# --- what may be entered -----------------------------------------------------------------------------


def check(
    entry: MoneyEntry, entries: Sequence[MoneyEntry], grants: Mapping[int, Grant], now: datetime, zone: ZoneInfo
) -> None:
    """Raise `Refused` unless this may be entered into (or, being there, be confirmed in) these books now.

    `money-amount`, `money-ratio`, `money-words`, `money-category`, `money-day`, `money-quarter-closed`,
    `money-opened`, `money-corrected`, `money-counter-countered`, `money-below-zero`, `money-promised`, and those of
    `_check_grant`.
    """
    others = [other for other in entries if other.id != entry.id]
    confirmed = [other for other in others if other.state == "confirmed"]
    if entry.corrects is None:
        _check_shape(entry)
    else:
        _check_counter(entry, others)
    _check_day(entry, confirmed, now, zone)
    held = sums(confirmed)
    if entry.kind == "opening" and entry.corrects is None and held.of("opening"):
        raise Refused("money-opened")
    if entry.kind in AGAINST_DECISION and entry.corrects is None:
        _check_grant(entry, held, grants)
    if entry.kind == "release" and entry.corrects is not None:
        _check_promise(entry, confirmed, grants.values())
    left = held.balance + _moves(entry)
    if left < 0:
        raise Refused("money-below-zero", money=held.balance)


def _check_shape(entry: MoneyEntry) -> None:
    if entry.kind not in KINDS or (entry.kind == "income" and entry.category not in CATEGORIES):
        raise Refused("money-category")
    if entry.kind == "ratio":
        if not 0 <= entry.amount <= WHOLE:
            raise Refused("money-ratio")
    elif not 0 < entry.amount <= MOST:
        raise Refused("money-amount")
    if not entry.words.strip() and entry.kind not in ("opening", "ratio"):
        raise Refused("money-words")
    if len(entry.words) > WORDS_CHARS:
        raise Refused("text-too-long", limit=WORDS_CHARS, length=len(entry.words))


def _check_counter(entry: MoneyEntry, others: Sequence[MoneyEntry]) -> None:
    """A counter-entry takes a confirmed entry back, whole, once, and says why."""
    wrong = next((other for other in others if other.id == entry.corrects), None)
    if wrong is None or wrong.state != "confirmed":
        raise Refused("button-stale")
    if wrong.corrects is not None:
        raise Refused("money-counter-countered")
    if any(other.corrects == wrong.id and other.state != "refused" for other in others):
        raise Refused("money-corrected", number=str(wrong.number))
    if not entry.words.strip():
        raise Refused("reason-needed")
    if len(entry.words) > WORDS_CHARS:
        raise Refused("text-too-long", limit=WORDS_CHARS, length=len(entry.words))


def _check_day(entry: MoneyEntry, confirmed: Sequence[MoneyEntry], now: datetime, zone: ZoneInfo) -> None:
    try:
        day = date.fromisoformat(entry.day)
    except ValueError:
        raise Refused("money-day") from None
    if day > now.astimezone(zone).date():
        raise Refused("money-day")
    if is_closed(quarter_of(day), begun(confirmed), now, zone):
        raise Refused("money-quarter-closed", year=str(day.year), quarter=quarter_of(day).number)


def begun(entries: Iterable[MoneyEntry]) -> datetime | None:
    """When the first entry of these books was confirmed."""
    return min((entry.settled_at for entry in entries if entry.state == "confirmed" and entry.settled_at), default=None)


def _check_grant(entry: MoneyEntry, held: Sums, grants: Mapping[int, Grant]) -> None:
    """A payment names a decision that stands and is in effect, and pays no more than it granted."""
    grant = grants.get(entry.decision_id or 0)
    if grant is None:
        raise Refused("payment-no-decision")
    if not grant.standing:
        raise Refused("payment-not-standing", number=grant.number)
    if entry.kind == "payment" and grant.effective_at is None:
        raise Refused("payment-not-effective", number=grant.number)
    left = held.left(grant) if entry.kind == "payment" else held.rest(grant)
    if entry.amount > left:
        raise Refused("payment-over-grant", number=grant.number, money=entry.amount, left=left)


def _check_promise(entry: MoneyEntry, confirmed: Sequence[MoneyEntry], grants: Collection[Grant]) -> None:
    """What was released is promised again only while no other decision was given it."""
    now = envelope(sums(confirmed), grants)
    then = envelope(sums([*confirmed, replace(entry, state="confirmed")]), grants)
    if then.committed - now.committed > now.available:
        raise Refused("money-promised", left=now.available)


def _moves(entry: MoneyEntry) -> int:
    """By how much the entry changes the balance."""
    if entry.kind in ("opening", "income"):
        return entry.amount
    return -entry.amount if entry.kind in ("cost", "payment") else 0


def counter(
    wrong: MoneyEntry, id_: int, number: int, words: str, by: int | None, day: str, now: datetime
) -> MoneyEntry:
    """The counter-entry that takes an entry back."""
    return MoneyEntry(
        id_, wrong.scope_id, number, wrong.kind, -wrong.amount, day, words, by, now,
        category=wrong.category, decision_id=wrong.decision_id, corrects=wrong.id,
    )  # fmt: skip
