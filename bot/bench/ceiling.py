"""The fastest client we can write: it answers presses and reads nothing but their ids.

What it reaches is the most the load can give anybody. Run as a program with the API's address, a token
and the address of its webhook, empty to poll.
"""

import asyncio
import re
import sys
from urllib.parse import urlsplit

_CONNECTIONS = 64
_LENGTH = re.compile(rb"\r\nContent-Length: (\d+)")
_UPDATE = re.compile(rb'"update_id": (\d+)')
_CALL = b'{"method":"answerCallbackQuery","callback_query_id":"%s"}'


class _Connection(asyncio.Protocol):
    """One request after another; `call` gives the body of the answer."""

    def __init__(self, token: str) -> None:
        self._token = token

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._buffer = transport, b""
        self._answer: asyncio.Future[bytes] | None = None

    async def call(self, method: str, body: bytes) -> bytes:
        self._answer = asyncio.get_running_loop().create_future()
        head = f"POST /bot{self._token}/{method} HTTP/1.1\r\nHost: bench\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)
        return await self._answer

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if (body := _body(self._buffer)) is not None:
            self._buffer = b""
            if self._answer is not None:
                self._answer.set_result(body)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002 - asyncio names it
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionResetError())


class _Taken(asyncio.Protocol):
    """Answers a delivery with the call that answers its press."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._buffer = transport, b""

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if (body := _body(self._buffer)) is not None:
            self._buffer = b""
            update = _UPDATE.search(body)
            call = _CALL % (update[1] if update else b"")
            self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(call), call))


def _body(message: bytes) -> bytes | None:
    """The body of a message that has come whole."""
    head, length = message.find(b"\r\n\r\n"), _LENGTH.search(message)
    if head < 0 or length is None or len(message) < head + 4 + int(length[1]):
        return None
    return message[head + 4 :]


async def _run(api: str, token: str, hook: str) -> None:
    loop, address = asyncio.get_running_loop(), urlsplit(api)
    host, port = address.hostname or "", address.port or 80
    opened = [await loop.create_connection(lambda: _Connection(token), host, port) for _ in range(_CONNECTIONS + 1)]
    poll, *pool = [connection for _, connection in opened]
    if hook:
        here = urlsplit(hook)
        async with await loop.create_server(_Taken, here.hostname, here.port or 80):
            await poll.call("setWebhook", b"")
            await asyncio.Event().wait()
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
    asyncio.run(_run(*sys.argv[1:]))
