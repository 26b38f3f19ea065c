"""An anonymous vote: ballots can be changed while it is open, and after the close nothing says whose is whose."""

import asyncio
import json
import random
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.cards.registry import CASE_CARDS, Args
from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation import acts
from bot.deliberation.ballots.bag import alias_of
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.model import RoundState
from bot.deliberation.refusal import Refused
from bot.i18n import Words
from bot.storage import ballots, journal, tables
from bot.storage.seal import Seal
from bot.storage.store import Store
from clerk.anonymous_vote import DAY, VOTERS, box, cast, keys, opened
from clerk.dumping import file_of
from clerk.making import Desk
from clerk.records import records, wrong

# --- while it is open, and at the close --------------------------------------------------------------------------


async def test_p5_ballots_are_changed_until_the_close_and_the_last_one_counts(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, dict.fromkeys(VOTERS, "agree"))
    assert (await desk.do(2, acts.Stand("ballot", motion, vote, "oppose"))).key == "ballot-changed"
    assert (await desk.do(2, acts.Stand("ballot", motion, vote, "oppose"))).key == "ballot-unchanged"
    await desk.pass_time(DAY)
    (decision,) = (await desk.case()).decisions.values()
    assert decision.outcome == "passed"
    assert [decision.figures[name]["heads"] for name in ("participating", "agree", "oppose")] == [7, 6, 1]


async def test_while_it_is_open_the_box_names_nobody_and_the_minutes_say_only_who_took_part(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, {2: "agree", 3: "oppose"})
    await cast(desk, motion, vote, {2: "abstain"})
    assert {(row.person_id, row.receipt, row.channel, row.changes) for row in await box(desk)} == {(0, "", "", 0)}
    turns = await box(desk, "turn")
    assert {row.person_id for row in turns} == {await desk.person(2), await desk.person(3)}
    assert all(row.receipt and not row.choice for row in turns)
    case = await desk.case()
    async with desk.store.reading() as tx:
        rows, contents = await journal.read_chain(tx, session_chain(case.session.id))
    took_part = [contents[row.seq].content for row in rows if row.kind == "took-part"]
    assert [set(content) for content in took_part] == [{"person", "elector", "receipt"}] * 2
    assert not [row for row in rows if row.kind == "ballot"]


async def test_reminders_go_to_those_who_took_no_part(desk: Desk) -> None:
    motion, vote = await opened(desk)
    for user in (2, 3, 4):
        await desk.say(user, acts.Ask("my"))
    async with desk.store.transaction() as tx:
        await tx.run(tables.people.update().values(dm_open=True))
    await cast(desk, motion, vote, {2: "agree", 3: "oppose"})
    async with desk.store.reading() as tx:
        missing = await ballots.electors_without(tx, vote, "turn", [motion], "member")
    assert {await desk.person(2), await desk.person(3)}.isdisjoint(missing)
    assert await desk.person(4) in missing


async def test_a_late_ballot_is_noted_without_what_it_said(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, dict.fromkeys(VOTERS, "agree"))
    desk.now += DAY
    with pytest.raises(Refused, match="ballot-late"):
        await desk.do(2, acts.Stand("ballot", motion, vote, "oppose"))
    await desk.pass_time(timedelta())
    assert [(row.choice, row.person_id) for row in await box(desk, "late")] == [("", await desk.person(2))]
    public, sealed = await records(desk)
    assert public["decisions"][0]["late"] == 1
    assert wrong(public) == wrong(sealed) == []


async def test_p17_the_ballot_of_somebody_who_has_left_the_group_stays(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, dict.fromkeys(VOTERS, "agree"))
    with pytest.raises(Refused, match="not-a-member"):
        await desk.do(2, acts.Stand("ballot", motion, vote, "oppose"), member="left")
    await desk.pass_time(DAY)
    (decision,) = (await desk.case()).decisions.values()
    assert decision.figures["agree"]["heads"] == len(VOTERS)


async def test_p15_a_box_that_was_meddled_with_is_found_at_the_close(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, dict.fromkeys(VOTERS, "agree"))
    (first, *_) = await box(desk)
    async with desk.store.transaction() as tx:
        held = tables.standing_acts.c
        await tx.run(tables.standing_acts.update().where(held.elector == first.elector).values(choice="oppose"))
    await desk.pass_time(DAY)
    assert (await desk.case()).rounds[vote].state is RoundState.FROZEN


async def test_a_ballot_slipped_in_beside_those_who_took_part_is_found_at_the_close(desk: Desk) -> None:
    """The running counts agree with it; who took part does not."""
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, dict.fromkeys(VOTERS, "agree"))
    (first, *_) = await box(desk)
    async with desk.store.transaction() as tx:
        await tx.run(tables.standing_acts.insert().values({**first._mapping, "elector": "alias:stuffed"}))
        await tx.run(tables.tallies.update().where(tables.tallies.c.kind == "ballot").values(heads=8))
    await desk.pass_time(DAY)
    assert (await desk.case()).rounds[vote].state is RoundState.FROZEN


async def test_fewer_than_five_ballots_are_never_looked_at(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, {2: "agree", 3: "agree", 4: "agree", 5: "oppose"})
    await desk.pass_time(DAY)
    case = await desk.case()
    (decision,) = case.decisions.values()
    assert (decision.outcome, decision.reason["key"]) == ("inquorate", "verdict-box-closed")
    assert decision.figures["participating"]["heads"] == 4
    assert "agree" not in decision.figures
    for card in ("result", "counts"):
        shown = CASE_CARDS[card](case, Args({"decision": decision.id}), Words("zh-CN")).html
        assert "不到 5 票不开箱" in shown
        assert "同意" not in shown
    assert await box(desk) == await keys(desk) == []
    assert not [key for key in case.counts if key[0] == "ballot"]
    public, sealed = await records(desk)
    assert wrong(public) == wrong(sealed) == []


# --- what is left afterwards ---------------------------------------------------------------------------------------


def everything(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table with the number SQLite keeps it under, in that order."""
    with closing(sqlite3.connect(file)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: db.execute(f'SELECT rowid, * FROM "{name}" ORDER BY rowid').fetchall() for name in names}


class Town:
    """Copies of one database with an open anonymous vote, each for one course of presses."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, count()
        self._runner = asyncio.Runner()
        self.motion, self.vote = self._runner.run(self._found())

    async def _found(self) -> tuple[int, int]:
        store = await self._open(self._folder / "founded.db")
        await store.migrate()
        desk = Desk(store, self._folder)
        found = await opened(desk)
        self.now = desk.now
        await desk.store.close()
        return found

    async def _open(self, file: Path) -> Store:
        store = await Store.open(f"sqlite:///{file}")
        store.seal = Seal.stated("a key for tests")
        return store

    def after(self, presses: Sequence[tuple[int, str]], *, cancelled: bool) -> dict[str, list[tuple[Any, ...]]]:
        """What the database holds once these have voted one after the other and the vote is over."""
        file = self._folder / f"course-{next(self._numbers)}.db"
        shutil.copy(self._folder / "founded.db", file)
        self._runner.run(self._course(file, presses, cancelled))
        found = everything(file)
        file.unlink()
        return found

    async def _course(self, file: Path, presses: Sequence[tuple[int, str]], cancelled: bool) -> None:
        desk = Desk(await self._open(file), self._folder)
        desk.now, desk.updates = self.now, count(1000)
        for number, (user, choice) in enumerate(presses):
            desk.now = self.now + timedelta(seconds=30 * number)
            await desk.do(user, acts.Stand("ballot", self.motion, self.vote, choice))
        if cancelled:
            desk.now = self.now + timedelta(minutes=9)
            await desk.do(1, acts.CancelSession((await desk.case()).session.id, "范围设错了"))
        await desk.pass_time(DAY * 2)
        await desk.store.close()

    def close(self) -> None:
        self._runner.close()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    found = Town(tmp_path_factory.mktemp("anonymous"))
    yield found
    found.close()


CHOICES = ("agree", "oppose", "abstain")


@settings(max_examples=6, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**40), length=st.integers(4, 16), cancelled=st.booleans())
def test_after_the_close_the_database_is_the_same_whoever_cast_which_of_its_ballots(
    town: Town, seed: int, length: int, cancelled: bool
) -> None:
    """Twice the same people press at the same moments, and in the end the bag is the same: but they say other things on
    the way, and in the end each may have cast another of its ballots. Nothing in any table, no order of its rows, no
    receipt and no moment is different, so from nothing there can it be told who cast what."""
    chance = random.Random(seed)
    presses = [chance.choice([*VOTERS]) for _ in range(length)]
    last = {user: at for at, user in enumerate(presses)}
    bag = [chance.choice(CHOICES) for _ in last]
    courses = []
    for _ in range(2):
        final = dict(zip(last, chance.sample(bag, len(bag)), strict=True))
        courses.append(
            [(user, final[user] if last[user] == at else chance.choice(CHOICES)) for at, user in enumerate(presses)]
        )
    one, other = (town.after(course, cancelled=cancelled) for course in courses)
    assert one == other


async def test_neither_the_key_nor_a_name_made_with_it_can_be_read_out_of_the_files(desk: Desk) -> None:
    """Not even out of pages that were freed, or of the log of what was written last."""
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, {user: "agree" if user % 2 else "oppose" for user in VOTERS})
    ((_, key),) = await keys(desk)
    aliases = {row.elector for row in await box(desk)}
    assert aliases == {alias_of(key, motion, f"person:{await desk.person(user)}") for user in VOTERS}
    file = file_of(desk.store)
    beside = [file, file.with_name(f"{file.name}-wal")]
    assert any(key.encode() in path.read_bytes() for path in beside)
    await desk.pass_time(DAY)
    raw = b"".join(path.read_bytes() for path in beside if path.exists())
    assert not [text for text in (key, "alias:", *aliases) if text.encode() in raw]
    assert [row.choice for row in await box(desk)] == ["agree"] * 3 + ["oppose"] * 4
    assert {(row.person_id, row.receipt, row.at) for row in await box(desk)} == {(0, "", desk.now)}


async def test_a_ballot_that_came_as_a_message_is_answered_without_what_it_said(desk: Desk) -> None:
    """That answer waits in the database beside the name of whoever it is for."""
    motion, vote = await opened(desk)
    act = acts.Stand("ballot", motion, vote, "oppose")
    submission = Submission(act, Sender(2, "居民2"), desk.now, Where(2), 4711)
    assert (await desk.clerk.take(submission)).key == "ballot-in-the-box"
    assert not any("oppose" in json.dumps(row.args) for row in await desk.owed("answer"))
