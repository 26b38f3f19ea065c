"""Records for tests, as plain functions: a session with a round of every stage kind and something in each."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Flow, Review
from bot.deliberation.house import Person, Schedule
from bot.deliberation.model import (
    Community,
    Decision,
    Entry,
    Issue,
    IssueState,
    Motion,
    Place,
    Round,
    RoundState,
    Session,
    StandingAct,
    Task,
)
from bot.deliberation.roll.cells import parse_roll
from bot.flow_files import FlowLibrary
from bot.storage import ballots, cases, chats, claims, duties, flows, people, roll, roll_import, scopes
from bot.storage.chats import Seen
from bot.storage.people import Met
from bot.storage.store import Ids, Store, Tx

NOW = datetime(2026, 12, 18, 12, 0, tzinfo=UTC)
"""A Friday, eight in the evening in Shanghai."""
DAY = timedelta(days=1)

HOSTILE = "</b><script>x</script>&amp; 👩‍👩‍👧‍👦 " + "遛狗不牵绳\n\n" * 1600
"""Markup, emoji of several code points, empty lines, and more than 10,000 characters."""


@cache
def a_flow(flow_id: str = "wumin") -> Flow:
    return FlowLibrary().load(flow_id).flow


def with_review(flow: Flow) -> Flow:
    """The flow and one stage more, which nothing leads to: 审议 by its party members."""
    return flow.model_copy(
        update={"stages": (*flow.stages, Review(id="shenyi", kind="review", panel=("party_member",)))}
    )


def a_community(**fields: object) -> Community:
    community = Community(1, 1, "第2网格", has_roll=True, self_run=False)
    for name, value in fields.items():
        setattr(community, name, value)
    return community


def a_case(text: str = "遛狗不牵绳。建议必须牵绳。", flow: Flow | None = None, households: int = 32) -> CaseFile:
    """A session of 五民议事法, with a panel's review added, in which every stage has a round; all words are `text`."""
    flow = flow or with_review(a_flow())
    ids = count(100)
    session = Session(10, 1, 1, "2026-001", flow.hash(), flow.id, 1, NOW - 5 * DAY)
    case = CaseFile(session, flow, a_community(), [Place(11, 10, 5, 1)])
    case.electorate = Figures(households, households * 9000)
    case.offices = {"grid_lead": [1], "secretary": [2], "auditor": [3], "party_member": [1, 2, 3]}
    for stage in flow.stages:
        if stage.id != "guidang":
            a_round(case, stage.id, next(ids))
    some_issues(case, text, ids)
    motion = Motion(
        next(ids), 10, round_of(case, "deliberate").id, [first_issue(case).id], text, text, 2, 1, NOW, "voting",
        "a" * 64, round_of(case, "vote").id, households, households * 9000, unanswered=[text],
    )  # fmt: skip
    case.motions[motion.id] = motion
    decision = a_decision(case, motion, next(ids))
    for kind in ("notice", "implement"):
        round_of(case, kind).decision_id = decision.id
    some_entries(case, text, ids)
    some_tasks(case, text, ids)
    return case


def a_round(case: CaseFile, stage_id: str, id_: int) -> Round:
    kind = case.flow.stage(stage_id).kind
    facts = {"n": 22, "satisfied": 19, "needed": 18, "min_n": 10, "households": 32} if kind == "evaluate" else {}
    round_ = Round(id_, 10, stage_id, kind, 1, RoundState.OPEN, NOW - DAY, NOW - DAY, NOW + 2 * DAY, facts=facts)
    case.rounds[id_] = round_
    return round_


def round_of(case: CaseFile, kind: str) -> Round:
    return next(r for r in case.rounds.values() if r.kind == kind)


def first_issue(case: CaseFile) -> Issue:
    return min(case.issues.values(), key=lambda issue: issue.id)


def some_issues(case: CaseFile, text: str, ids: "count[int]") -> None:
    """Seven issues in every round, and one more, 背靠背, that is still held."""
    for position in range(1, 8):
        issue = Issue(
            next(ids), 1, position, 10, text, text, NOW, 20 + position, text, suggestion=text, position=position
        )
        issue.reason = text if position > 4 else ""
        issue.screening = ("accept", "accept", "", "", "reject", "transfer", "return")[position - 1]
        case.issues[issue.id] = issue
        for round_ in case.rounds.values():
            round_.members[issue.id] = None
    held = Issue(next(ids), 1, 8, 10, text, text, NOW, 31, mode="back", state=IssueState.HELD, held_until=NOW + DAY)
    case.issues[held.id] = held


def a_decision(case: CaseFile, motion: Motion, id_: int, outcome: str = "passed") -> Decision:
    """24 of 32 took part: 18 for, 5 against, 1 abstained."""

    def both(heads: int) -> dict[str, object]:
        return {"heads": heads, "area": f"{heads * 90}.00"}

    def check(votes: int, base: int, needed: int) -> dict[str, object]:
        return {"measure": "heads", "votes": votes, "base": base, "needed": needed, "met": votes >= needed, "share": {}}

    figures = {
        "electorate": both(32), "participating": both(24), "agree": both(18), "oppose": both(5), "abstain": both(1),
        "quorum": {"met": True, "checks": [check(24, 32, 17)]},
        "passing": {"met": True, "checks": [check(18, 24, 13)]},
    }  # fmt: skip
    decision = Decision(
        id_, 10, motion.id, round_of(case, "vote").id, list(motion.issues), "2026-001-1", case.flow.standing, outcome,
        {"key": "verdict-passed"}, figures, NOW - DAY, NOW, NOW + 7 * DAY,
    )  # fmt: skip
    case.decisions[id_] = decision
    return decision


def some_entries(case: CaseFile, text: str, ids: "count[int]") -> None:
    """A concern, a question, an objection, a progress report and a remark; and an objection that was upheld."""
    places = {
        "concern": "deliberate", "question": "deliberate", "objection": "notice", "progress": "implement",
        "remark": "evaluate",
    }  # fmt: skip
    for kind, stage in places.items():
        entry = Entry(
            next(ids), 10, round_of(case, stage).id, kind, "", 21, NOW, text, "procedure", answer=text, due_at=NOW + DAY
        )
        case.entries[entry.id] = entry
    entry_of(case, "progress").attachments = [{"kind": "photo", "file": "AgAD"}, {"kind": "voice", "file": "AwAD"}]
    opinion = Entry(
        next(ids), 10, round_of(case, "review").id, "opinion", f"issue:{first_issue(case).id}", 2, NOW, text, "return",
        "noted",
    )  # fmt: skip
    case.entries[opinion.id] = opinion
    upheld = replace(entry_of(case, "objection"), id=next(ids), state="upheld")
    case.entries[upheld.id] = upheld


def entry_of(case: CaseFile, kind: str) -> Entry:
    return next(e for e in case.entries.values() if e.kind == kind and e.state == "open")


def upheld_in(case: CaseFile) -> Entry:
    return next(e for e in case.entries.values() if e.state == "upheld")


def some_tasks(case: CaseFile, text: str, ids: "count[int]") -> None:
    """A task in every state; the progress report is about the first."""
    for state in ("todo", "doing", "done", "accepted", "abandoned"):
        task = Task(
            next(ids), 10, round_of(case, "implement").id, None, text, state, "goods", text, 1, [text], NOW,
            NOW + 30 * DAY, level=1, cost=180_000, result=text, keeper=text, not_achieved=text,
        )  # fmt: skip
        case.tasks[task.id] = task
    entry_of(case, "progress").about = f"task:{min(case.tasks)}"


def voted(case: CaseFile, **heads: int) -> None:
    """Set the running count of the first motion: `voted(case, agree=8, oppose=3)`."""
    vote = round_of(case, "vote")
    (motion,) = case.motions_in(vote)
    case.counts["ballot", motion.id, vote.id] = {name: Figures(n, n * 9000) for name, n in heads.items()}


@dataclass
class Town:
    """What the cards about people and places need: who moderates, who lives where, what is asked and planned."""

    case: CaseFile
    chat_id: int
    lead: Person
    resident: Person
    household_id: int
    claim_id: int


async def a_town(store: Store, text: str = "遛狗不牵绳") -> Town:
    """A community with a roll in a real database, the session of `a_case` stored in it."""
    ids = await store.reserve_ids(900)
    async with store.transaction() as tx:
        scope = await scopes.ensure_scope(tx, None, "grid", "第2网格", ids)
        community = a_community(id=ids(), scope_id=scope.id)
        await scopes.new_community(tx, community)
        chat = (await chats.meet_chats(tx, [Seen(-100, 0, "supergroup", "第2网格")], ids))[-100, 0]
        await chats.bind_chat(tx, chat.id, community)
        met = await people.meet(tx, [Met(1, text[:60] or "网格长"), Met(2, "甲"), Met(3, text[:60] or "乙")], ids)
        lead, resident, asking = met[1], met[2], met[3]
        await people.set_memberships(tx, {(chat.id, person.id): "member" for person in met.values()}, NOW)
        await people.grant(tx, lead.id, scope.id, "grid_lead", None, NOW, ids)
        rows, _ = parse_roll(
            "unit,household,area,owner,representative\n2-101,2-101,89.50,甲,甲\n2-102,2-102,90,乙,乙\n"
        )
        await roll_import.import_roll(tx, scope.id, rows, ids)
        first, second = sorted(await roll.households_below(tx, scope.path), key=lambda h: h.door)
        await claims.bind(tx, first, resident, "owner", "code", NOW, ids)
        claim = await claims.ask_claim(tx, second.id, asking.id, "tenant", NOW, ids)
        await duties.add_schedule(
            tx, Schedule(ids(), community.id, chat.id, "text", "0 9 * * 1", text[:500], lead.id, NOW + DAY)
        )
        case = await _stored(tx, a_case(text), community, chat.id, resident.id, ids)
    return Town(case, chat.id, lead, resident, first.id, claim.id)


async def _stored(tx: Tx, case: CaseFile, community: Community, chat_id: int, author: int, ids: Ids) -> CaseFile:
    case.community = community
    case.session.community_id, case.session.scope_id = community.id, community.scope_id
    case.session.flow_hash = await flows.store_flow(tx, case.flow, NOW)
    await cases.new_session(tx, case.session, [Place(ids(), case.session.id, chat_id, community.scope_id)])
    empty = await cases.load_case(tx, case.session.id)
    before = cases.snapshot(empty)
    for issue in case.issues.values():
        issue.community_id, issue.author_id = community.id, author
    for task in case.tasks.values():
        task.lead_id = author
    for part in ("issues", "rounds", "motions", "decisions", "tasks", "entries"):
        setattr(empty, part, getattr(case, part))
    await cases.save_case(tx, before, empty)
    vote = round_of(case, "vote")
    (motion,) = case.motions_in(vote)
    ballot = StandingAct("ballot", motion.id, vote.id, "household:1", "agree", author, "chat", NOW, "7K2M9P")
    await ballots.store_standing(tx, [(ballot, None)])
    return empty
