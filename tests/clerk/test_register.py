"""The register: the roll and when it holds still, codes, claims, and who may give which office."""

import asyncio
from datetime import timedelta

import pytest

from bot.clerk.submission import Where
from bot.deliberation import acts
from bot.deliberation.desk import Answer
from bot.deliberation.refusal import Refused
from bot.storage import people, roll, scopes
from bot.storage.chats import chat_by_platform
from clerk.making import CODE, GROUP, Desk

ROLL = "unit,household,area,owner,representative\n" + "".join(f"2-10{n},,89.50,业主{n},居民{n}\n" for n in range(1, 7))
OTHER = Where(-200, kind="supergroup", title="隔壁")


async def settled(desk: Desk, where: Where = GROUP, admin: int = 1, code: str = CODE) -> int:
    """A community with a roll of six households, run by this administrator; returns its id."""
    await desk.do(admin, acts.SetUp(0, operator_code=code), "administrator", where)
    community = await desk.community(where.platform_id)
    assert (await desk.do(admin, acts.ImportRoll(community, ROLL), where=where)).key == "roll-imported"
    return community


async def codes(desk: Desk, community: int, door: str, by: int = 1) -> tuple[str, str]:
    """New codes of a household: eight digits and the long one."""
    await desk.do(by, acts.IssueCodes(community, door))
    (sheet,) = (await desk.owed("codes"))[-1].args["sheets"]
    return sheet["digits"], sheet["long"]


async def seat(desk: Desk, user: int) -> tuple[str, bool] | None:
    """(door, representative) of a person, None where they are bound to nothing."""
    person = await desk.person(user)
    async with desk.store.reading() as tx:
        found = (await roll.seats_of(tx, [person]))[person]
    return (found[0].door, found[0].representative) if found else None


async def claimed(desk: Desk, user: int, door: str, community: int) -> int:
    await desk.do(user, acts.ClaimDoor(community, door))
    return int((await desk.owed("claim-asked"))[-1].args["resident"])


# --- the roll --------------------------------------------------------------------------------------------


async def test_a_roll_with_one_bad_row_changes_nothing_and_each_problem_is_told(desk: Desk) -> None:
    community = await settled(desk)
    bad = ROLL.replace("89.50", "八十九", 2)
    answer = await desk.do(1, acts.ImportRoll(community, bad))
    assert (answer.key, answer.params["count"]) == ("roll-refused", 2)
    async with desk.store.reading() as tx:
        assert (await roll.electorate(tx, "/"))[0].heads == 6


async def test_only_who_moderates_a_community_imports_its_roll(desk: Desk) -> None:
    community = await settled(desk)
    await desk.do(9, acts.SetUp(0), "administrator", OTHER)
    for user, where in ((2, GROUP), (9, OTHER)):
        with pytest.raises(Refused, match="not-moderator"):
            await desk.do(user, acts.ImportRoll(community, ROLL), where=where)


async def test_while_households_vote_the_roll_holds_still_and_afterwards_it_can_be_mended(desk: Desk) -> None:
    community = await settled(desk)
    vote = (
        "id: hu\nextends: wumin-kuai\nname: {zh-CN: 按户投票, zh-TW: 按戶投票, en: By household}\n"
        "standing: consultation\nstages:\n"
        "  - id: jue\n    rule: {electorate: household, quorum: null, pass: {head: "
        "{op: gt, num: 1, den: 2, base: participating}}}\n"
    )
    desk.flows.joinpath("hu.yaml").write_text(vote, "utf-8")
    await desk.do(1, acts.OpenSession(0, "hu", "装门禁,同意吗?"))
    await desk.do(1, acts.ConfirmOpening((await desk.case()).session.id))
    more = ROLL + "2-107,,89.50,业主7,居民7\n"
    with pytest.raises(Refused, match="roll-in-use"):
        await desk.do(1, acts.ImportRoll(community, more))
    await desk.pass_time(timedelta(hours=24))
    assert (await desk.do(1, acts.ImportRoll(community, more))).params["heads"] == 7


async def test_a_poll_of_the_chat_does_not_hold_the_roll(desk: Desk) -> None:
    community = await settled(desk)
    await desk.do(1, acts.OpenSession(0, "wumin-kuai", "周六一起清理楼道?"))
    await desk.do(1, acts.ConfirmOpening((await desk.case()).session.id))
    assert (await desk.do(1, acts.ImportRoll(community, ROLL))).key == "roll-imported"


# --- codes -----------------------------------------------------------------------------------------------


async def test_a_code_with_its_door_binds_and_the_name_on_the_roll_represents(desk: Desk) -> None:
    community = await settled(desk)
    digits, _ = await codes(desk, community, "2-102")
    await desk.say(2, acts.UseCode(digits, "2-102"))
    await desk.say(3, acts.UseCode(digits, "2-102"))
    assert [await seat(desk, user) for user in (2, 3)] == [("2-102", True), ("2-102", False)]


@pytest.mark.parametrize("door", ["2-103", "9-999", "", "' OR 1=1"])
async def test_a_code_at_the_wrong_door_binds_nobody(desk: Desk, door: str) -> None:
    digits, _ = await codes(desk, await settled(desk), "2-102")
    assert await desk.say(2, acts.UseCode(digits, door)) == Answer("code-wrong", alert=True)
    assert await seat(desk, 2) is None


async def test_five_misses_end_a_code_and_a_new_one_ends_the_old(desk: Desk) -> None:
    community = await settled(desk)
    digits, long = await codes(desk, community, "2-102")
    for _ in range(5):
        await desk.say(2, acts.UseCode("00000000", "2-102"))
    assert (await desk.say(2, acts.UseCode(digits, "2-102"))).key == "code-wrong"
    fresh, _ = await codes(desk, community, "2-102")
    assert (await desk.say(2, acts.UseCode(long))).key == "code-wrong"
    await desk.say(2, acts.UseCode(fresh, "2-102"))
    assert await seat(desk, 2) == ("2-102", True)


async def test_a_code_lives_fourteen_days(desk: Desk) -> None:
    _, long = await codes(desk, await settled(desk), "2-102")
    desk.now += timedelta(days=14)
    assert (await desk.say(2, acts.UseCode(long))).key == "code-wrong"
    desk.now -= timedelta(seconds=1)
    await desk.say(2, acts.UseCode(long))
    assert await seat(desk, 2) == ("2-102", True)


async def test_a_right_code_costs_the_same_door_of_another_community_nothing(desk: Desk) -> None:
    here, there = await settled(desk), await settled(desk, OTHER, 9)
    mine, _ = await codes(desk, here, "2-102")
    await desk.do(9, acts.IssueCodes(there, "2-102"), where=OTHER)
    (sheet,) = (await desk.owed("codes"))[-1].args["sheets"]
    for user in range(20, 26):
        await desk.say(user, acts.UseCode(mine, "2-102"))
        assert await seat(desk, user) == ("2-102", False)
    await desk.say(30, acts.UseCode(sheet["digits"], "2-102"))
    assert await seat(desk, 30) == ("2-102", False)


async def test_a_representative_is_not_bound_to_a_second_household(desk: Desk) -> None:
    community = await settled(desk)
    first, _ = await codes(desk, community, "2-102")
    await desk.say(2, acts.UseCode(first, "2-102"))
    second, _ = await codes(desk, community, "2-103")
    with pytest.raises(Refused, match="one-household"):
        await desk.say(2, acts.UseCode(second, "2-103"))


async def test_a_moderators_word_makes_nobody_the_voice_of_two_households_of_one_roll(desk: Desk) -> None:
    community = await settled(desk)
    digits, _ = await codes(desk, community, "2-102")
    await desk.say(2, acts.UseCode(digits, "2-102"))
    assert await seat(desk, 2) == ("2-102", True)
    asked = await claimed(desk, 2, "2-103", community)
    with pytest.raises(Refused, match="one-household"):
        await desk.do(1, acts.SettleClaim(asked, True, True))
    assert (await desk.do(1, acts.SettleClaim(asked, True, False))).key == "claim-settled"


async def test_on_the_roll_of_another_community_one_may_stand_for_another_household(desk: Desk) -> None:
    for where, admin in ((GROUP, 1), (OTHER, 9)):
        community = await settled(desk, where, admin)
        await desk.do(admin, acts.IssueCodes(community, "2-102"), where=where)
        (sheet,) = (await desk.owed("codes"))[-1].args["sheets"]
        await desk.say(2, acts.UseCode(sheet["long"]))
    person = await desk.person(2)
    async with desk.store.reading() as tx:
        found = (await roll.seats_of(tx, [person]))[person]
    assert [(one.door, one.representative) for one in found] == [("2-102", True)] * 2


async def test_whoever_owns_many_units_has_one_household_and_the_area_of_all(desk: Desk) -> None:
    await settled(desk)
    community = await desk.community()
    several = "unit,household,area,owner,representative\n2-101,2-101,89.50,业主2,居民2\n2-201,2-101,60.00,业主2,居民2\n"
    await desk.do(1, acts.ImportRoll(community, several))
    digits, _ = await codes(desk, community, "2-201")
    await desk.say(2, acts.UseCode(digits, "2-201"))
    person = await desk.person(2)
    async with desk.store.reading() as tx:
        (only,) = (await roll.seats_of(tx, [person]))[person]
        assert (await roll.electorate(tx, "/"))[0].heads == 1
    assert (only.door, only.representative, only.area) == ("2-101", True, 14950)


async def test_many_who_guess_at_one_door_have_five_tries_together(desk: Desk) -> None:
    community = await settled(desk)
    digits, _ = await codes(desk, community, "2-102")
    wrong = [acts.UseCode(f"{(int(digits) + n) % 10**8:08d}", "2-102") for n in range(1, 41)]
    said = await asyncio.gather(*(desk.say(100 + n, act) for n, act in enumerate(wrong)))
    assert {answer.key for answer in said} == {"code-wrong"}
    assert (await desk.say(2, acts.UseCode(digits, "2-102"))).key == "code-wrong"
    assert await seat(desk, 2) is None


async def test_codes_for_a_whole_compound_are_made_however_few_ids_are_left(desk: Desk) -> None:
    """Two codes for each of 1,200 households are more ids than an act is given at first."""
    community = await settled(desk)
    rows = "".join(f"8-{n},,80.00,,\n" for n in range(1000, 2200))
    await desk.do(1, acts.ImportRoll(community, "unit,household,area,owner,representative\n" + rows))
    ids = await desk.store.reserve_ids(1)
    while ids.left > 2100:
        ids()
    assert (await desk.do(1, acts.IssueCodes(community))).params["count"] == 1200


# --- claims ----------------------------------------------------------------------------------------------


async def test_a_claim_is_settled_once_by_somebody_else_who_moderates_there(desk: Desk) -> None:
    community = await settled(desk)
    claim = await claimed(desk, 2, "2-102", community)
    await desk.do(3, acts.Ask("help"))
    await desk.do(1, acts.GrantRole(community, "3", "grid_worker"))
    own = await claimed(desk, 1, "2-101", community)
    assert own != claim
    await desk.do(9, acts.SetUp(0), "administrator", OTHER)
    for user, resident, where, key in (
        (2, claim, GROUP, "not-moderator"),
        (9, claim, OTHER, "not-moderator"),
        (1, own, GROUP, "own-claim"),
        (1, 404, GROUP, "button-stale"),
    ):
        with pytest.raises(Refused, match=key):
            await desk.do(user, acts.SettleClaim(resident, True, True), where=where)
    await desk.do(1, acts.SettleClaim(claim, True, True))
    assert await seat(desk, 2) == ("2-102", True)
    with pytest.raises(Refused, match="button-stale"):
        await desk.do(1, acts.SettleClaim(claim, False))


async def test_a_claim_never_puts_a_representative_aside(desk: Desk) -> None:
    community = await settled(desk)
    await desk.do(1, acts.SettleClaim(await claimed(desk, 2, "2-102", community), True, True))
    claim = await claimed(desk, 3, "2-102", community)
    with pytest.raises(Refused, match="representative-taken"):
        await desk.do(1, acts.SettleClaim(claim, True, True))
    await desk.do(1, acts.SettleClaim(claim, True))
    assert [await seat(desk, user) for user in (2, 3)] == [("2-102", True), ("2-102", False)]


async def test_a_claim_on_a_household_that_has_left_the_roll_is_stale(desk: Desk) -> None:
    community = await settled(desk)
    claim = await claimed(desk, 2, "2-102", community)
    await desk.do(1, acts.ImportRoll(community, ROLL.replace("2-102,,89.50,业主2,居民2\n", "")))
    with pytest.raises(Refused, match="button-stale"):
        await desk.do(1, acts.SettleClaim(claim, True))


async def test_a_household_in_another_community_gives_no_word_in_this_one(desk: Desk) -> None:
    """A resident of next door knows the session's id and writes in private."""
    await settled(desk)
    there = await settled(desk, OTHER, 9)
    await desk.do(9, acts.IssueCodes(there, "2-103"), where=OTHER)
    (sheet,) = (await desk.owed("codes"))[-1].args["sheets"]
    await desk.say(30, acts.UseCode(sheet["long"]))
    await desk.do(1, acts.OpenSession(0, "wumin"))
    session = (await desk.case()).session.id
    await desk.do(1, acts.ConfirmOpening(session))
    await desk.do(2, acts.RaiseIssue(session, "遛狗不牵绳"))
    case = await desk.case()
    (issue,), (collect,) = case.issues, case.open_rounds("collect")
    with pytest.raises(Refused, match="not-participant"):
        await desk.say(30, acts.RaiseIssue(session, "隔壁的也来提一件"))
    with pytest.raises(Refused, match="not-a-member"):
        await desk.say(30, acts.Stand("care", issue, collect.id, "care"))


# --- offices ---------------------------------------------------------------------------------------------


async def roles(desk: Desk, user: int, community: int) -> frozenset[str]:
    person = await desk.person(user)
    async with desk.store.reading() as tx:
        found = await scopes.community(tx, community)
        assert found is not None
        scope = await scopes.scope(tx, found.scope_id)
        assert scope is not None
        return people.roles_at((await people.roles_of(tx, [person]))[person], scope.path)


async def test_somebody_who_is_no_administrator_sets_nothing_up(desk: Desk) -> None:
    for member in ("member", "left", "kicked", ""):
        with pytest.raises(Refused, match="not-administrator"):
            await desk.do(2, acts.SetUp(0, "我的小区"), member)


async def test_a_wrong_operator_code_sets_nothing_up(desk: Desk) -> None:
    with pytest.raises(Refused, match="operator-code"):
        await desk.do(1, acts.SetUp(0, operator_code="街道-2025"), "administrator")
    with pytest.raises(Refused, match="timezone-unknown"):
        await desk.do(1, acts.SetUp(0, timezone="Mars/Olympus"), "administrator")


async def test_an_administrator_of_a_chat_gets_no_office_in_an_operators_community(desk: Desk) -> None:
    community = await settled(desk)
    with pytest.raises(Refused, match="not-moderator"):
        await desk.do(2, acts.SetUp(0, "改个名字"), "administrator")
    assert await roles(desk, 2, community) == frozenset()
    assert await roles(desk, 1, community) == {"secretary"}


async def test_setting_up_ones_own_group_in_private_gives_no_office_where_one_lives(desk: Desk) -> None:
    community = await settled(desk)
    digits, _ = await codes(desk, community, "2-102")
    await desk.say(2, acts.UseCode(digits, "2-102"))
    await desk.do(2, acts.Ask("help"), "administrator", OTHER)
    async with desk.store.reading() as tx:
        chat = await chat_by_platform(tx, OTHER.platform_id, 0)
    assert chat is not None
    await desk.say(2, acts.SetUp(chat.id, "我的群"))
    assert await roles(desk, 2, community) == frozenset()
    assert await desk.community(OTHER.platform_id) != community


async def test_in_a_self_run_group_nobody_is_made_auditor_and_so_nobody_is_one_later(desk: Desk) -> None:
    await desk.do(1, acts.SetUp(0), "administrator")
    community = await desk.community()
    await desk.do(2, acts.Ask("help"))
    for role in ("auditor", "secretary", "street"):
        with pytest.raises(Refused, match="role-not-yours"):
            await desk.do(1, acts.GrantRole(community, "2", role))
        with pytest.raises(Refused, match="role-not-yours"):
            await desk.do(1, acts.GrantRole(community, "1", role))
    await desk.do(1, acts.GrantRole(community, "2", "moderator"))
    await desk.do(1, acts.SetUp(0, operator_code=CODE), "administrator")
    assert await roles(desk, 2, community) == {"moderator"}


async def test_offices_of_trust_are_given_by_a_secretary_and_not_by_a_grid_worker(desk: Desk) -> None:
    community = await settled(desk)
    await desk.do(2, acts.Ask("help"))
    await desk.do(1, acts.GrantRole(community, "2", "grid_worker"))
    with pytest.raises(Refused, match="role-not-yours"):
        await desk.do(2, acts.GrantRole(community, "2", "auditor"))
    await desk.do(1, acts.GrantRole(community, "2", "auditor"))
    assert await roles(desk, 2, community) == {"grid_worker", "auditor"}
    await desk.do(1, acts.GrantRole(community, "2", "grid_worker", end=True))
    with pytest.raises(Refused, match="role-not-held"):
        await desk.do(1, acts.GrantRole(community, "2", "grid_worker", end=True))


@pytest.mark.parametrize(
    ("person", "role", "scope", "key"),
    [
        ("2", "clock", "", "role-unknown"),
        ("2", "operator", "", "role-unknown"),
        ("没有这个人", "grid_lead", "", "person-unknown"),
        ("99999999999999999999999", "grid_lead", "", "person-unknown"),
        ("2", "grid_lead", "九号楼", "scope-unknown"),
    ],
)
async def test_a_role_is_one_of_those_there_are_for_somebody_there_is(
    desk: Desk, person: str, role: str, scope: str, key: str
) -> None:
    community = await settled(desk)
    await desk.do(2, acts.Ask("help"))
    with pytest.raises(Refused, match=key):
        await desk.do(1, acts.GrantRole(community, person, role, scope))
