"""`youshi run` as a process of its own, and the moments it is killed at: while it starts, while it works, and at a
call to Telegram that is carried out and whose answer nobody hears."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from time import monotonic
from typing import Any

from bot.rehearsal.emulator.calls import RecordedCall
from bot.settings import PREFIX

_GRACE = 120.0
_LONGEST_WORK, _SECONDS = 2, 4.0
"""A life lasts at most so many times as long as its start took, so that a slow machine gets on, but few seconds."""
_CALLS = 40
_SIGN = b"at work"
"""What the log says when it has begun."""


class Program:
    """One life after another on the same settings. `hear` must be told every call the emulator gets."""

    def __init__(self, name: str, folder: Path, settings: dict[str, str], rng: random.Random) -> None:
        self._folder, self._rng = folder, rng
        self._settings = {f"{PREFIX}{name.upper()}": value for name, value in settings.items()}
        self._process: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None
        self._working = asyncio.Event()
        self._calls_left: int | None = None
        self._born = 0.0
        self._start_up = 2.0
        """Seconds the last start took."""
        self.log = folder / f"{name}.log"
        self.kills: dict[str, int] = {"start-up": 0, "work": 0, "call": 0}

    def hear(self, call: RecordedCall) -> None:
        """A call arrives and will be carried out; where it is the last of a life, nobody hears what came of it."""
        if self._calls_left is not None and call.method != "getUpdates":
            self._calls_left -= 1
            if self._calls_left == 0:
                self._end()

    async def start(self) -> None:
        self._working.clear()
        self._calls_left = None
        self._born = monotonic()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=self._folder,
            env=inherited | self._settings,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._listening = asyncio.create_task(self._listen(self._process))

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        """Keep its log, and notice when it has set to work."""
        assert process.stderr is not None
        with self.log.open("ab", buffering=0) as log:
            async for line in process.stderr:
                log.write(line)
                if _SIGN in line and not self._working.is_set():
                    self._start_up = monotonic() - self._born
                    self._working.set()

    async def at_work(self) -> None:
        """Wait until it has begun. Raises what its log says where it ends instead."""
        await self._unless_it_ends(self._working.wait())

    async def live_and_die(self) -> None:
        """One life from start to SIGKILL."""
        await self.start()
        way = self._rng.choices(list(self.kills), weights=(25, 35, 40))[0]
        if way == "start-up":
            await self._unless_it_ends(asyncio.sleep(self._rng.uniform(0.0, self._start_up)))
        else:
            await self.at_work()
            if way == "call":
                self._calls_left = self._rng.randint(1, _CALLS)
            share = self._rng.random() if way == "work" else 1.0
            await self._until_dead(share * min(_LONGEST_WORK * self._start_up, _SECONDS))
        await self.die(way)

    async def die(self, way: str) -> None:
        """SIGKILL, if that has not come yet."""
        self.kills[way] += 1
        self._end()
        code = await self._wait()
        assert code == -signal.SIGKILL, f"the program ended by itself ({code}):\n{self._last_words()}"

    async def stop(self) -> None:
        """End it in good order."""
        assert self._process is not None
        self._process.terminate()
        code = await asyncio.wait_for(self._wait(), _GRACE)
        assert code == 0, f"the program ended with {code}:\n{self._last_words()}"

    async def finish(self) -> None:
        """Leave nothing behind, whatever has happened."""
        self._end()
        if self._process is not None:
            await self._wait()

    def said(self) -> list[str]:
        """The lines of its log."""
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []

    def _last_words(self) -> str:
        return "\n".join(self.said()[-40:])

    def _end(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def _wait(self) -> int:
        assert self._process is not None
        assert self._listening is not None
        await self._listening
        return await self._process.wait()

    async def _until_dead(self, seconds: float) -> None:
        assert self._process is not None
        try:
            await asyncio.wait_for(self._process.wait(), seconds)
        except TimeoutError:
            return

    async def _unless_it_ends(self, awaited: Coroutine[Any, Any, Any]) -> None:
        """Await this, unless the program ends first, which it must not by itself."""
        assert self._process is not None
        waits = {asyncio.ensure_future(awaited), asyncio.ensure_future(self._process.wait())}
        done, _ = await asyncio.wait(waits, timeout=_GRACE, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits - done:
            wait.cancel()
        assert done, f"the program hangs:\n{self._last_words()}"
        assert self._process.returncode is None, f"the program has ended:\n{self._last_words()}"
