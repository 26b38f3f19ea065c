"""An open vote of delegates: until the close only how many have voted; after it how everybody did."""

import json
from datetime import timedelta
from typing import Any

from bot.chat.cards import render
from bot.deliberation import acts
from bot.documents.release import public_record
from bot.documents.verify import verify
from bot.i18n import Words
from bot.storage import tables
from bot.storage.reader import Reader
from clerk.making import CODE, Desk
from clerk.test_owners import ROLL

FLOW = """
id: gongkai
name: {{zh-CN: 公开, zh-TW: 公開, en: Open}}
standing: consultation
stages:
  - id: jue
    kind: vote
    window: 24h
    rule:
      electorate: delegate
      secrecy: {secrecy}
      quorum: null
      pass: {{head: {{op: gt, num: 1, den: 2, base: participating}}}}
    next: {{passed: end, failed: end, tied: end}}
  - {{id: end, kind: archive}}
"""
DELEGATES = {20: "agree", 21: "agree", 22: "oppose", 23: "abstain"}
DAY = timedelta(hours=24)


async def voted(desk: Desk, secrecy: str = "open") -> tuple[int, int]:
    (desk.flows / "gongkai.yaml").write_text(FLOW.format(secrecy=secrecy), encoding="utf-8")
    desk.take_up(desk.store)
    await desk.do(1, acts.SetUp(0, operator_code=CODE), "administrator")
    community = await desk.community()
    await desk.do(1, acts.ImportRoll(community, ROLL))
    for user in DELEGATES:
        await desk.do(user, acts.Ask("issues"))
        await desk.do(1, acts.GrantRole(community, str(user), "delegate"))
    await desk.do(1, acts.OpenSession(0, "gongkai", "换物业?"))
    await desk.do(1, acts.ConfirmOpening((await desk.case()).session.id))
    (vote,) = (await desk.case()).open_rounds("vote")
    (motion,) = (await desk.case()).motions_in(vote)
    for user, choice in DELEGATES.items():
        await desk.do(user, acts.Stand("ballot", motion.id, vote.id, choice))
    return motion.id, vote.id


async def shown(desk: Desk, card: str, **args: Any) -> str:
    return (await render(Reader(desk.store), card, args, Words("zh-CN"))).html


def wrong(record: dict[str, Any]) -> list[str]:
    return [finding.key for finding in verify(json.dumps(record)).findings]


async def test_the_card_says_beforehand_that_it_is_open_and_shows_the_turnout_alone(desk: Desk) -> None:
    _, vote = await voted(desk)
    session = (await desk.case()).session
    card = await shown(desk, "round", session=session.id, round=vote)
    assert "公开表决:每人怎么投,截止后写进计票单" in card
    assert "4" in card
    assert not any(f"居民{user}" in card for user in DELEGATES)
    public = await public_record(desk.store, session.number)
    assert "居民20" not in json.dumps(public, ensure_ascii=False)
    assert "roll_call" not in public


async def test_after_the_close_card_and_public_record_say_who_voted_how_and_the_record_proves_it(desk: Desk) -> None:
    await voted(desk)
    await desk.pass_time(DAY)
    case = await desk.case()
    (decision,) = case.decisions.values()
    card = await shown(desk, "roll-call", session=case.session.id, decision=decision.id)
    assert [f"居民{user}" in card for user in DELEGATES] == [True] * 4
    assert "居民22:反对" in card
    for page in ("x", "-1", "7"):
        assert await shown(desk, "roll-call", session=case.session.id, decision=decision.id, extra=page) == card
    record = json.loads(json.dumps(await public_record(desk.store, case.session.number)))
    (called,) = record["roll_call"]
    assert [(one["elector"], one["choice"]) for one in called["ballots"]] == [
        (f"居民{user}", choice) for user, choice in DELEGATES.items()
    ]
    assert wrong(record) == []
    called["ballots"][2]["choice"] = "agree"
    assert "roll-call-differs" in wrong(record)
    del record["roll_call"]
    assert "roll-call-missing" in wrong(record)


async def test_of_a_matter_that_is_not_public_neither_card_nor_record_says_who_voted_how(desk: Desk) -> None:
    """The parties of a dispute may vote openly among themselves: what the group may not see is no roll call either, and
    the record without one is whole. One that hides the roll call of a public matter is not."""
    await voted(desk)
    async with desk.store.transaction() as tx:
        await tx.run(tables.issues.update().values(audience="parties"))
    await desk.pass_time(DAY)
    case = await desk.case()
    (decision,) = case.decisions.values()
    assert "居民20" not in await shown(desk, "roll-call", session=case.session.id, decision=decision.id)
    record = json.loads(json.dumps(await public_record(desk.store, case.session.number)))
    assert not any(f"居民{user}" in json.dumps(record, ensure_ascii=False) for user in DELEGATES)
    assert wrong(record) == []
    assert record["decisions"][0]["motion"] == ""
    record["decisions"][0]["motion"] = "换物业?"
    assert "roll-call-missing" in wrong(record)


async def test_of_a_vote_that_is_not_open_nobody_is_told_who_voted_how(desk: Desk) -> None:
    await voted(desk, "named_sealed")
    await desk.pass_time(DAY)
    case = await desk.case()
    (decision,) = case.decisions.values()
    card = await shown(desk, "roll-call", session=case.session.id, decision=decision.id)
    assert not any(f"居民{user}" in card for user in DELEGATES)
    record = await public_record(desk.store, case.session.number)
    assert "居民22" not in json.dumps(record, ensure_ascii=False)


async def test_who_is_forgotten_has_a_ballot_without_a_name_and_the_record_still_proves_itself(desk: Desk) -> None:
    await voted(desk)
    await desk.pass_time(DAY)
    await desk.say(22, acts.ForgetMe(await desk.person(22)))
    case = await desk.case()
    (decision,) = case.decisions.values()
    card = await shown(desk, "roll-call", session=case.session.id, decision=decision.id)
    assert "居民22" not in card
    assert "已按本人要求删除姓名" in card
    record = json.loads(json.dumps(await public_record(desk.store, case.session.number)))
    assert "居民22" not in json.dumps(record, ensure_ascii=False)
    assert wrong(record) == []
