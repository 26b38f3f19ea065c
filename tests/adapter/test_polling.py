"""An update is confirmed only after it is settled, in order for each person, whatever happens meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.exc import OperationalError
from telegram import Bot

from bot.chat.courier import TokenRefused
from bot.chat.telegram.polling import Polling
from bot.chat.telegram.reading import Arrived, Press, whose
from bot.chat.telegram.request import AiohttpRequest
from bot.rehearsal.emulator.emulator import Emulator
from bot.rehearsal.emulator.model import User

Handle = Callable[[Arrived], Awaitable[None]]


@asynccontextmanager
async def polling(bot: Bot, handle: Handle) -> AsyncIterator[Polling]:
    stop = asyncio.Event()
    loop = Polling(bot, handle, stop)
    running = asyncio.create_task(loop.run())
    try:
        yield loop
    finally:
        stop.set()
        async with asyncio.timeout(10):
            await running


@pytest.fixture
def people(emulator: Emulator) -> tuple[User, User]:
    return emulator.people.new("甲"), emulator.people.new("乙")


def said(update: Arrived) -> str:
    assert not isinstance(update, Press)
    return (update.effective_message.text or "") if update.effective_message else ""


async def test_nothing_is_confirmed_before_all_of_the_batch_is_settled(
    bot: Bot, emulator: Emulator, people: tuple[User, User]
) -> None:
    first, second = (emulator.people.start(person) for person in people)
    begun, finish = asyncio.Event(), asyncio.Event()

    async def handle(update: Arrived) -> None:
        if whose(update) == people[1].id:
            begun.set()
            await finish.wait()

    async with asyncio.timeout(10), polling(bot, handle) as loop:
        await begun.wait()
        assert emulator.undelivered == 2
        assert not loop.idle
        finish.set()
        await first.confirmed()
        await second.confirmed()
        await emulator.idle()
        assert loop.idle


async def test_one_persons_updates_keep_their_order_while_others_go_ahead(
    bot: Bot, emulator: Emulator, people: tuple[User, User]
) -> None:
    slow, quick = people
    emulator.people.start(slow, "1")
    emulator.people.start(slow, "2")
    last = emulator.people.start(quick, "3")
    settled: list[str] = []
    others_done = asyncio.Event()

    async def handle(update: Arrived) -> None:
        if said(update) == "/start 1":
            await others_done.wait()
        settled.append(said(update))
        if said(update) == "/start 3":
            others_done.set()

    async with asyncio.timeout(10), polling(bot, handle):
        await last.confirmed()
    assert settled == ["/start 3", "/start 1", "/start 2"]


async def test_a_database_in_trouble_is_waited_for_and_nothing_is_lost(
    bot: Bot, emulator: Emulator, people: tuple[User, User]
) -> None:
    act = emulator.people.start(people[0])
    tries = 0

    async def handle(update: Arrived) -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise OperationalError("COMMIT", {}, Exception("database is locked"))

    async with asyncio.timeout(10), polling(bot, handle):
        await act.confirmed()
    assert tries == 3


async def test_stopping_while_the_database_is_in_trouble_leaves_the_update_unconfirmed(
    bot: Bot, emulator: Emulator, people: tuple[User, User]
) -> None:
    emulator.people.start(people[0])
    tried = asyncio.Event()

    async def handle(update: Arrived) -> None:
        tried.set()
        raise OperationalError("COMMIT", {}, Exception("database is locked"))

    async with asyncio.timeout(10), polling(bot, handle):
        await tried.wait()
    assert emulator.undelivered == 1


async def test_what_is_settled_is_confirmed_when_the_program_stops(
    bot: Bot, emulator: Emulator, people: tuple[User, User]
) -> None:
    emulator.people.start(people[0])
    settling, finish = asyncio.Event(), asyncio.Event()

    async def handle(update: Arrived) -> None:
        settling.set()
        await finish.wait()

    stop = asyncio.Event()
    running = asyncio.create_task(Polling(bot, handle, stop).run())
    async with asyncio.timeout(10):
        await settling.wait()
        stop.set()
        finish.set()
        await running
    assert emulator.undelivered == 0


@pytest.mark.parametrize("kind", ["server_error", "drop", "too_many_requests"])
async def test_polling_goes_on_after_a_failed_poll(
    bot: Bot, emulator: Emulator, people: tuple[User, User], kind: str
) -> None:
    emulator.faults.add(kind, method="getUpdates")  # type: ignore[arg-type]
    act = emulator.people.start(people[0])

    async def handle(update: Arrived) -> None:
        return

    async with asyncio.timeout(10), polling(bot, handle):
        await act.confirmed()


async def test_a_webhook_somebody_has_set_is_taken_away_also_where_that_fails_at_first(
    bot: Bot, emulator: Emulator, people: tuple[User, User]
) -> None:
    async def handle(update: Arrived) -> None:
        return

    await bot.set_webhook("https://bot.example.org/telegram")
    emulator.faults.add("drop", method="deleteWebhook")
    act = emulator.people.start(people[0])
    async with asyncio.timeout(10), polling(bot, handle):
        await act.confirmed()


async def test_a_token_telegram_does_not_know_ends_the_polling(emulator: Emulator) -> None:
    async def handle(update: Arrived) -> None:
        return

    request, polls = AiohttpRequest(), AiohttpRequest(2)
    await polls.initialize()
    bot = Bot("1:OTHER-FAKE", base_url=emulator.base_url, request=request, get_updates_request=polls)
    with pytest.raises(TokenRefused):
        await Polling(bot, handle, asyncio.Event()).run()
    await polls.shutdown()
