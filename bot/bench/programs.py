"""The programs a measurement sets against each other, each a process of its own, and the load they are put under.

What is measured with them is left to `measurements`.
"""

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import aiohttp

from bot.bench.endpoint import Answered, Window
from bot.settings import PREFIX

_numbers = count(100_001)
_SECRET = "secret-of-the-bench"
_PATH = "/hook"
_LOG_LINES = 15

Transport = Literal["polling", "webhook"]
TRANSPORTS: tuple[Transport, ...] = ("polling", "webhook")


class BenchBroken(Exception):
    """Something measured ended, or answered too little, with the last lines it wrote: there is no figure."""


class Process:
    """A program of the bench, what it writes kept in a file. `hook` is where it takes deliveries, empty if nowhere."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, log: Path, token: str, hook: str) -> None:
        self.name, self.token, self.hook = name, token, hook
        self._process, self._log = process, log

    @property
    def id(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.returncode is None

    def complaint(self, about: str) -> BenchBroken:
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LOG_LINES:]
        return BenchBroken("\n".join([f"{self.name}: {about}", *lines]))

    async def first_line(self) -> str:
        assert self._process.stdout is not None
        return (await self._process.stdout.readline()).decode().strip()

    async def ended(self) -> None:
        await self._process.wait()

    async def end(self) -> None:
        if self.running:
            self._process.terminate()
        try:
            async with asyncio.timeout(10):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


@asynccontextmanager
async def _process(
    name: str, folder: Path, *arguments: str, token: str = "", hook: str = "", **environment: str
) -> AsyncIterator[Process]:
    """Start this Python with these arguments in the folder, without settings of the person who started the bench."""
    inherited = {key: value for key, value in os.environ.items() if not key.upper().startswith(PREFIX)}
    log = folder / f"{name}.log"
    with log.open("wb") as written:
        started = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=folder,
            env=inherited | environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE if name == "endpoint" else written,
            stderr=written,
        )
    process = Process(name, started, log, token, hook)
    try:
        yield process
    finally:
        await process.end()


class Load:
    """The endpoint as a measurement sees it: windows go in, rates and times come out."""

    def __init__(self, api: str, session: aiohttp.ClientSession) -> None:
        self.api, self._session = api, session

    async def ready(self, process: Process) -> None:
        """Return when the process polls, or has said where it takes deliveries; raises `BenchBroken` if it ends."""
        await self._while_running(process, "ready", {"token": process.token})

    async def window(self, process: Process, presses: int, data: str = "v", voter: int = 0) -> Answered:
        """Have this process answer presses of the button `data`, each by another person from number `voter` on.

        Raises `BenchBroken` where it did not answer them all.
        """
        window = Window(process.token, presses, data, voter, hook=process.hook, secret=_SECRET)
        answered = Answered(**await self._while_running(process, "window", asdict(window)))
        if answered.presses < presses:
            raise process.complaint(f"answered {answered.presses} of {presses} presses")
        return answered

    async def _while_running(self, process: Process, what: str, body: dict[str, object]) -> dict[str, Any]:
        asked = asyncio.ensure_future(self._ask(what, body))
        ended = asyncio.ensure_future(process.ended())
        try:
            await asyncio.wait({asked, ended}, return_when=asyncio.FIRST_COMPLETED)
            if not asked.done():
                raise process.complaint("ended")
            return await asked
        finally:
            asked.cancel()
            ended.cancel()
            await asyncio.gather(asked, ended, return_exceptions=True)

    async def _ask(self, what: str, body: dict[str, object]) -> dict[str, Any]:
        async with self._session.post(f"{self.api}/{what}", json=body) as response:
            return dict(json.loads(await response.read()))


@asynccontextmanager
async def loaded(folder: Path) -> AsyncIterator[Load]:
    """The load, in a process of its own."""
    async with (
        _process("endpoint", folder, "-m", "bot.bench.endpoint") as endpoint,
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(None)) as session,
    ):
        yield Load(f"http://127.0.0.1:{await endpoint.first_line()}", session)


@asynccontextmanager
async def running_bare(folder: Path, load: Load, transport: Transport) -> AsyncIterator[Process]:
    """The bare application, ready."""
    hook = _hook(transport)
    token = _token("BARE")
    arguments = ("-m", "bot.bench.bare", load.api, token, hook)
    async with _process(f"bare-{transport}", folder, *arguments, token=token, hook=hook) as process:
        await load.ready(process)
        yield process


@asynccontextmanager
async def running_ceiling(folder: Path, load: Load, transport: Transport) -> AsyncIterator[Process]:
    """The fastest client, ready."""
    hook = _hook(transport)
    token = _token("CEILING")
    arguments = ("-m", "bot.bench.ceiling", load.api, token, hook)
    async with _process(f"ceiling-{transport}", folder, *arguments, token=token, hook=hook) as process:
        await load.ready(process)
        yield process


@asynccontextmanager
async def running_ours(
    folder: Path, load: Load, database_url: str, transport: Transport = "polling", name: str = "ours"
) -> AsyncIterator[Process]:
    """`youshi run`, as an operator starts it, ready."""
    hook, token = _hook(transport), _token("OURS")
    settings = {"token": token, "api_base_url": load.api, "database_url": database_url}
    if hook:
        settings |= {"webhook_url": hook, "webhook_secret": _SECRET, "web_port": str(urlsplit(hook).port)}
    environment = {PREFIX + key.upper(): value for key, value in settings.items()}
    async with _process(
        f"{name}-{transport}", folder, "-m", "bot", "run", token=token, hook=hook, **environment
    ) as ours:
        await load.ready(ours)
        yield ours


def _token(whose: str) -> str:
    """One nobody has had before: the load tells programs apart by it."""
    return f"{next(_numbers)}:{whose}-TOKEN-OF-THE-BENCH"


def _hook(transport: Transport) -> str:
    """An address of this machine nobody listens at yet; empty where updates are fetched."""
    if transport == "polling":
        return ""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}{_PATH}"
