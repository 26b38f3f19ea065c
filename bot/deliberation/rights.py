"""Who may do what: the one table of rights (domain.md §3.10 with DESIGN.md §9–10).

Roles are held on a scope and inherited downwards; the actor handed to a rule already carries those that
reach the session's scope. A right is asked when the act happens, also for delayed acts. Whether somebody may
vote or rate is a question of the electorate and left to `standing`.
"""

from collections.abc import Mapping

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Actor
from bot.deliberation.refusal import Refused

MODERATE = "moderate"
SCRUTINISE = "scrutinise"
PROPOSE = "propose"
SPEAK = "speak"
LEAD = "lead"
CLEAR = "clear"
OWN = "own"

NEEDS: Mapping[type[acts.Act], str] = {
    acts.ConfirmOpening: MODERATE,
    acts.DropOpening: MODERATE,
    acts.CancelSession: MODERATE,
    acts.ConfirmCancel: MODERATE,
    acts.Advance: MODERATE,
    acts.Extend: MODERATE,
    acts.Pause: MODERATE,
    acts.RaiseIssue: PROPOSE,
    acts.SettleBack: PROPOSE,
    acts.CheckIssue: MODERATE,
    acts.ScreenIssue: MODERATE,
    acts.AcceptRest: MODERATE,
    acts.Speak: SPEAK,
    acts.AnswerConcern: MODERATE,
    acts.OverrideConcern: MODERATE,
    acts.DraftMotion: MODERATE,
    acts.ClearMotion: CLEAR,
    acts.Object: PROPOSE,
    acts.RuleOn: SCRUTINISE,
    acts.AddTask: MODERATE,
    acts.AssignTask: MODERATE,
    acts.Progress: LEAD,
    acts.FinishTask: LEAD,
    acts.AcceptTask: OWN,
    acts.AbandonTask: MODERATE,
    acts.DescribeShare: MODERATE,
    acts.Remark: SPEAK,
}
"""Every act of a session and the right it needs. LEAD and OWN depend on the record: see `require`."""

OFFICES = frozenset({"operator", "secretary", "street"})
"""Roles that may moderate any flow on their scope."""


def may_moderate(case: CaseFile, by: Actor) -> bool:
    return by.has(*case.flow.participants.moderate, *OFFICES, "moderator")


def may_scrutinise(case: CaseFile, by: Actor) -> bool:
    """Scrutineers; where a self-run group has none, its moderators rule."""
    return by.has(*case.flow.participants.scrutinise) or (case.community.self_run and may_moderate(case, by))


def takes_part(case: CaseFile, by: Actor, allowed: tuple[str, ...]) -> bool:
    """A person of the community whom the flow lists: by how they live there, or by a role they hold."""
    return by.has(*allowed) or may_moderate(case, by) or not _lives_as(case, by).isdisjoint(allowed)


def _lives_as(case: CaseFile, by: Actor) -> frozenset[str]:
    """What the roll says of a person; a member of the chat is a resident, and without a roll may be any of these."""
    if by.member and not case.community.has_roll:
        return frozenset({"resident", "owner", "tenant", "household_rep"})
    found = {seat.relation for seat in by.seats} & {"owner", "tenant"}
    found |= {"resident"} if by.member or by.seats else set()
    found |= {"household_rep"} if any(seat.representative for seat in by.seats) else set()
    return frozenset(found)


def require(case: CaseFile, act: acts.SessionAct, by: Actor) -> None:
    """Raise `Refused` unless this person may do this act in this session now."""
    if by.has("clock"):
        return
    match NEEDS[type(act)]:
        case "moderate":
            allowed, key = may_moderate(case, by), "not-moderator"
        case "scrutinise":
            allowed, key = may_scrutinise(case, by), "not-scrutineer"
        case "propose":
            allowed, key = takes_part(case, by, case.flow.participants.propose), "not-participant"
        case "speak":
            allowed, key = takes_part(case, by, case.flow.participants.speak), "not-participant"
        case "clear":
            allowed, key = by.has("legal_adviser"), "not-legal-adviser"
        case "lead":
            allowed, key = _leads(case, act, by) or may_moderate(case, by), "not-lead"
        case _:
            allowed, key = _owns(case, act, by) or may_moderate(case, by), "not-proposer"
    if not allowed:
        raise Refused(key)


def _leads(case: CaseFile, act: acts.SessionAct, by: Actor) -> bool:
    task = case.tasks.get(getattr(act, "task_id", 0))
    return task is not None and by.person_id is not None and task.lead_id == by.person_id


def _owns(case: CaseFile, act: acts.SessionAct, by: Actor) -> bool:
    task = case.tasks.get(getattr(act, "task_id", 0))
    if task is None or by.person_id is None:
        return False
    round_ = case.rounds[task.round_id]
    return by.person_id in set(case.authors(round_.members)) and task.lead_id != by.person_id
