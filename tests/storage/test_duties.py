"""Due moments, recurring posts, and updates that have taken effect."""

from bot.deliberation.desk import Due
from bot.deliberation.house import Schedule
from bot.storage import duties, updates
from bot.storage.reader import Reader
from bot.storage.store import Store
from storage.making import HOUR, NOW, a_town


async def test_the_earliest_due_moment_comes_first_and_not_before_its_time(store: Store) -> None:
    async with store.transaction() as tx:
        await duties.set_due(tx, [Due("round:2:close", NOW + 2 * HOUR, "close", 1, 2), Due("x", NOW + HOUR, "remind")])
        assert await duties.next_due(tx, NOW) is None
        assert await duties.next_due_at(tx) == NOW + HOUR
        first = await duties.next_due(tx, NOW + 3 * HOUR)
        assert first == Due("x", NOW + HOUR, "remind")
        await duties.drop_due(tx, ["x"])
        assert await duties.next_due(tx, NOW + 2 * HOUR) == Due("round:2:close", NOW + 2 * HOUR, "close", 1, 2)


async def test_a_later_moment_with_the_same_key_moves_it(store: Store) -> None:
    async with store.transaction() as tx:
        await duties.set_due(tx, [Due("a", NOW, "close"), Due("a", NOW + HOUR, "close", args={"why": "延长"})])
        await duties.set_due(tx, [Due("a", NOW + 2 * HOUR, "close", 5, args={"why": "再延长"})])
        assert await duties.next_due_at(tx) == NOW + 2 * HOUR
        assert await duties.due_moments(tx, 5) == [Due("a", NOW + 2 * HOUR, "close", 5, args={"why": "再延长"})]


async def test_a_prefix_drops_its_own_moments_and_no_other_rounds(store: Store) -> None:
    keys = ["round:1:close", "round:1:remind:1", "round:12:close", "round:1", "round:1%"]
    async with store.transaction() as tx:
        await duties.set_due(tx, [Due(key, NOW, "close", 1) for key in keys])
        await duties.drop_due(tx, [])
        await duties.drop_due(tx, ["round:1", "round:none"])
        assert {due.key for due in await duties.due_moments(tx, 1)} == {"round:12:close", "round:1%"}


async def test_a_prefix_may_end_in_a_colon(store: Store) -> None:
    async with store.transaction() as tx:
        await duties.set_due(tx, [Due(key, NOW, "close", 1) for key in ("round:1:close", "round:1", "round:12:close")])
        await duties.drop_due(tx, ["round:1:"])
        assert {due.key for due in await duties.due_moments(tx, 1)} == {"round:1", "round:12:close"}


async def test_a_recurring_post_is_listed_until_it_ends(store: Store) -> None:
    town = await a_town(store)
    post = Schedule(town.ids(), town.community.id, town.chat.id, "week", "0 9 * * mon", next_at=NOW)
    async with store.transaction() as tx:
        await duties.add_schedule(tx, post)
        await duties.move_schedule(tx, post.id, NOW + HOUR)
        moved = await duties.schedule(tx, post.id)
        assert moved is not None
        assert moved.next_at == NOW + HOUR
        assert await duties.schedules_in(tx, town.chat.id) == [moved]
        await duties.end_schedule(tx, post.id)
        assert await duties.schedules_in(tx, town.chat.id) == []


async def test_updates_are_remembered_with_their_effects_and_forgotten_in_time(store: Store) -> None:
    async with store.transaction() as tx:
        await updates.remember(tx, [3, 1, 3], NOW)
        await updates.remember(tx, [1, 2], NOW + HOUR)
        assert await updates.seen(tx, [1, 2, 3, 4]) == {1, 2, 3}
        assert await updates.seen(tx, []) == set()
        assert await updates.prune(tx, NOW + HOUR) == 2
        assert await updates.seen(tx, [1, 2, 3]) == {2}


async def test_a_reader_finds_a_case_by_anything_in_it(store: Store) -> None:
    town, reader = await a_town(store), Reader(store)
    (issue,) = town.case.issues.values()
    for case in (
        await reader.case(town.case.session.id),
        await reader.case_of_round(town.vote.id),
        await reader.case_of_motion(town.motion.id),
        await reader.case_of_issue(issue.id),
    ):
        assert case == town.case
    assert [session.id for session in await reader.sessions_in_chat(town.chat.id)] == [town.case.session.id]
    assert await reader.chat(404) is None
    assert await reader.seats(404) == ()
    assert await reader.roles(404) == []
