"""An anonymous vote: ballots can be changed while it is open, and after the close nothing says whose is whose."""

import asyncio
import json
import random
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.backup import back_up, restore
from bot.chat.cards.registry import CASE_CARDS, Args
from bot.clerk.office import unguessable
from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation import acts
from bot.deliberation.ballots.bag import TOOK_PART, alias_of, parted
from bot.deliberation.desk import JournalEntry
from bot.deliberation.minutes.journal import ChainRow, hash_of, session_chain
from bot.deliberation.minutes.recount import minutes_of
from bot.deliberation.model import RoundState, StandingAct
from bot.deliberation.offer import Offer, Offered
from bot.deliberation.refusal import Refused
from bot.deliberation.voting import METHODS
from bot.documents.export import digests_of, public_export, sealed_export
from bot.documents.proofs import evidence
from bot.documents.verify import has_digest, has_receipt, verify
from bot.documents.verify.reading import read
from bot.i18n import Words
from bot.outbox.shelf import Shelf
from bot.storage import anonymous, ballots, forgetting, journal, lookups, people, personal, tables
from bot.storage.flows import flow_body
from bot.storage.seal import Seal
from bot.storage.store import Store
from clerk.dumping import file_of
from clerk.making import CODE, Desk

FLOW = """
id: mipiao
name: {{zh-CN: 密, zh-TW: 密, en: Sealed}}
standing: consultation
stages:
  - {{id: jue, kind: vote, window: 24h, rule: {{electorate: member, secrecy: anonymous, {more}}},
     next: {{passed: end, failed: end, tied: end, inquorate: end{blocked}}}}}
  - {{id: end, kind: archive, gather: each}}
"""
VOTERS = range(2, 9)
DAY = timedelta(hours=24)


async def opened(desk: Desk, more: str = "options: approve", offered: Offered | None = None) -> tuple[int, int]:
    """An anonymous vote in a new group of seven neighbours; its motion and round."""
    desk.flows.joinpath("mipiao.yaml").write_text(
        FLOW.format(more=more, blocked=", budget_blocked: end" if "fund" in more else ""), "utf-8"
    )
    desk.take_up(desk.store)
    for user in VOTERS:
        await desk.do(user, acts.Ask("issues"))
    await desk.do(1, acts.OpenSession(0, "mipiao", "楼道装灯?", offered), "administrator")
    await desk.do(1, acts.ConfirmOpening((await desk.case()).session.id))
    (vote,) = (await desk.case()).open_rounds("vote")
    (motion,) = (await desk.case()).motions_in(vote)
    return motion.id, vote.id


async def cast(desk: Desk, motion: int, vote: int, said: Mapping[int, str]) -> None:
    for user, choice in said.items():
        await desk.do(user, acts.Stand("ballot", motion, vote, choice))


async def box(desk: Desk, kind: str = "ballot") -> list[Any]:
    table = tables.standing_acts
    async with desk.store.reading() as tx:
        return list(await tx.rows(select(table).where(table.c.kind == kind).order_by(table.c.elector)))


async def keys(desk: Desk) -> list[Any]:
    async with desk.store.reading() as tx:
        return list(await tx.rows(select(tables.ballot_keys)))


async def records(desk: Desk) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both exports of the newest session."""
    case = await desk.case()
    async with desk.store.reading() as tx:
        rows, contents = await journal.read_chain(tx, session_chain(case.session.id))
        body = await flow_body(tx, case.session.flow_hash)
    parts = evidence(case, minutes_of(rows, contents), body)
    return public_export(case, rows, parts), sealed_export(case, rows, contents, parts)


def wrong(record: Mapping[str, Any]) -> list[str]:
    return [finding.key for finding in verify(json.dumps(record)).findings]


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


# --- the record ---------------------------------------------------------------------------------------------------


ONE, SEVERAL = ["c1", "c2", "c1", "abstain"], ['["c1","c2"]', '["c3"]', '["c2","c3"]', '["c1"]']
POINTS = ['{"c1":5,"c2":3}', '{"c3":2}', '{"c1":1,"c3":4}', '{"c2":5}']
WAYS = {
    "approve": ("", ["agree", "oppose", "abstain", "agree"]),
    "single": ("", ONE),
    "multi": (", max: 2", SEVERAL),
    "ranked": ("", ['["c1","c2","c3"]', '["c2","c1"]', '["c3"]', '["c2","c3"]']),
    "ranked_schulze": ("", ['["c1","c2","c3"]', '["c2","c1"]', '["c3"]', '["c2","c3"]']),
    "score": (", scale: 5", POINTS),
    "rank_budget": (", scale: 5, fund: community", POINTS),
    "equal_shares": (", fund: community", SEVERAL),
}
PROJECTS = Offered((Offer("凉亭", 60_00, 20), Offer("路灯", 40_00, 30), Offer("滑梯", 50_00, 10)), budget=100_00)


@pytest.mark.parametrize("options", METHODS)
async def test_both_records_prove_themselves_whatever_the_way_to_vote(desk: Desk, options: str) -> None:
    more, said = WAYS[options]
    rule = f"options: {options}{more}" + (", pass: null" if options != "approve" else "")
    motion, vote = await opened(desk, rule, offered=PROJECTS if options != "approve" else None)
    await cast(desk, motion, vote, {user: said[user % len(said)] for user in VOTERS})
    await desk.pass_time(DAY)
    public, sealed = await records(desk)
    (decision,) = public["decisions"]
    assert decision["participating"]["heads"] == len(VOTERS)
    assert wrong(public) == wrong(sealed) == []
    assert verify(json.dumps(sealed)).recounted == verify(json.dumps(public)).proved == 1


async def test_a_second_ballot_is_anonymous_as_well_and_the_key_goes_with_the_last(desk: Desk) -> None:
    motion, vote = await opened(desk, "options: single, runoff: true", offered=PROJECTS)
    votes = ["c1", "c1", "c1", "c2", "c2", "c2", "c3"]
    await cast(desk, motion, vote, dict(zip(VOTERS, votes, strict=True)))
    await desk.pass_time(DAY)
    case = await desk.case()
    (second,) = [m for m in case.motions.values() if m.second_of == motion]
    assert len(await keys(desk)) == 1
    assert {row.elector.partition(":")[0] for row in await box(desk)} == {"bag"}
    left = [str(choice["id"]) for choice in second.choices]
    await cast(desk, second.id, vote, {user: left[user % 2] for user in VOTERS})
    await desk.pass_time(DAY)
    assert await keys(desk) == []
    assert {row.elector.partition(":")[0] for row in await box(desk)} == {"bag"}
    public, sealed = await records(desk)
    assert wrong(public) == wrong(sealed) == []


async def test_a_cancelled_vote_keeps_a_bag_that_names_nobody(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, dict.fromkeys(VOTERS, "agree"))
    await desk.do(1, acts.CancelSession((await desk.case()).session.id, "范围设错了"))
    assert (await desk.case()).rounds[vote].state is RoundState.VOID
    assert await keys(desk) == []
    assert {row.elector.partition(":")[0] for row in await box(desk)} == {"bag"}
    public, sealed = await records(desk)
    assert public["session"]["cancelled"]["void_ballots"] == 7
    assert wrong(public) == wrong(sealed) == []


def sealed_again(record: dict[str, Any]) -> dict[str, Any]:
    """The record with digests to match: what somebody does who knows how it is made."""
    for parts in (record, record.get("sealed", {})):
        if parts:
            parts["digests"] = digests_of({n: p for n, p in parts.items() if n not in ("digests", "sealed")})
    return record


async def test_a_tampered_bag_is_found_and_a_receipt_proves_that_somebody_took_part(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, {user: "agree" if user % 2 else "oppose" for user in VOTERS})
    receipts = [row.receipt for row in await box(desk, "turn")]
    await desk.pass_time(DAY)
    public, sealed = (json.loads(json.dumps(one)) for one in await records(desk))
    read_ = read(json.dumps(public))
    number = public["decisions"][0]["number"]
    assert [has_receipt(read_, code) for code in receipts] == [[number]] * len(VOTERS)
    assert has_digest(read_, public["decisions"][0]["digest"][:12]) == [number]
    assert not any(ballot["receipt"] for ballot in public["proofs"][0]["ballots"])
    (bag,) = [kept for kept in sealed["sealed"]["journal"] if "bag" in kept["content"]]
    assert bag["content"]["bag"] == {"agree": 3, "oppose": 4}
    bag["content"]["bag"] = {"agree": 4, "oppose": 3}
    assert {"content-changed", "decision-differs"} <= set(wrong(sealed_again(sealed)))
    for change, key in ((("ballots", 8), "bag-count"), (("digest", "0" * 64), "bag-digest")):
        forged = json.loads(json.dumps(public))
        (row,) = [row for row in forged["journal"] if row["kind"] == "ballot-bag"]
        row["public"][change[0]] = change[1]
        _rechained(forged)
        assert key in wrong(sealed_again(forged))


def _rechained(record: dict[str, Any]) -> None:
    """The rows hashed anew, as somebody would who owns the database."""
    before = ""
    for row in record["journal"]:
        chained = ChainRow(
            record["chain"]["name"], row["seq"], datetime.fromisoformat(row["at"]), row["kind"], row["public"],
            row["commitment"], before, "",
        )  # fmt: skip
        row["prev"], row["hash"] = before, hash_of(chained)
        before = row["hash"]
    record["chain"]["head"] = before


# --- people, restarts, backups --------------------------------------------------------------------------------------


async def test_whoever_is_forgotten_meanwhile_votes_once_and_the_count_stays_right(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, dict.fromkeys(VOTERS, "agree"))
    before = await desk.person(3)
    await desk.say(3, acts.ForgetMe(before))
    await desk.do(3, acts.Ask("issues"))
    assert await desk.person(3) == before, "known again by what stands of theirs"
    assert (await desk.do(3, acts.Stand("ballot", motion, vote, "oppose"))).key == "ballot-changed"
    await desk.pass_time(DAY * 3)
    (decision,) = (await desk.case()).decisions.values()
    assert [decision.figures[name]["heads"] for name in ("agree", "oppose")] == [6, 1]
    turns = await box(desk, "turn")
    assert len(turns) == len(VOTERS)
    public, sealed = await records(desk)
    assert wrong(public) == wrong(sealed) == []


async def test_what_is_kept_of_somebody_says_that_they_took_part_and_not_how(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, {2: "oppose"})
    async with desk.store.reading() as tx:
        found = await people.person_by_user(tx, 2)
        assert found is not None
        kept, counted = await personal.everything(tx, found), await personal.counts(tx, found.id)
    assert counted.ballots == len(kept["ballots"]) == 1
    assert kept["ballots"][0]["choice"] == ""
    assert "oppose" not in json.dumps(kept)


async def test_erasing_the_whole_session_leaves_a_record_that_still_recounts(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, {user: "agree" if user % 2 else "oppose" for user in VOTERS})
    await desk.pass_time(DAY)
    before, _ = await records(desk)
    case = await desk.case()
    async with desk.store.transaction() as tx:
        await forgetting.clear_session(
            tx, case.session.id, desk.now, lambda n: unguessable("ABCDEFGH", n), lambda: "e" * 32
        )
    public, sealed = await records(desk)
    assert wrong(public) == wrong(sealed) == []
    assert public["proofs"] == before["proofs"]


async def test_a_restart_and_a_backup_in_the_middle_change_nothing(desk: Desk, tmp_path: Path) -> None:
    """The key goes with the backup, so a ballot can be changed where it was put back: and it can be linked there."""
    motion, vote = await opened(desk)
    await cast(desk, motion, vote, dict.fromkeys(VOTERS, "agree"))
    file = tmp_path / "town.zip"
    await back_up(desk.store, Shelf(tmp_path / "shelf"), file, desk.now, lambda *_: None)
    url = f"sqlite+aiosqlite:///{tmp_path / 'elsewhere.db'}"
    await restore(file, url, Shelf(tmp_path / "other-shelf"), lambda *_: None)
    first = desk.store
    elsewhere = await Store.open(url)
    elsewhere.seal = first.seal
    desk.take_up(elsewhere)
    assert (await desk.do(2, acts.Stand("ballot", motion, vote, "oppose"))).key == "ballot-changed"
    await desk.pass_time(DAY)
    (decision,) = (await desk.case()).decisions.values()
    assert [decision.figures[name]["heads"] for name in ("agree", "oppose")] == [6, 1]
    await elsewhere.close()


SECOND_MEETING = """
id: erci
name: {zh-CN: 二次, zh-TW: 二次, en: Twice}
standing: consultation
stages:
  - id: jue
    kind: vote
    window: 24h
    rule:
      electorate: household
      secrecy: anonymous
      reconvene: {after: 24h, quorum: {head: {op: ge, num: 1, den: 3, base: electorate}}}
    next: {passed: end, failed: end, tied: end, inquorate: end}
  - {id: end, kind: archive}
"""
HOMES = "unit,household,area,owner,representative\n" + "".join(f"2-{n},,89.50,业主,居民\n" for n in range(101, 113))


async def fill(desk: Desk, motion: int, vote: int, homes: Sequence[str]) -> None:
    """Ballots of these households, as the clerk keeps them."""
    async with desk.store.transaction() as tx:
        key = (await anonymous.keys_of(tx, [vote], lambda: f"key of {vote}"))[vote]
        acts_ = [StandingAct("ballot", motion, vote, home, "agree", 0, "chat", desk.now, home) for home in homes]
        both = [parted(act, alias_of(key, motion, act.elector), desk.now) for act in acts_]
        await ballots.store_standing(tx, [(act, None) for pair in both for act in pair])
        public = {"what": motion, "round": vote}
        entries = [
            JournalEntry(TOOK_PART, desk.now, public, {"elector": act.elector, "receipt": act.receipt}) for act in acts_
        ]
        chain = session_chain((await lookups.session_of_round(tx, vote)) or 0)
        await journal.append(tx, [(chain, entry) for entry in entries], lambda: unguessable("abcdef", 32))


async def test_a_second_meeting_has_a_box_and_a_key_of_its_own(desk: Desk) -> None:
    """Five of twelve households are not more than half: the first box becomes a bag that decides nothing. In the second
    meeting five are a third, and its ballots count."""
    desk.flows.joinpath("erci.yaml").write_text(SECOND_MEETING, "utf-8")
    desk.take_up(desk.store)
    await desk.do(1, acts.SetUp(0, operator_code=CODE), "administrator")
    await desk.do(1, acts.ImportRoll(await desk.community(), HOMES))
    await desk.do(1, acts.OpenSession(0, "erci", "楼道装灯?"))
    await desk.do(1, acts.ConfirmOpening((await desk.case()).session.id))
    (first,) = (await desk.case()).open_rounds("vote")
    (motion,) = (await desk.case()).motions_in(first)
    async with desk.store.reading() as tx:
        homes = [f"household:{id_}" for id_ in await tx.column(select(tables.households.c.id))][:5]
    await fill(desk, motion.id, first.id, homes)
    await desk.pass_time(DAY * 2)
    (second,) = (await desk.case()).open_rounds("vote")
    assert second.id != first.id
    assert await keys(desk) == []
    assert {row.elector.partition(":")[0] for row in await box(desk)} == {"bag"}
    await fill(desk, motion.id, second.id, homes)
    await desk.pass_time(DAY * 2)
    (decision,) = (await desk.case()).decisions.values()
    assert (decision.outcome, decision.figures["agree"]["heads"]) == ("passed", 5)
    assert await keys(desk) == []
    public, sealed = await records(desk)
    assert wrong(public) == wrong(sealed) == []
