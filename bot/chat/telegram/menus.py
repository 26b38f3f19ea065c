"""The menus of commands Telegram shows: four for residents, one more for moderators (DESIGN.md §5).

Set only where they differ from what was set last, which the database remembers with the token's bot.
"""

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
from telegram.error import TelegramError

from bot.chat.commands import MODERATOR_MENU, RESIDENT_MENU
from bot.clerk.clerk import Clerk
from bot.clerk.standpoint import MODERATING
from bot.i18n import Words
from bot.storage import notes, people
from bot.storage.store import Store

_log = structlog.get_logger(__name__)


async def set_menus(bot: Bot, store: Store, clerk: Clerk, default: str) -> None:
    """Bring the menus up to date. One that Telegram refuses is tried again at the next start."""
    async with store.reading() as tx:
        moderators = await people.users_in_office(tx, MODERATING)
        set_last = await notes.note(tx, _note_of(bot))
    done = dict(set_last)
    for scope, names in _menus(moderators):
        for language, words in _languages(default).items():
            key = f"{scope.to_json()} {language}"
            commands = [(name, words(f"menu-{name}")) for name in names]
            digest = hashlib.sha256(repr(commands).encode()).hexdigest()
            if done.get(key) == digest:
                continue
            try:
                await bot.set_my_commands(commands, scope, language or None)
            except TelegramError as error:
                _log.info("a menu was not set", scope=scope.type, language=language, error=error.message)
            else:
                done[key] = digest
    if done != set_last:
        await clerk.work(lambda tx, _: notes.set_note(tx, _note_of(bot), done))


def _menus(moderators: Sequence[int]) -> list[tuple[BotCommandScope, Sequence[str]]]:
    return [
        (BotCommandScopeDefault(), RESIDENT_MENU),
        (BotCommandScopeAllChatAdministrators(), MODERATOR_MENU),
        *((BotCommandScopeChat(user_id), MODERATOR_MENU) for user_id in moderators),
    ]


def _languages(default: str) -> dict[str, Words]:
    """Telegram's language codes have two letters, so both ways of writing Chinese share one menu."""
    return {"": Words(default), "zh": Words(default if default.startswith("zh") else "zh-CN"), "en": Words("en")}


def _note_of(bot: Bot) -> str:
    return f"menus:{bot.id}"
