"""The records of what a test has let happen, as they are exported, and what the check finds in them."""

import json
from collections.abc import Mapping
from typing import Any

from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.minutes.recount import minutes_of
from bot.documents.export import public_export, sealed_export
from bot.documents.proofs import evidence
from bot.documents.verify import verify
from bot.storage import journal
from bot.storage.flows import flow_body
from clerk.making import Desk


async def records(desk: Desk) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both exports of the newest session."""
    case = await desk.case()
    async with desk.store.reading() as tx:
        rows, contents = await journal.read_chain(tx, session_chain(case.session.id))
        body = await flow_body(tx, case.session.flow_hash)
    parts = evidence(case, minutes_of(rows, contents), body)
    return public_export(case, rows, parts), sealed_export(case, rows, contents, parts)


def wrong(record: Mapping[str, Any]) -> list[str]:
    return [finding.key for finding in verify(json.dumps(record)).findings]
