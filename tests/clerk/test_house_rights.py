"""Who may do what in the house: every act its table names against everybody who might try it, and no role elsewhere."""

import ast
from itertools import count
from pathlib import Path
from typing import get_args

import pytest

import bot
from bot.clerk.submission import Where
from bot.deliberation import acts, rights
from bot.deliberation.acts import Act
from bot.deliberation.flow import Role
from bot.deliberation.refusal import Refused
from bot.storage import ledger, people, roll_offers, scopes
from bot.storage.people import Met
from bot.storage.roll_offers import RollOffer
from clerk.making import GROUP, Desk
from clerk.test_register import ROLL, claimed, settled

ROLES = sorted(rights.MODERATING | {"", "resident", "auditor", "property", "committee", "mediator", "legal_adviser"})
assert {*get_args(Role), "moderator", "operator"} >= rights.MODERATING


WHO = {
    rights.MODERATE: (rights.MODERATING, "not-moderator"),
    rights.ADMINISTRATOR: (rights.MODERATING, "not-moderator"),
    rights.KEEP_BOOKS: (rights.BOOKKEEPING, "not-bookkeeper"),
    rights.CONFIRM_BOOKS: (rights.CONFIRMING, "not-bookkeeper"),
}
"""Who may do what of the house a right covers, and what everybody else is told."""

_NEWCOMERS = count(900)
"""Users who ask for something, each once."""


async def sample(desk: Desk, kind: type[Act], community: int) -> Act:
    """An act of this kind that nothing but a missing right stands against."""
    match kind:
        case acts.Announce:
            return acts.Announce(0, "停水")
        case acts.Schedule:
            return acts.Schedule(0, "week")
        case acts.EndSchedule:
            made = await desk.do(1, acts.Schedule(0, "week"))
            return acts.EndSchedule(int(made.params["number"]))
        case acts.GrantRole:
            return acts.GrantRole(community, "1", "volunteer")
        case acts.ImportRoll:
            return acts.ImportRoll(community, ROLL)
        case acts.OfferRoll:
            return acts.OfferRoll(community, (acts.Attachment("document", "FILE"),))
        case acts.TakeRoll:
            return acts.TakeRoll(await offered(desk, community), False)
        case acts.ChangeVoter:
            claim = await claimed(desk, next(_NEWCOMERS), "2-104", community)
            return acts.ChangeVoter(claim, "原户代表出国")
        case acts.IssueCodes:
            return acts.IssueCodes(community, "2-101")
        case acts.SettleClaim:
            return acts.SettleClaim(await claimed(desk, 9, "2-105", community), False)
        case acts.SeatOwner:
            newcomer = next(_NEWCOMERS)
            roll = f"{ROLL}5-{newcomer},,70.00,业主{newcomer},\n"
            await desk.do(1, acts.ImportRoll(community, roll))
            await desk.say(newcomer, acts.ClaimDoor(community, f"5-{newcomer}", "owner"))
            return acts.SeatOwner(int((await desk.owed("claim-asked"))[-1].args["resident"]))
        case acts.SettleOwner:
            await desk.do(1, acts.IssueCodes(community, "2-105", True))
            digits = str((await desk.owed("codes"))[-1].args["sheets"][0]["digits"])
            await desk.say(next(_NEWCOMERS), acts.UseCode(digits, "2-105"))
            return acts.SettleOwner(int((await desk.owed("owner-claim-asked"))[-1].args["claim"]), False)
        case acts.Belong:
            async with desk.store.reading() as tx:
                home = await scopes.community(tx, community)
            assert home is not None
            return acts.Belong(0, home.scope_id)
        case acts.EnterMoney:
            return await an_entry(desk, community)
        case acts.SettleMoney | acts.SettleMonies | acts.AddVoucher:
            act = await an_entry(desk, community)
            await desk.do(1, act)
            async with desk.store.reading() as tx:
                entry = (await ledger.entries(tx, act.scope_id))[-1]
            if kind is acts.AddVoucher:
                return acts.AddVoucher(entry.id, (acts.Attachment("photo", "FILE"),))
            if kind is acts.SettleMonies:
                return acts.SettleMonies(entry.scope_id, entry.number)
            return acts.SettleMoney(entry.id, True)
        case acts.SetUp:
            return acts.SetUp(0, timezone="Asia/Shanghai")
        case _:
            return acts.Adjust(0, "locale", "zh-CN")


async def an_entry(desk: Desk, community: int) -> acts.EnterMoney:
    async with desk.store.reading() as tx:
        home = await scopes.community(tx, community)
    assert home is not None
    return acts.EnterMoney(home.scope_id, "income", 100, "利息", category="other")


async def offered(desk: Desk, community: int) -> int:
    """A roll that was handed in as a file and read."""
    next_id = await desk.store.reserve_ids(1)
    held = RollOffer(next_id(), community, await desk.person(1), "00", 1, desk.now, ())
    async with desk.store.transaction() as tx:
        await roll_offers.keep(tx, held)
    return held.id


async def refusal(desk: Desk, user: int, act: Act, member: str) -> str:
    try:
        await desk.do(user, act, member)
    except Refused as refused:
        return refused.refusal.key
    return ""


@pytest.mark.parametrize("kind", rights.HOUSE, ids=lambda kind: kind.__name__)
async def test_everybody_may_do_what_the_table_gives_them_and_is_refused_the_rest(desk: Desk, kind: type[Act]) -> None:
    """Each role of the field, held on the community's scope by somebody who holds nothing else; as an administrator
    of the group too, for in an operator's community that is no office."""
    community = await settled(desk)
    users = {role: 100 + number for number, role in enumerate(ROLES)}
    next_id = await desk.store.reserve_ids(100)
    async with desk.store.transaction() as tx:
        home = await scopes.community(tx, community)
        assert home is not None
        met = await people.meet(tx, [Met(user, f"居民{user}") for user in users.values()], next_id)
        for role, user in users.items():
            if role:
                await people.grant(tx, met[user].id, home.scope_id, role, None, desk.now, next_id)
    member = "administrator" if rights.HOUSE[kind] == rights.ADMINISTRATOR else "member"
    found = {
        role: await refusal(desk, user, await sample(desk, kind, community), member) for role, user in users.items()
    }
    allowed, key = WHO[rights.HOUSE[kind]]
    assert found == {role: "" if role in allowed else key for role in ROLES}


async def test_only_an_administrator_sets_a_group_up(desk: Desk) -> None:
    for act in (acts.SetUp(0), acts.Adjust(0, "locale", "zh-CN")):
        assert await refusal(desk, 5, act, "member") == "not-administrator"
        assert await refusal(desk, 6, act, "administrator") == ""


async def test_a_role_in_one_community_is_none_in_another(desk: Desk) -> None:
    community = await settled(desk)
    other = Where(-300, kind="supergroup", title="隔壁")
    await desk.do(7, acts.SetUp(0), "administrator", other)
    for act in (
        acts.ImportRoll(community, ROLL),
        acts.IssueCodes(community),
        acts.GrantRole(community, "7", "auditor"),
    ):
        with pytest.raises(Refused, match="not-moderator"):
            await desk.do(7, act, where=other)
    assert GROUP.platform_id != other.platform_id


def test_no_other_file_decides_by_the_name_of_a_role() -> None:
    """Flows name roles, and words are found for them; whether somebody may do something is asked of `rights`."""
    telling = {"grid_lead", "grid_worker", "secretary", "auditor", "legal_adviser", "mediator", "building_lead"}
    root = Path(bot.__file__).parent
    allowed = {
        "deliberation/rights.py",
        "deliberation/flow/parts.py",
        "deliberation/flow/whole.py",
        "deliberation/flow/check.py",
        "chat/moderating.py",
        "deliberation/roll/rows.py",
    }
    found = [
        f"{path.relative_to(root)}:{node.lineno}: {node.value}"
        for path in sorted(root.rglob("*.py"))
        if str(path.relative_to(root)) not in allowed and "rehearsal" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in telling
    ]
    assert found == []
