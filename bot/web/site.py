"""The one Starlette application: health and readiness, and whatever routes are added to it.

`/healthz` says that the process answers, and looks at nothing else: whoever restarts programs asks it. `/readyz` says
whether the bot can serve, for those who watch.
"""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web.readiness import Readiness, as_json

_FRESH = {"Cache-Control": "no-store"}


class Site:
    """`app` is the application to be served."""

    def __init__(self, readiness: Readiness) -> None:
        self._readiness = readiness
        self.app = Starlette(routes=[Route("/healthz", self._health), Route("/readyz", self._ready)])

    def add(self, route: BaseRoute) -> None:
        """Answer another path too, from now on; also while the site is being served."""
        self.app.router.routes.append(route)

    async def _health(self, _request: Request) -> Response:
        return JSONResponse({"alive": True}, headers=_FRESH)

    async def _ready(self, _request: Request) -> Response:
        """200 where all is well, else 503; either way with what was found."""
        said = as_json(await self._readiness.findings())
        return JSONResponse(said, status_code=200 if said["ready"] else 503, headers=_FRESH)
