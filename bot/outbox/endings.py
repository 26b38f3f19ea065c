"""What came of a delivery, kept: sent, to be tried again, or given up and told to the moderators.

All of it goes into the transaction of the caller. What the platform meant by its refusal is said by the
courier's exceptions.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.chat.courier import Gone, Moved, TooBig, TooMany, Unreachable
from bot.clerk import delivering, roll_offers
from bot.clerk.platform import tell_moderators, topic_gone
from bot.deliberation.desk import Ids, JournalEntry, Owed, Urgency
from bot.deliberation.minutes.journal import community_chain, session_chain
from bot.deliberation.refusal import Refused
from bot.outbox.calm import PATIENCE, pause_after, retry_delay
from bot.outbox.delivery import BOARD, SECRET, Fetched, Outcome
from bot.outbox.recipient import Recipient
from bot.storage import cards_shown, chats, files, journal, owing, people
from bot.storage.files import Kept
from bot.storage.owing import Delivery
from bot.storage.problem import TROUBLE
from bot.storage.store import Tx

DUTIES = frozenset(
    {"task-assigned", "task-nudge", "task-to-accept", "task-returned", "objection-to-rule", "escalated", "round-due"}
)
"""Private messages that ask for work: where they cannot be delivered, a moderator has to find another way.
Others are no moderator's business, and of some (about what was sent 背靠背) it would tell who wrote it."""
LIMIT_MB = 20
"""What a bot is handed of a file at most."""
_SHORTEST_WAIT = timedelta(seconds=1)
_SILENCED_WAIT = timedelta(minutes=10)
_CLOSED_WAIT = timedelta(hours=1)
_log = structlog.get_logger(__name__)


async def keep(
    tx: Tx,
    delivery: Delivery,
    to: Recipient,
    result: Outcome | Exception,
    now: datetime,
    next_id: Ids,
    salt: Callable[[], str],
) -> None:
    """Keep the outcome of a delivery, or what the exception it ended with means for it. `salt` is the minutes'."""
    match result:
        case Outcome():
            await _sent(tx, delivery, to, result, now, next_id, salt)
        case TooMany():
            await _hold(tx, delivery, now + max(result.retry_after, _SHORTEST_WAIT))
            await owing.owe_again(tx, [delivery])
        case Moved():
            await chats.move_chat(tx, to.address.chat_id, result.new_id)
            await owing.owe_again(tx, [delivery])
        case Unreachable():
            await _retry(tx, delivery, result, now, maybe_sent=result.maybe_sent)
        case _ if isinstance(result, (*TROUBLE, OSError)):
            # the database or the disk was away before anything was sent: that too passes
            await _retry(tx, delivery, result, now, maybe_sent=False)
        case Gone(why="silenced") if delivery.attempts < PATIENCE:
            await _hold(tx, delivery, now + _SILENCED_WAIT)
            await owing.postpone(tx, delivery, None, result.why, tried=True)
        case Gone(why="topic_closed"):
            await _topic_closed(tx, delivery, to, now, next_id)
        case Gone(why="topic_gone") if to.chat is not None:
            await owing.owe_again(tx, [delivery])
            await topic_gone(tx, next_id, to.chat, now)
        case Gone():
            await _gone(tx, delivery, to, result.why, now, next_id)
        case TooBig():
            await _too_big(tx, delivery, to, now, next_id)
        case Refused():
            await owing.given_up(tx, delivery, f"refused: {result.refusal.key}")
        case _:
            _log.error("a message cannot be sent", owed=delivery.id, card=delivery.card, exc_info=result)
            await owing.given_up(tx, delivery, f"{type(result).__name__}: {result}"[:500])
            if to.chat is not None:
                about: dict[str, int | str] = {"chat": to.chat.id, "why": "unacceptable", "about": delivery.card}
                await tell_moderators(tx, next_id, to.community_id, about, now)


async def _sent(
    tx: Tx, delivery: Delivery, to: Recipient, outcome: Outcome, now: datetime, next_id: Ids, salt: Callable[[], str]
) -> None:
    if outcome.called:
        if to.chat is not None and to.chat.state == "closed":
            await chats.set_topic_state(tx, to.chat.id, "active")
        if not delivery.sealed:  # when somebody was written to last would tell whose answer this was
            await _hold(tx, delivery, now + pause_after(is_group=to.chat is not None))
    if outcome.posted is not None and not delivery.sealed:
        about = {} if delivery.card in SECRET else delivery.args
        await cards_shown.remember_message(tx, to.address.chat_id, outcome.posted, delivery.card, about, now)
        if delivery.urgency is Urgency.BUDGETED and delivery.chat_id is not None:
            await owing.count_post(tx, delivery.chat_id, to.hours.day(now))
    if delivery.card in delivering.CARRIES and delivery.person_id is not None and outcome.posted is not None:
        await delivering.arrived(tx, int(delivery.args["round"]), delivery.person_id, now, salt)
    if delivery.what in ("card", "retire"):
        await _keep_card(tx, delivery, outcome, now, next_id)
    if outcome.fetched is not None:
        await _keep_file(tx, delivery, outcome.fetched, now)
    if outcome.roll is not None:
        await roll_offers.keep(tx, delivery.args, outcome.roll, now, next_id)
    await owing.sent(tx, delivery)


async def _keep_card(tx: Tx, delivery: Delivery, outcome: Outcome, now: datetime, next_id: Ids) -> None:
    if outcome.posted is not None:
        await cards_shown.card_posted(
            tx, delivery.key, delivery.chat_id, delivery.person_id, outcome.posted, outcome.shows, now
        )
        if delivery.card == BOARD:
            key = f"pin:{delivery.chat_id}:{BOARD}"
            await owing.owe(tx, [Owed("pin", BOARD, delivery.args, chat_id=delivery.chat_id, key=key)], now, next_id)
    elif outcome.shows:
        await cards_shown.card_edited(tx, delivery.key, outcome.shows)
    if outcome.state:
        await cards_shown.card_state(tx, delivery.key, outcome.state)


async def _keep_file(tx: Tx, delivery: Delivery, fetched: Fetched, now: datetime) -> None:
    """Note what the file holds, also in the minutes: what stands there by its hash cannot be exchanged later."""
    args, kind = delivery.args, str(delivery.args["kind"])
    await files.keep(tx, Kept(str(args["file"]), kind, fetched.sha256, fetched.size, now))
    public: dict[str, Any] = {name: args[name] for name in ("issue", "entry") if name in args}
    public |= {"kind": kind, "sha256": fetched.sha256, "size": fetched.size}
    chain = session_chain(args["session"]) if args.get("session") else community_chain(args["community"])
    # nothing of it is personal, so there is nothing a salt would hide
    await journal.append(tx, [(chain, JournalEntry("file-kept", now, public, {}))], str)


async def _too_big(tx: Tx, delivery: Delivery, to: Recipient, now: datetime, next_id: Ids) -> None:
    """Whoever sent the file is told that only its name is kept: privately, or where it was sent."""
    await owing.given_up(tx, delivery, "too big")
    args = {"key": "file-too-big", "params": {"limit": LIMIT_MB}}
    if to.person is not None and to.person.dm_open:
        await owing.owe(tx, [Owed("post", "refusal", args, person_id=to.person.id)], now, next_id)
    elif delivery.args.get("chat"):
        await owing.owe(tx, [Owed("post", "refusal", args, chat_id=int(delivery.args["chat"]))], now, next_id)


async def _hold(tx: Tx, delivery: Delivery, until: datetime) -> None:
    """Leave the whole chat alone until then, so that its order holds."""
    if delivery.chat_id is not None:
        await owing.hold_chat(tx, delivery.chat_id, until)
    elif delivery.person_id is not None:
        await owing.hold_person(tx, delivery.person_id, until)


async def _retry(tx: Tx, delivery: Delivery, trouble: Exception, now: datetime, *, maybe_sent: bool) -> None:
    """Try again, later each time; after much patience it no longer holds up what is behind it."""
    failed, why = delivery.attempts + 1, str(trouble).partition("\n")[0]
    _log.warning("a delivery has to be tried again", owed=delivery.id, error=why, attempts=failed)
    until = now + retry_delay(failed)
    if failed < PATIENCE:
        await _hold(tx, delivery, until)
    later = None if failed < PATIENCE else until
    await owing.postpone(tx, delivery, later, why, tried=True, interrupted=maybe_sent)


async def _topic_closed(tx: Tx, delivery: Delivery, to: Recipient, now: datetime, next_id: Ids) -> None:
    """It waits until somebody reopens the topic; the moderators are told once. What the platform does not tell of
    is found out by trying again."""
    await owing.owe_again(tx, [delivery])
    await _hold(tx, delivery, now + _CLOSED_WAIT)
    if to.chat is not None and to.chat.state != "closed":
        await chats.set_topic_state(tx, to.chat.id, "closed")
        await tell_moderators(tx, next_id, to.community_id, {"chat": to.chat.id, "why": "topic_closed"}, now)


async def _gone(tx: Tx, delivery: Delivery, to: Recipient, why: str, now: datetime, next_id: Ids) -> None:
    """Nothing reaches them any more: remember that, and tell the moderators where work is left undone."""
    await owing.given_up(tx, delivery, why)
    _log.info("cannot be delivered", owed=delivery.id, card=delivery.card, why=why)
    if to.chat is not None:
        await chats.set_chat_state(tx, to.chat.id, "kicked")
        await tell_moderators(tx, next_id, to.community_id, {"chat": to.chat.id, "why": why}, now)
    elif to.person is not None:
        if why != "never_started":
            await people.set_blocked(tx, to.person.id, True)
        if delivery.card in DUTIES and not delivery.sealed:
            args: dict[str, int | str] = {"person": to.person.id, "why": why, "about": delivery.card}
            await tell_moderators(tx, next_id, to.community_id, args, now, but=to.person.id)
