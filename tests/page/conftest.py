"""The browser chat in a real browser: one community put on, its page served, tabs opened by Chromium."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, ViewportSize, async_playwright, expect
from pytest_asyncio import is_async_test

from bot.app import App
from bot.i18n import Words
from bot.rehearsal.emulator import Message
from bot.rehearsal.page.house import House, Play, open_house
from bot.rehearsal.page.plays import demo_play
from bot.rehearsal.page.server import serving
from bot.rehearsal.running import Conditions, RunningBot

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
STEPS = 150

expect.set_options(timeout=15_000)


async def start_bot(conditions: Conditions) -> RunningBot:
    return await App.start(
        conditions.settings,
        conditions.clock,
        rest=conditions.rest,
        work=conditions.work,
        seed=conditions.seed,
        parallel=conditions.parallel,
        practice=conditions.practice,
    )


@asynccontextmanager
async def put_on(play: Play | None = None) -> AsyncIterator[House]:
    """A community whose time stands until it is asked to pass."""
    async with open_house(replace(play or demo_play(), waits=True), start_bot) as house:
        yield house


@dataclass
class Stage:
    """A house that is served, and the browser that looks at it."""

    house: House
    address: str
    browser: Browser
    _stack: AsyncExitStack
    stop: Callable[[], Awaitable[None]]
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings of the pages."""
    forgiven: set[str] = field(default_factory=set)
    """Parts of lines that Chromium itself writes about what a test does on purpose."""

    async def arrive(
        self, size: ViewportSize = DESK, *, query: str = "", dark: bool = False, large: bool = False
    ) -> Page:
        """A new tab at the page, nobody chosen yet; `large`: of a reader whose text is twice as large."""
        context = await self.browser.new_context(
            viewport=size, locale="zh-CN", color_scheme="dark" if dark else "light", reduced_motion="reduce"
        )
        self._stack.push_async_callback(context.close)
        page = await context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if large:
            await page.add_init_script(
                "new MutationObserver(() => { document.documentElement.style.fontSize = '200%'; })"
                ".observe(document, { childList: true })"
            )
        await page.goto(f"{self.address}{query}")
        return page

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and not any(part in said.text for part in self.forgiven):
            self.complaints.append(said.text)

    async def play_as(self, name: str, size: ViewportSize = DESK, *, dark: bool = False, large: bool = False) -> Page:
        """A new tab in which somebody is played, in the group."""
        me = self.house.cast.people[name].id
        page = await self.arrive(size, query=f"?me={me}", dark=dark, large=large)
        await expect(page.locator("#chat-title")).to_have_text(self.house.script.group_title)
        await expect(page.locator("#write")).to_be_focused()
        return page

    async def until(self, text: str) -> Message:
        """Go on from one thing to the next until the bot has said this in the group; the message."""
        group = self.house.cast.first_group
        for _ in range(STEPS):
            found = self.house.cast.message_with(group, text)
            if found is not None:
                return found
            await self.house.tempo.step()
        raise AssertionError(f"the bot never said {text!r}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One loop for all tests with a browser, for it lives on it: starting one takes longer than most tests."""
    for item in items:
        if is_async_test(item) and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if program is None:
        pytest.fail("the page is tested in Chromium, which is not installed; on Debian or Ubuntu: apt install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def stage_of(browser: Browser, play: Play | None = None) -> AsyncIterator[Stage]:
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(put_on(play))
        served = AsyncExitStack()
        stack.push_async_callback(served.aclose)
        address = await served.enter_async_context(serving(house))
        async with AsyncExitStack() as tabs:
            yield Stage(house, address, browser, tabs, served.aclose)


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser) -> AsyncIterator[Stage]:
    """The demo in a browser; a complaint of the page fails the test."""
    async with stage_of(browser) as stage:
        yield stage
        assert stage.complaints == []


@pytest.fixture(autouse=True)
def every_word_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence missing from the locales fails a test."""
    monkeypatch.setattr(Words, "strict", True)


def card(page: Page, text: str) -> Locator:
    """The newest message on the page that says this."""
    return page.locator("#messages .message", has_text=text).last


def key(place: Page | Locator, text: str) -> Locator:
    """The newest key of a keyboard with this label."""
    return place.locator(".key", has_text=text).last


async def say(page: Page, text: str) -> None:
    await page.fill("#write", text)
    await page.press("#write", "Enter")
    await expect(page.locator("#write")).to_have_value("")
