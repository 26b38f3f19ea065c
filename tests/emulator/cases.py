"""Refusals as tables: what is called, with what, and the words Telegram has for it."""

from collections.abc import Callable
from typing import Any

from emulator.town import Town, picture

Parameters = dict[str, Any]
Case = tuple[str, Callable[[Town], Parameters], str]
"""A method, what it is called with (arranging what is needed), and the words of the refusal."""

FILE = "FILE"
"""As the value of `photo`, `document` or `voice`: a file the bot has sent before."""


def in_yard(**parameters: Any) -> Callable[[Town], Parameters]:
    return lambda town: {"chat_id": town.yard.id} | parameters


def in_stairs(**parameters: Any) -> Callable[[Town], Parameters]:
    return lambda town: {"chat_id": town.stairs.id} | parameters


async def refused(town: Town, case: Case) -> None:
    """Call it, and find it refused in these words with 400."""
    method, arrange, words = case
    parameters = arrange(town)
    for kind, value in parameters.items():
        if value == FILE:
            parameters[kind] = await _stored(town, kind)
    response = await town.raw(method, **parameters)
    assert response.json() == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}


async def _stored(town: Town, kind: str) -> str:
    files = {kind: ("a.png", picture(8, 8))}
    sent = await town.call(f"send{kind.title()}", files, chat_id=str(town.neighbour.id))
    media = sent[kind]
    return str((media[-1] if isinstance(media, list) else media)["file_id"])
