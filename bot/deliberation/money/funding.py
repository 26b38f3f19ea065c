"""What a vote makes of a fund: how much there is to decide on, whether a motion fits, what a decision has promised.

The figures of a fund with books are in the case file (`CaseFile.funds`); they are never typed. Where a fund has no
books, the figure its motion states is all there is. The books themselves are left to `ledger`, the arithmetic of
spending down a list to `voting`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Desk
from bot.deliberation.flow import Flow, Vote
from bot.deliberation.model import Decision, Motion, Round, RoundState
from bot.deliberation.money.ledger import Grant
from bot.deliberation.refusal import Refusal, Refused
from bot.deliberation.voting.budget import Envelope
from bot.deliberation.voting.rules import Fund, Rule

_OVER = ("accepted", "abandoned")


def spends(flow: Flow) -> bool:
    """Whether a vote of this flow decides on the money of a fund."""
    return any(isinstance(stage, Vote) and stage.rule.fund is not None for stage in flow.stages)


def is_booked(funds: Mapping[str, Envelope], rule: Rule | None) -> bool:
    """Whether what there is for a vote under this rule is what the books of its fund say."""
    return rule is not None and (rule.fund or "") in funds


def to_decide_on(funds: Mapping[str, Envelope], rule: Rule, stated: int) -> int:
    """What there is for a motion under this rule; raises `Refused` for a figure stated where the books have one.

    `motion-budget-of-ledger`, `motion-fund-empty`.
    """
    fund = funds.get(rule.fund or "")
    if fund is None:
        return stated
    if stated:
        raise Refused("motion-budget-of-ledger", money=fund.available)
    if not fund.available:
        raise Refused("motion-fund-empty")
    return fund.available


def check_draft(case: CaseFile, motion: Motion, cost: int, budget: int) -> None:
    """Raise `Refused` (`guard-budget`) for a text that costs more than there is, where its stage has `budget_ok`."""
    round_ = case.rounds.get(motion.round_id)
    asked = round_ is not None and any(guard.budget_ok for guard in case.stage(round_).guards())
    if asked and cost > budget:
        raise Refused("guard-budget", money=cost, left=budget)


def fill(case: CaseFile, motion: Motion, rule: Rule | None) -> None:
    """Give a motion, when its text is fixed, what there is then."""
    fund = case.funds.get(rule.fund or "") if rule is not None else None
    if fund is not None:
        motion.budget = fund.available


def at_close(case: CaseFile, motion: Motion, rule: Rule, given: int) -> int:
    """What there is for a motion at the close, after those before it on the agenda were given `given` (P24).

    A list is spent down to what was put to the vote at most; whether a single sum is there is asked of what there is.
    """
    fund = case.funds.get(rule.fund or "")
    there = motion.budget if fund is None else fund.available
    return max(0, (min(there, motion.budget) if motion.choices else there) - given)


def given_before(case: CaseFile, round_: Round, rule: Rule, *, beside: Decision | None = None) -> int:
    """What was given before, or `beside` a decision, out of what was stated for the motions of this vote: before a
    second ballot or meeting, before it was opened again, or before it was repeated. Books have promised it since, so
    that it is no longer in what they have to decide on."""
    if is_booked(case.funds, rule):
        return 0
    stated = {motion.round_id for motion in case.motions.values() if motion.vote_round_id == round_.id}
    return sum(
        held_by(case, decision)
        for decision in case.decisions.values()
        if decision is not beside
        and case.rounds[decision.round_id].stage_id == round_.stage_id
        and case.motions[decision.motion_id].round_id in stated
    )


def held_by(case: CaseFile, decision: Decision) -> int:
    """What a decision has promised as it stands."""
    carried = decision.outcome == "passed" and decision.state != "void"
    return cost_of(case.motions[decision.motion_id], decision) if carried else 0


def told(decision: Decision) -> int:
    """What there was for a decision when it was counted."""
    return int(decision.figures.get("count", {}).get("budget", 0))


def at_recount(case: CaseFile, decision: Decision, rule: Rule) -> int:
    """What there is for a decision that is counted again, which holds nothing itself meanwhile (`hold`).

    What others were given since is gone, and what has come in since was not there when it was voted on (P24).
    """
    given = given_before(case, case.rounds[decision.round_id], rule, beside=decision)
    return min(told(decision), at_close(case, case.motions[decision.motion_id], rule, given))


def hold(case: CaseFile, decision: Decision, rule: Rule, *, back: bool = False) -> None:
    """Let what the books have promised include what a decision holds, or give it `back`: what else is counted again
    with it sees that. An exercise holds nothing."""
    if rule.fund is not None and is_booked(case.funds, rule) and not case.session.practice:
        fund, held = case.funds[rule.fund], held_by(case, decision)
        case.funds[rule.fund] = replace(fund, committed=fund.committed + (-held if back else held))


def enter(case: CaseFile, round_: Round, motion: Motion, rule: Rule, budget: int, desk: Desk) -> None:
    """Enter in the minutes what the books said when a motion was decided or counted again."""
    fund = case.funds.get(rule.fund or "")
    if fund is not None:
        public = {
            "motion": motion.id, "round": round_.id, "fund": rule.fund, "balance": fund.balance,
            "committed": fund.committed, "reserve": fund.reserve, "budget": budget,
        }  # fmt: skip
        desk.record("envelope", public)


def unmet(case: CaseFile, round_: Round, name: Fund) -> Refusal | None:
    """The guard `budget_ok`: whether each text of this round costs no more than the fund has for it, and the fund has
    promised no more than it holds."""
    fund = case.funds.get(name)
    for motion in (m for m in case.motions.values() if m.state == "draft" and m.round_id == round_.id):
        there = motion.budget if fund is None else fund.available
        if motion.cost > there:
            return Refusal("guard-budget", {"money": motion.cost, "left": there})
    if fund is not None and fund.committed > fund.balance - fund.reserve:
        return Refusal("guard-budget", {"money": fund.committed, "left": max(0, fund.balance - fund.reserve)})
    return None


# --- what decisions have promised --------------------------------------------------------------------


def grants_of(case: CaseFile) -> list[Grant]:
    """What each decision of a session has promised, of the funds there are; nothing in an exercise."""
    if case.session.practice:
        return []
    found = [_grant(case, decision) for decision in case.decisions.values()]
    return [grant for grant in found if grant is not None]


def _grant(case: CaseFile, decision: Decision) -> Grant | None:
    motion, vote = case.motions[decision.motion_id], case.rounds[decision.round_id]
    stage = case.stage_as(vote, Vote)
    scope = case.fund_scopes.get(stage.rule.fund or "")
    if scope is None:
        return None
    cost = cost_of(motion, decision)
    return Grant(
        decision.id, scope, case.session.id, decision.number, motion.title[:60], cost,
        _spent(case, decision), decision.state != "void" and decision.outcome == "passed",
        _effective(case, vote, decision),
    )  # fmt: skip


def cost_of(motion: Motion, decision: Decision) -> int:
    """What a decision costs if it is carried: its whole, or what was chosen of its list."""
    return motion.paper.cost_of(decision.figures.get("count", {}).get("chosen", ()))


def _spent(case: CaseFile, decision: Decision) -> int | None:
    """What was stated as the cost of its tasks, once all of them are over; None before."""
    rounds = {
        r.id
        for r in case.rounds.values()
        if r.kind == "implement" and (r.decision_id == decision.id or set(decision.issues) & set(r.members))
    }
    tasks = [t for t in case.tasks.values() if t.decision_id == decision.id or t.round_id in rounds]
    if not tasks or any(task.state not in _OVER for task in tasks):
        return None
    if any(r.closed_at is None for r in case.rounds.values() if r.id in rounds):
        return None
    return sum(task.cost for task in tasks if task.state == "accepted")


def _effective(case: CaseFile, vote: Round, decision: Decision) -> datetime | None:
    """From when it may be paid: the end of its notice, or where none follows the end of a vote that is settled.

    Up to 0.2.0 only a notice wrote that moment down; of an older decision it is the close of its vote.
    """
    way = case.stage(vote).next.get(decision.outcome)
    noticed = way is not None and way.goto is not None and case.flow.stage(way.goto).kind == "notice"
    if noticed or decision.effective_at is not None:
        return decision.effective_at
    return decision.closed_at if vote.state is RoundState.CLOSED else None
