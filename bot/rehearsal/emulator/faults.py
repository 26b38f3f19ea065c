"""Faults on demand: what a network and a busy server do to calls, planned by a script or a test.

Only the plan is kept here; `server` carries it out for the bot's calls, `webhook` for deliveries to the bot, and
`updates` for what befalls updates on their way.
"""

from dataclasses import dataclass
from typing import Literal

CallFault = Literal["too_many_requests", "server_error", "drop", "hang", "migrate"]
UpdateFault = Literal["duplicate", "reorder"]
FaultKind = CallFault | UpdateFault

DELIVERY = "webhook"
"""The name under which deliveries to the bot's webhook are found among the methods."""


@dataclass(slots=True, eq=False)
class Fault:
    """Befalls the next `left` calls that match.

    `too_many_requests` answers 429 with `retry_after`; `server_error` answers `status`; `drop` cuts the
    connection without an answer; `hang` never answers, until the caller gives up; `migrate` makes the basic
    group a supergroup before the call takes effect. With `after_effect` the call is carried out first, so that
    the caller does not learn of it. The method `webhook` stands for deliveries to the bot: there a fault comes
    between Telegram and the bot, and `after_effect` means that the bot got the update but its answer was lost.

    Of updates, `duplicate` makes the next ones arrive twice, and `reorder` lets each be overtaken by what
    happens right after it in another chat or by another person: never within one, as in Telegram.
    """

    kind: FaultKind
    method: str | None
    chat_id: int | None
    left: int
    after_effect: bool
    retry_after: int
    status: int

    def matches(self, method: str, chat_id: int | None) -> bool:
        if self.kind in ("duplicate", "reorder") or (method == DELIVERY and self.method != DELIVERY):
            return False
        return (
            self.left > 0
            and (self.method is None or self.method == method)
            and (self.chat_id is None or self.chat_id == chat_id)
        )


class Faults:
    """The planned faults, oldest first; each call meets at most one."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []

    def add(
        self,
        kind: FaultKind,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
        after_effect: bool = False,
        retry_after: int = 1,
        status: int = 502,
    ) -> Fault:
        """Plan a fault for the next `times` calls, of one method and to one chat where these are given."""
        name = method.lower() if method else None
        fault = Fault(kind, name, chat_id, times, after_effect, retry_after, status)
        self._planned.append(fault)
        return fault

    def clear(self) -> None:
        self._planned.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that befalls this call, if any; `method` in lower case."""
        found = next((fault for fault in self._planned if fault.matches(method, chat_id)), None)
        if found is not None:
            self._use(found)
        return found

    def befalls(self, kind: UpdateFault) -> bool:
        """Whether this befalls the update that is about to be queued."""
        found = next((fault for fault in self._planned if fault.kind == kind), None)
        if found is not None:
            self._use(found)
        return found is not None

    def _use(self, fault: Fault) -> None:
        fault.left -= 1
        if fault.left == 0:
            self._planned.remove(fault)
