"""Journeys through the page, each as a person would make it, with the real bot answering."""

import asyncio
import struct
import zlib
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, Route, ViewportSize, expect

from bot.rehearsal.page.plays import practice_play

from .conftest import DESK, PHONE, Stage, card, key, say, stage_of

pytestmark = pytest.mark.slow


async def on_list(page: Page, chat: int) -> None:
    """Open a chat from the list, on the phone after going back to it."""
    back = page.locator("#back")
    if await back.is_visible():
        await back.click()
    await page.click(f'.chat-row[data-chat="{chat}"]')


async def test_a_newcomer_chooses_whom_to_play_and_sees_their_chats(stage: Stage) -> None:
    """The picker says what everybody is; it cannot be passed by, and the choice stands in the address."""
    page = await stage.arrive(PHONE)
    people = page.locator("#people")
    await expect(people).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(people).to_be_visible()
    for part in ("网格长", "监票人", "租户 · 2-201", "新来的 · 还没登记", "居民 · 1-101 · 户代表"):
        await expect(people.get_by_text(part, exact=True).first).to_be_visible()
    await people.get_by_role("button", name="王阿姨").click()
    await expect(page.locator("#chat-title")).to_have_text("幸福里")
    assert page.url.endswith(f"me={stage.house.cast.people['王阿姨'].id}")
    await page.click("#back")
    await expect(page.locator(".chat-row")).to_have_count(2)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_an_issue_is_raised_by_button_in_the_private_chat(stage: Stage, size: ViewportSize) -> None:
    """The toast says where to go, and the unread count shows the way."""
    await stage.until("哪里不方便")
    page = await stage.play_as("老陈", size)
    await key(card(page, "哪里不方便"), "我要提").click()
    await expect(page.locator("#toast")).to_contain_text("私聊")
    await expect(page.locator(".unread:visible")).to_have_text("1")
    await on_list(page, stage.house.cast.people["老陈"].id)
    await expect(page.locator("#chat-title")).to_have_text("有事来聊")
    await expect(page.locator("#chat-about")).to_have_text("私聊")
    await say(page, "单元门的闭门器坏了。建议换一个。")
    await expect(card(page, "记下了")).to_be_visible()
    await on_list(page, stage.house.cast.first_group.id)
    await expect(page.locator("#chat-title")).to_have_text("幸福里")
    await expect(card(page, "看 1 件")).to_be_visible()


async def test_a_vote_is_cast_in_an_alert_and_changed_in_a_toast(stage: Stage) -> None:
    """The alert takes the focus and gives it back to the button, whose card has meanwhile been edited in place."""
    await stage.until("一户一票")
    page = await stage.play_as("王阿姨")
    vote = card(page, "一户一票")
    await key(vote, "反对").click()
    alert = page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("您的票已记:反对")
    await expect(alert.get_by_role("button", name="知道了")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(alert).to_be_hidden()
    await expect(key(vote, "反对")).to_be_focused()
    await expect(vote).to_contain_text("已 1/8 户")
    await key(vote, "同意").click()
    await expect(page.locator("#toast")).to_have_text("✅ 已改成:同意")
    await expect(alert).to_be_hidden()
    await expect(vote).to_contain_text("已 1/8 户")


async def test_a_vote_that_is_not_theirs_is_refused_in_an_alert(stage: Stage) -> None:
    await stage.until("一户一票")
    page = await stage.play_as("阿强")
    await key(card(page, "一户一票"), "同意").click()
    await expect(page.get_by_role("alertdialog")).to_contain_text("登记的户代表")


async def test_the_deep_link_of_an_unbound_press_opens_the_private_chat(stage: Stage) -> None:
    await stage.until("一户一票")
    page = await stage.play_as("新来的")
    await key(card(page, "一户一票"), "同意").click()
    await expect(page.locator("#chat-about")).to_have_text("私聊")
    await expect(card(page, "还没记票")).to_be_visible()


async def test_a_moderator_opens_a_session_from_its_preview(stage: Stage) -> None:
    """Whoever is played by a visitor does nothing by themselves: without them nothing is opened."""
    page = await stage.play_as("网格长", PHONE)
    for _ in range(4):
        await page.click("#step")
        await expect(page.locator("#step")).to_be_enabled()
    await expect(page.locator(".message", has_text="开议预览")).to_have_count(0)
    await say(page, "/open wumin")
    await key(card(page, "开议预览"), "开议").click()
    await expect(card(page, "哪里不方便")).to_be_visible()
    await expect(page.locator("#pinned")).to_contain_text("正在议的事")


async def test_a_photo_goes_with_an_issue(stage: Stage, tmp_path: Path) -> None:
    await stage.until("哪里不方便")
    page = await stage.play_as("周姐")
    await key(card(page, "哪里不方便"), "我要提").click()
    await expect(page.locator("#toast")).to_contain_text("私聊")
    await on_list(page, stage.house.cast.people["周姐"].id)
    picture = tmp_path / "lamp.png"
    picture.write_bytes(png(40, 30))
    await page.click("#attach")
    await page.set_input_files("#photo-file", picture)
    await page.fill("#photo-caption", "楼道灯不亮。建议换灯。")
    await page.get_by_role("button", name="发出照片").click()
    await expect(card(page, "记下了")).to_be_visible()
    photo = page.get_by_role("img", name="周姐 发的照片")
    assert await photo.evaluate("image => image.decode().then(() => image.naturalWidth)") == 40


async def test_without_a_picture_a_sample_is_sent(stage: Stage) -> None:
    page = await stage.play_as("周姐")
    await page.click("#attach")
    await page.get_by_role("button", name="发出照片").click()
    await expect(page.get_by_role("img", name="周姐 发的照片")).to_be_visible()


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x77" * width for _ in range(height))
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


async def test_time_stands_steps_and_runs(stage: Stage) -> None:
    page = await stage.play_as("王阿姨", PHONE)
    now = page.locator("#now")
    await expect(now).to_have_text("9月7日 周一 09:00")
    await page.click("#step")
    await expect(now).to_have_text("9月7日 周一 09:02")
    await page.select_option("#speed", "600")
    await expect(page.get_by_role("button", name="暂停")).to_be_visible()
    await expect(now).not_to_have_text("9月7日 周一 09:02")
    await page.click("#run")
    await expect(page.get_by_role("button", name="继续")).to_be_visible()
    stood = await now.inner_text()
    await page.select_option("#speed", "leap")
    await expect(now).not_to_have_text(stood)
    await expect(card(page, "差点摔一跤")).to_be_visible()


async def test_two_tabs_are_two_people_in_one_group(stage: Stage) -> None:
    wang = await stage.play_as("王阿姨")
    chen = await stage.play_as("老陈", PHONE)
    await say(wang, "今晚谁在家?")
    await expect(card(chen, "今晚谁在家?")).to_be_visible()
    await card(chen, "今晚谁在家?").hover()
    await card(chen, "今晚谁在家?").get_by_role("button", name="回复 王阿姨").click()
    await expect(chen.locator("#replying-to")).to_contain_text("正在回复 王阿姨")
    await say(chen, "我在")
    await expect(card(wang, "我在").locator(".quote")).to_contain_text("今晚谁在家?")
    await chen.click("#back")
    await say(wang, "那我七点来")
    await expect(chen.locator(".chats .unread")).to_have_text("1")


async def test_what_is_typed_while_something_is_being_sent_stays(stage: Stage) -> None:
    """The server takes its time: what is being sent has left the field, and the next words are not taken with it."""
    page, sent = await stage.play_as("王阿姨"), asyncio.Event()

    async def slowly(route: Route) -> None:
        await sent.wait()
        await route.continue_()

    await page.route("**/do", slowly)
    await say(page, "大家好")
    await page.locator("#write").press_sequentially("灯修好了吗")
    async with page.expect_response("**/do"):
        sent.set()
    await expect(card(page, "大家好")).to_be_visible()
    await page.press("#write", "Enter")
    await expect(card(page, "灯修好了吗")).to_be_visible()
    await expect(page.locator(".message.own")).to_have_count(2)


async def test_what_is_refused_comes_back_to_be_sent_again(stage: Stage) -> None:
    """With the message it replies to; unless other words have been begun meanwhile."""
    stage.forgiven.add("409 (Conflict)")
    page = await stage.play_as("王阿姨")
    await say(page, "大家好")
    await card(page, "大家好").hover()
    await card(page, "大家好").get_by_role("button", name="回复").click()
    refused = asyncio.Event()

    async def refuse(route: Route) -> None:
        await refused.wait()
        await route.fulfill(status=409)

    await page.route("**/do", refuse)
    await say(page, "灯修好了吗")
    await expect(page.locator("#replying-to")).to_be_hidden()
    refused.set()
    await expect(page.locator("#write")).to_have_value("灯修好了吗")
    await expect(page.locator("#replying-to")).to_contain_text("大家好")
    await expect(page.locator("#toast")).to_contain_text("不能这样做")
    refused.clear()
    await say(page, "灯修好了吗")
    await page.locator("#write").press_sequentially("算了")
    async with page.expect_response("**/do"):
        refused.set()
    await page.unroute("**/do")
    await page.press("#write", "Enter")
    await expect(card(page, "算了")).to_be_visible()
    await expect(page.locator(".message.own")).to_have_count(2)


async def test_hostile_text_is_shown_as_text(stage: Stage) -> None:
    """In bubbles, quotes, the list of chats and the head of a card alike."""
    hostile = '<img src=x onerror="document.title=1"><b>粗</b>&amp;"\'</script>'
    await stage.until("哪里不方便")
    page = await stage.play_as("老陈")
    await say(page, f"/ti {hostile}")
    await expect(card(page, "记下了")).to_contain_text(hostile[:20])
    await expect(page.locator(".bubble .text", has_text=f"/ti {hostile}").first).to_be_visible()
    await expect(page.locator(".quote", has_text="<img src=x").first).to_be_visible()
    assert await page.locator(".bubble .text img, .quote img, .chats img, .text b").count() == 0
    assert await page.title() != "1"


async def test_what_is_shown_to_one_person_alone_is_on_no_other_page(stage: Stage) -> None:
    emulator, group = stage.house.emulator, stage.house.cast.first_group
    wang, chen = await stage.play_as("王阿姨"), await stage.play_as("老陈")
    asked = {
        "chat_id": group.id,
        "text": "只给您看",
        "receiver_user_id": stage.house.cast.people["王阿姨"].id,
        "reply_markup": {"inline_keyboard": [[{"text": "知道", "callback_data": "q_help_0_0_"}]]},
    }
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(f"{emulator.base_url}{emulator.token}/sendMessage", json=asked)
    assert answer.json()["ok"]
    await expect(card(wang, "只给您看")).to_contain_text("只有您看得见")
    await key(card(wang, "只给您看"), "知道").click()
    await expect(wang.locator("#toast")).to_contain_text("私聊")
    await say(wang, "看到了")
    await expect(card(chen, "看到了")).to_be_visible()
    await expect(chen.locator(".message", has_text="只给您看")).to_have_count(0)


async def test_the_menu_of_commands_is_the_bots(stage: Stage) -> None:
    page = await stage.play_as("王阿姨", PHONE)
    await page.click("#slash")
    await expect(page.locator("#commands button")).to_have_count(4)
    await page.locator("#commands button", has_text="帮助").click()
    await expect(card(page, "/help")).to_be_visible()


async def test_the_bot_is_blocked_and_started_again(stage: Stage) -> None:
    page = await stage.play_as("新来的")
    await on_list(page, stage.house.cast.people["新来的"].id)
    await page.get_by_role("button", name="开始").click()
    await expect(card(page, "您好")).to_be_visible()
    await page.get_by_role("button", name="停用机器人").click()
    await expect(page.locator("#write")).to_be_hidden()
    await page.get_by_role("button", name="重新启用").click()
    await expect(page.locator("#write")).to_be_visible()


async def test_the_page_speaks_three_languages(stage: Stage) -> None:
    page = await stage.play_as("王阿姨")
    await page.select_option("#language", "en")
    await expect(page.get_by_placeholder("Write a message…")).to_be_visible()
    await expect(page.locator("#me")).to_contain_text("You are 王阿姨")
    await page.select_option("#language", "zh-TW")
    await expect(page.locator("#me")).to_contain_text("換個人")


async def test_practice_is_marked_everywhere(browser: Browser) -> None:
    """On the page, in its own words, and by the bot on its cards."""
    async with stage_of(browser, practice_play("wumin", None)) as stage:
        await stage.until("哪里不方便")
        page = await stage.play_as("王阿姨", PHONE)
        await expect(page.locator(".chat-head .tag")).to_have_text("演练")
        await expect(card(page, "哪里不方便")).to_contain_text("〔演练〕")
        await page.click("#back")
        await expect(page.locator(".list .about")).to_contain_text("人和票都是假的")
        assert stage.complaints == []


async def test_a_tab_says_when_the_program_has_ended(stage: Stage) -> None:
    page = await stage.play_as("王阿姨")
    stage.forgiven.add("net::ERR_")
    await stage.stop()
    await expect(page.get_by_role("alert")).to_be_visible()
