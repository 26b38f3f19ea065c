"""Story scripts: what people do and what must be seen, as data (reference: `tests/stories/README.md`).

Only the words of the format are here. Reading a file, with file:line:column for every problem, is left to
`script_file`; playing it to `runner`.
"""

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.deliberation.durations import Duration
from bot.deliberation.flaw import Flaw
from bot.deliberation.flow import Role
from bot.rehearsal.emulator.faults import FaultKind

PRIVATE = "private"
"""The place that is a person's own chat with the bot."""


class Part(BaseModel):
    """Base of everything in a script: frozen, and refusing keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _moment(value: Any) -> Any:
    if not isinstance(value, str):
        raise Flaw("script-moment", 'write a moment in quotes: "2026-12-07 08:00"', value=str(value))
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(value, form)  # noqa: DTZ007 - local to the community, made aware by `Script.utc`
        except ValueError:
            continue
    raise Flaw("script-moment", f'“{value}” is not a moment such as "2026-12-07 08:00"', value=value)


def _exact(value: str) -> str:
    Duration.parse(value).exact()
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise Flaw("script-timezone", f"“{value}” is not a time zone", value=value) from None
    return value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Moment = Annotated[datetime, BeforeValidator(_moment)]
"""Local to the community, without a zone."""
Exact = Annotated[str, AfterValidator(_exact)]
Level = Literal["street", "community", "compound", "grid", "building", "unit"]
Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class CommunitySetting(Part):
    """The community the first group belongs to. `self_run`: set up without an operator's code (本群自办)."""

    name: str
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    locale: Literal["zh-CN", "zh-TW", "en"] = "zh-CN"
    self_run: bool = False
    at: str = ""
    """The scope of the tree it stands on, by its name; where it is left out, beside the tree."""


class CalendarSetting(Part):
    """Days that rest, and days that work, beside and before the published calendars."""

    rest: tuple[Date, ...] = ()
    work: tuple[Date, ...] = ()


class RollLine(Part):
    """One unit of the roll; `household` is its door where it is left out."""

    unit: str
    household: str = ""
    area: str = "90.00"
    owner: str = ""
    representative: str = ""
    building: str = ""
    co_owners: str = ""
    voter: str = ""
    """Who votes for co-owners, a company or the developer."""
    unsold: bool = False
    residents: Annotated[int, Field(ge=0)] | None = None
    """How many of age live there."""
    delegate: str = ""


class PersonSetting(Part):
    """Somebody of the story, known by the key above. `binds`, `tenant` and `family` name a door of the roll."""

    binds: str = ""
    owner: bool = False
    """Votes for the owner of that door as well."""
    votes_for: str = ""
    """A unit in which nobody lives: votes for its owner."""
    tenant: str = ""
    family: str = ""
    role: Role | None = None
    roles: tuple[Role, ...] = ()
    """Several at once, where one is not enough."""
    scope: str = ""
    username: str = ""
    locale: str = "zh-hans"
    member: bool = True
    """Is in the first group."""
    started: bool = True
    """Has opened the private chat with the bot."""
    bot: bool = False
    administrator: bool | Literal["anonymous"] = False
    """Administers the first group, perhaps in its name."""

    @model_validator(mode="after")
    def _one_door(self) -> Self:
        if sum(map(bool, (self.binds, self.tenant, self.family))) > 1:
            raise Flaw("script-one-door", "a person has one of `binds`, `tenant` and `family`")
        return self


class GroupSetting(Part):
    """A group; under the first one's title, what is special about that."""

    members: tuple[str, ...] = ()
    """Who is in it, beside the first person of the story, who made it. In the first one everybody is."""
    kind: Literal["group", "supergroup"] = "supergroup"
    bot: Literal["member", "administrator"] = "administrator"
    topics: tuple[str, ...] = ()
    """With topics it is a forum."""
    at: str = ""
    """The scope of the tree it stands on, by its name: it belongs to the community there, which is made where there is
    none. Where it is left out, the first one is its community's, another has a community of its own beside the tree."""
    roll: tuple[RollLine, ...] = ()
    """Of that community, where it is another than the first group's."""


class FaultSetting(Part):
    """What befalls the next calls of the bot, or the updates on their way to it (see the emulator's `faults`)."""

    kind: FaultKind
    method: str | None = None
    place: str = Field("", alias="in")
    times: Annotated[int, Field(ge=1)] = 1
    after_effect: bool = False
    retry_after: Annotated[int, Field(ge=1)] = 1
    status: Annotated[int, Field(ge=400, le=599)] = 502


class Record(Part):
    """What the public export of a session says; only the fields named are compared.

    `session` counts the sessions in the order they were opened; without it the newest that has the issue is meant.
    `issue` is part of an issue's title and picks the newest decision, rating, notice… that is about it.
    """

    session: Annotated[int, Field(ge=1)] | None = None
    issue: str = ""
    state: str | None = None
    cancelled: dict[str, Any] | None = None
    sorted: dict[str, int] | None = None
    raised: dict[str, Any] | None = None
    decision: dict[str, Any] | None = None
    meeting: dict[str, Any] | None = None
    publication: dict[str, Any] | None = None
    notice: dict[str, Any] | None = None
    objection: dict[str, Any] | None = None
    task: dict[str, Any] | None = None
    rating: dict[str, Any] | None = None
    share: dict[str, Any] | None = None


class Step(Part):
    """One thing that happens, or one thing that must be seen, or both: first it happens, then it is looked at."""

    at: Moment | None = None
    wait: Exact | None = None
    who: Texts = ()
    place: str = Field("", alias="in")
    topic: str = ""
    says: str | None = None
    photo: str | None = None
    reply_to: str = ""
    presses: str | Annotated[dict[str, dict[str, Any]], Field(min_length=1, max_length=1)] | None = None
    """A button by part of its label, or by what it means: `{Stand: {choice: agree}}`, an act with fields of it."""
    on: str = ""
    ballots: dict[str, Annotated[int, Field(ge=0)]] | None = None
    stale: bool = False
    joins: str = ""
    leaves: str = ""
    blocks: bool | None = None
    kicks: str = ""
    invites: str = ""
    migrates: str = ""
    turns: Literal["closed", "open", "deleted"] | None = None
    bot: Literal["stops", "dies", "starts"] | None = None
    fault: FaultSetting | None = None
    toast: Texts = ()
    alert: Texts = ()
    posted: Texts = ()
    not_posted: Texts = ()
    shows: Texts = ()
    told: dict[str, Texts] = Field(default_factory=dict)
    not_told: dict[str, Texts] = Field(default_factory=dict)
    record: Record | None = None
    note: str = ""

    @property
    def does(self) -> list[str]:
        """What somebody does in this step, by its key."""
        doings = (
            "says", "photo", "presses", "ballots", "joins", "leaves", "blocks", "kicks", "invites", "migrates", "turns",
        )  # fmt: skip
        return [name for name in doings if getattr(self, name) not in (None, "")]

    @property
    def looks(self) -> bool:
        """Whether this step looks at what was posted or told."""
        return bool(self.posted or self.not_posted or self.told or self.not_told)

    @model_validator(mode="after")
    def _sense(self) -> Self:
        doings = self.does
        if len(doings) > 1:
            raise Flaw("script-one-doing", "a step does one thing", first=doings[0], second=doings[1])
        if doings and doings != ["ballots"] and not self.who:
            raise Flaw("script-who", f"who {doings[0]}? add `who:`", doing=doings[0])
        if self.who and not doings:
            raise Flaw("script-does-what", "what does this person do? add `says:` or `presses:`")
        if self.turns is not None and not self.topic:
            raise Flaw("script-which-topic", f"which topic turns {self.turns}? add `topic:`", turns=self.turns)
        if (self.toast or self.alert) and self.presses is None and self.ballots is None:
            raise Flaw("script-toast", "`toast` and `alert` answer a press")
        if self.at is not None and self.wait is not None:
            raise Flaw("script-at-or-wait", "give `at` or `wait`, not both")
        return self


class Script(Part):
    """One story: a community, its people and roll, and what happens step by step."""

    title: str
    about: str = ""
    start: Moment
    community: CommunitySetting | None = None
    """Nothing: the group is there, and nobody has typed /setup."""
    group: str = ""
    """The first group's title; the community's name where it is left out."""
    calendar: CalendarSetting = CalendarSetting()
    updates: Literal["polling", "webhook"] = "polling"
    """How they reach the bot."""
    flow: str | dict[str, Any] | None = None
    roll: tuple[RollLine, ...] = ()
    households: Annotated[int, Field(ge=1, le=2000)] | None = None
    """The roll is filled up to so many households; their representatives are called by their doors."""
    people: dict[str, PersonSetting] = Field(min_length=1)
    groups: dict[str, GroupSetting] = Field(default_factory=dict)
    tree: tuple[dict[Level, str], ...] = ()
    """Scopes from the top down, a path a line, as an operator imports them."""
    steps: tuple[Step, ...] = Field(min_length=1)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.community.timezone if self.community else "Asia/Shanghai")

    @property
    def group_title(self) -> str:
        return self.group or (self.community.name if self.community else self.title)

    def utc(self, local: datetime) -> datetime:
        """A moment of the script as an aware one."""
        return local.replace(tzinfo=self.zone)

    def rolls(self) -> dict[str, tuple[RollLine, ...]]:
        """Every group's title → the roll that is handed in there, where there is one."""
        first = {self.group_title: (*self.roll, *self.households_filled())}
        others = {title: group.roll for title, group in self.groups.items() if title != self.group_title}
        return {title: lines for title, lines in (first | others).items() if lines}

    def households_filled(self) -> tuple[RollLine, ...]:
        """The lines `households` adds to the roll: doors 9-101 … 9-104, 9-201 …, areas of 60 to 119 m²."""
        taken = {line.household or line.unit for line in self.roll}
        lines = list[RollLine]()
        number = 0
        while self.households is not None and len(taken) + len(lines) < self.households:
            door = f"9-{number // 4 + 1}{number % 4 + 1:02}"
            if door not in taken:
                area = f"{60 + number % 60}.50"
                lines.append(RollLine(unit=door, area=area, owner=door, representative=door))
            number += 1
        return tuple(lines)


def exact(text: str) -> timedelta:
    """`10m` as a length of time."""
    return Duration.parse(text).exact()
