"""A clerk on a real database with a moment that the test moves."""

from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import select

from bot.clerk.clerk import Clerk
from bot.clerk.office import Office
from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation import acts
from bot.deliberation.acts import Act
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer
from bot.deliberation.model import SessionState
from bot.flow_files import FlowLibrary
from bot.storage import cases
from bot.storage.store import Store
from bot.storage.tables import sessions

START = datetime(2026, 12, 7, 0, 0, tzinfo=UTC)
GROUP = Where(-100, kind="supergroup", title="幸福里")


class Desk:
    """A clerk with a moment that the test moves."""

    def __init__(self, store: Store) -> None:
        library = FlowLibrary()
        numbers = count()
        self.store = store
        self.clerk = Clerk(store, Office(library, lambda alphabet, n: f"{next(numbers):0{n}d}"[-n:]))
        self.now = START
        self.updates = count(1)

    async def do(self, user: int, act: Act, member: str = "member", **more: object) -> Answer:
        submission = Submission(
            act, Sender(user, f"居民{user}"), self.now, GROUP, next(self.updates), press=True, member=member
        )
        return await self.clerk.take(submission)

    async def pass_time(self, by: timedelta) -> None:
        until = self.now + by
        while (at := await self.clerk.next_due_at()) is not None and at <= until:
            self.now = max(self.now, at)
            await self.clerk.close_next_due(self.now)
        self.now = until

    async def case(self) -> CaseFile:
        async with self.store.reading() as tx:
            return await cases.load_case(tx, (await tx.column(select(sessions.c.id).order_by(sessions.c.id)))[-1])


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
