"""Who may do what: the one table of rights (domain.md §3.10 with DESIGN.md §9–10).

Roles are held on a scope and inherited downwards; the actor handed to a rule already carries those that
reach the session's scope. A right is asked when the act happens, also for delayed acts. Whether somebody may
vote or rate is a question of the electorate and left to `standing`.
"""

from collections.abc import Mapping

from bot.deliberation import acts
from bot.deliberation.ballots.voices import own_voices
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Actor
from bot.deliberation.flow import Review, Vote
from bot.deliberation.refusal import Refused

OPEN = "open"
MODERATE = "moderate"
SCRUTINISE = "scrutinise"
CERTIFY = "certify"
OFFICE = "office"
PROPOSE = "propose"
SPEAK = "speak"
LEAD = "lead"
CLEAR = "clear"
OWN = "own"
PANEL = "panel"
ENTRUST = "entrust"
PRINCIPAL = "principal"
AGENT = "agent"
CONFIRM = "confirm"
TELL = "tell"
ASSIST = "assist"
DELIVER = "deliver"

NEEDS: Mapping[type[acts.Act], str] = {
    acts.ConfirmOpening: OPEN,
    acts.DropOpening: OPEN,
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
    acts.SetCause: MODERATE,
    acts.NameParty: MODERATE,
    acts.ConfirmPosting: MODERATE,
    acts.Oversee: SCRUTINISE,
    acts.Object: PROPOSE,
    acts.RuleOn: SCRUTINISE,
    acts.Recount: SCRUTINISE,
    acts.Certify: CERTIFY,
    acts.Recuse: OFFICE,
    acts.AddTask: MODERATE,
    acts.AssignTask: MODERATE,
    acts.Progress: LEAD,
    acts.FinishTask: LEAD,
    acts.AcceptTask: OWN,
    acts.AbandonTask: MODERATE,
    acts.DescribeShare: MODERATE,
    acts.Remark: SPEAK,
    acts.GrantProxy: ENTRUST,
    acts.AnswerProxy: AGENT,
    acts.ConfirmProxy: CONFIRM,
    acts.RevokeProxy: PRINCIPAL,
    acts.CastByProxy: AGENT,
    acts.EnterPaper: TELL,
    acts.AssistBallot: ASSIST,
    acts.Deliver: DELIVER,
}
"""Every act of a session and the right it needs. LEAD, OWN, PANEL, ENTRUST, PRINCIPAL and AGENT depend on the record:
see `require`."""

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
_HELPERS = ("grid_lead", "grid_worker")
TRUST = frozenset({"auditor", "street", "secretary"})
"""Offices of trust: only an operator's community has them, only `OFFICES` give them, and nobody to themselves."""
ESCALATED = ("secretary", "street")
"""To whom climbs what moderators leave undone, where the flow says nothing else."""
RULES_IN_NEED = "street"
"""Who rules on objections where an operator's community has no scrutineer (yet)."""
FOUNDER = {True: "moderator", False: "secretary"}
"""What whoever sets a group up becomes, in one of its own (本群自办) or of an operator."""


_KEPT_OUT = frozenset({MODERATE, SCRUTINISE, CERTIFY, PANEL})
"""What ends for who keeps out of an issue: what others may do by themselves does not."""

EVERYBODY, ADMINISTRATOR = "everybody", "administrator"
KEEP_BOOKS, CONFIRM_BOOKS = "keep-books", "confirm-books"
BOOKKEEPING = OFFICES | {"moderator", "committee", "property"}
"""Roles that enter into the books of a common fund."""
CONFIRMING = OFFICES | {"moderator", "committee", "auditor"}
"""Roles that confirm what somebody else has entered: not the company that collects it."""
BOOKS_TOLD = (BOOKKEEPING | CONFIRMING) - {"operator", "street"}
"""Of both, who is reminded of them."""
HOUSE: Mapping[type[acts.Act], str] = {
    acts.Announce: MODERATE,
    acts.EndSchedule: MODERATE,
    acts.GrantRole: MODERATE,
    acts.ChangeVoter: MODERATE,
    acts.ImportRoll: MODERATE,
    acts.OfferRoll: MODERATE,
    acts.TakeRoll: MODERATE,
    acts.IssueCodes: MODERATE,
    acts.Schedule: MODERATE,
    acts.SettleClaim: MODERATE,
    acts.SeatOwner: MODERATE,
    acts.SettleOwner: MODERATE,
    acts.EnterMoney: KEEP_BOOKS,
    acts.AddVoucher: KEEP_BOOKS,
    acts.SettleMoney: CONFIRM_BOOKS,
    acts.SettleMonies: CONFIRM_BOOKS,
    acts.Adjust: ADMINISTRATOR,
    acts.Belong: ADMINISTRATOR,
    acts.SetUp: ADMINISTRATOR,
}
"""Acts of the house that not everybody may do, and who may: `MODERATING` on the community's scope, or an administrator
of the chat (who in an operator's community has to moderate it as well); who keeps the books of a fund, and who confirms
them. Opening a session, in whichever groups, is asked of its flow; all others are a person's own affairs."""


def keeps_house(roles: frozenset[str]) -> bool:
    """Whether roles that reach a community's scope let somebody do what `HOUSE` gives to moderators there."""
    return not roles.isdisjoint(MODERATING)


def keeps_books(roles: frozenset[str]) -> bool:
    """Whether roles that reach a fund's scope let somebody enter into its books."""
    return not roles.isdisjoint(BOOKKEEPING)


def confirms_books(roles: frozenset[str]) -> bool:
    """Whether they let somebody confirm what another has entered."""
    return not roles.isdisjoint(CONFIRMING)


def may_open(case: CaseFile, by: Actor) -> bool:
    """Whoever moderates the flow; those the vote is about may call it as well, and no more."""
    return by.has(*case.flow.participants.moderate, *OFFICES, "moderator")


def _moderating(case: CaseFile) -> tuple[str, ...]:
    return (*case.flow.participants.moderate, *sorted(OFFICES), "moderator")


def _kept_out(case: CaseFile, by: Actor) -> bool:
    """Whose own matter it is, whatever else they hold, and who keeps out of it."""
    return by.has(*case.flow.concerned) or by.person_id in case.recused()


def may_moderate(case: CaseFile, by: Actor) -> bool:
    return by.has(*_moderating(case)) and not _kept_out(case, by)


def moderators(case: CaseFile) -> list[int]:
    """Everybody who may moderate here now, those above included: who can be the second of two."""
    return case.impartial(*_moderating(case))


def second_person(case: CaseFile, by: Actor) -> list[int]:
    """Who can confirm what this person asks for; raises `Refused` where there is nobody, with the way out."""
    others = [person for person in moderators(case) if person != by.person_id]
    if not others:
        raise Refused("second-person-none")
    return others


def may_scrutinise(case: CaseFile, by: Actor) -> bool:
    """Scrutineers; where a self-run group has none, its moderators rule, in an operator's community those above."""
    if _kept_out(case, by):
        return False
    named = case.flow.participants.scrutinise
    if by.has(*named):
        return True
    if case.community.self_run:
        return may_moderate(case, by)
    return not case.holders(*named) and by.has(RULES_IN_NEED)


def may_certify(case: CaseFile, by: Actor) -> bool:
    """Scrutineers, and whoever stands in for them; whether these are needed is asked by `certifying`."""
    in_need = by.has(RULES_IN_NEED) and not case.community.self_run and not _kept_out(case, by)
    return may_scrutinise(case, by) or in_need


def counters(case: CaseFile) -> list[int]:
    """The scrutineers there are, without anybody who stands in for them."""
    return case.impartial(*case.flow.participants.scrutinise)


def in_office(case: CaseFile, by: Actor) -> bool:
    """Whoever moderates, counts or sits on a panel here: they can keep out of it."""
    panels = {role for stage in case.flow.stages if isinstance(stage, Review | Vote) for role in stage.panel}
    return may_moderate(case, by) or may_certify(case, by) or by.has(*panels)


def may_recuse(case: CaseFile, by: Actor) -> bool:
    """Who can keep somebody else out: whoever counts here, and those above; not who moderates beside them."""
    return may_scrutinise(case, by) or (by.has(*ESCALATED) and not _kept_out(case, by))


def judges(case: CaseFile) -> list[int]:
    """Who is told of an objection: those who may rule on it, and where there is nobody, who can appoint somebody."""
    in_need = [] if case.community.self_run or case.holders(*case.flow.participants.scrutinise) else [RULES_IN_NEED]
    return list(dict.fromkeys([*case.impartial(*in_need), *case.scrutineers()]))


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
    if NEEDS[type(act)] in _KEPT_OUT and by.person_id in case.recused(*_issues(case, act)):
        raise Refused("recused")
    match NEEDS[type(act)]:
        case "open":
            allowed, key = may_open(case, by), "not-moderator"
        case "moderate":
            allowed, key = may_moderate(case, by), "not-moderator"
        case "scrutinise":
            vacant = not case.community.self_run and not case.holders(*case.flow.participants.scrutinise)
            allowed, key = may_scrutinise(case, by), "no-scrutineer" if vacant else "not-scrutineer"
        case "certify":
            allowed, key = may_certify(case, by), "not-scrutineer"
        case "office":
            allowed, key = in_office(case, by), "not-in-office"
        case "propose":
            allowed, key = takes_part(case, by, case.flow.participants.propose), "not-participant"
        case "speak":
            allowed, key = takes_part(case, by, case.flow.participants.speak), "not-participant"
        case "clear":
            allowed, key = by.has(LEGAL_ADVISER), "not-legal-adviser"
        case "panel":
            allowed, key = _sits(case, act, by), "not-on-panel"
        case "entrust":
            allowed, key = getattr(act, "elector", "") in own_voices(by) or may_confirm(case, by), "not-principal"
        case "principal":
            allowed, key = _gave(case, act, by), "not-principal"
        case "agent":
            allowed, key = _stands_for(case, act, by), "not-agent"
        case "confirm":
            allowed, key = may_confirm(case, by), "not-moderator"
        case "tell":
            allowed, key = is_teller(case, by), "not-teller"
        case "deliver":
            allowed, key = may_deliver(case, by), "not-deliverer"
        case "assist":
            allowed, key = may_assist(case, by), "not-helper"
        case "lead":
            allowed, key = _leads(case, act, by) or may_moderate(case, by), "not-lead"
        case _:
            allowed, key = _owns(case, act, by) or may_moderate(case, by), "not-proposer"
    if not allowed:
        raise Refused(key)


def is_teller(case: CaseFile, by: Actor) -> bool:
    """Who enters ballots of paper: scrutineers, and nobody who moderates the matter (DESIGN.md §10)."""
    return by.has(*case.flow.participants.scrutinise) and may_scrutinise(case, by) and not may_moderate(case, by)


def tellers(case: CaseFile) -> list[int]:
    """Everybody who enters ballots of paper here, each once."""
    moderating = moderators(case)
    return [person for person in counters(case) if person not in moderating]


def may_assist(case: CaseFile, by: Actor) -> bool:
    """Who enters the choice of somebody who is there and cannot use a phone: the grid's people, and moderators."""
    return by.has(*_HELPERS, *_moderating(case)) and not _kept_out(case, by)


def may_deliver(case: CaseFile, by: Actor) -> bool:
    """Who says that a ballot was handed over at a door: who helps people vote, and tellers."""
    return may_assist(case, by) or is_teller(case, by)


def may_confirm(case: CaseFile, by: Actor) -> bool:
    """Who may see the document of a proxy, and hand one in for somebody without an account."""
    return may_moderate(case, by) or may_scrutinise(case, by)


def who_confirms(case: CaseFile) -> list[int]:
    """Everybody who may see the document of a proxy, each once."""
    return list(dict.fromkeys([*case.moderators(), *case.scrutineers()]))


def _gave(case: CaseFile, act: acts.SessionAct, by: Actor) -> bool:
    proxy = case.proxies.get(getattr(act, "proxy_id", 0))
    return proxy is not None and (proxy.elector in own_voices(by) or by.person_id == proxy.granted_by)


def _stands_for(case: CaseFile, act: acts.SessionAct, by: Actor) -> bool:
    proxy = case.proxies.get(getattr(act, "proxy_id", 0))
    return proxy is not None and by.person_id is not None and proxy.agent_id == by.person_id


def _issues(case: CaseFile, act: acts.SessionAct) -> set[int]:
    """The issues an act is about, by what it names."""
    named = {
        name: int(getattr(act, name, None) or 0)
        for name in ("issue_id", "motion_id", "entry_id", "task_id", "round_id")
    }
    if named["issue_id"]:
        return {named["issue_id"]}
    if (motion := case.motions.get(named["motion_id"])) is not None:
        return set(motion.issues)
    entry, task = case.entries.get(named["entry_id"]), case.tasks.get(named["task_id"])
    where = entry.round_id if entry else task.round_id if task else named["round_id"]
    round_ = case.rounds.get(where)
    return set(round_.members) if round_ else set()


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
