"""`backup` and `restore`: a deployment in one file, and a file made a deployment again.

Neither speaks to Telegram, so neither needs a token. The database is imported when they run.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import rich.progress
import typer
from rich.console import Console

from bot.commands.console import Exit, Failed, out, words

if TYPE_CHECKING:
    from bot.backup import Manifest, Progress
    from bot.settings import Settings

_MB = 1024 * 1024


def backup_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help=words("cli-help-backup-file"))],
) -> None:
    """Everything the bot keeps in one file, also while it runs."""
    from bot.settings import read_settings

    with _progress(words("cli-backing-up")) as told:
        made = asyncio.run(_backed_up(read_settings(needs_token=False), file, told))
    size = f"{file.stat().st_size / _MB:.1f}"
    out(words("cli-backed-up", file=str(file), rows=made.rows, files=len(made.files), size=size))
    if made.missing:
        typer.echo(words("cli-backup-missing", count=len(made.missing)), err=True)


def restore_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=words("cli-help-restore-file"))],
) -> None:
    """Put a backup into an empty database, whichever kind it is; the bot goes on from there."""
    from bot.backup import restore
    from bot.outbox.shelf import Shelf
    from bot.settings import read_settings

    settings = read_settings(needs_token=False)
    if not file.is_file():
        raise Failed(words("cli-no-backup", file=str(file)), Exit.USAGE)
    with _progress(words("cli-restoring")) as told:
        made = asyncio.run(restore(file, settings.database_url, Shelf(settings.files_folder), told))
    when = f"{made.at:%Y-%m-%d %H:%M} UTC"
    out(words("cli-restored", rows=made.rows, files=len(made.files), when=when, version=made.version))


async def _backed_up(settings: "Settings", file: Path, told: "Progress") -> "Manifest":
    from bot.backup import back_up
    from bot.clock import RealClock
    from bot.doctor import sqlite_file
    from bot.outbox.shelf import Shelf
    from bot.storage.store import Store

    kept = sqlite_file(settings.database_url)
    if kept is not None and not kept.exists():
        raise Failed(words("cli-no-database", file=str(kept)), Exit.DATABASE)
    store = await Store.open(settings.database_url)
    try:
        return await back_up(store, Shelf(settings.files_folder), file, RealClock().now(), told)
    finally:
        await store.close()


@contextmanager
def _progress(sentence: str) -> Iterator["Progress"]:
    """A bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    with rich.progress.Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task(sentence, total=None)
        yield lambda done, of: progress.update(bar, completed=done, total=of)
