"""The figures of one run beside their aims, as JSON and as a table.

What is measured is left to `measurements`; the words are in `locales/`: `bench-` with the name of a measurement or
of a line.
"""

import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from os import cpu_count
from statistics import median
from typing import Any, Literal

from rich.table import Table

from bot.i18n import Words

Unit = Literal["rate", "ratio", "milliseconds", "seconds", "megabytes", "count"]
"""What a figure counts; rates are presses answered a second."""
_DIGITS: Mapping[Unit, int] = {
    "rate": 0, "ratio": 2, "milliseconds": 1, "seconds": 2, "megabytes": 0, "count": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """What several windows gave: their median, the lowest, the highest, and each in its order."""

    median: float
    low: float
    high: float
    windows: list[float]

    @classmethod
    def of(cls, windows: Sequence[float], digits: int = 3) -> "Figure":
        rounded = [round(value, digits) for value in windows]
        return cls(round(median(windows), digits), min(rounded), max(rounded), rounded)


@dataclass(frozen=True, slots=True)
class Aim:
    """What the median of a figure should be at least or at most."""

    limit: float
    at: Literal["least", "most"]

    def met_by(self, figure: Figure) -> bool:
        return figure.median >= self.limit if self.at == "least" else figure.median <= self.limit


@dataclass(frozen=True, slots=True)
class Line:
    """One figure by its name, with what its sentence needs."""

    name: str
    unit: Unit
    figure: Figure
    aim: Aim | None = None
    params: Mapping[str, str | int] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, unit: Unit, windows: Sequence[float], aim: Aim | None = None, **params: str | int) -> "Line":
        return cls(name, unit, Figure.of(windows), aim, params)

    def as_json(self) -> dict[str, Any]:
        aim = None if self.aim is None else {**asdict(self.aim), "met": self.aim.met_by(self.figure)}
        return {"name": self.name, "unit": self.unit, **asdict(self.figure), "aim": aim, **self.params}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one measurement came to: its lines, or why it cannot be made here."""

    name: str
    lines: Sequence[Line]
    missing: str = ""
    """The name of a message; empty where it was measured."""

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "lines": [line.as_json() for line in self.lines], "missing": self.missing}


@dataclass(frozen=True, slots=True)
class Report:
    measured: Sequence[Measured]
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """The figures with what was aimed for and the machine they were taken on."""
        machine = {"cores": cpu_count(), "python": platform.python_version(), "system": sys.platform}
        measured = [one.as_json() for one in self.measured]
        return {"measurements": measured, "seconds": round(self.seconds, 1), "machine": machine}

    def as_table(self, words: Words) -> Table:
        """The figures for a terminal."""
        caption = words("bench-caption", seconds=f"{self.seconds:.0f}", cores=cpu_count() or 1)
        table = Table(title=words("bench-title"), caption=caption)
        table.add_column("")
        for heading in ("bench-median", "bench-spread", "bench-aim"):
            table.add_column(words(heading), justify="right")
        for one in self.measured:
            table.add_section()
            table.add_row(f"[bold]{words(f'bench-{one.name}')}[/bold]")
            for line in one.lines:
                table.add_row(words(f"bench-{line.name}", **line.params), *_cells(line, words))
            if one.missing:
                table.add_row(words(one.missing))
        return table


def _cells(line: Line, words: Words) -> tuple[str, str, str]:
    figure, digits = line.figure, _DIGITS[line.unit]
    shown = words(f"bench-in-{line.unit}", figure=f"{figure.median:,.{digits}f}")
    alone = len(figure.windows) == 1
    spread = "" if alone else f"{figure.low:,.{digits}f} – {figure.high:,.{digits}f}"
    if line.aim is None:
        return shown, spread, ""
    sign = "≥" if line.aim.at == "least" else "≤"
    verdict = words("bench-ok" if line.aim.met_by(figure) else "bench-below")
    return shown, spread, f"{sign} {line.aim.limit:,g}  {verdict}"
