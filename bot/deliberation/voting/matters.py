"""Matters that the law keeps for the owners together 业主共同决定事项, and the least that it asks of a vote on them.

The numbers are in a dated file (`flows/law/`), read by `flow_files`, which writes them into a rule that names its
`matter`; what a session runs by is then in its flow and changes with no law. Here is the shape of that file, and
whether a rule asks for less.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.deliberation.voting.rules import Matter, Rule
from bot.deliberation.voting.shares import Parts, Share

_AS_GREAT = {"participating": ("participating", "electorate"), "electorate": ("electorate",)}
"""The bases that are never smaller than one the law names."""


class Floor(BaseModel):
    """The least quorum and the least majority."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quorum: Parts
    passing: Parts


class Law(BaseModel):
    """One law, as in force from a day on: matters with their floors."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    source: str
    in_force_from: date
    matters: Mapping[Matter, Floor]

    def floor(self, rule: Rule) -> Floor:
        """What the law asks of a vote of owners under this rule: that of its matter, else that of ordinary ones."""
        return self.matters[rule.matter or "other"]


Missed = Literal["quorum", "pass", "abstain", "reconvene"]


def below(rule: Rule, floor: Floor) -> list[Missed]:
    """The keys by which a rule asks for less than the law does."""
    found: list[Missed] = []
    if not _reaches(rule.quorum, floor.quorum):
        found.append("quorum")
    if not _reaches(rule.passing, floor.passing):
        found.append("pass")
    if rule.abstain == "ignored":
        found.append("abstain")
    if rule.reconvene is not None:
        found.append("reconvene")
    return found


def _reaches(parts: Parts | None, least: Parts) -> bool:
    return parts is not None and all(
        _as_much(stated, wanted)
        for stated, wanted in ((parts.head, least.head), (parts.area, least.area))
        if wanted is not None
    )


def _as_much(stated: Share | None, wanted: Share) -> bool:
    """Whether whatever meets the one share meets the other."""
    if stated is None or stated.base not in _AS_GREAT[wanted.base]:
        return False
    one, other = Fraction(stated.num, stated.den), Fraction(wanted.num, wanted.den)
    return one > other or (one == other and (stated.op == "gt" or wanted.op == "ge"))
