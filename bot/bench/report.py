"""The figures of one run: rates in presses answered a second, as JSON and as a table."""

import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from os import cpu_count
from statistics import median
from typing import Any

from rich.table import Table

from bot.i18n import Words

RATIO_AIM = 0.5
FLAT_AIM = 0.85


@dataclass(frozen=True, slots=True)
class Figure:
    """What several windows gave: their median, the lowest, the highest, and each in its order."""

    median: float
    low: float
    high: float
    windows: list[float]

    @classmethod
    def of(cls, windows: Sequence[float], digits: int = 0) -> "Figure":
        rounded = [round(value, digits) for value in windows]
        return cls(round(median(windows), digits), min(rounded), max(rounded), rounded)


@dataclass(frozen=True, slots=True)
class Report:
    """Rates a second. `ratio` compares each window of ours with the bare one just before it, `flat` the median of
    the late windows with that of the early; `stored` are the ballots the database holds of those answered."""

    ceiling: Figure
    bare: Figure
    ours: Figure
    ratio: Figure
    early: Figure
    late: Figure
    flat: float
    early_ballot: int
    late_ballot: int
    households: int
    answered: int
    stored: int
    seconds: float

    @classmethod
    def of(
        cls, rates: dict[str, list[float]], ballots: tuple[int, int], households: int, counted: tuple[int, int],
        seconds: float,
    ) -> "Report":  # fmt: skip
        """From the rates of each side's windows in their order; `counted` are ballots answered and stored."""
        pairs = zip(rates["ours"], rates["bare"], strict=True)
        return cls(
            **{side: Figure.of(rates[side]) for side in ("ceiling", "bare", "ours", "early", "late")},
            ratio=Figure.of([ours / bare for ours, bare in pairs], 3),
            flat=round(median(rates["late"]) / median(rates["early"]), 3),
            early_ballot=ballots[0],
            late_ballot=ballots[1],
            households=households,
            answered=counted[0],
            stored=counted[1],
            seconds=round(seconds, 1),
        )

    def as_json(self) -> dict[str, Any]:
        """The figures with what was aimed for and the machine they were taken on."""
        machine = {"cores": cpu_count(), "python": platform.python_version(), "system": sys.platform}
        aims = {"ratio": RATIO_AIM, "flat": FLAT_AIM}
        return {**asdict(self), "aims": aims, "machine": machine}

    def as_table(self, words: Words) -> Table:
        """The figures for a terminal."""
        table = Table(
            title=words("bench-title"),
            caption=words(
                "bench-caption",
                households=self.households,
                answered=self.answered,
                stored=self.stored,
                seconds=str(self.seconds),
            ),
        )
        table.add_column("")
        for heading in ("bench-median", "bench-spread", "bench-aim"):
            table.add_column(words(heading), justify="right")
        rates = {
            words("bench-ceiling"): self.ceiling,
            words("bench-bare"): self.bare,
            words("bench-ours"): self.ours,
            words("bench-around", ballot=self.early_ballot): self.early,
            words("bench-around", ballot=self.late_ballot): self.late,
        }
        for name, rate in rates.items():
            table.add_row(name, f"{rate.median:,.0f}", f"{rate.low:,.0f} – {rate.high:,.0f}", "")
        table.add_section()
        spread = f"{self.ratio.low:.2f} – {self.ratio.high:.2f}"
        table.add_row(words("bench-ratio"), f"{self.ratio.median:.2f}", spread, f"≥ {RATIO_AIM}")
        flat = words("bench-flat", early=self.early_ballot, late=self.late_ballot)
        table.add_row(flat, f"{self.flat:.2f}", "", f"≥ {FLAT_AIM}")
        return table
