"""归档 archive (民享): the record is closed and shared — what it is now, cost, who looks after it, what
was not achieved — and asked about again after some time («还好用吗»).

The announcement is rendered when it is delivered, so what a moderator adds until then is in it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Due, Urgency
from bot.deliberation.flow import Archive
from bot.deliberation.hours import result_time
from bot.deliberation.model import IssueState, Round
from bot.deliberation.refusal import Refused
from bot.deliberation.transitions import close_round, moment_after

TEXT_CHARS = 300


def enter(case: CaseFile, round_: Round, desk: Desk) -> None:
    stage = case.stage_as(round_, Archive)
    for issue in case.members(round_):
        issue.state = IssueState.CLOSED
    if stage.share and round_.members:
        at = result_time(desk.now, stage.announce.result, case.quiet_hours(), desk.calendar)
        case.post(desk, "share", Urgency.RESULT, not_before=at, round=round_.id)
        for person in case.moderators():
            desk.tell(person, "share-preview", session=case.session.id, round=round_.id)
        if stage.ask_again is not None:
            ask_at = moment_after(desk, at, stage.ask_again)
            desk.set_due(Due(f"again:{round_.id}", ask_at, "again", case.session.id, round_.id))
    outcomes = {issue.id: "closed" for issue in case.members(round_)}
    close_round(case, round_, outcomes, desk, desk.now, outcome="closed")


def lapse(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    if due.kind == "again":
        desk.record("asked-again", {"round": round_.id})
        case.post(desk, "ask-again", Urgency.BUDGETED, round=round_.id)


def advance(case: CaseFile, round_: Round, desk: Desk) -> Answer:
    raise Refused("round-closed")


def describe_share(case: CaseFile, act: acts.DescribeShare, desk: Desk) -> Answer:
    """What the announcement will say; empty fields leave what was said before."""
    round_ = case.round(act.round_id)
    case.stage_as(round_, Archive)
    said = {"result": act.result, "keeper": act.keeper, "not_achieved": act.not_achieved}
    for name, text in said.items():
        if len(text) > TEXT_CHARS:
            raise Refused("text-too-long", limit=TEXT_CHARS, length=len(text))
        if text.strip():
            round_.facts[name] = text.strip()
    desk.record("share-described", {"round": round_.id}, **said)
    return Answer("share-described")


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {acts.DescribeShare: describe_share}
