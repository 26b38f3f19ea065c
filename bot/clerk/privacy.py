"""/privacy: what is kept about a person, a copy to take along, and being forgotten; and the end of what is kept.

What a row or the minutes say of somebody is found and erased by `storage.personal` and `storage.forgetting`.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.clerk import handing
from bot.clerk.office import Office
from bot.clerk.standpoint import Standpoint
from bot.deliberation import acts
from bot.deliberation.desk import Answer, Due, JournalEntry, Owed, Urgency
from bot.deliberation.minutes.journal import community_chain
from bot.deliberation.refusal import Refused
from bot.storage import cases, duties, forgetting, journal, lookups, news, owing, scopes
from bot.storage.store import Tx

UNLINK = "unlink"
"""Due moment of the house: votes in which a forgotten person took part are over."""
_LOOK_AGAIN = timedelta(days=1)


async def _take_along(at: Standpoint, act: acts.TakeAlong) -> Answer:
    """The document is written when it is sent, from what is kept then."""
    _own(at, act.person_id)
    await _record(at, "data-taken", {}, person=at.person.id)
    await at.tell(at.person.id, "my-data", Urgency.REPLY)
    return Answer("data-comes")


async def _forget_me(at: Standpoint, act: acts.ForgetMe) -> Answer:
    """Hand over what the person had in hand, then erase them; what stands in an open vote is unlinked at its close."""
    _own(at, act.person_id)
    tx, now, person = at.tx, at.submission.at, at.person
    homes = await scopes.communities_of_person(tx, person.id)
    for community in await handing.moderated(tx, person.id):
        await handing.hand_over(tx, at.office, person.id, community, now)
    for session_id in sorted({task.session_id for task in await lookups.tasks_led_by(tx, person.id)}):
        await handing.release_in(tx, at.office, person.id, session_id, now)
    still_open = await forgetting.open_ballots(tx, person.id)
    withdrawn = await lookups.unchecked_by(tx, person.id)
    await duties.drop_due(tx, [f"issue:{issue_id}" for issue_id in withdrawn])
    erased = await forgetting.forget(tx, person, now, at.office.code, at.office.salt)
    entry = JournalEntry("forgotten", now, {"rows": erased, "open_ballots": len(still_open)}, {})
    await journal.append(tx, [(community_chain(home.id), entry) for home in homes], at.office.salt)
    if still_open:
        await duties.set_due(tx, [_unlink_due(person.id, list(still_open), _after(still_open.values(), now))])
    await news.spread(tx)
    return Answer("forgotten", alert=True)


def _own(at: Standpoint, person_id: int) -> None:
    if person_id != at.person.id or not at.submission.where.private:
        raise Refused("button-stale")


async def _record(at: Standpoint, kind: str, public: dict[str, Any], **content: Any) -> None:
    """Enter it in the minutes of every community the person belongs to."""
    homes = await scopes.communities_of_person(at.tx, at.person.id)
    entry = JournalEntry(kind, at.submission.at, public, content)
    await journal.append(at.tx, [(community_chain(home.id), entry) for home in homes], at.office.salt)


def _unlink_due(person_id: int, rounds: list[int], at: datetime) -> Due:
    return Due(f"unlink:{person_id}", at, UNLINK, args={"person": person_id, "rounds": rounds})


def _after(dues: Any, now: datetime) -> datetime:
    """A moment after the last of these closes; where one has none, tomorrow."""
    known = [due for due in dues if due is not None and due > now]
    return max(known) + timedelta(minutes=1) if known else now + _LOOK_AGAIN


async def lapse(tx: Tx, office: Office, due: Due, now: datetime) -> None:
    """Votes are over, or a session has been closed for as long as its flow keeps personal content."""
    if due.kind == UNLINK:
        person_id, rounds = int(due.args["person"]), list(due.args["rounds"])
        waiting = await forgetting.unlink(tx, person_id, rounds, now, office.code, office.salt)
        if waiting:
            again = _after((await forgetting.open_ballots(tx, person_id)).values(), now)
            await duties.set_due(tx, [_unlink_due(person_id, waiting, again)])
        return
    case = await cases.load_case(tx, int(due.args["session"]))
    if case.session.closed_at is None:
        return
    files = await forgetting.clear_session(tx, case.session.id, now, office.code, office.salt)
    entry = JournalEntry("personal-erased", now, {"session": case.session.id, "files": len(files)}, {})
    await journal.append(tx, [(community_chain(case.community.id), entry)], office.salt)
    await owing.owe(tx, [Owed("discard", "file", {"sha256": name}) for name in files], now, office.next_id)


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {
    acts.TakeAlong: _take_along,
    acts.ForgetMe: _forget_me,
}
