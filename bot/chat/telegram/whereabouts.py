"""News of chats: the bot's own place in them, who comes and goes, groups that get another number.

What follows from it is left to `clerk.platform`; here it is read from what Telegram sends.
"""

from datetime import datetime
from functools import partial

import structlog
from telegram import ChatMemberAdministrator, ChatMemberUpdated, Message

from bot.chat.telegram import reading
from bot.chat.telegram.languages import Languages
from bot.chat.telegram.membership import Memberships, status_of
from bot.clerk import platform
from bot.clerk.clerk import Clerk
from bot.clerk.submission import Sender, Where

_log = structlog.get_logger(__name__)


class Whereabouts:
    """Settles what is told of places, and lets go of what was remembered of them."""

    def __init__(self, clerk: Clerk, memberships: Memberships, languages: Languages) -> None:
        self._clerk, self._memberships, self._languages = clerk, memberships, languages

    async def of_bot(self, update_id: int, change: ChatMemberUpdated, now: datetime) -> None:
        """The bot was added, removed or given rights; a person opened the private chat or closed it."""
        status, place = status_of(change.new_chat_member), reading.where_of(change.chat)
        if place.private:
            told = partial(platform.private_chat, who=reading.sender_of(change.from_user), is_open=status == "member")
            await self._clerk.work(platform.once(update_id, now, told))
        elif place.kind != "channel":
            rights = change.new_chat_member
            admin = rights if isinstance(rights, ChatMemberAdministrator) else None
            placed = partial(
                platform.place_bot,
                where=place,
                status=status,
                at=now,
                can_pin=admin is not None and bool(admin.can_pin_messages),
                can_delete=admin is not None and admin.can_delete_messages,
            )
            await self._clerk.work(platform.once(update_id, now, placed))

    async def of_member(self, update_id: int, change: ChatMemberUpdated, now: datetime) -> None:
        user = change.new_chat_member.user
        if not user.is_bot:
            where, who = reading.where_of(change.chat), reading.sender_of(user)
            await self._place(update_id, where, who, status_of(change.new_chat_member), now)

    async def told_by(self, update_id: int, message: Message, now: datetime) -> bool:
        """Settle what a service message tells of a chat; whether that was all it says."""
        where = reading.place_of(message)
        if message.migrate_to_chat_id is not None:
            await self._move(update_id, where.platform_id, message.migrate_to_chat_id, now)
            return True
        if message.migrate_from_chat_id is not None:
            await self._move(update_id, message.migrate_from_chat_id, where.platform_id, now)
            return True
        if message.forum_topic_reopened is not None or message.general_forum_topic_unhidden is not None:
            reopened = platform.once(update_id, now, lambda tx, _: platform.topic_reopened(tx, where, now))
            await self._clerk.work(reopened)
            return True
        for user, status in reading.who_came_or_went(message):
            await self._place(update_id, where, reading.sender_of(user), status, now)
        return False

    async def _place(self, update_id: int, where: Where, who: Sender, status: str, now: datetime) -> None:
        placed = partial(platform.place_member, where=where, who=who, status=status, at=now)
        await self._clerk.work(placed)  # the same twice is the same: a message may tell of several
        self._memberships.note(where.platform_id, who.user_id, status)
        _log.debug("place in a chat", update_id=update_id, status=status)

    async def _move(self, update_id: int, old: int, new: int, now: datetime) -> None:
        moved = platform.once(update_id, now, partial(platform.move_chat, old=old, new=new, at=now))
        await self._clerk.work(moved)
        self._memberships.forget(new)
        self._languages.forget()
