"""Certification 监票证明: until enough scrutineers have signed, a result is preliminary and nothing follows from it.

A signature is an entry about the decision and a row of the minutes. What a recount changes has to be signed anew. In
a group that runs itself nobody holds an office of trust, so nothing waits for signatures there. Where the matter
waits (in its notice, else in its vote) is left to those stages, the act of signing to `scrutiny`.
"""

from datetime import timedelta

from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests import objections
from bot.deliberation.desk import Desk, Due
from bot.deliberation.flow import Vote
from bot.deliberation.model import Decision, Entry, Round
from bot.deliberation.rights import ESCALATED, RULES_IN_NEED, counters, moderators

CERTIFICATE = "certificate"
"""The kind of the entries; the kind of the row in the minutes is `certified`."""
DUE = "certify"
ASK_AGAIN = timedelta(hours=24)


def needed(case: CaseFile, decision: Decision) -> int:
    """How many have to sign this decision."""
    stage = case.stage(case.rounds[decision.round_id])
    return stage.certify if isinstance(stage, Vote) and not case.community.self_run else 0


def signatures(case: CaseFile, decision: Decision) -> list[Entry]:
    """Those that stand: given for the figures as they are now."""
    about = f"decision:{decision.id}"
    return [e for e in case.entries.values() if (e.kind, e.about, e.state) == (CERTIFICATE, about, "noted")]


def is_preliminary(case: CaseFile, decision: Decision) -> bool:
    """Whether this is told as 初步结果: signatures are missing, or a ruling on what was said against the vote."""
    if decision.state == "void" or decision.effective_at is not None:
        return False
    return len(signatures(case, decision)) < needed(case, decision) or bool(objections.waiting(case, decision))


def decided_in(case: CaseFile, vote: Round) -> list[Decision]:
    """What a vote came to, without what is void."""
    return [d for d in case.decisions.values() if d.round_id == vote.id and d.state != "void"]


def unsigned(case: CaseFile, vote: Round) -> list[Decision]:
    return [d for d in decided_in(case, vote) if len(signatures(case, d)) < needed(case, d)]


def signers(case: CaseFile, vote: Round) -> list[int]:
    """Who can sign: scrutineers who may not moderate here, have helped with no ballot and are no party; with too few of
    them, those above too, who may moderate by that office alone."""
    stage = case.stage_as(vote, Vote)
    barred = objections.parties(case, vote) | {case.session.opened_by} | case.helpers.get(vote.id, set())
    found = [person for person in counters(case) if person not in barred.union(moderators(case))]
    if len(found) < stage.certify:
        barred |= set(case.moderators())
        found += [p for p in case.impartial(RULES_IN_NEED) if p not in found and p not in barred]
    return found


def ask(case: CaseFile, vote: Round, desk: Desk, again: int = 0) -> None:
    """Ask for the signatures that are missing, and look again in a day; from the second day those above hear of it."""
    missing = unsigned(case, vote)
    key = f"{DUE}:{vote.id}"
    desk.drop_due(key)
    if not missing:
        return
    signed = {e.person_id for decision in missing for e in signatures(case, decision)}
    for person in signers(case, vote):
        if person not in signed:
            desk.tell(person, "certify", session=case.session.id, round=vote.id)
    if again:
        desk.record("certification-overdue", {"round": vote.id, "days": again})
        for person in case.holders(*ESCALATED) or case.moderators():
            desk.tell(person, "escalated", session=case.session.id, kind="certify", round=vote.id)
    desk.set_due(Due(key, desk.now + ASK_AGAIN, DUE, case.session.id, vote.id, {"again": again + 1}))


def withdraw(case: CaseFile, decision: Decision) -> None:
    """The figures are others now: what was signed were not these."""
    for entry in signatures(case, decision):
        entry.state = "withdrawn"
