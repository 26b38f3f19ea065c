"""Electors who are named one by one: the seats of a panel, and the parties of a dispute.

A panel sits as its roles are held when the vote opens. Parties are named by a moderator; from then on the issue is
theirs and the moderators' alone to see. Each party that is named has one voice: two people of one side who are both
named have two, so of a side that speaks with one voice one person is named. Whether a press is an elector's is left to
`standing`.

`facts["electors"]` of a round: motion → the people who vote on it; read by `Round.seats`.
"""

from collections.abc import Iterable

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk
from bot.deliberation.flow import Vote
from bot.deliberation.model import Audience, Entry, IssueState, Motion, Round
from bot.deliberation.refusal import Refused

PARTY = "party"
"""Kind of the entries that name somebody a party of an issue."""
_FEWEST = {"party": 2, "panel": 1}
_MOST = 12


def parties(case: CaseFile, issues: Iterable[int]) -> list[int]:
    """The people named as parties of these issues, in the order they were named."""
    about = {f"issue:{issue}" for issue in issues}
    named = (e for e in case.entries.values() if e.kind == PARTY and e.state == "noted" and e.about in about)
    return list(dict.fromkeys(e.person_id for e in named if e.person_id is not None))


def seat(case: CaseFile, round_: Round, motion: Motion) -> None:
    """Fix who votes on a motion: its parties, or who holds the roles of the panel now."""
    stage = case.stage_as(round_, Vote)
    people = parties(case, motion.issues) if stage.rule.electorate == "party" else case.holders(*stage.panel)
    round_.facts["electors"] = {**round_.facts.get("electors", {}), str(motion.id): people}
    motion.heads, motion.area, motion.roll_version = len(people), 0, case.roll_version


def too_few(case: CaseFile, round_: Round) -> bool:
    """Whether a motion has nobody to decide it: fewer than two parties, or an empty panel."""
    least = _FEWEST.get(case.stage_as(round_, Vote).rule.electorate, 0)
    return any(motion.heads < least for motion in case.motions_in(round_)) if least else False


def is_party(case: CaseFile, issues: Iterable[int], person_id: int | None) -> bool:
    return person_id is not None and person_id in parties(case, issues)


def name_party(case: CaseFile, act: acts.NameParty, desk: Desk) -> Answer:
    """Name a party, or take it back, as long as nobody votes on the matter; the issue stays closed to others."""
    issue = case.issues.get(act.issue_id)
    disputes = any(isinstance(stage, Vote) and stage.rule.electorate == "party" for stage in case.flow.stages)
    if issue is None or issue.state is not IssueState.RAISED or not disputes or not act.whom:
        raise Refused("button-stale")
    if any(issue.id in vote.members for vote in case.open_rounds("vote")):
        raise Refused("parties-fixed")
    about = f"issue:{issue.id}"
    before = next(
        (
            e
            for e in case.entries.values()
            if e.kind == PARTY and e.about == about and e.person_id == act.whom and e.state == "noted"
        ),
        None,
    )
    if act.named == (before is not None):
        return Answer("party-unchanged")
    if act.named:
        if len(parties(case, [issue.id])) >= _MOST:
            raise Refused("parties-many", most=_MOST)
        here = next((r for r in case.open_rounds() if r.members.get(issue.id, "gone") is None), None)
        entry = Entry(
            desk.next_id(), case.session.id, here.id if here else 0, PARTY, about, act.whom, desk.now, state="noted"
        )
        case.entries[entry.id] = entry
        issue.audience = Audience.PARTIES
        desk.tell(act.whom, "party-named", session=case.session.id, issue=issue.id)
    elif before is not None:
        before.state = "withdrawn"
    desk.record("party-named", {"issue": issue.id, "named": act.named}, whom=act.whom)
    for round_ in case.open_rounds():
        if issue.id in round_.members:
            case.show(desk, round_)
    return Answer("party-recorded", {"count": len(parties(case, [issue.id]))})
