"""The books of a common fund in the database: two people an entry, votes on what is there, a statement each quarter."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from storage.counting import statements

from bot.chat.sentences import answer_in_words
from bot.clerk.submission import Where
from bot.deliberation import acts
from bot.deliberation.house import Person
from bot.deliberation.minutes.journal import ChainRow, community_chain, verify_chain
from bot.deliberation.model import Decision
from bot.deliberation.money.ledger import MoneyEntry, sums
from bot.deliberation.offer import Offer, Offered
from bot.deliberation.refusal import Refused
from bot.documents.release import public_record
from bot.documents.verify import verify
from bot.documents.verify.money import check_money
from bot.documents.verify.reading import Finding, read
from bot.i18n import Words
from bot.storage import journal, ledger, personal, scopes
from clerk.making import GROUP, Desk
from clerk.test_register import settled

SPENDING = """\
extends: wumin-kuai
id: huaqian
name: {zh-CN: 花钱, zh-TW: 花錢, en: Spending}
stages:
  - id: jue
    rule: {electorate: member, quorum: null, extend: null, fund: community}
    next: {passed: guidang, failed: guidang, tied: guidang, inquorate: guidang, budget_blocked: guidang}
"""
LISTED = (
    SPENDING.replace("huaqian", "paiqian")
    .replace("fund:", "options: rank_budget, fund:")
    .replace("extend: null,", "extend: null, pass: null,")
)
COMMITTEE, PROPERTY, AUDITOR, NEIGHBOUR = 11, 12, 13, 14


async def books(desk: Desk) -> tuple[int, int]:
    """A community with a committee, a property company and a scrutineer; its id and the scope of its fund."""
    community = await settled(desk)
    for user, role in ((COMMITTEE, "committee"), (PROPERTY, "property"), (AUDITOR, "auditor")):
        await desk.do(user, acts.Ask("help"))
        by = 2 if role == "auditor" else 1
        if by == 2:
            await desk.do(2, acts.Ask("help"))
            await desk.do(1, acts.GrantRole(community, "2", "secretary"))
        await desk.do(by, acts.GrantRole(community, str(user), role))
    await desk.do(NEIGHBOUR, acts.Ask("help"))
    async with desk.store.reading() as tx:
        home = await scopes.community(tx, community)
    assert home is not None
    for name, text in (("huaqian", SPENDING), ("paiqian", LISTED)):
        (desk.flows / f"{name}.yaml").write_text(text, encoding="utf-8")
    return community, home.scope_id


async def held(desk: Desk, scope: int) -> list[MoneyEntry]:
    async with desk.store.reading() as tx:
        return await ledger.entries(tx, scope)


async def entered(desk: Desk, scope: int, kind: str, yuan: int, by: int = COMMITTEE, **more: Any) -> MoneyEntry:
    """An entry that is confirmed by the scrutineer."""
    category = "advertising" if kind == "income" else ""
    await desk.say(by, acts.EnterMoney(scope, kind, yuan * 100, "3月", category=category, **more))
    entry = (await held(desk, scope))[-1]
    await desk.say(AUDITOR, acts.SettleMoney(entry.id, True))
    return entry


async def decided(desk: Desk, flow: str, question: str, offered: Offered, agree: int = 3) -> Decision:
    """A vote of the group on this, which so many agree to; its decision."""
    await desk.do(1, acts.OpenSession(0, flow, question, offered))
    case = await desk.case()
    await desk.do(1, acts.ConfirmOpening(case.session.id))
    case = await desk.case()
    (vote,) = case.open_rounds("vote")
    (motion,) = case.motions_in(vote)
    if motion.choices:
        first = min(str(choice["id"]) for choice in motion.choices)
        choices = [json.dumps({first: 5})] * agree
    else:
        choices = ["agree"] * agree
    for user, choice in enumerate(choices, COMMITTEE):
        await desk.do(user, acts.Stand("ballot", motion.id, vote.id, choice))
    await desk.pass_time(timedelta(days=2))
    return list((await desk.case()).decisions.values())[-1]


async def refused(desk: Desk, user: int, act: acts.Act) -> str:
    try:
        await desk.say(user, act)
    except Refused as refusal:
        return refusal.refusal.key
    return ""


async def test_an_entry_counts_once_somebody_else_has_confirmed_it(desk: Desk) -> None:
    _, scope = await books(desk)
    answer = await desk.say(COMMITTEE, acts.EnterMoney(scope, "income", 12_000_00, "电梯广告", category="advertising"))
    assert (answer.key, answer.params["number"]) == ("money-entered", "1")
    (entry,) = await held(desk, scope)
    assert (entry.state, entry.day, sums([entry]).balance) == ("entered", "2026-12-07", 0)
    assert await refused(desk, COMMITTEE, acts.SettleMoney(entry.id, True)) == "money-own"
    assert await refused(desk, PROPERTY, acts.SettleMoney(entry.id, True)) == "not-bookkeeper"
    assert await refused(desk, AUDITOR, acts.SettleMoney(entry.id, True)) == ""
    assert await refused(desk, AUDITOR, acts.SettleMoney(entry.id, True)) == "button-stale"
    assert sums(await held(desk, scope)).balance == 12_000_00


async def test_what_is_sent_back_with_a_reason_never_counts(desk: Desk) -> None:
    _, scope = await books(desk)
    await desk.say(PROPERTY, acts.EnterMoney(scope, "income", 100, "?", category="other"))
    (entry,) = await held(desk, scope)
    assert await refused(desk, AUDITOR, acts.SettleMoney(entry.id, False)) == "reason-needed"
    await desk.say(AUDITOR, acts.SettleMoney(entry.id, False, "没有凭证"))
    (entry,) = await held(desk, scope)
    assert (entry.state, entry.reason, sums([entry]).balance) == ("refused", "没有凭证", 0)
    assert (await desk.owed("money-entry"))[-1].person_id == await desk.person(PROPERTY)


async def test_who_enters_and_who_confirms_and_who_neither(desk: Desk) -> None:
    _, scope = await books(desk)
    enter = acts.EnterMoney(scope, "income", 100, "利息", category="other")
    tried = {user: await refused(desk, user, enter) for user in (1, COMMITTEE, PROPERTY, AUDITOR, NEIGHBOUR)}
    assert tried == {1: "", COMMITTEE: "", PROPERTY: "", AUDITOR: "not-bookkeeper", NEIGHBOUR: "not-bookkeeper"}
    assert await refused(desk, NEIGHBOUR, acts.SettleMonies(scope, 99)) == "not-bookkeeper"
    answer = await desk.say(COMMITTEE, acts.SettleMonies(scope, 99))
    assert (answer.key, answer.params["count"]) == ("money-all-confirmed", 2), "one's own waits for somebody else"


async def test_a_whole_file_is_confirmed_with_as_many_statements_as_two_entries(desk: Desk) -> None:
    community, scope = await books(desk)
    costs = list[int]()
    for count in (1, 2, 40):
        for _ in range(count):
            await desk.say(COMMITTEE, acts.EnterMoney(scope, "income", 100, "利息", category="other"))
        with statements() as seen:
            answer = await desk.say(AUDITOR, acts.SettleMonies(scope, 99))
        assert (answer.key, answer.params) == ("money-all-confirmed", {"count": count, "missed": 0})
        costs.append(len(seen))
    assert costs[1] == costs[2]
    assert sums(await held(desk, scope)).balance == 43_00
    async with desk.store.reading() as tx:
        chain = community_chain(community)
        rows, contents = await journal.read_chain(tx, chain)
        assert verify_chain(rows, contents, await journal.read_head(tx, chain)) == []
    assert sum(row.kind == "money-confirmed" for row in rows) == 43


async def test_what_may_not_stand_goes_on_waiting_while_the_rest_of_its_file_is_confirmed(desk: Desk) -> None:
    """100 in; 80 and 30 out: the 30 would leave less than nothing, and the 20 after it fits."""
    _, scope = await books(desk)
    await entered(desk, scope, "income", 100)
    for yuan in (80, 30, 20):
        await desk.say(COMMITTEE, acts.EnterMoney(scope, "cost", yuan * 100, "换广告框"))
    answer = await desk.say(AUDITOR, acts.SettleMonies(scope, 99))
    assert (answer.key, answer.params) == ("money-all-confirmed", {"count": 2, "missed": 1})
    assert "1 笔不能记" in answer_in_words(answer, Words("zh-CN"))
    assert [entry.state for entry in await held(desk, scope)] == ["confirmed", "confirmed", "entered", "confirmed"]
    assert sums(await held(desk, scope)).balance == 0
    assert await refused(desk, AUDITOR, acts.SettleMonies(scope, 99)) == "money-below-zero"


async def test_alone_nobody_keeps_books(desk: Desk) -> None:
    await desk.do(1, acts.SetUp(0), "administrator")
    async with desk.store.reading() as tx:
        home = await scopes.community(tx, await desk.community())
    assert home is not None
    assert (
        await refused(desk, 1, acts.EnterMoney(home.scope_id, "income", 100, "利息", category="other"))
        == "money-second-person"
    )


async def test_everybody_of_the_community_sees_the_account_and_a_stranger_does_not(desk: Desk) -> None:
    _, scope = await books(desk)
    await entered(desk, scope, "income", 500)
    assert await refused(desk, NEIGHBOUR, acts.Ask("ledger", 0, scope)) == ""
    assert await refused(desk, 77, acts.Ask("ledger", 0, scope)) == "not-participant"
    assert await refused(desk, NEIGHBOUR, acts.Ask("ledger-enter", 0, scope)) == "not-bookkeeper"
    (entry,) = await held(desk, scope)
    assert await refused(desk, NEIGHBOUR, acts.Ask("money-entry", 0, entry.id)) == "not-bookkeeper"
    assert await refused(desk, NEIGHBOUR, acts.Ask("ledger", 0, 1)) == "button-stale", "no fund of anybody"


async def test_a_decision_within_the_books_is_paid_and_no_more_than_it_granted(desk: Desk) -> None:
    """50,000 in; 42,000 granted: 8,000 to decide on. 30,000 paid, 12,001 refused, 12,000 paid: 8,000 left."""
    _, scope = await books(desk)
    await entered(desk, scope, "income", 50_000)
    pay = acts.EnterMoney(scope, "payment", 100_00, "凉亭首款", decision_id=5)
    assert await refused(desk, COMMITTEE, pay) == "payment-no-decision"
    decision = await decided(desk, "huaqian", "修凉亭", Offered(cost=42_000_00))
    assert (decision.outcome, decision.figures["count"]["budget"]) == ("passed", 50_000_00)
    assert await available(desk) == 8_000_00
    await entered(desk, scope, "payment", 30_000, decision_id=decision.id)
    over = acts.EnterMoney(scope, "payment", 12_001_00, "尾款", decision_id=decision.id)
    assert await refused(desk, COMMITTEE, over) == "payment-over-grant"
    assert await available(desk) == 8_000_00
    await entered(desk, scope, "payment", 12_000, decision_id=decision.id)
    assert (await available(desk), sums(await held(desk, scope)).balance) == (8_000_00, 8_000_00)


async def available(desk: Desk) -> int:
    """What there is to decide on, as a session reads it."""
    return (await desk.case()).funds["community"].available


async def test_two_payments_that_wait_together_are_not_both_confirmed_where_only_one_is_granted(desk: Desk) -> None:
    _, scope = await books(desk)
    await entered(desk, scope, "income", 50_000)
    decision = await decided(desk, "huaqian", "修凉亭", Offered(cost=42_000_00))
    for _ in range(2):
        await desk.say(COMMITTEE, acts.EnterMoney(scope, "payment", 30_000_00, "款", decision_id=decision.id))
    *_, first, second = await held(desk, scope)
    assert await refused(desk, AUDITOR, acts.SettleMoney(first.id, True)) == ""
    assert await refused(desk, AUDITOR, acts.SettleMoney(second.id, True)) == "payment-over-grant"


async def test_e21_a_decision_the_books_cannot_bear_is_blocked_and_its_record_says_by_what(desk: Desk) -> None:
    """70,100 in, 7,000 set aside, 42,000 granted before: 21,100 − 42,000."""
    _, scope = await books(desk)
    await entered(desk, scope, "income", 70_100)
    await entered(desk, scope, "reserve", 7_000)
    assert (await decided(desk, "huaqian", "修凉亭", Offered(cost=42_000_00))).outcome == "passed"
    second = await decided(desk, "huaqian", "修长廊", Offered(cost=42_000_00))
    assert (second.outcome, second.figures["count"]["budget"]) == ("budget_blocked", 21_100_00)
    record = await public_record(desk.store, (await desk.case()).session.number)
    (row,) = [row for row in record["journal"] if row["kind"] == "envelope"]
    assert row["public"].items() >= {
        "balance": 70_100_00, "committed": 42_000_00, "reserve": 7_000_00, "budget": 21_100_00,
    }.items()  # fmt: skip
    assert verify(json.dumps(record)).findings == ()
    row["public"]["balance"] = 90_000_00
    forged = json.dumps(record)
    assert [finding.key for finding in verify(forged).findings] == ["row-changed"]
    assert [finding.key for finding in by_the_books(forged)] == ["decision-budget"], "whoever made the hashes match"


def by_the_books(text: str) -> list[Finding]:
    """What is found of a record's money alone."""
    record = read(text)
    return list(
        check_money(record.decisions, [ChainRow("", r.seq, r.at, r.kind, r.public, "", "", "") for r in record.journal])
    )


async def test_a_participatory_budget_is_divided_out_of_what_the_books_have(desk: Desk) -> None:
    """60,000 in; 路灯 42,000 has all the points: 18,000 are left for the next."""
    _, scope = await books(desk)
    await entered(desk, scope, "income", 60_000)
    offered = Offered((Offer("路灯", 42_000_00), Offer("凉亭", 30_000_00)))
    with pytest.raises(Refused, match="motion-budget-of-ledger"):
        await decided(desk, "paiqian", "办哪几件", Offered(offered.choices, budget=60_000_00))
    decision = await decided(desk, "paiqian", "办哪几件", offered)
    assert decision.figures["count"]["budget"] == 60_000_00
    assert decision.figures["count"]["chosen"] == ["c1"]
    assert await available(desk) == 18_000_00
    record = await public_record(desk.store, (await desk.case()).session.number)
    assert verify(json.dumps(record)).findings == ()


async def test_a_voucher_is_kept_with_its_entry_and_fetched(desk: Desk) -> None:
    _, scope = await books(desk)
    photo = acts.Attachment("photo", "AgAD-voucher")
    await desk.say(PROPERTY, acts.EnterMoney(scope, "income", 100, "广告", category="advertising", vouchers=(photo,)))
    (entry,) = await held(desk, scope)
    await desk.say(COMMITTEE, acts.AddVoucher(entry.id, (acts.Attachment("document", "BQAD-contract"),)))
    assert await refused(desk, COMMITTEE, acts.AddVoucher(entry.id, ())) == "money-voucher"
    (entry,) = await held(desk, scope)
    assert entry.vouchers == [{"kind": "photo", "file": "AgAD-voucher"}, {"kind": "document", "file": "BQAD-contract"}]
    assert [row.args["file"] for row in await desk.owed("file")] == ["AgAD-voucher", "BQAD-contract"]


async def test_the_minutes_of_the_community_hold_every_entry_and_are_whole(desk: Desk) -> None:
    community, scope = await books(desk)
    await entered(desk, scope, "income", 500)
    wrong = (await held(desk, scope))[-1]
    await desk.say(COMMITTEE, acts.EnterMoney(scope, "", 0, "重复了", corrects=wrong.id))
    await desk.say(AUDITOR, acts.SettleMoney((await held(desk, scope))[-1].id, True))
    async with desk.store.reading() as tx:
        rows, contents = await journal.read_chain(tx, community_chain(community))
        head = await journal.read_head(tx, community_chain(community))
    assert verify_chain(rows, contents, head) == []
    told = [(row.kind, row.public.get("amount")) for row in rows if row.kind.startswith("money-")]
    assert told == [
        ("money-entered", 500_00), ("money-confirmed", None), ("money-entered", -500_00), ("money-confirmed", None),
    ]  # fmt: skip
    assert sums(await held(desk, scope)).balance == 0


async def test_a_quarter_is_told_on_the_tenth_day_after_it_once_and_the_next_one_too(desk: Desk) -> None:
    """Entered on 7 December: the statement of the fourth quarter comes on 10 January at nine."""
    community, scope = await books(desk)
    await entered(desk, scope, "income", 500)
    await desk.pass_time(datetime(2027, 1, 10, 0, 59, tzinfo=UTC) - desk.now)
    assert await desk.owed("ledger-statement") == []
    assert await desk.owed("ledger-reminder") == []
    await desk.pass_time(timedelta(minutes=2))
    (post,) = await desk.owed("ledger-statement")
    assert (post.args["quarter"], post.urgency) == ("2026-4", "budgeted")
    async with desk.store.reading() as tx:
        rows, _ = await journal.read_chain(tx, community_chain(community))
    (row,) = [row for row in rows if row.kind == "ledger-statement"]
    assert (row.public["balance"], row.public["income"]["advertising"], row.at) == (
        500_00, 500_00, datetime(2027, 1, 10, 1, tzinfo=UTC),
    )  # fmt: skip
    await desk.pass_time(datetime(2027, 4, 1, 2, tzinfo=UTC) - desk.now)
    asked = {row.person_id for row in await desk.owed("ledger-reminder")}
    assert asked == {await desk.person(user) for user in (1, 2, COMMITTEE, PROPERTY, AUDITOR)}
    await desk.pass_time(timedelta(days=10))
    assert [row.args["quarter"] for row in await desk.owed("ledger-statement")] == ["2026-4", "2027-1"]


async def test_an_entry_of_a_quarter_that_was_told_is_refused(desk: Desk) -> None:
    _, scope = await books(desk)
    await entered(desk, scope, "income", 500)
    await desk.pass_time(timedelta(days=60))
    late = acts.EnterMoney(scope, "income", 100, "12月广告", day="2026-12-31", category="advertising")
    assert await refused(desk, COMMITTEE, late) == "money-quarter-closed"


async def test_a_role_in_one_community_is_none_in_the_books_of_another(desk: Desk) -> None:
    await books(desk)
    other = Where(-300, kind="supergroup", title="隔壁")
    await desk.do(7, acts.SetUp(0), "administrator", other)
    async with desk.store.reading() as tx:
        home = await scopes.community(tx, await desk.community(other.platform_id))
    assert home is not None
    assert GROUP.platform_id != other.platform_id
    assert (
        await refused(desk, COMMITTEE, acts.EnterMoney(home.scope_id, "income", 1, "x", category="other"))
        == "not-bookkeeper"
    )
    assert await refused(desk, COMMITTEE, acts.Ask("ledger", 0, home.scope_id)) == "not-participant"


async def test_whoever_is_forgotten_leaves_the_books_as_they_are(desk: Desk) -> None:
    community, scope = await books(desk)
    await entered(desk, scope, "income", 500)
    async with desk.store.reading() as tx:
        taken = await personal.everything(tx, Person(await desk.person(COMMITTEE), COMMITTEE))
    assert [(row["amount"], row["state"]) for row in taken["money"]] == [(500_00, "confirmed")]
    await desk.say(COMMITTEE, acts.ForgetMe(await desk.person(COMMITTEE)))
    (entry,) = await held(desk, scope)
    assert (entry.entered_by, sums([entry]).balance) == (None, 500_00)
    async with desk.store.reading() as tx:
        chain = community_chain(community)
        assert verify_chain(*await journal.read_chain(tx, chain), await journal.read_head(tx, chain)) == []
