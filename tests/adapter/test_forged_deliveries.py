"""Deliveries from anybody but Telegram, broken ones, and ones brought again: no crash, no hint, no second effect."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.rehearsal.emulator.model import User
from bot.storage import notes
from bot.storage.tables import standing_acts
from bot.web.hook import LARGEST, SECRET

from .town import Town, founded

NO_NUMBERS = ("null", '"7"', "1.5", "true", "-1", str(2**63), "[]", "{}", "1e400")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path, webhook=True) as town:
        yield town


async def secret(town: Town) -> str:
    async with town.app.store.reading() as tx:
        return str((await notes.note(tx, "webhook-secret"))["secret"])


async def deliver(town: Town, body: Any, given: str | None = None) -> httpx.Response:
    """Bring this, chunked where it comes in pieces, with the true secret unless another is stated."""
    content = json.dumps(body).encode() if isinstance(body, dict) else body
    headers = {SECRET: await secret(town) if given is None else given}
    async with httpx.AsyncClient(timeout=60) as http:
        return await http.post(str(town.settings.webhook_url), content=content, headers=headers)


def press(update_id: int, who: User, chat_id: int, message_id: int, data: str) -> dict[str, Any]:
    """A press as Telegram would bring it."""
    sender = {"id": who.id, "is_bot": False, "first_name": who.first_name}
    message = {
        "message_id": message_id,
        "date": 1_790_000_000,
        "chat": {"id": chat_id, "type": "supergroup", "title": "第2网格"},
        "text": "民决",
    }
    query = {"id": str(update_id), "from": sender, "message": message, "chat_instance": "1", "data": data}
    return {"update_id": update_id, "callback_query": query}


async def choices(town: Town) -> list[str]:
    async with town.app.store.reading() as tx:
        return [row.choice for row in await tx.rows(standing_acts.select())]


async def pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 65_536 + 1):
        yield b" " * 65_536


async def test_whoever_lacks_the_secret_is_answered_before_anything_is_read(town: Town) -> None:
    await town.open_quick_vote()
    message, data = town.button("同意")
    vote = press(900_000_001, town.neighbours[0], town.group.id, message.id, data)
    true = await secret(town)
    for given in ("", true[:-1], true + "x", true.swapcase(), "null"):
        refused = await deliver(town, vote, given)
        assert (refused.status_code, refused.text) == (404, "Not Found")
        assert (await deliver(town, b"x" * (2 * LARGEST), given)).status_code == 404
    assert await choices(town) == []


async def test_what_is_too_large_or_no_update_is_refused_and_the_next_is_taken(town: Town) -> None:
    await town.open_quick_vote()
    for body, status in (
        (b"{" * LARGEST, 400),
        (b"[" * 200_000, 400),
        (b" " * (LARGEST + 1), 413),
        (pieces(2 * LARGEST), 413),
        (b"\xff\xfe", 400),
        (b"", 400),
        (b"NaN", 400),
        *((f'{{"update_id": {value}}}'.encode(), 400) for value in NO_NUMBERS),
    ):
        assert (await deliver(town, body)).status_code == status
    message, data = town.button("同意")
    taken = await deliver(town, press(900_000_001, town.neighbours[0], town.group.id, message.id, data))
    assert "已记" in taken.json()["text"]


async def test_an_update_that_fails_each_time_is_passed_over_and_holds_up_nobody(town: Town) -> None:
    await town.open_quick_vote()
    message, data = town.button("同意")
    nobody = User(2**70, "大数")
    strange: list[dict[str, Any]] = [
        press(900_000_001, nobody, town.group.id, message.id, data),
        press(900_000_002, town.neighbours[0], 2**70, message.id, data),
        {"update_id": 900_000_003, "message": "text"},
        {"update_id": 900_000_004, "callback_query": {"id": [], "from": 1, "data": {}}},
        {"update_id": 900_000_005, "my_chat_member": {}},
    ]
    for update in strange:
        assert (await deliver(town, update)).status_code == 200
    taken = await deliver(town, press(900_000_006, town.neighbours[1], town.group.id, message.id, data))
    assert "已记" in taken.json()["text"]
    assert await choices(town) == ["agree"]


async def test_a_press_brought_again_has_no_second_effect_and_one_with_a_new_number_is_a_second_press(
    town: Town,
) -> None:
    await town.open_quick_vote()
    voter = town.neighbours[0]
    message, agree = town.button("同意")
    _, oppose = town.button("反对")
    first = press(900_000_001, voter, town.group.id, message.id, agree)
    said = (await deliver(town, first)).json()["text"]
    assert "已记" in said
    assert (await deliver(town, press(900_000_002, voter, town.group.id, message.id, oppose))).status_code == 200
    assert await choices(town) == ["oppose"]
    # the old one once more: the same answer, and the newer choice stands
    assert (await deliver(town, first)).json()["text"] == said
    assert await choices(town) == ["oppose"]
    await town.app.stop()
    town.conductor.bot = None
    await town.restart()
    # remembered in the database as well; even with another content it is the same update
    assert (await deliver(town, first)).status_code == 200
    assert (await deliver(town, press(900_000_002, voter, town.group.id, message.id, agree))).status_code == 200
    assert await choices(town) == ["oppose"]
    assert (await deliver(town, {**first, "update_id": 900_000_003})).status_code == 200
    assert await choices(town) == ["agree"]
