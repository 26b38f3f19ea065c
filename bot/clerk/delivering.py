"""送达 by the bot itself: when a vote opens in which silence counts, the ballot is sent to everybody who votes for an
owner, and what has arrived is entered in the log and the minutes.

What is sent is left to `chat.cards`, when it may go to `outbox`, what somebody says of a door to
`deliberation.ballots.delivering`.
"""

from collections.abc import Callable
from datetime import datetime

from bot.deliberation.ballots.box import owner_elector
from bot.deliberation.ballots.delivering import PRIVATE
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Desk, JournalEntry, Owed, Urgency
from bot.deliberation.flow import Vote
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.minutes.silence import DELIVERED, Delivery
from bot.deliberation.model import RoundState
from bot.deliberation.voting.rules import in_time
from bot.storage import ballots, cases, deliveries, journal, owners
from bot.storage.store import Tx

CARD = "ballot-sent"
CARRIES = frozenset({CARD, "remind-vote"})
"""Private messages with the ballot on them."""


async def owe_ballots(tx: Tx, case: CaseFile, before: cases.Snapshot, desk: Desk) -> None:
    """Owe the ballot to every owner's voter the bot may write to, of votes that have just opened."""
    for round_ in case.open_rounds("vote"):
        stage = case.stage_as(round_, Vote)
        known = before["rounds"].get(round_.id)
        was_open = known is not None and known["state"] == RoundState.OPEN
        if stage.rule.silence == "none" or round_.state is not RoundState.OPEN or was_open:
            continue
        motions = [motion.id for motion in case.motions_in(round_)]
        for person_id in await ballots.electors_without(tx, round_.id, "ballot", motions, stage.rule.electorate):
            args = {"session": case.session.id, "round": round_.id}
            key = f"{CARD}:{round_.id}:{person_id}"
            desk.owe(Owed("post", CARD, args, person_id=person_id, key=key, urgency=Urgency.PRIVATE))


async def arrived(tx: Tx, round_id: int, person_id: int, now: datetime, salt: Callable[[], str]) -> None:
    """A message with the ballot has reached somebody: it is delivered to every owner they vote for there."""
    box = (await ballots.load_boxes(tx, [round_id])).get(round_id)
    if box is None or not isinstance(box.stage, Vote) or box.stage.rule.silence == "none":
        return
    due = box.round.due_at
    if box.round.state is not RoundState.OPEN or due is None or not in_time(now, due):
        return
    held = (await owners.owner_seats_of(tx, [person_id]))[person_id]
    here = {owner_elector(owner.owner_id): area for owner in held if (area := owner.within(box.scope_path)) is not None}
    known = await deliveries.of_round(tx, round_id, *here) if here else {}
    fresh = [
        Delivery(round_id, elector, area, PRIVATE, now)
        for elector, area in here.items()
        if elector not in known or known[elector].way != PRIVATE
    ]
    if not fresh:
        return
    await deliveries.keep(tx, fresh)
    chain, public = session_chain(box.session_id), {"round": round_id}
    contents = [{"elector": one.elector, "area": one.area, "way": one.way} for one in fresh]
    entries = [(chain, JournalEntry(DELIVERED, now, public, content)) for content in contents]
    await journal.append(tx, entries, salt, {chain: box.head})
