"""The fastest client we can write: fetches presses and answers them, reading nothing but their ids.

What it reaches is the most the load can give anybody. Run as a program with the API's address.
"""

import asyncio
import re
import sys
from urllib.parse import urlsplit

TOKEN = "123:CEILING-TOKEN-OF-THE-BENCH"
_CONNECTIONS = 64
_LENGTH = re.compile(rb"\r\nContent-Length: (\d+)")
_UPDATE = re.compile(rb'"update_id": (\d+)')


class _Connection(asyncio.Protocol):
    """One request after another; `call` gives the body of the answer."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._buffer = transport, b""
        self._answer: asyncio.Future[bytes] | None = None

    async def call(self, method: str, body: bytes) -> bytes:
        self._answer = asyncio.get_running_loop().create_future()
        head = f"POST /bot{TOKEN}/{method} HTTP/1.1\r\nHost: bench\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)
        return await self._answer

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head = self._buffer.find(b"\r\n\r\n")
        length = _LENGTH.search(self._buffer)
        if head >= 0 and length is not None and len(self._buffer) >= head + 4 + int(length[1]):
            body, self._buffer = self._buffer[head + 4 :], b""
            if self._answer is not None:
                self._answer.set_result(body)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionResetError())


async def _run(api: str) -> None:
    loop, address = asyncio.get_running_loop(), urlsplit(api)
    host, port = address.hostname or "", address.port or 80
    opened = [await loop.create_connection(_Connection, host, port) for _ in range(_CONNECTIONS + 1)]
    poll, *pool = [connection for _, connection in opened]
    offset = 0
    while True:
        batch = await poll.call("getUpdates", b"offset=%d&timeout=10" % offset)
        updates = _UPDATE.findall(batch)
        await asyncio.gather(*(_answer(one, updates[n::_CONNECTIONS]) for n, one in enumerate(pool)))
        offset = int(updates[-1]) + 1 if updates else offset


async def _answer(connection: _Connection, updates: list[bytes]) -> None:
    for update in updates:
        await connection.call("answerCallbackQuery", b"callback_query_id=" + update)


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1]))
