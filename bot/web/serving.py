"""Listening for the site, in the event loop of the program, without touching its signal handlers."""

import asyncio
import socket

import uvicorn
from starlette.types import ASGIApp

from bot.settings import SettingsProblem, SettingsRefused, variable

GRACE = 10.0
"""Seconds a request under way has to end in."""


class Serving:
    """Serves one application on one address. `port` 0 takes a free one; `port` then says which."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        self.host, self.port = host, port
        config = uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
        )
        config.load()
        self._uvicorn = uvicorn.Server(config)
        self._uvicorn.lifespan = config.lifespan_class(config)

    async def start(self) -> None:
        """Listen. Raises SettingsRefused where the address cannot be had."""
        listener = self._listener()
        self.port = listener.getsockname()[1]
        await self._uvicorn.startup(sockets=[listener])

    def _listener(self) -> socket.socket:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0]
            listener = socket.socket(family, kind, protocol)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(address)
            except OSError:
                listener.close()
                raise
        except OSError as error:
            params = {"name": variable("web_port"), "address": f"{self.host}:{self.port}", "why": error.strerror or ""}
            raise SettingsRefused([SettingsProblem("settings-web-address", params)]) from error
        return listener

    async def stop(self) -> None:
        """Take no more, let what is under way end, close every connection."""
        for listener in self._uvicorn.servers:
            listener.close()
        state = self._uvicorn.server_state
        if state.tasks:
            await asyncio.wait(set(state.tasks), timeout=GRACE)
        for connection in list(state.connections):
            connection.shutdown()
        for listener in self._uvicorn.servers:
            await listener.wait_closed()
