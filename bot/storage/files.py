"""Which files of the platform have been fetched, and what they hold. The bytes are left to `outbox.shelf`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.storage.dialect import upsert
from bot.storage.records import record, values_of
from bot.storage.store import Tx
from bot.storage.tables import files


@dataclass(frozen=True, slots=True)
class Kept:
    """A fetched file: the platform's name for it, kind (photo, voice, document), SHA-256 in hex, size in bytes."""

    file_id: str
    kind: str
    sha256: str
    size: int
    at: datetime


async def keep(tx: Tx, kept: Kept) -> None:
    """Note that a file has been fetched; once more is the same."""
    await tx.run(upsert(tx, files).values(values_of(kept)))


async def holds(tx: Tx, sha256: str) -> bool:
    """Whether any file of the platform holds exactly this."""
    return await tx.scalar(select(files.c.file_id).where(files.c.sha256 == sha256).limit(1)) is not None


async def kept(tx: Tx, file_id: str) -> Kept | None:
    """What is kept of the file with this name; None where it has not been fetched."""
    row = await tx.one(select(files).where(files.c.file_id == file_id))
    return None if row is None else record(Kept, row)


async def hashes(tx: Tx) -> list[str]:
    """The SHA-256 of everything that is kept, in order."""
    return sorted(await tx.column(select(files.c.sha256).distinct()))
