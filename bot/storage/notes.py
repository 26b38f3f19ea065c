"""Small facts of the deployment by name: when it was last alive, what was last told to the platform."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from bot.storage.dialect import upsert
from bot.storage.store import Tx
from bot.storage.tables import notes


async def note(tx: Tx, name: str) -> dict[str, Any]:
    """What is noted under a name (at most 64 characters); empty where nothing is."""
    return dict(await tx.scalar(select(notes.c.value).where(notes.c.name == name)) or {})


async def set_note(tx: Tx, name: str, value: Mapping[str, Any]) -> None:
    await tx.run(upsert(tx, notes).values(name=name, value=dict(value)))
