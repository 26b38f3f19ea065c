"""The nouns of the house: people, chats, scopes, households and who is bound to them.

They outlive every session. What a session consists of is `model`; how these records are stored is
left to `storage`, who may change them to `clerk`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class Person:
    """An account the bot has met. `locale` is the person's own choice, None while the community's holds."""

    id: int
    user_id: int
    name: str = ""
    username: str = ""
    locale: str | None = None
    dm_open: bool = False
    """Has started the private chat, so that the bot may write there."""
    blocked: bool = False
    awaiting: dict[str, Any] = field(default_factory=dict)
    """What the private chat expects next; empty for nothing."""


@dataclass(slots=True)
class Chat:
    """A group chat, or one topic of it (`thread_id` above zero)."""

    id: int
    platform_id: int
    thread_id: int = 0
    kind: str = "supergroup"
    title: str = ""
    scope_id: int | None = None
    community_id: int | None = None
    state: str = "active"
    """active, left, kicked; closed for a topic in which the bot may not write now"""
    is_admin: bool = False
    can_pin: bool = False
    can_delete: bool = False


@dataclass(slots=True)
class Scope:
    """A node of the one tree. `path` is `/1/7/9/`: its own id last, its ancestors before it."""

    id: int
    parent_id: int | None
    kind: str
    """street, community, compound, grid, building, unit"""
    name: str
    path: str


@dataclass(slots=True)
class Household:
    """`representative` is the name on the roll, `representative_id` the person once bound and confirmed."""

    id: int
    scope_id: int
    door: str
    representative: str = ""
    representative_id: int | None = None
    ended: bool = False
    tenant: str = ""
    residents: int | None = None
    """how many of age live there, None where the roll does not say"""


@dataclass(slots=True)
class Owner:
    """An owner of units: one head. `representative` is who votes, by the roll; `representative_id` the person once
    bound. `key` tells it from the others of its roll (`ownership`).
    """

    id: int
    scope_id: int
    key: str
    name: str
    kind: str
    """natural, company, developer"""
    representative: str = ""
    representative_id: int | None = None
    ended: bool = False


@dataclass(slots=True)
class OwnerClaim:
    """Somebody who says they vote for an owner. state: asked, bound, refused, ended; way: code, qr, moderator."""

    id: int
    owner_id: int
    person_id: int
    state: str
    way: str
    at: datetime
    confirmed_by: int | None = None


@dataclass(slots=True)
class Resident:
    """A person's binding to a household. state: asked, bound, refused, ended; way: code, qr, moderator, script."""

    id: int
    household_id: int
    person_id: int
    relation: str
    """owner, tenant, family"""
    state: str
    way: str
    at: datetime
    confirmed_by: int | None = None


@dataclass(slots=True)
class Schedule:
    """A recurring post of a chat. `next_at` is None while it is off."""

    id: int
    community_id: int
    chat_id: int
    kind: str
    """week, month, open, text"""
    cron: str
    text: str = ""
    made_by: int | None = None
    next_at: datetime | None = None
    state: str = "on"
    """on, off"""


@dataclass(frozen=True, slots=True)
class Membership:
    """What is known of a person's place in a chat: creator, administrator, member, left, kicked."""

    status: str
    checked_at: datetime

    @property
    def inside(self) -> bool:
        return self.status in INSIDE


INSIDE = ("creator", "administrator", "member")
"""The statuses of people who are in a chat."""


def ancestors(path: str) -> list[str]:
    """The paths a scope lies under, itself included: `/1/7/` → [`/1/`, `/1/7/`]."""
    steps = path.strip("/").split("/")
    return ["/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps))]
