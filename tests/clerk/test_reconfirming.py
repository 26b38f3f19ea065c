"""Once a year people are asked whether they still live there; who has moved votes there no more."""

from datetime import timedelta

import pytest

from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation import acts
from bot.deliberation.desk import Answer
from bot.deliberation.refusal import Refused
from bot.storage import people, roll
from clerk.making import Desk
from clerk.test_register import codes, seat, settled

YEAR, MONTH = timedelta(days=366), timedelta(days=31)


async def living(desk: Desk, user: int = 20, door: str = "2-101") -> int:
    """Somebody bound to a household by its code, who represents it; returns the community."""
    community = await settled(desk)
    digits, _ = await codes(desk, community, door)
    await shown(desk, user, f"居民{door[-1]}", acts.UseCode(digits, door))
    return community


async def shown(desk: Desk, user: int, name: str, act: acts.Act) -> Answer:
    sender = Sender(user, name)
    return await desk.clerk.take(Submission(act, sender, desk.now, Where(user), next(desk.updates), press=True))


async def test_after_a_year_people_are_asked_once_and_a_yes_lasts_another_year(desk: Desk) -> None:
    await living(desk)
    await desk.pass_time(YEAR - 2 * MONTH)
    assert await desk.owed("still-there") == []
    await desk.pass_time(3 * MONTH)
    (asked,) = await desk.owed("still-there")
    assert asked.person_id == await desk.person(20)
    assert (await shown(desk, 20, "居民1", acts.StillThere(asked.args["resident"], True))).key == "still-there"
    await desk.pass_time(YEAR - 2 * MONTH)
    assert (len(await desk.owed("still-there")), await desk.owed("unconfirmed")) == (1, [])
    assert await seat(desk, 20) == ("2-101", True)


async def test_who_does_not_answer_for_a_month_is_told_to_the_moderators_once_and_stays_bound(desk: Desk) -> None:
    await living(desk)
    await desk.pass_time(YEAR + 6 * MONTH)
    (told,) = await desk.owed("unconfirmed")
    assert (told.person_id, told.args["doors"]) == (await desk.person(1), ["2-101"])
    assert await seat(desk, 20) == ("2-101", True)


async def test_who_has_moved_is_bound_no_more_and_the_moderators_are_told(desk: Desk) -> None:
    await living(desk)
    await desk.pass_time(YEAR + MONTH)
    (asked,) = await desk.owed("still-there")
    with pytest.raises(Refused, match="button-stale"):
        await shown(desk, 21, "别人", acts.StillThere(asked.args["resident"], False))
    answer = await shown(desk, 20, "居民1", acts.StillThere(asked.args["resident"], False))
    assert (answer.key, answer.params["door"]) == ("moved-out", "2-101")
    assert await seat(desk, 20) is None
    assert len(await desk.owed("moved-out")) == 1


async def test_a_delegate_who_has_moved_is_one_no_more(desk: Desk) -> None:
    community = await settled(desk)
    await desk.do(1, acts.ImportRoll(community, "门牌,户代表,居民代表\n2-101,居民1,是\n"))
    digits, _ = await codes(desk, community, "2-101")
    await shown(desk, 20, "居民1", acts.UseCode(digits, "2-101"))
    await desk.pass_time(YEAR + MONTH)
    async with desk.store.reading() as tx:
        assert await people.holders_within(tx, "/", ["delegate"]) == [await desk.person(20)]
    (asked,) = await desk.owed("still-there")
    await shown(desk, 20, "居民1", acts.StillThere(asked.args["resident"], False))
    async with desk.store.reading() as tx:
        assert await people.holders_within(tx, "/", ["delegate"]) == []
        assert (await roll.households_at(tx, "/", "2-101"))[0].representative_id is None
