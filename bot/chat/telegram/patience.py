"""How long a press waits for a database in trouble before whoever pressed is told that it was not kept.

Until then it is brought again, for most trouble is over in seconds. A message waits for as long as it takes: nobody
looks at a button while it does.
"""

from collections import OrderedDict
from datetime import datetime, timedelta

PATIENCE = timedelta(seconds=10)
_PRESSES = 10_000


class Patience:
    """When each press was first brought, as far as it could not be taken yet."""

    def __init__(self) -> None:
        self._since: OrderedDict[int, datetime] = OrderedDict()

    def is_over(self, update_id: int, brought_at: datetime, now: datetime) -> bool:
        """Whether this press, brought (again) at a moment and not taken by now, has waited long enough."""
        since = self._since.setdefault(update_id, brought_at)
        over = now - since >= PATIENCE
        if over:
            del self._since[update_id]
        elif len(self._since) > _PRESSES:
            self._since.popitem(last=False)
        return over
