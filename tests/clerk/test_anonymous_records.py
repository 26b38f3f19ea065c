"""The record of an anonymous vote proves itself: however it was voted, forgotten, erased, backed up or reconvened."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.backup import back_up, restore
from bot.clerk.office import unguessable
from bot.deliberation import acts
from bot.deliberation.ballots.bag import TOOK_PART, alias_of, parted
from bot.deliberation.desk import JournalEntry
from bot.deliberation.minutes.journal import ChainRow, hash_of, session_chain
from bot.deliberation.model import RoundState, StandingAct
from bot.deliberation.offer import Offer, Offered
from bot.deliberation.voting import METHODS
from bot.documents.export import digests_of
from bot.documents.verify import has_digest, has_receipt, verify
from bot.documents.verify.reading import read
from bot.outbox.shelf import Shelf
from bot.storage import anonymous, ballots, forgetting, journal, lookups, people, personal, tables
from bot.storage.store import Store
from clerk.anonymous_vote import DAY, VOTERS, box, cast, keys, opened
from clerk.making import CODE, Desk
from clerk.records import records, wrong

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
