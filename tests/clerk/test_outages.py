"""Time in which no program ran is given back to the votes it touched (DESIGN.md §6.6)."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clerk import outages
from bot.deliberation import acts
from clerk.making import Desk, opened


@pytest.mark.parametrize(
    ("silent", "given_back"),
    [
        (timedelta(seconds=150), timedelta()),
        (timedelta(seconds=151), timedelta(seconds=151)),
        (timedelta(hours=3), timedelta(hours=3)),
    ],
)
async def test_a_silence_longer_than_a_press_lives_extends_an_open_vote(
    desk: Desk,
    silent: timedelta,
    given_back: timedelta,
) -> None:
    _, vote = await opened(desk)
    due = (await desk.case()).rounds[vote].due_at
    assert due is not None
    stopped = desk.now + timedelta(hours=1)
    await desk.clerk.work(lambda tx, office: outages.recover(tx, office, stopped, stopped + silent))
    round_ = (await desk.case()).rounds[vote]
    assert (round_.due_at, round_.extended) == (due + given_back, 0)


async def test_a_vote_whose_close_was_missed_stays_open_for_what_was_lost_of_it(desk: Desk) -> None:
    motion, vote = await opened(desk)
    due = (await desk.case()).rounds[vote].due_at
    assert due is not None
    back = due + timedelta(hours=2)
    await desk.clerk.work(lambda tx, office: outages.recover(tx, office, due - timedelta(hours=1), back))
    assert (await desk.case()).rounds[vote].due_at == back + timedelta(hours=1)
    desk.now = back + timedelta(minutes=59)
    assert (await desk.do(2, acts.Stand("ballot", motion, vote, "agree"))).key == "ballot-recorded"


async def test_the_first_start_of_all_is_no_outage(desk: Desk, tmp_path: Path) -> None:
    await opened(desk)
    assert await desk.clerk.work(lambda tx, office: outages.recover(tx, office, None, desk.now)) == 0
