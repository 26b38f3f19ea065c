"""Where the seal's key is kept: stated by the operator, or in a file beside the database, made at the first start.

The database remembers which key it is sealed with (not the key), so that a lost or exchanged one is noticed before
anything is sealed with another.
"""

import os
import secrets
from enum import Enum
from pathlib import Path

from sqlalchemy import func, select, update

from bot.storage import notes
from bot.storage.problem import StorageProblem
from bot.storage.seal import KEY_BYTES, Seal
from bot.storage.store import Store, Tx
from bot.storage.tables import issues

_NOTE = "seal"


class Fit(Enum):
    """How the key at hand fits the database."""

    NEW = "new"
    """Nothing is sealed yet."""
    RIGHT = "right"
    MISSING = "missing"
    OTHER = "other"


async def fit(tx: Tx, seal: Seal | None) -> Fit:
    """How this key (None: there is none) fits what this database was sealed with last."""
    known = (await notes.note(tx, _NOTE)).get("key")
    if known is None:
        return Fit.NEW
    if seal is None:
        return Fit.MISSING
    return Fit.RIGHT if seal.id == known else Fit.OTHER


async def unreadable(tx: Tx, seal: Seal) -> int:
    """How many authors were sealed with another key: nobody can tell them anything any more."""
    column = issues.c.author_seal
    count: int = await tx.scalar(
        select(func.count()).where(column != "", ~column.startswith(f"{seal.id}.", autoescape=True))
    )
    return count


def at_hand(stated: str, file: Path) -> Seal | None:
    """The key the operator states, else that of the file; None where there is neither.

    Raises `StorageProblem` where the file is not a key, or cannot be read.
    """
    if stated:
        return Seal.stated(stated)
    try:
        return Seal(bytes.fromhex(file.read_text(encoding="ascii").strip()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StorageProblem("seal-unreadable", file=str(file)) from error


async def take_up(store: Store, stated: str, file: Path) -> None:
    """Give the store its seal. The first start makes a key; later ones need the same, or one stated on purpose.

    Raises `StorageProblem` where the key the database was sealed with is gone: to go on without it, the operator
    states a new one, and what was sealed before stays closed for good.
    """
    async with store.transaction() as tx:
        seal = at_hand(stated, file)  # programs that start together find the key the first of them has made
        fits = await fit(tx, seal)
        if fits in (Fit.MISSING, Fit.OTHER) and not stated:
            raise StorageProblem("seal-missing" if fits is Fit.MISSING else "seal-other", file=str(file))
        if seal is None:
            seal = _made(file)
        if fits is not Fit.RIGHT:
            await notes.set_note(tx, _NOTE, {"key": seal.id})
        await _close_open_ones(tx, seal)
    store.seal = seal


def _made(file: Path) -> Seal:
    key = secrets.token_bytes(KEY_BYTES)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(key.hex() + "\n")
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise StorageProblem("seal-not-written", file=str(file), detail=str(error.strerror)) from error
    return Seal(key)


async def _close_open_ones(tx: Tx, seal: Seal) -> None:
    """Authors an earlier version kept in the open."""
    found = await tx.rows(
        select(issues.c.id, issues.c.author_id).where(issues.c.mode == "back", issues.c.author_id.is_not(None))
    )
    for row in found:
        sealed = {"author_id": None, "author_seal": seal.close(str(row.author_id))}
        await tx.run(update(issues).where(issues.c.id == row.id).values(sealed))
