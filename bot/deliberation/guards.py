"""Guards: what must hold before a stage can be left (domain.md §3.2).

Each is a pure question about the case file; the sentence for a guard that does not hold is the
refusal named after it. When a stage asks is left to its kind.
"""

from datetime import datetime

from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Actor
from bot.deliberation.flow import Guard
from bot.deliberation.model import Round
from bot.deliberation.money import funding
from bot.deliberation.publishing import undone
from bot.deliberation.refusal import Refusal


def unmet(case: CaseFile, round_: Round, now: datetime, by: Actor | None = None) -> Refusal | None:
    """The first guard of the round's stage that does not hold; None where the stage may be left.

    `by` is who wants to leave it early; None when its time is up, which asks for nobody's word: a `manual`
    guard says who may end a stage, not that it never ends.
    """
    for guard in case.stage(round_).guards():
        refusal = _holds(guard, case, round_, now, by)
        if refusal is not None:
            return refusal
    return None


def _holds(guard: Guard, case: CaseFile, round_: Round, now: datetime, by: Actor | None) -> Refusal | None:
    if guard.elapsed is not None and now < round_.opens_at + guard.elapsed.exact():
        return Refusal("guard-elapsed", {"duration": str(guard.elapsed)})
    if guard.min_elapsed is not None and now < round_.opens_at + guard.min_elapsed.exact():
        return Refusal("guard-elapsed", {"duration": str(guard.min_elapsed)})
    if guard.count is not None:
        here = len(case.members(round_))
        if not (here >= guard.count.n if guard.count.op == "ge" else here > guard.count.n):
            return Refusal("guard-count", {"count": here, "needed": guard.count.n})
    if guard.manual is not None and by is not None and not by.has(*guard.manual.by):
        return Refusal("guard-manual")
    if guard.concerns_answered:
        waiting = sum(1 for e in case.entries_in(round_, "concern") if e.state == "open")
        if waiting:
            return Refusal("guard-concerns", {"count": waiting})
    if guard.budget_ok is not None:
        return funding.unmet(case, round_, guard.budget_ok.fund)
    if guard.no_open_objection:
        waiting = sum(1 for e in case.entries_in(round_, "objection") if e.state == "open")
        if waiting:
            return Refusal("guard-objections", {"count": waiting})
    if guard.publications_done and (open_ := undone(round_)):
        return Refusal("guard-publications", {"count": len(open_)})
    return None
