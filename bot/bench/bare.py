"""A python-telegram-bot application that only answers the press: what the library and the transport allow.

Same request class, pool and batches as the real bot, and every freedom it does not take: when it polls, the library
fetches the next presses while these are answered; what is brought to its webhook is accepted before it is looked at,
as in the library's own example. Run as a program with the API's address, a token and the address of its
webhook, empty to poll.
"""

import asyncio
import sys
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from bot.chat.telegram.request import AiohttpRequest
from bot.web.serving import Serving

_AT_ONCE = 256
_DELIVERIES = 100


async def _answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer()


def _main(api: str, token: str, hook: str) -> None:
    builder = (
        Application.builder()
        .token(token)
        .base_url(f"{api}/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest(2))
        .concurrent_updates(_AT_ONCE)
    )
    if hook:
        asyncio.run(_serve(builder.updater(None).build(), hook))
        return
    application = builder.build()
    application.add_handler(CallbackQueryHandler(_answer))
    application.run_polling()


async def _serve(application: "Application", hook: str) -> None:  # type: ignore[type-arg] # six parameters say nothing here
    application.add_handler(CallbackQueryHandler(_answer))

    async def receive(request: Request) -> Response:
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return Response()

    address = urlsplit(hook)
    site = Starlette(routes=[Route(address.path, receive, methods=["POST"])])
    serving = Serving(site, str(address.hostname), address.port or 0)
    await serving.start()
    async with application:
        await application.start()
        await application.bot.set_webhook(hook, max_connections=_DELIVERIES)
        await asyncio.Event().wait()


if __name__ == "__main__":
    _main(*sys.argv[1:])
