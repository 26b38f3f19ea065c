"""What the clerk has at hand while it works: ids, codes and salts, calendars, flows, where a reply goes."""

import hmac
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from bot.clerk.submission import Submission
from bot.deliberation import acts
from bot.deliberation.calendar import Calendar
from bot.deliberation.desk import Actor, Desk, Owed, Urgency
from bot.deliberation.flow import Flow
from bot.deliberation.house import Person
from bot.deliberation.model import Community
from bot.deliberation.refusal import Refused
from bot.storage.store import Ids

SALT = "0123456789abcdef"
_CLEAR = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class Flows(Protocol):
    """Where flows come from: the operator's files and the shipped ones."""

    def find(self, flow_id: str) -> Flow | None:
        """The effective flow of exactly this id, None where there is none or its file is broken."""

    def ids(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a new community starts with, and what the operator states for all of them."""

    timezone: str = "Asia/Shanghai"
    locale: str = "zh-CN"
    quiet_from: str = "22:00"
    quiet_until: str = "07:30"
    operator_code: str = ""
    rest: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    practice: bool = False
    """Whether sessions opened here are exercises."""


class Office:
    """`pick(alphabet, n)` gives n characters nobody can guess; a rehearsal gives repeatable ones."""

    def __init__(self, flows: Flows, pick: Callable[[str, int], str], defaults: Defaults | None = None) -> None:
        self._flows, self._pick = flows, pick
        self._calendars: dict[tuple[str, ...], Calendar] = {}
        self.defaults = defaults or Defaults()
        self.ids = Ids()

    def code(self, length: int) -> str:
        """A receipt or a long code: no letter or digit that is easily mistaken for another."""
        return self._pick(_CLEAR, length)

    def digits(self, length: int) -> str:
        return self._pick("0123456789", length)

    def salt(self) -> str:
        return self._pick(SALT, 32)

    def is_operator_code(self, text: str) -> bool:
        """Whether this is the operator's code; never where none is set."""
        expected = self.defaults.operator_code
        return bool(expected) and hmac.compare_digest(expected.encode(), text.encode())

    def next_id(self) -> int:
        return self.ids()

    def flow(self, flow_id: str) -> Flow:
        """The flow of that id; raises `Refused` where there is none."""
        flow = self._flows.find(flow_id)
        if flow is None:
            raise Refused("flow-unknown", flow=flow_id[:32])
        return flow

    def flow_or_none(self, flow_id: str) -> Flow | None:
        return self._flows.find(flow_id)

    def openable(self) -> list[Flow]:
        """Every sound flow, for the list of what can be opened."""
        return [flow for flow_id in self._flows.ids() if (flow := self._flows.find(flow_id)) is not None]

    def calendar(self, community: Community) -> Calendar:
        key = (community.timezone, *community.rest_days, "/", *community.work_days)
        if key not in self._calendars:
            rest = self.defaults.rest | {date.fromisoformat(day) for day in community.rest_days}
            work = (self.defaults.work | {date.fromisoformat(day) for day in community.work_days}) - rest
            self._calendars[key] = Calendar(community.timezone, frozenset(rest), frozenset(work))
        return self._calendars[key]

    def desk(self, community: Community, now: datetime, by: Actor) -> Desk:
        return Desk(now, self.next_id, self.calendar(community), by, self.code)


def reply(
    submission: Submission,
    person: Person,
    chat_id: int | None,
    card: str,
    args: Mapping[str, Any],
    private: bool = False,
) -> Owed:
    """A message to whoever asked: in the private chat where it was asked there or is nobody else's business."""
    if private or submission.where.private or chat_id is None:
        sealed = _stays_sealed(submission.act)
        return Owed("post", card, args, person_id=person.id, urgency=Urgency.REPLY, sealed=sealed)
    answered = None if submission.press else submission.where.message_id or None
    return Owed("post", card, args, chat_id=chat_id, urgency=Urgency.REPLY, reply_to=answered)


def _stays_sealed(act: acts.Act) -> bool:
    """Whether the answer to this act would tell that somebody writes 背靠背."""
    match act:
        case acts.RaiseIssue(mode="back") | acts.SettleBack() | acts.Await(purpose="raise-back"):
            return True
    return False


def unguessable(alphabet: str, length: int) -> str:
    """Characters nobody can guess, from one draw: a draw for each would cost more than the rest of a ballot."""
    number, text = secrets.randbelow(len(alphabet) ** length), ""
    for _ in range(length):
        number, digit = divmod(number, len(alphabet))
        text += alphabet[digit]
    return text
