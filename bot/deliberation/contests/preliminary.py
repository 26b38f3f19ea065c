"""What a vote came to goes on: into its notice at once, elsewhere only once it is more than preliminary.

Until then its issues stay in the round of the vote. Whether a result is preliminary is asked of `certifying`.
"""

from datetime import datetime

from bot.deliberation.casefile import CaseFile
from bot.deliberation.choices import outcomes_of
from bot.deliberation.contests import certifying
from bot.deliberation.desk import Desk
from bot.deliberation.model import Decision, Round, RoundState
from bot.deliberation.transitions import close_round, leave


def leads_to_notice(case: CaseFile, round_: Round, outcome: str) -> bool:
    """Whether the result is told by the notice that follows, so that it is not told twice."""
    transition = case.stage(round_).next.get(outcome)
    return bool(transition and transition.goto and case.flow.stage(transition.goto).kind == "notice")


def joint(outcomes: set[str]) -> str:
    return outcomes.pop() if len(outcomes) == 1 else "mixed"


def is_here(round_: Round, decision: Decision) -> bool:
    return any(round_.members.get(issue, "gone") is None for issue in decision.issues)


def go_on(case: CaseFile, round_: Round, decision: Decision, at: datetime, desk: Desk) -> None:
    """What was decided leaves: into its notice at once, elsewhere only once it is more than preliminary.

    Where no notice follows it takes effect with that, at `at`.
    """
    noticed = leads_to_notice(case, round_, decision.outcome)
    if certifying.is_preliminary(case, decision) and not noticed:
        return
    motion = case.motions[decision.motion_id]
    every = case.motions.get(motion.second_of or 0, motion).choices
    chosen = decision.figures.get("count", {}).get("chosen", ())
    if decision.outcome == "passed" and not noticed:
        decision.effective_at = at
    leave(case, round_, outcomes_of(motion, every, decision.outcome, chosen), desk, decision.id)


def look_again(case: CaseFile, round_: Round, desk: Desk) -> None:
    """Something a preliminary result waited for has come: what is settled goes on, and the vote ends with the last.

    Nothing goes on from a vote that is frozen, and none ends that is open again for another motion.
    """
    found = certifying.decided_in(case, round_)
    if round_.closed_at is not None:
        return
    for decision in found:
        if is_here(round_, decision) and round_.state is not RoundState.FROZEN:
            go_on(case, round_, decision, desk.now, desk)
    if case.voting_in(round_):
        return
    if any(is_here(round_, decision) for decision in found):
        case.show(desk, round_)
        return
    without = {issue.id: "failed" for issue in case.members(round_)}
    at = max(decision.closed_at for decision in case.decisions.values() if decision.round_id == round_.id)
    outcome = joint({decision.outcome for decision in found}) if found else "objection_upheld"
    close_round(case, round_, without, desk, at, outcome=outcome)
