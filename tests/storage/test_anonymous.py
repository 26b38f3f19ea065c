"""The box of an anonymous vote, and the bag that takes its place, on both databases; and deliveries beside it."""

from dataclasses import replace
from itertools import count

from sqlalchemy import select

from bot.deliberation.ballots.bag import Bag, alias_of, parted
from bot.deliberation.figures import Figures
from bot.deliberation.minutes.silence import Delivery
from bot.storage import anonymous, ballots, cases, deliveries, tables
from bot.storage.store import Store
from storage.making import NOW, a_ballot, a_town


async def test_a_key_is_made_once_and_gone_when_it_is_destroyed(store: Store) -> None:
    fresh = (f"key-{number}" for number in count())
    async with store.transaction() as tx:
        assert await anonymous.keys_of(tx, {7, 8}, lambda: next(fresh)) == {7: "key-0", 8: "key-1"}
        assert await anonymous.keys_of(tx, {8, 9}, lambda: next(fresh)) == {8: "key-1", 9: "key-2"}
        await anonymous.destroy_keys(tx, [7, 8])
    async with store.reading() as tx:
        assert await tx.column(select(tables.ballot_keys.c.round_id)) == [9]


async def test_the_bag_takes_the_place_of_the_ballots_and_of_the_running_counts(store: Store) -> None:
    town = await a_town(store)
    cast = [a_ballot(town, f"household:{n}", choice) for n, choice in enumerate(["oppose", "agree", "oppose"], 1)]
    both = [parted(act, alias_of("k", act.what, act.elector), NOW) for act in cast]
    async with store.transaction() as tx:
        await ballots.store_standing(tx, [(act, None) for pair in both for act in pair])
    bag = Bag(town.motion.id, town.vote.id, {"agree": 1, "oppose": 2}, 3, "seal", NOW)
    async with store.transaction() as tx:
        await anonymous.put_into_bags(tx, [bag])
    async with store.reading() as tx:
        rows = await tx.rows(select(tables.standing_acts).order_by(tables.standing_acts.c.elector))
        case = await cases.load_case(tx, town.case.session.id, recount=True)
    assert [(row.elector, row.choice, row.person_id) for row in rows if row.kind == "ballot"] == [
        ("bag:000001", "agree", 0), ("bag:000002", "oppose", 0), ("bag:000003", "oppose", 0),
    ]  # fmt: skip
    assert [row.elector for row in rows if row.kind == "turn"] == ["household:1", "household:2", "household:3"]
    key = ("ballot", town.motion.id, town.vote.id)
    assert case.counts[key] == case.recount[key] == {"agree": Figures(1), "oppose": Figures(2)}


async def test_the_last_word_on_a_delivery_stands(store: Store) -> None:
    first = Delivery(7, "owner:1", 8950, "door", NOW, 3)
    async with store.transaction() as tx:
        await deliveries.keep(tx, [first, replace(first, elector="owner:2")])
        await deliveries.keep(tx, [replace(first, way="")])
    async with store.reading() as tx:
        found = await deliveries.of_round(tx, 7)
    assert {elector: one.way for elector, one in found.items()} == {"owner:1": "", "owner:2": "door"}
