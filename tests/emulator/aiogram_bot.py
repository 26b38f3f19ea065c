"""aiogram as a strict client: an answer or an update with a field its models lack does not get through."""

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import Response, TelegramMethod
from judge import unknown_fields

from bot.rehearsal.emulator import Emulator


class JudgingSession(AiohttpSession):
    """Lets no answer through that holds a field the models lack."""

    def check_response(self, bot: Bot, method: TelegramMethod[Any], status_code: int, content: str) -> Response[Any]:
        response = super().check_response(bot, method, status_code, content)
        assert unknown_fields(response, method.__api_method__) == []
        return response


def judging_bot(emulator: Emulator) -> Bot:
    """A bot to be used as an async context manager."""
    base = emulator.address
    api = TelegramAPIServer(base=f"{base}/bot{{token}}/{{method}}", file=f"{base}/file/bot{{token}}/{{path}}")
    return Bot(emulator.token, session=JudgingSession(api=api))
