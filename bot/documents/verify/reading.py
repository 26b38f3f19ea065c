"""What is read of an exported record, strictly: anything of another shape is unreadable, and said where.

Whether what was read is true is left to the modules beside this one. What the minutes do not hold (titles, ratings) is
covered by its digest alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from bot.deliberation.figures import area_from_text
from bot.deliberation.flaw import Flaw
from bot.deliberation.flow import Flow
from bot.deliberation.voting.paper import Choice, Paper
from bot.documents.export import FORMAT

_HEX = Annotated[str, Field(pattern=r"^[0-9a-f]+$", max_length=600)]
_MOST_SEQ = 2**40


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: a message `verify-<key>` with parameters, naming the row or the decision."""

    key: str
    params: Mapping[str, str | int] = field(default_factory=dict)


class Unreadable(Exception):
    """The file is no record that could be checked."""

    def __init__(self, key: str, **params: str | int) -> None:
        super().__init__(key)
        self.finding = Finding(key, params)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Row(_Part):
    model_config = ConfigDict(frozen=True, extra="forbid")

    seq: Annotated[StrictInt, Field(ge=1, lt=_MOST_SEQ)]
    at: AwareDatetime
    kind: StrictStr
    public: dict[str, Any]
    commitment: StrictStr
    prev: StrictStr
    hash: StrictStr


class Kept(_Part):
    """The content of a row, in a sealed record."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seq: StrictInt
    content: dict[str, Any]
    salt: StrictStr


class Refers(_Part):
    """By which numbers the minutes speak of a decision."""

    decision: StrictInt
    motion: StrictInt
    round: StrictInt


class Option(_Part):
    """One of the choices of a motion; money in 0.01 of the currency."""

    id: StrictStr
    cost: StrictInt = 0
    beneficiaries: StrictInt = 0
    submitted: StrictInt = 0


class Certified(_Part):
    signed: StrictInt
    needed: StrictInt


class Decided(_Part):
    model_config = ConfigDict(frozen=True, extra="allow")

    number: StrictStr
    motion: StrictStr
    minutes: Refers
    digest: StrictStr
    motion_hash: StrictStr
    rule: dict[str, Any]
    outcome: StrictStr
    late: StrictInt
    void: StrictInt
    certified: Certified | None = None
    choices: list[Option] = []
    cost: StrictInt = 0

    @property
    def paper(self) -> Paper:
        """What was put to the vote."""
        choices = (Choice(o.id, o.cost, o.beneficiaries, o.submitted) for o in self.choices)
        return Paper(tuple(choices), self.cost)


class Told(Decided):
    """A decision with what is said beside its figures."""

    state: StrictStr
    version: StrictInt
    issues: list[StrictInt]
    extended: StrictInt
    opened_at: AwareDatetime
    closed_at: AwareDatetime
    effective_at: AwareDatetime | None


class Total(_Part):
    heads: Annotated[StrictInt, Field(ge=0)]
    area: StrictStr
    mask: _HEX

    @property
    def area_units(self) -> int:
        """In 0.01 m²; 0 for what is no area, which is found by comparing it with the decision."""
        try:
            return area_from_text(self.area)
        except Flaw:
            return 0


class Committed(_Part):
    receipt: StrictStr
    commitments: list[_HEX]


class Proof(_Part):
    decision: StrictStr
    options: list[StrictStr]
    totals: dict[str, Total]
    ballots: list[Committed]
    took_part: list[StrictStr] = []
    """Of an anonymous vote: the marks of the receipts, which are of no ballot."""


class Called(_Part):
    """How somebody voted in an open vote, with what opens the commitments of the ballot."""

    elector: StrictStr
    choice: StrictStr
    area: StrictInt
    receipt: StrictStr
    key: _HEX


class RollCall(_Part):
    decision: StrictStr
    ballots: list[Called]


class Chain(_Part):
    name: StrictStr
    rows: Annotated[StrictInt, Field(ge=0, lt=_MOST_SEQ)]
    head: StrictStr


class Held(_Part):
    """A round."""

    stage: StrictStr
    kind: StrictStr
    lap: StrictInt
    state: StrictStr
    opened_at: AwareDatetime
    due_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    extended: StrictInt
    outcome: StrictStr


class Posted(_Part):
    """A notice."""

    opened_at: AwareDatetime
    ends_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    outcome: StrictStr


class Objected(_Part):
    ground: StrictStr
    state: StrictStr
    ruling: StrictStr
    at: AwareDatetime
    ruled_at: AwareDatetime | None


class Work(_Part):
    """A task. `cost` is decimal text."""

    class_: StrictStr = Field(alias="class")
    state: StrictStr
    due_at: AwareDatetime | None
    done_at: AwareDatetime | None
    accepted_at: AwareDatetime | None
    cost: StrictStr


class Text(_Part):
    """What was put to the vote, with everything its hash is over; money in 0.01 of the currency."""

    motion: StrictInt
    text: StrictStr
    choices: list[dict[str, Any]] = []
    cost: StrictInt = 0
    budget: StrictInt = 0


class Sealed(_Part):
    motions: list[Text]
    journal: list[Kept]
    digests: dict[str, str]


class Session(_Part):
    number: StrictStr
    flow_hash: StrictStr
    state: StrictStr
    opened_at: AwareDatetime | None
    closed_at: AwareDatetime | None


class Record(_Part):
    """An exported record. `raw` is all of it, as it stands in the file."""

    session: Session
    chain: Chain
    journal: list[Row]
    rounds: list[Held]
    decisions: list[Told]
    notices: list[Posted]
    objections: list[Objected]
    tasks: list[Work]
    flow: Flow
    proofs: list[Proof]
    roll_call: list[RollCall] = []
    digests: dict[str, str]
    sealed: Sealed | None = None
    raw: dict[str, Any] = Field(repr=False)

    def proof_of(self, decision: str) -> Proof | None:
        return next((proof for proof in self.proofs if proof.decision == decision), None)


def read(text: str) -> Record:
    """The record a file holds; raises `Unreadable`."""
    try:
        found = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Unreadable("not-json") from None
    if not isinstance(found, dict) or not str(found.get("format")).startswith("youshi-record/"):
        raise Unreadable("not-a-record")
    if found["format"] != FORMAT:
        raise Unreadable("other-format", format=str(found["format"])[:40], known=FORMAT)
    try:
        return Record.model_validate({**found, "raw": found})
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors(include_url=False)[0]["loc"])
        raise Unreadable("unreadable", where=where) from None


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is there twice")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)
