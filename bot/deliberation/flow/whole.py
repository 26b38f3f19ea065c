"""A whole flow: what is said of it beside its stages, and its one form as text."""

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from bot.deliberation.durations import Duration
from bot.deliberation.flow.parts import Identifier, LocaleText, Part, Role
from bot.deliberation.flow.stages import AnyStage, Stage, Vote
from bot.deliberation.voting.rules import Matter

VOCABULARY = 1
"""Raised whenever the meaning of a key changes; a migration then rewrites stored flows."""

_OWN_MATTERS: Mapping[Matter, Role] = {"committee": "committee"}
"""What owners decide about those who hold a role."""


class Header(Part):
    purpose: LocaleText = ""
    responsibility: LocaleText = ""
    funding: LocaleText = ""
    guarantee: LocaleText = ""


class Venue(Part):
    forms: tuple[LocaleText, ...] = ()
    """What the meetings are called here: 居民夜话, 小板凳议事会."""


class ScopeRule(Part):
    """Where the flow may be opened, and what may be brought to it; a screening cites what may not."""

    levels: tuple[Literal["street", "community", "compound", "grid", "building", "unit"], ...] = ()
    matters_allow: tuple[LocaleText, ...] = ()
    matters_deny: tuple[LocaleText, ...] = ()


class Participants(Part):
    propose: tuple[Role, ...] = ("resident",)
    speak: tuple[Role, ...] = ("resident",)
    moderate: tuple[Role, ...] = Field(("grid_lead", "grid_worker", "secretary"), min_length=1)
    scrutinise: tuple[Role, ...] = ("auditor",)


class Mechanism(Part):
    legal_effect: Literal["advisory", "binding"] = "advisory"
    anonymity: tuple[Literal["face", "back"], ...] = ("face", "back")


class Retention(Part):
    """How long after its end a session keeps what says who took part; numbers, decisions and hashes stay."""

    personal: Duration = Duration.parse("12mo")
    """Names, who voted and wrote, receipts, photos, and the words of what was sent 背靠背."""


class Flow(Part):
    """An effective flow: `extends` resolved, defaults written out."""

    id: Identifier
    version: Annotated[int, Field(ge=1)] = 1
    name: LocaleText
    standing: Literal["opinion", "consultation", "owners"]
    """意见征集 · 居民协商 · 业主共同决定: printed on every card and record."""
    header: Header = Header()
    scope: ScopeRule = ScopeRule()
    participants: Participants = Participants()
    venue: Venue = Venue()
    mechanism: Mechanism = Mechanism()
    retention: Retention = Retention()
    stages: tuple[AnyStage, ...] = Field(min_length=1)

    @property
    def concerned(self) -> frozenset[Role]:
        """Roles whose own matter is voted on: who holds one may call the vote, and neither runs, counts nor judges."""
        matters = {stage.rule.matter for stage in self.stages if isinstance(stage, Vote)}
        return frozenset(role for matter, role in _OWN_MATTERS.items() if matter in matters)

    def stage(self, stage_id: str) -> Stage:
        return next(stage for stage in self.stages if stage.id == stage_id)

    def has_stage(self, stage_id: str) -> bool:
        return any(stage.id == stage_id for stage in self.stages)

    def canonical(self) -> str:
        """The effective flow as one line of JSON, the form stored with a session."""
        return json.dumps(
            self.model_dump(mode="json", by_alias=True),
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )

    def hash(self) -> str:
        return hashlib.sha256(self.canonical().encode()).hexdigest()
