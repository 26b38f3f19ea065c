"""The menus of commands Telegram shows: four for residents, one more for moderators (DESIGN.md §5).

Set only where they differ from what was set last, which the database remembers with the token's bot.
"""

import asyncio
import hashlib
from collections.abc import Sequence

import structlog
from telegram import (
    Bot,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.chat.commands import MODERATOR_MENU, RESIDENT_MENU
from bot.clerk.clerk import Clerk
from bot.deliberation.rights import MODERATING
from bot.i18n import Words
from bot.storage import notes, people
from bot.storage.store import Store

_log = structlog.get_logger(__name__)


class Menus:
    """Brings Telegram's menus to who holds which office; `default` is the deployment's language."""

    def __init__(self, bot: Bot, store: Store, clerk: Clerk, default: str) -> None:
        self._bot, self._store, self._clerk = bot, store, clerk
        self._default = default
        self._setting = asyncio.Lock()

    async def refresh(self) -> None:
        """Bring the menus up to date. One that Telegram refuses is tried again the next time."""
        async with self._setting:
            async with self._store.reading() as tx:
                moderators = await people.users_in_office(tx, MODERATING)
                set_last = await notes.note(tx, self._note)
            done: dict[str, str] = {}
            for name, (scope, menu) in _menus(moderators).items():
                for language, words in self._languages().items():
                    commands = [(command, words(f"menu-{command}")) for command in menu]
                    digest = hashlib.sha256(repr(commands).encode()).hexdigest()
                    key = f"{name} {language}"
                    if set_last.get(key) == digest or await self._set(scope, language, commands):
                        done[key] = digest
            for key in set_last.keys() - done.keys():
                name, _, language = key.partition(" ")
                if name.isdigit() and int(name) not in moderators and not await self._take_away(int(name), language):
                    done[key] = set_last[key]
            if done != set_last:
                await self._clerk.work(lambda tx, _: notes.set_note(tx, self._note, done))

    async def _set(self, scope: BotCommandScope, language: str, commands: Sequence[tuple[str, str]]) -> bool:
        try:
            await self._bot.set_my_commands(commands, scope, language or None)
        except TelegramError as error:
            _log.info("a menu was not set", scope=scope.type, language=language, error=error.message)
            return False
        return True

    async def _take_away(self, user_id: int, language: str) -> bool:
        try:
            await self._bot.delete_my_commands(BotCommandScopeChat(user_id), language or None)
        except (BadRequest, Forbidden):
            return True  # whoever is gone sees no menu
        except TelegramError as error:
            _log.info("a menu was not taken away", language=language, error=error.message)
            return False
        return True

    def _languages(self) -> dict[str, Words]:
        """Telegram's language codes have two letters, so both ways of writing Chinese share one menu."""
        chinese = self._default if self._default.startswith("zh") else "zh-CN"
        return {"": Words(self._default), "zh": Words(chinese), "en": Words("en")}

    @property
    def _note(self) -> str:
        return f"menus:{self._bot.id}"


def _menus(moderators: Sequence[int]) -> dict[str, tuple[BotCommandScope, Sequence[str]]]:
    """By the name they are remembered by; a person's is the user id."""
    return {
        "everybody": (BotCommandScopeDefault(), RESIDENT_MENU),
        "administrators": (BotCommandScopeAllChatAdministrators(), MODERATOR_MENU),
        **{str(user_id): (BotCommandScopeChat(user_id), MODERATOR_MENU) for user_id in moderators},
    }
