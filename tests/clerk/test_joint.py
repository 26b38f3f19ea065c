"""One session in several groups: who may take it where, over whom it is then, and that its ballots are one box."""

from datetime import timedelta

import pytest

from bot.clerk.submission import Where
from bot.deliberation import acts
from bot.deliberation.model import SessionState
from bot.deliberation.refusal import Refused
from bot.storage import chats, lookups
from clerk.making import CODE, GROUP, Desk
from clerk.test_belonging import SECOND, THIRD, appointed, chat_of, placed, planted, refusal, scope

ROLL = "unit,building,area,owner,representative\n" + "".join(
    f"{n}-10{m},{n}号楼,80.00,居民{n}{m},居民{n}{m}\n" for n in (1, 2) for m in (1, 2, 3)
)
WEST = "unit,building,area,owner,representative\n" + "".join(f"3-10{m},1号楼,60.00,居民3{m},居民3{m}\n" for m in (1, 2))
VOTE = """
id: tou
name: {zh-CN: 投, zh-TW: 投, en: Vote}
standing: consultation
scope: {levels: [%s]}
stages:
  - id: jue
    kind: vote
    window: 24h
    rule: {electorate: household, quorum: {head: {op: ge, num: 2, den: 3, base: electorate}}, extend: null}
    next: {passed: end, failed: end, tied: end, inquorate: end}
  - {id: end, kind: archive}
"""


async def compound(desk: Desk, *voters: int, levels: str = "street, community, building") -> int:
    """Two buildings of one community with a group each, moderated by user 1; a draft in the first, by its id. User 12
    votes for 1-102."""
    desk.flows.joinpath("tou.yaml").write_text(VOTE % levels, "utf-8")
    await planted(desk)
    home = await placed(desk, GROUP, "东社区")
    await desk.do(1, acts.ImportRoll(home.community_id or 0, ROLL))
    await placed(desk, GROUP, "第1网格", "1号楼", code="")
    await placed(desk, SECOND, "第2网格", "2号楼", code="")
    for user in voters:
        door = f"{user // 10}-10{user % 10}"
        await desk.do(user, acts.ClaimDoor(home.community_id or 0, door, "owner"), where=GROUP if user < 20 else SECOND)
        claim = int((await desk.owed("claim-asked"))[-1].args["resident"])
        await desk.do(1, acts.SettleClaim(claim, True, True))
    return await drafted(desk)


async def drafted(desk: Desk, by: int = 1, where: Where = GROUP) -> int:
    await desk.do(by, acts.OpenSession(0, "tou", "大门换锁?"), where=where)
    return (await desk.case()).session.id


async def taken(desk: Desk, draft: int, where: Where, by: int = 1, *, yes: bool = True) -> str:
    return (await desk.say(by, acts.TakeTo(draft, (await chat_of(desk, where)).id, yes))).key


async def test_a_session_is_over_the_lowest_scope_above_its_groups(desk: Desk) -> None:
    draft = await compound(desk)
    assert (await desk.case()).electorate.heads == 3
    assert await taken(desk, draft, SECOND) == "groups-chosen"
    case = await desk.case()
    assert (case.session.scope_id, case.electorate.heads) == ((await scope(desk, "东社区")).id, 6)
    assert await taken(desk, draft, SECOND) == "groups-chosen"
    assert len((await desk.case()).places) == 2
    assert await taken(desk, draft, SECOND, yes=False) == "groups-chosen"
    case = await desk.case()
    assert (len(case.places), case.electorate.heads) == (1, 3)
    assert case.session.scope_id == (await scope(desk, "第1网格", "1号楼")).id


async def test_the_group_it_was_drafted_in_stays(desk: Desk) -> None:
    draft = await compound(desk)
    await taken(desk, draft, GROUP, yes=False)
    assert [place.chat_id for place in (await desk.case()).places] == [(await chat_of(desk, GROUP)).id]


async def test_nothing_is_said_to_another_group_before_the_opening_nor_where_the_draft_is_dropped(desk: Desk) -> None:
    draft = await compound(desk)
    await taken(desk, draft, SECOND)
    there = (await chat_of(desk, SECOND)).id
    cards = ("session-opened", "round", "board", "opening-preview", "open-groups")
    assert not [row for card in cards for row in await desk.owed(card) if row.chat_id == there]
    await desk.do(1, acts.DropOpening(draft))
    assert not [row for card in cards for row in await desk.owed(card) if row.chat_id == there]
    async with desk.store.reading() as tx:
        assert await lookups.sessions_in_chat(tx, there) == []
    assert await refusal(desk, 1, acts.TakeTo(draft, there, True)) == "button-stale"


async def test_a_ballot_from_any_of_the_groups_is_the_same_electors_and_the_last_counts(desk: Desk) -> None:
    """Six households; 1-101 changes its mind in the other group: 3 for, 2 against, of 5 that took part."""
    draft = await compound(desk, 11, 12, 21, 22, 23)
    await taken(desk, draft, SECOND)
    await desk.do(1, acts.ConfirmOpening(draft))
    case = await desk.case()
    (vote,) = case.open_rounds("vote")
    (motion,) = case.motions_in(vote)
    assert (motion.heads, motion.area) == (6, 48_000)
    for user, choice, where in (
        (11, "agree", GROUP),
        (11, "oppose", SECOND),
        (12, "agree", GROUP),
        (21, "agree", SECOND),
        (22, "oppose", SECOND),
        (23, "agree", SECOND),
    ):
        await desk.do(user, acts.Stand("ballot", motion.id, vote.id, choice), where=where)
    chats_shown = {row.chat_id for row in await desk.owed("round")}
    assert chats_shown == {(await chat_of(desk, where)).id for where in (GROUP, SECOND)}
    await desk.pass_time(timedelta(hours=24))
    case = await desk.case()
    (decision,) = case.decisions.values()
    assert decision.figures["participating"]["heads"] == 5
    assert (decision.figures["agree"]["heads"], decision.figures["oppose"]["heads"]) == (3, 2)
    # two took part in one building, three in the other: told apart they would point at somebody
    assert "scopes" not in case.rounds[vote.id].facts


async def test_a_moderator_of_one_building_carries_nothing_into_anothers_group(desk: Desk) -> None:
    await compound(desk)
    await desk.do(30, acts.Mute(1))
    await appointed(desk, 30, "grid_lead", "第1网格", "1号楼")
    draft = await drafted(desk, 30)
    there = (await chat_of(desk, SECOND)).id
    assert await refusal(desk, 30, acts.TakeTo(draft, there, True)) == "groups-not-yours"
    case = await desk.case()
    assert (len(case.places), case.electorate.heads) == (1, 3)
    for stranger in (11, 99):
        assert await refusal(desk, stranger, acts.TakeTo(draft, there, True)) == "not-moderator"
        assert await refusal(desk, stranger, acts.Ask("open-groups", draft)) == "not-moderator"


async def test_an_office_that_has_ended_meanwhile_opens_nothing(desk: Desk) -> None:
    """A right is asked when the act happens: here at the opening, over the scope it has come to."""
    await compound(desk)
    await desk.do(30, acts.Mute(1))
    await appointed(desk, 30, "grid_lead", "东社区")
    draft = await drafted(desk, 30)
    await taken(desk, draft, SECOND, 30)
    community = await desk.community()
    await appointed(desk, 30, "grid_lead", "第1网格", "1号楼")
    await desk.do(1, acts.GrantRole(community, "30", "grid_lead", "", True))
    assert await refusal(desk, 30, acts.ConfirmOpening(draft), member="member") == "not-moderator"


async def test_hostile_presses_find_no_group_that_is_none(desk: Desk) -> None:
    draft = await compound(desk)
    await desk.do(9, acts.SetUp(0), "administrator", THIRD)
    alone = (await chat_of(desk, THIRD)).id
    topic = Where(GROUP.platform_id, 7, kind="supergroup", title="1号楼群")
    await desk.do(2, acts.Mute(1), where=topic)
    assert await refusal(desk, 1, acts.TakeTo(draft, alone, True)) == "groups-self-run"
    assert await refusal(desk, 1, acts.TakeTo(draft, 999_999, True)) == "button-stale"
    assert await refusal(desk, 1, acts.TakeTo(999_999, alone, True)) == "button-stale"
    assert await refusal(desk, 1, acts.TakeTo(draft, (await chat_of(desk, topic)).id, True)) == "groups-twice"
    there = await chat_of(desk, SECOND)
    async with desk.store.transaction() as tx:
        await chats.set_chat_state(tx, there.id, "kicked")
    assert await refusal(desk, 1, acts.TakeTo(draft, there.id, True)) == "button-stale"
    await desk.do(1, acts.ConfirmOpening(draft))
    assert await refusal(desk, 1, acts.TakeTo(draft, there.id, True)) == "button-stale"


async def test_the_flow_is_asked_again_whether_it_may_be_held_on_the_scope_it_comes_to(desk: Desk) -> None:
    draft = await compound(desk, levels="building")
    assert await refusal(desk, 1, acts.TakeTo(draft, (await chat_of(desk, SECOND)).id, True)) == "flow-level"
    assert len((await desk.case()).places) == 1


async def test_groups_without_a_tree_in_common_hold_nothing_together(desk: Desk) -> None:
    draft = await compound(desk)
    await desk.do(1, acts.SetUp(0, operator_code=CODE), "administrator", THIRD)
    there = await chat_of(desk, THIRD)
    await desk.do(1, acts.ImportRoll(there.community_id or 0, WEST), where=THIRD)
    assert await refusal(desk, 1, acts.TakeTo(draft, there.id, True)) == "groups-apart"


async def test_two_communities_decide_together_by_both_rolls_and_one_without_a_roll_does_not(desk: Desk) -> None:
    """Somebody who stands for a household in each votes for both."""
    await compound(desk, 11)
    await desk.do(40, acts.Mute(1))
    await appointed(desk, 40, "street", "幸福街道")
    west = await placed(desk, THIRD, "西社区", admin=5)
    draft = await drafted(desk, 40)
    assert await refusal(desk, 40, acts.TakeTo(draft, west.id, True)) == "groups-roll"
    await desk.do(5, acts.ImportRoll(west.community_id or 0, WEST), where=THIRD)
    await desk.do(11, acts.ClaimDoor(west.community_id or 0, "3-101", "owner"), where=THIRD)
    await desk.do(
        5, acts.SettleClaim(int((await desk.owed("claim-asked"))[-1].args["resident"]), True, True), where=THIRD
    )
    await taken(desk, draft, THIRD, 40)
    assert (await desk.case()).electorate.heads == 8
    await desk.do(40, acts.ConfirmOpening(draft))
    case = await desk.case()
    (vote,) = case.open_rounds("vote")
    (motion,) = case.motions_in(vote)
    answer = await desk.do(11, acts.Stand("ballot", motion.id, vote.id, "agree"), where=THIRD)
    assert (answer.key, answer.params["count"]) == ("ballot-recorded-households", 2)
    assert (await desk.case()).count("ballot", motion.id, vote.id, "agree") == 2
    with pytest.raises(Refused, match="roll-in-use"):
        await desk.do(5, acts.ImportRoll(west.community_id or 0, WEST.replace("60.00", "61.00")), where=THIRD)


async def test_what_is_raised_in_any_of_the_groups_or_in_private_comes_together(desk: Desk) -> None:
    """Two communities of one street: issues have the numbers of the one in whose group the session was opened."""
    desk.flows.joinpath("ti.yaml").write_text(
        """
id: ti
name: {zh-CN: 提, zh-TW: 提, en: Raise}
standing: opinion
stages:
  - {id: ti, kind: collect, window: 1d, next: {ready: end, empty: end}}
  - {id: end, kind: archive}
""",
        "utf-8",
    )
    await planted(desk)
    await placed(desk, GROUP, "东社区")
    west = await placed(desk, THIRD, "西社区", admin=5)
    await appointed(desk, 1, "street", "幸福街道")
    await desk.do(1, acts.OpenSession(0, "ti"))
    session = (await desk.case()).session.id
    await taken(desk, session, THIRD)
    await desk.do(1, acts.ConfirmOpening(session))
    await desk.do(6, acts.RaiseIssue(session, "路灯不亮"))
    await desk.do(7, acts.RaiseIssue(session, "公交站没遮雨棚"), where=THIRD)
    await desk.say(7, acts.RaiseIssue(session, "井盖响"))
    case = await desk.case()
    assert [(i.number, i.community_id) for i in case.issues.values()] == [(n, case.community.id) for n in (1, 2, 3)]
    async with desk.store.reading() as tx:
        concerning = await lookups.sessions_concerning(tx, west.community_id or 0)
    assert [one.id for one in concerning] == [session]
    await desk.do(1, acts.CancelSession(session, "开错了,重来"))
    assert (await desk.case()).session.state is SessionState.CANCELLED
    told = {row.chat_id for row in await desk.owed("session-cancelled")}
    assert told == {(await chat_of(desk, GROUP)).id, west.id}
