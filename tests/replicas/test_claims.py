"""What may be sent or has come due is claimed by locks that go with the connection; nobody's clock decides."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from storage.making import NOW

from bot.deliberation.desk import Due, Owed
from bot.outbox.calm import OVERALL
from bot.storage import chats, duties, news, owing, pace, people, presence, tables
from bot.storage.chats import Seen
from bot.storage.people import Met
from bot.storage.presence import Presence
from bot.storage.store import StorageProblem, Store, Tx

SECOND = timedelta(seconds=1)
SCHEMA = (
    "CREATE ROLE east LOGIN PASSWORD '…'",
    "CREATE SCHEMA east AUTHORIZATION east",
    "ALTER ROLE east SET search_path = east",
)
Stores = Callable[[], Awaitable[Store]]


async def a_queue(store: Store, places: int) -> None:
    """One message owed to each of so many groups, with a key."""
    ids = await store.reserve_ids(2 * places)
    async with store.transaction() as tx:
        met = await chats.meet_chats(tx, [Seen(-100 - n) for n in range(places)], ids)
        await owing.owe(tx, [_words(chat.id) for chat in met.values()], NOW, ids)


def _words(chat_id: int) -> Owed:
    return Owed("post", "announcement", {"text": "通知"}, chat_id=chat_id, key=f"words:{chat_id}")


async def cut(tx: Tx, by: Store) -> None:
    """Cut the connection of this transaction, as the server notices it when a program is killed."""
    process = await tx.scalar(select(func.pg_backend_pid()))
    async with by.reading() as other:
        assert await other.scalar(select(func.pg_terminate_backend(process)))


async def test_a_claim_that_is_cut_off_is_free_for_the_next_at_once(stores: Stores) -> None:
    one, other = await stores(), await stores()
    await a_queue(one, 3)
    begun, gone = asyncio.Event(), asyncio.Event()

    async def claim_and_die() -> None:
        async with one.claiming() as tx:
            await pace.take(tx, NOW, SECOND)
            assert len(await owing.claim_next(tx, NOW, 10, 1)) == 3
            await cut(tx, other)
            begun.set()
            await gone.wait()

    dying = asyncio.create_task(claim_and_die())
    await begun.wait()
    async with asyncio.timeout(20), other.claiming() as tx:
        await pace.take(tx, NOW, SECOND)
        assert len(await owing.claim_next(tx, NOW, 10, 2)) == 3
    gone.set()
    assert isinstance((await asyncio.gather(dying, return_exceptions=True))[0], Exception)


async def test_a_writer_that_is_cut_off_lets_the_next_write(stores: Stores) -> None:
    one, other = await stores(), await stores()

    async def write_and_die() -> None:
        async with one.transaction() as tx:
            await news.spread(tx)
            await cut(tx, other)
            await tx.scalar(select(1))

    with pytest.raises(StorageProblem, match="database-unreachable"):
        await write_and_die()
    async with asyncio.timeout(20), other.transaction() as tx:
        assert await news.edition(tx) == 0


async def test_a_claim_passes_over_what_is_being_written_and_does_not_wait_for_it(stores: Stores) -> None:
    one, other = await stores(), await stores()
    await a_queue(one, 3)
    ids = await one.reserve_ids(10)
    async with one.transaction() as writing:
        first = min(await writing.column(select(tables.chats.c.id)))
        await owing.owe(writing, [_words(first)], NOW, ids)
        async with asyncio.timeout(20), other.claiming() as tx:
            claimed = await owing.claim_next(tx, NOW, 10, 2)
    assert first not in {one.chat_id for one in claimed}
    assert len(claimed) == 2


async def test_two_that_take_what_has_come_due_take_different_moments(stores: Stores) -> None:
    one, other = await stores(), await stores()
    async with one.transaction() as tx:
        await duties.set_due(tx, [Due(f"round:{n}:close", NOW, "close") for n in (1, 2)])
    async with one.claiming() as first, other.claiming() as second:
        keys = [due.key for tx in (first, second) if (due := await duties.next_due(tx, NOW)) is not None]
    assert keys == ["round:1:close", "round:2:close"]


async def test_all_programs_together_keep_the_pace_and_no_place_is_claimed_twice(stores: Stores) -> None:
    """Thirty calls in any second, however many claim at the same moment."""
    programs = [await stores() for _ in range(3)]
    await a_queue(programs[0], 60)

    async def claim(store: Store, number: int) -> list[int | None]:
        async with store.claiming() as tx:
            calls = await pace.take(tx, NOW, SECOND)
            claimed = await owing.claim_next(tx, NOW, min(8, OVERALL - len(calls)), number)
            await pace.keep(tx, [*calls, *[NOW] * len(claimed)])
        return [one.chat_id for one in claimed]

    claims = await asyncio.gather(*(claim(store, n) for n, store in enumerate(programs * 3)))
    claimed = [place for claim in claims for place in claim]
    assert (len(claimed), len(set(claimed))) == (OVERALL, OVERALL)


async def test_who_is_here_is_known_until_the_connection_ends_however_it_does(stores: Stores) -> None:
    one, other = await stores(), await stores()
    first, second = Presence(one), Presence(other)
    await first.begin()
    await second.begin()
    assert (await first.may_fetch(), await second.may_fetch()) == (True, False)

    async def here() -> set[int]:
        async with one.reading() as tx:
            return await presence.alive(tx)

    assert await here() == {first.number, second.number}
    async with one.reading() as tx:
        held = text("SELECT DISTINCT pg_terminate_backend(pid) FROM pg_locks WHERE objid = :number AND objsubid = 2")
        await tx.rows(held, {"number": first.number})
    async with asyncio.timeout(20):
        while first.number in await here():
            pass
        while not await second.may_fetch():
            pass
    assert not await first.may_fetch()
    assert await first.renew()
    assert await here() == {first.number, second.number}
    await first.end()
    await second.end()
    assert await here() == set()


async def test_two_bots_in_schemas_of_their_own_share_a_database_and_nothing_else(url: str, stores: Stores) -> None:
    """As the operators' page makes them: one bot's writers do not wait for the other's, nor does it see anything."""
    west = await stores()
    for statement in SCHEMA:
        async with west.transaction() as tx:
            await tx.run(text(statement))
    east = await Store.open(url.replace("postgres:@", "east:@"))
    try:
        await east.migrate()
        here, there = Presence(west), Presence(east)
        await here.begin()
        await there.begin()
        assert here.number == there.number == 1
        assert (await here.may_fetch(), await there.may_fetch()) == (True, True)
        ids = await east.reserve_ids()
        async with west.transaction(), asyncio.timeout(20), east.transaction() as tx:
            await people.meet(tx, [Met(1, "甲")], ids)
        await there.end()
        async with west.reading() as tx:
            assert await presence.alive(tx) == {1}
            assert await people.person_by_user(tx, 1) is None
        async with east.reading() as tx:
            assert await presence.alive(tx) == set()
        await here.end()
    finally:
        await east.close()
        async with west.transaction() as tx:
            await tx.run(text("DROP SCHEMA east CASCADE"))
            await tx.run(text("DROP ROLE east"))
