"""The ballot box: what stands, what is counted, and that a ballot costs the same however many there are."""

import random
from collections import Counter

import pytest
from sqlalchemy import text

from bot.deliberation.ballots.box import household_elector, person_elector
from bot.deliberation.figures import Figures
from bot.deliberation.minutes.journal import Head
from bot.deliberation.model import StandingAct
from bot.deliberation.roll.rows import RollRow
from bot.deliberation.voting.decide import counters
from bot.storage import ballots, cases, claims, people, roll, roll_import
from bot.storage.store import Store
from storage.counting import statements
from storage.making import NOW, Town, a_ballot, a_session, a_town, residents


async def _cast(store: Store, town: Town, *cast: tuple[str, str]) -> None:
    """A batch as the clerk makes it: each act names the one it replaces, in the batch or before it."""
    acts = [a_ballot(town, elector, choice) for elector, choice in cast]
    async with store.transaction() as tx:
        standing = await ballots.load_standing(tx, {ballots.key_of(act) for act in acts})
        pairs = list[tuple[StandingAct, StandingAct | None]]()
        for act in acts:
            pairs.append((act, standing.get(ballots.key_of(act))))
            standing[ballots.key_of(act)] = act
        await ballots.store_standing(tx, pairs)


async def test_a_box_holds_its_round_and_nothing_of_other_ballots(store: Store) -> None:
    town = await a_town(store)
    async with store.reading() as tx:
        boxes = await ballots.load_boxes(tx, {town.vote.id, 404})
    (box,) = boxes.values()
    assert (box.round, box.motions) == (town.vote, {town.motion.id: town.motion})
    assert box.chats == (town.chat.id,)
    assert (box.flow, box.stage.id, box.community.name) == (town.case.flow, "jue", "幸福里")
    assert (box.scope_path, box.head) == (town.scope.path, Head())


async def test_p5_a_later_ballot_replaces_the_earlier_and_moves_the_count(store: Store) -> None:
    town = await a_town(store)
    await _cast(store, town, ("household:1", "agree"), ("household:2", "agree"))
    await _cast(store, town, ("household:1", "oppose"))
    async with store.reading() as tx:
        assert await ballots.turnout(tx, town.vote.id) == {("ballot", town.motion.id): Figures(2)}
        counted = await ballots.recount(tx, "ballot", town.vote.id)
        case = await cases.load_case(tx, town.case.session.id)
    assert counted == {town.motion.id: {"oppose": Figures(1), "agree": Figures(1)}}
    assert case.counts["ballot", town.motion.id, town.vote.id] == counted[town.motion.id]


async def test_one_elector_may_change_several_times_within_a_batch(store: Store) -> None:
    town = await a_town(store)
    await _cast(store, town, ("household:1", "agree"), ("household:1", "oppose"), ("household:1", "abstain"))
    async with store.reading() as tx:
        assert await ballots.recount(tx, "ballot", town.vote.id) == {town.motion.id: {"abstain": Figures(1)}}
        assert await ballots.turnout(tx, town.vote.id) == {("ballot", town.motion.id): Figures(1)}


async def test_running_counts_agree_with_a_recount_after_any_batches(store: Store) -> None:
    """Two thousand random ballots of 150 electors in batches of all sizes (seed 20261207)."""
    town, dice = await a_town(store), random.Random(20261207)
    last = dict[str, str]()
    while (size := dice.randint(1, 200)) < 195:
        cast = [(f"household:{dice.randint(1, 150)}", dice.choice(("agree", "oppose", "abstain"))) for _ in range(size)]
        last.update(cast)
        await _cast(store, town, *cast)
    async with store.reading() as tx:
        case = await cases.load_case(tx, town.case.session.id, recount=True)
    key = ("ballot", town.motion.id, town.vote.id)
    assert {choice: figures.heads for choice, figures in case.counts[key].items()} == Counter(last.values())
    assert case.counts == case.recount


async def test_a_ballot_that_names_choices_moves_one_count_whatever_it_names(store: Store) -> None:
    """Its text may be long, and no two need be the same; the running counts stay few, the recount has them all."""
    town, long = await a_town(store), '["' + '","'.join(f"c{n}" for n in range(40)) + '"]'
    await _cast(store, town, ("household:1", long), ("household:2", '["c2"]'), ("household:3", "abstain"))
    await _cast(store, town, ("household:2", '{"c1":5}'), ("household:3", '["c1"]'), ("household:4", "abstain"))
    key = ("ballot", town.motion.id, town.vote.id)
    async with store.reading() as tx:
        case = await cases.load_case(tx, town.case.session.id, recount=True)
    assert case.counts[key] == {"cast": Figures(3), "abstain": Figures(1)} == counters(case.recount[key])
    assert set(case.recount[key]) == {long, '{"c1":5}', '["c1"]', "abstain"}


async def test_the_number_of_statements_is_the_same_for_one_ballot_and_for_five_hundred(store: Store) -> None:
    town = await a_town(store)
    counted = []
    for size in (1, 500):
        with statements() as seen:
            async with store.transaction() as tx:
                await ballots.load_boxes(tx, {town.vote.id})
            await _cast(store, town, *((f"household:{n}", "agree") for n in range(size)))
        counted.append(len(seen))
    assert counted[0] == counted[1]


@pytest.mark.slow
async def test_a_ballot_reads_no_more_rows_when_many_have_voted(store: Store, backend: str) -> None:
    """With twenty thousand ballots the database plans to find those of a batch by their key, one by one."""
    town = await a_town(store)
    for start in range(0, 20_000, 2_000):
        await _cast(store, town, *((f"household:{n}", "agree") for n in range(start, start + 2_000)))
    keys = [("ballot", what, town.vote.id, f"household:{n}") for n in range(50) for what in (town.motion.id, 999)]
    explain = "EXPLAIN QUERY PLAN" if backend == "sqlite" else "EXPLAIN"
    async with store.transaction() as tx:
        if backend == "postgresql":
            await tx.connection.execute(text("ANALYZE standing_acts"))
        with statements() as seen:
            standing = await ballots.load_standing(tx, keys)
        ((statement, values),) = seen
        steps = (await tx.connection.exec_driver_sql(f"{explain} {statement}", values)).all()
    plan = " ".join(str(step) for step in steps)
    assert len(standing) == 50
    assert "elector" in plan
    assert "Seq Scan" not in plan
    assert "SCAN standing_acts" not in plan


async def test_people_see_what_they_cast_themselves(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        mine, other = a_ballot(town, "person:7", "agree", 7), a_ballot(town, "person:8", "oppose", 8)
        await ballots.store_standing(tx, [(mine, None), (other, None)])
        assert await ballots.standing_of_person(tx, 7) == [mine]
        assert await ballots.standing_of_electors(tx, town.vote.id, ["person:8"]) == [other]
        assert await ballots.participants(tx, town.vote.id, "ballot") == 2


async def test_reminders_go_to_representatives_who_have_not_acted_on_every_motion(store: Store) -> None:
    """Not to who has acted, has no private chat, blocked the bot, muted this round, or is no representative."""
    town = await a_town(store)
    names = ("甲", "乙", "丙", "丁", "戊", "己", "己妻")
    async with store.transaction() as tx:
        rows = [RollRow(n, f"2-10{n}", f"2-10{n}", 0, name, name) for n, name in enumerate(names[:6])]
        await roll_import.import_roll(tx, town.scope.id, rows, town.ids)
        homes = await roll.households_below(tx, town.scope.path)
        met = await residents(tx, town.ids, *names)
        for person, home in zip(met, [*homes, homes[5]], strict=True):
            await claims.bind(tx, home, person, "owner", "script", NOW, town.ids)
        writable = [person.id for person in met if person.name != "丙"]
        await people.set_dm_open(tx, writable)
        await people.set_blocked(tx, met[3].id, True)
        await ballots.mute(tx, met[4].id, town.vote.id)
        await ballots.store_standing(tx, [(a_ballot(town, household_elector(homes[0].id), "agree", met[0].id), None)])
        found = await ballots.electors_without(tx, town.vote.id, "ballot", [town.motion.id], "household")
        more = await ballots.electors_without(tx, town.vote.id, "ballot", [town.motion.id, 999], "household")
    assert found == [met[1].id, met[5].id]
    assert more == [met[0].id, met[1].id, met[5].id]


async def test_without_a_roll_reminders_go_to_known_members_of_the_sessions_chats(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        inside, gone, acted = await residents(tx, town.ids, "甲", "乙", "丙")
        statuses = {inside.id: "member", gone.id: "left", acted.id: "administrator"}
        await people.set_memberships(tx, {(town.chat.id, id_): status for id_, status in statuses.items()}, NOW)
        await people.set_dm_open(tx, list(statuses))
        await ballots.store_standing(tx, [(a_ballot(town, person_elector(acted.id), "agree", acted.id), None)])
        found = await ballots.electors_without(tx, town.vote.id, "ballot", [town.motion.id], "member")
    assert found == [inside.id]


async def test_boxes_of_several_sessions_come_in_one_batch(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        other = await a_session(tx, town.ids, town.community, town.chat)
        case = await cases.load_case(tx, other.id)
        before = cases.snapshot(case)
        second = town.vote.__class__(town.ids(), other.id, "jue", "vote", 1, town.vote.state, NOW, NOW)
        case.rounds[second.id] = second
        await cases.save_case(tx, before, case)
        boxes = await ballots.load_boxes(tx, {town.vote.id, second.id})
    assert {round_id: box.session_id for round_id, box in boxes.items()} == {
        town.vote.id: town.case.session.id,
        second.id: other.id,
    }
