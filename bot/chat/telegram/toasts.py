"""What a press is answered with: put into words only when that is awaited, then sent, or handed back as a call.

When a press is answered, and that it is after the commit, is left to `incoming`.
"""

from collections.abc import Awaitable
from typing import Any, NamedTuple

import structlog

from bot.chat import buttons
from bot.chat.courier import Missing, NotCarried, Unacceptable
from bot.chat.sentences import answer_in_words, refusal_in_words
from bot.chat.telegram.courier import TelegramCourier
from bot.chat.telegram.languages import Languages
from bot.clerk.submission import Sender, Where
from bot.deliberation.desk import Answer
from bot.deliberation.refusal import Refusal

ATTEMPTS = 2
_log = structlog.get_logger(__name__)


class Toast(NamedTuple):
    """The answer to a press; with `start` it opens the private chat by that payload."""

    press_id: str
    text: str
    alert: bool
    start: str = ""


class Toasts:
    """Worded in the language of whoever pressed."""

    def __init__(self, courier: TelegramCourier, languages: Languages) -> None:
        self._courier, self._languages = courier, languages

    async def answered(self, press_id: str, sender: Sender, where: Where, answer: Answer) -> Toast:
        words = await self._languages.words(sender.user_id, where)
        start = buttons.encode(answer.start) if answer.start is not None else ""
        return Toast(press_id, answer_in_words(answer, words), answer.alert, start)

    async def refused(self, press_id: str, sender: Sender, where: Where, refusal: Refusal, *, alert: bool) -> Toast:
        words = await self._languages.words(sender.user_id, where)
        return Toast(press_id, refusal_in_words(refusal, words), alert)

    async def incident(self, press_id: str, sender: Sender, where: Where, incident: str) -> Toast:
        words = await self._languages.words(sender.user_id, where)
        return Toast(press_id, words("answer-incident", id=incident), True)

    async def send(self, awaited: Awaitable[Toast]) -> None:
        """Send it, at most twice: a press lives for minutes only; what it did is committed and shown on the card."""
        toast = await awaited
        for _ in range(ATTEMPTS):
            try:
                return await self._courier.answer(toast.press_id, toast.text, alert=toast.alert, start=toast.start)
            except NotCarried as error:
                _log.info("a press was not answered", why=str(error))
                if isinstance(error, Missing | Unacceptable):
                    return None
        return None

    def as_call(self, toast: Toast) -> dict[str, Any]:
        """The call Telegram carries out where this is the answer to its delivery."""
        return self._courier.answer_call(toast.press_id, toast.text, alert=toast.alert, start=toast.start)
