"""Where a group belongs: who may say so, what it then is, and what stands against it."""

from collections.abc import Sequence

import pytest

from bot.clerk.submission import Where
from bot.deliberation import acts
from bot.deliberation.house import Chat, Scope
from bot.deliberation.refusal import Refused
from bot.storage import chats, lookups, people, roll, scopes, tree
from clerk.making import CODE, GROUP, Desk, opened

SECOND = Where(-200, kind="supergroup", title="2号楼群")
THIRD = Where(-300, kind="supergroup", title="隔壁群")
PATHS = (
    (("street", "幸福街道"), ("community", "东社区"), ("grid", "第1网格"), ("building", "1号楼")),
    (("street", "幸福街道"), ("community", "东社区"), ("grid", "第2网格"), ("building", "2号楼")),
    (("street", "幸福街道"), ("community", "西社区"), ("building", "1号楼")),
)
ROLL = "unit,building,area,owner,representative\n" + "".join(
    f"{n}-10{m},{n}号楼,80.00,户{n}{m},户{n}{m}\n" for n in (1, 2) for m in (1, 2, 3)
)


async def planted(desk: Desk, paths: Sequence[Sequence[tuple[str, str]]] = PATHS) -> None:
    """The tree an operator has imported."""
    await desk.clerk.work(lambda tx, office: scopes.ensure_tree(tx, paths, office.next_id))


async def scope(desk: Desk, *way: str) -> Scope:
    async with desk.store.reading() as tx:
        (found,) = await scopes.scopes_named(tx, way)
    return found


async def chat_of(desk: Desk, where: Where) -> Chat:
    async with desk.store.reading() as tx:
        found = await chats.chat_by_platform(tx, where.platform_id, where.thread_id)
    assert found is not None
    return found


async def placed(desk: Desk, where: Where, *way: str, admin: int = 1, code: str = CODE) -> Chat:
    """A group set up by this administrator, and put on this scope."""
    await desk.do(admin, acts.SetUp(0), "administrator", where)
    await desk.do(admin, acts.Belong(0, (await scope(desk, *way)).id, code), "administrator", where)
    return await chat_of(desk, where)


async def appointed(desk: Desk, user: int, role: str, *way: str) -> None:
    """Somebody the bot has met holds an office on a scope."""
    where, person = await scope(desk, *way), await desk.person(user)
    next_id = await desk.store.reserve_ids(1)
    async with desk.store.transaction() as tx:
        await people.grant(tx, person, where.id, role, None, desk.now, next_id)


async def refusal(desk: Desk, user: int, act: acts.Act, where: Where = GROUP, member: str = "administrator") -> str:
    with pytest.raises(Refused) as refused:
        await desk.do(user, act, member, where)
    return refused.value.refusal.key


async def test_a_community_is_made_on_the_scope_and_what_the_group_was_before_is_gone(desk: Desk) -> None:
    await planted(desk)
    chat = await placed(desk, GROUP, "东社区")
    async with desk.store.reading() as tx:
        (home,) = await scopes.communities(tx)
        roots, whole = await tree.children(tx, None, 0, 10)
    assert (home.name, home.self_run, home.scope_id) == ("东社区", False, (await scope(desk, "东社区")).id)
    assert (chat.community_id, chat.scope_id) == (home.id, home.scope_id)
    assert ([node.name for node in roots], whole) == (["幸福街道"], 1)


async def test_a_second_group_joins_the_community_and_its_sessions_are_of_its_building_alone(desk: Desk) -> None:
    await planted(desk)
    first = await placed(desk, GROUP, "东社区")
    await desk.do(1, acts.ImportRoll(first.community_id or 0, ROLL))
    second = await placed(desk, SECOND, "第2网格", "2号楼", code="")
    assert second.community_id == first.community_id
    await desk.do(1, acts.OpenSession(0, "wumin"), where=SECOND)
    case = await desk.case()
    assert (case.session.scope_id, case.electorate.heads) == (second.scope_id, 3)
    await desk.do(1, acts.OpenSession(0, "wumin"))
    assert (await desk.case()).electorate.heads == 6


async def test_a_roll_meets_the_buildings_that_are_in_the_tree_already(desk: Desk) -> None:
    await planted(desk)
    chat = await placed(desk, GROUP, "东社区")
    async with desk.store.reading() as tx:
        before = await scopes.scopes_below(tx, "/")
    for _ in range(2):
        await desk.do(1, acts.ImportRoll(chat.community_id or 0, ROLL))
    async with desk.store.reading() as tx:
        assert await scopes.scopes_below(tx, "/") == before
        grid = await scope(desk, "第1网格")
        assert (await roll.electorate(tx, grid.path))[0].heads == 3


async def test_a_building_the_tree_has_twice_under_the_roll_is_told_and_nothing_changes(desk: Desk) -> None:
    await planted(
        desk, [*PATHS, (("street", "幸福街道"), ("community", "东社区"), ("grid", "第2网格"), ("building", "1号楼"))]
    )
    chat = await placed(desk, GROUP, "东社区")
    answer = await desk.do(1, acts.ImportRoll(chat.community_id or 0, ROLL))
    assert (answer.key, answer.params["count"]) == ("roll-refused", 3)


async def test_who_may_put_a_group_where(desk: Desk) -> None:
    """An administrator of the group, with the operator's code or an office on the scope or above it."""
    await planted(desk)
    await placed(desk, GROUP, "东社区")
    east, west = await scope(desk, "东社区"), await scope(desk, "西社区")
    await desk.do(5, acts.SetUp(0), "administrator", SECOND)
    assert await refusal(desk, 6, acts.Belong(0, east.id, CODE), SECOND, "member") == "not-administrator"
    assert await refusal(desk, 5, acts.Belong(0, east.id), SECOND) == "belong-not-yours"
    assert await refusal(desk, 5, acts.Belong(0, east.id, "guess"), SECOND) == "operator-code"
    await appointed(desk, 5, "grid_lead", "西社区")
    assert await refusal(desk, 5, acts.Belong(0, east.id), SECOND) == "belong-not-yours"
    assert (await desk.do(5, acts.Belong(0, west.id), "administrator", SECOND)).key == "belongs"
    assert await refusal(desk, 1, acts.Belong(0, east.id), SECOND) == "not-moderator"
    await desk.do(7, acts.SetUp(0), "administrator", THIRD)
    await appointed(desk, 7, "street", "幸福街道")
    assert (await desk.do(7, acts.Belong(0, east.id), "administrator", THIRD)).key == "belongs"


async def test_a_moderator_of_the_groups_own_community_has_to_be_asked_before_it_goes(desk: Desk) -> None:
    """An administrator of the chat cannot take it away from an operator's community by an office elsewhere."""
    await planted(desk)
    await placed(desk, GROUP, "东社区")
    await desk.do(5, acts.SetUp(0), "administrator", SECOND)
    await appointed(desk, 5, "grid_lead", "西社区")
    west = await scope(desk, "西社区")
    assert await refusal(desk, 5, acts.Belong(0, west.id)) == "not-moderator"
    assert (await chat_of(desk, GROUP)).scope_id == (await scope(desk, "东社区")).id


@pytest.mark.parametrize("way", ["nowhere", "alone", "too high"])
async def test_some_scopes_are_no_place_for_a_group(desk: Desk, way: str) -> None:
    await planted(desk)
    await placed(desk, GROUP, "东社区")
    await desk.do(9, acts.SetUp(0), "administrator", THIRD)
    alone = await chat_of(desk, THIRD)
    target = {"nowhere": 999_999, "alone": alone.scope_id or 0, "too high": (await scope(desk, "幸福街道")).id}[way]
    await desk.do(5, acts.SetUp(0), "administrator", SECOND)
    expected = "belong-too-high" if way == "too high" else "button-stale"
    assert await refusal(desk, 5, acts.Belong(0, target, CODE), SECOND) == expected


async def test_a_group_stays_where_it_is_while_something_is_open_in_it(desk: Desk) -> None:
    await planted(desk)
    await desk.do(1, acts.SetUp(0), "administrator")
    await opened(desk)
    east = await scope(desk, "东社区")
    assert await refusal(desk, 1, acts.Belong(0, east.id, CODE)) == "belong-session-open"
    await desk.do(1, acts.CancelSession((await desk.case()).session.id, "换地方再开"))
    await desk.do(1, acts.Belong(0, east.id, CODE), "administrator")
    async with desk.store.reading() as tx:
        assert len(await scopes.communities(tx)) == 2  # what was decided before keeps its community


async def test_a_draft_does_not_open_in_a_group_that_has_gone_elsewhere(desk: Desk) -> None:
    await planted(desk)
    await placed(desk, GROUP, "东社区")
    await desk.do(1, acts.OpenSession(0, "wumin-kuai", "周六清理楼道?"))
    draft = (await desk.case()).session.id
    await desk.do(1, acts.Belong(0, (await scope(desk, "第1网格", "1号楼")).id), "administrator")
    assert await refusal(desk, 1, acts.ConfirmOpening(draft)) == "groups-moved"


async def test_setting_up_again_leaves_a_group_where_it_stands(desk: Desk) -> None:
    await planted(desk)
    await placed(desk, GROUP, "东社区")
    second = await placed(desk, SECOND, "第2网格", "2号楼", code="")
    await desk.do(1, acts.Adjust(0, "locale", "en"), "administrator", SECOND)
    assert (await chat_of(desk, SECOND)).scope_id == second.scope_id


async def test_a_groups_topics_go_with_it(desk: Desk) -> None:
    await planted(desk)
    await desk.do(1, acts.SetUp(0), "administrator")
    topic = Where(GROUP.platform_id, 7, kind="supergroup", title="幸福里")
    await desk.do(2, acts.Mute(1), where=topic)
    await desk.do(1, acts.Belong(0, (await scope(desk, "东社区")).id, CODE), "administrator")
    assert (await chat_of(desk, topic)).community_id == (await chat_of(desk, GROUP)).community_id


async def test_who_is_shown_the_tree(desk: Desk) -> None:
    """An administrator of the group who has an office with an operator, or has given the code; nobody else."""
    await planted(desk)
    await desk.do(1, acts.SetUp(0), "administrator")
    chat = await chat_of(desk, GROUP)
    look = acts.Ask("belong", 0, chat.id)
    assert await refusal(desk, 2, look, member="member") == "not-administrator"
    assert await refusal(desk, 1, look) == "belong-needs-code"
    await desk.do(1, acts.SetUp(0, operator_code=CODE), "administrator")
    await desk.do(1, look, "administrator")
    assert await refusal(desk, 3, look) == "not-moderator"
    await desk.do(4, acts.SetUp(0), "administrator", SECOND)
    await appointed(desk, 4, "grid_worker", "西社区")
    await desk.do(4, acts.Ask("belong", 0, (await chat_of(desk, SECOND)).id), "administrator", SECOND)


async def test_offices_above_are_given_by_the_operator_and_by_those_who_hold_them(desk: Desk) -> None:
    await planted(desk)
    home = await placed(desk, GROUP, "东社区")
    await desk.do(5, acts.Mute(1))
    give = acts.GrantRole(home.community_id or 0, "5", "moderator", "幸福街道")
    assert await refusal(desk, 1, give, member="member") == "not-moderator"
    await appointed(desk, 1, "street", "幸福街道")
    assert (await desk.do(1, give)).key == "role-granted"
    async with desk.store.reading() as tx:
        held = await people.roles_of(tx, [await desk.person(5)])
    assert [one.scope_id for one in held[await desk.person(5)]] == [(await scope(desk, "幸福街道")).id]


async def test_what_waits_for_a_session_goes_along(desk: Desk) -> None:
    await planted(desk)
    await desk.do(1, acts.SetUp(0), "administrator")
    await desk.do(2, acts.RaiseIssue(0, "路灯不亮"))
    home = await placed(desk, GROUP, "东社区")
    async with desk.store.reading() as tx:
        waiting = await lookups.open_issues(tx, home.community_id or 0)
    assert [(issue.text, issue.number) for issue in waiting] == [("路灯不亮", 1)]
