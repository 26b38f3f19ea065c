"""What is kept for a while only, and the sign that this program is alive."""

from datetime import datetime, timedelta

from bot.storage import cards_shown, notes, owing, updates
from bot.storage.store import Tx

ALIVE = "alive"
_EVERY = timedelta(hours=1)
_UPDATES = timedelta(days=2)
"""Telegram repeats none after a day."""
_SENT = timedelta(days=30)
_MESSAGES = timedelta(days=800)
"""A reply to the bot's message is understood for two years, longer than any procedure lasts."""


async def beat(tx: Tx, now: datetime) -> None:
    """Note the moment; once an hour, forget what nobody will ask for any more."""
    last = await notes.note(tx, ALIVE)
    tidied = datetime.fromisoformat(last["tidied"]) if "tidied" in last else None
    if tidied is None or tidied + _EVERY <= now:
        await updates.prune(tx, now - _UPDATES)
        await owing.prune(tx, now - _SENT)
        await cards_shown.forget_messages(tx, now - _MESSAGES)
        tidied = now
    await notes.set_note(tx, ALIVE, {"at": now.isoformat(), "tidied": tidied.isoformat()})


async def last_beat(tx: Tx) -> datetime | None:
    """When a program on this database was last known to be alive."""
    value = (await notes.note(tx, ALIVE)).get("at")
    return datetime.fromisoformat(value) if value else None
