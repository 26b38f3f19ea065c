"""A case file comes back as it was stored, and storing it writes only what has changed."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest

from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Flow
from bot.deliberation.model import (
    Audience,
    Decision,
    Entry,
    IssueState,
    RoundState,
    SessionState,
    Task,
)
from bot.deliberation.money.ledger import MoneyEntry
from bot.deliberation.refusal import Refused
from bot.deliberation.roll.rows import RollRow
from bot.storage import ballots, cases, flows, ledger, lookups, roll_import, scopes
from bot.storage.store import Store
from storage.counting import statements
from storage.making import HOUR, NOW, Town, a_ballot, a_flow, a_session, a_town, an_issue


async def _stored(store: Store, town: Town) -> CaseFile:
    async with store.reading() as tx:
        return await cases.load_case(tx, town.case.session.id)


async def test_a_case_comes_back_as_it_was_stored(store: Store) -> None:
    """Every kind of record, with every field away from its default."""
    town = await a_town(store)
    case, ids, session = town.case, town.ids, town.case.session
    before = cases.snapshot(case)
    session.state, session.waiting, session.came_from = (
        SessionState.CLOSED,
        {"jue": [3, 4]},
        {"session": 1, "stage": "x"},
    )
    session.closed_at, session.paused_until, session.practice = NOW + HOUR, NOW, True
    case.community.rest_days, case.community.last_number = ["2027-01-01"], 7
    (issue,) = case.issues.values()
    issue.state, issue.audience, issue.attachments = (
        IssueState.HELD,
        Audience.HANDLERS,
        [{"kind": "photo", "file_id": "a"}],
    )
    issue.held_until, issue.merged_into = NOW + 24 * HOUR, 99
    town.vote.members, town.vote.facts = {issue.id: "passed"}, {"reminded": [1, 2], "said": {"甲": 2}}
    town.vote.state, town.vote.extended = RoundState.FROZEN, 1
    town.motion.unanswered, town.motion.heads = ["谁付钱?"], 24
    decision = Decision(
        ids(), session.id, town.motion.id, town.vote.id, [issue.id], "2026-1", "居民协商", "passed",
        {"key": "majority", "params": {"agree": 13}}, {"agree": {"heads": 13, "area": 0}}, NOW, NOW + HOUR,
    )  # fmt: skip
    task = Task(ids(), session.id, town.vote.id, decision.id, "立牌", assist=["物业"], due_at=NOW, cost=12345)
    entry = Entry(ids(), session.id, town.vote.id, "objection", f"decision:{decision.id}", 5, NOW, "计票有误")
    case.decisions[decision.id], case.tasks[task.id], case.entries[entry.id] = decision, task, entry
    async with store.transaction() as tx:
        await cases.save_case(tx, before, case)
    again = await _stored(store, town)
    for part in fields(case):
        assert getattr(again, part.name) == getattr(case, part.name), part.name
    assert again.session.state is SessionState.CLOSED


async def test_the_books_are_summed_for_a_session_that_spends_and_of_no_other(store: Store) -> None:
    """Of others it is only known that there are books."""
    town = await a_town(store)
    body = a_flow("spending").model_dump(mode="json", exclude_unset=True)
    body["stages"][0]["rule"]["fund"] = "community"
    entry = MoneyEntry(town.ids(), town.scope.id, 1, "income", 700_00, "2026-12-01", "广告", 1, NOW, state="confirmed")
    assert not (await _stored(store, town)).has_books
    async with store.transaction() as tx:
        await ledger.add(tx, [entry])
        spending = await a_session(tx, town.ids, town.case.community, town.chat, Flow.model_validate(body))
    with statements() as seen:
        ordinary = await _stored(store, town)
    assert (ordinary.has_books, ordinary.funds) == (True, {})
    assert not [asked for asked, _ in seen if "sum(ledger" in asked or "FROM grants" in asked]
    async with store.reading() as tx:
        case = await cases.load_case(tx, spending.id)
    assert (case.has_books, case.funds["community"].available) == (True, 700_00)


async def test_saving_an_unchanged_case_writes_nothing(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        case = await cases.load_case(tx, town.case.session.id)
        before = cases.snapshot(case)
        with statements() as seen:
            await cases.save_case(tx, before, case)
    assert seen == []


async def test_a_change_inside_a_record_is_noticed(store: Store) -> None:
    """A mutable fact changed in place is stored, for the snapshot shares nothing with the case."""
    town = await a_town(store)
    async with store.transaction() as tx:
        case = await cases.load_case(tx, town.case.session.id)
        before = cases.snapshot(case)
        case.rounds[town.vote.id].facts.setdefault("said", []).append("甲")
        case.motions[town.motion.id].unanswered.append("谁付钱?")
        await cases.save_case(tx, before, case)
    again = await _stored(store, town)
    assert again.rounds[town.vote.id].facts == {"said": ["甲"]}
    assert again.motions[town.motion.id].unanswered == ["谁付钱?"]


async def test_columns_left_alone_keep_what_another_wrote(store: Store) -> None:
    """A case loaded earlier does not put back a counter that has moved meanwhile."""
    town = await a_town(store)
    async with store.transaction() as tx:
        case = await cases.load_case(tx, town.case.session.id)
        before = cases.snapshot(case)
        await cases.next_session_number(tx, await _community(tx, town), NOW)
        case.community.last_number += 1
        await cases.save_case(tx, before, case)
        community = await _community(tx, town)
    assert (community.sessions, community.last_number) == (2, 1)


async def _community(tx: Any, town: Town) -> Any:
    return await scopes.community(tx, town.community.id)


async def test_an_issue_taken_in_from_elsewhere_is_stored_where_it_is_now(store: Store) -> None:
    town = await a_town(store)
    async with store.transaction() as tx:
        other = await a_session(tx, town.ids, town.community, town.chat)
        case = await cases.load_case(tx, other.id)
        before = cases.snapshot(case)
        (issue,) = town.case.issues.values()
        issue.session_id = other.id
        case.issues[issue.id] = issue
        await cases.save_case(tx, before, case)
        assert await lookups.session_of_issue(tx, issue.id) == other.id


async def test_loading_asks_once_a_table_however_much_there_is(store: Store) -> None:
    town = await a_town(store)
    counted = []
    for _ in range(2):
        async with store.transaction() as tx:
            with statements() as seen:
                case = await cases.load_case(tx, town.case.session.id)
            counted.append(len(seen))
            before = cases.snapshot(case)
            for number in range(2, 40):
                issue = an_issue(town.ids(), town.community, case.session.id, number)
                case.issues[issue.id] = issue
            await cases.save_case(tx, before, case)
    assert counted[0] == counted[1] < 15


async def test_a_case_that_is_not_there_is_a_stale_button(store: Store) -> None:
    async with store.reading() as tx:
        with pytest.raises(Refused) as caught:
            await cases.load_case(tx, 404)
    assert caught.value.refusal.key == "button-stale"


async def test_counts_are_the_running_ones_and_a_recount_reads_the_ballots(store: Store) -> None:
    town = await a_town(store)
    key = ("ballot", town.motion.id, town.vote.id)
    async with store.transaction() as tx:
        acts = [a_ballot(town, f"household:{n}", "agree" if n < 3 else "oppose", area=1000 * n) for n in range(1, 6)]
        await ballots.store_standing(tx, [(act, None) for act in acts])
        case = await cases.load_case(tx, town.case.session.id, recount=True)
    assert case.counts[key] == case.recount[key] == {"agree": Figures(2, 3000), "oppose": Figures(3, 12000)}
    assert (await _stored(store, town)).recount == {}


async def test_a_session_knows_the_electorate_of_its_own_scope(store: Store) -> None:
    town = await a_town(store)
    rows = [RollRow(n, f"2-10{n}", f"2-10{n}", 8950, building="2" if n < 3 else "3") for n in range(1, 6)]
    async with store.transaction() as tx:
        await roll_import.import_roll(tx, town.scope.id, rows, town.ids)
        case = await cases.load_case(tx, town.case.session.id)
    assert (case.electorate, case.roll_version, case.community.has_roll) == (Figures(5, 44750), 1, True)


async def test_sessions_are_numbered_by_year_and_community_without_gaps(store: Store) -> None:
    town = await a_town(store)
    assert town.case.session.number == "2026-幸福里-001"
    new_year_there = NOW.replace(month=12, day=31, hour=16, minute=1)
    async with store.transaction() as tx:
        numbers = [await cases.next_session_number(tx, town.community, new_year_there) for _ in range(2)]
        assert [await cases.next_issue_number(tx, town.community.id) for _ in range(2)] == [1, 2]
    assert numbers == ["2027-幸福里-002", "2027-幸福里-003"]


async def test_a_flow_is_parsed_once_and_its_hash_finds_it(store: Store) -> None:
    flow = a_flow("other")
    async with store.transaction() as tx:
        hash_ = await flows.store_flow(tx, flow, NOW)
        assert await flows.store_flow(tx, flow, NOW + timedelta(days=1)) == hash_ == flow.hash()
    async with store.reading() as tx:
        first = await flows.load_flow(tx, hash_)
        with statements() as seen:
            again = await flows.load_flow(tx, hash_)
        assert (first, again is first, seen) == (flow, True, [])
        with pytest.raises(KeyError):
            await flows.load_flow(tx, "nothing")


async def test_records_lead_to_their_session_and_chats_to_theirs(store: Store) -> None:
    town = await a_town(store)
    session_id = town.case.session.id
    async with store.reading() as tx:
        assert await lookups.session_of_round(tx, town.vote.id) == session_id
        assert await lookups.session_of_motion(tx, town.motion.id) == session_id
        assert await lookups.session_of_round(tx, 404) is None
        assert [held.id for held in await lookups.sessions_in_chat(tx, town.chat.id)] == [session_id]
        assert [held.id for held in await lookups.open_sessions(tx, town.community.id)] == [session_id]
        assert await lookups.sessions_in_chat(tx, town.chat.id, [SessionState.CLOSED]) == []
        assert [issue.number for issue in await lookups.open_issues(tx, town.community.id)] == [1]
