"""Everybody can use the page: by keyboard alone, with a screen reader, large text, in the dark, with thumbs."""

from itertools import product

import pytest
from playwright.async_api import Page, expect

from .conftest import DESK, PHONE, Stage, card, say

pytestmark = pytest.mark.slow

_CONTRAST = """
() => {
  const dot = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (colours) => {
    dot.clearRect(0, 0, 1, 1);
    for (const colour of colours) { dot.fillStyle = colour; dot.fillRect(0, 0, 1, 1); }
    return [...dot.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb
    .map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const unseen = !box.width || style.visibility === "hidden" || Number(style.opacity) < 1;
    if (!words || unseen || element.closest("[hidden], option, .toast")) continue;
    const grounds = [];
    for (let at = element; at; at = at.parentElement) grounds.unshift(getComputedStyle(at).backgroundColor);
    const [one, other] = [light(paint(grounds)), light(paint([...grounds, style.color]))].sort();
    const ratio = (other + 0.05) / (one + 0.05);
    if (ratio < 4.5) found.push(`${element.className || element.id || element.tagName}: ${ratio.toFixed(2)}`);
  }
  return found;
}
"""
_SMALL = """
() => [...document.querySelectorAll("button, select, input, textarea")]
  .filter((element) => element.checkVisibility({ checkOpacity: true }) && !element.matches(".command, .quote"))
  .map((element) => [element.id || element.textContent, element.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44)
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)
"""
_OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def test_a_resident_does_everything_by_keyboard(stage: Stage) -> None:
    """Chooses, writes, replies, opens the menu and the private chat, votes and reads the alert without a mouse."""
    await stage.until("一户一票")
    page = await stage.arrive(DESK)
    await expect(page.locator("#people-list button:focus-visible")).to_contain_text("书记")
    for _ in range(4):
        await page.keyboard.press("ArrowDown")
    await expect(page.locator("#people :focus")).to_contain_text("王阿姨")
    await page.keyboard.press("Enter")
    await expect(page.locator("#write")).to_be_focused()
    await page.keyboard.type("大家好")
    await page.keyboard.press("Enter")
    await expect(card(page, "大家好")).to_be_visible()
    await page.keyboard.type("/")
    await expect(page.locator("#commands")).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("End")
    await expect(page.locator("#commands :focus")).to_contain_text("/help")
    await page.keyboard.press("Escape")
    await expect(page.locator("#commands")).to_be_hidden()
    await expect(page.locator("#write")).to_be_focused()
    await page.keyboard.press("Backspace")
    await tab_to(page, ".key", "同意", back=True)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alertdialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("alertdialog")).to_be_hidden()
    await expect(page.locator(".key:focus")).to_have_text("同意")
    await tab_to(page, ".chat-row", back=True)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator("#chat-about")).to_have_text("私聊")


async def tab_to(page: Page, selector: str, text: str = "", *, back: bool = False) -> None:
    """Press Tab until the focus stands on one of these, seen as such."""
    for _ in range(120):
        await page.keyboard.press("Shift+Tab" if back else "Tab")
        here = page.locator(f"{selector}:focus-visible", has_text=text)
        if await here.count():
            assert await here.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
            return
    raise AssertionError(f"Tab never comes to {selector} {text}")


async def test_a_screen_reader_finds_its_way(stage: Stage) -> None:
    """Landmarks, a log that is read as it grows, and a name for every control."""
    page = await stage.play_as("王阿姨")
    await say(page, "大家好")
    for role in ("banner", "navigation", "main", "complementary"):
        assert await page.get_by_role(role).count() == 1, role
    assert await page.get_by_role("log").get_attribute("aria-live") == "polite"
    nameless = await page.evaluate(
        """() => [...document.querySelectorAll("button, select, input, textarea, nav, aside")]
          .filter((e) => e.checkVisibility())
          .filter((e) => !(e.getAttribute("aria-label") || e.labels?.[0]?.textContent || e.textContent).trim())
          .map((e) => e.outerHTML)"""
    )
    assert nameless == []
    assert await page.locator("html").get_attribute("lang") == "zh-CN"
    await expect(page.get_by_role("listitem", name="您,09:00")).to_be_visible()


async def test_words_stand_out_controls_are_large_and_nothing_is_cut_off(stage: Stage) -> None:
    """Contrast AA, 44 pixels for a thumb, no sideways scrolling: on phone and desk, in the light and in the dark."""
    await stage.until("一户一票")
    for size, dark in product((PHONE, DESK), (False, True)):
        page = await stage.play_as("王阿姨", size, dark=dark)
        await say(page, "大家好")
        await expect(card(page, "大家好")).to_be_visible()
        await sound(page)
        if await page.locator("#back").is_visible():
            await page.click("#back")
            await sound(page)
        await page.click("#me")
        await expect(page.locator("#people")).to_be_visible()
        await sound(page)


async def sound(page: Page) -> None:
    assert await page.evaluate(_CONTRAST) == []
    assert await page.evaluate(_SMALL) == []
    assert await page.evaluate(_OVERFLOW) == 0


async def test_text_twice_as_large_loses_nothing(stage: Stage) -> None:
    await stage.until("一户一票")
    for size in (PHONE, DESK):
        page = await stage.play_as("王阿姨", size, large=True)
        assert await page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        await say(page, "大家好")
        await expect(card(page, "大家好")).to_be_in_viewport()
        assert await page.evaluate(_OVERFLOW) == 0
        for control in ("#write", "#send", "#run", "#step", "#speed", "#inside-toggle"):
            await page.locator(control).scroll_into_view_if_needed()
            await expect(page.locator(control)).to_be_in_viewport(ratio=0.9)
        cut = await page.evaluate(
            """() => [...document.querySelectorAll(".bubble, .key")]
              .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent)"""
        )
        assert cut == []


async def test_the_side_panel_is_closed_on_a_phone_and_open_on_a_desk(stage: Stage) -> None:
    await stage.until("一户一票")
    phone = await stage.play_as("王阿姨", PHONE)
    await expect(phone.locator("#inside")).to_be_hidden()
    await phone.click("#inside-toggle")
    await expect(phone.locator("#inside")).to_contain_text("民决")
    await phone.keyboard.press("Escape")
    await expect(phone.locator("#inside")).to_be_hidden()
    await expect(phone.locator("#inside-toggle")).to_be_focused()
    desk = await stage.play_as("老陈", DESK)
    await expect(desk.locator("#inside")).to_contain_text("已参与 0 / 8")
