"""The address a chat platform brings its updates to. What an update means is left to whoever takes it.

Whoever does not know the secret learns nothing, not even that there is such an address.
"""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

SECRET = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1_000_000
"""Bytes of one update; Telegram's are a few thousand."""

Take = Callable[[bytes], Awaitable[tuple[int, dict[str, Any] | None]]]
"""Takes the body of a delivery; the status to answer with, and a call for the platform to carry out, if any."""


def hook(url: str, secret: str, take: Take) -> Route:
    """The route of this public address, to be added to the site. A proxy before it keeps the path."""

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return _nothing_here()
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        status, call = await take(body)
        if call is not None:
            return JSONResponse(call)
        return Response(status_code=status, headers={"Retry-After": "1"} if status == 503 else None)

    async def only_posts(request: Request) -> Response:
        return await receive(request) if request.method == "POST" else _nothing_here()

    return Route(urlsplit(url).path or "/", only_posts, methods=["GET", "HEAD", "POST", "PUT", "DELETE"])


async def _body(request: Request) -> bytes | None:
    """All of it, None where it is too large, whatever length it states or does not."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            return None
        parts.append(part)
    return b"".join(parts)


def _nothing_here() -> Response:
    """What the site says of an address it does not know."""
    return Response("Not Found", status_code=404, media_type="text/plain")
