"""Whether the database itself is sound and keeps what it confirms; what to do about it is left to `doctor`."""

from sqlalchemy import text

from bot.storage.store import Tx


async def damage(tx: Tx) -> str:
    """What the database says is broken, empty where it finds nothing (PostgreSQL checks as it reads)."""
    if tx.dialect != "sqlite":
        return ""
    said = str(await tx.scalar(text("PRAGMA quick_check(1)")))
    return "" if said == "ok" else said


async def survives_power_cut(tx: Tx) -> bool:
    """Whether a commit is on disk when it returns. SQLite is opened so, a PostgreSQL server may be set otherwise."""
    if tx.dialect == "sqlite":
        return True
    settings = [await tx.scalar(text(f"SHOW {name}")) for name in ("fsync", "synchronous_commit")]
    return "off" not in settings
