"""Erasing what says who somebody was: of one person, or of everybody in a session that has ended long ago.

Numbers, hashes and decisions stay, and every erasure of minutes is marked in them (`journal.erase`). On SQLite the
pages that become free are overwritten (`secure_delete`). When something is erased, and what people are told of it, is
left to `clerk`.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from bot.deliberation.ballots.box import person_elector
from bot.deliberation.house import Person
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.model import NOBODY, IssueState
from bot.storage import journal, tables
from bot.storage.issues import by_author
from bot.storage.personal import ACTED, OWN, minutes_about
from bot.storage.store import Tx
from bot.storage.tables import forgotten, issues, people, rounds, standing_acts

_UNPUBLISHED = (IssueState.HELD, IssueState.RETURNED)
_CODE = 12

Code = Callable[[int], str]
Salt = Callable[[], str]


async def open_ballots(tx: Tx, person_id: int) -> dict[int, datetime | None]:
    """Rounds that are not over in which something this person cast stands → when they are due."""
    found = await tx.rows(
        select(rounds.c.id, rounds.c.due_at)
        .join(standing_acts, standing_acts.c.round_id == rounds.c.id)
        .where(standing_acts.c.person_id == person_id, rounds.c.closed_at.is_(None))
        .distinct()
    )
    return {row.id: row.due_at for row in found}


async def forget(tx: Tx, person: Person, now: datetime, code: Code, salt: Salt) -> int:
    """Erase a person. What stands in rounds that are not over stays theirs by a number without a name until
    `unlink`; the minutes of it too. Returns how many rows of the minutes were erased."""
    still_open = await open_ballots(tx, person.id)
    mine = by_author(tx, person.id)
    await _release(tx, standing_acts.c.person_id == person.id, standing_acts.c.round_id.not_in(still_open), code=code)
    # what nobody but a screener has read goes with its author
    blank = {"title": "", "text": "", "suggestion": "", "state": IssueState.CLOSED}
    await tx.run(update(issues).where(mine, issues.c.state.in_(_UNPUBLISHED)).values(blank))
    await tx.run(update(issues).where(mine).values(author_name="", author_seal=""))
    erased = 0
    for chain, numbers in (await minutes_about(tx, person)).items():
        erased += len(await journal.erase(tx, chain, numbers, now, salt))
    tasks = tables.tasks
    await tx.run(update(tasks).where(tasks.c.lead_id == person.id).values(lead=""))
    for column in ACTED:
        await tx.run(update(column.table).where(column == person.id).values({column.name: None}))
    for column in OWN:
        await tx.run(delete(column.table).where(column == person.id))
    await tx.run(delete(tables.messages).where(tables.messages.c.chat_id == person.user_id))
    await _keep_mark(tx, person, still_open)
    await tx.run(delete(people).where(people.c.id == person.id))
    return erased


async def _keep_mark(tx: Tx, person: Person, still_open: Collection[int]) -> None:
    """Somebody whose own ballot stands is known again until that vote is over, and only by what they cast there."""
    await tx.run(delete(forgotten).where(forgotten.c.person_id == person.id))
    if still_open and tx.seal is not None:
        await tx.run(forgotten.insert().values(mark=tx.seal.mark(str(person.user_id)), person_id=person.id))


async def known_again(tx: Tx, user_ids: Collection[int]) -> dict[int, int]:
    """user id → the number under which a ballot of theirs still stands, for accounts that were forgotten."""
    if tx.seal is None or not user_ids:
        return {}
    marks = {tx.seal.mark(str(user_id)): user_id for user_id in user_ids}
    found = await tx.rows(select(forgotten).where(forgotten.c.mark.in_(marks)))
    return {marks[row.mark]: row.person_id for row in found}


async def unlink(
    tx: Tx, person_id: int, round_ids: Collection[int], now: datetime, code: Code, salt: Salt
) -> list[int]:
    """Take a forgotten person from what they cast in these rounds, where they are over; returns those that are not."""
    waiting = await tx.column(select(rounds.c.id).where(rounds.c.id.in_(round_ids), rounds.c.closed_at.is_(None)))
    over = sorted(set(round_ids) - set(waiting))
    await _release(tx, standing_acts.c.person_id == person_id, standing_acts.c.round_id.in_(over), code=code)
    for chain, numbers in (await minutes_about(tx, Person(person_id, 0))).items():
        rows = await tx.rows(
            select(tables.journal.c.seq, tables.journal.c.public).where(
                tables.journal.c.chain == chain, tables.journal.c.seq.in_(numbers)
            )
        )
        about = [row.seq for row in rows if row.public.get("round") in over]
        await journal.erase(tx, chain, about, now, salt)
    if not waiting:
        await tx.run(delete(forgotten).where(forgotten.c.person_id == person_id))
    return waiting


async def _release(tx: Tx, *where: ColumnElement[bool], code: Code) -> None:
    """These acts are counted and nobody's: a household's stay the household's, a person's get a name without one."""
    acts = standing_acts
    key = (acts.c.kind, acts.c.what, acts.c.round_id, acts.c.elector)
    for row in await tx.rows(select(*key, acts.c.person_id).where(*where)):
        own = row.elector == person_elector(row.person_id)
        values = {"person_id": NOBODY, **({"elector": f"gone:{code(_CODE)}"} if own else {})}
        same = [column == value for column, value in zip(key, row[:4], strict=True)]
        await tx.run(update(acts).where(*same).values(values))


async def clear_session(tx: Tx, session_id: int, now: datetime, code: Code, salt: Salt) -> list[str]:
    """Erase who took part in a session: names, links, receipts, what was sent 背靠背, and its photos.

    Returns the SHA-256 of files nothing refers to any more. Numbers, decisions, texts of what was public and the chain
    of the minutes stay.
    """
    here = select(rounds.c.id).where(rounds.c.session_id == session_id)
    acts = standing_acts
    files = await _files(tx, session_id)
    key = (acts.c.kind, acts.c.what, acts.c.round_id, acts.c.elector)
    for row in await tx.rows(select(*key).where(acts.c.round_id.in_(here))):
        same = [column == value for column, value in zip(key, row, strict=True)]
        values = {"person_id": NOBODY, "hand_id": None, "receipt": "", "words": "", "elector": f"gone:{code(_CODE)}"}
        await tx.run(update(acts).where(*same).values(values))
    blank: dict[str, Any] = {"author_id": None, "author_name": "", "author_seal": "", "on_behalf_of": ""}
    mine = issues.c.session_id == session_id
    await tx.run(update(issues).where(mine).values(blank | {"attachments": [], "handler": ""}))
    sealed = {"text": "", "suggestion": ""}
    await tx.run(update(issues).where(mine, issues.c.mode == "back").values(sealed))
    never_public = {"text": "", "suggestion": "", "title": "", "reason": ""}
    await tx.run(update(issues).where(mine, issues.c.state.in_(_UNPUBLISHED)).values(never_public))
    entries, tasks, motions, sessions = tables.entries, tables.tasks, tables.motions, tables.sessions
    nameless: dict[str, Any] = {"person_id": None, "answered_by": None, "elector": "", "attachments": []}
    await tx.run(update(entries).where(entries.c.session_id == session_id).values(nameless))
    unsaid: dict[str, Any] = {"elector": "", "door": "", "attachments": []}
    given: dict[str, Any] = {"agent_id": None, "granted_by": None, "confirmed_by": None}
    read: dict[str, Any] = {"teller_id": None}
    for table, persons in ((tables.proxies, given), (tables.paper_entries, read)):
        await tx.run(update(table).where(table.c.session_id == session_id).values(unsaid | persons))
    led: dict[str, Any] = {"lead": "", "lead_id": None, "assist": [], "accepted_by": None}
    await tx.run(update(tasks).where(tasks.c.session_id == session_id).values(led))
    await tx.run(update(motions).where(motions.c.session_id == session_id).values(drafted_by=None))
    held = {"opened_by": None, "cancel_asked_by": None}
    await tx.run(update(sessions).where(sessions.c.id == session_id).values(held))
    chain = session_chain(session_id)
    content = tables.journal_content
    numbers = await tx.column(select(content.c.seq).where(content.c.chain == chain))
    await journal.erase(tx, chain, numbers, now, salt)
    return await _let_go(tx, files)


async def _files(tx: Tx, session_id: int) -> list[str]:
    """The platform's names of the files that came with a session's issues and reports, proxies and paper."""
    holding = (issues, tables.entries, tables.proxies, tables.paper_entries)
    lists = [
        attached
        for table in holding
        for attached in await tx.column(select(table.c.attachments).where(table.c.session_id == session_id))
    ]
    return sorted({str(file["file"]) for attached in lists for file in attached})


async def _let_go(tx: Tx, names: Collection[str]) -> list[str]:
    """Forget these files; the hashes of those no other file shares."""
    table = tables.files
    held = set(await tx.column(select(table.c.sha256).where(table.c.file_id.in_(names))))
    await tx.run(delete(table).where(table.c.file_id.in_(names)))
    shared = set(await tx.column(select(table.c.sha256).where(table.c.sha256.in_(held))))
    return sorted(held - shared)
