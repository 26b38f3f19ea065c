"""A clerk on a real database with a moment that the test moves."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.clerk.clerk import Clerk
from bot.clerk.office import Defaults, Office
from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation import acts
from bot.deliberation.acts import Act
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer
from bot.deliberation.model import SessionState
from bot.flow_files import FlowLibrary
from bot.storage import cases
from bot.storage.chats import chat_by_platform
from bot.storage.store import Store
from bot.storage.tables import owed, people, sessions

START = datetime(2026, 12, 7, 0, 0, tzinfo=UTC)
CODE = "街道-2026"
GROUP = Where(-100, kind="supergroup", title="幸福里")


class Desk:
    """A clerk with a moment that the test moves."""

    def __init__(self, store: Store, flows: Path) -> None:
        self.flows = flows
        self._numbers = count()
        self.take_up(store)
        self.now = START
        self.updates = count(1)

    def take_up(self, store: Store) -> None:
        """A clerk who knows nothing but what is in this database."""
        office = Office(FlowLibrary([self.flows]), self._code, Defaults(operator_code=CODE))
        self.store, self.clerk = store, Clerk(store, office)

    def _code(self, alphabet: str, n: int) -> str:
        return f"{next(self._numbers):0{n}d}"[-n:]

    async def do(self, user: int, act: Act, member: str = "member", where: Where = GROUP) -> Answer:
        sender = Sender(user, f"居民{user}")
        submission = Submission(act, sender, self.now, where, next(self.updates), press=True, member=member)
        return await self.clerk.take(submission)

    async def say(self, user: int, act: Act) -> Answer:
        """The same in this person's private chat."""
        return await self.do(user, act, "", Where(user))

    async def person(self, user: int) -> int:
        """The id the bot knows an account by."""
        async with self.store.reading() as tx:
            return await tx.scalar(select(people.c.id).where(people.c.user_id == user))  # type: ignore[no-any-return]

    async def community(self, platform_id: int = GROUP.platform_id) -> int:
        """The id of a group's community."""
        async with self.store.reading() as tx:
            chat = await chat_by_platform(tx, platform_id, 0)
        assert chat is not None
        assert chat.community_id is not None
        return chat.community_id

    async def owed(self, card: str) -> list[Any]:
        """Every message of this card that is or was owed, oldest first."""
        async with self.store.reading() as tx:
            return list(await tx.rows(select(owed).where(owed.c.card == card).order_by(owed.c.id)))

    async def pass_time(self, by: timedelta) -> None:
        until = self.now + by
        while (at := await self.clerk.next_due_at()) is not None and at <= until:
            self.now = max(self.now, at)
            await self.clerk.close_next_due(self.now)
        self.now = until

    async def case(self, session_id: int | None = None) -> CaseFile:
        """The case file of this session, by default of the newest."""
        async with self.store.reading() as tx:
            newest = (await tx.column(select(sessions.c.id).order_by(sessions.c.id)))[-1]
            return await cases.load_case(tx, newest if session_id is None else session_id)


async def opened(desk: Desk) -> tuple[int, int]:
    """A quick vote opened by the group's administrator; returns its motion and round."""
    await desk.do(1, acts.OpenSession(0, "wumin-kuai", "周六一起清理楼道?"), "administrator")
    case = await desk.case()
    assert case.session.state is SessionState.DRAFT
    await desk.do(1, acts.ConfirmOpening(case.session.id))
    case = await desk.case()
    (vote,) = case.open_rounds("vote")
    (motion,) = case.motions_in(vote)
    return motion.id, vote.id
