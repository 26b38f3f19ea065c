"""What Telegram says of the bot and its chats, as plain facts for a check-up. Judging them is left to `doctor`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import aiohttp
from telegram import Bot, ChatMemberAdministrator, ChatMemberOwner
from telegram.error import InvalidToken, TelegramError

from bot.chat.telegram.request import CONNECT_SECONDS, AiohttpRequest


class NotAnswering(Exception):
    """The Bot API could not be asked; `str()` is why, without the token."""


class TokenUnknown(Exception):
    """Telegram does not know the token."""


@dataclass(frozen=True, slots=True)
class Account:
    """The bot's own account. `webhook` is where updates are sent instead of being polled, empty for nowhere."""

    username: str
    may_join_groups: bool
    reads_all_messages: bool
    webhook: str


@dataclass(frozen=True, slots=True)
class Rights:
    """What the bot may do in a chat; `problem` says why that could not be learnt."""

    is_admin: bool = False
    can_pin: bool = False
    can_delete: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Checkup:
    account: Account
    chats: dict[int, Rights]
    """By the platform's chat id."""


async def check_up(token: str, api_base_url: str, chat_ids: Collection[int]) -> Checkup:
    """Ask Telegram about the account and these chats. Raises `TokenUnknown` and `NotAnswering`."""
    requests = AiohttpRequest(1), AiohttpRequest(1)
    bot = Bot(
        token,
        base_url=f"{api_base_url}/bot",
        base_file_url=f"{api_base_url}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
    )
    try:
        await bot.initialize()
        webhook = await bot.get_webhook_info()
        account = Account(bot.username, bool(bot.can_join_groups), bool(bot.can_read_all_group_messages), webhook.url)
        return Checkup(account, {chat_id: await _rights(bot, chat_id) for chat_id in chat_ids})
    except InvalidToken:
        raise TokenUnknown from None
    except TelegramError as error:
        raise NotAnswering(error.message) from None
    finally:
        # a bot that could not be initialised leaves these open
        for request in requests:
            await request.shutdown()


async def server_time(api_base_url: str) -> datetime | None:
    """What the server's clock says, to the second; None where it does not say. Raises `NotAnswering`."""
    try:
        timeout = aiohttp.ClientTimeout(total=CONNECT_SECONDS)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(api_base_url, allow_redirects=False) as response,
        ):
            said = response.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError) as error:
        raise NotAnswering(type(error).__name__) from None
    return parsedate_to_datetime(said) if said else None


async def _rights(bot: Bot, chat_id: int) -> Rights:
    try:
        member = await bot.get_chat_member(chat_id, bot.id)
    except TelegramError as error:
        return Rights(problem=error.message)
    match member:
        case ChatMemberOwner():
            return Rights(True, True, True)
        case ChatMemberAdministrator():
            return Rights(True, bool(member.can_pin_messages), bool(member.can_delete_messages))
    return Rights()
