"""What is remembered of who is in a group may be forgotten at any moment: another program has changed it."""

import asyncio
from pathlib import Path

from telegram import Bot

from bot.chat.telegram.membership import Memberships
from bot.clock import RealClock
from bot.storage import chats, people
from bot.storage.chats import Seen
from bot.storage.people import Met
from bot.storage.store import Store

GROUP, MEMBER = -1_002_000_000_001, 7_000_000_001


async def test_what_is_forgotten_while_it_is_looked_up_fails_nobody(bot: Bot, tmp_path: Path) -> None:
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'youshi.db'}")
    try:
        await store.migrate()
        next_id = await store.reserve_ids(10)
        async with store.transaction() as tx:
            chat = (await chats.meet_chats(tx, [Seen(GROUP)], next_id))[GROUP, 0]
            person = (await people.meet(tx, [Met(MEMBER, "甲")], next_id))[MEMBER]
            await people.set_memberships(tx, {(chat.id, person.id): "member"}, RealClock().now())
        memberships = Memberships(bot, store)
        asked = [asyncio.ensure_future(memberships.learn(GROUP, MEMBER)) for _ in range(3)]
        while not all(one.done() for one in asked):
            await asyncio.sleep(0)
            memberships.forget_all()
        assert await asyncio.gather(*asked) == ["", "", ""]
    finally:
        await store.close()
