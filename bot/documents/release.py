"""Handing out the record of a session: the public one to anybody, the sealed one to two scrutineers, on the minutes.

What the records hold is left to `export`.
"""

import asyncio
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from bot.clerk.clerk import Clerk
from bot.clerk.office import Office
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import JournalEntry
from bot.deliberation.flow import Vote
from bot.deliberation.minutes.journal import ChainRow, Content, session_chain
from bot.deliberation.minutes.recount import minutes_of
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import counters
from bot.documents.export import public_export, sealed_export
from bot.documents.meetings import Seen
from bot.documents.proofs import evidence
from bot.documents.publications import seen
from bot.storage import journal, lookups, people
from bot.storage.cases import load_case
from bot.storage.flows import flow_body
from bot.storage.store import Store, Tx

SCRUTINEERS = 2


async def public_record(store: Store, session: str) -> dict[str, Any]:
    """The public export of the session with this number or id; raises `Refused` where there is none."""
    async with store.reading() as tx:
        case = await _case(tx, session)
        rows, contents = await journal.read_chain(tx, session_chain(case.session.id))
        body = await flow_body(tx, case.session.flow_hash)
        names, shown = await _names(tx, case, contents), await seen(tx, case)
    minutes = minutes_of(rows, contents)
    return await asyncio.to_thread(lambda: public_export(case, rows, evidence(case, minutes, body, names), shown))


async def sealed_record(clerk: Clerk, session: str, by: Collection[str], now: datetime) -> dict[str, Any]:
    """The sealed export, for two scrutineers (@username or user id each) of the session's scope.

    Entered in the minutes before it is handed out. Raises `Refused` for anybody else.
    """

    async def open_sealed(
        tx: Tx, office: Office
    ) -> tuple[CaseFile, list[ChainRow], dict[int, Content], str, dict[int, str], Seen]:
        case = await _case(tx, session)
        chain = session_chain(case.session.id)
        persons = await _scrutineers(tx, case, by)
        entry = JournalEntry("sealed-export", now, {"scrutineers": len(persons)}, {"persons": persons})
        head = (await journal.append(tx, [(chain, entry)], office.salt))[chain]
        case.session.chain_seq, case.session.chain_head = head.seq, head.hash
        rows, contents = await journal.read_chain(tx, chain)
        body, names = await flow_body(tx, case.session.flow_hash), await _names(tx, case, contents)
        return case, rows, contents, body, names, await seen(tx, case)

    case, rows, contents, body, names, shown = await clerk.work(open_sealed)
    minutes = minutes_of(rows, contents)
    return await asyncio.to_thread(
        lambda: sealed_export(case, rows, contents, evidence(case, minutes, body, names), shown)
    )


async def _names(tx: Tx, case: CaseFile, contents: Mapping[int, Content]) -> dict[int, str]:
    """The names of those who voted, where votes of the session are open."""
    if not any(isinstance(stage, Vote) and stage.rule.secrecy == "open" for stage in case.flow.stages):
        return {}
    voted = [kept.content for kept in contents.values() if "choice" in kept.content]
    persons = {content["person"] for content in voted if isinstance(content.get("person"), int)}
    return {person.id: person.name for person in (await people.people_by_id(tx, persons)).values()}


async def _case(tx: Tx, session: str) -> CaseFile:
    found = await lookups.session_named(tx, session)
    if found is None:
        raise Refused("session-unknown", session=session[:64])
    case = await load_case(tx, found)
    case.offices = await people.offices(tx, case.session.scope_id)
    return case


async def _scrutineers(tx: Tx, case: CaseFile, by: Collection[str]) -> list[int]:
    # as with ruling: only a self-run group that has no scrutineers falls back on its moderators
    allowed = counters(case) or (case.moderators() if case.community.self_run else [])
    found = list[int]()
    for text in by:
        person = next(iter(await people.find_people(tx, text)), None)
        if person is None or person.id not in allowed:
            raise Refused("not-a-scrutineer", who=text[:64])
        found.append(person.id)
    if len(set(found)) < SCRUTINEERS:
        raise Refused("two-scrutineers")
    return sorted(set(found))
