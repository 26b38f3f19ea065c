"""Who is known to be in which group, so that Telegram is asked only about people it has not told us of.

The answer travels with the act (`Submission.member`) and is kept by `clerk`; what membership allows is left to the
rules.
"""

import asyncio

import structlog
from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.deliberation.house import INSIDE
from bot.storage import people
from bot.storage.store import Store

ATTEMPTS = 2
"""Somebody waits for the answer, so a question is put again at once, and not for long."""
_log = structlog.get_logger(__name__)


class Memberships:
    """What the database knew when a group was first asked about, and everything learnt since."""

    def __init__(self, bot: Bot, store: Store) -> None:
        self._bot = bot
        self._store = store
        self._inside: dict[int, set[int]] = {}
        self._forgotten = 0
        self._looking = asyncio.Lock()

    async def learn(self, platform_id: int, user_id: int, *, afresh: bool = False) -> str:
        """The person's status in the group where nothing was known of it (or it is asked `afresh`), else empty.

        The only call to the network that may stand before an act: once for a person in a group. `note` it once
        it is stored.
        """
        inside = await self._known(platform_id)
        return "" if user_id in inside and not afresh else await self._ask(platform_id, user_id)

    def note(self, platform_id: int, user_id: int, status: str) -> None:
        """What Telegram has told of somebody's place is stored."""
        inside = self._inside.get(platform_id)
        if inside is not None:
            (inside.add if status in INSIDE else inside.discard)(user_id)

    def forget(self, platform_id: int) -> None:
        """The group has another number, or is somebody else's."""
        self._inside.pop(platform_id, None)
        self._forgotten += 1

    def forget_all(self) -> None:
        """Somebody has left a group, as another program was told."""
        self._inside.clear()
        self._forgotten += 1

    async def _known(self, platform_id: int) -> set[int]:
        inside = self._inside.get(platform_id)
        if inside is not None:
            return inside
        async with self._looking:  # so that a hundred presses that come together look once
            inside = self._inside.get(platform_id)
            if inside is None:
                before = self._forgotten
                async with self._store.reading() as tx:
                    inside = await people.users_inside(tx, platform_id)
                # what was to be forgotten while it was read serves whoever asked before, and nobody after
                if self._forgotten == before:
                    self._inside[platform_id] = inside
        return inside

    async def _ask(self, platform_id: int, user_id: int) -> str:
        for _ in range(ATTEMPTS):
            try:
                return status_of(await self._bot.get_chat_member(platform_id, user_id))
            except (BadRequest, Forbidden):
                return "left"
            except TelegramError as error:
                _log.info("Telegram did not say who is in a group", error=error.message)
        # unknown is not outside: the rules decide on what is stored
        return ""


def status_of(member: object) -> str:
    """A ChatMember's status as the house keeps it: somebody restricted is a member while in the chat."""
    status = str(getattr(member, "status", "left"))
    if status == "restricted":
        return "member" if getattr(member, "is_member", False) else "left"
    return {"owner": "creator", "banned": "kicked"}.get(status, status)
