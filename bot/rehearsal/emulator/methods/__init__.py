"""The Bot API methods, by their lower-case names: who may ask for what, refused in Telegram's words.

`getUpdates` alone waits, and so is carried out by the server itself.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.rehearsal.emulator.calls import Call
from bot.rehearsal.emulator.methods import (
    account,
    albums,
    chats,
    editing,
    ephemeral,
    forwarding,
    members,
    presses,
    sending,
    topics,
    webhooks,
)
from bot.rehearsal.emulator.world import World

METHODS: Mapping[str, Callable[[World, Call], Any]] = {
    name.lower(): method
    for module in (
        account,
        albums,
        chats,
        editing,
        ephemeral,
        forwarding,
        members,
        presses,
        sending,
        topics,
        webhooks,
    )
    for name, method in module.METHODS.items()
}
"""Each takes the world and the call, and returns the `result` (or a `Described` one) or raises ApiRefusal."""
