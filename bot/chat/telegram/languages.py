"""In which language a press is answered: the person's own choice, else their community's.

Kept in memory, because the answer to a press must not cost a query. What is owed as a message is worded by `outbox`.
"""

import asyncio
from datetime import datetime, timedelta

import structlog

from bot.clerk.submission import Where
from bot.clock import Clock
from bot.i18n import Words
from bot.storage import chats, people, scopes
from bot.storage.problem import TROUBLE
from bot.storage.store import Store, Tx

FRESH = timedelta(minutes=10)
"""How long a change made by the command line may go unnoticed; other programs spread news of theirs."""
_log = structlog.get_logger(__name__)


class Languages:
    """`default` is the deployment's, for people of no community."""

    def __init__(self, store: Store, clock: Clock, default: str) -> None:
        self._store = store
        self._clock = clock
        self._default = default
        self._looking = asyncio.Lock()
        self._read_at: datetime | None = None
        self._chosen: dict[int, str] = {}
        self._of_place: dict[int, str] = {}

    def forget(self) -> None:
        """Somebody has chosen a language, or a group has got one: look again."""
        self._read_at = None

    async def words(self, user_id: int, where: Where) -> Words:
        """What is remembered holds while the database cannot be asked."""
        async with self._looking:  # so that a hundred presses that come together look once
            try:
                await self._look(user_id, where)
            except TROUBLE as error:
                _log.warning("database in trouble; languages are not known afresh", error=str(error))
            return Words(self._chosen.get(user_id) or self._of_place.get(where.platform_id) or self._default)

    async def _look(self, user_id: int, where: Where) -> None:
        now = self._clock.now()
        if self._read_at is None or self._read_at + FRESH <= now:
            async with self._store.reading() as tx:
                self._chosen = await people.chosen_locales(tx)
            self._read_at = now
            self._of_place = {}
        if user_id not in self._chosen and where.platform_id not in self._of_place:
            async with self._store.reading() as tx:
                self._of_place[where.platform_id] = await self._place(tx, where) or self._default

    async def _place(self, tx: Tx, where: Where) -> str:
        """The language of the group's community, or in private of the first one the person belongs to."""
        if where.private:
            person = await people.person_by_user(tx, where.platform_id)
            places = await people.chats_of_person(tx, person.id) if person is not None else []
        else:
            places = await chats.ids_at(tx, where.platform_id)
        for place in places:
            chat = await chats.chat(tx, place)
            if chat is not None and chat.community_id is not None:
                community = await scopes.community(tx, chat.community_id)
                return community.locale if community is not None else ""
        return ""
