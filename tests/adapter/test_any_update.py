"""Whatever stands in an update, by either door: no failure, nothing changed, and the next good one is answered.

Real updates of people without any standing, each with something lost, doubled, renamed, or put in place of something
else. Bytes that are no update at all, deliveries without the secret and those brought twice are tried in
`test_forged_deliveries`; what doctored buttons may name, in `test_forgery`.
"""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mess import SHORT, much, nearly

from bot.rehearsal.emulator import Emulator
from bot.storage import notes
from bot.storage.tables import (
    codes,
    communities,
    due,
    issues,
    motions,
    residents,
    roles,
    rounds,
    sessions,
    standing_acts,
)
from bot.web.hook import SECRET

from .town import START, Town, founded

KEPT = (communities, sessions, rounds, issues, motions, due, standing_acts, roles, residents, codes)
EXAMPLES = pytest.mark.parametrize("examples", [SHORT, pytest.param(500, marks=pytest.mark.long)])
NAMES = (
    "callback_query", "message", "edited_message", "chat_member", "my_chat_member", "poll", "text", "photo", "voice",
    "document", "entities", "from", "chat", "sender_chat", "reply_to_message", "new_chat_members", "date", "data",
    "left_chat_member", "forum_topic_reopened", "is_topic_message", "message_thread_id", "media_group_id", "未知",
)  # fmt: skip
numbers = count(900_000_000)


async def real_updates(data: str) -> list[dict[str, Any]]:
    """One of each kind the bot asks for, as this Telegram brings it, by people no group of the bot knows."""
    async with Emulator(now=lambda: START) as emulator, httpx.AsyncClient(timeout=60, trust_env=False) as http:
        for n in range(20):
            emulator.people.new(f"别人{n}")
        owner, guest = emulator.people.new("路人", username="luren"), emulator.people.new("客人")
        group = emulator.places.group("第2网格", owner=owner, members=[], bot="administrator")
        emulator.people.start(owner)
        keys = {"inline_keyboard": [[{"text": "同意", "callback_data": data}]]}
        for chat in (group.id, owner.id):
            asked = {"chat_id": chat, "text": "民决", "reply_markup": keys}
            await http.post(f"{emulator.base_url}{emulator.token}/sendMessage", json=asked)
            message = next(m for m in reversed(emulator.chats[chat].messages.values()) if m.sender is emulator.bot)
            emulator.people.press(owner, emulator.chats[chat], message.id, data)
        private = emulator.people.private_chat(owner)
        emulator.people.say(owner, private, "/my")
        emulator.people.say(owner, private, "你好")
        emulator.people.say(owner, group, "/status")
        emulator.people.say(owner, group, "谢谢", reply_to=message)
        emulator.places.add(group, guest)
        emulator.places.remove(group, guest)
        emulator.people.block(owner)
        asked = {"allowed_updates": ["message", "callback_query", "my_chat_member", "chat_member"]}
        brought = await http.post(f"{emulator.base_url}{emulator.token}/getUpdates", json=asked)
        found: list[dict[str, Any]] = brought.json()["result"]
    for one in found:
        del one["update_id"]
    # the bot being put into the group is none of theirs
    return [one for one in found if one.get("my_chat_member", {}).get("chat", {}).get("type") != "supergroup"]


@contextmanager
def town_of(folder: Path, *, webhook: bool) -> Iterator[tuple[asyncio.Runner, Town]]:
    """A town with an open vote, which lives while something is run."""
    with asyncio.Runner() as runner:
        place = founded(folder, webhook=webhook)
        town = runner.run(place.__aenter__())
        try:
            runner.run(town.open_quick_vote())
            yield runner, town
        finally:
            runner.run(place.__aexit__(None, None, None))


async def kept(town: Town) -> list[list[str]]:
    async with town.app.store.reading() as tx:
        return [sorted(map(repr, await tx.rows(table.select()))) for table in KEPT]


def incidents(town: Town) -> list[str]:
    found = town.app.clerk._metrics.exposition().decode()
    return re.findall(r"^youshi_incidents_total.*$", found, re.MULTILINE)


async def unmoved(town: Town, bring: Callable[[], Any]) -> None:
    """Bring it: nothing changes, nothing fails, and a good press after it is answered."""
    before = await kept(town)
    await bring()
    await town.rest()
    assert await kept(town) == before
    assert incidents(town) == []
    await town.passes(timedelta(minutes=2))
    choice = ("同意", "反对")[next(numbers) % 2]
    assert choice in (await town.presses(town.neighbours[0], choice)).text


@EXAMPLES
def test_whatever_a_webhook_is_brought_changes_nothing(tmp_path: Path, examples: int) -> None:
    with town_of(tmp_path, webhook=True) as (runner, town):
        real = runner.run(real_updates(town.button("同意")[1]))

        async def secret() -> str:
            async with town.app.store.reading() as tx:
                return str((await notes.note(tx, "webhook-secret"))["secret"])

        headers = {SECRET: runner.run(secret())}

        @given(updates=st.lists(nearly(real, NAMES), min_size=3, max_size=8), words=st.binary(max_size=60))
        @example(updates=real, words=b"[]")
        @much(examples)
        def taken(updates: list[dict[str, Any]], words: bytes) -> None:
            async def bring() -> None:
                async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
                    brought = [json.dumps({"update_id": next(numbers), **update}).encode() for update in updates]
                    for body in [words, *brought]:
                        answer = await http.post(str(town.settings.webhook_url), content=body, headers=headers)
                        assert answer.status_code in (200, 400)

            runner.run(unmoved(town, bring))

        taken()


def _sent_as_utf8(update: dict[str, Any]) -> bool:
    """Half of a pair of characters comes by the other door alone, spelt in ASCII: this Telegram writes UTF-8."""
    try:
        json.dumps(update, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


@EXAMPLES
def test_whatever_is_fetched_changes_nothing(tmp_path: Path, examples: int) -> None:
    with town_of(tmp_path, webhook=False) as (runner, town):
        real = runner.run(real_updates(town.button("同意")[1]))

        @given(updates=st.lists(nearly(real, NAMES), min_size=3, max_size=8))
        @much(examples)
        def fetched(updates: list[dict[str, Any]]) -> None:
            async def bring() -> None:
                for number, update in enumerate(filter(_sent_as_utf8, updates)):
                    for kind, payload in update.items():
                        town.emulator._world.updates.offer(kind, payload, ("any", number))

            runner.run(unmoved(town, bring))

        fetched()


async def test_a_fetched_update_without_a_number_is_left_out_and_the_others_are_taken(tmp_path: Path) -> None:
    async with founded(tmp_path) as town:
        await town.open_quick_vote()
        for wrong, choice in zip(("x", None, -1, 2**63, 1.5, True), ("同意", "反对") * 3, strict=True):
            unnumbered = town.emulator._world.updates.offer("message", {}, ("any", 0))
            assert unnumbered is not None
            unnumbered.kind, unnumbered.payload = "update_id", wrong  # type: ignore[assignment]
            assert choice in (await town.presses(town.neighbours[0], choice)).text
        assert incidents(town) == []
