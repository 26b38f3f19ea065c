"""Recusal 回避: who is in office keeps out of an issue or the whole session, by their own or a second person's word.

Their rights there end at once (`rights`), for good, and what they had in hand is free for whoever comes next; as a
resident they go on speaking and voting like anybody. Parties keep out without a word: they may not close, certify,
count or rule on what is theirs (P9).
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.deliberation import acts, handing, named, rights
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk
from bot.deliberation.model import Entry, SessionState
from bot.deliberation.refusal import Refused

RECUSAL = "recusal"
"""The kind of the entries: `person_id` keeps out, `answered_by` has said so."""
REASON_CHARS = 200


def officers(case: CaseFile) -> list[int]:
    """Everybody in office here who can be asked to keep out: who moderates, counts or sits on a panel."""
    panels = {str(role) for stage in case.flow.stages for role in getattr(stage, "panel", ())}
    return list(dict.fromkeys([*rights.moderators(case), *rights.judges(case), *case.holders(*sorted(panels))]))


def recuse(case: CaseFile, act: acts.Recuse, desk: Desk) -> Answer:
    """Keep out oneself, or somebody else with a reason."""
    if case.session.state is not SessionState.OPEN:
        raise Refused("session-over")
    if act.issue_id and act.issue_id not in case.issues:
        raise Refused("button-stale")
    reason, whom = act.reason.strip(), act.whom or desk.by.person_id
    if len(reason) > REASON_CHARS:
        raise Refused("text-too-long", limit=REASON_CHARS, length=len(reason))
    if whom is None:
        raise Refused("not-a-person")
    if whom in case.recused(*([act.issue_id] if act.issue_id else [])):
        raise Refused("recused-already")
    if whom != desk.by.person_id:
        if not rights.may_recuse(case, desk.by):
            raise Refused("recuse-not-yours")
        if whom not in officers(case):
            raise Refused("recuse-no-office")
        if not reason:
            raise Refused("reason-needed")
    _keep_out(case, whom, act.issue_id, reason, desk)
    return Answer("recused" if whom == desk.by.person_id else "recused-other")


def _keep_out(case: CaseFile, whom: int, issue_id: int, reason: str, desk: Desk) -> None:
    here = case.open_rounds()
    entry = Entry(
        id=desk.next_id(),
        session_id=case.session.id,
        round_id=here[-1].id if here else max(case.rounds, default=0),
        kind=RECUSAL,
        about=f"issue:{issue_id}" if issue_id else f"session:{case.session.id}",
        person_id=whom,
        at=desk.now,
        text=reason,
        state="noted",
        answered_by=desk.by.person_id,
        answered_at=desk.now,
    )
    work = handing.in_hand(case, whom).whole
    case.entries[entry.id] = entry
    public = {"entry": entry.id, "by": "self" if whom == desk.by.person_id else "other"}
    desk.record("recused", {**public, **({"issue": issue_id} if issue_id else {})}, whom=whom, reason=reason)
    if not issue_id:
        handing.release(case, whom, desk)
    if whom != desk.by.person_id:
        desk.tell(whom, "recused-you", session=case.session.id, entry=entry.id)
    next_ones = [*case.moderators(), *rights.judges(case)] or case.holders(*rights.ESCALATED)
    if not case.moderators():
        next_ones += case.holders(*rights.ESCALATED)
    for person in dict.fromkeys(next_ones):
        if person not in (whom, desk.by.person_id):
            desk.tell(person, "recusal-told", session=case.session.id, entry=entry.id, work=0 if issue_id else work)


def keep_party_out(case: CaseFile, issues: set[int], desk: Desk) -> None:
    """Raise `Refused` where somebody would end a discussion of their own issue that another could end."""
    own = {i.author_id for i in case.issues.values() if i.id in issues and not i.on_behalf_of}
    own |= set(named.parties(case, issues))
    others = [person for person in rights.moderators(case) if person not in own]
    if desk.by.person_id in own and others:
        raise Refused("is-party")


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {acts.Recuse: recuse}
