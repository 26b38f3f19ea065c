"""Who may do what: the one table of rights (domain.md §3.10 with DESIGN.md §9–10).

Roles are held on a scope and inherited downwards; the actor handed to a rule already carries those that
reach the session's scope. A right is asked when the act happens, also for delayed acts. Whether somebody may
vote or rate is a question of the electorate and left to `standing`.
"""

from collections.abc import Mapping

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Actor
from bot.deliberation.flow import Review
from bot.deliberation.refusal import Refused

MODERATE = "moderate"
SCRUTINISE = "scrutinise"
PROPOSE = "propose"
SPEAK = "speak"
LEAD = "lead"
CLEAR = "clear"
OWN = "own"
PANEL = "panel"

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
    acts.CheckIn: PANEL,
    acts.Judge: PANEL,
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
"""Every act of a session and the right it needs. LEAD, OWN and PANEL depend on the record: see `require`."""

OFFICES = frozenset({"operator", "secretary", "street"})
"""Roles that may moderate any flow on their scope."""
LEGAL_ADVISER = "legal_adviser"
"""Who clears a motion text."""
MODERATING = OFFICES | {"moderator", "grid_lead", "grid_worker"}
"""Roles that may keep a community's roll, posts and offices."""
HANDED_OVER = MODERATING | {"auditor"}
"""Roles whose open work is handed to the next when they end."""
TOLD = MODERATING - {"operator", "street"}
"""Of those, who is told when something does not reach a group or a person."""
TRUST = frozenset({"auditor", "street", "secretary"})
"""Offices of trust: only an operator's community has them, only `OFFICES` give them, and nobody to themselves."""
ESCALATED = ("secretary", "street")
"""To whom climbs what moderators leave undone, where the flow says nothing else."""
RULES_IN_NEED = "street"
"""Who rules on objections where an operator's community has no scrutineer (yet)."""
FOUNDER = {True: "moderator", False: "secretary"}
"""What whoever sets a group up becomes, in one of its own (本群自办) or of an operator."""


EVERYBODY, ADMINISTRATOR = "everybody", "administrator"
HOUSE: Mapping[type[acts.Act], str] = {
    acts.Announce: MODERATE,
    acts.EndSchedule: MODERATE,
    acts.GrantRole: MODERATE,
    acts.ImportRoll: MODERATE,
    acts.IssueCodes: MODERATE,
    acts.Schedule: MODERATE,
    acts.SettleClaim: MODERATE,
    acts.SeatOwner: MODERATE,
    acts.SettleOwner: MODERATE,
    acts.Adjust: ADMINISTRATOR,
    acts.SetUp: ADMINISTRATOR,
}
"""Acts of the house that not everybody may do, and who may: `MODERATING` on the community's scope, or an administrator
of the chat (who in an operator's community has to moderate it as well). Opening a session is asked of its flow; all
others are a person's own affairs."""


def keeps_house(roles: frozenset[str]) -> bool:
    """Whether roles that reach a community's scope let somebody do what `HOUSE` gives to moderators there."""
    return not roles.isdisjoint(MODERATING)


def may_moderate(case: CaseFile, by: Actor) -> bool:
    return by.has(*case.flow.participants.moderate, *OFFICES, "moderator")


def moderators(case: CaseFile) -> list[int]:
    """Everybody who may moderate here now, those above included: who can be the second of two."""
    return case.holders(*case.flow.participants.moderate, *sorted(OFFICES), "moderator")


def second_person(case: CaseFile, by: Actor) -> list[int]:
    """Who can confirm what this person asks for; raises `Refused` where there is nobody, with the way out."""
    others = [person for person in moderators(case) if person != by.person_id]
    if not others:
        raise Refused("second-person-none")
    return others


def may_scrutinise(case: CaseFile, by: Actor) -> bool:
    """Scrutineers; where a self-run group has none, its moderators rule, in an operator's community those above."""
    named = case.flow.participants.scrutinise
    if by.has(*named):
        return True
    if case.community.self_run:
        return may_moderate(case, by)
    return not case.holders(*named) and by.has(RULES_IN_NEED)


def judges(case: CaseFile) -> list[int]:
    """Who is told of an objection: those who may rule on it, and where there is nobody, who can appoint somebody."""
    in_need = [] if case.community.self_run or case.holders(*case.flow.participants.scrutinise) else [RULES_IN_NEED]
    return list(dict.fromkeys([*case.holders(*in_need), *case.scrutineers()]))


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
            vacant = not case.community.self_run and not case.holders(*case.flow.participants.scrutinise)
            allowed, key = may_scrutinise(case, by), "no-scrutineer" if vacant else "not-scrutineer"
        case "propose":
            allowed, key = takes_part(case, by, case.flow.participants.propose), "not-participant"
        case "speak":
            allowed, key = takes_part(case, by, case.flow.participants.speak), "not-participant"
        case "clear":
            allowed, key = by.has(LEGAL_ADVISER), "not-legal-adviser"
        case "panel":
            allowed, key = _sits(case, act, by), "not-on-panel"
        case "lead":
            allowed, key = _leads(case, act, by) or may_moderate(case, by), "not-lead"
        case _:
            allowed, key = _owns(case, act, by) or may_moderate(case, by), "not-proposer"
    if not allowed:
        raise Refused(key)


def _sits(case: CaseFile, act: acts.SessionAct, by: Actor) -> bool:
    stage = case.stage_as(case.round(getattr(act, "round_id", 0)), Review)
    return by.has(*stage.panel)


def _leads(case: CaseFile, act: acts.SessionAct, by: Actor) -> bool:
    task = case.tasks.get(getattr(act, "task_id", 0))
    return task is not None and by.person_id is not None and task.lead_id == by.person_id


def _owns(case: CaseFile, act: acts.SessionAct, by: Actor) -> bool:
    task = case.tasks.get(getattr(act, "task_id", 0))
    if task is None or by.person_id is None:
        return False
    round_ = case.rounds[task.round_id]
    return by.person_id in set(case.authors(round_.members)) and task.lead_id != by.person_id
