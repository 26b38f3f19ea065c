"""The HTTP client under python-telegram-bot: aiohttp, one pool, no token in any error or log line.

Answers and errors of the Bot API are read by the library's `BaseRequest`; only the transport is here.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

DEFAULT_SECONDS = 20.0
UPLOAD_SECONDS = 60.0
CONNECT_SECONDS = 10.0
CONNECTIONS = 64
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class NotConnected(NetworkError):
    """The request never left this machine, so the platform cannot have carried it out."""


class AiohttpRequest(BaseRequest):
    """`connections` bounds the pool; `answered` is called at every answer of the platform itself, a refusal among
    them; `called` is told the method and result of every call (`metrics`); a timeout of None waits for ever."""

    def __init__(
        self,
        connections: int = CONNECTIONS,
        answered: Callable[[], None] = lambda: None,
        called: Callable[[str, str], None] = lambda _method, _result: None,
    ) -> None:
        self._connections = connections
        self._answered = answered
        self._called = called
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return DEFAULT_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=50)
            headers = {"User-Agent": self.USER_AGENT}
            self._session = aiohttp.ClientSession(connector=connector, headers=headers)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - aiohttp bounds a whole request
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - likewise
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("AiohttpRequest.initialize() comes first")
        files = request_data is not None and request_data.contains_files
        timeout = aiohttp.ClientTimeout(
            total=_seconds(read_timeout, UPLOAD_SECONDS if files else DEFAULT_SECONDS),
            sock_connect=_seconds(connect_timeout, CONNECT_SECONDS),
        )
        try:
            body, headers = _body(request_data)
            async with self._session.request(method, url, data=body, headers=headers, timeout=timeout) as response:
                content = await response.read()
        except aiohttp.ClientConnectorError as error:
            self._called(_method(url), "unreachable")
            reason = error.os_error.strerror or type(error.os_error).__name__
            raise NotConnected(f"cannot connect: {reason}") from None
        except TimeoutError:
            self._called(_method(url), "timeout")
            raise TimedOut from None
        except aiohttp.ClientError as error:
            self._called(_method(url), "unreachable")
            # the words of aiohttp's errors can hold the address, and the address holds the token
            raise NetworkError(type(error).__name__) from None
        self._called(_method(url), _result(response.status))
        if response.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            self._answered()
        return response.status, content


def _method(url: str) -> str:
    """The method an address calls; what a file is called there is nobody's business."""
    return "file" if "/file/bot" in url else url.rpartition("/")[2]


def _result(status: int) -> str:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "flood"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "unwell"
    return "refused" if status >= HTTPStatus.BAD_REQUEST else "ok"


def _seconds(given: object, default: float) -> float | None:
    return default if given is BaseRequest.DEFAULT_NONE else given  # type: ignore[return-value] # anything else is a number


def _body(data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, Mapping[str, str] | None]:
    """The body of a request and its own headers. A form of words alone is put together here: aiohttp takes longer."""
    if data is None:
        return None, None
    if not data.contains_files:
        return urlencode(data.json_parameters).encode(), _FORM
    form = aiohttp.FormData(data.json_parameters)
    for part, (name, content, kind) in data.multipart_data.items():
        form.add_field(part, content, filename=name, content_type=kind)
    return form, None
