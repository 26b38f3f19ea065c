"""Plain functions that put a small community with a session into a database."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Flow
from bot.deliberation.house import Chat, Person, Scope
from bot.deliberation.model import Community, Issue, Motion, Place, Round, RoundState, Session, StandingAct
from bot.storage import cases, chats, flows, people, scopes
from bot.storage.chats import Seen
from bot.storage.people import Met
from bot.storage.store import Ids, Store, Tx

NOW = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_flow(flow_id: str = "quick") -> Flow:
    """One vote of a group's members, then the archive."""
    body: dict[str, Any] = {
        "id": flow_id,
        "name": "快问快议",
        "standing": "opinion",
        "stages": [
            {
                "id": "jue",
                "kind": "vote",
                "rule": {"electorate": "member"},
                "next": dict.fromkeys(("passed", "failed", "tied", "inquorate"), "end"),
            },
            {"id": "end", "kind": "archive"},
        ],
    }
    return Flow.model_validate(body)


@dataclass
class Town:
    """A community `幸福里` with one chat, and a session in it with one open vote on one motion."""

    scope: Scope
    community: Community
    chat: Chat
    case: CaseFile
    vote: Round
    motion: Motion
    ids: Ids


async def a_town(store: Store) -> Town:
    ids = await store.reserve_ids(900)
    async with store.transaction() as tx:
        scope = await scopes.ensure_scope(tx, None, "compound", "幸福里", ids)
        community = Community(ids(), scope.id, "幸福里")
        await scopes.new_community(tx, community)
        chat = (await chats.meet_chats(tx, [Seen(-100, 0, "supergroup", "幸福里一群")], ids))[-100, 0]
        await chats.bind_chat(tx, chat.id, community)
        session = await a_session(tx, ids, community, chat)
        case = await cases.load_case(tx, session.id)
        before = cases.snapshot(case)
        issue = an_issue(ids(), community, session.id, 1)
        vote = Round(
            ids(),
            session.id,
            "jue",
            "vote",
            1,
            RoundState.OPEN,
            NOW,
            NOW,
            due_at=NOW + 72 * HOUR,
            members={issue.id: None},
        )
        motion = Motion(
            ids(), session.id, vote.id, [issue.id], "牵绳", "遛狗必须牵绳", 1, None, NOW, vote_round_id=vote.id
        )
        case.issues[issue.id], case.rounds[vote.id], case.motions[motion.id] = issue, vote, motion
        await cases.save_case(tx, before, case)
    return Town(scope, community, chat, case, vote, motion, ids)


async def a_session(tx: Tx, ids: Ids, community: Community, chat: Chat, flow: Flow | None = None) -> Session:
    flow = flow or a_flow()
    session = Session(
        id=ids(),
        community_id=community.id,
        scope_id=community.scope_id,
        number=await cases.next_session_number(tx, community, NOW),
        flow_hash=await flows.store_flow(tx, flow, NOW),
        flow_id=flow.id,
        opened_by=None,
        opened_at=NOW,
    )
    await cases.new_session(tx, session, [Place(ids(), session.id, chat.id, community.scope_id)])
    return session


def an_issue(id_: int, community: Community, session_id: int, number: int) -> Issue:
    return Issue(id_, community.id, number, session_id, "遛狗", "遛狗不牵绳", NOW, None, position=number)


def a_ballot(town: Town, elector: str, choice: str, person_id: int = 1, area: int = 0) -> StandingAct:
    return StandingAct("ballot", town.motion.id, town.vote.id, elector, choice, person_id, "chat", NOW, area=area)


async def residents(tx: Tx, ids: Ids, *names: str) -> list[Person]:
    """People by name, with user ids from 1001 upwards."""
    met = await people.meet(tx, [Met(1001 + number, name) for number, name in enumerate(names)], ids)
    return [met[1001 + number] for number in range(len(names))]
