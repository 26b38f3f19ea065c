"""Updates brought over HTTP: only with the secret, settled before the answer, answered in it, with effect once."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.rehearsal.emulator.calls import RecordedCall
from bot.storage import notes
from bot.storage.tables import standing_acts

from .town import Town, founded


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path, webhook=True) as town:
        yield town


async def deliver(town: Town, body: Any, secret: str | None = None) -> httpx.Response:
    async with town.app.store.reading() as tx:
        kept = (await notes.note(tx, "webhook-secret"))["secret"]
    headers = {"X-Telegram-Bot-Api-Secret-Token": kept if secret is None else secret}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with httpx.AsyncClient() as http:
        return await http.post(str(town.settings.webhook_url), content=content, headers=headers)


def calls(town: Town, method: str) -> list[RecordedCall]:
    return [call for call in town.emulator.calls if call.method.lower() == method.lower()]


async def ballots(town: Town) -> int:
    async with town.app.store.reading() as tx:
        return len(await tx.rows(standing_acts.select()))


async def test_a_vote_runs_over_the_webhook_and_presses_are_answered_in_the_response(town: Town) -> None:
    await town.open_quick_vote()
    for neighbour in town.neighbours:
        assert (await town.presses(neighbour, "同意")).text
    assert await ballots(town) == 3
    assert calls(town, "getUpdates") == []


@pytest.mark.parametrize("secret", ["", "wrong", "密"])
async def test_without_the_secret_there_is_nothing_there(town: Town, secret: str) -> None:
    headers = {b"X-Telegram-Bot-Api-Secret-Token": secret.encode()} if secret else {}
    update = {"update_id": 1}
    async with httpx.AsyncClient() as http:
        refused = await http.post(str(town.settings.webhook_url), content=json.dumps(update), headers=headers)
        elsewhere = await http.post(str(town.settings.webhook_url) + "x", content=b"")
    assert (refused.status_code, refused.text) == (404, elsewhere.text)


@pytest.mark.parametrize(("body", "status"), [(b"nonsense", 400), (b"[]", 400), ({"update_id": 7, "poll": {}}, 200)])
async def test_what_is_no_update_is_refused_and_what_cannot_be_read_is_passed_over(
    town: Town, body: Any, status: int
) -> None:
    assert (await deliver(town, body)).status_code == status


async def test_the_same_delivery_twice_has_one_effect_and_the_same_answer(town: Town) -> None:
    await town.open_quick_vote()
    town.emulator.faults.add("drop", method="webhook", after_effect=True)
    assert "已记" in (await town.presses(town.neighbours[0], "同意")).text
    assert await ballots(town) == 1


async def test_it_is_set_once_and_taken_away_for_polling(town: Town) -> None:
    assert town.emulator.webhook_url == town.settings.webhook_url
    await town.app.stop()
    town.conductor.bot = None
    await town.restart()
    assert len(calls(town, "setWebhook")) == 1
    await town.app.stop()
    town.conductor.bot = None
    town.settings = town.settings.model_copy(update={"webhook_url": None})
    await town.restart()
    assert town.emulator.webhook_url == ""
    await town.open_quick_vote()
    assert any("楼道装灯" in text for text in town.said())


async def test_what_is_brought_while_it_stops_is_brought_again(town: Town) -> None:
    await town.set_up()
    await town.app.stop()
    town.conductor.bot = None
    town.emulator.people.say(town.neighbours[0], town.group, "/help")
    await town.restart()
    await town.passes(town.clock.now() - town.clock.now())
    await town.rest()
    assert any("/ti" in text for text in town.said())
