"""One vote through the clerk on a real database: from a group without anything to a result, and what survives."""

import asyncio
from datetime import timedelta

import pytest

from bot.clerk.submission import Sender, Submission
from bot.deliberation import acts
from bot.deliberation.desk import Answer
from bot.deliberation.minutes.journal import verify_chain
from bot.deliberation.model import RoundState, SessionState
from bot.deliberation.refusal import Refused
from bot.storage import journal
from clerk.making import GROUP, Desk, opened


async def test_an_administrator_opens_a_vote_in_a_new_group_and_members_decide_it(desk: Desk) -> None:
    motion, vote = await opened(desk)
    for user, choice in ((2, "agree"), (3, "agree"), (4, "oppose")):
        answer = await desk.do(user, acts.Stand("ballot", motion, vote, choice))
        assert (answer.key, answer.alert) == ("ballot-recorded", True)
    assert (await desk.do(4, acts.Stand("ballot", motion, vote, "agree"))).key == "ballot-changed"
    await desk.pass_time(timedelta(hours=24))
    case = await desk.case()
    (decision,) = case.decisions.values()
    assert (decision.outcome, decision.label) == ("passed", "opinion")
    assert decision.figures["agree"]["heads"] == 3
    assert case.rounds[vote].state is RoundState.CLOSED
    assert case.session.state is SessionState.CLOSED


async def test_p4_and_e09_a_ballot_at_the_close_is_late_is_refused_and_is_counted_as_late(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await desk.do(2, acts.Stand("ballot", motion, vote, "agree"))
    desk.now += timedelta(hours=24)
    with pytest.raises(Refused, match="ballot-late"):
        await desk.do(3, acts.Stand("ballot", motion, vote, "agree"))
    case = await desk.case()
    assert case.count("late", motion, vote, "agree") == 1
    assert case.count("ballot", motion, vote, "agree") == 1


async def test_a_ballot_handed_in_before_the_close_counts_where_the_close_comes_while_it_waits_its_turn(
    desk: Desk,
) -> None:
    motion, vote = await opened(desk)
    await desk.pass_time(timedelta(hours=24) - timedelta(seconds=1))
    close = await desk.clerk.next_due_at()
    assert close is not None
    first = asyncio.create_task(desk.do(2, acts.Stand("ballot", motion, vote, "agree")))
    for _ in range(3):
        await asyncio.sleep(0)  # the first is being committed
    second = asyncio.create_task(desk.do(3, acts.Stand("ballot", motion, vote, "agree")))
    await asyncio.sleep(0)
    assert await desk.clerk.close_next_due(close)
    assert [(await answer).key for answer in (first, second)] == ["ballot-recorded", "ballot-recorded"]
    assert (await desk.case()).count("ballot", motion, vote, "agree") == 2


async def test_a_vote_whose_close_has_come_is_counted_and_no_longer_cancelled_even_where_nobody_has_looked(
    desk: Desk,
) -> None:
    motion, vote = await opened(desk)
    await desk.do(2, acts.Stand("ballot", motion, vote, "agree"))
    session = (await desk.case()).session.id
    await desk.do(1, acts.GrantRole(await desk.community(), "2", "moderator"))
    assert (await desk.do(2, acts.CancelSession(session, "范围设错了"))).key == "second-person-asked"
    desk.now += timedelta(hours=24)
    for act in (acts.ConfirmCancel(session), acts.CancelSession(session, "范围设错了")):
        with pytest.raises(Refused, match="round-closed"):
            await desk.do(1, act)
    await desk.pass_time(timedelta())
    assert [decision.outcome for decision in (await desk.case()).decisions.values()] == ["passed"]


async def test_somebody_outside_the_group_cannot_vote_in_it(desk: Desk) -> None:
    motion, vote = await opened(desk)
    with pytest.raises(Refused, match="not-a-member"):
        await desk.do(9, acts.Stand("ballot", motion, vote, "agree"), member="left")


async def test_an_update_that_is_delivered_again_has_no_second_effect(desk: Desk) -> None:
    motion, vote = await opened(desk)
    again = Submission(
        acts.Stand("ballot", motion, vote, "agree"),
        Sender(2, "居民2"),
        desk.now,
        GROUP,
        777,
        press=True,
        member="member",
    )
    assert (await desk.clerk.take(again)).key == "ballot-recorded"
    assert (await desk.clerk.take(again)) == Answer()
    assert (await desk.case()).count("ballot", motion, vote, "agree") == 1


async def test_a_refused_act_leaves_its_neighbours_in_the_same_commit(desk: Desk) -> None:
    motion, vote = await opened(desk)
    outcomes = await asyncio.gather(
        desk.do(2, acts.Stand("ballot", motion, vote, "agree")),
        desk.do(3, acts.CancelSession((await desk.case()).session.id, "我就是想取消")),
        desk.do(4, acts.Stand("ballot", motion, vote, "nonsense")),
        desk.do(5, acts.Stand("ballot", motion, vote, "oppose")),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [Answer, Refused, Refused, Answer]
    case = await desk.case()
    assert [case.count("ballot", motion, vote, choice) for choice in ("agree", "oppose")] == [1, 1]


async def test_the_minutes_of_a_session_are_one_unbroken_chain(desk: Desk) -> None:
    motion, vote = await opened(desk)
    for user in range(2, 7):
        await desk.do(user, acts.Stand("ballot", motion, vote, "agree"))
    await desk.pass_time(timedelta(hours=24))
    case = await desk.case()
    async with desk.store.reading() as tx:
        chain = f"session:{case.session.id}"
        rows, contents = await journal.read_chain(tx, chain)
        head = await journal.read_head(tx, chain)
    assert not verify_chain(rows, contents, head)
    assert [row.kind for row in rows].count("ballot") == 5
