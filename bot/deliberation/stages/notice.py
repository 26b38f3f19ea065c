"""公示 notice: the decision is posted; until its period ends, anyone concerned may object by ground.

Objections are taken by `objections` and ruled on in `rulings`. The notice waits for them where the flow says so, and
for the signatures its decision needs (`certifying`): until then nothing takes effect. Once the notice is over, by its
time or by a ruling, what is still open can only be answered.

What has to be published where, and the word of the supervisors a notice may need, are left to `publishing`. A notice of
results (`about: result`), one that follows no vote, one of what was not carried, and one that another notice of the
decision follows (询异), makes nothing take effect.

`facts`: `objections_until`, the end of the period as an ISO moment; and those of `publishing`.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.deliberation import acts, guards, publishing
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests import certifying, objections
from bot.deliberation.desk import Answer, Desk, Due, Urgency
from bot.deliberation.durations import Duration
from bot.deliberation.flow import Notice
from bot.deliberation.model import Round, RoundState
from bot.deliberation.refusal import Refused
from bot.deliberation.transitions import close_round, moment_after, set_close

_ONE_DAY = Duration.parse("1d")


def enter(case: CaseFile, round_: Round, desk: Desk) -> None:
    stage = case.stage_as(round_, Notice)
    until = moment_after(desk, desk.now, stage.period)
    round_.facts["objections_until"] = until.isoformat()
    set_close(case, round_, until, desk)
    decision = case.decisions.get(round_.decision_id or 0)
    told_at = decision.announce_at if decision else None
    case.show(desk, round_, not_before=told_at)
    publishing.begin(case, round_, max(desk.now, told_at or desk.now), desk)


def lapse(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    if due.kind == "answer":
        objections.overdue(case, round_, due, desk)
    elif due.kind == "close":
        if _waits(case, round_, desk.now):
            publishing.remind(case, round_, desk)
            set_close(case, round_, moment_after(desk, desk.now, _ONE_DAY), desk)
            case.show(desk, round_)
            return
        _clear(case, round_, due, desk)
    else:
        publishing.lapse(case, round_, due, desk)


def advance(case: CaseFile, round_: Round, desk: Desk) -> Answer:
    """A notice period is never shortened by hand."""
    raise Refused("notice-not-early")


def _clear(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    decision = case.decisions.get(round_.decision_id or 0)
    carried = decision is not None and decision.outcome == "passed" and not is_asked_first(case, round_)
    if decision is not None and carried and case.stage_as(round_, Notice).about == "decision":
        decision.effective_at = due.at
        desk.record("decision-stands", {"decision": decision.id, "effective_at": due.at.isoformat()})
        case.post(desk, "decision-stands", Urgency.RESULT, decision=decision.id)
    close_round(case, round_, {i.id: "clear" for i in case.members(round_)}, desk, due.at, outcome="clear")


def is_asked_first(case: CaseFile, round_: Round) -> bool:
    """询异: whether another notice of the same decision follows, with which it takes effect."""
    way = case.stage(round_).next.get("clear")
    after = case.flow.stage(way.goto) if way and way.goto else None
    return isinstance(after, Notice) and after.about == "decision"


def _waits(case: CaseFile, round_: Round, now: datetime) -> bool:
    """Whether something is still missing that the notice cannot end without."""
    decision = case.decisions.get(round_.decision_id or 0)
    unsettled = decision is not None and certifying.is_preliminary(case, decision)
    missing = guards.unmet(case, round_, now) is not None or publishing.lacks_remark(case, round_)
    return missing or unsettled or round_.state is RoundState.FROZEN


def look_again(case: CaseFile, round_: Round, desk: Desk) -> None:
    """Something it waited for has come: where its time is over and it waits for nothing else, it ends."""
    over = desk.now >= datetime.fromisoformat(round_.facts["objections_until"])
    if over and not _waits(case, round_, desk.now):
        set_close(case, round_, desk.now, desk)


def _may_end(rule: Callable[[CaseFile, Any, Desk], Answer]) -> Callable[[CaseFile, Any, Desk], Answer]:
    """A duty that is done; where the notice has waited for nothing else, it is over now."""

    def take(case: CaseFile, act: Any, desk: Desk) -> Answer:
        answer = rule(case, act, desk)
        look_again(case, case.round(act.round_id), desk)
        return answer

    return take


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    acts.ConfirmPosting: _may_end(publishing.confirm_posting),
    acts.Oversee: _may_end(publishing.oversee),
}
