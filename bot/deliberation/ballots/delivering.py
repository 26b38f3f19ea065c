"""送达 delivering: to which owners a vote has been delivered, where a local rule lets silence count (P2).

Delivered is what reached somebody: a private message of the bot that the platform has accepted for whoever votes for
the owner, or a ballot handed over at the door, as a teller or helper says; the latter may be taken back. What was only
posted in a group is not delivered. Until the close, and never after it. What silence then does is left to
`voting.decide`, who is silent to nobody.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.deliberation import acts
from bot.deliberation.ballots.carried import voice_in
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Owed
from bot.deliberation.flow import Vote
from bot.deliberation.minutes.silence import DELIVERED, Delivery
from bot.deliberation.model import RoundState
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.rules import in_time

PRIVATE: Final = "private"
DOOR: Final = "door"
TAKEN_BACK: Final = ""


def deliver(case: CaseFile, act: acts.Deliver, desk: Desk) -> Answer:
    """Note a ballot that was handed over at a door; what the bot has delivered itself stands."""
    round_ = case.round(act.round_id)
    rule = case.stage_as(round_, Vote).rule
    if rule.silence == "none":
        raise Refused("delivery-not-here")
    if round_.state is not RoundState.OPEN or round_.due_at is None or not in_time(desk.now, round_.due_at):
        raise Refused("round-closed")
    voice = voice_in(case, act.elector, rule)
    before = case.deliveries.get(act.elector, TAKEN_BACK)
    if before == PRIVATE:
        raise Refused("delivery-by-bot", door=voice.door)
    way = DOOR if act.given else TAKEN_BACK
    if before != way:
        desk.delivered.append(Delivery(round_.id, act.elector, voice.area, way, desk.now, desk.by.person_id))
        desk.record(DELIVERED, {"round": round_.id}, elector=act.elector, area=voice.area, way=way)
    args: dict[str, Any] = {"session": case.session.id, "round": round_.id, "extra": act.elector}
    key = f"deliveries:{round_.id}:{desk.by.person_id}"
    desk.owe(Owed("card", "deliveries", args, person_id=desk.by.person_id, key=key))
    return Answer("delivery-noted" if act.given else "delivery-taken-back", {"door": voice.door})


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {acts.Deliver: deliver}
