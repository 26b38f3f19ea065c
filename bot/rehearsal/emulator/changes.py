"""One signal for «something changed», so that nobody has to sleep and look again.

Polls, presses and the stepped clock wait here for a condition of theirs; what changed is theirs to find out.
"""

import asyncio
from collections.abc import Callable


class Changes:
    """Wakes its waiters at every `happened()`; each then looks at its own condition."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    def happened(self) -> None:
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Return as soon as `condition()` holds: at once, or after the change that makes it so."""
        while not condition():
            await self.next()

    async def next(self) -> None:
        """Return after the next change, whatever it is."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            await waiter
        finally:
            self._waiters.discard(waiter)
