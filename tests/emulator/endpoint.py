"""A bot's webhook to test with: keeps what it is sent, and answers as it is told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bot.rehearsal.emulator.changes import Changes


class Endpoint:
    """`updates` in the order they came. Answers are taken from `answers`, and are 200 where there is none.

    While `open` is not set, requests wait.
    """

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answers: list[web.Response] = []
        self.open = asyncio.Event()
        self.open.set()
        self.waiting = 0
        self.changes = Changes()
        self.url = ""

    @property
    def texts(self) -> list[str]:
        """What was said in the messages, in the order they came."""
        return [update["message"]["text"] for update in self.updates if "text" in update.get("message", {})]

    async def handle(self, request: web.Request) -> web.Response:
        self.updates.append(await request.json())
        self.headers.append(dict(request.headers))
        self.waiting += 1
        self.changes.happened()
        await self.open.wait()
        self.waiting -= 1
        return self.answers.pop(0) if self.answers else web.Response()


@asynccontextmanager
async def serving(handler: Any) -> AsyncIterator[str]:
    """The address of a server on this machine that hands every POST to /hook to the handler."""
    app = web.Application()
    app.router.add_post("/hook", handler)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def listening() -> AsyncIterator[Endpoint]:
    endpoint = Endpoint()
    async with serving(endpoint.handle) as endpoint.url:
        yield endpoint
