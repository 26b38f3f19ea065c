"""`/metrics`: what the program counts, for Prometheus.

Open only where nobody but this machine can ask: the site listens on loopback and no proxy leads the public to it.
Anywhere else, and wherever a key is set, whoever asks must know the key; without one there is nothing there.
"""

import asyncio
import hmac
import ipaddress
from datetime import datetime

from sqlalchemy.exc import DBAPIError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clock import Clock
from bot.metrics import Metrics
from bot.storage import duties, owing
from bot.storage.problem import StorageProblem
from bot.storage.store import Store
from bot.web.readiness import PATIENCE

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def measures(metrics: Metrics, store: Store, clock: Clock, *, key: str, is_public: bool) -> Route:
    """The route. With a `key` it is asked for (`Authorization: Bearer …`); a public site without one has none."""

    async def answer(request: Request) -> Response:
        if not _may(request.headers.get("Authorization", ""), key, is_public=is_public):
            return Response("Not Found", status_code=404, media_type="text/plain")
        await _look(metrics, store, clock.now())
        return Response(metrics.exposition(), media_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})

    return Route("/metrics", answer)


def is_loopback(host: str) -> bool:
    """Whether what listens there can be reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _may(given: str, key: str, *, is_public: bool) -> bool:
    if not key:
        return not is_public
    return hmac.compare_digest(given.encode(), f"Bearer {key}".encode())


async def _look(metrics: Metrics, store: Store, now: datetime) -> None:
    """Measure what is known only to the database; a database in trouble leaves it unknown."""
    try:
        async with asyncio.timeout(PATIENCE), store.reading() as tx:
            waits, depth = await owing.waits_since(tx, now), await owing.count_owed(tx)
            due = await duties.next_due_at(tx)
    except (StorageProblem, DBAPIError, OSError, TimeoutError):
        metrics.lags(None, None, None)
    else:
        metrics.lags(_seconds(waits, now), depth, _seconds(due, now))


def _seconds(since: datetime | None, now: datetime) -> float:
    return max((now - since).total_seconds(), 0.0) if since is not None else 0.0
