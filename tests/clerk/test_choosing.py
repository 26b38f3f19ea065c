"""A vote by choices from the opening to the decision, in the database."""

import threading
from datetime import timedelta

import pytest

from bot.clerk import cases
from bot.deliberation import acts, sessions
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Desk as RuleDesk
from bot.deliberation.desk import Due
from bot.deliberation.offer import Offer, Offered
from bot.deliberation.refusal import Refused

from .making import Desk

RULE = """\
extends: wumin-kuai
id: duoxuan
name: {zh-CN: 多选, zh-TW: 複選, en: Several}
stages:
  - id: jue
    rule: {electorate: member, quorum: null, extend: null, options: multi, max: 2}
"""
LIST = Offered((Offer("凉亭"), Offer("路灯"), Offer("滑梯")))


async def opened(desk: Desk) -> tuple[int, int]:
    (desk.flows / "duoxuan.yaml").write_text(RULE, encoding="utf-8")
    await desk.do(1, acts.OpenSession(0, "duoxuan", "先修哪一处?", LIST), "administrator")
    case = await desk.case()
    await desk.do(1, acts.ConfirmOpening(case.session.id))
    case = await desk.case()
    (vote,) = case.open_rounds("vote")
    (motion,) = case.motions_in(vote)
    return motion.id, vote.id


async def test_what_was_offered_when_it_was_previewed_is_what_is_voted_on_when_it_opens(desk: Desk) -> None:
    motion, _ = await opened(desk)
    kept = (await desk.case()).motions[motion]
    assert {(c["id"], c["title"]) for c in kept.choices} == {("c1", "凉亭"), ("c2", "路灯"), ("c3", "滑梯")}


async def test_a_question_without_a_list_is_refused_before_anything_opens(desk: Desk) -> None:
    (desk.flows / "duoxuan.yaml").write_text(RULE, encoding="utf-8")
    with pytest.raises(Refused, match="motion-choices-few"):
        await desk.do(1, acts.OpenSession(0, "duoxuan", "先修哪一处?"), "administrator")


async def test_an_answer_says_what_was_chosen_by_its_title(desk: Desk) -> None:
    motion, vote = await opened(desk)
    answer = await desk.do(2, acts.Stand("ballot", motion, vote, '["c3","c1"]'))
    assert set(str(answer.params["named"]).split("\n")) == {"凉亭", "滑梯"}
    again = await desk.do(2, acts.Stand("ballot", motion, vote, '["c1","c3"]'))
    assert (again.key, again.params["named"]) == ("ballot-unchanged", answer.params["named"])


async def test_many_different_ballots_are_counted_beside_the_event_loop_in_the_same_transaction(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    motion, vote = await opened(desk)
    await desk.do(2, acts.Stand("ballot", motion, vote, '["c1"]'))
    await desk.do(3, acts.Stand("ballot", motion, vote, '["c1","c2"]'))
    where = set[int]()
    rule = sessions.lapse

    def lapse(case: CaseFile, due: Due, rule_desk: RuleDesk) -> None:
        where.add(threading.get_ident())
        rule(case, due, rule_desk)

    monkeypatch.setattr(sessions, "lapse", lapse)
    monkeypatch.setattr(cases, "AT_ONCE", 1)
    await desk.pass_time(timedelta(days=2))
    assert where - {threading.get_ident()}
    (decision,) = (await desk.case()).decisions.values()
    assert (decision.outcome, decision.figures["count"]["chosen"]) == ("passed", ["c1"])
