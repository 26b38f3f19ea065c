"""Messages reach Telegram as they are meant, and each of its refusals comes back as what it means."""

import asyncio
import socket
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import TimedOut

from bot.chat.courier import (
    Address,
    Gone,
    Manner,
    Missing,
    Moved,
    NotModified,
    TooMany,
    Unacceptable,
    Unreachable,
)
from bot.chat.message import Button, Message
from bot.chat.telegram.courier import TOAST_LIMIT, TelegramCourier
from bot.chat.telegram.request import AiohttpRequest
from bot.clock import SteppedClock
from bot.rehearsal.emulator.emulator import Emulator
from bot.rehearsal.emulator.model import Chat, User

HELLO = Message("<b>您好</b>", ((Button("同意", data="v_b_1_2_agree"), Button("悄悄提", start="w_raise-back_1_0_")),))


@pytest.fixture
def owner(emulator: Emulator) -> User:
    return emulator.people.new("网格长")


@pytest.fixture
def group(emulator: Emulator, owner: User) -> Chat:
    return emulator.places.group("第2网格", owner=owner)


async def test_a_message_arrives_with_its_markup_its_buttons_and_its_links(
    courier: TelegramCourier, emulator: Emulator, group: Chat
) -> None:
    message_id = await courier.post(Address(group.id), HELLO, Manner(silent=True, protected=True))
    seen = group.messages[message_id]
    assert seen.text == "您好"
    assert [entity.kind for entity in seen.body.entities] == ["bold"]
    press, link = seen.buttons
    assert press.callback_data == "v_b_1_2_agree"
    assert link.url == f"https://t.me/{emulator.bot.username}?start=w_raise-back_1_0_"
    assert (seen.silent, seen.protected) == (True, True)


async def test_an_edit_changes_the_words_and_takes_the_buttons_away(courier: TelegramCourier, group: Chat) -> None:
    message_id = await courier.post(Address(group.id), HELLO, Manner())
    await courier.edit(Address(group.id), message_id, Message("已结束"))
    assert group.messages[message_id].text == "已结束"
    assert group.messages[message_id].buttons == ()


async def test_an_edit_that_changes_nothing_is_told_apart(courier: TelegramCourier, group: Chat) -> None:
    message_id = await courier.post(Address(group.id), HELLO, Manner())
    with pytest.raises(NotModified):
        await courier.edit(Address(group.id), message_id, HELLO)


async def test_a_card_deleted_by_hand_is_missing(
    courier: TelegramCourier, emulator: Emulator, group: Chat, owner: User
) -> None:
    message_id = await courier.post(Address(group.id), HELLO, Manner())
    emulator.people.delete(owner, group.messages[message_id])
    for call in (
        courier.edit(Address(group.id), message_id, Message("新的")),
        courier.delete(Address(group.id), message_id),
        courier.pin(Address(group.id), message_id),
    ):
        with pytest.raises(Missing):
            await call


async def test_a_reply_to_a_message_that_is_gone_is_sent_all_the_same(
    courier: TelegramCourier, emulator: Emulator, group: Chat, owner: User
) -> None:
    asked = emulator.people.say(owner, group, "/status").message
    assert asked is not None
    emulator.people.delete(owner, asked)
    message_id = await courier.post(Address(group.id), HELLO, Manner(reply_to=asked.id))
    assert group.messages[message_id].reply_to is None


async def test_a_pin_makes_no_sound(courier: TelegramCourier, group: Chat) -> None:
    message_id = await courier.post(Address(group.id), HELLO, Manner())
    await courier.pin(Address(group.id), message_id)
    assert [message.id for message in group.pinned] == [message_id]


async def test_without_the_right_to_pin_the_platform_will_not_have_it(
    courier: TelegramCourier, emulator: Emulator, group: Chat, owner: User
) -> None:
    message_id = await courier.post(Address(group.id), HELLO, Manner())
    emulator.places.demote(group, emulator.bot, by=owner)
    with pytest.raises(Unacceptable, match="not enough rights to manage pinned messages"):
        await courier.pin(Address(group.id), message_id)


async def test_everyone_who_cannot_be_reached_is_gone_for_a_reason(
    courier: TelegramCourier, emulator: Emulator, group: Chat, owner: User
) -> None:
    blocker, leaver = emulator.people.new("甲"), emulator.people.new("乙")
    for person in (blocker, leaver):
        emulator.people.start(person)
        emulator.places.add(group, person)
    emulator.people.block(blocker)
    emulator.people.deactivate(leaver)
    emulator.places.add(group, stranger := emulator.people.new("丙"))
    expected = {
        blocker.id: "blocked",
        leaver.id: "deactivated",
        stranger.id: "never_started",
        987_654_321: "not_found",
    }
    for chat_id, why in expected.items():
        with pytest.raises(Gone) as gone:
            await courier.post(Address(chat_id), HELLO, Manner())
        assert gone.value.why == why
    emulator.places.remove(group, emulator.bot, by=owner)
    with pytest.raises(Gone) as gone:
        await courier.post(Address(group.id), HELLO, Manner())
    assert gone.value.why == "kicked"


async def test_a_group_that_became_a_supergroup_names_its_new_id(
    courier: TelegramCourier, emulator: Emulator, owner: User
) -> None:
    old = emulator.places.group("小群", owner=owner, kind="group", bot="member")
    new = emulator.places.migrate(old, by=owner)
    with pytest.raises(Moved) as moved:
        await courier.post(Address(old.id), HELLO, Manner())
    assert moved.value.new_id == new.id


async def test_a_flood_answer_says_how_long(courier: TelegramCourier, emulator: Emulator, group: Chat) -> None:
    emulator.faults.add("too_many_requests", retry_after=17)
    with pytest.raises(TooMany) as flood:
        await courier.post(Address(group.id), HELLO, Manner())
    assert flood.value.retry_after == timedelta(seconds=17)


@pytest.mark.parametrize("kind", ["server_error", "drop"])
async def test_a_platform_that_is_unwell_may_have_sent_it(
    courier: TelegramCourier, emulator: Emulator, group: Chat, kind: str
) -> None:
    emulator.faults.add(kind, after_effect=True)  # type: ignore[arg-type]
    with pytest.raises(Unreachable) as trouble:
        await courier.post(Address(group.id), HELLO, Manner())
    assert trouble.value.maybe_sent


async def test_what_never_left_this_machine_was_not_sent() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{unused.getsockname()[1]}/bot"
        request = AiohttpRequest()
        await request.initialize()
        bot = Bot("123456:FAKE-TOKEN-FOR-TESTS", base_url=base, request=request)
        with pytest.raises(Unreachable) as trouble:
            await TelegramCourier(bot, "youshi_bot").post(Address(1), HELLO, Manner())
        await request.shutdown()
    assert not trouble.value.maybe_sent
    assert "FAKE-TOKEN" not in str(trouble.value)


async def test_words_telegram_cannot_read_are_not_acceptable(courier: TelegramCourier, group: Chat) -> None:
    with pytest.raises(Unacceptable, match="can't parse entities"):
        await courier.post(Address(group.id), Message("<b>未关"), Manner())


async def test_a_press_is_answered_with_a_toast_an_alert_or_a_link(
    bot: Bot, courier: TelegramCourier, emulator: Emulator, group: Chat, owner: User
) -> None:
    message_id = await courier.post(Address(group.id), HELLO, Manner())
    toast, alert, link = (emulator.people.press(owner, group, message_id, "v_b_1_2_agree") for _ in range(3))
    for update in await bot.get_updates(allowed_updates=["callback_query"]):
        if update.callback_query is None:
            continue
        match update.callback_query.id:
            case toast.id:
                await courier.answer(toast.id, "字" * 300)
            case alert.id:
                await courier.answer(alert.id, "已记", alert=True)
            case link.id:
                await courier.answer(link.id, "", start="join")
    short, shown, opened = [await press.answered() for press in (toast, alert, link)]
    assert (len(short.text), short.text[-1], short.alert) == (TOAST_LIMIT, "…", False)
    assert (shown.text, shown.alert) == ("已记", True)
    assert opened.url == f"https://t.me/{emulator.bot.username}?start=join"


async def test_a_call_that_hangs_is_given_up_in_time(emulator: Emulator, clock: SteppedClock) -> None:
    emulator.faults.add("hang", method="getMe")
    request = AiohttpRequest()
    await request.initialize()
    with pytest.raises(TimedOut):
        await request.post(f"{emulator.base_url}{emulator.token}/getMe", read_timeout=0.05)
    await request.shutdown()


async def test_calls_to_many_chats_share_the_pool(courier: TelegramCourier, emulator: Emulator, owner: User) -> None:
    groups = [emulator.places.group(f"群{n}", owner=owner) for n in range(10)]
    await asyncio.gather(*(courier.post(Address(group.id), HELLO, Manner()) for group in groups))
    assert all(emulator.places.last_message(group) is not None for group in groups)
