"""A python-telegram-bot application that only answers the press: what the library and the transport allow.

Same request class, pool and batches as the real bot, and every freedom it does not take: the library's own
polling fetches the next presses while these are answered. Run as a program with the API's address.
"""

import sys

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from bot.chat.telegram.request import AiohttpRequest

TOKEN = "123:BARE-TOKEN-OF-THE-BENCH"
_AT_ONCE = 256


async def _answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer()


def _main(api: str) -> None:
    application = (
        Application.builder()
        .token(TOKEN)
        .base_url(f"{api}/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest(2))
        .concurrent_updates(_AT_ONCE)
        .build()
    )
    application.add_handler(CallbackQueryHandler(_answer))
    application.run_polling()


if __name__ == "__main__":
    _main(sys.argv[1])
