"""What systemd is told: that the program is ready, still works, and is about to end (sd_notify(3)).

A datagram a message, to the socket in `NOTIFY_SOCKET`; nothing is said where nobody listens. What «works» means is
left to whoever is asked.
"""

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable, Mapping

import structlog

Works = Callable[[], Awaitable[bool]]
"""Whether the program still does its work; one that hangs does not."""
_log = structlog.get_logger(__name__)


class Systemd:
    """`patience`: seconds after which systemd restarts a program it has not heard of; None where it does not."""

    def __init__(self, address: str = "", patience: float | None = None) -> None:
        # a name that begins with @ lives in no folder
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self.patience = patience

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Systemd":
        """As the environment says it, unless that was meant for another process."""
        address, microseconds = environment.get("NOTIFY_SOCKET", ""), environment.get("WATCHDOG_USEC", "")
        ours = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        watched = address and ours and microseconds.isdecimal() and int(microseconds) > 0
        return cls(address, int(microseconds) / 1_000_000 if watched else None)

    def ready(self) -> None:
        self._tell("READY=1")

    def stopping(self) -> None:
        self._tell("STOPPING=1")

    async def watch(self, works: Works) -> None:
        """Say that the program works, three times as often as needed and only while it does; for ever."""
        if self.patience is None:
            return
        pace = self.patience / 3
        while True:
            if await _within(pace, works):
                self._tell("WATCHDOG=1")
                await asyncio.sleep(pace)
            else:
                _log.error("the program does not work; systemd is not told otherwise", restart_after=self.patience)
                await asyncio.sleep(pace / 10)

    def _tell(self, message: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                # whoever does not read must not hold the program up
                line.setblocking(False)
                line.sendto(message.encode(), self._address)
        except OSError as error:
            _log.warning("systemd was not told", message=message, why=str(error))


async def _within(seconds: float, works: Works) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await works()
    except TimeoutError:
        return False
    except Exception:
        _log.exception("whether the program works could not be found out")
        return False
