"""What released versions left in their databases, as rows; `town.py` makes the file of a release."""

import gzip
import re
from pathlib import Path

from bot.storage import snapshot
from bot.storage.store import Store

FILES = sorted(Path(__file__).parent.glob("*.sql.gz"))


async def load(store: Store, file: Path) -> None:
    """Fill an empty database as that release left it, at the revision it had."""
    revision, inserts = _read(file)
    async with store.transaction() as tx:
        await snapshot.make_tables(tx, revision)
        for statement in re.split(r";\n(?=INSERT INTO |$)", inserts):
            if statement:
                await tx.connection.exec_driver_sql(statement)


def _read(file: Path) -> tuple[str, str]:
    """The revision, and the rows."""
    first, _, inserts = gzip.decompress(file.read_bytes()).decode().partition("\n")
    return first.removeprefix("-- revision "), inserts
