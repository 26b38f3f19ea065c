"""The vocabulary that stages and whole flows share: texts, roles, transitions, guards, and what every stage has."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from bot.deliberation.durations import Duration, ExactDuration
from bot.deliberation.flaw import Flaw
from bot.deliberation.voting.rules import Fund

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
LocaleText = str | dict[str, str]


def every_locale(text: LocaleText) -> tuple[str, ...]:
    """What a text says, in each locale it is given in."""
    return (text,) if isinstance(text, str) else tuple(text.values())


def in_locale(text: LocaleText, locale: str) -> str:
    """What a text says in one locale, or in the first it is given in."""
    return text if isinstance(text, str) else text.get(locale) or next(iter(text.values()), "")


Role = Literal[
    "resident", "household_rep", "owner", "tenant", "delegate", "party_member", "unit", "new_worker",
    "property", "expert", "volunteer", "mediator", "legal_adviser", "building_lead", "anchor_household",
    "grid_worker", "grid_lead", "secretary", "street", "auditor", "committee",
    "branch", "council",
]  # fmt: skip
Screening = Literal["accept", "merge", "return", "reject", "transfer", "instant"]
Ground = Literal["eligibility", "counting", "procedure", "substance"]
TaskClass = Literal["service", "goods", "works", "other"]


class Part(BaseModel):
    """Base of everything in a flow file: frozen, and refusing keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Transition(Part):
    """Where an outcome leads: `stage-id`, or a mapping for loops and hand-overs."""

    goto: Identifier | None = None
    max_loops: Annotated[int, Field(ge=1, le=9)] | None = None
    otherwise: Identifier | None = Field(None, alias="else")
    flow: Identifier | None = None
    return_: Identifier | None = Field(None, alias="return")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"goto": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(core_schema)]}

    @model_validator(mode="after")
    def _one_way(self) -> "Transition":
        if (self.goto is None) == (self.flow is None):
            raise Flaw("flow-way-unclear", "say either `goto: STAGE` or `flow: FLOW`, not both and not neither")
        if self.return_ is not None and self.flow is None:
            raise Flaw("flow-return-without-flow", "`return` belongs to a hand-over: `{flow: FLOW, return: STAGE}`")
        if (self.max_loops is None) != (self.otherwise is None):
            raise Flaw(
                "flow-loops-and-else",
                "`max_loops` and `else` go together: what happens when the loops are used up",
            )
        return self


class Count(Part):
    """Holds when the number of issues in the round compares to `n` as `op` says."""

    of: Literal["items"] = "items"
    op: Literal["ge", "gt"] = "ge"
    n: Annotated[int, Field(ge=0)]


class Manual(Part):
    by: tuple[Role, ...] = Field(min_length=1)


class Affordable(Part):
    """Whose money must be there for what is put to the vote."""

    fund: Fund = "community"


class Guard(Part):
    """One condition for leaving a stage; exactly one key."""

    elapsed: ExactDuration | None = None
    min_elapsed: ExactDuration | None = None
    count: Count | None = None
    manual: Manual | None = None
    concerns_answered: Literal[True] | None = None
    no_open_objection: Literal[True] | None = None
    publications_done: Literal[True] | None = None
    budget_ok: Affordable | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "Guard":
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            raise Flaw("flow-guard-keys", "a guard has exactly one key, for example `- min_elapsed: 2d`")
        return self


class Exit(Part):
    """All guards must hold before a stage can be left."""

    all: tuple[Guard, ...] = Field(min_length=1)


class StageBase(Part):
    outcomes: ClassVar[tuple[str, ...]] = ()
    """Every outcome this kind can end in, for an issue or for the round."""

    id: Identifier
    label: LocaleText = ""
    help: LocaleText = ""
    verb: Literal["ti", "yi", "jue", "ping", "xiang"] | None = None
    """Which of the five verbs the breadcrumb shows; by default the kind decides."""
    next: dict[str, Transition] = Field(default_factory=dict)
    gather: Literal["each", "together"] = "together"
    wait: Duration | None = None
    """With `gather: together`: how long the first to arrive waits for the others at most."""
    remind: tuple[Annotated[str, Field(pattern=r"^(\d{1,2}%|-\d+[mhd])$")], ...] = ()
    exit: Exit | None = None

    def guards(self) -> tuple[Guard, ...]:
        return self.exit.all if self.exit else ()
