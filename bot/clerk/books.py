"""The books of common funds: entered by one person, confirmed by another, told each quarter.

What may be entered is decided by `deliberation.money.ledger`, who may do it by `rights`. The books of a community are
entered in its minutes, those of a street in a chain of their own.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.clerk.office import Office
from bot.clerk.standpoint import Standpoint
from bot.deliberation import acts, rights
from bot.deliberation.acts import Attachment
from bot.deliberation.desk import Answer, Due, JournalEntry, Owed, Urgency
from bot.deliberation.house import Scope
from bot.deliberation.minutes.journal import community_chain, street_chain
from bot.deliberation.model import Community
from bot.deliberation.money.ledger import (
    MoneyEntry,
    Quarter,
    begun,
    check,
    counter,
    quarter_named,
    quarter_of,
    reminder_at,
    statement,
    statement_at,
)
from bot.deliberation.refusal import Refused
from bot.storage import chats, duties, journal, ledger, owing, people, scopes
from bot.storage.store import Tx

STATEMENT, REMINDER = "ledger-statement", "ledger-reminder"
"""Due moments of the books of a community: a quarter's statement, and the question before it."""


async def books_of(tx: Tx, scope_id: int) -> tuple[Scope, Community | None]:
    """Whose fund this is: a community (with it), or a street; raises `Refused("button-stale")` for any other scope."""
    scope = await scopes.scope(tx, scope_id)
    home = await scopes.community_of_scope(tx, scope.path) if scope else None
    own = home if home is not None and home.scope_id == scope_id else None
    if scope is None or (own is None and scope.kind != ledger.STREET):
        raise Refused("button-stale")
    return scope, own


async def need_neighbour(at: Standpoint, scope_id: int) -> None:
    """Raise `Refused` for somebody who does not belong to the community, or to one of the street's."""
    scope, _ = await books_of(at.tx, scope_id)
    homes = list(await scopes.communities_of_person(at.tx, at.person.id))
    homes += [at.community] if at.community is not None else []
    for home in homes:
        there = await scopes.scope(at.tx, home.scope_id)
        if there is not None and there.path.startswith(scope.path):
            return
    if not await at.roles(scope.path):
        raise Refused("not-participant")


async def need_books(at: Standpoint, scope_id: int) -> None:
    """Raise `Refused` for who neither keeps the books nor confirms what is in them."""
    scope, _ = await books_of(at.tx, scope_id)
    roles = await at.roles(scope.path)
    if not (rights.keeps_books(roles) or rights.confirms_books(roles)):
        raise Refused("not-bookkeeper")


async def need_entry(at: Standpoint, entry_id: int) -> None:
    """Likewise, for one entry."""
    found = await ledger.entry(at.tx, entry_id)
    if found is None:
        raise Refused("button-stale")
    await need_books(at, found.scope_id)


def _zone(home: Community | None, office: Office) -> ZoneInfo:
    return ZoneInfo(home.timezone if home is not None else office.defaults.timezone)


async def append(
    tx: Tx, scope: Scope, home: Community | None, entries: Sequence[JournalEntry], salt: Callable[[], str]
) -> None:
    """Enter this in the minutes the books belong to."""
    chain = community_chain(home.id) if home is not None else street_chain(scope.id)
    await journal.append(tx, [(chain, entry) for entry in entries], salt)


def minute(entry: MoneyEntry, at: datetime) -> JournalEntry:
    """The line of the minutes that says what was entered."""
    public: dict[str, Any] = {
        "scope": entry.scope_id, "entry": entry.id, "number": entry.number, "kind": entry.kind, "amount": entry.amount,
        "day": entry.day,
    }  # fmt: skip
    more = {"category": entry.category, "decision": entry.decision_id, "corrects": entry.corrects}
    public |= {name: value for name, value in more.items() if value}
    return JournalEntry("money-entered", at, public, {"person": entry.entered_by, "words": entry.words})


async def _enter(at: Standpoint, act: acts.EnterMoney) -> Answer:
    scope, home = await books_of(at.tx, act.scope_id)
    if not rights.keeps_books(await at.roles(scope.path)):
        raise Refused("not-bookkeeper")
    now, zone = at.submission.at, _zone(home, at.office)
    there = await ledger.entries(at.tx, scope.id)
    number = await ledger.next_number(at.tx, scope.id)
    day = act.day or now.astimezone(zone).date().isoformat()
    id_, by = at.office.next_id(), at.person.id
    if act.corrects:
        wrong = next((entry for entry in there if entry.id == act.corrects), None)
        if wrong is None:
            raise Refused("button-stale")
        entry = counter(wrong, id_, number, act.words, by, day, now)
    else:
        entry = MoneyEntry(
            id_, scope.id, number, act.kind, act.amount, day, act.words, by, now,
            category=act.category, decision_id=act.decision_id or None,
        )  # fmt: skip
    entry.vouchers = _kept(act.vouchers)
    check(entry, there, await ledger.grants(at.tx, scope.id), now, zone)
    others = [one for one in await people.holders(at.tx, scope.path, rights.CONFIRMING) if one != by]
    if not others:
        raise Refused("money-second-person")
    await ledger.add(at.tx, [entry])
    await append(at.tx, scope, home, [minute(entry, now)], at.office.salt)
    await _fetch(at, home, entry, entry.vouchers)
    for person in others:
        await at.tell(person, "money-entry", Urgency.PRIVATE, entry=entry.id)
    return Answer("money-entered", {"number": str(entry.number), "money": entry.amount})


def _kept(vouchers: Sequence[Attachment]) -> list[dict[str, str]]:
    return [{"kind": voucher.kind, "file": voucher.file_id} for voucher in vouchers]


async def _fetch(at: Standpoint, home: Community | None, of: MoneyEntry, vouchers: Sequence[dict[str, str]]) -> None:
    """Owe the download of vouchers: they are kept by what they hold. A street's stay with the platform."""
    if home is None:
        return
    for file in vouchers:
        about = {**file, "community": home.id, "entry": of.id}
        await at.owe(Owed("download", "file", about, person_id=at.person.id, urgency=Urgency.PRIVATE))


async def _settle(at: Standpoint, act: acts.SettleMoney) -> Answer:
    entry = await ledger.entry(at.tx, act.entry_id)
    if entry is None or entry.state != "entered":
        raise Refused("button-stale")
    scope, home = await books_of(at.tx, entry.scope_id)
    if not rights.confirms_books(await at.roles(scope.path)):
        raise Refused("not-bookkeeper")
    if entry.entered_by == at.person.id:
        raise Refused("money-own")
    if not act.confirmed:
        if not act.reason.strip():
            raise Refused("reason-needed")
        entry.reason = act.reason.strip()
        await _settled(at, scope, home, [entry], "refused")
        if entry.entered_by is not None:
            await at.tell(entry.entered_by, "money-entry", Urgency.PRIVATE, entry=entry.id)
        return Answer("money-refused", {"number": str(entry.number)})
    await _confirm(at, scope, home, [entry], await ledger.entries(at.tx, scope.id))
    return Answer("money-confirmed", {"number": str(entry.number)})


async def _settle_all(at: Standpoint, act: acts.SettleMonies) -> Answer:
    """One press for a file of entries: each is asked again whether it may stand, in its order. Those that may not go on
    waiting, and how many they are is said."""
    scope, home = await books_of(at.tx, act.scope_id)
    if not rights.confirms_books(await at.roles(scope.path)):
        raise Refused("not-bookkeeper")
    there = await ledger.entries(at.tx, scope.id)
    waiting = [e for e in there if e.state == "entered" and e.number <= act.last and e.entered_by != at.person.id]
    if not waiting:
        raise Refused("button-stale")
    count = await _confirm(at, scope, home, waiting, there)
    return Answer("money-all-confirmed", {"count": count, "missed": len(waiting) - count})


async def _confirm(
    at: Standpoint, scope: Scope, home: Community | None, waiting: Sequence[MoneyEntry], there: Sequence[MoneyEntry]
) -> int:
    """Confirm those of these entries that may stand in the books `there`, each with the ones before it; returns how
    many they are, and raises the first refusal where none may."""
    now, zone = at.submission.at, _zone(home, at.office)
    grants, is_first = await ledger.grants(at.tx, scope.id), begun(there) is None
    books = {entry.id: entry for entry in there}
    sound, refusals = list[MoneyEntry](), list[Refused]()
    for entry in waiting:
        try:
            check(entry, list(books.values()), grants, now, zone)
        except Refused as refused:
            refusals.append(refused)
        else:
            sound.append(entry)
            books[entry.id] = replace(entry, state="confirmed", settled_at=now)
    if not sound:
        raise refusals[0]
    await _settled(at, scope, home, sound, "confirmed")
    if is_first and home is not None:
        await duties.set_due(at.tx, _moments(scope.id, _running(now, zone), zone))
    return len(sound)


async def _settled(
    at: Standpoint, scope: Scope, home: Community | None, entries: Sequence[MoneyEntry], state: str
) -> None:
    rows = list[JournalEntry]()
    for entry in entries:
        entry.state, entry.settled_by, entry.settled_at = state, at.person.id, at.submission.at
        public = {"scope": scope.id, "entry": entry.id, "number": entry.number}
        content = {"person": at.person.id, "reason": entry.reason}
        rows.append(JournalEntry(f"money-{state}", at.submission.at, public, content))
    await ledger.settle(at.tx, entries)
    await append(at.tx, scope, home, rows, at.office.salt)


async def _add_voucher(at: Standpoint, act: acts.AddVoucher) -> Answer:
    entry = await ledger.entry(at.tx, act.entry_id)
    if entry is None or entry.state == "refused":
        raise Refused("button-stale")
    scope, home = await books_of(at.tx, entry.scope_id)
    if not rights.keeps_books(await at.roles(scope.path)):
        raise Refused("not-bookkeeper")
    if not act.vouchers:
        raise Refused("money-voucher")
    kept = _kept(act.vouchers)
    await ledger.add_vouchers(at.tx, entry, kept)
    row = JournalEntry(
        "money-voucher", at.submission.at, {"scope": scope.id, "entry": entry.id}, {"person": at.person.id}
    )
    await append(at.tx, scope, home, [row], at.office.salt)
    await _fetch(at, home, entry, kept)
    return Answer("money-voucher", {"number": str(entry.number)})


# --- quarter by quarter ------------------------------------------------------------------------------


def _running(now: datetime, zone: ZoneInfo) -> Quarter:
    """The earliest quarter whose statement is still to come."""
    this = quarter_of(now.astimezone(zone).date())
    before = quarter_of(this.first - timedelta(days=1))
    return before if now < statement_at(before, zone) else this


def _moments(scope_id: int, quarter: Quarter, zone: ZoneInfo) -> list[Due]:
    args = {"scope": scope_id, "quarter": quarter.text}
    return [
        Due(f"{REMINDER}:{scope_id}", reminder_at(quarter, zone), REMINDER, args=args),
        Due(f"{STATEMENT}:{scope_id}", statement_at(quarter, zone), STATEMENT, args=args),
    ]


async def lapse(tx: Tx, office: Office, due: Due, now: datetime) -> None:
    """The morning after a quarter: whoever keeps the books is asked, where it is empty or something waits. Ten days on:
    its statement, in every group of the community, and in the minutes."""
    quarter = quarter_named(str(due.args["quarter"]))
    scope, home = await books_of(tx, int(due.args["scope"]))
    if home is None or quarter is None:
        return
    entries = await ledger.entries(tx, scope.id)
    args = {"scope": scope.id, "quarter": quarter.text}
    if due.kind == REMINDER:
        if any(quarter.holds(e.day) and e.state == "confirmed" for e in entries) and not _waiting(entries):
            return
        keepers = await people.holders(tx, scope.path, rights.BOOKS_TOLD)
        owed = [Owed("post", "ledger-reminder", args, person_id=one, urgency=Urgency.PRIVATE) for one in keepers]
        await owing.owe(tx, owed, now, office.next_id)
        return
    await duties.set_due(tx, _moments(scope.id, quarter.following, _zone(home, office)))
    if not any(entry.state == "confirmed" and entry.day <= quarter.last.isoformat() for entry in entries):
        return
    figures = {"scope": scope.id, **statement(entries, quarter).figures()}
    await append(tx, scope, home, [JournalEntry(STATEMENT, due.at, figures, {})], office.salt)
    # a forum's topics are one group
    groups = {chat.platform_id: chat for chat in reversed(await chats.chats_of(tx, home.id))}
    posts = [Owed("post", STATEMENT, args, chat_id=chat.id, urgency=Urgency.BUDGETED) for chat in groups.values()]
    await owing.owe(tx, posts, now, office.next_id)


def _waiting(entries: Sequence[MoneyEntry]) -> bool:
    return any(entry.state == "entered" for entry in entries)


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {
    acts.EnterMoney: _enter,
    acts.SettleMoney: _settle,
    acts.SettleMonies: _settle_all,
    acts.AddVoucher: _add_voucher,
}
