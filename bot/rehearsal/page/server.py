"""HTTP of the browser chat, on a free port of 127.0.0.1 in the caller's own event loop.

It hands out the page in three languages, streams what one person sees, and takes what they do. Who may ask is
decided by `guard`, everything else by the modules beside this one.
"""

import asyncio
import json
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.i18n import MASTER, Words, available, match
from bot.rehearsal.emulator import NotPossible, User
from bot.rehearsal.emulator.refusals import ApiRefusal
from bot.rehearsal.page.guard import Guard
from bot.rehearsal.page.hands import DOING, PHOTO_BYTES, do
from bot.rehearsal.page.house import House
from bot.rehearsal.page.inside import inside_json
from bot.rehearsal.page.people import people_json
from bot.rehearsal.page.sight import picture_of
from bot.rehearsal.page.tempo import SPEEDS
from bot.rehearsal.page.visitors import Visitor
from bot.rehearsal.page.wording import page_words

STATIC = Path(__file__).parent / "static"
FILES = {path.name: path for path in STATIC.iterdir() if path.suffix in (".css", ".js", ".svg")}
BODY_BYTES = PHOTO_BYTES * 4 // 3 + 64 * 1024
_KEY_BYTES = 24
_PNG = b"\x89PNG"


class Server:
    """Serves one house. Used through `serving`, which starts and ends it."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._key = secrets.token_urlsafe(_KEY_BYTES)
        self._port = 0
        self._visitors = set[Visitor]()
        self._pages = Environment(
            loader=FileSystemLoader(STATIC), autoescape=select_autoescape(["html"]), undefined=StrictUndefined
        )
        app = Starlette(
            routes=[
                Route("/{key}/", self._page),
                Route("/{key}/static/{name}", self._file),
                Route("/{key}/photo/{file_id}", self._photo),
                Route("/{key}/events", self._events),
                Route("/{key}/inside", self._inside),
                Route("/{key}/do", self._do, methods=["POST"]),
                Route("/{key}/clock", self._clock, methods=["POST"]),
            ]
        )
        config = uvicorn.Config(
            Guard(app, self._key, lambda: self._port),
            lifespan="off",
            ws="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
        )
        config.load()
        self._uvicorn = uvicorn.Server(config)
        self._uvicorn.lifespan = config.lifespan_class(config)

    @property
    def address(self) -> str:
        """Where the page is; whoever knows it may play."""
        return f"http://127.0.0.1:{self._port}/{self._key}/"

    async def start(self) -> None:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.bind(("127.0.0.1", 0))
        self._port = listener.getsockname()[1]
        await self._uvicorn.startup(sockets=[listener])

    async def stop(self) -> None:
        """End every stream, let what is under way finish, close."""
        for visitor in self._visitors:
            visitor.end()
        for listener in self._uvicorn.servers:
            listener.close()
        state = self._uvicorn.server_state
        if state.tasks:
            await asyncio.wait(set(state.tasks))
        for connection in list(state.connections):
            connection.shutdown()
        for listener in self._uvicorn.servers:
            await listener.wait_closed()

    # What is handed out

    async def _page(self, request: Request) -> Response:
        words = _words(request, self._house)
        said = page_words(words)
        play = self._house.play
        page = self._pages.get_template("page.html").render(
            words=said,
            locale=words.locale,
            locales=[(name, Words(name)("locale-name")) for name in available()],
            title=self._house.script.title,
            practice=play.practice,
            speeds=SPEEDS,
            setting=json.dumps(
                {
                    "words": said,
                    "locale": words.locale,
                    "zone": self._house.script.zone.key,
                    "practice": play.practice,
                    "bot": self._house.emulator.bot.id,
                    "username": self._house.emulator.bot.username,
                    "people": people_json(self._house, words),
                },
                ensure_ascii=False,
            ).replace("<", "\\u003c"),
        )
        return HTMLResponse(page)

    async def _file(self, request: Request) -> Response:
        path = FILES.get(request.path_params["name"])
        return FileResponse(path) if path is not None else Response(status_code=404)

    async def _photo(self, request: Request) -> Response:
        user = self._person(request)
        content = picture_of(self._house.emulator, user, request.path_params["file_id"]) if user else None
        if content is None:
            return Response(status_code=404)
        return Response(content, media_type="image/png" if content.startswith(_PNG) else "image/jpeg")

    async def _events(self, request: Request) -> Response:
        user = self._person(request)
        if user is None:
            return Response(status_code=404)
        return StreamingResponse(self._stream(Visitor(self._house, user)), media_type="text/event-stream")

    async def _stream(self, visitor: Visitor) -> AsyncIterator[str]:
        self._visitors.add(visitor)
        try:
            async for event in visitor.stream():
                yield event
        finally:
            self._visitors.remove(visitor)

    async def _inside(self, request: Request) -> Response:
        return JSONResponse(await inside_json(self._house, _words(request, self._house)))

    def _person(self, request: Request) -> User | None:
        """Whom a tab plays."""
        asked = _asked(request, "me")
        return next((user for user in self._house.cast.people.values() if str(user.id) == asked), None)

    # What is done

    async def _do(self, request: Request) -> Response:
        """204 when it is done; 409 for what no client would let somebody do, 422 for what is no doing at all."""
        try:
            await do(self._house, DOING.validate_json(await _body(request)))
        except (NotPossible, ApiRefusal):
            return Response(status_code=409)
        except (ValidationError, _TooLong):
            return Response(status_code=422)
        return Response(status_code=204)

    async def _clock(self, request: Request) -> Response:
        try:
            asked = json.loads(await _body(request))
            await self._set_clock(asked["does"], asked.get("speed"))
        except (ValueError, KeyError, TypeError, AttributeError, _TooLong):
            return Response(status_code=422)
        return Response(status_code=204)

    async def _set_clock(self, does: str, speed: Any) -> None:
        tempo = self._house.tempo
        match does:
            case "pause":
                tempo.pause()
            case "resume":
                tempo.resume()
            case "leap":
                tempo.leap()
            case "run":
                tempo.run_at(speed)
            case "step":
                await tempo.step()
            case "busy":
                tempo.busy()
            case _:
                raise ValueError(does)


class _TooLong(Exception):
    """More than a picture is being sent."""


async def _body(request: Request) -> bytes:
    found = b""
    async for piece in request.stream():
        found += piece
        if len(found) > BODY_BYTES:
            raise _TooLong
    return found


def _asked(request: Request, name: str) -> str:
    return request.query_params.get(name, "")


def _words(request: Request, house: House) -> Words:
    """The page's language: the one asked for, else the browser's, else the community's."""
    wished = [_asked(request, "lang"), *request.headers.get("accept-language", "").split(",")]
    community = house.script.community
    fallback = community.locale if community else MASTER
    return Words(next((found for one in wished if (found := match(one.partition(";")[0].strip()))), fallback))


@asynccontextmanager
async def serving(house: House) -> AsyncIterator[str]:
    """Serve the house; gives the address of its page."""
    server = Server(house)
    await server.start()
    try:
        yield server.address
    finally:
        await server.stop()
