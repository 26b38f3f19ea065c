"""Owners through the clerk: bound by codes and by moderators, one press for each they vote for, counted once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation import acts
from bot.deliberation.desk import Answer
from bot.deliberation.minutes.journal import community_chain
from bot.deliberation.refusal import Refused
from bot.storage import ballots as box
from bot.storage import journal, owners, roll
from bot.storage.tables import journal_content, standing_acts
from clerk.making import CODE, Desk

FLOW = """
id: yezhu
name: {zh-CN: 业主表决, zh-TW: 業主表決, en: Owners' vote}
standing: consultation
stages:
  - id: jue
    kind: vote
    notice: 24h
    window: 24h
    rule: {electorate: owner}
    next: {passed: end, failed: end, tied: end, inquorate: end}
  - {id: end, kind: archive}
"""
ROLL = (
    "楼栋,门牌,面积,业主,共有人,产权表决人,未售\n"
    "1,101,100.00,甲,,,\n2,201,50.50,甲,,,\n2,202,70.00,甲,乙,甲,\n2,203,90.00,丙,,,\n3,301,126.00,,,,是\n"
)
IN_ALL = 43650


async def settled(desk: Desk) -> int:
    """A community with four owners, one of them with two units; returns its id."""
    (desk.flows / "yezhu.yaml").write_text(FLOW, encoding="utf-8")
    desk.take_up(desk.store)
    await desk.do(1, acts.SetUp(0, operator_code=CODE), "administrator")
    community = await desk.community()
    answer = await desk.do(1, acts.ImportRoll(community, ROLL))
    assert (answer.key, answer.params["owners"], answer.params["voteless"]) == ("roll-imported", 4, 1)
    return community


async def named(desk: Desk, user: int, name: str, act: acts.Act) -> Answer:
    """An act in private of somebody whom the platform shows under this name."""
    return await desk.clerk.take(
        Submission(act, Sender(user, name), desk.now, Where(user), next(desk.updates), press=True)
    )


async def code(desk: Desk, community: int, door: str) -> str:
    """The digits of a new code for the owner of a unit."""
    await desk.do(1, acts.IssueCodes(community, door, True))
    return str((await desk.owed("codes"))[-1].args["sheets"][0]["digits"])


async def bound(desk: Desk, community: int, user: int, name: str, *doors: str) -> None:
    for door in doors:
        await named(desk, user, name, acts.UseCode(await code(desk, community, door), door))


async def voting(desk: Desk) -> tuple[int, int]:
    """An owners' vote that has been announced and opened: its motion and round."""
    motion, vote = await announced(desk)
    await desk.pass_time(timedelta(hours=24))
    return motion, vote


async def announced(desk: Desk) -> tuple[int, int]:
    await desk.do(1, acts.OpenSession(0, "yezhu", "动用维修资金修电梯?"))
    await desk.do(1, acts.ConfirmOpening((await desk.case()).session.id))
    case = await desk.case()
    (vote,) = case.open_rounds("vote")
    (motion,) = case.motions_in(vote)
    return motion.id, vote.id


async def ballots(desk: Desk) -> dict[str, tuple[str, int]]:
    async with desk.store.reading() as tx:
        found = await tx.rows(select(standing_acts).where(standing_acts.c.kind == "ballot"))
    return {row.elector: (row.choice, row.area) for row in found}


async def test_an_owners_code_binds_whom_the_roll_names_and_asks_about_everybody_else(desk: Desk) -> None:
    community = await settled(desk)
    await bound(desk, community, 20, "甲", "101")
    assert [row.card for row in await desk.owed("owner-bound")] == ["owner-bound"]
    digits = await code(desk, community, "203")
    assert (await named(desk, 21, "别人", acts.UseCode(digits, "203"))).key == "owner-code-asked"
    (asked,) = await desk.owed("owner-claim-asked")
    with pytest.raises(Refused, match="not-moderator"):
        await desk.do(22, acts.SettleOwner(asked.args["claim"], True))
    await desk.do(1, acts.SettleOwner(asked.args["claim"], True))
    async with desk.store.reading() as tx:
        held = await owners.owner_seats_of(tx, [await desk.person(20), await desk.person(21)])
    assert [[seat.name for seat in seats] for seats in held.values()] == [["甲"], ["丙"]]


async def test_a_code_missed_five_times_ends_and_that_of_a_neighbour_stays(desk: Desk) -> None:
    community = await settled(desk)
    digits, other = await code(desk, community, "101"), await code(desk, community, "203")
    for _ in range(5):
        assert (await named(desk, 20, "甲", acts.UseCode("00000009", "101"))).key == "code-wrong"
    assert (await named(desk, 20, "甲", acts.UseCode(digits, "101"))).key == "code-wrong"
    await named(desk, 21, "丙", acts.UseCode(other, "203"))
    assert len(await desk.owed("owner-bound")) == 1


async def test_a_unit_nobody_lives_in_is_claimed_for_its_owner(desk: Desk) -> None:
    community = await settled(desk)
    await desk.say(30, acts.ClaimDoor(community, "301", "owner"))
    (asked,) = await desk.owed("owner-claim-asked")
    await desk.do(1, acts.SettleOwner(asked.args["claim"], True))
    with pytest.raises(Refused, match="button-stale"):
        await desk.do(1, acts.SettleOwner(asked.args["claim"], False))
    async with desk.store.reading() as tx:
        (seat,) = (await owners.owner_seats_of(tx, [await desk.person(30)]))[await desk.person(30)]
    assert seat.areas[0][1] == 12600


async def test_a_moderator_confirms_household_and_owner_with_one_button(desk: Desk) -> None:
    community = await settled(desk)
    await desk.say(20, acts.ClaimDoor(community, "203", "owner"))
    (asked,) = await desk.owed("claim-asked")
    await desk.do(1, acts.SeatOwner(asked.args["resident"], True))
    person = await desk.person(20)
    async with desk.store.reading() as tx:
        assert [seat.representative for seat in (await roll.seats_of(tx, [person]))[person]] == [True]
        assert [seat.name for seat in (await owners.owner_seats_of(tx, [person]))[person]] == ["丙"]


async def test_one_press_is_the_ballot_of_every_owner_somebody_votes_for(desk: Desk) -> None:
    """甲 alone, with units in two buildings, and 甲 with 乙: two owners, each counted once."""
    community = await settled(desk)
    await bound(desk, community, 20, "甲", "101", "202")
    motion, vote = await voting(desk)
    answer = await named(desk, 20, "甲", acts.Stand("ballot", motion, vote, "agree"))
    assert (answer.key, answer.params["count"]) == ("ballot-recorded-owners", 2)
    assert sorted((await ballots(desk)).values()) == [("agree", 7000), ("agree", 15050)]
    changed = await named(desk, 20, "甲", acts.Stand("ballot", motion, vote, "oppose"))
    assert changed.key == "ballot-changed-owners"
    assert (await named(desk, 20, "甲", acts.Stand("ballot", motion, vote, "oppose"))).key == "ballot-unchanged"
    await desk.pass_time(timedelta(hours=24))
    (decision,) = (await desk.case()).decisions.values()
    assert decision.figures["electorate"] == {"heads": 4, "area": "436.50"}
    assert decision.figures["oppose"] == {"heads": 2, "area": "220.50"}


async def test_two_people_never_vote_for_one_owner(desk: Desk) -> None:
    """Whose code names nobody in particular is asked about, and refused where somebody votes for that owner already."""
    community = await settled(desk)
    await bound(desk, community, 20, "甲", "101")
    await bound(desk, community, 21, "甲", "101")
    (asked,) = await desk.owed("owner-claim-asked")
    with pytest.raises(Refused, match="voter-taken"):
        await desk.do(1, acts.SettleOwner(asked.args["claim"], True))


async def test_p8_an_announced_roll_is_corrected_with_a_reason_and_an_open_one_not_at_all(desk: Desk) -> None:
    community = await settled(desk)
    motion, _ = await announced(desk)
    corrected = ROLL.replace("2,203,90.00,丙", "2,203,95.00,丁")
    with pytest.raises(Refused, match="roll-reason-needed"):
        await desk.do(1, acts.ImportRoll(community, corrected))
    answer = await desk.do(1, acts.ImportRoll(community, corrected, "203 已过户"))
    assert answer.params["version"] == 2
    assert ((await desk.case()).motions[motion].area, len(await desk.owed("roll-corrected"))) == (IN_ALL + 500, 1)
    await desk.pass_time(timedelta(hours=24))
    case = await desk.case()
    assert (case.motions[motion].area, case.motions[motion].roll_version) == (IN_ALL + 500, 2)
    with pytest.raises(Refused, match="roll-in-use"):
        await desk.do(1, acts.ImportRoll(community, ROLL, "又过户"))


async def test_every_version_of_a_roll_is_in_the_minutes_with_its_author_and_its_reason(desk: Desk) -> None:
    community = await settled(desk)
    await desk.do(1, acts.ImportRoll(community, ROLL.replace("丙", "丁"), "203 已过户"))
    chain = community_chain(community)
    async with desk.store.reading() as tx:
        rows = [row for row in (await journal.read_chain(tx, chain))[0] if row.kind == "roll-imported"]
        content = await tx.column(
            select(journal_content.c.content).where(
                journal_content.c.chain == chain, journal_content.c.seq == rows[-1].seq
            )
        )
    assert [(row.public["version"], row.public["owners"], row.public["owned"]) for row in rows] == [
        (1, 4, IN_ALL), (2, 4, IN_ALL),
    ]  # fmt: skip
    assert (content[0]["person"], content[0]["reason"]) == (await desk.person(1), "203 已过户")


async def test_a_flow_of_owners_is_not_opened_over_a_roll_without_any(desk: Desk) -> None:
    community = await settled(desk)
    await desk.do(1, acts.ImportRoll(community, "门牌,户代表\n101,甲\n"))
    with pytest.raises(Refused, match="roll-without-owners"):
        await desk.do(1, acts.OpenSession(0, "yezhu", "动用维修资金修电梯?"))


async def test_an_owner_in_the_group_without_a_binding_is_led_to_the_private_chat(desk: Desk) -> None:
    await settled(desk)
    motion, vote = await voting(desk)
    answer = await desk.do(40, acts.Stand("ballot", motion, vote, "agree"))
    assert answer.start == acts.Ask("welcome", subject=vote)


async def test_reminders_go_to_those_who_vote_for_an_owner_and_have_not(desk: Desk) -> None:
    community = await settled(desk)
    await bound(desk, community, 20, "甲", "101")
    await bound(desk, community, 21, "丙", "203")
    for user, name in ((20, "甲"), (21, "丙")):
        await named(desk, user, name, acts.Ask("my"))
    motion, vote = await voting(desk)
    await named(desk, 20, "甲", acts.Stand("ballot", motion, vote, "agree"))
    async with desk.store.reading() as tx:
        missing = await box.electors_without(tx, vote, "ballot", [motion], "owner")
    assert missing == [await desk.person(21)]


async def test_p17_a_ballot_stays_when_its_caster_leaves_the_group_and_so_does_the_binding(desk: Desk) -> None:
    community = await settled(desk)
    await bound(desk, community, 21, "丙", "203")
    motion, vote = await voting(desk)
    await named(desk, 21, "丙", acts.Stand("ballot", motion, vote, "agree"))
    await desk.do(21, acts.Ask("my"), member="left")
    assert list((await ballots(desk)).values()) == [("agree", 9000)]
    assert (await named(desk, 21, "丙", acts.Stand("ballot", motion, vote, "oppose"))).key == "ballot-changed"


async def test_p8_ownership_that_changes_while_a_vote_is_open_is_decided_by_the_frozen_roll(desk: Desk) -> None:
    """The sale is entered after the close; the ballot of whoever was the owner then is counted with its area then."""
    community = await settled(desk)
    await bound(desk, community, 21, "丙", "203")
    motion, vote = await voting(desk)
    await named(desk, 21, "丙", acts.Stand("ballot", motion, vote, "agree"))
    sold = ROLL.replace("2,203,90.00,丙", "2,203,90.00,丁")
    with pytest.raises(Refused, match="roll-in-use"):
        await desk.do(1, acts.ImportRoll(community, sold, "203 已过户"))
    await desk.pass_time(timedelta(hours=24))
    assert (await desk.do(1, acts.ImportRoll(community, sold, "203 已过户"))).key == "roll-imported"
    (decision,) = (await desk.case()).decisions.values()
    assert (decision.figures["electorate"]["heads"], decision.figures["agree"]) == (4, {"heads": 1, "area": "90.00"})
