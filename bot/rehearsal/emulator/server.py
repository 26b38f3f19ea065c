"""The HTTP side: a Bot API server on a free port of 127.0.0.1, in the caller's own event loop.

It checks the token, decodes calls, carries out planned faults and writes answers; what a call does is left to
`methods`, waiting for updates to `updates`.
"""

import asyncio
import json
import socket
from collections.abc import Callable
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.rehearsal.emulator import events
from bot.rehearsal.emulator.calls import Call, Described, RecordedCall, read_call
from bot.rehearsal.emulator.faults import Fault
from bot.rehearsal.emulator.files import UPLOAD_LIMIT_BYTES
from bot.rehearsal.emulator.methods import METHODS
from bot.rehearsal.emulator.migration import migrate
from bot.rehearsal.emulator.refusals import (
    ApiRefusal,
    bad_request,
    method_not_found,
    request_too_large,
    too_many_requests,
    unauthorized,
)
from bot.rehearsal.emulator.world import World

_BODY_LIMIT_BYTES = UPLOAD_LIMIT_BYTES + 1024 * 1024
_KEEP_ALIVE_SECONDS = 3600


class Server:
    """Serves one world; `on_call` is told of every call that is read.

    `requests_in_flight` counts calls under way, open polls left out.
    """

    def __init__(self, world: World, on_call: Callable[[RecordedCall], None]) -> None:
        self.requests_in_flight = 0
        self.port = 0
        self._world = world
        self._on_call = on_call
        world.deliveries.carry_out = self._carry_out_in_answer
        app = Starlette(
            routes=[
                Route("/", self._front, methods=["GET"]),
                Route("/bot{token}/{method}", self._answer, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._download, methods=["GET"]),
            ]
        )
        config = uvicorn.Config(
            app,
            lifespan="off",
            http=H11Protocol,
            ws="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        )
        config.load()
        self._uvicorn = uvicorn.Server(config)
        self._uvicorn.lifespan = config.lifespan_class(config)

    async def start(self) -> None:
        """Listen. The signal handlers of the process stay as they are."""
        # asyncio sends without delay only where the socket names its protocol, which create_server leaves open.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.bind(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        await self._uvicorn.startup(sockets=[listener])

    async def stop(self) -> None:
        """End open polls, let calls under way finish, close every connection."""
        self._world.updates.close()
        for listener in self._uvicorn.servers:
            listener.close()
        state = self._uvicorn.server_state
        if state.tasks:
            await asyncio.wait(set(state.tasks))
        for connection in list(state.connections):
            connection.shutdown()
        for listener in self._uvicorn.servers:
            await listener.wait_closed()

    async def _front(self, _request: Request) -> Response:
        """Where nothing is asked Telegram leads to its manual; what it says there is the time."""
        said = {"Location": "https://core.telegram.org/bots", "Date": format_datetime(self._world.now(), usegmt=True)}
        return Response(status_code=HTTPStatus.FOUND, headers=said)

    async def _answer(self, request: Request) -> Response:
        method = request.path_params["method"].lower()
        if method == "getupdates":
            return await self._carry_out(method, request)
        self.requests_in_flight += 1
        self._world.changes.happened()
        try:
            return await self._carry_out(method, request)
        finally:
            self.requests_in_flight -= 1
            self._world.changes.happened()

    async def _carry_out(self, method: str, request: Request) -> Response:
        call = Call(method)
        try:
            if request.path_params["token"] != self._world.token:
                raise unauthorized()
            call = await self._read(method, request)
            self._record(request.path_params["method"], call, in_answer=False)
            fault = self._take_fault(call)
            if fault is not None and not fault.after_effect:
                return await self._befall(fault, request)
            if call.method == "getupdates":
                result: Any = await self._poll(call, request)
            else:
                result = self._perform(call)
            if fault is not None:
                return await self._befall(fault, request)
        except ApiRefusal as refusal:
            if refusal.status != HTTPStatus.CONFLICT:
                self._tell_refusal(call, refusal)
            return _refusal_response(refusal)
        except ClientDisconnect:
            return Response()
        if isinstance(result, Described):
            return _json_response({"ok": True, "result": result.result, "description": result.description})
        return _json_response({"ok": True, "result": result})

    def _carry_out_in_answer(self, spelled: str, call: Call) -> None:
        """A call that came in the answer to a webhook: what becomes of it the bot is not told."""
        self._record(spelled, call.without("method"), in_answer=True)
        try:
            fault = self._take_fault(call)
            if fault is None or fault.after_effect:
                self._perform(call)
        except ApiRefusal as refusal:
            self._tell_refusal(call, refusal)

    def _record(self, spelled: str, call: Call, *, in_answer: bool) -> None:
        self._on_call(RecordedCall(self._world.now(), spelled, call.parameters, tuple(call.files), in_answer))

    def _take_fault(self, call: Call) -> Fault | None:
        """The fault that befalls this call; a migration takes place at once, and the call goes on."""
        chat_id = call.integer("chat_id")
        fault = self._world.faults.take(call.method, chat_id or None)
        if fault is None or fault.kind != "migrate":
            return fault
        chat = self._world.chats.get(chat_id)
        if chat is not None and chat.kind == "group" and chat.migrated_to is None:
            owner = next((m.user for m in chat.members.values() if m.status == "creator"), self._world.bot)
            migrate(self._world, chat, owner)
        return None

    async def _read(self, method: str, request: Request) -> Call:
        if int(request.headers.get("content-length", 0)) > _BODY_LIMIT_BYTES:
            raise request_too_large()
        content_type = request.headers.get("content-type", "")
        return read_call(method, request.url.query, content_type, await request.body())

    def _perform(self, call: Call) -> Any:
        method = METHODS.get(call.method)
        if method is None:
            raise method_not_found()
        try:
            return method(self._world, call)
        except UnicodeEncodeError:  # a lone surrogate, which JSON can spell; it is met before anything changes
            raise bad_request("strings must be encoded in UTF-8") from None

    async def _poll(self, call: Call, request: Request) -> list[dict[str, Any]]:
        allowed = call.structure("allowed_updates", "allowed updates")
        if allowed is not None and not isinstance(allowed, list):
            raise bad_request("expected an Array of String as allowed updates")
        poll = asyncio.ensure_future(
            self._world.updates.get(
                call.integer("offset"), call.integer("limit", 100), call.integer("timeout"), allowed
            )
        )
        gone = asyncio.ensure_future(_disconnected(request))
        try:
            await asyncio.wait((poll, gone), return_when=asyncio.FIRST_COMPLETED)
            if poll.done():
                return poll.result()
            raise ClientDisconnect
        finally:
            poll.cancel()
            gone.cancel()

    async def _befall(self, fault: Fault, request: Request) -> Response:
        match fault.kind:
            case "too_many_requests":
                return _refusal_response(too_many_requests(fault.retry_after))
            case "server_error":
                return _refusal_response(ApiRefusal(fault.status, HTTPStatus(fault.status).phrase))
            case "drop":
                for connection in self._uvicorn.server_state.connections:
                    if isinstance(connection, H11Protocol) and connection.client == tuple(request.scope["client"]):
                        connection.transport.abort()
                await _disconnected(request)
            case "hang":
                closing = asyncio.ensure_future(self._world.changes.until(lambda: self._world.updates.closing))
                gone = asyncio.ensure_future(_disconnected(request))
                await asyncio.wait((closing, gone), return_when=asyncio.FIRST_COMPLETED)
                closing.cancel()
                gone.cancel()
        return Response()

    def _tell_refusal(self, call: Call, refusal: ApiRefusal) -> None:
        chat = self._world.chats.get(call.integer("chat_id"))
        self._world.tell(
            events.CallRefused(
                self._world.now(), chat.id if chat else 0, call.method, refusal.status, refusal.description
            )
        )

    async def _download(self, request: Request) -> Response:
        stored = self._world.paths.get(request.path_params["path"])
        if request.path_params["token"] != self._world.token:
            return _refusal_response(unauthorized())
        if stored is None:
            return _refusal_response(ApiRefusal(404, "Not Found"))
        return Response(stored.content, media_type="application/octet-stream")


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _json_response(payload: dict[str, Any], status: int = 200) -> Response:
    content = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return Response(content, status, media_type="application/json")


def _refusal_response(refusal: ApiRefusal) -> Response:
    payload = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    if refusal.parameters:
        payload["parameters"] = refusal.parameters
    response = _json_response(payload, refusal.status)
    if "retry_after" in refusal.parameters:
        response.headers["Retry-After"] = str(refusal.parameters["retry_after"])
    return response
