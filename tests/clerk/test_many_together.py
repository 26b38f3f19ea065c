"""Acts that arrive together: order is kept, each is refused or fails on its own, and nothing is lost or done twice."""

import asyncio
from datetime import timedelta

import pytest

from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation import acts
from bot.deliberation.acts import Act, Stand
from bot.deliberation.desk import Answer
from bot.deliberation.model import RoundState, SessionState
from bot.deliberation.refusal import Refused
from bot.storage import ballots, duties
from clerk.making import GROUP, Desk, opened

NO_DATABASE_HAS_THIS = 2**70
"""An id no row can have: what a forged button carries past a decoder makes the database driver fail."""


def a_press(desk: Desk, user: int, act: Act, update: int | None = None) -> Submission:
    number = next(desk.updates) if update is None else update
    return Submission(act, Sender(user, f"居民{user}"), desk.now, GROUP, number, press=True, member="member")


async def together(desk: Desk, *presses: Submission) -> list[Answer | BaseException]:
    return await asyncio.gather(*map(desk.clerk.take, presses), return_exceptions=True)


async def test_acts_that_fail_take_no_neighbour_with_them_and_their_updates_can_come_again(desk: Desk) -> None:
    motion, vote = await opened(desk)
    hostile = [
        acts.Advance(NO_DATABASE_HAS_THIS, vote),
        Stand("ballot", NO_DATABASE_HAS_THIS, NO_DATABASE_HAS_THIS, "agree"),
        Stand("ballot", motion, vote, "agree"),
    ]
    first, bad, worse, last = (
        a_press(desk, 2, Stand("ballot", motion, vote, "agree")),
        a_press(desk, 3, hostile[0]),
        a_press(desk, 4, hostile[1]),
        a_press(desk, 5, Stand("ballot", motion, vote, "oppose")),
    )
    outcomes = await together(desk, first, bad, worse, last)
    assert [isinstance(outcome, Answer) for outcome in outcomes] == [True, False, False, True]
    case = await desk.case()
    assert [case.count("ballot", motion, vote, choice) for choice in ("agree", "oppose")] == [1, 1]
    again = a_press(desk, 3, hostile[2], bad.update_id)
    assert (await desk.clerk.take(again)).key == "ballot-recorded"
    assert await desk.clerk.take(first) == Answer()


async def test_the_same_update_twice_in_one_commit_counts_once(desk: Desk) -> None:
    motion, vote = await opened(desk)
    one = a_press(desk, 2, Stand("ballot", motion, vote, "agree"), 900)
    other = a_press(desk, 2, Stand("ballot", motion, vote, "oppose"), 900)
    assert [getattr(o, "key", None) for o in await together(desk, one, other)] == ["ballot-recorded", ""]
    assert (await desk.case()).count("ballot", motion, vote, "oppose") == 0


async def test_ballots_and_a_cancelling_between_them_keep_their_order(desk: Desk) -> None:
    motion, vote = await opened(desk)
    session = (await desk.case()).session.id
    outcomes = await together(
        desk,
        a_press(desk, 2, Stand("ballot", motion, vote, "agree")),
        a_press(desk, 2, Stand("ballot", motion, vote, "oppose")),
        a_press(desk, 1, acts.CancelSession(session, "范围设错了")),
        a_press(desk, 2, Stand("ballot", motion, vote, "agree")),
        a_press(desk, 3, Stand("ballot", motion, vote, "agree")),
    )
    assert [o.key if isinstance(o, Answer) else str(o) for o in outcomes] == [
        "ballot-recorded", "ballot-changed", "session-cancelled", "session-cancelled", "session-cancelled",
    ]  # fmt: skip
    case = await desk.case()
    assert (case.session.state, case.rounds[vote].state) == (SessionState.CANCELLED, RoundState.VOID)
    assert case.rounds[vote].facts["void_ballots"] == 1
    assert [case.count("ballot", motion, vote, choice) for choice in ("agree", "oppose")] == [0, 1]
    async with desk.store.reading() as tx:
        assert [due.kind for due in await duties.coming(tx, 9)] == ["retention"]


async def test_a_person_who_presses_a_hundred_times_has_one_ballot_the_last(desk: Desk) -> None:
    motion, vote = await opened(desk)
    choices = [("agree", "oppose", "abstain")[n % 3] for n in range(100)]
    await together(desk, *(a_press(desk, 2, Stand("ballot", motion, vote, choice)) for choice in choices))
    async with desk.store.reading() as tx:
        (ballot,) = await ballots.standing_of_electors(tx, vote, [f"person:{await desk.person(2)}"])
        recounted = await ballots.recount(tx, "ballot", vote)
    assert (ballot.choice, ballot.changes) == ("agree", 99)
    case = await desk.case()
    assert {c: f.heads for c, f in case.counts["ballot", motion, vote].items()} == {"agree": 1}
    assert {c: f.heads for c, f in recounted[motion].items()} == {"agree": 1}


async def test_the_card_of_a_round_is_owed_once_however_many_vote(desk: Desk) -> None:
    motion, vote = await opened(desk)
    for start in (10, 60):
        presses = [a_press(desk, user, Stand("ballot", motion, vote, "agree")) for user in range(start, start + 50)]
        await together(desk, *presses)
    waiting = [row for row in await desk.owed("round") if row.what == "card" and row.args == {"round": vote}]
    assert len(waiting) == 1


async def test_a_late_press_with_a_choice_nobody_offered_leaves_nothing(desk: Desk) -> None:
    motion, vote = await opened(desk)
    desk.now += timedelta(days=2)
    for what, choice in ((motion, "x" * 500), (motion + 1, "agree")):
        with pytest.raises(Refused):
            await desk.do(2, Stand("ballot", what, vote, choice))
    with pytest.raises(Refused, match="ballot-late"):
        await desk.do(2, Stand("ballot", motion, vote, "agree"))
    case = await desk.case()
    assert {key: f for key, f in case.counts.items() if key[0] == "late"}.keys() == {("late", motion, vote)}


@pytest.mark.parametrize("act", [acts.Advance(0, 1), acts.ConfirmOpening(0), acts.AcceptTask(0, 5, True)])
async def test_an_act_of_no_session_is_a_stale_button(desk: Desk, act: acts.SessionAct) -> None:
    await opened(desk)
    with pytest.raises(Refused, match="button-stale"):
        await desk.do(2, act)


async def test_a_button_of_one_session_used_in_another_is_stale(desk: Desk) -> None:
    _, vote = await opened(desk)
    first = (await desk.case()).session.id
    motion, other = await opened(desk)
    assert first != (await desk.case()).session.id
    with pytest.raises(Refused, match="button-stale"):
        await desk.do(1, acts.Advance(first, other))
    with pytest.raises(Refused, match="button-stale"):
        await desk.do(2, Stand("ballot", motion, vote, "agree"))


async def test_somebody_from_another_group_has_no_say_here_although_they_have_the_button(desk: Desk) -> None:
    motion, vote = await opened(desk)
    elsewhere = Where(-200, kind="supergroup", title="隔壁")
    with pytest.raises(Refused, match="not-a-member"):
        await desk.do(50, Stand("ballot", motion, vote, "agree"), "member", elsewhere)
    session = (await desk.case()).session.id
    for act in (acts.CancelSession(session, "捣乱捣乱"), acts.ConfirmCancel(session), acts.Advance(session, vote)):
        with pytest.raises(Refused, match="not-moderator"):
            await desk.do(50, act, "administrator", elsewhere)
