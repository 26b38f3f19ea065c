"""The load: a Bot API that hands out presses by long polling, or brings them to a webhook, and counts the answers.

It knows nothing of chats, rights or refusals (the emulator does); it has to be faster than what it
measures, so requests are read with as little care as is safe among our own processes. Run as a program,
it prints its port and serves until its standard input closes.

`POST /window` with the JSON of a `Window` begins one and is answered, when all its presses are or its
patience is at an end, with the JSON of an `Answered`. `POST /ready` with a token is answered once its bot
has asked for updates, or has said where it takes them.
"""

import asyncio
import json
import re
import sys
from collections import deque
from dataclasses import asdict, dataclass, field
from math import ceil
from time import perf_counter
from typing import NamedTuple
from urllib.parse import urlsplit

CHAT = -1001000000001
FIRST_USER = 10_000_000
BOT_ID = 123
_LONGEST_POLL = 20.0
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PRESS_ID = re.compile(rb"callback_query_id=(\d+)")
_CALLED = re.compile(rb'"callback_query_id": ?"(\d+)"')
_DELIVERIES = re.compile(rb"max_connections=(\d+)")
_DELIVERIES_UNTOLD = 40
"""Updates Telegram brings to a webhook at a time where it is told nothing else."""
_OFFSET = re.compile(rb"(?:^|&)offset=(-?\d+)")
_TIMEOUT = re.compile(rb"(?:^|&)timeout=(\d+)")
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"

_BOT = {"id": BOT_ID, "is_bot": True, "first_name": "有事来聊", "username": "bench_bot", "can_join_groups": True}
_GROUP = {"id": CHAT, "type": "supergroup", "title": "幸福里议事群"}
_MESSAGE = {"message_id": 1, "date": 1_790_000_000, "from": _BOT, "chat": _GROUP, "text": "民决 · 表决进行中"}
_MEMBER = {"status": "member", "user": {"id": FIRST_USER, "is_bot": False, "first_name": "住户"}}


@dataclass(frozen=True, slots=True)
class Window:
    """`presses` presses of the button `data`, each by another person from number `voter` on: fetched in batches, or
    brought to `hook` with the `secret` where there is one."""

    token: str
    presses: int
    data: str
    voter: int = 0
    batch: int = 100
    patience: float = 120.0
    hook: str = ""
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """`presses` counts each once; `seconds` from the first handed out to the last answer; `p99`: 99 of 100 were
    answered within so many seconds of the first, as if all had been pressed at that moment."""

    presses: int
    seconds: float
    p99: float

    @property
    def rate(self) -> float:
        return self.presses / self.seconds


def voter_id(voter: int) -> int:
    """The platform's id of the person with this number."""
    return FIRST_USER + voter


def _body(result: object) -> bytes:
    body = json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode()
    return _OK % (len(body), body)


_TRUE = _body(True)
_NOTHING = _body([])
_CANNED = {
    b"getme": _body(_BOT),
    b"getchat": _body({**_GROUP, "accent_color_id": 0, "max_reaction_count": 0, "accepted_gift_types": {}}),
    b"getchatmember": _body(_MEMBER),
    b"getwebhookinfo": _body({"url": "", "has_custom_certificate": False, "pending_update_count": 0}),
    b"getmycommands": _NOTHING,
    b"getchatadministrators": _NOTHING,
    b"deletewebhook": _TRUE,
    b"setwebhook": _TRUE,
    b"setmycommands": _TRUE,
    b"deletemycommands": _TRUE,
}
_UNKNOWN = (
    b"HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 55\r\n\r\n"
    b'{"ok":false,"error_code":404,"description":"Not Found"}'
)


def _template(data: str) -> bytes:
    """One update as Telegram sends it: the card that was pressed comes along, with its buttons."""
    choices = ({"text": text, "callback_data": data} for text in ("赞成", "反对", "弃权"))
    card = {**_MESSAGE, "reply_markup": {"inline_keyboard": [list(choices)]}}
    presser = {"id": "@USER", "is_bot": False, "first_name": "住户", "language_code": "zh-hans"}
    press = {"id": "@UPDATE", "from": presser, "message": card, "chat_instance": "1", "data": data}
    text = json.dumps({"update_id": "@NUMBER", "callback_query": press}, ensure_ascii=False).replace("%", "%%")
    for mark, place in (('"@NUMBER"', "%(update)d"), ("@UPDATE", "%(update)d"), ('"@USER"', "%(user)d")):
        text = text.replace(mark, place)
    return text.encode()


class _Request(NamedTuple):
    """One request as it was read, and the connection its answer goes to."""

    path: bytes
    body: bytes
    transport: asyncio.Transport


@dataclass(slots=True)
class _Line:
    """What one bot has been handed, has confirmed and has answered. Update ids are counted up over all windows."""

    end: int = 1
    confirmed: int = 1
    first: int = 1
    window: Window | None = None
    template: bytes = b""
    began: float | None = None
    ended: float = 0.0
    unanswered: set[bytes] = field(default_factory=set)
    times: list[float] = field(default_factory=list)
    is_ready: bool = False
    deliveries: int = _DELIVERIES_UNTOLD
    waiting: asyncio.Transport | None = None
    poll: asyncio.Transport | None = None
    asker: asyncio.Transport | None = None
    timer: asyncio.TimerHandle | None = None
    bringing: asyncio.Task[None] | None = None

    def ready(self, asker: asyncio.Transport | None = None) -> None:
        """Somebody asks whether the bot is there, or (without an asker) it is."""
        self.is_ready = self.is_ready or asker is None
        self.waiting = asker or self.waiting
        if self.is_ready and self.waiting is not None:
            waiting, self.waiting = self.waiting, None
            waiting.write(_body({}))

    def take_at(self, request: _Request) -> None:
        """It has said where it takes deliveries, and perhaps how many at a time."""
        wanted = _DELIVERIES.search(request.body)
        self.deliveries = int(wanted[1]) if wanted else _DELIVERIES_UNTOLD
        self.ready()

    def begin(self, window: Window, asker: asyncio.Transport) -> None:
        self.window, self.asker, self.began = window, asker, None
        self.first, self.end = self.end, self.end + window.presses
        self.template = _template(window.data)
        self.unanswered = {b"%d" % update for update in range(self.first, self.end)}
        self.times = []
        self.timer = asyncio.get_running_loop().call_later(window.patience, self._finish)
        if window.hook:
            self.bringing = asyncio.create_task(self._bring(window))
        elif self.poll is not None:
            poll, self.poll = self.poll, None
            poll.write(self._batch())

    def fetch(self, request: _Request) -> None:
        self.ready()
        offset, timeout = _OFFSET.search(request.body), _TIMEOUT.search(request.body)
        if offset is not None:
            self.confirmed = max(self.confirmed, int(offset[1]))
        if self.confirmed < self.end:
            request.transport.write(self._batch())
        elif timeout is None or timeout[1] == b"0":
            request.transport.write(_NOTHING)
        else:
            self.poll = request.transport
            seconds = min(float(timeout[1]), _LONGEST_POLL)
            asyncio.get_running_loop().call_later(seconds, self._let_go, request.transport)

    def _let_go(self, poll: asyncio.Transport) -> None:
        if self.poll is poll:
            self.poll = None
            poll.write(_NOTHING)

    def _batch(self) -> bytes:
        assert self.window is not None
        if self.began is None:
            self.began = perf_counter()
        last = min(self.confirmed + self.window.batch, self.end)
        presses = map(self.update, range(self.confirmed, last))
        body = b'{"ok":true,"result":[' + b",".join(presses) + b"]}"
        return _OK % (len(body), body)

    async def _bring(self, window: Window) -> None:
        """Bring all presses of the window, so many at a time as the bot wants."""
        waiting = deque(range(self.first, self.end))
        address, loop = urlsplit(window.hook), asyncio.get_running_loop()
        host, port = address.hostname or "", address.port or 80
        head = f"POST {address.path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        head += f"X-Telegram-Bot-Api-Secret-Token: {window.secret}\r\nContent-Length: "
        connections = []
        for _ in range(self.deliveries):
            made = await loop.create_connection(lambda: _Delivery(self), host, port)
            connections.append(made[1])
        self.began, self.confirmed = perf_counter(), self.end
        await asyncio.gather(*(one.bring(waiting, head.encode()) for one in connections))

    def update(self, number: int) -> bytes:
        assert self.window is not None
        return self.template % {b"update": number, b"user": voter_id(self.window.voter) - self.first + number}

    def answer(self, request: _Request) -> None:
        request.transport.write(_TRUE)
        found = _PRESS_ID.search(request.body)
        if found is not None:
            self.answered(found[1])

    def answered(self, press: bytes) -> None:
        if press in self.unanswered:
            self.unanswered.remove(press)
            self.times.append(perf_counter() - (self.began or 0.0))
            if not self.unanswered:
                self._finish()

    def _finish(self) -> None:
        assert self.window is not None
        assert self.asker is not None
        assert self.timer is not None
        self.timer.cancel()
        times = sorted(self.times) or [0.0]
        answered = Answered(len(self.times), times[-1], times[ceil(0.99 * len(times)) - 1])
        body = json.dumps(asdict(answered)).encode()
        self.asker.write(_OK % (len(body), body))
        self.unanswered = set()


class _Delivery(asyncio.Protocol):
    """Brings one update after the other over one connection; what is not taken with a 200 is brought again."""

    def __init__(self, line: _Line) -> None:
        self._line, self._buffer = line, b""
        self._taken: asyncio.Future[bytes] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    async def bring(self, waiting: deque[int], head: bytes) -> None:
        while waiting and not self._transport.is_closing():
            number = waiting.popleft()
            body = self._line.update(number)
            self._taken = asyncio.get_running_loop().create_future()
            self._transport.write(b"%s%d\r\n\r\n%s" % (head, len(body), body))
            answer = await self._taken
            if not answer.startswith(b"HTTP/1.1 200"):
                waiting.append(number)
            elif (called := _CALLED.search(answer)) is not None:
                self._line.answered(called[1])
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head = self._buffer.find(b"\r\n\r\n")
        length = _LENGTH.search(self._buffer)
        if head >= 0 and length is not None and len(self._buffer) >= head + 4 + int(length[1]):
            answer, self._buffer = self._buffer, b""
            self._done(answer)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002 - asyncio names it
        self._done(b"")

    def _done(self, answer: bytes) -> None:
        if self._taken is not None and not self._taken.done():
            self._taken.set_result(answer)


class _Api:
    """All lines, one a token, and which of them a request is about."""

    def __init__(self) -> None:
        self._lines: dict[bytes, _Line] = {}

    def take(self, request: _Request) -> None:
        if request.path == b"/window":
            window = Window(**json.loads(request.body))
            self._line(window.token.encode()).begin(window, request.transport)
            return
        if request.path == b"/ready":
            self._line(json.loads(request.body)["token"].encode()).ready(request.transport)
            return
        token, _, method = request.path.removeprefix(b"/bot").partition(b"/")
        match method.lower():
            case b"answercallbackquery":
                self._line(token).answer(request)
            case b"getupdates":
                self._line(token).fetch(request)
            case name if name.startswith((b"send", b"edit", b"pin")):
                request.transport.write(_body(_MESSAGE))
            case name:
                request.transport.write(_CANNED.get(name, _UNKNOWN))
                if name == b"setwebhook":
                    self._line(token).take_at(request)

    def _line(self, token: bytes) -> _Line:
        return self._lines.setdefault(token, _Line())


class _Connection(asyncio.Protocol):
    """HTTP/1.1 with `Content-Length` and kept-alive connections: what our own clients speak."""

    def __init__(self, api: _Api) -> None:
        self._api = api
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (head := self._buffer.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._buffer, 0, head)
            end = head + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < end:
                return
            path = self._buffer.split(b" ", 2)[1].partition(b"?")[0]
            request = _Request(path, self._buffer[head + 4 : end], self._transport)
            self._buffer = self._buffer[end:]
            self._api.take(request)


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    api = _Api()
    server = await loop.create_server(lambda: _Connection(api), "127.0.0.1", 0)
    async with server:
        print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - whoever started it reads the port
        await asyncio.to_thread(sys.stdin.buffer.read)


if __name__ == "__main__":
    asyncio.run(_serve())
