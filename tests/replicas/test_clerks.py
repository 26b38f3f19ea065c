"""The clerks of two programs write into one database as if there were one: nothing twice, nothing lost, one chain."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from clerk.making import GROUP, START, Desk, opened
from clerk.test_register import codes, settled
from sqlalchemy import select

from bot.clerk.arrival import meet_bot
from bot.clerk.submission import Sender, Submission
from bot.deliberation import acts
from bot.deliberation.acts import Stand
from bot.deliberation.ballots.box import household_elector
from bot.deliberation.desk import Answer
from bot.deliberation.minutes.journal import verify_chain
from bot.storage import ballots, journal
from bot.storage.presence import Presence
from bot.storage.store import StorageProblem
from bot.storage.tables import households, standing_acts

BY_HOUSEHOLD = """
id: an-hu
extends: wumin-kuai
name: {zh-CN: 按户投票, zh-TW: 按戶投票, en: By household}
standing: consultation
stages:
  - id: jue
    rule: {electorate: household, quorum: null, pass: {head: {op: gt, num: 1, den: 2, base: participating}}}
"""


def a_press(desk: Desk, user: int, act: acts.Act, update: int | None = None) -> Submission:
    number = next(desk.updates) if update is None else update
    return Submission(act, Sender(user, f"居民{user}"), desk.now, GROUP, number, press=True, member="member")


async def minutes_are_whole(desk: Desk, session_id: int) -> list[str]:
    """The kinds of a session's minutes, whose chain is unbroken and ends where the database says it does."""
    chain = f"session:{session_id}"
    async with desk.store.reading() as tx:
        rows, contents = await journal.read_chain(tx, chain)
        head = await journal.read_head(tx, chain)
    assert not verify_chain(rows, contents, head)
    return [row.kind for row in rows]


async def test_ballots_of_one_household_on_two_programs_at_once_leave_one_ballot(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    one.flows.joinpath("an-hu.yaml").write_text(BY_HOUSEHOLD, "utf-8")
    community = await settled(one)
    digits, _ = await codes(one, community, "2-102")
    await one.say(2, acts.UseCode(digits, "2-102"))
    await one.do(1, acts.OpenSession(0, "an-hu", "周六一起清理楼道?"))
    session = (await one.case()).session.id
    await one.do(1, acts.ConfirmOpening(session))
    case = await one.case()
    (vote,) = case.open_rounds("vote")
    (motion,) = case.motions_in(vote)

    async def change_ones_mind(desk: Desk, choice: str) -> list[str]:
        return [
            (await desk.clerk.take(a_press(desk, 2, Stand("ballot", motion.id, vote.id, choice)))).key for _ in range(8)
        ]

    both = await asyncio.gather(change_ones_mind(one, "agree"), change_ones_mind(other, "oppose"))
    answered = both[0] + both[1]
    assert answered.count("ballot-recorded") == 1
    async with other.store.reading() as tx:
        home = await tx.scalar(select(households.c.id).where(households.c.door == "2-102"))
        (ballot,) = await tx.rows(select(standing_acts).where(standing_acts.c.round_id == vote.id))
        recounted = await ballots.recount(tx, "ballot", vote.id)
    assert ballot.elector == household_elector(home)
    assert {c: f.heads for c, f in recounted[motion.id].items()} == {ballot.choice: 1}
    counts = (await other.case(session)).counts["ballot", motion.id, vote.id]
    assert {c: f.heads for c, f in counts.items() if f.heads} == {ballot.choice: 1}
    kinds = await minutes_are_whole(other, session)
    assert kinds.count("ballot") == 1 + answered.count("ballot-changed")
    assert len(answered) == 1 + answered.count("ballot-changed") + answered.count("ballot-unchanged")


async def test_the_same_update_brought_to_both_at_once_has_one_effect(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    motion, vote = await opened(one)
    presses = [(user, Stand("ballot", motion, vote, "agree"), 9000 + user) for user in range(10, 30)]
    taken = [desk.clerk.take(a_press(desk, *press)) for press in presses for desk in desks]
    answers = await asyncio.gather(*taken)
    assert [answers.count(Answer()), len(answers)] == [20, 40]
    case = await other.case()
    assert case.count("ballot", motion, vote, "agree") == 20
    assert (await minutes_are_whole(one, case.session.id)).count("ballot") == 20


async def test_a_due_moment_takes_effect_once_however_many_close_it(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    motion, vote = await opened(one)
    await one.do(2, Stand("ballot", motion, vote, "agree"))
    now = one.now + timedelta(days=1)
    closed = await asyncio.gather(*(desk.clerk.close_next_due(now) for desk in (one, other, one, other)))
    while await other.clerk.close_next_due(now):
        closed.append(True)
    case = await other.case()
    assert len(case.decisions) == 1
    assert case.rounds[vote].closed_at == case.rounds[vote].due_at
    assert (await minutes_are_whole(one, case.session.id)).count("ballot") == 1


async def test_people_and_groups_met_by_both_at_once_are_met_once(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    motion, vote = await opened(one)
    first = [desk.clerk.take(a_press(desk, 77, Stand("ballot", motion, vote, "agree"))) for desk in desks]
    answers = await asyncio.gather(*first)
    assert sorted(answer.key for answer in answers) == ["ballot-recorded", "ballot-unchanged"]
    assert await one.person(77) == await other.person(77)


async def test_while_one_is_alive_a_start_of_another_is_no_outage_and_silence_of_all_is_made_up_for_once(
    desks: tuple[Desk, Desk],
) -> None:
    one, other = desks
    _, vote = await opened(one)
    due = (await one.case()).rounds[vote].due_at
    assert due is not None
    minutes = [one.now + timedelta(minutes=n) for n in range(60)]
    await other.clerk.beat(minutes[0], regular=True)
    for minute in minutes:
        await one.clerk.beat(minute, regular=True)
    await other.clerk.beat(minutes[-1] + timedelta(seconds=150), regular=False)
    assert (await one.case()).rounds[vote].due_at == due
    back = minutes[-1] + timedelta(hours=3)
    await asyncio.gather(*(desk.clerk.beat(back, regular=False) for desk in desks))
    lost = timedelta(hours=3) - timedelta(seconds=150)
    assert (await one.case()).rounds[vote].due_at == due + lost


async def test_a_program_that_was_cut_off_makes_up_for_a_silence_before_it_closes_anything(
    desks: tuple[Desk, Desk],
) -> None:
    """A deadline that came while nobody could reach the database is not a deadline people could keep."""
    one, other = desks
    motion, vote = await opened(one)
    due = (await one.case()).rounds[vote].due_at
    assert due is not None
    await one.clerk.beat(due - timedelta(minutes=10), regular=True)
    back = due + timedelta(minutes=5)
    assert not await one.clerk.close_next_due(back)
    assert (await other.case()).rounds[vote].due_at == back + timedelta(minutes=10)
    one.now = back
    assert (await one.do(2, Stand("ballot", motion, vote, "agree"))).key == "ballot-recorded"


async def test_another_bot_is_refused_while_programs_of_this_one_are_at_work(desks: tuple[Desk, Desk]) -> None:
    here, there = (Presence(desk.store) for desk in desks)
    for presence, desk in ((here, desks[0]), (there, desks[1])):
        await presence.begin()
        await desk.clerk.work(lambda tx, office: meet_bot(tx, office, 111, START))
    with pytest.raises(StorageProblem, match="database-of-another-bot"):
        await desks[1].clerk.work(lambda tx, office: meet_bot(tx, office, 222, START))
    await here.end()
    await desks[1].clerk.work(lambda tx, office: meet_bot(tx, office, 222, START))
    await there.end()


async def test_the_pictures_of_an_album_that_reach_different_programs_are_one_act(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    motion, vote = await opened(one)
    parts = [
        replace(a_press(desk, 5, Stand("ballot", motion, vote, "agree")), album=-7) for desk in (one, other, one, other)
    ]
    answers = await asyncio.gather(*(desk.clerk.take(p) for desk, p in zip((one, other) * 2, parts, strict=True)))
    assert sorted(answer.key for answer in answers) == ["", "", "", "ballot-recorded"]
