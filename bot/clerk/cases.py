"""Acts and due moments of one session: load its case file, let the rules decide, store what follows.

Everything an act leaves — records, minutes, due moments, what is owed — goes into the transaction the
caller opened; whether that is kept is the caller's to say.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from bot.clerk import arrival, electors, voices
from bot.clerk.delivering import owe_ballots
from bot.clerk.office import Office, reply
from bot.clerk.reminders import owe_reminders
from bot.clerk.submission import Submission
from bot.deliberation import acts, sessions
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests import objections
from bot.deliberation.desk import CLOCK, Actor, Answer, Desk, Due, Handover
from bot.deliberation.flow import Collect, Deliberate, Flow, Screen
from bot.deliberation.house import Chat, Person, Schedule
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.model import IssueState, Place, Session, SessionState, StandingAct
from bot.deliberation.money.funding import grants_of
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import may_open
from bot.storage import (
    anonymous,
    ballots,
    cases,
    chats,
    deliveries,
    duties,
    flows,
    journal,
    ledger,
    lookups,
    owing,
    owners,
    people,
    roll,
    scopes,
)
from bot.storage.neighbours import neighbours
from bot.storage.store import Tx

_Ruled = TypeVar("_Ruled")

_COUNTING = (acts.RuleOn, acts.Recount, acts.CancelSession, acts.ConfirmCancel)
"""Acts that look at the ballots: to count them again, or to put anonymous ones away."""
AT_ONCE = 1000
"""Different ballots that are counted in passing; to count more can take seconds, and is done beside the event loop."""
RETENTION = "retention"
"""Due moment of the house: what a session kept of those who took part has had its time (`privacy`)."""


async def take(tx: Tx, office: Office, submission: Submission, person: Person) -> Answer:
    """Take an act of a session for this person."""
    act = submission.act
    assert isinstance(act, acts.SessionAct)
    case = await load(tx, act.session_id, recount=isinstance(act, _COUNTING))
    act = await voices.look_up(tx, case, act)
    before = cases.snapshot(case)
    if isinstance(act, acts.ConfirmOpening):
        await _need_places(tx, case)
        await _bring_waiting(tx, case)
    if isinstance(act, acts.RuleOn):
        act = await electors.with_ballots(tx, case, act)
    if isinstance(act, acts.AssignTask):
        act = await _with_lead(tx, act, case.community.id)
    if isinstance(act, acts.NameParty) and act.name:
        act = await _with_party(tx, act, case)
    desk = office.desk(case.community, submission.at, await actor(tx, case, submission, person))
    answer = await _ruled(case, partial(sessions.take, case, act, desk))
    await store(tx, office, case, before, desk)
    return answer


async def _ruled(case: CaseFile, rule: Callable[[], _Ruled]) -> _Ruled:
    """What a rule says; where it may count many ballots it does so beside the event loop.

    Nobody writes meanwhile, for the transaction is open; but the program goes on with all that does not write.
    """
    if sum(map(len, case.recount.values())) > AT_ONCE:
        return await asyncio.to_thread(rule)
    return rule()


async def doubt(tx: Tx, office: Office, submission: Submission, person: Person, ballot: StandingAct) -> None:
    """A ballot its own elector did not cast is an objection as well, where the vote takes any."""
    session_id = await lookups.session_of_round(tx, ballot.round_id)
    assert session_id is not None
    case = await load(tx, session_id)
    before = cases.snapshot(case)
    desk = office.desk(case.community, submission.at, await actor(tx, case, submission, person))
    if objections.doubt(case, case.motions[ballot.what], ballot.elector, desk):
        await store(tx, office, case, before, desk)


async def lapse(tx: Tx, office: Office, due: Due, now: datetime) -> None:
    """Let a due moment of a session take effect."""
    assert due.session_id is not None
    case = await load(tx, due.session_id, recount=due.kind == "close")
    before = cases.snapshot(case)
    desk = office.desk(case.community, now, CLOCK)
    await _ruled(case, partial(sessions.lapse, case, due, desk))
    if due.kind == "remind":
        await owe_reminders(tx, case, case.rounds[due.round_id or 0], desk)
    await store(tx, office, case, before, desk)


async def open_session(
    tx: Tx, office: Office, act: acts.OpenSession, submission: Submission, person: Person, chat: Chat
) -> Answer:
    """Prepare a session in a chat and show its preview to whoever asked."""
    case = await _draft(tx, office, chat, act.flow_id, act.question, person.id, submission.at)
    case.session.offered = act.offered.stored() if act.offered else {}
    by = await actor(tx, case, submission, person)
    if not may_open(case, by):
        raise Refused("not-moderator")
    desk = office.desk(case.community, submission.at, by)
    sessions.prepare(case, desk)
    await cases.new_session(tx, case.session, case.places)
    preview = reply(submission, person, chat.id, "opening-preview", {"session": case.session.id})
    key = arrival.preview_key(case.session.id, preview.chat_id, preview.person_id)
    desk.owe(replace(preview, what="card", key=key))
    await follow(tx, office, case, desk)
    return Answer()


async def open_by_schedule(tx: Tx, office: Office, schedule: Schedule, now: datetime) -> None:
    """A standing session opens by itself; one of the same flow that is still open there is left to finish."""
    chat = await chats.chat(tx, schedule.chat_id)
    if chat is None or office.flow_or_none(schedule.text) is None:
        return
    running = await lookups.sessions_in_chat(tx, chat.id)
    if any(session.flow_id == schedule.text and session.state == SessionState.OPEN for session in running):
        return
    case = await _draft(tx, office, chat, schedule.text, "", schedule.made_by, now)
    desk = office.desk(case.community, now, CLOCK)
    sessions.prepare(case, desk)
    await cases.new_session(tx, case.session, case.places)
    before = cases.snapshot(case)
    await _bring_waiting(tx, case)
    sessions.take(case, acts.ConfirmOpening(case.session.id), desk)
    await store(tx, office, case, before, desk)


async def _draft(
    tx: Tx, office: Office, chat: Chat, flow_id: str, question: str, by: int | None, now: datetime
) -> CaseFile:
    if chat.community_id is None or chat.scope_id is None:
        raise Refused("chat-not-set-up")
    community = await scopes.community(tx, chat.community_id)
    assert community is not None
    flow = office.flow(flow_id)
    scope = await scopes.scope(tx, chat.scope_id)
    assert scope is not None
    sessions.check_level(flow, scope.kind)
    session = Session(
        id=office.next_id(),
        community_id=community.id,
        scope_id=chat.scope_id,
        number=await cases.next_session_number(tx, community, now),
        flow_hash=await flows.store_flow(tx, flow, now),
        flow_id=flow.id,
        opened_by=by,
        opened_at=now,
        practice=office.defaults.practice,
        question=question.strip(),
    )
    case = CaseFile(session, flow, community, [Place(office.next_id(), session.id, chat.id, chat.scope_id)])
    case.offices = await people.offices(tx, chat.scope_id)
    await cases.load_electorates(tx, case, scope.path)
    await cases.load_funds(tx, case, scope.path)
    return case


async def load(tx: Tx, session_id: int, recount: bool = False) -> CaseFile:
    """The case file with who holds which office on its scope."""
    case = await cases.load_case(tx, session_id, recount)
    case.offices = await people.offices(tx, case.session.scope_id)
    return case


async def actor(tx: Tx, case: CaseFile, submission: Submission, person: Person) -> Actor:
    """This person as the rules of this session see them."""
    roles = frozenset(role for role, holders in case.offices.items() if person.id in holders)
    scope = await scopes.scope(tx, case.session.scope_id)
    assert scope is not None
    seats = (await roll.seats_of(tx, [person.id]))[person.id]
    inside = await people.insiders(tx, [place.chat_id for place in case.places], [person.id])
    held = await owners.owner_seats_of(tx, [person.id]) if isinstance(submission.act, voices.OF_OWNERS) else {}
    return Actor(
        person.id,
        person.name,
        roles,
        tuple(seat for seat in seats if seat.scope_path.startswith(scope.path)),
        member=bool(inside[person.id]),
        channel="private" if submission.where.private else "chat",
        owners=held.get(person.id, ()),
    )


async def store(tx: Tx, office: Office, case: CaseFile, before: cases.Snapshot, desk: Desk) -> None:
    """Everything an act left in a session."""
    await cases.save_case(tx, before, case)
    await owe_ballots(tx, case, before, desk)
    await deliveries.keep(tx, desk.delivered)
    await ledger.save_grants(tx, grants_of(case))
    await anonymous.put_into_bags(tx, desk.bags)
    await anonymous.destroy_keys(tx, desk.unlinked)
    await follow(tx, office, case, desk)
    if case.session.closed_at != before["sessions"][case.session.id]["closed_at"]:
        await _keep_personal_until(tx, case, desk)
    for handover in desk.handovers:
        await _hand_over(tx, office, case, handover, desk.now)


async def follow(tx: Tx, office: Office, case: CaseFile, desk: Desk) -> None:
    """The consequences of an act: minutes, due moments, what is owed."""
    chain = session_chain(case.session.id)
    await journal.append(tx, [(chain, entry) for entry in desk.journal], office.salt)
    await ballots.store_standing(tx, desk.cast)
    await ballots.strike(tx, desk.struck)
    await ballots.settle(tx, desk.settled)
    await duties.drop_due(tx, desk.dropped_due)
    await duties.set_due(tx, desk.due)
    await owing.owe(tx, desk.owed, desk.now, office.next_id)


async def _keep_personal_until(tx: Tx, case: CaseFile, desk: Desk) -> None:
    """From the end of a session its flow says how long who took part is kept; one that goes on keeps it."""
    key = f"{RETENTION}:{case.session.id}"
    if case.session.closed_at is None:
        await duties.drop_due(tx, [key])
        return
    at = desk.calendar.end_of_period(case.session.closed_at, case.flow.retention.personal)
    await duties.set_due(tx, [Due(key, at, RETENTION, args={"session": case.session.id})])


async def _need_places(tx: Tx, case: CaseFile) -> None:
    """Raise `Refused` where a group has been put elsewhere in the tree since the preview: others have the say there."""
    now = {chat.id: chat.scope_id for chat in await chats.chats_of_session(tx, case.session.id)}
    if any(now.get(place.chat_id) != place.scope_id for place in case.places):
        raise Refused("groups-moved")


async def _bring_waiting(tx: Tx, case: CaseFile) -> None:
    """Issues raised while nothing was open join the session that opens, in the order they came."""
    if not isinstance(case.flow.stages[0], (Collect, Screen, Deliberate)):
        return
    position = max((i.position for i in case.issues.values()), default=0)
    for issue in await lookups.open_issues(tx, case.community.id):
        if issue.session_id is None and issue.state is IssueState.RAISED:
            position += 1
            issue.session_id, issue.position = case.session.id, position
            case.issues[issue.id] = issue


async def _with_lead(tx: Tx, act: acts.AssignTask, community_id: int) -> acts.AssignTask:
    """The lead as an account where one is meant; a firm or a desk without one is told by whoever assigned."""
    found = await people.find_people(tx, act.lead, community_id)
    return replace(act, lead=found[0].name, lead_id=found[0].id) if len(found) == 1 else act


async def _with_party(tx: Tx, act: acts.NameParty, case: CaseFile) -> acts.NameParty:
    """The party as an account: by name, @username or door; several of one name are for the moderator to tell apart."""
    wanted = act.name.strip()
    found = {person.id for person in await people.find_people(tx, wanted, case.community.id)}
    if not found:
        found = {who for door, who, _ in await neighbours(tx, case.session.scope_id) if door and door == wanted}
    if len(found) != 1:
        raise Refused("party-which" if found else "party-unknown", name=wanted[:40])
    return replace(act, whom=found.pop(), name="")


async def _hand_over(tx: Tx, office: Office, case: CaseFile, handover: Handover, now: datetime) -> None:
    """Move issues into the other flow, or back from it; where the flow is absent the matter ends in the record."""
    if not handover.flow_id:
        target, stage = handover.session_id, handover.return_stage
    else:
        flow = office.flow_or_none(handover.flow_id)
        if flow is None:
            return
        target, stage = await _new_for(tx, office, case, flow, handover, now), flow.stages[0].id
    await cases.move_issues(tx, handover.issues, target)
    other = await load(tx, target)
    before = cases.snapshot(other)
    desk = office.desk(other.community, now, CLOCK)
    sessions.receive(other, stage, handover.issues, desk)
    await store(tx, office, other, before, desk)


async def _new_for(tx: Tx, office: Office, case: CaseFile, flow: Flow, handover: Handover, now: datetime) -> int:
    """A session of the flow the issues are handed to, in the same places; returns its id."""
    home = {"session": case.session.id, "stage": handover.return_stage, "issues": list(handover.issues)}
    session = Session(
        id=office.next_id(),
        community_id=case.community.id,
        scope_id=case.session.scope_id,
        number=await cases.next_session_number(tx, case.community, now),
        flow_hash=await flows.store_flow(tx, flow, now),
        flow_id=flow.id,
        opened_by=case.session.opened_by,
        opened_at=now,
        practice=case.session.practice,
        came_from=home if handover.return_stage else {},
    )
    places = [Place(office.next_id(), session.id, p.chat_id, p.scope_id) for p in case.places]
    await cases.new_session(tx, session, places)
    return session.id
