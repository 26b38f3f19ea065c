"""`export`: the public record to anybody, the sealed one to two scrutineers and on the minutes."""

import asyncio
import json
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.clerk.clerk import Clerk
from bot.clerk.office import Office
from bot.clerk.submission import Sender, Submission, Where
from bot.commands.console import Exit, words
from bot.deliberation import acts
from bot.deliberation.acts import Act
from bot.flow_files import FlowLibrary
from bot.storage.reader import Reader
from bot.storage.store import Store
from cli.terminal import TOKEN, Youshi

NOW = datetime(2026, 12, 7, 1, tzinfo=UTC)
GROUP = Where(-100, kind="supergroup", title="幸福里")
FIRST, SECOND, RESIDENT = 1, 2, 3


@pytest.fixture
def session(here: Path) -> str:
    """The number of a session that is open in a group with two moderators and one ballot."""
    (here / ".env").write_text(f"YOUSHI_TOKEN={TOKEN}\n", encoding="utf-8")
    return asyncio.run(_open_session())


async def _open_session() -> str:
    store = await Store.open("sqlite+aiosqlite:///youshi.db")
    await store.migrate()
    numbers = count()
    clerk = Clerk(store, Office(FlowLibrary(), lambda _, n: f"{next(numbers):0{n}d}"[-n:]))
    reader = Reader(store)

    async def do(user: int, act: Act, member: str = "member") -> None:
        sender = Sender(user, f"居民{user}", f"user{user}")
        await clerk.take(Submission(act, sender, NOW, GROUP, press=True, member=member))

    await do(FIRST, acts.SetUp(0), "creator")
    for user in (SECOND, RESIDENT):
        await do(user, acts.Ask("help"))
    await do(FIRST, acts.GrantRole(0, "@user2", "moderator"))
    await do(FIRST, acts.OpenSession(0, "wumin-kuai", "大门夜里十一点锁,好不好?"))
    session_id = (await _sessions(store))[0]
    await do(FIRST, acts.ConfirmOpening(session_id))
    case = await reader.case(session_id)
    (motion,) = case.motions.values()
    await do(RESIDENT, acts.Stand("ballot", motion.id, motion.vote_round_id or 0, "agree"))
    await store.close()
    return case.session.number


async def _sessions(store: Store) -> list[int]:
    from bot.storage.tables import sessions

    async with store.reading() as tx:
        return await tx.column(sessions.select().with_only_columns(sessions.c.id))


def kinds(record: dict[str, Any]) -> list[str]:
    return [row["kind"] for row in record["journal"]]


def test_the_public_record_holds_no_person_and_no_ballot(youshi: Youshi, session: str) -> None:
    done = youshi("export", session)
    assert (done.code, done.err) == (0, "")
    record = json.loads(done.out)
    assert record["session"]["number"] == session
    assert "sealed" not in record
    del record["flow"]  # whose texts speak of residents and of agreeing
    assert "居民" not in json.dumps(record, ensure_ascii=False)
    assert "agree" not in json.dumps(record)


def test_it_can_be_written_to_a_file(youshi: Youshi, session: str, here: Path) -> None:
    done = youshi("export", session, "--output", "record.json")
    assert done.out.strip() == words("cli-written", path="record.json")
    assert json.loads((here / "record.json").read_text(encoding="utf-8")) == json.loads(youshi("export", session).out)
    nowhere = youshi("export", session, "--output", "nowhere/record.json")
    assert nowhere.code == Exit.USAGE
    assert "nowhere/record.json" in nowhere.err


def test_the_sealed_record_takes_two_scrutineers_and_is_in_the_minutes(youshi: Youshi, session: str) -> None:
    before = kinds(json.loads(youshi("export", session).out))
    done = youshi("export", session, "--sealed", "--by", "@user1", "--by", str(SECOND))
    assert done.code == 0
    record = json.loads(done.out)
    assert record["sealed"]["issues"][0]["text"] == "大门夜里十一点锁,好不好?"
    assert kinds(record) == [*before, "sealed-export"]
    assert len(record["sealed"]["journal"][-1]["content"]["persons"]) == 2
    assert kinds(json.loads(youshi("export", session).out)) == kinds(record)


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        (("@user1", "@user1"), words("refusal-two-scrutineers")),
        (("@user1", "1"), words("refusal-two-scrutineers")),
        (("@user1", "@user3"), words("refusal-not-a-scrutineer", who="@user3")),
        (("@user1", "@nobody"), words("refusal-not-a-scrutineer", who="@nobody")),
    ],
)
def test_nobody_else_gets_it_and_the_minutes_stay_as_they_were(
    youshi: Youshi, session: str, by: tuple[str, str], sentence: str
) -> None:
    before = youshi("export", session).out
    done = youshi("export", session, "--sealed", "--by", by[0], "--by", by[1])
    assert (done.code, done.out, done.err.strip()) == (Exit.FAILED, "", sentence)
    assert youshi("export", session).out == before
