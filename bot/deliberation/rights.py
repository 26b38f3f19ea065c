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

_RESIDENTIAL = frozenset({"resident", "owner", "tenant", "household_rep"})


def may_moderate(case: CaseFile, by: Actor) -> bool:
    return by.has(*case.flow.participants.moderate, *OFFICES, "moderator")


def may_scrutinise(case: CaseFile, by: Actor) -> bool:
    """Scrutineers; where a self-run group has none, its moderators rule."""
    return by.has(*case.flow.participants.scrutinise) or (case.community.self_run and may_moderate(case, by))


def takes_part(case: CaseFile, by: Actor, allowed: tuple[str, ...]) -> bool:
    """A person of the community whom the flow lists: bound to a household, in its chat, or holding a listed role."""
    if by.has(*allowed) or may_moderate(case, by):
        return True
    if _RESIDENTIAL.isdisjoint(allowed):
        return False
    return by.member if not case.community.has_roll else by.member or bool(by.seats)


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
