"""`ledger`: the books of a common fund from a file, at a glance, and as a workbook.

What is imported counts once somebody of the community has confirmed it in the private chat.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.console import Exit, Failed, out, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from bot.deliberation.money.ledger import Grant, MoneyEntry
    from bot.deliberation.money.ledger_rows import MoneyRow
    from bot.storage.store import Tx

ledger_commands = typer.Typer(no_args_is_help=True)
_Community = Annotated[str, typer.Argument(metavar="COMMUNITY", help=words("cli-help-community"))]
_Street = Annotated[bool, typer.Option("--street", help=words("cli-help-ledger-street"))]


@ledger_commands.command("import", help=words("cli-help-ledger-import"))
def import_command(
    community: _Community,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=words("cli-help-ledger-file"))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words("cli-help-ledger-dry"))] = False,
    street: _Street = False,
) -> None:
    """Enter the rows of this file, to be confirmed in the chat; with any row wrong nothing is entered."""
    rows = _rows(file)
    entries = asyncio.run(_handed_in(community, file, rows, street=street, dry_run=dry_run))
    key = "cli-ledger-would" if dry_run else "cli-ledger-imported"
    out(words(key, count=len(entries), money=words.money(sum(entry.amount for entry in entries))))


@ledger_commands.command("show", help=words("cli-help-ledger-show"))
def show_command(community: _Community, street: _Street = False) -> None:
    """The balance, what of it can be decided on, and a line a quarter."""
    from bot.chat.cards.accounts import in_words, quarters
    from bot.deliberation.money.ledger import envelope, statement, sums

    name, _, entries, grants = asyncio.run(_books(community, street=street))
    held = sums(entries)
    fund = envelope(held, grants.values())
    out(
        words(
            "cli-ledger-balance",
            name=name,
            balance=words.money(fund.balance),
            committed=words.money(fund.committed),
            reserve=words.money(fund.reserve),
            available=words.money(fund.available),
        )
    )
    confirmed = [entry for entry in entries if entry.state == "confirmed"]
    for quarter in quarters(confirmed):
        told = statement(confirmed, quarter)
        sums_of = {"earned": told.earned, "cost": told.cost, "paid": told.paid, "balance": told.balance}
        amounts = {key: words.money(amount) for key, amount in sums_of.items()}
        out(words("cli-ledger-quarter", quarter=in_words(quarter, words), **amounts))
    waiting = sum(entry.state == "entered" for entry in entries)
    if waiting:
        out(words("ledger-waits", count=waiting))


@ledger_commands.command("export", help=words("cli-help-ledger-export"))
def export_command(
    community: _Community,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=words("cli-help-ledger-target"), dir_okay=False)],
    street: _Street = False,
) -> None:
    """The whole books as a workbook."""
    from bot.chat.cards.accounts import workbook
    from bot.clock import RealClock

    name, zone, entries, grants = asyncio.run(_books(community, street=street))
    made = workbook(name, entries, grants, RealClock().now(), zone, words)
    try:
        file.write_bytes(made)
    except OSError as error:
        raise Failed(words("cli-cannot-write", path=str(file), why=str(error.strerror)), Exit.USAGE) from None
    out(words("cli-written", path=str(file)))


def _rows(file: Path) -> "Sequence[MoneyRow]":
    """The rows of a file; raises `Failed` after telling every problem."""
    from bot.roll_files import NotUtf8, read_money

    try:
        rows, problems = read_money(file.read_bytes())
    except OSError as error:
        raise Failed(words("cli-cannot-read", path=str(file), why=str(error.strerror)), Exit.USAGE) from None
    except NotUtf8:
        raise Failed(words("cli-not-utf8", path=str(file)), Exit.USAGE) from None
    _refuse(file, [(one.place or str(one.line), words(one.key, **_named(one.params))) for one in problems])
    return rows


def _named(params: "Mapping[str, str | int]") -> dict[str, str | int]:
    """A column's name as people head it."""
    column = params.get("column")
    return {**params, "column": words(f"ledger-column-{column}")} if column else dict(params)


def _refuse(file: Path, told: "Sequence[tuple[str, str]]") -> None:
    if told:
        out("\n".join(f"{file}:{place}: {sentence}" for place, sentence in told))
        raise Failed(words("cli-ledger-problems", count=len(told)), Exit.FAILED)


async def _scope(tx: "Tx", name: str, *, street: bool) -> "tuple[str, int, ZoneInfo]":
    """The name of whose books they are, its scope, and the clock of the community that was named."""
    from zoneinfo import ZoneInfo

    from bot.storage import ledger, scopes

    named = [one for one in await scopes.communities(tx) if name in (one.name, str(one.id))]
    if len(named) != 1:
        raise Failed(words("cli-community-unknown", name=name[:64], count=len(named)), Exit.USAGE)
    (home,) = named
    zone = ZoneInfo(home.timezone)
    if not street:
        return home.name, home.scope_id, zone
    own = await scopes.scope(tx, home.scope_id)
    funds = await ledger.fund_scopes(tx, own.path if own else "", home.scope_id)
    above = await scopes.scope(tx, funds.get("street", 0))
    if above is None:
        raise Failed(words("cli-ledger-no-street"), Exit.USAGE)
    return above.name, above.id, zone


async def _books(name: str, *, street: bool) -> "tuple[str, ZoneInfo, list[MoneyEntry], dict[int, Grant]]":
    from bot.commands.database import opened
    from bot.settings import read_settings
    from bot.storage import ledger

    async with opened(read_settings(needs_token=False).database_url) as store, store.reading() as tx:
        called, scope, zone = await _scope(tx, name, street=street)
        return called, zone, await ledger.entries(tx, scope), await ledger.grants(tx, scope)


async def _handed_in(
    name: str, file: Path, rows: "Sequence[MoneyRow]", *, street: bool, dry_run: bool
) -> "list[MoneyEntry]":
    from bot.chat.sentences import refusal_in_words
    from bot.clerk.book_files import enter_rows, try_rows
    from bot.clerk.clerk import Clerk
    from bot.clerk.office import Office, unguessable
    from bot.clock import RealClock
    from bot.commands.database import opened
    from bot.deliberation.money.ledger import MoneyEntry
    from bot.flow_files import FlowLibrary
    from bot.settings import read_settings

    now = RealClock().now()
    async with opened(read_settings(needs_token=False).database_url) as store:
        async with store.reading() as tx:
            _, scope, _ = await _scope(tx, name, street=street)
        clerk = Clerk(store, Office(FlowLibrary(), unguessable))
        do = try_rows if dry_run else enter_rows
        found = await clerk.work(lambda tx, office: do(tx, office, scope, rows, now))
    wrong = [one for one in found if not isinstance(one, MoneyEntry)]
    _refuse(file, [(str(line), refusal_in_words(refusal, words)) for line, refusal in wrong])
    return list(found)
