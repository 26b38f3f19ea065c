"""Scrutiny on a real database: a ballot struck from the box, and a frozen vote that its ballots decide."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.clerk import cases as clerk_cases
from bot.deliberation import acts
from bot.deliberation import sessions as sessions_of_rules
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer
from bot.deliberation.figures import Figures
from bot.deliberation.model import RoundState, SessionState
from bot.deliberation.refusal import Refused
from bot.storage import ballots, cases
from bot.storage.tables import sessions, standing_acts, tallies

from .making import CODE, Desk

FLOW = """
id: jiancha
name: {zh-CN: 表决, zh-TW: 表決, en: A vote}
standing: opinion
participants: {moderate: [secretary], scrutinise: [auditor]}
stages:
  - id: jue
    kind: vote
    window: 24h
    objections: {}
    rule: {electorate: member}
    next: {passed: dang, failed: dang, tied: dang}
  - {id: dang, kind: archive}
"""
AUDITOR, OBJECTOR = 2, 9


async def voting(desk: Desk) -> CaseFile:
    """A question 3, 4 and 5 have answered: two for it, one against."""
    (desk.flows / "jiancha.yaml").write_text(FLOW, encoding="utf-8")
    await desk.do(1, acts.SetUp(0, "幸福里", operator_code=CODE), "creator")
    for user in (AUDITOR, 3, 4, 5, OBJECTOR):
        await desk.do(user, acts.Ask("help"))
    await desk.do(1, acts.GrantRole(await desk.community(), f"居民{AUDITOR}", "auditor"))
    await desk.do(1, acts.OpenSession(0, "jiancha", "装长椅?"))
    async with desk.store.reading() as tx:
        session = await tx.scalar(sessions.select().with_only_columns(sessions.c.id))
    await desk.do(1, acts.ConfirmOpening(session))
    (motion,) = (await reread(desk)).motions.values()
    for user, choice in {3: "agree", 4: "agree", 5: "oppose"}.items():
        await desk.do(user, acts.Stand("ballot", motion.id, motion.vote_round_id or 0, choice))
    return await reread(desk)


async def reread(desk: Desk) -> CaseFile:
    async with desk.store.reading() as tx:
        session = await tx.scalar(sessions.select().with_only_columns(sessions.c.id))
        return await cases.load_case(tx, session, recount=True)


async def test_p8_a_struck_ballot_is_kept_under_another_kind_and_its_elector_may_vote_again(desk: Desk) -> None:
    case = await voting(desk)
    (motion,) = case.motions.values()
    vote = motion.vote_round_id or 0
    await desk.do(OBJECTOR, acts.Object(case.session.id, vote, "eligibility", "不是本楼的"))
    entry = max((await reread(desk)).entries)
    with pytest.raises(Refused, match="person-unknown"):
        await desk.do(AUDITOR, acts.RuleOn(case.session.id, entry, True, "查过了", ("没有这个人",)))
    await desk.do(AUDITOR, acts.RuleOn(case.session.id, entry, True, "查过了", ("居民3",)))
    case = await reread(desk)
    left = {"agree": Figures(1), "oppose": Figures(1)}
    assert case.recount["ballot", motion.id, vote] == left
    assert {n: f for n, f in case.counts["ballot", motion.id, vote].items() if f.heads} == left
    assert case.counts["struck", motion.id, vote] == {"void": Figures(1)}
    elector = f"person:{await desk.person(3)}"
    async with desk.store.reading() as tx:
        (kept,) = await tx.rows(standing_acts.select().where(standing_acts.c.elector == elector))
    assert (kept.kind, kept.choice) == ("struck", "agree")
    assert [row.person_id for row in await desk.owed("ballot-struck")] == [await desk.person(3)]
    await desk.do(3, acts.Stand("ballot", motion.id, vote, "oppose"))
    assert (await reread(desk)).count("ballot", motion.id, vote, "oppose") == 2


async def test_p8_whoever_may_not_vote_is_refused_when_they_press_again(desk: Desk) -> None:
    case = await voting(desk)
    (motion,) = case.motions.values()
    vote = motion.vote_round_id or 0
    await desk.do(OBJECTOR, acts.Object(case.session.id, vote, "eligibility", "不是本楼的"))
    entry = max((await reread(desk)).entries)
    await desk.do(AUDITOR, acts.RuleOn(case.session.id, entry, True, "查过了", ("居民3",), barred=True))
    with pytest.raises(Refused, match="elector-barred"):
        await desk.do(3, acts.Stand("ballot", motion.id, vote, "oppose"))
    case = await reread(desk)
    assert {n: f for n, f in case.counts["ballot", motion.id, vote].items() if f.heads} == {
        "agree": Figures(1),
        "oppose": Figures(1),
    }


async def test_p10_a_question_opened_again_after_it_was_cancelled_begins_without_a_ballot(desk: Desk) -> None:
    case = await voting(desk)
    await desk.do(1, acts.CancelSession(case.session.id, "范围设错了"))
    first = await reread(desk)
    assert first.session.state is SessionState.CANCELLED
    await desk.do(1, acts.OpenSession(0, "jiancha", "装长椅?"))
    async with desk.store.reading() as tx:
        again = max(await tx.column(sessions.select().with_only_columns(sessions.c.id)))
    await desk.do(1, acts.ConfirmOpening(again))
    async with desk.store.reading() as tx:
        case = await cases.load_case(tx, again, recount=True)
    (motion,) = case.motions.values()
    assert motion.state == "voting"
    assert not [key for counts in (case.counts, case.recount) for key in counts if key[0] == "ballot" and counts[key]]
    await desk.do(3, acts.Stand("ballot", motion.id, motion.vote_round_id or 0, "oppose"))
    async with desk.store.reading() as tx:
        assert (await ballots.turnout(tx, motion.vote_round_id or 0))["ballot", motion.id] == Figures(1)


async def test_p15_a_frozen_vote_is_settled_by_its_ballots_and_the_running_counts_are_made_anew(desk: Desk) -> None:
    case = await voting(desk)
    (motion,) = case.motions.values()
    vote = motion.vote_round_id or 0
    async with desk.store.transaction() as tx:
        mine = (tallies.c.kind == "ballot", tallies.c.choice == "agree")
        await tx.run(update(tallies).where(*mine).values(heads=7))
    await desk.pass_time(timedelta(hours=25))
    assert (await reread(desk)).rounds[vote].state is RoundState.FROZEN
    recount = acts.Recount(case.session.id, vote, "存储出过错")
    with pytest.raises(Refused, match="not-scrutineer"):
        await desk.do(1, recount)
    await desk.do(AUDITOR, recount)
    case = await reread(desk)
    (decision,) = case.decisions.values()
    assert (case.rounds[vote].state, decision.outcome) == (RoundState.CLOSED, "passed")
    assert decision.figures["agree"] == {"heads": 2, "area": "0.00"}
    async with desk.store.reading() as tx:
        assert (await ballots.turnout(tx, vote))["ballot", motion.id] == Figures(3)


async def test_a_recount_somebody_asks_for_is_counted_beside_the_event_loop_where_it_is_long(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = await voting(desk)
    (motion,) = case.motions.values()
    await desk.pass_time(timedelta(hours=25))
    where = set[int]()
    rule = sessions_of_rules.take

    def take(*args: Any) -> Answer:
        where.add(threading.get_ident())
        return rule(*args)

    monkeypatch.setattr(sessions_of_rules, "take", take)
    monkeypatch.setattr(clerk_cases, "AT_ONCE", 1)
    answer = await desk.do(AUDITOR, acts.Recount(case.session.id, motion.vote_round_id or 0))
    assert answer.key == "recount-same"
    assert where - {threading.get_ident()}
