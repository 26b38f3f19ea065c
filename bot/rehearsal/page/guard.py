"""Who may speak to the page's server: a browser on this machine, at our address, that knows the key.

Another page open in the same browser can send requests here, but it neither knows the key nor can it hide where it
comes from. Every refusal is a bare 403, so that nobody learns what was wrong.
"""

import hmac
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_FROM_HERE = ("", "same-origin", "none")
"""What `Sec-Fetch-Site` says of a request of our own page, or of an address somebody typed."""


class Guard:
    """Stands before `app`; `key` is the first part of every path, `port()` where we listen."""

    def __init__(self, app: ASGIApp, key: str, port: Callable[[], int]) -> None:
        self._app, self._key, self._port = app, key, port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        app = self._app if self._may(scope) else Response(status_code=403)
        await app(scope, receive, guarded)

    def _may(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        given = scope["path"].removeprefix("/").partition("/")[0]
        known = hmac.compare_digest(given.encode(), self._key.encode())
        hosts = [f"{name}:{self._port()}" for name in ("127.0.0.1", "localhost")]
        origin = headers.get("origin")
        own = origin is None or origin in [f"http://{host}" for host in hosts]
        if scope["method"] != "GET":
            own = own and origin is not None and headers.get("content-type") == "application/json"
        from_here = headers.get("sec-fetch-site", "") in _FROM_HERE
        return known and own and from_here and headers.get("host") in hosts
