"""systemd hears over its own kind of socket that the program is ready and works, and only while it does."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from bot.systemd import Systemd, Works


class Listener:
    """The end systemd reads at."""

    def __init__(self, line: socket.socket, address: str) -> None:
        self._line, self.address = line, address

    async def hears(self) -> str:
        async with asyncio.timeout(20):
            return (await asyncio.get_running_loop().sock_recv(self._line, 4096)).decode()

    def heard_nothing(self) -> bool:
        try:
            self._line.recv(4096)
        except BlockingIOError:
            return True
        return False


@contextmanager
def listening(address: str) -> Iterator[Listener]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.setblocking(False)
        line.bind("\0" + address[1:] if address.startswith("@") else address)
        yield Listener(line, address)


@pytest.fixture(params=["file", "abstract"])
def listener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Listener]:
    address = str(tmp_path / "notify") if request.param == "file" else f"@youshi-test-{os.getpid()}"
    with listening(address) as listener:
        yield listener


@asynccontextmanager
async def watched(listener: Listener, works: Works, seconds: float) -> AsyncIterator[None]:
    systemd = Systemd.of({"NOTIFY_SOCKET": listener.address, "WATCHDOG_USEC": str(int(seconds * 1_000_000))})
    watching = asyncio.create_task(systemd.watch(works))
    try:
        yield
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def test_it_is_told_that_the_program_is_ready_and_that_it_stops(listener: Listener) -> None:
    systemd = Systemd.of({"NOTIFY_SOCKET": listener.address})
    systemd.ready()
    assert await listener.hears() == "READY=1"
    systemd.stopping()
    assert await listener.hears() == "STOPPING=1"
    assert systemd.patience is None


async def test_a_program_that_works_says_so_again_and_again(listener: Listener) -> None:
    async def works() -> bool:
        return True

    async with watched(listener, works, 0.03):
        assert [await listener.hears() for _ in range(3)] == ["WATCHDOG=1"] * 3


async def test_a_program_that_hangs_fails_or_says_no_is_not_spoken_for_until_it_works_again(listener: Listener) -> None:
    ways, asked = ["hangs", "fails", "no", "no"], 0

    async def works() -> bool:
        nonlocal asked
        asked += 1
        match ways.pop(0) if ways else "yes":
            case "hangs":
                await asyncio.Event().wait()
            case "fails":
                raise RuntimeError("no loop")
            case "no":
                return False
        # nothing was said before this moment
        if asked == 5:
            assert listener.heard_nothing()
        return True

    async with watched(listener, works, 0.03):
        assert await listener.hears() == "WATCHDOG=1"
    assert asked >= 5


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"WATCHDOG_USEC": "1000"},
        {"NOTIFY_SOCKET": "/nowhere", "WATCHDOG_USEC": "1000", "WATCHDOG_PID": "1"},
        {"NOTIFY_SOCKET": "/nowhere", "WATCHDOG_USEC": "0"},
        {"NOTIFY_SOCKET": "/nowhere", "WATCHDOG_USEC": "soon"},
    ],
)
async def test_where_nobody_watches_nothing_is_watched(environment: dict[str, str]) -> None:
    async def works() -> bool:
        raise AssertionError("nobody asked")

    systemd = Systemd.of(environment)
    assert systemd.patience is None
    await systemd.watch(works)


def test_a_socket_nobody_reads_holds_nothing_up(tmp_path: Path) -> None:
    Systemd(str(tmp_path / "gone")).ready()
    with listening(str(tmp_path / "notify")) as listener:
        systemd = Systemd(listener.address)
        for _ in range(10_000):
            systemd.ready()
