"""Two clients we did not write take the same journey, and find every object whole and nothing unknown in it."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from aiogram import Bot as AiogramBot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberOwner,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReactionTypeEmoji,
    ReplyParameters,
)
from judge import unknown_fields
from telegram import Bot as PtbBot
from telegram import InlineKeyboardButton as PtbButton
from telegram import InlineKeyboardMarkup as PtbMarkup
from telegram import ReplyParameters as PtbReply
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from emulator.aiogram_bot import judging_bot
from emulator.town import Town, keyboard, picture


@pytest.fixture
async def judge(town: Town) -> AsyncIterator[AiogramBot]:
    async with judging_bot(town.emulator) as bot:
        yield bot


@pytest.fixture
async def ptb(town: Town) -> AsyncIterator[PtbBot]:
    emulator = town.emulator
    async with PtbBot(emulator.token, emulator.base_url, emulator.base_file_url) as bot:
        yield bot


async def test_the_judge_sees_an_unknown_field() -> None:
    """The check itself can fail: a field aiogram does not have is found, however deep."""
    from aiogram.types import Message

    raw = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private", "mood": "good"}}
    assert unknown_fields(Message.model_validate(raw), "m") == ["m.chat.mood"]


async def test_aiogram_takes_the_whole_journey(town: Town, judge: AiogramBot) -> None:
    people = town.emulator.people
    me = await judge.get_me()
    assert me.is_bot
    assert me.username == "youshi_bot"

    rows = InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text="同意", callback_data="y"),
                InlineKeyboardButton(text="反对", callback_data="n"),
            ],
            [InlineKeyboardButton(text="私聊", url="https://t.me/youshi_bot?start=abc")],
        ]
    )
    card = await judge.send_message(town.yard.id, "🗳 <b>遛狗<i>牵绳</i></b>", parse_mode="HTML", reply_markup=rows)
    assert card.html_text == "🗳 <b>遛狗<i>牵绳</i></b>"
    assert card.reply_markup is not None
    assert card.reply_markup.model_dump() == rows.model_dump()

    press = people.press(town.neighbour, town.yard, card.message_id, "y")
    updates = await judge.get_updates(timeout=1)
    query = updates[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("y", town.neighbour.id)
    assert await judge.answer_callback_query(query.id, text="记上了")
    assert press.answer is not None

    edited = await judge.edit_message_text("改了", chat_id=town.yard.id, message_id=card.message_id)
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    await judge.edit_message_reply_markup(chat_id=town.yard.id, message_id=card.message_id, reply_markup=rows)
    assert await judge.pin_chat_message(town.yard.id, card.message_id, disable_notification=True)
    assert await judge.set_message_reaction(town.yard.id, card.message_id, [ReactionTypeEmoji(emoji="👍")])

    png = picture(300, 200)
    sent = await judge.send_photo(
        town.stairs.id,
        BufferedInputFile(png, "袋.png"),
        caption="便袋箱",
        reply_parameters=ReplyParameters(message_id=1),
    )
    assert sent.photo
    assert (sent.photo[-1].width, sent.photo[-1].height) == (300, 200)
    downloaded = BytesIO()
    await judge.download(sent.photo[-1], downloaded)
    assert downloaded.getvalue() == png
    await judge.send_photo(town.stairs.id, sent.photo[-1].file_id)
    await judge.edit_message_caption(chat_id=town.stairs.id, message_id=sent.message_id, caption="便袋箱在3号楼东侧")
    await judge.send_document(town.stairs.id, BufferedInputFile(b"a,b\n", "名册.csv"))

    people.send_photo(town.neighbour, town.yard, png, "在这儿", reply_to=town.yard.messages[card.message_id])
    people.send_voice(town.neighbour, town.yard, b"OggS", 4)
    people.send_document(town.neighbour, town.yard, b"x", "表.txt", "text/plain")
    said = people.say(town.neighbour, town.yard, "/ti 遛狗不牵绳 #民提 https://example.com/a.")
    assert said.message is not None
    people.edit(said.message, "/ti 遛狗要牵绳")
    people.forge_press(town.neighbour, town.yard, 999, "old")
    updates = await judge.get_updates(offset=updates[-1].update_id + 1)
    assert [update.event_type for update in updates][-3:] == ["message", "edited_message", "callback_query"]
    assert await judge.delete_message(town.yard.id, card.message_id)


async def test_aiogram_reads_chats_members_and_menus(town: Town, judge: AiogramBot) -> None:
    people, places = town.emulator.people, town.emulator.places
    anonymous = people.new("网格长二")
    places.add(town.yard, anonymous)
    places.promote(town.yard, anonymous, by=town.owner, anonymous=True, title="网格长")
    leaving = people.new("丙")
    places.add(town.yard, leaving, by=town.owner)
    places.remove(town.yard, leaving, by=town.owner)
    expected = [
        (town.owner, ChatMemberOwner),
        (anonymous, ChatMemberAdministrator),
        (town.emulator.bot, ChatMemberAdministrator),
        (town.neighbour, ChatMemberMember),
        (leaving, ChatMemberBanned),
        (town.stranger, ChatMemberLeft),
    ]
    for user, kind in expected:
        member = await judge.get_chat_member(town.yard.id, user.id)
        assert isinstance(member, kind)
    assert len(await judge.get_chat_administrators(town.yard.id)) == 3
    assert await judge.get_chat_member_count(town.yard.id) == 4
    pinned = await town.sent(town.yard, "看板")
    await judge.pin_chat_message(town.yard.id, pinned.id)
    chat = await judge.get_chat(town.yard.id)
    assert chat.pinned_message is not None
    assert (await judge.get_chat(town.neighbour.id)).first_name == "甲"
    assert await judge.unpin_chat_message(town.yard.id)

    commands = [BotCommand(command="ti", description="提个事")]
    scope = BotCommandScopeAllPrivateChats()
    await judge.set_my_commands(commands, scope=scope, language_code="zh")
    [menu] = await judge.get_my_commands(scope=scope, language_code="zh")
    assert (menu.command, menu.description) == ("ti", "提个事")
    assert await judge.get_my_commands() == []
    await judge.delete_my_commands(scope=scope, language_code="zh")
    assert await judge.get_my_commands(scope=scope, language_code="zh") == []
    await judge.set_my_description("有事来聊", language_code="zh")
    assert (await judge.get_my_description(language_code="zh")).description == "有事来聊"
    assert (await judge.get_webhook_info()).pending_update_count == town.emulator.undelivered
    assert await judge.delete_webhook(drop_pending_updates=True)
    assert town.emulator.undelivered == 0
    assert await judge.send_chat_action(town.yard.id, "typing")
    people.block(town.neighbour)
    new = places.migrate(town.stairs, by=town.owner)
    updates = await judge.get_updates()
    assert updates[0].my_chat_member is not None
    assert [u.message.migrate_to_chat_id for u in updates if u.message] == [new.id, None]
    assert await judge.leave_chat(new.id)


async def test_aiogram_reads_refusals(town: Town, judge: AiogramBot) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await judge.send_message(1, "好")
    with pytest.raises(TelegramForbiddenError, match="can't initiate"):
        await judge.send_message(town.owner.id, "好")
    town.emulator.faults.add("too_many_requests", retry_after=7)
    with pytest.raises(TelegramRetryAfter) as refused:
        await judge.send_message(town.yard.id, "好")
    assert refused.value.retry_after == 7


async def test_python_telegram_bot_takes_the_journey(town: Town, ptb: PtbBot) -> None:
    people = town.emulator.people
    assert ptb.username == "youshi_bot"
    rows = PtbMarkup([[PtbButton("同意", callback_data="y")]])
    card = await ptb.send_message(town.yard.id, "<b>牵绳</b>", parse_mode=ParseMode.HTML, reply_markup=rows)
    assert (card.text_html, card.reply_markup) == ("<b>牵绳</b>", rows)
    press = people.press(town.neighbour, town.yard, card.message_id, "y")
    updates = await ptb.get_updates(timeout=1, allowed_updates=["message", "callback_query"])
    query = updates[-1].callback_query
    assert query is not None
    await query.answer("记上了", show_alert=True)
    assert press.answer is not None
    assert press.answer.alert
    await query.edit_message_text("改了")
    await ptb.pin_chat_message(town.yard.id, card.message_id)
    photo = await ptb.send_photo(
        town.yard.id, picture(20, 10), caption="照片", reply_parameters=PtbReply(card.message_id)
    )
    file = await photo.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == picture(20, 10)
    assert (await ptb.get_chat_member(town.yard.id, town.emulator.bot.id)).status == "administrator"
    people.say(town.neighbour, town.yard, "/ti 遛狗不牵绳")
    updates = await ptb.get_updates(offset=updates[-1].update_id + 1)
    assert [update.message.text for update in updates if update.message][-1] == "/ti 遛狗不牵绳"
    await ptb.get_updates(offset=updates[-1].update_id + 1, limit=1, timeout=0, read_timeout=10)
    assert town.emulator.undelivered == 0


@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
async def test_python_telegram_bot_reads_refusals(town: Town, ptb: PtbBot) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await ptb.edit_message_text("好", town.yard.id, 999)
    town.emulator.people.block(town.neighbour)
    with pytest.raises(Forbidden, match="bot was blocked"):
        await ptb.send_message(town.neighbour.id, "好")
    new = town.emulator.places.migrate(town.stairs, by=town.owner)
    with pytest.raises(ChatMigrated) as moved:
        await ptb.send_message(
            town.stairs.id, "好", reply_markup=PtbMarkup.from_button(PtbButton("好", callback_data="1"))
        )
    assert moved.value.new_chat_id == new.id
    for _ in range(4):
        await ptb.send_message(town.yard.id, "好")
    with pytest.raises(RetryAfter):
        await ptb.send_message(town.yard.id, "好")


async def test_parameters_come_in_every_way(town: Town) -> None:
    """Query string, urlencoded form, multipart and JSON, by GET and POST, in any case of the method's name."""
    url = f"{town.emulator.base_url}{town.emulator.token}/SENDmessage"
    chat = str(town.neighbour.id)
    markup = '{"inline_keyboard":[[{"text":"好","callback_data":"1"}]]}'
    form = {"chat_id": chat, "text": "a&b=c 字", "reply_markup": markup}
    answers = [
        await town.http.get(url, params=form),
        await town.http.post(url, data=form),
        await town.http.post(url, files={name: (None, value) for name, value in form.items()}),
        await town.http.post(
            url,
            json={"chat_id": town.neighbour.id, "text": "a&b=c 字", "reply_markup": keyboard([("好", "1")])},
        ),
    ]
    for answer in answers:
        result = answer.json()["result"]
        assert result["text"] == "a&b=c 字"
        assert result["reply_markup"]["inline_keyboard"] == [[{"text": "好", "callback_data": "1"}]]
