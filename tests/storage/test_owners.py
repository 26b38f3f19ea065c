"""Owners of a roll in the database: heads and areas by scope, and what an import changes."""

from collections.abc import Sequence

from bot.deliberation.ballots.box import household_elector, owner_elector
from bot.deliberation.figures import Figures, count_holdings
from bot.deliberation.roll.cells import parse_roll
from bot.deliberation.roll.rows import RollRow
from bot.storage import ballots, claims, owner_claims, owners, people, roll, roll_import, scopes
from bot.storage.groups import load_groups
from bot.storage.roll_import import RollChange
from bot.storage.roll_lines import roll_lines
from bot.storage.store import Store, Tx
from storage.counting import statements
from storage.making import NOW, Town, a_ballot, a_town, residents

HEAD = "楼栋,门牌,面积,业主,共有人,产权表决人,未售,用途\n"
ROLL = HEAD + (
    "1,101,100.00,甲,,,,\n"
    "2,201,50.50,甲,,,,\n"
    "2,202,70.00,乙,丙,丙,,\n"
    "2,P-1,12.00,乙,丙,,,车位\n" + "".join(f"3,{n},126.00,,,,是,\n" for n in range(301, 306))
)


async def imported(tx: Tx, town: Town, text: str = ROLL) -> RollChange:
    rows, problems = parse_roll(text)
    assert problems == []
    return await roll_import.import_roll(tx, town.scope.id, rows, town.ids)


async def building(tx: Tx, town: Town, name: str) -> str:
    return (await scopes.ensure_scope(tx, town.scope.id, "building", name, town.ids)).path


async def voter(tx: Tx, town: Town, name: str) -> int:
    """The owner of this name, bound to a person of the name it votes through."""
    (owner,) = [one for one in await owners.owners_below(tx, town.scope.path) if one.name == name]
    (person,) = await residents(tx, town.ids, owner.representative)
    await owner_claims.make_voter(tx, owner.id, person.id)
    return person.id


async def test_p7_an_owner_in_several_buildings_is_one_head_in_each_scope_with_its_area_there(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await imported(tx, town)
        whole = await roll.electorate(tx, town.scope.path, "owner")
        one, two = [await roll.electorate(tx, await building(tx, town, name), "owner") for name in "12"]
    assert whole == (Figures(3, 10000 + 5050 + 8200 + 63000), 1)
    assert (one, two) == ((Figures(1, 10000), 1), (Figures(2, 5050 + 8200), 1))


async def test_e12_unsold_units_are_one_head_and_nobodys_household(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        change = await imported(tx, town)
        three = await building(tx, town, "3")
        assert await roll.electorate(tx, three, "owner") == (Figures(1, 63000), 1)
        assert await roll.electorate(tx, three) == (Figures(0, 0), 1)
    assert (change.heads, change.owners.heads, change.owners.voteless) == (3, 3, 1)


async def test_p7_a_voter_of_an_owner_has_a_seat_with_the_area_of_each_scope(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await imported(tx, town)
        person = await voter(tx, town, "甲")
        (seat,) = (await owners.owner_seats_of(tx, [person]))[person]
        one, two, three = [await building(tx, town, name) for name in "123"]
    assert [seat.within(path) for path in (town.scope.path, one, two, three)] == [15050, 10000, 5050, None]


async def test_a_unit_that_is_sold_moves_to_another_owner_and_who_owns_nothing_any_more_ends(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await imported(tx, town)
        person = await voter(tx, town, "甲")
        change = await imported(tx, town, ROLL.replace("甲", "丁"))
        assert (change.owners.added, change.owners.ended, change.version) == (("丁",), ("甲",), 2)
        assert (await owners.owner_seats_of(tx, [person]))[person] == ()
        again = await imported(tx, town)
        assert again.owners.added == ("甲",)
        assert (await owners.owner_seats_of(tx, [person]))[person] == ()


async def test_an_owner_whose_voter_is_another_name_now_has_nobody_until_that_one_is_bound(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await imported(tx, town)
        person = await voter(tx, town, "乙、丙")
        change = await imported(tx, town, ROLL.replace("乙,丙,丙", "乙,丙,乙"))
        assert change.owners.unseated == ("乙、丙",)
        assert (await owners.owner_seats_of(tx, [person]))[person] == ()


async def test_the_same_roll_again_changes_no_owner(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        first, second = await imported(tx, town), await imported(tx, town)
    assert (first.anything, second.anything, second.version) == (True, False, 1)


async def test_two_rolls_of_one_community_share_an_owner_by_name(store: Store) -> None:
    """Where each building hands in a roll of its own, one buyer is still one person."""
    town = await a_town(store)
    async with store.transaction() as tx:
        for name, door in (("1", "101"), ("2", "201")):
            near = await scopes.ensure_scope(tx, town.scope.id, "building", name, town.ids)
            rows: Sequence[RollRow] = [RollRow(2, door, door, 5000, "甲")]
            await roll_import.import_roll(tx, near.id, rows, town.ids)
        assert await owners.count_owners(tx, town.scope.path) == Figures(1, 10000)


async def test_reading_the_seats_of_voters_is_one_statement_however_many(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await imported(tx, town)
        person = await voter(tx, town, "甲")
        with statements() as few:
            await owners.owner_seats_of(tx, [person])
        with statements() as many:
            await owners.owner_seats_of(tx, range(1, 400))
    assert len(few) == len(many) == 1


async def test_delegates_of_the_roll_hold_the_role_once_they_are_bound(store: Store) -> None:
    """Before, they are counted as seats all the same: a meeting expects them."""
    town = await a_town(store)
    text = "门牌,户代表,居民代表,党员,职务\n1,甲,是,是,业委会\n2,乙,丙,,\n3,丁,,,"
    async with store.transaction() as tx:
        await imported(tx, town, text)
        assert (await roll.electorate(tx, town.scope.path, "delegate"))[0] == Figures(2)
        (person,) = await residents(tx, town.ids, "甲")
        (home,) = await roll.households_at(tx, town.scope.path, "1")
        await claims.bind(tx, home, person, "family", "code", NOW, town.ids)
        assert await people.holders(tx, town.scope.path, ["delegate"]) == [person.id]
        assert await people.holders(tx, town.scope.path, ["committee"]) == [person.id]
        assert await people.holders(tx, town.scope.path, ["party_member"]) == [person.id]
        assert (await roll.electorate(tx, town.scope.path, "delegate"))[0] == Figures(2)
        await imported(tx, town, text.replace("是,是", "否,是"))
        assert await people.holders(tx, town.scope.path, ["delegate"]) == []
        assert await people.holders(tx, town.scope.path, ["party_member"]) == [person.id]
        assert (await roll.electorate(tx, town.scope.path, "delegate"))[0] == Figures(1)


async def test_residents_are_counted_only_where_the_roll_states_them_of_every_household(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await imported(tx, town, "门牌,成年人数\n1,2\n2,3人")
        assert await roll.electorate(tx, town.scope.path, "resident") == (Figures(5), 1)
        await imported(tx, town, "门牌,成年人数\n1,2\n2,")
        assert await roll.electorate(tx, town.scope.path, "resident") == (Figures(), 2)


async def test_a_tenant_represents_the_household_where_the_roll_names_nobody_else(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await imported(tx, town, "门牌,业主,租户\n1,甲,租客")
        (person,) = await residents(tx, town.ids, "租客")
        (home,) = await roll.households_at(tx, town.scope.path, "1")
        assert await claims.bind(tx, home, person, "family", "code", NOW, town.ids)
        (seat,) = (await roll.seats_of(tx, [person.id]))[person.id]
    assert (seat.relation, seat.representative) == ("tenant", True)


async def test_who_was_bound_to_a_household_that_has_gone_is_bound_no_more(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await imported(tx, town, "门牌,户代表\n1,甲\n2,乙")
        (person,) = await residents(tx, town.ids, "甲")
        (home,) = await roll.households_at(tx, town.scope.path, "1")
        await claims.bind(tx, home, person, "family", "code", NOW, town.ids)
        await imported(tx, town, "门牌,户代表\n2,乙")
        await imported(tx, town, "门牌,户代表\n1,甲\n2,乙")
        assert (await roll.seats_of(tx, [person.id]))[person.id] == ()


async def test_p7_ballots_are_told_apart_by_scope_an_owner_in_two_with_its_area_in_each(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await imported(tx, town)
        ids = {one.name: one.id for one in await owners.owners_below(tx, town.scope.path)}
        cast = [
            (a_ballot(town, owner_elector(ids["甲"]), "agree", 1, 15050), None),
            (a_ballot(town, owner_elector(ids["乙、丙"]), "oppose", 2, 8200), None),
            (a_ballot(town, owner_elector(ids[""]), "agree", 3, 63000), None),
        ]
        await ballots.store_standing(tx, cast)
        found = await load_groups(tx, town.scope.path, "owner", [town.vote.id])
    assert found == {
        (town.motion.id, town.vote.id): {
            "1": {"agree": Figures(1, 10000)},
            "2": {"agree": Figures(1, 5050), "oppose": Figures(1, 8200)},
            "3": {"agree": Figures(1, 63000)},
        }
    }


async def test_households_are_of_the_building_they_live_in_and_one_building_is_no_group(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await imported(tx, town)
        (home,) = await roll.households_at(tx, town.scope.path, "202")
        await ballots.store_standing(tx, [(a_ballot(town, household_elector(home.id), "agree", 1, 7000), None)])
        found = await load_groups(tx, town.scope.path, "household", [town.vote.id])
        alone = await load_groups(tx, await building(tx, town, "2"), "household", [town.vote.id])
    assert found == {(town.motion.id, town.vote.id): {"2": {"agree": Figures(1, 7000)}}}
    assert alone == {}


async def test_the_roll_is_read_door_by_door_as_people_count_them(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await imported(tx, town, HEAD + "1,10,80.00,甲,,,,\n1,9,70.50,乙,,,,\n2,P-2,12.00,甲,,,,车位\n")
        lines = await roll_lines(tx, town.scope.path, "owner")
        assert [(line.whole, line.area) for line in lines] == [("1-9", 7050), ("1-10", 8000), ("2-P-2", 1200)]
        assert lines[1].elector == lines[2].elector != lines[0].elector
        whole = await owners.count_owners(tx, town.scope.path)
        assert count_holdings((line.elector, line.area) for line in lines) == whole
        homes = await roll_lines(tx, town.scope.path, "household")
        assert count_holdings((line.elector, line.area) for line in homes) == await roll.count_below(
            tx, town.scope.path
        )
        assert await roll_lines(tx, town.scope.path, "delegate") == []
