"""A table of income and costs handed in by the operator: tried, or entered as a whole to be confirmed in the chat.

What a row means is left to `deliberation.money.ledger_rows`, whether it may be entered to `deliberation.money.ledger`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.clerk.books import append, books_of, minute
from bot.clerk.office import Office
from bot.deliberation import rights
from bot.deliberation.desk import Owed, Urgency
from bot.deliberation.money.ledger import AGAINST_DECISION, MoneyEntry, check
from bot.deliberation.money.ledger_rows import MoneyRow
from bot.deliberation.refusal import Refusal, Refused
from bot.storage import ledger, owing, people
from bot.storage.store import Tx

Wrong = tuple[int, Refusal]
"""(line of the table, why it cannot be entered)"""


async def try_rows(
    tx: Tx, office: Office, scope_id: int, rows: Sequence[MoneyRow], now: datetime
) -> list[MoneyEntry] | list[Wrong]:
    """What these rows would be, each asked as if those before it were confirmed; or everything that is wrong."""
    _, home = await books_of(tx, scope_id)
    zone = ZoneInfo(home.timezone if home is not None else office.defaults.timezone)
    there = await ledger.entries(tx, scope_id)
    grants = await ledger.grants(tx, scope_id)
    named = {grant.number: grant.decision_id for grant in grants.values()}
    first = await ledger.next_number(tx, scope_id)
    made, wrong = list[MoneyEntry](), list[Wrong]()
    for number, row in enumerate(rows, first):
        decision = named.get(row.decision) if row.kind in AGAINST_DECISION else None
        entry = MoneyEntry(
            office.next_id(), scope_id, number, row.kind, row.amount, row.day, row.words, None, now,
            category=row.category, decision_id=decision,
        )  # fmt: skip
        try:
            check(entry, there, grants, now, zone)
        except Refused as refused:
            wrong.append((row.line, refused.refusal))
            continue
        made.append(entry)
        there.append(replace(entry, state="confirmed"))
    return wrong or made


async def enter_rows(
    tx: Tx, office: Office, scope_id: int, rows: Sequence[MoneyRow], now: datetime
) -> list[MoneyEntry] | list[Wrong]:
    """Enter these rows, all or none; who confirms is told once. Raises `Refused` where there is nobody to confirm."""
    made = await try_rows(tx, office, scope_id, rows, now)
    entries = [one for one in made if isinstance(one, MoneyEntry)]
    if len(entries) < len(made):
        return made
    scope, home = await books_of(tx, scope_id)
    keepers = await people.holders(tx, scope.path, rights.CONFIRMING)
    if not keepers:
        raise Refused("money-second-person")
    await ledger.add(tx, entries)
    await append(tx, scope, home, [minute(entry, now) for entry in entries], office.salt)
    owed = [
        Owed("post", "ledger-waiting", {"scope": scope_id}, person_id=one, urgency=Urgency.PRIVATE) for one in keepers
    ]
    await owing.owe(tx, owed, now, office.next_id)
    return entries
