"""签到 through the clerk: one minute an elector, by hand or with the first ballot; recounted, verified, erased."""

import json
from datetime import timedelta

import pytest
from storage.counting import statements

from bot.deliberation import acts
from bot.deliberation.ballots.standing import PRESENCE
from bot.deliberation.figures import Figures
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.minutes.recount import Question, attended, counted, decided_at, minutes_of, recounted
from bot.deliberation.refusal import Refused
from bot.deliberation.stages.vote import rule_of
from bot.documents.export import public_export, sealed_export
from bot.documents.proofs import evidence
from bot.documents.verify.check import verify
from bot.storage import ballots, journal
from bot.storage.flows import flow_body
from clerk.making import Desk

FLOW = """
id: hui
name: {zh-CN: 开会, zh-TW: 開會, en: Meeting}
standing: opinion
stages:
  - id: jue
    kind: vote
    window: 24h
    rule: {electorate: member, pass: {head: {op: gt, num: 1, den: 2, base: present}}}
    next: {passed: dang, failed: dang, tied: dang}
  - {id: dang, kind: archive}
"""


async def meeting(desk: Desk) -> tuple[int, int]:
    """A vote in which those present are counted; its motion and round."""
    (desk.flows / "hui.yaml").write_text(FLOW, "utf-8")
    desk.take_up(desk.store)
    await desk.do(1, acts.OpenSession(0, "hui", "周六一起清理楼道?"), "administrator")
    await desk.do(1, acts.ConfirmOpening((await desk.case()).session.id))
    case = await desk.case()
    (vote,) = case.open_rounds("vote")
    (motion,) = case.motions_in(vote)
    return motion.id, vote.id


def here(round_id: int) -> acts.Stand:
    return acts.Stand(PRESENCE, round_id, round_id, "present")


async def exports(desk: Desk) -> tuple[dict[str, object], dict[str, object]]:
    case = await desk.case()
    async with desk.store.reading() as tx:
        rows, contents = await journal.read_chain(tx, session_chain(case.session.id))
        body = await flow_body(tx, case.session.flow_hash)
    parts = evidence(case, minutes_of(rows, contents), body)
    public, sealed = public_export(case, rows, parts), sealed_export(case, rows, contents, parts)
    return json.loads(json.dumps(public)), json.loads(json.dumps(sealed))


async def held(desk: Desk) -> None:
    """Two come and do not vote, two come with their ballots for it: half of the four who are there agree."""
    motion, vote = await meeting(desk)
    assert (await desk.do(2, here(vote))).key == "presence-recorded"
    assert (await desk.do(2, here(vote))).key == "presence-unchanged"
    await desk.do(3, acts.Stand("ballot", motion, vote, "oppose"))
    await desk.do(3, acts.Stand("ballot", motion, vote, "agree"))
    assert (await desk.do(3, here(vote))).key == "presence-unchanged"
    await desk.do(4, acts.Stand("ballot", motion, vote, "agree"))
    await desk.do(5, here(vote))
    async with desk.store.reading() as tx:
        assert (await ballots.turnout(tx, vote))[PRESENCE, vote].heads == 4
    await desk.pass_time(timedelta(hours=24))
    with pytest.raises(Refused, match="round-closed"):
        await desk.do(6, here(vote))


async def test_who_checks_in_and_who_votes_are_present_once_each_and_the_record_recounts_it(desk: Desk) -> None:
    await held(desk)
    (decision,) = (await desk.case()).decisions.values()
    assert (decision.outcome, decision.figures["present"]["heads"]) == ("failed", 4)
    assert decision.figures["participating"]["heads"] == 2
    public, sealed = await exports(desk)
    assert public["decisions"][0]["present"]["heads"] == 4  # type: ignore[index]
    assert sum(row["kind"] == "attendance" for row in public["journal"]) == 4  # type: ignore[attr-defined]
    assert [verify(json.dumps(record)).findings for record in (public, sealed)] == [(), ()]


async def test_another_number_of_those_present_is_found_whatever_the_digests_say(desk: Desk) -> None:
    await held(desk)
    _, sealed = await exports(desk)
    sealed["decisions"][0]["present"]["heads"] = 3  # type: ignore[index]
    assert "decision-differs" in {finding.key for finding in verify(json.dumps(sealed)).findings}


async def test_a_minute_of_somebody_present_that_is_left_out_changes_what_is_counted(desk: Desk) -> None:
    await held(desk)
    case = await desk.case()
    (decision,), (motion,) = case.decisions.values(), case.motions.values()
    async with desk.store.reading() as tx:
        rows, contents = await journal.read_chain(tx, session_chain(case.session.id))
    question = Question(rule_of(case, motion), motion.id, decision.round_id)
    last = decided_at(rows, decision.id)
    fewer = [row for row in rows if row.seq != next(row.seq for row in rows if row.kind == "attendance")]
    for kept, there, outcome in ((rows, 4, "failed"), (fewer, 3, "passed")):
        minutes = minutes_of(kept, contents)
        present = attended(minutes, question, last)
        assert present is not None
        assert (present.heads, recounted(question, counted(minutes, question, last), Figures(), present)[1]) == (
            there,
            outcome,
        )


async def test_a_ballot_that_checks_its_elector_in_costs_the_same_however_many_are_there(desk: Desk) -> None:
    motion, vote = await meeting(desk)
    spent = list[int]()
    for user in range(2, 12):
        with statements() as run:
            await desk.do(user, acts.Stand("ballot", motion, vote, "agree"))
        spent.append(len(run))
    assert spent[1:] == [spent[1]] * 9


async def test_what_is_erased_of_a_check_in_leaves_the_count_as_it_was(desk: Desk) -> None:
    await held(desk)
    public, _ = await exports(desk)
    numbers = [row["seq"] for row in public["journal"] if row["kind"] == "attendance"]  # type: ignore[attr-defined]
    chain = session_chain((await desk.case()).session.id)
    async with desk.store.transaction() as tx:
        await journal.erase(tx, chain, numbers, desk.now, lambda: "f" * 32)
    public, sealed = await exports(desk)
    assert [verify(json.dumps(record)).findings for record in (public, sealed)] == [(), ()]
