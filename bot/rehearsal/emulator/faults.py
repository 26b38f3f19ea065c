"""Faults on demand: what a network and a busy server do to calls, planned by a script or a test.

Only the plan is kept here; `server` carries it out.
"""

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal["too_many_requests", "server_error", "drop", "hang"]


@dataclass(slots=True, eq=False)
class Fault:
    """Befalls the next `left` calls that match.

    `too_many_requests` answers 429 with `retry_after`; `server_error` answers `status`; `drop` cuts the
    connection without an answer; `hang` never answers, until the caller gives up. With `after_effect` the
    call is carried out first, so that the caller does not learn of it.
    """

    kind: FaultKind
    method: str | None
    chat_id: int | None
    left: int
    after_effect: bool
    retry_after: int
    status: int

    def matches(self, method: str, chat_id: int | None) -> bool:
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
        for fault in self._planned:
            if fault.matches(method, chat_id):
                fault.left -= 1
                if fault.left == 0:
                    self._planned.remove(fault)
                return fault
        return None
