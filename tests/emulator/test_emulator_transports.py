"""aiogram takes one journey twice, fetching its updates and having them brought, through every kind of fault.

However the updates come, the same things happen: no update holds a field aiogram lacks, and the group looks alike.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.exceptions import TelegramAPIError, TelegramMigrateToChat, TelegramNetworkError, TelegramRetryAfter
from aiogram.filters import Command
from aiogram.methods import EditMessageText, TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    ChatPermissions,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    TelegramObject,
    Update,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from judge import unknown_fields

from bot.rehearsal.emulator import Chat
from emulator.aiogram_bot import judging_bot
from emulator.endpoint import serving
from emulator.town import Town, picture

BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=text) for text in ("同意", "反对")]]
)
SECRET = "s3cret-of-tests"


@dataclass
class Diary:
    """What a small voting bot remembers; updates it has seen before pass it by."""

    seen: set[int] = field(default_factory=set)
    votes: dict[int, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    stood: list[str] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)


Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def voting_bot(diary: Diary) -> Dispatcher:
    """Posts a card on /vote, counts presses on it, and notes what else it is told."""
    router = Router()

    async def once(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)
        try:
            assert unknown_fields(event, "update") == []
            if event.update_id in diary.seen:
                return None
            diary.seen.add(event.update_id)
            return await handler(event, data)
        except (AssertionError, TelegramAPIError) as problem:
            diary.errors.append(problem)
            return None

    @router.message(Command("vote"))
    async def open_vote(message: Message, bot: Bot) -> None:
        await patiently(lambda chat_id: bot.send_message(chat_id, "牵绳:0 票", reply_markup=BUTTONS), message.chat.id)

    @router.callback_query()
    async def count(query: CallbackQuery, bot: Bot) -> TelegramMethod[Any]:
        diary.votes[query.from_user.id] = query.data or ""
        assert query.message is not None
        message = query.message
        await patiently(lambda _: query.answer("记上了"), message.chat.id)
        # what is returned goes into the webhook's answer, or is called by the poller
        words = f"牵绳:{len(diary.votes)} 票"
        return EditMessageText(text=words, chat_id=message.chat.id, message_id=message.message_id, reply_markup=BUTTONS)

    @router.message(F.text | F.caption)
    async def note(message: Message) -> None:
        diary.said.append(message.text or message.caption or "")

    @router.my_chat_member()
    async def place(change: ChatMemberUpdated) -> None:
        diary.stood.append(change.new_chat_member.status)

    dispatcher = Dispatcher()
    dispatcher.update.outer_middleware(once)
    dispatcher.include_router(router)
    return dispatcher


async def patiently(call: Callable[[int], Awaitable[Any]], chat_id: int) -> None:
    """Try again after what passes, and where the chat has moved to."""
    for _ in range(5):
        try:
            await call(chat_id)
            return
        except TelegramMigrateToChat as moved:
            chat_id = moved.migrate_to_chat_id
        except (TelegramRetryAfter, TelegramNetworkError):
            pass
        except TelegramAPIError as problem:
            # a server error, or a press whose answer was taken though the bot did not hear of it
            if "query is too old" in str(problem):
                return
    raise AssertionError("tried in vain")


@asynccontextmanager
async def polling(town: Town, diary: Diary) -> AsyncIterator[None]:
    async with judging_bot(town.emulator) as bot:
        dispatcher = voting_bot(diary)

        async def poll() -> None:
            offset = 0
            while True:
                try:
                    updates = await bot.get_updates(offset=offset, timeout=10)
                except TelegramAPIError:
                    continue
                for update in updates:
                    result = await dispatcher.feed_update(bot, update)
                    if isinstance(result, TelegramMethod):
                        await dispatcher.silent_call_request(bot, result)
                    offset = update.update_id + 1

        task = asyncio.create_task(poll())
        await town.emulator.changes.until(lambda: town.emulator.polling)
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait({task})


@asynccontextmanager
async def webhook(town: Town, diary: Diary) -> AsyncIterator[None]:
    async with judging_bot(town.emulator) as bot:
        handler = SimpleRequestHandler(voting_bot(diary), bot, handle_in_background=False, secret_token=SECRET)
        async with serving(handler.handle) as url:
            assert await bot.set_webhook(url, secret_token=SECRET)
            yield
            await bot.delete_webhook()


TRANSPORTS = {"polling": polling, "webhook": webhook}
FAULTS: dict[str, list[dict[str, Any]]] = {
    "nothing": [],
    "429": [{"kind": "too_many_requests", "times": 2, "method": m} for m in ("sendMessage", "answerCallbackQuery")],
    "502": [{"kind": "server_error", "method": m} for m in ("sendMessage", "answerCallbackQuery", "getUpdates")],
    "a cut before": [{"kind": "drop", "method": m} for m in ("sendMessage", "answerCallbackQuery", "getUpdates")],
    "a cut after": [{"kind": "drop", "method": "answerCallbackQuery", "after_effect": True}],
    "updates twice": [{"kind": "duplicate", "times": 20}],
    "updates out of order": [{"kind": "reorder", "times": 20}],
    "deliveries cut before": [{"kind": "drop", "method": "webhook"}],
    "deliveries cut after": [{"kind": "drop", "method": "webhook", "times": 2, "after_effect": True}],
    "deliveries answered 502": [{"kind": "server_error", "method": "webhook", "after_effect": True}],
}


def journey(transport: str) -> list[Any]:
    """Every fault over this transport; those of deliveries only where there are any."""
    return [
        pytest.param(transport, faults, id=f"{transport}-{name}")
        for name, faults in FAULTS.items()
        if transport == "webhook" or not name.startswith("deliveries")
    ]


@pytest.mark.parametrize(("transport", "faults"), journey("polling") + journey("webhook"))
async def test_the_same_journey_through_every_fault(town: Town, transport: str, faults: list[dict[str, Any]]) -> None:
    await town.confirm_all()
    town.emulator.flood_limits = False
    diary = Diary()
    people, yard = town.emulator.people, town.yard
    async with TRANSPORTS[transport](town, diary):
        for fault in faults:
            town.emulator.faults.add(**fault)
        people.say(town.owner, yard, "/vote")
        await settled(town)
        card = next(message for message in yard.messages.values() if message.buttons)
        for person, choice in ((town.owner, "同意"), (town.neighbour, "反对"), (town.neighbour, "同意")):
            press = people.press(person, yard, card.id, choice)
            people.say(person, yard, f"我{choice}")
            await settled(town)
            assert press.answer is not None
        people.send_photo(town.neighbour, town.emulator.people.private_chat(town.neighbour), picture(8, 8), "私下")
        people.block(town.neighbour)
        people.unblock(town.neighbour)
        await settled(town)
    assert diary.errors == []
    assert diary.votes == {town.owner.id: "同意", town.neighbour.id: "同意"}
    assert card.text == "牵绳:2 票"
    assert sorted(diary.said) == ["我反对", "我同意", "我同意", "私下"]
    assert diary.stood == ["kicked", "member"]
    assert sum(bool(message.buttons) for message in yard.messages.values()) == 1


async def settled(town: Town) -> None:
    """Go on until everything has arrived, moving the clock to what deliveries wait for."""
    await town.emulator.idle()
    while (due := town.emulator.next_event_at) is not None:
        town.clock.advance_to(due)
        town.emulator.look()
        await town.emulator.idle()


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_group_moves_in_the_middle_of_a_send(town: Town, transport: str) -> None:
    """The bot's call finds a supergroup where it was told of a group, and goes after it."""
    await town.confirm_all()
    diary = Diary()
    town.emulator.faults.add("migrate", method="sendMessage", chat_id=town.stairs.id)
    async with TRANSPORTS[transport](town, diary):
        await town.emulator.people.say(town.owner, town.stairs, "/vote").confirmed()
        await settled(town)
    new = town.stairs.migrated_to
    assert new is not None
    assert new.kind == "supergroup"
    assert [message.text for message in new.messages.values() if message.buttons] == ["牵绳:0 票"]
    assert not any(message.buttons for message in town.stairs.messages.values())
    assert diary.errors == []


@pytest.mark.parametrize("kind", ["duplicate", "reorder"])
@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_updates_keep_their_order_within_a_chat(town: Town, transport: str, kind: Any) -> None:
    """Whatever is doubled or overtaken, a chat's messages come as they were said."""
    await town.confirm_all()
    diary = Diary()
    chats: list[Chat] = [town.yard, town.emulator.people.private_chat(town.neighbour)]
    async with TRANSPORTS[transport](town, diary):
        town.emulator.faults.add(kind, times=5)
        for number in range(6):
            for chat in chats:
                town.emulator.people.say(town.neighbour, chat, f"{chat.kind} {number}")
        await settled(town)
    for chat in chats:
        assert [said for said in diary.said if said.startswith(chat.kind)] == [f"{chat.kind} {n}" for n in range(6)]
    if kind == "reorder" and transport == "polling":
        assert diary.said[:4] == ["private 0", "supergroup 0", "private 1", "supergroup 1"]


async def test_aiogram_reads_topics_channels_albums_and_ephemeral_messages(town: Town) -> None:
    town.emulator.flood_limits = False
    places, people = town.emulator.places, town.emulator.people
    forum = places.group("论坛", owner=town.owner, members=[town.neighbour], is_forum=True)
    places.promote(forum, town.emulator.bot, by=town.owner, rights=["can_manage_topics", "can_restrict_members"])
    channel = places.channel("公告", owner=town.owner, discussion=town.yard, bot="administrator")
    async with judging_bot(town.emulator) as bot:
        topic = await bot.create_forum_topic(forum.id, "议事")
        sent = await bot.send_message(forum.id, "好", message_thread_id=topic.message_thread_id)
        assert sent.is_topic_message
        assert await bot.close_forum_topic(forum.id, topic.message_thread_id)
        await bot.hide_general_forum_topic(forum.id)
        people.say(town.owner, channel, "停水通知")
        album = await bot.send_media_group(
            town.yard.id,
            [_photo("一"), _photo("二")],
        )
        forwarded = await bot.forward_message(town.neighbour.id, town.yard.id, album[0].message_id)
        assert forwarded.forward_origin is not None
        await bot.copy_message(town.neighbour.id, channel.id, 1)
        await bot.edit_message_media(_photo("三"), chat_id=town.yard.id, message_id=album[0].message_id)
        shown = await bot.send_message(
            town.yard.id,
            "只有你看得见",
            reply_markup=BUTTONS,
            ephemeral_message_parameters=EphemeralMessageParameters(receiver_user_id=town.neighbour.id),
        )
        assert (shown.message_id, shown.receiver_user.id) == (0, town.neighbour.id)  # type: ignore[union-attr]
        people.press_ephemeral(town.neighbour, town.yard, shown.ephemeral_message_id or 0, "同意")
        await bot.restrict_chat_member(forum.id, town.neighbour.id, permissions=ChatPermissions())
        await bot.get_chat_member(forum.id, town.neighbour.id)
        for chat in (forum, channel, town.yard):
            await bot.get_chat(chat.id)
            await bot.get_chat_administrators(chat.id)
        kinds = [update.event_type for update in await bot.get_updates(allowed_updates=["chat_member"])]
        assert {"channel_post", "message", "callback_query"} <= set(kinds)
        assert (await bot.get_webhook_info()).allowed_updates == ["chat_member"]


def _photo(caption: str) -> InputMediaPhoto:
    return InputMediaPhoto(media=BufferedInputFile(picture(8, 8), "p.png"), caption=caption)
