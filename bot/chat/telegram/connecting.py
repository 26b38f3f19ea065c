"""Meeting Telegram at the start: who this bot is, asked until there is an answer.

The transport is `request`; what is fetched and sent afterwards is left to `polling`, `webhook` and `courier`.
"""

import asyncio
from collections.abc import Callable

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.chat.courier import TokenRefused
from bot.chat.telegram.request import CONNECTIONS, AiohttpRequest
from bot.metrics import Metrics
from bot.settings import Settings

POLLS = 2
LONGEST_PAUSE = 30.0
"""Seconds between two attempts at most."""
_log = structlog.get_logger(__name__)


async def connected(settings: Settings, answered: Callable[[], None], metrics: Metrics) -> Bot:
    """The bot, once Telegram has said who it is; waited for while it cannot be reached. Raises TokenRefused."""
    bot = Bot(
        settings.token.get_secret_value(),
        base_url=f"{settings.api_base_url}/bot",
        base_file_url=f"{settings.api_base_url}/file/bot",
        request=AiohttpRequest(CONNECTIONS, answered, metrics.called),
        get_updates_request=AiohttpRequest(POLLS, answered, metrics.called),
    )
    pause = 1.0
    while True:
        try:
            await bot.initialize()
            if settings.webhook_url is None:
                await bot.delete_webhook()  # this program polls, and Telegram serves either way but not both
        except InvalidToken as error:
            await bot.shutdown()
            raise TokenRefused from error
        except TelegramError as error:
            _log.warning("Telegram cannot be reached", error=error.message, again_in=pause)
            await bot.shutdown()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        except BaseException:
            await bot.shutdown()
            raise
        else:
            return bot
