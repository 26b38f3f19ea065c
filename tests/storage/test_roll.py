"""Rolls and bindings: who sits where, who may vote for a household, and how many there are."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.deliberation.figures import Figures
from bot.deliberation.house import Household, Person
from bot.deliberation.roll.rows import RollRow
from bot.storage import claims, codes, roll, roll_import, scopes
from bot.storage.codes import Sheet
from bot.storage.store import Store, Tx
from storage.counting import statements
from storage.making import NOW, Town, a_town, residents

DAY = timedelta(days=1)


def rows(*doors: str, area: int = 8950, building: str = "") -> list[RollRow]:
    """One unit a household, represented by somebody called like its door."""
    return [RollRow(n, door, door, area, f"业主{door}", f"代表{door}", building) for n, door in enumerate(doors, 2)]


async def _import(tx: Tx, town: Town, wanted: Sequence[RollRow]) -> roll_import.RollChange:
    return await roll_import.import_roll(tx, town.scope.id, wanted, town.ids)


async def _home(tx: Tx, town: Town, door: str) -> Household:
    (home,) = await roll.households_at(tx, town.scope.path, door)
    return home


async def test_importing_the_same_roll_again_changes_nothing(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        first = await _import(tx, town, rows("2-101", "2-102"))
        second = await _import(tx, town, rows("2-101", "2-102"))
    assert (first.added, first.version, first.heads, first.area) == (("2-101", "2-102"), 1, 2, 17900)
    assert (second.added, second.changed, second.ended, second.version) == ((), (), (), 1)


async def test_a_new_roll_adds_changes_and_ends_households_and_says_so(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await _import(tx, town, rows("2-101", "2-102"))
        ended = await _home(tx, town, "2-102")
        changed = [RollRow(2, "2-101", "2-101", 9000, "甲", "新代表"), *rows("2-103")]
        change = await _import(tx, town, changed)
        assert (change.added, change.changed, change.ended) == (("2-103",), ("2-101",), ("2-102",))
        assert (change.version, change.heads, change.area) == (2, 2, 17950)
        assert [home.door for home in await roll.households_below(tx, town.scope.path)] == ["2-101", "2-103"]
        gone = await roll.household(tx, ended.id)
        assert gone is not None
        assert gone.ended
        back = await _import(tx, town, rows("2-101", "2-102"))
        assert back.added == ("2-102",)
        assert (await _home(tx, town, "2-102")).id == ended.id


async def test_a_unit_that_moves_to_another_household_takes_its_area_along(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await _import(tx, town, rows("2-101", "2-102"))
        change = await _import(tx, town, [RollRow(2, "2-101", "2-101", 8950), RollRow(3, "2-102", "2-101", 8950)])
        assert (change.heads, change.area, change.ended) == (1, 17900, ("2-102",))
        assert (await _home(tx, town, "2-102")).door == "2-101"


async def test_an_import_takes_the_same_number_of_statements_whatever_its_size(store: Store) -> None:
    town = await a_town(store)
    counted = []
    for size in (2, 250):
        async with store.transaction() as tx:
            with statements() as seen:
                await _import(tx, town, rows(*(f"2-{n}" for n in range(size))))
        counted.append(len(seen))
    assert counted[0] == counted[1]


async def test_electorates_of_scopes_above_and_under_a_roll(store: Store) -> None:
    """A scope above has all rolls under it; one within has its own households; one beside has none."""
    town = await a_town(store)
    async with store.transaction() as tx:
        street = await scopes.ensure_scope(tx, None, "street", "街道", town.ids)
        near = await scopes.ensure_scope(tx, street.id, "compound", "甲小区", town.ids)
        far = await scopes.ensure_scope(tx, street.id, "compound", "乙小区", town.ids)
        east = [RollRow(n, f"1-{n}", f"1-{n}", 100, building="1") for n in range(3)]
        west = [RollRow(n, f"2-{n}", f"2-{n}", 100, building="2") for n in range(4)]
        await roll_import.import_roll(tx, near.id, east + west, town.ids)
        await roll_import.import_roll(tx, far.id, rows("9", area=50), town.ids)
        building = await scopes.ensure_scope(tx, near.id, "building", "2", town.ids)
        found = {
            scope.name: await roll.electorate(tx, scope.path) for scope in (street, near, far, building, town.scope)
        }
    assert found == {
        "街道": (Figures(8, 750), 2),
        "甲小区": (Figures(7, 700), 1),
        "乙小区": (Figures(1, 50), 1),
        "2": (Figures(4, 400), 1),
        "幸福里": (Figures(), 0),
    }


async def test_a_roll_within_another_counts_no_household_twice(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        building = await scopes.ensure_scope(tx, town.scope.id, "building", "7", town.ids)
        await roll_import.import_roll(tx, building.id, rows("7-1", "7-2"), town.ids)
        await _import(tx, town, [*rows("7-1", "7-2", building="7"), *rows("8-1")])
        assert await roll.electorate(tx, town.scope.path) == (Figures(3, 26850), 1)
        await roll_import.import_roll(tx, building.id, rows("7-1"), town.ids)
        assert await roll.electorate(tx, town.scope.path) == (Figures(2, 17900), 2)


async def test_doors_are_found_however_they_are_typed(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await _import(tx, town, rows("2-101A", "50%"))
        for typed in ("2-101a", " 2 - 101A ", "２－１０１Ａ", "2—101a"):
            assert (await _home(tx, town, typed)).door == "2-101A"
        assert await roll.households_at(tx, town.scope.path, "2-10%") == []
        assert (await _home(tx, town, "50%")).door == "50%"


async def _met(tx: Tx, town: Town, *names: str) -> list[Person]:
    return await residents(tx, town.ids, *names)


async def test_only_the_name_on_the_roll_makes_a_representative_by_binding(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await _import(tx, town, rows("2-101"))
        spouse, named = await _met(tx, town, "己妻", "代表2-101")
        home = await _home(tx, town, "2-101")
        assert not await claims.bind(tx, home, spouse, "family", "code", NOW, town.ids)
        assert await claims.bind(tx, home, named, "owner", "code", NOW, town.ids)
        seats = await roll.seats_of(tx, [spouse.id, named.id, 404])
    assert [(seat.door, seat.relation, seat.representative, seat.area) for seat in seats[named.id]] == [
        ("2-101", "owner", True, 8950)
    ]
    assert [seat.representative for seat in seats[spouse.id]] == [False]
    assert seats[404] == ()


async def test_a_namesake_does_not_put_a_bound_representative_aside(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await _import(tx, town, rows("2-101"))
        first, second = await _met(tx, town, "代表2-101", "代表2-101")
        assert await claims.bind(tx, await _home(tx, town, "2-101"), first, "owner", "code", NOW, town.ids)
        assert not await claims.bind(tx, await _home(tx, town, "2-101"), second, "family", "code", NOW, town.ids)


async def test_a_new_name_on_the_roll_unseats_who_was_bound_under_the_old(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await _import(tx, town, rows("2-101"))
        (named,) = await _met(tx, town, "代表2-101")
        await claims.bind(tx, await _home(tx, town, "2-101"), named, "owner", "code", NOW, town.ids)
        change = await _import(tx, town, [RollRow(2, "2-101", "2-101", 8950, "业主2-101", "别人")])
        (seat,) = (await roll.seats_of(tx, [named.id]))[named.id]
    assert change.unseated == ("2-101",)
    assert not seat.representative


async def test_a_claim_waits_for_a_moderator_and_can_be_asked_again(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await _import(tx, town, rows("2-101"))
        home = await _home(tx, town, "2-101")
        (person,) = await _met(tx, town, "辛")
        claim = await claims.ask_claim(tx, home.id, person.id, "tenant", NOW, town.ids)
        again = await claims.ask_claim(tx, home.id, person.id, "tenant", NOW, town.ids)
        assert again == claim
        assert await claims.open_claims(tx, town.scope.path) == [claim]
        assert (await roll.seats_of(tx, [person.id]))[person.id] == ()
        await claims.settle_claim(tx, claim, False, 1, NOW)
        assert await claims.open_claims(tx, town.scope.path) == []
        second = await claims.ask_claim(tx, home.id, person.id, "tenant", NOW, town.ids)
        await claims.settle_claim(tx, second, True, 1, NOW)
        (seat,) = (await roll.seats_of(tx, [person.id]))[person.id]
        assert (seat.relation, seat.representative) == ("tenant", False)
        await claims.make_representative(tx, home.id, person.id)
        assert (await roll.seats_of(tx, [person.id]))[person.id][0].representative
        await claims.end_binding(tx, home.id, person.id)
        assert (await roll.seats_of(tx, [person.id]))[person.id] == ()
        assert (await _home(tx, town, "2-101")).representative_id is None


async def test_codes_open_their_own_door_for_fourteen_days(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await _import(tx, town, rows("2-101", "2-102"))
        home, other = await _home(tx, town, "2-101"), await _home(tx, town, "2-102")
        sheets = [Sheet(home.id, "12345678", "long-one"), Sheet(other.id, "12345678", "long-two")]
        await codes.new_codes(tx, sheets, NOW, town.ids)
        path, last = town.scope.path, NOW + 14 * DAY
        assert await codes.use_digits(tx, path, "2-101", "1234 5678", last - DAY) == home
        assert await codes.use_digits(tx, path, "2-102", "１２３４５６７８", last - DAY) == other
        assert await codes.use_digits(tx, path, "2-103", "12345678", NOW) is None
        assert await codes.use_digits(tx, path, "2-101", "12345678", last) is None
        assert await codes.use_qr(tx, "long-two", NOW) == other
        assert await codes.use_qr(tx, "long-two", last) is None
        assert await codes.use_qr(tx, "12345678", NOW) is None


async def test_five_misses_end_a_code_even_for_who_then_types_it_right(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await _import(tx, town, rows("2-101"))
        home = await _home(tx, town, "2-101")
        await codes.new_codes(tx, [Sheet(home.id, "12345678", "long")], NOW, town.ids)
        for _ in range(4):
            assert await codes.use_digits(tx, town.scope.path, "2-101", "00000000", NOW) is None
        assert await codes.use_digits(tx, town.scope.path, "2-101", "12345678", NOW) == home
        assert await codes.use_digits(tx, town.scope.path, "2-101", "00000000", NOW) is None
        assert await codes.use_digits(tx, town.scope.path, "2-101", "12345678", NOW) is None
        assert await codes.use_qr(tx, "long", NOW) == home


@pytest.mark.parametrize("new_sheet", [True, False])
async def test_codes_end_when_revoked_or_replaced(store: Store, new_sheet: bool) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await _import(tx, town, rows("2-101"))
        home = await _home(tx, town, "2-101")
        await codes.new_codes(tx, [Sheet(home.id, "12345678", "long")], NOW, town.ids)
        if new_sheet:
            await codes.new_codes(tx, [Sheet(home.id, "87654321", "longer")], NOW, town.ids)
            assert await codes.use_digits(tx, town.scope.path, "2-101", "87654321", NOW) == home
        else:
            await codes.revoke_codes(tx, [home.id])
        assert await codes.use_digits(tx, town.scope.path, "2-101", "12345678", NOW) is None
        assert await codes.use_qr(tx, "long", NOW) is None


async def test_households_nobody_is_bound_to_still_need_their_sheets(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        await _import(tx, town, rows("2-101", "2-102"))
        (person,) = await _met(tx, town, "甲")
        await claims.bind(tx, await _home(tx, town, "2-101"), person, "owner", "qr", NOW, town.ids)
        assert [home.door for home in await roll.households_unbound(tx, town.scope.path)] == ["2-102"]
