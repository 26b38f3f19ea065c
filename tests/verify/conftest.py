"""A real session for the checks: opened, voted on, decided and exported through the clerk, without a network."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.clerk.clerk import Clerk
from bot.clerk.office import Office
from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.minutes.recount import minutes_of
from bot.deliberation.refusal import Refused
from bot.documents.export import public_export, sealed_export
from bot.documents.proofs import evidence
from bot.flow_files import FlowLibrary
from bot.storage import cases, journal, tables
from bot.storage.flows import flow_body
from bot.storage.store import Store

NOW = datetime(2026, 12, 7, 1, tzinfo=UTC)
GROUP = Where(-100, kind="supergroup", title="幸福里")
CHOICES = {3: "agree", 4: "agree", 5: "oppose", 6: "agree", 7: "abstain"}
"""By user: 5 agreed first."""


@dataclass(frozen=True)
class Exported:
    """Both exports of one session as plain JSON values, and the case they were made from."""

    public: dict[str, Any]
    sealed: dict[str, Any]
    case: CaseFile

    def contents(self) -> dict[int, dict[str, Any]]:
        return {kept["seq"]: kept["content"] for kept in self.sealed["sealed"]["journal"]}

    def rows(self, kind: str) -> list[int]:
        return [row["seq"] for row in self.public["journal"] if row["kind"] == kind]


def picked() -> Callable[[str, int], str]:
    """Codes and salts that are all different, and the same every time."""
    numbers = count()

    def pick(alphabet: str, length: int) -> str:
        number, text = next(numbers) * 7919 + 1, ""
        for _ in range(length):
            number, digit = divmod(number, len(alphabet))
            text += alphabet[digit]
        return text

    return pick


async def hold_a_vote(url: str, closed: bool = True) -> None:
    """A group asks one question; five answer, one changes his mind, one is late."""
    store = await Store.open(url)
    await store.migrate()
    clerk = Clerk(store, Office(FlowLibrary(), picked()))

    async def do(user: int, act: acts.Act, at: datetime = NOW, member: str = "member") -> None:
        await clerk.take(
            Submission(act, Sender(user, f"居民{user}", f"user{user}"), at, GROUP, press=True, member=member)
        )

    await do(1, acts.SetUp(0), member="creator")
    await do(1, acts.OpenSession(0, "wumin-kuai", "大门夜里十一点锁,好不好?"))
    async with store.reading() as tx:
        session_id = await tx.scalar(tables.sessions.select().with_only_columns(tables.sessions.c.id))
    await do(1, acts.ConfirmOpening(session_id))
    async with store.reading() as tx:
        case = await cases.load_case(tx, session_id)
    (motion,) = case.motions.values()
    vote = motion.vote_round_id
    assert vote is not None
    await do(5, acts.Stand("ballot", motion.id, vote, "agree"))
    for user, choice in CHOICES.items():
        await do(user, acts.Stand("ballot", motion.id, vote, choice))
    if closed:
        after = NOW + timedelta(days=5)
        with pytest.raises(Refused, match="ballot-late"):
            await do(8, acts.Stand("ballot", motion.id, vote, "agree"), at=after)
        while await clerk.close_next_due(after):
            pass
    await store.close()


async def export(url: str) -> Exported:
    store = await Store.open(url)
    async with store.reading() as tx:
        session_id = await tx.scalar(tables.sessions.select().with_only_columns(tables.sessions.c.id))
        case = await cases.load_case(tx, session_id)
        rows, contents = await journal.read_chain(tx, session_chain(session_id))
        body = await flow_body(tx, case.session.flow_hash)
    await store.close()
    parts = evidence(case, minutes_of(rows, contents), body)
    both = [public_export(case, rows, parts), sealed_export(case, rows, contents, parts)]
    public, sealed = json.loads(json.dumps(both))
    return Exported(public, sealed, case)


async def erase(url: str, numbers: Sequence[int]) -> frozenset[int]:
    """Erase the contents of these rows; the numbers of those that were."""
    store = await Store.open(url)
    async with store.transaction() as tx:
        session_id = await tx.scalar(tables.sessions.select().with_only_columns(tables.sessions.c.id))
        gone = await journal.erase(tx, session_chain(session_id), numbers, NOW + timedelta(days=9), lambda: "f" * 32)
    await store.close()
    return gone


@pytest.fixture(scope="session")
def voted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a decided vote; tests that change it work on a copy."""
    path = tmp_path_factory.mktemp("verify") / "voted.db"
    asyncio.run(hold_a_vote(url_of(path)))
    return path


def url_of(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(scope="session")
def exported(voted: Path) -> Exported:
    return asyncio.run(export(url_of(voted)))
