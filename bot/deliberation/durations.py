"""How long something lasts, as flow authors write it: `90s 30m 24h 7d 3wd 1mo`.

Two readings of time live in the field and must not be mixed. An *exact* duration runs by the clock
and is never moved: `window limit elapsed extend`. A *period* is counted in days and ends at 24:00;
it needs to know which days rest and is therefore left to `calendar`.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from bot.deliberation.flaw import Flaw


class Unit(StrEnum):
    """The unit as written in a flow; `d` is 24 hours where exact and a calendar day in a period."""

    SECOND = "s"
    MINUTE = "m"
    HOUR = "h"
    DAY = "d"
    WORKING_DAY = "wd"
    MONTH = "mo"


_EXACT = {
    Unit.SECOND: timedelta(seconds=1),
    Unit.MINUTE: timedelta(minutes=1),
    Unit.HOUR: timedelta(hours=1),
    Unit.DAY: timedelta(days=1),
}
_PATTERN = "^[1-9][0-9]{0,8}(s|m|h|d|wd|mo)$"
_EXACT_PATTERN = "^[1-9][0-9]{0,8}(s|m|h|d)$"
# A ceiling far above any procedure: a slip of the keyboard should not be due in the next century.
_YEARS = 10
_CEILING = {unit: timedelta(days=365 * _YEARS) // one for unit, one in _EXACT.items()} | {
    Unit.WORKING_DAY: 250 * _YEARS,
    Unit.MONTH: 12 * _YEARS,
}


class DurationError(Flaw):
    """A duration nobody can read, or one that is used where its unit has no meaning."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A positive number of one unit. As a pydantic field it reads its text and is dumped to it in JSON."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: object) -> "Duration":
        """Read `7d`; raises `DurationError` for anything but a whole number and a unit, up to ten years."""
        if isinstance(text, cls):
            return text
        found = re.fullmatch(r"([0-9]{1,9})(s|m|h|d|wd|mo)", text) if isinstance(text, str) else None
        if found is None:
            raise DurationError(
                "duration-unreadable",
                f"“{text}” is not a duration; write a whole number and one of the units "
                "s, m, h, d, wd (working days) or mo (months), such as 48h, 7d or 3wd",
                text=str(text),
            )
        count, unit = int(found[1]), Unit(found[2])
        if count == 0:
            raise DurationError(
                "duration-zero", f"“{text}” lasts no time at all; leave the key out instead", text=str(text)
            )
        if count > _CEILING[unit]:
            raise DurationError(
                "duration-too-long",
                f"“{text}” is longer than {_YEARS} years; is the unit right?",
                text=str(text),
                years=_YEARS,
            )
        return cls(count, unit)

    @property
    def is_exact(self) -> bool:
        """Whether the clock alone can measure it: seconds, minutes, hours, days of 24 hours."""
        return self.unit in _EXACT

    def exact(self) -> timedelta:
        """The time it takes by the clock; raises `DurationError` for working days and months."""
        if not self.is_exact:
            raise DurationError(
                "duration-not-exact",
                f"“{self}” has no exact length; here only s, m, h and d can be used, such as 48h or 7d",
                text=str(self),
            )
        return self.count * _EXACT[self.unit]

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": _PATTERN, "examples": ["48h", "7d", "3wd", "1mo"]}


def _exact_only(duration: Duration) -> Duration:
    duration.exact()
    return duration


ExactDuration = Annotated[
    Duration,
    AfterValidator(_exact_only),
    WithJsonSchema({"type": "string", "pattern": _EXACT_PATTERN, "examples": ["90s", "30m", "48h", "7d"]}),
]
"""A field type for `window limit elapsed extend`: refuses working days and months while the flow is read."""


def after(start: datetime, duration: Duration) -> datetime:
    """The moment `duration` after the aware `start`, in its time zone; never moved off nights or rest days.

    Raises `DurationError` for working days and months, which only a calendar can count.
    """
    return start + duration.exact()
