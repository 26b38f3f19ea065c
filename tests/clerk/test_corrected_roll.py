"""A roll corrected for an upheld objection, through the database: nobody is counted who is not in the base."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.deliberation import acts
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.minutes.recount import minutes_of
from bot.deliberation.model import Decision
from bot.documents.export import public_export, sealed_export
from bot.documents.proofs import evidence
from bot.documents.verify import verify
from bot.storage import journal
from bot.storage.flows import flow_body
from clerk.making import CODE, Desk

FLOW = """
id: gengzheng
name: {zh-CN: 业主表决, zh-TW: 屋主表決, en: Owners' vote}
standing: consultation
participants: {moderate: [grid_lead], scrutinise: [auditor]}
stages:
  - id: jue
    kind: vote
    window: 24h
    objections: {}
    rule: {electorate: owner}
    next: {passed: gong, failed: gong, tied: gong, inquorate: gong}
  - id: gong
    kind: notice
    period: 5d
    objections: {grounds: [eligibility], effects: {eligibility: recount}}
    exit: {all: [{no_open_objection: true}]}
    next: {clear: end, objection_upheld: end}
  - {id: end, kind: archive}
"""
ROLL = "门牌,面积,业主\n101,100.00,居民20\n102,90.00,居民21\n103,80.00,居民22\n104,70.00,居民23\n"
CORRECTED = "门牌,面积,业主\n101,10.00,居民20\n102,90.00,居民21\n103,80.00,居民22\n"
"""101 has a tenth of what was said, and 104 is nobody's."""
FIRST, OBJECTOR, AUDITOR = 20, 21, 31
DAY = timedelta(hours=25)


async def voting(desk: Desk) -> tuple[int, int, int]:
    """A vote in which all four owners have voted, 101 and 104 against; its session, round and motion."""
    (desk.flows / "gengzheng.yaml").write_text(FLOW, encoding="utf-8")
    desk.take_up(desk.store)
    await desk.do(1, acts.SetUp(0, operator_code=CODE), "administrator")
    community = await desk.community()
    await desk.do(1, acts.ImportRoll(community, ROLL))
    await desk.do(AUDITOR, acts.Ask("help"))
    await desk.do(1, acts.GrantRole(community, f"居民{AUDITOR}", "auditor"))
    for user in range(FIRST, FIRST + 4):
        door = str(user + 81)
        await desk.do(1, acts.IssueCodes(community, door, True))
        digits = str((await desk.owed("codes"))[-1].args["sheets"][0]["digits"])
        await desk.say(user, acts.UseCode(digits, door))
    await desk.do(1, acts.OpenSession(0, "gengzheng", "换电梯?"))
    session = (await desk.case()).session.id
    await desk.do(1, acts.ConfirmOpening(session))
    case = await desk.case(session)
    (vote,) = case.open_rounds("vote")
    (motion,) = case.motions
    for user, choice in zip(range(FIRST, FIRST + 4), ("oppose", "agree", "agree", "oppose"), strict=True):
        await desk.say(user, acts.Stand("ballot", motion, vote.id, choice))
    return session, vote.id, motion


async def objected(desk: Desk, session: int, round_: int) -> int:
    await desk.do(OBJECTOR, acts.Object(session, round_, "eligibility", "名册登记错了"))
    return max((await desk.case(session)).entries)


async def findings(desk: Desk, session: int) -> list[Any]:
    """What is wrong with the public and with the sealed record."""
    case = await desk.case(session)
    async with desk.store.reading() as tx:
        rows, contents = await journal.read_chain(tx, session_chain(session))
        parts = evidence(case, minutes_of(rows, contents), await flow_body(tx, case.session.flow_hash))
    both = public_export(case, rows, parts), sealed_export(case, rows, contents, parts)
    return [finding for one in both for finding in verify(json.dumps(one)).findings]


async def decision(desk: Desk, session: int) -> Decision:
    (found,) = (await desk.case(session)).decisions.values()
    return found


@pytest.mark.parametrize("again", [True, False])
async def test_in_an_open_vote_the_ballots_of_those_it_is_about_are_struck_and_cast_again_with_their_area(
    desk: Desk, again: bool
) -> None:
    session, vote, motion = await voting(desk)
    entry = await objected(desk, session, vote)
    await desk.say(AUDITOR, acts.RuleOn(session, entry, True, "查过登记簿"))
    await desk.do(1, acts.ImportRoll(await desk.community(), CORRECTED, "登记错误"))
    struck = {row.person_id for row in await desk.owed("ballot-struck")}
    assert struck == {await desk.person(FIRST), await desk.person(FIRST + 3)}
    if again:
        cast = await desk.say(FIRST, acts.Stand("ballot", motion, vote, "oppose"))
        assert cast.key == "ballot-recorded"
    await desk.pass_time(DAY)
    figures = (await decision(desk, session)).figures
    assert figures["electorate"] == {"heads": 3, "area": "180.00"}
    assert figures["participating"] == {"heads": 2 + again, "area": "180.00" if again else "170.00"}
    assert await findings(desk, session) == []


async def test_after_the_close_who_has_left_the_roll_is_not_counted_and_who_has_not_stays_with_their_ballot(
    desk: Desk,
) -> None:
    session, _, _ = await voting(desk)
    await desk.pass_time(DAY)
    (notice,) = (await desk.case(session)).open_rounds("notice")
    entry = await objected(desk, session, notice.id)
    await desk.do(1, acts.ImportRoll(await desk.community(), CORRECTED, "登记错误"))
    await desk.say(AUDITOR, acts.RuleOn(session, entry, True, "查过登记簿"))
    figures = (await decision(desk, session)).figures
    assert figures["electorate"] == figures["participating"] == {"heads": 3, "area": "270.00"}
    assert await findings(desk, session) == []
