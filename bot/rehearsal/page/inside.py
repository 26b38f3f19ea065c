"""What happens inside the bot, for those who want to learn: rounds and their guards, the minutes, what is owed and due.

Only what anybody may know: of the minutes that something was entered, of what is owed to a person only that it is.
Read from the database as it is committed; what it is called comes from the locales, the headings from the page.
"""

from typing import Any

from bot.deliberation.ballots.bag import TURN
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Vote
from bot.deliberation.guards import unmet
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.model import Audience, Round, SessionState
from bot.i18n import Words
from bot.rehearsal.page.house import House
from bot.storage import chats, duties, journal, lookups, owing
from bot.storage.reader import Reader
from bot.storage.store import Tx

ROWS = 40
COMING = 8
_ALL = (SessionState.OPEN, SessionState.CLOSED, SessionState.CANCELLED)


async def inside_json(house: House, words: Words) -> dict[str, Any]:
    """One consistent view, in the language of the page."""
    store, reader = house.bot.store, Reader(house.bot.store)
    async with store.reading() as tx:
        session_ids = await _sessions(tx, house)
        coming = await duties.coming(tx, COMING)
        waiting = await owing.still_owed(tx, COMING)
        owed = await owing.count_owed(tx)
        minutes = [
            row for session_id in session_ids for row in (await journal.read_chain(tx, session_chain(session_id)))[0]
        ]
    cases = [await reader.case(session_id) for session_id in session_ids]
    minutes.sort(key=lambda row: (row.at, row.chain, row.seq))
    return {
        "rounds": [await _round_json(reader, case, r, house, words) for case in cases for r in case.open_rounds()],
        "sessions": [
            {"number": case.session.number, "state": case.session.state.value, "head": case.session.chain_head[:12]}
            for case in cases
        ],
        "journal": [
            {"at": row.at.timestamp(), "seq": row.seq, "kind": row.kind, "said": words("inside-act", kind=row.kind),
             "hash": row.hash[:12]}
            for row in minutes[-ROWS:]
        ],
        "owed": owed,
        "waiting": [
            {"said": words("inside-owing", kind=row.what), "private": row.private, "ready": row.ready_at.timestamp()}
            for row in waiting
        ],
        "coming": [
            {"at": due.at.timestamp(), "kind": due.kind, "said": words("inside-due", kind=due.kind)} for due in coming
        ],
        "traffic": [
            {"at": line.at.timestamp(), "in": line.to_bot, "name": line.name, "private": line.private,
             "about": line.about, "refused": line.refused}
            for line in house.traffic.lines
        ],
    }  # fmt: skip


async def _sessions(tx: Tx, house: House) -> list[int]:
    """Every session of the groups, in the order they were opened."""
    found = set[int]()
    for group in house.cast.groups.values():
        chat = await chats.chat_by_platform(tx, group.id)
        if chat is not None:
            found.update(session.id for session in await lookups.sessions_in_chat(tx, chat.id, _ALL))
    return sorted(found)


async def _round_json(reader: Reader, case: CaseFile, round_: Round, house: House, words: Words) -> dict[str, Any]:
    waits = unmet(case, round_, house.clock.now())
    kind = {"vote": "ballot", "evaluate": "rating"}.get(round_.kind)
    if isinstance(stage := case.stage(round_), Vote) and not stage.rule.linkable:
        kind = TURN
    return {
        "label": words.pick(case.stage(round_).label) or round_.stage_id,
        "kind": round_.kind,
        "state": round_.state.value,
        "lap": round_.lap,
        "opens": round_.opens_at.timestamp(),
        "due": round_.due_at.timestamp() if round_.due_at else None,
        "issues": [issue.title for issue in case.members(round_) if issue.audience is Audience.PUBLIC],
        "guard": words(f"refusal-{waits.key}", **waits.params) if waits else "",
        "acted": await reader.participants(round_.id, kind) if kind else None,
        "electorate": case.electorate.heads or None,
    }
