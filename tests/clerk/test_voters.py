"""Another person votes for a household or an owner: asked for, decided with a reason, at once and for one ballot."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.deliberation import acts
from bot.deliberation.minutes.journal import community_chain
from bot.deliberation.refusal import Refused
from bot.storage import journal
from bot.storage.tables import journal_content, residents, standing_acts
from clerk import test_owners as of_owners
from clerk.making import CODE, Desk

FLOW = """
id: huyi
name: {zh-CN: 户议, zh-TW: 戶議, en: Households' vote}
standing: consultation
stages:
  - id: jue
    kind: vote
    window: 24h
    rule: {electorate: household}
    next: {passed: end, failed: end, tied: end, inquorate: end}
  - {id: end, kind: archive}
"""
ROLL = "门牌,户代表\n101,居民20\n102,居民30\n"


async def living(desk: Desk) -> int:
    """A community in which 居民20 and 居民21 live behind 101, 居民20 voting, and 居民30 votes for 102; its id."""
    (desk.flows / "huyi.yaml").write_text(FLOW, encoding="utf-8")
    desk.take_up(desk.store)
    await desk.do(1, acts.SetUp(0, operator_code=CODE), "administrator")
    community = await desk.community()
    await desk.do(1, acts.ImportRoll(community, ROLL))
    for user, door, votes in ((20, "101", True), (21, "101", False), (30, "102", True)):
        await desk.say(user, acts.ClaimDoor(community, door))
        await desk.do(1, acts.SettleClaim((await desk.owed("claim-asked"))[-1].args["resident"], True, votes))
    return community


async def voting(desk: Desk) -> tuple[int, int]:
    await desk.do(1, acts.OpenSession(0, "huyi", "装灯?"))
    await desk.do(1, acts.ConfirmOpening((await desk.case()).session.id))
    case = await desk.case()
    (vote,) = case.open_rounds("vote")
    return case.motions_in(vote)[0].id, vote.id


async def household_of(desk: Desk, user: int) -> int:
    async with desk.store.reading() as tx:
        mine = residents.c.person_id == await desk.person(user)
        return int(await tx.scalar(select(residents.c.household_id).where(mine)))


async def cast(desk: Desk) -> list[tuple[str, int]]:
    """Every ballot that stands: what it says, and by whom."""
    async with desk.store.reading() as tx:
        found = await tx.rows(select(standing_acts).where(standing_acts.c.kind == "ballot"))
    return [(row.choice, row.person_id) for row in found]


async def test_p6_a_change_of_representative_before_the_close_takes_over_the_one_ballot_of_the_household(
    desk: Desk,
) -> None:
    community = await living(desk)
    motion, vote = await voting(desk)
    agree, oppose = (acts.Stand("ballot", motion, vote, choice) for choice in ("agree", "oppose"))
    await desk.do(20, agree)
    with pytest.raises(Refused, match="not-representative"):
        await desk.do(21, oppose)
    home = await household_of(desk, 21)
    assert (await desk.say(21, acts.AskVoter(home))).key == "voter-asked"
    (asked,) = await desk.owed("voter-asked")
    claim = int(asked.args["resident"])
    with pytest.raises(Refused, match="reason-needed"):
        await desk.say(1, acts.ChangeVoter(claim, " "))
    assert (await desk.say(1, acts.ChangeVoter(claim, "原户代表出国"))).key == "voter-changed"
    assert await cast(desk) == [("agree", await desk.person(20))], "what was cast stands"
    with pytest.raises(Refused, match="not-representative"):
        await desk.do(20, oppose)
    assert (await desk.do(21, oppose)).key == "ballot-recorded"
    assert await cast(desk) == [("oppose", await desk.person(21))]
    told = {row.person_id: row.args["votes"] for row in await desk.owed("voter-changed")}
    assert told == {await desk.person(20): "no", await desk.person(21): "yes"}
    chain = community_chain(community)
    async with desk.store.reading() as tx:
        (entry,) = (row for row in (await journal.read_chain(tx, chain))[0] if row.kind == "voter-changed")
        here = (journal_content.c.chain == chain) & (journal_content.c.seq == entry.seq)
        (content,) = await tx.column(select(journal_content.c.content).where(here))
    assert (entry.public, content["reason"]) == ({"household": home}, "原户代表出国")
    assert (content["whom"], content["persons"]) == (await desk.person(21), [await desk.person(20)])


async def test_who_votes_for_one_household_is_not_made_the_voter_of_another(desk: Desk) -> None:
    community = await living(desk)
    await desk.say(30, acts.ClaimDoor(community, "101"))
    claim = int((await desk.owed("claim-asked"))[-1].args["resident"])
    with pytest.raises(Refused, match="one-household"):
        await desk.say(1, acts.ChangeVoter(claim, "两家并一家"))


async def test_nobody_changes_it_for_themselves_and_nobody_asks_for_a_household_that_is_not_theirs(desk: Desk) -> None:
    community = await living(desk)
    home = await household_of(desk, 20)
    for user in (20, 30):
        with pytest.raises(Refused, match="button-stale"):
            await desk.say(user, acts.AskVoter(home))
    await desk.say(1, acts.ClaimDoor(community, "101"))
    async with desk.store.reading() as tx:
        mine = residents.c.person_id == await desk.person(1)
        claim = int(await tx.scalar(select(residents.c.id).where(mine)))
    with pytest.raises(Refused, match="own-claim"):
        await desk.say(1, acts.ChangeVoter(claim, "我来投"))
    with pytest.raises(Refused, match="not-moderator"):
        await desk.say(21, acts.ChangeVoter(claim, "我来投"))


async def test_p6_another_voter_of_an_owner_takes_over_its_ballot(desk: Desk) -> None:
    community = await of_owners.settled(desk)
    await of_owners.bound(desk, community, 21, "丙", "203")
    motion, vote = await of_owners.voting(desk)
    await of_owners.named(desk, 21, "丙", acts.Stand("ballot", motion, vote, "agree"))
    digits = await of_owners.code(desk, community, "203")
    await of_owners.named(desk, 22, "丙女", acts.UseCode(digits, "203"))
    claim = int((await desk.owed("owner-claim-asked"))[-1].args["claim"])
    with pytest.raises(Refused, match="voter-taken"):
        await desk.do(1, acts.SettleOwner(claim, True))
    assert (await desk.say(1, acts.ChangeVoter(claim, "丙住院,书面委托女儿", True))).key == "voter-changed"
    oppose = acts.Stand("ballot", motion, vote, "oppose")
    with pytest.raises(Refused, match="not-"):
        await of_owners.named(desk, 21, "丙", oppose)
    assert (await of_owners.named(desk, 22, "丙女", oppose)).key == "ballot-recorded"
    await desk.pass_time(timedelta(hours=24))
    (decision,) = (await desk.case()).decisions.values()
    assert decision.figures["participating"] == {"heads": 1, "area": "90.00"}, "counted once"
