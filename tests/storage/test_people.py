"""People, roles and chats: who somebody is, what reaches them, and where they are."""

from bot.storage import chats, lookups, people, scopes
from bot.storage.chats import Seen
from bot.storage.people import Met
from bot.storage.store import Store
from storage.counting import statements
from storage.making import HOUR, NOW, a_town, residents


async def test_somebody_met_again_is_the_same_person_under_a_new_name(store: Store) -> None:
    ids = await store.reserve_ids(10)
    async with store.transaction() as tx:
        first = await people.meet(tx, [Met(7, "甲", "jia"), Met(8, "乙")], ids)
        second = await people.meet(tx, [Met(7, "甲(2号楼)", "jia2")], ids)
        found = await people.person(tx, first[7].id)
    assert second[7].id == first[7].id != first[8].id
    assert found is not None
    assert (found.name, found.username, found.locale) == ("甲(2号楼)", "jia2", None)


async def test_meeting_a_crowd_takes_no_more_statements_than_meeting_one(store: Store) -> None:
    ids, counted = await store.reserve_ids(900), []
    for size in (1, 400):
        async with store.transaction() as tx:
            with statements() as seen:
                await people.meet(tx, [Met(1000 * size + n, f"居民{n}") for n in range(size)], ids)
        counted.append(len(seen))
    assert counted[0] == counted[1]


async def test_a_role_reaches_everything_under_its_scope_until_it_ends(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        street = await scopes.ensure_scope(tx, None, "street", "街道", town.ids)
        grid = await scopes.ensure_scope(tx, street.id, "grid", "第2网格", town.ids)
        beside = await scopes.ensure_scope(tx, street.id, "grid", "第3网格", town.ids)
        lead, worker = await residents(tx, town.ids, "街道主任", "网格员")
        assert await people.grant(tx, lead.id, street.id, "street", None, NOW, town.ids)
        assert await people.grant(tx, worker.id, grid.id, "grid_worker", lead.id, NOW, town.ids)
        assert not await people.grant(tx, worker.id, grid.id, "grid_worker", lead.id, NOW, town.ids)
        held = await people.roles_of(tx, [lead.id, worker.id])
        assert people.roles_at(held[lead.id], grid.path) == {"street"}
        assert people.roles_at(held[worker.id], grid.path) == {"grid_worker"}
        assert people.roles_at(held[worker.id], beside.path) == frozenset()
        assert people.roles_at(held[worker.id], street.path) == frozenset()
        assert await people.offices(tx, grid.id) == {"street": [lead.id], "grid_worker": [worker.id]}
        assert await people.holders(tx, grid.path, ["street", "grid_worker"]) == [lead.id, worker.id]
        assert await people.end_role(tx, worker.id, grid.id, "grid_worker", NOW + HOUR)
        assert not await people.end_role(tx, worker.id, grid.id, "grid_worker", NOW + HOUR)
        assert await people.holders(tx, grid.path, ["grid_worker"]) == []


async def test_a_person_is_found_by_username_number_or_full_name(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        met = await people.meet(tx, [Met(7, "甲", "Jia"), Met(8, "乙"), Met(9, "乙")], town.ids)
        inside = {(town.chat.id, met[user].id): "member" for user in (7, 8)}
        await people.set_memberships(tx, inside, NOW)
        for text, users in (("@jia", [7]), ("9", [9]), ("甲", [7]), (" 乙 ", [8]), ("@", []), ("丙", []), ("%", [])):
            found = await people.find_people(tx, text, town.community.id)
            assert [person.user_id for person in found] == users, text


async def test_what_the_private_chat_expects_and_may_receive(store: Store) -> None:
    ids = await store.reserve_ids(10)
    async with store.transaction() as tx:
        (person,) = await residents(tx, ids, "甲")
        await people.set_awaiting(tx, person.id, {"for": "raise", "session": 4})
        await people.set_locale(tx, person.id, "zh-TW")
        await people.set_dm_open(tx, [person.id])
        await people.set_blocked(tx, person.id, True)
        kept = await people.person(tx, person.id)
        assert kept is not None
        assert (kept.awaiting, kept.locale, kept.dm_open, kept.blocked) == (
            {"for": "raise", "session": 4},
            "zh-TW",
            True,
            True,
        )
        await people.set_dm_open(tx, [person.id])
        kept = await people.person(tx, person.id)
        assert kept is not None
        assert not kept.blocked


async def test_memberships_are_the_latest_told(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        here, gone = await residents(tx, town.ids, "甲", "乙")
        pairs = [(town.chat.id, here.id), (town.chat.id, gone.id)]
        await people.set_memberships(tx, dict.fromkeys(pairs, "member"), NOW)
        await people.set_memberships(tx, {pairs[1]: "left"}, NOW + HOUR)
        known = await people.memberships(tx, [*pairs, (town.chat.id, 404)])
        assert {pair: (held.inside, held.checked_at) for pair, held in known.items()} == {
            pairs[0]: (True, NOW),
            pairs[1]: (False, NOW + HOUR),
        }
        assert await people.insiders(tx, [town.chat.id], [here.id, gone.id]) == {
            here.id: frozenset({town.chat.id}),
            gone.id: frozenset(),
        }
        assert await people.users_inside(tx, town.chat.platform_id) == {here.user_id}
        assert await people.chats_of_person(tx, here.id) == [town.chat.id]


async def test_a_new_topic_belongs_to_the_community_of_its_chat(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        topic = (await chats.meet_chats(tx, [Seen(-100, 5, "supergroup", "议事")], town.ids))[-100, 5]
        assert (topic.community_id, topic.scope_id) == (town.community.id, town.scope.id)
        await chats.set_rights(tx, town.chat.id, is_admin=True, can_pin=True)
        await chats.set_chat_state(tx, town.chat.id, "kicked")
        kept = await chats.chat(tx, topic.id)
        assert kept is not None
        assert (kept.is_admin, kept.can_pin, kept.can_delete, kept.state) == (True, True, False, "kicked")
        assert await chats.chats_of(tx, town.community.id) == []


async def test_a_group_that_becomes_a_supergroup_stays_the_same_chat(store: Store) -> None:
    """Even where an update from the new id came first and made a second chat, with a member in it."""
    town = await a_town(store)
    async with store.transaction() as tx:
        (person,) = await residents(tx, town.ids, "甲")
        double = (await chats.meet_chats(tx, [Seen(-1009)], town.ids))[-1009, 0]
        await people.set_memberships(tx, {(double.id, person.id): "member"}, NOW)
        await chats.move_chat(tx, -100, -1009)
        await chats.move_chat(tx, -100, -1009)
        moved = await chats.chat_by_platform(tx, -1009)
        assert moved is not None
        assert moved.id == town.chat.id
        assert await chats.chat_by_platform(tx, -100) is None
        assert await chats.chat(tx, double.id) is None
        assert await people.chats_of_person(tx, person.id) == [town.chat.id]
        assert [held.id for held in await lookups.sessions_in_chat(tx, moved.id)] == [town.case.session.id]


async def test_a_press_from_the_old_group_after_the_move_takes_nothing_from_the_new_one(store: Store) -> None:
    """Telegram tells of the move twice; in between a button of the old group may make it known once more."""
    town = await a_town(store)
    async with store.transaction() as tx:
        await chats.move_chat(tx, -100, -1009)
        await chats.meet_chats(tx, [Seen(-100)], town.ids)
        await chats.move_chat(tx, -100, -1009)
        kept = await chats.chat_by_platform(tx, -1009)
        assert kept is not None
        assert (kept.id, kept.community_id) == (town.chat.id, town.community.id)
        assert await chats.chat_by_platform(tx, -100) is None
        assert [held.id for held in await lookups.sessions_in_chat(tx, kept.id)] == [town.case.session.id]


async def test_scopes_and_communities_are_found_up_and_down_the_tree(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        building = await scopes.ensure_scope(tx, town.scope.id, "building", "2号楼", town.ids)
        assert await scopes.ensure_scope(tx, town.scope.id, "building", "2号楼", town.ids) == building
        assert building.path == f"{town.scope.path}{building.id}/"
        home = await scopes.community_of_scope(tx, building.path)
        assert home is not None
        assert home.id == town.community.id
        assert [held.id for held in await scopes.communities_below(tx, [town.scope.path])] == [home.id]
        assert await scopes.communities_below(tx, [building.path]) == []
        assert await scopes.communities_below(tx, []) == []
        home.locale, home.last_number = "zh-TW", 99
        await scopes.save_community(tx, home)
        kept = await scopes.community(tx, home.id)
        assert kept is not None
        assert (kept.locale, kept.last_number) == ("zh-TW", 0)
