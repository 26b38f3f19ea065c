"""`roll`: a roll from a file, for rolls longer than a message of the chat can hold; a template of one; a look ahead.

`youshi roll COMMUNITY FILE` is short for `youshi roll import COMMUNITY FILE`.
"""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from bot.commands.console import Exit, Failed, out, words

if TYPE_CHECKING:
    from bot.deliberation.roll.rows import RollRow
    from bot.storage.roll_import import RollChange

_SHOWN = 40
"""Doors listed of each kind of change; more are counted."""


class _ImportUnlessSaid(TyperGroup):
    """What is no command of its own is the community of an import."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        known = args and self.get_command(ctx, args[0]) is not None
        return super().resolve_command(ctx, args if known else ["import", *args])


roll_commands = typer.Typer(cls=_ImportUnlessSaid, no_args_is_help=True)
_Community = Annotated[str, typer.Argument(metavar="COMMUNITY", help=words("cli-help-community"))]
_File = Annotated[Path, typer.Argument(metavar="FILE", help=words("cli-help-roll-file"))]


@roll_commands.command("import", help=words("cli-help-roll-import"))
def import_command(
    community: _Community,
    file: _File,
    reason: Annotated[str, typer.Option("--reason", help=words("cli-help-roll-reason"))] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words("cli-help-roll-dry"))] = False,
) -> None:
    """Make the roll of a community be the rows of this file; with any row wrong nothing changes."""
    if dry_run:
        _show(asyncio.run(_handed_in(community, file, _rows(file), None)))
        return
    change = asyncio.run(_handed_in(community, file, _rows(file), reason))
    counts = {"heads": change.heads, "added": len(change.added), "ended": len(change.ended), "owners": 0}
    out(words("answer-roll-imported", **counts, version=change.version))
    _say_owners(change)


@roll_commands.command("check", help=words("cli-help-roll-check"))
def check_command(community: _Community, file: _File) -> None:
    """Show what importing this file would change, door by door, and change nothing."""
    _show(asyncio.run(_handed_in(community, file, _rows(file), None)))


@roll_commands.command("template", help=words("cli-help-roll-template"))
def template_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=words("cli-help-roll-template-file"))],
    xlsx: Annotated[bool, typer.Option("--xlsx", help=words("cli-help-roll-xlsx"))] = False,
) -> None:
    """Write a table to fill in: its columns, four sample rows, and in a workbook a note on every column."""
    from bot.chat.roll_template import csv_template, xlsx_template

    if file.exists():
        raise Failed(words("cli-roll-exists", path=str(file)), Exit.USAGE)
    made = xlsx_template(words) if xlsx or file.suffix.lower() == ".xlsx" else csv_template(words)
    try:
        file.write_bytes(made)
    except OSError as error:
        raise Failed(words("cli-cannot-write", path=str(file), why=str(error.strerror)), Exit.USAGE) from None
    out(words("cli-roll-template-made", path=str(file)))


def _rows(file: Path) -> "Sequence[RollRow]":
    """The rows of a file; raises `Failed` after telling every problem."""
    from bot.roll_files import NotUtf8, read_roll

    try:
        rows, problems = read_roll(file.read_bytes())
    except OSError as error:
        raise Failed(words("cli-cannot-read", path=str(file), why=str(error.strerror)), Exit.USAGE) from None
    except NotUtf8:
        raise Failed(words("cli-not-utf8", path=str(file)), Exit.USAGE) from None
    _refuse(file, problems)
    return rows


def _refuse(file: Path, problems: Iterable[Any]) -> None:
    told = [f"{file}:{one.place or one.line}: {words(one.key, **one.params)}" for one in problems]
    if told:
        out("\n".join(told))
        raise Failed(words("roll-problems-head", count=len(told)), Exit.FAILED)


async def _handed_in(name: str, file: Path, rows: "Sequence[RollRow]", reason: str | None) -> "RollChange":
    """Import these rows for a reason; with None only look what that would change."""
    from bot.clerk.clerk import Clerk
    from bot.clerk.office import Office, unguessable
    from bot.clerk.rolls import replace_roll, try_roll
    from bot.clock import RealClock
    from bot.commands.database import opened
    from bot.flow_files import FlowLibrary
    from bot.settings import read_settings
    from bot.storage import scopes
    from bot.storage.roll_import import RollChange

    async with opened(read_settings(needs_token=False).database_url) as store:
        async with store.reading() as tx:
            named = [one for one in await scopes.communities(tx) if name in (one.name, str(one.id))]
        if len(named) != 1:
            raise Failed(words("cli-community-unknown", name=name[:64], count=len(named)), Exit.USAGE)
        clerk = Clerk(store, Office(FlowLibrary(), unguessable))
        now = RealClock().now()
        if reason is None:
            result = await clerk.work(lambda tx, office: try_roll(tx, office, named[0], rows))
        else:
            result = await clerk.work(lambda tx, office: replace_roll(tx, office, named[0], rows, None, now, reason))
    if not isinstance(result, RollChange):
        _refuse(file, result)
    assert isinstance(result, RollChange)
    return result


def _show(change: "RollChange") -> None:
    """What would change: doors by what happens to them, owners by name, and the totals."""
    if not change.anything:
        out(words("roll-dry-nothing"))
    for kind, found in (
        ("added", change.added),
        ("changed", change.changed),
        ("ended", change.ended),
        ("unseated", change.unseated),
        ("units", change.units),
        ("owners-added", change.owners.added),
        ("owners-changed", change.owners.changed),
        ("owners-ended", change.owners.ended),
        ("owners-unseated", change.owners.unseated),
    ):
        if found:
            names = " ".join(found[:_SHOWN])
            more = "yes" if len(found) > _SHOWN else "no"
            out(words(f"roll-dry-{kind}", count=len(found), names=names, more=more))
    out(words("roll-dry-total", heads=change.heads, area=words.area(change.area)))
    _say_owners(change)


def _say_owners(change: "RollChange") -> None:
    held = change.owners
    if held.heads:
        out(words("roll-owners", count=held.heads, area=words.area(held.area), voteless=held.voteless))
