"""Whether something unasked still has to be said when its turn comes: a reminder may wait for the morning, and by
then have been heeded, muted, or overtaken by the close.

When it may be said is left to `calm`.
"""

from bot.clerk import reminders
from bot.deliberation.desk import Urgency
from bot.storage import lookups
from bot.storage.owing import Delivery
from bot.storage.store import Tx

_REMINDERS = frozenset({"ballot-sent", "remind-vote", "remind-rate", "nudge-group"})
_FINISHED = frozenset({"done", "accepted", "abandoned"})


async def is_needless(tx: Tx, delivery: Delivery) -> bool:
    """Whether it helps nobody any more; what somebody asked for always does."""
    if delivery.what != "post" or delivery.urgency is Urgency.REPLY:
        return False
    if delivery.card in _REMINDERS:
        return not await reminders.is_due(tx, int(delivery.args["round"]), delivery.person_id)
    if delivery.card == "task-nudge":
        task = await lookups.task(tx, int(delivery.args["task"]))
        return task is None or task.state in _FINISHED
    return False
