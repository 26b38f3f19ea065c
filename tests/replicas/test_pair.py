"""Two whole bots share a group's work behind one address, and go on when one of them, or the database, is gone."""

import asyncio
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, select

from bot.app import App
from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation.acts import SetLocale
from bot.deliberation.minutes.journal import verify_chain
from bot.rehearsal.emulator.events import CallRefused, Event
from bot.rehearsal.emulator.model import User
from bot.storage import journal, owing, presence
from bot.storage.tables import decisions, owed, sessions, standing_acts

from .pair import PATIENCE, Pair


async def rows(pair: Pair, table: Table) -> list[Any]:
    async with pair.apps[-1].store.reading() as tx:
        return list(await tx.rows(table.select()))


def refusals(pair: Pair) -> list[CallRefused]:
    """Every call Telegram refuses from now on."""
    found: list[CallRefused] = []

    def note(event: Event) -> None:
        if isinstance(event, CallRefused):
            found.append(event)

    pair.emulator.on_event(note)
    return found


async def all_is_sent(pair: Pair) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            async with pair.apps[-1].store.reading() as tx:
                if not await owing.count_owed(tx):
                    return


async def numbers(pair: Pair) -> set[int]:
    async with pair.apps[-1].store.reading() as tx:
        return await presence.alive(tx)


async def a_while(pair: Pair) -> None:
    await pair.clock.wait_until(pair.clock.now() + timedelta(seconds=2), asyncio.Event())


def private_message(who: User, text: str, update_id: int) -> dict[str, Any]:
    user = {"id": who.id, "is_bot": False, "first_name": who.first_name}
    chat = {"id": who.id, "type": "private", "first_name": who.first_name}
    message = {"message_id": 9000, "date": 1796605200, "chat": chat, "from": user, "text": text}
    return {"update_id": update_id, "message": message}


async def test_both_take_what_is_brought_and_the_vote_is_one(pair: Pair) -> None:
    """Every press answered once, one ballot each, one decision, one result, minutes unbroken, and nothing refused."""
    floods = refusals(pair)
    await pair.open_quick_vote()
    answers = await asyncio.gather(*(pair.press(neighbour, "同意") for neighbour in pair.neighbours))
    assert all("已记" in answer.text for answer in answers)
    await pair.close_vote()
    await pair.until_said("多数赞成")
    await all_is_sent(pair)
    assert set(pair.proxy.taken) == {0, 1}
    assert len(await rows(pair, standing_acts)) == 4
    assert len(await rows(pair, decisions)) == 1
    assert sum("多数赞成" in said for said in pair.said()) == 1, pair.said()
    assert not [said for said in pair.said() if "重发" in said]
    assert 429 not in {refused.status for refused in floods}
    async with pair.apps[0].store.reading() as tx:
        chain = f"session:{await tx.scalar(select(sessions.c.id))}"
        entries, contents = await journal.read_chain(tx, chain)
        assert not verify_chain(entries, contents, await journal.read_head(tx, chain))


async def test_an_update_brought_to_both_at_the_same_time_takes_effect_once(pair: Pair) -> None:
    who = pair.neighbours[0]
    pair.emulator.people.start(who)
    await pair.until_said("", pair.emulator.people.private_chat(who))
    await all_is_sent(pair)
    before = len(pair.said(pair.emulator.people.private_chat(who)))
    update = private_message(who, "/help", 10**9)
    brought = await asyncio.gather(*(pair.bring(update, to) for to in (0, 1, 0, 1)))
    assert [answer.status_code for answer in brought] == [200] * 4
    await all_is_sent(pair)
    assert len(pair.said(pair.emulator.people.private_chat(who))) == before + 1


async def test_what_a_killed_program_was_sending_is_sent_by_the_other_and_marked(pair: Pair) -> None:
    await pair.open_quick_vote()
    await all_is_sent(pair)
    hanging = pair.emulator.faults.add("hang", method="sendMessage", chat_id=pair.group.id)
    pair.emulator.people.say(pair.chair, pair.group, "/status")
    await pair.until(lambda: not hanging.left)
    async with pair.apps[0].store.reading() as tx:
        sender = await tx.scalar(select(owed.c.sender).where(owed.c.state == "sending", owed.c.chat_id.is_not(None)))
    dead = next(app for app in pair.apps if number_of(app) == sender)
    pair.apps.remove(dead)
    await dead.kill()
    await pair.until_said("重发")
    await all_is_sent(pair)
    assert sum("重发" in said for said in pair.said()) == 1
    assert await numbers(pair) == {number_of(pair.apps[0])}
    assert "已记" in (await pair.press(pair.neighbours[0], "同意")).text


def number_of(app: App) -> int:
    return app._presence.number


async def test_a_database_that_is_stopped_and_started_again_is_waited_for_calmly(pair: Pair) -> None:
    """Meanwhile a press is told that it was not kept; afterwards all goes on, without a restart of anything."""
    await pair.open_quick_vote()
    await all_is_sent(pair)
    await asyncio.to_thread(pair.server.stop)
    try:
        told = await pair.press(pair.neighbours[0], "同意")
        assert "没记上" in told.text
        assert told.alert
    finally:
        await asyncio.to_thread(pair.server.start)
    while "已记" not in (await pair.press(pair.neighbours[0], "同意")).text:
        await a_while(pair)
    assert len(await rows(pair, standing_acts)) == 1
    async with asyncio.timeout(PATIENCE):
        while await numbers(pair) != {number_of(app) for app in pair.apps}:
            await a_while(pair)
    await pair.close_vote()
    await pair.until_said("1 个账号参加")
    assert not [part for app in pair.apps for part in app._parts if part.done()]


async def test_what_one_program_remembers_is_forgotten_when_the_other_changes_it(pair: Pair) -> None:
    who = pair.neighbours[0]
    await pair.open_quick_vote()
    pair.proxy.only = 1
    assert "已记" in (await pair.press(who, "同意")).text
    sender, where = Sender(who.id, who.first_name), Where(who.id)
    await pair.apps[0].take(Submission(SetLocale("en"), sender, pair.clock.now(), where, None))
    async with asyncio.timeout(PATIENCE):
        while "Changed" not in (await pair.press(who, "反对")).text + (await pair.press(who, "同意")).text:
            await a_while(pair)


async def test_one_polls_and_the_other_takes_over_when_it_is_gone(polling_pair: Pair) -> None:
    pair = polling_pair
    conflicts = refusals(pair)
    first, second = pair.neighbours[:2]
    await pair.emulator.people.start(first).confirmed()
    await pair.until_said("", pair.emulator.people.private_chat(first))
    polling = [app for app in pair.apps if await app._presence.may_fetch()]
    assert len(polling) == 1
    pair.apps.remove(polling[0])
    await polling[0].kill()
    async with asyncio.timeout(PATIENCE):
        await pair.emulator.people.start(second).confirmed()
    await pair.until_said("", pair.emulator.people.private_chat(second))
    assert 409 not in {refused.status for refused in conflicts}
